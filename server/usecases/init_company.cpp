#include "usecases/init_company.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/email.h"
#include "base/secrets.h"
#include "base/shipped_words.h"
#include "base/text.h"
#include "usecases/calendar_text.h"
#include "usecases/ship_declarations.h"
#include "usecases/sign_in.h"

namespace vigil {

namespace {

using Json = nlohmann::json;

constexpr std::size_t longest_name = 200;

void setting(UnitOfWork& work, std::string key, const Json& value) {
    Record row(work.entity("setting"));
    row.values[field_id] = work.new_id();
    row.set("key", std::move(key));
    row.set("value", value.dump());
    work.insert(row);
}

std::string language_of(const NewCompany& company) {
    return company.language.empty() ? "en" : company.language;
}

Id first_calendar(UnitOfWork& work, const NewCompany& company) {
    Record calendar = work.blank(work.entity("calendar"));
    calendar.set("name", shipped_words().text(language_of(company), "first_calendar"));
    calendar.set("time_zone", company.time_zone);
    Json hours = Json::object();
    for (const char* day : {"mon", "tue", "wed", "thu", "fri"})
        hours[day] = Json::array({Json::array({"09:00", "18:00"})});
    calendar.set("hours", hours.dump());
    if (!company.phone_region.empty()) calendar.set("country", company.phone_region);
    return work.create(std::move(calendar)).id();
}

void first_people(UnitOfWork& work, const NewCompany& company, const std::string& password_hash,
                  Id calendar) {
    Record team = work.blank(work.entity("team"));
    Record admin = work.blank(work.entity("user"));
    admin.set("email", company.admin_email);
    admin.set("name", company.admin_name);
    admin.set("role", std::string("admin"));
    admin.set("active", true);
    admin.set("team", team.id());
    admin.set("password_hash", password_hash);
    if (!company.language.empty()) admin.set("locale", company.language);
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

void check_name(const char* field, std::string_view name, std::vector<FieldFault>& faults) {
    if (!storable(name))
        faults.push_back({field, "not_storable"});
    else if (is_blank(name))
        faults.push_back({field, "required"});
    else if (code_points(name) > longest_name)
        faults.push_back({field, "too_long", {{"limit", std::to_string(longest_name)}}});
}

void check_country(std::string_view country, std::vector<FieldFault>& faults) {
    const auto known = holiday_countries();  // its calendar keeps them
    if (country.empty() || std::ranges::find(known, country) != known.end()) return;
    faults.push_back(
        {"country", "country_without_holidays", {{"value", std::string(clip(country, 60))}}});
}

bool speaks(std::string_view language) {
    const auto known = shipped_words().languages();
    return std::ranges::find(known, language) != known.end();
}

}  // namespace

Status check_new_company(const NewCompany& company) {
    std::vector<FieldFault> faults;
    check_name("company", company.company, faults);
    check_name("name", company.admin_name, faults);
    if (!valid_email(company.admin_email)) faults.push_back({"email", "bad_email"});
    if (auto fine = check_new_password("password", company.admin_password); !fine)
        std::ranges::move(fine.error().fields, std::back_inserter(faults));
    if (!company.language.empty() && !speaks(company.language))
        faults.push_back(
            {"language", "not_a_choice", {{"value", std::string(clip(company.language, 60))}}});
    if (!Zone::find(company.time_zone)) faults.push_back({"time_zone", "unknown_time_zone"});
    if (!parse_currency(company.currency)) faults.push_back({"currency", "unknown_currency"});
    check_country(company.phone_region, faults);
    return fine_unless(std::move(faults));
}

Status init_company(Engine& engine, const NewCompany& company) {
    VIGIL_DO(check_new_company(company));
    const std::string password_hash = hash_password(company.admin_password);
    return work_in_house(engine, "init", [&](UnitOfWork& unit) -> Status {
        if (!unit.company().people.empty()) return fail(FaultKind::conflict, "company_exists");
        setting(unit, "company", company.company);
        setting(unit, "time_zone", company.time_zone);
        setting(unit, "currency", company.currency);
        setting(unit, "phone_region", company.phone_region);
        setting(unit, "test", company.test);
        first_people(unit, company, password_hash, first_calendar(unit, company));
        roles(unit);
        return ship_into(unit, language_of(company));
    });
}

}  // namespace vigil
