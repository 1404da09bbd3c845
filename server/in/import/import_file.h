// A whole import: file and map in, plan, dry run or run, and what became of each row out.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/words.h"
#include "in/import/import_plan.h"
#include "in/import/tally.h"
#include "usecases/import_job.h"

namespace vigil::import {

struct ImportOrder {
    std::string entity;  // key or plural
    // Opens the file anew; it is read twice.
    std::function<Result<std::unique_ptr<Source>>()> open;
    ImportMap map{};
    std::string input{};  // JSON for the job row: what was asked for
    bool dry_run = false;
    Id job{};  // one that is running already and finished by its runner; none: a job of its own is made
    std::uint64_t plan_rows_max = 0;  // plan_import: look at so many rows only; 0 = at all
    std::function<bool()> stopped{};  // asked between chunks; true = fault import_interrupted
    std::string language{};           // of reasons; "" = the map's, else English
    const Words* words = nullptr;
    // Called some times a second at most; total is 0 during the first pass.
    std::function<void(std::int64_t done, std::int64_t total)> progress{};
    // Pieces of the two files, see refused.h: refused rows to be mended and fed again; rows that were written
    // but of which something should be looked at. Nothing is called when there are none.
    std::function<void(std::string_view)> refused{};
    std::function<void(std::string_view)> warned{};
};

struct ImportResult {
    Id job{};
    ImportTotals totals{};
    std::vector<PlannedColumn> columns{};
    std::vector<std::string> unmatched{};  // headers that go nowhere though nobody said so
    std::vector<Remark> refused{};         // the first 1,000
    std::vector<Remark> warnings{};        // the first 1,000
    std::vector<Remark> assumptions{};     // per column
    WrongValues wrong{};                   // of all refused rows
    std::optional<GivenTo> given_to{};     // of entities that have an owner
    std::int64_t comments = 0, empty_rows = 0;
    // Of the file; `sample` are its first rows, cell by cell.
    std::string delimiter{}, encoding{};
    std::int64_t rows_seen = 0;
    bool rows_complete = true;  // false: there are more than plan_rows_max
    std::vector<std::vector<std::string>> sample{};
};

// Whether file and map fit one another: opens the file, reads its header. The faults of import_file() that
// come before the first row.
Status check_import(Engine& engine, const ImportOrder& order);

// The first pass alone: how the columns would be read. Writes nothing.
Result<ImportResult> plan_import(Engine& engine, const ImportOrder& order);

// Runs it, as a job unless it is a dry run. New choices and own fields the map asks for are made first; they
// need an administrator. Faults before anything is written: those of the file, the map and the model. A fault
// of the store in the middle leaves what was written, with the job failed.
Result<ImportResult> import_file(Engine& engine, const Actor& actor, const ImportOrder& order);

// {"job", "created", "updated", "unchanged", "refused", "warnings", "unmatched", "columns", "assumptions",
//  "refused_rows": [{line, column, code, reason}], "warned_rows": […], "wrong", "owners": see tally.h}
std::string to_json(const ImportResult& result);

// What a person looks at before he imports: {"columns", "unmatched", "assumptions", "delimiter", "encoding",
// "rows", "rows_complete", "header", "sample", "map": {"columns": {header: field | null}}}
std::string preview_json(const ImportResult& plan);

}  // namespace vigil::import
