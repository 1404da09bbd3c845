// For the tests of both stores: an empty database of one's own, and a small catalogue.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "storage/open.h"

namespace vigil::storage::testing {

enum class Kind { sqlite, postgres };
std::string to_string(Kind kind);

// Removed with all that is in it.
class Place {
  public:
    virtual ~Place() = default;
    virtual Result<std::unique_ptr<CatalogueStore>> open() = 0;
    // Runs plain SQL past the store, in a connection of its own.
    virtual Status run(const std::string& sql) = 0;
    virtual std::string url() const = 0;  // path or URL
};
// Null when there is no server: VIGIL_TEST_DATABASE names the maintenance database of one.
std::unique_ptr<Place> make_place(Kind kind);

FieldDef make_field(std::string key, FieldKind kind);
EntityDef make_entity(std::string key, std::string plural, std::vector<FieldDef> fields);
// user; thing: one field of each kind; lead; journal.
std::vector<EntityDef> sample_entities();
CataloguePtr make_catalogue(std::vector<EntityDef> entities, std::int64_t version = 1);

// By field key; an insert unless a version is given.
Write make_write(const EntityDef& entity, Id id, std::vector<std::pair<std::string, Value>> values,
                 std::int64_t version = 0);
ChangeSet changes_of(std::vector<Write> writes);

// One store with the sample catalogue.
class StoreTest : public ::testing::TestWithParam<Kind> {
  protected:
    void SetUp() override;
    const EntityDef& entity(std::string_view key) const { return catalogue_->need(key); }
    const EntityDef& lead() const { return entity("lead"); }
    void reopen();
    void take(CataloguePtr catalogue);  // shapes the store by it
    Result<Applied> apply(std::vector<Write> writes) {
        return store_->apply(changes_of(std::move(writes)));
    }
    // As a test's own words when it was refused.
    ::testing::AssertionResult applied(std::vector<Write> writes);
    // The record, as the house sees it.
    std::optional<Record> get(const EntityDef& entity, Id id);
    std::vector<Record> journal_after(std::int64_t seq, int limit = 1000);
    Write journal_row(Id id, std::string what);
    // What SQLite would do with this SQL: a line for each of its steps.
    std::string explained(const std::string& sql);

    std::unique_ptr<Place> place_;
    CataloguePtr catalogue_;
    std::unique_ptr<CatalogueStore> store_;
};

#define VIGIL_EACH_STORE(suite)                                                              \
    INSTANTIATE_TEST_SUITE_P(Stores, suite, ::testing::Values(Kind::sqlite, Kind::postgres), \
                             [](const auto& info) { return to_string(info.param); })

}  // namespace vigil::storage::testing
