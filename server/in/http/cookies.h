// Cookies: reading the request's, writing ours.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vigil::http {

// The value of a cookie in a Cookie header ("a=1; b=2"); the first of that name.
std::optional<std::string_view> find_cookie(std::string_view header, std::string_view name);

struct CookieOptions {
    int max_age_s = -1;  // -1: until the browser closes; 0: delete now
    bool secure = true;
    bool http_only = true;
    std::string_view same_site = "Lax";
    std::string_view path = "/";
};

// The value of a Set-Cookie header. Name and value are tokens of ours: bytes RFC 6265 4.1.1 does not
// allow are left out.
std::string set_cookie(std::string_view name, std::string_view value, const CookieOptions& options);

}  // namespace vigil::http
