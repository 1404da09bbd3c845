#include "in/import/sniff.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <optional>
#include <set>

#include "in/import/columns.h"

namespace vigil::import {
namespace {

using Cells = std::vector<std::string>;

constexpr std::size_t rows_max = 300;
constexpr std::size_t preamble_max = 30;

struct SniffRow {
    Cells cells;
    std::uint64_t line = 0;  // from 0
    std::uint64_t lines = 1;
};

struct Reading {
    Dialect dialect;
    std::vector<SniffRow> rows;
    std::size_t columns = 0;
    double score = 0;
    double agreement = 0;
    std::size_t first = 0;  // index of the first row behind the preamble
};

// Delimiters with the trust we have in each: a blank or a colon stands in ordinary text, and is taken
// only when it makes several columns throughout (one column alone scores 0.28).
struct Candidate {
    std::string_view delimiter;
    double trust;
};
constexpr std::array candidates{
    Candidate{",", 1.0},     Candidate{";", 0.99}, Candidate{"\t", 1.0}, Candidate{"|", 0.98},
    Candidate{"||", 0.985},  Candidate{"^", 0.8},  Candidate{"~", 0.8},  Candidate{"\x1F", 0.97},
    Candidate{"\x01", 0.97}, Candidate{"，", 0.8}, Candidate{":", 0.3},  Candidate{" ", 0.29},
};

LineEnd find_line_ends(std::string_view head) {
    const bool lf = head.find('\n') != std::string_view::npos;
    return !lf && head.find('\r') != std::string_view::npos ? LineEnd::cr : LineEnd::lf;
}

std::uint64_t count_lines(std::string_view text, LineEnd end) {
    const char c = end == LineEnd::lf ? '\n' : '\r';
    return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), c));
}

struct Tally {
    std::size_t stray = 0;
    std::size_t unclosed = 0;
};

Tally read_rows(std::string_view head, bool whole, Reading& reading) {
    Tally tally;
    RowParser parser(reading.dialect);
    std::vector<std::string_view> cells;
    std::uint64_t line = 0;
    while (!head.empty() && reading.rows.size() < rows_max) {
        ParsedRow parsed = parser.parse(head, whole, cells);
        tally.stray += parsed.stray_quotes;
        if (parsed.outcome == ParsedRow::Outcome::need_more && reading.rows.size() > 1) break;
        if (parsed.outcome != ParsedRow::Outcome::row) {
            ++tally.unclosed;
            parsed = parser.parse_plain(head, true, cells);
        }
        const std::uint64_t lines =
            count_lines(head.substr(0, parsed.consumed), reading.dialect.line_end);
        if (parsed.raw_length > 0) {
            reading.rows.push_back({Cells(cells.begin(), cells.end()), line, lines});
        }
        line += lines;
        if (parsed.consumed == 0) break;
        head.remove_prefix(parsed.consumed);
    }
    return tally;
}

// The commonest number of cells; among equals the larger one.
std::size_t usual_columns(const std::vector<SniffRow>& rows) {
    std::map<std::size_t, std::size_t> counts;
    for (const SniffRow& row : rows) ++counts[row.cells.size()];
    std::size_t best = 1;
    std::size_t most = 0;
    for (const auto& [cells, count] : counts) {
        if (count >= most) {
            best = cells;
            most = count;
        }
    }
    return best;
}

std::size_t filled(const Cells& cells) {
    return static_cast<std::size_t>(std::count_if(
        cells.begin(), cells.end(),
        [](const std::string& c) { return c.find_first_not_of(" \t") != std::string::npos; }));
}

// Titles above the table have far fewer filled cells than the table has columns. A ragged header is
// none: it fills more than half.
std::size_t preamble_rows(const Reading& reading) {
    if (reading.columns < 2) return 0;
    std::size_t i = 0;
    while (i < reading.rows.size() && i < preamble_max &&
           reading.rows[i].cells.size() != reading.columns &&
           filled(reading.rows[i].cells) * 2 <= reading.columns) {
        ++i;
    }
    return i < reading.rows.size() && i < preamble_max ? i : 0;
}

