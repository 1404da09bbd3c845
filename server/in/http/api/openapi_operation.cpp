#include "in/http/api/openapi_operation.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/check.h"

namespace vigil::http {

namespace {

// Problems by status: the name under components/responses and what it says.
struct ProblemAnswer {
    int status;
    std::string_view name, description;
};
constexpr ProblemAnswer problem_answers[] = {
    {400, "Malformed",
     "The request cannot be read: no JSON, an unknown field or parameter, a wrong type, a "
     "condition "
     "with a mistake."},
    {401, "Unauthenticated", "Nobody is signed in, or the token has run out."},
    {403, "Forbidden", "May be seen, but not done; or the X-CSRF-Token is missing."},
    {404, "NotFound", "Absent, or out of the caller's sight."},
    {409, "Conflict",
     "Somebody else was there first: the version differs from If-Match (`current` is the record "
     "now), or "
     "something later stands on what is to be undone."},
    {413, "TooLarge", "The body is larger than allowed."},
    {415, "Unsupported", "The body is of a type that this call does not take."},
    {422, "Refused", "A rule or a field says no; `errors` names the fields. Nothing has changed."},
    {429, "Throttled", "Too many attempts; try again after Retry-After."},
    {503, "Unavailable",
     "Busy, or something behind us does not answer; try again after Retry-After."},
};

const ProblemAnswer& problem_answer(int status) {
    const auto* found = std::ranges::find(problem_answers, status, &ProblemAnswer::status);
    VIGIL_CHECK(found != std::end(problem_answers));
    return *found;
}

constexpr std::string_view parameters = R"json({
"id": {"name": "id", "in": "path", "required": true, "description": "Id of the record.",
  "schema": {"$ref": "#/components/schemas/Id"}},
"filter": {"name": "filter", "in": "query",
  "description": "Only records for which this holds, in the condition language.",
  "schema": {"type": "string", "maxLength": 8000}, "example": "owner = me and created_at >= today - 30 days"},
"sort": {"name": "sort", "in": "query",
  "description":
    "Field to order by; minus: descending; several with commas. `promise`, alone: latest, next due, without one.",
  "schema": {"type": "string", "pattern": "^-?[a-z][a-z0-9_]*(,-?[a-z][a-z0-9_]*)*$"}, "example": "-created_at"},
"limit": {"name": "limit", "in": "query", "description": "At most this many.",
  "schema": {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}},
"after": {"name": "after", "in": "query",
  "description": "The `next` of the page before; the cursor is by key, so that nothing is skipped or doubled.",
  "schema": {"type": "string"}},
"count": {"name": "count", "in": "query", "description": "Answer also how many there are in all.",
  "schema": {"type": "boolean", "default": false}},
"if_match": {"name": "If-Match", "in": "header",
  "description": "The ETag of the version that was read: answers 409 when the record has changed since.",
  "schema": {"type": "string"}, "example": "\"3\""},
"idempotency_key": {"name": "Idempotency-Key", "in": "header",
  "description": "The same request with the same key within 24 hours is done once and answered alike.",
  "schema": {"type": "string", "minLength": 1, "maxLength": 200}},
"on_behalf_of": {"name": "Vigil-On-Behalf-Of", "in": "header",
  "description": "Id of the user for whom this is entered, where the caller's role allows it.",
  "schema": {"$ref": "#/components/schemas/Id"}},
"accept_language": {"name": "Accept-Language", "in": "header",
  "description": "Language of texts for people.", "schema": {"type": "string"}, "example": "zh-CN"}
})json";

constexpr std::string_view headers = R"json({
"ETag": {"description": "Version of the record, for If-Match.", "schema": {"type": "string"}, "example": "\"3\""},
"Location": {"description": "Where it can be read.", "schema": {"type": "string"}, "example": "/api/v1/leads/7301"},
"Vigil-Journal": {"description": "Id of what was journaled; POST /journal/{id}/undo takes it back.",
  "schema": {"$ref": "#/components/schemas/Id"}},
