// The journal as live events for one caller: only what he may see.
#pragma once

#include "usecases/engine.h"

namespace vigil {

struct Event {
    std::int64_t seq = 0;
    std::string entity, act;
    Id record;
};

// The entity of an event that says that the model itself has changed: an object, a field, a role's rights.
inline constexpr std::string_view model_event = "model";

// Journal rows after `seq`, at most `limit`.
Result<std::vector<Event>> events_after(Engine& engine, std::int64_t seq, int limit);
Result<std::int64_t> last_event(Engine& engine);

// Those of them whose record the permit sees (removed ones too), and all of the model.
Result<std::vector<Event>> visible_events(Engine& engine, const Permit& permit,
                                          const std::vector<Event>& events);

}  // namespace vigil
