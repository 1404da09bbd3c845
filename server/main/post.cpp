#include "main/post.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/email.h"
#include "main/secret_key.h"
#include "out/mail/smtp_mailer.h"
#include "usecases/check_administers.h"
#include "usecases/test_mail.h"

namespace vigil {

namespace {

constexpr int trial_ms = 15'000;
constexpr const char* nobody = "vigil@localhost.localdomain";  // stands where no sender is said

std::string percent_encoded(std::string_view text) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const unsigned char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
        if (plain)
            out += char(c);
        else
            (out += '%') += {digits[c >> 4], digits[c & 15]};
    }
    return out;
}

mail::SmtpSettings settings_of(const MailServer& server) {
    const bool is_ipv6 = server.host.find(':') != std::string::npos;
    mail::SmtpSettings settings;
    settings.url = server.security == MailSecurity::tls ? "smtps://" : "smtp://";
    if (!server.user.empty())
        settings.url += percent_encoded(server.user) + ":" + percent_encoded(server.password) + "@";
    settings.url +=
        (is_ipv6 ? "[" + server.host + "]" : server.host) + ":" + std::to_string(server.port);
    settings.tls = server.security == MailSecurity::none ? mail::Tls::never : mail::Tls::required;
    return settings;
}

// Host and port of smtp://user:password@host:port, nothing that signs us in.
MailServer place_of(std::string_view url) {
    MailServer server;
    server.port = url.starts_with("smtps:") ? 465 : 25;
    if (const auto at = url.find("://"); at != url.npos) url.remove_prefix(at + 3);
    url = url.substr(0, url.find_first_of("/?#"));
    if (const auto at = url.rfind('@'); at != url.npos) url.remove_prefix(at + 1);
    const auto colon = url.rfind(':');
    if (colon != url.npos && url.find(']', colon) == url.npos) {
        server.port = std::atoi(std::string(url.substr(colon + 1)).c_str());
        url = url.substr(0, colon);
    }
    server.host = url;
    return server;
}

}  // namespace

Result<MailReceipt> Post::Relay::send(const MailMessage& message) {
    std::shared_ptr<Mailer> mailer;
    {
        const std::lock_guard lock(mutex_);
        mailer = mailer_;
    }
    if (mailer) return mailer->send(message);
    return fail(FaultKind::unavailable, "mail_deferred", "no mail server is set up");
}

void Post::Relay::use(std::shared_ptr<Mailer> mailer) {
    const std::lock_guard lock(mutex_);
    mailer_ = std::move(mailer);
}

Result<std::unique_ptr<Post>> Post::make(House& house, const Words& words, const Options& options,
                                         const std::string& folder, const std::string& public_url,
                                         const Log& log) {
    VIGIL_TRY(auto box, open_secret_box(options, folder));
    std::unique_ptr<Post> post(new Post(house, words, log, std::move(box)));
    post->public_url_ = public_url;
    VIGIL_DO(post->read_configuration(options));
    out::CourierOptions courier;
    courier.letterhead = [post = post.get()] {
        return post->letterhead(post->in_use().server.from);
    };
    courier.catalogue = [&house] { return house.company()->catalogue; };
    courier.budget = [&house] {
        const auto& settings = house.company()->settings;
        return out::MailBudget{settings.mails_a_day, minutes(settings.digest_every_minutes),
                               settings.digest_entries};
    };
    courier.log = [log](std::string_view line) {
        log.write(LogLevel::error, "mail: " + std::string(line));
    };
    const Clock& clock = house.engine().clock;
    post->courier_ = std::make_unique<out::Courier>(house.store(), clock, post->relay_, words,
                                                    std::move(courier));
    return post;
}

Status Post::read_configuration(const Options& options) {
    fixed_from_ = options.get("mail-from", "mail.from");
    in_use_.can_keep_password = box_.can_seal();
    in_use_.from_is_fixed = !fixed_from_.empty();
    in_use_.server.from = in_use_.from_is_fixed ? fixed_from_ : nobody;
    const auto url = options.get("smtp", "mail.smtp");
    is_fixed_ = !url.empty();
    if (!is_fixed_) return {};
    mail::SmtpSettings settings;
    settings.url = url;
    VIGIL_TRY(auto mailer, mail::make_smtp_mailer(std::move(settings)));
    relay_.use(std::move(mailer));
    in_use_.source = MailServerInUse::Source::configuration;
    const std::string from = in_use_.server.from;
    in_use_.server = place_of(url);
    in_use_.server.from = from;
    in_use_.from_is_fixed = true;
    return {};
}

MailServerInUse Post::in_use() {
    const std::lock_guard lock(mutex_);
    if (!is_fixed_) look_again();
    return in_use_;
}

// Whatever changes a setting, here or on another node, makes the company anew.
void Post::look_again() {
    auto company = house_.company();
    if (company == seen_) return;
    const auto kept = kept_mail_server(house_.engine(), box_);
    if (!kept) {
        log_.fault("mail", kept.error());
        return;  // goes on as it was, and looks again
    }
    seen_ = std::move(company);
    take(*kept);
}

