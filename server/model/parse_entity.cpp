// Reads declarations. Strict: a key nobody knows is refused, so that a slip of the pen is found at once.
#include <nlohmann/json.hpp>
#include <set>

#include "model/entity.h"
#include "model/parse_json.h"

namespace vigil {

namespace {

using OrderedJson = nlohmann::ordered_json;

// One JSON object whose keys are taken out one by one; what is left at the end is unknown.
class Reader {
  public:
    Reader(const OrderedJson& json, std::string where) : json_(json), where_(std::move(where)) {
        if (!json.is_object()) complain("must be an object");
    }

    const OrderedJson* take(const char* key) {
        taken_.insert(key);
        auto it = json_.find(key);
        return it == json_.end() ? nullptr : &*it;
    }
    std::string text(const char* key, std::string otherwise = {}) {
        const OrderedJson* value = take(key);
        if (!value) return otherwise;
        if (value->is_string()) return value->get<std::string>();
        complain(std::string(key) + " must be a text");
        return otherwise;
    }
    bool truth(const char* key, bool otherwise) {
        const OrderedJson* value = take(key);
        if (!value) return otherwise;
        if (value->is_boolean()) return value->get<bool>();
        complain(std::string(key) + " must be true or false");
        return otherwise;
    }
    int number(const char* key, int otherwise) {
        const OrderedJson* value = take(key);
        if (!value) return otherwise;
        if (value->is_number_integer()) return value->get<int>();
        complain(std::string(key) + " must be a whole number");
        return otherwise;
    }
    Labels labels(const char* key) {
        Labels labels;
        const OrderedJson* value = take(key);
        if (!value) return labels;
        if (value->is_string()) {
            labels.by_language["en"] = value->get<std::string>();
        } else if (value->is_object()) {
            for (const auto& [language, text] : value->items())
                if (text.is_string()) labels.by_language[language] = text.get<std::string>();
        } else {
            complain(std::string(key) + " must be a text or texts by language");
        }
        return labels;
    }
    std::vector<std::string> texts(const char* key) {
        std::vector<std::string> texts;
        const OrderedJson* value = take(key);
        if (!value) return texts;
        if (!value->is_array()) complain(std::string(key) + " must be a list");
        for (const auto& item : *value) {
            if (item.is_string())
                texts.push_back(item.get<std::string>());
            else
                complain(std::string(key) + " must hold texts");
        }
        return texts;
    }
    void complain(std::string what) {
        if (trouble_.empty()) trouble_ = where_ + ": " + std::move(what);
    }
    void adopt(const std::string& trouble) {
        if (trouble_.empty()) trouble_ = trouble;
    }
    std::string finish() {
        for (const auto& [key, value] : json_.items())
            if (!taken_.contains(key)) complain("unknown key '" + key + "'");
        return trouble_;
    }
    const std::string& where() const { return where_; }

