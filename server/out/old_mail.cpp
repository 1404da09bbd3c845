#include "out/old_mail.h"

#include <algorithm>
#include <map>

#include "base/zone.h"

namespace vigil::out {

namespace {

bool tells_of_closing(const Record& notice) {
    const auto rung = notice.text("rung");
    return rung == "given" || rung == "accepted";
}

// What is left to say of a mail once what is closed has been taken out of it.
struct Rest {
    bool any = false;
    bool reminder = false;  // somebody has sent it himself
};

Result<Rest> drop_closed(Outbox& outbox, const Record& mail) {
    VIGIL_TRY(auto notices, outbox.notices_of(mail.id()));
    std::erase_if(notices, [](const Record& one) { return one.text("state") != "queued"; });
    if (notices.empty()) return Rest{true, false};  // sent, or taken back: not ours
    VIGIL_TRY(const auto closed, outbox.closed_of(notices));
    std::vector<Record> gone;
    Rest rest;
    for (auto& notice : notices) {
        if (!tells_of_closing(notice) && closed.contains(Id{integer_of(notice["exception"])})) {
            gone.push_back(std::move(notice));
            continue;
        }
        rest.any = true;
        rest.reminder |= notice.text("rung") == "reminded";
    }
    if (!gone.empty()) VIGIL_DO(outbox.drop(mail, gone, !rest.any));
    return rest;
}

Moment start_of_day(std::string_view zone_name, Moment now) {
    const auto zone = Zone::find(zone_name).value_or(Zone());
    return zone.to_utc(zone.to_local(now).day, 0);
}

// `mails` of one reader, the oldest first: the first few as they are, the others in one.
Result<int> gather_beyond(Outbox& outbox, Id reader, const std::vector<Record>& mails,
                          const MailBudget& budget, std::string_view time_zone, Moment now) {
    VIGIL_TRY(const auto own_zone, outbox.zone_of(reader));
    const Moment today = start_of_day(own_zone.empty() ? time_zone : own_zone, now);
    VIGIL_TRY(const auto sent, outbox.sent_since(reader, today));
    const auto room = std::size_t(std::max<std::int64_t>(0, budget.mails_a_day - sent));
    if (mails.size() <= room) return 0;
    const auto beyond = mails.begin() + long(room);
    VIGIL_DO(outbox.gather(*beyond, {beyond + 1, mails.end()}));
    return int(mails.size() - room - 1);
}

}  // namespace

Result<int> settle_old_mail(Outbox& outbox, const MailBudget& budget, std::string_view time_zone,
                            Moment now) {
    int cancelled = 0;
    VIGIL_TRY(const auto digests, outbox.old("digest", now, now - budget.digest_every - old_after));
    for (const auto& mail : digests) {
        VIGIL_TRY(const auto rest, drop_closed(outbox, mail));
        cancelled += !rest.any;
    }
    VIGIL_TRY(const auto alerts, outbox.old("alert", now, now - old_after));
    std::map<Id, std::vector<Record>> left;
    for (const auto& mail : alerts) {
        VIGIL_TRY(const auto rest, drop_closed(outbox, mail));
        cancelled += !rest.any;
        // One that was tried may have arrived all the same; it goes under its own name again.
        if (rest.any && !rest.reminder && integer_of(mail["attempts"]) == 0)
            left[Id{integer_of(mail["user"])}].push_back(mail);
    }
    for (const auto& [reader, mails] : left) {
        VIGIL_TRY(const int gathered, gather_beyond(outbox, reader, mails, budget, time_zone, now));
        cancelled += gathered;
    }
    return cancelled;
}

}  // namespace vigil::out
