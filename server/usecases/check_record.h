// What every record must satisfy before it is written, whoever writes it.
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

// Values for some fields of a record, by field index.
using RecordInput = std::vector<std::pair<int, Value>>;

// May this actor set these fields? Faults: forbidden `field_not_yours`, refused `read_only`.
Status check_rights(const Actor& actor, const EntityDef& entity, const RecordInput& input);

// Choices that are no longer offered stay where they are; nothing else becomes one. `before`: null for a new record.
// One fault with all fields at fault.
Status check_offered(const Record* before, const EntityDef& entity, const RecordInput& input);

// Is the row within what he may change? Fault forbidden `not_yours_to_change`.
Status check_scope(UnitOfWork& work, const Record& record);

// The same, of a record as it is stored.
Result<bool> changes(const Permit& permit, const Record& record, ReadView& view,
                     const Catalogue& catalogue);

// Whether a record as this unit leaves it is one he sees and may change.
Result<bool> is_within_reach(UnitOfWork& work, const Record& after);

// What a record is held to. One that is made on the way, by an act or a form that is about something else and
// has nobody to ask, owes what the program requires; what the company demands besides is owed by its next change.
enum class Owed { all, by_the_program };

// Required fields (always, or where their condition holds), at least one of each group, links that lead to
// records he may see, unique keys, forms of structured fields. One fault with all fields at fault.
Status check_record(UnitOfWork& work, const std::optional<Record>& before, const Record& after,
                    Owed owed = Owed::all);

// A guideline record as the definition rules::read_guideline reads.
std::string guideline_definition(const Record& record);

void check_structure(UnitOfWork& work, const std::optional<Record>& before, const Record& record,
                     std::vector<FieldFault>& faults);

}  // namespace vigil
