#include "usecases/accounts.h"

#include <nlohmann/json.hpp>

#include "base/secrets.h"
#include "usecases/conditions.h"
#include "usecases/queue_mail.h"

namespace vigil {

namespace {

constexpr int many = 10'000;

}  // namespace

std::string stage_session(UnitOfWork& work, const NewSession& session) {
    std::string token = new_token();
    Record row(work.entity("session"));
    row.values[field_id] = work.new_id();
    row.set("token_hash", hash_token(token));
    row.set("user", session.user.value);
    row.set("kind", session.kind);
    if (!session.name.empty()) row.set("name", session.name);
    row.set("created_at", work.now());
    if (session.life) row.set("expires_at", work.now() + *session.life);
    work.insert(row);
    return token;
}

Status end_sessions(UnitOfWork& work, Id user, std::string_view kind) {
    const EntityDef& sessions = work.entity("session");
    Query query;
    query.entity = &sessions;
    query.where = field_equals(sessions, "user", user.value);
    if (!kind.empty())
        query.where = both(query.where, field_equals(sessions, "kind", std::string(kind)));
    query.limit = many;
    VIGIL_TRY(const auto open, work.view().find(query, Permit::house()));
    for (const auto& one : open) work.erase(one);
    return {};
}

void stage_account_mail(UnitOfWork& work, const AccountMail& mail) {
    Record row = blank_mail(work, mail.kind, {mail.user, mail.address}, work.now());
    nlohmann::json data{{"link", mail.link},
                        {"language", mail.language.empty() ? "en" : mail.language},
                        {"reader", mail.reader},
                        {"until", to_string(mail.until)}};
    if (!mail.inviter.empty()) data["inviter"] = mail.inviter;
    row.set("data", data.dump());
    work.insert(row);
}

Status cancel_account_mails(UnitOfWork& work, Id user, std::string_view kind) {
    const EntityDef& outbox = work.entity("outbox");
    Query query;
    query.entity = &outbox;
    query.where = both(both(field_equals(outbox, "user", user.value),
                            field_equals(outbox, "kind", std::string(kind))),
                       field_equals(outbox, "state", std::string("queued")));
    query.limit = many;
    VIGIL_TRY(const auto rows, work.view().find(query, Permit::house()));
    for (const auto& row : rows) {
        Record after = row;
        after.set("state", std::string("cancelled"));
        after.values[std::size_t(after.entity->index_of("next_at"))] = Empty{};
        work.update(row, after);
    }
    return {};
}

std::string password_link(std::string_view public_url, std::string_view token) {
    return std::string(public_url) + "/reset?token=" + std::string(token);
}

}  // namespace vigil
