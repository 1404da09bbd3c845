// Files that travel inside the program, so that one binary is the whole product. The bytes live as long as
// the program; `path` has forward slashes and no leading one; rows are sorted by path.
#pragma once

#include <span>
#include <string_view>

namespace vigil {

struct EmbeddedFile {
    std::string_view path;
    std::string_view bytes;
};

// Declarations, word lists and SQL; paths as in the source tree: "crm/leads/lead.entity.json".
std::span<const EmbeddedFile> embedded_declarations();

// The built web page; paths below its folder: "index.html", "assets/…". Empty when it was not built.
std::span<const EmbeddedFile> embedded_site();

// Packed data: "holidays.json" {"DE": {"2026-01-01": "Neujahr"}}. Empty when it was not packed.
std::span<const EmbeddedFile> embedded_data();

}  // namespace vigil
