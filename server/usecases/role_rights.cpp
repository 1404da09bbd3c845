#include "usecases/role_rights.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "rules/parse_condition.h"
#include "rules/print_condition.h"
#include "usecases/lay_roles.h"
#include "usecases/lay_row.h"
#include "usecases/overlay.h"

namespace vigil {

namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::size_t entities_max = 200;

struct Side {
    ScopeSide side;
    std::string_view word, condition;
};
constexpr Side sides[] = {{ScopeSide::see, "see", "see_condition"},
                          {ScopeSide::change, "change", "change_condition"}};

bool is_changed_or_counted(const Condition& condition) {
    return condition.op == Condition::Op::changed ||
           std::ranges::any_of(condition.parts,
                               [](const auto& part) { return is_changed_or_counted(*part); });
}

// As the language prints it, so that one meaning has one text.
std::string canonical(const EntityDef& entity, const Catalogue& catalogue, std::string_view text) {
    const auto read = rules::parse_condition(text, entity, catalogue);
    return read ? rules::print_condition(**read) : std::string(text);
}

// A scope is asked of every record that is listed, found or told of: it speaks of the record and one link up.
Result<std::string> read_condition(const EntityDef& entity, const Catalogue& catalogue,
                                   const std::string& path, const std::string& text) {
    if (text.empty()) return std::string();
    auto read = rules::parse_condition(text, entity, catalogue);
    if (!read) return fail_field(path, read.error().code, read.error().args);
    if (rules::reads_children(**read) || is_changed_or_counted(**read))
        return fail_field(path, "scope_too_deep");
    for (const auto& field : rules::fields_of_all(**read))
        if (field.entity->fields[std::size_t(field.field)].secret)
            return fail_field(path, "unknown_field",
                              {{"field", field.entity->fields[std::size_t(field.field)].key}});
    return rules::print_condition(**read);
}

// One entity's part of a patch, laid into what was changed before.
class PatchReader {
  public:
    PatchReader(const EntityDef& entity, const Catalogue& catalogue, OrderedJson& changes)
        : entity_(entity), catalogue_(catalogue), changes_(changes) {}

    Status read(const OrderedJson& part) {
        if (!part.is_object())
            return fail_field(entity_.key, "wrong_type", {{"expected", "object"}});
        for (const auto& side : sides) VIGIL_DO(read_scope(part, side));
        for (const auto& [name, value] : part.items()) VIGIL_DO(read_one(name, value));
        return {};
    }

  private:
    std::string path(std::string_view name) const {
        return entity_.key + "." + std::string(name.substr(0, 80));
    }

    Status read_one(const std::string& name, const OrderedJson& value) {
        if (name == "create" || name == "remove") return read_flag(name, value);
        if (name == "fields") return read_fields(value);
        const bool of_scope = std::ranges::any_of(
            sides, [&](const Side& side) { return name == side.word || name == side.condition; });
        if (of_scope) return {};
        return fail_field(path(name), "unknown_field", {{"field", name.substr(0, 80)}});
    }

    // The condition where one is given, else what the word means.
    Status read_scope(const OrderedJson& part, const Side& side) {
        const auto text = part.find(side.condition), word = part.find(side.word);
        for (const auto& one : {text, word})
            if (one != part.end() && !one->is_string())
                return fail_field(path(side.word), "wrong_type", {{"expected", "text"}});
        const bool custom = word != part.end() && *word == "custom";
        if (word != part.end() && !custom) return set_word(side, word->get<std::string>());
        if (text == part.end() && custom) return fail_field(path(side.condition), "required");
        if (text == part.end()) return {};
        VIGIL_TRY(changes_[side.word], read_condition(entity_, catalogue_, path(side.condition),
                                                      text->get<std::string>()));
        return {};
    }

    Status set_word(const Side& side, const std::string& word) {
        const auto condition = scope_condition(entity_, side.side, word);
        if (!condition) {
            std::string words;
            for (const auto& one : scope_words(entity_)) words += (words.empty() ? "" : ", ") + one;
            return fail_field(path(side.word), "unknown_scope", {{"words", words + ", custom"}});
        }
        changes_[side.word] = *condition;
        return {};
    }

    Status read_flag(const std::string& name, const OrderedJson& value) {
        if (!value.is_boolean())
            return fail_field(path(name), "wrong_type", {{"expected", "boolean"}});
        if (value.get<bool>() && !can_be_created(entity_))
            return fail_field(path(name), "right_fixed");
        changes_[name] = value;
        return {};
    }

    Status read_fields(const OrderedJson& fields) {
        if (!fields.is_object())
            return fail_field(path("fields"), "wrong_type", {{"expected", "object"}});
        for (const auto& [key, word] : fields.items()) {
            const FieldDef* field = entity_.field(key);
            if (!field || !is_granted(*field))
                return fail_field(path(key), "unknown_field", {{"field", key.substr(0, 80)}});
            const auto right =
                word.is_string() ? parse_right(word.get<std::string>()) : std::nullopt;
            if (!right) return fail_field(path(key), "unknown_right");
            if (*right == Right::edit && field->read_only)
                return fail_field(path(key), "read_only");
            changes_["fields"][key] = word;
        }
        return {};
    }

