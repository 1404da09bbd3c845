#include "in/http/api/openapi_numbers.h"

namespace vigil::http {

namespace {

constexpr NamedSchema number_shapes[] = {
    {"ModelMetric",
     R"json({"type": "object", "description": "A number that is shown somewhere: which records it counts.",
  "required": ["key", "label", "entity", "where", "at", "whose", "sum", "weigh", "plan", "incidental",
    "controlled_by", "enforced_by"],
  "properties": {"key": {"type": "string"}, "label": {"type": "string"}, "help": {"type": "string"},
  "entity": {"type": "string"}, "where": {"type": "string", "description": "A condition; empty = all."},
  "at": {"type": ["string", "null"], "description": "The field that says when a record counts."},
  "whose": {"type": ["string", "null"], "description": "The field that says for whom it counts."},
  "sum": {"type": ["string", "null"], "description": "The field that is summed up."},
  "weigh": {"type": ["string", "null"], "description": "The field of per cents that weighs the sum."},
  "plan": {"type": "boolean", "description": "People may be given a plan of it."},
  "incidental": {"type": "boolean", "description": "A count of activity that proves nothing by itself."},
  "controlled_by": {"type": "string", "description": "The role whose work changes it; may be empty."},
  "enforced_by": {"type": "array", "items": {"type": "string"}, "description": "Keys of guidelines."}}})json"},
    {"Metrics",
     R"json({"type": "array", "items": {"$ref": "#/components/schemas/ModelMetric"}})json"},
    {"Amounts",
     R"json({"type": "array", "description": "One per currency.",
  "items": {"$ref": "#/components/schemas/Money"}})json"},
    {"Aim",
     R"json({"type": "object", "required": ["target", "done", "left", "expected", "pace"], "properties": {
  "target": {"type": "integer"}, "done": {"type": "integer"}, "left": {"type": "integer"},
  "expected": {"type": "number", "description": "What would be done by now at an even pace over working time."},
  "pace": {"$ref": "#/components/schemas/Pace"}}})json"},
    {"AimOfMoney",
     R"json({"type": "object", "required": ["currency", "target", "done", "left", "expected", "pace"],
  "description": "Amounts in this currency.", "properties": {
  "currency": {"type": "string"}, "target": {"type": "string"}, "done": {"type": "string"},
  "left": {"type": "string"}, "expected": {"type": "string"}, "pace": {"$ref": "#/components/schemas/Pace"}}})json"},
    {"Pace",
     R"json({"type": "string", "enum": ["reached", "ahead", "on_pace", "behind"],
  "description": "On pace within two per cent of the target, of whole things also within less than one."})json"},
    {"PlanState",
     R"json({"description": "How the plan stands; null where there is none or none in sight.",
  "anyOf": [{"type": "null"}, {"type": "object", "required": ["count", "sums", "total", "without_rate"], "properties": {
  "count": {"anyOf": [{"$ref": "#/components/schemas/Aim"}, {"type": "null"}]},
  "sums": {"type": "array", "description":
    "One per currency aimed at. One alone: what came in in others counts converted. Several: each against its own.",
    "items": {"$ref": "#/components/schemas/AimOfMoney"}},
  "total": {"description":
    "All in the company's currency, aims by today's rates; null where no money is aimed at or a currency has no rate.",
    "anyOf": [{"$ref": "#/components/schemas/AimOfMoney"}, {"type": "null"}]},
  "without_rate": {"$ref": "#/components/schemas/WithoutRate"}}}]})json"},
    {"WithoutRate",
     R"json({"type": "array", "items": {"type": "string"},
  "description": "Currencies among them of which no exchange rate is known: why a total is null."})json"},
    {"InOne",
     R"json({"description":
    "In the company's currency: what has happened by the rate of its day, else by today's. Null where one has none.",
  "anyOf": [{"$ref": "#/components/schemas/Money"}, {"type": "null"}]})json"},
    {"Figure",
     R"json({"type": "object", "required": ["count", "filter", "plan"], "properties": {
  "count": {"type": "integer"},
  "sum": {"type": "integer", "description": "Where plain numbers are summed up."},
  "sums": {"$ref": "#/components/schemas/Amounts"}, "weighted": {"$ref": "#/components/schemas/Amounts"},
  "total": {"$ref": "#/components/schemas/InOne"}, "weighted_total": {"$ref": "#/components/schemas/InOne"},
  "without_rate": {"$ref": "#/components/schemas/WithoutRate"},
  "filter": {"type": "string", "description": "Lists exactly these records, asked by the same person."},
  "plan": {"$ref": "#/components/schemas/PlanState"}}})json"},
    {"FigurePart",
     R"json({"description": "A figure, with the value of each field of `by` under that field's key.", "allOf": [
  {"$ref": "#/components/schemas/Figure"}, {"type": "object", "additionalProperties": true, "properties": {
  "period": {"type": "string", "format": "date",
    "description": "First day of the period, where `over` is asked."}}}]})json"},
    {"Number",
     R"json({"type": "object", "required": ["metric", "label", "entity", "by", "over", "from", "to", "time_zone",
    "total", "parts", "included"], "properties": {
  "metric": {"type": "string"}, "label": {"type": "string"}, "entity": {"type": "string"},
  "by": {"type": "array", "items": {"type": "string"}}, "over": {"type": ["string", "null"]},
  "from": {"type": ["string", "null"], "format": "date"}, "to": {"type": ["string", "null"], "format": "date"},
  "time_zone": {"type": "string"}, "total": {"$ref": "#/components/schemas/Figure"},
  "parts": {"type": "array", "items": {"$ref": "#/components/schemas/FigurePart"}},
  "included": {"$ref": "#/components/schemas/Included"}}})json"},
    {"Numbers", R"json({"type": "object", "required": ["data"], "properties": {
  "data": {"type": "array", "items": {"$ref": "#/components/schemas/Number"}}}})json"},
    {"ForecastCell",
     R"json({"type": "object", "required": ["count", "filter"], "properties": {
  "count": {"type": "integer"}, "filter": {"type": "string", "description": "Lists these opportunities."}}})json"},
    {"ForecastLine",
     R"json({"type": "object",
    "required": ["currency", "plan", "won", "commit", "best", "pipeline", "gap"], "properties": {
    "currency": {"type": "string"}, "plan": {"type": ["string", "null"]}, "won": {"type": "string"},
    "commit": {"type": "string"}, "best": {"type": "string"}, "pipeline": {"type": "string"},
    "gap": {"type": ["string", "null"], "description": "plan - won - commit; below zero when it is more."}}})json"},
    {"ForecastFigures",
     R"json({"type": "object", "required": ["lines", "total", "without_rate", "won", "commit", "best", "pipeline"],
  "properties": {
  "lines": {"type": "array", "items": {"$ref": "#/components/schemas/ForecastLine"}},
  "total": {"description":
    "All in the company's currency: won by the rates of their days, the rest by today's; null where one has none.",
    "anyOf": [{"$ref": "#/components/schemas/ForecastLine"}, {"type": "null"}]},
  "without_rate": {"$ref": "#/components/schemas/WithoutRate"},
  "won": {"$ref": "#/components/schemas/ForecastCell"}, "commit": {"$ref": "#/components/schemas/ForecastCell"},
  "best": {"$ref": "#/components/schemas/ForecastCell"},
  "pipeline": {"$ref": "#/components/schemas/ForecastCell"}}})json"},
    {"Forecast",
     R"json({"type": "object", "required": ["from", "to", "time_zone", "total", "parts", "included"], "properties": {
  "from": {"type": "string", "format": "date"}, "to": {"type": "string", "format": "date"},
  "time_zone": {"type": "string"}, "total": {"$ref": "#/components/schemas/ForecastFigures"},
  "parts": {"type": "array", "items": {"allOf": [{"$ref": "#/components/schemas/ForecastFigures"},
    {"type": "object", "required": ["who", "period"], "properties": {
    "who": {"type": ["string", "null"], "description": "Person or team, as `by` asks."},
    "period": {"type": "string", "format": "date"}}}]}},
  "included": {"$ref": "#/components/schemas/Included"}}})json"},
    {"Total",
     R"json({"type": "object", "required": ["count", "sums", "total", "without_rate"], "properties": {
  "count": {"type": "integer"}, "sums": {"$ref": "#/components/schemas/Amounts"},
  "total": {"$ref": "#/components/schemas/InOne"},
  "without_rate": {"$ref": "#/components/schemas/WithoutRate"}}})json"},
    {"Move",
     R"json({"type": "string", "enum": ["opened", "moved_in", "raised", "lowered", "won", "lost", "moved_out",
    "removed"]})json"},
    {"Movements",
     R"json({"type": "object", "description": "begins and all moves with their signs come to ends, in each currency.",
  "required": ["since", "from", "to", "time_zone", "complete", "filter", "begins", "ends", "moves", "records",
    "included"],
  "properties": {"since": {"$ref": "#/components/schemas/Moment"}, "from": {"type": "string", "format": "date"},
  "to": {"type": "string", "format": "date"}, "time_zone": {"type": "string"},
  "complete": {"type": "boolean", "description": "False: more has happened than is looked at in one go."},
  "filter": {"type": "string", "description": "Lists what is open now."},
  "begins": {"$ref": "#/components/schemas/Total"}, "ends": {"$ref": "#/components/schemas/Total"},
  "moves": {"type": "array", "items": {"type": "object", "required": ["move", "sign", "total", "parts"],
    "properties": {"move": {"$ref": "#/components/schemas/Move"}, "sign": {"type": "integer", "enum": [1, -1]},
    "total": {"$ref": "#/components/schemas/Total"}, "parts": {"type": "array", "items": {"type": "object",
      "required": ["owner", "total"], "properties": {"owner": {"type": ["string", "null"]},
      "total": {"$ref": "#/components/schemas/Total"}}}}}}},
  "records": {"type": "array", "description": "At most 500.", "items": {"type": "object",
    "required": ["id", "title", "move", "owner"], "properties": {"id": {"$ref": "#/components/schemas/Id"},
    "title": {"type": "string"}, "move": {"$ref": "#/components/schemas/Move"},
    "owner": {"type": ["string", "null"]},
    "amount": {"$ref": "#/components/schemas/MoneyOrNone"},
    "amount_before": {"$ref": "#/components/schemas/MoneyOrNone"},
    "amount_now": {"$ref": "#/components/schemas/MoneyOrNone"},
    "close_date_before": {"type": ["string", "null"], "format": "date"},
    "close_date_now": {"type": ["string", "null"], "format": "date"}}}},
  "included": {"$ref": "#/components/schemas/Included"}}})json"},
    {"MoneyOrNone",
     R"json({"anyOf": [{"$ref": "#/components/schemas/Money"}, {"type": "null"}]})json"},
};

