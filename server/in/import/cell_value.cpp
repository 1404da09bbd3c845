#include "in/import/cell_value.h"

#include <nlohmann/json.hpp>

#include "base/email.h"
#include "base/phone.h"
#include "base/text.h"
#include "model/parse_json.h"
#include "usecases/change_model.h"
#include "usecases/find_link.h"

namespace vigil::import {
namespace {

// unscaled / 10^scale as an integer of another scale; nothing when digits would be lost or it is too big.
std::optional<std::int64_t> rescaled(const Decimal& value, int scale) {
    __int128 number = value.unscaled;
    for (int i = value.scale; i < scale; ++i) number *= 10;
    for (int i = scale; i < value.scale; ++i) {
        if (number % 10 != 0) return {};
        number /= 10;
    }
    if (number > INT64_MAX || number < INT64_MIN) return {};
    return std::int64_t(number);
}

bool is_text(FieldKind kind) {
    return kind == FieldKind::text || kind == FieldKind::long_text || kind == FieldKind::email ||
           kind == FieldKind::phone || kind == FieldKind::url;
}

}  // namespace

CellReader::CellReader(const FieldDef& field, ColumnPlan plan, Habits habits)
    : field_(&field), plan_(std::move(plan)), habits_(std::move(habits)) {
    for (const auto& choice : field.choices) {
        if (choice.hidden) continue;
        choices_.emplace(fold(choice.key), choice.key);
        for (const auto& [language, label] : choice.label.by_language)
            choices_.emplace(fold(label), choice.key);
    }
    for (const auto& choice : field.choices) {
        if (choice.hidden) continue;
        choices_.emplace(loose_key(choice.key), choice.key);
        for (const auto& [language, label] : choice.label.by_language)
            choices_.emplace(loose_key(label), choice.key);
    }
}

std::unexpected<FieldFault> CellReader::refuse(std::string_view code, std::string_view text,
                                               FaultArgs more) const {
    FieldFault fault{field_->key, std::string(code), {{"value", std::string(clip(text, 60))}}};
    for (auto& one : more) fault.args.push_back(std::move(one));
    return std::unexpected(std::move(fault));
}

CellReader::Read CellReader::read(std::string_view text, std::string_view currency) const {
    if (is_text(field_->kind)) return text_value(text);
    switch (field_->kind) {
        case FieldKind::choice:
            return choice_value(text);
        case FieldKind::integer:
            return number_value(text);
        case FieldKind::decimal:
            return decimal_value(text);
        case FieldKind::money:
            return money_value(text, currency);
        case FieldKind::day:
        case FieldKind::moment:
            return time_value(text);
        case FieldKind::json:
            return json_value(text);
        default:
            break;
    }
    if (const auto truth = parse_boolean(text)) return Value(*truth);
    return refuse("boolean_malformed", text);
}

CellReader::Read CellReader::text_value(std::string_view text) const {
    if (!storable(text)) return refuse("not_storable", "");
    if (is_blank(text)) return Value(Empty{});
    const auto max = std::size_t(field_->max_length);
    if (text.size() > max && code_points(text) > max)
        return refuse("too_long", text, {{"limit", std::to_string(max)}});
    if (field_->kind == FieldKind::email && !valid_email(text)) return refuse("bad_email", text);
    if (field_->kind == FieldKind::phone && !has_digit(text)) return refuse("bad_phone", text);
    const bool one_line = field_->kind != FieldKind::long_text && field_->kind != FieldKind::text;
    if (one_line && text.find_first_of("\r\n") != std::string_view::npos)
        return refuse("line_break", text);
    return Value(std::string(text));
}

CellReader::Read CellReader::choice_value(std::string_view text) const {
    if (const auto it = choices_.find(fold(text)); it != choices_.end()) return Value(it->second);
    if (const auto it = choices_.find(loose_key(text)); it != choices_.end())
        return Value(it->second);
    if (habits_.create_choices) return Value(choice_key(text));
    return refuse("not_a_choice", text);
}

CellReader::Read CellReader::number_value(std::string_view text) const {
    if (const auto number = parse_integer(text, plan_.mark))
        return Value(*number);
    else
        return refuse(number.error(), text);
}

CellReader::Read CellReader::decimal_value(std::string_view text) const {
    constexpr int scale = 6;
    const auto amount = import::parse_amount(text, plan_.mark);
    if (!amount) return refuse(amount.error(), text);
    if (const auto number = rescaled(amount->value, scale)) return Value(*number);
    return refuse("number_too_precise", text, {{"decimals", std::to_string(scale)}});
}

CellReader::Read CellReader::money_value(std::string_view text, std::string_view currency) const {
    const auto amount = import::parse_amount(text, plan_.mark);
    if (!amount) return refuse(amount.error(), text);
    std::string code = amount->currency;
    if (!currency.empty()) {
        const std::string named = currency_named(currency);
        if (named.empty()) {
            auto unknown = refuse("unknown_currency", currency);
            unknown.error().field += ".currency";
            return unknown;
        }
        // A bare dollar sign is that of many countries.
        const bool may_be_any = code == "USD" && text.find('$') != text.npos;
        if (!code.empty() && code != named && !may_be_any)
            return refuse("currency_differs", text, {{"currency", named}});
        code = named;
    }
    const auto chosen = code.empty() ? habits_.currency : parse_currency(code);
    if (!chosen) return refuse("unknown_currency", code);
    const int decimals = decimals_of(*chosen);
    if (const auto minor = rescaled(amount->value, decimals)) return Value(Money{*minor, *chosen});
    return refuse(
        "amount_too_precise", text,
        {{"currency", std::string(chosen->view())}, {"decimals", std::to_string(decimals)}});
}

CellReader::Read CellReader::time_value(std::string_view text) const {
    const auto read = parse_date(text, plan_.dates);
    if (!read) return refuse(read.error(), text);
    if (field_->kind == FieldKind::day) return Value(read->day);
    const std::int64_t time = read->time_us.value_or(0);
    if (!read->offset_min) return Value(habits_.zone.to_utc(read->day, time));
    const std::int64_t utc =
        std::int64_t(read->day.number) * us_per_day + time - *read->offset_min * us_per_minute;
    return Value(Moment{utc});
}

CellReader::Read CellReader::json_value(std::string_view text) const {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (json.is_discarded()) return refuse("bad_structure", text);
    auto read = parse_value(*field_, json);
    if (read) return *std::move(read);
    const auto& faults = read.error().fields;
    return faults.empty() ? refuse(read.error().code, text) : std::unexpected(faults.front());
}

}  // namespace vigil::import
