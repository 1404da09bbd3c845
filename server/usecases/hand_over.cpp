#include "usecases/hand_over.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>

#include "usecases/check_administers.h"
#include "usecases/company.h"
#include "usecases/find_records.h"
#include "usecases/in_chunks.h"
#include "usecases/rotation.h"
#include "usecases/update_record.h"

namespace vigil {

namespace {

using Json = nlohmann::json;

constexpr std::size_t told_max = 1'000;
constexpr int page_records = 2'000;

// Which of his records are still work for somebody; of entities not named here all are.
struct Alive {
    std::string_view entity, filter;
};
constexpr Alive alive[] = {{"lead", "status in (new, working, qualified)"},
                           {"opportunity", "stage not in (won, lost)"},
                           {"activity", "state = planned"},
                           {"form", "active = true"}};
// Not work: numbers of the past, and what is his alone.
constexpr std::string_view not_work[] = {"plan", "saved_view", "exception", "snooze"};

std::string filter_of(const EntityDef& entity, Id from) {
    std::string filter = "owner = " + to_string(from);
    for (const auto& one : alive)
        if (one.entity == entity.key) filter += " and " + std::string(one.filter);
    return filter;
}
std::string exceptions_filter(Id from) {
    return "owner = " + to_string(from) + " and state in (warned, open)";
}
std::string teams_filter(Id from) { return "manager = " + to_string(from); }

Result<Query> query_of(const Company& company, const Actor& actor, const EntityDef& entity,
                       std::string_view filter) {
    Query query;
    query.entity = &entity;
    query.context = actor.permit.who();
    query.order = {{field_id, false}};
    query.limit = page_records;
    VIGIL_TRY(query.where, parse_filter(company, Actor::house(), entity, filter));
    return query;
}

bool may_see(const Actor& actor, const EntityDef& entity) {
    if (actor.permit.is_house()) return true;
    const EntityPermit* rights = actor.permit.of(entity);
    return rights && rights->may_see;
}

// The next in his team, never himself; none when there is no other.
Id next_after(const Company& company, const HandOver& ask, Id last, Moment now) {
    const Person* person = company.person(ask.from);
    if (!person) return {};
    const Id next = next_in_team(company, person->team, last, now);
    if (next != ask.from) return next;
    const Id after = next_in_team(company, person->team, next, now);
    return after == ask.from ? Id{} : after;
}

Status check(Engine& engine, const Actor& actor, const HandOver& ask) {
    UnitOfWork unit(engine, actor, engine.clock.now());  // reads only
    const EntityDef& users = unit.entity("user");
    VIGIL_TRY(const auto person, unit.need(users, ask.from));
    if (person.removed()) return fail(FaultKind::not_found, "not_found");
    VIGIL_DO(check_scope(unit, person));
    // Everybody may change his own language; that is no right to hand out his work.
    const bool leads = check_administers(engine, actor) || actor.permit.works_as() == "manager";
    if (!leads) return fail(FaultKind::forbidden, "not_yours_to_change");
    const Company& company = unit.company();
    if (ask.to) {
        const Person* to = company.person(ask.to);
        if (!to || !to->active || ask.to == ask.from) return fail_field("to", "no_such_person");
    } else if (!next_after(company, ask, ask.from, unit.now())) {
        return fail(FaultKind::refused, "nobody_in_rotation");
    }
    if (!ask.deactivate) return {};
    if (ask.from == actor.user) return fail_field("deactivate", "own_account");
    return check_rights(actor, users, {{users.index_of("active"), Value(false)}});
}

class Mover {
  public:
    Mover(JobTask& task, const HandOver& ask)
        : task_(task), ask_(ask), last_(ask.from), permit_(task.actor.permit) {}

    Result<std::string> run() {
        const auto company = task_.engine.company.current();
        VIGIL_DO(count(*company));
        VIGIL_TRY(const auto exceptions, open_exceptions(*company));
        for (const EntityDef* entity : owned_entities(*company->catalogue))
            if (may_see(task_.actor, *entity))
                VIGIL_DO(move_all(*company, *entity, filter_of(*entity, ask_.from)));
        if (ask_.to)
            VIGIL_DO(move_all(*company, company->catalogue->need("team"), teams_filter(ask_.from)));
        if (ask_.deactivate) VIGIL_DO(deactivate());
        const auto changed = task_.engine.company.current();
        VIGIL_TRY(const auto left, open_exceptions(*changed));
        if (left < exceptions) {  // they went with their records
            moved_["exception"] += exceptions - left;
            done_ += exceptions - left;
        }
        VIGIL_DO(move_all(*changed, changed->catalogue->need("exception"),
                          exceptions_filter(ask_.from)));
        Json moved = Json::object();
        for (const auto& [entity, number] : moved_) moved[entity] = number;
        return Json{{"moved", moved}, {"refused_count", refused_count_}, {"refused", refused_}}
            .dump();
    }

