#include "usecases/check_record.h"

#include <algorithm>

#include "rules/evaluate.h"
#include "rules/parse_condition.h"

namespace vigil {

namespace {

bool filled(const Record& record, std::string_view key) {
    const int index = record.entity->index_of(key);
    return index >= 0 && !is_empty(record.values[std::size_t(index)]);
}

std::string joined(const std::vector<std::string>& keys) {
    std::string text;
    for (const auto& key : keys) text += (text.empty() ? "" : ", ") + key;
    return text;
}

bool is_owed(const FieldDef& field, Owed owed) {
    return !field.hidden && !(field.demanded && owed == Owed::by_the_program);
}

void check_required(const Record& after, Owed owed, std::vector<FieldFault>& faults) {
    for (std::size_t i = 0; i < after.values.size(); ++i) {
        const FieldDef& field = after.entity->fields[i];
        if (field.required && is_owed(field, owed) && is_empty(after.values[i]))
            faults.push_back({field.key, "required"});
    }
    for (const auto& group : after.entity->one_of)
        if (std::ranges::none_of(group, [&](const auto& key) { return filled(after, key); }))
            faults.push_back({group.front(), "one_of_required", {{"fields", joined(group)}}});
}

// Whether a condition that stands in a declaration holds of the record as it will be. One that cannot be
// read (of a model that another node has just changed) demands nothing.
Result<bool> holds(UnitOfWork& work, const std::string& text, const Record& after) {
    const auto condition = rules::parse_condition(text, *after.entity, work.catalogue());
    if (!condition) return false;
    const Permit& permit = work.actor().permit;
    ConditionContext context =
        permit.is_house() ? work.company().house_context(work.now()) : permit.who();
    context.now = work.now();
    StagedFacts facts(after, work.view(), &work.staged(), work.catalogue());
    return rules::evaluate(**condition, facts, context);
}

class Checker {
  public:
    Checker(UnitOfWork& work, const std::optional<Record>& before, const Record& after, Owed owed)
        : work_(work), before_(before), after_(after), owed_(owed) {}

    Result<std::vector<FieldFault>> run() {
        check_required(after_, owed_, faults_);
        VIGIL_DO(check_required_when());
        for (std::size_t i = 0; i < after_.values.size(); ++i) {
            const FieldDef& field = after_.entity->fields[i];
            if (field.base || is_empty(after_.values[i])) continue;
            if (before_ && before_->values[i] == after_.values[i]) continue;
            check_bounds(field, after_.values[i]);
            if (field.kind == FieldKind::link) VIGIL_DO(check_link(field, id_of(after_.values[i])));
            if (field.unique) VIGIL_DO(check_unique(field, int(i)));
        }
        check_structure(work_, before_, after_, faults_);
        VIGIL_DO(check_noun());
        return std::move(faults_);
    }

  private:
    // What the noun itself says against it.
    Status check_noun() {
        const auto& checks = work_.engine().registry.checks;
        const auto noun = checks.find(after_.entity->key);
        if (noun == checks.end()) return {};
        auto fine = noun->second(work_, after_);
        if (fine || fine.error().fields.empty()) return fine;
        std::ranges::move(fine.error().fields, std::back_inserter(faults_));
        return {};
    }
    void check_bounds(const FieldDef& field, const Value& value) {
        if (!field.at_least && !field.at_most) return;
        const auto* money = std::get_if<Money>(&value);
        std::int64_t unit = 1;
        for (int i = money ? decimals_of(money->currency) : 0; i > 0; --i) unit *= 10;
        const std::int64_t amount = money ? money->minor : integer_of(value);
        const auto refuse = [&](const char* code, std::int64_t limit) {
            faults_.push_back({field.key, code, {{"limit", std::to_string(limit)}}});
        };
        if (field.at_least && amount < *field.at_least * unit)
            refuse("below_least", *field.at_least);
        if (field.at_most && amount > *field.at_most * unit) refuse("above_most", *field.at_most);
    }
    // What comes from elsewhere is taken as it was kept there; the watch tells what is missing.
    Status check_required_when() {
        if (work_.actor().historic || work_.actor().channel == "import") return {};
        for (std::size_t i = 0; i < after_.values.size(); ++i) {
            const FieldDef& field = after_.entity->fields[i];
            const bool asked =
                !field.required_when.empty() && !field.required && is_owed(field, owed_);
            if (!asked || !is_empty(after_.values[i])) continue;
            VIGIL_TRY(const bool needed, holds(work_, field.required_when, after_));
            if (needed)
                faults_.push_back({field.key, "required_when", {{"when", field.required_when}}});
        }
        return {};
    }
    Status check_link(const FieldDef& field, Id id) {
        if (field.link == "user") {  // in memory anyway
            const Person* person = work_.company().person(id);
            if (!person) return check_stored_link(field, id);
            // Nobody works on what someone who has left would own. What was his before Vigil watched
            // may be told as it was.
            if (!person->active && field.key == "owner" && !work_.actor().historic)
                faults_.push_back({field.key, "owner_inactive", {{"name", person->name}}});
            return {};
        }
        return check_stored_link(field, id);
    }
    Status check_stored_link(const FieldDef& field, Id id) {
        for (const auto& one : work_.staged())
            if (one.after.id() == id && one.after.entity->key == field.link) return {};
        VIGIL_TRY(const auto found,
                  work_.view().get(work_.entity(field.link), id, work_.actor().permit));
        if (!found || found->removed())
            faults_.push_back({field.key, "no_such_record"});
        else
            work_.leans_on(*found->entity, id);
        if (found && field.link == after_.entity->key && id == after_.id())
            faults_.push_back({field.key, "links_itself"});
        return {};
    }
    Status check_unique(const FieldDef& field, int index) {
        const auto key = comparing_key(field, after_.values[std::size_t(index)]);
        VIGIL_TRY(const auto same,
                  work_.view().find_by_key(*after_.entity, index, key, Permit::house()));
        for (const auto& other : same)
            if (other.id() != after_.id() && !other.removed())
                faults_.push_back({field.key, "not_unique"});
        return {};
    }

