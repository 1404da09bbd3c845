#include "usecases/sign_in.h"

#include <nlohmann/json.hpp>

#include "base/secrets.h"
#include "base/text.h"
#include "usecases/conditions.h"
#include "usecases/unit_of_work.h"

namespace vigil {

namespace {

constexpr Span session_life = days(14);
constexpr Span reset_life = hours(1);
constexpr Span attempt_window = minutes(10);
constexpr int attempts_per_address = 10;
constexpr int attempts_per_place = 30;

const Actor house = Actor::house("session");

int session_field(const EntityDef& session) { return session.index_of("token_hash"); }

Result<std::optional<Record>> find_session(Engine& engine, std::string_view token,
                                           std::string_view kind_not) {
    const auto company = engine.company.current();
    const EntityDef& session = company->catalogue->need("session");
    const std::string hash = hash_token(token);
    const int field = session_field(session);
    const auto key = comparing_key(session.fields[std::size_t(field)], hash);
    VIGIL_TRY(const auto rows,
              engine.store.read()->find_by_key(session, field, key, Permit::house()));
    for (const auto& row : rows)
        if (row.text("token_hash") == hash && row.text("kind") != kind_not &&
            (is_empty(row["expires_at"]) || moment_of(row["expires_at"]) > engine.clock.now()))
            return std::optional(row);
    return std::optional<Record>();
}

// Attempts are counted by what was tried: "address:…" and "place:…".
class Throttle {
  public:
    Throttle(Engine& engine, std::string_view email, std::string_view remote)
        : engine_(engine),
          address_("address:" + fold(clip(email, 320))),
          place_("place:" + std::string(clip(remote, 60))) {}

    Status check() {
        VIGIL_TRY(const int by_address, recent(address_));
        VIGIL_TRY(const int by_place, recent(place_));
        if (by_address < attempts_per_address && by_place < attempts_per_place) return {};
        Fault fault{FaultKind::throttled,
                    "too_many_attempts",
                    {},
                    {{"minutes", std::to_string(attempt_window.us / 60'000'000)}}};
        fault.retry_after_s = int(attempt_window.us / 1'000'000);
        return std::unexpected(std::move(fault));
    }
    Status note_failure() {
        VIGIL_DO(work(engine_, house, engine_.clock.now(), [&](UnitOfWork& unit) -> Status {
            for (const auto& what : {address_, place_}) {
                Record row(unit.entity("attempt"));
                row.values[field_id] = unit.new_id();
                row.set("what", what);
                row.set("at", unit.now());
                unit.insert(row);
            }
            return {};
        }));
        return {};
    }
    // A right password forgets the address's wrong ones.
    Status forget() {
        VIGIL_DO(work(engine_, house, engine_.clock.now(), [&](UnitOfWork& unit) -> Status {
            VIGIL_TRY(const auto rows, rows_of(unit.view(), address_));
            for (const auto& row : rows) unit.erase(row);
            return {};
        }));
        return {};
    }

  private:
    Result<std::vector<Record>> rows_of(ReadView& view, const std::string& what) {
        const auto company = engine_.company.current();
        const EntityDef& attempt = company->catalogue->need("attempt");
        const int field = attempt.index_of("what");
        return view.find_by_key(attempt, field,
                                comparing_key(attempt.fields[std::size_t(field)], what),
                                Permit::house());
    }
    Result<int> recent(const std::string& what) {
        VIGIL_TRY(const auto rows, rows_of(*engine_.store.read(), what));
        int count = 0;
        for (const auto& row : rows)
            count += moment_of(row["at"]) > engine_.clock.now() - attempt_window;
        return count;
    }

    Engine& engine_;
    std::string address_, place_;
};

Result<std::string> open_session(Engine& engine, Id user, std::string kind, std::string name,
                                 std::optional<Span> life) {
    const std::string token = new_token();
    VIGIL_DO(work(engine, house, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        Record row(unit.entity("session"));
        row.values[field_id] = unit.new_id();
        row.set("token_hash", hash_token(token));
        row.set("user", user.value);
        row.set("kind", kind);
        if (!name.empty()) row.set("name", name);
        row.set("created_at", unit.now());
        if (life) row.set("expires_at", unit.now() + *life);
        unit.insert(row);
        return {};
    }));
    return token;
}

Result<std::string> stored_hash(Engine& engine, const Person* person) {
    if (!person || !person->active) return std::string();
    const auto company = engine.company.current();
    VIGIL_TRY(const auto row, engine.store.read()->get(company->catalogue->need("user"), person->id,
                                                       Permit::house()));
    return row ? std::string(row->text("password_hash")) : std::string();
}

}  // namespace

