#include "usecases/read_pulse.h"

#include <algorithm>
#include <set>

#include "usecases/conditions.h"

namespace vigil {

namespace {

constexpr int promises_looked_at = 2000;

// What counts, of which entity, and in which order; the entity links to the record by a field called like the
// record's own.
struct Sign {
    const char* entity;
    const char* state;
    const char* order;
    bool newest;
};
constexpr Sign touch{"activity", "held", "happened_at", true};
constexpr Sign planned{"activity", "planned", "happened_at", false};
constexpr Sign step{"opportunity_step", "open", "position", false};

class PulseReader {
  public:
    PulseReader(Engine& engine, const Actor& actor)
        : company_(engine.company.current()), view_(engine.store.read()), actor_(actor) {}

    Result<Pulse> of(const Record& record) {
        Pulse pulse;
        VIGIL_TRY(pulse.last_touch, first(touch, record));
        VIGIL_TRY(pulse.next_step, first(planned, record));
        if (!pulse.next_step) {
            VIGIL_TRY(pulse.next_step, first(step, record));
        }
        return pulse;
    }

    Status add_promises(const EntityDef& entity, std::map<Id, Pulse>& pulses) {
        const EntityDef& watch = company_->catalogue->need("watch");
        std::vector<Id> ids;
        for (const auto& [id, pulse] : pulses) ids.push_back(id);
        Query query;
        query.entity = &watch;
        query.where = both(field_in(watch, watch.index_of("record"), ids),
                           both(field_equals(watch, "entity", entity.key),
                                negated(field_equals(watch, "over", true))));
        query.order = {{watch.index_of("due_at"), false}};
        query.limit = promises_looked_at;
        VIGIL_TRY(const auto watches, view_->find(query, Permit::house()));
        VIGIL_DO(find_warnings(watches));
        for (const auto& row : watches) add(row, pulses[Id{integer_of(row["record"])}]);
        return {};
    }

  private:
    Result<std::optional<Record>> first(const Sign& sign, const Record& record) {
        const EntityDef& entity = company_->catalogue->need(sign.entity);
        const int link = entity.index_of(record.entity->key);
        const EntityPermit* rights = actor_.permit.of(entity);
        const bool may_see = actor_.permit.is_house() || (rights && rights->may_see);
        if (link < 0 || !may_see) return std::optional<Record>();
        Query query;
        query.entity = &entity;
        query.context = actor_.permit.who();
        query.where = both(field_equals(entity, link, record.id()),
                           field_equals(entity, "state", std::string(sign.state)));
        query.order = {{entity.index_of(sign.order), sign.newest}};
        query.limit = 1;
        VIGIL_TRY(auto found, view_->find(query, actor_.permit));
        if (found.empty()) return std::optional<Record>();
        return std::optional(std::move(found.front()));
    }

    // Those he may see, and those of whom he acts for: a warning is for the owner alone, to others the promise runs
    // as it did.
    Status find_warnings(const std::vector<Record>& watches) {
        std::vector<Id> ids;
        for (const auto& row : watches)
            if (row.text("state") == "warned") ids.emplace_back(integer_of(row["exception"]));
        if (ids.empty()) return {};
        const EntityDef& entity = company_->catalogue->need("exception");
        VIGIL_TRY(const auto seen, view_->get_many(entity, ids, actor_.permit));
        for (const auto& one : seen) warnings_.insert(one.id());
        if (!actor_.on_behalf_of) return {};
        VIGIL_TRY(const auto all, view_->get_many(entity, ids, Permit::house()));
        for (const auto& one : all)
            if (one.link("owner") == actor_.on_behalf_of) warnings_.insert(one.id());
        return {};
    }

    void add(const Record& watch, Pulse& pulse) const {
        std::string_view state = watch.text("state");
        if (state == "warned" && !warnings_.contains(Id{integer_of(watch["exception"])}))
            state = "running";
        const bool is_live = state == "running" || state == "warned" || state == "broken";
        if (!is_live || is_empty(watch["due_at"])) return;
        const Id id{integer_of(watch["guideline"])};
        const auto now = company_->guideline(id);
        if (!now || now->state != rules::Guideline::State::on) return;
        if (now->renew && !pulse.rests_since) pulse.rests_since = moment_of(watch["started_at"]);
        if (pulse.promise) return;
        const auto then = company_->guideline(id, int(integer_of(watch["guideline_version"])));
        pulse.promise = {then ? then : now, std::string(state), moment_of(watch["due_at"])};
    }

    CompanyPtr company_;
    std::unique_ptr<ReadView> view_;
    const Actor& actor_;
    std::set<Id> warnings_;  // exceptions
};

}  // namespace

Result<std::map<Id, Pulse>> read_pulse(Engine& engine, const Actor& actor,
                                       const std::vector<Record>& rows) {
    std::map<Id, Pulse> pulses;
    if (rows.empty()) return pulses;
    PulseReader reader(engine, actor);
    for (const auto& row : rows) {
        VIGIL_TRY(pulses[row.id()], reader.of(row));
    }
    VIGIL_DO(reader.add_promises(*rows.front().entity, pulses));
    return pulses;
}

}  // namespace vigil
