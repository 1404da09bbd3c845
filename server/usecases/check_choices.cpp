#include "usecases/check_choices.h"

#include <algorithm>

#include "rules/choices_read.h"
#include "rules/parse_condition.h"
#include "usecases/running_versions.h"

namespace vigil {

namespace {

// A field that only the program fills relies on all its choices.
bool relied_on(const FieldDef& field, std::string_view choice) {
    if (field.own) return false;
    return field.read_only || std::ranges::find(field.relies_on, choice) != field.relies_on.end();
}

class Users {
  public:
    Users(ReadView& view, const Company& company, const Catalogue& after, const EntityDef& entity,
          const FieldDef& field, std::string_view choice)
        : view_(view),
          company_(company),
          after_(after),
          entity_(entity),
          field_(field),
          choice_(choice) {}

    Status check() const {
        if (!entity_.own && relied_on(field_, choice_)) return by_rule("Vigil");
        VIGIL_DO(check_guidelines());
        VIGIL_DO(check_metrics());
        for (const auto& entity : after_.entities()) {
            if (entity->hidden) continue;
            VIGIL_DO(check_rights(*entity));
            VIGIL_DO(check_fields_and_acts(*entity));
        }
        return {};
    }

  private:
    Status by_rule(std::string rule) const {
        const Choice* choice = field_.choice(choice_);
        std::string name(choice ? choice->label.in("en") : std::string_view());
        if (name.empty()) name = choice_;
        return fail(FaultKind::refused, "used_by_rule", {},
                    {{"choice", std::move(name)}, {"rule", std::move(rule)}});
    }
    bool names(const ConditionPtr& condition) const {
        if (!condition) return false;
        const auto all = rules::choices_read(*condition);
        return std::ranges::any_of(all, [&](const rules::ChoiceRead& one) {
            return one.choice == choice_ && one.entity->key == entity_.key &&
                   one.entity->fields[std::size_t(one.field)].key == field_.key;
        });
    }
    bool names(const std::string& text, const EntityDef& of) const {
        if (text.find(choice_) == text.npos) return false;  // most: not worth reading
        const auto condition = rules::parse_condition(text, of, after_);
        return condition && names(*condition);
    }
    bool sets(const rules::Guideline& guideline) const {
        return std::ranges::any_of(guideline.then, [&](const rules::Consequence& rung) {
            return rung.field >= 0 && guideline.entity->key == entity_.key &&
                   guideline.entity->fields[std::size_t(rung.field)].key == field_.key &&
                   rung.value == Value(choice_);
        });
    }
    bool names(const rules::Guideline& one) const {
        return names(one.start) || names(one.expect) || names(one.unless) || sets(one);
    }
    Status check_guidelines() const {
        for (const auto& one : company_.guidelines)
            if (one->state != rules::Guideline::State::off && names(*one))
                return fail(FaultKind::refused, "used_by_guideline", {}, {{"guideline", one->key}});
        VIGIL_TRY(const auto earlier,
                  running_before(view_, company_, [&](const auto& one) { return names(one); }));
        return earlier.empty() ? Status() : used_by_running(*earlier.front());
    }
    Status check_metrics() const {
        for (const auto& metric : company_.metrics)
            if (names(metric->where, after_.need(metric->entity->key))) return by_rule(metric->key);
        return {};
    }
    Status check_rights(const EntityDef& entity) const {
        for (const auto& [role, rights] : entity.rights)
            if (names(rights.see, entity) || names(rights.change, entity))
                return fail(FaultKind::refused, "used_by_rights", {},
                            {{"role", role}, {"entity", entity.key}});
        return {};
    }
    Status check_fields_and_acts(const EntityDef& entity) const {
        for (const auto& field : entity.fields)
            if (!field.hidden && names(field.required_when, entity)) return by_rule(field.key);
        for (const auto& act : entity.acts) {
            if (names(act.offered_when, entity)) return by_rule(act.key);
            for (const auto& [key, when] : act.writes)
                if (names(when, entity)) return by_rule(act.key);
        }
        return {};
    }

    ReadView& view_;
    const Company& company_;
    const Catalogue& after_;  // the same act may rewrite the conditions of fields and rights
    const EntityDef& entity_;
    const FieldDef& field_;
    std::string choice_;
};

bool offers(const FieldDef* field, std::string_view key) {
    const Choice* choice = field ? field->choice(key) : nullptr;
    return choice && !choice->hidden;
}

}  // namespace

Status check_choice_unused(ReadView& view, const Company& company, const EntityDef& entity,
                           const FieldDef& field, std::string_view choice) {
    return Users(view, company, *company.catalogue, entity, field, choice).check();
}

Status check_choices_stay(ReadView& view, const Company& company, const Catalogue& after) {
    for (const auto& entity : company.catalogue->entities()) {
        const EntityDef* then = after.entity(entity->key);
        if (entity->hidden || entity->system || !then || then->hidden) continue;
        for (const auto& field : entity->fields) {
            const FieldDef* changed = then->field(field.key);
            if (field.kind != FieldKind::choice || field.hidden || !changed || changed->hidden)
                continue;
            for (const auto& choice : field.choices)
                if (!choice.hidden && !offers(changed, choice.key))
                    VIGIL_DO(Users(view, company, after, *entity, field, choice.key).check());
        }
    }
    return {};
}

}  // namespace vigil
