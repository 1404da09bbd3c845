// The calls about exceptions, and their shapes: what is promised, what is seen, who was told.
#include "base/text.h"
#include "in/http/api/openapi_house.h"
#include "watch/attention.h"
#include "watch/exception_acts.h"

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

const std::string at_once = std::to_string(watch::exceptions_at_once);
const std::string singly = std::to_string(watch::listed_singly);

const std::string exceptions_act =
    R"json({"type": "object", "additionalProperties": false, "required": ["act"],
  "oneOf": [{"required": ["ids"]}, {"required": ["filter"]}], "properties": {
  "ids": {"type": "array", "minItems": 1, "maxItems": )json" +
    at_once + R"json(, "items": {"$ref": "#/components/schemas/Id"}},
  "filter": {"type": "string", "description": "All that it finds in the caller's list; at most )json" +
    grouped(std::to_string(watch::exceptions_found_max)) + R"json(."},
  "state": {"type": "string", "enum": ["warned", "open"], "default": "open", "description": "Of filter."},
  "act": {"type": "string", "enum": ["remind", "reassign", "snooze", "accept"]},
  "to": {"$ref": "#/components/schemas/Id", "description": "Of reassign."},
  "until": {"$ref": "#/components/schemas/Moment", "description": "Of snooze."},
  "reason": {"type": "string", "description": "Of accept: a choice of the exception's reason."},
  "note": {"type": "string", "maxLength": 1000, "description": "Of accept."}}})json";

const std::string exception_bundle =
    R"json({"type": "object", "required": ["count", "stakes", "first"],
  "description": "More than )json" +
    singly +
    R"json( of one guideline by one owner: counted, not listed.", "properties": {
  "count": {"type": "integer"},
  "stakes": {"type": "array", "description": "What is at stake, a sum per currency.",
    "items": {"$ref": "#/components/schemas/Money"}},
  "first": {"$ref": "#/components/schemas/Exception"}}})json";

std::string or_tried(const std::string& answer) {
    return R"({"anyOf":[)" + answer + "," + schema_ref("DeedTried") + "]}";
}

Operation exception_act(const std::string& act, std::string summary, std::string body = {},
                        std::string example = {}) {
    return {.method = "post",
            .path = "/exceptions/{id}/" + act,
            .id = "exceptions." + act,
            .tag = "exceptions",
            .summary = std::move(summary),
            .description = "With dry_run it is only tried, and refused as it would be.",
            .parameters = {dry_run_parameter(), parameter_ref("if_match"),
                           parameter_ref("idempotency_key")},
            .body = std::move(body),
            .body_example = std::move(example),
            .answer = or_tried(schema_or_id("Exception")),
            .answer_headers = {"Vigil-Journal"},
            .problems = {404, 409, 422}};
}

void add_reads(std::vector<Operation>& all) {
    all.push_back(
        {.method = "get",
         .path = "/exceptions",
         .id = "exceptions.list",
         .tag = "exceptions",
         .summary = "List exceptions",
         .description = "Open ones by default, the most overdue first. `warned` answers the "
                        "caller's own alone.",
         .parameters =
             {query_parameter(
                  "state", "Only those in this state.",
                  R"({"type":"string","enum":["warned","open","closed"],"default":"open"})"),
              parameter_ref("filter"), parameter_ref("limit"), parameter_ref("after"),
              parameter_ref("count"),
              query_parameter(
                  "fold",
                  "Answers what more than " + singly +
                      " under one guideline by one owner come to as `bundles`, without listing "
                      "them.",
                  R"({"type":"boolean","default":false})"),
              parameter_ref("accept_language")},
         .answer = schema_ref("ExceptionPage")});
    all.push_back({.method = "get",
                   .path = "/exceptions/{id}",
                   .id = "exceptions.get",
                   .tag = "exceptions",
                   .summary = "Read an exception with its evidence",
                   .parameters = {parameter_ref("accept_language")},
                   .answer = schema_ref("ExceptionDetail"),
                   .problems = {404}});
}

void add_acts(std::vector<Operation>& all) {
    auto remind = exception_act("remind", "Remind the owner");
    remind.answer = or_tried(R"({"allOf":[)" + schema_or_id("Exception") +
                             R"(,{"type":"object","required":["mail"],"properties":{"mail":)" +
                             schema_ref("MailWay") + "}}]}");
    all.push_back(std::move(remind));
    all.push_back(exception_act(
        "reassign", "Give the record to somebody else",
        R"({"type":"object","additionalProperties":false,"required":["to"],"properties":{"to":)" +
            schema_ref("Id") + "}}",
        R"({"to":"7301"})"));
    all.push_back(exception_act(
        "snooze", "Hide it from oneself for a while",
        R"({"type":"object","additionalProperties":false,"required":["until"],"properties":{"until":)" +
            schema_ref("Moment") + "}}",
        R"({"until":"2026-03-02T09:00:00Z"})"));
    all.push_back(exception_act("accept", "Accept it, with a reason", schema_ref("Acceptance"),
                                R"({"reason":"customer_asked","note":"On holiday until Monday"})"));
    all.push_back(
        {.method = "post",
         .path = "/exceptions/bulk",
         .id = "exceptions.bulk",
         .tag = "exceptions",
         .summary = "Do one act on many exceptions: one undo",
         .description = "Up to " + at_once +
                        " at once, all or none. A filter that finds more becomes a job; those that "
                        "refuse are listed in its result.",
         .parameters = {dry_run_parameter(), parameter_ref("idempotency_key")},
         .body = schema_ref("ExceptionsAct"),
         .body_example = R"({"ids":["7301","7302"],"act":"accept","reason":"justified"})",
         .answer = or_tried(schema_ref("BulkDone")),
         .answer_headers = {"Vigil-Journal"},
         .other_status = 202,
         .other_answer = schema_ref("Job"),
         .problems = {404, 409, 429}});
}

}  // namespace

void add_exception_operations(std::vector<Operation>& all) {
    add_reads(all);
    add_acts(all);
}

void write_exception_schemas(JsonWriter& json) {
    write_schemas(json, exception_shapes);
    const NamedSchema counted[] = {{"ExceptionsAct", exceptions_act},
                                   {"ExceptionBundle", exception_bundle}};
    write_schemas(json, counted);
}

}  // namespace vigil::http
