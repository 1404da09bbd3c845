// The first company of a server that was started over an empty place, by whoever has the key it printed.
#pragma once

#include <string>
#include <string_view>

#include "usecases/init_company.h"
#include "usecases/sign_in.h"

namespace vigil {

// Nobody is in the company, for it is not made yet.
bool is_not_set_up(const Engine& engine);

// What of the key is kept; empty where the server began with a company.
struct SetUpKey {
    std::string hash;
};
struct SetUpAsk {
    std::string_view key, remote;
    NewCompany company;
};
// Makes it and signs its administrator in. Faults: those of init_company(), company_exists before all others;
// setup_key_wrong (forbidden); too_many_attempts (throttled) after thirty wrong keys in ten minutes from one place.
Result<SignedIn> set_up(Engine& engine, const SetUpKey& key, const SetUpAsk& ask);

}  // namespace vigil
