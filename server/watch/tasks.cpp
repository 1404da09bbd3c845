#include "watch/tasks.h"

#include <algorithm>

#include "usecases/conditions.h"
#include "usecases/follow_promise.h"
#include "usecases/watch_tasks.h"
#include "usecases/watching.h"
#include "watch/fall_due.h"
#include "watch/replay.h"

namespace vigil::watch {

namespace {

constexpr int batch = 200;      // watches in one transaction
constexpr int take_batch = 50;  // records: each is lived through anew
constexpr int many = 100'000;
constexpr int tries = 5;

// By id, behind `after`.
Result<std::vector<Record>> rows_of(UnitOfWork& work, std::string_view key, ConditionPtr where,
                                    int limit, std::int64_t after = 0,
                                    Removed removed = Removed::without) {
    Query query;
    query.entity = &work.entity(key);
    query.where = std::move(where);
    query.order = {{field_id, false}};
    if (after) query.after = {Id{after}, Id{after}};
    query.limit = limit;
    query.removed = removed;
    query.context = work.company().house_context(work.now());
    return work.view().find(query, Permit::house());
}

class Task {
  public:
    Task(UnitOfWork& work, const Record& row) : work_(work), row_(row) {}

    Status run() {
        const auto kind = row_.text("kind");
        if (kind == task::take) return take();
        if (kind == task::release) return release();
        return move();
    }

  private:
    Id guideline() const { return Id{integer_of(row_["guideline"])}; }
    std::int64_t cursor() const { return integer_of(row_["cursor"]); }
    // The next batch begins behind `cursor`; nothing: the task is done.
    Status next(std::optional<std::int64_t> cursor) {
        if (!cursor) {
            work_.erase(row_);
            return {};
        }
        Record after = row_;
        after.set("cursor", *cursor);
        work_.update(row_, after);
        return {};
    }

    Status take();
    struct Unwatched {
        const Record* record;
        std::vector<Record> over;  // its watches that have ended
    };
    Status take_records(const rules::GuidelinePtr& guideline,
                        const std::map<Id, Unwatched>& unwatched);
    Status begin_now(const rules::Guideline& guideline, const Unwatched& one);
    void begin(const rules::Guideline& guideline, rules::Watch promise, const Unwatched& one);
    Status tell_unheard(const rules::Guideline& guideline, const Record& row);
    Status add_journal_of(const rules::Guideline& guideline, const Record& record,
                          std::vector<Record>& all);
    Status seed_linked(Replay& replay, const Record& record);

    Status release();
    Status end(const Record& row);

    Status move();
    Status move_watches(const std::vector<Record>& rows);
    Id user_after(Id user) const;

