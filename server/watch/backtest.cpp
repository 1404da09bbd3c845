#include "watch/backtest.h"

#include <algorithm>

#include "rules/print_condition.h"
#include "watch/replay.h"

namespace vigil::watch {

namespace {

constexpr int page = 2'000;  // journal rows

std::map<Id, std::int64_t> counted(const std::vector<BacktestBreach>& all,
                                   Id BacktestBreach::*who) {
    std::map<Id, std::int64_t> counts;
    for (const auto& one : all) ++counts[one.*who];
    return counts;
}

std::optional<Moment> filled(const Value& value) {
    return is_empty(value) ? std::nullopt : std::optional(moment_of(value));
}

std::vector<std::string> unknown_fields(const rules::Guideline& guideline) {
    std::vector<std::string> names;
    for (const auto* condition : {&guideline.start, &guideline.expect, &guideline.unless}) {
        if (!*condition) continue;
        for (const auto& read : rules::fields_of_all(**condition)) {
            const FieldDef& field = read.entity->fields[std::size_t(read.field)];
            if (!field.audited && !field.base) names.push_back(read.entity->key + "." + field.key);
        }
    }
    std::ranges::sort(names);
    names.erase(std::ranges::unique(names).begin(), names.end());
    return names;
}

// Until the journal ends, or it is enough; then the last moment that was looked at.
Result<std::optional<Moment>> live_through(Engine& engine, const BacktestAsk& ask, Replay& replay) {
    // One snapshot, not journal_after: what is held back there, others still writing, is no past.
    const auto view = engine.store.read();
    const auto company = engine.company.current();
    Query query;
    query.entity = &company->catalogue->need("journal");
    query.order = {{query.entity->index_of("seq"), false}};
    query.limit = page;
    while (true) {
        VIGIL_TRY(const auto rows, view->find(query, Permit::house()));
        if (rows.empty()) return std::optional<Moment>();
        for (const auto& row : rows) VIGIL_DO(replay.take(row));
        query.after = {rows.back()["seq"], rows.back().id()};
        const Moment reached = moment_of(rows.back()["recorded_at"]);
        if (ask.enough() || replay.store().bytes() > ask.most_bytes) return reached;
    }
}

BacktestBreach breach_of(const Record& exception, Moment until) {
    BacktestBreach one;
    one.record = Id{integer_of(exception["record"])};
    one.owner = exception.link("owner");
    one.manager = exception.link("manager");
    one.started = moment_of(exception["started_at"]);
    one.due = moment_of(exception["due_at"]);
    one.raised = moment_of(exception["raised_at"]);
    one.warned = filled(exception["warned_at"]);
    one.closed = filled(exception["closed_at"]);
    one.closed_by = exception.text("closed_by");
    one.late = std::max(Span{}, one.closed.value_or(until) - one.due);
    return one;
}

// To which of the numbers that add up to `started` a promise goes.
std::int64_t Backtest::*end_of(const Record& watch, const std::set<Id>& broken) {
    const auto state = watch.text("state");
    if (broken.contains(Id{integer_of(watch["exception"])})) return &Backtest::broken;
    if (state == "met") return &Backtest::met;
    return state == "running" || state == "warned" ? &Backtest::running : &Backtest::dropped;
}

void gather(const PastStore& store, const BacktestAsk& ask, Moment until, Backtest& result) {
    const auto asked_for = [&](Moment at) { return at >= result.from && at < result.to; };
    std::set<Id> broken;
    store.each("exception", [&](const Record& exception) {
        if (is_empty(exception["raised_at"])) return;
        broken.insert(exception.id());
        const bool listed = ask.at_once ? is_empty(exception["closed_at"])
                                        : asked_for(moment_of(exception["raised_at"]));
        if (listed) result.raised.push_back(breach_of(exception, until));
    });
    std::ranges::stable_sort(result.raised, {}, &BacktestBreach::raised);
    store.each("watch", [&](const Record& watch) {
        if (!asked_for(moment_of(watch["started_at"]))) return;
        ++result.started;
        ++(result.*end_of(watch, broken));
    });
}

}  // namespace

std::map<Id, std::int64_t> Backtest::by_owner() const {
    return counted(raised, &BacktestBreach::owner);
}

std::map<Id, std::int64_t> Backtest::by_manager() const {
    return counted(raised, &BacktestBreach::manager);
}

Result<Backtest> backtest(Engine& engine, const BacktestAsk& ask) {
    // A test company may have lived further than this process' clock.
    const auto lived = engine.company.current()->settings.test_now;
    const Moment now = std::max(engine.clock.now(), lived.value_or(Moment{0}));
    const auto people = ask.at_once ? Replay::People::as_now : Replay::People::as_they_were;
    VIGIL_TRY(const auto replay, Replay::make(engine, ask.guideline, people));
    Backtest result;
    result.guideline = ask.guideline;
    result.from = ask.from;
    result.to = ask.to;
    VIGIL_TRY(result.cut_at, live_through(engine, ask, *replay));
    const Moment until = result.cut_at.value_or(now);
    VIGIL_DO(replay->finish(until));
    gather(replay->store(), ask, until, result);
    result.unknown_fields = unknown_fields(*ask.guideline);
    return result;
}

Result<rules::GuidelinePtr> guideline_to_test(const Company& company, std::string_view id_or_key) {
    const auto id = parse_id(id_or_key);
    for (const auto& guideline : company.guidelines)
        if ((id && guideline->id == *id) || guideline->key == id_or_key) return guideline;
    return fail(FaultKind::not_found, "not_found");
}

Result<rules::GuidelinePtr> draft_to_test(Engine& engine, std::string_view definition) {
    const auto company = engine.company.current();
    VIGIL_TRY(auto guideline, rules::read_guideline(definition, *company->catalogue));
    guideline.id = engine.ids.next();
    return std::make_shared<const rules::Guideline>(std::move(guideline));
}

}  // namespace vigil::watch
