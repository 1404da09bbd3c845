// What sign-in, password reset and invitations have in common: keys of an account, and the mails that
// carry one. For use inside a unit of work.
#pragma once

#include <optional>

#include "usecases/unit_of_work.h"

namespace vigil {

struct NewSession {
    Id user{};
    std::string kind{};  // browser, token, reset, invitation
    std::string name{};
    std::optional<Span> life{};  // none = no end
};
// Answers the token; what is kept is its hash.
std::string stage_session(UnitOfWork& work, const NewSession& session);

// Ends those of the person whose kind is `kind`; all of them, API tokens too, when `kind` is empty.
Status end_sessions(UnitOfWork& work, Id user, std::string_view kind = {});

struct AccountMail {
    std::string kind{};  // password_reset, invitation
    Id user{};
    std::string address{}, reader{}, language{}, link{}, inviter{};
    Moment until{};  // when the link ends
};
void stage_account_mail(UnitOfWork& work, const AccountMail& mail);
// Mails of that kind to the person that have not left yet.
Status cancel_account_mails(UnitOfWork& work, Id user, std::string_view kind);

// The page on which a person sets his password with that token.
std::string password_link(std::string_view public_url, std::string_view token);

}  // namespace vigil
