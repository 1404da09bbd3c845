// The pulse of a list's records in JSON, for one caller.
#pragma once

#include <map>
#include <string>

#include "usecases/read_pulse.h"

namespace vigil::http {

// {ID: {"last_touch", "next_step", "promise", "rests_since"}}, each null where there is none.
// Values the permit hides are null.
void write_pulse(std::string& out, const std::map<Id, Pulse>& pulses, const Actor& actor);

}  // namespace vigil::http
