#include "in/http/request.h"

#include <algorithm>
#include <system_error>

#include "in/http/ascii.h"
#include "in/http/cookies.h"

namespace vigil::http {

std::string_view to_string(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::head:
            return "HEAD";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::patch:
            return "PATCH";
        case Method::delete_:
            return "DELETE";
        case Method::options:
            return "OPTIONS";
        case Method::other:
            break;
    }
    return "OTHER";
}

Method parse_method(std::string_view text) {
    for (Method m : {Method::get, Method::head, Method::post, Method::put, Method::patch,
                     Method::delete_, Method::options}) {
        if (text == to_string(m)) return m;
    }
    return Method::other;
}

void Headers::add(std::string_view name, std::string_view value) {
    fields_.push_back({static_cast<std::uint32_t>(text_.size()),
                       static_cast<std::uint32_t>(name.size()),
                       static_cast<std::uint32_t>(value.size())});
    text_.append(name).append(value);
}

std::string_view Headers::name(const Field& f) const {
    return std::string_view(text_).substr(f.begin, f.name_size);
}

std::string_view Headers::value(const Field& f) const {
    return std::string_view(text_).substr(f.begin + f.name_size, f.value_size);
}

std::optional<std::string_view> Headers::find(std::string_view wanted) const {
    for (const Field& f : fields_) {
        if (same_ignoring_case(name(f), wanted)) return value(f);
    }
    return std::nullopt;
}

std::size_t Headers::count(std::string_view wanted) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        fields_, [&](const Field& f) { return same_ignoring_case(name(f), wanted); }));
}

TempFile& TempFile::operator=(TempFile&& other) noexcept {
    if (this != &other) {
        remove();
        path_ = std::exchange(other.path_, {});
    }
    return *this;
}

void TempFile::remove() noexcept {
    if (path_.empty()) return;
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
    path_.clear();
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
    for (const auto& [key, value] : query) {
        if (key == name) return value;
    }
    return std::nullopt;
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
    auto header = headers.find("Cookie");
    return header ? find_cookie(*header, name) : std::nullopt;
}

std::string_view Request::param(std::string_view name) const {
    auto it = params.find(name);
    return it == params.end() ? std::string_view{} : it->second;
}

}  // namespace vigil::http
