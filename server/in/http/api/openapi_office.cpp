#include "in/http/api/openapi_office.h"

namespace vigil::http {

namespace {

using Operations = std::vector<Operation>;

constexpr NamedSchema office_shapes[] = {
    {"JournalLine",
     R"json({"allOf": [{"$ref": "#/components/schemas/JournalRow"}, {"type": "object",
  "required": ["title", "can_undo", "group", "together"], "properties": {
  "title": {"type": "string", "description": "Of the record, as it is called now."},
  "can_undo": {"type": "boolean", "description": "The caller could take the act back at this moment."},
  "group": {"$ref": "#/components/schemas/Id", "description": "The act it is part of."},
  "together": {"type": "integer", "minimum": 1,
    "description": "How many lines the act has, which are taken back together; not all may be in the caller's sight."},
  "job": {"$ref": "#/components/schemas/Id", "description": "The job that wrote it."}}}]})json"},
    {"JournalPage",
     R"json({"type": "object", "required": ["data", "next", "included"], "properties": {
  "data": {"type": "array", "items": {"$ref": "#/components/schemas/JournalLine"}},
  "next": {"$ref": "#/components/schemas/Cursor"},
  "included": {"$ref": "#/components/schemas/Included"}}})json"},
    {"Company",
     R"json({"type": "object", "required": ["name", "time_zone", "currency", "country", "mails_a_day",
    "digest_every_minutes", "is_demo", "without_rate"],
  "properties": {"name": {"type": "string"}, "time_zone": {"type": "string", "description": "IANA."},
  "currency": {"type": "string", "description": "ISO 4217."},
  "country": {"type": "string", "description": "ISO 3166, two letters; of phone numbers typed without a country."},
  "mails_a_day": {"type": "integer",
    "description": "Single alert mails to one reader a day; the rest stands in his digest."},
  "digest_every_minutes": {"type": "integer", "description": "At which full intervals digests leave."},
  "without_rate": {"type": "array", "items": {"type": "string"},
    "description": "Currencies records hold that have no exchange rate today: such amounts stand in no total."},
  "is_demo": {"type": "boolean"}}})json"},
    {"CompanyPatch",
     R"json({"type": "object", "additionalProperties": false, "description": "Only what changes.",
  "properties": {"name": {"type": "string", "maxLength": 200}, "time_zone": {"type": "string"},
  "currency": {"type": "string"}, "country": {"type": ["string", "null"]},
  "mails_a_day": {"type": "integer", "minimum": 0, "maximum": 50},
  "digest_every_minutes": {"type": "integer", "minimum": 15, "maximum": 1440}}})json"},
    {"HolidayCountries",
     R"json({"type": "object", "required": ["data"], "properties": {"data": {"type": "array",
  "items": {"type": "object", "required": ["code", "name"], "properties": {
  "code": {"type": "string"}, "name": {"type": "string"}}}}}})json"},
    {"Holidays",
     R"json({"type": "object", "required": ["data"], "properties": {"data": {"type": "array",
  "items": {"type": "object", "required": ["day", "name"], "properties": {
  "day": {"type": "string", "format": "date"}, "name": {"type": "string"}}}}}})json"},
    {"HolidaysRead",
     R"json({"type": "object", "required": ["calendar_name", "data", "skipped", "skipped_more"],
  "properties": {"calendar_name": {"type": "string"},
  "data": {"type": "array", "items": {"type": "object", "required": ["day", "name", "is_new"], "properties": {
    "day": {"type": "string", "format": "date"}, "name": {"type": "string"},
    "is_new": {"type": "boolean", "description": "The calendar did not have it."}}}},
  "skipped": {"type": "array", "items": {"type": "object", "required": ["line", "name", "code", "message"],
    "properties": {"line": {"type": "integer"}, "name": {"type": "string"}, "code": {"type": "string"},
    "message": {"type": "string"}}}}, "skipped_more": {"type": "integer"}}})json"},
    {"HandOver", R"json({"type": "object", "additionalProperties": false, "properties": {
  "to": {"description": "Null or left out: round the team.",
    "anyOf": [{"$ref": "#/components/schemas/Id"}, {"type": "null"}]},
  "deactivate": {"type": "boolean", "default": false}}})json"},
    {"HandOverMoves",
     R"json({"type": "object", "required": ["moves"], "properties": {"moves": {"type": "array",
  "items": {"type": "object", "required": ["entity", "count", "filter", "stays"], "properties": {
  "entity": {"type": "string"}, "count": {"type": "integer"},
  "filter": {"type": "string", "description": "Lists exactly these."},
  "stays": {"type": "boolean", "description": "Only named: nobody is there to take it."}}}}}})json"},
    {"PlanSpread",
     R"json({"type": "object", "additionalProperties": false, "required": ["metric", "year"],
  "description": "Of a person or of a team; the year's target or its amount, null to take it away.",
  "properties": {"user": {"$ref": "#/components/schemas/Id"}, "team": {"$ref": "#/components/schemas/Id"},
  "metric": {"type": "string"}, "year": {"type": "integer", "minimum": 1970, "maximum": 9999},
  "target": {"type": ["integer", "null"], "exclusiveMinimum": 0},
  "amount": {"anyOf": [{"$ref": "#/components/schemas/Money"}, {"type": "null"}]}}})json"},
    {"PlansOfYear",
     R"json({"type": "object", "required": ["data"], "properties": {"data": {"type": "array",
  "description": "Of its months, in their order, as GET /plans answers them.", "items": {"type": "object"}}}})json"},
    {"ChoiceMerge",
     R"json({"type": "object", "additionalProperties": false, "required": ["from", "to"],
  "properties": {"from": {"type": "string", "description": "The choice that goes."},
  "to": {"type": "string", "description": "The one its records take."}}})json"},
    {"HouseHealth",
     R"json({"type": "object", "required": ["version", "store", "started_at", "now", "watch", "mail",
    "jobs", "search", "backups", "disk", "money"], "properties": {"version": {"type": "string"},
  "store": {"type": "string", "enum": ["sqlite", "postgres"]},
  "started_at": {"$ref": "#/components/schemas/Moment"}, "now": {"$ref": "#/components/schemas/Moment"},
  "watch": {"type": "object", "required": ["lag_s"], "properties": {"lag_s": {"type": "integer"}}},
  "mail": {"$ref": "#/components/schemas/MailState"},
  "jobs": {"type": "object", "required": ["waiting", "running", "failed"], "properties": {
    "waiting": {"type": "integer"}, "running": {"type": "integer"},
    "failed": {"type": "integer", "description": "Refused for good in the last seven days."}}},
  "search": {"type": "object", "required": ["behind"], "properties": {
    "behind": {"type": "integer", "description": "Journal rows that cannot be found yet."}}},
  "backups": {"type": "object", "required": ["possible", "last_at"], "properties": {
    "possible": {"type": "boolean", "description": "False where there is no folder for them."},
    "last_at": {"description": "When the newest whole one was made; null without one.",
      "anyOf": [{"$ref": "#/components/schemas/Moment"}, {"type": "null"}]}}},
  "money": {"type": "object", "required": ["without_rate"], "properties": {
    "without_rate": {"type": "array", "items": {"type": "string"},
      "description": "Currencies records hold of which no exchange rate is known today."}}},
  "disk": {"type": "object", "required": ["free_bytes"], "properties": {
    "free_bytes": {"type": ["integer", "null"], "description": "Null where the database is elsewhere."}}}}})json"},
    {"Backups",
     R"json({"type": "object", "required": ["data"], "properties": {"data": {"type": "array",
  "items": {"type": "object", "required": ["name", "at", "bytes", "state"], "properties": {
  "name": {"type": "string"}, "at": {"$ref": "#/components/schemas/Moment"}, "bytes": {"type": "integer"},
  "state": {"type": "string", "enum": ["checked", "unfinished"],
    "description": "Unfinished: being made, or broken off."}}}}}})json"},
};

