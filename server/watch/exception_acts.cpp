#include "watch/exception_acts.h"

#include <set>

#include "base/deadline.h"
#include "base/shipped_words.h"
#include "usecases/act_on_record.h"
#include "usecases/conditions.h"
#include "usecases/follow_promise.h"
#include "usecases/update_record.h"
#include "watch/attention.h"
#include "watch/consequences.h"
#include "watch/evidence.h"
#include "watch/sight.h"
#include "watch/tell.h"

namespace vigil::watch {

namespace {

constexpr Span remind_pause = minutes(15);

Result<Record> open_exception(UnitOfWork& work, Id id) {
    VIGIL_TRY(auto found, work.need(work.entity("exception"), id));
    if (found.text("state") == "closed") return fail(FaultKind::conflict, "exception_closed");
    VIGIL_DO(check_scope(work, found));
    return found;
}

// Who acts, or for whom.
Id doer(const UnitOfWork& work) {
    const Actor& actor = work.actor();
    return actor.on_behalf_of ? actor.on_behalf_of : actor.user;
}

rules::GuidelinePtr guideline_of(const UnitOfWork& work, const Record& exception) {
    return work.company().guideline(exception.link("guideline"),
                                    int(integer_of(exception["guideline_version"])));
}

Result<NoticeFacts> notice_of(UnitOfWork& work, const Record& exception, const Person& reader) {
    const auto guideline = guideline_of(work, exception);
    if (!guideline) return fail(FaultKind::not_found, "not_found");
    const std::string language = reader.locale.empty() ? "en" : reader.locale;
    NoticeFacts notice;
    notice.sentence = rules::sentence_of(*guideline, language);
    notice.broken = rules::broken_of(*guideline, language);
    notice.goal = guideline->goal.in(language);
    const Permit permit = work.company().permit_for(reader, work.now());
    notice.title = title_for(permit, *exception.entity, guideline->entity, exception.text("title"));
    if (may_read(permit, *guideline->entity, guideline->entity->context))
        notice.context = exception.text("context");
    if (const Person* owner = work.company().person(exception.link("owner")))
        notice.owner = owner->name;
    notice.place = place_of(*guideline->entity, Id{integer_of(exception["record"])});
    notice.due_at = moment_of(exception["due_at"]);
    notice.exception = exception.id();
    VIGIL_TRY(const auto ahead, ahead_of(work.view(), work.catalogue(), *guideline, exception));
    notice.consequence = if_ignored(work.company(), *guideline, ahead, work.now(), language);
    notice.clock = clock_line(*guideline, moment_of(exception["started_at"]), notice.due_at,
                              work.company().calendar_of(exception.link("owner")), language);
    VIGIL_TRY(
        const auto record,
        work.view().get(*guideline->entity, Id{integer_of(exception["record"])}, Permit::house()));
    if (record) {
        StagedFacts facts(*record, work.view(), nullptr, work.catalogue());
        ConditionContext context = work.company().house_context(work.now());
        context.started = moment_of(exception["started_at"]);
        VIGIL_TRY(const auto found, facts_of(*guideline, facts, context, language));
        VIGIL_TRY(const auto seen, in_sight(found, permit, work.view(), work.catalogue()));
        notice.see = joined(seen, language);
    }
    return notice;
}

void put_aside(UnitOfWork& unit, const Record& exception, Moment until) {
    Record row = unit.blank(unit.entity("snooze"));
    row.set("exception", exception.id());
    row.set("user", unit.actor().user);
    row.set("until", until);
    unit.create(std::move(row), "create");
}

// Who has acted need not look at it again before the others had a business day to do their part; it is
// back in his list then if it still stands.
Status wait_a_day(UnitOfWork& unit, const Record& exception) {
    if (!unit.actor().user) return {};
    const auto& calendar = unit.company().calendar_of(unit.actor().user);
    VIGIL_TRY(const auto deadline, due(unit.now(), Duration{1, Unit::business_days}, calendar));
    put_aside(unit, exception, deadline.due);
    return {};
}

// Whoever did it; one that was taken back reminded nobody.
Result<bool> reminded_lately(UnitOfWork& unit, const Record& exception) {
    const EntityDef& notice = unit.entity("notice");
    Query query;
    query.entity = &notice;
    query.where =
        both(field_equals(notice, "exception", exception.id().value),
             both(field_equals(notice, "rung", std::string("reminded")),
                  both(compare(notice, "at", Condition::Op::gt, unit.now() - remind_pause),
                       compare(notice, "state", Condition::Op::ne, std::string("cancelled")))));
    VIGIL_TRY(const auto reminders, unit.view().count(query, Permit::house()));
    return reminders > 0;
}

Status stage_remind(UnitOfWork& unit, Teller& teller, const Record& exception) {
    const Person* owner = unit.company().person(exception.link("owner"));
    if (!owner || !owner->active) return fail(FaultKind::refused, "nobody_to_remind");
    if (doer(unit) == owner->id) return fail(FaultKind::refused, "reminds_himself");
    VIGIL_TRY(const bool lately, reminded_lately(unit, exception));
    if (lately)
        return fail(FaultKind::conflict, "reminded_already", {},
                    {{"minutes", std::to_string(remind_pause.us / minutes(1).us)}});
    VIGIL_TRY(const auto notice, notice_of(unit, exception, *owner));
    VIGIL_DO(teller.tell(*owner, Rung::reminded, notice, false, false));
    Record after = exception;
    unit.change(exception, std::move(after), "remind");
    return wait_a_day(unit, exception);
}

Status hand_over(UnitOfWork& unit, const Record& exception, Id to) {
    const EntityDef& entity = unit.entity(exception.text("entity"));
    const Id record{integer_of(exception["record"])};
    if (entity.act("assign")) {
        VIGIL_DO(stage_act(unit, entity, record, "assign", {{"to", to}}));
    } else {
        const int owner = entity.index_of("owner");
        if (owner < 0) return fail(FaultKind::refused, "has_no_owner");
        VIGIL_DO(stage_update(unit, entity, record, {{owner, Value(to)}}, "assign"));
    }
    return {};
}

Status stage_reassign(UnitOfWork& unit, const Record& exception, Id to) {
    VIGIL_DO(hand_over(unit, exception, to));
    return to == unit.actor().user ? Status() : wait_a_day(unit, exception);
}

// Who accepts his own breach does not do so behind his manager's back.
Status tell_manager(UnitOfWork& unit, Teller& teller, const Record& exception,
                    const ExceptionAct& act) {
    const Person* manager = unit.company().person(exception.link("manager"));
    const Id owner = exception.link("owner");
    if (doer(unit) != owner || !manager || !manager->active || manager->id == owner) return {};
    if (!guideline_of(unit, exception))
        return {};  // of a rule that is gone there is nothing to say
    VIGIL_TRY(auto notice, notice_of(unit, exception, *manager));
    const std::string language = manager->locale.empty() ? "en" : manager->locale;
    const Choice* reason = exception.entity->field("reason")->choice(act.reason);
    FaultArgs args{{"reason", std::string(reason->label.in(language))}};
    if (!act.note.empty()) args.emplace_back("note", act.note);
    notice.see = shipped_words().text(language, "accepted_by_owner", args);
    notice.consequence.clear();
    return teller.tell(*manager, Rung::accepted, notice, false, true);
}

Status stage_accept(UnitOfWork& unit, Teller& teller, const Record& exception,
                    const ExceptionAct& act) {
    const FieldDef& choices = *exception.entity->field("reason");
    if (!choices.choice(act.reason))
        return fail_field("reason", "not_a_choice", {{"value", act.reason}});
    if (exception.text("state") == "warned") return fail(FaultKind::refused, "not_broken_yet");
    Record after = exception;
    after.set("state", std::string("closed"));
    after.set("closed_by", std::string("accepted"));
    after.set("closed_at", unit.now());
    after.set("reason", act.reason);
    after.set("note", act.note.empty() ? Value(Empty{}) : Value(act.note));
    after.set("next_at", Empty{});
    unit.change(exception, std::move(after), "accept");
    VIGIL_DO(tell_manager(unit, teller, exception, act));
    return quieten(unit, exception);
}

Status act_on(UnitOfWork& unit, Teller& teller, Id id, const ExceptionAct& act) {
    VIGIL_TRY(const auto exception, open_exception(unit, id));
    VIGIL_DO(check_version(exception, act.if_version));
    switch (act.kind) {
        case ExceptionAct::Kind::remind:
            return stage_remind(unit, teller, exception);
        case ExceptionAct::Kind::reassign:
            return stage_reassign(unit, exception, act.to);
        case ExceptionAct::Kind::snooze:
            put_aside(unit, exception, act.until);
            return {};
        case ExceptionAct::Kind::accept:
            return stage_accept(unit, teller, exception, act);
    }
    return {};
}

Fault too_many(std::size_t limit) {
    return Fault{FaultKind::too_large, "too_many_records", {}, {{"limit", std::to_string(limit)}}};
}

Status check_act(Engine& engine, const ExceptionAct& act) {
    if (act.kind != ExceptionAct::Kind::snooze) return {};
    if (act.until <= engine.clock.now()) return fail_field("until", "in_the_past");
    if (act.until > engine.clock.now() + days(366)) return fail_field("until", "too_far");
    return {};
}

}  // namespace

Result<Committed> act_on_exceptions(Engine& engine, const Actor& actor, const std::vector<Id>& ids,
                                    const ExceptionAct& act) {
    if (ids.size() > exceptions_at_once) return std::unexpected(too_many(exceptions_at_once));
    VIGIL_DO(check_act(engine, act));
    const std::set<Id> each(ids.begin(), ids.end());
    return work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        Teller teller(unit);
        for (const Id id : each) {
            auto done = act_on(unit, teller, id, act);
            if (done) continue;
            Fault fault = std::move(done).error();
            if (each.size() > 1) fault.args.emplace_back("exception", to_string(id));
            return std::unexpected(std::move(fault));
        }
        unit.answers(changed_text(each.size()));
        return {};
    });
}

