#include "usecases/purge.h"

#include "usecases/conditions.h"
#include "usecases/keep_file.h"
#include "usecases/throttle.h"
#include "usecases/unit_of_work.h"

namespace vigil {

namespace {

constexpr int chunk = 500;

// Rows of `entity` whose `moment` lies before now - `keep`, if they are such as `which` says.
struct Worn {
    const char *entity, *moment;
    Span keep;
    ConditionPtr (*which)(const EntityDef&) = nullptr;
};

// A promise that never led to an exception and whose premise has ended (docs/decisions/watch_row_stays.md).
ConditionPtr ended_quietly(const EntityDef& watch) {
    return both(field_equals(watch, "over", true), field_is_empty(watch, "exception"));
}

constexpr Worn worn[] = {{"attempt", "at", throttle_window_max},
                         {"session", "expires_at", Span{}},
                         {"idempotency", "at", days(1)},
                         {"form_ticket", "at", days(2)},
                         {"form_turn", "at", days(400)},
                         {"job", "at", days(60)},  // can be undone for 7 days
                         {"watch", "ended_at", watch_kept, ended_quietly}};

Result<int> purge_chunk(Engine& engine, const Worn& what) {
    const Actor house = Actor::house("purge");
    int count = 0;
    VIGIL_DO(work(engine, house, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        const EntityDef& entity = unit.entity(what.entity);
        Query query;
        query.entity = &entity;
        query.where = compare(entity, what.moment, Condition::Op::lt, unit.now() - what.keep);
        if (what.which) query.where = both(what.which(entity), query.where);
        query.order = {{entity.index_of(what.moment), false}};
        query.limit = chunk;
        VIGIL_TRY(const auto rows, unit.view().find(query, Permit::house()));
        for (const auto& row : rows) unit.erase(row);
        count = int(rows.size());
        return {};
    }));
    return count;
}

}  // namespace

Result<int> purge_old(Engine& engine) {
    int all = 0;
    for (const auto& what : worn) {
        int count = chunk;
        while (count == chunk) {
            VIGIL_TRY(count, purge_chunk(engine, what));
            all += count;
        }
    }
    VIGIL_TRY(const int files, purge_files(engine));
    return all + files;
}

}  // namespace vigil
