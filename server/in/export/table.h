// A table on its way into a file: cells are written as they come, nothing is kept.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/zone.h"
#include "model/entity.h"

namespace vigil::exporting {

// One value as it stands in a file.
struct Cell {
    FieldKind kind = FieldKind::text;
    const Value* value = nullptr;  // of that kind, for files whose cells have types
    std::string text{};            // the value written out; "" = empty
    bool is_text = true;           // nothing but the text counts: names, labels, what is masked
};

class Table {
  public:
    virtual ~Table() = default;
    virtual Status header(const std::vector<std::string>& names) = 0;
    // One cell per column. Fault refused export_too_many_rows where the format has an end.
    virtual Status row(const std::vector<Cell>& cells) = 0;
    // Without it the file is worth nothing.
    virtual Status finish() = 0;
};

// UTF-8 with byte order mark, CR LF, commas; text that a spreadsheet would take for a formula has an
// apostrophe in front, which the import takes off again.
Result<std::unique_ptr<Table>> csv_table(const std::string& path);

// Numbers, amounts, days and moments (as the clock shows them in `zone`) are cells of their own kinds.
Result<std::unique_ptr<Table>> xlsx_table(const std::string& path, const Zone& zone);

}  // namespace vigil::exporting
