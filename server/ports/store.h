// The door to the database. Two stores stand behind it (storage/sqlite, storage/postgres); every test of
// behaviour runs on both. Use cases read a snapshot, decide, and hand in one ChangeSet; the store applies
// it whole or not at all. All methods are thread-safe, save that a ReadView belongs to one thread.
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/catalogue.h"
#include "model/condition.h"
#include "model/permit.h"
#include "model/record.h"

namespace vigil {

struct Order {
    int field = field_id;
    bool descending = false;
};

enum class Removed { without, with, only };

struct Query {
    const EntityDef* entity = nullptr;
    ConditionPtr where;        // null = all
    ConditionContext context;  // for `where`; the permit brings its own
    std::vector<Order> order;  // the id is always added last, in the last order's direction
    std::vector<Value>
        after;  // key of the last record seen: one value per order, then the id; or empty
    int limit = 50;
    Removed removed = Removed::without;
    // By promise: first the records of which a promise of one of these guidelines lives, by when that which is due
    // first is due, then by id; then the others, by `order`. `after` begins with when the last record's promise is due
    // (empty = it has none). Empty = by `order` alone.
    std::vector<Id> promises_of;
};

// Records counted and summed up by the database, in groups.
struct Tally {
    const EntityDef* entity = nullptr;
    ConditionPtr where;        // null = all
    ConditionContext context;  // for `where`; the permit brings its own
    Removed removed = Removed::without;
    std::vector<int> by;  // fields of kind choice, link or boolean whose values make the groups
    // A moment or day field cut into stretches: group i holds cuts[i] <= value < cuts[i + 1]. Rising, of
    // the field's own kind; `where` leaves out what lies beside them. -1 = not cut.
    int cut = -1;
    std::vector<Value> cuts;
    int sum = -1;  // a money or integer field that is summed up; -1 = counted only
    int weigh =
        -1;  // an integer field of per cents (beyond 0 .. 100 is 0 or 100) that weighs `sum`
    Currency
        beside;  // leaves out records whose sum is of this currency, or none; none = leaves out none
    int limit = 10'000;  // groups answered at most
};

// One group of a tally, of records whose sum is of one currency.
struct TallyRow {
    std::vector<Value> by;  // one per Tally::by; empty = the records have none
    int cut = 0;
    Currency currency;  // none: without an amount, or no money
    std::int64_t count = 0;
    WideAmount sum = 0;       // in minor units; exact
    WideAmount weighted = 0;  // in hundredths of minor units
};

// One row written. Values are those of the entity's fields named by index.
struct Write {
    enum class Op { insert, update, erase };
    Op op = Op::insert;
    const EntityDef* entity = nullptr;
    Id id;
    // update, erase: the version that was read; the row then gets version + 1. An insert has version 1.
    std::int64_t version = 0;
    std::vector<std::pair<int, Value>> values;  // without id and version
    // An update of what nobody edits: the version is neither asked nor raised, so that whoever has the record
    // open is not in conflict with it.
    bool beside_version = false;
};

// A record that was read and must not have changed meanwhile.
struct Unchanged {
    const EntityDef* entity = nullptr;
    Id id;
    std::int64_t version = 0;
};

// What all decisions rest on and few change: one row. Two that only rest on it do not wait for one another; who
// changes it waits for those that have begun, and lets nobody begin until he is done.
struct Premise {
    Unchanged row;
    bool changes = false;  // the row gets version + 1
};

// A record that was read and must still be there, not removed, whatever else of it has changed: what is written
// links to it.
struct Present {
    const EntityDef* entity = nullptr;
    Id id;
};

// Nobody may link to these once this is written: no live record of `child` by its field `link`, but those named.
struct Unlinked {
    const EntityDef* entity = nullptr;
    std::vector<Id> ids;  // not empty
    const EntityDef* child = nullptr;
    int link = -1;
    std::vector<Id> but;
};

// What must hold is asked in the transaction that writes. Who links to a record and who takes it away wait for
// one another, so that of two at once the later one sees what the first has done.
struct ChangeSet {
    std::optional<Premise> premise;  // looked at before anything else
    std::vector<Unchanged> unchanged;
    std::vector<Present> present;
    std::vector<Write> writes;  // applied in this order
    std::vector<Unlinked> unlinked;
    bool empty() const { return writes.empty(); }  // what must hold alone is nothing to write
};

struct Applied {
    std::int64_t last_seq = 0;  // of the journal rows in it; 0 when there were none
};

// A consistent view of one instant.
class ReadView {
  public:
    virtual ~ReadView() = default;

