// What the client can take.
#pragma once

#include "in/http/request.h"

namespace vigil::http {

// Accept-Encoding names gzip (or *) with a weight above zero.
bool accepts_gzip(const Request& request);

}  // namespace vigil::http
