#include "model/write_json.h"

#include <charconv>

#include "base/json_text.h"

namespace vigil {

namespace {

void append_number(std::string& out, std::int64_t number) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

struct Writer {
    std::string& out;
    const FieldDef& field;

    void operator()(Empty) const { out += "null"; }
    void operator()(bool truth) const { out += truth ? "true" : "false"; }
    void operator()(std::int64_t number) const {
        const bool is_id = field.base && field.key == "id";
        if (field.kind == FieldKind::decimal) {
            out += decimal_text(number);
        } else {
            if (is_id) out += '"';
            append_number(out, number);
            if (is_id) out += '"';
        }
    }
    void operator()(const std::string& text) const {
        if (field.kind == FieldKind::json)
            out += text;  // was checked when it came in
        else
            append_json_text(out, text);
    }
    void operator()(const Money& money) const {
        out += "{\"amount\":\"" + format_amount(money) + "\",\"currency\":\"";
        out += money.currency.view();
        out += "\"}";
    }
    void operator()(Day day) const { out += '"' + to_string(day) + '"'; }
    void operator()(Moment moment) const { out += '"' + to_string(moment) + '"'; }
    void operator()(Id id) const {
        out += '"';
        append_number(out, id.value);
        out += '"';
    }
};

}  // namespace

void write_json(std::string& out, const FieldDef& field, const Value& value) {
    std::visit(Writer{out, field}, value);
}

std::string decimal_text(std::int64_t scaled) {
    constexpr std::int64_t one = 1'000'000;
    std::string text = scaled < 0 ? "-" : "";
    const std::uint64_t size = scaled < 0 ? 0 - std::uint64_t(scaled) : std::uint64_t(scaled);
    text += std::to_string(size / one);
    if (const auto rest = size % one) {
        std::string digits = std::to_string(one + std::int64_t(rest)).substr(1);
        digits.erase(digits.find_last_not_of('0') + 1);
        text += '.' + digits;
    }
    return text;
}

}  // namespace vigil
