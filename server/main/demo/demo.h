// A company to look at: forty people, their leads and opportunities of the last four months, lived
// through by the same use cases people work with, so that every guideline has bitten.
#pragma once

#include <cstdint>
#include <string>

#include "main/house.h"

namespace vigil {

struct DemoOptions {
    Moment until;                // the last moment of the demo's past
    std::uint64_t seed = 1;      // the same seed and `until` give the same company
    std::string admin_password;  // everybody signs in with it; at least 8 code points
    int one_in = 1;  // a smaller company for tests: 10 = a tenth of the records, all the people
};

inline constexpr int demo_people = 40, demo_teams = 6, demo_leads = 3'000, demo_opportunities = 900;
// Sees the exceptions of all sales teams; the one a newcomer signs in as.
inline constexpr std::string_view demo_manager = "ingrid.sommerfeld@example.com";
inline constexpr std::string_view demo_admin = "admin@example.com";

// Where the clock of the house must stand at first: HouseOptions::test_now.
Moment demo_begins(Moment until);

// Fills an empty company and puts the clock forward to `until`. No mail leaves: what would have been sent
// is marked accepted by "demo". Open the house with `durable` off, for it writes some 50,000 times; when
// it is broken off the company is not whole: is_demo() is then false. Faults: company_exists, those of
// init_company, and of the store.
Status make_demo(House& house, const DemoOptions& options);

// A whole demo company?
bool is_demo(Engine& engine);

}  // namespace vigil
