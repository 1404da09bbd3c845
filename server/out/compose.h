// Makes the message of an outbox row from what stands in it and in its notices.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/words.h"
#include "model/record.h"
#include "ports/mailer.h"

namespace vigil::out {

// What all mails of a company have in common.
struct Letterhead {
    MailAddress from;
    std::string company;     // its name, for the reader
    std::string time_zone;   // IANA; of readers who have none of their own
    std::string public_url;  // "https://vigil.example.com", without a slash at its end
};

// "42.outbox@vigil.example.com"; the host of the public URL in the form in which it travels.
std::string message_id_of(Id mail, std::string_view public_url);

// Until when the mail is of use: an account mail's link ends. Nothing: for ever.
std::optional<Moment> useful_until(const Record& mail);

// Which of the digests of one round for one reader.
struct DigestPart {
    int number = 1, of = 1;
};

// The round a digest belongs to; digests of one reader that have the same are parts of one. Empty: alone.
std::string round_of(const Record& digest);

// `mail`: a claimed row; `notices`: those of it that were not taken back; `zone`: the reader's, may be empty.
// A digest names each notice: in a line of its own, or, where they are many, in the attached list.
// Fault `mail_refused`: nothing can be made of this row, now or later.
Result<MailMessage> compose(const Words& words, const Letterhead& head, const Record& mail,
                            const std::vector<Record>& notices, std::string_view zone, Moment now,
                            DigestPart part = {});

// `words` of a mail server without the link that stands in an account mail; some servers quote what they refuse.
std::string without_secrets(const Record& mail, std::string words);

}  // namespace vigil::out
