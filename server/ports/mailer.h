// The door to SMTP. One call sends one message; the courier decides what, when and how often.
// Implemented by out/mail/smtp_mailer.h; tests have their own.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace vigil {

struct MailAddress {
    std::string name;   // UTF-8, may be empty
    std::string email;  // validated, no line breaks
};

// A file that goes with a mail.
struct MailAttachment {
    std::string name;  // printable ASCII without quotes or slashes: "promises-2026-03-02.csv"
    std::string type;  // "text/csv"; of texts UTF-8
    std::string bytes;
};

struct MailMessage {
    std::string
        message_id;  // without angle brackets; derived from the outbox row, the same at each try
    MailAddress from;
    MailAddress to;
    std::string subject;   // UTF-8, one line
    std::string text;      // UTF-8, \n line ends
    std::string html;      // UTF-8; may be empty = text only
    std::string language;  // "en", "zh-CN": Content-Language
    std::vector<std::pair<std::string, std::string>>
        headers;       // further headers, e.g. Auto-Submitted
    std::string date;  // RFC 5322 date; handed in
    std::vector<MailAttachment> attachments{};
};

struct MailReceipt {
    std::string server;  // host:port that took it
    std::string answer;  // its last line, e.g. "250 2.0.0 Ok: queued as 4F1"; bounded to 500 bytes
};

class Mailer {
  public:
    virtual ~Mailer() = default;
    // Blocks at most its time-out (30 s, longer for a large one). Faults: `mail_refused` (kind refused: a
    // permanent 5xx, do not try again), `mail_deferred` (kind unavailable: 4xx, no connection, time-out: try again
    // later).
    // A deferred one with the argument `perhaps_taken` was handed over whole and not answered.
    // Fault.log has the server's words. Thread-safe.
    virtual Result<MailReceipt> send(const MailMessage& message) = 0;
};

}  // namespace vigil
