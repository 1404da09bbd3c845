#include "model/parse_json.h"

#include <charconv>

#include "base/email.h"
#include "base/phone.h"
#include "base/text.h"
#include "model/write_json.h"

namespace vigil {

namespace {

using Json = nlohmann::json;

std::unexpected<Fault> wrong_type(const FieldDef& field, std::string_view expected) {
    return fail_field(field.key, "wrong_type", {{"expected", std::string(expected)}});
}

// What is copied from elsewhere brings blanks along; they are no part of an address.
bool is_address(FieldKind kind) {
    return kind == FieldKind::email || kind == FieldKind::phone || kind == FieldKind::url;
}

Result<Value> read_text(const FieldDef& field, const Json& json) {
    if (!json.is_string()) return wrong_type(field, "text");
    auto text = json.get<std::string>();
    if (!storable(text)) return fail_field(field.key, "not_storable");
    if (is_address(field.kind)) text = std::string(trim(text));
    if (is_blank(text)) return Value(Empty{});
    if (code_points(text) > std::size_t(field.max_length))
        return fail_field(field.key, "too_long", {{"limit", std::to_string(field.max_length)}});
    const bool one_line = field.kind != FieldKind::long_text;
    if (one_line && text.find_first_of("\r\n") != std::string::npos &&
        field.kind != FieldKind::text)
        return fail_field(field.key, "line_break");
    if (field.kind == FieldKind::email && !valid_email(text))
        return fail_field(field.key, "bad_email");
    if (field.kind == FieldKind::phone && !text.empty() && !has_digit(text))
        return fail_field(field.key, "bad_phone");
    return Value(std::move(text));
}

Result<Value> read_choice(const FieldDef& field, const Json& json) {
    if (!json.is_string()) return wrong_type(field, "choice");
    auto key = json.get<std::string>();
    if (key.empty()) return Value(Empty{});
    const Choice* choice = field.choice(key);
    if (!choice || choice->hidden)
        return fail_field(field.key, "not_a_choice", {{"value", std::string(clip(key, 60))}});
    return Value(std::move(key));
}

Result<Value> read_integer(const FieldDef& field, const Json& json) {
    if (json.is_number_unsigned() && json.get<std::uint64_t>() > std::uint64_t(INT64_MAX))
        return wrong_type(field, "whole number");
    if (json.is_number_integer()) return Value(json.get<std::int64_t>());
    if (!json.is_string()) return wrong_type(field, "whole number");
    const auto text = json.get<std::string>();
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        return wrong_type(field, "whole number");
    return Value(number);
}

// Six decimals, exact: "12.5", or a JSON number printed the shortest way.
Result<Value> read_decimal(const FieldDef& field, const Json& json) {
    if (!json.is_string() && !json.is_number()) return wrong_type(field, "decimal number");
    auto text = json.is_string() ? json.get<std::string>() : json.dump();
    const bool minus = text.starts_with('-');
    if (minus) text.erase(0, 1);
    const auto point = text.find('.');
    std::string part = point == std::string::npos ? "" : text.substr(point + 1);
    const std::string whole = text.substr(0, point);
    if (whole.empty() || whole.size() > 12 || part.size() > 6)
        return wrong_type(field, "decimal number");
    part.append(6 - part.size(), '0');
    std::int64_t scaled = 0;
    for (char c : whole + part) {
        if (c < '0' || c > '9') return wrong_type(field, "decimal number");
        scaled = scaled * 10 + (c - '0');
    }
    return Value(minus ? -scaled : scaled);
}

Result<Value> read_money(const FieldDef& field, const Json& json) {
    if (!json.is_object() || json.size() != 2 || !json.contains("amount") ||
        !json.contains("currency") || !json["currency"].is_string() ||
        !(json["amount"].is_string() || json["amount"].is_number_integer()))
        return wrong_type(field, "money {amount, currency}");
    const auto currency = parse_currency(json["currency"].get<std::string>());
    if (!currency) return fail_field(field.key, "unknown_currency");
    const auto text =
        json["amount"].is_string() ? json["amount"].get<std::string>() : json["amount"].dump();
    const auto money = parse_amount(text, *currency);
    if (!money) return fail_field(field.key, "bad_amount");
    return Value(*money);
}

Result<Value> read_link(const FieldDef& field, const Json& json) {
    if (!json.is_string()) return wrong_type(field, "id");
    const auto text = json.get<std::string>();
    if (text.empty()) return Value(Empty{});
    const auto id = parse_id(text);
    if (!id) return wrong_type(field, "id");
    return Value(*id);
}

Result<Value> read_json(const FieldDef& field, const Json& json) {
    std::string text;
    try {
        text = json.dump();
    } catch (const Json::exception&) {
        return fail_field(field.key, "not_storable");
    }
    if (text.find("\\u0000") != std::string::npos) return fail_field(field.key, "not_storable");
    if (code_points(text) > std::size_t(field.max_length))
        return fail_field(field.key, "too_long", {{"limit", std::to_string(field.max_length)}});
    return Value(std::move(text));
}

Result<Value> read_day_or_moment(const FieldDef& field, const Json& json) {
    if (!json.is_string()) return wrong_type(field, to_string(field.kind));
    const auto text = json.get<std::string>();
    if (text.empty()) return Value(Empty{});
    if (field.kind == FieldKind::day) {
        if (const auto day = parse_day(text)) return Value(*day);
    } else if (const auto moment = parse_moment(text)) {
        return Value(*moment);
    }
    return wrong_type(field, to_string(field.kind));
}

}  // namespace

Result<Value> parse_value(const FieldDef& field, const nlohmann::json& json) {
    if (json.is_null()) return Value(Empty{});
    switch (field.kind) {
        case FieldKind::text:
        case FieldKind::long_text:
        case FieldKind::email:
        case FieldKind::phone:
        case FieldKind::url:
            return read_text(field, json);
        case FieldKind::choice:
            return read_choice(field, json);
        case FieldKind::integer:
            return read_integer(field, json);
        case FieldKind::decimal:
            return read_decimal(field, json);
        case FieldKind::boolean:
            if (!json.is_boolean()) return wrong_type(field, "true or false");
            return Value(json.get<bool>());
        case FieldKind::money:
            return read_money(field, json);
        case FieldKind::day:
        case FieldKind::moment:
            return read_day_or_moment(field, json);
        case FieldKind::link:
            return read_link(field, json);
        case FieldKind::json:
            return read_json(field, json);
    }
    return wrong_type(field, to_string(field.kind));
}

Result<Value> parse_kept_value(const FieldDef& field, const Json& json) {
    const bool is_known = field.kind == FieldKind::choice && json.is_string() &&
                          field.choice(json.get<std::string>());
    return is_known ? Value(json.get<std::string>()) : parse_value(field, json);
}

nlohmann::json to_json(const FieldDef& field, const Value& value) {
    std::string text;
    write_json(text, field, value);
    return Json::parse(text, nullptr, false);
}

Labels labels_of(const nlohmann::json& json) {
    Labels labels;
    if (json.is_string()) labels.by_language["en"] = json.get<std::string>();
    if (json.is_object())
        for (const auto& [language, text] : json.items())
            if (text.is_string()) labels.by_language[language] = text.get<std::string>();
    return labels;
}

}  // namespace vigil
