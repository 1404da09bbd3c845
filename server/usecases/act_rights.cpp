#include "usecases/act_rights.h"

#include <algorithm>

#include "rules/own_facts.h"
#include "rules/parse_condition.h"
#include "usecases/search_sight.h"
#include "usecases/take_record.h"

namespace vigil {

namespace {

constexpr std::string_view always = "true";

// Read-only fields are the act's own.
bool is_his(const EntityPermit& rights, const EntityDef& entity, std::string_view key) {
    const int index = entity.index_of(key);
    return index < 0 || entity.fields[std::size_t(index)].read_only ||
           (rights.right_of(index) == Right::edit && !rights.is_masked(index));
}

bool may_make(const Permit& permit, const Catalogue& catalogue, const ActDef& act) {
    if (act.makes.empty()) return true;
    const EntityDef& made = catalogue.need(act.makes);
    const EntityPermit* rights = permit.of(made);
    if (!rights || !rights->may_see || !rights->may_create) return false;
    const auto fills = [&](const std::string& key) { return is_his(*rights, made, key); };
    const auto asks = [&](const FieldDef& field) {
        return !field.required || is_his(*rights, made, field.key);
    };
    return std::ranges::all_of(act.fills, fills) && std::ranges::all_of(act.fields, asks);
}

// False where it is barred from every record. Of a field he may not read he is not told, by an act that is there or
// not, how it stands.
bool add_barred(const Catalogue& catalogue, const EntityPermit& rights, const EntityDef& entity,
                ActOfRole& one) {
    for (const auto& [key, when] : one.act->writes) {
        if (is_his(rights, entity, key)) continue;
        if (when == always || !rights.may_read(entity.index_of(key))) return false;
        auto condition = rules::parse_condition(when, entity, catalogue);
        if (!condition) return false;
        one.barred.push_back(*std::move(condition));
    }
    return true;
}

}  // namespace

std::vector<ActOfRole> acts_of_role(const Company& company, const Permit& permit,
                                    const EntityDef& entity) {
    std::vector<ActOfRole> acts;
    const bool house = permit.is_house();
    const EntityPermit* rights = house ? nullptr : permit.of(entity);
    if (!house && (!rights || !rights->may_change)) return acts;
    for (const auto& act : entity.acts) {
        ActOfRole one{&act, {}};
        const bool fits = house || (may_make(permit, *company.catalogue, act) &&
                                    add_barred(*company.catalogue, *rights, entity, one));
        const bool finds = act.key != take_act || takes_from_pool(company, permit, entity);
        if (fits && finds) acts.push_back(std::move(one));
    }
    return acts;
}

Result<bool> is_barred(const ActOfRole& act, const Record& record,
                       const ConditionContext& context) {
    rules::OwnFacts facts(record);
    for (const auto& condition : act.barred) {
        VIGIL_TRY(const bool bars, rules::evaluate(*condition, facts, context));
        if (bars) return true;
    }
    return false;
}

}  // namespace vigil
