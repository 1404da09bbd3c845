// Taking back what a job wrote; see import_job.h.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "usecases/check_record.h"
#include "usecases/conditions.h"
#include "usecases/find_records.h"
#include "usecases/follow_promise.h"
#include "usecases/import_job.h"
#include "usecases/stands_upon.h"
#include "usecases/take_back.h"
#include "usecases/try_model.h"

namespace vigil {

namespace {

using Json = nlohmann::json;

constexpr int chunk_rows = 300;
constexpr std::size_t told_max = 1'000, all_children = 10'000;

bool is_removal(const Record& row) { return row.text("act") == "remove"; }

class ChunkUndo {
  public:
    ChunkUndo(UnitOfWork& work, Id job, Undone& so_far)
        : work_(work), own_{"job", job}, undone_(so_far) {}

    Status run(const std::vector<Record>& rows) {
        VIGIL_DO(find_built_upon(rows));
        for (const auto& row : rows) VIGIL_DO(take_back(row));
        return {};
    }

  private:
    // Which records made by these rows have children that are not this job's own, or broken promises.
    Status find_built_upon(const std::vector<Record>& rows);
    Status take_back(const Record& row);
    Status mark(const Record& row);
    // The code; empty where nothing stands against it.
    Result<std::string> why_left(const Record& row, const Record& now, const Result<Record>& before,
                                 bool hidden);
    void leave(const Record& record, std::string_view code);

    UnitOfWork& work_;
    ActRows own_;
    Undone& undone_;
    std::set<Id> built_upon_, broken_;
};

Status ChunkUndo::find_built_upon(const std::vector<Record>& rows) {
    std::map<std::string, std::vector<Id>> made;
    for (const auto& row : rows)
        if (is_making(row))
            made[std::string(row.text("entity"))].push_back(Id{integer_of(row["record"])});
    for (const auto& [key, ids] : made) {
        for (const auto& link : work_.catalogue().children_of(key)) {
            VIGIL_TRY(const auto linked, linked_since(work_, link, ids, own_, all_children));
            for (const auto& one : linked) built_upon_.insert(one.parent);
        }
        const EntityDef* entity = work_.catalogue().entity(key);
        if (!entity || may_drop_promises(work_.actor(), *entity)) continue;
        VIGIL_TRY(const auto broken, with_broken_promises(work_, ids));
        broken_.insert(broken.begin(), broken.end());
    }
    return {};
}

Result<std::string> ChunkUndo::why_left(const Record& row, const Record& now,
                                        const Result<Record>& before, bool hidden) {
    if (is_making(row) && built_upon_.contains(now.id())) return "has_children";
    if (is_making(row) && broken_.contains(now.id())) return "promise_broken";
    if (!before) return "later_change";
    auto fine = check_reach(work_, row, now, *before, hidden);
    if (fine && !is_making(row)) fine = check_taken_back(work_, *before, own_);
    if (fine) return "";
    const FaultKind kind = fine.error().kind;
    if (kind == FaultKind::conflict) return "has_children";
    if (kind == FaultKind::not_found || kind == FaultKind::forbidden) return "not_yours_to_change";
    return pass_on(std::move(fine).error());
}

void ChunkUndo::leave(const Record& record, std::string_view code) {
    const bool told = std::ranges::any_of(
        undone_.left, [&](const LeftAlone& one) { return one.record == record.id(); });
    if (told) return;
    ++undone_.left_count;
    if (undone_.left.size() < told_max)
        undone_.left.push_back({record.entity->key, record.id(),
                                title_for(record, work_.actor().permit, work_.actor().language),
                                std::string(code)});
}

Status ChunkUndo::take_back(const Record& row) {
    const EntityDef* entity = work_.catalogue().entity(row.text("entity"));
    if (!entity) return {};
    if (is_by_watch(row)) return mark(row);  // the watch sees to it once more
    const Id id{integer_of(row["record"])};
    auto found = work_.need(*entity, id);
    if (!found && found.error().code != "not_found") return pass_on(found.error());
    const bool hidden = !found;
    if (hidden) {
        VIGIL_TRY(auto stored, work_.view().get(*entity, id, Permit::house()));
        if (!stored) return {};
        found = *std::move(stored);
    }
    if (found->removed() && !is_removal(row)) return {};
    auto before = before_act(row, *found, work_.now());
    VIGIL_TRY(const auto left, why_left(row, *found, before, hidden));
    if (!left.empty()) {
        if (hidden)
            ++undone_.left_count;  // which, is not his to know
        else
            leave(*found, left);
        return {};
    }
    work_.change(*found, *std::move(before), "undo");
    return mark(row);
}

Status ChunkUndo::mark(const Record& row) {
    Record marked = row;
    marked.set("undone_by", work_.act_id().value);
    work_.update(row, marked);
    ++undone_.acts;
    return {};
}

Status check_may_undo(const Actor& actor, const Record& job, Moment now) {
    if (job.text("state") == "undone") return fail(FaultKind::conflict, "undone_already");
    if (job.text("state") == "running" || job.text("state") == "queued")
        return fail(FaultKind::conflict, "job_still_running");
    const bool own = actor.user && Id{integer_of(job["user"])} == actor.user;
    if (!own && !actor.permit.changes_all(*job.entity))
        return fail(FaultKind::forbidden, "not_yours_to_change");
    if (job.text("kind") == "undo" || job.text("kind") == "backup")
        return fail(FaultKind::refused, "cannot_undo");
    if (now > moment_of(job["at"]) + undo_time) return fail(FaultKind::conflict, "undo_expired");
    return {};
}

Result<Record> job_to_undo(Engine& engine, const Actor& actor, Id job) {
    const auto company = engine.company.current();
    VIGIL_TRY(auto row,
              engine.store.read()->get(company->catalogue->need("job"), job, Permit::house()));
    if (!row) return fail(FaultKind::not_found, "not_found");
    VIGIL_DO(check_may_undo(actor, *row, engine.clock.now()));
    return *std::move(row);
}

// Two at once would tell each other's work as later changes.
Status check_not_undoing(Engine& engine, Id job) {
    const auto company = engine.company.current();
    const EntityDef& entity = company->catalogue->need("job");
    Query query;
    query.entity = &entity;
    query.where = both(field_equals(entity, "undoes", job.value),
                       any_of({field_equals(entity, "state", std::string("queued")),
                               field_equals(entity, "state", std::string("running"))}));
    query.limit = 1;
    VIGIL_TRY(const auto others, engine.store.read()->find(query, Permit::house()));
    if (others.empty()) return {};
    return fail(FaultKind::conflict, "job_still_running");
}

Result<std::int64_t> rows_of_job(Engine& engine, Id job) {
    const auto company = engine.company.current();
    const EntityDef& journal = company->catalogue->need("journal");
    Query query;
    query.entity = &journal;
    query.where = field_equals(journal, "job", job.value);
    return engine.store.read()->count(query, Permit::house());
}

Result<std::vector<Record>> rows_below(UnitOfWork& work, Id job, Id below) {
    const EntityDef& journal = work.entity("journal");
    Query query;
    query.entity = &journal;
    query.where = field_equals(journal, "job", job.value);
    query.order = {{field_id, true}};
    if (below) query.after = {below, below};
    query.limit = chunk_rows;
    return work.view().find(query, Permit::house());
}

// One chunk; answers the lowest journal id it saw, none at the end.
Result<Id> undo_chunk(Engine& engine, const Actor& actor, Id job, Id below, Undone& undone) {
    Id lowest;
    Undone counted;
    VIGIL_DO(work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        lowest = {};
        counted = undone;
        VIGIL_TRY(auto rows, rows_below(unit, job, below));
        if (rows.empty()) return {};
        lowest = rows.back().id();
        std::erase_if(rows, [](const Record& row) {
            return !is_empty(row["undone_by"]) || !is_empty(row["undo_of"]);
        });
        if (rows.empty()) return {};
        unit.is_undo_of(Id{integer_of(rows.front()["act_group"])});
        VIGIL_DO(ChunkUndo(unit, job, counted).run(rows));
        return try_model(unit);
    }));
    undone = std::move(counted);
    return lowest;
}

