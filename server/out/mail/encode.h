// The encodings of mail: of header texts (RFC 2047) and of bodies (RFC 2045 6.7 and 6.8).
#pragma once

#include <string>
#include <string_view>

namespace vigil::mail {

// A header "Name: text" with its CRLF, folded. Texts that are not plain become encoded words.
std::string text_header(std::string_view name, std::string_view text);

// A display name, as it may stand before "<address>": a quoted string or encoded words.
std::string phrase(std::string_view name);

// Base64 in lines of 76, each with CRLF.
std::string base64_lines(std::string_view bytes);

// Of UTF-8 text with \n line ends. No line is longer than 76; none begins with a dot or with "From ".
std::string quoted_printable(std::string_view text);

}  // namespace vigil::mail