    UnitOfWork& work_;
    const std::optional<Record>& before_;
    const Record& after_;
    Owed owed_;
    std::vector<FieldFault> faults_;
};

}  // namespace

Status check_rights(const Actor& actor, const EntityDef& entity, const RecordInput& input) {
    const EntityPermit* permit = actor.permit.is_house() ? nullptr : actor.permit.of(entity);
    for (const auto& [index, value] : input) {
        const FieldDef& field = entity.fields[std::size_t(index)];
        if (field.base || field.read_only || field.secret)
            return fail_field(field.key, "read_only");
        if (actor.permit.is_house()) continue;
        if (!permit || permit->right_of(index) != Right::edit || permit->is_masked(index)) {
            Fault fault{FaultKind::forbidden, "field_not_yours", {}, {{"field", field.key}}};
            fault.fields.push_back({field.key, "field_not_yours"});
            return std::unexpected(std::move(fault));
        }
    }
    return {};
}

Status check_offered(const Record* before, const EntityDef& entity, const RecordInput& input) {
    std::vector<FieldFault> faults;
    for (const auto& [index, value] : input) {
        const FieldDef& field = entity.fields[std::size_t(index)];
        const auto* key = std::get_if<std::string>(&value);
        if (field.kind != FieldKind::choice || !key || key->empty()) continue;
        if (before && before->values[std::size_t(index)] == value) continue;
        const Choice* choice = field.choice(*key);
        if (choice && choice->hidden)
            faults.push_back({field.key, "not_a_choice", {{"value", *key}}});
    }
    return fine_unless(std::move(faults));
}

Result<bool> changes(const Permit& permit, const Record& record, ReadView& view,
                     const Catalogue& catalogue) {
    if (permit.is_house()) return true;
    const EntityPermit* rights = permit.of(*record.entity);
    if (!rights || !rights->may_change) return false;
    if (!rights->change) return true;
    StagedFacts facts(record, view, nullptr, catalogue);
    return rules::evaluate(*rights->change, facts, permit.who());
}

Result<bool> is_within_reach(UnitOfWork& work, const Record& after) {
    const Permit& permit = work.actor().permit;
    if (permit.is_house()) return true;
    const EntityPermit* rights = permit.of(*after.entity);
    if (!rights || !rights->may_see || !rights->may_change) return false;
    StagedFacts facts(after, work.view(), &work.staged(), work.catalogue());
    for (const auto& scope : {rights->see, rights->change}) {
        if (!scope) continue;
        VIGIL_TRY(const bool holds, rules::evaluate(*scope, facts, permit.who()));
        if (!holds) return false;
    }
    return true;
}

Status check_scope(UnitOfWork& work, const Record& record) {
    const Permit& permit = work.actor().permit;
    if (permit.is_house()) return {};
    VIGIL_TRY(const bool may, changes(permit, record, work.view(), work.catalogue()));
    if (!may) return fail(FaultKind::forbidden, "not_yours_to_change");
    return {};
}

Status check_record(UnitOfWork& work, const std::optional<Record>& before, const Record& after,
                    Owed owed) {
    VIGIL_TRY(auto faults, Checker(work, before, after, owed).run());
    return fine_unless(std::move(faults));
}

}  // namespace vigil
