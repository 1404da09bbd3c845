#include "out/courier.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vigil::out {

namespace {

constexpr int page = 100;  // rows read at once
constexpr Span longest_wait = minutes(60);
constexpr int most_in_a_row = 3;
constexpr Span quiet_time = minutes(1);
constexpr Span failed_window = days(7);

// 1, 2, 4 … 60 minutes.
Span wait_after(std::int64_t attempts) {
    const auto doublings = std::clamp<std::int64_t>(attempts - 1, 0, 6);
    return std::min(minutes(std::int64_t(1) << doublings), longest_wait);
}

Outcome begun(const Record& mail, std::string state) {
    Outcome outcome;
    outcome.mail = mail.id();
    outcome.attempts = integer_of(mail["attempts"]);
    outcome.state = std::move(state);
    return outcome;
}

}  // namespace

Courier::Courier(Store& store, const Clock& clock, Mailer& mailer, const Words& words,
                 CourierOptions options)
    : store_(store), clock_(clock), mailer_(mailer), words_(words), options_(std::move(options)) {}

Result<SendReport> Courier::send_due() {
    const std::lock_guard lock(sending_);
    Outbox outbox(store_, options_.catalogue());
    VIGIL_DO(prepare(outbox));
    SendReport report;
    if (clock_.now().us < quiet_until_us_) return report;
    quiet_until_us_ = 0;
    const Letterhead head = options_.letterhead();
    const MailBudget budget = options_.budget();
    VIGIL_TRY(report.cancelled, settle_old_mail(outbox, budget, head.time_zone, clock_.now()));
    std::vector<Value> after;
    while (true) {
        VIGIL_TRY(const auto rows, outbox.due(clock_.now(), after, page));
        for (const auto& row : rows) {
            if (stopped_ || quiet_until_us_ != 0) return report;
            VIGIL_DO(send_one(outbox, head, row, report));
        }
        if (rows.size() < std::size_t(page)) return report;
        after = Outbox::key_of(rows.back());
    }
}

// What an earlier pass or an earlier process left behind.
Status Courier::prepare(Outbox& outbox) {
    if (unwritten_) {
        VIGIL_DO(outbox.settle(*unwritten_));
        unwritten_.reset();
    }
    if (!is_started_) VIGIL_DO(outbox.end_leases(clock_.now()));
    is_started_ = true;
    return outbox.end_orphaned_leases(clock_.now());
}

Status Courier::send_one(Outbox& outbox, const Letterhead& head, const Record& due,
                         SendReport& report) {
    // The same at each try, even if the public URL is another one by then.
    std::string message_id(due.text("message_id"));
    if (message_id.empty()) message_id = message_id_of(due.id(), head.public_url);
    VIGIL_TRY(const auto mail,
              outbox.claim(due, std::move(message_id), clock_.now() + options_.lease));
    if (!mail) return {};
    if (due.text("state") == "sending") ++report.repeated;
    auto outcome = try_once(outbox, head, *mail);
    if (!outcome) {  // the store did not answer; nothing was said to the mail server
        unwritten_ = begun(*mail, "queued");
        unwritten_->next_at = clock_.now();
        return pass_on(std::move(outcome).error());
    }
    if (outcome->state == "failed") outcome->failed_at = clock_.now();
    note(*mail, *outcome, report);
    unwritten_ = *std::move(outcome);
    VIGIL_DO(outbox.settle(*unwritten_));
    unwritten_.reset();
    return {};
}

Result<Outcome> Courier::try_once(Outbox& outbox, const Letterhead& head, const Record& mail) {
    Outcome outcome = begun(mail, "failed");
    // Read after the claim: from then on nobody adds to this mail.
    VIGIL_TRY(auto notices, outbox.notices_of(mail.id()));
    const bool had_notices = !notices.empty();
    std::erase_if(notices,
                  [](const Record& notice) { return notice.text("state") == "cancelled"; });
    if (had_notices && notices.empty()) {
        outcome.state = "cancelled";
        return outcome;
    }
    if (const auto until = useful_until(mail); until && *until <= clock_.now()) {
        outcome.answer = "its link has ended";
        return outcome;
    }
    VIGIL_TRY(const auto zone, outbox.zone_of(Id{integer_of(mail["user"])}));
    VIGIL_TRY(const auto part, outbox.part_of(mail));
    const auto message = compose(words_, head, mail, notices, zone, clock_.now(), part);
    if (message) return hand_over(mail, *message);
    outcome.answer = message.error().log;
    return outcome;
}

Outcome Courier::hand_over(const Record& mail, const MailMessage& message) {
    Outcome outcome = begun(mail, "accepted");
    const auto receipt = mailer_.send(message);
    if (receipt) {
        outcome.server = receipt->server;
        outcome.answer = without_secrets(mail, receipt->answer);
        outcome.sent_at = clock_.now();
        put_off_in_a_row_ = 0;
        return outcome;
    }
    outcome.answer = without_secrets(mail, receipt.error().log);
    if (receipt.error().code == "mail_refused") {
        outcome.state = "failed";
        put_off_in_a_row_ = 0;
        return outcome;
    }
    // However long the server is away: what is settled meanwhile leaves by settle_old_mail().
    outcome.state = "queued";
    outcome.next_at = clock_.now() + wait_after(outcome.attempts);
    outcome.perhaps_taken = std::ranges::any_of(
        receipt.error().args, [](const auto& arg) { return arg.first == "perhaps_taken"; });
    if (++put_off_in_a_row_ >= most_in_a_row) {
        quiet_until_us_ = (clock_.now() + quiet_time).us;
        put_off_in_a_row_ = 0;
    }
    return outcome;
}

void Courier::note(const Record& mail, const Outcome& outcome, SendReport& report) {
    if (outcome.state == "accepted") {
        ++report.accepted;
        return;
    }
    if (outcome.state == "cancelled") {
        ++report.cancelled;
        return;
    }
    ++(outcome.is_over() ? report.failed : report.deferred);
    if (options_.log)
        options_.log(fmt::format("mail {} ({}) {} at try {}: {}", mail.id().value,
                                 mail.text("kind"), outcome.is_over() ? "failed" : "put off",
                                 outcome.attempts, outcome.answer));
}

Result<std::optional<Moment>> Courier::next_due() {
    Outbox outbox(store_, options_.catalogue());
    VIGIL_TRY(auto next, outbox.next_at());
    if (next) next->us = std::max(next->us, quiet_until_us_.load());
    return next;
}

Result<CourierHealth> Courier::health() {
    Outbox outbox(store_, options_.catalogue());
    const Moment now = clock_.now();
    VIGIL_TRY(const auto found, outbox.health(now, now - failed_window));
    CourierHealth health{found.failed, found.waiting, {}, found.trouble};
    if (found.oldest) health.oldest_age = Span{std::max<std::int64_t>(0, (now - *found.oldest).us)};
    return health;
}

}  // namespace vigil::out