constexpr std::string_view day_schema = R"({"type":"string","format":"date"})";

std::string day_parameter(std::string_view name, std::string_view description) {
    return query_parameter(name, description, day_schema);
}

std::string whose_parameter() {
    return query_parameter("whose",
                           "Only of one: me, a person's id, a team's id (with those below it).",
                           R"({"type":"string"})");
}

std::string over_parameter(std::string_view periods) {
    return query_parameter("over", "Parts by these periods, where the caller is.",
                           R"({"type":"string","enum":[)" + std::string(periods) + "]}");
}

std::vector<std::string> ask_parameters() {
    return {query_parameter("by", "At most two fields of choice, link or yes and no; or `team`.",
                            R"({"type":"string","examples":["owner","team,stage"]})"),
            over_parameter(R"("day","week","month","quarter","year")"),
            day_parameter("from", "First day."),
            day_parameter("to", "Last day."),
            whose_parameter(),
            query_parameter("filter", "A further condition.", R"({"type":"string"})"),
            query_parameter("plan", "With targets and pace; over month, quarter or year.",
                            R"({"type":"boolean","default":false})"),
            parameter_ref("accept_language")};
}

Operation ask_for_several() {
    auto parameters = ask_parameters();
    parameters.insert(
        parameters.begin(),
        R"({"name":"keys","in":"query","required":true,"style":"form","explode":false,)"
        R"("description":"Keys of metrics, at most 20.","schema":{"type":"array","minItems":1,)"
        R"("maxItems":20,"items":{"type":"string"}},"example":["opportunities_won","open_pipeline"]})");
    return {.method = "get",
            .path = "/metrics",
            .id = "metrics.list",
            .tag = "metrics",
            .summary = "Ask for several numbers at once",
            .description =
                "In the order of `keys`, each as it is answered alone; what one of them "
                "is refused for, all are.",
            .parameters = std::move(parameters),
            .answer = schema_ref("Numbers"),
            .problems = {400, 403, 404, 422}};
}

}  // namespace

