#include "in/http/api/openapi_schemas.h"

#include <algorithm>

#include "in/http/api/openapi_operation.h"
#include "model/write_json.h"

namespace vigil::http {

namespace {

// What a value stands in: an answer, a new record or act, a change.
enum class Use { read, make, change };

constexpr std::string_view language = "en";

std::string_view label_of(const FieldDef& field) {
    const auto text = field.label.in(language);
    return text.empty() ? std::string_view(field.key) : text;
}

std::string article(std::string_view noun) {
    return std::string_view("aeio").find(noun.front()) == std::string_view::npos ? "a " : "an ";
}

std::string description_of(const FieldDef& field, Use use) {
    std::string text;
    const auto add = [&](std::string_view sentence) {
        if (!text.empty() && !sentence.empty()) text += ' ';
        text += sentence;
    };
    add(field.help.in(language));
    add(field.used_for.in(language));
    if (field.kind == FieldKind::link) add("Id of " + article(field.link) + field.link + ".");
    if (use != Use::read && !field.required_when.empty())
        add("Needed where " + field.required_when + ".");
    if (field.question > 0) add("Qualifying question " + std::to_string(field.question) + ".");
    if (use == Use::read && field.personal)
        add("A role that may not see personal data gets \"•••\".");
    return text;
}

bool is_always_there(const FieldDef& field) {
    return field.base && field.key != "created_by" && field.key != "removed_at";
}

bool may_be_null(const FieldDef& field, Use use) {
    // Old records may lack what has become required since.
    return use == Use::read ? !is_always_there(field) : !field.required;
}

std::vector<std::string_view> types_of(const FieldDef& field, Use use) {
    switch (field.kind) {
        case FieldKind::integer:
            return {field.base && field.key == "id" ? "string" : "integer"};
        case FieldKind::decimal:
            if (use == Use::read) return {"number"};
            return {"number", "string"};
        case FieldKind::boolean:
            return {"boolean"};
        default:
            return {"string"};
    }
}

void write_type(JsonWriter& json, const FieldDef& field, Use use) {
    auto types = types_of(field, use);
    const bool masked = use == Use::read && field.personal;
    if (masked && std::ranges::find(types, "string") == types.end()) types.push_back("string");
    if (may_be_null(field, use)) types.push_back("null");
    json.key("type");
    if (types.size() == 1) {
        json.string(types.front());
        return;
    }
    json.begin_array();
    for (const auto type : types) json.string(type);
    json.end_array();
}

void write_format(JsonWriter& json, const FieldDef& field, Use use) {
    const bool masked = use == Use::read && field.personal;
    if (masked) return;
    switch (field.kind) {
        case FieldKind::email:
            json.key("format").string("email");
            break;
        case FieldKind::day:
            json.key("format").string("date");
            break;
        case FieldKind::moment:
            json.key("format").string("date-time");
            break;
        case FieldKind::link:
            json.key("pattern").string("^[1-9][0-9]{0,18}$");
            break;
        case FieldKind::integer:
            if (field.base && field.key == "id")
                json.key("pattern").string("^[1-9][0-9]{0,18}$");
            else
                json.key("format").string("int64");
            break;
        default:
            break;
    }
}

void write_max_length(JsonWriter& json, const FieldDef& field) {
    constexpr FieldKind texts[] = {FieldKind::text, FieldKind::long_text, FieldKind::email,
                                   FieldKind::phone, FieldKind::url};
    if (std::ranges::find(texts, field.kind) != std::end(texts))
        json.key("maxLength").integer(field.max_length);
}

void write_bounds(JsonWriter& json, const FieldDef& field) {
    if (field.kind != FieldKind::integer) return;
    if (field.at_least) json.key("minimum").integer(*field.at_least);
    if (field.at_most) json.key("maximum").integer(*field.at_most);
}

void write_choices(JsonWriter& json, const FieldDef& field, Use use) {
    if (field.choices.empty()) return;
    json.key("enum").begin_array();
    for (const auto& choice : field.choices)  // a record may still have one that has been removed
        if (use == Use::read || !choice.hidden) json.string(choice.key);
    const bool masked = use == Use::read && field.personal;
    if (masked) json.string("•••");
    if (may_be_null(field, use)) json.null();
    json.end_array();
}

void write_money(JsonWriter& json, const FieldDef& field, Use use) {
    const bool masked = use == Use::read && field.personal;
    if (!may_be_null(field, use) && !masked) {
        json.key("$ref").string("#/components/schemas/Money");
        return;
    }
    json.key("anyOf").begin_array().raw(schema_ref("Money"));
    if (masked) json.raw(R"({"type":"string"})");
    if (may_be_null(field, use)) json.raw(R"({"type":"null"})");
    json.end_array();
}

void write_field(JsonWriter& json, const FieldDef& field, Use use) {
    json.key(field.key).begin_object();
    if (field.kind == FieldKind::money) {
        write_money(json, field, use);
    } else if (field.kind != FieldKind::json) {  // structured values are of any type
        write_type(json, field, use);
        write_format(json, field, use);
    }
    if (field.kind == FieldKind::choice) write_choices(json, field, use);
    if (use != Use::read) {
        write_max_length(json, field);
        write_bounds(json, field);
    }
    json.key("title").string(label_of(field));
    if (const auto text = description_of(field, use); !text.empty())
        json.key("description").string(text);
    if (use == Use::read && (field.base || field.read_only)) json.key("readOnly").boolean(true);
    if (use == Use::make && field.default_value) {
        std::string value;
        write_json(value, field, *field.default_value);
        json.key("default").raw(value);
    }
    json.end_object();
}

bool is_writable(const FieldDef& field) {
    return is_public(field) && !field.base && !field.read_only;
}

// A field that any role sees masked is like one of personal data: its value may be "•••".
FieldDef as_read(const EntityDef& entity, const FieldDef& field) {
    FieldDef read = field;
    for (const auto& [role, rights] : entity.rights)
        read.personal |= rights.of(field) == Right::masked;
    return read;
}

void write_read_properties(JsonWriter& json, const EntityDef& entity, bool with_base) {
    json.key("properties").begin_object();
    for (const auto& field : entity.fields)
        if (is_public(field) && (with_base || !field.base))
            write_field(json, as_read(entity, field), Use::read);
    if (with_base) json.key("included").raw(schema_ref("Included"));
    if (with_base) json.key("may").raw(schema_ref("MayDo"));
    json.end_object();
}

void write_writable(JsonWriter& json, const std::vector<FieldDef>& fields, Use use) {
    json.begin_object().key("type").string("object").key("additionalProperties").boolean(false);
    std::vector<std::string_view> required;
    json.key("properties").begin_object();
    for (const auto& field : fields) {
        if (!is_writable(field)) continue;
        write_field(json, field, use);
        if (use == Use::make && field.required && !field.default_value)
            required.push_back(field.key);
    }
    json.end_object();
    if (!required.empty()) {
        json.key("required").begin_array();
        for (const auto key : required) json.string(key);
        json.end_array();
    }
}

void write_record_schema(JsonWriter& json, const EntityDef& entity) {
    json.begin_object().key("type").string("object").key("title").string(entity.label.in(language));
    json.key("description")
        .string(
            "One record. Fields that the caller may not see are absent, and so is what `fields` "
            "does "
            "not name.");
    json.key("required").raw(R"(["id","version"])");
    write_read_properties(json, entity, true);
    json.end_object();
}

void write_page(JsonWriter& json, const std::string& name) {
    json.begin_object().key("type").string("object").key("required").raw(R"(["data","next"])");
    json.key("properties").begin_object();
    json.key("data").begin_object().key("type").string("array");
    json.key("items").raw(schema_ref(name)).end_object();
    json.key("next").raw(schema_ref("Cursor")).key("count").raw(schema_ref("Count"));
    json.key("included").raw(schema_ref("Included"));
    json.key("pulse").raw(schema_ref("Pulses"));
    json.key("may").raw(schema_ref("MayDoById"));
    json.end_object().end_object();
}

void write_create(JsonWriter& json, const EntityDef& entity) {
    write_writable(json, entity.fields, Use::make);
    std::string text;
    for (const auto& group : entity.one_of) {
        text += text.empty() ? "At least one of these is filled: " : " And one of these: ";
        for (std::size_t i = 0; i < group.size(); ++i) text += (i ? ", " : "") + group[i];
        text += '.';
    }
    if (!text.empty()) json.key("description").string(text);
    json.end_object();
}

std::string list_of(std::string_view schema, std::string_view about) {
    return R"({"type":"array","description":")" + std::string(about) + R"(","items":)" +
           schema_ref(schema) + "}";
}

void write_preview(JsonWriter& json, const EntityDef& entity, const std::string& name) {
    json.begin_object().key("type").string("object");
    json.key("description").string("What the deed would give; nothing has been written.");
    json.key("required")
        .raw(
            R"(["record","created","changed","guidelines","met","ended","duplicates","known_to"])");
    json.key("properties").begin_object();
    json.key("record")
        .begin_object()
        .key("description")
        .string(
            "The values with those that follow from others; null where the caller would no longer "
            "see "
            "it.");
    json.key("anyOf").begin_array().raw(R"({"type":"null"})").begin_object();
    json.key("type").string("object");
    write_read_properties(json, entity, false);
    json.end_object().end_array().end_object();
    json.key("created").raw(list_of("PreviewMade", "Further records it would make."));
    json.key("changed").raw(list_of("PreviewChanged", "Further records it would change."));
    json.key("duplicates").begin_object().key("type").string("array").key("description");
    json.string("Records within the caller's sight that share an e-mail, phone or other key.");
    json.key("items").raw(schema_ref(name)).end_object();
    json.key("guidelines").raw(list_of("PreviewPromise", "Promises that would start to run."));
    json.key("met").raw(list_of("PreviewPromise", "Promises that would be kept."));
    json.key("ended").raw(list_of("PreviewPromise", "Promises that would no longer apply."));
    json.key("known_to").begin_object().key("type").string("array").key("description");
    json.string(
        "Records out of the caller's sight that share an e-mail or phone, and the account of that "
        "company.");
    json.key("items").raw(schema_ref("PreviewKnown")).end_object();
    json.key("answer").raw(
        R"({"type":"object","description":"What an act tells beside the record."})");
    json.end_object().end_object();
}

bool anyone(const EntityDef& entity, auto allows) {
    return entity.rights.empty() || std::ranges::any_of(entity.rights, [&](const auto& role) {
               return allows(role.second);
           });
}

}  // namespace

std::string schema_name(const EntityDef& entity) {
    if (entity.own) return entity.key;
    std::string name;
    bool is_start = true;
    for (const char letter : entity.key) {
        if (letter == '_') {
            is_start = true;
            continue;
        }
        name += is_start && letter >= 'a' && letter <= 'z' ? char(letter - 'a' + 'A') : letter;
        is_start = false;
    }
    return name;
}

bool is_public(const FieldDef& field) {
    return !field.hidden && !field.secret && !(field.base && field.key == "removed_at");
}

bool anyone_may_create(const EntityDef& entity) {
    return anyone(entity, [](const RoleRights& rights) { return rights.create; });
}
bool anyone_may_change(const EntityDef& entity) {
    return anyone(entity, [](const RoleRights& rights) { return !rights.change.empty(); });
}
bool anyone_may_remove(const EntityDef& entity) {
    return anyone(entity, [](const RoleRights& rights) { return rights.remove; });
}

bool has_preview(const EntityDef& entity) {
    return anyone_may_create(entity) || anyone_may_change(entity) || anyone_may_remove(entity);
}

void write_entity_schemas(JsonWriter& json, const EntityDef& entity) {
    const auto name = schema_name(entity);
    json.key(name);
    write_record_schema(json, entity);
    json.key(name + "Page");
    write_page(json, name);
    if (anyone_may_create(entity)) {
        json.key(name + "Create");
        write_create(json, entity);
    }
    if (has_preview(entity)) {
        json.key(name + "Preview");
        write_preview(json, entity, name);
    }
    if (anyone_may_change(entity)) {
        json.key(name + "Patch");
        write_writable(json, entity.fields, Use::change);
        json.key("description").string("Only what changes; null empties a field.").end_object();
    }
}

std::string act_schema(const ActDef& act) {
    std::string out;
    JsonWriter json(out);
    write_writable(json, act.fields, Use::make);
    json.end_object();
    return out;
}

std::string keys_schema(const std::vector<std::string>& keys) {
    std::string out;
    JsonWriter json(out);
    json.begin_object().key("type").string("array").key("items").begin_object();
    json.key("type").string("string").key("enum").begin_array();
    for (const auto& key : keys) json.string(key);
    json.end_array().end_object().end_object();
    return out;
}

}  // namespace vigil::http
