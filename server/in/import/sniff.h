// Finds out how a CSV file is written from its first 64 kB: every likely dialect reads them, and the
// one whose rows agree best wins. Pure; the same head gives the same answer.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "in/import/reader.h"

namespace vigil::import {

inline constexpr std::size_t sniff_bytes = 64 * 1024;

struct Sniffed {
    Dialect dialect;
    // Physical lines before the header or the first row: titles, remarks, "sep=;".
    std::size_t preamble_lines = 0;
    bool has_header = true;
    // False: nothing in the data told; a header was assumed.
    bool header_certain = false;
    // Share of the rows read that have the usual number of cells, 0 .. 1.
    double agreement = 1.0;
};

// `head`: UTF-8 text without byte order mark; `whole`: it is the whole file.
Sniffed sniff(std::string_view head, bool whole);

// Whether `first` names the columns of `rows`; for sniff() and for a dialect that was given.
// `certain` says whether anything told.
bool looks_like_header(const std::vector<std::string>& first,
                       const std::vector<std::vector<std::string>>& rows, bool& certain);

}  // namespace vigil::import
