// The shapes of exceptions: what is promised, what is seen, who was told.
#include "in/http/api/openapi_house.h"

namespace vigil::http {

namespace {

constexpr NamedSchema exception_shapes[] = {
    {"GuidelineName", R"json({"type": "object", "required": ["id", "key"], "properties": {
  "id": {"$ref": "#/components/schemas/Id"}, "key": {"type": "string"}, "sentence": {"type": "string"}}})json"},
    {"Exception",
     R"json({"type": "object", "required": ["id", "guideline", "sentence", "goal", "see", "consequence", "entity",
      "broken", "record", "title", "owner", "manager", "amount", "next", "state", "started_at", "due_at", "raised_at"],
  "properties": {"id": {"$ref": "#/components/schemas/Id"}, "version": {"type": "integer"},
  "historic": {"type": "boolean", "description": "Found in data from before Vigil watched."},
    "guideline": {"$ref": "#/components/schemas/GuidelineName"},
  "sentence": {"type": "string", "description": "What we expect."}, "goal": {"type": ["string", "null"]},
  "see": {"type": "string", "description": "What we see."},
  "consequence": {"type": ["string", "null"],
    "description":
      "What follows if nobody acts: by rule; else that the manager is told, or that it stays open. null once closed."},
  "entity": {"type": "string"},
  "broken": {"type": "string", "description": "The same as a fault, short; empty when the company gave none."},
  "record": {"allOf": [{"$ref": "#/components/schemas/Titled"}, {"type": "object", "required": ["context"],
    "properties": {"context": {"type": ["string", "null"]}}}]},
  "title": {"type": "string"}, "owner": {"$ref": "#/components/schemas/PersonOrNone"},
  "manager": {"$ref": "#/components/schemas/PersonOrNone"},
  "amount": {"anyOf": [{"$ref": "#/components/schemas/Money"}, {"type": "null"}]},
  "state": {"type": "string", "enum": ["warned", "open", "closed"]},
  "started_at": {"$ref": "#/components/schemas/Moment"}, "due_at": {"$ref": "#/components/schemas/Moment"},
  "raised_at": {"type": ["string", "null"], "format": "date-time"}, "closed_at": {"type": ["string", "null"],
    "format": "date-time"},
  "closed_by": {"type": ["string", "null"], "enum": ["met", "met_late", "accepted", "void", "acted", null]},
  "reason": {"type": ["string", "null"], "enum": ["justified", "customer_asked", "rule_wrong", "absent", null]},
  "note": {"type": ["string", "null"]},
  "next": {"anyOf": [{"$ref": "#/components/schemas/NextStep"}, {"type": "null"}]},
  "seen_at": {"type": ["string", "null"], "format": "date-time"},
  "snoozed_until": {"type": ["string", "null"], "format": "date-time",
    "description": "By the caller, for himself."}}})json"},
    {"NextStep",
     R"json({"type": "object", "required": ["at", "what"], "description": "What the rule does next.", "properties": {
  "at": {"$ref": "#/components/schemas/Moment"}, "what": {"type": ["string", "null"]}}})json"},
    {"ExceptionPage", R"json({"type": "object", "required": ["data", "next"], "properties": {
  "data": {"type": "array", "items": {"$ref": "#/components/schemas/Exception"}},
  "next": {"$ref": "#/components/schemas/Cursor"}, "count": {"$ref": "#/components/schemas/Count"},
  "bundles": {"type": "array", "items": {"$ref": "#/components/schemas/ExceptionBundle"}},
  "running": {"type": "object", "additionalProperties": {"type": "integer"},
    "description": "By entity: how many records within the caller's sight run as agreed."}}})json"},
    {"ExceptionBundle",
     R"json({"type": "object", "required": ["count", "stakes", "first"],
  "description": "More than 30 of one guideline by one owner: counted, not listed.", "properties": {
  "count": {"type": "integer"},
  "stakes": {"type": "array", "description": "What is at stake, a sum per currency.",
    "items": {"$ref": "#/components/schemas/Money"}},
  "first": {"$ref": "#/components/schemas/Exception"}}})json"},
    {"ExceptionDetail",
     R"json({"allOf": [{"$ref": "#/components/schemas/Exception"}, {"type": "object", "required": ["evidence"],
  "properties": {"evidence": {"$ref": "#/components/schemas/Evidence"}}}]})json"},
    {"Evidence",
     R"json({"type": "object", "required": ["version", "facts", "clock", "time_zone", "told", "mail", "since"],
  "properties": {
  "version": {"type": "integer", "description": "Of the guideline."},
  "facts": {"type": "array", "description": "As they were at that instant.", "items": {"type": "object",
    "required": ["name", "value"], "properties": {"name": {"type": "string"}, "value": {},
      "question": {"type": "boolean", "description": "A qualifying question."},
      "missing": {"type": "boolean", "description": "Nothing stood there."}}}},
  "clock": {"type": "string", "description": "How the deadline was counted.",
    "examples": ["Fri 16:00 + 1 business day, weekend skipped = Mon 16:00"]},
  "time_zone": {"type": "string", "examples": ["Europe/Berlin"],
    "description": "In which the clock is told: that of the calendar it was counted by."},
  "told": {"type": "array", "items": {"$ref": "#/components/schemas/Told"}},
  "mail": {"$ref": "#/components/schemas/MailWay"},
  "since": {"type": "array", "items": {"$ref": "#/components/schemas/JournalRow"}},
  "included": {"$ref": "#/components/schemas/Included"}}})json"},
    {"Told",
     R"json({"type": "object", "required": ["user", "channel", "at", "state"], "properties": {
  "user": {"$ref": "#/components/schemas/Person"}, "channel": {"type": "string", "enum": ["mail", "digest"]},
    "at": {"$ref": "#/components/schemas/Moment"},
  "state": {"type": "string", "enum": ["queued", "accepted", "failed", "bounced", "cancelled", "seen"],
    "description": "cancelled: taken back, or closed before a mail that waited could be sent."},
  "rung": {"type": "string", "enum": ["warned", "broken", "escalated", "reminded", "given", "pooled", "accepted"],
    "description": "given, pooled: the record came to him, or into the pool, by rule; accepted: by its owner."},
  "seen_at": {"type": ["string", "null"], "format": "date-time"},
  "detail": {"type": ["string", "null"],
    "description": "What the mail server answered; of what was not sent, why."}}})json"},
    {"Acceptance",
     R"json({"type": "object", "additionalProperties": false, "required": ["reason"], "properties": {
  "reason": {"type": "string", "enum": ["justified", "customer_asked", "rule_wrong", "absent"]},
  "note": {"type": "string", "maxLength": 1000}}})json"},
};

}  // namespace

void write_exception_schemas(JsonWriter& json) { write_schemas(json, exception_shapes); }

}  // namespace vigil::http
