// One record: a value for each field of its entity, in the entity's order.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/entity.h"

namespace vigil {

struct Record {
    const EntityDef* entity = nullptr;  // of the catalogue its holder keeps alive
    std::vector<Value> values;

    explicit Record(const EntityDef& of) : entity(&of), values(of.fields.size()) {}
    Record() = default;

    Id id() const { return id_of(values[field_id]); }
    std::int64_t version() const { return integer_of(values[field_version]); }
    bool removed() const { return !entity->plain && !is_empty(values[field_removed_at]); }

    // By key; the field must exist (a miss is our bug: shipped fields only).
    const Value& operator[](std::string_view key) const;
    void set(std::string_view key, Value value);

    std::string_view text(std::string_view key) const { return text_of((*this)[key]); }
    Id link(std::string_view key) const { return id_of((*this)[key]); }
};

// What the links in titles lead to, by id, as its reader may name it.
using TitleNames = std::map<Id, std::string>;

// The record's name for people: the first entry of the entity's title that anything is filled of. A person's
// name is his first and last name together; a choice is named by its label in `language`, and "kind lead|account"
// is "Call · Nordwind": with the first of these links that is filled and named in `names`. "#ID" when all are empty.
std::string title_of(const Record& record, std::string_view language = "en",
                     const TitleNames* names = nullptr);

// Takes the next key off an entry of a title: "first_name last_name", "kind lead|account".
std::string_view take_title_key(std::string_view& rest);
// The fields an entry of a title speaks of: "kind lead|account" -> kind, lead, account. Unknown ones are left out.
std::vector<int> fields_of_title(const EntityDef& entity, std::string_view entry);
// The link that the record's title is to name; none when it is named by fields of its own.
int link_in_title(const Record& record);

}  // namespace vigil
