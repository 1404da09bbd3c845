// What our mails have in common: the reader's words, and how a line says when.
#pragma once

#include "out/mail/alert_mail.h"
#include "out/mail/html_page.h"

namespace vigil::mail {

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

Tone tone_of(Rung rung);
std::string_view code_of(Rung rung);

// "1 d 4 h late", "due in 3 h"; without a span what has happened.
std::string when(const Speech& say, const AlertFacts& facts);

// With its subject, clipped, and its language.
MailMessage message_of(const Words& words, const Reader& reader, std::string_view subject);

// A line of the text part: one line, whatever the record's title holds.
void add_line(std::string& text, std::string_view line);

}  // namespace vigil::mail
