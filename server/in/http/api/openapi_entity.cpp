#include "in/http/api/openapi_entity.h"

#include "in/http/api/openapi_schemas.h"

namespace vigil::http {

namespace {

using Texts = std::vector<std::string>;

std::string small(std::string_view label) {
    std::string text(label);
    const bool is_word = text.size() > 1 && !(text[1] >= 'A' && text[1] <= 'Z');
    if (is_word && text[0] >= 'A' && text[0] <= 'Z') text[0] = char(text[0] - 'A' + 'a');
    return text;
}

// The calls of one entity, in the order of api.md.
// What log_call tells beside the record.
constexpr std::string_view call_logged =
    R"json({"type":"object","required":["next_step"],"properties":{"next_step":{
  "description":"What follows by the company's call rules; null where nothing does.",
  "anyOf":[{"type":"null"},{"type":"object","required":["entity","id","subject","due_at","owner"],"properties":{
  "entity":{"type":"string","enum":["activity","opportunity_step"]},"id":{"$ref":"#/components/schemas/Id"},
  "subject":{"type":"string"},"due_at":{"$ref":"#/components/schemas/Moment"},
  "owner":{"$ref":"#/components/schemas/PersonOrNone"}}}]}}})json";

class EntityCalls {
  public:
    EntityCalls(std::vector<Operation>& operations, const EntityDef& entity)
        : operations_(operations),
          entity_(entity),
          name_(schema_name(entity)),
          one_(small(entity.label.in("en"))),
          many_(small(entity.label_plural.in("en"))) {
        if (one_.empty()) one_ = entity.key;
        if (many_.empty()) many_ = entity.plural;
    }

    void add() {
        list();
        if (anyone_may_create(entity_)) create();
        get();
        if (anyone_may_change(entity_)) {
            patch();
            bulk();
            for (const auto& act : entity_.acts) this->act(act);
        }
        if (anyone_may_remove(entity_)) remove();
        history();
        exported();
    }

  private:
    Operation& add(std::string method, std::string_view path, std::string_view verb,
                   std::string summary) {
        Operation& operation = operations_.emplace_back();
        operation.method = std::move(method);
        operation.path = "/" + entity_.plural + std::string(path);
        operation.id = entity_.plural + "." + std::string(verb);
        operation.tag = entity_.plural;
        operation.summary = std::move(summary);
        operation.problems = {404};
        return operation;
    }
    Texts keys(bool links_only) const {
        Texts keys;
        for (const auto& field : entity_.fields)
            if (is_public(field) && (!links_only || field.kind == FieldKind::link))
                keys.push_back(field.key);
        if (links_only) keys.push_back("*");
        return keys;
    }
    std::string fields_parameter(
        std::string_view about = "Answer only these; id and version always.") const {
        return query_parameter("fields", about, keys_schema(keys(false)));
    }
    std::string or_preview(const std::string& answer) const {
        return "{\"anyOf\":[" + answer + "," + schema_ref(name_ + "Preview") + "]}";
    }
    std::string include_parameter() const {
        return query_parameter("include",
                               "Name the records that these links point to, under `included`; * "
                               "stands for all links.",
                               keys_schema(keys(true)));
    }

    void list();
    void create();
    void get();
    void patch();
    void bulk();
    void act(const ActDef& act);
    void remove();
    void history();
    void exported();
    std::string bulk_schema() const;

    std::vector<Operation>& operations_;
    const EntityDef& entity_;
    std::string name_, one_, many_;
};

