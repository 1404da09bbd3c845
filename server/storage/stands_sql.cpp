#include "storage/stands_sql.h"

#include <fmt/format.h>

namespace vigil::storage {

std::string stands_sql(const std::string& row, const std::string& undo, const std::string& chain) {
    return fmt::format(
        "{0}.\"undo_of\" is null and ({0}.\"undone_by\" is null or (with recursive {2}(by, depth) "
        "as "
        "(select {0}.\"undone_by\", 1 union select {1}.\"undone_by\", {2}.depth + 1 from {2} "
        "join \"journal\" {1} on {1}.\"act_group\" = {2}.by where {1}.\"undone_by\" is not null) "
        "select max(depth) from {2}) % 2 = 0)",
        row, undo, chain);
}

}  // namespace vigil::storage
