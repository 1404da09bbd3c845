// The shapes of what deeds on many records and dry runs answer.
#include "in/http/api/openapi_house.h"

namespace vigil::http {

namespace {

constexpr NamedSchema preview_shapes[] = {
    {"BulkTried", R"json({"type": "object", "required": ["changed", "refused_count", "refused"],
  "description": "What a bulk change would come to; nothing has been written.", "properties": {
  "changed": {"type": "integer", "description": "So many records would."},
  "refused_count": {"type": "integer"},
  "refused": {"type": "array", "description": "The first of those that would refuse.", "items": {
    "type": "object", "required": ["record", "code", "message"], "properties": {
    "record": {"$ref": "#/components/schemas/Id"}, "code": {"type": "string"}, "message": {"type": "string"},
    "errors": {"type": "array", "items": {"$ref": "#/components/schemas/FieldProblem"}}}}}}})json"},
    {"PreviewChanged", R"json({"type": "object", "required": ["entity", "record"], "properties": {
  "entity": {"type": "string"}, "record": {"type": "object", "description": "Of that entity."}}})json"},
    {"PreviewMade",
     R"json({"type": "object", "required": ["entity", "record", "duplicates"], "properties": {
  "entity": {"type": "string"}, "record": {"type": "object", "description": "Of that entity."},
  "duplicates": {"type": "array", "items": {"type": "object"},
    "description": "Those within the caller's sight that share an e-mail, phone or other key."}}})json"},
    {"PreviewKnown", R"json({"description": "Somebody has it already.", "type": "object",
  "required": ["owner", "by", "entity", "id"], "properties": {
  "owner": {"$ref": "#/components/schemas/PersonOrNone"},
  "by": {"type": "string", "description": "The field of the new record that says so."},
  "entity": {"type": "string"}, "id": {"anyOf": [{"$ref": "#/components/schemas/Id"}, {"type": "null"}],
    "description": "Null where it is out of the caller's sight."}}})json"},
    {"PreviewPromise",
     R"json({"description": "A guideline, and the record it would turn for.", "type": "object",
  "required": ["id", "key", "sentence", "entity", "record"], "properties": {
  "id": {"$ref": "#/components/schemas/Id"}, "key": {"type": "string"},
  "sentence": {"type": "string"}, "entity": {"type": "string"},
  "record": {"$ref": "#/components/schemas/Id"}}})json"},
    {"DeedTried",
     R"json({"type": "object", "description": "What it would come to; nothing has been written.",
  "properties": {"changed": {"type": "array", "items": {"$ref": "#/components/schemas/PreviewChanged"}},
  "guidelines": {"type": "array", "items": {"$ref": "#/components/schemas/PreviewPromise"}}}})json"},
    {"BulkDone",
     R"json({"type": "object", "required": ["changed"], "properties": {"changed": {"type": "integer"},
  "mail": {"$ref": "#/components/schemas/MailWay", "description": "Of reminders alone."}}})json"},
};

}  // namespace

void write_preview_schemas(JsonWriter& json) { write_schemas(json, preview_shapes); }

}  // namespace vigil::http
