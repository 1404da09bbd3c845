#include "usecases/take_back.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "model/parse_json.h"
#include "usecases/check_record.h"
#include "usecases/conditions.h"
#include "usecases/overlay.h"

namespace vigil {

namespace {

using OrderedJson = nlohmann::ordered_json;  // a declaration keeps its order

constexpr int acts_looked_at = 1'000;

std::unexpected<Fault> changed_later(FaultArgs args = {}) {
    return fail(FaultKind::conflict, "later_change", {}, std::move(args));
}

// The value from before; of the record's making the value stays, for the record goes as a whole.
Result<Value> old_value(const Record& row, const FieldDef& field, const OrderedJson& pair,
                        const Record& now) {
    VIGIL_TRY(auto left, journaled_value(field, pair.at(1).dump()));
    const bool declares = now.entity->key == "overlay" && field.key == "declaration";
    // Choices that were taken back since stay in it, hidden.
    if (declares && !is_empty(left) && !is_empty(now[field.key]))
        left = Value(with_choices_kept(text_of(left), now.text(field.key)));
    if (!same_value(field, now[field.key], left)) return changed_later({{"field", field.key}});
    if (is_making(row)) return now[field.key];
    VIGIL_TRY(auto old, journaled_value(field, pair.at(0).dump()));
    if (declares && !is_empty(old))
        return Value(with_choices_kept(text_of(old), now.text(field.key)));
    return old;
}

Status check_not_filled(const OrderedJson& made, const Record& now) {
    for (std::size_t i = 0; i < now.values.size(); ++i) {
        const FieldDef& field = now.entity->fields[i];
        if (!field.base && field.audited && !made.contains(field.key) && !is_empty(now.values[i]))
            return changed_later({{"field", field.key}});
    }
    return {};
}

// What was done to the record after this row's act and stands.
Result<std::vector<Record>> done_since(UnitOfWork& work, const Record& row) {
    const EntityDef& journal = work.entity("journal");
    Query query;
    query.entity = &journal;
    query.where = both(field_equals(journal, "record", integer_of(row["record"])),
                       compare(journal, "id", Condition::Op::gt, row.id().value));
    query.limit = acts_looked_at;
    VIGIL_TRY(auto rows, work.view().find(query, Permit::house()));
    std::erase_if(rows, [&](const Record& one) {
        const bool same_job = !is_empty(row["job"]) && one["job"] == row["job"];
        return one.text("entity") != row.text("entity") || !is_empty(one["undone_by"]) ||
               !is_empty(one["undo_of"]) || one["act_group"] == row["act_group"] || same_job;
    });
    return rows;
}

}  // namespace

bool is_making(const Record& row) { return row.text("act") == "create"; }

Result<Value> journaled_value(const FieldDef& field, const std::string& text) {
    if (field.kind == FieldKind::json && text != "null") return Value(text);
    return parse_kept_value(field, nlohmann::json::parse(text, nullptr, false));
}

bool same_value(const FieldDef& field, const Value& a, const Value& b) {
    if (a == b || field.kind != FieldKind::json || is_empty(a) || is_empty(b)) return a == b;
    const auto parsed = nlohmann::json::parse(text_of(a), nullptr, false);
    return !parsed.is_discarded() && parsed == nlohmann::json::parse(text_of(b), nullptr, false);
}

Result<Record> before_act(const Record& row, const Record& now, Moment at) {
    const auto changes = OrderedJson::parse(row.text("changes"), nullptr, false);
    if (!changes.is_object()) return changed_later();
    Record before = now;
    for (const auto& [key, pair] : changes.items()) {
        const FieldDef* field = now.entity->field(key);
        if (!field) continue;  // the field is gone meanwhile
        VIGIL_TRY(auto value, old_value(row, *field, pair, now));
        before.set(key, std::move(value));
    }
    if (!is_making(row)) return before;
    VIGIL_DO(check_not_filled(changes, now));
    before.values[field_removed_at] = at;
    return before;
}

Status check_reach(UnitOfWork& work, const Record& row, const Record& now, const Record& after,
                   bool hidden) {
    const Status refused = hidden ? fail(FaultKind::not_found, "not_found")
                                  : fail(FaultKind::forbidden, "not_yours_to_change");
    if (!hidden) {
        VIGIL_TRY(const bool his, changes(work.actor().permit, now, work.view(), work.catalogue()));
        if (his) return {};
    }
    if (Id{integer_of(row["actor"])} != work.actor().user) return refused;
    VIGIL_TRY(const auto since, done_since(work, row));
    if (since.empty()) return {};
    const Id self = work.actor().user;
    const auto is_own = [&](const Record& one) { return Id{integer_of(one["actor"])} == self; };
    if (std::ranges::any_of(since, is_own)) return refused;
    VIGIL_TRY(const bool comes_back, is_within_reach(work, after));
    return comes_back ? Status() : refused;
}

}  // namespace vigil
