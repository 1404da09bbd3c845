// The built web site, served from memory.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "in/http/request.h"
#include "in/http/response.h"

namespace vigil::http {

// The bytes are not copied: they outlive the server (they are embedded in the binary).
struct StaticFile {
    std::string path;  // "/assets/app-1a2b.js", "/index.html"
    std::string_view bytes;
    std::string_view gz{};  // the same, gzipped before; empty: none
};

// Files under /assets/ have a hash in their name and never change; everything else is asked for again
// each time and answered 304 when its ETag still fits. Only read after construction.
class StaticFiles {
  public:
    explicit StaticFiles(const std::vector<StaticFile>& files);

    // GET and HEAD of a file of ours; "/" is "/index.html". Nothing: no such file.
    std::optional<Response> find(const Request& request) const;
    // index.html, for paths the page's own router knows. Nothing: there is no index.html, or the
    // path looks like a file ("/assets/old.js", "/x.png") that a page must not be taken for.
    std::optional<Response> page(const Request& request) const;

  private:
    struct Entry {
        std::string_view bytes;
        std::string_view gz;
        std::string_view type;
        std::string etag;
        bool immutable = false;
    };
    Response answer(const Entry& entry, const Request& request) const;

    std::unordered_map<std::string, Entry> entries_;
};

// By file name extension; application/octet-stream when unknown.
std::string_view content_type_of(std::string_view path);

}  // namespace vigil::http
