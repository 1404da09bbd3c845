#include "in/import/refused.h"

#include <algorithm>
#include <array>

#include "base/csv_cell.h"

namespace vigil::import {
namespace {

constexpr std::array<std::string_view, 3> added{"line", "column", "reason"};

}  // namespace

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