"Set-Cookie": {"description": "The session: HttpOnly, SameSite=Lax, Secure behind TLS.", "schema": {"type": "string"}},
"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}
})json";

constexpr std::string_view security_schemes = R"json({
"token": {"type": "http", "scheme": "bearer", "description": "An API token; has its user's rights or fewer."},
"session": {"type": "apiKey", "in": "cookie", "name": "vigil_session", "description": "Made by POST /sessions."},
"csrf": {"type": "apiKey", "in": "header", "name": "X-CSRF-Token",
  "description": "The csrf_token of POST /sessions; beside the cookie, for every call that is not a GET."}
})json";

// The names between braces, in order.
std::vector<std::string> names_in(std::string_view path) {
    std::vector<std::string> names;
    for (auto at = path.find('{'); at != path.npos; at = path.find('{', at)) {
        const auto end = path.find('}', at);
        names.emplace_back(path.substr(at + 1, end - at - 1));
        at = end;
    }
    return names;
}

void write_parameters(JsonWriter& json, const Operation& operation) {
    const auto names = names_in(operation.path);
    if (names.empty() && operation.parameters.empty()) return;
    json.key("parameters").begin_array();
    for (const auto& name : names) {
        if (name == "id") {
            json.raw(parameter_ref(name));
            continue;
        }
        json.begin_object().key("name").string(name).key("in").string("path");
        json.key("required").boolean(true).key("description").string("Key of the " + name + ".");
        json.key("schema").raw(R"({"type":"string"})").end_object();
    }
    for (const auto& parameter : operation.parameters) json.raw(parameter);
    json.end_array();
}

void write_content(JsonWriter& json, const std::vector<std::string>& types, std::string_view schema,
                   std::string_view example = {}) {
    json.key("content").begin_object();
    for (const auto& type : types) {
        json.key(type).begin_object().key("schema").raw(schema);
        if (!example.empty()) json.key("example").raw(example);
        json.end_object();
    }
    json.end_object();
}

std::string_view said_by(int status) {
    switch (status) {
        case 201:
            return "Made.";
        case 202:
            return "Goes on in the background; GET /jobs/{id} tells how far it is.";
        case 204:
            return "Done.";
        default:
            return "Done; the answer.";
    }
}

void write_good(JsonWriter& json, const Operation& operation) {
    json.key(std::to_string(operation.status)).begin_object();
    json.key("description").string(said_by(operation.status));
    if (!operation.answer_headers.empty()) {
        json.key("headers").begin_object();
        for (const auto& name : operation.answer_headers) {
            json.key(name).begin_object();
            json.key("$ref").string("#/components/headers/" + name).end_object();
        }
        json.end_object();
    }
    if (!operation.answer.empty()) write_content(json, operation.answer_types, operation.answer);
    json.end_object();
    if (operation.other_status == 0) return;
    json.key(std::to_string(operation.other_status)).begin_object();
    json.key("description").string(said_by(operation.other_status));
    write_content(json, {"application/json"}, operation.other_answer);
    json.end_object();
}

std::set<int> problems_of(const Operation& operation) {
    std::set<int> problems(operation.problems.begin(), operation.problems.end());
    if (operation.sign_in == SignIn::outside) return problems;
    problems.insert({400, 503});
    if (operation.sign_in == SignIn::needed) {
        problems.insert(401);
        if (writes(operation)) problems.insert(403);
    }
    if (!operation.body.empty()) problems.insert({413, 415, 422});
    return problems;
}

void write_responses(JsonWriter& json, const Operation& operation) {
    json.key("responses").begin_object();
    write_good(json, operation);
    for (const int status : problems_of(operation)) {
        json.key(std::to_string(status)).begin_object().key("$ref");
        json.string("#/components/responses/" + std::string(problem_answer(status).name));
        json.end_object();
    }
    json.end_object();
}

