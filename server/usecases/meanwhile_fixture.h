// For tests of two acts at once: what happens between one act's deciding and its writing.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ports/store.h"

namespace vigil::testing {

// A store in which `happens` is done, once, when somebody is about to write through it.
class Meanwhile final : public Store {
  public:
    Meanwhile(Store& store, std::function<void()> happens)
        : store_(store), happens_(std::move(happens)) {}

    Result<Applied> apply(const ChangeSet& changes) override {
        if (const auto once = std::exchange(happens_, nullptr)) once();
        return store_.apply(changes);
    }
    Status rehearse(const ChangeSet& changes) override { return store_.rehearse(changes); }
    std::unique_ptr<ReadView> read() override { return store_.read(); }
    Status shape(const Catalogue& catalogue) override { return store_.shape(catalogue); }
    Status shape_columns(const Catalogue& catalogue) override {
        return store_.shape_columns(catalogue);
    }
    Status build_indexes(const Catalogue& catalogue) override {
        return store_.build_indexes(catalogue);
    }
    void use_catalogue(CataloguePtr catalogue) override {
        store_.use_catalogue(std::move(catalogue));
    }
    int node() const override { return store_.node(); }
    Status keep_node() override { return store_.keep_node(); }
    Result<bool> is_node_held(int node) override { return store_.is_node_held(node); }
    Result<Soundness> check(const Catalogue& catalogue) override { return store_.check(catalogue); }
    Status backup(const std::string& path) override { return store_.backup(path); }

  private:
    Store& store_;
    std::function<void()> happens_;
};

}  // namespace vigil::testing