Result<std::vector<Id>> exceptions_found(Engine& engine, const Actor& actor, std::string_view state,
                                         const std::string& filter) {
    const auto company = engine.company.current();
    const EntityDef& entity = company->catalogue->need("exception");
    ListRequest asked;
    asked.filter = filter;
    asked.further = listed(*company, actor, state, engine.clock.now());
    VIGIL_TRY(auto query, list_query(*company, actor, entity, asked));
    query.order = {{field_id, false}};
    query.limit = 2'000;
    const auto view = engine.store.read();
    std::vector<Id> ids;
    for (bool more = true; more;) {
        VIGIL_TRY(const auto rows, view->find(query, actor.permit));
        for (const auto& row : rows) ids.push_back(row.id());
        if (ids.size() > exceptions_found_max)
            return std::unexpected(too_many(exceptions_found_max));
        more = int(rows.size()) == query.limit;
        if (more) query.after = {ids.back(), ids.back()};
    }
    return ids;
}

Result<BulkReport> act_on_exceptions_in_background(JobTask& task, const std::vector<Id>& ids,
                                                   const ExceptionAct& act) {
    VIGIL_DO(check_act(task.engine, act));
    return in_background(task, ids, [&](UnitOfWork& unit, std::span<const Id> some) -> Status {
        Teller teller(unit);
        for (const Id id : some) VIGIL_DO(act_on(unit, teller, id, act));
        return {};
    });
}

