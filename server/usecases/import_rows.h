// Writes rows of an import, already typed by in/import, as creates or updates: in chunks, each chunk one
// transaction with its journal, its watches and the job's progress. A row that fails is refused alone.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "usecases/check_record.h"
#include "usecases/find_link.h"

namespace vigil {

// How one link column is resolved; outlives the rows that name it.
struct LinkSpec {
    enum class Missing { leave_empty, refuse, create };
    int field = -1;  // of the entity whose record gets the link
    std::string by;  // field of the linked entity to look at; "" = whatever identifies it
    Missing missing = Missing::leave_empty;
};

struct ImportLink {
    const LinkSpec* spec = nullptr;
    std::string text{};
    RecordInput make{};  // further values of a linked record that has to be made
    // Links the linked record itself gets where it has none yet: a team's manager.
    std::vector<ImportLink> fill{};
};

struct ImportRow {
    RecordInput values{};    // only what the file gives; nothing is emptied
    RecordInput defaults{};  // for new records, where the file gives nothing
    std::vector<ImportLink> links{};
};

struct RowOutcome {
    enum class Kind { created, updated, unchanged, refused };
    Kind kind = Kind::refused;
    Id record{};
    std::vector<FieldFault> faults{};  // refused: codes of the words catalogue; field "" = the row
    Id owner{};                        // of a created record of what has one
    std::vector<FieldFault> warnings{};  // written all the same: link_unknown, link_loosely
};

struct ImportTotals {
    std::int64_t created = 0, updated = 0, unchanged = 0, refused = 0, warnings = 0;
    std::int64_t rows() const { return created + updated + unchanged + refused; }
};

// A link that new records get where neither file nor defaults give one: each the next of these.
struct ImportTurns {
    int field = -1;
    std::vector<Id> among{};
    std::size_t next = 0;
};

struct ImportSpec {
    std::string entity;
    // A stored record that equals the row in all these fields is changed, not doubled; a row that lacks
    // one of them is new. More than one such record: refused with match_several.
    std::vector<std::string> match{};
    Id job{};              // none: no job row is kept
    bool dry_run = false;  // everything but the commit
    std::vector<ImportTurns> turns{};
};

// For one thread. Keeps references to engine and actor.
class RowImporter {
  public:
    RowImporter(Engine& engine, const Actor& actor, ImportSpec spec)
        : engine_(engine), actor_(actor), spec_(std::move(spec)), settled_turns_(spec_.turns) {}

    // One outcome per row, in order. 500 rows at a time are good. Rows refused before they came here
    // (unreadable cells) are counted by `refused_before`. Faults: those of the store; then nothing of
    // this call is written.
    Result<std::vector<RowOutcome>> write(std::span<const ImportRow> rows,
                                          std::int64_t refused_before = 0);

    const ImportTotals& totals() const { return totals_; }

  private:
    using Outcomes = std::vector<RowOutcome>;
    using Found = std::vector<std::vector<Id>>;  // by row: stored records it matches

    Result<Outcomes> try_chunk(std::span<const ImportRow> rows, std::int64_t refused_before);
    Result<Outcomes> one_by_one(std::span<const ImportRow> rows, std::int64_t refused_before);
    Result<Found> find_matches(UnitOfWork& work, std::span<const ImportRow> rows);
    Result<Found> find_by_field(UnitOfWork& work, std::span<const ImportRow> rows,
                                const std::vector<int>& fields);
    Result<RowOutcome> place(UnitOfWork& work, const ImportRow& row, const std::vector<Id>& found);
    Status write_row(UnitOfWork& work, const ImportRow& row, const std::vector<Id>& found,
                     RecordInput values, RowOutcome& outcome);
    Result<Record> create(UnitOfWork& work, const ImportRow& row, RecordInput values);
    Result<Id> resolve(UnitOfWork& work, const EntityDef& entity, const ImportLink& link,
                       RowOutcome& outcome);
    Result<Id> make_linked(UnitOfWork& work, const EntityDef& target, const ImportLink& link);
    Status fill_linked(UnitOfWork& work, const EntityDef& entity, const ImportLink& link,
                       RowOutcome& outcome);
    LinkFinder& finder(const std::string& target, const std::string& by);
    void tell_finders(const Record& made);
    Status tell_job(UnitOfWork& work, const ImportTotals& totals);
    void settle(bool kept);
    ImportTotals totals_with(const Outcomes& outcomes, std::int64_t refused_before) const;

    Engine& engine_;
    const Actor& actor_;
    ImportSpec spec_;
    std::vector<ImportTurns> settled_turns_;  // as they were before this chunk
    ImportTotals totals_;
    std::map<std::pair<std::string, std::string>, LinkFinder> finders_;
    std::map<std::string, Id> placed_;  // match key → record made by this chunk
    std::set<std::string> would_make_;  // dry run: match keys of all chunks
};

// The rows' key in the fields `match`, folded, numbers as they are dialled in `phone_region`; "" when one is empty.
std::string match_key(const EntityDef& entity, const std::vector<int>& fields,
                      const RecordInput& values, const std::string& phone_region);

}  // namespace vigil
