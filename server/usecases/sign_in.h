// Who is there: sign-in with password, sessions, API tokens, password reset. What is kept of a token is
// its hash; nothing secret reaches the log or the journal.
#pragma once

#include "usecases/engine.h"

namespace vigil {

struct SignedIn {
    std::string token;       // the cookie's value, or the API token; shown once
    std::string csrf_token;  // browsers send it back with unsafe calls
    Id user;
};

// Faults: `wrong_password` (unauthenticated; the same for an unknown address), `too_many_attempts`
// (throttled) after ten wrong ones in ten minutes for the address or thirty from one place.
Result<SignedIn> sign_in(Engine& engine, std::string_view email, std::string_view password,
                         std::string_view remote);
Status sign_out(Engine& engine, std::string_view token);

struct Authenticated {
    Id user;
    std::string csrf_hash;  // empty for API tokens
};
// Nothing when the token is unknown or over, or its user no longer active.
Result<std::optional<Authenticated>> authenticate(Engine& engine, std::string_view token);

// `days` 0 = no end. Fault not_found when there is no such person.
Result<std::string> create_token(Engine& engine, std::string_view email, std::string name,
                                 int days);

// Queues a mail with a link that works for one hour, when the address is known; answers alike when not.
Status request_reset(Engine& engine, std::string_view email, std::string_view public_url,
                     std::string_view remote);
// Whom the link of a reset or an invitation is for. Whoever holds it may sign in as him. Fault reset_link_over
// (refused).
struct LinkFor {
    std::string email, name, company;
    bool is_invitation = false;
};
Result<LinkFor> read_link(Engine& engine, std::string_view token);
// With the token of a reset or an invitation. Ends all sessions of the person, his API tokens too: a
// program that used one needs a new one. Faults: reset_link_over (refused), password_too_short.
Status reset_password(Engine& engine, std::string_view token, std::string_view password);

// One's own, by whoever is signed in. `session_token`: of the browser session that stays open, empty for none; all
// others of the person end, and links for a new password with them; API tokens stay. Faults: at the field `current`
// current_password_wrong; at `new` password_too_short, too_long; too_many_attempts (throttled), tries counted together
// with those of sign_in.
struct PasswordChange {
    std::string current{}, next{};
    std::string session_token{}, remote{};
};
Status change_password(Engine& engine, const Actor& actor, const PasswordChange& change);

// What the journal calls a new password. It is not kept there, so undo does not bring the old one back.
inline constexpr std::string_view reset_password_act = "reset_password";
inline constexpr std::string_view change_password_act = "change_password";

// The CSRF token that belongs to a session token: derived, so that a reloaded page gets it again.
std::string csrf_of(std::string_view session_token);

inline constexpr std::size_t password_min = 8;  // code points
// Faults at `field`: password_too_short, too_long.
Status check_new_password(std::string_view field, std::string_view password);

}  // namespace vigil
