#include "watch/tasks.h"

#include <algorithm>

#include "usecases/conditions.h"
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

Result<std::vector<Record>> rows_of(UnitOfWork& work, std::string_view key, ConditionPtr where,
                                    int limit, Removed removed = Removed::without) {
    Query query;
    query.entity = &work.entity(key);
    query.where = std::move(where);
    query.order = {{field_id, false}};
    query.limit = limit;
    query.removed = removed;
    query.context.now = work.now();
    query.context.time_zone = work.company().settings.time_zone;
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
    Status take_record(const rules::GuidelinePtr& guideline, const Record& record);
    Status tell_unheard(const rules::Guideline& guideline, const Record& row);
    Result<std::vector<Record>> past_of(const rules::GuidelinePtr& guideline, const Record& record);
    Result<std::vector<Record>> journal_of(const rules::Guideline& guideline, const Record& record);
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
    const EntityDef& entity = *guideline->entity;
    auto where = both(compare(entity, "id", Condition::Op::gt, Id{cursor()}), guideline->start);
    VIGIL_TRY(const auto records, rows_of(work_, entity.key, std::move(where), take_batch));
    for (const auto& record : records) VIGIL_DO(take_record(guideline, record));
    const bool more = int(records.size()) == take_batch;
    return next(more ? std::optional(records.back().id().value) : std::nullopt);
}

Status Task::take_record(const rules::GuidelinePtr& guideline, const Record& record) {
    const EntityDef& watch = work_.entity("watch");
    VIGIL_TRY(const auto known, rows_of(work_, "watch",
                                        both(field_equals(watch, "record", record.id().value),
                                             field_equals(watch, "guideline", guideline->id.value)),
                                        many));
    for (const auto& row : known)
        if (!truth_of(row["over"])) return tell_unheard(*guideline, row);
    VIGIL_TRY(const auto past, past_of(guideline, record));
    work_.keep(record);  // who changes it meanwhile is looked at again
    for (const auto& row : past) {
        if (truth_of(row["over"])) continue;
        rules::Watch promise = to_watch(row);
        promise.id = {};
        promise.exception = {};
        promise.guideline = guideline->id;
        promise.guideline_version = guideline->version;
        if (is_live(promise)) {  // from the first look on, as the clock finds it
            promise.state = rules::Watch::State::running;
            promise.rung = 0;
            promise.next_at = std::min(promise.warn_at, promise.due_at);
            promise.historic = promise.due_at <= work_.now();
        }
        begin_watch(work_, promise, *guideline->entity, known);
    }
    return {};
}

// In shadow it broke and nobody heard of it.
Status Task::tell_unheard(const rules::Guideline& guideline, const Record& row) {
    rules::Watch watch = to_watch(row);
    const bool unheard = watch.state == rules::Watch::State::broken && !watch.exception;
    if (!unheard || guideline.state != rules::Guideline::State::on) return {};
    watch.state = rules::Watch::State::running;
    watch.rung = 0;
    watch.next_at = watch.due_at;
    watch.historic = true;
    work_.update(row, from_watch(watch, row));
    return {};
}

// The watches the record would have by now.
Result<std::vector<Record>> Task::past_of(const rules::GuidelinePtr& guideline,
                                          const Record& record) {
    VIGIL_TRY(const auto replay, Replay::make(work_.engine(), guideline, Replay::People::as_now));
    VIGIL_DO(seed_linked(*replay, record));
    VIGIL_TRY(const auto rows, journal_of(*guideline, record));
    for (const auto& row : rows) VIGIL_DO(replay->take(row));
    VIGIL_DO(replay->finish(work_.now()));
    auto all = replay->store().all("watch");
    std::erase_if(all,
                  [&](const Record& row) { return Id{integer_of(row["record"])} != record.id(); });
    return all;
}

// Its own rows and those of the records it counts, in the order of the journal.
Result<std::vector<Record>> Task::journal_of(const rules::Guideline& guideline,
                                             const Record& record) {
    const EntityDef& journal = work_.entity("journal");
    std::vector<std::pair<std::string, Id>> sources{{record.entity->key, record.id()}};
    for (const EntityDef* child : rules::counted_by(guideline)) {
        for (std::size_t i = 0; i < child->fields.size(); ++i) {
            const FieldDef& field = child->fields[i];
            if (field.kind != FieldKind::link || field.base || field.link != record.entity->key)
                continue;
            VIGIL_TRY(const auto children,
                      rows_of(work_, child->key, field_equals(*child, int(i), record.id()), many,
                              Removed::with));
            for (const auto& one : children) sources.emplace_back(child->key, one.id());
        }
    }
    std::vector<Record> all;
    for (const auto& [entity, id] : sources) {
        VIGIL_TRY(auto rows,
                  rows_of(work_, "journal", field_equals(journal, "record", id.value), many));
        for (auto& row : rows)
            if (row.text("entity") == entity) all.push_back(std::move(row));
    }
    std::ranges::stable_sort(
        all, {}, [](const Record& row) { return std::pair(integer_of(row["seq"]), row.id()); });
    return all;
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
    auto is_open = std::make_shared<Condition>(*field_equals(watch, "next_at", Value(Moment{})));
    is_open->op = Condition::Op::empty;
    ConditionPtr where =
        both(negated(is_open), compare(watch, "id", Condition::Op::gt, Id{cursor()}));
    if (user) {
        where = both(field_equals(watch, "owner", user.value), std::move(where));
    } else {
        auto nobody =
            std::make_shared<Condition>(*field_equals(watch, "owner", Value(std::int64_t(0))));
        nobody->op = Condition::Op::empty;
        where = both(nobody, std::move(where));
    }
    VIGIL_TRY(const auto rows, rows_of(work_, "watch", std::move(where), batch));
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
        const auto guideline = work_.company().guideline(watch.guideline, watch.guideline_version);
        if (!guideline) continue;
        VIGIL_TRY(const auto moved,
                  rules::moved_by_calendar(*guideline, watch, work_.now(),
                                           work_.company().calendar_of(watch.owner)));
        if (!moved) continue;
        if (moved->exception) VIGIL_DO(move_exception(work_, *moved));
        work_.update(row, from_watch(*moved, row));
    }
    return {};
}

}  // namespace

Result<bool> do_task(Engine& engine) {
    const Actor house = Actor::house();
    for (int i = 1;; ++i) {
        UnitOfWork work(engine, house, engine.clock.now());
        VIGIL_TRY(const auto rows, rows_of(work, "watch_task", nullptr, 1));
        if (rows.empty()) return false;
        VIGIL_DO(Task(work, rows.front()).run());
        const auto done = work.commit();
        if (done) return true;
        const auto& code = done.error().code;
        const bool again = code == "changed_meanwhile" || code == "not_unique";
        if (!again || i == tries) return pass_on(done.error());
    }
}

}  // namespace vigil::watch
