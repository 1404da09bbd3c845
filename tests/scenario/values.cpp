// What stands in a scenario, as values, and back.
#include "base/deadline.h"
#include "model/parse_json.h"
#include "model/write_json.h"
#include "tests/scenario/world.h"

namespace vigil::tests {

namespace {

using Json = nlohmann::json;

constexpr std::string_view day_names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

Result<Day> dated(Cursor& cursor) {
    int weekday_said = -1;
    for (int i = 0; i < 7; ++i)
        if (cursor.take(day_names[i])) weekday_said = i;
    const auto text = cursor.word();
    const auto day = parse_day(text);
    if (!day) return wrong("`" + text + "` is no day like 2026-03-02");
    if (weekday_said >= 0 && weekday(*day) != weekday_said)
        return wrong(text + " is a " + std::string(day_names[weekday(*day)]));
    return *day;
}

Result<std::int64_t> time_of_day(const std::string& text) {
    int hour = 0, minute = 0, second = 0;
    const int read = std::sscanf(text.c_str(), "%2d:%2d:%2d", &hour, &minute, &second);
    if (read < 2 || hour > 24 || minute > 59 || second > 59)
        return wrong("`" + text + "` is no time like 10:00");
    return hours(hour).us + minutes(minute).us + seconds(second).us;
}

Zone zone_of(const Company& company) {
    return Zone::find(company.settings.time_zone).value_or(Zone());
}

// "5000 EUR", "5000".
Json money_json(const std::string& text, const Company& company) {
    Cursor cursor(text);
    const auto amount = cursor.word();
    const auto currency = cursor.word();
    return {
        {"amount", amount},
        {"currency", currency.empty() ? std::string(company.settings.currency.view()) : currency}};
}

}  // namespace

Result<Moment> World::moment(const std::string& text) const {
    constexpr std::string_view ago = " ago";
    if (text.ends_with(ago)) {
        const auto duration = parse_duration(text.substr(0, text.size() - ago.size()));
        if (!duration) return wrong("`" + text + "` is no time");
        VIGIL_TRY(const auto later, due(now(), *duration, Calendar()));
        return now() - (later.due - now());
    }
    Cursor cursor(text);
    VIGIL_TRY(const auto on, dated(cursor));
    VIGIL_TRY(const auto time, time_of_day(cursor.word()));
    if (!cursor.done()) return wrong("`" + cursor.rest() + "` is too much");
    return zone_of(*company()).to_utc(on, time);
}

Result<Day> World::day(const std::string& text) const {
    Cursor cursor(text);
    return dated(cursor);
}

Result<Moment> World::after(Moment from, const std::string& text) const {
    const auto duration = parse_duration(text);
    if (!duration) return wrong("`" + text + "` is no length of time");
    VIGIL_TRY(const auto deadline, due(from, *duration, company()->calendar));
    return deadline.due;
}

std::string World::show(Moment moment) const {
    const auto local = zone_of(*company()).to_local(moment);
    const auto second = local.us_of_day / 1'000'000;
    char time[16];
    std::snprintf(time, sizeof time, " %02d:%02d", int(second / 3600), int(second / 60 % 60));
    std::string text =
        std::string(day_names[weekday(local.day)]) + " " + to_string(local.day) + time;
    if (second % 60) text += ":" + std::to_string(second % 60);
    return text;
}

std::string World::json_text(const FieldDef& field, const std::string& text) const {
    if (field.key == "within")
        if (const auto duration = parse_duration(text))
            return Json{{"n", duration->n}, {"unit", vigil::to_string(duration->unit)}}.dump();
    if (Json::accept(text)) return text;
    return Json(text).dump();
}

Result<Value> World::value(const FieldDef& field, const std::string& given) const {
    if (given == "empty") return Value(Empty{});
    const std::string text = unquoted(given);
    switch (field.kind) {
        case FieldKind::link: {
            VIGIL_TRY(const Id linked, id(text, field.link));
            return Value(linked);
        }
        case FieldKind::moment: {
            VIGIL_TRY(const Moment at, moment(text));
            return Value(at);
        }
        case FieldKind::day: {
            VIGIL_TRY(const Day on, day(text));
            return Value(on);
        }
        case FieldKind::boolean:
            if (text != "yes" && text != "no") return wrong(field.key + " is yes or no");
            return Value(text == "yes");
        case FieldKind::money:
            return parse_value(field, money_json(text, *company()));
        case FieldKind::integer:
            return parse_value(field, Json::parse(text, nullptr, false));
        case FieldKind::json:
            return parse_value(field, Json::parse(json_text(field, given)));
        default:
            return parse_value(field, Json(text));
    }
}

std::string World::show(const FieldDef& field, const Value& value) const {
    if (is_empty(value)) return "empty";
    if (field.kind == FieldKind::link) return name_of(id_of(value));
    if (field.kind == FieldKind::moment) return show(moment_of(value));
    if (field.kind == FieldKind::boolean) return truth_of(value) ? "yes" : "no";
    if (field.kind == FieldKind::money) return format_money(std::get<Money>(value), "en");
    std::string text;
    write_json(text, field, value);
    return unquoted(text);
}

Result<RecordInput> World::input(const EntityDef& entity, const std::string& text) const {
    RecordInput input;
    for (const auto& part : parts_of(text, ",")) {
        Cursor cursor(part);
        const auto key = cursor.word();
        const int exact = entity.index_of(key),
                  index = exact < 0 ? entity.index_of(key + "_at") : exact;
        if (index < 0) return wrong("a " + entity.key + " has no field `" + key + "`");
        VIGIL_TRY(auto given, value(entity.fields[std::size_t(index)], cursor.rest()));
        input.emplace_back(index, std::move(given));
    }
    return input;
}

}  // namespace vigil::tests
