// How a company begins: settings, a calendar, the top team, its administrator, roles, what is shipped.
#pragma once

#include <string>

#include "usecases/engine.h"

namespace vigil {

struct NewCompany {
    std::string admin_email, admin_password, admin_name = "Administrator";
    std::string company = "My company", time_zone = "UTC", currency = "EUR", phone_region;
    std::string language;  // the administrator's; empty = he has said none
    bool test = false;
};

// What init_company() asks of it, before anything is opened or made. Fault fields_refused, at the fields email,
// password, name, company, time_zone, currency, country, language.
Status check_new_company(const NewCompany& company);

// Fills an empty store, in one transaction: of several at once, here or on other nodes, one does. Faults: those of
// check_new_company(); `company_exists` (conflict) when it is not empty.
Status init_company(Engine& engine, const NewCompany& company);

}  // namespace vigil
