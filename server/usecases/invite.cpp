#include "usecases/invite.h"

#include <algorithm>
#include <functional>

#include "base/text.h"
#include "usecases/accounts.h"
#include "usecases/check_administers.h"
#include "usecases/conditions.h"
#include "usecases/create_record.h"
#include "usecases/throttle.h"
#include "usecases/update_record.h"

namespace vigil {

namespace {

constexpr int mails_per_address = 3, mails_per_inviter = 100;  // an hour
constexpr std::string_view kind = "invitation";

Status may_invite(const Actor& actor, const EntityDef& user) {
    if (actor.permit.is_house()) return {};
    const EntityPermit* rights = actor.permit.of(user);
    if (!rights || !rights->may_create) return fail(FaultKind::forbidden, "may_not_create");
    return {};
}

Result<std::string> address_in(const EntityDef& user, const RecordInput& input) {
    for (const auto& [index, value] : input)
        if (index == user.index_of("email") && !is_empty(value)) return text_of(value);
    return fail_field("email", "required");
}

// By the store's own truth: another node may have invited him in this instant.
Result<std::optional<Record>> person_at(UnitOfWork& work, const std::string& email) {
    const EntityDef& user = work.entity("user");
    const int field = user.index_of("email");
    const auto key = comparing_key(user.fields[std::size_t(field)], email);
    VIGIL_TRY(auto same, work.view().find_by_key(user, field, key, Permit::house()));
    for (auto& one : same)
        if (!one.removed()) return std::optional(std::move(one));
    return std::optional<Record>();
}

RecordInput active_with(const EntityDef& user, const RecordInput& input) {
    RecordInput whole = input;
    whole.emplace_back(user.index_of("active"), true);
    return whole;
}

bool has_password(const Record& person) { return !person.text("password_hash").empty(); }

std::unexpected<Fault> taken(const Record& person, std::string_view code) {
    return fail(FaultKind::conflict, code, {}, {{"name", std::string(person.text("name"))}});
}

// The older key and a mail with it that has not left.
Status end_keys(UnitOfWork& work, Id person, std::string_view session, std::string_view mail) {
    VIGIL_DO(end_sessions(work, person, session));
    return cancel_account_mails(work, person, mail);
}

Result<std::vector<Record>> open_keys(const Engine& engine, ReadView& view,
                                      const EntityDef& sessions, Id person) {
    Query query;
    query.entity = &sessions;
    query.where = both(field_equals(sessions, "kind", std::string(kind)),
                       compare(sessions, "expires_at", Condition::Op::gt, engine.clock.now()));
    if (person) query.where = both(query.where, field_equals(sessions, "user", person.value));
    query.order = {{sessions.index_of("created_at"), true}};
    query.limit = 1'000;
    return view.find(query, Permit::house());
}

void stage_invitation(UnitOfWork& work, const Record& person, std::string_view public_url) {
    const auto token = stage_session(work, {person.id(), std::string(kind), {}, invitation_life});
    const Person* inviter = work.company().person(work.actor().user);
    stage_account_mail(work, {.kind = std::string(kind),
                              .user = person.id(),
                              .address = std::string(person.text("email")),
                              .reader = std::string(person.text("name")),
                              .language = std::string(person.text("locale")),
                              .link = password_link(public_url, token),
                              .inviter = inviter ? inviter->name : work.company().settings.company,
                              .until = work.now() + invitation_life});
}

// Whoever stands in the list already is told, and called as he was: only who was withdrawn comes back as he is typed.
Result<Record> stage_person(UnitOfWork& work, const std::optional<Record>& known,
                            const RecordInput& input) {
    const EntityDef& user = work.entity("user");
    if (!known) return stage_create(work, user, active_with(user, input), Owed::by_the_program);
    if (has_password(*known)) return taken(*known, "has_account");
    VIGIL_TRY(const auto open,
              open_keys(work.engine(), work.view(), work.entity("session"), known->id()));
    const bool is_active = truth_of((*known)["active"]);
    if (is_active && !open.empty()) return taken(*known, "already_invited");
    VIGIL_DO(end_keys(work, known->id(), kind, kind));
    if (is_active) {
        work.change(*known, *known, "invite");
        return *known;
    }
    return stage_update(work, user, known->id(), active_with(user, input), "invite");
}

// Counted by address and by who sends; `decide` stages and answers whom it was for.
Result<Invited> send(Engine& engine, const Actor& actor, const std::string& email,
                     const std::function<Status(UnitOfWork&, Invited&)>& decide) {
    Throttle throttle(engine,
                      {{"invite:" + fold(email), mails_per_address},
                       {"inviter:" + to_string(actor.user), mails_per_inviter}},
                      throttle_window_max);
    VIGIL_DO(throttle.enter());
    Invited invited;
    auto done = work(engine, actor, engine.clock.now(),
                     [&](UnitOfWork& unit) { return decide(unit, invited); });
    if (!done) {  // no mail has gone
        VIGIL_DO(throttle.forget({}));
        return pass_on(std::move(done).error());
    }
    invited.committed = *done;
    return invited;
}

}  // namespace

Result<Invited> invite(Engine& engine, const Actor& actor, const RecordInput& input,
                       std::string_view public_url) {
    const auto company = engine.company.current();
    const EntityDef& user = company->catalogue->need("user");
    VIGIL_DO(may_invite(actor, user));
    VIGIL_TRY(const auto email, address_in(user, input));
    return send(engine, actor, email, [&](UnitOfWork& unit, Invited& invited) -> Status {
        VIGIL_TRY(const auto known, person_at(unit, email));
        VIGIL_TRY(const auto person, stage_person(unit, known, input));
        stage_invitation(unit, person, public_url);
        invited.person = person.id();
        invited.is_repeat = known.has_value();
        return {};
    });
}

Result<Invited> invite_again(Engine& engine, const Actor& actor, Id person,
                             std::string_view public_url) {
    const auto company = engine.company.current();
    const EntityDef& user = company->catalogue->need("user");
    VIGIL_DO(may_invite(actor, user));
    const Person* known = company->person(person);
    if (!known) return fail(FaultKind::not_found, "not_found");
    return send(engine, actor, known->email, [&](UnitOfWork& unit, Invited& invited) -> Status {
        VIGIL_TRY(const auto row, unit.need(user, person));
        if (row.removed() || !truth_of(row["active"]))
            return fail(FaultKind::not_found, "not_found");
        if (has_password(row)) return taken(row, "has_account");
        VIGIL_DO(end_keys(unit, person, kind, kind));
        stage_invitation(unit, row, public_url);
        unit.change(row, row, "invite");
        invited.person = person;
        invited.is_repeat = true;
        return {};
    });
}

Result<HandedLink> hand_out_link(Engine& engine, const Actor& actor, Id person,
                                 std::string_view public_url) {
    VIGIL_DO(check_administers(engine, actor));
    HandedLink handed;
    VIGIL_TRY(
        handed.committed, work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
            VIGIL_TRY(const auto row, unit.need(unit.entity("user"), person));
            if (row.removed()) return fail(FaultKind::not_found, "not_found");
            if (!truth_of(row["active"]))
                return fail(FaultKind::conflict, "owner_inactive", {},
                            {{"name", std::string(row.text("name"))}});
            handed.is_invitation = !has_password(row);
            const std::string session(handed.is_invitation ? kind : "reset");
            VIGIL_DO(
                end_keys(unit, person, session, handed.is_invitation ? kind : "password_reset"));
            const Span life = handed.is_invitation ? invitation_life : handed_reset_life;
            handed.link =
                password_link(public_url, stage_session(unit, {person, session, {}, life}));
            handed.expires_at = unit.now() + life;
            unit.change(row, row, std::string(handed_link_act));
            return {};
        }));
    return handed;
}

