#include "storage/steps.h"

#include <algorithm>

#include "storage/columns.h"

namespace vigil::storage {

Fault changed_meanwhile(const EntityDef& entity, Id id) {
    return {FaultKind::conflict,
            "changed_meanwhile",
            {},
            {{"entity", entity.key}, {"id", to_string(id)}}};
}

Fault not_unique(const EntityDef& entity, std::string_view columns) {
    return {FaultKind::conflict,
            "not_unique",
            {},
            {{"entity", entity.key}, {"index", std::string(columns)}}};
}

Fault store_failed(std::string log) {
    return {FaultKind::unavailable, "store_failed", std::move(log)};
}

namespace {

const std::string where_version = " where \"id\" = ? and \"version\" = ?";

Status insert_step(const Write& write, const Layout& layout, Step& step, int& journal_rows) {
    static const Value empty;
    const auto& fields = layout.entity->fields;
    std::vector<const Value*> values(fields.size(), &empty);
    for (const auto& [field, value] : write.values) values[field] = &value;
    step.text = layout.insert_text;
    step.cells.reserve(layout.columns.size());
    step.cells = {cell_of(write.id.value), cell_of(std::int64_t{1})};
    for (std::size_t i = field_version + 1; i < fields.size(); ++i) {
        if (layout.first_column[i] == layout.seq_column) {
            step.seq_cell = layout.seq_column;
            step.cells.push_back(cell_of(std::int64_t{0}));
            ++journal_rows;
        } else {
            VIGIL_DO(append_cells(fields[i], *values[i], step.cells));
        }
    }
    return {};
}

Status update_step(const Write& write, const Layout& layout, Step& step) {
    step.text = "update " + layout.table + " set ";
    for (const auto& [field, value] : write.values) {
        for (std::size_t i = layout.first_column[field];
             i < layout.columns.size() && layout.columns[i].field == field; ++i)
            step.text += quoted_name(layout.columns[i].name) + " = ?, ";
        VIGIL_DO(append_cells(layout.entity->fields[field], value, step.cells));
    }
    if (write.beside_version) {
        step.text += "\"version\" = \"version\" where \"id\" = ?";
        step.cells.push_back(cell_of(write.id.value));
        return {};
    }
    step.text += "\"version\" = \"version\" + 1" + where_version;
    step.cells.push_back(cell_of(write.id.value));
    step.cells.push_back(cell_of(write.version));
    return {};
}

Status check_fields(const Write& write) {
    std::vector<bool> seen(write.entity->fields.size());
    for (const auto& [field, value] : write.values) {
        const bool known = field > field_version && std::size_t(field) < seen.size();
        if (!known || seen[field])
            return fail(FaultKind::internal, "bad_value",
                        "field " + std::to_string(field) + " of " + write.entity->key);
        seen[field] = true;
    }
    return {};
}

// Fails with `no_row_state` where it touches no row.
std::string counted_text(const Step& step) {
    if (step.kind == Step::Kind::unchanged)
        return "select 1 / count(*) from (" + step.text + ") as unchanged";
    return "with touched as (" + step.text + " returning 1) select 1 / count(*) from touched";
}

Result<Step> write_step(const Write& write, const Layout& layout, Dialect dialect,
                        int& journal_rows) {
    Step step{.layout = &layout, .id = write.id};
    VIGIL_DO(check_fields(write));
    switch (write.op) {
        case Write::Op::insert:
            VIGIL_DO(insert_step(write, layout, step, journal_rows));
            break;
        case Write::Op::update:
            step.kind = Step::Kind::update;
            VIGIL_DO(update_step(write, layout, step));
            break;
        case Write::Op::erase:
            step.kind = Step::Kind::erase;
            step.text = "delete from " + layout.table + where_version;
            step.cells = {cell_of(write.id.value), cell_of(write.version)};
            break;
    }
    if (dialect == Dialect::postgres && step.counted()) step.text = counted_text(step);
    return step;
}

Step unchanged_step(const Unchanged& read, const Layout& layout, Dialect dialect) {
    Step step{Step::Kind::unchanged, &layout, read.id};
    step.text = "select \"version\" from " + layout.table + where_version;
    if (dialect == Dialect::postgres) {
        step.text += " for share";
        step.text = counted_text(step);
    }
    step.cells = {cell_of(read.id.value), cell_of(read.version)};
    return step;
}

// SQLite's one writer lets nobody in between. On PostgreSQL a lock of its own is held to the end, which is fair: who
// wants it alone is not passed over by those who share it, as he would be at a locked row, and sharing it writes
// nothing. A step of its own, so that the one after it sees what was committed while it waited.
Step wait_step(const Premise& premise, const Layout& layout) {
    constexpr int lock_class =
        0x564750;  // the first of an advisory lock's two numbers; any fixed value does
    Step step{Step::Kind::wait, &layout, premise.row.id};
    step.text = std::string("select pg_advisory_xact_lock") + (premise.changes ? "" : "_shared") +
                "(" + std::to_string(lock_class) + ", 0)";
    return step;
}

Step premise_step(const Premise& premise, const Layout& layout, Dialect dialect) {
    const auto& [entity, id, version] = premise.row;
    Step step{premise.changes ? Step::Kind::update : Step::Kind::unchanged, &layout, id};
    step.text = premise.changes ? "update " + layout.table + " set \"version\" = \"version\" + 1"
                                : "select \"version\" from " + layout.table;
    step.text += where_version;
    step.cells = {cell_of(id.value), cell_of(version)};
    if (dialect == Dialect::postgres) step.text = counted_text(step);
    return step;
}

Step present_step(const Present& read, const Layout& layout, Dialect dialect) {
    Step step{Step::Kind::present, &layout, read.id};
    step.text = "select 1 from " + layout.table + " where \"id\" = ?";
    if (!read.entity->plain) step.text += " and \"removed_at\" is null";
    if (dialect == Dialect::postgres)
        step.text = "select 1 / count(*) from (" + step.text + " for share) as present";
    step.cells = {cell_of(read.id.value)};
    return step;
}

std::string listed(const std::vector<Id>& ids) {
    std::string text;
    for (const Id id : ids) text += (text.empty() ? "(" : ", ") + to_string(id);
    return text + ")";
}

// Told of what is linked to, for that is what somebody else was about too.
Step unlinked_step(const Unlinked& alone, const Layout& layout, const Layout& child,
                   Dialect dialect) {
    Step step{Step::Kind::unlinked, &layout, alone.ids.front()};
    step.text = "select 1 from " + child.table + " where " +
                quoted_name(child.column_of(alone.link).name) + " in " + listed(alone.ids);
    if (!alone.child->plain) step.text += " and \"removed_at\" is null";
    if (!alone.but.empty()) step.text += " and \"id\" not in " + listed(alone.but);
    step.text += " limit 1";
    if (dialect == Dialect::postgres)
        step.text = "select 1 / (1 - count(*)) from (" + step.text + ") as linked";
    return step;
}

Result<const Layout*> layout_of(const EntityDef& entity, const Shelf& shelf, Steps& steps) {
    for (const PlanPtr& plan : steps.plans)
        if (const Layout* layout = plan->layout(entity)) return layout;
    PlanPtr plan = shelf.plan_of(entity);
    if (!plan)
        return fail(FaultKind::internal, "unknown_entity", entity.key + ": catalogue unknown");
    steps.plans.push_back(plan);
    return plan->layout(entity);
}

}  // namespace

Result<Steps> steps_of(const ChangeSet& changes, const Shelf& shelf, Dialect dialect) {
    Steps steps;
    steps.steps.reserve(2 + changes.unchanged.size() + changes.present.size() +
                        changes.writes.size() + changes.unlinked.size());
    if (changes.premise && !changes.empty()) {
        VIGIL_TRY(const Layout* layout, layout_of(*changes.premise->row.entity, shelf, steps));
        if (dialect == Dialect::postgres)
            steps.steps.push_back(wait_step(*changes.premise, *layout));
        steps.steps.push_back(premise_step(*changes.premise, *layout, dialect));
    }
    const auto after_premise = std::ptrdiff_t(steps.steps.size());
    for (const Unchanged& read : changes.unchanged) {
        VIGIL_TRY(const Layout* layout, layout_of(*read.entity, shelf, steps));
        steps.steps.push_back(unchanged_step(read, *layout, dialect));
    }
    for (const Present& read : changes.present) {
        VIGIL_TRY(const Layout* layout, layout_of(*read.entity, shelf, steps));
        steps.steps.push_back(present_step(read, *layout, dialect));
    }
    std::ranges::stable_sort(steps.steps.begin() + after_premise, steps.steps.end(), {}, &Step::id);
    for (const Write& write : changes.writes) {
        VIGIL_TRY(const Layout* layout, layout_of(*write.entity, shelf, steps));
        VIGIL_TRY(Step step, write_step(write, *layout, dialect, steps.journal_rows));
        steps.steps.push_back(std::move(step));
    }
    for (const Unlinked& alone : changes.unlinked) {
        VIGIL_TRY(const Layout* layout, layout_of(*alone.entity, shelf, steps));
        VIGIL_TRY(const Layout* child, layout_of(*alone.child, shelf, steps));
        steps.steps.push_back(unlinked_step(alone, *layout, *child, dialect));
    }
    return steps;
}

}  // namespace vigil::storage
