// Letters of ASCII without regard to case: the quick way for what is no other text.
#pragma once

namespace vigil::rules {

constexpr char small(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }

}  // namespace vigil::rules
