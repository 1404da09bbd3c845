#include "out/compose.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <ranges>
#include <utility>

#include "base/email.h"
#include "base/explain.h"
#include "base/zone.h"
#include "out/mail/digest_mail.h"
#include "out/mail/mime.h"

namespace vigil::out {

namespace {

constexpr Span reset_life = hours(1);  // of a link whose end does not stand in the row
constexpr Span invitation_life = days(7);

// The `data` of a row: an object of texts. What is missing or of another kind is an empty text.
class Data {
  public:
    explicit Data(const Record& row)
        : json_(nlohmann::json::parse(row.text("data"), nullptr, false)) {}
    bool is_readable() const { return json_.is_object(); }
    std::string operator[](const char* key) const {
        const auto found = json_.is_object() ? json_.find(key) : json_.end();
        const bool is_text = json_.is_object() && found != json_.end() && found->is_string();
        return is_text ? found->get<std::string>() : std::string();
    }

  private:
    nlohmann::json json_;
};

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    for (const auto line : std::views::split(text, '\n'))
        if (!line.empty()) lines.emplace_back(std::string_view(line));
    return lines;
}

std::unexpected<Fault> unusable(const Record& mail, std::string_view why) {
    return fail(FaultKind::refused, "mail_refused",
                fmt::format("outbox {} ({}): {}", mail.id().value, mail.text("kind"), why));
}

mail::Rung rung_of(const Record& notice, bool is_late) {
    const auto rung = notice.text("rung");
    if (rung == "escalated") return mail::Rung::escalated;
    if (rung == "given") return mail::Rung::given;
    if (rung == "pooled") return mail::Rung::pooled;
    if (rung == "accepted") return mail::Rung::accepted;
    if (rung == "warned") return is_late ? mail::Rung::broken : mail::Rung::warning;
    return mail::Rung::broken;
}

mail::AlertFacts facts_of(const Record& notice, const Data& data, const Letterhead& head,
                          Moment now) {
    const std::string language = data["language"];
    mail::AlertFacts facts;
    facts.sentence = data["sentence"];
    facts.goal = data["goal"];
    facts.title = data["title"];
    facts.context = data["context"];
    facts.see = data["see"];
    facts.owner = data["owner"];
    facts.amount = data["amount"];
    facts.consequence = data["consequence"];
    facts.clock = data["clock"];
    facts.link = head.public_url + "/?exception=" + to_string(Id{integer_of(notice["exception"])});
    if (const auto place = data["place"]; !place.empty())
        facts.record_link = head.public_url + "/e/" + place;
    const auto due = parse_moment(data["due_at"]);
    facts.rung = rung_of(notice, due && *due <= now);
    if (facts.rung != mail::Rung::warning) facts.broken = data["broken"];
    // The promise that was broken is not the one that begins for him.
    const bool moved = facts.rung == mail::Rung::given || facts.rung == mail::Rung::pooled;
    if (moved && !facts.record_link.empty()) facts.link = std::exchange(facts.record_link, {});
    if (moved || facts.rung == mail::Rung::accepted) return facts;
    if (due && facts.rung == mail::Rung::warning)
        facts.span = in_words(late_by(now, *due), language);
    else if (due && *due <= now)
        facts.span = in_words(late_by(*due, now), language);
    return facts;
}

// As the page orders exceptions: money at stake times how long it is late (or near); without money the time alone.
double urgency_of(const Data& data, Moment now) {
    double stake = 0;
    const auto amount = data["stake"];
    std::from_chars(amount.data(), amount.data() + amount.size(), stake);
    stake = std::max(1.0, stake);
    const auto due = parse_moment(data["due_at"]).value_or(now);
    const double hours_late = double((now - due).us) / double(hours(1).us);
    return hours_late >= 0 ? stake * (hours_late + 1) : stake / (1 - hours_late);
}

// "2026-03-02 10:00".
std::string minute_of(Moment moment, const Zone& zone) {
    const auto local = zone.to_local(moment);
    const auto minute = local.us_of_day / us_per_minute;
    return fmt::format("{} {:02}:{:02}", to_string(local.day), minute / 60, minute % 60);
}

// "promises-2026-03-02.csv", "promises-2026-03-02-2.csv" of a second part.
std::string list_name(Moment now, const Zone& zone, DigestPart part) {
    return fmt::format("promises-{}{}.csv", to_string(zone.to_local(now).day),
                       part.of > 1 ? "-" + std::to_string(part.number) : "");
}

mail::DigestKind kind_of(const std::vector<Record>& notices) {
    const auto warned = std::ranges::count_if(
        notices, [](const Record& notice) { return notice.text("rung") == "warned"; });
    const bool moved = std::ranges::any_of(notices, [](const Record& notice) {
        return notice.text("rung") == "given" || notice.text("rung") == "pooled";
    });
    if (moved) return mail::DigestKind::mixed;
    if (warned == 0) return mail::DigestKind::broken_in_team;
    return std::size_t(warned) == notices.size() ? mail::DigestKind::own_warnings
                                                 : mail::DigestKind::mixed;
}

class Composer {
  public:
    Composer(const Words& words, const Letterhead& head, const Record& mail, Moment now)
        : words_(words),
          head_(head),
          mail_(mail),
          now_(now),
          repeated_(truth_of(mail["possibly_repeated"])) {}

