#include "storage/sql_words.h"

#include "base/check.h"

namespace vigil::storage {

std::string_view symbol_of(Condition::Op op) {
    using Op = Condition::Op;
    switch (op) {
        case Op::eq:
            return " = ";
        case Op::lt:
            return " < ";
        case Op::le:
            return " <= ";
        case Op::gt:
            return " > ";
        case Op::ge:
            return " >= ";
        default:
            break;
    }
    VIGIL_CHECK(false);
}

std::string escaped_for_like(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

}  // namespace vigil::storage
