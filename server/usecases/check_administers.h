// Who keeps the house: company settings, mail, backups, health.
#pragma once

#include "usecases/engine.h"

namespace vigil {

// Fault forbidden `office_not_yours` for whose role does not administer (Company::is_administrator).
Status check_administers(const Engine& engine, const Actor& actor);

}  // namespace vigil
