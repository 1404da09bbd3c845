#include "out/old_mail.h"

#include <algorithm>
#include <map>

#include "base/zone.h"

namespace vigil::out {

namespace {

bool tells_of_closing(const Record& notice) {
    const auto rung = notice.text("rung");
    return rung == "given" || rung == "pooled" || rung == "accepted";
}

// What is left to say of a mail once what is closed has been taken out of it.
struct Rest {
    std::size_t lines = 0;
    bool reminder = false;  // somebody has sent it himself
    bool is_ours = true;    // not sent, nor taken back as a whole
    bool is_empty() const { return is_ours && lines == 0; }
};

Result<Rest> drop_closed(Outbox& outbox, const Record& mail) {
    VIGIL_TRY(auto notices, outbox.notices_of(mail.id()));
    std::erase_if(notices, [](const Record& one) { return one.text("state") != "queued"; });
    if (notices.empty()) return Rest{.is_ours = false};
    VIGIL_TRY(const auto closed, outbox.closed_of(notices));
    std::vector<Record> gone;
    Rest rest;
    for (auto& notice : notices) {
        if (!tells_of_closing(notice) && closed.contains(Id{integer_of(notice["exception"])})) {
            gone.push_back(std::move(notice));
            continue;
        }
        ++rest.lines;
        rest.reminder |= notice.text("rung") == "reminded";
    }
    if (!gone.empty()) VIGIL_DO(outbox.drop(mail, gone, rest.is_empty()));
    return rest;
}

Moment start_of_day(std::string_view zone_name, Moment now) {
    const auto zone = Zone::find(zone_name).value_or(Zone());
    return zone.to_utc(zone.to_local(now).day, 0);
}

struct Waiting {
    Record mail;
    std::size_t lines = 0;
};

// What waits for one reader, the oldest first.
struct Pile {
    std::vector<Waiting> alerts, digests;
};

// Each into the digest begun before it, as long as that has room.
Result<int> gather(Outbox& outbox, const std::vector<Waiting>& mails, std::size_t room) {
    int cancelled = 0;
    for (std::size_t at = 0; at < mails.size();) {
        const Record& host = mails[at].mail;
        std::size_t lines = mails[at].lines;
        std::vector<Record> others;
        for (++at; at < mails.size() && lines + mails[at].lines <= room; ++at) {
            lines += mails[at].lines;
            others.push_back(mails[at].mail);
        }
        const bool is_alone = others.empty() && host.text("kind") == "digest";
        if (!is_alone) VIGIL_DO(outbox.gather(host, others));
        cancelled += int(others.size());
    }
    return cancelled;
}

// The first few alerts as they are; the others, and digests that could not leave, in as few digests as hold them.
Result<int> gather_beyond(Outbox& outbox, Id reader, Pile pile, const MailBudget& budget,
                          std::string_view time_zone, Moment now) {
    VIGIL_TRY(const auto own_zone, outbox.zone_of(reader));
    const Moment today = start_of_day(own_zone.empty() ? time_zone : own_zone, now);
    VIGIL_TRY(const auto sent, outbox.sent_since(reader, today));
    const auto room = std::size_t(std::max<std::int64_t>(0, budget.mails_a_day - sent));
    auto beyond = std::move(pile.digests);
    for (std::size_t i = room; i < pile.alerts.size(); ++i)
        beyond.push_back(std::move(pile.alerts[i]));
    return gather(outbox, beyond, std::size_t(budget.digest_entries));
}

// One that may have arrived all the same goes under its own name again, and so does one that somebody has sent.
bool may_be_gathered(const Record& mail, const Rest& rest) {
    return rest.lines > 0 && !rest.reminder && !truth_of(mail["possibly_repeated"]);
}

}  // namespace

Result<int> settle_old_mail(Outbox& outbox, const MailBudget& budget, std::string_view time_zone,
                            Moment now) {
    int cancelled = 0;
    std::map<Id, Pile> left;
    const auto look_at = [&](const std::string& kind, Moment before) -> Status {
        VIGIL_TRY(const auto mails, outbox.old(kind, before));
        for (const auto& mail : mails) {
            VIGIL_TRY(const auto rest, drop_closed(outbox, mail));
            cancelled += rest.is_empty();
            if (!may_be_gathered(mail, rest)) continue;
            Pile& pile = left[Id{integer_of(mail["user"])}];
            (kind == "digest" ? pile.digests : pile.alerts).push_back({mail, rest.lines});
        }
        return {};
    };
    VIGIL_DO(look_at("digest", now - budget.digest_every - old_after));
    VIGIL_DO(look_at("alert", now - old_after));
    for (auto& [reader, pile] : left) {
        VIGIL_TRY(const int gathered,
                  gather_beyond(outbox, reader, std::move(pile), budget, time_zone, now));
        cancelled += gathered;
    }
    return cancelled;
}

}  // namespace vigil::out
