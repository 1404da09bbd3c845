// What a dry run answers.
#pragma once

#include "in/http/response.h"
#include "usecases/rehearse.h"

namespace vigil::http {

Response answer_preview(const Preview& preview, const Actor& actor);

}  // namespace vigil::http
