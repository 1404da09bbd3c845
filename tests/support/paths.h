// Where the tests of the model go most.
#pragma once

#include <string>

namespace vigil::testing {

inline const std::string leads = "/api/v1/leads",
                         lead_fields = "/api/v1/model/entities/lead/fields";

}  // namespace vigil::testing
