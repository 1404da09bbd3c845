// Small words of SQL that both stores understand.
#pragma once

#include <string>
#include <string_view>

#include "model/condition.h"

namespace vigil::storage {

// " = " of eq, " < " of lt … Only of operators that compare.
std::string_view symbol_of(Condition::Op op);

// For LIKE ... escape '\'.
std::string escaped_for_like(std::string_view text);

}  // namespace vigil::storage
