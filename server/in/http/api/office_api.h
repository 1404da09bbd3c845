// What the calls of the office (journal, company, calendars, people, mail, health, backups) share.
#pragma once

#include <optional>
#include <string>

#include "in/http/api/api.h"
#include "in/http/api/caller.h"

namespace vigil::http {

// {"id", "name"} of a person of the company; null when there is none of that id.
nlohmann::json person_json(const Company& company, Id id);

// A journal row as far as the permit lets its fields through, people by their names. `entity` of the row must
// be in the company's catalogue.
nlohmann::json journal_row_json(const Company& company, const Record& row, const Permit& permit,
                                const EntityDef* about = nullptr);

// A parameter that is true or false; false where it is not there. Fault flag_malformed.
Result<bool> flag_of(const Request& request, std::string_view name);
// `limit` of a list: 50 unless told, 1 to 200. Fault limit_out_of_range.
Result<int> limit_of(const Request& request);
// A parameter that is an id; none where it is not there. Fault parameter_unreadable.
Result<Id> id_parameter(const Request& request, std::string_view name);

// Every key of the body must be among these. Fault unknown_field.
Status check_keys(const nlohmann::json& body, std::initializer_list<std::string_view> known);

using OfficeHandler = Result<Response> (*)(Api&, Request&, const Actor&);
void add_office_route(Router& router, Api& api, Method method, const char* path,
                      OfficeHandler handle);

}  // namespace vigil::http
