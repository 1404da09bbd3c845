#include "in/http/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>

#include "base/json_text.h"

namespace vigil::http {

JsonWriter& JsonWriter::open(char bracket) {
    comma();
    out_ += bracket;
    need_comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::shut(char bracket) {
    out_ += bracket;
    need_comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    comma();
    append_json_text(out_, name);
    out_ += ':';
    need_comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
    comma();
    append_json_text(out_, text);
    return *this;
}

JsonWriter& JsonWriter::integer(std::int64_t value) {
    comma();
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out_.append(digits.data(), end);
    return *this;
}

JsonWriter& JsonWriter::number(double value) {
    if (!std::isfinite(value)) return null();
    comma();
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out_.append(digits.data(), end);
    return *this;
}

JsonWriter& JsonWriter::boolean(bool value) { return raw(value ? "true" : "false"); }

JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::raw(std::string_view json) {
    comma();
    out_.append(json);
    return *this;
}

}  // namespace vigil::http
