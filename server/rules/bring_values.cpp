#include "rules/bring_values.h"

namespace vigil::rules {

namespace {

const Value& value_of(const Record& record, int field) { return record.values[std::size_t(field)]; }

bool is_chosen_now(const Record* before, const Record& after, int field) {
    return before ? value_of(*before, field) != value_of(after, field)
                  : !is_empty(value_of(after, field));
}

bool is_left_alone(const Record* before, const Record& after, int field) {
    const Value& value = value_of(after, field);
    if (before) return value_of(*before, field) == value;
    const auto& preset = after.entity->fields[std::size_t(field)].default_value;
    return is_empty(value) || (preset && *preset == value);
}

}  // namespace

void bring_values(const Record* before, Record& after) {
    for (const int field : after.entity->bringing) {
        if (!is_chosen_now(before, after, field)) continue;
        const FieldDef& def = after.entity->fields[std::size_t(field)];
        const Choice* choice = def.choice(text_of(value_of(after, field)));
        if (!choice) continue;
        for (const auto& [index, value] : choice->brought)
            if (is_left_alone(before, after, index)) after.values[std::size_t(index)] = value;
    }
}

}  // namespace vigil::rules
