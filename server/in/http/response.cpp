#include "in/http/response.h"

#include <algorithm>
#include <array>

#include "in/http/ascii.h"

namespace vigil::http {

namespace {

std::string one_line(std::string_view value) {
    using namespace std::string_view_literals;
    return std::string(value.substr(0, value.find_first_of("\r\n\0"sv)));
}

struct Phrase {
    int status;
    std::string_view text;
};

constexpr std::array phrases = {
    Phrase{200, "OK"},
    Phrase{201, "Created"},
    Phrase{202, "Accepted"},
    Phrase{204, "No Content"},
    Phrase{206, "Partial Content"},
    Phrase{301, "Moved Permanently"},
    Phrase{302, "Found"},
    Phrase{303, "See Other"},
    Phrase{304, "Not Modified"},
    Phrase{307, "Temporary Redirect"},
    Phrase{308, "Permanent Redirect"},
    Phrase{400, "Bad Request"},
    Phrase{401, "Unauthorized"},
    Phrase{403, "Forbidden"},
    Phrase{404, "Not Found"},
    Phrase{405, "Method Not Allowed"},
    Phrase{406, "Not Acceptable"},
    Phrase{408, "Request Timeout"},
    Phrase{409, "Conflict"},
    Phrase{410, "Gone"},
    Phrase{412, "Precondition Failed"},
    Phrase{413, "Content Too Large"},
    Phrase{414, "URI Too Long"},
    Phrase{415, "Unsupported Media Type"},
    Phrase{417, "Expectation Failed"},
    Phrase{422, "Unprocessable Content"},
    Phrase{428, "Precondition Required"},
    Phrase{429, "Too Many Requests"},
    Phrase{431, "Request Header Fields Too Large"},
    Phrase{500, "Internal Server Error"},
    Phrase{501, "Not Implemented"},
    Phrase{502, "Bad Gateway"},
    Phrase{503, "Service Unavailable"},
    Phrase{505, "HTTP Version Not Supported"},
};

}  // namespace

std::string_view reason_phrase(int status) {
    auto it = std::ranges::find(phrases, status, &Phrase::status);
    return it == phrases.end() ? std::string_view("Status") : it->text;
}

Response& Response::set(std::string_view name, std::string_view value) {
    std::erase_if(headers, [&](const auto& h) { return same_ignoring_case(h.first, name); });
    return add(name, value);
}

Response& Response::add(std::string_view name, std::string_view value) {
    headers.emplace_back(one_line(name), one_line(value));
    return *this;
}

const std::string* Response::find(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (same_ignoring_case(key, name)) return &value;
    }
    return nullptr;
}

Response Response::json(std::string body, int status) {
    Response response;
    response.status = status;
    response.body = std::move(body);
    response.add("Content-Type", "application/json");
    return response;
}

Response Response::text(std::string body, int status) {
    Response response;
    response.status = status;
    response.body = std::move(body);
    response.add("Content-Type", "text/plain; charset=utf-8");
    return response;
}

Response Response::empty(int status) {
    Response response;
    response.status = status;
    return response;
}

Response Response::bytes(SharedBytes bytes, std::string_view content_type, int status) {
    Response response;
    response.status = status;
    response.shared = std::move(bytes);
    response.add("Content-Type", content_type);
    return response;
}

Response Response::events(std::shared_ptr<EventStream> stream, std::string key) {
    Response response;
    response.stream = std::move(stream);
    response.stream_key = std::move(key);
    response.add("Content-Type", "text/event-stream");
    // nginx would otherwise hold events back until its buffer is full.
    response.add("X-Accel-Buffering", "no");
    return response;
}

Response Response::chunks(Pull pull, std::string_view content_type) {
    Response response;
    response.pull = std::move(pull);
    response.add("Content-Type", content_type);
    return response;
}

}  // namespace vigil::http
