// One row of the file as a row for the store, by the plan.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "in/import/import_plan.h"

namespace vigil::import {

class RowBuilder {
  public:
    // `plan` outlives the builder; `defaults` go into each row.
    RowBuilder(const ImportPlan& plan, RecordInput defaults);

    // Cells that cannot be read are answered as faults: the row is to be refused.
    std::vector<FieldFault> build(const CsvRow& row, ImportRow& out) const;

  private:
    // The cell's text, trimmed and translated; empty for markers of emptiness.
    std::string_view text_of(const PlannedColumn& column, const CsvRow& row,
                             std::string& scratch) const;
    // What the file says an amount is in; empty where it does not.
    std::string_view currency_of(const PlannedColumn& column, const CsvRow& row,
                                 std::string& scratch) const;
    std::string_view named(const std::string& name, const CsvRow& row, std::string& scratch) const;
    void add_link(const PlannedColumn& column, std::string_view text, const CsvRow& row,
                  ImportRow& out) const;
    static bool has(const ImportRow& row, int index);

    const ImportPlan& plan_;
    RecordInput defaults_;
    std::unordered_map<std::string, const PlannedColumn*> by_name_;  // header or field
    int first_name_ = -1, last_name_ = -1;
};

// "Ada King" → {"Ada", "King"}; "King, Ada" too; a name without blanks is a last name.
std::pair<std::string, std::string> split_name(std::string_view full);

}  // namespace vigil::import
