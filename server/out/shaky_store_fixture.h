#pragma once

#include "ports/store.h"

namespace vigil::out::testing {

// Forwards to the store, and does not answer where it is told not to.
class ShakyStore : public Store {
  public:
    explicit ShakyStore(Store& store) : store_(store) {}
    bool is_down = false;
    std::unique_ptr<ReadView> read() override { return store_.read(); }
    Result<Applied> apply(const ChangeSet& changes) override {
        if (is_down) return fail(FaultKind::unavailable, "store_failed");
        return store_.apply(changes);
    }
    Status rehearse(const ChangeSet& changes) override { return store_.rehearse(changes); }
    int node() const override { return store_.node(); }
    Status keep_node() override { return store_.keep_node(); }
    Result<bool> is_node_held(int node) override { return store_.is_node_held(node); }
    Status shape(const Catalogue& catalogue) override { return store_.shape(catalogue); }
    Status shape_columns(const Catalogue& of) override { return store_.shape_columns(of); }
    Status build_indexes(const Catalogue& of) override { return store_.build_indexes(of); }
    Result<Soundness> check(const Catalogue& of) override { return store_.check(of); }
    Status backup(const std::string& path) override { return store_.backup(path); }
    void use_catalogue(CataloguePtr of) override { store_.use_catalogue(std::move(of)); }

  private:
    Store& store_;
};

}  // namespace vigil::out::testing