    Result<MailMessage> alert(const Record& notice) {
        const Data data(notice);
        if (!data.is_readable()) return unusable(mail_, "its notice cannot be read");
        auto facts = facts_of(notice, data, head_, now_);
        facts.possibly_repeated = repeated_;
        return addressed(mail::alert_mail(words_, reader_of(data), facts), data);
    }

    Result<MailMessage> digest(const std::vector<Record>& notices, std::string_view zone_name,
                               DigestPart part) {
        const Zone zone = zone_of(zone_name);
        mail::Digest digest{.kind = kind_of(notices),
                            .lines = {},
                            .historic = true,
                            .part = part.number,
                            .parts = part.of,
                            .link = head_.public_url + "/",
                            .file = list_name(now_, zone, part),
                            .zone = zone.name(),
                            .possibly_repeated = repeated_};
        struct Line {
            double urgency;
            mail::AlertFacts facts;
        };
        std::vector<Line> lines;
        lines.reserve(notices.size());
        for (const auto& notice : notices) {
            const Data data(notice);
            digest.historic &= !data["historic"].empty();
            lines.push_back({urgency_of(data, now_), facts_of(notice, data, head_, now_)});
            if (const auto due = parse_moment(data["due_at"]))
                lines.back().facts.due = minute_of(*due, zone);
        }
        std::ranges::stable_sort(lines, std::ranges::greater{}, &Line::urgency);
        for (auto& line : lines) digest.lines.push_back(std::move(line.facts));
        const Data last(notices.back());
        return addressed(mail::digest_mail(words_, reader_of(last), digest), last);
    }

    Result<MailMessage> account(std::string_view zone) {
        const Data data(mail_);
        const auto link = data["link"];
        if (link.empty()) return unusable(mail_, "no link");
        const auto until = local_text(*useful_until(mail_), zone);
        const auto email = std::string(mail_.text("address"));
        auto message = mail_.text("kind") == "invitation"
                           ? mail::invitation_mail(words_, reader_of(data), data["inviter"], email,
                                                   link, until)
                           : mail::password_reset_mail(words_, reader_of(data), email, link, until);
        return addressed(std::move(message), data);
    }

