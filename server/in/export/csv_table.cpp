#include <fstream>

#include "base/csv_cell.h"
#include "in/export/table.h"

namespace vigil::exporting {

namespace {

class CsvTable final : public Table {
  public:
    explicit CsvTable(const std::string& path) : out_(path, std::ios::binary | std::ios::trunc) {}

    bool good() const { return out_.good(); }

    Status header(const std::vector<std::string>& names) override {
        line_ = "\xEF\xBB\xBF";
        bool first = true;
        for (const auto& name : names) put(name, CellGuard::formulas, first), first = false;
        return end_line();
    }

    Status row(const std::vector<Cell>& cells) override {
        line_.clear();
        bool first = true;
        for (const auto& cell : cells) {
            // A number may begin with a minus; it is one all the same.
            put(cell.text, cell.is_text ? CellGuard::formulas : CellGuard::none, first);
            first = false;
        }
        if (line_.empty()) line_ = "\"\"";  // a lone empty cell: an empty line would be no row
        return end_line();
    }

    Status finish() override {
        out_.close();
        return out_ ? Status() : broken();
    }

  private:
    static std::unexpected<Fault> broken() {
        return fail(FaultKind::unavailable, "export_failed", "the file cannot be written");
    }
    void put(std::string_view value, CellGuard guard, bool first) {
        if (!first) line_ += ',';
        line_ += csv_cell(value, guard);
    }
    Status end_line() {
        line_ += "\r\n";
        out_.write(line_.data(), std::streamsize(line_.size()));
        return out_ ? Status() : broken();
    }

    std::ofstream out_;
    std::string line_;
};

}  // namespace

Result<std::unique_ptr<Table>> csv_table(const std::string& path) {
    auto table = std::make_unique<CsvTable>(path);
    if (!table->good())
        return fail(FaultKind::unavailable, "export_failed", path + " cannot be written");
    return table;
}

}  // namespace vigil::exporting
