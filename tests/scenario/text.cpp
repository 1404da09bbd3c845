#include "tests/scenario/text.h"

#include <fstream>

namespace vigil::tests {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// Calls `at(i)` for each character outside quotes and brackets; stops when it answers true.
template <class At>
void outside(std::string_view text, At at) {
    char quote = 0;
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quote) {
            if (c == quote) quote = 0;
        } else if (c == '"') {
            quote = c;
        } else if (c == '(' || c == '[' || c == '{') {
            ++depth;
        } else if (c == ')' || c == ']' || c == '}') {
            --depth;
        } else if (depth == 0 && at(i)) {
            return;
        }
    }
}

// A line that begins with white space goes on where the one before it ended.
void add(std::vector<Line>& lines, int number, const std::string& raw) {
    const auto text = trimmed(raw);
    if (text.empty() || text.front() == '#') return;
    if (is_space(raw.front()) && !lines.empty())
        lines.back().text += " " + text;
    else
        lines.push_back({number, text});
}

}  // namespace

std::unexpected<Fault> wrong(std::string words) {
    return fail(FaultKind::internal, "scenario", std::move(words));
}

Result<std::vector<Scenario>> read_scenarios(const std::string& path) {
    std::ifstream file(path);
    if (!file) return wrong("cannot be read");
    std::vector<Line> all;
    std::string raw;
    for (int number = 1; std::getline(file, raw); ++number) add(all, number, raw);
    std::vector<Scenario> scenarios;
    std::vector<Line> common;
    constexpr std::string_view keyword = "scenario ";
    for (auto& line : all) {
        if (line.text.starts_with(keyword))
            scenarios.push_back({path, line.text.substr(keyword.size()), common});
        else if (scenarios.empty())
            common.push_back(std::move(line));
        else
            scenarios.back().lines.push_back(std::move(line));
    }
    if (scenarios.empty()) return wrong("has no line `scenario TITLE`");
    return scenarios;
}

std::vector<std::string> parts_of(std::string_view text, std::string_view separator) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    outside(text, [&](std::size_t i) {
        if (i < from || text.substr(i, separator.size()) != separator) return false;
        parts.push_back(trimmed(text.substr(from, i - from)));
        from = i + separator.size();
        return false;
    });
    if (auto last = trimmed(text.substr(from)); !last.empty()) parts.push_back(std::move(last));
    return parts;
}

std::string trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return std::string(text);
}

std::string unquoted(std::string_view text) {
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
        return std::string(text.substr(1, text.size() - 2));
    return std::string(text);
}

HeadAndTail at_colon(std::string_view text) {
    std::size_t colon = text.size();
    outside(text, [&](std::size_t i) {
        const bool ends = text[i] == ':' && (i + 1 == text.size() || is_space(text[i + 1]));
        if (ends) colon = i;
        return ends;
    });
    if (colon == text.size()) return {trimmed(text), {}};
    return {trimmed(text.substr(0, colon)), trimmed(text.substr(colon + 1))};
}

bool Cursor::take(std::string_view words) {
    if (!text_.starts_with(words)) return false;
    if (text_.size() > words.size() && !is_space(text_[words.size()])) return false;
    text_ = trimmed(std::string_view(text_).substr(words.size()));
    return true;
}

std::string Cursor::word() {
    std::size_t end = 0;
    while (end < text_.size() && !is_space(text_[end])) ++end;
    auto word = text_.substr(0, end);
    text_ = trimmed(std::string_view(text_).substr(end));
    return word;
}

std::string Cursor::until(std::string_view words) {
    std::string taken;
    while (!text_.empty() && !take(words)) taken += (taken.empty() ? "" : " ") + word();
    return taken;
}

std::string Cursor::rest() { return std::exchange(text_, {}); }

}  // namespace vigil::tests
