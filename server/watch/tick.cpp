#include "watch/tick.h"

#include "usecases/conditions.h"
#include "watch/fall_due.h"
#include "watch/health.h"
#include "watch/tasks.h"

namespace vigil::watch {

namespace {

constexpr int due_at_once = 100;  // watches in one transaction

Result<std::vector<Record>> due_watches(Engine& engine, Moment until, int limit) {
    const auto company = engine.company.current();
    const EntityDef& watch = company->catalogue->need("watch");
    Query query;
    query.entity = &watch;
    query.where = compare(watch, "next_at", Condition::Op::le, until);
    query.order = {{watch.index_of("next_at"), false}};
    query.limit = limit;
    return engine.store.read_once()->find(query, Permit::house());
}

// What does a record's own change (reassign …) stands in a transaction of its own.
bool is_consequence(const Record& row) { return row.text("state") == "broken"; }

Result<TickReport> handle(Engine& engine, const std::vector<Record>& rows, Effects effects) {
    Actor house = Actor::house();
    if (is_consequence(rows.front())) house.by_rule = Id{integer_of(rows.front()["guideline"])};
    TickReport report;
    UnitOfWork work(engine, house, engine.clock.now());
    FallDue due(work, effects);
    for (const auto& row : rows) VIGIL_DO(due.look(row, report));
    VIGIL_DO(work.commit());
    return report;
}

void add(TickReport& sum, const TickReport& part) {
    sum.looked_at += part.looked_at;
    sum.warned += part.warned;
    sum.raised += part.raised;
    sum.consequences += part.consequences;
    sum.put_off += part.put_off;
}

// What one watch cannot be dealt with for must not keep the others from being dealt with.
Status put_off(Engine& engine, const Record& row, TickReport& sum) {
    const Actor house = Actor::house();
    UnitOfWork work(engine, house, engine.clock.now());
    Record after = row;
    after.set("next_at", work.now() + hours(1));
    work.update(row, after);
    const auto done = work.commit();
    // Somebody dealt with it, or the company is another by now; if not, the next look finds it.
    if (!done) return done.error().code == "changed_meanwhile" ? Status() : pass_on(done.error());
    ++sum.put_off;
    return {};
}

Status handle_all(Engine& engine, const std::vector<Record>& rows, TickReport& sum,
                  Effects effects) {
    auto report = handle(engine, rows, effects);
    if (!report && report.error().kind != FaultKind::unavailable) {
        if (is_of_edition(report.error())) return {};  // the next look judges by the company of now
        const bool changed = report.error().code == "changed_meanwhile";
        // Somebody dealt with it; if not, the next look finds it.
        if (rows.size() == 1) return changed ? Status() : put_off(engine, rows.front(), sum);
        for (const auto& row : rows) VIGIL_DO(handle_all(engine, {row}, sum, effects));
        return {};
    }
    if (!report) return pass_on(std::move(report).error());
    add(sum, *report);
    return {};
}

}  // namespace

Result<TickReport> tick(Engine& engine, Effects effects) {
    TickReport sum;
    VIGIL_TRY(const Span behind, lag(engine));
    if (effects == Effects::all) VIGIL_DO(tell_health(engine, behind));
    while (true) {
        VIGIL_TRY(const auto rows, due_watches(engine, engine.clock.now(), due_at_once));
        if (rows.empty()) {
            VIGIL_TRY(const bool did_some, do_task(engine));
            if (!did_some) return sum;
        }
        std::vector<Record> together;
        for (const auto& row : rows) {
            if (!is_consequence(row)) {
                together.push_back(row);
                continue;
            }
            if (!together.empty()) VIGIL_DO(handle_all(engine, together, sum, effects));
            together.clear();
            VIGIL_DO(handle_all(engine, {row}, sum, effects));
        }
        if (!together.empty()) VIGIL_DO(handle_all(engine, together, sum, effects));
        if (sum.looked_at > 10'000'000) return fail(FaultKind::internal, "watch_runs_in_circles");
    }
}

Result<std::optional<Moment>> next_due(Engine& engine) {
    VIGIL_TRY(const auto rows, due_watches(engine, Moment{INT64_MAX / 2}, 1));
    if (rows.empty()) return std::optional<Moment>();
    return std::optional(moment_of(rows.front()["next_at"]));
}

Result<Span> lag(Engine& engine) {
    VIGIL_TRY(const auto next, next_due(engine));
    const Moment now = engine.clock.now();
    return next && *next < now ? now - *next : Span{};
}

}  // namespace vigil::watch
