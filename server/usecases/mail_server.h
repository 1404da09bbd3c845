// The mail server an administrator has set up in the browser: kept with the company's settings, its password sealed.
#pragma once

#include <optional>
#include <string>

#include "usecases/secret_box.h"
#include "usecases/unit_of_work.h"

namespace vigil {

enum class MailSecurity {
    none,      // in the clear: for a server on this machine or in the house
    starttls,  // begins in the clear and must become encrypted
    tls,       // encrypted from the first byte
};
std::string_view to_string(MailSecurity security);
std::optional<MailSecurity> parse_mail_security(std::string_view text);

struct MailServer {
    std::string host;  // a name or an address, without brackets
    int port = 0;
    MailSecurity security = MailSecurity::starttls;
    std::string user;      // empty = it wants none
    std::string password;  // in the clear: never answered, logged or journaled
    std::string from;      // the address mails come from
    bool operator==(const MailServer&) const = default;
};

struct MailServerChange {
    MailServer server;
    bool keeps_password = false;  // the one that is kept, if it was for this server and user
};

struct KeptMailServer {
    MailServer server;
    bool has_password = false;
    bool is_locked =
        false;  // its password does not open: the key is gone, or it was for another server
};

// Nothing where none was set up.
Result<std::optional<KeptMailServer>> kept_mail_server(const Engine& engine, const SecretBox& box);

// The server as it would be kept or tried out, the kept password filled in. For administrators. Faults: forbidden
// office_not_yours; fields_refused with host: required, bad_host; port: bad_port; user, password: required,
// bad_secret_text, password_again (the kept one is for another server or user); security: password_in_the_clear;
// from: required, bad_email.
Result<MailServer> checked_mail_server(const Engine& engine, const Actor& actor,
                                       const SecretBox& box, const MailServerChange& change);

// One act of the journal, without the password: where undo brings another server or user back, the password is to be
// typed again (is_locked). Faults: those above and those of SecretBox::seal.
Result<Committed> keep_mail_server(Engine& engine, const Actor& actor, const SecretBox& box,
                                   const MailServerChange& change);
// Mails wait from then on, and the password is gone. Fault forbidden office_not_yours.
Result<Committed> forget_mail_server(Engine& engine, const Actor& actor);

// What is used at the moment, wherever it was set.
struct MailServerInUse {
    enum class Source { none, configuration, company } source = Source::none;
    MailServer server;  // without the password; of the configuration host, port and from alone
    bool has_password = false;
    bool is_locked = false;      // see KeptMailServer; mails wait
    bool from_is_fixed = false;  // `from` stands in the configuration
    bool can_keep_password = false;
    bool sends() const { return source != Source::none && !is_locked; }
};

// How a try with settings that are not kept went.
struct MailTrial {
    bool accepted = false;
    std::string reason;  // where not: a word of out/mail/smtp_mailer.h
    std::string answer;  // the server's own last line; may be empty
};

}  // namespace vigil
