// Request targets: splitting, decoding, refusing what is ambiguous. Declared in request.h.
#include <algorithm>

#include "base/text.h"
#include "in/http/ascii.h"
#include "in/http/request.h"

namespace vigil::http {

namespace {

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char l = lower(c);
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

// Nothing when a % is not followed by two hex digits or the result is not UTF-8.
std::optional<std::string> decode(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus_is_space) {
            out += ' ';
        } else if (text[i] != '%') {
            out += text[i];
        } else {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = hex_value(text[i + 1]), low = hex_value(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            out += static_cast<char>(high * 16 + low);
            i += 2;
        }
    }
    if (!valid_utf8(out)) return std::nullopt;
    return out;
}

bool safe_segment(std::string_view segment) {
    if (segment == "." || segment == "..") return false;
    return std::ranges::none_of(segment, [](char c) {
        return c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
}

std::optional<std::string> decode_path(std::string_view rest) {
    std::string path;
    path.reserve(rest.size());
    while (!rest.empty()) {
        auto segment = decode(take_part(rest, '/'), false);
        if (!segment || !safe_segment(*segment)) return std::nullopt;
        if (!segment->empty()) (path += '/') += *segment;
    }
    if (path.empty()) path += '/';
    return path;
}

// Takes "http://host" off an absolute form (RFC 9112 3.2.2).
std::optional<std::string_view> without_authority(std::string_view target) {
    const auto scheme = target.find("://");
    if (scheme == std::string_view::npos) return std::nullopt;
    const auto name = target.substr(0, scheme);
    if (!same_ignoring_case(name, "http") && !same_ignoring_case(name, "https"))
        return std::nullopt;
    target.remove_prefix(scheme + 3);
    const auto end = target.find_first_of("/?");
    if (end == 0) return std::nullopt;
    return end == std::string_view::npos ? std::string_view{} : target.substr(end);
}

struct LanguageWish {
    std::string_view name;
    int weight;  // thousandths
};

LanguageWish parse_wish(std::string_view part) {
    LanguageWish wish{trim(take_part(part, ';')), 1000};
    part = trim(part);
    if (part.size() < 3 || lower(part[0]) != 'q' || part[1] != '=') return wish;
    wish.weight = part[2] == '1' ? 1000 : 0;
    for (std::size_t i = 4, unit = 100; i < part.size() && unit > 0; ++i, unit /= 10) {
        if (part[i] < '0' || part[i] > '9') break;
        wish.weight += static_cast<int>((part[i] - '0') * unit);
    }
    return wish;
}

// "zh" and "zh-Hans-CN" both mean an offered "zh-CN" well enough: the first subtag decides.
bool speaks(std::string_view wished, std::string_view offered) {
    return same_ignoring_case(take_part(wished, '-'), take_part(offered, '-'));
}

}  // namespace

std::optional<QueryPairs> parse_query(std::string_view text) {
    QueryPairs pairs;
    while (!text.empty()) {
        auto part = take_part(text, '&');
        if (part.empty()) continue;
        auto key = decode(take_part(part, '='), true);
        auto value = decode(part, true);
        if (!key || !value) return std::nullopt;
        pairs.emplace_back(*std::move(key), *std::move(value));
    }
    return pairs;
}

std::optional<Target> parse_target(std::string_view target) {
    if (target == "*") return Target{"*", {}};
    if (!target.starts_with('/')) {
        auto rest = without_authority(target);
        if (!rest) return std::nullopt;
        target = *rest;
    }
    target = target.substr(0, target.find('#'));
    auto path = decode_path(take_part(target, '?'));
    if (!path) return std::nullopt;
    auto query = parse_query(target);
    if (!query) return std::nullopt;
    return Target{*std::move(path), *std::move(query)};
}

std::string choose_language(std::string_view accept, const std::vector<std::string>& offered) {
    const std::string* best = &offered.front();
    int best_weight = 0;
    while (!accept.empty()) {
        const auto wish = parse_wish(take_part(accept, ','));
        if (wish.weight <= best_weight) continue;
        for (const auto& language : offered) {
            if (!speaks(wish.name, language)) continue;
            best = &language;
            best_weight = wish.weight;
            break;
        }
    }
    return *best;
}

}  // namespace vigil::http
