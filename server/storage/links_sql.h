// Looks for links to records that do not exist; the same for both stores.
#pragma once

#include <string>
#include <vector>

#include "model/catalogue.h"

namespace vigil::storage {

struct LinkCheck {
    std::string name;  // "leads.owner"
    std::string text;  // a select that counts the lost ones
};
std::vector<LinkCheck> link_checks(const Catalogue& catalogue);

}  // namespace vigil::storage