Result<Committed> remind(Engine& engine, const Actor& actor, Id exception) {
    return act_on_exceptions(engine, actor, {exception}, {});
}

Result<Committed> reassign(Engine& engine, const Actor& actor, Id exception, Id to) {
    ExceptionAct act{ExceptionAct::Kind::reassign};
    act.to = to;
    return act_on_exceptions(engine, actor, {exception}, act);
}

Result<Committed> snooze(Engine& engine, const Actor& actor, Id exception, Moment until) {
    ExceptionAct act{ExceptionAct::Kind::snooze};
    act.until = until;
    return act_on_exceptions(engine, actor, {exception}, act);
}

Result<Committed> accept(Engine& engine, const Actor& actor, Id exception,
                         const std::string& reason, const std::string& note) {
    ExceptionAct act{ExceptionAct::Kind::accept};
    act.reason = reason;
    act.note = note;
    return act_on_exceptions(engine, actor, {exception}, act);
}

Status mark_seen(Engine& engine, const Actor& actor, Id id) {
    VIGIL_DO(work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        const EntityDef& notice = unit.entity("notice");
        Query query;
        query.entity = &notice;
        query.where = both(field_equals(notice, "exception", id.value),
                           field_equals(notice, "user", unit.actor().user.value));
        query.limit = 1000;
        VIGIL_TRY(const auto rows, unit.view().find(query, Permit::house()));
        for (const auto& row : rows) {
            if (!is_empty(row["seen_at"])) continue;
            Record after = row;
            after.set("seen_at", unit.now());
            unit.update(row, after);
        }
        return {};
    }));
    return {};
}

}  // namespace vigil::watch