void EntityCalls::list() {
    auto& call = add("get", "", "list", "List " + many_);
    for (const char* name : {"filter", "sort", "limit", "after", "count"})
        call.parameters.push_back(parameter_ref(name));
    call.parameters.push_back(fields_parameter());
    call.parameters.push_back(include_parameter());
    call.parameters.push_back(parameter_ref("on_behalf_of"));
    call.parameters.push_back(query_parameter("removed",
                                              "What is in the recycle bin instead; a row then says "
                                              "who put it there, as removed_by.",
                                              R"({"type":"boolean","default":false})"));
    call.parameters.push_back(
        query_parameter("pulse",
                        "Tell of each record, under `pulse`, when it was last "
                        "touched, what comes next, and which promise runs. That it is about to "
                        "break is told to its owner and who enters for him; to others it runs.",
                        R"({"type":"boolean","default":false})"));
    call.parameters.push_back(
        query_parameter("may", "Tell of each record, under `may`, what the caller may do with it.",
                        R"({"type":"boolean","default":false})"));
    call.answer = schema_ref(name_ + "Page");
}

void EntityCalls::create() {
    auto& call = add("post", "", "create", "Create " + one_);
    call.description =
        "With dry_run it is only tried: derived values, duplicates and guidelines that would "
        "start.";
    call.parameters = {dry_run_parameter(), parameter_ref("idempotency_key"),
                       parameter_ref("on_behalf_of")};
    call.body = schema_ref(name_ + "Create");
    call.status = 201;
    call.answer = schema_or_id(name_);
    call.answer_headers = {"Location", "ETag", "Vigil-Journal"};
    call.other_status = 200;
    call.other_answer = schema_ref(name_ + "Preview");
    call.problems = {404, 409};
}

void EntityCalls::get() {
    auto& call = add("get", "/{id}", "get", "Read " + one_);
    call.parameters = {fields_parameter(), include_parameter()};
    call.answer = schema_ref(name_);
    call.answer_headers = {"ETag"};
}

void EntityCalls::patch() {
    auto& call = add("patch", "/{id}", "change", "Change " + one_);
    call.parameters = {dry_run_parameter(), parameter_ref("if_match"),
                       parameter_ref("idempotency_key"), parameter_ref("on_behalf_of")};
    call.body = schema_ref(name_ + "Patch");
    call.answer = or_preview(schema_or_id(name_));
    call.answer_headers = {"ETag", "Vigil-Journal"};
    call.problems = {404, 409};
}

void EntityCalls::remove() {
    auto& call = add("delete", "/{id}", "remove", "Put " + one_ + " into the recycle bin");
    call.parameters = {dry_run_parameter(), parameter_ref("if_match"),
                       parameter_ref("idempotency_key"), parameter_ref("on_behalf_of")};
    call.status = 204;
    call.answer_headers = {"Vigil-Journal"};
    call.other_status = 200;
    call.other_answer = schema_ref(name_ + "Preview");
    call.problems = {404, 409};
    auto& restored =
        add("post", "/{id}/restore", "restore", "Take " + one_ + " out of the recycle bin");
    restored.parameters = {dry_run_parameter(), parameter_ref("if_match"),
                           parameter_ref("idempotency_key"), parameter_ref("on_behalf_of")};
    restored.answer = or_preview(schema_ref(name_));
    restored.answer_headers = {"ETag", "Vigil-Journal"};
    restored.problems = {404, 409};
}

void EntityCalls::act(const ActDef& act) {
    auto label = act.label.in("en");
    auto& call = add("post", "/{id}/" + act.key, act.key,
                     std::string(label.empty() ? std::string_view(act.key) : label));
    call.description =
        "Where it moves the record out of the caller's sight, the answer holds only what he may "
        "still see. With dry_run it is only tried: the record as it would be, what else would be "
        "made or changed, and what would become of promises; it is refused as the act would be.";
    call.parameters = {dry_run_parameter(), parameter_ref("if_match"),
                       parameter_ref("idempotency_key"), parameter_ref("on_behalf_of")};
    if (!act.fields.empty()) call.body = act_schema(act);
    call.answer = schema_or_id(name_);
    if (act.key == "log_call")
        call.answer = "{\"allOf\":[" + call.answer + "," + std::string(call_logged) + "]}";
    call.answer = or_preview(call.answer);
    call.answer_headers = {"ETag", "Vigil-Journal"};
    call.problems = {404, 409, 422};
}

