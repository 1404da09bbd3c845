#include "storage/rows.h"

#include <algorithm>

#include "base/check.h"
#include "base/text.h"
#include "ports/store.h"
#include "storage/columns.h"

namespace vigil::storage {

Cell cell_of(std::int64_t number) { return {ColumnType::bigint, false, number}; }
Cell cell_of(std::string_view text) { return {ColumnType::text, false, 0, text}; }

Cell cell_of(const Value& value) {
    struct Visitor {
        Cell operator()(Empty) const { return {}; }
        Cell operator()(bool truth) const { return cell_of(std::int64_t(truth)); }
        Cell operator()(std::int64_t number) const { return cell_of(number); }
        Cell operator()(const std::string& text) const { return cell_of(std::string_view(text)); }
        Cell operator()(const Money& money) const { return cell_of(money.minor); }
        Cell operator()(Day day) const { return cell_of(std::int64_t(day.number)); }
        Cell operator()(Moment moment) const { return cell_of(moment.us); }
        Cell operator()(Id id) const { return cell_of(id.value); }
    };
    return std::visit(Visitor{}, value);
}

ColumnType column_type(FieldKind kind) {
    switch (kind) {
        case FieldKind::integer:
        case FieldKind::decimal:
        case FieldKind::boolean:
        case FieldKind::money:
        case FieldKind::day:
        case FieldKind::moment:
        case FieldKind::link:
            return ColumnType::bigint;
        default:
            return ColumnType::text;
    }
}

namespace {

void add_columns(const FieldDef& field, int index, std::vector<Column>& columns) {
    columns.push_back({field.key, column_type(field.kind), index, Column::Part::value});
    if (field.kind == FieldKind::money)
        columns.push_back(
            {field.key + "_currency", ColumnType::text, index, Column::Part::currency});
    if (field.key_column)
        columns.push_back({field.key + "_key", ColumnType::bigint, index, Column::Part::key});
}

std::string insert_text_of(const Layout& layout, Dialect dialect) {
    std::string names, marks;
    for (std::size_t i = 0; i < layout.columns.size(); ++i) {
        if (i) names += ", ", marks += ", ";
        names += quoted_name(layout.columns[i].name);
        // PostgreSQL: the transaction's own number makes the seq, so that readers can stop below the
        // oldest transaction still running (see postgres/postgres_store.cpp).
        const bool by_transaction = dialect == Dialect::postgres && int(i) == layout.seq_column;
        marks += by_transaction ? "((pg_current_xact_id()::text::bigint << 20) + ?)" : "?";
    }
    std::string text = "insert into " + layout.table + " (" + names + ") values (" + marks + ")";
    if (dialect == Dialect::postgres && layout.seq_column >= 0)
        text += " returning " + quoted_name(layout.columns[layout.seq_column].name);
    return text;
}

}  // namespace

Layout::Layout(const EntityDef& of, Dialect dialect) : entity(&of), table(quoted_name(of.plural)) {
    for (std::size_t i = 0; i < of.fields.size(); ++i) {
        first_column.push_back(int(columns.size()));
        add_columns(of.fields[i], int(i), columns);
    }
    for (const Column& column : columns) {
        if (column.part == Column::Part::key) continue;
        if (!select_list.empty()) select_list += ", ";
        select_list += "r." + quoted_name(column.name);
    }
    if (of.key == journal_entity) {
        const int field = of.index_of(journal_seq);
        VIGIL_CHECK(field >= 0 && of.fields[field].kind == FieldKind::integer);
        seq_column = first_column[field];
    }
    insert_text = insert_text_of(*this, dialect);
}

const Column* Layout::key_column_of(int field) const {
    if (field < 0 || std::size_t(field) >= first_column.size()) return nullptr;
    for (std::size_t i = first_column[field]; i < columns.size() && columns[i].field == field; ++i)
        if (columns[i].part == Column::Part::key) return &columns[i];
    return nullptr;
}

namespace {

Value read_value(FieldKind kind, const Row& row, int at) {
    switch (kind) {
        case FieldKind::integer:
        case FieldKind::decimal:
            return row.number(at);
        case FieldKind::boolean:
            return row.number(at) != 0;
        case FieldKind::day:
            return Day{std::int32_t(row.number(at))};
        case FieldKind::moment:
            return Moment{row.number(at)};
        case FieldKind::link:
            return Id{row.number(at)};
        case FieldKind::money: {
            Money money{row.number(at), {}};
            const auto code = row.is_null(at + 1) ? std::string_view{} : row.text(at + 1);
            if (code.size() == 3)
                std::copy(code.begin(), code.end(), money.currency.letters.begin());
            return money;
        }
        default:
            return std::string(row.text(at));
    }
}

bool fits(FieldKind kind, const Value& value) {
    switch (kind) {
        case FieldKind::integer:
        case FieldKind::decimal:
            return std::holds_alternative<std::int64_t>(value);
        case FieldKind::boolean:
            return std::holds_alternative<bool>(value);
        case FieldKind::day:
            return std::holds_alternative<Day>(value);
        case FieldKind::moment:
            return std::holds_alternative<Moment>(value);
        case FieldKind::link:
            return std::holds_alternative<Id>(value);
        case FieldKind::money:
            return std::holds_alternative<Money>(value);
        default:
            return std::holds_alternative<std::string>(value);
    }
}

}  // namespace

Record read_record(const Layout& layout, const Row& row) {
    Record record(*layout.entity);
    record.values[field_id] = Id{row.number(0)};
    int at = 1;
    for (std::size_t i = 1; i < record.values.size(); ++i) {
        const FieldKind kind = layout.entity->fields[i].kind;
        if (!row.is_null(at)) record.values[i] = read_value(kind, row, at);
        at += kind == FieldKind::money ? 2 : 1;
    }
    return record;
}

Status append_cells(const FieldDef& field, const Value& value, std::vector<Cell>& cells) {
    if (!is_empty(value) && !fits(field.kind, value))
        return fail(FaultKind::internal, "bad_value", "field " + field.key + " has another type");
    Cell cell = is_empty(value) ? Cell{column_type(field.kind)} : cell_of(value);
    if (!cell.null && cell.type == ColumnType::text && !storable(cell.text))
        return fail_field(field.key, "bad_text");
    cells.push_back(cell);
    if (field.kind == FieldKind::money) {
        const auto* money = std::get_if<Money>(&value);
        cells.push_back(money && !money->currency.view().empty() ? cell_of(money->currency.view())
                                                                 : Cell{ColumnType::text});
    }
    if (field.key_column) {
        const std::int64_t key = comparing_key(field, value);
        cells.push_back(key == 0 ? Cell{ColumnType::bigint} : cell_of(key));
    }
    return {};
}

}  // namespace vigil::storage
