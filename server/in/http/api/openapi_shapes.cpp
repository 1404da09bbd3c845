// The shapes of api.md that do not follow from the model, each a JSON schema.
#include "in/http/api/openapi_house.h"

namespace vigil::http {

namespace {

struct Shape {
    std::string_view name;
    std::string_view parts[5];  // of the schema, put together
};

constexpr Shape basics[] = {
    {"Id",
     R"json({"type": "string", "pattern": "^[1-9][0-9]{0,18}$", "description": "A number as text.",
  "examples": ["7301834551206576128"]})json"},
    {"Moment",
     R"json({"type": "string", "format": "date-time", "examples": ["2026-03-02T09:00:00.000000Z"]})json"},
    {"Money",
     R"json({"type": "object", "additionalProperties": false, "required": ["amount", "currency"], "properties": {
  "amount": {"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$"},
  "currency": {"type": "string", "pattern": "^[A-Z]{3}$", "description": "ISO 4217."}},
  "examples": [{"amount": "1000.00", "currency": "EUR"}]})json"},
    {"Cursor",
     R"json({"type": ["string", "null"],
      "description": "What `after` of the next page takes; null at the end."})json"},
    {"Count",
     R"json({"type": "integer", "minimum": 0,
      "description": "How many there are in all, where `count` asked for it."})json"},
    {"Labels",
     R"json({"description": "A text by language, or one text for English.", "oneOf": [{"type": "string"},
  {"type": "object", "additionalProperties": {"type": "string"}}],
  "examples": [{"en": "Size", "zh-CN": "规模"}]})json"},
    {"Titled",
     R"json({"type": "object", "required": ["id", "entity", "title"], "description": "A record by its name.",
  "properties": {"id": {"$ref": "#/components/schemas/Id"}, "entity": {"type": "string"},
    "title": {"type": "string"}}})json"},
    {"Included", R"json({"type": "object", "description": "Records that links point to, by id.",
  "additionalProperties": {"$ref": "#/components/schemas/Titled"}})json"},
    {"MayDo",
     R"json({"type": "object",
  "description": "What the caller may do with this record, by his rights, whether it makes sense now or not.",
  "required": ["change", "remove", "acts"], "properties": {
    "change": {"type": "boolean", "description": "Of its fields those that the model lets him edit."},
    "remove": {"type": "boolean"}, "acts": {"type": "array", "items": {"type": "string"},
      "description": "The acts he may do, with all that they write; restore of what is in the recycle bin."}}})json"},
    {"MayDoById", R"json({"type": "object", "description": "By id.",
  "additionalProperties": {"$ref": "#/components/schemas/MayDo"}})json"},
    {"Pulses",
     R"json({"type": "object", "description": "By id: the last deed, the next step, the first promise, the last move.",
  "additionalProperties": {"type": "object", "required": ["last_touch", "next_step", "promise", "rests_since"],
    "properties": {
    "last_touch": {"anyOf": [{"type": "null"}, {"$ref": "#/components/schemas/LastTouch"}]},
    "next_step": {"anyOf": [{"type": "null"}, {"$ref": "#/components/schemas/PlannedStep"}]},
    "promise": {"anyOf": [{"type": "null"}, {"$ref": "#/components/schemas/RunningPromise"}]},
    "rests_since": {"anyOf": [{"type": "null"}, {"$ref": "#/components/schemas/Moment"}],
      "description": "The last movement, as the promise that the record keeps moving counts it."}}}})json"},
    {"LastTouch",
     R"json({"type": "object", "required": ["entity", "id", "kind", "outcome", "at"], "properties": {
  "entity": {"type": "string"}, "id": {"$ref": "#/components/schemas/Id"}, "kind": {"type": ["string", "null"]},
  "outcome": {"type": ["string", "null"]},
  "at": {"anyOf": [{"$ref": "#/components/schemas/Moment"}, {"type": "null"}]}}})json"},
    {"PlannedStep",
     R"json({"type": "object", "required": ["entity", "id", "kind", "title", "due_at", "due_on"], "properties": {
  "entity": {"type": "string"}, "id": {"$ref": "#/components/schemas/Id"}, "kind": {"type": ["string", "null"]},
  "title": {"type": "string"}, "due_at": {"anyOf": [{"$ref": "#/components/schemas/Moment"}, {"type": "null"}]},
  "due_on": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}}})json"},
    {"RunningPromise",
     R"json({"type": "object", "required": ["guideline", "sentence", "broken", "state", "due_at"], "properties": {
  "guideline": {"$ref": "#/components/schemas/Id"}, "sentence": {"type": "string"},
  "broken": {"type": "string", "description": "The same as a fault, short; empty where none is written down."},
  "state": {"type": "string", "enum": ["running", "warned", "broken"]},
  "due_at": {"$ref": "#/components/schemas/Moment"}}})json"},
    {"Person", R"json({"type": "object", "required": ["id", "name"], "properties": {
  "id": {"$ref": "#/components/schemas/Id"}, "name": {"type": "string"}}})json"},
    {"PersonOrNone",
     R"json({"anyOf": [{"$ref": "#/components/schemas/Person"}, {"type": "null"}]})json"},
    {"FieldProblem",
     R"json({"type": "object", "required": ["field", "code", "message"], "properties": {
  "field": {"type": "string"}, "code": {"type": "string", "description": "Never changes."},
  "message": {"type": "string", "description": "In the caller's language."}}})json"},
    {"Problem",
     R"json({"type": "object", "description": "RFC 9457. The code never changes; texts are in the caller's language.",
  "required": ["type", "title", "status", "detail", "code", "errors"], "properties": {
  "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}, "detail": {"type": "string"},
  "code": {"type": "string"}, "errors": {"type": "array", "items": {"$ref": "#/components/schemas/FieldProblem"}},
  "args": {"type": "object", "description": "What the detail speaks of, by name: the guideline's key, a limit.",
    "additionalProperties": {"type": "string"}}},
  "examples": [{"type": "urn:vigil:problem:fields_refused", "title": "Refused", "status": 422,
    "detail": "Some fields need another look.", "code": "fields_refused",
    "errors": [{"field": "email", "code": "bad_email", "message": "This is not an e-mail address."}]}]})json"},
    {"ConflictProblem",
     R"json({"description": "A Problem; where versions differ, with the other one.",
  "allOf": [{"$ref": "#/components/schemas/Problem"}, {"type": "object", "properties": {
    "current": {"type": "object", "description": "The record as it is now, as far as the caller may see it.",
      "additionalProperties": true}}}]})json"},
    {"OutOfSight", R"json({"type": "object", "required": ["id"],
  "description": "What is left to see when the caller has moved a record out of his sight.",
  "properties": {"id": {"$ref": "#/components/schemas/Id"}}})json"},
};

