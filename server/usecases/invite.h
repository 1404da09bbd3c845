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

// `input`: fields of the person, his e-mail among them. Nobody is renamed by it: who works here without ever having
// set a password, and has no open invitation, is sent one as he is; one whose invitation was withdrawn comes back as
// he is typed. Faults: those of create_record; conflict `has_account` (name) when somebody with a password has that
// address, `already_invited` (name) when he has an open invitation; `too_many_attempts` (throttled) after three mails
// to one address, or a hundred by one inviter, within an hour.
Result<Invited> invite(Engine& engine, const Actor& actor, const RecordInput& input,
                       std::string_view public_url);
// A new link by mail; the older one works no longer. Faults: not_found for who is not active; has_account;
// too_many_attempts.
Result<Invited> invite_again(Engine& engine, const Actor& actor, Id person,
                             std::string_view public_url);

struct HandedLink {
    std::string link;  // a secret: shown once, kept nowhere
    Moment expires_at;
    bool is_invitation = false;  // else for a new password
    Committed committed{};
};
inline constexpr Span handed_reset_life = days(1);
// What has left the house: the journal names it, and undo does not bring it back.
inline constexpr std::string_view handed_link_act = "password_link";
// The link by which somebody sets his password, for an administrator to hand over himself; a fresh one each time, and
// the older ones, those of mails too, work no longer. Faults: forbidden office_not_yours; not_found; conflict
// owner_inactive.
Result<HandedLink> hand_out_link(Engine& engine, const Actor& actor, Id person,
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
