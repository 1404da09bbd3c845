#include "usecases/purge.h"

#include "usecases/conditions.h"
#include "usecases/keep_file.h"
#include "usecases/throttle.h"
#include "usecases/unit_of_work.h"

namespace vigil {

namespace {

constexpr int chunk = 500;

// Rows of `entity` whose `moment` lies before now - `keep`.
struct Worn {
    const char *entity, *moment;
    Span keep;
};
constexpr Worn worn[] = {{"attempt", "at", throttle_window_max},
                         {"session", "expires_at", Span{}},
                         {"idempotency", "at", days(1)},
                         {"form_ticket", "at", days(2)},
                         {"job", "at", days(60)}};  // can be undone for 7 days

Result<int> purge_chunk(Engine& engine, const Worn& what) {
    const Actor house = Actor::house("purge");
    int count = 0;
    VIGIL_DO(work(engine, house, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        const EntityDef& entity = unit.entity(what.entity);
        Query query;
        query.entity = &entity;
        query.where = compare(entity, what.moment, Condition::Op::lt, unit.now() - what.keep);
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