  private:
    Status count(const Company& company) {
        VIGIL_TRY(const auto moves, preview_hand_over(task_.engine, task_.actor, ask_));
        std::int64_t total = 0;
        for (const auto& move : moves) total += move.stays ? 0 : move.count;
        (void)company;
        return set_job_number(task_.engine, task_.id, "total", total);
    }

    Result<std::int64_t> open_exceptions(const Company& company) {
        VIGIL_TRY(const Query query,
                  query_of(company, task_.actor, company.catalogue->need("exception"),
                           exceptions_filter(ask_.from)));
        return task_.engine.store.read()->count(query, task_.actor.permit);
    }

    // Those there are when it begins; what moves leaves the filter.
    Status move_all(const Company& company, const EntityDef& entity, const std::string& filter) {
        VIGIL_TRY(Query query, query_of(company, task_.actor, entity, filter));
        std::vector<Id> ids;
        const auto view = task_.engine.store.read();
        for (bool more = true; more;) {
            VIGIL_TRY(const auto rows, view->find(query, permit_));
            for (const auto& row : rows) ids.push_back(row.id());
            more = int(rows.size()) == query.limit;
            if (more) query.after = {ids.back(), ids.back()};
        }
        InChunks chunks([&](std::span<const Id> some, const BulkReport& so_far) {
            return commit(entity.key, some, so_far);
        });
        VIGIL_DO(chunks.all(ids, task_.stopped));
        return take(entity.key, chunks.report());
    }
    Status take(const std::string& entity, const BulkReport& report) {
        if (report.changed) moved_[entity] += report.changed;
        done_ += report.changed;
        refused_count_ += report.refused_count;
        for (const auto& [record, fault] : report.refused) {
            if (refused_.size() >= told_max) break;
            Json told = Json::parse(fault_json(fault));
            told["entity"] = entity;
            told["record"] = to_string(record);
            refused_.push_back(std::move(told));
        }
        return tell_job_progress(task_.engine, task_.id, done_ + refused_count_, refused_count_);
    }
    Status commit(const std::string& key, std::span<const Id> ids, const BulkReport& so_far) {
        Engine& engine = task_.engine;
        const Id last = last_;
        const auto by_account = by_account_;
        const std::int64_t refused = refused_count_ + so_far.refused_count;
        const auto done =
            work(engine, task_.actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
                last_ = last;  // tried again, it is the same people's turn
                by_account_ = by_account;
                unit.belongs_to(task_.id);
                const EntityDef& entity = unit.entity(key);
                for (const Id id : ids) VIGIL_DO(move_one(unit, entity, id));
                return stage_job_progress(
                    unit, task_.id, done_ + so_far.changed + refused + std::int64_t(ids.size()),
                    refused);
            });
        if (done) return {};
        last_ = last;
        by_account_ = by_account;
        return pass_on(done.error());
    }
    Status move_one(UnitOfWork& unit, const EntityDef& entity, Id id) {
        if (entity.key == "exception") return move_exception(unit, entity, id);
        VIGIL_TRY(const auto record, unit.need(entity, id));
        const bool team = entity.key == "team";
        const Id to = team ? ask_.to : whose_turn(unit, record);
        if (!to) return fail(FaultKind::refused, "nobody_in_rotation");
        const int field = entity.index_of(team ? "manager" : "owner");
        VIGIL_DO(stage_update(unit, entity, id, {{field, Value(to)}}, team ? "update" : "assign"));
        if (entity.key == "account") by_account_[id] = to;
        return {};
    }
    // Exceptions follow the record they are about; these are left: they take it along where it has not moved.
    Status move_exception(UnitOfWork& unit, const EntityDef& entity, Id id) {
        VIGIL_TRY(const auto exception, unit.need(entity, id));
        const EntityDef* about = unit.catalogue().entity(exception.text("entity"));
        const Id record{integer_of(exception["record"])};
        const int owner = about ? about->index_of("owner") : -1;
        Id to;
        if (owner >= 0) {
            VIGIL_TRY(const auto now, unit.need(*about, record));
            to = now.link("owner");
            if (to == ask_.from) {
                to = whose_turn(unit, now);
                VIGIL_DO(stage_update(unit, *about, record, {{owner, Value(to)}}, "assign"));
            }
        } else {
            to = ask_.to ? ask_.to : whose_turn(unit, exception);
        }
        if (!to) return fail(FaultKind::refused, "nobody_in_rotation");
        VIGIL_TRY(const auto current,
                  unit.need(entity, id));  // the change above may have closed it
        if (current.text("state") == "closed") return {};
        Record after = current;
        after.set("owner", to);
        if (const Id manager = unit.company().manager_of(to)) after.set("manager", manager);
        unit.change(current, std::move(after), "reassign");
        return {};
    }
    Id whose_turn(UnitOfWork& unit, const Record& record) {
        if (ask_.to) return ask_.to;
        const Id account = record.entity->index_of("account") >= 0 ? record.link("account") : Id{};
        if (const auto it = by_account_.find(account); account && it != by_account_.end())
            return it->second;
        last_ = next_after(unit.company(), ask_, last_, unit.now());
        if (account && last_) by_account_[account] = last_;
        return last_;
    }
    Status deactivate() {
        Engine& engine = task_.engine;
        VIGIL_DO(work(engine, task_.actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
            unit.belongs_to(task_.id);
            const EntityDef& users = unit.entity("user");
            VIGIL_DO(
                stage_update(unit, users, ask_.from, {{users.index_of("active"), Value(false)}}));
            return {};
        }));
        return {};
    }
    JobTask& task_;
    HandOver ask_;
    Id last_;
    const Permit& permit_;
    std::map<Id, Id> by_account_;  // whom a rotation gave it to
    std::map<std::string, std::int64_t> moved_;
    std::int64_t done_ = 0, refused_count_ = 0;
    Json refused_ = Json::array();
};

}  // namespace

