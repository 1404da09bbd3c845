// Which column of a file goes into which field: by the names in its header, in the languages and
// habits of the CRMs people come from. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigil::import {

// A field that may be filled; `labels` in all languages there are.
struct FieldCandidate {
    std::string key;
    std::vector<std::string> labels;
};

struct ColumnMatch {
    std::optional<std::size_t> field;  // index into the candidates
    // 100 the key or a label itself (a key letter by letter before a label, a label before what is only like one),
    // 90 a usual word for it, 80 with the entity's name taken off, 70 a weaker word, 60 a misspelling; 0 without a
    // match.
    int confidence = 0;
    // When two fields, or two columns for one field, fit equally well: the keys of the fields that
    // would fit. Such a column is left to the person.
    std::vector<std::string> rivals;
};

// "LeadSource", "lead_source", "Lead-Source:" and "LEAD SOURCE" are "lead source"; accents, full
// width and traditional Chinese forms are folded, what stands in brackets at the end is left out.
std::string normal_header(std::string_view header);

// One answer per header. A field is given to one column at most. `entity` is its key ("lead"); words
// mean different things by entity ("account" is the name of an account, the link of a contact).
std::vector<ColumnMatch> match_columns(std::string_view entity,
                                       const std::vector<std::string>& headers,
                                       const std::vector<FieldCandidate>& candidates);

// Whether some entity has a field that people call so.
bool is_header_word(std::string_view header);

}  // namespace vigil::import