  private:
    const OrderedJson& json_;
    std::string where_;
    std::string trouble_;
    std::set<std::string, std::less<>> taken_;
};

bool good_key(std::string_view key) {
    if (key.empty() || key.size() > 60 || key[0] < 'a' || key[0] > 'z') return false;
    for (char c : key)
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) return false;
    return true;
}

void read_brings(Choice& choice, Reader& reader) {
    const OrderedJson* brings = reader.take("brings");
    if (!brings || brings->is_null()) return;
    if (!brings->is_object()) return reader.complain("brings must be values by field");
    choice.brings.emplace();
    for (const auto& [field, value] : brings->items()) (*choice.brings)[field] = value.dump();
}

Choice read_choice(const OrderedJson& json, Reader& above) {
    Choice choice;
    if (json.is_string()) {
        choice.key = json.get<std::string>();
        choice.label.by_language["en"] = choice.key;
        return choice;
    }
    Reader reader(json, above.where() + " choice");
    choice.key = reader.text("key");
    choice.label = reader.labels("label");
    choice.tone = reader.text("tone");
    choice.hidden = reader.truth("hidden", false);
    read_brings(choice, reader);
    if (choice.key.empty()) reader.complain("needs a key");
    above.adopt(reader.finish());
    return choice;
}

void read_default(FieldDef& field, Reader& reader) {
    const OrderedJson* value = reader.take("default");
    if (!value) return;
    if (!field.choices_of.empty() && value->is_string()) {  // checked when the choices are known
        field.default_value = value->get<std::string>();
        return;
    }
    auto read = parse_value(field, nlohmann::json(*value));
    if (read)
        field.default_value = *read;
    else
        reader.complain("default does not fit the kind");
}

std::optional<std::int64_t> read_bound(Reader& reader, const char* key) {
    const OrderedJson* value = reader.take(key);
    if (!value) return std::nullopt;
    if (!value->is_number_integer()) reader.complain(std::string(key) + " is no whole number");
    return value->is_number_integer() ? std::optional(value->get<std::int64_t>()) : std::nullopt;
}

FieldDef read_field(const std::string& key, const OrderedJson& json, Reader& above) {
    FieldDef field;
    Reader reader(json, above.where() + "." + key);
    field.key = reader.text("key", key);
    if (!good_key(field.key)) reader.complain("bad key");
    if (auto kind = parse_field_kind(reader.text("kind", "text")))
        field.kind = *kind;
    else
        reader.complain("unknown kind");
    field.label = reader.labels("label");
    field.help = reader.labels("help");
    field.used_for = reader.labels("used_for");
    field.required = reader.truth("required", false);
    field.read_only = reader.truth("read_only", false);
    field.unique = reader.truth("unique", false);
    field.find = reader.truth("find", false);
    field.key_column = reader.truth(
        "key_column", field.unique || field.kind == FieldKind::phone);  // compared by number
    field.indexed = reader.truth("indexed", field.kind == FieldKind::link);
    field.personal = reader.truth("personal", false);
    field.secret = reader.truth("secret", false);
    field.audited = reader.truth("audited", !field.secret);
    field.hidden = reader.truth("hidden", false);
    field.own = reader.truth("own", false);
    field.steers = reader.truth("steers", false);
    field.question = reader.number("question", 0);
    const bool is_long = field.kind == FieldKind::long_text || field.kind == FieldKind::json;
    field.max_length = reader.number("max_length", is_long ? 20'000 : 200);
    field.at_least = read_bound(reader, "at_least");
    field.at_most = read_bound(reader, "at_most");
    field.link = reader.text("link");
    if (const OrderedJson* choices = reader.take("choices"); choices && choices->is_array())
        for (const auto& item : *choices) field.choices.push_back(read_choice(item, reader));
    field.relies_on = reader.texts("relies_on");
    for (const auto& key : field.relies_on)
        if (!field.choice(key)) reader.complain("relies on unknown choice '" + key + "'");
    field.choices_of = reader.text("choices_of");
    field.required_when = reader.text("required_when");
    read_default(field, reader);
    if (field.kind == FieldKind::link && field.link.empty()) reader.complain("needs a link");
    above.adopt(reader.finish());
    return field;
}

std::vector<FieldDef> read_fields(const OrderedJson* json, Reader& above) {
    std::vector<FieldDef> fields;
    if (!json) return fields;
    if (!json->is_object()) {
        above.complain("fields must be an object");
        return fields;
    }
    for (const auto& [key, value] : json->items()) fields.push_back(read_field(key, value, above));
    return fields;
}

RoleRights read_rights(const std::string& role, const OrderedJson& json, Reader& above) {
    RoleRights rights;
    Reader reader(json, above.where() + " rights " + role);
    rights.see = reader.text("see");
    rights.change = reader.text("change");
    rights.create = reader.truth("create", false);
    rights.remove = reader.truth("remove", false);
    rights.personal = reader.truth("personal", true);
    if (const OrderedJson* fields = reader.take("fields"); fields && fields->is_object()) {
        for (const auto& [field, right] : fields->items()) {
            const auto word = right.is_string() ? right.get<std::string>() : std::string();
            if (const auto known = parse_right(word))
                rights.fields[field] = *known;
            else
                reader.complain("right of " + field + " must be edit, see, masked or none");
        }
    }
    above.adopt(reader.finish());
    return rights;
}

void read_layout(EntityDef& entity, Reader& above) {
    const OrderedJson* json = above.take("layout");
    if (!json) return;
    Reader reader(*json, above.where() + " layout");
    entity.list_layout = reader.texts("list");
    entity.record_first = reader.text("first");
    if (const OrderedJson* sections = reader.take("record"); sections && sections->is_array()) {
        for (const auto& item : *sections) {
            Reader section(item, above.where() + " section");
            entity.record_layout.push_back({section.labels("label"), section.texts("fields")});
            reader.adopt(section.finish());
        }
    }
    above.adopt(reader.finish());
}

// {"status": "status != qualified", "owner": "true"}
void read_writes(ActDef& act, Reader& above) {
    const OrderedJson* json = above.take("writes");
    if (!json) return;
    if (!json->is_object()) return above.complain("writes must be conditions by field");
    for (const auto& [field, when] : json->items()) {
        if (!when.is_string()) return above.complain("writes must be conditions by field");
        act.writes[field] = when.get<std::string>();
    }
}

void read_acts(EntityDef& entity, Reader& above) {
    const OrderedJson* json = above.take("acts");
    if (!json || !json->is_object()) return;
    for (const auto& [key, value] : json->items()) {
        Reader reader(value, above.where() + " act " + key);
        ActDef act{key, reader.labels("label"), reader.text("offered_when"), {}, {}, {}, {}};
        act.fields = read_fields(reader.take("fields"), reader);
        read_writes(act, reader);
        act.makes = reader.text("makes");
        act.fills = reader.texts("fills");
        above.adopt(reader.finish());
        entity.acts.push_back(std::move(act));
    }
}

void read_indexes(EntityDef& entity, Reader& above) {
    const OrderedJson* json = above.take("indexes");
    if (!json || !json->is_array()) return;
    for (const auto& item : *json) {
        Reader reader(item, above.where() + " index");
        entity.indexes.push_back(
            {reader.texts("columns"), reader.truth("unique", false), reader.text("where")});
        above.adopt(reader.finish());
    }
}

void read_one_of(EntityDef& entity, Reader& above) {
    const OrderedJson* json = above.take("one_of");
    if (!json || !json->is_array()) return;
    for (const auto& group : *json)
        if (group.is_array()) entity.one_of.push_back(group.get<std::vector<std::string>>());
}

// {"own": "owner = me", "team": {"see": …, "change": …}}; {} where there are but all and none.
void read_scopes(EntityDef& entity, Reader& above) {
    const OrderedJson* json = above.take("scopes");
    if (!json) return;
    if (!json->is_object()) return above.complain("scopes must be an object");
    entity.granted = entity.system;
    for (const auto& [word, value] : json->items()) {
        ScopeWord& scope = entity.scopes[word];
        if (value.is_string()) {
            scope.see = scope.change = value.get<std::string>();
            continue;
        }
        Reader reader(value, above.where() + " scope " + word);
        scope.see = reader.text("see");
        scope.change = reader.text("change");
        above.adopt(reader.finish());
    }
}

std::string read_entity(EntityDef& entity, const OrderedJson& json) {
    Reader reader(json, json.is_object() ? json.value("entity", std::string("?")) : "?");
    entity.key = reader.text("entity");
    entity.plural = reader.text("plural");
    if (!good_key(entity.key) || !good_key(entity.plural)) reader.complain("bad key or plural");
    entity.label = reader.labels("label");
    entity.label_plural = reader.labels("label_plural");
    entity.system = reader.truth("system", false);
    entity.plain = reader.truth("plain", false);
    entity.own = reader.truth("own", false);
    entity.hidden = reader.truth("hidden", false);
    entity.menu = reader.truth("menu", false);
    entity.title = reader.texts("title");
    entity.context = reader.text("context");
    entity.fields = read_fields(reader.take("fields"), reader);
    read_layout(entity, reader);
    read_acts(entity, reader);
    read_indexes(entity, reader);
    read_one_of(entity, reader);
    read_scopes(entity, reader);
    if (const OrderedJson* rights = reader.take("rights"); rights && rights->is_object())
        for (const auto& [role, value] : rights->items())
            entity.rights[role] = read_rights(role, value, reader);
    return reader.finish();
}

}  // namespace

Result<EntityDef> parse_entity(std::string_view json_text) {
    auto json = OrderedJson::parse(json_text, nullptr, false, true);
    if (json.is_discarded())
        return fail(FaultKind::malformed, "bad_declaration", "not JSON", {{"what", "not JSON"}});
    EntityDef entity;
    if (auto trouble = read_entity(entity, json); !trouble.empty())
        return fail(FaultKind::malformed, "bad_declaration", trouble, {{"what", trouble}});
    finish_entity(entity);
    return entity;
}

Result<FieldDef> parse_field(std::string_view json_text) {
    auto json = OrderedJson::parse(json_text, nullptr, false);
    if (json.is_discarded() || !json.is_object())
        return fail(FaultKind::malformed, "bad_declaration", "not a field", {{"what", "not JSON"}});
    OrderedJson nothing = OrderedJson::object();
    Reader above(nothing, "field");
    FieldDef field = read_field(json.value("key", std::string()), json, above);
    if (auto trouble = above.finish(); !trouble.empty())
        return fail(FaultKind::malformed, "bad_declaration", trouble, {{"what", trouble}});
    return field;
}

}  // namespace vigil