Reading read_as(std::string_view head, bool whole, Dialect dialect, double trust) {
    Reading reading;
    reading.dialect = std::move(dialect);
    const Tally tally = read_rows(head, whole, reading);
    if (reading.rows.empty()) return reading;
    reading.columns = usual_columns(reading.rows);
    reading.first = preamble_rows(reading);
    const std::size_t behind = reading.rows.size() - reading.first;
    std::size_t agreeing = 0;
    for (std::size_t i = reading.first; i < reading.rows.size(); ++i) {
        if (reading.rows[i].cells.size() == reading.columns) ++agreeing;
    }
    reading.agreement = static_cast<double>(agreeing) / static_cast<double>(behind);
    const double all = static_cast<double>(reading.rows.size());
    const double trouble = static_cast<double>(tally.stray + 3 * tally.unclosed) / all;
    const double wide = reading.columns == 1 ? 0.28 : 1.0 - 0.2 / double(reading.columns);
    const double lone = reading.rows.size() == 1 ? 0.9 : 1.0;
    const double titled = reading.first > 0 ? 0.7 : 1.0;
    reading.score = trust * wide * lone * titled * reading.agreement / (1.0 + trouble);
    return reading;
}

// A blank before an opening quote, all over the file, is the writer's habit and no content.
bool blanks_before_quotes(std::string_view head, const Dialect& dialect) {
    const std::string habit = dialect.delimiter + " " + dialect.quote;
    return dialect.quote != 0 && dialect.delimiter != " " &&
           head.find(habit) != std::string_view::npos &&
           head.find(dialect.delimiter + dialect.quote) == std::string_view::npos;
}

std::vector<Dialect> dialects_for(std::string_view head, std::string_view delimiter) {
    std::vector<Dialect> dialects;
    Dialect dialect;
    dialect.delimiter = delimiter;
    dialect.line_end = find_line_ends(head);
    dialect.skip_space = blanks_before_quotes(head, dialect);
    dialects.push_back(dialect);
    if (head.find("\\\"") != std::string_view::npos) {
        dialects.push_back(dialect);
        dialects.back().escape = Escape::backslash;
    }
    const std::string d(delimiter);
    if (head.find(d + "'") != std::string_view::npos || head.starts_with("'") ||
        head.find("\n'") != std::string_view::npos) {
        dialects.push_back(dialect);
        dialects.back().quote = '\'';
        dialects.back().skip_space = blanks_before_quotes(head, dialects.back());
    }
    return dialects;
}

// Apostrophes quote only where they stand in pairs around cells and double quotes do not.
double quote_trust(std::string_view head, const Dialect& dialect) {
    if (dialect.quote != '\'') return 1.0;
    const bool doubles = head.find('"') != std::string_view::npos;
    const bool closing = head.find("'" + dialect.delimiter) != std::string_view::npos ||
                         head.find("'\n") != std::string_view::npos ||
                         head.find("'\r") != std::string_view::npos;
    return closing && !doubles ? 1.02 : 0.7;
}

// Where single pipes never stand alone, the pair is the delimiter.
double pipe_trust(std::string_view head, std::string_view delimiter) {
    if (delimiter != "|") return 1.0;
    for (std::size_t at = 0; (at = head.find('|', at)) != std::string_view::npos; at += 2) {
        if (head.substr(at, 2) != "||") return 1.0;
    }
    return 0.5;
}

// Lines with '#' are remarks when they do not fit the table and others do.
bool has_comments(const Reading& reading) {
    std::size_t remarks = 0;
    std::size_t others = 0;
    for (const SniffRow& row : reading.rows) {
        const bool hash = row.cells[0].starts_with('#');
        if (!hash) {
            ++others;
        } else if (row.cells.size() != reading.columns) {
            ++remarks;
        }
    }
    return remarks > 0 && others > 0 && reading.columns > 1;
}

// "sep=;" on the first line: spreadsheets write and obey it.
std::optional<std::string> declared_delimiter(std::string_view head) {
    const std::size_t end = head.find_first_of("\r\n");
    std::string_view line = head.substr(0, end);
    if (line.size() >= 2 && line.front() == '"' && line.back() == '"') {
        line = line.substr(1, line.size() - 2);
    }
    if (line.size() != 5 || (line.substr(0, 4) != "sep=" && line.substr(0, 4) != "SEP=")) return {};
    return std::string(line.substr(4));
}

