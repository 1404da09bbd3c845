#include "model/record.h"

#include "base/check.h"

namespace vigil {

namespace {

bool starts_cjk(std::string_view text) {
    // Lead bytes E3 .. E9 of three-byte UTF-8 hold kana, CJK ideographs (U+3000 .. U+9FFF).
    return !text.empty() && std::uint8_t(text[0]) >= 0xE3 && std::uint8_t(text[0]) <= 0xE9;
}

// "first_name last_name": the filled ones joined; Chinese and Japanese names family name first.
std::string joined(const Record& record, std::string_view keys) {
    std::vector<std::string_view> parts;
    while (!keys.empty()) {
        auto space = keys.find(' ');
        auto text = record.text(keys.substr(0, space));
        if (!text.empty()) parts.push_back(text);
        keys = space == std::string_view::npos ? std::string_view() : keys.substr(space + 1);
    }
    if (parts.size() == 2 && starts_cjk(parts[0]) && starts_cjk(parts[1]))
        return std::string(parts[1]) + std::string(parts[0]);
    std::string title;
    for (auto part : parts) {
        if (!title.empty()) title += ' ';
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

std::string title_of(const Record& record) {
    for (const auto& keys : record.entity->title)
        if (auto title = joined(record, keys); !title.empty()) return title;
    return "#" + to_string(record.id());
}

}  // namespace vigil
