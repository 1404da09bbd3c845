// One mail about many exceptions: what matters most in words, how many of what, and a list of them all.
#pragma once

#include "out/mail/alert_mail.h"

namespace vigil::mail {

enum class DigestKind { broken_in_team, own_warnings, mixed };

struct Digest {
    DigestKind kind = DigestKind::broken_in_team;
    std::vector<AlertFacts> lines;  // the most important first
    bool historic = false;          // found by an import of old records
    int part = 1, parts = 1;        // where one round was too much for one mail
    std::string link;               // to the list
    std::string file{};             // name of the list of all, where it is attached
    std::string zone{};             // in which it says when something was due
    bool possibly_repeated = false;
};

// So many have each a line of their own. Of more the most important have one, the others are counted by rule and
// owner, and a list of all is attached.
inline constexpr std::size_t worded_singly = 30;

// "7 promises broken in your team"; each line and each row of the list with its link.
MailMessage digest_mail(const Words& words, const Reader& reader, const Digest& digest);

// The list of all, for a spreadsheet: a row for each line of the digest, in its order. A row takes `longest_row` bytes
// at most: where its texts are longer they are cut, the link never.
inline constexpr std::size_t longest_row = 480;
MailAttachment digest_list(const Words& words, const Reader& reader, const Digest& digest);

}  // namespace vigil::mail
