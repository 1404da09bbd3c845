#include "out/mail/speech.h"

#include "base/text.h"

namespace vigil::mail {

namespace {

constexpr std::size_t longest_subject = 150;  // characters

}  // namespace

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

void add_line(std::string& text, std::string_view line) {
    text += collapse_spaces(line);
    text += "\n";
}

}  // namespace vigil::mail
