#include "model/record.h"

#include <algorithm>

#include "base/check.h"

namespace vigil {

namespace {

bool starts_cjk(std::string_view text) {
    // Lead bytes E3 .. E9 of three-byte UTF-8 hold kana, CJK ideographs (U+3000 .. U+9FFF).
    return !text.empty() && std::uint8_t(text[0]) >= 0xE3 && std::uint8_t(text[0]) <= 0xE9;
}

// "lead|account": the first of these fields that is filled; -1 when none is.
int first_filled(const Record& record, std::string_view keys) {
    while (!keys.empty()) {
        const auto bar = std::min(keys.find('|'), keys.size());
        const int field = record.entity->index_of(keys.substr(0, bar));
        if (field >= 0 && !is_empty(record.values[std::size_t(field)])) return field;
        keys.remove_prefix(std::min(bar + 1, keys.size()));
    }
    return -1;
}

// The filled fields of an entry, in its order.
std::vector<int> filled_of(const Record& record, std::string_view entry) {
    std::vector<int> fields;
    while (!entry.empty()) {
        const auto space = std::min(entry.find(' '), entry.size());
        if (const int field = first_filled(record, entry.substr(0, space)); field >= 0)
            fields.push_back(field);
        entry.remove_prefix(std::min(space + 1, entry.size()));
    }
    return fields;
}

std::string_view shown(const Record& record, int field, std::string_view language,
                       const TitleNames* names) {
    const FieldDef& def = record.entity->fields[std::size_t(field)];
    const Value& value = record.values[std::size_t(field)];
    if (def.kind == FieldKind::link) {
        const auto name = names ? names->find(id_of(value)) : TitleNames::const_iterator();
        return names && name != names->end() ? std::string_view(name->second) : std::string_view();
    }
    if (def.kind != FieldKind::choice) return text_of(value);
    const Choice* choice = def.choice(text_of(value));
    const std::string_view label = choice ? choice->label.in(language) : std::string_view();
    return label.empty() ? std::string_view(text_of(value)) : label;
}

// "first_name last_name": the filled ones joined; Chinese and Japanese names family name first.
std::string joined(const Record& record, std::string_view entry, std::string_view language,
                   const TitleNames* names) {
    std::vector<std::string_view> parts;
    bool with_link = false;
    for (const int field : filled_of(record, entry)) {
        const auto text = shown(record, field, language, names);
        if (text.empty()) continue;
        parts.push_back(text);
        with_link |= record.entity->fields[std::size_t(field)].kind == FieldKind::link;
    }
    if (!with_link && parts.size() == 2 && starts_cjk(parts[0]) && starts_cjk(parts[1]))
        return std::string(parts[1]) + std::string(parts[0]);
    std::string title;
    for (auto part : parts) {
        if (!title.empty()) title += with_link ? " · " : " ";
        title += part;
    }
    return title;
}

}  // namespace

const Value& Record::operator[](std::string_view key) const {
    int index = entity->index_of(key);
    VIGIL_CHECK(index >= 0);
    return values[std::size_t(index)];
}

void Record::set(std::string_view key, Value value) {
    int index = entity->index_of(key);
    VIGIL_CHECK(index >= 0);
    values[std::size_t(index)] = std::move(value);
}

std::string title_of(const Record& record, std::string_view language, const TitleNames* names) {
    for (const auto& entry : record.entity->title)
        if (auto title = joined(record, entry, language, names); !title.empty()) return title;
    return "#" + to_string(record.id());
}

std::string_view take_title_key(std::string_view& rest) {
    const auto key = rest.substr(0, rest.find_first_of(" |"));
    rest.remove_prefix(std::min(key.size() + 1, rest.size()));
    return key;
}

std::vector<int> fields_of_title(const EntityDef& entity, std::string_view entry) {
    std::vector<int> fields;
    while (!entry.empty())
        if (const int field = entity.index_of(take_title_key(entry)); field >= 0)
            fields.push_back(field);
    return fields;
}

int link_in_title(const Record& record) {
    for (const auto& entry : record.entity->title) {
        const auto fields = filled_of(record, entry);
        for (const int field : fields)
            if (record.entity->fields[std::size_t(field)].kind == FieldKind::link) return field;
        if (!fields.empty()) break;
    }
    return -1;
}

}  // namespace vigil
