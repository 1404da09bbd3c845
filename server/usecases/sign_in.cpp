#include "usecases/sign_in.h"

#include "base/network_place.h"
#include "base/secrets.h"
#include "base/text.h"
#include "usecases/accounts.h"
#include "usecases/conditions.h"
#include "usecases/throttle.h"

namespace vigil {

namespace {

constexpr Span session_life = days(14);
constexpr Span reset_life = hours(1);
constexpr Span attempt_window = minutes(10);
constexpr int attempts_per_address = 10;
constexpr int attempts_per_place = 30;
constexpr std::size_t password_max = 1000;  // bytes: hashing a long one is work for nothing

const Actor house = Actor::house("session");

int session_field(const EntityDef& session) { return session.index_of("token_hash"); }

Result<std::optional<Record>> find_session(Engine& engine, std::string_view token) {
    const auto company = engine.company.current();
    const EntityDef& session = company->catalogue->need("session");
    const std::string hash = hash_token(token);
    const int field = session_field(session);
    const auto key = comparing_key(session.fields[std::size_t(field)], hash);
    VIGIL_TRY(const auto rows,
              engine.store.read_once()->find_by_key(session, field, key, Permit::house()));
    for (const auto& row : rows)
        if (row.text("token_hash") == hash &&
            (is_empty(row["expires_at"]) || moment_of(row["expires_at"]) > engine.clock.now()))
            return std::optional(row);
    return std::optional<Record>();
}

Result<Record> need_key(Engine& engine, std::string_view token) {
    VIGIL_TRY(auto session, find_session(engine, token));
    const bool is_key =
        session && (session->text("kind") == "reset" || session->text("kind") == "invitation");
    if (!is_key) return fail(FaultKind::refused, "reset_link_over");
    return *std::move(session);
}

// Told to administrators: the day, of the company, on which a person was last here. Written once a day and
// session; that it could not be written is nothing to the person who asks.
void note_seen(Engine& engine, const Record& session) {
    const Day today = engine.company.current()->local_day(engine.clock.now());
    if (session["seen_on"] == Value(today)) return;
    (void)work(engine, house, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        const auto put = [&](const EntityDef& entity, Id id, const char* field) -> Status {
            VIGIL_TRY(const auto row, unit.view().get(entity, id, Permit::house()));
            if (row && (*row)[field] != Value(today)) unit.note(*row, field, today);
            return {};
        };
        VIGIL_DO(put(unit.entity("session"), session.id(), "seen_on"));
        return put(unit.entity("user"), Id{integer_of(session["user"])}, "last_seen");
    });
}

// Attempts are counted by what was tried: "address:…" and "place:…".
std::string by_address(std::string_view email) { return "address:" + fold(clip(email, 320)); }

Throttle attempts(Engine& engine, const std::string& address, std::string_view remote) {
    return {
        engine,
        {{address, attempts_per_address}, {"place:" + network_place(remote), attempts_per_place}},
        attempt_window};
}

Result<std::string> open_session(Engine& engine, const NewSession& session) {
    std::string token;
    VIGIL_DO(work(engine, house, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        token = stage_session(unit, session);
        return {};
    }));
    return token;
}

Result<std::string> stored_hash(Engine& engine, const Person* person) {
    if (!person || !person->active) return std::string();
    const auto company = engine.company.current();
    VIGIL_TRY(const auto row, engine.store.read_once()->get(company->catalogue->need("user"),
                                                            person->id, Permit::house()));
    return row ? std::string(row->text("password_hash")) : std::string();
}

// What others may have opened with the old password, or could open beside the new one.
Status end_others(UnitOfWork& unit, Id user, const std::string& kept_hash) {
    const EntityDef& sessions = unit.entity("session");
    Query query;
    query.entity = &sessions;
    query.where = both(field_equals(sessions, "user", user.value),
                       any_of({field_equals(sessions, "kind", std::string("browser")),
                               field_equals(sessions, "kind", std::string("reset"))}));
    query.limit = 10'000;
    VIGIL_TRY(const auto open, unit.view().find(query, Permit::house()));
    for (const auto& one : open)
        if (one.text("token_hash") != kept_hash) unit.erase(one);
    return cancel_account_mails(unit, user, "password_reset");
}

}  // namespace

Status check_new_password(std::string_view field, std::string_view password) {
    if (!storable(password) || code_points(password) < password_min)
        return fail_field(std::string(field), "password_too_short",
                          {{"limit", std::to_string(password_min)}});
    if (password.size() > password_max)
        return fail_field(std::string(field), "too_long",
                          {{"limit", std::to_string(password_max)}});
    return {};
}

std::string csrf_of(std::string_view session_token) {
    return hash_token("csrf " + std::string(session_token)).substr(0, 43);
}

Result<SignedIn> sign_in(Engine& engine, std::string_view email, std::string_view password,
                         std::string_view remote) {
    const std::string address = by_address(valid_utf8(email) ? email : "");
    auto throttle = attempts(engine, address, remote);
    VIGIL_DO(throttle.enter());
    VIGIL_DO(engine.company.catch_up());  // another program may have added him a moment ago
    const auto company = engine.company.current();
    if (company->people.empty()) return fail(FaultKind::unauthenticated, "not_set_up");
    const Person* person = valid_utf8(email) ? company->person_by_email(email) : nullptr;
    VIGIL_TRY(const auto hash, stored_hash(engine, person));
    if (!verify_password(password, hash)) return fail(FaultKind::unauthenticated, "wrong_password");
    VIGIL_DO(throttle.forget(address));
    VIGIL_TRY(auto token, open_session(engine, {person->id, "browser", {}, session_life}));
    SignedIn answer{token, csrf_of(token), person->id};
    return answer;
}

