// Setting the stage: the company's clock, its teams and people. The house does it, not a person.
#include <nlohmann/json.hpp>

#include "tests/scenario/player.h"
#include "usecases/conditions.h"
#include "usecases/create_record.h"

namespace vigil::tests {

namespace {

using Json = nlohmann::json;

constexpr std::string_view day_names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr const char* day_keys[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

int day_number(std::string_view name) {
    for (int i = 0; i < 7; ++i)
        if (day_names[i] == name) return i;
    return -1;
}

// "Mon-Fri 09:00-12:30 13:30-18:00"; "Sat 10:00-14:00".
Status add_hours(Json& week, const std::string& text) {
    Cursor cursor(text);
    const auto days = cursor.word();
    const auto dash = days.find('-');
    const int first = day_number(days.substr(0, dash));
    const int last = dash == std::string::npos ? first : day_number(days.substr(dash + 1));
    if (first < 0 || last < first) return wrong("`" + days + "` are no days like Mon-Fri");
    Json spans = Json::array();
    while (!cursor.done()) {
        const auto span = cursor.word();
        const auto middle = span.find('-');
        if (middle == std::string::npos)
            return wrong("`" + span + "` are no hours like 09:00-18:00");
        spans.push_back({span.substr(0, middle), span.substr(middle + 1)});
    }
    for (int i = first; i <= last; ++i) week[day_keys[i]] = spans;
    return {};
}

// Options of a clock that are said in one part each: true when this was one.
struct ClockSaid {
    std::string zone, country;
    Json week = Json::object();
    bool any() const { return !zone.empty() || !country.empty() || !week.empty(); }

    Result<bool> read(const std::string& part) {
        Cursor cursor(part);
        if (cursor.take("time zone")) return zone = cursor.rest(), true;
        if (cursor.take("holidays")) return country = cursor.rest(), true;
        Cursor ahead = cursor;
        const bool more = !week.empty() && day_number(ahead.word().substr(0, 3)) >= 0;
        if (!cursor.take("hours") && !more) return false;
        VIGIL_DO(add_hours(week, cursor.rest()));
        return true;
    }
    void into(const EntityDef& calendar, RecordInput& input) const {
        const auto give = [&](const char* key, const std::string& text) {
            if (!text.empty()) input.emplace_back(calendar.index_of(key), text);
        };
        give("time_zone", zone);
        give("country", country);
        if (!week.empty()) give("hours", week.dump());
    }
};

Status set_setting(Engine& engine, const std::string& key, const Json& value) {
    const Actor house = Actor::house("init");
    VIGIL_DO(work(engine, house, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        const EntityDef& setting = unit.entity("setting");
        Query query;
        query.entity = &setting;
        query.where = field_equals(setting, "key", key);
        VIGIL_TRY(const auto found, unit.view().find(query, Permit::house()));
        Record row(setting);
        if (!found.empty()) row = found.front();
        row.set("key", key);
        row.set("value", value.dump());
        if (!found.empty()) {
            unit.update(found.front(), row);
        } else {
            row.values[field_id] = unit.new_id();
            unit.insert(row);
        }
        return {};
    }));
    return {};
}

Result<Id> only_calendar(World& world) {
    VIGIL_TRY(const auto all, world.rows(world.need("calendar"), nullptr, Permit::house()));
    return all.front().id();
}

Status change(World& world, const char* entity, Id id,
              const std::vector<std::pair<const char*, Value>>& values) {
    const EntityDef& of = world.need(entity);
    RecordInput input;
    for (const auto& [key, value] : values) input.emplace_back(of.index_of(key), value);
    VIGIL_DO(update_record(world.engine(), Actor::house("init"), of, id, input));
    return {};
}

std::string lower(std::string text) {
    for (char& c : text) c = char(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

// One of that name is there already, or he is hired.
Result<Id> hire(World& world, const std::string& name, const std::string& role, Id team) {
    if (const auto known = world.id(name, "user")) return *known;
    const EntityDef& user = world.need("user");
    static int stranger = 0;
    const bool ascii =
        name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == name.npos;
    const auto local = ascii ? lower(name) : "person" + std::to_string(++stranger);
    const RecordInput input{{user.index_of("name"), name},
                            {user.index_of("email"), local + "@example.com"},
                            {user.index_of("role"), role},
                            {user.index_of("team"), team}};
    VIGIL_TRY(const auto made, create_record(world.engine(), Actor::house("init"), user, input));
    return made.record;
}

Result<Id> top_team(World& world) { return world.id("The company", "team"); }

}  // namespace

Status Player::company(const std::string& text) {
    ClockSaid clock;
    for (const auto& part : parts_of(text, ",")) {
        VIGIL_TRY(const bool known, clock.read(part));
        if (known) continue;
        Cursor cursor(part);
        if (cursor.take("mails a day"))
            VIGIL_DO(set_setting(world_.engine(), "mails_a_day", std::stoi(cursor.word())));
        else if (cursor.take("digest every"))
            VIGIL_DO(
                set_setting(world_.engine(), "digest_every_minutes", std::stoi(cursor.word())));
        else if (cursor.take("digest entries"))
            VIGIL_DO(set_setting(world_.engine(), "digest_entries", std::stoi(cursor.word())));
        else if (cursor.take("currency"))
            VIGIL_DO(set_setting(world_.engine(), "currency", cursor.word()));
        else
            return wrong("`" + part + "` says nothing about a company");
    }
    if (!clock.zone.empty()) VIGIL_DO(set_setting(world_.engine(), "time_zone", clock.zone));
    if (!clock.any()) return {};
    RecordInput input;
    const EntityDef& calendar = world_.need("calendar");
    clock.into(calendar, input);
    VIGIL_TRY(const Id id, only_calendar(world_));
    VIGIL_DO(update_record(world_.engine(), Actor::house("init"), calendar, id, input));
    return {};
}

Status Player::holiday(Cursor cursor) {
    VIGIL_TRY(const Day day, world_.day(cursor.word()));
    VIGIL_TRY(const Id id, only_calendar(world_));
    VIGIL_TRY(const auto calendar,
              world_.engine().store.read()->get(world_.need("calendar"), id, Permit::house()));
    auto days = Json::parse(calendar->text("holidays"), nullptr, false);
    if (!days.is_object()) days = Json::object();
    days[to_string(day)] = cursor.rest();
    return change(world_, "calendar", id, {{"holidays", days.dump()}});
}

Status Player::team(const std::string& text) {
    const auto [name, options] = at_colon(text);
    const EntityDef& team = world_.need("team");
    VIGIL_TRY(Id parent, top_team(world_));
    const RecordInput input{{team.index_of("name"), name}, {team.index_of("parent"), parent}};
    VIGIL_TRY(const auto made, create_record(world_.engine(), Actor::house("init"), team, input));
    ClockSaid clock;
    for (const auto& part : parts_of(options, ",")) {
        VIGIL_TRY(const bool known, clock.read(part));
        if (known) continue;
        Cursor cursor(part);
        if (cursor.take("below")) {
            VIGIL_TRY(const Id above, world_.id(cursor.rest(), "team"));
            VIGIL_DO(change(world_, "team", made.record, {{"parent", above}}));
        } else if (cursor.take("intake")) {
            VIGIL_DO(change(world_, "team", parent, {{"intake", false}}));
            VIGIL_DO(change(world_, "team", made.record, {{"intake", true}}));
        } else {
            auto role = cursor.word();
            if (role == "no") continue;  // "no manager"
            if (role.ends_with('s')) role.pop_back();
            for (const auto& member : parts_of(cursor.rest(), " and ")) {
                VIGIL_TRY(const Id id, hire(world_, member, role, made.record));
                if (role == "manager")
                    VIGIL_DO(change(world_, "team", made.record, {{"manager", id}}));
            }
        }
    }
    if (!clock.any()) return {};
    const EntityDef& calendar = world_.need("calendar");
    RecordInput hours{{calendar.index_of("name"), name}};
    clock.into(calendar, hours);
    VIGIL_TRY(const auto own,
              create_record(world_.engine(), Actor::house("init"), calendar, hours));
    return change(world_, "team", made.record, {{"calendar", own.record}});
}

Status Player::person(Cursor cursor) {
    const auto name = cursor.word();
    const auto id = world_.id(name, "user");
    if (!id) return wrong("`" + name + "` begins no line that is understood");
    if (cursor.take("has left")) return change(world_, "user", *id, {{"active", false}});
    if (cursor.take("reads")) return change(world_, "user", *id, {{"locale", cursor.rest()}});
    if (cursor.take("is in")) return change(world_, "user", *id, {{"time_zone", cursor.rest()}});
    if (!cursor.take("is on leave")) return wrong("`" + cursor.rest() + "` is not understood");
    const auto days = parts_of(cursor.rest(), " to ");
    VIGIL_TRY(const Day from, world_.day(days.front()));
    VIGIL_TRY(const Day to, world_.day(days.back()));
    const Json leave = Json::array({{{"from", to_string(from)}, {"to", to_string(to)}}});
    VIGIL_DO(change(world_, "user", *id, {{"leave", leave.dump()}}));
    return world_.pass(world_.now());
}

}  // namespace vigil::tests
