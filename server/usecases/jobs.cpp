#include "usecases/jobs.h"

#include <nlohmann/json.hpp>

#include "usecases/conditions.h"

namespace vigil {

namespace {

using Json = nlohmann::json;

constexpr std::int64_t unfinished_max = 20;  // of one person

Actor house_actor() { return Actor::house("job"); }

Result<Record> need_job(UnitOfWork& work, Id id) {
    VIGIL_TRY(auto job, work.view().get(work.entity("job"), id, Permit::house()));
    if (!job) return fail(FaultKind::not_found, "not_found");
    return *std::move(job);
}

Status change_job(Engine& engine, Id id, const std::function<void(Record&)>& change) {
    return work_in_house(engine, "job", [&](UnitOfWork& unit) -> Status {
        VIGIL_TRY(const Record job, need_job(unit, id));
        Record after = job;
        change(after);
        unit.update(job, after);
        return {};
    });
}

// What has to be known of the asker besides his rights.
std::string wrapped(const Actor& actor, const std::string& ask) {
    Json json{{"channel", actor.channel}, {"language", actor.language}};
    if (actor.on_behalf_of) json["on_behalf_of"] = to_string(actor.on_behalf_of);
    return "{\"asker\":" + json.dump() + ",\"ask\":" + ask + "}";
}

Result<Actor> asker_of(Engine& engine, const Record& job, const Json& input) {
    const auto company = engine.company.current();
    const Person* person = company->person(Id{integer_of(job["user"])});
    if (is_empty(job["user"])) return house_actor();
    if (!person || !person->active) return fail(FaultKind::unauthenticated, "not_signed_in");
    const Json asker = input.value("asker", Json::object());
    Actor actor;
    actor.user = person->id;
    actor.permit = company->permit_for(*person, engine.clock.now());
    actor.channel = asker.value("channel", "api");
    actor.language = asker.value("language", "en");
    actor.on_behalf_of = parse_id(asker.value("on_behalf_of", "")).value_or(Id{});
    return actor;
}

Status check_not_too_many(UnitOfWork& work, Id user) {
    const EntityDef& entity = work.entity("job");
    Query query;
    query.entity = &entity;
    query.where = both(field_equals(entity, "user", user.value),
                       any_of({field_equals(entity, "state", std::string("queued")),
                               field_equals(entity, "state", std::string("running"))}));
    VIGIL_TRY(const auto count, work.view().count(query, Permit::house()));
    if (count < unfinished_max) return {};
    Fault fault{FaultKind::throttled, "too_many_jobs"};
    fault.retry_after_s = 10;
    return std::unexpected(std::move(fault));
}

// The oldest queued one, now ours; nothing when there is none.
Result<std::optional<Record>> take_job(Engine& engine) {
    std::optional<Record> taken;
    VIGIL_DO(work_in_house(engine, "job", [&](UnitOfWork& unit) -> Status {
        taken.reset();
        const EntityDef& entity = unit.entity("job");
        Query query;
        query.entity = &entity;
        query.where = field_equals(entity, "state", std::string("queued"));
        query.order = {{field_id, false}};
        query.limit = 1;
        VIGIL_TRY(const auto jobs, unit.view().find(query, Permit::house()));
        if (jobs.empty()) return {};
        Record after = jobs.front();
        after.set("state", std::string("running"));
        after.set("node", std::int64_t(engine.store.node()));
        unit.update(jobs.front(), after);
        taken = jobs.front();
        return {};
    }));
    return taken;
}

// By a node's number, or by anybody's.
Result<std::vector<Record>> running_jobs(UnitOfWork& unit, std::optional<int> node) {
    const EntityDef& entity = unit.entity("job");
    Query query;
    query.entity = &entity;
    query.where = field_equals(entity, "state", std::string("running"));
    if (node) query.where = both(query.where, field_equals(entity, "node", std::int64_t(*node)));
    query.limit = 10'000;
    return unit.view().find(query, Permit::house());
}

void fail_cut_off(UnitOfWork& unit, const Record& job) {
    const bool import = job.text("kind") == "import";
    Record after = job;
    after.set("state", std::string("failed"));
    after.set("result", fault_json({FaultKind::unavailable,
                                    import ? "import_interrupted" : "job_interrupted"}));
    unit.update(job, after);
}

Result<std::string> do_job(Engine& engine, const JobKinds& kinds, const Record& job,
                           const std::function<bool()>& stopped) {
    const auto kind = kinds.find(job.text("kind"));
    const Json input = Json::parse(job.text("input"), nullptr, false);
    if (kind == kinds.end() || !input.is_object())
        return fail(FaultKind::internal, "job_unknown", std::string(job.text("kind")));
    VIGIL_TRY(const Actor actor, asker_of(engine, job, input));
    JobTask task{engine, actor, job.id(), input.value("ask", Json::object()).dump(), stopped};
    return kind->second(task);
}

}  // namespace

Result<Id> enqueue_job(Engine& engine, const Actor& actor, const NewJob& job) {
    Id id;
    VIGIL_DO(work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        if (actor.user) VIGIL_DO(check_not_too_many(unit, actor.user));
        Record row = unit.blank(unit.entity("job"));
        row.set("kind", job.kind);
        if (actor.user) row.set("user", actor.user.value);
        row.set("state", std::string("queued"));
        row.set("at", unit.now());
        row.set("done", std::int64_t(0));
        row.set("total", job.total);
        row.set("refused", std::int64_t(0));
        row.set("input", wrapped(actor, job.input));
        if (job.undoes) row.set("undoes", job.undoes.value);
        unit.insert(row);
        id = row.id();
        unit.answers(to_string(id));
        return {};
    }));
    engine.bell.jobs();
    return id;
}

