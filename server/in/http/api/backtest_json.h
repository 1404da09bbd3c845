// A back-test as its reader gets it, by the API and by the command line.
#pragma once

#include <string>

#include "usecases/engine.h"
#include "watch/backtest.h"

namespace vigil::http {

// The schema `Backtest` of openapi.h. Records out of the reader's sight have no title. At most `most`
// exceptions are listed, all are counted. Fault: the store's.
Result<std::string> backtest_json(Engine& engine, const Actor& reader,
                                  const watch::Backtest& result, std::size_t most = 1'000);

// The time of whole days, as the company's clock has them: "2026-02-01" to "2026-02-28", both included.
// Faults of fields `from` and `to`.
struct DaysAsked {
    Moment from, to;
};
Result<DaysAsked> days_asked(const Company& company, std::string_view from, std::string_view to);

}  // namespace vigil::http
