// What a record can be found by: the fields declared `find`, as lines of a searchable text
// (base/search_query.h).
#pragma once

#include <string>
#include <vector>

#include "model/catalogue.h"
#include "model/record.h"

namespace vigil {

struct SearchLine {
    std::string text;         // folded, one line
    std::vector<int> fields;  // whose values it is made of
};

// Whether records of it can be found at all.
bool is_searched(const EntityDef& entity);

// One line per field as it is written; a telephone number also by its digits; a name of several
// fields also as it is said, in Chinese with the family name first and no blank. `phone_region` as
// in Settings. Without `digits` the lines of telephone numbers' digits are left out: making them
// takes long, and a query that has no digit is not answered by them.
std::vector<SearchLine> search_lines(const Record& record, const std::string& phone_region,
                                     bool digits = true);

std::string joined_lines(const std::vector<SearchLine>& lines);

// Changes when texts made of this catalogue may differ from those made of another.
std::string search_fingerprint(const Catalogue& catalogue, const std::string& phone_region);

}  // namespace vigil
