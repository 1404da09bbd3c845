// One value of one field.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "base/id.h"
#include "base/moment.h"
#include "base/money.h"

namespace vigil {

struct Empty {
    bool operator==(const Empty&) const = default;
};

// By kind of field: text, long_text, choice, email, phone, url and json hold std::string; integer holds
// int64; decimal holds int64 scaled by 10^6; link holds Id; the rest their own type.
using Value = std::variant<Empty, bool, std::int64_t, std::string, Money, Day, Moment, Id>;

inline bool is_empty(const Value& value) { return std::holds_alternative<Empty>(value); }

// The text of a value or "" when it is none.
inline const std::string& text_of(const Value& value) {
    static const std::string none;
    const auto* text = std::get_if<std::string>(&value);
    return text ? *text : none;
}
inline Id id_of(const Value& value) {
    const auto* id = std::get_if<Id>(&value);
    return id ? *id : Id{};
}
inline std::int64_t integer_of(const Value& value, std::int64_t otherwise = 0) {
    const auto* number = std::get_if<std::int64_t>(&value);
    return number ? *number : otherwise;
}
inline bool truth_of(const Value& value) {
    const auto* truth = std::get_if<bool>(&value);
    return truth && *truth;
}
inline Moment moment_of(const Value& value) {
    const auto* moment = std::get_if<Moment>(&value);
    return moment ? *moment : Moment{};
}

}  // namespace vigil
