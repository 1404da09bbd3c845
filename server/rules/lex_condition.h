// The words of a condition's text. Used by parse_condition only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace vigil::rules {

struct Token {
    enum class Kind {
        word,    // field, keyword, choice: letters, digits and _; keywords in any case
        number,  // digits, at most one point
        day,     // 2026-03-02
        moment,  // 2026-03-02T09:00:00Z
        text,    // quoted; `text` is what stands between the quotes, escapes resolved
        symbol,  // ( ) , . + - = != < <= > >=
        end,
    };
    Kind kind = Kind::end;
    std::string text;
    int position = 1;  // of its first character in the condition, counted in characters from 1

    bool is(std::string_view symbol) const { return kind == Kind::symbol && text == symbol; }
    // A word, whatever its case; `keyword` is lower case.
    bool says(std::string_view keyword) const;
};

// Ends with an `end` token. Codes condition_not_text, condition_unclosed_text, condition_bad_escape,
// condition_unexpected.
Result<std::vector<Token>> lex_condition(std::string_view text);

// A fault about the text at a position.
std::unexpected<Fault> condition_fault(std::string_view code, int position, FaultArgs args = {});

}  // namespace vigil::rules
