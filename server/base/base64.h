// Bytes as text and back (RFC 4648, section 4).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vigil {

std::string to_base64(std::string_view bytes);
// Nothing when `text` is no base64.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace vigil
