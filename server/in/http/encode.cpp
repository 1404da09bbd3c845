#include "in/http/encode.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <ctime>

#include "in/http/compress.h"
#include "in/http/events.h"

namespace vigil::http {

namespace {

constexpr std::size_t gzip_from = 1024;  // bytes; below, the gain is eaten by header and time

// The page may load only what we serve ourselves, and nobody may frame it.
constexpr std::string_view content_policy =
    "Content-Security-Policy: default-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'self'\r\n";
constexpr std::string_view security_headers =
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: same-origin\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n";

// "Sun, 22 Nov 2026 05:20:00 GMT", made anew once a second and thread; names are not the locale's.
std::string_view http_date() {
    static constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    thread_local std::time_t made_at = -1;
    thread_local std::array<char, 64> text{};
    thread_local std::size_t size = 0;
    const std::time_t now = std::time(nullptr);
    if (now != made_at) {
        std::tm tm{};
        gmtime_r(&now, &tm);
        size = static_cast<std::size_t>(
            std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                          days[static_cast<std::size_t>(tm.tm_wday)], tm.tm_mday,
                          months[static_cast<std::size_t>(tm.tm_mon)], tm.tm_year + 1900,
                          tm.tm_hour, tm.tm_min, tm.tm_sec));
        made_at = now;
    }
    return {text.data(), size};
}

bool squeezable(const Response& response) {
    const auto* type = response.find("Content-Type");
    if (!type || response.find("Content-Encoding")) return false;
    return type->starts_with("application/json") || type->starts_with("application/problem+json") ||
           type->starts_with("text/");
}

void squeeze(Response& response, bool client_takes_it) {
    if (response.body.size() < gzip_from || !squeezable(response)) return;
    response.add("Vary", "Accept-Encoding");
    if (!client_takes_it) return;
    auto smaller = gzip(response.body);
    if (smaller.empty() || smaller.size() >= response.body.size()) return;
    response.body = std::move(smaller);
    response.add("Content-Encoding", "gzip");
}

void append_number(std::string& out, std::uint64_t number) {
    std::array<char, 24> digits;
    out.append(digits.data(), std::to_chars(digits.data(), digits.data() + 24, number).ptr);
}

void append_status_line(std::string& out, int status) {
    out.append("HTTP/1.1 ");
    append_number(out, static_cast<std::uint64_t>(status));
    out.append(" ").append(reason_phrase(status)).append("\r\nDate: ").append(http_date());
    out.append("\r\n").append(security_headers);
}

bool is_bodyless(int status) { return status == 204 || status == 304; }

// How the client finds the end of the body.
void append_framing(std::string& out, const Response& response, const Outgoing& going) {
    if (going.chunked) {
        out.append("Transfer-Encoding: chunked\r\n");
    } else if (!is_bodyless(response.status) && !response.stream && !response.pull) {
        out.append("Content-Length: ");
        append_number(out, response.shared.bytes.empty() ? response.body.size()
                                                         : response.shared.bytes.size());
        out.append("\r\n");
    }
    out.append(going.keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
}

}  // namespace

Outgoing encode(Response response, const EncodeHints& hints) {
    squeeze(response, hints.gzip);
    Outgoing going;
    going.status = response.status;
    going.chunked = response.pull != nullptr && hints.chunked;
    // The end of an event stream, or of a long body without chunks, is the end of the connection.
    going.keep_alive = hints.keep_alive && !response.stream && (!response.pull || going.chunked);
    auto& out = going.bytes;
    const bool body_here =
        !hints.head_only && response.shared.bytes.empty() && !is_bodyless(response.status);
    out.reserve(640 + (body_here ? response.body.size() : 0));
    append_status_line(out, response.status);
    // A page that others may frame says so itself; two policies would both hold.
    if (!response.find("Content-Security-Policy")) out.append(content_policy);
    for (const auto& [name, value] : response.headers) {
        out.append(name).append(": ").append(value).append("\r\n");
    }
    if (!response.find("Cache-Control")) out.append("Cache-Control: no-store\r\n");
    append_framing(out, response, going);
    if (hints.head_only) {
        if (response.stream) response.stream->finish();
        return going;
    }
    if (body_here) out.append(response.body);
    going.shared = std::move(response.shared);
    going.stream = std::move(response.stream);
    going.stream_key = std::move(response.stream_key);
    going.pull = std::move(response.pull);
    return going;
}

void append_chunk(std::string& out, std::string_view piece) {
    std::array<char, 20> size;
    out.append(size.data(), std::to_chars(size.data(), size.data() + 20, piece.size(), 16).ptr);
    out.append("\r\n").append(piece).append("\r\n");
}

}  // namespace vigil::http
