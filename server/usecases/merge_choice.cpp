#include "usecases/merge_choice.h"

#include <nlohmann/json.hpp>

#include "usecases/change_model.h"
#include "usecases/check_choices.h"
#include "usecases/conditions.h"
#include "usecases/lay_row.h"
#include "usecases/update_record.h"

namespace vigil {

namespace {

using Json = nlohmann::json;

constexpr int chunk_records = 200;

Status check(Engine& engine, const Actor& actor, const ChoiceMerge& merge) {
    const auto company = engine.company.current();
    VIGIL_DO(check_changes_model(actor, *company->catalogue));
    const EntityDef* entity = company->catalogue->entity(merge.entity);
    if (!entity || entity->system || entity->plain)
        return fail(FaultKind::not_found, "unknown_entity", {}, {{"entity", merge.entity}});
    const FieldDef* field = entity->field(merge.field);
    if (!field || field->base || field->secret)
        return fail(FaultKind::not_found, "unknown_field", {}, {{"field", merge.field}});
    if (field->kind != FieldKind::choice)
        return fail_field(merge.field, "wrong_type", {{"expected", "choice"}});
    if (field->read_only) return fail_field(merge.field, "read_only");
    const Choice *from = field->choice(merge.from), *to = field->choice(merge.to);
    if (!from) return fail_field("from", "not_a_choice", {{"value", merge.from}});
    if (!to || to->hidden || merge.to == merge.from)
        return fail_field("to", "not_a_choice", {{"value", merge.to}});
    if (from->hidden) return {};  // gone already, by a job that was interrupted say
    return check_choice_unused(*engine.store.read(), *company, *entity, *field, merge.from);
}

class Merging {
  public:
    Merging(JobTask& task, ChoiceMerge merge) : task_(task), merge_(std::move(merge)) {}

    Result<std::string> run() {
        VIGIL_DO(hide_choice(task_.engine, task_.actor, merge_.entity, merge_.field, merge_.from,
                             merge_.to, task_.id));
        VIGIL_TRY(const auto total, count());
        VIGIL_DO(set_job_number(task_.engine, task_.id, "total", total));
        for (Id after;;) {
            if (task_.stopped()) return fail(FaultKind::unavailable, "job_interrupted");
            VIGIL_TRY(after, chunk(after));
            if (!after) break;
        }
        return Json{{"changed", done_}}.dump();
    }

  private:
    Query query_of(const EntityDef& entity) const {
        Query query;
        query.entity = &entity;
        query.where = field_equals(entity, merge_.field, merge_.from);
        query.order = {{field_id, false}};
        query.removed = Removed::with;
        query.limit = chunk_records;
        return query;
    }
    Result<std::int64_t> count() {
        const auto company = task_.engine.company.current();
        return task_.engine.store.read()->count(query_of(company->catalogue->need(merge_.entity)),
                                                Permit::house());
    }
    // Answers the last one it changed; none when there are no more. An administrator sees and changes all.
    Result<Id> chunk(Id after) {
        Engine& engine = task_.engine;
        Id last;
        std::int64_t changed = 0;
        VIGIL_DO(work(engine, task_.actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
            unit.belongs_to(task_.id);
            Query query = query_of(unit.entity(merge_.entity));
            if (after) query.after = {after, after};
            VIGIL_TRY(const auto rows, unit.view().find(query, Permit::house()));
            last = rows.empty() ? Id{} : rows.back().id();
            changed = std::int64_t(rows.size());
            for (const auto& row : rows) {
                Record merged = row;
                merged.set(merge_.field, merge_.to);
                derive(unit, row, merged);
                unit.change(row, std::move(merged), "merge_choice");
            }
            return stage_job_progress(unit, task_.id, done_ + changed, 0);
        }));
        done_ += changed;
        return last;
    }

    JobTask& task_;
    ChoiceMerge merge_;
    std::int64_t done_ = 0;
};

}  // namespace

Result<Id> enqueue_choice_merge(Engine& engine, const Actor& actor, const ChoiceMerge& merge) {
    VIGIL_DO(check(engine, actor, merge));
    const Json input{
        {"entity", merge.entity}, {"field", merge.field}, {"from", merge.from}, {"to", merge.to}};
    return enqueue_job(engine, actor, {"merge_choice", input.dump(), 0, {}});
}

Result<std::string> run_choice_merge_job(JobTask& task) {
    const auto input = Json::parse(task.input, nullptr, false);
    if (!input.is_object()) return fail(FaultKind::internal, "job_unknown");
    ChoiceMerge merge{input.value("entity", ""), input.value("field", ""), input.value("from", ""),
                      input.value("to", "")};
    VIGIL_DO(check(task.engine, task.actor, merge));
    return Merging(task, std::move(merge)).run();
}

}  // namespace vigil
