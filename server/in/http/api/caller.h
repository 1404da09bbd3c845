// Who makes a request: by cookie (browser, with CSRF token for unsafe calls) or bearer token.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "in/http/api/api.h"
#include "in/http/problem.h"
#include "in/http/request.h"
#include "in/http/response.h"

namespace vigil::http {

// Faults: not_signed_in, csrf_missing (forbidden), not_your_principal (forbidden) for Vigil-On-Behalf-Of.
Result<Actor> caller_of(Api& api, const Request& request);

// For whom he may enter in their name: "team", an assistant for the people of his own; "all"; "" for nobody [A5, A6].
std::string_view enters_for(const Company& company, const Person& person);

// The language to answer in: the one the request asks for, else the person's own, if he is known and has one.
std::string language_of(const Api& api, const Request& request, std::string_view own = {});

Response answer_problem(const Api& api, const std::string& language, const Fault& fault);

// Runs `handle` for a signed-in caller; faults become problems.
using SignedInHandler = std::function<Result<Response>(Request&, const Actor&)>;
Handler signed_in(Api& api, SignedInHandler handle);
// For upload routes: who is not signed in is refused before his body is read; people are counted by their id.
Admission signed_in_only(Api& api);
// The same for those who need not be signed in.
using OpenHandler = std::function<Result<Response>(Request&)>;
Handler open_to_all(Api& api, OpenHandler handle);

// The body as an object; an empty body is an empty object. Faults: malformed_json, unsupported media type.
Result<nlohmann::json> body_of(const Request& request);
// Refuses query parameters that are not among `known`.
Status check_query(const Request& request, std::initializer_list<std::string_view> known);
// The version the caller has read; 0 = whatever stands. Fault malformed: etag_malformed.
Result<std::int64_t> if_match(const Request& request);
Result<Id> id_of(const Request& request, std::string_view name = "id");
// The list "ids" of a body: not empty, of ids alone; each is answered once. Fault fields_refused.
Result<std::vector<Id>> ids_of(const nlohmann::json& body);
// The entity a path names, if the caller may know of it. Fault not_found.
Result<const EntityDef*> entity_of(Api& api, const Company& company, const Actor& actor,
                                   const Request& request);

}  // namespace vigil::http
