// The file of refused rows: the original header and cells, and three columns more, "line", "column",
// "reason". A person mends the cells and feeds the same file again; the three columns are then
// recognised and left out.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigil::import {

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
