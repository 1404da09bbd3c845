// The outside contract as OpenAPI 3.1, made from the model as it is now.
#pragma once

#include <string>
#include <string_view>

#include "usecases/company.h"

namespace vigil::http {

// All of the API under <public_url>/api/v1: the calls of every entity that is not a system one, the company's own
// entities and fields included, and the calls of the house. Hidden and secret fields are left out; what a
// single role may not see is not, for the contract is one for all. `public_url` has no slash at its end
// ("https://crm.example.com"); "" = addresses relative to where the document came from. The same
// catalogue gives the same text, so the answer can be kept until Catalogue::version changes.
std::string openapi_json(const Company& company, std::string_view public_url);

}  // namespace vigil::http
