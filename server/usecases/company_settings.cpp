#include "usecases/company_settings.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/phone.h"
#include "base/text.h"
#include "base/zone.h"
#include "usecases/check_administers.h"
#include "usecases/conditions.h"
#include "usecases/settings.h"

namespace vigil {

namespace {

using Json = nlohmann::json;

constexpr std::size_t name_max = 200;

bool is_country(std::string_view text) { return text.empty() || is_phone_region(text); }

void check_bounds(std::string_view field, std::optional<std::int64_t> value, int least, int most,
                  std::vector<FieldFault>& faults) {
    if (value && *value < least)
        faults.push_back({std::string(field), "too_small", {{"limit", std::to_string(least)}}});
    if (value && *value > most)
        faults.push_back({std::string(field), "too_big", {{"limit", std::to_string(most)}}});
}

Status check(const CompanyChange& change) {
    std::vector<FieldFault> faults;
    const auto& [name, time_zone, currency, country, mails_a_day, digest_every_minutes] = change;
    if (name && trim(*name).empty()) faults.push_back({"name", "required"});
    if (name && code_points(*name) > name_max)
        faults.push_back({"name", "too_long", {{"limit", std::to_string(name_max)}}});
    if (time_zone && !Zone::find(*time_zone)) faults.push_back({"time_zone", "unknown_time_zone"});
    if (currency && !parse_currency(*currency)) faults.push_back({"currency", "unknown_currency"});
    if (country && !is_country(*country)) faults.push_back({"country", "unknown_country"});
    check_bounds("mails_a_day", mails_a_day, 0, most_mails_a_day, faults);
    check_bounds("digest_every_minutes", digest_every_minutes, shortest_digest_minutes,
                 longest_digest_minutes, faults);
    return fine_unless(std::move(faults));
}

// Every rate says what something is worth in the currency of now.
Status check_rates_stay_true(UnitOfWork& work, const std::string& currency) {
    const auto& company = work.company();
    if (currency == company.settings.currency.view() || company.rates->empty()) return {};
    return fail_field("currency", "rates_of_other_currency",
                      {{"currency", std::string(company.settings.currency.view())}});
}

Status stage_text(UnitOfWork& work, std::string_view key, std::string_view text) {
    return stage_setting(work, key, Json(text).dump());
}

// What has the same as the company in `field` was made with it and goes on with it.
Status follow(UnitOfWork& work, std::string_view entity, std::string_view field,
              const std::string& before, const std::string& now) {
    if (before == now) return {};
    Query query;
    query.entity = &work.entity(entity);
    query.where = field_equals(*query.entity, field, before);
    query.limit = 10'000;
    VIGIL_TRY(const auto rows, work.view().find(query, Permit::house()));
    for (const auto& row : rows) {
        Record after = row;
        after.set(field, now);
        work.change(row, std::move(after), "update");
    }
    return {};
}

Status change_name(UnitOfWork& work, const std::string& name) {
    VIGIL_DO(stage_text(work, "company", name));
    return follow(work, "team", "name", work.company().settings.company, name);
}

Status change_zone(UnitOfWork& work, const std::string& zone) {
    VIGIL_DO(stage_text(work, "time_zone", zone));
    return follow(work, "calendar", "time_zone", work.company().settings.time_zone, zone);
}

Status stage_number(UnitOfWork& work, std::string_view key, std::optional<std::int64_t> number) {
    return number ? stage_setting(work, key, Json(*number).dump()) : Status();
}

}  // namespace

Result<CompanyFace> read_company_face(Engine& engine) {
    const auto company = engine.company.current();
    const Settings& settings = company->settings;
    VIGIL_TRY(const bool is_demo, is_demo_company(engine));
    return CompanyFace{settings.company,
                       settings.time_zone,
                       std::string(settings.currency.view()),
                       settings.phone_region,
                       settings.mails_a_day,
                       settings.digest_every_minutes,
                       is_demo,
                       company->without_rate(engine.clock.now())};
}

Result<Committed> change_company_face(Engine& engine, const Actor& actor,
                                      const CompanyChange& change) {
    VIGIL_DO(check_administers(engine, actor));
    VIGIL_DO(check(change));
    return work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        if (change.name) VIGIL_DO(change_name(unit, std::string(trim(*change.name))));
        if (change.time_zone) VIGIL_DO(change_zone(unit, *change.time_zone));
        if (change.currency) {
            VIGIL_DO(check_rates_stay_true(unit, *change.currency));
            VIGIL_DO(stage_text(unit, "currency", *change.currency));
        }
        if (change.country) VIGIL_DO(stage_text(unit, "phone_region", *change.country));
        VIGIL_DO(stage_number(unit, "mails_a_day", change.mails_a_day));
        VIGIL_DO(stage_number(unit, "digest_every_minutes", change.digest_every_minutes));
        return {};
    });
}

Result<bool> is_demo_company(Engine& engine) {
    const auto company = engine.company.current();
    VIGIL_TRY(const auto row, find_setting(*engine.store.read(),
                                           company->catalogue->need("setting"), demo_setting));
    return row && row->text("value") == "true";
}

namespace {

// What stays whoever made it: how the company works, not what it works on.
constexpr std::string_view stays[] = {"user",     "team", "calendar",   "role",         "guideline",
                                      "playbook", "form", "saved_view", "exchange_rate"};
constexpr int chunk_records = 200;

class DemoClearing {
  public:
    DemoClearing(JobTask& task, Id whole) : task_(task), whole_(whole) {}

