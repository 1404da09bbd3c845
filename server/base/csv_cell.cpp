#include "base/csv_cell.h"

namespace vigil {

namespace {

// Digits and the signs of numbers and phones cannot call anything.
bool is_plain_number(std::string_view value) {
    return (value[0] == '+' || value[0] == '-') && value.size() > 1 &&
           value.find_first_not_of("0123456789 ().,/-", 1) == std::string_view::npos;
}

bool may_be_formula(std::string_view value) {
    if (value.empty()) return false;
    // Spreadsheets pass over leading blanks.
    const std::size_t at = value.find_first_not_of(" \n\"'");
    if (at == std::string_view::npos) return false;
    if (std::string_view("=+-@\t\r").find(value[at]) == std::string_view::npos) return false;
    return !is_plain_number(value);
}

bool needs_quotes(std::string_view value, char delimiter) {
    if (value.empty()) return false;
    const bool blank_at_edge = value.front() == ' ' || value.back() == ' ' ||
                               value.front() == '\t' || value.back() == '\t';
    return blank_at_edge || value.front() == '#' || value.front() == '\'' ||
           value.find_first_of("\"\r\n") != std::string_view::npos ||
           value.find(delimiter) != std::string_view::npos;
}

}  // namespace

std::string csv_cell(std::string_view value, CellGuard guard, char delimiter) {
    std::string guarded;
    if (guard == CellGuard::formulas && may_be_formula(value)) {
        guarded = "'" + std::string(value);
        value = guarded;
    }
    if (!needs_quotes(value, delimiter)) return std::string(value);
    std::string out = "\"";
    for (const char c : value) {
        if (c == '"') out.push_back('"');
        out.push_back(c);
    }
    out.push_back('"');
    return out;
}

std::string_view without_guard(std::string_view value) {
    const bool guarded = value.starts_with('\'') && may_be_formula(value.substr(1));
    return guarded ? value.substr(1) : value;
}

}  // namespace vigil