std::string text_parameter(std::string_view name, std::string_view description) {
    return query_parameter(name, description, R"({"type":"string"})");
}

void add_journal(Operations& all) {
    all.push_back(
        {.method = "get",
         .path = "/journal",
         .id = "journal.list",
         .tag = "journal",
         .summary = "List what has happened, newest first",
         .description = "Only of records the caller may see, and fields he may read. A page may be "
                        "short, even empty, and still have a next.",
         .parameters = {text_parameter("entity", "Only of this kind, by its key."),
                        query_parameter("record", "Only of this record.", schema_ref("Id")),
                        query_parameter("actor", "Only what this person did.", schema_ref("Id")),
                        text_parameter("act", "Only these acts: create, update, remove …"),
                        text_parameter("from",
                                       "Recorded since: a moment, or a day where the "
                                       "caller is."),
                        text_parameter("to",
                                       "Recorded before this moment, or until the end of "
                                       "this day."),
                        parameter_ref("limit"), parameter_ref("after")},
         .answer = schema_ref("JournalPage"),
         .problems = {400}});
}

void add_company(Operations& all) {
    all.push_back({.method = "get",
                   .path = "/company",
                   .id = "company.get",
                   .tag = "company",
                   .summary = "Read what is set for the whole company",
                   .answer = schema_ref("Company")});
    all.push_back({.method = "patch",
                   .path = "/company",
                   .id = "company.change",
                   .tag = "company",
                   .summary = "Change what is set for the whole company",
                   .description = "For administrators. Calendars in the time zone the company "
                                  "had, and teams that bear the name it had, go with it.",
                   .body = schema_ref("CompanyPatch"),
                   .body_example = R"({"name":"Example Ltd","country":"DE"})",
                   .answer = schema_ref("Company"),
                   .answer_headers = {"Vigil-Journal"}});
    all.push_back({.method = "post",
                   .path = "/company/clear_demo",
                   .id = "company.clear_demo",
                   .tag = "company",
                   .summary = "Remove what the demo company came with",
                   .description = "For administrators, as a job that can be undone. Who was "
                                  "invited stays, and the caller; guidelines and the model too.",
                   .parameters = {parameter_ref("idempotency_key")},
                   .status = 202,
                   .answer = schema_ref("Job"),
                   .answer_headers = {"Location"},
                   .problems = {409, 429}});
}

