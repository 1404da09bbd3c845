// Faults as RFC 9457 problems, in the caller's language.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "in/http/response.h"

namespace vigil::http {

// Renders a code of the words catalogue in a language. Thread-safe.
using Say = std::function<std::string(std::string_view language, std::string_view code,
                                      const FaultArgs& args)>;

int http_status_of(FaultKind kind);

// {"type","title","status","detail","code","errors":[{"field","code","message"}]}. The title is the
// kind's text ("title_not_found"), the detail the fault's own; Fault::log never leaves the house.
// `status` 0 = by kind; the server itself uses others (405, 414 …).
Response problem(const Fault& fault, std::string_view language, const Say& say, int status = 0);

}  // namespace vigil::http
