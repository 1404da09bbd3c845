// A CSV file from its bytes to judged rows: unpacking, encoding, dialect, preamble and header in one.
// This is what an import uses; a file is opened once to profile its columns and again to write.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "in/import/encoding.h"
#include "in/import/reader.h"
#include "in/import/sniff.h"
#include "in/import/source.h"

namespace vigil::import {

// Everything left out is found out.
struct OpenOptions {
    std::optional<Encoding> encoding{};
    std::optional<Dialect> dialect{};
    std::optional<bool> has_header{};
    ReadLimits limits{};
    UnpackLimits unpack{};
};

struct CsvRow {
    std::uint64_t line = 0;  // first physical line, from 1
    std::string_view raw;  // as text, without the line end; valid until the next call, as cells are
    // As many as there are columns: missing cells at the end are empty, empty ones too many are gone.
    // In a row with row_too_many_cells the surplus stays.
    std::vector<std::string_view> cells;
    std::size_t missing = 0;  // how many cells were missing
    // Not empty: refuse the row. Beside the codes of Row (reader.h) cell_bad_bytes with the place in
    // `bad_byte`.
    std::vector<RowFault> faults;
    std::optional<std::uint64_t> bad_byte;  // offset in the unpacked file
};

class CsvFile {
  public:
    // Faults: those of the sources; malformed import_empty; too_large import_too_many_columns.
    static Result<CsvFile> open(std::unique_ptr<Source> bytes, const OpenOptions& options = {});
    ~CsvFile();
    CsvFile(CsvFile&&) noexcept;
    CsvFile& operator=(CsvFile&&) noexcept;

    // Names of the columns without blanks around them; without a header "1", "2", …. The columns of
    // a file of refused rows (refused.h) are left out.
    const std::vector<std::string>& header() const;
    const Sniffed& sniffed() const;
    // May become known only when the first character beyond ASCII comes.
    std::optional<Encoding> encoding() const;
    bool is_refused_file() const;

    // False at the end. Rows of empty cells alone are passed over.
    Result<bool> next(CsvRow& row);

    std::uint64_t bytes_read() const;  // of the unpacked file, for progress
    std::uint64_t comments() const;
    std::uint64_t empty_rows() const;

  private:
    struct Impl;
    explicit CsvFile(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace vigil::import
