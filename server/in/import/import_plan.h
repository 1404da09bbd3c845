// What an import is going to do: which column goes into which field, how its cells are read, and what had
// to be assumed. Made from the header, the map and a first pass over the file.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "in/import/cell_value.h"
#include "in/import/columns.h"
#include "in/import/csv_file.h"
#include "in/import/import_map.h"
#include "in/import/templates.h"
#include "usecases/import_rows.h"

namespace vigil::import {

// A thing a person should know about a column; `code` is a key of the words catalogue.
struct Assumption {
    std::string code;
    FaultArgs args;
};

struct PlannedColumn {
    static constexpr std::size_t derived = std::size_t(-1);
    std::size_t column = derived;  // place in the file
    std::string header{};          // of a derived one: its field
    std::string field{};           // key or "link.key"; "" = goes nowhere
    std::string how = "none";      // none, skipped, map, name, derived, own_field
    int confidence = 0;            // of a match by name, see columns.h
    std::vector<std::string> rivals{};
    std::vector<std::string> examples{};  // up to three different filled cells
    // What these become, each as JSON, null where it is refused; of numbers, money and dates alone.
    std::vector<std::string> kept{};
    std::vector<std::string> example_currencies{};  // beside the examples, where currency_from says
    ColumnPlan shape{};
    std::vector<Assumption> assumptions{};

    // Bound to the catalogue:
    int index = -1;      // of the field; of the link for "link.key"; -1 = is read but not written
    int sub_index = -1;  // of "link.key": the field of the linked entity
    bool full_name = false;
    bool is_currency = false;              // of the money in `index`, which reads it from here
    std::size_t currency_from = derived;   // of money: the column that names its currency
    FieldDef definition{};                 // of an own field that is not made yet
    std::shared_ptr<CellReader> reader{};  // none for links
    std::shared_ptr<LinkSpec> link{};
    std::optional<Template> from{};
    RecordInput made_set{};
    std::vector<std::pair<int, Template>> made_derive{};
    ColumnMap map{};
    std::set<std::string> new_choices{};  // texts no choice fits
    std::uint64_t unlinked = 0;           // rows whose cell names nothing, of a link

    // Its cells are values of a field of their own.
    bool is_value() const { return !field.empty() && !full_name && !link && !is_currency; }
};

class ImportPlan {
  public:
    // Binds header and map to the fields. Faults (malformed): import_map_malformed, import_no_such_column,
    // unknown_entity, import_unknown_field, import_field_closed, import_match_missing.
    static Result<ImportPlan> make(const CompanyPtr& company, std::string_view entity,
                                   const ImportMap& map, const std::vector<std::string>& header);

    // First pass: call for each row, then once at the end. Fault refused import_too_many_choices.
    void see(const CsvRow& row);
    Status decide();

    const EntityDef& entity() const { return *entity_; }
    const std::vector<PlannedColumn>& columns() const { return columns_; }
    const ImportMap& map() const { return map_; }
    std::uint64_t rows() const { return rows_; }
    // The header a field's value came from; "" when none.
    std::string header_of(std::string_view field) const;
    const EmptyMarkers& markers() const { return markers_; }
    // The same plan after the model was changed by it.
    Result<ImportPlan> rebound(const CompanyPtr& company) const;

  private:
    Status bind_explicit(const std::vector<std::string>& header);
    void bind_by_name(const std::vector<std::string>& header);
    void bind_currencies(const std::vector<std::string>& header);
    void lead_to_currencies();
    Status bind_derived();
    Status bind(PlannedColumn& column);
    Status bind_link(PlannedColumn& column, const EntityDef& of, int index);
    Status bind_made(PlannedColumn& column, const EntityDef& target);
    const FieldDef& field_of(const PlannedColumn& column) const;
    std::string currency_beside(const PlannedColumn& column, const CsvRow& row) const;
    bool is_empty_at(const CsvRow& row, std::size_t column) const;
    void note_unlinked(PlannedColumn& column) const;
    void decide_column(PlannedColumn& column, const ColumnProfile& profile);
    void see_choice(PlannedColumn& column, std::string_view cell);
    void keep_examples(PlannedColumn& column) const;
    Status check_match() const;
    CellReader::Habits habits(const PlannedColumn& column) const;

    CompanyPtr company_;
    const EntityDef* entity_ = nullptr;
    ImportMap map_;
    std::vector<std::string> header_;
    std::vector<PlannedColumn> columns_;
    std::vector<ColumnProfile> profiles_;
    EmptyMarkers markers_;
    std::uint64_t rows_ = 0;
};

// May the generic use cases set it?
bool is_importable(const FieldDef& field);

}  // namespace vigil::import