constexpr Shape people[] = {
    {"SignIn",
     R"json({"type": "object", "additionalProperties": false, "required": ["email", "password"], "properties": {
  "email": {"type": "string", "format": "email"}, "password": {"type": "string", "format": "password"},
  "totp": {"type": "string", "pattern": "^[0-9]{6}$"}}})json"},
    {"Session", R"json({"type": "object", "required": ["csrf_token", "user"], "properties": {
  "csrf_token": {"type": "string"}, "user": {"$ref": "#/components/schemas/Me"}}})json"},
    {"Me",
     R"json({"type": "object",
  "required": ["id", "email", "name", "role", "team", "may", "locale", "time_zone", "enters_for", "company", "now"],
  "properties": {"id": {"$ref": "#/components/schemas/Id"}, "email": {"type": "string"}, "name": {"type": "string"},
  "role": {"type": "object", "required": ["key", "label"], "properties": {"key": {"type": "string"},
    "label": {"type": "string"}}}, "may": {"$ref": "#/components/schemas/May"},
  "team": {"type": ["object", "null"], "required": ["id", "name"], "properties": {
    "id": {"$ref": "#/components/schemas/Id"}, "name": {"type": "string"}}}, "locale": {"type": ["string", "null"]},
  "time_zone": {"type": ["string", "null"]}, "now": {"$ref": "#/components/schemas/Moment"},
  "enters_for": {"type": ["string", "null"], "enum": ["team", "all", null],
    "description": "Whose names Vigil-On-Behalf-Of takes from this caller: of the people of his team, of everybody."},
  "company": {"type": "object", "required": ["name", "currency", "time_zone", "rates"], "properties": {
    "name": {"type": "string"}, "currency": {"type": "string"}, "time_zone": {"type": "string"},
    "rates": {"type": "array",
      "description": "What other currencies are worth in the company's today: `per` units of one `rate`.",
      "items": {"type": "object", "required": ["currency", "rate", "per"], "properties": {
      "currency": {"type": "string"}, "rate": {"type": "string"}, "per": {"type": "integer"}}}}}},
  "csrf_token": {"type": "string", "description": "With a browser session only."}}})json"},
    {"MePatch", R"json({"type": "object", "additionalProperties": false, "properties": {
  "locale": {"type": ["string", "null"], "enum": ["en", "zh-CN", null]},
  "time_zone": {"type": ["string", "null"], "description": "IANA; null: the company's."}}})json"},
    {"PasswordChange",
     R"json({"type": "object", "additionalProperties": false, "required": ["current", "new"], "properties": {
  "current": {"type": "string", "format": "password"},
  "new": {"type": "string", "format": "password", "minLength": 8}}})json"},
    {"PasswordReset", R"json({"oneOf": [
  {"type": "object", "additionalProperties": false, "required": ["email"],
    "properties": {"email": {"type": "string", "format": "email"}}},
  {"type": "object", "additionalProperties": false, "required": ["token", "password"], "properties": {
    "token": {"type": "string"}, "password": {"type": "string", "format": "password"}}}]})json"},
    {"LinkToken",
     R"json({"type": "object", "additionalProperties": false, "required": ["token"],
  "properties": {"token": {"type": "string"}}})json"},
    {"PasswordLinkFor",
     R"json({"type": "object", "required": ["email", "name", "company", "is_invitation"], "properties": {
  "email": {"type": "string", "format": "email"}, "name": {"type": "string"}, "company": {"type": "string"},
  "is_invitation": {"type": "boolean", "description": "His first password."}}})json"},
    {"PublicForm",
     R"json({"type": "object", "required": ["title", "intro", "fields", "ticket", "trap"], "properties": {
  "title": {"type": "string"}, "intro": {"type": "string"},
  "fields": {"type": "array", "items": {"type": "object", "required": ["key", "kind", "label", "required"],
    "properties": {"key": {"type": "string"}, "kind": {"type": "string"}, "label": {"type": "string"},
    "required": {"type": "boolean"}, "help": {"type": "string"}, "choices": {"type": "array", "items":
      {"type": "object", "properties": {"key": {"type": "string"}, "label": {"type": "string"}}}}}}},
  "ticket": {"type": "string"}, "trap": {"type": "string",
    "description": "The name of a field that people must not see, and that stays empty."}}})json"},
    {"FormEntry",
     R"json({"type": "object", "required": ["_ticket"], "properties": {"_ticket": {"type": "string"}},
  "additionalProperties": {"type": ["string", "number", "boolean", "null"]}})json"},
    {"FormThanks", R"json({"type": "object", "required": ["thanks"], "properties": {
  "thanks": {"type": "string"}, "redirect": {"type": "string", "format": "uri"}}})json"},
};