    Result<MailMessage> health(std::string_view zone) {
        const Data data(mail_);
        if (!data.is_readable()) return unusable(mail_, "its data cannot be read");
        mail::HealthFacts facts{.lag_minutes = data["lag_minutes"],
                                .failed_mails = data["failed_mails"],
                                .failed_lines = lines_of(data["failed_lines"]),
                                .stuck_mails = data["stuck_mails"],
                                .stuck_since = {}};
        if (const auto since = parse_moment(data["stuck_since"]))
            facts.stuck_since = local_text(*since, zone);
        const auto place = facts.is_of_mail() ? "/admin/mail" : "/admin/health";
        return addressed(
            mail::health_mail(words_, reader_of(data), facts, head_.public_url + place), data);
    }

    Result<MailMessage> test() {
        const Data data(mail_);
        if (!data.is_readable()) return unusable(mail_, "its data cannot be read");
        return addressed(mail::test_mail(words_, reader_of(data), head_.public_url + "/"), data);
    }

  private:
    mail::Reader reader_of(const Data& data) const {
        return {.name = data["reader"], .language = data["language"], .company = head_.company};
    }

    MailMessage addressed(MailMessage message, const Data& data) const {
        message.message_id = mail_.text("message_id");
        message.from = head_.from;
        message.to = {data["reader"], std::string(mail_.text("address"))};
        message.date = mail::mail_date(now_);
        return message;
    }

    Zone zone_of(std::string_view wish) const {
        return Zone::find(wish.empty() ? std::string_view(head_.time_zone) : wish).value_or(Zone());
    }

    // "2026-03-02 10:00 (Europe/Berlin)".
    std::string local_text(Moment moment, std::string_view wish) const {
        const auto zone = zone_of(wish);
        return fmt::format("{} ({})", minute_of(moment, zone), zone.name());
    }

    const Words& words_;
    const Letterhead& head_;
    const Record& mail_;
    Moment now_;
    bool repeated_;
};

// Without scheme, port and path; "localhost" when nothing is left that may stand in a Message-ID.
std::string host_of(std::string_view url) {
    if (const auto at = url.find("://"); at != url.npos) url.remove_prefix(at + 3);
    url = url.substr(0, url.find_first_of("/?#"));
    if (const auto at = url.rfind('@'); at != url.npos) url.remove_prefix(at + 1);
    url = url.substr(0, url.find(':'));
    const auto host = ascii_domain(url).value_or("");
    const bool is_plain = std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    });
    return host.empty() || !is_plain ? "localhost" : host;
}

}  // namespace

std::string message_id_of(Id mail, std::string_view public_url) {
    return to_string(mail) + ".outbox@" + host_of(public_url);
}

std::optional<Moment> useful_until(const Record& mail) {
    const bool is_reset = mail.text("kind") == "password_reset";
    if (!is_reset && mail.text("kind") != "invitation") return std::nullopt;
    if (const auto until = parse_moment(Data(mail)["until"])) return until;
    return moment_of(mail["queued_at"]) + (is_reset ? reset_life : invitation_life);
}

std::string round_of(const Record& digest) { return Data(digest)["round"]; }

Result<MailMessage> compose(const Words& words, const Letterhead& head, const Record& mail,
                            const std::vector<Record>& notices, std::string_view zone, Moment now,
                            DigestPart part) {
    Composer composer(words, head, mail, now);
    const auto kind = mail.text("kind");
    if (kind == "password_reset" || kind == "invitation") return composer.account(zone);
    if (kind == "health") return composer.health(zone);
    if (kind == "test") return composer.test();
    if (kind != "alert" && kind != "reminder" && kind != "digest")
        return unusable(mail, "unknown kind");
    if (notices.empty()) return unusable(mail, "no notice");
    if (kind == "digest") return composer.digest(notices, zone, part);
    return composer.alert(notices.front());
}

std::string without_secrets(const Record& mail, std::string words) {
    const auto link = Data(mail)["link"];
    if (link.empty()) return words;
    const auto equals = link.rfind('=');
    const std::string token = equals == link.npos ? link : link.substr(equals + 1);
    if (token.empty()) return words;
    for (auto at = words.find(token); at != words.npos; at = words.find(token))
        words.replace(at, token.size(), "…");
    return words;
}

}  // namespace vigil::out
