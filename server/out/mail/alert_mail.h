// What a mail about exceptions says (X10): what we expect, what we see, the owner, how late, what happens if
// nothing is done, and a link; in the reader's language, as text and as HTML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/words.h"
#include "ports/mailer.h"

namespace vigil::mail {

enum class Rung { warning, broken, escalated, given, pooled, accepted };

// All texts are in the reader's language, as people say them; an empty one leaves its line out.
struct AlertFacts {
    Rung rung = Rung::broken;
    std::string sentence;     // the rule: "A new lead is touched within 1 day of its entry."
    std::string broken;       // the same as a fault, short: "not touched within 1 day"
    std::string goal;         // what for
    std::string title;        // of the record: "Priya Haddad"
    std::string context;      // "Castor Energy · Web form"
    std::string see;          // "Entered Thu 09:14; no call, no status change"
    std::string owner;        // name
    std::string amount;       // "€38k"
    std::string span;         // how late or how long still: "1 d 4 h"
    std::string due{};        // "2026-03-02 10:00", in the reader's time
    std::string consequence;  // "Goes back to the team queue on Fri 16:00"
    std::string clock;        // how the deadline was counted
    std::string link;  // http(s), to the exception; of what was given or pooled, to the record
    std::string record_link{};  // http(s); empty where `link` leads there
    bool possibly_repeated = false;
};

struct Reader {
    std::string name;
    std::string language;  // "en", "zh-CN"
    std::string company;   // whose Vigil this is
};

// "Priya Haddad: not touched within 1 day (1 d 4 h late)". The answer has subject, text, html and language; who
// sends it to whom, its date and id are the courier's. Subjects have at most 150 characters.
MailMessage alert_mail(const Words& words, const Reader& reader, const AlertFacts& facts);

// The account mails. `until` is the moment the link ends, in the reader's words.
MailMessage password_reset_mail(const Words& words, const Reader& reader, std::string_view email,
                                std::string_view link, std::string_view until);
MailMessage invitation_mail(const Words& words, const Reader& reader, std::string_view inviter,
                            std::string_view email, std::string_view link, std::string_view until);

// What is wrong with the house; numbers as texts, "" and "0" = nothing of the kind.
struct HealthFacts {
    std::string lag_minutes;                // so far the watch was behind
    std::string failed_mails;               // refused for good within a day
    std::vector<std::string> failed_lines;  // some of them: for whom, about what
    std::string stuck_mails, stuck_since;   // tried in vain, the oldest since then
    bool is_of_mail() const;                // else of the watch alone
};

// For administrators. `link`: to where it is mended.
MailMessage health_mail(const Words& words, const Reader& reader, const HealthFacts& facts,
                        std::string_view link);

// Says nothing but that mail arrives. `link`: to the house.
MailMessage test_mail(const Words& words, const Reader& reader, std::string_view link);

}  // namespace vigil::mail