Result<Record> find_job(Engine& engine, const Actor& actor, Id id) {
    const auto company = engine.company.current();
    VIGIL_TRY(auto job,
              engine.store.read_once()->get(company->catalogue->need("job"), id, Permit::house()));
    if (!job) return fail(FaultKind::not_found, "not_found");
    const bool own = actor.user && Id{integer_of((*job)["user"])} == actor.user;
    if (!own && !actor.permit.sees_all(*job->entity))
        return fail(FaultKind::not_found, "not_found");
    return *std::move(job);
}

Result<std::vector<Record>> find_jobs(Engine& engine, const Actor& actor, std::string_view kind,
                                      int limit) {
    const auto company = engine.company.current();
    const EntityDef& entity = company->catalogue->need("job");
    Query query;
    query.entity = &entity;
    query.where = field_equals(entity, "kind", std::string(kind));
    if (!actor.permit.sees_all(entity))
        query.where = both(query.where, field_equals(entity, "user", actor.user.value));
    query.order = {{field_id, true}};
    query.limit = limit;
    return engine.store.read_once()->find(query, Permit::house());
}

Result<bool> run_next_job(Engine& engine, const JobKinds& kinds,
                          const std::function<bool()>& stopped) {
    VIGIL_TRY(const auto job, take_job(engine));
    if (!job) return false;
    const auto result = do_job(engine, kinds, *job, stopped);
    VIGIL_DO(finish_job(engine, job->id(), result ? "done" : "failed",
                        result ? *result : fault_json(result.error())));
    return true;
}

Status stage_job_progress(UnitOfWork& work, Id id, std::int64_t done, std::int64_t refused) {
    VIGIL_TRY(const Record job, need_job(work, id));
    Record after = job;
    after.set("done", done);
    after.set("refused", refused);
    work.update(job, after);
    return {};
}

Status tell_job_progress(Engine& engine, Id id, std::int64_t done, std::int64_t refused) {
    return work_in_house(engine, "job", [&](UnitOfWork& unit) {
        return stage_job_progress(unit, id, done, refused);
    });
}

Status set_job_number(Engine& engine, Id id, std::string_view field, std::int64_t value) {
    return change_job(engine, id, [&](Record& job) { job.set(field, value); });
}

Status finish_job(Engine& engine, Id id, std::string_view state, const std::string& result) {
    return change_job(engine, id, [&](Record& job) {
        job.set("state", std::string(state));
        if (!result.empty()) job.set("result", result);
    });
}

std::string fault_json(const Fault& fault) {
    const auto args_json = [](const FaultArgs& args) {
        Json json = Json::object();
        for (const auto& [name, value] : args) json[name] = value;
        return json;
    };
    Json json{{"code", fault.code}, {"args", args_json(fault.args)}};
    for (const auto& field : fault.fields)
        json["errors"].push_back(
            {{"field", field.field}, {"code", field.code}, {"args", args_json(field.args)}});
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<int> fail_interrupted_jobs(Engine& engine) {
    int failed = 0;
    VIGIL_DO(work_in_house(engine, "job", [&](UnitOfWork& unit) -> Status {
        VIGIL_TRY(const auto jobs, running_jobs(unit, engine.store.node()));
        for (const auto& job : jobs) fail_cut_off(unit, job);
        failed = int(jobs.size());
        return {};
    }));
    return failed;
}

Result<int> fail_orphaned_jobs(Engine& engine, std::set<Id>& suspects) {
    int failed = 0;
    std::set<Id> orphans;
    VIGIL_DO(work_in_house(engine, "job", [&](UnitOfWork& unit) -> Status {
        failed = 0;
        orphans.clear();
        // Read before it is asked who lives: whoever takes the number from now on finds these jobs running.
        VIGIL_TRY(const auto jobs, running_jobs(unit, std::nullopt));
        for (const auto& job : jobs) {
            VIGIL_TRY(const bool held, engine.store.is_node_held(int(integer_of(job["node"]))));
            if (held) continue;
            orphans.insert(job.id());
            if (!suspects.contains(job.id())) continue;
            fail_cut_off(unit, job);
            ++failed;
        }
        return {};
    }));
    suspects = std::move(orphans);
    return failed;
}

}  // namespace vigil