Result<std::vector<HandOverMove>> preview_hand_over(Engine& engine, const Actor& actor,
                                                    const HandOver& ask) {
    VIGIL_DO(check(engine, actor, ask));
    const auto company = engine.company.current();
    const auto view = engine.store.read();
    std::vector<HandOverMove> moves;
    const auto add = [&](const EntityDef& entity, std::string filter, bool stays) -> Status {
        if (!may_see(actor, entity)) return {};
        VIGIL_TRY(const Query query, query_of(*company, actor, entity, filter));
        VIGIL_TRY(const auto count, view->count(query, actor.permit));
        if (count > 0) moves.push_back({entity.key, count, std::move(filter), stays});
        return {};
    };
    for (const EntityDef* entity : owned_entities(*company->catalogue))
        VIGIL_DO(add(*entity, filter_of(*entity, ask.from), false));
    VIGIL_DO(add(company->catalogue->need("exception"), exceptions_filter(ask.from), false));
    VIGIL_DO(add(company->catalogue->need("team"), teams_filter(ask.from), !ask.to));
    return moves;
}

std::vector<const EntityDef*> owned_entities(const Catalogue& catalogue) {
    std::vector<const EntityDef*> owned;
    for (const auto& entity : catalogue.entities()) {
        const FieldDef* owner = entity->field("owner");
        const bool left_out = entity->system || entity->plain || entity->hidden || !owner ||
                              owner->hidden || owner->link != "user" ||
                              std::ranges::find(not_work, entity->key) != std::end(not_work);
        if (!left_out) owned.push_back(entity.get());
    }
    std::ranges::stable_partition(owned,
                                  [](const EntityDef* one) { return one->key == "account"; });
    return owned;
}

Result<OwnedCount> owned_by(UnitOfWork& work, Id person) {
    const Actor house = Actor::house();
    const auto count = [&](const EntityDef& entity, const std::string& filter) {
        auto query = query_of(work.company(), house, entity, filter);
        if (!query) return Result<std::int64_t>(std::unexpected(std::move(query).error()));
        return work.view().count(*query, Permit::house());
    };
    OwnedCount owned;
    std::int64_t all = 0;
    for (const EntityDef* entity : owned_entities(work.catalogue())) {
        VIGIL_TRY(const auto alive, count(*entity, filter_of(*entity, person)));
        VIGIL_TRY(const auto his, count(*entity, "owner = " + to_string(person)));
        owned.alive += alive;
        all += his;
    }
    owned.past = all - owned.alive;
    VIGIL_TRY(const auto exceptions, count(work.entity("exception"), exceptions_filter(person)));
    VIGIL_TRY(const auto teams, count(work.entity("team"), teams_filter(person)));
    owned.alive += exceptions + teams;
    return owned;
}

Result<Id> enqueue_hand_over(Engine& engine, const Actor& actor, const HandOver& ask) {
    VIGIL_DO(check(engine, actor, ask));
    Json input{{"from", to_string(ask.from)}, {"deactivate", ask.deactivate}};
    if (ask.to) input["to"] = to_string(ask.to);
    return enqueue_job(engine, actor, {"hand_over", input.dump(), 0, {}});
}

Result<std::string> run_hand_over_job(JobTask& task) {
    const auto input = Json::parse(task.input, nullptr, false);
    if (!input.is_object()) return fail(FaultKind::internal, "job_unknown");
    const HandOver ask{parse_id(input.value("from", "")).value_or(Id{}),
                       parse_id(input.value("to", "")).value_or(Id{}),
                       input.value("deactivate", false)};
    VIGIL_DO(check(task.engine, task.actor, ask));
    return Mover(task, ask).run();
}

}  // namespace vigil