void add_calendars(Operations& all) {
    all.push_back({.method = "get",
                   .path = "/holidays/countries",
                   .id = "holidays.countries",
                   .tag = "company",
                   .summary = "List the countries whose days off Vigil knows",
                   .parameters = {parameter_ref("accept_language")},
                   .answer = schema_ref("HolidayCountries")});
    all.push_back(
        {.method = "get",
         .path = "/holidays",
         .id = "holidays.list",
         .tag = "company",
         .summary = "List the days off of a country in a year",
         .parameters =
             {R"({"name":"country","in":"query","required":true,"description":"ISO 3166, two letters.",)"
              R"("schema":{"type":"string"},"example":"DE"})",
              query_parameter("year", "The present one without it.", R"({"type":"integer"})")},
         .answer = schema_ref("Holidays"),
         .problems = {400}});
    all.push_back({.method = "post",
                   .path = "/calendars/{id}/holidays",
                   .id = "calendars.read_holidays",
                   .tag = "company",
                   .summary = "Add the days of an iCalendar file to a calendar",
                   .parameters = {query_parameter("dry_run", "Write nothing, answer what was read.",
                                                  R"({"type":"boolean","default":false})")},
                   .body = R"({"type":"string"})",
                   .body_type = "text/calendar",
                   .answer = schema_ref("HolidaysRead"),
                   .answer_headers = {"Vigil-Journal"},
                   .problems = {404, 413, 415, 422}});
}

