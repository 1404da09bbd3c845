#include "in/import/reader.h"

#include <algorithm>

namespace vigil::import {
namespace {

constexpr std::size_t block_bytes = 1u << 20;

}  // namespace

Reader::Reader(Source& text, Dialect dialect, ReadLimits limits)
    : text_(text), dialect_(dialect), limits_(limits), parser_(std::move(dialect), limits) {}

// At least doubles what is unread, so that a long row is not parsed over and over.
Status Reader::fill() {
    buffer_.erase(0, at_);
    at_ = 0;
    const std::size_t have = buffer_.size();
    const std::size_t want = std::max(block_bytes, have);
    buffer_.resize(have + want);
    std::size_t got = 0;
    while (got < want && !ended_) {
        auto count = text_.read(buffer_.data() + have + got, want - got);
        if (!count) {
            buffer_.resize(have);
            return pass_on(std::move(count).error());
        }
        if (*count == 0) ended_ = true;
        got += *count;
    }
    buffer_.resize(have + got);
    return {};
}

void Reader::advance(std::size_t bytes, std::uint64_t lines) {
    at_ += bytes;
    offset_ += bytes;
    line_ += lines;
}

Result<bool> Reader::next(Row& row) {
    while (true) {
        VIGIL_TRY(const Step done, step(row));
        if (done != Step::again) return done == Step::row;
    }
}

Result<Reader::Step> Reader::step(Row& row) {
    row.cells.clear();
    row.faults.clear();
    if (in_long_line_) VIGIL_DO(pass_rest_of_line());
    if (rest().size() < 2 && !ended_) VIGIL_DO(fill());
    if (rest().empty()) return Step::end;
    VIGIL_TRY(const bool was_empty, pass_empty_line());
    if (was_empty) return Step::again;
    VIGIL_TRY(const bool was_comment, pass_comment());
    if (was_comment) return Step::again;
    const ParsedRow parsed = parser_.parse(rest(), ended_, row.cells);
    if (parsed.outcome == ParsedRow::Outcome::row) return finish(parsed, row);
    if (parsed.outcome == ParsedRow::Outcome::need_more && rest().size() <= limits_.row_bytes) {
        VIGIL_DO(fill());
        return Step::again;
    }
    return recover(row);
}

Result<Reader::Step> Reader::finish(const ParsedRow& parsed, Row& row) {
    row.line = line_;
    row.offset = offset_;
    row.raw = rest().substr(0, parsed.raw_length);
    check_cells(parsed, row);
    advance(parsed.consumed, parsed.lines);
    return Step::row;
}

void Reader::check_cells(const ParsedRow& parsed, Row& row) const {
    if (parsed.raw_length > limits_.row_bytes) {
        row.faults.push_back({RowFault::whole_row, "row_too_long"});
    }
    if (parsed.too_many) row.faults.push_back({RowFault::whole_row, "row_too_many_cells"});
    if (parsed.raw_length <= limits_.cell_bytes && !parsed.has_nul) return;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const int column = static_cast<int>(i);
        if (row.cells[i].size() > limits_.cell_bytes) {
            row.faults.push_back({column, "cell_too_long"});
        }
        if (row.cells[i].find('\0') != std::string_view::npos) {
            row.faults.push_back({column, "cell_has_nul"});
        }
    }
}

// A quote that does not close, or a row beyond all bounds: give out its first line as it stands.
// What was scanned in vain is scanned again, but not over and over: a later opening quote would have
// ended the first scan, being a closing or a stray one there, unless it stands a whole row's limit
// further on. So a hostile file costs a small multiple of its size.
Result<Reader::Step> Reader::recover(Row& row) {
    ParsedRow parsed = parser_.parse_plain(rest(), ended_, row.cells);
    if (parsed.outcome == ParsedRow::Outcome::row) {
        VIGIL_TRY(const Step done, finish(parsed, row));
        row.faults.insert(row.faults.begin(), {RowFault::whole_row, "row_quote_unclosed"});
        return done;
    }
    const std::string_view start = rest().substr(0, limits_.row_bytes);
    parsed = parser_.parse_plain(start, true, row.cells);
    row.line = line_;
    row.offset = offset_;
    row.raw = start;
    row.faults.push_back({RowFault::whole_row, "row_too_long"});
    check_cells({.raw_length = start.size(), .has_nul = parsed.has_nul}, row);
    in_long_line_ = true;
    return Step::row;
}

std::size_t Reader::find_line_end(std::string_view text) const {
    if (dialect_.line_end == LineEnd::lf) return text.find('\n');
    return text.find_first_of("\r\n");
}

Status Reader::pass_rest_of_line() {
    while (true) {
        const std::size_t end = find_line_end(rest());
        if (end != std::string_view::npos) {
            advance(end, 0);
            in_long_line_ = false;
            if (rest().size() < 2 && !ended_) VIGIL_DO(fill());
            VIGIL_TRY([[maybe_unused]] const bool passed, pass_empty_line());
            return {};
        }
        advance(rest().size(), 0);
        if (ended_) {
            in_long_line_ = false;
            return {};
        }
        VIGIL_DO(fill());
    }
}

// True when a line end stood at the front; it is passed over.
Result<bool> Reader::pass_empty_line() {
    const std::string_view text = rest();
    std::size_t length = 0;
    if (text.starts_with("\r\n")) {
        length = 2;
    } else if (text[0] == '\n' || (text[0] == '\r' && dialect_.line_end == LineEnd::cr) ||
               text == "\r") {
        length = 1;
    }
    if (length > 0) advance(length, 1);
    return length > 0;
}

// Has the first physical line, with its end, in the buffer; false when it is longer than any row.
Result<bool> Reader::whole_line() {
    while (find_line_end(rest()) == std::string_view::npos && !ended_) {
        if (rest().size() > limits_.row_bytes) return false;
        VIGIL_DO(fill());
    }
    return true;
}

Result<bool> Reader::pass_comment() {
    if (dialect_.comment == 0 || rest()[0] != dialect_.comment) return false;
    VIGIL_TRY(const bool whole, whole_line());
    if (!whole) return false;
    std::vector<std::string_view> cells;
    const ParsedRow parsed = parser_.parse_plain(rest(), ended_, cells);
    if (parsed.outcome != ParsedRow::Outcome::row) return false;
    if (dialect_.columns > 0 && cells.size() == dialect_.columns) return false;
    ++comments_;
    advance(parsed.consumed, parsed.lines);
    return true;
}

Status Reader::skip_lines(std::size_t count) {
    while (count-- > 0) {
        if (rest().size() < 2 && !ended_) VIGIL_DO(fill());
        if (rest().empty()) return {};
        VIGIL_TRY(const bool was_empty, pass_empty_line());
        if (!was_empty) VIGIL_DO(pass_rest_of_line());
    }
    return {};
}

}  // namespace vigil::import
