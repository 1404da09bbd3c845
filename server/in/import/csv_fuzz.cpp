// Fuzzes what reads a stranger's file: encoding, dialect, rows, values and header names.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/csv_cell.h"
#include "in/import/columns.h"
#include "in/import/csv_file.h"
#include "in/import/refused.h"
#include "in/import/values.h"

namespace {

using namespace vigil::import;
using vigil::CellGuard, vigil::csv_cell;

// Limits so small that they are met, and what they promise.
void read_whole_file(std::string bytes) {
    OpenOptions options;
    options.limits = {.cell_bytes = 1000, .columns = 50, .row_bytes = 5000};
    options.unpack = {.bytes_max = 1u << 20, .ratio_max = 250, .ratio_free = 1u << 16};
    auto file = CsvFile::open(memory_source(std::move(bytes)), options);
    if (!file) return;
    match_columns("lead", file->header(), {{"email", {"E-Mail"}}, {"phone", {"电话"}}});
    std::string refused;
    RefusedWriter writer([&](std::string_view piece) { refused += piece; }, file->header());
    ColumnProfile profile;
    CsvRow row;
    std::uint64_t line = 0;
    while (true) {
        const auto any = file->next(row);
        if (!any || !*any) break;
        if (row.line <= line || row.cells.size() > 2 * options.limits.columns) std::abort();
        line = row.line;
        for (const std::string_view cell : row.cells) profile.see(cell);
        writer.add(row.cells, {row.line, "", "x"});
    }
    const ColumnPlan plan = profile.decide();
    if (plan.dates.order == DateOrder::ymd) std::abort();
}

void read_values(std::string_view text) {
    for (const auto order : {DateOrder::dmy, DateOrder::mdy}) {
        (void)parse_date(text, {.order = order, .excel_serial = true, .format = {}});
    }
    if (const auto plan = date_plan_of(text.substr(0, 20))) (void)parse_date(text, *plan);
    for (const auto mark : {DecimalMark::point, DecimalMark::comma}) {
        const auto amount = parse_amount(text, mark);
        if (amount && (amount->value.scale < 0 || amount->value.scale > 18)) std::abort();
        (void)parse_integer(text, mark);
    }
    // What csv_cell writes reads back as it was.
    const std::string cell = csv_cell(text, CellGuard::none) + "\n";
    RowParser parser({});
    std::vector<std::string_view> cells;
    const ParsedRow parsed = parser.parse(cell, true, cells);
    if (parsed.outcome != ParsedRow::Outcome::row) std::abort();
    if (cells.size() != 1 || cells[0] != text) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    read_whole_file(bytes);
    read_values(bytes);
    return 0;
}