void add_people(Operations& all) {
    all.push_back(
        {.method = "post",
         .path = "/users/{id}/hand_over",
         .id = "users.hand_over",
         .tag = "company",
         .summary = "Hand over all that somebody is responsible for",
         .description =
             "Open leads and opportunities, accounts, contacts, planned activities, open "
             "exceptions, forms, records of own entities, and teams where `to` names "
             "somebody. For his managers and administrators; only they deactivate.",
         .parameters = {query_parameter("dry_run", "Write nothing, answer what would move.",
                                        R"({"type":"boolean","default":false})"),
                        parameter_ref("idempotency_key")},
         .body = schema_ref("HandOver"),
         .body_example = R"({"to":"7301","deactivate":true})",
         .status = 202,
         .answer = schema_ref("Job"),
         .answer_headers = {"Location"},
         .other_status = 200,
         .other_answer = schema_ref("HandOverMoves"),
         .problems = {404, 422, 429}});
    all.push_back({.method = "post",
                   .path = "/model/entities/{entity}/fields/{field}/choices/merge",
                   .id = "model.merge_choice",
                   .tag = "model",
                   .summary = "Make two choices of a field one",
                   .description = "A job that can be undone: the one goes, its records take the "
                                  "other. For administrators.",
                   .parameters = {parameter_ref("idempotency_key")},
                   .body = schema_ref("ChoiceMerge"),
                   .body_example = R"({"from":"fair","to":"campaign"})",
                   .status = 202,
                   .answer = schema_ref("Job"),
                   .answer_headers = {"Location"},
                   .problems = {404, 422, 429}});
}

void add_plans(Operations& all) {
    all.push_back(
        {.method = "post",
         .path = "/plans/spread",
         .id = "plans.spread",
         .tag = "metrics",
         .summary = "Spread a year's plan over its months",
         .description = "One act, one undo. The months come to the total exactly: alike, "
                        "or in the proportions that stand where each has a number.",
         .parameters = {parameter_ref("idempotency_key")},
         .body = schema_ref("PlanSpread"),
         .body_example = R"({"user":"1","metric":"contacts_taken","year":2026,"target":120})",
         .answer = schema_ref("PlansOfYear"),
         .answer_headers = {"Vigil-Journal"},
         .problems = {403, 404, 409, 422}});
}

void add_upkeep(Operations& all) {
    all.push_back({.method = "get",
                   .path = "/health",
                   .id = "health.get",
                   .tag = "company",
                   .summary = "Read how the house does",
                   .description = "For administrators.",
                   .answer = schema_ref("HouseHealth")});
    all.push_back({.method = "get",
                   .path = "/backups",
                   .id = "backups.list",
                   .tag = "company",
                   .summary = "List backups, newest first",
                   .description = "For administrators.",
                   .answer = schema_ref("Backups")});
    all.push_back({.method = "get",
                   .path = "/backups/{name}",
                   .id = "backups.download",
                   .tag = "company",
                   .summary = "Download a backup",
                   .description =
                       "For administrators, always as an attachment: the whole database. "
                       "The journal says who took it out.",
                   .answer = R"({"type":"string","contentMediaType":"application/octet-stream"})",
                   .answer_types = {"application/octet-stream"},
                   .problems = {403, 404}});
    all.push_back({.method = "post",
                   .path = "/backups",
                   .id = "backups.create",
                   .tag = "company",
                   .summary = "Make a backup",
                   .description = "For administrators, as a job: written to the folder of backups "
                                  "while everybody works on, and checked.",
                   .parameters = {parameter_ref("idempotency_key")},
                   .status = 202,
                   .answer = schema_ref("Job"),
                   .answer_headers = {"Location"},
                   .problems = {409, 422, 429}});
}

}  // namespace

void add_office_operations(Operations& operations) {
    add_journal(operations);
    add_company(operations);
    add_calendars(operations);
    add_people(operations);
    add_plans(operations);
    add_upkeep(operations);
}

void write_office_schemas(JsonWriter& json) { write_schemas(json, office_shapes); }

}  // namespace vigil::http
