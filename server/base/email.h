// E-mail addresses.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vigil {

// A plain address that mail can be sent to: local part of letters (any script), digits and the usual
// signs without quotes or comments, a domain of two labels or more; at most 254 bytes (RFC 5321).
bool valid_email(std::string_view text);

// As it is to be kept: without blanks around it, the domain in lower case, the local part as it was typed.
// Nothing when it is no valid address, a domain that IDNA 2008 (UTS 46) refuses included.
std::optional<std::string> normalise_email(std::string_view typed);

// The key for comparing and finding: the whole address folded, since no server in use tells upper from
// lower case in a local part. The address must be valid UTF-8.
std::string email_key(std::string_view address);

// The domain as it travels: "bücher.example" is "xn--bcher-kva.example". Nothing when IDNA refuses it.
std::optional<std::string> ascii_domain(std::string_view domain);

}  // namespace vigil
