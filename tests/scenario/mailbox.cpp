#include "tests/scenario/mailbox.h"

namespace vigil::tests {

Result<MailReceipt> Mailbox::send(const MailMessage& message) {
    if (down_) return fail(FaultKind::unavailable, "mail_deferred", "the mail server is down");
    std::lock_guard lock(mutex_);
    messages_.push_back(message);
    return MailReceipt{"mail.example.com:25", "250 taken"};
}

std::vector<MailMessage> Mailbox::with_id(std::string_view message_id) const {
    std::lock_guard lock(mutex_);
    std::vector<MailMessage> found;
    for (const auto& message : messages_)
        if (message.message_id == message_id) found.push_back(message);
    return found;
}

std::unique_ptr<out::Courier> courier_of(House& house, Mailbox& mailbox) {
    static const auto words = *Words::from_embedded();
    out::CourierOptions options;
    options.letterhead = [&house] {
        const auto company = house.company();
        return out::Letterhead{{"Vigil", "vigil@example.com"},
                               company->settings.company,
                               company->settings.time_zone,
                               "https://vigil.example.com"};
    };
    options.catalogue = [&house] { return house.company()->catalogue; };
    options.budget = [&house] {
        const auto& settings = house.company()->settings;
        return out::MailBudget{settings.mails_a_day, minutes(settings.digest_every_minutes),
                               settings.digest_entries};
    };
    return std::make_unique<out::Courier>(house.store(), house.engine().clock, mailbox, words,
                                          options);
}

}  // namespace vigil::tests
