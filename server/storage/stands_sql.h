// Which acts of the journal stand, in SQL that both stores understand.
#pragma once

#include <string>

namespace vigil::storage {

// True of a row of the journal, under its alias `row`, that neither was taken back nor takes something back:
// the one has changed nothing, and neither has the other. Of what was taken back and brought again an even
// number of acts is on top of it. `undo` and `chain` are aliases of its own.
std::string stands_sql(const std::string& row, const std::string& undo, const std::string& chain);

}  // namespace vigil::storage