    UnitOfWork& work_;
    Record row_;
};

// --- take

Status Task::take() {
    const auto guideline = work_.company().guideline(this->guideline());
    if (!guideline || guideline->state == rules::Guideline::State::off) return next(std::nullopt);
    VIGIL_TRY(const auto records,
              rows_of(work_, guideline->entity->key, guideline->start, take_batch, cursor()));
    std::map<Id, Unwatched> unwatched;
    const EntityDef& watch = work_.entity("watch");
    for (const auto& record : records) {
        VIGIL_TRY(auto known, rows_of(work_, "watch",
                                      both(field_equals(watch, "record", record.id().value),
                                           field_equals(watch, "guideline", guideline->id.value)),
                                      many));
        const auto current =
            std::ranges::find_if(known, [](const Record& row) { return !truth_of(row["over"]); });
        if (current == known.end())
            unwatched[record.id()] = {&record, std::move(known)};
        else
            VIGIL_DO(tell_unheard(*guideline, *current));
    }
    if (!unwatched.empty()) VIGIL_DO(take_records(guideline, unwatched));
    const bool more = int(records.size()) == take_batch;
    return next(more ? std::optional(records.back().id().value) : std::nullopt);
}

// Gives them the watches they would have by now.
Status Task::take_records(const rules::GuidelinePtr& guideline,
                          const std::map<Id, Unwatched>& unwatched) {
    VIGIL_TRY(const auto replay, Replay::make(work_.engine(), guideline, Replay::People::as_now));
    std::vector<Record> journal;
    for (const auto& [id, one] : unwatched) {
        VIGIL_DO(seed_linked(*replay, *one.record));
        VIGIL_DO(add_journal_of(*guideline, *one.record, journal));
        work_.keep(*one.record);  // who changes it meanwhile is looked at again
    }
    const auto place = [](const Record& row) {
        return std::pair(integer_of(row["seq"]), row.id());
    };
    std::ranges::sort(journal, {}, place);
    const auto twice = std::ranges::unique(journal, {}, place);  // a record that two of them count
    journal.erase(twice.begin(), twice.end());
    for (const auto& row : journal) VIGIL_DO(replay->take(row));
    VIGIL_DO(replay->finish(work_.now()));
    std::set<Id> begun;
    replay->store().each("watch", [&](const Record& row) {
        const auto one = unwatched.find(Id{integer_of(row["record"])});
        if (one == unwatched.end() || truth_of(row["over"])) return;
        begin(*guideline, to_watch(row), one->second);
        begun.insert(one->first);
    });
    for (const auto& [id, one] : unwatched)
        if (!begun.contains(id)) VIGIL_DO(begin_now(*guideline, one));
    return {};
}

// Its journal does not tell since when (what it links to made it so): from its own field, or from now on.
Status Task::begin_now(const rules::Guideline& guideline, const Unwatched& one) {
    StagedFacts facts(*one.record, work_.view(), &work_.staged(), work_.catalogue());
    rules::StepEvent event;
    event.at = work_.now();
    event.owner = owner_of(*one.record, facts);
    event.calendar = &work_.company().calendar_of(event.owner);
    const ConditionContext context = work_.company().house_context(work_.now());
    VIGIL_TRY(const auto result,
              rules::watch_step(guideline, std::nullopt, nullptr, &facts, event, context));
    if (result.fresh) begin(guideline, *result.fresh, one);
    return {};
}

void Task::begin(const rules::Guideline& guideline, rules::Watch promise, const Unwatched& one) {
    promise.id = {};
    promise.exception = {};
    if (is_live(promise)) {  // from the first look on, as the clock finds it
        promise.state = rules::Watch::State::running;
        promise.rung = 0;
        promise.next_at = std::max(std::min(promise.warn_at, promise.due_at), work_.now());
        promise.historic = promise.due_at <= work_.now();
    }
    begin_watch(work_, std::move(promise), *guideline.entity, one.over);
}

// In shadow it broke and nobody heard of it.
Status Task::tell_unheard(const rules::Guideline& guideline, const Record& row) {
    rules::Watch watch = to_watch(row);
    const bool unheard = watch.state == rules::Watch::State::broken && !watch.exception;
    if (!unheard || guideline.state != rules::Guideline::State::on) return {};
    watch.state = rules::Watch::State::running;
    watch.rung = 0;
    watch.next_at = std::max(watch.due_at, work_.now());
    watch.historic = true;
    work_.update(row, from_watch(watch, row));
    return {};
}

// Its own rows and those of the records it counts.
Status Task::add_journal_of(const rules::Guideline& guideline, const Record& record,
                            std::vector<Record>& all) {
    std::vector<std::pair<std::string, Id>> sources{{record.entity->key, record.id()}};
    for (const EntityDef* child : rules::counted_by(guideline)) {
        for (std::size_t i = 0; i < child->fields.size(); ++i) {
            const FieldDef& field = child->fields[i];
            if (field.kind != FieldKind::link || field.base || field.link != record.entity->key)
                continue;
            VIGIL_TRY(const auto children,
                      rows_of(work_, child->key, field_equals(*child, int(i), record.id()), many, 0,
                              Removed::with));
            for (const auto& one : children) sources.emplace_back(child->key, one.id());
        }
    }
    const EntityDef& journal = work_.entity("journal");
    for (const auto& [entity, id] : sources) {
        VIGIL_TRY(auto rows,
                  rows_of(work_, "journal", field_equals(journal, "record", id.value), many));
        for (auto& row : rows)
            if (row.text("entity") == entity) all.push_back(std::move(row));
    }
    return {};
}

// What it links to is taken as it is now.
Status Task::seed_linked(Replay& replay, const Record& record) {
    for (std::size_t i = 0; i < record.values.size(); ++i) {
        const FieldDef& field = record.entity->fields[i];
        const Id id = id_of(record.values[i]);
        if (field.kind != FieldKind::link || !id || !replay.wants(field.link)) continue;
        VIGIL_TRY(const auto linked,
                  work_.view().get(work_.entity(field.link), id, Permit::house()));
        if (linked && field.link != record.entity->key) replay.store().put(*linked);
    }
    return {};
}

// --- release

Status Task::release() {
    const EntityDef& watch = work_.entity("watch");
    Query query;
    query.entity = &watch;
    query.where = both(field_equals(watch, "guideline", guideline().value),
                       compare(watch, "record", Condition::Op::gt, cursor()));
    query.order = {{watch.index_of("record"), false}};
    query.limit = batch;
    VIGIL_TRY(auto rows, work_.view().find(query, Permit::house()));
    const bool more = int(rows.size()) == batch;
    const auto last = rows.empty() ? Value() : rows.back()["record"];
    if (more && rows.front()["record"] != last)  // the last record's rows may not all be here
        std::erase_if(rows, [&](const Record& row) { return row["record"] == last; });
    for (const auto& row : rows)
        if (!truth_of(row["over"])) VIGIL_DO(end(row));
    return next(more ? std::optional(integer_of(rows.back()["record"])) : std::nullopt);
}

Status Task::end(const Record& row) {
    Record after = row;
    const rules::Watch watch = to_watch(row);
    after.set("over", true);
    if (is_live(watch)) {
        after.set("state", std::string("void"));
        after.set("next_at", Empty{});
        after.set("ended_at", work_.now());
        if (watch.exception) VIGIL_DO(close_exception(work_, watch.exception, "void"));
    }
    work_.update(row, after);
    return {};
}

// --- move

// One person's watches at a time, found by their index; nobody's come first.
Status Task::move() {
    const EntityDef& watch = work_.entity("watch");
    const Id user{integer_of(row_["user"])};
    const auto is_his =
        user ? field_equals(watch, "owner", user.value) : field_is_empty(watch, "owner");
    VIGIL_TRY(const auto rows,
              rows_of(work_, "watch", both(is_his, negated(field_is_empty(watch, "next_at"))),
                      batch, cursor()));
    VIGIL_DO(move_watches(rows));
    Record after = row_;
    const bool more = int(rows.size()) == batch;
    after.set("cursor", more ? rows.back().id().value : std::int64_t(0));
    if (!more) {
        const Id following = truth_of(row_["everybody"]) ? user_after(user) : Id{};
        if (!following) return next(std::nullopt);
        after.set("user", following.value);
    }
    work_.update(row_, after);
    return {};
}

Id Task::user_after(Id user) const {
    Id found;
    for (const auto& [id, person] : work_.company().people)
        if (id > user && (!found || id < found)) found = id;
    return found;
}

Status Task::move_watches(const std::vector<Record>& rows) {
    for (const auto& row : rows) {
        const rules::Watch watch = to_watch(row);
        auto guideline = work_.company().guideline(watch.guideline, watch.guideline_version);
        if (!guideline) guideline = work_.company().guideline(watch.guideline);
        if (!guideline) continue;
        const auto moved = rules::moved_by_calendar(*guideline, watch, work_.now(),
                                                    work_.company().calendar_of(watch.owner));
        if (!moved || !*moved) continue;  // what cannot be placed is left to its own look
        if ((*moved)->exception) VIGIL_DO(move_exception(work_, **moved));
        work_.update(row, from_watch(**moved, row));
    }
    return {};
}

Result<bool> try_batch(Engine& engine) {
    const Actor house = Actor::house();
    UnitOfWork work(engine, house, engine.clock.now());
    VIGIL_TRY(const auto rows, rows_of(work, "watch_task", nullptr, 1));
    if (rows.empty()) return false;
    VIGIL_DO(Task(work, rows.front()).run());
    VIGIL_DO(work.commit());
    return true;
}

}  // namespace

Result<bool> do_task(Engine& engine) {
    for (int i = 1;; ++i) {
        const auto done = try_batch(engine);
        if (done) return *done;
        const auto& code = done.error().code;
        const bool again = code == "changed_meanwhile" || code == "not_unique";
        if (again && !is_of_edition(done.error()) && i < tries) continue;
        VIGIL_TRY(const bool was_stale, engine.company.catch_up());
        // The next look judges by the company of now.
        return was_stale || is_of_edition(done.error()) ? Result<bool>(true) : done;
    }
}

}  // namespace vigil::watch
