// A table's rows and our records, the one turned into the other; the same for both stores. What lies in
// which column is said in storage/columns.h.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/entity.h"
#include "model/record.h"
#include "storage/condition_sql.h"

namespace vigil::storage {

enum class ColumnType { bigint, text };

// One value as a database knows it. `text` points into what it was made of.
struct Cell {
    ColumnType type = ColumnType::text;
    bool null = true;
    std::int64_t number = 0;
    std::string_view text{};
};
Cell cell_of(std::int64_t number);
Cell cell_of(std::string_view text);
// A value as a parameter of a condition; money stands for its minor units.
Cell cell_of(const Value& value);

// The row a statement stands on.
class Row {
  public:
    virtual ~Row() = default;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t number(int column) const = 0;
    // Valid until the next row.
    virtual std::string_view text(int column) const = 0;
};

struct Column {
    enum class Part { value, currency, key };
    std::string name;
    ColumnType type = ColumnType::text;
    int field = 0;  // index in the entity's fields
    Part part = Part::value;
};

// The key of the entity whose `seq` field the store fills.
inline constexpr std::string_view journal_entity = "journal";
inline constexpr std::string_view journal_seq = "seq";

// How one entity lies in its table, with the texts of its statements.
struct Layout {
    Layout(const EntityDef& of, Dialect dialect);

    const EntityDef* entity;
    std::string table;  // quoted
    std::vector<Column> columns;
    std::vector<int> first_column;  // by field: its value's place in `columns`
    std::string select_list;  // of the alias r: all columns but the keys, as read_record wants them
    std::string insert_text;  // one parameter per column
    int seq_column = -1;      // of the journal: place in `columns`

    const Column& column_of(int field) const { return columns[first_column[field]]; }
    const Column* key_column_of(int field) const;
};

ColumnType column_type(FieldKind kind);

// Reads what `select_list` asked for.
Record read_record(const Layout& layout, const Row& row);

// The cells of one field in the order of its columns, appended to `cells`. Fault `bad_value` (internal)
// when the value is not of the field's type, `bad_text` (refused) when a text holds NUL or is not UTF-8:
// PostgreSQL can hold neither.
Status append_cells(const FieldDef& field, const Value& value, std::vector<Cell>& cells);

}  // namespace vigil::storage
