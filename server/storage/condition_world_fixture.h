// The small company of tests/vectors/conditions.json: its catalogue and records, asked in memory and
// laid into the tables of a database. For tests and the fuzzer.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "model/catalogue.h"
#include "model/condition.h"
#include "model/record.h"
#include "rules/evaluate.h"
#include "storage/condition_sql.h"

namespace vigil::tests {

struct JournalRow {
    Moment at;
    std::string act, entity;
    Id record;
    std::set<std::string> fields;  // that changed
    std::string changes;           // as the journal keeps them
    // The act it belongs to, the act it takes back, the act that takes it back; 0 = none.
    std::int64_t group = 0, undo_of = 0, undone_by = 0;
};

// One line of the file: the records a condition is true of, or the fault it is refused with.
struct ConditionCase {
    std::string text;
    const EntityDef* entity = nullptr;
    ConditionContext context;
    std::vector<std::string> expect;  // record keys, sorted
    std::string fault;                // "" = none
    FaultArgs args;                   // of the fault, as far as the file names them
    bool local = false;
    std::string described;  // text and context, for messages
};

struct ConditionWorld {
    CataloguePtr catalogue;
    std::map<std::string, std::vector<Record>> records;  // by entity key, in the file's order
    std::map<std::string, Id> ids;                       // by record key
    std::map<Id, std::string> keys;
    std::vector<JournalRow> journal;
    ConditionContext context;  // the file's own, with its usual rates
    std::vector<ConditionCase> cases;

    static ConditionWorld load(const std::string& path);  // throws on a bad file
    const Record* find(const EntityDef& entity, Id id) const;
};

// What the world knows about one of its records.
class WorldFacts : public rules::Facts {
  public:
    WorldFacts(const ConditionWorld& world, const Record& record)
        : world_(world), record_(record) {}
    const Record& record() override { return record_; }
    Result<const Record*> linked(int link_field) override;
    Result<const std::vector<Record>*> children(const EntityDef& child, int child_link) override;
    Result<std::optional<Moment>> changed_at(int field) override;

  private:
    const ConditionWorld& world_;
    const Record& record_;
    std::vector<std::unique_ptr<std::vector<Record>>> held_;
};

// A database that holds the world's tables.
class WorldTables {
  public:
    virtual ~WorldTables() = default;
    virtual storage::Dialect dialect() const = 0;
    // Ids of the entity's rows of which the condition is true, rising. Throws when SQL is refused.
    virtual std::vector<Id> matching(const EntityDef& entity, const storage::Sql& where) = 0;
    // Throws when the statement cannot be prepared.
    virtual void prepare(const EntityDef& entity, const storage::Sql& where) = 0;
};
std::unique_ptr<WorldTables> sqlite_tables(const ConditionWorld& world);
// In a schema of its own, dropped at the end. `database` as libpq takes it.
std::unique_ptr<WorldTables> postgres_tables(const ConditionWorld& world,
                                             const std::string& database);

}  // namespace vigil::tests