constexpr Shape histories[] = {
    {"JournalRow",
     R"json({"type": "object", "required": ["id", "at", "recorded_at", "actor", "channel", "entity", "record",
      "act", "changes"],
  "properties": {"id": {"$ref": "#/components/schemas/Id"}, "at": {"$ref": "#/components/schemas/Moment"},
  "recorded_at": {"$ref": "#/components/schemas/Moment"},
  "actor": {"$ref": "#/components/schemas/PersonOrNone", "description": "Null where a rule acted."},
  "on_behalf_of": {"$ref": "#/components/schemas/PersonOrNone"}, "channel": {"type": "string"},
  "entity": {"type": "string"}, "record": {"$ref": "#/components/schemas/Id"}, "act": {"type": "string"},
  "changes": {"type": "object", "description": "By field: the old value and the new one.",
    "additionalProperties": {"type": "array", "prefixItems": [{}, {}], "minItems": 2, "maxItems": 2}},
  "undone_by": {"anyOf": [{"$ref": "#/components/schemas/Id"}, {"type": "null"}]}}})json"},
    {"Timeline", R"json({"type": "object", "required": ["data", "next"], "properties": {
  "data": {"type": "array", "items": {"$ref": "#/components/schemas/JournalRow"}},
  "next": {"$ref": "#/components/schemas/Cursor"}}})json"},
    {"Job",
     R"json({"type": "object",
  "required": ["id", "kind", "state", "done", "total", "refused", "at", "undo_until", "result"], "properties": {
  "id": {"$ref": "#/components/schemas/Id"}, "kind": {"type": "string", "description": "import, bulk, undo …"},
  "state": {"type": "string", "enum": ["queued", "running", "done", "failed", "undone"]},
  "done": {"type": "integer"}, "total": {"type": "integer", "description": "0 until it is known."},
  "refused": {"type": "integer"}, "at": {"$ref": "#/components/schemas/Moment"},
  "undoes": {"$ref": "#/components/schemas/Id", "description": "Of an undo: the job it takes back."},
  "undo_until": {"anyOf": [{"$ref": "#/components/schemas/Moment"}, {"type": "null"}]},
  "result": {"type": ["object", "null"], 
    "description": "What came of it, by kind of job; of a failed one code and message."}}})json"},
    {"File",
     R"json({"type": "object", "required": ["id", "name", "size", "keep_until"], "properties": {
  "id": {"$ref": "#/components/schemas/Id"}, "name": {"type": "string"}, "size": {"type": "integer",
    "description": "Bytes."}, "keep_until": {"$ref": "#/components/schemas/Moment"}}})json"},
    {"Import",
     R"json({"type": "object", "additionalProperties": false, "required": ["file", "entity"], "properties": {
  "file": {"$ref": "#/components/schemas/Id"}, "entity": {"type": "string", "description": "Key or plural."},
    "map": {"$ref": "#/components/schemas/ImportMap"},
  "match": {"type": "array", "items": {"type": "string"}, "description": "Instead of the map's own."},
  "historic": {"type": "boolean", "default": false, "description": "Data from before Vigil watched: no mail storm."},
  "dry_run": {"type": "boolean", "default": false}}})json"},
    {"Imports",
     R"json({"type": "object", "required": ["data"], "properties": {"data": {"type": "array", "items": {
  "type": "object",
  "required": ["id", "state", "done", "total", "refused", "at", "entity", "dry_run", "has_refused_file", "user"],
  "properties": {"id": {"$ref": "#/components/schemas/Id"}, "kind": {"type": "string"}, "state": {"type": "string"},
  "done": {"type": "integer"}, "total": {"type": "integer"}, "refused": {"type": "integer"},
  "at": {"$ref": "#/components/schemas/Moment"},
  "undo_until": {"anyOf": [{"$ref": "#/components/schemas/Moment"}, {"type": "null"}]},
  "entity": {"type": "string"}, "dry_run": {"type": "boolean"}, "has_refused_file": {"type": "boolean"},
  "user": {"$ref": "#/components/schemas/PersonOrNone"}}}}}})json"},
    {"ImportPreview",
     R"json({"type": "object",
  "required": ["header", "columns", "unmatched", "assumptions", "delimiter", "encoding", "rows", "rows_complete",
    "sample", "map"], "properties": {
  "header": {"type": "array", "items": {"type": "string"}},
  "columns": {"type": "array", "items": {"type": "object", "required": ["header", "field", "how", "examples"],
    "properties": {"header": {"type": "string"}, "field": {"type": "string", "description": "Empty: goes nowhere."},
    "how": {"type": "string", "enum": ["none", "skipped", "map", "name", "derived", "own_field"]},
    "confidence": {"type": "integer", "description": "Of a match by name, up to 100."},
    "rivals": {"type": "array", "items": {"type": "string"}, "description": "Fields that fit equally well."},
    "examples": {"type": "array", "items": {"type": "string"}},
    "kept": {"type": "array", "items": {"type": ["string", "integer", "object", "null"]},
      "description": "What the examples become, of numbers, money and dates; null: refused."}}}},
  "unmatched": {"type": "array", "items": {"type": "string"}},
  "assumptions": {"type": "array", "items": {"type": "object", "properties": {"column": {"type": "string"},
    "code": {"type": "string"}, "text": {"type": "string"}}}},
  "delimiter": {"type": "string"}, "encoding": {"type": "string"}, "rows": {"type": "integer"},
  "rows_complete": {"type": "boolean", "description": "False: only the first rows were looked at."},
  "sample": {"type": "array", "items": {"type": "array", "items": {"type": "string"}}},
  "map": {"$ref": "#/components/schemas/ImportMap"}}})json"},
    {"ImportMap", R"json({"type": "object", "additionalProperties": false, "properties": {
  "columns": {"type": "object", "description": "Field by header; null skips it; what is left out is matched by name.",
    "additionalProperties": {"oneOf": [{"type": "string"}, {"type": "null"},
      {"type": "object", "additionalProperties": false, "required": ["field"], "properties": {
        "field": {"type": "string"}, "format": {"type": "string", "description": "Of dates."},
        "values": {"type": "object", "description": "Cells translated first.",
          "additionalProperties": {"type": "string"}},
        "by": {"type": "string", "description": "Field of the linked record its text is looked up in."},
        "missing": {"type": "string", "enum": ["keep", "refuse", "create"], "description": "Of a linked record."},
        "set": {"type": "object", "additionalProperties": true, "description": "Of linked records so made."},
        "derive": {"type": "object", "additionalProperties": {"type": "string"}},
        "create": {"type": "object", "additionalProperties": true,
          "description": "Keep the column as a new field of one's own."}}}]}},
  "derive": {"type": "object", "description": "Fields from templates: {\"email\": \"{name|slug}@example.com\"}.",
    "additionalProperties": true},
  "links": {"type": "string", "enum": ["keep", "refuse", "create"], "default": "keep"},
  "decimal": {"type": "string", "enum": ["point", "comma"]}, "order": {"type": "string", "enum": ["dmy", "mdy", "ymd"]},
  "zone": {"type": "string"}, "currency": {"type": "string"}, "language": {"type": "string"},
  "empty": {"type": "array", "items": {"type": "string"}, "description": "Cells that mean nothing."},
  "delimiter": {"type": "string"}, "encoding": {"type": "string"},
  "match": {"type": "array", "items": {"type": "string"},
    "description": "Fields by which existing records are found."},
  "choices": {"type": "string", "enum": ["create", "refuse"]},
  "spread": {"type": "object", "description": "Links of new records that the file leaves open: these in turn.",
    "additionalProperties": {"type": "array", "minItems": 1, "items": {"type": "string"}}},
  "set": {"type": "object", "description": "Values that every row gets.", "additionalProperties": true}},
  "examples": [{"columns": {"Lead Source": "source", "Created": {"field": "entered_at", "format": "dd/mm/yyyy"},
    "Prospect ID": null}, "match": ["email"], "choices": "refuse", "set": {"status": "new"}}]})json"},
    {"Hits",
     R"json({"type": "object", "required": ["data", "complete", "all_opportunities"], "properties": {
  "data": {"type": "array", "items": {"$ref": "#/components/schemas/Hit"}},
  "all_opportunities": {"type": "boolean",
    "description": "The caller sees every opportunity: where none is told there is none."},
  "complete": {"type": "boolean", "description": "False when more was found than is given."}}})json"},
    {"Hit",
     R"json({"description": "A record that was found; of customers also who cares for them and what is open.",
  "allOf": [{"$ref": "#/components/schemas/Titled"}, {"type": "object",
    "required": ["context", "found_in", "owner", "open_opportunities", "open_cases"], "properties": {
    "context": {"type": ["string", "null"]},
    "found_in": {"type": "array", "items": {"type": "string"}, "description": "The fields that have the text."},
    "owner": {"$ref": "#/components/schemas/PersonOrNone"},
    "amount": {"anyOf": [{"$ref": "#/components/schemas/Money"}, {"type": "null"}],
      "description": "Of an opportunity."},
    "close_date": {"type": ["string", "null"], "format": "date", "description": "Of an opportunity."},
    "open_opportunities": {"type": "array", "items": {"$ref": "#/components/schemas/OpenPart"}},
    "open_cases": {"type": "array", "items": {"$ref": "#/components/schemas/OpenPart"}}}}]})json"},
    {"OpenPart",
     R"json({"type": "object", "required": ["id", "title"], "properties": {
  "id": {"$ref": "#/components/schemas/Id"}, "title": {"type": "string"}, "stage": {"type": ["string", "null"]},
  "amount": {"anyOf": [{"$ref": "#/components/schemas/Money"}, {"type": "null"}]},
  "close_date": {"type": ["string", "null"], "format": "date"}}})json"},
    {"Event",
     R"json({"type": "object", "required": ["id", "entity", "record", "act", "now"], "properties": {
  "id": {"$ref": "#/components/schemas/Id"}, "entity": {"type": "string"},
  "record": {"$ref": "#/components/schemas/Id"}, "act": {"type": "string"},
  "now": {"$ref": "#/components/schemas/Moment"}}})json"},
};

