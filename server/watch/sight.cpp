#include "watch/sight.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace vigil::watch {

namespace {

using Json = nlohmann::json;

enum class Shown { hidden, masked, open };

Shown worse(Shown a, Shown b) { return std::min(a, b); }

Shown shown(const Permit& permit, const EntityDef& entity, int field) {
    if (permit.is_house()) return Shown::open;
    const EntityPermit* rights = permit.of(entity);
    if (!rights || !rights->may_see || rights->right_of(field) == Right::none) return Shown::hidden;
    return rights->is_masked(field) ? Shown::masked : Shown::open;
}

// "lead.email", or "activity" for the entity as such.
Shown shown(const Permit& permit, const Catalogue& catalogue, std::string_view read) {
    const auto dot = read.find('.');
    const EntityDef* entity = catalogue.entity(read.substr(0, dot));
    if (!entity || entity->hidden) return Shown::hidden;
    if (dot == read.npos) {
        const EntityPermit* rights = permit.of(*entity);
        return permit.is_house() || (rights && rights->may_see) ? Shown::open : Shown::hidden;
    }
    const int field = entity->index_of(read.substr(dot + 1));
    return field < 0 ? Shown::hidden : shown(permit, *entity, field);
}

// May he see what the titles of an entity's records are made of?
bool may_read_titles(const Permit& permit, const EntityDef& entity) {
    for (std::size_t i = 0; i < entity.fields.size(); ++i) {
        const bool in_title = std::ranges::any_of(entity.title, [&](const std::string& part) {
            return (" " + part + " ").find(" " + entity.fields[i].key + " ") != part.npos;
        });
        if (in_title && shown(permit, entity, int(i)) != Shown::open) return false;
    }
    return true;
}

Result<Shown> shown_link(const Fact& fact, const Permit& permit, ReadView& view,
                         const Catalogue& catalogue) {
    const EntityDef* entity = catalogue.entity(fact.linked_entity);
    if (!entity || !may_read_titles(permit, *entity)) return Shown::masked;
    VIGIL_TRY(const auto record, view.get(*entity, fact.linked, permit));
    return record ? Shown::open : Shown::masked;
}

std::vector<std::string> texts_in(const Json& one, const char* key) {
    std::vector<std::string> texts;
    if (const auto list = one.find(key); list != one.end() && list->is_array())
        for (const auto& text : *list)
            if (text.is_string()) texts.push_back(text.get<std::string>());
    return texts;
}

}  // namespace

bool may_read(const Permit& permit, const EntityDef& entity, std::string_view field) {
    const int index = entity.index_of(field);
    return index >= 0 && shown(permit, entity, index) == Shown::open;
}

bool may_read_of(const Permit& permit, const EntityDef& exception, std::string_view field,
                 const EntityDef* entity) {
    if (!may_read(permit, exception, field)) return false;
    if (field == "title") return entity && may_read_titles(permit, *entity);
    if (field == "context") return entity && may_read(permit, *entity, entity->context);
    if (field == "amount") return entity && may_read(permit, *entity, "amount");
    return true;
}

std::string title_for(const Permit& permit, const EntityDef& exception, const EntityDef* entity,
                      std::string_view title) {
    return may_read_of(permit, exception, "title", entity) ? std::string(title) : "•••";
}

Result<std::vector<Fact>> in_sight(const std::vector<Fact>& facts, const Permit& permit,
                                   ReadView& view, const Catalogue& catalogue) {
    if (permit.is_house()) return facts;
    std::vector<Fact> seen;
    for (const Fact& fact : facts) {
        Shown how = fact.reads.empty() ? Shown::hidden : Shown::open;  // of an older making
        for (const auto& read : fact.reads) how = worse(how, shown(permit, catalogue, read));
        if (how == Shown::hidden) continue;
        if (how == Shown::open && fact.linked) {
            VIGIL_TRY(how, shown_link(fact, permit, view, catalogue));
        }
        seen.push_back(fact);
        if (how == Shown::masked && !fact.missing) seen.back().value = "•••";
    }
    return seen;
}

std::string facts_text(const std::vector<Fact>& facts) {
    Json list = Json::array();
    for (const auto& fact : facts) {
        Json one{{"name", fact.name}, {"value", fact.value}, {"reads", fact.reads}};
        if (fact.question) one["question"] = true;
        if (fact.missing) one["missing"] = true;
        if (fact.linked) {
            one["linked"] = fact.linked.value;
            one["linked_entity"] = fact.linked_entity;
        }
        list.push_back(std::move(one));
    }
    return list.dump();
}

std::vector<Fact> facts_kept(const Record& exception, std::string_view language) {
    const auto all = Json::parse(exception.text("facts"), nullptr, false);
    std::vector<Fact> facts;
    if (!all.is_object()) return facts;
    const auto own = all.find(language == "zh-CN" ? "zh-CN" : "en");
    if (own == all.end() || !own->is_array()) return facts;
    for (const auto& one : *own) {
        Fact fact{one.value("name", std::string()), one.value("value", std::string()),
                  one.value("question", false), one.value("missing", false)};
        fact.reads = texts_in(one, "reads");
        fact.linked = Id{one.value("linked", std::int64_t(0))};
        fact.linked_entity = one.value("linked_entity", std::string());
        facts.push_back(std::move(fact));
    }
    return facts;
}

}  // namespace vigil::watch
