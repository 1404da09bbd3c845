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

// What a field offers by this row of the overlay; without it, by what ships.
Result<std::set<std::string>> choices_shown(const Record& overlay) {
    std::set<std::string> shown;
    if (overlay.removed()) {
        VIGIL_TRY(const auto shipped, shipped_entities());
        const auto entity = std::ranges::find(shipped, overlay.text("entity"), &EntityDef::key);
        const FieldDef* field =
            entity == shipped.end() ? nullptr : entity->field(overlay.text("field"));
        if (!field) return shown;
        for (const auto& choice : field->choices)
            if (!choice.hidden) shown.insert(choice.key);
        return shown;
    }
    const auto json = Json::parse(overlay.text("declaration"), nullptr, false);
    if (!json.is_object() || !json.contains("choices")) return shown;
    for (const auto& choice : json["choices"])
        if (choice.is_object() && !choice.value("hidden", false))
            shown.insert(choice.value("key", ""));
    return shown;
}

class ChunkUndo {
  public:
    // `model_stays`: the code by which what was done to the model is left alone, if it cannot go.
    ChunkUndo(UnitOfWork& work, Id job, Undone& so_far, std::string_view model_stays)
        : work_(work), own_{"job", job}, undone_(so_far), model_stays_(model_stays) {}

    Status run(const std::vector<Record>& rows) {
        VIGIL_DO(find_built_upon(rows));
        for (const auto& row : rows) VIGIL_DO(take_back(row));
        for (auto& [key, link, own] : links_)
            work_.stand_alone(
                {&work_.entity(key), gone_[key], link.child, link.field, std::move(own)});
        return {};
    }

  private:
    // Which records made by these rows have children that are not this job's own, or broken promises.
    Status find_built_upon(const std::vector<Record>& rows);
    Status take_back(const Record& row);
    Status mark(const Record& row);
    // The code by which a change to the model stays: somebody has used what it made. Empty where it may go.
    Result<std::string> why_in_use(const Record& now, const Record& before);
    Result<bool> is_used(const EntityDef& entity, const FieldDef& field, ConditionPtr where);
    // The code; empty where nothing stands against it.
    Result<std::string> why_left(const Record& row, const Record& now, const Result<Record>& before,
                                 bool hidden);
    void leave(const Record& record, std::string_view code);
    std::string name_of(const Record& record) const;

    UnitOfWork& work_;
    ActRows own_;
    Undone& undone_;
    std::string model_stays_;
    std::set<Id> built_upon_, broken_;
    // Where records could link to what these rows made, and what of it goes.
    struct Link {
        std::string parent;
        Catalogue::ChildLink link;
        std::vector<Id> own;
    };
    std::vector<Link> links_;
    std::map<std::string, std::vector<Id>, std::less<>> gone_;
};

