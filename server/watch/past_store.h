// A store in memory that holds the company of a past moment, so that the live code (units of work, the
// watch) runs over it as over the true one. For one thread. Knows no permits: only the house reads it.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <unordered_map>

#include "ports/store.h"

namespace vigil::watch {

class PastStore final : public Store {
  public:
    // `with_journal`: keeps what journal rows say of records, for conditions that ask when a field changed and for
    // what an undo leaves.
    PastStore(CataloguePtr catalogue, bool with_journal)
        : catalogue_(std::move(catalogue)), with_journal_(with_journal) {}

    // Puts a record in, over what was there.
    void put(const Record& record);
    std::optional<Record> get(std::string_view entity, Id id) const;
    // All of an entity, in order of id. The visitor must not change the store.
    void each(std::string_view entity, const std::function<void(const Record&)>& visit) const;
    bool has(std::string_view entity) const;      // any at all
    std::size_t bytes() const { return bytes_; }  // of memory, about, all tables together

    std::unique_ptr<ReadView> read() override;
    Result<Applied> apply(const ChangeSet& changes) override;
    Status rehearse(const ChangeSet&) override { return {}; }  // nobody asks the past what would be
    Status shape(const Catalogue&) override { return {}; }
    Status shape_columns(const Catalogue&) override { return {}; }
    Status build_indexes(const Catalogue&) override { return {}; }
    void use_catalogue(CataloguePtr) override {}
    int node() const override { return 0; }
    Status keep_node() override { return {}; }
    Result<bool> is_node_held(int node) override { return node == 0; }
    Result<Soundness> check(const Catalogue&) override { return Soundness(); }
    Status backup(const std::string&) override;

  private:
    friend class PastView;
    // Ids by the value of one field; made when the field is first asked for.
    using Index = std::map<std::int64_t, std::set<Id>>;
    // A record's filled fields alone: most of an entity's are empty, and a value takes as much room as any.
    using Packed = std::vector<std::pair<std::uint16_t, Value>>;
    struct Table {
        const EntityDef* entity = nullptr;
        std::unordered_map<Id, Packed> records;
        std::map<int, Index> indexes;
    };
    static Packed packed(const Record& record);
    static Record unpacked(const Table& table, Id id, const Packed& from);
    static std::size_t bytes_of(const Table& table, const Packed& record);
    void drop(const Record& record);
    Table& table(const EntityDef& entity);
    const Table* table(std::string_view entity) const;
    Index& index(const EntityDef& entity, int field);
    void unlist(Table& table, const Record& record);
    void list(Table& table, const Record& record);
    Result<std::vector<Record>> find(const Query& query);
    std::vector<Id> candidates(const Query& query);

    CataloguePtr catalogue_;
    bool with_journal_;
    std::unordered_map<std::string, Table> tables_;
    std::size_t bytes_ = 0;
};

}  // namespace vigil::watch
