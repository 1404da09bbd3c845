#include "base/words.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/embedded.h"

namespace vigil {

namespace {

using Json = nlohmann::json;

// One piece of a text: plain words, or what stands between two braces.
struct Piece {
    std::string_view text;
    bool is_argument = false;
};

// Cuts off the first piece. A brace without its partner is plain text here; load() refuses it.
Piece next_piece(std::string_view& rest) {
    const auto open = rest.find('{');
    const auto close = open == 0 ? rest.find('}') : std::string_view::npos;
    Piece piece;
    if (close != std::string_view::npos) {
        piece = {rest.substr(1, close - 1), true};
        rest.remove_prefix(close + 1);
    } else {
        const auto end = open == 0 ? rest.find('{', 1) : open;
        piece = {rest.substr(0, end), false};
        rest.remove_prefix(piece.text.size());
    }
    return piece;
}

std::string_view name_of(std::string_view argument) {
    return argument.substr(0, argument.find('|'));
}

const std::string* value_of(const FaultArgs& args, std::string_view name) {
    for (const auto& [known, value] : args)
        if (known == name) return &value;
    return nullptr;
}

// "n|promise|promises" with n = 2 is "promises".
std::string_view chosen_form(std::string_view argument, const std::string& value) {
    const auto forms = argument.substr(argument.find('|') + 1);
    const auto bar = forms.find('|');
    if (bar == std::string_view::npos || value == "1") return forms.substr(0, bar);
    return forms.substr(bar + 1);
}

struct FilledIn {
    std::string text;
    bool lacks_one = false;  // an argument is not given, or empty
};

FilledIn filled_in(std::string_view rest, const FaultArgs& args) {
    FilledIn out;
    while (!rest.empty()) {
        const Piece piece = next_piece(rest);
        const auto* value = piece.is_argument ? value_of(args, name_of(piece.text)) : nullptr;
        if (piece.is_argument && (!value || value->empty())) out.lacks_one = true;
        if (!piece.is_argument)
            out.text += piece.text;
        else if (!value)
            out.text.append("{").append(name_of(piece.text)).append("}");
        else if (piece.text.find('|') != std::string_view::npos)
            out.text += chosen_form(piece.text, *value);
        else
            out.text += *value;
    }
    return out;
}

bool braces_match(std::string_view text) {
    bool open = false, optional = false;
    for (char c : text) {
        if (c == '{' && open) return false;
        if (c == '}' && !open) return false;
        if ((c == '[' && (open || optional)) || (c == ']' && (open || !optional))) return false;
        if (c == '{' || c == '}') open = c == '{';
        if (c == '[' || c == ']') optional = c == '[';
    }
    return !open && !optional;
}

std::unexpected<Fault> unreadable(const std::string& language, std::string what) {
    return fail(FaultKind::internal, "words_unreadable",
                "words." + language + ".json: " + std::move(what));
}

// The library keeps the last of two equal keys; we want to hear of it.
Json parse_noting_twins(const std::string& text, std::string& twin) {
    std::set<std::string> seen;
    const auto note = [&](int depth, Json::parse_event_t event, Json& value) {
        if (depth == 1 && event == Json::parse_event_t::key &&
            !seen.insert(value.get<std::string>()).second)
            twin = value.get<std::string>();
        return true;
    };
    return Json::parse(text, note, false);
}

std::string_view family_of(std::string_view language) {
    return language.substr(0, language.find('-'));
}

}  // namespace

Result<Words> Words::load(const std::vector<std::pair<std::string, std::string>>& files) {
    Words words;
    for (const auto& [language, text] : files) {
        std::string twin;
        const Json root = parse_noting_twins(text, twin);
        if (!root.is_object()) return unreadable(language, "not a JSON object");
        if (!twin.empty()) return unreadable(language, "given twice: " + twin);
        auto& texts = words.by_language_[language];
        for (const auto& [code, value] : root.items()) {
            if (!value.is_string()) return unreadable(language, "not a text: " + code);
            if (!braces_match(value.get<std::string>()))
                return unreadable(language, "a brace without its partner: " + code);
            texts.insert_or_assign(code, value.get<std::string>());
        }
    }
    return words;
}

Result<Words> Words::from_embedded() {
    constexpr std::string_view folder = "server/base/words.", ending = ".json";
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto& [path, bytes] : embedded_declarations())
        if (path.starts_with(folder) && path.ends_with(ending))
            files.emplace_back(
                path.substr(folder.size(), path.size() - folder.size() - ending.size()), bytes);
    return load(files);
}

std::string Words::text(std::string_view language, std::string_view code,
                        const FaultArgs& args) const {
    const auto* text = find(nearest_language(language), code);
    if (!text) text = find("en", code);
    if (!text) return std::string(code);
    std::string out;
    std::string_view rest = *text;
    while (true) {
        const auto open = rest.find('[');
        out += filled_in(rest.substr(0, open), args).text;
        if (open == std::string_view::npos) return out;
        const auto close = std::min(rest.find(']', open), rest.size() - 1);
        const auto optional = filled_in(rest.substr(open + 1, close - open - 1), args);
        if (!optional.lacks_one) out += optional.text;
        rest.remove_prefix(close + 1);
    }
}

bool Words::knows(std::string_view language, std::string_view code) const {
    return find(language, code) != nullptr;
}

std::vector<std::string> Words::languages() const {
    std::vector<std::string> names;
    for (const auto& [language, texts] : by_language_) names.push_back(language);
    return names;
}

std::vector<std::string> Words::codes(std::string_view language) const {
    std::vector<std::string> names;
    if (const auto texts = by_language_.find(language); texts != by_language_.end())
        for (const auto& [code, text] : texts->second) names.push_back(code);
    return names;
}

std::set<std::string> Words::arguments(std::string_view language, std::string_view code) const {
    std::set<std::string> names;
    const auto* text = find(language, code);
    for (std::string_view rest = text ? *text : std::string_view(); !rest.empty();)
        if (const Piece piece = next_piece(rest); piece.is_argument)
            names.emplace(name_of(piece.text));
    return names;
}

std::string_view Words::nearest_language(std::string_view wish) const {
    if (const auto same = by_language_.find(wish); same != by_language_.end()) return same->first;
    for (const auto& [language, texts] : by_language_)
        if (family_of(language) == family_of(wish)) return language;
    return "en";
}

const std::string* Words::find(std::string_view language, std::string_view code) const {
    const auto texts = by_language_.find(language);
    if (texts == by_language_.end()) return nullptr;
    const auto found = texts->second.find(code);
    return found == texts->second.end() ? nullptr : &found->second;
}

}  // namespace vigil