std::string csrf_of(std::string_view session_token) {
    return hash_token("csrf " + std::string(session_token)).substr(0, 43);
}

Result<SignedIn> sign_in(Engine& engine, std::string_view email, std::string_view password,
                         std::string_view remote) {
    Throttle throttle(engine, email, remote);
    VIGIL_DO(throttle.check());
    const auto company = engine.company.current();
    const Person* person = valid_utf8(email) ? company->person_by_email(email) : nullptr;
    VIGIL_TRY(const auto hash, stored_hash(engine, person));
    if (!verify_password(password, hash)) {
        VIGIL_DO(throttle.note_failure());
        return fail(FaultKind::unauthenticated, "wrong_password");
    }
    VIGIL_DO(throttle.forget());
    VIGIL_TRY(auto token, open_session(engine, person->id, "browser", {}, session_life));
    SignedIn answer{token, csrf_of(token), person->id};
    return answer;
}

Status sign_out(Engine& engine, std::string_view token) {
    VIGIL_TRY(const auto session, find_session(engine, token, "token"));
    if (!session) return {};
    VIGIL_DO(work(engine, house, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        unit.erase(*session);
        return {};
    }));
    return {};
}

Result<std::optional<Authenticated>> authenticate(Engine& engine, std::string_view token) {
    if (token.size() > 200) return std::optional<Authenticated>();
    VIGIL_TRY(const auto session, find_session(engine, token, "reset"));
    if (!session) return std::optional<Authenticated>();
    Authenticated found;
    found.user = Id{integer_of((*session)["user"])};
    const auto company = engine.company.current();
    const Person* person = company->person(found.user);
    if (!person || !person->active) return std::optional<Authenticated>();
    if (session->text("kind") == "browser") found.csrf_hash = csrf_of(token);
    return std::optional(found);
}

Result<std::string> create_token(Engine& engine, std::string_view email, std::string name,
                                 int days_valid) {
    const auto company = engine.company.current();
    const Person* person = company->person_by_email(email);
    if (!person || !person->active) return fail(FaultKind::not_found, "no_such_person");
    return open_session(engine, person->id, "token", std::move(name),
                        days_valid > 0 ? std::optional(days(days_valid)) : std::nullopt);
}

Status request_reset(Engine& engine, std::string_view email, std::string_view public_url,
                     std::string_view remote) {
    Throttle throttle(engine, "reset " + std::string(email), remote);
    VIGIL_DO(throttle.check());
    VIGIL_DO(throttle.note_failure());
    const auto company = engine.company.current();
    const Person* person = valid_utf8(email) ? company->person_by_email(email) : nullptr;
    if (!person || !person->active) return {};
    VIGIL_TRY(const auto token, open_session(engine, person->id, "reset", {}, reset_life));
    VIGIL_DO(work(engine, house, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        Record row(unit.entity("outbox"));
        row.values[field_id] = unit.new_id();
        row.set("kind", std::string("password_reset"));
        row.set("user", person->id.value);
        row.set("address", person->email);
        row.set("state", std::string("queued"));
        row.set("queued_at", unit.now());
        row.set("next_at", unit.now());
        row.set("attempts", std::int64_t(0));
        const nlohmann::json data{{"link", std::string(public_url) + "/reset?token=" + token},
                                  {"language", person->locale.empty() ? "en" : person->locale},
                                  {"reader", person->name}};
        row.set("data", data.dump());
        unit.insert(row);
        return {};
    }));
    return {};
}

Status reset_password(Engine& engine, std::string_view token, std::string_view password) {
    if (!storable(password) || code_points(password) < password_min)
        return fail_field("password", "password_too_short",
                          {{"limit", std::to_string(password_min)}});
    if (password.size() > 1000) return fail_field("password", "too_long", {{"limit", "1000"}});
    VIGIL_TRY(const auto session, find_session(engine, token, "browser"));
    if (!session || session->text("kind") != "reset")
        return fail(FaultKind::refused, "reset_link_over");
    const std::string hash = hash_password(password);
    VIGIL_DO(work(engine, house, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        const Id user{integer_of((*session)["user"])};
        VIGIL_TRY(const auto before, unit.need(unit.entity("user"), user));
        Record after = before;
        after.set("password_hash", hash);
        unit.change(before, std::move(after), "reset_password");
        const EntityDef& sessions = unit.entity("session");
        Query query;
        query.entity = &sessions;
        query.where = field_equals(sessions, "user", user.value);
        query.limit = 10'000;
        VIGIL_TRY(const auto open, unit.view().find(query, Permit::house()));
        for (const auto& one : open)
            if (one.text("kind") != "token") unit.erase(one);
        return {};
    }));
    return {};
}

}  // namespace vigil