    const EntityDef& entity_;
    const Catalogue& catalogue_;
    OrderedJson& changes_;
};

std::string row_key(std::string_view role) {
    return std::string(rights_prefix) + std::string(role);
}

Result<OrderedJson> changes_now(UnitOfWork& work, std::string_view entity, std::string_view role) {
    VIGIL_TRY(const auto row, overlay_row(work, entity, row_key(role)));
    if (!row || row->removed()) return OrderedJson::object();
    auto json = OrderedJson::parse(row->text("declaration"), nullptr, false);
    return json.is_object() ? json : OrderedJson::object();
}

Status stage_part(UnitOfWork& work, std::string_view role, const std::string& key,
                  const OrderedJson& part) {
    const EntityDef* entity = work.catalogue().entity(key);
    if (!entity || entity->hidden || !is_granted(*entity))
        return fail_field(key, "unknown_entity", {{"entity", key.substr(0, 60)}});
    VIGIL_TRY(OrderedJson changes, changes_now(work, key, role));
    if (part.is_null()) {
        if (changes.empty()) return {};
        changes = OrderedJson::object();
    } else {
        VIGIL_DO(PatchReader(*entity, work.catalogue(), changes).read(part));
    }
    return lay_row(work, key, row_key(role), changes.dump());
}

}  // namespace

std::optional<std::string> scope_condition(const EntityDef& entity, ScopeSide side,
                                           std::string_view word) {
    if (const auto found = entity.scopes.find(word); found != entity.scopes.end())
        return side == ScopeSide::see ? found->second.see : found->second.change;
    if (word == "all") return "true";
    if (word == "none") return "";
    return std::nullopt;
}

std::vector<std::string> scope_words(const EntityDef& entity) {
    std::vector<std::string> words{"all"};
    for (const char* word : {"team", "own", "pool"})
        if (entity.scopes.contains(word)) words.emplace_back(word);
    words.emplace_back("none");
    return words;
}

std::string scope_word(const EntityDef& entity, const Catalogue& catalogue, ScopeSide side,
                       std::string_view text) {
    if (text.empty()) return "none";
    const std::string wanted = canonical(entity, catalogue, text);
    for (const auto& word : scope_words(entity)) {
        const std::string meant = scope_condition(entity, side, word).value_or("");
        if (!meant.empty() && canonical(entity, catalogue, meant) == wanted) return word;
    }
    return "custom";
}

bool is_granted(const EntityDef& entity) {
    return !entity.hidden && (entity.granted || !entity.system);
}

bool is_granted(const FieldDef& field) { return !field.base && !field.secret && !field.hidden; }

bool can_be_created(const EntityDef& entity) {
    return entity.key != "exception";  // the watch raises them, and people close them by their acts
}

Status check_administers_roles(const Actor& actor, const Catalogue& catalogue) {
    if (actor.permit.changes_all(catalogue.need("role")) &&
        actor.permit.changes_all(catalogue.need("overlay")))
        return {};
    return fail(FaultKind::forbidden, "rights_not_yours");
}

namespace {

using Decision = std::function<Status(UnitOfWork&)>;

Result<Decision> read_patch(Engine& engine, const Actor& actor, std::string_view role,
                            std::string_view patch) {
    VIGIL_DO(check_administers_roles(actor, *engine.company.current()->catalogue));
    auto json = OrderedJson::parse(patch, nullptr, false);
    if (!json.is_object()) return fail(FaultKind::malformed, "object_wanted");
    if (json.size() > entities_max)
        return fail_field("rights", "too_long", {{"limit", std::to_string(entities_max)}});
    return [role = std::string(role), json = std::move(json)](UnitOfWork& work) -> Status {
        if (!work.company().role(role))
            return fail(FaultKind::not_found, "unknown_role", {}, {{"role", role.substr(0, 60)}});
        for (const auto& [key, part] : json.items()) VIGIL_DO(stage_part(work, role, key, part));
        return {};
    };
}

}  // namespace

Result<Committed> change_rights(Engine& engine, const Actor& actor, std::string_view role,
                                std::string_view patch) {
    VIGIL_TRY(const Decision decide, read_patch(engine, actor, role, patch));
    return change_model(engine, actor, decide);
}

Result<CataloguePtr> preview_rights(Engine& engine, const Actor& actor, std::string_view role,
                                    std::string_view patch) {
    VIGIL_TRY(const Decision decide, read_patch(engine, actor, role, patch));
    return try_change(engine, actor, decide);
}

Status copy_rights(UnitOfWork& work, const Record& role) {
    const auto key = role.text("key"), like = role.text("like");
    if (!key.starts_with(own_role_prefix)) return {};
    VIGIL_DO(check_administers_roles(work.actor(), work.catalogue()));
    VIGIL_TRY(const auto rows, model_rows(work.view(), work.catalogue()));
    for (const auto& row : rows.changes) {
        if (row.removed()) continue;
        if (row.text("field") == row_key(like))
            VIGIL_DO(lay_row(work, row.text("entity"), row_key(key),
                             std::string(row.text("declaration"))));
        // Left by one that had this key and is gone: the new one begins anew.
        const bool left = row.text("field") == row_key(key) &&
                          std::ranges::none_of(rows.changes, [&](const Record& other) {
                              return other.text("field") == row_key(like) && !other.removed() &&
                                     other.text("entity") == row.text("entity");
                          });
        if (left) VIGIL_DO(lay_row(work, row.text("entity"), row_key(key), "{}"));
    }
    return {};
}

}  // namespace vigil