Reading best_reading(std::string_view head, bool whole, const std::optional<std::string>& given) {
    std::optional<Reading> best;
    for (const Candidate& candidate : candidates) {
        const std::string_view delimiter = given ? *given : candidate.delimiter;
        if (head.find(delimiter) == std::string_view::npos && delimiter != ",") continue;
        for (const Dialect& dialect : dialects_for(head, delimiter)) {
            const double trust =
                candidate.trust * quote_trust(head, dialect) * pipe_trust(head, delimiter);
            Reading reading = read_as(head, whole, dialect, trust);
            if (!best || reading.score > best->score) best = std::move(reading);
        }
        if (given) break;
    }
    return best ? std::move(*best) : Reading{};
}

bool starts_with_digit_like(std::string_view cell) {
    const std::size_t at = cell.find_first_not_of(" +-(.,$");
    return at != std::string_view::npos && cell[at] >= '0' && cell[at] <= '9';
}

// A number, a date or a clock time: of digits more than of anything else.
bool looks_typed(std::string_view cell) {
    if (cell.empty() || !starts_with_digit_like(cell)) return false;
    std::size_t digits = 0;
    std::size_t letters = 0;
    for (const char c : cell) {
        if (c >= '0' && c <= '9') ++digits;
        if (std::isalpha(static_cast<unsigned char>(c)) || (c & 0x80) != 0) ++letters;
    }
    return digits >= letters;
}

bool looks_personal(std::string_view cell) {
    return looks_typed(cell) ||
           (cell.find('@') != std::string_view::npos && cell.find('.') != std::string_view::npos);
}

}  // namespace

bool looks_like_header(const Cells& first, const std::vector<Cells>& rows, bool& certain) {
    certain = true;
    std::set<std::string> names;
    std::size_t known = 0;
    std::size_t typed = 0;
    bool repeated = false;
    for (const std::string& cell : first) {
        if (cell.empty()) continue;
        repeated |= !names.insert(cell).second;
        if (is_header_word(cell)) ++known;
        if (looks_personal(cell)) ++typed;
    }
    if (names.empty()) return false;
    if (known * 2 >= names.size()) return true;
    if (typed * 4 > names.size()) return false;
    std::size_t told = 0;
    for (std::size_t c = 0; c < first.size(); ++c) {
        if (looks_personal(first[c])) continue;
        std::size_t filled_cells = 0;
        std::size_t typed_cells = 0;
        for (const Cells& row : rows) {
            if (c >= row.size() || row[c].empty()) continue;
            ++filled_cells;
            if (looks_personal(row[c])) ++typed_cells;
        }
        if (filled_cells > 0 && typed_cells * 5 >= filled_cells * 4) ++told;
    }
    if (told > 0) return true;
    if (typed > 0 && known == 0) return false;
    certain = known > 0 && !repeated;
    return true;
}

Sniffed sniff(std::string_view head, bool whole) {
    head = head.substr(0, sniff_bytes);
    const auto declared = declared_delimiter(head);
    std::size_t lines_before = 0;
    if (declared) {
        head.remove_prefix(std::min(head.size(), head.find_first_of("\r\n")));
        head.remove_prefix(head.starts_with("\r\n") ? 2 : head.empty() ? 0 : 1);
        lines_before = 1;
    }
    Reading reading = best_reading(head, whole, declared);
    Sniffed found;
    found.dialect = reading.dialect;
    found.agreement = reading.agreement;
    found.preamble_lines = lines_before;
    if (reading.rows.empty()) return found;
    if (has_comments(reading)) {
        found.dialect.comment = '#';
        while (reading.first + 1 < reading.rows.size() &&
               reading.rows[reading.first].cells[0].starts_with('#') &&
               reading.rows[reading.first].cells.size() != reading.columns) {
            ++reading.first;
        }
    }
    found.dialect.columns = reading.columns;
    const SniffRow& first = reading.rows[reading.first];
    if (reading.first > 0) found.preamble_lines += first.line;
    std::vector<Cells> below;
    for (std::size_t i = reading.first + 1; i < reading.rows.size(); ++i) {
        below.push_back(reading.rows[i].cells);
    }
    found.has_header = looks_like_header(first.cells, below, found.header_certain);
    return found;
}

}  // namespace vigil::import
