// Values as the cells of a CSV file, and back.
#pragma once

#include <string>
#include <string_view>

namespace vigil {

// `formulas`: a value a spreadsheet would run (it starts with = + - @ tab or CR, and is no plain
// number or phone) gets an apostrophe in front. For exports, which are read by spreadsheets; not for
// files that come back, where the value must stay as it was.
enum class CellGuard { none, formulas };

// The value as one CSV cell, quoted where needed; reading it back gives `value` (with its guard).
std::string csv_cell(std::string_view value, CellGuard guard, char delimiter = ',');

// Takes the apostrophe of CellGuard::formulas off again.
std::string_view without_guard(std::string_view value);

}  // namespace vigil
