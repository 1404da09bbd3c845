#include "usecases/bulk.h"

#include "base/secrets.h"
#include "usecases/conditions.h"
#include "usecases/find_records.h"
#include "usecases/update_record.h"

namespace vigil {

namespace {

Result<std::vector<Id>> chosen(UnitOfWork& work, const EntityDef& entity,
                               const BulkRequest& request) {
    if (!request.filter) return request.ids;
    Query query;
    query.entity = &entity;
    query.context = work.actor().permit.who();
    query.limit = bulk_max + 1;
    VIGIL_TRY(query.where, parse_filter(work.company(), work.actor(), entity, *request.filter));
    VIGIL_TRY(const auto rows, work.view().find(query, work.actor().permit));
    std::vector<Id> ids;
    for (const auto& row : rows) ids.push_back(row.id());
    return ids;
}

Status change_one(UnitOfWork& work, const EntityDef& entity, Id id, const BulkRequest& request) {
    if (request.act.empty()) {
        VIGIL_DO(stage_update(work, entity, id, request.change));
        return {};
    }
    return stage_act(work, entity, id, request.act, request.input);
}

}  // namespace

Result<BulkDone> bulk_change(Engine& engine, const Actor& actor, const EntityDef& entity,
                             const BulkRequest& request) {
    BulkDone done;
    VIGIL_TRY(done.committed,
              work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
                  const EntityDef& own = unit.entity(entity.key);
                  VIGIL_TRY(const auto ids, chosen(unit, own, request));
                  if (ids.size() > std::size_t(bulk_max))
                      return fail(FaultKind::too_large, "too_many_records", {},
                                  {{"limit", std::to_string(bulk_max)}});
                  for (const Id id : ids) {
                      auto one = change_one(unit, own, id, request);
                      if (one) continue;
                      Fault fault = std::move(one).error();
                      fault.args.emplace_back("record", to_string(id));
                      return std::unexpected(std::move(fault));
                  }
                  done.changed = int(ids.size());
                  return {};
              }));
    return done;
}

Result<std::optional<Committed>> find_idempotent(Engine& engine, const Actor& actor,
                                                 std::string_view key, std::string_view request) {
    if (key.empty() || key.size() > 255)
        return fail(FaultKind::malformed, "idempotency_key_malformed");
    const auto company = engine.company.current();
    const EntityDef& entity = company->catalogue->need("idempotency");
    const int field = entity.index_of("key");
    const auto hash = comparing_key(entity.fields[std::size_t(field)], std::string(key));
    VIGIL_TRY(const auto rows,
              engine.store.read()->find_by_key(entity, field, hash, Permit::house()));
    for (const auto& row : rows) {
        if (row.text("key") != key || Id{integer_of(row["user"])} != actor.user) continue;
        if (moment_of(row["at"]) < engine.clock.now() - days(1)) continue;
        if (row.text("request_hash") != hash_token(request))
            return fail(FaultKind::conflict, "idempotency_key_reused");
        Committed done;
        done.journal = Id{integer_of(row["journal"])};
        done.record = parse_id(row.text("answer")).value_or(Id{});
        return std::optional(done);
    }
    return std::optional<Committed>();
}

}  // namespace vigil
