// Exceptions as one reader gets them: in his language, names instead of ids, no more than he may see.
#pragma once

#include <string>
#include <vector>

#include "usecases/engine.h"
#include "watch/attention.h"

namespace vigil::http {

// A JSON array of them as lists show them.
Result<std::string> exceptions_json(Engine& engine, const Actor& actor,
                                    const std::vector<Record>& rows);

// One of them; with its evidence.
Result<std::string> exception_json(Engine& engine, const Actor& actor, const Record& row);
Result<std::string> evidence_json(Engine& engine, const Actor& actor, const Record& row);

// [{"count", "stakes": [{"amount", "currency"}], "first": an exception}]; `firsts`: one of each bundle, in their order.
Result<std::string> bundles_json(Engine& engine, const Actor& actor,
                                 const std::vector<watch::Bundle>& bundles,
                                 const std::vector<Record>& firsts);

}  // namespace vigil::http
