#include "watch/tell.h"

#include <nlohmann/json.hpp>

#include "base/zone.h"
#include "usecases/conditions.h"
#include "usecases/queue_mail.h"

namespace vigil::watch {

namespace {

constexpr Span second_thoughts = seconds(10);

Moment start_of_day(const Company& company, const Person& reader, Moment now) {
    const auto& name = reader.time_zone.empty() ? company.settings.time_zone : reader.time_zone;
    const auto zone = Zone::find(name).value_or(Zone());
    return zone.to_utc(zone.to_local(now).day, 0);
}

// The next full interval: at :00 when digests go hourly.
Moment next_digest(Moment now, int every_minutes) {
    const auto every = minutes(every_minutes).us;
    return Moment{(now.us / every + 1) * every};
}

}  // namespace

std::string_view to_string(Rung rung) {
    switch (rung) {
        case Rung::warned:
            return "warned";
        case Rung::broken:
            return "broken";
        case Rung::escalated:
            return "escalated";
        case Rung::reminded:
            return "reminded";
        case Rung::given:
            return "given";
        case Rung::pooled:
            return "pooled";
        case Rung::accepted:
            return "accepted";
    }
    return "broken";
}

std::string place_of(const EntityDef& entity, Id record) {
    return entity.plural + "/" + vigil::to_string(record);
}

std::string to_json(const NoticeFacts& facts, std::string_view language, std::string_view reader) {
    const nlohmann::json json{{"sentence", facts.sentence},
                              {"broken", facts.broken},
                              {"goal", facts.goal},
                              {"title", facts.title},
                              {"context", facts.context},
                              {"see", facts.see},
                              {"owner", facts.owner},
                              {"amount", facts.amount},
                              {"stake", facts.stake},
                              {"consequence", facts.consequence},
                              {"clock", facts.clock},
                              {"place", facts.place},
                              {"due_at", vigil::to_string(facts.due_at)},
                              {"exception", vigil::to_string(facts.exception)},
                              {"historic", facts.historic ? "yes" : ""},
                              {"language", language},
                              {"reader", reader}};
    return json.dump();
}

Result<Teller::Budget*> Teller::budget_of(const Person& reader) {
    if (auto it = budgets_.find(reader.id); it != budgets_.end()) return &it->second;
    const EntityDef& outbox = work_.entity("outbox");
    Query query;
    query.entity = &outbox;
    query.where = both(field_equals(outbox, "user", reader.id.value),
                       compare(outbox, "queued_at", Condition::Op::ge,
                               start_of_day(work_.company(), reader, work_.now())));
    query.limit = 10'000;
    query.order = {{field_id, false}};
    VIGIL_TRY(const auto rows, work_.view().find(query, Permit::house()));
    Budget budget;
    for (const auto& row : rows) {
        if (row.text("kind") == "alert" && row.text("state") != "cancelled") ++budget.sent;
        // One that may have arrived all the same gathers no more: what is added would never be read.
        const bool gathers = row.text("state") == "queued" && !truth_of(row["possibly_repeated"]);
        if (row.text("kind") == "digest" && gathers) budget.digest = row;
    }
    if (budget.digest) {
        const EntityDef& notice = work_.entity("notice");
        Query lines;
        lines.entity = &notice;
        lines.where = field_equals(notice, "outbox", budget.digest->id().value);
        VIGIL_TRY(budget.entries, work_.view().count(lines, Permit::house()));
    }
    return &(budgets_[reader.id] = std::move(budget));
}

Result<Id> Teller::digest_of(Budget& budget, const Person& reader) {
    if (budget.digest && budget.entries < work_.company().settings.digest_entries) {
        // It must still be gathering when this is committed.
        if (budget.digest->version() > 0) work_.keep(*budget.digest);
        ++budget.entries;
        return budget.digest->id();
    }
    Moment round = next_digest(work_.now(), work_.company().settings.digest_every_minutes);
    if (budget.digest && moment_of((*budget.digest)["next_at"]) > work_.now())
        round = moment_of((*budget.digest)["next_at"]);  // the full one's next part
    Record row = blank_mail(work_, "digest", {reader.id, reader.email}, round);
    row.set("data", nlohmann::json{{"round", vigil::to_string(round)}}.dump());
    work_.insert(row);
    budget.entries = 1;
    const Id id = row.id();
    budget.digest = std::move(row);  // version 0: made here, nothing to keep
    return id;
}

Status Teller::tell(const Person& reader, Rung rung, const NoticeFacts& facts, bool at_once,
                    bool bundle) {
    VIGIL_TRY(Budget * budget, budget_of(reader));
    const bool single =
        !bundle && (rung == Rung::reminded || budget->sent < work_.company().settings.mails_a_day);
    Id mail;
    if (single) {
        Record row = blank_mail(work_, "alert", {reader.id, reader.email},
                                at_once ? work_.now() : work_.now() + second_thoughts);
        if (work_.actor().user) row.set("cause", work_.act_id().value);
        mail = row.id();
        work_.insert(row);
        if (rung != Rung::reminded) ++budget->sent;
    } else {
        VIGIL_TRY(mail, digest_of(*budget, reader));
    }
    Record notice(work_.entity("notice"));
    notice.values[field_id] = work_.new_id();
    notice.set("exception", facts.exception.value);
    notice.set("user", reader.id.value);
    notice.set("rung", std::string(to_string(rung)));
    notice.set("channel", std::string("mail"));
    notice.set("at", work_.now());
    notice.set("state", std::string("queued"));
    notice.set("outbox", mail.value);
    notice.set("data", to_json(facts, reader.locale.empty() ? "en" : reader.locale, reader.name));
    work_.insert(notice);
    return {};
}

}  // namespace vigil::watch
