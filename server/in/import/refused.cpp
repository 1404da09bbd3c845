#include "in/import/refused.h"

#include <algorithm>
#include <array>

namespace vigil::import {
namespace {

constexpr std::array<std::string_view, 3> added{"line", "column", "reason"};

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

std::optional<std::size_t> refused_columns(const std::vector<std::string>& header) {
    std::size_t end = header.size();
    while (end > 0 && header[end - 1].empty()) --end;
    if (end < added.size()) return {};
    const std::size_t at = end - added.size();
    if (!std::equal(added.begin(), added.end(), header.begin() + static_cast<std::ptrdiff_t>(at))) {
        return {};
    }
    return at;
}

RefusedWriter::RefusedWriter(Sink sink, std::vector<std::string> header, char delimiter)
    : sink_(std::move(sink)), delimiter_(delimiter) {
    header.resize(refused_columns(header).value_or(header.size()));
    columns_ = header.size();
    line_ = "\xEF\xBB\xBF";
    for (const std::string& name : header) put(name);
    for (const std::string_view name : added) put(name);
    line_.back() = '\r';
    sink_(line_ + "\n");
}

void RefusedWriter::put(std::string_view value) {
    line_ += csv_cell(value, CellGuard::none, delimiter_);
    line_.push_back(delimiter_);
}

void RefusedWriter::add(const std::vector<std::string_view>& cells, const RefusedCell& why) {
    line_.clear();
    for (std::size_t i = 0; i < columns_; ++i) put(i < cells.size() ? cells[i] : "");
    put(std::to_string(why.line));
    put(why.column);
    put(why.reason);
    for (std::size_t i = columns_; i < cells.size(); ++i) put(cells[i]);
    line_.back() = '\r';
    sink_(line_ + "\n");
    ++rows_;
}

}  // namespace vigil::import