Result<Committed> withdraw_invitation(Engine& engine, const Actor& actor, Id person) {
    return work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        const EntityDef& user = unit.entity("user");
        VIGIL_DO(may_invite(actor, user));
        VIGIL_TRY(const auto open, open_keys(engine, unit.view(), unit.entity("session"), person));
        if (open.empty()) return fail(FaultKind::not_found, "not_found");
        VIGIL_DO(end_sessions(unit, person, kind));
        VIGIL_DO(cancel_account_mails(unit, person, kind));
        VIGIL_DO(stage_update(unit, user, person, {{user.index_of("active"), false}},
                              "withdraw_invitation"));
        return {};
    });
}

Result<std::vector<OpenInvitation>> open_invitations(Engine& engine, const Actor& actor) {
    const auto company = engine.company.current();
    VIGIL_DO(may_invite(actor, company->catalogue->need("user")));
    VIGIL_TRY(const auto keys,
              open_keys(engine, *engine.store.read(), company->catalogue->need("session"), {}));
    std::vector<OpenInvitation> open;
    for (const auto& key : keys) {
        // Where the invitation was taken back by undo, nobody waits behind the key.
        const Person* person = company->person(Id{integer_of(key["user"])});
        if (!person || !person->active) continue;
        open.push_back({Id{integer_of(key["user"])}, moment_of(key["created_at"]),
                        moment_of(key["expires_at"])});
    }
    return open;
}

}  // namespace vigil