void Post::take(const std::optional<KeptMailServer>& kept) {
    const MailServer server = kept ? kept->server : MailServer();
    in_use_.source = kept ? MailServerInUse::Source::company : MailServerInUse::Source::none;
    in_use_.has_password = kept && kept->has_password;
    in_use_.is_locked = kept && kept->is_locked;
    in_use_.server = server;
    in_use_.server.password.clear();
    if (in_use_.from_is_fixed || !kept)
        in_use_.server.from = in_use_.from_is_fixed ? fixed_from_ : nobody;
    if (!in_use_.sends()) {
        kept_ = {};
        relay_.use(nullptr);
    } else if (server != kept_) {
        auto mailer = mail::make_smtp_mailer(settings_of(server));
        if (!mailer) log_.fault("mail", mailer.error());
        relay_.use(mailer ? std::shared_ptr<Mailer>(*std::move(mailer)) : nullptr);
        kept_ = server;
    }
}

Status Post::check_may_set(const Actor& actor) const {
    VIGIL_DO(check_administers(house_.engine(), actor));
    if (is_fixed_) return fail(FaultKind::conflict, "mail_server_fixed");
    return {};
}

Result<Committed> Post::keep_server(const Actor& actor, const MailServerChange& change) {
    VIGIL_DO(check_may_set(actor));
    MailServerChange wish = change;
    if (!fixed_from_.empty()) wish.server.from = fixed_from_;
    VIGIL_TRY(auto done, keep_mail_server(house_.engine(), actor, box_, wish));
    ring();
    return done;
}

Result<Committed> Post::forget_server(const Actor& actor) {
    VIGIL_DO(check_may_set(actor));
    return forget_mail_server(house_.engine(), actor);
}

Result<MailTrial> Post::try_server(const Actor& actor, const MailServerChange& change,
                                   const std::string& to) {
    MailServerChange wish = change;
    if (!fixed_from_.empty()) wish.server.from = fixed_from_;
    VIGIL_TRY(const auto server, checked_mail_server(house_.engine(), actor, box_, wish));
    VIGIL_TRY(const auto message, test_message(actor, to, server.from));
    const std::unique_lock one_at_a_time(trying_, std::try_to_lock);
    if (!one_at_a_time) return fail(FaultKind::conflict, "mail_test_running");
    VIGIL_DO(count_test_mail(house_.engine(), actor));
    auto settings = settings_of(server);
    settings.timeout_ms = trial_ms;
    auto mailer = mail::make_smtp_mailer(std::move(settings));
    if (!mailer) return fail_field("host", "bad_host");
    const auto receipt = (*mailer)->send(message);
    if (receipt) return MailTrial{true, {}, receipt->answer};
    MailTrial trial{false, "other", {}};
    for (const auto& [name, value] : receipt.error().args) {
        if (name == "reason") trial.reason = value;
        if (name == "answer") trial.answer = value;
    }
    return trial;
}

out::Letterhead Post::letterhead(const std::string& from) const {
    const auto company = house_.company();
    return {{company->settings.company, from},
            company->settings.company,
            company->settings.time_zone,
            public_url_};
}

// As the courier would make it of a row of the outbox; it stands in none.
Result<MailMessage> Post::test_message(const Actor& actor, const std::string& to,
                                       const std::string& from) const {
    const auto company = house_.company();
    const Person* person = company->person(actor.user);
    const std::string own = person ? person->email : std::string();
    const std::string address = to.empty() ? own : to;
    if (!valid_email(address)) return fail_field("to", address.empty() ? "required" : "bad_email");
    Record mail(company->catalogue->need("outbox"));
    mail.values[field_id] = house_.engine().ids.next();
    mail.set("kind", std::string("test"));
    mail.set("address", address);
    const bool himself = person && address == own;
    mail.set("data", nlohmann::json{{"language", actor.language},
                                    {"reader", himself ? person->name : std::string()}}
                         .dump());
    const auto head = letterhead(from);
    const Moment now = house_.engine().clock.now();
    mail.set("message_id", out::message_id_of(mail.id(), public_url_));
    return out::compose(words_, head, mail, {}, head.time_zone, now);
}

void Post::stop() {
    if (courier_) courier_->stop();
    lane_.stop();
}

Result<std::optional<Moment>> Post::send_due() {
    if (!has_server()) return std::optional<Moment>();
    VIGIL_DO(courier_->send_due());
    return courier_->next_due();
}

Span Post::round() {
    constexpr Span patience = seconds(30);
    const auto next = send_due();
    if (!next) log_.fault("mail", next.error());
    if (!next || !*next) return patience;
    return std::clamp(**next - house_.engine().clock.now(), Span{}, patience);
}

}  // namespace vigil
