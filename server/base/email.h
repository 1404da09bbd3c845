// E-mail addresses.
#pragma once

#include <string>
#include <string_view>

namespace vigil {

// A plain address that mail can be sent to: local part of letters (any script), digits and the usual
// signs without quotes or comments, a domain of two labels or more; at most 254 bytes (RFC 5321).
bool valid_email(std::string_view text);

}  // namespace vigil
