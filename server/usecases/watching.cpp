#include "usecases/watching.h"

#include <algorithm>
#include <set>

#include "base/check.h"
#include "usecases/conditions.h"
#include "usecases/follow_promise.h"
#include "usecases/watch_tasks.h"

namespace vigil {

namespace {

using rules::StepResult;
using rules::Watch;

constexpr int most_watches = 1'000;

Value optional_moment(const std::optional<Moment>& moment) {
    return moment ? Value(*moment) : Value(Empty{});
}

// A record whose promises may have moved, with the world before and after.
struct Touched {
    std::optional<Record> before;
    std::optional<Record> after;
    bool fresh = false;                         // made in this unit: no watches yet
    bool own = true;                            // changed itself; else only what it counts
    std::set<const rules::Guideline*> counted;  // guidelines to look at when not changed itself
};

// What a step looks at.
struct Sight {
    StagedFacts* before;
    StagedFacts* after;
    const rules::StepEvent& event;
    const ConditionContext& context;
};

class Watching {
  public:
    explicit Watching(UnitOfWork& work) : work_(work) {}
    Status run();

  private:
    void collect();
    void collect_parents(const Staged& one);
    Status look(Touched& touched);
    Status step(const rules::GuidelinePtr& guideline, const std::optional<Record>& row,
                const std::vector<Record>& over, StagedFacts* before, StagedFacts* after);
    // False when the renewal stands.
    Result<bool> take_back_renewal(const rules::Guideline& guideline, const Record& row,
                                   const std::vector<Record>& over, const Sight& sight);
    // False where the undo brings no earlier promise back.
    Result<bool> go_back(const rules::Guideline& guideline, const std::optional<Record>& row,
                         const std::vector<Record>& over, const Sight& sight);
    // Of a promise that is still kept after an undo: since when, by what stands now.
    Status keep_anew(const rules::Guideline& guideline, const Record& row, const Watch& watch,
                     StagedFacts* after);
    Status replace(const rules::Guideline& guideline, const Record& row, StepResult back,
                   const Record& earlier, const std::vector<Record>& over);
    Status carry_out(const rules::Guideline& guideline, StepResult& result,
                     const std::optional<Record>& row, const std::vector<Record>& over);

