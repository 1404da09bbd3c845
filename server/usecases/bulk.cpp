#include "usecases/bulk.h"

#include "base/secrets.h"
#include "usecases/conditions.h"
#include "usecases/find_records.h"
#include "usecases/rehearse.h"
#include "usecases/update_record.h"

namespace vigil {

namespace {

constexpr std::string_view act_remove = "remove", act_restore = "restore";

// What the filter of a request finds: of what is to come back, what is in the recycle bin.
Result<Query> found_by(const Company& company, const Actor& actor, const EntityDef& entity,
                       const BulkRequest& request) {
    Query query;
    query.entity = &entity;
    query.context = actor.permit.who();
    if (request.act == act_restore) query.removed = Removed::only;
    VIGIL_TRY(query.where, parse_filter(company, actor, entity, *request.filter));
    return query;
}

Result<std::vector<Id>> chosen(UnitOfWork& work, const EntityDef& entity,
                               const BulkRequest& request) {
    if (!request.filter) return request.ids;
    VIGIL_TRY(auto query, found_by(work.company(), work.actor(), entity, request));
    query.limit = bulk_max + 1;
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
    if (request.act == act_remove) return stage_remove(work, entity, id);
    if (request.act == act_restore) return stage_restore(work, entity, id);
    return stage_act(work, entity, id, request.act, request.input);
}

constexpr int page_records = 2'000;

Status check_ids(const BulkRequest& request) {
    if (request.ids.size() <= bulk_ids_max) return {};
    return fail(FaultKind::too_large, "too_many_records", {},
                {{"limit", std::to_string(bulk_ids_max)}});
}

// All of them, as they are at one instant.
Result<std::vector<Id>> all_chosen(Engine& engine, const Actor& actor, const EntityDef& entity,
                                   const BulkRequest& request) {
    std::vector<Id> ids = request.ids;
    if (request.filter) {
        const auto company = engine.company.current();
        const EntityDef& own = company->catalogue->need(entity.key);
        VIGIL_TRY(auto query, found_by(*company, actor, own, request));
        query.order = {{field_id, false}};
        query.limit = page_records;
        const auto view = engine.store.read();
        for (bool more = true; more;) {
            VIGIL_TRY(const auto rows, view->find(query, actor.permit));
            for (const auto& row : rows) ids.push_back(row.id());
            more = int(rows.size()) == query.limit;
            if (more) query.after = {ids.back(), ids.back()};
        }
    }
    return ids;
}

Status change_all(UnitOfWork& unit, const EntityDef& asked, std::span<const Id> ids,
                  const BulkRequest& request) {
    const EntityDef& entity = unit.entity(asked.key);
    for (const Id id : ids) VIGIL_DO(change_one(unit, entity, id, request));
    return {};
}

}  // namespace

bool is_bulk_act(std::string_view act) { return act == act_remove || act == act_restore; }

Result<std::int64_t> count_chosen(Engine& engine, const Actor& actor, const EntityDef& asked,
                                  const BulkRequest& request) {
    VIGIL_DO(check_ids(request));
    if (!request.filter) return std::int64_t(request.ids.size());
    const auto company = engine.company.current();
    const EntityDef& own = company->catalogue->need(asked.key);
    VIGIL_TRY(const auto query, found_by(*company, actor, own, request));
    return engine.store.read()->count(query, actor.permit);
}

Result<BulkReport> bulk_in_background(JobTask& task, const EntityDef& entity,
                                      const BulkRequest& request) {
    VIGIL_DO(check_ids(request));
    VIGIL_TRY(const auto ids, all_chosen(task.engine, task.actor, entity, request));
    return in_background(task, ids, [&](UnitOfWork& unit, std::span<const Id> some) {
        return change_all(unit, entity, some, request);
    });
}

Result<BulkReport> rehearse_bulk(Engine& engine, const Actor& actor, const EntityDef& entity,
                                 const BulkRequest& request) {
    VIGIL_TRY(const std::int64_t count, count_chosen(engine, actor, entity, request));
    if (count > bulk_max)
        return fail(FaultKind::too_large, "too_many_records", {},
                    {{"limit", std::to_string(bulk_max)}});
    VIGIL_TRY(const auto ids, all_chosen(engine, actor, entity, request));
    const Actor trial = on_trial(actor);
    InChunks bulk([&](std::span<const Id> some, const BulkReport&) -> Status {
        VIGIL_DO(work(engine, trial, engine.clock.now(),
                      [&](UnitOfWork& unit) { return change_all(unit, entity, some, request); }));
        return {};
    });
    VIGIL_DO(bulk.all(ids));
    return bulk.report();
}

Result<Committed> bulk_change(Engine& engine, const Actor& actor, const EntityDef& entity,
                              const BulkRequest& request) {
    return work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
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
        unit.answers(changed_text(ids.size()));
        return {};
    });
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
        done.answer = row.text("answer");
        done.record = parse_id(done.answer).value_or(Id{});
        return std::optional(done);
    }
    return std::optional<Committed>();
}

}  // namespace vigil
