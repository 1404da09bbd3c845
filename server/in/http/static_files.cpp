#include "in/http/static_files.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

#include "in/http/accept.h"
#include "in/http/ascii.h"

namespace vigil::http {

namespace {

// FNV-1a: tells versions of our own files apart; nobody gains by forging it.
std::string etag_of(std::string_view bytes) {
    std::uint64_t hash = 14695981039346656037u;
    for (unsigned char c : bytes) hash = (hash ^ c) * 1099511628211u;
    std::array<char, 24> text;
    std::snprintf(text.data(), text.size(), "\"%016llx\"", static_cast<unsigned long long>(hash));
    return text.data();
}

bool etag_fits(std::string_view if_none_match, std::string_view etag) {
    while (!if_none_match.empty()) {
        auto one = trim(take_part(if_none_match, ','));
        if (one.starts_with("W/")) one.remove_prefix(2);
        if (one == etag || one == "*") return true;
    }
    return false;
}

bool wants_file(const Request& request) {
    return request.method == Method::get || request.method == Method::head;
}

}  // namespace

std::string_view content_type_of(std::string_view path) {
    struct Type {
        std::string_view extension, type;
    };
    static constexpr std::array types = {
        Type{"html", "text/html; charset=utf-8"},
        Type{"js", "text/javascript; charset=utf-8"},
        Type{"mjs", "text/javascript; charset=utf-8"},
        Type{"css", "text/css; charset=utf-8"},
        Type{"json", "application/json"},
        Type{"map", "application/json"},
        Type{"svg", "image/svg+xml"},
        Type{"png", "image/png"},
        Type{"jpg", "image/jpeg"},
        Type{"webp", "image/webp"},
        Type{"ico", "image/x-icon"},
        Type{"woff2", "font/woff2"},
        Type{"txt", "text/plain; charset=utf-8"},
        Type{"csv", "text/csv; charset=utf-8"},
        Type{"webmanifest", "application/manifest+json"},
        Type{"wasm", "application/wasm"},
    };
    const auto dot = path.rfind('.');
    if (dot == std::string_view::npos) return "application/octet-stream";
    auto it = std::ranges::find(types, path.substr(dot + 1), &Type::extension);
    return it == types.end() ? "application/octet-stream" : it->type;
}

StaticFiles::StaticFiles(const std::vector<StaticFile>& files) {
    for (const auto& file : files) {
        entries_[file.path] = {file.bytes, file.gz, content_type_of(file.path), etag_of(file.bytes),
                               file.path.starts_with("/assets/")};
    }
}

std::optional<Response> StaticFiles::find(const Request& request) const {
    if (entries_.empty() || !wants_file(request)) return std::nullopt;
    auto it = entries_.find(request.path == "/" ? "/index.html" : request.path);
    if (it == entries_.end()) return std::nullopt;
    return answer(it->second, request);
}

std::optional<Response> StaticFiles::page(const Request& request) const {
    if (!wants_file(request)) return std::nullopt;
    const auto name = std::string_view(request.path).substr(request.path.rfind('/') + 1);
    if (name.find('.') != std::string_view::npos) return std::nullopt;
    auto it = entries_.find("/index.html");
    if (it == entries_.end()) return std::nullopt;
    return answer(it->second, request);
}

Response StaticFiles::answer(const Entry& entry, const Request& request) const {
    const auto match = request.header("If-None-Match");
    const bool unchanged = match && etag_fits(*match, entry.etag);
    const bool gz = !entry.gz.empty() && accepts_gzip(request);
    Response response = unchanged ? Response::empty(304)
                                  : Response::bytes({gz ? entry.gz : entry.bytes, {}}, entry.type);
    response.set("ETag", entry.etag);
    response.set("Cache-Control",
                 entry.immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (!entry.gz.empty()) response.set("Vary", "Accept-Encoding");
    if (gz && !unchanged) response.set("Content-Encoding", "gzip");
    return response;
}

}  // namespace vigil::http