// The properties of a guideline that a person gives; three schemas share them.
constexpr std::string_view guideline_given =
    R"json("key": {"type": "string"}, "entity": {"type": "string"},
  "sentence": {"$ref": "#/components/schemas/Labels", "description": "May hold {within}."},
  "goal": {"$ref": "#/components/schemas/Labels"},
  "start": {"type": "string", "description": "A condition: the promise begins when it turns true."},
  "from": {"type": ["string", "null"],
    "description": "Moment field that the clock counts from; null = when start turned true."},
  "expect": {"type": "string", "description": "A condition that must become true in time."},
  "unless": {"type": ["string", "null"], "description": "A condition under which it no longer applies."},
  "within": {"$ref": "#/components/schemas/Duration"},
  "warn": {"type": "number", "exclusiveMinimum": 0, "maximum": 1,
    "description": "Share of the time after which the owner is warned; 0.75 where nothing is said."},
  "tell": {"type": "array", "minItems": 1, "items": {"type": "string", "enum": ["owner", "manager"]}},
  "then": {"type": "array", "items": {"$ref": "#/components/schemas/Consequence"}},
  "renew": {"type": "boolean", "description": "Starts again each time it is met."},
  "restart": {"type": "array", "items": {"type": "string"}, "description": "Fields whose change starts it anew."},
  "state": {"type": "string", "enum": ["off", "shadow", "on"],
    "description": "Shadow where nothing is said: counted, but nobody is told."})json";