    Result<std::string> run() {
        const auto company = task_.engine.company.current();
        std::vector<const EntityDef*> going;
        for (const auto& entity : company->catalogue->entities()) {
            const bool kept = std::ranges::find(stays, entity->key) != std::end(stays);
            // Exceptions last: they are closed as the records they are about go.
            if (!kept && !entity->system && !entity->plain && entity->key != "exception")
                going.push_back(entity.get());
        }
        going.push_back(&company->catalogue->need("exception"));
        VIGIL_DO(set_job_number(task_.engine, task_.id, "total", 0));
        for (const EntityDef* entity : going) VIGIL_DO(clear(*entity));
        VIGIL_DO(clear_people());
        Json told = Json::object();
        for (const auto& [entity, count] : removed_) told[entity] = count;
        return Json{{"removed", told}}.dump();
    }

  private:
    Status clear(const EntityDef& entity) {
        for (Id after;;) {
            if (task_.stopped()) return fail(FaultKind::unavailable, "job_interrupted");
            std::int64_t count = 0;
            Id last;
            VIGIL_DO(in_unit([&](UnitOfWork& unit) -> Status {
                VIGIL_TRY(const auto rows, made_by_demo(unit, entity.key, after));
                for (const auto& row : rows) remove(unit, row);
                count = std::int64_t(rows.size());
                last = rows.empty() ? Id{} : rows.back().id();
                return stage_job_progress(unit, task_.id, done_ + count, 0);
            }));
            if (count == 0) return {};
            after = last;
            done_ += count;
            removed_[entity.key] += count;
        }
    }

    // The asker stays, and the teams in which somebody stays, with those above them.
    Status clear_people() {
        std::int64_t people = 0, teams = 0;
        VIGIL_DO(in_unit([&](UnitOfWork& unit) -> Status {
            people = teams = 0;
            VIGIL_TRY(const auto users, made_by_demo(unit, "user", {}, 10'000));
            std::vector<Id> going;
            for (const auto& user : users)
                if (user.id() != task_.actor.user) going.push_back(user.id());
            for (const auto& user : users) {
                if (user.id() == task_.actor.user) continue;
                Record after = user;
                after.set("active", false);
                after.values[field_removed_at] = unit.now();
                unit.change(user, std::move(after), "remove");
                ++people;
            }
            VIGIL_TRY(teams, clear_teams(unit, going));
            return turn_off(unit);
        }));
        removed_["user"] = people;
        removed_["team"] = teams;
        return {};
    }

    Result<std::int64_t> clear_teams(UnitOfWork& unit, const std::vector<Id>& going) {
        const Company& company = unit.company();
        const auto goes = [&](Id person) {
            return std::ranges::find(going, person) != going.end();
        };
        std::int64_t removed = 0;
        VIGIL_TRY(const auto teams, made_by_demo(unit, "team", {}, 10'000));
        for (const auto& team : teams) {
            const Team* known = company.team(team.id());
            const bool used = !known || std::ranges::any_of(company.people, [&](const auto& one) {
                return !goes(one.first) &&
                       std::ranges::find(known->tree, one.second.team) != known->tree.end();
            });
            Record after = team;
            if (!used) after.values[field_removed_at] = unit.now();
            if (used && goes(team.link("manager"))) after.set("manager", task_.actor.user);
            if (after.values == team.values) continue;
            unit.change(team, std::move(after), used ? "update" : "remove");
            removed += !used;
        }
        return removed;
    }

    Status turn_off(UnitOfWork& unit) { return stage_setting(unit, demo_setting, "false"); }

    // Ids rise with time, and the setting was written when the demo was whole.
    Result<std::vector<Record>> made_by_demo(UnitOfWork& unit, std::string_view key, Id after,
                                             int limit = chunk_records) {
        const EntityDef& entity = unit.entity(key);
        Query query;
        query.entity = &entity;
        query.where = compare(entity, "id", Condition::Op::lt, whole_);
        query.order = {{field_id, false}};
        if (after) query.after = {after, after};
        query.limit = limit;
        return unit.view().find(query, Permit::house());
    }
    void remove(UnitOfWork& unit, const Record& row) {
        Record after = row;
        after.values[field_removed_at] = unit.now();
        unit.change(row, std::move(after), "remove");
    }
    Status in_unit(const std::function<Status(UnitOfWork&)>& decide) {
        Engine& engine = task_.engine;
        VIGIL_DO(work(engine, task_.actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
            unit.belongs_to(task_.id);
            return decide(unit);
        }));
        return {};
    }

    JobTask& task_;
    Id whole_;
    std::int64_t done_ = 0;
    std::map<std::string, std::int64_t> removed_;
};

}  // namespace

Result<Id> enqueue_clear_demo(Engine& engine, const Actor& actor) {
    VIGIL_DO(check_administers(engine, actor));
    VIGIL_TRY(const bool is_demo, is_demo_company(engine));
    if (!is_demo) return fail(FaultKind::conflict, "no_demo");
    return enqueue_job(engine, actor, {"clear_demo", "{}", 0, {}});
}

Result<std::string> run_clear_demo_job(JobTask& task) {
    VIGIL_DO(check_administers(task.engine, task.actor));
    const auto company = task.engine.company.current();
    VIGIL_TRY(const auto row, find_setting(*task.engine.store.read(),
                                           company->catalogue->need("setting"), demo_setting));
    if (!row || row->text("value") != "true") return fail(FaultKind::conflict, "no_demo");
    return DemoClearing(task, row->id()).run();
}

}  // namespace vigil
