// Cells for writing, and the file of refused rows: the original header and cells, and three columns
// more, "line", "column", "reason". A person mends the cells and feeds the same file again; the three
// columns are then recognised and left out.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigil::import {

// `formulas`: a value a spreadsheet would run (it starts with = + - @ tab or CR, and is no plain
// number or phone) gets an apostrophe in front. For exports, which are read by spreadsheets; not for
// files that come back, where the value must stay as it was.
enum class CellGuard { none, formulas };

// The value as one CSV cell, quoted where needed; reading it back gives `value` (with its guard).
std::string csv_cell(std::string_view value, CellGuard guard, char delimiter = ',');

// Takes the apostrophe of CellGuard::formulas off again.
std::string_view without_guard(std::string_view value);

struct RefusedCell {
    std::uint64_t line = 0;  // in the file imported
    std::string column;      // header of the column; "" for the whole row
    std::string reason;      // a sentence in the person's language
};

// Writes to a sink piece by piece: UTF-8 with byte order mark, CR LF.
class RefusedWriter {
  public:
    using Sink = std::function<void(std::string_view)>;
    // `delimiter`: of the original, so that the file opens where that one did. A header that ends
    // with the three columns is taken without them.
    RefusedWriter(Sink sink, std::vector<std::string> header, char delimiter = ',');

    // Cells beyond the header come behind the three columns, so that none is lost.
    void add(const std::vector<std::string_view>& cells, const RefusedCell& why);
    std::uint64_t rows() const { return rows_; }

  private:
    void put(std::string_view value);

    Sink sink_;
    char delimiter_;
    std::size_t columns_;
    std::string line_;
    std::uint64_t rows_ = 0;
};

// How many columns stand before "line", "column", "reason", when the header holds these three side
// by side behind all others (empty names may follow).
std::optional<std::size_t> refused_columns(const std::vector<std::string>& header);

}  // namespace vigil::import