Status sign_out(Engine& engine, std::string_view token) {
    VIGIL_TRY(const auto session, find_session(engine, token));
    if (!session || session->text("kind") != "browser") return {};
    VIGIL_DO(work(engine, house, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        unit.erase(*session);
        return {};
    }));
    return {};
}

Result<std::optional<Authenticated>> authenticate(Engine& engine, std::string_view token) {
    if (token.size() > 200) return std::optional<Authenticated>();
    VIGIL_TRY(const auto session, find_session(engine, token));
    if (session && (session->text("kind") == "reset" || session->text("kind") == "invitation"))
        return std::optional<Authenticated>();
    if (!session) return std::optional<Authenticated>();
    Authenticated found;
    found.user = Id{integer_of((*session)["user"])};
    const auto company = engine.company.current();
    const Person* person = company->person(found.user);
    if (!person || !person->active) return std::optional<Authenticated>();
    if (session->text("kind") == "browser") found.csrf_hash = csrf_of(token);
    note_seen(engine, *session);
    return std::optional(found);
}

Result<std::string> create_token(Engine& engine, std::string_view email, std::string name,
                                 int days_valid) {
    const auto company = engine.company.current();
    const Person* person = company->person_by_email(email);
    if (!person || !person->active) return fail(FaultKind::not_found, "no_such_person");
    return open_session(engine, {person->id, "token", std::move(name),
                                 days_valid > 0 ? std::optional(days(days_valid)) : std::nullopt});
}

Status request_reset(Engine& engine, std::string_view email, std::string_view public_url,
                     std::string_view remote) {
    const std::string address = "reset " + by_address(valid_utf8(email) ? email : "");
    VIGIL_DO(attempts(engine, address, remote).enter());
    const auto company = engine.company.current();
    const Person* person = valid_utf8(email) ? company->person_by_email(email) : nullptr;
    if (!person || !person->active) return {};
    VIGIL_DO(work(engine, house, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        const auto token = stage_session(unit, {person->id, "reset", {}, reset_life});
        stage_account_mail(unit, {.kind = "password_reset",
                                  .user = person->id,
                                  .address = person->email,
                                  .reader = person->name,
                                  .language = person->locale,
                                  .link = password_link(public_url, token),
                                  .until = unit.now() + reset_life});
        return {};
    }));
    return {};
}

Result<LinkFor> read_link(Engine& engine, std::string_view token) {
    VIGIL_TRY(const auto key, need_key(engine, token));
    const auto company = engine.company.current();
    const Person* person = company->person(Id{integer_of(key["user"])});
    if (!person || !person->active) return fail(FaultKind::refused, "reset_link_over");
    return LinkFor{person->email, person->name, company->settings.company,
                   key.text("kind") == "invitation"};
}

Status reset_password(Engine& engine, std::string_view token, std::string_view password) {
    VIGIL_DO(check_new_password("password", password));
    VIGIL_TRY(const auto key, need_key(engine, token));
    const std::string hash = hash_password(password);
    VIGIL_DO(work(engine, house, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        const Id user{integer_of(key["user"])};
        VIGIL_TRY(const auto before, unit.need(unit.entity("user"), user));
        if (before.removed() || !truth_of(before["active"]))
            return fail(FaultKind::refused, "reset_link_over");
        Record after = before;
        after.set("password_hash", hash);
        unit.change(before, std::move(after), std::string(reset_password_act));
        // Whoever resets it may fear that somebody else knows it: nothing opened before stays open.
        VIGIL_DO(end_sessions(unit, user));
        return {};
    }));
    return {};
}

Status change_password(Engine& engine, const Actor& actor, const PasswordChange& change) {
    const auto wrong = [] { return fail_field("current", "current_password_wrong"); };
    const auto company = engine.company.current();
    const Person* person = company->person(actor.user);
    if (!person) return fail(FaultKind::unauthenticated, "not_signed_in");
    VIGIL_DO(check_new_password("new", change.next));
    if (change.current.size() > password_max) return wrong();
    const std::string address = by_address(person->email);
    auto throttle = attempts(engine, address, change.remote);
    VIGIL_DO(throttle.enter());
    VIGIL_TRY(const auto known, stored_hash(engine, person));
    if (!verify_password(change.current, known)) return wrong();
    VIGIL_DO(throttle.forget(address));
    const std::string hash = hash_password(change.next);
    const std::string kept =
        change.session_token.empty() ? std::string() : hash_token(change.session_token);
    VIGIL_DO(work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        VIGIL_TRY(const auto before,
                  unit.view().get(unit.entity("user"), person->id, Permit::house()));
        // Another change was first: what was asked for is no longer the current one.
        if (!before || before->text("password_hash") != known) return wrong();
        Record after = *before;
        after.set("password_hash", hash);
        unit.change(*before, std::move(after), std::string(change_password_act));
        return end_others(unit, person->id, kept);
    }));
    return {};
}

}  // namespace vigil