void add_number_operations(std::vector<Operation>& all) {
    all.push_back({.method = "get",
                   .path = "/metrics/{key}",
                   .id = "metrics.get",
                   .tag = "metrics",
                   .summary = "Ask for a number, its parts, and the filter behind each",
                   .description =
                       "Which there are stands in the model. Only of what the caller may see, in "
                       "his time zone, "
                       "money per currency and in the company's. With `over`, from and to are "
                       "widened to whole "
                       "periods; without any "
                       "of the three it is the whole time, with `over` alone the present period.",
                   .parameters = ask_parameters(),
                   .answer = schema_ref("Number"),
                   .problems = {400, 403, 404, 422}});
    all.push_back(ask_for_several());
    all.push_back(
        {.method = "get",
         .path = "/forecast",
         .id = "forecast.get",
         .tag = "metrics",
         .summary = "Ask for the forecast: won, commit, best, plan and gap",
         .description = "Won counts by when it was won, what is open by its close date.",
         .parameters = {query_parameter("by", "Rows of people or teams.",
                                        R"({"type":"string","enum":["owner","team"]})"),
                        over_parameter(R"("month","quarter","year")"),
                        day_parameter("from", "First day; the present period without it."),
                        day_parameter("to", "Last day."), whose_parameter()},
         .answer = schema_ref("Forecast"),
         .problems = {400, 403, 404, 422}});
    all.push_back(
        {.method = "get",
         .path = "/forecast/movements",
         .id = "forecast.movements",
         .tag = "metrics",
         .summary = "Ask what has changed in the forecast since a moment",
         .description = "Out of the journal. Whose they are is as it is now.",
         .parameters = {query_parameter("since", "As it was recorded; Monday's begin without it.",
                                        schema_ref("Moment")),
                        day_parameter("from", "First close date; of the present month without it."),
                        day_parameter("to", "Last close date."), whose_parameter()},
         .answer = schema_ref("Movements"),
         .problems = {400, 403, 404, 422}});
}

void write_number_schemas(JsonWriter& json) { write_schemas(json, number_shapes); }

}  // namespace vigil::http