constexpr Shape guidelines[] = {
    {"Duration",
     R"json({"type": "object", "additionalProperties": false, "required": ["n", "unit"], "properties": {
  "n": {"type": "integer", "minimum": 1},
  "unit": {"type": "string", "enum": ["hours", "days", "weeks", "business_days", "working_hours"]}}})json"},
    {"Consequence",
     R"json({"type": "object", "additionalProperties": false, "required": ["do"], "properties": {
  "after": {"anyOf": [{"$ref": "#/components/schemas/Duration"}, {"type": "null"}],
    "description": "After the breach; none = at once."},
  "do": {"type": "string", "enum": ["escalate", "reassign", "return_to_marketing", "set"]},
  "to": {"type": "string", "enum": ["rotation", "manager", "pool"], "description": "Of reassign; pool: nobody's."},
  "at_most": {"type": "integer", "minimum": 0,
    "description": "Of reassign: so many times, then the manager; 0 = no limit."},
  "field": {"type": "string", "description": "Of set."}, "value": {"description": "Of set."}}})json"},
    {"Guideline",
     R"json({"type": "object", "required": ["id", "key", "entity", "sentence", "goal", "start", "expect", "within",
      "warn",
    "tell", "then", "state", "version", "shipped"], "properties": {"id": {"$ref": "#/components/schemas/Id"}, )json",
     guideline_given,
     R"json(, "version": {"type": "integer"}, "shipped": {"type": "boolean"}}})json"},
    {"GuidelineCreate", R"json({"type": "object", "additionalProperties": false,
  "required": ["key", "entity", "sentence", "goal", "start", "expect", "within"], "properties": {)json",
     guideline_given, "}}"},
    {"GuidelinePatch",
     R"json({"type": "object", "additionalProperties": false, "description": "Only what changes.",
      "properties": {)json",
     guideline_given, "}}"},
    {"GuidelinePage", R"json({"type": "object", "required": ["data", "next"], "properties": {
  "data": {"type": "array", "items": {"$ref": "#/components/schemas/Guideline"}},
  "next": {"$ref": "#/components/schemas/Cursor"}, "count": {"$ref": "#/components/schemas/Count"}}})json"},
    {"BacktestRequest",
     R"json({"type": "object", "additionalProperties": false, "required": ["guideline", "from", "to"], "properties": {
  "guideline": {"oneOf": [{"$ref": "#/components/schemas/Id"}, {"$ref": "#/components/schemas/GuidelineCreate"}]},
  "from": {"type": "string", "format": "date"}, "to": {"type": "string", "format": "date", "description": "Included."},
  "at_once": {"type": "boolean", "description": "What switching it on raises instead, whenever it broke."}}})json"},
    {"Backtest",
     R"json({"type": "object", "required": ["guideline", "sentence", "from", "to", "complete", "looked_at_until",
    "unknown_fields", "started", "met", "broken", "running", "dropped", "raised", "by_owner", "by_manager", "by_week",
    "exceptions"], "properties": {"guideline": {"type": "string", "description": "Its key."},
  "sentence": {"type": "string"}, "from": {"$ref": "#/components/schemas/Moment"},
  "to": {"$ref": "#/components/schemas/Moment"},
  "complete": {"type": "boolean", "description": "False when it took too long or too much memory and was cut."},
  "looked_at_until": {"type": ["string", "null"], "format": "date-time", "description": "Where it was cut."},
  "unknown_fields": {"type": "array", "items": {"type": "string"}, "description": "Not kept; taken as empty."},
  "started": {"type": "integer", "description": "Promises that began in this time."},
  "met": {"type": "integer", "description": "Of these, kept in time."}, "broken": {"type": "integer"},
  "running": {"type": "integer"}, "dropped": {"type": "integer", "description": "They no longer applied."},
  "raised": {"type": "integer", "description": "Exceptions it would have raised in this time, or raises at once."},
  "by_owner": {"type": "array", "items": {"type": "object", "required": ["owner", "raised"], "properties": {
    "owner": {"$ref": "#/components/schemas/PersonOrNone"}, "raised": {"type": "integer"}}}},
  "by_manager": {"type": "array", "items": {"type": "object", "required": ["manager", "raised"], "properties": {
    "manager": {"$ref": "#/components/schemas/PersonOrNone"}, "raised": {"type": "integer"}}}},
  "by_week": {"type": "array", "items": {"type": "object", "required": ["week", "raised"], "properties": {
    "week": {"type": "string", "format": "date", "description": "Its Monday."}, "raised": {"type": "integer"}}}},
  "exceptions": {"type": "array", "maxItems": 1000, "description": "By when they were raised; the first thousand.",
    "items": {"type": "object", "required": ["record", "owner", "manager", "started_at", "due_at", "warned_at",
    "raised_at", "closed_at", "closed_by", "late", "late_seconds"], "properties": {
    "record": {"type": "object", "required": ["id", "entity", "title"], "properties": {
      "id": {"$ref": "#/components/schemas/Id"}, "entity": {"type": "string"},
      "title": {"type": ["string", "null"], "description": "As it is called now; null when out of sight."}}},
    "owner": {"$ref": "#/components/schemas/PersonOrNone"}, "manager": {"$ref": "#/components/schemas/PersonOrNone"},
    "started_at": {"$ref": "#/components/schemas/Moment"}, "due_at": {"$ref": "#/components/schemas/Moment"},
    "warned_at": {"type": ["string", "null"], "format": "date-time"},
    "raised_at": {"$ref": "#/components/schemas/Moment"},
    "closed_at": {"type": ["string", "null"], "format": "date-time"},
    "closed_by": {"type": ["string", "null"], "enum": ["met", "met_late", "accepted", "void", "acted", null]},
    "late": {"type": "string", "description": "In words: past its deadline when it ended, or now."},
    "late_seconds": {"type": "integer"}}}}}})json"},
};