Status ChunkUndo::find_built_upon(const std::vector<Record>& rows) {
    std::map<std::string, std::vector<Id>> made;
    for (const auto& row : rows)
        if (is_making(row))
            made[std::string(row.text("entity"))].push_back(Id{integer_of(row["record"])});
    for (const auto& [key, ids] : made) {
        for (const auto& link : work_.catalogue().children_of(key)) {
            if (!is_linked_by(link)) continue;
            VIGIL_TRY(auto linked, linked_since(work_, link, ids, own_, all_children));
            for (const auto& one : linked.others) built_upon_.insert(one.parent);
            links_.push_back({key, link, std::move(linked.own)});
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
    if (fine) return now.entity->key == "overlay" ? why_in_use(now, *before) : "";
    const FaultKind kind = fine.error().kind;
    if (kind == FaultKind::conflict) return "has_children";
    if (kind == FaultKind::not_found || kind == FaultKind::forbidden) return "not_yours_to_change";
    return pass_on(std::move(fine).error());
}

// By a live record other than those that go in this very unit.
Result<bool> ChunkUndo::is_used(const EntityDef& entity, const FieldDef& field,
                                ConditionPtr where) {
    Query query;
    query.entity = &entity;
    query.where = std::move(where);
    query.limit = int(work_.staged().size()) + 1;
    VIGIL_TRY(const auto rows, work_.view().find(query, Permit::house()));
    return std::ranges::any_of(rows, [&](const Record& row) {
        return std::ranges::none_of(work_.staged(), [&](const Staged& one) {
            return one.after.id() == row.id() &&
                   (one.after.removed() || one.after[field.key] != row[field.key]);
        });
    });
}

Result<std::string> ChunkUndo::why_in_use(const Record& now, const Record& before) {
    if (!model_stays_.empty()) return model_stays_;
    const EntityDef* entity = work_.catalogue().entity(now.text("entity"));
    const FieldDef* field = entity ? entity->field(now.text("field")) : nullptr;
    if (!field) return "";
    std::vector<ConditionPtr> gone;
    VIGIL_TRY(const auto shown, choices_shown(now));
    VIGIL_TRY(const auto stay, choices_shown(before));
    for (const auto& choice : shown)
        if (!stay.contains(choice)) gone.push_back(field_equals(*entity, field->key, choice));
    if (!gone.empty()) {
        VIGIL_TRY(const bool used, is_used(*entity, *field, any_of(std::move(gone))));
        if (used) return "choice_in_use";
    }
    if (!before.removed() || !field->own) return "";
    VIGIL_TRY(const bool used,
              is_used(*entity, *field,
                      negated(compare(*entity, field->key, Condition::Op::empty, Empty{}))));
    return used ? "field_in_use" : "";
}

std::string ChunkUndo::name_of(const Record& record) const {
    const bool of_model = record.entity->key == "overlay";
    const EntityDef* entity = of_model ? work_.catalogue().entity(record.text("entity")) : nullptr;
    const FieldDef* field = entity ? entity->field(record.text("field")) : nullptr;
    if (field) return std::string(field->label.in(work_.actor().language));
    return title_for(record, work_.actor().permit, work_.actor().language);
}

void ChunkUndo::leave(const Record& record, std::string_view code) {
    const bool told = std::ranges::any_of(
        undone_.left, [&](const LeftAlone& one) { return one.record == record.id(); });
    if (told) return;
    ++undone_.left_count;
    if (undone_.left.size() < told_max)
        undone_.left.push_back(
            {record.entity->key, record.id(), name_of(record), std::string(code)});
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
    if (found->removed() && is_making(row)) return {};  // gone already
    auto before = before_act(row, *found, work_.now());
    VIGIL_TRY(const auto left, why_left(row, *found, before, hidden));
    if (!left.empty()) {
        if (hidden)
            ++undone_.left_count;  // which, is not his to know
        else
            leave(*found, left);
        return {};
    }
    if (is_making(row)) gone_[entity->key].push_back(id);
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

// What is left of it may be taken back again, once what stood in the way is gone.
Status check_anything_left(Engine& engine, const Record& job) {
    if (job.text("state") != "undone") return {};
    VIGIL_TRY(const bool left, is_anything_left(engine, job));
    return left ? Status() : fail(FaultKind::conflict, "undone_already");
}

Result<Record> job_to_undo(Engine& engine, const Actor& actor, Id job) {
    const auto company = engine.company.current();
    VIGIL_TRY(auto row,
              engine.store.read()->get(company->catalogue->need("job"), job, Permit::house()));
    if (!row) return fail(FaultKind::not_found, "not_found");
    VIGIL_DO(check_may_undo(actor, *row, engine.clock.now()));
    VIGIL_DO(check_anything_left(engine, *row));
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

struct ChunkOf {
    Id job, below;  // the journal rows of the job below this one
    std::string_view model_stays;
};

// One chunk; answers the lowest journal id it saw, none at the end.
Result<Id> try_chunk(Engine& engine, const Actor& actor, const ChunkOf& chunk, Undone& undone) {
    Id lowest;
    Undone counted;
    VIGIL_DO(work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        lowest = {};
        counted = undone;
        VIGIL_TRY(auto rows, rows_below(unit, chunk.job, chunk.below));
        if (rows.empty()) return {};
        lowest = rows.back().id();
        std::erase_if(rows, [](const Record& row) {
            return !is_empty(row["undone_by"]) || !is_empty(row["undo_of"]);
        });
        if (rows.empty()) return {};
        unit.is_undo_of(Id{integer_of(rows.front()["act_group"])});
        VIGIL_DO(ChunkUndo(unit, chunk.job, counted, chunk.model_stays).run(rows));
        return try_model(unit);
    }));
    undone = std::move(counted);
    return lowest;
}

// Where rules, rights or others have come to stand on what the job did to the model, that stays.
Result<Id> undo_chunk(Engine& engine, const Actor& actor, Id job, Id below, Undone& undone) {
    auto lowest = try_chunk(engine, actor, {job, below, ""}, undone);
    if (lowest || lowest.error().kind != FaultKind::refused) return lowest;
    const std::string code = lowest.error().code;
    return try_chunk(engine, actor, {job, below, code}, undone);
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

Result<bool> is_anything_left(Engine& engine, const Record& job) {
    const auto company = engine.company.current();
    const EntityDef& journal = company->catalogue->need("journal");
    Query query;
    query.entity = &journal;
    query.where = field_equals(journal, "job", job.id().value);
    const auto view = engine.store.read();
    VIGIL_TRY(const auto all, view->count(query, Permit::house()));
    query.where =
        both(query.where, compare(journal, "undone_by", Condition::Op::gt, std::int64_t(0)));
    VIGIL_TRY(const auto undone, view->count(query, Permit::house()));
    return undone < all;
}

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
