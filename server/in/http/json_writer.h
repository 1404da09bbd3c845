// Writes JSON straight into a string: no tree, no allocation of its own. For the hot lists.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vigil::http {

// The caller keeps the order right (a key before each value inside an object); commas are ours.
//   JsonWriter json(out);  json.begin_object().key("id").string(id).key("n").integer(3).end_object();
class JsonWriter {
  public:
    // Appends to `out`, which outlives the writer.
    explicit JsonWriter(std::string& out) : out_(out) {}

    JsonWriter& begin_object() { return open('{'); }
    JsonWriter& end_object() { return shut('}'); }
    JsonWriter& begin_array() { return open('['); }
    JsonWriter& end_array() { return shut(']'); }
    JsonWriter& key(std::string_view name);
    JsonWriter& string(std::string_view text);
    JsonWriter& integer(std::int64_t value);
    JsonWriter& number(
        double value);  // shortest form that reads back equal; inf and nan become null
    JsonWriter& boolean(bool value);
    JsonWriter& null();
    // A value that is JSON already.
    JsonWriter& raw(std::string_view json);

  private:
    JsonWriter& open(char bracket);
    JsonWriter& shut(char bracket);
    void comma() {
        if (need_comma_) out_ += ',';
        need_comma_ = true;
    }

    std::string& out_;
    bool need_comma_ = false;
};

}  // namespace vigil::http
