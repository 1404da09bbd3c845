#include "watch/fall_due.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "usecases/conditions.h"
#include "usecases/follow_promise.h"
#include "watch/consequences.h"
#include "watch/evidence.h"
#include "watch/sight.h"

namespace vigil::watch {

namespace {

using rules::StepResult;
using Kind = StepResult::Kind;

// Later than this we are catching up (down-time, old data): one digest instead of a storm.
constexpr Span prompt = hours(1);

Value money_at_stake(const Record& record) {
    const int amount = record.entity->index_of("amount");
    if (amount < 0 || record.entity->fields[std::size_t(amount)].kind != FieldKind::money)
        return Empty{};
    return record.values[std::size_t(amount)];
}

std::string language_of(const Person& person) {
    return person.locale.empty() ? "en" : person.locale;
}

std::string context_of(const Record& record, std::string_view language) {
    const FieldDef* field = record.entity->field(record.entity->context);
    if (!field) return {};
    const auto text = record.text(field->key);
    if (const Choice* choice = field->choice(text)) return std::string(choice->label.in(language));
    return std::string(text);
}

// It came then and an undo has only brought it back: with the moment and the evidence of then.
bool stands_since(const Record& exception, std::string_view field, Moment due) {
    return !is_empty(exception[field]) && moment_of(exception[field]) >= due;
}

}  // namespace

ConditionContext FallDue::context(Moment started) const {
    ConditionContext context = work_.company().house_context(work_.now());
    context.started = started;
    return context;
}

bool FallDue::bundles(const Case& at, Rung rung) const {
    const Moment timely = rung == Rung::warned ? at.watch.warn_at : at.watch.due_at;
    return at.watch.historic || work_.now() - timely > prompt;
}

std::string FallDue::consequence_text(const Case& at, std::string_view language) const {
    return follows_by_rule(work_.company(), at.guideline, ahead_of(at.watch), work_.now(),
                           language);
}

std::optional<Id> FallDue::goes_at_once(const Case& at) const {
    const auto rung = std::size_t(at.watch.rung);
    const bool at_once = at.watch.next_at && *at.watch.next_at <= work_.now();
    if (!at_once || rung >= at.guideline.then.size()) return {};
    const auto& what = at.guideline.then[rung];
    if (what.what != rules::Consequence::Do::reassign) return {};
    return reassigned_to(work_.company(), what, at.watch.owner, at.watch.bounces, work_.now());
}

Status FallDue::look(const Record& row, TickReport& report) {
    ++report.looked_at;
    const rules::Watch watch = to_watch(row);
    const auto current = work_.company().guideline(watch.guideline);
    // One that cannot be read is not one that is off: nothing is said of its promise but that it waits.
    if (!current) return fail(FaultKind::internal, "guideline_unreadable");
    auto guideline = work_.company().guideline(watch.guideline, watch.guideline_version);
    if (!guideline) guideline = current;  // of an older program, which let its fields go
    if (current->state == rules::Guideline::State::off) {  // nobody watches it any more
        Record after = row;
        after.set("state", std::string("void"));
        after.set("over", true);
        after.set("next_at", Empty{});
        after.set("ended_at", work_.now());
        work_.update(row, after);
        return {};
    }
    VIGIL_TRY(auto record, work_.view().get(*guideline->entity, watch.record, Permit::house()));
    if (record && record->removed()) record.reset();
    std::optional<StagedFacts> facts;
    if (record) facts.emplace(*record, work_.view(), &work_.staged(), work_.catalogue());
    rules::StepEvent event;
    event.at = work_.now();
    event.clock = true;
    if (facts) event.owner = owner_of(*record, *facts);
    event.calendar = &work_.company().calendar_of(event.owner);
    auto* known = facts ? &*facts : nullptr;
    VIGIL_TRY(auto result,
              rules::watch_step(*guideline, watch, known, known, event, context(watch.started)));
    if (!result.row) return {};
    Case at{*guideline, row,         record ? &*record : nullptr,
            known,      *result.row, current->state == rules::Guideline::State::shadow};
    at.watch.owner = event.owner;
    return act(at, result, report);
}

Status FallDue::act(Case& at, StepResult& result, TickReport& report) {
    switch (result.kind) {
        case Kind::warned:
            ++report.warned;
            if (!at.shadow) VIGIL_DO(warn(at));
            break;
        case Kind::raised:
            ++report.raised;
            if (at.shadow)
                at.watch.next_at.reset();  // would have been raised; nothing follows
            else
                VIGIL_DO(raise(at));
            break;
        case Kind::consequence:
            ++report.consequences;
            work_.update(at.row, from_watch(at.watch, at.row));
            return at.shadow ? Status() : consequence(at);
        case Kind::kept:
            if (at.watch.state == rules::Watch::State::warned)
                VIGIL_DO(move_exception(work_, at.watch));
            break;
        default:
            return settle(at, result);
    }
    work_.update(at.row, from_watch(at.watch, at.row));
    return {};
}

Status move_exception(UnitOfWork& work, const rules::Watch& watch) {
    VIGIL_TRY(const auto found,
              work.view().get(work.entity("exception"), watch.exception, Permit::house()));
    if (!found || moment_of((*found)["due_at"]) == watch.due_at) return {};
    Record after = *found;
    after.set("due_at", watch.due_at);
    after.set("next_at", watch.next_at ? Value(*watch.next_at) : Value(Empty{}));
    work.change(*found, std::move(after), watch_act::move);
    return {};
}

void FallDue::set_next_do(Record& exception, const Case& at) const {
    auto line = consequence_text(at, "en");
    const bool over = line.empty() && at.watch.state == rules::Watch::State::broken;
    exception.set("next_at", at.watch.next_at && !over ? Value(*at.watch.next_at) : Value(Empty{}));
    exception.set("next_do", line.empty() ? Value(Empty{}) : Value(std::move(line)));
}

// What was to happen has happened: the exception says what comes after it.
Status FallDue::announce_next(Case& at) {
    const auto found = work_.need(work_.entity("exception"), at.watch.exception);
    if (!found && found.error().code != "not_found") return pass_on(found.error());
    if (!found || found->text("state") != "open") return {};
    Record after = *found;
    after.set("rung", std::int64_t(at.watch.rung));
    after.set("owner", at.watch.owner ? Value(at.watch.owner) : Value(Empty{}));
    if (const Id manager = work_.company().manager_of(at.watch.owner))
        after.set("manager", manager);
    set_next_do(after, at);
    work_.change(*found, std::move(after), watch_act::step);
    return {};
}

// The look showed that it is met, or no longer applies: no exception after all.
Status FallDue::settle(Case& at, const StepResult& result) {
    if (at.watch.exception)
        VIGIL_DO(close_exception(work_, at.watch.exception,
                                 result.kind == Kind::met ? "acted" : "void"));
    Record after = from_watch(at.watch, at.row);
    if (result.kind == Kind::met || result.kind == Kind::voided) after.set("ended_at", work_.now());
    work_.update(at.row, after);
    if (result.fresh) insert_watch(work_, *result.fresh, *at.guideline.entity);
    return {};
}

Result<Record> FallDue::exception_of(Case& at) {
    const EntityDef& entity = work_.entity("exception");
    if (at.watch.exception) {
        VIGIL_TRY(auto found, work_.view().get(entity, at.watch.exception, Permit::house()));
        if (found) return *std::move(found);
    }
    Record fresh = work_.blank(entity);
    at.watch.exception = fresh.id();
    return fresh;
}

Status FallDue::fill_exception(Case& at, Record& exception, bool broken) {
    exception.set("guideline", at.guideline.id);
    exception.set("guideline_version", std::int64_t(at.guideline.version));
    exception.set("watch", at.watch.id.value);
    exception.set("entity", at.guideline.entity->key);
    exception.set("record", at.watch.record.value);
    exception.set("title", title_of(*at.record));
    exception.set("context", context_of(*at.record, "en"));
    exception.set("owner", at.watch.owner ? Value(at.watch.owner) : Value(Empty{}));
    if (const Id manager = work_.company().manager_of(at.watch.owner))
        exception.set("manager", manager);
    exception.set("amount", money_at_stake(*at.record));
    exception.set("state", std::string(broken ? "open" : "warned"));
    exception.set("started_at", at.watch.started);
    exception.set("due_at", at.watch.due_at);
    exception.set("closed_at", Empty{});
    exception.set("closed_by", Empty{});
    exception.set("historic", at.watch.historic);
    exception.set("rung", std::int64_t(at.watch.rung));
    set_next_do(exception, at);
    const char* const since = broken ? "raised_at" : "warned_at";
    if (stands_since(exception, since, broken ? at.watch.due_at : at.watch.warn_at)) return {};
    exception.set(since, work_.now());
    nlohmann::json facts = nlohmann::json::object();
    for (const char* language : {"en", "zh-CN"}) {
        VIGIL_TRY(const auto found,
                  facts_of(at.guideline, *at.facts, context(at.watch.started), language));
        facts[language] = nlohmann::json::parse(facts_text(found));
    }
    exception.set("facts", facts.dump());
    return {};
}

Status FallDue::tell(Case& at, Id reader, Rung rung, Id exception) {
    if (effects_ == Effects::none) return {};
    const Person* person = work_.company().person(reader);
    if (!person || !person->active) return {};
    VIGIL_TRY(auto notice, notice_for(at, *person, rung));
    notice.exception = exception;
    return teller_.tell(*person, rung, notice, true, bundles(at, rung));
}

Result<NoticeFacts> FallDue::notice_for(const Case& at, const Person& person, Rung rung) const {
    const std::string language = language_of(person);
    NoticeFacts notice;
    const Permit permit = work_.company().permit_for(person, work_.now());
    const EntityDef& entity = *at.record->entity;
    VIGIL_TRY(const auto all,
              facts_of(at.guideline, *at.facts, context(at.watch.started), language));
    VIGIL_TRY(const auto facts, in_sight(all, permit, work_.view(), work_.catalogue()));
    notice.sentence = rules::sentence_of(at.guideline, language);
    notice.broken = rules::broken_of(at.guideline, language);
    notice.goal = at.guideline.goal.in(language);
    notice.title =
        title_for(permit, work_.entity("exception"), &entity, title_of(*at.record, language));
    if (may_read(permit, entity, entity.context)) notice.context = context_of(*at.record, language);
    notice.see = joined(facts, language);
    if (const Person* owner = work_.company().person(at.watch.owner)) notice.owner = owner->name;
    const Value amount = money_at_stake(*at.record);
    if (!is_empty(amount) && may_read(permit, entity, "amount")) {
        notice.amount = format_money(std::get<Money>(amount), language);
        notice.stake = format_amount(std::get<Money>(amount));
    }
    notice.consequence =
        if_ignored(work_.company(), at.guideline, ahead_of(at.watch), work_.now(), language);
    if (const auto to = rung == Rung::broken ? goes_at_once(at) : std::nullopt) {
        notice.consequence = gone_line(work_.company(), at.guideline, std::size_t(at.watch.rung),
                                       *to, at.watch.bounces, work_.now(), language);
        const Person* taker = work_.company().person(*to);
        notice.owner = taker ? taker->name : std::string();
    }
    notice.clock = clock_line(at.guideline, at.watch.started, at.watch.due_at,
                              work_.company().calendar_of(at.watch.owner), language);
    notice.place = place_of(entity, at.watch.record);
    notice.due_at = at.watch.due_at;
    notice.historic = at.watch.historic;
    return notice;
}

// What has come to him, as a promise of his that begins now; of what has gone into the pool the manager of who takes
// in what nobody owns.
Status FallDue::tell_new_owner(Case& at, Id to) {
    const Id reader = to ? to : work_.company().manager_of(to);
    const Person* person = work_.company().person(reader);
    const bool heard = reader == work_.company().manager_of(at.watch.owner) &&
                       at.guideline.tell_manager &&
                       !at.guideline.then[std::size_t(at.watch.rung - 1)].after;
    if (!person || !person->active || heard) return {};  // the breach's own mail tells the manager
    Case his = at;
    his.watch.owner = to;
    his.watch.started = work_.now();
    his.watch.state = rules::Watch::State::running;
    his.watch.rung = 0;
    ++his.watch.bounces;
    const Rung rung = to ? Rung::given : Rung::pooled;
    VIGIL_TRY(auto notice, notice_for(his, *person, rung));
    notice.exception = at.watch.exception;
    if (!to)
        notice.consequence =
            gone_line(work_.company(), at.guideline, std::size_t(at.watch.rung - 1), to,
                      at.watch.bounces, work_.now(), language_of(*person));
    return teller_.tell(*person, rung, notice, true, bundles(at, Rung::broken));
}

Status FallDue::warn(Case& at) {
    VIGIL_TRY(auto exception, exception_of(at));
    const bool fresh = is_empty(exception["guideline"]);
    const bool told_already = !is_empty(exception["warned_at"]);  // warned before an undo
    Record before = exception;
    VIGIL_DO(fill_exception(at, exception, false));
    const Id id = exception.id();
    if (fresh)
        work_.create(std::move(exception), watch_act::warn);
    else
        work_.change(before, std::move(exception), watch_act::warn);
    if (at.guideline.tell_owner && at.watch.owner && !told_already)
        return tell(at, at.watch.owner, Rung::warned, id);
    return {};
}

Status FallDue::raise(Case& at) {
    VIGIL_TRY(auto exception, exception_of(at));
    const bool fresh = is_empty(exception["guideline"]);
    const bool told_already = !is_empty(exception["raised_at"]);  // broken before an undo
    Record before = exception;
    VIGIL_DO(fill_exception(at, exception, true));
    const Id id = exception.id(), manager = exception.link("manager");
    if (fresh)
        work_.create(std::move(exception), watch_act::raise);
    else
        work_.change(before, std::move(exception), watch_act::raise);
    if (at.guideline.tell_manager && manager && !told_already)
        return tell(at, manager, Rung::broken, id);
    return {};
}

Status FallDue::consequence(Case& at) {
    if (!at.record || effects_ == Effects::none) return {};
    const auto& rung = at.guideline.then[std::size_t(at.watch.rung - 1)];
    using Do = rules::Consequence::Do;
    if (rung.what == Do::reassign) return reassign(at, rung);
    if (rung.what == Do::escalate) {
        const Id manager = work_.company().manager_of(at.watch.owner);
        const Id above = work_.company().manager_above(at.watch.owner, manager);
        if (above && above != manager)
            VIGIL_DO(tell(at, above, Rung::escalated, at.watch.exception));
    } else {
        VIGIL_DO(carry_out(work_, at.guideline, rung, *at.record, at.watch));
    }
    return rung.what == Do::return_to_marketing ? Status() : announce_next(at);
}

// Where the promise starts anew with its owner, the exception is closed; else it goes with the record.
Status FallDue::reassign(Case& at, const rules::Consequence& rung) {
    const auto to =
        reassigned_to(work_.company(), rung, at.watch.owner, at.watch.bounces, work_.now());
    VIGIL_DO(carry_out(work_, at.guideline, rung, *at.record, at.watch));
    if (to) VIGIL_DO(tell_new_owner(at, *to));
    const auto& restart = at.guideline.restart;
    const int owner = at.guideline.entity->index_of("owner");
    if (to && std::ranges::find(restart, owner) != restart.end()) return {};
    if (to) at.watch.owner = *to;
    return announce_next(at);
}

}  // namespace vigil::watch
