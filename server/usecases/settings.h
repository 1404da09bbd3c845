// Rows of the company's settings, by their key. Values are JSON as text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "usecases/unit_of_work.h"

namespace vigil {

Result<std::optional<Record>> find_setting(ReadView& view, const EntityDef& settings,
                                           std::string_view key);

// Journaled, so that undo takes it back; nothing where it says the same already.
Status stage_setting(UnitOfWork& work, std::string_view key, const std::string& value,
                     std::string_view act = "update");
// The same without a trace in the journal: for what shall stand in its row and nowhere else.
Status stage_silent_setting(UnitOfWork& work, std::string_view key, const std::string& value);

}  // namespace vigil
