// One call of the API, and how it is written down in OpenAPI.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "in/http/json_writer.h"

namespace vigil::http {

// Pieces of JSON that point at what stands under "components".
std::string schema_ref(std::string_view name);
// The same, or no more than its id where the call has moved it out of the caller's sight.
std::string schema_or_id(std::string_view name);
std::string parameter_ref(std::string_view name);
// {"name": …, "in": "query", …} of a parameter that only one call has; `schema` is JSON.
std::string dry_run_parameter();
std::string query_parameter(std::string_view name, std::string_view description,
                            std::string_view schema);

enum class SignIn {
    needed,
    none,     // anybody may call it
    outside,  // at the root of the server, beside /api/v1, and without sign-in
};

struct Operation {
    std::string method;  // "get"
    std::string path;    // "/leads/{id}"; every {name} becomes a parameter by itself
    std::string id;      // "leads.get"; unique
    std::string tag;
    std::string summary;
    std::string description{};
    std::vector<std::string> parameters{};  // JSON, beside those of the path
    std::string body{};                     // schema, JSON; "" = none
    std::string body_type = "application/json";
    std::string body_example{};  // JSON
    int status = 200;
    std::string answer{};  // schema, JSON; "" = nothing in it
    std::vector<std::string> answer_types = {"application/json"};
    std::vector<std::string> answer_headers{};  // names under components/headers
    // A second good answer (202 with a job, 200 of a dry run); 0 = none.
    int other_status = 0;
    std::string other_answer{};
    std::vector<int> problems{};  // beside 401 and 503, which every call with sign-in may answer
    SignIn sign_in = SignIn::needed;
};

bool writes(const Operation& operation);

// The value of "paths". `root` is the address that SignIn::outside calls stand under.
void write_paths(JsonWriter& json, const std::vector<Operation>& operations, std::string_view root);

struct NamedSchema {
    std::string_view name, schema;  // JSON
};
// Keys and values under components/schemas.
void write_schemas(JsonWriter& json, std::span<const NamedSchema> schemas);

// The values of "parameters", "headers", "responses" and "securitySchemes" under components.
void write_common_parts(JsonWriter& json);

}  // namespace vigil::http
