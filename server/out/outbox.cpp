#include "out/outbox.h"

#include <utility>

#include "base/text.h"

namespace vigil::out {

namespace {

constexpr int most_notices = 100'000;         // of one mail
constexpr int most_claimed = 10'000;          // there is one for each node that died while sending
constexpr Span longest_round = days(2);       // between two digests
constexpr int most_rounds = 20;               // of a write that others keep interfering with
constexpr std::size_t longest_answer = 1000;  // characters, as the outbox declares

ConditionPtr compare(const EntityDef& entity, std::string_view field, Condition::Op op,
                     Value value) {
    auto condition = std::make_shared<Condition>();
    condition->op = op;
    condition->entity = &entity;
    condition->left.kind = Term::Kind::field;
    condition->left.field = entity.index_of(field);
    condition->left.of = &entity;
    condition->left.type = entity.field(field)->kind;
    condition->right.type = condition->left.type;
    condition->right.folded = fold(text_of(value));
    condition->right.value = std::move(value);
    return condition;
}

ConditionPtr in_state(const EntityDef& entity, std::string state) {
    return compare(entity, "state", Condition::Op::eq, std::move(state));
}

ConditionPtr composed(Condition::Op op, std::vector<ConditionPtr> parts) {
    auto condition = std::make_shared<Condition>();
    condition->op = op;
    condition->entity = parts.empty() ? nullptr : parts.front()->entity;
    condition->parts = std::move(parts);
    return condition;
}

ConditionPtr not_over(const EntityDef& entity) {
    return composed(Condition::Op::any, {in_state(entity, "queued"), in_state(entity, "sending")});
}

// What is not over has a next_at, and few rows have one: the index on it finds them. Every moment is later than
// this one; an empty next_at is not.
ConditionPtr has_time(const EntityDef& entity) {
    return compare(entity, "next_at", Condition::Op::ge, Moment{-62'135'596'800'000'000});
}

// Collects the new values of one row.
class Change {
  public:
    explicit Change(const Record& before)
        : write_{Write::Op::update, before.entity, before.id(), before.version(), {}},
          after_(before) {
        after_.values[field_version] = before.version() + 1;
    }
    void set(std::string_view field, Value value) {
        after_.set(field, value);
        write_.values.emplace_back(write_.entity->index_of(field), std::move(value));
    }
    Write write() && { return std::move(write_); }
    const Record& after() const { return after_; }

  private:
    Write write_;
    Record after_;
};

ChangeSet just(Write write) {
    ChangeSet changes;
    changes.writes.push_back(std::move(write));
    return changes;
}

Value text_or_empty(std::string_view text) {
    return text.empty() ? Value(Empty{}) : Value(std::string(text));
}

Value moment_or_empty(std::optional<Moment> moment) {
    return moment ? Value(*moment) : Value(Empty{});
}

bool was_overtaken(const Fault& fault) { return fault.code == "changed_meanwhile"; }

bool holds_secret(const Record& mail) {
    return mail.text("kind") == "password_reset" || mail.text("kind") == "invitation";
}

}  // namespace

Outbox::Outbox(Store& store, CataloguePtr catalogue)
    : store_(store),
      catalogue_(std::move(catalogue)),
      mail_(catalogue_->need("outbox")),
      notice_(catalogue_->need("notice")) {}

Result<std::vector<Record>> Outbox::find(const EntityDef& entity, ConditionPtr where,
                                         std::vector<Order> order, std::vector<Value> after,
                                         int limit) {
    Query query;
    query.entity = &entity;
    query.where = std::move(where);
    query.order = std::move(order);
    query.after = std::move(after);
    query.limit = limit;
    return store_.read()->find(query, Permit::house());
}

Result<std::vector<Record>> Outbox::due(Moment now, std::vector<Value> after, int limit) {
    return find(mail_,
                composed(Condition::Op::all,
                         {compare(mail_, "next_at", Condition::Op::le, now), not_over(mail_)}),
                {{mail_.index_of("next_at"), false}}, std::move(after), limit);
}

std::vector<Value> Outbox::key_of(const Record& mail) { return {mail["next_at"], mail.id()}; }

Result<std::optional<Moment>> Outbox::next_at() {
    VIGIL_TRY(const auto rows,
              find(mail_, composed(Condition::Op::all, {has_time(mail_), not_over(mail_)}),
                   {{mail_.index_of("next_at"), false}}, {}, 1));
    if (rows.empty()) return std::optional<Moment>();
    return std::optional(moment_of(rows.front()["next_at"]));
}

Result<std::vector<Record>> Outbox::notices_of(Id mail) {
    return find(notice_, compare(notice_, "outbox", Condition::Op::eq, mail.value),
                {{field_id, false}}, {}, most_notices);
}

// All parts of a round are queued before it begins, so that each says the same number of them.
Result<DigestPart> Outbox::part_of(const Record& mail) {
    const auto round = mail.text("kind") == "digest" ? round_of(mail) : std::string();
    if (round.empty()) return DigestPart{};
    const Moment queued = moment_of(mail["queued_at"]);
    VIGIL_TRY(
        const auto digests,
        find(mail_,
             composed(Condition::Op::all,
                      {compare(mail_, "user", Condition::Op::eq, mail["user"]),
                       compare(mail_, "kind", Condition::Op::eq, std::string("digest")),
                       compare(mail_, "queued_at", Condition::Op::ge, queued - longest_round),
                       compare(mail_, "queued_at", Condition::Op::le, queued + longest_round)}),
             {{field_id, false}}, {}, most_claimed));
    DigestPart part{0, 0};
    for (const auto& one : digests) {
        const bool counts = one.id() == mail.id() || one.text("state") != "cancelled";
        if (!counts || round_of(one) != round) continue;
        ++part.of;
        if (one.id() <= mail.id()) ++part.number;
    }
    return part;
}

Result<std::string> Outbox::zone_of(Id user) {
    const EntityDef* entity = catalogue_->entity("user");
    if (!entity || !entity->field("time_zone")) return std::string();
    VIGIL_TRY(const auto row, store_.read()->get(*entity, user, Permit::house()));
    return row ? std::string(row->text("time_zone")) : std::string();
}

Result<OutboxHealth> Outbox::health(Moment now, Moment failed_since) {
    Query query;
    query.entity = &mail_;
    query.where = composed(
        Condition::Op::all,
        {in_state(mail_, "failed"), compare(mail_, "failed_at", Condition::Op::ge, failed_since)});
    const auto view = store_.read();
    OutboxHealth health;
    VIGIL_TRY(health.failed, view->count(query, Permit::house()));
    const auto tried = compare(mail_, "attempts", Condition::Op::ge, std::int64_t(1));
    const auto due = compare(mail_, "next_at", Condition::Op::le, now);
    query.where = composed(Condition::Op::all, {has_time(mail_), not_over(mail_),
                                                composed(Condition::Op::any, {due, tried})});
    VIGIL_TRY(health.waiting, view->count(query, Permit::house()));
    query.order = {{mail_.index_of("queued_at"), false}};
    query.limit = 1;
    VIGIL_TRY(const auto oldest, view->find(query, Permit::house()));
    if (!oldest.empty()) health.oldest = moment_of(oldest.front()["queued_at"]);
    query.where = composed(Condition::Op::all, {query.where, tried});
    VIGIL_TRY(const auto put_off, view->find(query, Permit::house()));
    if (!put_off.empty()) health.trouble = put_off.front().text("answer");
    return health;
}

Result<std::vector<Record>> Outbox::old(std::string kind, Moment before) {
    return find(
        mail_,
        composed(Condition::Op::all, {in_state(mail_, "queued"),
                                      compare(mail_, "kind", Condition::Op::eq, std::move(kind)),
                                      compare(mail_, "queued_at", Condition::Op::lt, before)}),
        {{mail_.index_of("queued_at"), false}}, {}, most_notices);
}

Result<std::set<Id>> Outbox::closed_of(const std::vector<Record>& notices) {
    std::set<Id> closed;
    const EntityDef* exception = catalogue_->entity("exception");
    if (!exception) return closed;
    std::vector<Id> ids;
    for (const auto& notice : notices) ids.emplace_back(integer_of(notice["exception"]));
    VIGIL_TRY(const auto found, store_.read()->get_many(*exception, ids, Permit::house()));
    for (const auto& one : found)
        if (one.text("state") == "closed") closed.insert(one.id());
    return closed;
}

Result<std::int64_t> Outbox::sent_since(Id user, Moment since) {
    Query query;
    query.entity = &mail_;
    query.where = composed(Condition::Op::all,
                           {compare(mail_, "user", Condition::Op::eq, user.value),
                            compare(mail_, "kind", Condition::Op::eq, std::string("alert")),
                            compare(mail_, "sent_at", Condition::Op::ge, since)});
    return store_.read()->count(query, Permit::house());
}

Status Outbox::drop(const Record& mail, const std::vector<Record>& notices, bool whole) {
    ChangeSet changes;
    for (const auto& notice : notices) {
        Change gone(notice);
        gone.set("state", std::string("cancelled"));
        gone.set("why", std::string("closed"));
        changes.writes.push_back(std::move(gone).write());
    }
    if (whole)
        changes.writes.push_back(cancelled(mail, "closed before it could be sent"));
    else
        changes.unchanged.push_back({&mail_, mail.id(), mail.version()});
    return apply(changes);
}

Status Outbox::gather(const Record& host, const std::vector<Record>& others) {
    ChangeSet changes;
    Change digest(host);
    digest.set("kind", std::string("digest"));
    changes.writes.push_back(std::move(digest).write());
    for (const auto& mail : others) {
        VIGIL_TRY(const auto notices, notices_of(mail.id()));
        for (const auto& notice : notices) {
            Change moved(notice);
            moved.set("outbox", host.id().value);
            changes.writes.push_back(std::move(moved).write());
        }
        changes.writes.push_back(cancelled(mail, "told in mail " + to_string(host.id())));
    }
    return apply(changes);
}

Write Outbox::cancelled(const Record& mail, std::string answer) {
    Change change(mail);
    change.set("state", std::string("cancelled"));
    change.set("next_at", Empty{});
    change.set("answer", std::move(answer));
    return std::move(change).write();
}

Status Outbox::apply(const ChangeSet& changes) {
    const auto applied = store_.apply(changes);
    if (applied || was_overtaken(applied.error())) return {};
    return pass_on(applied.error());
}

Result<std::optional<Record>> Outbox::claim(const Record& mail, std::string message_id,
                                            Moment lease_end) {
    Change change(mail);
    if (mail.text("state") == "sending") change.set("possibly_repeated", true);
    change.set("state", std::string("sending"));
    change.set("attempts", integer_of(mail["attempts"]) + 1);
    change.set("next_at", lease_end);
    change.set("node", std::int64_t(store_.node()));
    change.set("message_id", std::move(message_id));
    const Record claimed = change.after();
    const auto applied = store_.apply(just(std::move(change).write()));
    if (applied) return std::optional(claimed);
    if (was_overtaken(applied.error())) return std::optional<Record>();
    return pass_on(applied.error());
}

Result<bool> Outbox::try_settle(const Outcome& outcome) {
    VIGIL_TRY(const auto mail, store_.read()->get(mail_, outcome.mail, Permit::house()));
    const bool ours = mail && mail->text("state") == "sending" &&
                      integer_of((*mail)["attempts"]) == outcome.attempts;
    if (!ours) return true;
    Change change(*mail);
    change.set("state", outcome.state);
    change.set("server", text_or_empty(outcome.server));
    change.set("answer", text_or_empty(clip(outcome.answer, longest_answer)));
    change.set("sent_at", moment_or_empty(outcome.sent_at));
    change.set("failed_at", moment_or_empty(outcome.failed_at));
    change.set("next_at", moment_or_empty(outcome.next_at));
    if (outcome.perhaps_taken) change.set("possibly_repeated", true);
    if (outcome.is_over() && holds_secret(*mail)) change.set("data", Empty{});
    ChangeSet changes = just(std::move(change).write());
    if (outcome.is_over()) {
        VIGIL_TRY(const auto notices, notices_of(outcome.mail));
        for (const auto& notice : notices) {
            if (notice.text("state") != "queued") continue;
            Change told(notice);
            told.set("state", outcome.state);
            changes.writes.push_back(std::move(told).write());
        }
    }
    const auto applied = store_.apply(changes);
    if (applied) return true;
    if (was_overtaken(applied.error()))
        return false;  // someone has just looked at the exception, say
    return pass_on(applied.error());
}

Status Outbox::settle(const Outcome& outcome) {
    for (int round = 0; round < most_rounds; ++round) {
        VIGIL_TRY(const bool done, try_settle(outcome));
        if (done) return {};
    }
    return fail(FaultKind::conflict, "changed_meanwhile", "outbox " + to_string(outcome.mail));
}

Status Outbox::end_leases(Moment now) {
    VIGIL_TRY(const auto claimed,
              find(mail_,
                   composed(Condition::Op::all,
                            {in_state(mail_, "sending"), compare(mail_, "node", Condition::Op::eq,
                                                                 std::int64_t(store_.node()))}),
                   {{field_id, false}}, {}, most_claimed));
    for (const auto& mail : claimed) VIGIL_DO(end_lease(mail, now));
    return {};
}

Status Outbox::end_orphaned_leases(Moment now) {
    // Read before it is asked who lives: whoever takes the number from now on claims what is due anew.
    VIGIL_TRY(const auto claimed,
              find(mail_,
                   composed(Condition::Op::all, {compare(mail_, "next_at", Condition::Op::gt, now),
                                                 in_state(mail_, "sending")}),
                   {{field_id, false}}, {}, most_claimed));
    for (const auto& mail : claimed) {
        VIGIL_TRY(const bool held, store_.is_node_held(int(integer_of(mail["node"]))));
        if (!held) VIGIL_DO(end_lease(mail, now));
    }
    return {};
}

Status Outbox::end_lease(const Record& mail, Moment now) {
    if (moment_of(mail["next_at"]) <= now) return {};
    Change change(mail);
    change.set("next_at", now);
    return apply(just(std::move(change).write()));
}

}  // namespace vigil::out