// A browser's unsafe call proves with the CSRF token that our page made it; a GET needs the cookie alone.
void write_security(JsonWriter& json, const Operation& operation) {
    if (operation.sign_in != SignIn::needed)
        json.key("security").raw("[]");
    else if (writes(operation))
        json.key("security").raw(R"([{"token":[]},{"session":[],"csrf":[]}])");
}

void write_operation(JsonWriter& json, const Operation& operation) {
    json.key(operation.method).begin_object();
    json.key("operationId").string(operation.id);
    json.key("tags").begin_array().string(operation.tag).end_array();
    json.key("summary").string(operation.summary);
    if (!operation.description.empty()) json.key("description").string(operation.description);
    write_security(json, operation);
    write_parameters(json, operation);
    if (!operation.body.empty()) {
        json.key("requestBody").begin_object().key("required").boolean(true);
        write_content(json, {operation.body_type}, operation.body, operation.body_example);
        json.end_object();
    }
    write_responses(json, operation);
    json.end_object();
}

}  // namespace

std::string schema_ref(std::string_view name) {
    return R"({"$ref":"#/components/schemas/)" + std::string(name) + "\"}";
}

std::string schema_or_id(std::string_view name) {
    return R"({"anyOf":[)" + schema_ref(name) + "," + schema_ref("OutOfSight") + "]}";
}

std::string parameter_ref(std::string_view name) {
    return R"({"$ref":"#/components/parameters/)" + std::string(name) + "\"}";
}

std::string dry_run_parameter() {
    return query_parameter("dry_run", "Write nothing, answer what would be.",
                           R"({"type":"boolean","default":false})");
}

std::string query_parameter(std::string_view name, std::string_view description,
                            std::string_view schema) {
    std::string out;
    JsonWriter json(out);
    json.begin_object().key("name").string(name).key("in").string("query");
    json.key("description").string(description).key("schema").raw(schema);
    // Lists stand in one parameter with commas: fields=name,owner
    if (schema.starts_with(R"({"type":"array")")) json.key("explode").boolean(false);
    json.end_object();
    return out;
}

bool writes(const Operation& operation) { return operation.method != "get"; }

void write_paths(JsonWriter& json, const std::vector<Operation>& operations,
                 std::string_view root) {
    std::vector<std::string_view> order;
    std::map<std::string_view, std::vector<const Operation*>> by_path;
    for (const auto& operation : operations) {
        auto& same = by_path[operation.path];
        if (same.empty()) order.push_back(operation.path);
        same.push_back(&operation);
    }
    json.begin_object();
    for (const auto path : order) {
        json.key(path).begin_object();
        if (by_path[path].front()->sign_in == SignIn::outside) {
            json.key("servers").begin_array().begin_object();
            json.key("url").string(root).end_object().end_array();
        }
        for (const auto* operation : by_path[path]) write_operation(json, *operation);
        json.end_object();
    }
    json.end_object();
}

void write_schemas(JsonWriter& json, std::span<const NamedSchema> schemas) {
    for (const auto& [name, schema] : schemas) json.key(name).raw(schema);
}

void write_common_parts(JsonWriter& json) {
    json.key("parameters").raw(parameters).key("headers").raw(headers);
    json.key("securitySchemes").raw(security_schemes);
    json.key("responses").begin_object();
    for (const auto& answer : problem_answers) {
        json.key(answer.name).begin_object().key("description").string(answer.description);
        if (answer.status == 429 || answer.status == 503)
            json.key("headers").raw(
                R"({"Retry-After":{"$ref":"#/components/headers/Retry-After"}})");
        write_content(json, {"application/problem+json"},
                      schema_ref(answer.status == 409 ? "ConflictProblem" : "Problem"));
        json.end_object();
    }
    json.end_object();
}

}  // namespace vigil::http