std::string told(const Undone& undone) {
    Json left = Json::array();
    for (const auto& one : undone.left)
        left.push_back({{"entity", one.entity},
                        {"record", to_string(one.record)},
                        {"title", one.title},
                        {"code", one.code}});
    return Json{{"undone", undone.acts}, {"left_count", undone.left_count}, {"left", left}}.dump();
}

}  // namespace

Result<Undone> undo_job(Engine& engine, const Actor& actor, Id job,
                        const std::function<Status(std::int64_t)>& progress,
                        const std::function<bool()>& stopped) {
    VIGIL_DO(job_to_undo(engine, actor, job));
    Undone undone;
    for (Id below;;) {
        if (stopped && stopped()) return fail(FaultKind::unavailable, "job_interrupted");
        VIGIL_TRY(below, undo_chunk(engine, actor, job, below, undone));
        if (!below) break;
        if (progress) VIGIL_DO(progress(undone.acts));
    }
    VIGIL_DO(finish_job(engine, job, "undone", {}));
    return undone;
}

Result<Id> enqueue_undo(Engine& engine, const Actor& actor, Id job) {
    VIGIL_DO(job_to_undo(engine, actor, job));
    VIGIL_DO(check_not_undoing(engine, job));
    VIGIL_TRY(const auto rows, rows_of_job(engine, job));
    return enqueue_job(engine, actor, {"undo", Json{{"job", to_string(job)}}.dump(), rows, job});
}

Result<std::string> run_undo_job(JobTask& task) {
    const Json ask = Json::parse(task.input, nullptr, false);
    const auto job = parse_id(ask.is_object() ? ask.value("job", "") : "");
    if (!job) return fail(FaultKind::not_found, "not_found");
    const auto progress = [&](std::int64_t done) {
        return tell_job_progress(task.engine, task.id, done, 0);
    };
    VIGIL_TRY(const Undone undone, undo_job(task.engine, task.actor, *job, progress, task.stopped));
    return told(undone);
}

}  // namespace vigil
