#include "main/post.h"

#include <algorithm>

#include "out/mail/smtp_mailer.h"

namespace vigil {

namespace {

// Stands where no mail server is configured: nothing leaves.
class NoMailer : public Mailer {
  public:
    Result<MailReceipt> send(const MailMessage&) override {
        return fail(FaultKind::unavailable, "mail_deferred", "no mail server is configured");
    }
};

NoMailer nowhere;

}  // namespace

Result<std::unique_ptr<Post>> Post::make(House& house, const Words& words, const Options& options,
                                         const std::string& public_url, const Log& log) {
    std::unique_ptr<Post> post(new Post(house, log));
    if (const auto url = options.get("smtp", "mail.smtp"); !url.empty()) {
        mail::SmtpSettings settings;
        settings.url = url;
        VIGIL_TRY(post->mailer_, mail::make_smtp_mailer(std::move(settings)));
    }
    out::CourierOptions courier;
    const std::string from = options.get("mail-from", "mail.from", "vigil@localhost.localdomain");
    courier.letterhead = [&house, from, public_url] {
        const auto company = house.company();
        return out::Letterhead{{company->settings.company, from},
                               company->settings.company,
                               company->settings.time_zone,
                               public_url};
    };
    courier.catalogue = [&house] { return house.company()->catalogue; };
    courier.log = [log](std::string_view line) {
        log.write(LogLevel::error, "mail: " + std::string(line));
    };
    Mailer& mailer = post->mailer_ ? *post->mailer_ : nowhere;
    const Clock& clock = house.engine().clock;
    post->courier_ =
        std::make_unique<out::Courier>(house.store(), clock, mailer, words, std::move(courier));
    return post;
}

void Post::start() {
    if (has_server()) lane_.start();
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
