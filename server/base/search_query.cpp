#include "base/search_query.h"

#include <algorithm>

#include "base/search_fold.h"
#include "base/search_tokens.h"
#include "base/text.h"

namespace vigil {

namespace {

constexpr std::size_t most_code_points = 100, most_parts = 8, least_digits = 3;

std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty() && parts.size() < most_parts) {
        const auto blank = std::min(text.find(' '), text.size());
        std::string part(text.substr(0, blank));
        if (!part.empty() && std::ranges::find(parts, part) == parts.end())
            parts.push_back(std::move(part));
        text.remove_prefix(std::min(blank + 1, text.size()));
    }
    return parts;
}

bool has(const std::vector<std::string>& tokens, const std::string& token) {
    return std::ranges::find(tokens, token) != tokens.end();
}

// A word's beginning, not a run of a script without blanks: a digit put behind it would belong to
// it.
bool is_beginning(const std::string& token) {
    return code_points(token) <= 2 && has(index_tokens(token + "0"), token + "0");
}

// The tokens of all parts; false when there are none.
bool fill_tokens(SearchWay& way) {
    for (const auto& part : way.parts)
        for (auto& token : query_tokens(part)) {
            auto& list = is_beginning(token) ? way.beginnings : way.inner;
            if (!has(list, token)) list.push_back(std::move(token));
        }
    return !way.beginnings.empty() || !way.inner.empty();
}

// The first two letters of each part, where a word's beginning is told by them.
void fill_word_beginnings(SearchWay& way) {
    for (const auto& part : way.parts) {
        std::string begun(clip(part, 2));
        if (is_beginning(begun) && !has(way.word_beginnings, begun))
            way.word_beginnings.push_back(std::move(begun));
    }
}

// "+49 (0)30-12 34" → "490301234"; nothing when it cannot be a telephone number.
std::string number_in(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (c >= '0' && c <= '9')
            digits += c;
        else if (std::string_view(" +-()/.").find(c) == std::string_view::npos)
            return {};
    }
    return digits;
}

bool begins_word(std::string_view text, std::size_t at) {
    if (at == 0) return true;
    const auto c = static_cast<unsigned char>(text[at - 1]);
    return c < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9');
}

// Best place of a part within the lines that count.
SearchRank rank_part(const SearchWay& way, std::string_view part, std::string_view text) {
    auto best = SearchRank::none;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
        if (way.digits) {
            const auto line = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
            const auto first = line == std::string_view::npos ? 0 : line + 1;
            if (text[first] != '+') continue;
        }
        if (begins_word(text, at))  // the name comes first
            return !way.digits && text.rfind('\n', at) == std::string_view::npos ? SearchRank::name
                                                                                 : SearchRank::word;
        best = SearchRank::inside;
    }
    return best;
}

SearchRank rank_way(const SearchWay& way, std::string_view text) {
    auto worst = SearchRank::name;
    for (const auto& part : way.parts) {
        worst = std::min(worst, rank_part(way, part, text));
        if (worst == SearchRank::none) break;
    }
    return worst;
}

bool has_line(std::string_view text, std::string_view line) {
    for (auto at = text.find(line); at != std::string_view::npos; at = text.find(line, at + 1)) {
        const auto end = at + line.size();
        if ((at == 0 || text[at - 1] == '\n') && (end == text.size() || text[end] == '\n'))
            return true;
    }
    return false;
}

}  // namespace

SearchQuery::SearchQuery(std::string_view typed) {
    whole_ = collapse_spaces(search_fold(clip(trim(typed), most_code_points)));
    const auto add = [this](SearchWay way) {
        if (!way.parts.empty() && fill_tokens(way)) ways_.push_back(std::move(way));
    };
    SearchWay text;
    text.parts = parts_of(whole_);
    fill_word_beginnings(text);
    add(std::move(text));
    auto digits = number_in(whole_);
    if (digits.size() < least_digits) return;
    add({{digits}, {}, {}, {}, true});
    // Typed as within the country: "030 1234" of "+49 30 1234"; or "00" for "+".
    const auto zeros = digits.find_first_not_of('0');
    if (zeros == 0 || zeros == std::string::npos || digits.size() - zeros < least_digits) return;
    add({{digits.substr(zeros)}, {}, {}, {}, true});
}

SearchRank SearchQuery::rank_by(const SearchWay& way, std::string_view text, bool begun) const {
    const auto rank = rank_way(way, text);
    if (rank == SearchRank::none) return rank;
    if (!begun && !way.beginnings.empty()) {
        const auto tokens = index_tokens(text);
        if (!std::ranges::all_of(way.beginnings, [&](const auto& one) { return has(tokens, one); }))
            return SearchRank::none;
    }
    return has_line(text, whole_) ? SearchRank::exact : rank;
}

SearchRank SearchQuery::rank(std::string_view text) const {
    auto best = SearchRank::none;
    for (const auto& way : ways_) best = std::max(best, rank_by(way, text, false));
    return best;
}

bool line_holds(const SearchWay& way, std::string_view line) {
    if (way.digits && !line.starts_with('+')) return false;
    return std::ranges::any_of(
        way.parts, [&](const auto& part) { return line.find(part) != std::string_view::npos; });
}

}  // namespace vigil
