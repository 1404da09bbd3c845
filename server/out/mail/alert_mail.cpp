#include "out/mail/alert_mail.h"

#include "base/text.h"
#include "out/mail/html_page.h"

namespace vigil::mail {

namespace {

constexpr std::size_t longest_subject = 150;  // characters

// The words of one reader.
class Speech {
  public:
    Speech(const Words& words, const Reader& reader) : words_(words), language_(reader.language) {}
    std::string operator()(std::string_view code, const FaultArgs& args = {}) const {
        return words_.text(language_, code, args);
    }

  private:
    const Words& words_;
    const std::string& language_;
};

Tone tone_of(Rung rung) { return rung == Rung::warning ? Tone::warning : Tone::broken; }

std::string_view code_of(Rung rung) {
    switch (rung) {
        case Rung::warning:
            return "mail.rung.warning";
        case Rung::broken:
            return "mail.rung.broken";
        case Rung::given:
            return "mail.rung.given";
        case Rung::pooled:
            return "mail.rung.pooled";
        case Rung::accepted:
            return "mail.rung.accepted";
        case Rung::escalated:
            break;
    }
    return "mail.rung.escalated";
}

// "1 d 4 h late", "due in 3 h"; without a span what has happened.
std::string when(const Speech& say, const AlertFacts& facts) {
    if (facts.span.empty()) return say(code_of(facts.rung));
    return say(facts.rung == Rung::warning ? "mail.due" : "mail.late", {{"span", facts.span}});
}

MailMessage message_of(const Words& words, const Reader& reader, std::string_view subject) {
    MailMessage message;
    message.subject = clip(collapse_spaces(subject), longest_subject);
    message.language = words.nearest_language(reader.language);
    return message;
}

// A line of the text part: one line, whatever the record's title holds.
void add_line(std::string& text, std::string_view line) {
    text += collapse_spaces(line);
    text += "\n";
}

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

std::string count_line(const Speech& say, const Digest& digest) {
    std::size_t count = 0;
    for (const auto& group : digest.groups) count += group.lines.size();
    const FaultArgs args = {{"n", std::to_string(count)}};
    switch (digest.kind) {
        case DigestKind::broken_in_team:
            return say("mail.digest.broken_team", args);
        case DigestKind::own_warnings:
            return say("mail.digest.warning_own", args);
        case DigestKind::mixed:
            break;
    }
    return say("mail.digest.mixed", args);
}

std::string headline_of(const Speech& say, const Digest& digest) {
    auto line = count_line(say, digest);
    if (digest.parts <= 1) return line;
    return say("mail.digest.part", {{"headline", std::move(line)},
                                    {"part", std::to_string(digest.part)},
                                    {"parts", std::to_string(digest.parts)}});
}

std::string beside_title(const AlertFacts& facts) {
    std::string text = facts.context;
    for (const auto* part : {&facts.amount, &facts.owner})
        if (!part->empty()) text.append(text.empty() ? "" : " · ").append(*part);
    return text;
}

// Under a title that names the rule only what we see is said.
std::string second_line(const DigestGroup& group, const AlertFacts& facts) {
    if (!group.title.empty() && !facts.see.empty()) return facts.see;
    std::string text = facts.broken.empty() ? facts.sentence : facts.broken;
    if (!facts.see.empty()) text.append(text.empty() ? "" : " — ").append(facts.see);
    return text;
}

std::string digest_text(const Speech& say, const Reader& reader, const Digest& digest) {
    std::string text;
    add_line(text, headline_of(say, digest));
    if (digest.historic) add_line(text, say("mail.digest.historic"));
    if (digest.possibly_repeated) add_line(text, say("mail.possibly_repeated"));
    for (const auto& group : digest.groups) {
        text += "\n";
        if (!group.title.empty()) add_line(text, group.title);
        for (const auto& line : group.lines) {
            const auto beside = beside_title(line);
            const auto title = line.title + (beside.empty() ? "" : " · " + beside);
            add_line(text, "- " + say("mail.digest.line", {{"title", title},
                                                           {"when", when(say, line)},
                                                           {"rest", second_line(group, line)}}));
            text += "  ";
            add_line(text, safe_link(line.link));
        }
    }
    text += "\n";
    add_line(text, say("mail.open_list") + ": " + std::string(safe_link(digest.link)));
    text += "\n-- \n";
    add_line(text, say("mail.footer_alert", {{"company", reader.company}}));
    return text;
}

std::string digest_html(const Speech& say, const Reader& reader, const Digest& digest,
                        const MailMessage& message) {
    const auto headline = headline_of(say, digest);
    std::string preview;
    for (const auto& group : digest.groups)
        for (const auto& line : group.lines)
            if (preview.size() < 200)
                preview.append(preview.empty() ? "" : ", ").append(line.title);
    HtmlPage page(message.language, headline, preview);
    page.heading(headline);
    if (digest.historic) page.quiet(say("mail.digest.historic"));
    if (digest.possibly_repeated) page.notice(say("mail.possibly_repeated"));
    for (const auto& group : digest.groups) {
        page.group(group.title);
        for (const auto& line : group.lines)
            page.item(line.link, line.title, beside_title(line), second_line(group, line),
                      tone_of(line.rung), when(say, line));
    }
    page.button(digest.link, say("mail.open_list"));
    return std::move(page).finish(say("mail.footer_alert", {{"company", reader.company}}));
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

MailMessage digest_mail(const Words& words, const Reader& reader, const Digest& digest) {
    const Speech say(words, reader);
    auto message = message_of(words, reader, headline_of(say, digest));
    message.text = digest_text(say, reader, digest);
    message.html = digest_html(say, reader, digest, message);
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
