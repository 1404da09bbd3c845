// Rows out of CSV text, as lax as spreadsheets are and without losing a byte:
// - A cell is quoted only if its first character is the quote. A stray quote inside is kept; when the
//   line then ends without a proper closing quote, the cell is taken as written, quotes and all.
// - A quote that never closes costs one line, not the rest of the file: that line becomes a faulty
//   row, and reading goes on behind it.
// - Empty lines are skipped. Rows may be ragged; who knows the header judges that (csv_file.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "in/import/source.h"

namespace vigil::import {

enum class Escape { doubled, backslash };
// Old Macintosh files end their lines with CR alone; elsewhere a lone CR is part of a cell.
enum class LineEnd { lf, cr };

struct Dialect {
    std::string delimiter = ",";      // 1 .. 4 bytes, not a quote or line end
    char quote = '"';                 // 0: nothing is quoted
    Escape escape = Escape::doubled;  // with backslash a doubled quote still counts
    LineEnd line_end = LineEnd::lf;   // lf takes CR LF too
    bool skip_space = false;          // blanks after a delimiter do not count
    // Lines that start with this character are remarks, unless they have `columns` cells.
    char comment = 0;
    std::size_t columns = 0;  // 0: not known

    bool operator==(const Dialect&) const = default;
};

struct ReadLimits {
    std::size_t cell_bytes = 1u << 20;
    std::size_t columns = 2'000;
    std::size_t row_bytes = 4u << 20;
};

struct RowFault {
    static constexpr int whole_row = -1;
    int column = whole_row;  // 0-based
    std::string code;        // key of the words catalogue
    bool operator==(const RowFault&) const = default;
};

// Views are valid until the next call of next().
struct Row {
    std::uint64_t line = 0;    // first physical line in the file, from 1
    std::uint64_t offset = 0;  // of the first byte in the text
    std::string_view raw;      // without the line end
    std::vector<std::string_view> cells;
    // row_too_long (raw and cells are cut), row_too_many_cells (cells are cut), row_quote_unclosed,
    // cell_too_long, cell_has_nul.
    std::vector<RowFault> faults;
};

// How far the parser got in a piece of text; for the reader and the sniffer.
struct ParsedRow {
    enum class Outcome { row, need_more, unclosed };
    Outcome outcome = Outcome::row;
    std::size_t consumed = 0;    // with the line end
    std::size_t raw_length = 0;  // without
    std::uint64_t lines = 0;     // physical lines in it
    std::size_t stray_quotes = 0;
    bool has_nul = false;
    bool too_many = false;
};

// One row from the start of `text`. `last`: nothing follows. Cells are slices of `text` or of
// `scratch`, where unescaped ones are made.
class RowParser {
  public:
    explicit RowParser(Dialect dialect, ReadLimits limits = {});

    ParsedRow parse(std::string_view text, bool last, std::vector<std::string_view>& cells);
    // The same, with quotes as ordinary characters: always one physical line.
    ParsedRow parse_plain(std::string_view text, bool last, std::vector<std::string_view>& cells);

  private:
    struct Unescaped {
        std::size_t cell;  // which cell
        std::size_t at;    // in scratch_
        std::size_t length;
    };
    enum class Next { cell, row_end, need_more, unclosed, not_quoted };
    // What is known while inside quotes.
    struct Quoted {
        std::size_t from;  // start of the part not yet copied
        std::size_t scratch_at;
        bool copied = false;
        bool loose = false;  // a stray quote has been seen
        std::uint64_t lines = 0;
    };

    ParsedRow run(std::string_view text, bool last, bool quoting,
                  std::vector<std::string_view>& cells);
    Next unquoted(std::size_t& at);
    Next quoted(std::size_t& at);
    Next quoted_body(std::size_t& at, Quoted& cell);
    Next at_quote(std::size_t& p, Quoted& cell);
    Next after_quote(std::size_t quote_at, Quoted& cell, std::size_t& at);
    Next at_line_end(std::size_t p, std::size_t& at);
    bool delimiter_at(std::size_t p) const;
    bool line_end_at(std::size_t p) const;
    bool may_be_cut(std::size_t p, std::size_t length) const;
    void take(Quoted& cell, std::size_t to, std::size_t go_on);
    void add(std::string_view cell);
    void add_quoted(Quoted& cell, std::size_t end);

    Dialect dialect_;
    ReadLimits limits_;
    bool ends_cell_[256] = {};     // bytes an unquoted cell may end at, and NUL
    bool breaks_quote_[256] = {};  // bytes that mean something inside quotes
    std::string_view text_;
    bool last_ = false;
    std::string scratch_;
    std::vector<Unescaped> unescaped_;
    std::vector<std::string_view>* cells_ = nullptr;
    ParsedRow now_;
};

// Not for several threads. Over 200 MB/s on one core (bench in reader_test.cpp prints it).
class Reader {
  public:
    // `text` is UTF-8 without byte order mark and outlives the reader.
    Reader(Source& text, Dialect dialect, ReadLimits limits = {});

    // False at the end. Faults: those of the source.
    Result<bool> next(Row& row);

    // Passes over whole physical lines, for a preamble.
    Status skip_lines(std::size_t count);

    std::uint64_t comments() const { return comments_; }

  private:
    enum class Step { row, again, end };

    Status fill();
    Result<Step> step(Row& row);
    Result<Step> finish(const ParsedRow& parsed, Row& row);
    Result<Step> recover(Row& row);
    Result<bool> whole_line();
    Result<bool> pass_comment();
    Result<bool> pass_empty_line();
    Status pass_rest_of_line();
    void check_cells(const ParsedRow& parsed, Row& row) const;
    std::string_view rest() const { return std::string_view(buffer_).substr(at_); }
    std::size_t find_line_end(std::string_view text) const;
    void advance(std::size_t bytes, std::uint64_t lines);

    Source& text_;
    Dialect dialect_;
    ReadLimits limits_;
    RowParser parser_;
    std::string buffer_;
    std::size_t at_ = 0;
    bool ended_ = false;
    std::uint64_t offset_ = 0;
    std::uint64_t line_ = 1;
    std::uint64_t comments_ = 0;
    bool in_long_line_ = false;  // its row is given out, its rest still has to be passed over
};

}  // namespace vigil::import
