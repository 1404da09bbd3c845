#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/email.h"
#include "base/embedded.h"
#include "base/secrets.h"
#include "base/text.h"
#include "main/house.h"
#include "usecases/calendar_text.h"
#include "usecases/check_record.h"
#include "usecases/sign_in.h"

namespace vigil {

namespace {

using Json = nlohmann::json;

void setting(UnitOfWork& work, std::string key, const Json& value) {
    Record row(work.entity("setting"));
    row.values[field_id] = work.new_id();
    row.set("key", std::move(key));
    row.set("value", value.dump());
    work.insert(row);
}

Id first_calendar(UnitOfWork& work, const NewCompany& company) {
    Record calendar = work.blank(work.entity("calendar"));
    calendar.set("name", std::string("Office hours"));
    calendar.set("time_zone", company.time_zone);
    Json hours = Json::object();
    for (const char* day : {"mon", "tue", "wed", "thu", "fri"})
        hours[day] = Json::array({Json::array({"09:00", "18:00"})});
    calendar.set("hours", hours.dump());
    if (!company.phone_region.empty()) calendar.set("country", company.phone_region);
    return work.create(std::move(calendar)).id();
}

void first_people(UnitOfWork& work, const NewCompany& company, Id calendar) {
    Record team = work.blank(work.entity("team"));
    Record admin = work.blank(work.entity("user"));
    admin.set("email", company.admin_email);
    admin.set("name", company.admin_name);
    admin.set("role", std::string("admin"));
    admin.set("active", true);
    admin.set("team", team.id());
    admin.set("password_hash", hash_password(company.admin_password));
    team.set("name", company.company);
    team.set("manager", admin.id());
    team.set("calendar", calendar);
    team.set("intake", true);
    work.create(std::move(team));
    work.create(std::move(admin));
}

void roles(UnitOfWork& work) {
    for (const auto& choice : work.entity("user").field("role")->choices) {
        Record role = work.blank(work.entity("role"));
        role.set("key", choice.key);
        role.set("name", std::string(choice.label.in("en")));
        work.create(std::move(role));
    }
}

Record guideline_record(UnitOfWork& work, const Json& json) {
    Record record = work.blank(work.entity("guideline"));
    for (const auto& [key, value] : json.items()) {
        const std::string field_key = key == "guideline" ? "key" : key;
        const FieldDef* field = record.entity->field(field_key);
        if (!field) continue;
        if (field->kind == FieldKind::json)
            record.set(field_key, value.dump());
        else if (field->kind == FieldKind::boolean)
            record.set(field_key, value.get<bool>());
        else if (field->kind == FieldKind::decimal)
            record.set(field_key, std::int64_t(std::llround(value.get<double>() * 1e6)));
        else
            record.set(field_key, value.get<std::string>());
    }
    record.set("state", std::string("on"));
    record.set("shipped", true);
    return record;
}

void ship_playbook(UnitOfWork& work, const Json& json) {
    Record record = work.blank(work.entity("playbook"));
    record.set("name", json["name"].value("en", std::string()));
    record.set("stage", json.value("stage", std::string()));
    record.set("steps", json["steps"].dump());
    work.create(std::move(record));
}

void ship_call_rules(UnitOfWork& work, const Json& rules, const std::vector<Record>& known) {
    for (const auto& rule : rules) {
        const auto outcome = rule.value("outcome", std::string());
        const bool shipped = std::ranges::any_of(
            known, [&](const Record& one) { return one.text("outcome") == outcome; });
        if (shipped) continue;
        Record record = work.blank(work.entity("call_rule"));
        record.set("outcome", outcome);
        record.set("plan", rule.value("plan", std::string("nothing")));
        if (rule.contains("n")) record.set("n", rule["n"].get<std::int64_t>());
        if (rule.contains("unit")) record.set("unit", rule["unit"].get<std::string>());
        if (rule.contains("subject")) record.set("subject", rule["subject"].dump());
        work.create(std::move(record));
    }
}

Result<std::vector<Record>> all_of(UnitOfWork& work, const char* entity) {
    Query query;
    query.entity = &work.entity(entity);
    query.limit = 10'000;
    query.removed = Removed::with;
    return work.view().find(query, Permit::house());
}

}  // namespace

Status ship_declarations(Engine& engine) {
    const Actor house = Actor::house("init");
    VIGIL_DO(work(engine, house, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        VIGIL_TRY(const auto known, all_of(unit, "guideline"));
        VIGIL_TRY(const auto playbooks, all_of(unit, "playbook"));
        VIGIL_TRY(const auto call_rules, all_of(unit, "call_rule"));
        for (const auto& file : embedded_declarations()) {
            const bool guideline = file.path.ends_with(".guideline.json");
            const bool playbook = file.path.ends_with(".playbook.json");
            const bool rules = file.path.ends_with(".call_rules.json");
            if (!guideline && !playbook && !rules) continue;
            const auto json = Json::parse(file.bytes);
            if (rules) ship_call_rules(unit, json, call_rules);
            if (playbook && playbooks.empty()) ship_playbook(unit, json);
            if (!guideline) continue;
            const auto key = json.value("guideline", std::string());
            const bool shipped = std::ranges::any_of(
                known, [&](const Record& one) { return one.text("key") == key; });
            if (shipped) continue;
            Record record = guideline_record(unit, json);
            VIGIL_DO(check_record(unit, std::nullopt, record));
            unit.create(std::move(record));
        }
        return {};
    }));
    return {};
}

