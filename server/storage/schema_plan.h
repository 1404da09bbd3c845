// What a database has, what the catalogue wants, and the difference as statements. Only adds.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/catalogue.h"
#include "ports/store.h"
#include "storage/rows.h"

namespace vigil::storage {

struct ActualTable {
    std::map<std::string, ColumnType, std::less<>> columns;
    std::set<std::string, std::less<>> indexes;  // usable ones, by name
};
using ActualSchema = std::map<std::string, ActualTable, std::less<>>;  // by bare name

struct WantedIndex {
    std::string name;   // readable, with a hash of all that makes it; at most 63 bytes
    std::string table;  // bare
    std::vector<std::string> columns;  // "-name" = descending
    bool unique = false;
    std::string where;
};

struct SchemaStep {
    enum class Kind { create_table, add_column, create_index };
    Kind kind = Kind::create_table;
    std::string table;  // bare
    std::string text{};
    std::string index{};  // name, of create_index
    bool unique = false;
    bool is_new_table = false;  // of create_index: made by the same plan
    // A key column added to a table that has rows: those rows' keys must be worked out (field's index).
    const EntityDef* fill_entity = nullptr;
    int fill_field = -1;
};

// Declared indexes, one for each indexed, unique and key column, and the journal's seq. What lists are made
// of has each of them in the order of lists too: newest first, the id last; and one for all records,
// one for the removed.
std::vector<WantedIndex> wanted_indexes(const EntityDef& entity);
// Steps that take longer the more rows there are, and that nothing but speed depends on.
bool can_wait(const SchemaStep& step);
std::string index_text(const WantedIndex& index, Dialect dialect, bool concurrently);

// Faults: `bad_declaration` when a name is too long for PostgreSQL or a column lies there with another
// type.
Result<std::vector<SchemaStep>> schema_plan(const Catalogue& catalogue, const ActualSchema& actual,
                                            Dialect dialect);
// What shape() has ever made or found there is kept in a table of its own, one row for each table and column, so
// that what is lost is told from what is still to come.
inline constexpr std::string_view shaped_table = "vigil_shaped";
std::string shaped_table_text(Dialect dialect);
// Writes down what is declared, as far as it is not among `known`; no statements where all is.
std::vector<std::string> note_shaped(const Catalogue& catalogue,
                                     const std::set<std::string, std::less<>>& known);

// The declared tables and columns that are not there.
Soundness missing(const Catalogue& catalogue, const ActualSchema& actual,
                  const std::set<std::string, std::less<>>& shaped);

}  // namespace vigil::storage
