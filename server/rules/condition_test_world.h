// A small catalogue for the unit tests of conditions: users, leads and their activities.
#pragma once

#include "model/catalogue.h"

namespace vigil::rules {

inline FieldDef test_field(std::string key, FieldKind kind, std::string link = {},
                           std::vector<std::string> choices = {}) {
    FieldDef field;
    field.key = std::move(key);
    field.kind = kind;
    field.link = std::move(link);
    for (auto& one : choices) {
        field.choices.emplace_back();
        field.choices.back().key = std::move(one);
    }
    return field;
}

inline CataloguePtr test_catalogue() {
    std::vector<EntityDef> all(4);
    all[0].key = "team", all[0].plural = "teams";
    all[1].key = "user", all[1].plural = "users";
    all[1].fields = {test_field("name", FieldKind::text),
                     test_field("team", FieldKind::link, "team")};
    all[2].key = "lead", all[2].plural = "leads";
    all[2].fields = {test_field("company", FieldKind::text),
                     test_field("status", FieldKind::choice, "", {"new", "working", "qualified"}),
                     test_field("owner", FieldKind::link, "user"),
                     test_field("amount", FieldKind::money),
                     test_field("entered_at", FieldKind::moment),
                     test_field("close_date", FieldKind::day)};
    all[3].key = "activity", all[3].plural = "activities";
    all[3].fields = {test_field("kind", FieldKind::choice, "", {"call", "email"}),
                     test_field("note", FieldKind::text),
                     test_field("owner", FieldKind::link, "user"),
                     test_field("lead", FieldKind::link, "lead")};
    return *Catalogue::make(std::move(all), 1);
}

// The same, made once.
inline const Catalogue& conditions_catalogue() {
    static const CataloguePtr made = test_catalogue();
    return *made;
}

}  // namespace vigil::rules
