// Sends mail by SMTP (RFC 5321) with libcurl.
#pragma once

#include <memory>
#include <string>

#include "ports/mailer.h"

namespace vigil::mail {

enum class Tls {
    automatic,  // wherever the server offers it; and always when a password goes to another machine
    required,   // never without
    if_offered,
    never,
};

struct SmtpSettings {
    // "smtp://user:password@mail.example.com:587" or "smtps://…:465" (TLS from the first byte). User and
    // password are percent-encoded and may be absent.
    std::string url;
    Tls tls = Tls::automatic;
    std::string ca_file;  // PEM; empty = the system's authorities
    std::string helo;     // how we name ourselves; empty = the host's name
    int timeout_ms =
        30'000;  // for one message, connection included; a large one has 1 s more for each 128 kB
};

// Keeps a few connections open and sends the next mail over one of them, if it comes soon. A 5xx that answers
// our sign-in or our greeting says nothing about the mail: it is `mail_deferred`, like every other trouble but a
// 5xx to the message itself. Both faults say in the argument `reason` what it was, as far as can be told:
// no_such_host, no_connection, no_answer, connection_lost, not_a_mail_server, certificate, no_encryption,
// encryption_failed, wrong_password, sign_in_wanted, sender_refused, recipient_refused, message_refused, other.
// No password reaches a Fault or a log. Fault `mail_settings_unusable`: the url.
Result<std::unique_ptr<Mailer>> make_smtp_mailer(SmtpSettings settings);

}  // namespace vigil::mail
