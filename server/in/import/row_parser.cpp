#include <cstring>

#include "in/import/reader.h"

namespace vigil::import {
namespace {

std::size_t index_of(char c) { return static_cast<unsigned char>(c); }

}  // namespace

RowParser::RowParser(Dialect dialect, ReadLimits limits)
    : dialect_(std::move(dialect)), limits_(limits) {
    if (dialect_.delimiter.empty()) dialect_.delimiter.push_back(',');
    const bool cr = dialect_.line_end == LineEnd::cr;
    ends_cell_[index_of(dialect_.delimiter[0])] = true;
    ends_cell_[index_of('\n')] = true;
    ends_cell_[index_of('\r')] = cr;
    ends_cell_[0] = true;
    breaks_quote_[index_of(dialect_.delimiter[0])] = true;
    breaks_quote_[index_of('\n')] = true;
    breaks_quote_[index_of('\r')] = cr;
    breaks_quote_[0] = true;
    breaks_quote_[index_of('\\')] = dialect_.escape == Escape::backslash;
    breaks_quote_[index_of(dialect_.quote)] = true;
}

ParsedRow RowParser::parse(std::string_view text, bool last, std::vector<std::string_view>& cells) {
    return run(text, last, dialect_.quote != 0, cells);
}

ParsedRow RowParser::parse_plain(std::string_view text, bool last,
                                 std::vector<std::string_view>& cells) {
    return run(text, last, false, cells);
}

ParsedRow RowParser::run(std::string_view text, bool last, bool quoting,
                         std::vector<std::string_view>& cells) {
    text_ = text;
    last_ = last;
    cells_ = &cells;
    cells.clear();
    scratch_.clear();
    unescaped_.clear();
    now_ = {};
    std::size_t at = 0;
    Next next = Next::cell;
    while (next == Next::cell) {
        if (dialect_.skip_space) {
            while (at < text.size() && text[at] == ' ' && !delimiter_at(at)) ++at;
        }
        next = Next::not_quoted;
        if (quoting && at < text.size() && text[at] == dialect_.quote) next = quoted(at);
        if (next == Next::not_quoted) next = unquoted(at);
    }
    if (next == Next::need_more) now_.outcome = ParsedRow::Outcome::need_more;
    if (next == Next::unclosed) now_.outcome = ParsedRow::Outcome::unclosed;
    for (const Unescaped& u : unescaped_) {
        cells[u.cell] = std::string_view(scratch_).substr(u.at, u.length);
    }
    return now_;
}

RowParser::Next RowParser::unquoted(std::size_t& at) {
    const std::size_t start = at;
    std::size_t p = at;
    while (true) {
        while (p < text_.size() && !ends_cell_[index_of(text_[p])]) ++p;
        if (p == text_.size()) {
            if (!last_) return Next::need_more;
            break;
        }
        if (text_[p] == '\0' && dialect_.delimiter[0] != '\0') {
            now_.has_nul = true;
            ++p;
            continue;
        }
        if (line_end_at(p)) break;
        if (may_be_cut(p, dialect_.delimiter.size())) return Next::need_more;
        if (delimiter_at(p)) {
            add(text_.substr(start, p - start));
            at = p + dialect_.delimiter.size();
            return Next::cell;
        }
        ++p;
    }
    const Next next = at_line_end(p, at);
    if (next == Next::need_more) return next;
    // CR LF, or a last line that ends with CR: the CR is no part of the cell.
    const bool cr = dialect_.line_end == LineEnd::lf && p > start && text_[p - 1] == '\r';
    add(text_.substr(start, p - start - (cr ? 1 : 0)));
    if (cr) --now_.raw_length;
    return next;
}

// `p` is at a line end or at the end of all; moves `at` behind it and closes the row.
RowParser::Next RowParser::at_line_end(std::size_t p, std::size_t& at) {
    now_.raw_length = p;
    if (p < text_.size()) {
        if (text_[p] == '\r' && p + 1 == text_.size() && !last_) return Next::need_more;
        const bool crlf = text_[p] == '\r' && p + 1 < text_.size() && text_[p + 1] == '\n';
        p += crlf ? 2 : 1;
        ++now_.lines;
    }
    at = p;
    now_.consumed = p;
    return Next::row_end;
}

RowParser::Next RowParser::quoted(std::size_t& at) {
    const ParsedRow before = now_;
    const std::size_t start = at;
    Quoted cell{at + 1, scratch_.size()};
    const Next next = quoted_body(at, cell);
    if (next == Next::not_quoted) {
        const std::size_t stray = now_.stray_quotes;
        now_ = before;
        now_.stray_quotes = stray + 1;
        scratch_.resize(cell.scratch_at);
        at = start;
    }
    return next;
}

RowParser::Next RowParser::quoted_body(std::size_t& at, Quoted& cell) {
    std::size_t p = cell.from;
    while (true) {
        while (p < text_.size() && !breaks_quote_[index_of(text_[p])]) ++p;
        if (p == text_.size()) {
            if (!last_) return Next::need_more;
            return cell.lines == 0 || cell.loose ? Next::not_quoted : Next::unclosed;
        }
        const char c = text_[p];
        if (c == dialect_.quote) {
            const Next next = at_quote(p, cell);
            if (next == Next::not_quoted) continue;
            at = p;
            return next;
        }
        if (c == '\n' || c == '\r') {
            if (cell.loose) return Next::not_quoted;
            const bool second_half =
                dialect_.line_end == LineEnd::cr && c == '\n' && p > 0 && text_[p - 1] == '\r';
            if (!second_half) ++cell.lines;
            ++p;
        } else if (c == '\\' && dialect_.escape == Escape::backslash) {
            if (may_be_cut(p, 2)) return Next::need_more;
            const char next = p + 1 < text_.size() ? text_[p + 1] : '\0';
            if (next == dialect_.quote || next == '\\') {
                take(cell, p, p + 1);
                p += 2;
            } else {
                ++p;
            }
        } else {
            if (c == '\0') now_.has_nul = true;
            const std::size_t size = dialect_.delimiter.size();
            if (cell.loose && may_be_cut(p, size + 1)) return Next::need_more;
            if (cell.loose && delimiter_at(p) && p + size < text_.size() &&
                text_[p + size] == dialect_.quote) {
                return Next::not_quoted;
            }
            ++p;
        }
    }
}

// not_quoted means here: the cell goes on at `p`.
RowParser::Next RowParser::at_quote(std::size_t& p, Quoted& cell) {
    if (may_be_cut(p, 2)) return Next::need_more;
    if (p + 1 < text_.size() && text_[p + 1] == dialect_.quote) {
        take(cell, p, p + 1);
        p += 2;
        return Next::not_quoted;
    }
    std::size_t at = p;
    const Next next = after_quote(p, cell, at);
    if (next != Next::not_quoted) {
        p = at;
        return next;
    }
    cell.loose = true;
    ++now_.stray_quotes;
    ++p;
    return Next::not_quoted;
}

// A quote closes when a delimiter or a line end follows, blanks between them or not.
RowParser::Next RowParser::after_quote(std::size_t quote_at, Quoted& cell, std::size_t& at) {
    std::size_t p = quote_at + 1;
    while (p < text_.size() && (text_[p] == ' ' || text_[p] == '\t') && !delimiter_at(p)) ++p;
    if (dialect_.line_end == LineEnd::lf && p < text_.size() && text_[p] == '\r') {
        if (may_be_cut(p, 2)) return Next::need_more;
        if (p + 1 == text_.size() || text_[p + 1] == '\n') ++p;
    }
    if (p >= text_.size() && !last_) return Next::need_more;
    if (p >= text_.size() || line_end_at(p)) {
        const Next next = at_line_end(p, at);
        if (next == Next::need_more) return next;
        const bool cr = dialect_.line_end == LineEnd::lf && text_[p - 1] == '\r';
        if (cr) --now_.raw_length;
        add_quoted(cell, quote_at);
        return next;
    }
    if (may_be_cut(p, dialect_.delimiter.size())) return Next::need_more;
    if (!delimiter_at(p)) return Next::not_quoted;
    add_quoted(cell, quote_at);
    at = p + dialect_.delimiter.size();
    return Next::cell;
}

bool RowParser::delimiter_at(std::size_t p) const {
    if (text_[p] != dialect_.delimiter[0]) return false;
    return dialect_.delimiter.size() == 1 || text_.substr(p).starts_with(dialect_.delimiter);
}

bool RowParser::line_end_at(std::size_t p) const {
    return text_[p] == '\n' || (text_[p] == '\r' && dialect_.line_end == LineEnd::cr);
}

bool RowParser::may_be_cut(std::size_t p, std::size_t length) const {
    return !last_ && p + length > text_.size();
}

// Copies what stands before `to` and goes on at `go_on`: what is between is left out.
void RowParser::take(Quoted& cell, std::size_t to, std::size_t go_on) {
    scratch_.append(text_.substr(cell.from, to - cell.from));
    cell.from = go_on;
    cell.copied = true;
}

void RowParser::add(std::string_view cell) {
    if (cells_->size() < limits_.columns) {
        cells_->push_back(cell);
    } else {
        now_.too_many = true;
    }
}

void RowParser::add_quoted(Quoted& cell, std::size_t end) {
    now_.lines += cell.lines;
    if (!cell.copied) {
        add(text_.substr(cell.from, end - cell.from));
        return;
    }
    take(cell, end, end);
    if (cells_->size() < limits_.columns) {
        unescaped_.push_back({cells_->size(), cell.scratch_at, scratch_.size() - cell.scratch_at});
    }
    add({});
}

}  // namespace vigil::import
