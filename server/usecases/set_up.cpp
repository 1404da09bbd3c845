#include "usecases/set_up.h"

#include "base/network_place.h"
#include "base/secrets.h"
#include "usecases/throttle.h"

namespace vigil {

namespace {

constexpr Span wrong_keys_window = minutes(10);
constexpr int wrong_keys_per_place = 30;

// A right one does not count: the person may have to mend what he typed.
Status check_key(Engine& engine, const SetUpKey& key, const SetUpAsk& ask) {
    const std::string place = "setup:" + network_place(ask.remote);
    Throttle throttle(engine, {{place, wrong_keys_per_place}}, wrong_keys_window);
    VIGIL_DO(throttle.enter());
    if (key.hash.empty() || !same_secret(hash_token(ask.key), key.hash))
        return fail(FaultKind::forbidden, "setup_key_wrong");
    return throttle.forget(place);
}

}  // namespace

bool is_not_set_up(const Engine& engine) { return engine.company.current()->people.empty(); }

Result<SignedIn> set_up(Engine& engine, const SetUpKey& key, const SetUpAsk& ask) {
    VIGIL_DO(engine.company.catch_up());  // another node may have made it a moment ago
    if (!is_not_set_up(engine)) return fail(FaultKind::conflict, "company_exists");
    VIGIL_DO(check_key(engine, key, ask));
    VIGIL_DO(init_company(engine, ask.company));
    return sign_in(engine, ask.company.admin_email, ask.company.admin_password, ask.remote);
}

}  // namespace vigil
