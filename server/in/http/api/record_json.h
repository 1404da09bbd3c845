// Records in and out of JSON as one caller may see and set them.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "in/http/json_writer.h"
#include "usecases/check_record.h"
#include "usecases/find_records.h"

namespace vigil::http {

// {"id", "version", …}: fields the permit lets through, masked ones as "•••". `only` empty = all. `names`: what
// titles name beside the record's own fields (names_in_titles).
void write_record(std::string& out, const Record& record, const Actor& actor,
                  const std::vector<int>& only = {}, const TitleNames* names = nullptr);

// The body of a create or change: every key must be a field. A choice that is no longer offered is read: it may be the
// record's own. One fault with all fields at fault.
Result<RecordInput> read_record(const EntityDef& entity, const nlohmann::json& body);
Result<std::map<std::string, Value, std::less<>>> read_act(const ActDef& act,
                                                           const nlohmann::json& body);

// "name,owner" -> indexes; fault unknown_field.
Result<std::vector<int>> read_fields(const EntityDef& entity, std::string_view text);
// "account,owner" or "*": link fields.
Result<std::vector<int>> read_include(const EntityDef& entity, std::string_view text);
void write_included(std::string& out, const std::vector<Included>& included);

// A journal row as api.md has it; fields the permit hides are left out. `about`: of a row of an exception, the entity
// of the record it is about; what it tells of that is left out where the permit hides it there.
void write_journal_row(std::string& out, const Record& row, const EntityDef& entity,
                       const Permit& permit, const EntityDef* about = nullptr);

// The names of what the changed links in these journal rows pointed to and point to, as far as the
// actor may see them.
Result<std::vector<Included>> mentioned_titles(Engine& engine, const Actor& actor,
                                               const Catalogue& catalogue,
                                               const nlohmann::json& rows);

}  // namespace vigil::http