Status add_person(Engine& engine, const NewPerson& person) {
    if (!person.password.empty()) VIGIL_DO(check_new_password("password", person.password));
    const Actor house = Actor::house("hand");
    VIGIL_DO(work(engine, house, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        Record user = unit.blank(unit.entity("user"));
        user.set("email", person.email);
        user.set("name", person.name);
        user.set("role", person.role);
        user.set("active", true);
        if (!user.entity->field("role")->choice(person.role))
            return fail_field("role", "not_a_choice", {{"value", person.role}});
        if (!valid_email(person.email)) return fail_field("email", "bad_email");
        for (const auto& [id, team] : unit.company().teams)
            if (!person.team.empty() && team.name == person.team) user.set("team", id);
        if (!person.team.empty() && is_empty(user["team"]))
            return fail_field("team", "no_such_record");
        if (!person.password.empty()) user.set("password_hash", hash_password(person.password));
        VIGIL_DO(check_record(unit, std::nullopt, user));
        unit.create(std::move(user));
        return {};
    }));
    return {};
}

Status check_new_company(const NewCompany& company) {
    std::vector<FieldFault> faults;
    if (!valid_email(company.admin_email)) faults.push_back({"admin", "bad_email"});
    if (auto fine = check_new_password("password", company.admin_password); !fine)
        std::ranges::move(fine.error().fields, std::back_inserter(faults));
    if (!Zone::find(company.time_zone)) faults.push_back({"time_zone", "unknown_time_zone"});
    if (!parse_currency(company.currency)) faults.push_back({"currency", "unknown_currency"});
    const auto known = holiday_countries();  // its calendar keeps them
    if (!company.phone_region.empty() &&
        std::ranges::find(known, company.phone_region) == known.end())
        faults.push_back({"region",
                          "country_without_holidays",
                          {{"value", std::string(clip(company.phone_region, 60))}}});
    return fine_unless(std::move(faults));
}

Status init_company(Engine& engine, const NewCompany& company) {
    VIGIL_DO(check_new_company(company));
    if (!engine.company.current()->people.empty())
        return fail(FaultKind::conflict, "company_exists");
    const Actor house = Actor::house("init");
    VIGIL_DO(work(engine, house, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        setting(unit, "company", company.company);
        setting(unit, "time_zone", company.time_zone);
        setting(unit, "currency", company.currency);
        setting(unit, "phone_region", company.phone_region);
        setting(unit, "test", company.test);
        first_people(unit, company, first_calendar(unit, company));
        roles(unit);
        return {};
    }));
    return ship_declarations(engine);
}

}  // namespace vigil
