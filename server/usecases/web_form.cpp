#include "usecases/web_form.h"

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>

namespace vigil {

namespace {

using Json = nlohmann::json;

constexpr std::size_t fields_max = 60, origins_max = 20;

// Entities people work with; the company's own order (people, teams) is not for strangers.
bool may_be_made(const EntityDef* entity) {
    return entity && !entity->system && !entity->plain && !entity->hidden &&
           (entity->menu || entity->own) && !is_company_entity(entity->key) &&
           entity->key != "form";
}

bool may_be_asked(const FieldDef& field) {
    if (field.base || field.read_only || field.secret || field.hidden || field.steers) return false;
    return field.kind != FieldKind::link && field.kind != FieldKind::json &&
           field.kind != FieldKind::moment;
}

Json parsed(const Record& form, std::string_view key) {
    return Json::parse(form.text(key), nullptr, false);
}

struct Asked {
    std::string key;
    bool is_required = false;
};

// "email" or {"field": "email", "required": true}; nothing when it is neither.
std::optional<Asked> read_asked(const Json& item) {
    if (item.is_string()) return Asked{item.get<std::string>()};
    if (!item.is_object() || !item.contains("field") || !item["field"].is_string())
        return std::nullopt;
    const auto required = item.value("required", Json(false));
    if (!required.is_boolean() || item.size() > 1 + item.count("required")) return std::nullopt;
    return Asked{item["field"].get<std::string>(), required.get<bool>()};
}

std::optional<std::vector<Asked>> read_all_asked(const Json& json) {
    if (!json.is_array() || json.empty() || json.size() > fields_max) return std::nullopt;
    std::vector<Asked> all;
    for (const auto& item : json) {
        auto asked = read_asked(item);
        const auto same = [&](const Asked& one) { return asked && one.key == asked->key; };
        if (!asked || std::ranges::any_of(all, same)) return std::nullopt;
        all.push_back(*std::move(asked));
    }
    return all;
}

std::optional<std::vector<std::string>> read_origins(const Json& json) {
    if (!json.is_array() || json.size() > origins_max) return std::nullopt;
    std::vector<std::string> origins;
    for (const auto& item : json) {
        if (!item.is_string()) return std::nullopt;
        auto origin = item.get<std::string>();
        if (https_origin(origin) != origin) return std::nullopt;
        origins.push_back(std::move(origin));
    }
    return origins;
}

// Whether one of these is other than before, or the form opens by them.
bool differs(const std::optional<Record>& before, const Record& form,
             std::initializer_list<std::string_view> keys) {
    if (!before || (truth_of(form["active"]) && !truth_of((*before)["active"]))) return true;
    return std::ranges::any_of(keys,
                               [&](std::string_view key) { return (*before)[key] != form[key]; });
}

class FormChecker {
  public:
    FormChecker(const EntityDef& entity, const std::optional<Record>& before, const Record& form,
                std::vector<FieldFault>& faults)
        : entity_(entity), before_(before), form_(form), faults_(faults) {}

    void run() {
        if (is_new({"entity", "fields", "source"})) check_fields();
        if (is_new({"entity", "source"})) check_source();
        if (is_new({"origins", "redirect"})) check_addresses();
    }

  private:
    bool is_new(std::initializer_list<std::string_view> keys) const {
        return differs(before_, form_, keys);
    }
    void check_fields() {
        const auto asked = read_all_asked(parsed(form_, "fields"));
        if (!asked) {
            faults_.push_back({"fields", "bad_structure"});
            return;
        }
        for (const auto& one : *asked) {
            const FieldDef* field = entity_.field(one.key);
            if (!field || !may_be_asked(*field))
                faults_.push_back({"fields", "form_field_unsuitable", {{"field", one.key}}});
        }
        check_enough(*asked);
    }
    // Otherwise no entry would ever be taken.
    void check_enough(const std::vector<Asked>& asked) {
        const auto given = [&](const std::string& key) {
            if (key == "source" && !form_.text("source").empty()) return true;
            return std::ranges::any_of(asked, [&](const Asked& one) { return one.key == key; });
        };
        for (const auto& field : entity_.fields)
            if (field.required && !field.hidden && !field.base && !field.default_value &&
                !given(field.key))
                faults_.push_back({"fields", "form_lacks_field", {{"field", field.key}}});
        for (const auto& group : entity_.one_of)
            if (std::ranges::none_of(group, given))
                faults_.push_back({"fields", "form_lacks_field", {{"field", group.front()}}});
    }
    void check_source() {
        const auto key = form_.text("source");
        if (key.empty()) return;
        const FieldDef* source = entity_.field("source");
        const Choice* choice = source ? source->choice(key) : nullptr;
        if (!choice || choice->hidden)
            faults_.push_back({"source", "not_a_choice", {{"value", std::string(key)}}});
    }
    void check_addresses() {
        const bool has_origins = !is_empty(form_["origins"]);
        const auto origins =
            has_origins ? read_origins(parsed(form_, "origins")) : std::vector<std::string>();
        if (!origins) faults_.push_back({"origins", "form_origin_bad"});
        const auto redirect = form_.text("redirect");
        if (redirect.empty() || !origins) return;
        const auto origin = https_origin(redirect);
        if (origin.empty() || std::ranges::find(*origins, origin) == origins->end())
            faults_.push_back({"redirect", "form_redirect_unsafe"});
    }

