#include "watch/exception_acts.h"

#include "base/deadline.h"
#include "usecases/act_on_record.h"
#include "usecases/conditions.h"
#include "usecases/update_record.h"
#include "watch/evidence.h"
#include "watch/tell.h"

namespace vigil::watch {

namespace {

Result<Record> open_exception(UnitOfWork& work, Id id) {
    VIGIL_TRY(auto found, work.need(work.entity("exception"), id));
    if (found.text("state") == "closed") return fail(FaultKind::conflict, "exception_closed");
    VIGIL_DO(check_scope(work, found));
    return found;
}

Result<NoticeFacts> reminder_of(UnitOfWork& work, const Record& exception, const Person& reader) {
    const auto guideline = work.company().guideline(
        exception.link("guideline"), int(integer_of(exception["guideline_version"])));
    if (!guideline) return fail(FaultKind::not_found, "not_found");
    const std::string language = reader.locale.empty() ? "en" : reader.locale;
    NoticeFacts notice;
    notice.sentence = rules::sentence_of(*guideline, language);
    notice.broken = rules::broken_of(*guideline, language);
    notice.goal = guideline->goal.in(language);
    notice.title = exception.text("title");
    notice.context = exception.text("context");
    notice.owner = reader.name;
    notice.due_at = moment_of(exception["due_at"]);
    notice.exception = exception.id();
    notice.consequence =
        consequence_line(*guideline, std::size_t(integer_of(exception["rung"])), language);
    notice.clock = clock_line(*guideline, moment_of(exception["started_at"]),
                              work.company().calendar_of(reader.id), language);
    VIGIL_TRY(
        const auto record,
        work.view().get(*guideline->entity, Id{integer_of(exception["record"])}, Permit::house()));
    if (record) {
        StagedFacts facts(*record, work.view(), nullptr, work.catalogue());
        ConditionContext context;
        context.now = work.now();
        context.time_zone = work.company().settings.time_zone;
        context.started = moment_of(exception["started_at"]);
        VIGIL_TRY(const auto found, facts_of(*guideline, facts, context, language));
        notice.see = joined(found, language);
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

}  // namespace

Result<Committed> remind(Engine& engine, const Actor& actor, Id id) {
    return work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        VIGIL_TRY(const auto exception, open_exception(unit, id));
        const Person* owner = unit.company().person(exception.link("owner"));
        if (!owner || !owner->active) return fail(FaultKind::refused, "nobody_to_remind");
        VIGIL_TRY(const auto notice, reminder_of(unit, exception, *owner));
        VIGIL_DO(Teller(unit).tell(*owner, Rung::reminded, notice, false, false));
        Record after = exception;
        unit.change(exception, std::move(after), "remind");
        return wait_a_day(unit, exception);
    });
}

Result<Committed> reassign(Engine& engine, const Actor& actor, Id id, Id to) {
    return work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        VIGIL_TRY(const auto exception, open_exception(unit, id));
        const EntityDef& entity = unit.entity(exception.text("entity"));
        const Id record{integer_of(exception["record"])};
        if (entity.act("assign")) {
            VIGIL_DO(stage_act(unit, entity, record, "assign", {{"to", to}}));
        } else {
            const int owner = entity.index_of("owner");
            if (owner < 0) return fail(FaultKind::refused, "has_no_owner");
            VIGIL_DO(stage_update(unit, entity, record, {{owner, Value(to)}}, "assign"));
        }
        if (to != unit.actor().user) VIGIL_DO(wait_a_day(unit, exception));
        if (exception.link("owner") == to) return {};
        Record after = exception;
        after.set("owner", to);
        if (const Id manager = unit.company().manager_of(to)) after.set("manager", manager);
        unit.change(exception, std::move(after), "reassign");
        return {};
    });
}

Result<Committed> snooze(Engine& engine, const Actor& actor, Id id, Moment until) {
    if (until <= engine.clock.now()) return fail_field("until", "in_the_past");
    if (until > engine.clock.now() + days(366)) return fail_field("until", "too_far");
    return work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        VIGIL_TRY(const auto exception, open_exception(unit, id));
        put_aside(unit, exception, until);
        return {};
    });
}

Result<Committed> accept(Engine& engine, const Actor& actor, Id id, const std::string& reason,
                         const std::string& note) {
    return work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        VIGIL_TRY(const auto exception, open_exception(unit, id));
        const FieldDef& choices = *exception.entity->field("reason");
        if (!choices.choice(reason))
            return fail_field("reason", "not_a_choice", {{"value", reason}});
        if (exception.text("state") == "warned") return fail(FaultKind::refused, "not_broken_yet");
        Record after = exception;
        after.set("state", std::string("closed"));
        after.set("closed_by", std::string("accepted"));
        after.set("closed_at", unit.now());
        after.set("reason", reason);
        after.set("note", note.empty() ? Value(Empty{}) : Value(note));
        after.set("next_at", Empty{});
        unit.change(exception, std::move(after), "accept");
        // What was agreed as a consequence does not follow an accepted breach.
        VIGIL_TRY(const auto watch,
                  unit.view().get(unit.entity("watch"), Id{integer_of(exception["watch"])},
                                  Permit::house()));
        if (watch && !is_empty((*watch)["next_at"])) {
            Record quiet = *watch;
            quiet.set("next_at", Empty{});
            unit.update(*watch, quiet);
        }
        return {};
    });
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
