// The people of the demo company, their teams, calendars and products.
#pragma once

#include <vector>

#include "main/demo/demo.h"
#include "main/demo/names.h"

namespace vigil::demo {

struct SalesTeam {
    Id team, manager, assistant, typist;  // the typist has the role operator
    std::vector<Id> reps;
    std::vector<const NameBook*> customers;  // whose names its customers bear, one drawn at a time
    std::int64_t deal_factor = 1;            // how big its opportunities are
    Calendar calendar;
};

struct Staff {
    Id admin, director;
    std::vector<SalesTeam> sales;
    SalesTeam marketing;  // its reps are the marketing people
    std::vector<Id> products;
};

// Hires everybody and lists the products. The company must just have been made by init_company.
Result<Staff> hire(Engine& engine, const DemoOptions& options);

}  // namespace vigil::demo
