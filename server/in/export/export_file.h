// A list as a file: CSV or a workbook.
#pragma once

#include <string>

#include "usecases/export_records.h"

namespace vigil::exporting {

enum class Format { csv, xlsx };

struct ExportOrder {
    ExportRequest request;
    Format format = Format::csv;
    bool by_key = false;    // header and choices by their keys; else by their labels
    bool link_ids = false;  // links by id; else by name
};

// Writes the file at `path`; answers how many records. One that failed may leave a part of it. Faults: those
// of RecordExport, export_failed (unavailable), export_too_many_rows (refused).
Result<std::int64_t> export_file(Engine& engine, const Actor& actor, const ExportOrder& order,
                                 const std::string& path);

}  // namespace vigil::exporting
