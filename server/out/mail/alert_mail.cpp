#include "out/mail/alert_mail.h"

#include "base/text.h"
#include "out/mail/html_page.h"
#include "out/mail/speech.h"

namespace vigil::mail {

namespace {

struct Fact {
    std::string label, text;
};

std::vector<Fact> facts_of(const Speech& say, const AlertFacts& facts) {
    return {{say("mail.we_expect"), facts.sentence},
            {say("mail.we_see"), facts.see},
            {say("mail.owner"), facts.owner.empty() ? say("mail.no_owner") : facts.owner},
            {say("mail.at_stake"), facts.amount},
            {say("mail.if_ignored"), facts.consequence},
            {say("mail.clock"), facts.clock},
            {say("mail.why"), facts.goal}};
}

// What is broken, short: where the company gave no words for it, the rule itself without its full stop.
std::string_view fault_of(const AlertFacts& facts) {
    if (!facts.broken.empty() || facts.rung == Rung::warning) return facts.broken;
    std::string_view rule = facts.sentence;
    for (const std::string_view stop : {".", "。"})
        if (rule.ends_with(stop)) rule.remove_suffix(stop.size());
    return rule;
}

// To the record first, the exception one click away.
void add_links(const Speech& say, const AlertFacts& facts, HtmlPage& page, std::string& text) {
    const auto add = [&](const char* key, const std::string& link) {
        add_line(text, say(key) + ": " + std::string(safe_link(link)));
    };
    const auto& record = facts.record_link.empty() ? facts.link : facts.record_link;
    add("mail.open_record", record);
    page.button(record, say("mail.open_record"));
    if (facts.record_link.empty()) return;
    add("mail.open_exception", facts.link);
    page.plain_link(say("mail.open_exception"), facts.link);
}

struct AccountMail {
    std::string subject, body, button, until;
    std::vector<std::string> lines{};  // below the body, one each
};

bool is_given(std::string_view number) { return !number.empty() && number != "0"; }

MailMessage account_mail(const Words& words, const Reader& reader, const AccountMail& mail,
                         std::string_view link) {
    const Speech say(words, reader);
    auto message = message_of(words, reader, mail.subject);
    const auto hello = say("mail.hello", {{"name", reader.name}});
    const auto footer = say("mail.footer_account", {{"company", reader.company}});
    for (const auto& line : {hello, std::string(), mail.body}) add_line(message.text, line);
    for (const auto& line : mail.lines) add_line(message.text, "- " + line);
    for (const auto& line :
         {std::string(), mail.button + ": " + std::string(safe_link(link)), mail.until})
        add_line(message.text, line);
    message.text += "\n-- \n";
    add_line(message.text, footer);
    HtmlPage page(message.language, message.subject, mail.body);
    page.heading(message.subject);
    page.paragraph(hello);
    page.paragraph(mail.body);
    for (const auto& line : mail.lines) page.quiet(line);
    page.button(link, mail.button);
    page.quiet(mail.until);
    page.plain_link(say("mail.plain_link"), link);
    message.html = std::move(page).finish(footer);
    return message;
}

}  // namespace

MailMessage alert_mail(const Words& words, const Reader& reader, const AlertFacts& facts) {
    const Speech say(words, reader);
    const auto late = when(say, facts);
    // Only the title and the fault are clipped, never how late it is.
    const FaultArgs args = {{"title", std::string(clip(facts.title, 60))},
                            {"broken", std::string(clip(fault_of(facts), 60))},
                            {"when", late}};
    const auto* subject = facts.rung == Rung::given    ? "mail.subject_given"
                          : facts.rung == Rung::pooled ? "mail.subject_pooled"
                          : fault_of(facts).empty()    ? "mail.subject_short"
                                                       : "mail.subject";
    auto message = message_of(words, reader, say(subject, args));
    HtmlPage page(message.language, message.subject,
                  facts.see.empty() ? facts.sentence : facts.see);
    const auto badge = facts.span.empty() ? late : say(code_of(facts.rung)) + " · " + late;
    page.badge(tone_of(facts.rung), badge);
    page.heading(facts.title);
    page.quiet(facts.context);
    if (facts.possibly_repeated) page.notice(say("mail.possibly_repeated"));
    auto& text = message.text;
    add_line(text, badge);
    add_line(text, facts.title + (facts.context.empty() ? "" : " · " + facts.context));
    if (facts.possibly_repeated) add_line(text, say("mail.possibly_repeated"));
    text += "\n";
    for (const auto& fact : facts_of(say, facts)) {
        page.fact(fact.label, fact.text);
        if (!fact.text.empty()) add_line(text, fact.label + ": " + fact.text);
    }
    text += "\n";
    add_links(say, facts, page, text);
    const auto footer = say("mail.footer_alert", {{"company", reader.company}});
    text += "\n-- \n";
    add_line(text, footer);
    message.html = std::move(page).finish(footer);
    return message;
}

MailMessage password_reset_mail(const Words& words, const Reader& reader, std::string_view email,
                                std::string_view link, std::string_view until) {
    const Speech say(words, reader);
    return account_mail(words, reader,
                        {.subject = say("mail.reset.subject"),
                         .body = say("mail.reset.body", {{"email", std::string(email)}}),
                         .button = say("mail.reset.button"),
                         .until = say("mail.reset.until", {{"until", std::string(until)}})},
                        link);
}

MailMessage invitation_mail(const Words& words, const Reader& reader, std::string_view inviter,
                            std::string_view email, std::string_view link, std::string_view until) {
    const Speech say(words, reader);
    const FaultArgs args = {{"inviter", std::string(inviter)},
                            {"company", reader.company},
                            {"email", std::string(email)}};
    return account_mail(words, reader,
                        {.subject = say("mail.invite.subject", args),
                         .body = say("mail.invite.body", args),
                         .button = say("mail.invite.button"),
                         .until = say("mail.invite.until", {{"until", std::string(until)}})},
                        link);
}

bool HealthFacts::is_of_mail() const { return is_given(failed_mails) || is_given(stuck_mails); }

MailMessage health_mail(const Words& words, const Reader& reader, const HealthFacts& facts,
                        std::string_view link) {
    const Speech say(words, reader);
    std::string body;
    const auto add = [&](const std::string& number, const char* key, FaultArgs args) {
        if (!is_given(number)) return;
        args.emplace_back("n", number);
        body += (body.empty() ? "" : " ") + say(key, args);
    };
    add(facts.lag_minutes, "mail.health.lag", {});
    add(facts.stuck_mails, "mail.health.stuck", {{"since", facts.stuck_since}});
    add(facts.failed_mails, "mail.health.failed", {});
    return account_mail(
        words, reader,
        {.subject = say("mail.health.subject", {{"company", reader.company}}),
         .body = std::move(body),
         .button = say(facts.is_of_mail() ? "mail.health.open_mail" : "mail.health.open_health"),
         .until = say("mail.health.once"),
         .lines = facts.failed_lines},
        link);
}

MailMessage test_mail(const Words& words, const Reader& reader, std::string_view link) {
    const Speech say(words, reader);
    return account_mail(words, reader,
                        {.subject = say("mail.test.subject", {{"company", reader.company}}),
                         .body = say("mail.test.body"),
                         .button = say("mail.health.button"),
                         .until = say("mail.test.until")},
                        link);
}

}  // namespace vigil::mail
