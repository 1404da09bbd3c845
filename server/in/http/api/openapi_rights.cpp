#include "in/http/api/openapi_rights.h"

namespace vigil::http {

namespace {

constexpr NamedSchema right_shapes[] = {
    {"May",
     R"json({"type": "object", "required": ["administer", "change_model", "import"],
  "description": "What no single record tells.", "properties": {
  "administer": {"type": "boolean", "description": "Roles and rights."},
  "change_model": {"type": "boolean", "description": "Entities, fields and choices."},
  "import": {"type": "boolean"}}})json"},
    {"Scope",
     R"json({"type": "string", "enum": ["all", "team", "own", "pool", "none", "custom"],
  "description": "Which records: a word where the condition is what the word means for this entity."})json"},
    {"FieldRight", R"json({"type": "string", "enum": ["edit", "see", "masked", "none"],
  "description": "Masked: that there is a value is told, the value is not."})json"},
    {"EntityRights",
     R"json({"type": "object", "required": ["see", "see_condition", "change", "change_condition", "create",
      "remove", "fields"],
  "properties": {"see": {"$ref": "#/components/schemas/Scope"}, "change": {"$ref": "#/components/schemas/Scope"},
  "see_condition": {"type": "string", "description": "In the condition language; empty is none."},
  "change_condition": {"type": "string", "description": "What is changed is seen too."},
  "create": {"type": "boolean"}, "remove": {"type": "boolean"},
  "fields": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/FieldRight"}}}})json"},
    {"EntityRightsPatch",
     R"json({"type": ["object", "null"], "additionalProperties": false,
  "description": "What is named changes; null gives back what ships.",
  "properties": {"see": {"$ref": "#/components/schemas/Scope"}, "change": {"$ref": "#/components/schemas/Scope"},
  "see_condition": {"type": "string",
    "description": "Counts where see is absent or custom; of the record's fields and those one link up."},
  "change_condition": {"type": "string"}, "create": {"type": "boolean"}, "remove": {"type": "boolean"},
  "fields": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/FieldRight"}}}})json"},
    {"RightsOfRole",
     R"json({"type": "object", "description": "By entity.",
  "additionalProperties": {"$ref": "#/components/schemas/EntityRights"}})json"},
    {"RightsPatch",
     R"json({"type": "object", "description": "By entity.",
  "additionalProperties": {"$ref": "#/components/schemas/EntityRightsPatch"}})json"},
    {"RightsChanged",
     R"json({"type": "object", "required": ["role", "rights"], "properties": {"role": {"type": "string"},
  "rights": {"$ref": "#/components/schemas/RightsOfRole"}}})json"},
    {"Rights",
     R"json({"type": "object", "required": ["roles", "entities", "rights"], "properties": {
  "roles": {"type": "array", "items": {"type": "object",
    "required": ["id", "key", "name", "is_own", "works_as", "people"], "properties": {
    "id": {"anyOf": [{"$ref": "#/components/schemas/Id"}, {"type": "null"}],
      "description": "Of its record under /roles."},
    "key": {"type": "string"}, "name": {"type": "string"}, "is_own": {"type": "boolean"},
    "works_as": {"type": "string", "description": "The shipped role it was made like."},
    "people": {"type": "integer"}}}},
  "entities": {"type": "array", "items": {"type": "object",
    "required": ["key", "label", "own", "can_be_created", "scopes", "fields"], "properties": {
    "key": {"type": "string"}, "label": {"type": "string"}, "own": {"type": "boolean"},
    "can_be_created": {"type": "boolean", "description": "False: create and remove cannot be given."},
    "scopes": {"type": "array", "items": {"$ref": "#/components/schemas/Scope"},
      "description": "The words that mean something here; custom goes always."},
    "fields": {"type": "array", "items": {"type": "object",
      "required": ["key", "label", "personal", "read_only"], "properties": {"key": {"type": "string"},
      "label": {"type": "string"}, "personal": {"type": "boolean"}, "read_only": {"type": "boolean"}}}}}}},
  "rights": {"type": "object", "description": "By role.",
    "additionalProperties": {"$ref": "#/components/schemas/RightsOfRole"}}}})json"},
};

}  // namespace

void add_rights_operations(std::vector<Operation>& operations) {
    operations.push_back(
        {.method = "get",
         .path = "/rights",
         .id = "rights.get",
         .tag = "model",
         .summary = "Read what every role may do",
         .description = "For those who administer roles. A company's own roles are records: POST "
                        "/roles {name, like} makes one with the rights of another to begin with.",
         .parameters = {parameter_ref("accept_language")},
         .answer = schema_ref("Rights"),
         .problems = {403}});
    operations.push_back(
        {.method = "patch",
         .path = "/rights/{role}",
         .id = "rights.change",
         .tag = "model",
         .summary = "Change what a role may do",
         .description =
             "One act, effective at once, that undo takes back. The last administrator cannot "
             "lose what makes him one.",
         .parameters = {query_parameter("dry_run", "Write nothing, answer what would be.",
                                        R"({"type":"boolean"})")},
         .body = schema_ref("RightsPatch"),
         .body_example =
             R"({"lead":{"see":"team","change":"own","fields":{"phone":"masked"}},"product":null})",
         .answer = schema_ref("RightsChanged"),
         .answer_headers = {"Vigil-Journal"},
         .problems = {403, 404, 409, 422}});
}

void write_rights_schemas(JsonWriter& json) { write_schemas(json, right_shapes); }

}  // namespace vigil::http
