// What the caller may do with records, in JSON.
#pragma once

#include <map>
#include <string>

#include "usecases/may_do.h"

namespace vigil::http {

// {"change", "remove", "acts": [key, …]}
void write_may(std::string& out, const MayDo& may);
// {ID: …}
void write_may(std::string& out, const std::map<Id, MayDo>& all);

}  // namespace vigil::http
