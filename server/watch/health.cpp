#include "watch/health.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/shipped_words.h"
#include "usecases/conditions.h"
#include "usecases/queue_mail.h"
#include "usecases/unit_of_work.h"

namespace vigil::watch {

namespace {

constexpr Span a_day = days(1);
// Servers that ask a stranger to come again let him in within an hour or two.
constexpr Span patience = hours(4);
constexpr int most_named = 10;

// What may be wrong with the watch and the post.
struct Trouble {
    Span lag{};                     // how far the watch was behind
    std::int64_t failed_mails = 0;  // refused for good since yesterday
    std::vector<Record> failed;     // the last few of them
    std::int64_t stuck_mails = 0;   // tried in vain for hours
    Moment stuck_since{};           // the oldest of them
    bool any() const { return lag != Span{} || failed_mails > 0 || stuck_mails > 0; }
};

// Only what is not over has one.
ConditionPtr has_next(const EntityDef& outbox) {
    return compare(outbox, "next_at", Condition::Op::ge, Moment{});
}

ConditionPtr not_of_health(const EntityDef& outbox) {
    return compare(outbox, "kind", Condition::Op::ne, std::string("health"));
}

Status look_for_failed(UnitOfWork& work, Trouble& trouble) {
    const EntityDef& outbox = work.entity("outbox");
    Query query;
    query.entity = &outbox;
    query.where = both(field_equals(outbox, "state", std::string("failed")),
                       both(compare(outbox, "failed_at", Condition::Op::ge, work.now() - a_day),
                            not_of_health(outbox)));
    VIGIL_TRY(trouble.failed_mails, work.view().count(query, Permit::house()));
    query.order = {{outbox.index_of("failed_at"), true}, {field_id, true}};
    query.limit = most_named;
    if (trouble.failed_mails == 0) return {};
    VIGIL_TRY(trouble.failed, work.view().find(query, Permit::house()));
    return {};
}

Status look_for_stuck(UnitOfWork& work, Trouble& trouble) {
    const EntityDef& outbox = work.entity("outbox");
    Query query;
    query.entity = &outbox;
    query.where = both(
        both(has_next(outbox), compare(outbox, "attempts", Condition::Op::ge, std::int64_t(1))),
        both(compare(outbox, "queued_at", Condition::Op::le, work.now() - patience),
             not_of_health(outbox)));
    VIGIL_TRY(trouble.stuck_mails, work.view().count(query, Permit::house()));
    query.order = {{outbox.index_of("queued_at"), false}};
    query.limit = 1;
    if (trouble.stuck_mails == 0) return {};
    VIGIL_TRY(const auto oldest, work.view().find(query, Permit::house()));
    if (!oldest.empty()) trouble.stuck_since = moment_of(oldest.front()["queued_at"]);
    return {};
}

bool speaks_of_stuck_mail(const Record& mail) {
    const auto data = nlohmann::json::parse(mail.text("data"), nullptr, false);
    return data.is_object() && data.value("stuck_mails", std::string("0")) != "0";
}

// One that was queued within a day or still waits; and of mail that waits one that has come within a day, for it has
// waited with the others.
Result<bool> told_lately(UnitOfWork& work, Id user) {
    const EntityDef& outbox = work.entity("outbox");
    const Moment yesterday = work.now() - a_day;
    const auto queued = compare(outbox, "queued_at", Condition::Op::gt, yesterday);
    const auto came = compare(outbox, "sent_at", Condition::Op::gt, yesterday);
    Query query;
    query.entity = &outbox;
    query.where = both(field_equals(outbox, "user", user.value),
                       both(field_equals(outbox, "kind", std::string("health")),
                            any_of({queued, came, has_next(outbox)})));
    query.limit = 10;
    VIGIL_TRY(const auto mails, work.view().find(query, Permit::house()));
    return std::ranges::any_of(mails, [&](const Record& mail) {
        const bool is_new = moment_of(mail["queued_at"]) > yesterday;
        return is_new || !is_empty(mail["next_at"]) || speaks_of_stuck_mail(mail);
    });
}

std::string told_title(const Record& notice) {
    const auto data = nlohmann::json::parse(notice.text("data"), nullptr, false);
    return data.is_object() ? data.value("title", std::string()) : std::string();
}

// "Ada Lead", "Ada Lead and 3 more", "Invitation".
Result<std::string> what_was_in(UnitOfWork& work, const Record& mail, std::string_view language) {
    const EntityDef& notice = work.entity("notice");
    Query query;
    query.entity = &notice;
    query.where = field_equals(notice, "outbox", mail.id().value);
    VIGIL_TRY(const auto n, work.view().count(query, Permit::house()));
    const auto& words = shipped_words();
    if (n == 0) return words.text(language, "mail_kind." + std::string(mail.text("kind")));
    query.order = {{field_id, false}};
    query.limit = 1;
    VIGIL_TRY(const auto first, work.view().find(query, Permit::house()));
    auto title = first.empty() ? std::string() : told_title(first.front());
    if (n == 1) return title;
    return words.text(language, "lost_mail.several",
                      {{"title", title}, {"n", std::to_string(n - 1)}});
}

// A line for each of the last failed: whom it was for and what stood in it.
Result<std::string> named(UnitOfWork& work, const Trouble& trouble, std::string_view language) {
    std::string lines;
    for (const auto& mail : trouble.failed) {
        VIGIL_TRY(const auto what, what_was_in(work, mail, language));
        const Person* person = work.company().person(Id{integer_of(mail["user"])});
        const std::string address(mail.text("address"));
        lines += shipped_words().text(
            language, "lost_mail.line",
            {{"name", person ? person->name : address}, {"address", address}, {"what", what}});
        lines += '\n';
    }
    return lines;
}

Status tell(UnitOfWork& work, const Person& person, const Trouble& trouble) {
    const std::string language = person.locale.empty() ? "en" : person.locale;
    VIGIL_TRY(const auto lines, named(work, trouble, language));
    const bool is_stuck = trouble.stuck_mails > 0;
    Record row = blank_mail(work, "health", {person.id, person.email}, work.now());
    row.set("data", nlohmann::json{{"language", language},
                                   {"reader", person.name},
                                   {"lag_minutes", std::to_string(trouble.lag.us / minutes(1).us)},
                                   {"failed_mails", std::to_string(trouble.failed_mails)},
                                   {"failed_lines", lines},
                                   {"stuck_mails", std::to_string(trouble.stuck_mails)},
                                   {"stuck_since", is_stuck ? to_string(trouble.stuck_since) : ""}}
                        .dump());
    work.insert(row);
    return {};
}

}  // namespace

Status tell_health(Engine& engine, Span lag) {
    const Actor house = Actor::house();
    UnitOfWork work(engine, house, engine.clock.now());
    Trouble trouble;
    if (lag > minutes(work.company().settings.watch_lag_minutes)) trouble.lag = lag;
    VIGIL_DO(look_for_failed(work, trouble));
    VIGIL_DO(look_for_stuck(work, trouble));
    if (!trouble.any()) return {};
    for (const auto& [id, person] : work.company().people) {
        if (!work.company().is_administrator(person)) continue;
        VIGIL_TRY(const bool told, told_lately(work, id));
        if (!told) VIGIL_DO(tell(work, person, trouble));
    }
    const auto done = work.commit();
    return done || is_of_edition(done.error()) ? Status() : pass_on(done.error());
}

}  // namespace vigil::watch