std::string EntityCalls::bulk_schema() const {
    std::string out;
    JsonWriter json(out);
    json.begin_object().key("type").string("object").key("additionalProperties").boolean(false);
    json.key("description")
        .string(
            "Which records: either ids or filter, which finds of what is to be restored what is in "
            "the recycle "
            "bin. What is done: either change or act.");
    json.key("properties").begin_object();
    json.key("ids").begin_object().key("type").string("array").key("minItems").integer(1);
    json.key("items").raw(schema_ref("Id")).end_object();
    json.key("filter").raw(R"({"type":"string","description":"In the condition language."})");
    json.key("change").raw(schema_ref(name_ + "Patch"));
    const bool removable = anyone_may_remove(entity_);
    if (removable || !entity_.acts.empty()) {
        json.key("act").begin_object().key("type").string("string").key("enum").begin_array();
        if (removable) json.string("remove").string("restore");
        for (const auto& act : entity_.acts) json.string(act.key);
        json.end_array().end_object();
        json.key("input").raw(R"({"type":"object","description":"The body of the act."})");
    }
    json.end_object().end_object();
    return out;
}

void EntityCalls::bulk() {
    auto& call = add("post", "/bulk", "bulk", "Change many " + many_ + " at once");
    call.description =
        "Up to 500 records: at once, all or none, one undo by the journal. More: in the "
        "background, one "
        "undo of the job; records that refuse are counted and listed in its result. With dry_run "
        "each record is tried by itself, at most 10,000.";
    call.parameters = {dry_run_parameter(), parameter_ref("idempotency_key"),
                       parameter_ref("on_behalf_of")};
    call.body = bulk_schema();
    call.answer = "{\"anyOf\":[" + schema_ref("BulkDone") + "," + schema_ref("BulkTried") + "]}";
    call.answer_headers = {"Vigil-Journal"};
    call.other_status = 202;
    call.other_answer = schema_ref("Job");
    call.problems = {404, 409, 429};
}

void EntityCalls::history() {
    auto& timeline = add("get", "/{id}/timeline", "timeline",
                         "What has happened to " + one_ + " and its activities, newest first");
    timeline.parameters = {parameter_ref("limit"), parameter_ref("after")};
    timeline.answer = schema_ref("Timeline");
    auto& exceptions =
        add("get", "/{id}/exceptions", "exceptions", "Exceptions of " + one_ + ", newest first");
    exceptions.parameters = {parameter_ref("limit"), parameter_ref("after")};
    exceptions.answer = schema_ref("ExceptionPage");
}

void EntityCalls::exported() {
    auto& call = add("get", "/export", "export", "Export " + many_ + " as a table");
    call.description =
        "The whole list as it is at one instant. In CSV a text that a spreadsheet would take for a "
        "formula has an apostrophe in front, which the import takes off again. Without fields: all "
        "but "
        "id, version and the like.";
    call.parameters = {
        parameter_ref("filter"),
        parameter_ref("sort"),
        fields_parameter("These columns, in this order."),
        query_parameter("format", "Kind of file.",
                        R"({"type":"string","enum":["csv","xlsx"],"default":"csv"})"),
        query_parameter("header", "Columns and choices by their labels or by their keys.",
                        R"({"type":"string","enum":["labels","keys"],"default":"labels"})"),
        query_parameter("links", "Linked records by name or by id.",
                        R"({"type":"string","enum":["names","ids"],"default":"names"})"),
        parameter_ref("accept_language")};
    call.problems = {403, 404, 422};
    call.answer = R"({"type":"string"})";
    call.answer_types = {"text/csv",
                         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"};
}

}  // namespace

bool has_generic_calls(const EntityDef& entity) {
    return !entity.system && !entity.hidden && entity.key != "exception" &&
           entity.key != "guideline";
}

void add_entity_operations(std::vector<Operation>& operations, const EntityDef& entity) {
    EntityCalls(operations, entity).add();
}

}  // namespace vigil::http