    UnitOfWork& work_;
    std::map<std::pair<std::string, Id>, Touched> touched_;
};

void Watching::collect() {
    const auto staged_count = work_.staged().size();
    for (std::size_t i = 0; i < staged_count; ++i) {
        const Staged& one = work_.staged()[i];
        if (one.after.entity->plain) continue;
        Touched& touched = touched_[{one.after.entity->key, one.after.id()}];
        touched.before = one.before;
        if (touched.before && touched.before->removed()) touched.before.reset();
        if (!one.after.removed()) touched.after = one.after;
        touched.fresh = !one.before;
        touched.own = true;
        collect_parents(one);
    }
}

// Those a guideline counts this record for, before or after the change.
void Watching::collect_parents(const Staged& one) {
    const EntityDef& entity = *one.after.entity;
    for (const auto& guideline : work_.company().counting(entity)) {
        for (std::size_t i = 0; i < entity.fields.size(); ++i) {
            const FieldDef& field = entity.fields[i];
            if (field.kind != FieldKind::link || field.base || field.link != guideline->entity->key)
                continue;
            for (const Id parent :
                 {one.before ? id_of(one.before->values[i]) : Id{}, id_of(one.after.values[i])}) {
                if (!parent) continue;
                auto [it, fresh] = touched_.try_emplace({guideline->entity->key, parent});
                if (fresh) it->second.own = false;
                it->second.counted.insert(guideline.get());
            }
        }
    }
}

Status Watching::run() {
    collect();
    VIGIL_DO(queue_watch_tasks(work_));
    if (work_.is_undo()) VIGIL_DO(follow_acceptance(work_));
    for (auto& [key, touched] : touched_) {
        const EntityDef& entity = work_.entity(key.first);
        if (work_.company().on_entity(entity).empty()) continue;
        if (!touched.own) {
            VIGIL_TRY(auto found, work_.view().get(entity, key.second, Permit::house()));
            if (!found || found->removed()) continue;
            touched.before = found;
            touched.after = std::move(found);
        }
        if (touched.before || touched.after) VIGIL_DO(look(touched));
    }
    return {};
}

Status Watching::look(Touched& touched) {
    const Record& record = touched.after ? *touched.after : *touched.before;
    const EntityDef& watch = work_.entity("watch");
    std::vector<Record> rows, over;
    if (!touched.fresh) {
        Query query;
        query.entity = &watch;
        query.where = field_equals(watch, "record", record.id().value);
        query.limit = most_watches;
        query.order = {{field_id, true}};  // the newest: only old ones can be too many
        VIGIL_TRY(rows, work_.view().find(query, Permit::house()));
        std::ranges::reverse(rows);
        const auto ended = std::ranges::stable_partition(
            rows, [](const Record& row) { return !truth_of(row["over"]); });
        over.assign(ended.begin(), ended.end());
        rows.erase(ended.begin(), ended.end());
    }
    std::optional<StagedFacts> before, after;
    if (touched.before) before.emplace(*touched.before, work_.view(), nullptr, work_.catalogue());
    if (touched.after)
        after.emplace(*touched.after, work_.view(), &work_.staged(), work_.catalogue(),
                      work_.undo_of());
    for (const auto& guideline : work_.company().on_entity(*record.entity)) {
        if (!touched.own && !touched.counted.contains(guideline.get())) continue;
        std::optional<Record> row;
        for (const auto& one : rows)
            if (integer_of(one["guideline"]) == guideline->id.value) row = one;
        // A running watch keeps the version it was started by.
        auto version = row ? work_.company().guideline(guideline->id,
                                                       int(integer_of((*row)["guideline_version"])))
                           : guideline;
        VIGIL_DO(step(version ? version : guideline, row, over, before ? &*before : nullptr,
                      after ? &*after : nullptr));
    }
    return {};
}

Status Watching::step(const rules::GuidelinePtr& guideline, const std::optional<Record>& row,
                      const std::vector<Record>& over, StagedFacts* before, StagedFacts* after) {
    rules::StepEvent event;
    event.at = work_.at();
    event.undo = work_.is_undo();
    event.by_rule = work_.actor().by_rule;
    event.historic = work_.actor().historic;
    if (after) event.owner = owner_of(after->record(), *after);
    event.calendar = &work_.company().calendar_of(event.owner);
    const ConditionContext context = work_.company().house_context(work_.now());
    std::optional<Watch> watch;
    if (row) watch = to_watch(*row);
    if (watch && guideline->renew && (is_live(*watch) || watch->state == Watch::State::void_)) {
        VIGIL_TRY(const bool went_back,
                  take_back_renewal(*guideline, *row, over, {before, after, event, context}));
        if (went_back) return {};
    }
    if (event.undo) {
        VIGIL_TRY(const bool went_back,
                  go_back(*guideline, row, over, {before, after, event, context}));
        if (went_back) return {};
    }
    VIGIL_TRY(auto result, rules::watch_step(*guideline, watch, before, after, event, context));
    VIGIL_DO(carry_out(*guideline, result, row, over));
    const bool stays = result.kind == StepResult::Kind::none;
    return event.undo && watch && stays ? keep_anew(*guideline, *row, *watch, after) : Status();
}

Status Watching::keep_anew(const rules::Guideline& guideline, const Record& row, const Watch& watch,
                           StagedFacts* after) {
    if (!after || guideline.renew || watch.state != Watch::State::met) return {};
    VIGIL_TRY(const auto since, kept_since(work_, guideline, watch, *after));
    if (!since || *since == moment_of(row["ended_at"])) return {};
    Record moved = from_watch(watch, row);
    moved.set("ended_at", *since);
    work_.update(row, moved);
    return watch.exception ? end_exception(work_, watch, *since, true) : Status();
}

// The deed that renewed a promise is taken back: the promise goes on as if it had never been.
Result<bool> Watching::take_back_renewal(const rules::Guideline& guideline, const Record& row,
                                         const std::vector<Record>& over, const Sight& sight) {
    const auto renewed = std::ranges::find_if(over, [&](const Record& one) {
        return integer_of(one["guideline"]) == guideline.id.value && one.text("state") == "met" &&
               moment_of(one["ended_at"]) == moment_of(row["started_at"]);
    });
    if (renewed == over.end()) return false;
    VIGIL_TRY(auto back, rules::watch_step(guideline, to_watch(*renewed), sight.before, sight.after,
                                           sight.event, sight.context));
    if (back.kind != StepResult::Kind::reopened) return false;
    VIGIL_DO(replace(guideline, row, std::move(back), *renewed, over));
    return true;
}

// The act that is taken back ended a promise, or put another in its place as a new owner does: it goes on as if that
// had never been. Not where its rule had acted on it already: that would be done again at once.
Result<bool> Watching::go_back(const rules::Guideline& guideline, const std::optional<Record>& row,
                               const std::vector<Record>& over, const Sight& sight) {
    if (row && !rules::restarts(guideline, sight.before, sight.after)) return false;
    const auto newest = std::find_if(over.rbegin(), over.rend(), [&](const Record& one) {
        return integer_of(one["guideline"]) == guideline.id.value;
    });
    if (newest == over.rend()) return false;
    const bool acted_on = integer_of((*newest)["rung"]) > 0;
    VIGIL_TRY(auto back, rules::watch_step(guideline, to_watch(*newest), sight.before, sight.after,
                                           sight.event, sight.context));
    const bool goes_on = !acted_on && back.row && !back.row->over;
    if (goes_on && row)
        VIGIL_DO(replace(guideline, *row, back, *newest, over));
    else if (goes_on)
        VIGIL_DO(carry_out(guideline, back, *newest, over));
    const Watch stands = goes_on ? *back.row : to_watch(*newest);
    if (goes_on || !row) VIGIL_DO(keep_anew(guideline, *newest, stands, sight.after));
    return goes_on;
}

Status Watching::replace(const rules::Guideline& guideline, const Record& row, StepResult back,
                         const Record& earlier, const std::vector<Record>& over) {
    StepResult gone{StepResult::Kind::voided, to_watch(row), std::nullopt};
    gone.row->state = Watch::State::void_;
    gone.row->over = true;
    gone.row->next_at.reset();
    VIGIL_DO(carry_out(guideline, gone, row, over));
    return carry_out(guideline, back, earlier, over);
}

Status Watching::carry_out(const rules::Guideline& guideline, StepResult& result,
                           const std::optional<Record>& row, const std::vector<Record>& over) {
    if (result.kind == StepResult::Kind::none) return {};
    if (result.row) {
        Watch& watch = *result.row;
        const bool ends =
            result.kind == StepResult::Kind::met || result.kind == StepResult::Kind::voided;
        if (ends && watch.exception) VIGIL_DO(end_exception(work_, watch, work_.at()));
        if (result.kind == StepResult::Kind::kept && is_live(watch) && watch.exception)
            VIGIL_DO(follow_owner(work_, watch));
        const bool reopened = result.kind == StepResult::Kind::reopened;
        if (reopened && watch.exception) VIGIL_DO(reopen_exception(work_, watch));
        Record after = from_watch(watch, *row);
        if (reopened) after.set("ended_at", Empty{});
        if (ends) after.set("ended_at", work_.at());
        work_.update(*row, after);
    }
    if (result.fresh) begin_watch(work_, *result.fresh, *guideline.entity, over);
    return {};
}

}  // namespace

rules::Watch to_watch(const Record& row) {
    Watch watch;
    watch.id = row.id();
    watch.version = row.version();
    watch.guideline = Id{integer_of(row["guideline"])};
    watch.guideline_version = int(integer_of(row["guideline_version"]));
    watch.record = Id{integer_of(row["record"])};
    watch.state = rules::parse_watch_state(row.text("state")).value_or(Watch::State::void_);
    watch.started = moment_of(row["started_at"]);
    watch.warn_at = moment_of(row["warn_at"]);
    watch.due_at = moment_of(row["due_at"]);
    if (!is_empty(row["next_at"])) watch.next_at = moment_of(row["next_at"]);
    watch.owner = Id{integer_of(row["owner"])};
    watch.rung = int(integer_of(row["rung"]));
    watch.bounces = int(integer_of(row["bounces"]));
    watch.exception = Id{integer_of(row["exception"])};
    watch.over = truth_of(row["over"]);
    watch.historic = truth_of(row["historic"]);
    return watch;
}

Record from_watch(const rules::Watch& watch, Record row) {
    row.set("guideline", watch.guideline.value);
    row.set("guideline_version", std::int64_t(watch.guideline_version));
    row.set("record", watch.record.value);
    row.set("state", std::string(rules::to_string(watch.state)));
    row.set("started_at", watch.started);
    row.set("warn_at", watch.warn_at);
    row.set("due_at", watch.due_at);
    row.set("next_at", optional_moment(watch.next_at));
    row.set("owner", watch.owner ? Value(watch.owner.value) : Value(Empty{}));
    row.set("rung", std::int64_t(watch.rung));
    row.set("bounces", std::int64_t(watch.bounces));
    row.set("exception", watch.exception ? Value(watch.exception.value) : Value(Empty{}));
    row.set("over", watch.over);
    row.set("historic", watch.historic);
    return row;
}

void begin_watch(UnitOfWork& work, rules::Watch watch, const EntityDef& entity,
                 const std::vector<Record>& over) {
    for (const Record& old : over) {
        if (integer_of(old["guideline"]) != watch.guideline.value ||
            moment_of(old["started_at"]) != watch.started)
            continue;
        watch.id = old.id();
        watch.exception = Id{integer_of(old["exception"])};
        Record again = from_watch(watch, old);
        again.set("ended_at", is_live(watch) ? Value(Empty{}) : Value(work.at()));
        work.update(old, again);
        return;
    }
    insert_watch(work, std::move(watch), entity);
}

void insert_watch(UnitOfWork& work, rules::Watch watch, const EntityDef& entity) {
    watch.id = work.new_id();
    Record row(work.entity("watch"));
    row.values[field_id] = watch.id;
    row.set("entity", entity.key);
    if (!is_live(watch)) row.set("ended_at", work.at());
    work.insert(from_watch(watch, std::move(row)));
}

Id owner_of(const Record& record, rules::Facts& facts) {
    if (const int owner = record.entity->index_of("owner"); owner >= 0)
        return id_of(record.values[std::size_t(owner)]);
    for (std::size_t i = 0; i < record.entity->fields.size(); ++i) {
        const FieldDef& field = record.entity->fields[i];
        if (field.kind != FieldKind::link || field.base || is_empty(record.values[i])) continue;
        const auto linked = facts.linked(int(i));
        if (linked && *linked && (*linked)->entity->field("owner")) return (*linked)->link("owner");
    }
    return {};
}

Status watch_changes(UnitOfWork& work) { return Watching(work).run(); }

}  // namespace vigil
