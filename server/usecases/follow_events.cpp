#include "usecases/follow_events.h"

#include <algorithm>
#include <set>

namespace vigil {

namespace {

// What everybody's page is built from, rights of roles included.
bool is_of_model(const Event& event) { return event.entity == model_event; }

}  // namespace

Result<std::vector<Event>> events_after(Engine& engine, std::int64_t seq, int limit) {
    VIGIL_TRY(const auto rows, engine.store.read_once()->journal_after(seq, limit));
    std::vector<Event> events;
    for (const auto& row : rows) {
        const auto entity = row.text("entity");
        events.push_back({integer_of(row["seq"]),
                          std::string(entity == "overlay" ? model_event : entity),
                          std::string(row.text("act")), Id{integer_of(row["record"])}});
    }
    // Who is told of another model asks for it at once; this node may not have read it yet.
    if (std::ranges::any_of(events, is_of_model)) VIGIL_DO(engine.company.catch_up());
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
        if (is_of_model(event) || seen.contains(event.record)) visible.push_back(event);
    return visible;
}

}  // namespace vigil
