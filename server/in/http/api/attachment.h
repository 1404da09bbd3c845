// Files on their way out: always to be saved, never to be shown by a browser as a page of ours.
#pragma once

#include <string>
#include <string_view>

#include "in/http/response.h"
#include "usecases/keep_file.h"

namespace vigil::http {

// Content-Disposition of a download (RFC 6266): `name` in ASCII and, where it is none, in UTF-8 as well.
std::string attachment_named(std::string_view name);

// The name an upload's Content-Disposition gives it, filename* before filename: the last part of a path, of at most
// 200 code points, without what cannot be shown; empty when it gives none.
std::string name_attached(std::string_view header);

// Sets the headers of a download on `response`.
void make_attachment(Response& response, std::string_view name);

// A kept file as a download.
Response answer_file(Engine& engine, const KeptFile& file, std::string_view type);

}  // namespace vigil::http
