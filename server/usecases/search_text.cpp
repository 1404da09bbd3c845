#include "usecases/search_text.h"

#include <algorithm>

#include "base/phone.h"
#include "base/search_fold.h"
#include "base/search_tokens.h"
#include "base/text.h"

namespace vigil {

namespace {

// Of this file's rules.
constexpr int lines_version = 3;

bool is_searched(const FieldDef& field) { return field.find && !field.hidden && !field.secret; }

// A field of several lines is one line here: a line stands for one field.
std::string folded_line(std::string_view text) { return collapse_spaces(search_fold(text)); }

void add(std::vector<SearchLine>& lines, std::string text, std::vector<int> fields) {
    if (text.empty()) return;
    lines.push_back({std::move(text), std::move(fields)});
}

void add_phone(std::vector<SearchLine>& lines, std::string_view typed, int field,
               const std::string& region) {
    std::string digits;
    for (const char c : typed)
        if (c >= '0' && c <= '9') digits += c;
    // Written internationally, with nothing but digits that belong to it: they are its E.164 form.
    if (typed.starts_with('+') &&
        typed.find_first_not_of("+0123456789 -./") == std::string_view::npos)
        return add(lines, "+" + digits, {field});
    const auto phone = parse_phone(typed, region);
    if (phone && !phone->e164.empty()) add(lines, phone->e164, {field});
    // What was typed may hold more: an extension, a zero.
    if (!digits.empty() && (!phone || phone->e164 != "+" + digits))
        add(lines, "+" + digits, {field});
}

bool in_words(std::string_view text) {
    const auto tokens = index_tokens(std::string(text) + "0");
    return std::ranges::find(tokens, "0") == tokens.end();  // it was joined to a word
}

// "first_name last_name" of the entity's title, where both can be found.
void add_names(std::vector<SearchLine>& lines, const Record& record) {
    const EntityDef& entity = *record.entity;
    for (const auto& keys : entity.title) {
        const auto blank = keys.find(' ');
        if (blank == std::string::npos) continue;
        const int first = entity.index_of(keys.substr(0, blank)),
                  last = entity.index_of(keys.substr(blank + 1));
        if (first < 0 || last < 0) continue;
        if (!is_searched(entity.fields[std::size_t(first)]) ||
            !is_searched(entity.fields[std::size_t(last)]))
            continue;
        const auto a = folded_line(text_of(record.values[std::size_t(first)]));
        const auto b = folded_line(text_of(record.values[std::size_t(last)]));
        if (a.empty() || b.empty()) continue;
        add(lines, a + " " + b, {first, last});
        if (!in_words(a) && !in_words(b)) add(lines, b + a, {first, last});
    }
}

// The line that is the record's name comes first; an empty one where its name is not searched.
void name_first(std::vector<SearchLine>& lines, const Record& record) {
    if (lines.empty()) return;
    const auto name = std::ranges::find(lines, folded_line(title_of(record)), &SearchLine::text);
    if (name == lines.end())
        lines.insert(lines.begin(), SearchLine{});
    else
        std::rotate(lines.begin(), name, name + 1);
}

}  // namespace

bool is_searched(const EntityDef& entity) {
    return !entity.system && !entity.plain &&
           std::ranges::any_of(entity.fields,
                               [](const FieldDef& field) { return is_searched(field); });
}

std::vector<SearchLine> search_lines(const Record& record, const std::string& phone_region,
                                     bool digits) {
    const EntityDef& entity = *record.entity;
    std::vector<SearchLine> lines;
    for (std::size_t i = 0; i < entity.fields.size(); ++i) {
        const FieldDef& field = entity.fields[i];
        const auto& text = text_of(record.values[i]);
        if (!is_searched(field) || text.empty()) continue;
        add(lines, folded_line(text), {int(i)});
        if (digits && field.kind == FieldKind::phone) add_phone(lines, text, int(i), phone_region);
    }
    add_names(lines, record);
    name_first(lines, record);
    return lines;
}

std::string joined_lines(const std::vector<SearchLine>& lines) {
    std::string text;
    for (const auto& line : lines) {
        if (!text.empty()) text += '\n';
        text += line.text;
    }
    return text;
}

std::string search_fingerprint(const Catalogue& catalogue, const std::string& phone_region) {
    std::string text = std::to_string(lines_version) + phone_region;
    for (const auto& entity : catalogue.entities()) {
        if (!is_searched(*entity)) continue;
        text += "\n" + entity->key;
        for (const auto& keys : entity->title) text += "|" + keys;
        for (const auto& field : entity->fields)
            if (is_searched(field))
                text.append(" ").append(field.key).append(":").append(to_string(field.kind));
    }
    return std::to_string(key_hash(text));
}

}  // namespace vigil
