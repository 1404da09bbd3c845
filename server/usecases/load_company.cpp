// Reads the company out of its records. See company.h.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/embedded.h"
#include "base/text.h"
#include "rules/parse_condition.h"
#include "usecases/calendar_text.h"
#include "usecases/company.h"
#include "usecases/lay_roles.h"

namespace vigil {

namespace {

using Json = nlohmann::json;

constexpr int everything = 1'000'000;

Result<std::vector<Record>> all_of(ReadView& view, const EntityDef& entity) {
    Query query;
    query.entity = &entity;
    query.limit = everything;
    query.order = {{field_id, false}};
    return view.find(query, Permit::house());
}

std::vector<Closure> leave_of(std::string_view text, const Zone& zone) {
    std::vector<Closure> closures;
    for (auto& leave : parse_leave(text).value_or(std::vector<Leave>()))
        closures.push_back(closure_of_days(zone, leave.first, leave.last, std::move(leave.why)));
    return closures;
}

void read_setting(Settings& settings, const std::string& key, const Json& value) {
    if (key == "company" && value.is_string()) settings.company = value.get<std::string>();
    if (key == "currency" && value.is_string())
        if (auto currency = parse_currency(value.get<std::string>())) settings.currency = *currency;
    if (key == "time_zone" && value.is_string()) settings.time_zone = value.get<std::string>();
    if (key == "phone_region" && value.is_string())
        settings.phone_region = value.get<std::string>();
    if (key == "mails_a_day" && value.is_number_integer()) settings.mails_a_day = value.get<int>();
    if (key == "digest_every_minutes" && value.is_number_integer())
        settings.digest_every_minutes = std::clamp(value.get<int>(), 1, 24 * 60);
    if (key == "digest_entries" && value.is_number_integer())
        settings.digest_entries = std::clamp(value.get<int>(), 1, digest_entries_max);
    if (key == "watch_lag_minutes" && value.is_number_integer())
        settings.watch_lag_minutes = std::max(value.get<int>(), 1);
    if (key == test_clock_setting && value.is_string())
        settings.test_now = parse_moment(value.get<std::string>());
    if (key == used_currencies_setting && value.is_array()) {
        for (const auto& one : value)
            if (const auto code = parse_currency(one.is_string() ? one.get<std::string>() : "");
                code && std::ranges::find(settings.used, *code) == settings.used.end())
                settings.used.push_back(*code);
    }
    if (key == "form_secret" && value.is_string()) settings.form_secret = value.get<std::string>();
    if (key == "test" && value.is_boolean()) settings.test = value.get<bool>();
}

// False, and nothing is open, where the scope cannot be read: of a model that another node has just
// changed under it (try_model refuses the like).
bool read_scope(ConditionPtr& scope, const std::string& text, const EntityDef& entity,
                const Catalogue& catalogue) {
    if (text.empty()) return false;
    if (text == "true") return true;
    auto read = rules::parse_condition(text, entity, catalogue);
    if (!read) return false;
    scope = *std::move(read);
    return true;
}

EntityPermit permit_of(const EntityDef& entity, const RoleRights& rights,
                       const Catalogue& catalogue) {
    EntityPermit permit;
    permit.may_see = read_scope(permit.see, rights.see, entity, catalogue);
    permit.may_change = read_scope(permit.change, rights.change, entity, catalogue);
    if (rights.change == rights.see) permit.change = permit.see;
    permit.may_create = rights.create;
    permit.may_remove = rights.remove;
    for (const auto& field : entity.fields) {
        const Right right = rights.of(field);
        permit.fields.push_back(right == Right::masked ? Right::see : right);
        permit.masked.push_back(right == Right::masked);
    }
    return permit;
}

std::vector<std::string_view> metric_declarations() {
    std::vector<std::string_view> texts;
    for (const auto& file : embedded_declarations())
        if (file.path.ends_with(".metric.json")) texts.push_back(file.bytes);
    return texts;
}

// What can be planned stands with the metrics and nowhere else.
void offer_metrics(EntityDef& plan) {
    for (auto& field : plan.fields)
        if (field.key == "metric") field.choices = rules::plannable(metric_declarations());
}

}  // namespace

class CompanyLoader {
  public:
    CompanyLoader(ReadView& view, CataloguePtr catalogue) : view_(view) {
        company_->catalogue = std::move(catalogue);
    }
    Result<CompanyPtr> load() {
        VIGIL_TRY(company_->edition, edition_in(view_, *company_->catalogue));
        VIGIL_DO(settings());
        VIGIL_DO(rates());
        VIGIL_DO(calendars());
        VIGIL_DO(teams());
        VIGIL_DO(roles());
        VIGIL_DO(people());
        VIGIL_DO(guidelines());
        metrics();
        permits();
        return company_;
    }