    // Nothing when absent or out of the permit's sight. Removed records are answered (see removed()).
    virtual Result<std::optional<Record>> get(const EntityDef& entity, Id id,
                                              const Permit& permit) = 0;
    // In no order; those absent or out of sight are left out.
    virtual Result<std::vector<Record>> get_many(const EntityDef& entity,
                                                 const std::vector<Id>& ids,
                                                 const Permit& permit) = 0;
    virtual Result<std::vector<Record>> find(const Query& query, const Permit& permit) = 0;
    virtual Result<std::int64_t> count(const Query& query, const Permit& permit) = 0;
    // In no order; of what the permit lets one see, as find() and count(). Whether he may know the fields
    // that are grouped and summed is the caller's to ask.
    virtual Result<std::vector<TallyRow>> tally(const Tally& tally, const Permit& permit) = 0;
    // Records whose `field`'s comparing key (FieldDef::key_column) is the given hash; few by nature.
    virtual Result<std::vector<Record>> find_by_key(const EntityDef& entity, int field,
                                                    std::int64_t key, const Permit& permit) = 0;
    // Journal rows after `seq`, in order of seq. Rows of transactions that may still be overtaken by a
    // lower seq are held back, so that whoever follows by seq never misses one.
    virtual Result<std::vector<Record>> journal_after(std::int64_t seq, int limit) = 0;
    // The highest seq journal_after would answer now.
    virtual Result<std::int64_t> journal_end() = 0;
};

// What a check has found, one line each.
struct Soundness {
    std::vector<std::string> wrong;  // empty = sound
    // What this program declares and shape() will add: an older one made the company.
    std::vector<std::string> to_come;
};

inline constexpr int node_limit = 4096;

class Store {
  public:
    virtual ~Store() = default;

    virtual std::unique_ptr<ReadView> read() = 0;
    // For those who ask one question: cheaper where a view costs a transaction. A second question may be
    // answered of a later instant.
    virtual std::unique_ptr<ReadView> read_once() { return read(); }

    // Durable when it answers. Fills the journal entity's `seq` field itself, and each `<key>_key` column.
    // Faults: `changed_meanwhile` (conflict; args entity, id), `not_unique` (conflict; args entity, index
    // columns), `store_failed` (unavailable).
    virtual Result<Applied> apply(const ChangeSet& changes) = 0;
    // Carries it out in a transaction and takes that back: the faults of apply(), and nothing is written.
    virtual Status rehearse(const ChangeSet& changes) = 0;

    // Brings tables, columns and indexes up to what the catalogue declares; only adds. Idempotent; two
    // nodes may call it at once. Values of columns that are not declared stay untouched.
    virtual Status shape(const Catalogue& catalogue) = 0;
    // shape() in two halves, for a store in use: what must be there before anybody works by this
    // catalogue, and the plain indexes of tables that were there before, which take long where there are
    // many rows. PostgreSQL builds those beside other work, SQLite one at a time between other writes.
    virtual Status shape_columns(const Catalogue& catalogue) = 0;
    virtual Status build_indexes(const Catalogue& catalogue) = 0;
    // From now on entities of this catalogue may be asked for; those of older ones still may, as long as
    // somebody holds them. (One handed to shape() alone must live until the next is shaped.)
    virtual void use_catalogue(CataloguePtr catalogue) = 0;

    // The number of this opening of the database, in [0, node_limit): no other process that has it open has
    // the same one. The lowest free one, so that who starts after a crash has the number of the dead.
    virtual int node() const = 0;
    // Sees to it that the number is still ours, and takes it again when the hold on it broke: to be asked
    // about once a second. Faults: `node_lost` (conflict) when another process has it by now, so that this
    // one must end; `store_failed` when that cannot be told at present.
    virtual Status keep_node() = 0;
    // Whether a process that lives, this one or another, holds the number.
    virtual Result<bool> is_node_held(int node) = 0;

    // This process serves from now on, until it ends. A PostgreSQL database may be served by many at once, SQLite's
    // file by one. Fault refused `served_already`.
    virtual Status serve() { return {}; }

    // A full check of the file or database, which changes nothing in it.
    virtual Result<Soundness> check(const Catalogue& catalogue) = 0;
    // A consistent copy while serving, to a new file (SQLite) or by pg_dump's custom format.
    virtual Status backup(const std::string& path) = 0;
};

// The comparing key of a value of a field with a key column; 0 for empty. Hash of the folded text, of the
// folded address, of the number's E.164 form (or its digits where it is no valid number).
std::int64_t comparing_key(const FieldDef& field, const Value& value);

}  // namespace vigil
