#include "in/http/accept.h"

#include "in/http/ascii.h"

namespace vigil::http {

bool accepts_gzip(const Request& request) {
    auto header = request.header("Accept-Encoding");
    if (!header) return false;
    bool star = false;
    for (auto rest = *header; !rest.empty();) {
        auto part = take_part(rest, ',');
        const auto name = trim(take_part(part, ';'));
        part = trim(part);
        // "q=0", "q=0.0", "q=0.000": refused; anything else above zero.
        const bool refused = part.size() >= 3 && lower(part[0]) == 'q' && part[1] == '=' &&
                             part.substr(2).find_first_not_of("0.") == std::string_view::npos;
        if (same_ignoring_case(name, "gzip")) return !refused;
        if (name == "*") star = !refused;
    }
    return star;
}

}  // namespace vigil::http
