// What people call the fields: one row per field, as data. Entity "" means every entity.
#pragma once

#include <span>
#include <string_view>

namespace vigil::import {

struct HeaderWords {
    std::string_view entity;
    std::string_view field;
    std::string_view strong;  // words separated by '|', in the form of normal_header() or before it
    std::string_view weak;    // taken only when nothing better claims the field
};

std::span<const HeaderWords> header_words();

// Words an entity is called by, that stand before field names ("lead source") and add nothing.
struct EntityWords {
    std::string_view entity;
    std::string_view words;
};
std::span<const EntityWords> entity_words();

}  // namespace vigil::import
