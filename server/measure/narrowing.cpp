#include "measure/narrowing.h"

#include "measure/ask_metric.h"
#include "rules/print_condition.h"
#include "usecases/conditions.h"
#include "usecases/find_records.h"

namespace vigil::measure {

namespace {

const std::string& key_of(const rules::Metric& metric, int field) {
    return metric.entity->fields[std::size_t(field)].key;
}

// In brackets where an "or" would tear it apart.
Result<std::string> as_part(const Company& company, const Actor& actor, const rules::Metric& metric,
                            const std::string& text) {
    VIGIL_TRY(const auto condition, parse_filter(company, actor, *metric.entity, text));
    const std::string printed = rules::print_condition(*condition);
    return condition->op == Condition::Op::any ? "(" + printed + ")" : printed;
}

Result<Subject> subject_of(const Company& company, const Actor& actor, const std::string& whose) {
    if (whose == "me") return Subject{actor.user, {}};
    const auto id = parse_id(whose);
    if (id && company.person(*id)) return Subject{*id, {}};
    if (id && company.team(*id)) return Subject{{}, *id};
    return fail(FaultKind::not_found, "not_found");
}

std::string subject_text(const Company& company, const rules::Metric& metric,
                         const Subject& subject) {
    const std::string& whose = key_of(metric, metric.whose);
    if (subject.user) return whose + " = " + to_string(subject.user);
    std::string teams;
    for (const Id team : company.team(subject.team)->tree)
        teams += (teams.empty() ? "" : ", ") + to_string(team);
    return whose + ".team in (" + teams + ")";
}

}  // namespace

bool sees(const Permit& permit, const EntityDef& entity) {
    if (permit.is_house()) return true;
    const EntityPermit* rights = permit.of(entity);
    return rights && rights->may_see;
}

Status check_reads(const Permit& permit, const EntityDef& entity, int field) {
    if (permit.is_house()) return {};
    const EntityPermit* rights = permit.of(entity);
    if (rights && rights->may_read(field)) return {};
    return fail(FaultKind::forbidden, "field_not_seen", {},
                {{"field", entity.fields[std::size_t(field)].key}});
}

std::string Narrowing::text(std::optional<Day> from, std::optional<Day> to,
                            const std::vector<std::string>& further) const {
    std::vector<std::string> all = parts;
    all.insert(all.end(), further.begin(), further.end());
    if (from) all.push_back(key_of(*metric, metric->at) + " >= " + to_string(*from));
    if (to) all.push_back(key_of(*metric, metric->at) + " <= " + to_string(*to));
    std::string text;
    for (const auto& part : all) text += (text.empty() ? "" : " and ") + part;
    return text;
}

Result<Narrowing> narrow_to(const Company& company, const Actor& actor, const rules::Metric& metric,
                            const MetricAsk& ask) {
    Narrowing narrowing;
    narrowing.metric = &metric;
    for (const auto* text : {&metric.where, &ask.filter}) {
        if (text->empty()) continue;
        VIGIL_TRY(auto part, as_part(company, actor, metric, *text));
        narrowing.parts.push_back(std::move(part));
    }
    if (!ask.whose.empty()) {
        if (metric.whose < 0) return fail(FaultKind::malformed, "metric_is_nobodys");
        VIGIL_TRY(narrowing.subject, subject_of(company, actor, ask.whose));
        narrowing.parts.push_back(subject_text(company, metric, narrowing.subject));
    }
    return narrowing;
}

std::string value_text(const rules::Metric& metric, int field, const Value& value) {
    if (is_empty(value)) return key_of(metric, field) + " is empty";
    return rules::print_condition(*field_equals(*metric.entity, field, value));
}

std::string team_text(const rules::Metric& metric, Id team) {
    const std::string whose = key_of(metric, metric.whose) + ".team";
    return team ? whose + " = " + to_string(team) : whose + " is empty";
}

}  // namespace vigil::measure
