// Colleagues come by invitation: a person is made, and a mail with a link lets him set his password.
#pragma once

#include "usecases/check_record.h"

namespace vigil {

inline constexpr Span invitation_life = days(7);

struct Invited {
    Id person{};
    Committed committed{};
    bool is_repeat = false;  // he was there already, without a password
};

// `input`: fields of the person, his e-mail among them. Asked again for one who has not set a password
// yet, it takes the new values over, and only the newest link works; one whose invitation was withdrawn
// comes back. Faults: those of create_record; `has_account` (conflict) when somebody with a password has
// that address; `too_many_attempts` (throttled) after three mails to one address, or a hundred by one
// inviter, within an hour.
Result<Invited> invite(Engine& engine, const Actor& actor, const RecordInput& input,
                       std::string_view public_url);

// His link works no longer, a mail that has not left stays here, and he is no longer active. Faults:
// not_found when he has no open invitation; those of update_record.
Result<Committed> withdraw_invitation(Engine& engine, const Actor& actor, Id person);

struct OpenInvitation {
    Id person;
    Moment invited_at, expires_at;
};
// Those that still work, the newest first. Fault forbidden `may_not_create` for who may not invite.
Result<std::vector<OpenInvitation>> open_invitations(Engine& engine, const Actor& actor);

}  // namespace vigil
