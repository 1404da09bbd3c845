// The map of an import: what a person says about the columns, as api.md has it and as MAPS below tells.
//
// {"columns": {"HEADER": null | "field" | {…}}, "derive": {"field": "{template}" | {"from": "{template}", …}},
//  "set": {"field": value}, "spread": {"owner": ["person", …]}, "match": ["field", …],
//  "choices": "refuse"|"create", "links": "keep"|"refuse"|"create", "decimal": "point"|"comma",
//  "order": "dmy"|"mdy", "zone": "Europe/Berlin", "currency": "EUR", "language": "en", "empty": ["n/a", …],
//  "delimiter": ";", "encoding": "gb18030"}
//
// A header left out is matched by name, null skips it. What stands for a column (and for a derived field):
//   field    its key; "team.manager" fills a field of the linked record where that is empty; "full_name"
//            is split into first and last name; "amount.currency" says in which currency an amount is
//   format   of dates: "dd/mm/yyyy"          values   {"1": "qualified"}: cells translated first
//   by       field of the linked record its text is looked up in; else id, e-mail, external id, code, name
//   missing  "keep" (the link stays empty, a warning says so), "refuse", "create" a linked record
//   set, derive  of linked records so created; {text} is the text of the link
//   create   {"kind": "text", "label": "Size"}: keep the column as a new own field
// A template holds {header} or {field}, with filters: {name|slug} "anna.snelling", {name|lower}, {name|upper}. A
// template one of whose parts is empty gives nothing. `set` is for new records, where the file gives nothing;
// `spread` is too, for links: each new record gets the next one, in turn.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "in/import/csv_file.h"
#include "in/import/dates.h"
#include "in/import/numbers.h"

namespace vigil::import {

enum class MissingLink { keep, refuse, create };

struct ColumnMap {
    bool skip = false;
    std::string field{};
    std::string format{};
    std::map<std::string, std::string> values{};
    std::string by{};
    std::optional<MissingLink> missing{};
    std::map<std::string, std::string> made_set{};     // field → JSON value
    std::map<std::string, std::string> made_derive{};  // field → template
    std::string create{};                              // JSON of the own field to make; "" = none
    std::string from{};                                // template, of a derived field
};

struct ImportMap {
    std::map<std::string, ColumnMap> columns{};  // by header
    std::vector<ColumnMap> derive{};
    std::map<std::string, std::string> set{};                  // field → JSON value
    std::map<std::string, std::vector<std::string>> spread{};  // link → what it leads to, in turn
    std::vector<std::string> match{};
    bool create_choices = false;
    MissingLink links = MissingLink::keep;
    std::optional<DecimalMark> decimal{};
    std::optional<DateOrder> order{};
    std::string zone{}, currency{}, language{};
    std::optional<std::vector<std::string>> empty{};
    std::optional<std::string> delimiter{};
    std::optional<Encoding> encoding{};
};

// "" is an empty map. Unknown keys are refused. Fault malformed `import_map_malformed` with `what`.
Result<ImportMap> parse_import_map(std::string_view json_text);

}  // namespace vigil::import