constexpr std::string_view field_kinds =
    R"json({"type": "string", "enum": ["text", "long_text", "integer", "decimal", "boolean", "money", "day", "moment",
    "choice", "link", "email", "phone", "url", "json"]})json";

// What may be said of a field when it is made, and changed later.
constexpr std::string_view field_given =
    R"json("label": {"$ref": "#/components/schemas/Labels"}, "help": {"$ref": "#/components/schemas/Labels"},
  "used_for": {"$ref": "#/components/schemas/Labels"}, "required": {"type": "boolean"},
  "required_when": {"type": "string", "description": "A condition on the record."},
  "find": {"type": "boolean", "description": "By search."}, "indexed": {"type": "boolean"},
  "personal": {"type": "boolean"}, "question": {"type": "integer", "description": "Place among the questions."},
  "max_length": {"type": "integer", "minimum": 1}, "default": {},
  "choices": {"type": "array", "description": "In their order.",
    "items": {"$ref": "#/components/schemas/ChoiceDeclaration"}})json";

constexpr Shape model[] = {
    {"Model",
     R"json({"type": "object", "required": ["version", "language", "entities", "metrics"], "properties": {
  "version": {"type": "integer"}, "language": {"type": "string"}, "entities": {"type": "array",
  "items": {"$ref": "#/components/schemas/ModelEntity"}}, "metrics": {"$ref": "#/components/schemas/Metrics"}}})json"},
    {"ModelEntity",
     R"json({"type": "object", "required": ["key", "plural", "label", "label_plural", "menu", "own", "title",
      "fields", "layout", "acts", "may"],
  "properties": {"key": {"type": "string"}, "plural": {"type": "string"}, "label": {"type": "string"},
    "label_plural": {"type": "string"},
  "menu": {"type": "boolean"}, "own": {"type": "boolean"}, "title": {"type": "string",
    "description": "The field that names a record."},
  "fields": {"type": "array", "items": {"$ref": "#/components/schemas/ModelField"}},
  "layout": {"type": "object", "required": ["list", "record"], "properties": {"list": {"type": "array",
    "items": {"type": "string"}},
    "first": {"type": "string", "enum": ["steps"], "description": "What a record's page leads with, before its acts."},
    "record": {"type": "array", "items": {"type": "object", "required": ["label", "fields"], "properties": {
      "label": {"type": "string"}, "fields": {"type": "array", "items": {"type": "string"}}}}}}},
  "acts": {"type": "array", "items": {"type": "object", "required": ["key", "label", "fields"], "properties": {
    "key": {"type": "string"}, "label": {"type": "string"}, "offered_when": {"type": "string",
      "description": "A condition on the record's own fields; where it does not hold, the act makes no sense now."},
    "fields": {"type": "array", "items": {"$ref": "#/components/schemas/ModelField"}}}}},
  "may": {"type": "object", "required": ["create", "change", "remove"], "properties": {
    "create": {"type": "boolean"}, "change": {"type": "boolean"}, "remove": {"type": "boolean"}}}}})json"},
    {"ModelField",
     R"json({"type": "object", "required": ["key", "kind", "label", "required", "read_only", "right", "own"],
  "properties": {"key": {"type": "string"}, "kind": )json",
     field_kinds, R"json(, "label": {"type": "string"},
  "help": {"type": "string"}, "used_for": {"type": "string"}, "required": {"type": "boolean"},
    "required_when": {"type": "string"}, "read_only": {"type": "boolean"},
  "steers": {"type": "boolean", "description": "It moves a record along the process; no public form asks it."},
  "right": {"type": "string", "enum": ["see", "edit"]}, "choices": {"type": "array", "items": {"type": "object",
    "required": ["key", "label"], "properties": {"key": {"type": "string"}, "label": {"type": "string"},
      "tone": {"type": "string"}, "brings": {"type": "object", "additionalProperties": true,
        "description": "By field, the value that choosing it fills in, unless the same act fills in another."}}}},
  "former_choices": {"type": "array", "description": "Removed: records that have one keep it; no other gets it.",
    "items": {"type": "object", "required": ["key", "label"], "properties": {"key": {"type": "string"},
      "label": {"type": "string"}, "tone": {"type": "string"}}}},
  "link": {"type": "string", "description": "Key of the entity it points to."}, "own": {"type": "boolean"},
  "default": {"type": ["string", "boolean"],
    "description": "Of a choice or a yes and no: what a new record gets when nothing is sent."},
  "max_length": {"type": "integer"}, "question": {"type": "integer"}}})json"},
    {"ChoiceDeclaration",
     R"json({"type": "object", "additionalProperties": false, "required": ["key"], "properties": {
  "key": {"type": "string"}, "label": {"$ref": "#/components/schemas/Labels"}, "tone": {"type": "string",
    "enum": ["", "good", "warn", "bad"]},
  "brings": {"type": ["object", "null"], "additionalProperties": true,
    "description": "By field, the value that choosing it fills in, unless the act fills in another. Null: as shipped."},
  "hidden": {"type": "boolean", "description": "No longer offered; records keep it."}}})json"},
    {"FieldDeclaration",
     R"json({"type": "object", "additionalProperties": false, "required": ["key", "kind", "label"], "properties": {
  "key": {"type": "string", "pattern": "^own_[a-z0-9_]+$"}, "kind": )json",
     field_kinds, R"json(,
  "link": {"type": "string", "description": "Entity it points to, of kind link."}, )json",
     field_given, "}}"},
    {"FieldPatch",
     R"json({"type": "object", "additionalProperties": false, "description": "Only what changes; the kind stays.",
      "properties": {)json",
     field_given, "}}"},
    {"EntityDeclaration",
     R"json({"type": "object", "additionalProperties": false, "required": ["key", "plural", "label"],
      "properties": {
  "key": {"type": "string", "pattern": "^own_[a-z0-9_]+$", "maxLength": 50},
  "plural": {"type": "string", "pattern": "^own_[a-z0-9_]+$", "maxLength": 50,
    "description": "Its path; words that are taken are refused."},
  "label": {"$ref": "#/components/schemas/Labels"}, "label_plural": {"$ref": "#/components/schemas/Labels"},
  "menu": {"type": "boolean"}, "title": {"type": "array", "items": {"type": "string"},
    "description": "Fields that name a record; the first that is filled does."},
  "fields": {"type": "object", "description": "By key.",
    "additionalProperties": {"$ref": "#/components/schemas/FieldInEntity"}}}})json"},
    {"FieldInEntity",
     R"json({"type": "object", "additionalProperties": false, "properties": {"kind": )json",
     field_kinds, R"json(,
  "link": {"type": "string"}, )json",
     field_given, "}}"},
    {"EntityPatch",
     R"json({"type": "object", "additionalProperties": false,
      "properties": {"label": {"$ref": "#/components/schemas/Labels"},
  "label_plural": {"$ref": "#/components/schemas/Labels"}, "menu": {"type": "boolean"},
  "fields": {"type": "object", "description": "Changes of several fields in one act, by key.",
    "additionalProperties": {"$ref": "#/components/schemas/FieldPatch"}}}})json"},
};

template <std::size_t n>
void write(JsonWriter& json, const Shape (&shapes)[n]) {
    for (const auto& shape : shapes) {
        std::string schema;
        for (const auto part : shape.parts) schema += part;
        json.key(shape.name).raw(schema);
    }
}

}  // namespace

void write_house_schemas(JsonWriter& json, bool with_clock) {
    write(json, basics);
    write(json, people);
    write(json, histories);
    write_exception_schemas(json);
    write_preview_schemas(json);
    write(json, guidelines);
    write(json, model);
    if (with_clock)
        json.key("TestClock")
            .raw(R"json({"type": "object", "additionalProperties": false, "required": ["now"],
  "properties": {"now": {"$ref": "#/components/schemas/Moment"}}})json");
}

}  // namespace vigil::http
