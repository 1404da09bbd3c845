#include "usecases/follow_events.h"

#include <set>

namespace vigil {

Result<std::vector<Event>> events_after(Engine& engine, std::int64_t seq, int limit) {
    VIGIL_TRY(const auto rows, engine.store.read_once()->journal_after(seq, limit));
    std::vector<Event> events;
    for (const auto& row : rows)
        events.push_back({integer_of(row["seq"]), std::string(row.text("entity")),
                          std::string(row.text("act")), Id{integer_of(row["record"])}});
    return events;
}

Result<std::int64_t> last_event(Engine& engine) { return engine.store.read_once()->journal_end(); }

Result<std::vector<Event>> visible_events(Engine& engine, const Permit& permit,
                                          const std::vector<Event>& events) {
    const auto company = engine.company.current();
    std::map<std::string, std::set<Id>> wanted;
    for (const auto& event : events) wanted[event.entity].insert(event.record);
    const auto view = engine.store.read();
    std::set<Id> seen;
    for (const auto& [key, ids] : wanted) {
        const EntityDef* entity = company->catalogue->entity(key);
        if (!entity || entity->system) continue;
        VIGIL_TRY(const auto records, view->get_many(*entity, {ids.begin(), ids.end()}, permit));
        for (const auto& record : records) seen.insert(record.id());
    }
    std::vector<Event> visible;
    for (const auto& event : events)
        if (seen.contains(event.record)) visible.push_back(event);
    return visible;
}

}  // namespace vigil
