#include "in/http/api/openapi_setup.h"

namespace vigil::http {

namespace {

constexpr NamedSchema setup_shapes[] = {
    {"SetUpChoices",
     R"json({"type": "object", "required": ["countries"], "properties": {"countries": {"type": "array",
  "items": {"type": "object", "required": ["code", "name"], "properties": {
  "code": {"type": "string"}, "name": {"type": "string"}}}}}})json"},
    {"SetUp",
     R"json({"type": "object", "additionalProperties": false,
  "required": ["key", "company", "name", "email", "password", "time_zone", "currency"], "properties": {
  "key": {"type": "string", "description": "What stands behind the # of the link the server printed."},
  "company": {"type": "string", "maxLength": 200},
  "name": {"type": "string", "maxLength": 200, "description": "Of the administrator."},
  "email": {"type": "string", "format": "email"},
  "password": {"type": "string", "format": "password", "minLength": 8},
  "language": {"type": "string", "enum": ["en", "zh-CN"], "description": "The administrator's."},
  "time_zone": {"type": "string", "description": "IANA."},
  "currency": {"type": "string", "description": "ISO 4217."},
  "country": {"type": "string", "description": "One of the choices; left out or empty: none."}}})json"},
};

}  // namespace

void add_setup_operations(std::vector<Operation>& operations) {
    operations.push_back(
        {.method = "get",
         .path = "/setup",
         .id = "setup.get",
         .tag = "company",
         .summary = "Read what setting up a first company offers",
         .description = "Of a server that was started where no company is. Once there is one it "
                        "is refused for good: 409 company_exists.",
         .parameters = {parameter_ref("accept_language")},
         .answer = schema_ref("SetUpChoices"),
         .problems = {409},
         .sign_in = SignIn::none});
    operations.push_back(
        {.method = "post",
         .path = "/setup",
         .id = "setup.create",
         .tag = "company",
         .summary = "Set the first company up, and sign in",
         .description =
             "Whole or not at all; of several at once one does it, and the others are refused: 409 "
             "company_exists. Without the key of the printed link 403 setup_key_wrong. Sets the "
             "session cookie as sign-in does.",
         .parameters = {parameter_ref("accept_language")},
         .body = schema_ref("SetUp"),
         .body_example =
             R"({"key":"the link's","company":"Example Ltd","name":"Grace Moreau",)"
             R"("email":"grace@example.com","password":"correct horse battery","language":"en",)"
             R"("time_zone":"Europe/Berlin","currency":"EUR","country":"DE"})",
         .status = 201,
         .answer = schema_ref("Session"),
         .answer_headers = {"Set-Cookie"},
         .problems = {403, 409, 422, 429},
         .sign_in = SignIn::none});
}

void write_setup_schemas(JsonWriter& json) { write_schemas(json, setup_shapes); }

}  // namespace vigil::http