  private:
    const EntityDef& entity(std::string_view key) { return company_->catalogue->need(key); }
    Status settings();
    Status rates();
    Status calendars();
    Status teams();
    Status roles();
    Status people();
    Status guidelines();
    void metrics();
    void permits();
    Calendar team_calendar(Id team) const;

    ReadView& view_;
    std::shared_ptr<Company> company_ = std::make_shared<Company>();
};

Status CompanyLoader::settings() {
    VIGIL_TRY(auto rows, all_of(view_, entity("setting")));
    for (const auto& row : rows) {
        const auto value = Json::parse(row.text("value"), nullptr, false);
        if (!value.is_discarded())
            read_setting(company_->settings, std::string(row.text("key")), value);
    }
    return {};
}

Status CompanyLoader::rates() {
    const auto zone = Zone::find(company_->settings.time_zone).value_or(Zone());
    ExchangeRates rates(company_->settings.currency, zone);
    VIGIL_TRY(const auto rows, all_of(view_, entity("exchange_rate")));
    for (const auto& row : rows) {
        const auto currency = parse_currency(row.text("currency"));
        const auto* day = std::get_if<Day>(&row["valid_from"]);
        if (currency && day)
            rates.add(*currency, *day, {integer_of(row["rate"]), integer_of(row["per"], 1)});
    }
    company_->rates = std::make_shared<ExchangeRates>(std::move(rates));
    return {};
}

Status CompanyLoader::calendars() {
    VIGIL_TRY(auto rows, all_of(view_, entity("calendar")));
    VIGIL_TRY(company_->calendar, Calendar::make(office_week(company_->settings.time_zone)));
    bool first = true;
    for (const auto& row : rows) {
        // One that is checked when it is written; should it be bad all the same, people work on without it.
        const Calendar calendar = Calendar::make(calendar_plan(row)).value_or(company_->calendar);
        if (first) company_->calendar = calendar;
        first = false;
        company_->calendars.emplace(row.id(), calendar);
    }
    return {};
}

Status CompanyLoader::teams() {
    VIGIL_TRY(auto rows, all_of(view_, entity("team")));
    auto& teams = company_->teams;
    for (const auto& row : rows) {
        Team team;
        team.id = row.id();
        team.name = row.text("name");
        team.parent = row.link("parent");
        team.manager = row.link("manager");
        team.calendar = row.link("calendar");
        team.intake = truth_of(row["intake"]);
        teams.emplace(team.id, std::move(team));
    }
    for (auto& [id, team] : teams) {
        Id at = id;
        for (int depth = 0; at && depth < 32; ++depth) {  // bounded: a ring of parents does no harm
            auto above = teams.find(at);
            if (above == teams.end()) break;
            if (std::ranges::find(above->second.tree, id) == above->second.tree.end())
                above->second.tree.push_back(id);
            at = above->second.parent;
        }
    }
    return {};
}

Calendar CompanyLoader::team_calendar(Id team) const {
    for (int depth = 0; team && depth < 32; ++depth) {
        const Team* found = company_->team(team);
        if (!found) break;
        if (auto it = company_->calendars.find(found->calendar); it != company_->calendars.end())
            return it->second;
        team = found->parent;
    }
    return company_->calendar;
}

Status CompanyLoader::roles() {
    Query query;
    query.entity = &entity("role");
    query.limit = everything;
    query.order = {{field_id, false}};
    query.removed = Removed::with;
    VIGIL_TRY(const auto rows, view_.find(query, Permit::house()));
    company_->roles = read_roles(*entity("user").field("role"), rows);
    return {};
}

Status CompanyLoader::people() {
    VIGIL_TRY(auto rows, all_of(view_, entity("user")));
    for (const auto& row : rows) {
        Person person;
        person.id = row.id();
        person.email = row.text("email");
        person.name = row.text("name");
        person.role = row.text("role");
        if (const Role* role = company_->role(person.role)) person.works_as = role->works_as;
        person.locale = row.text("locale");
        person.time_zone = row.text("time_zone");
        person.team = row.link("team");
        person.active = truth_of(row["active"]);
        person.calendar = team_calendar(person.team);
        if (auto leave = leave_of(row.text("leave"), person.calendar.zone()); !leave.empty())
            person.calendar = person.calendar.with(std::move(leave));
        company_->by_email_.emplace(fold(person.email), person.id);
        company_->people.emplace(person.id, std::move(person));
    }
    return {};
}

Status CompanyLoader::guidelines() {
    VIGIL_TRY(auto rows, all_of(view_, entity("guideline_version")));
    std::map<Id, rules::GuidelinePtr> newest;
    for (const auto& row : rows) {
        auto read = rules::read_guideline(row.text("definition"), *company_->catalogue);
        if (!read) continue;  // speaks of a field that is gone; `vigil check` tells
        auto guideline = std::make_shared<rules::Guideline>(*std::move(read));
        guideline->id = Id{integer_of(row["guideline"])};
        guideline->version = int(integer_of(row["number"]));
        company_->versions_[{guideline->id, guideline->version}] = guideline;
        auto& latest = newest[guideline->id];
        if (!latest || latest->version < guideline->version) latest = guideline;
    }
    for (const auto& [id, guideline] : newest) {
        company_->guidelines.push_back(guideline);
        if (guideline->state == rules::Guideline::State::off) continue;
        company_->on_[guideline->entity->key].push_back(guideline);
        for (const EntityDef* child : rules::counted_by(*guideline))
            company_->counting_[child->key].push_back(guideline);
    }
    return {};
}

void CompanyLoader::metrics() {
    for (const auto declaration : metric_declarations()) {
        auto read = rules::read_metric(declaration, *company_->catalogue);
        // One that speaks of a field the company has put away is out of use; a test reads what ships.
        if (read) company_->metrics.push_back(std::make_shared<rules::Metric>(*std::move(read)));
    }
}

void CompanyLoader::permits() {
    const Catalogue& catalogue = *company_->catalogue;
    for (const auto& role : company_->roles) {
        if (role.removed) continue;
        // Its conditions point into the catalogue: who holds a permit holds that too.
        struct Kept {
            CataloguePtr catalogue;
            Permit::ByEntity entities;
        };
        const auto kept = std::make_shared<Kept>(company_->catalogue, Permit::ByEntity());
        std::shared_ptr<Permit::ByEntity> permits(kept, &kept->entities);
        for (const auto& entity : catalogue.entities()) {
            if (entity->hidden) continue;
            if (const RoleRights* rights = entity->rights_of(role.key))
                permits->emplace(entity->key, permit_of(*entity, *rights, catalogue));
        }
        company_->permits_.emplace(role.key, std::move(permits));
        if (administers(catalogue, role.key)) company_->administering_.insert(role.key);
    }
}

Result<CompanyPtr> load_company(ReadView& view, CataloguePtr catalogue) {
    return CompanyLoader(view, std::move(catalogue)).load();
}

Result<std::vector<EntityDef>> shipped_entities() {
    std::vector<EntityDef> entities;
    for (const auto& file : embedded_declarations()) {
        if (!file.path.ends_with(".entity.json")) continue;
        VIGIL_TRY(auto entity, parse_entity(file.bytes));
        if (entity.key == "plan") offer_metrics(entity);
        entities.push_back(std::move(entity));
    }
    return entities;
}

}  // namespace vigil
