#include "base/id.h"

#include <charconv>

namespace vigil {

std::optional<Id> parse_id(std::string_view text) {
    std::int64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    // from_chars takes a minus sign and leading zeros; an id is written in one way only.
    if (error != std::errc{} || stopped != end || value <= 0 || text.front() == '0') {
        return std::nullopt;
    }
    return Id{value};
}

}  // namespace vigil
