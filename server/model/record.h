// One record: a value for each field of its entity, in the entity's order.
#pragma once

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

// The record's name for people: the first of the entity's title fields that is filled; a person's name
// is his first and last name together. "#ID" when all are empty.
std::string title_of(const Record& record);

}  // namespace vigil