    const EntityDef& entity_;
    const std::optional<Record>& before_;
    const Record& form_;
    std::vector<FieldFault>& faults_;
};

WebForm read_form(CompanyPtr company, const EntityDef& entity, const Record& row) {
    WebForm form;
    form.company = std::move(company);
    form.entity = &entity;
    form.id = row.id();
    form.key = row.text("key");
    form.name = row.text("name");
    form.title = row.text("title");
    form.intro = row.text("intro");
    form.thanks = row.text("thanks");
    form.redirect = row.text("redirect");
    form.language = row.text("language");
    form.source = row.text("source");
    form.owner = row.link("owner");
    form.team = row.link("team");
    if (auto origins = read_origins(parsed(row, "origins"))) form.origins = *std::move(origins);
    const auto asked = read_all_asked(parsed(row, "fields")).value_or(std::vector<Asked>());
    for (const auto& one : asked) {
        const int index = entity.index_of(one.key);
        if (index >= 0 && may_be_asked(entity.fields[std::size_t(index)]))
            form.fields.push_back(
                {index, one.is_required || entity.fields[std::size_t(index)].required});
    }
    return form;
}

}  // namespace

const FormField* WebForm::field(std::string_view key) const {
    for (const auto& one : fields)
        if (entity->fields[std::size_t(one.field)].key == key) return &one;
    return nullptr;
}

bool WebForm::allows_origin(std::string_view origin) const {
    return std::ranges::find(origins, origin) != origins.end();
}

Result<std::optional<WebForm>> find_form(Engine& engine, std::string_view key) {
    auto company = engine.company.current();
    const EntityDef& forms = company->catalogue->need("form");
    const int field = forms.index_of("key");
    const Value wanted = std::string(key);
    VIGIL_TRY(const auto rows,
              engine.store.read()->find_by_key(
                  forms, field, comparing_key(forms.fields[std::size_t(field)], wanted),
                  Permit::house()));
    for (const auto& row : rows) {
        if (row.text("key") != key || row.removed() || !truth_of(row["active"])) continue;
        const EntityDef* entity = company->catalogue->entity(row.text("entity"));
        if (!may_be_made(entity)) continue;
        return std::optional(read_form(company, *entity, row));
    }
    return std::optional<WebForm>();
}

void check_form(const UnitOfWork& work, const std::optional<Record>& before, const Record& form,
                std::vector<FieldFault>& faults) {
    const EntityDef* entity = work.catalogue().entity(form.text("entity"));
    if (may_be_made(entity))
        FormChecker(*entity, before, form, faults).run();
    else if (differs(before, form, {"entity", "fields"}))
        faults.push_back(
            {"entity", "unknown_entity", {{"entity", std::string(form.text("entity"))}}});
}

std::string https_origin(std::string_view url) {
    constexpr std::string_view scheme = "https://";
    if (!url.starts_with(scheme)) return {};
    const auto is_plain = [](char c) {
        return c > ' ' && c < 0x7f && !std::strchr("\"'<>\\^`{|};,", c);
    };
    if (!std::ranges::all_of(url, is_plain)) return {};
    auto host = url.substr(scheme.size());
    host = host.substr(0, host.find_first_of("/?#"));
    const auto colon = host.find(':');
    const auto port = colon == host.npos ? std::string_view() : host.substr(colon + 1);
    const auto name = host.substr(0, colon);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto is_host = [&](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || c == '.' || c == '-';
    };
    if (name.empty() || name.front() == '.' || !std::ranges::all_of(name, is_host) ||
        (colon != host.npos && (port.empty() || port.size() > 5)) ||
        !std::ranges::all_of(port, is_digit))
        return {};
    return std::string(scheme) + std::string(host);
}

}  // namespace vigil
