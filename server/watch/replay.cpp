#include "watch/replay.h"

#include <nlohmann/json.hpp>

#include "model/condition_value.h"
#include "model/parse_json.h"
#include "rules/print_condition.h"
#include "usecases/conditions.h"
#include "usecases/follow_promise.h"
#include "usecases/unit_of_work.h"
#include "watch/tick.h"

namespace vigil::watch {

namespace {

using Json = nlohmann::json;

constexpr std::string_view people_entities[] = {"user", "role", "team", "calendar",
                                                "exchange_rate"};

bool is_of_people(std::string_view entity) {
    return std::ranges::find(people_entities, entity) != std::end(people_entities);
}

bool asks_journal(const Condition& condition) {
    return condition.op == Condition::Op::changed ||
           std::ranges::any_of(condition.parts,
                               [](const ConditionPtr& part) { return asks_journal(*part); });
}

// Since when a promise is kept after an undo is read from the journal (kept_since).
bool has_undone(Engine& live, const Company& now) {
    const EntityDef& journal = now.catalogue->need("journal");
    Query query;
    query.entity = &journal;
    query.where = compare(journal, "undo_of", Condition::Op::gt, std::int64_t(0));
    query.limit = 1;
    const auto found = live.store.read()->find(query, Permit::house());
    return !found || !found->empty();
}

std::vector<ConditionPtr> conditions_of(const rules::Guideline& guideline) {
    std::vector<ConditionPtr> all{guideline.start, guideline.expect};
    if (guideline.unless) all.push_back(guideline.unless);
    return all;
}

bool asks_journal(const rules::Guideline& guideline) {
    return std::ranges::any_of(conditions_of(guideline),
                               [](const ConditionPtr& one) { return asks_journal(*one); });
}

std::set<std::string, std::less<>> entities_of(const rules::Guideline& guideline,
                                               const Catalogue& catalogue) {
    std::set<std::string, std::less<>> all{guideline.entity->key};
    for (const EntityDef* child : rules::counted_by(guideline)) all.insert(child->key);
    for (const auto& condition : conditions_of(guideline))
        for (const EntityDef* linked : rules::linked_read(*condition)) all.insert(linked->key);
    if (!guideline.entity->field("owner"))  // whoever owns what it hangs on
        for (const auto& field : guideline.entity->fields)
            if (field.kind == FieldKind::link && !field.base)
                if (catalogue.need(field.link).field("owner")) all.insert(field.link);
    return all;
}

std::set<std::string, std::less<>> fields_of(const rules::Guideline& guideline) {
    std::set<std::string, std::less<>> all;
    const auto add = [&](const EntityDef& entity, int field) {
        all.insert(entity.key + "." + entity.fields[std::size_t(field)].key);
    };
    for (const auto& condition : conditions_of(guideline))
        for (const auto& read : rules::fields_of_all(*condition)) add(*read.entity, read.field);
    for (const int field : guideline.restart) add(*guideline.entity, field);
    return all;
}

// What the journal says; a choice that has been taken away since is still what it was.
Value value_of(const FieldDef& field, const Json& json) {
    if (json.is_null()) return Empty{};
    if (field.kind == FieldKind::json) return json.dump();
    if (auto value = parse_kept_value(field, json)) return *std::move(value);
    return json.is_string() ? Value(json.get<std::string>()) : Value(Empty{});
}

}  // namespace

Replay::Replay(Engine& live, const rules::GuidelinePtr& guideline, People people)
    : live_(live),
      now_(live.company.current()),
      people_(people),
      wanted_(entities_of(*guideline, *now_->catalogue)),
      read_(fields_of(*guideline)),
      store_(now_->catalogue, asks_journal(*guideline) ||
                                  (people == People::as_they_were && has_undone(live, *now_))),
      book_(store_, [this] { return load(); }),
      engine_{store_, clock_, ids_, book_, live.registry, {}} {
    auto on = std::make_shared<rules::Guideline>(*guideline);
    on->state = rules::Guideline::State::on;
    guideline_ = std::move(on);
    if (people_ == People::as_they_were) {
        wanted_.insert(std::begin(people_entities), std::end(people_entities));
        wanted_.insert("exception");
    }
}

Result<std::unique_ptr<Replay>> Replay::make(Engine& live, const rules::GuidelinePtr& guideline,
                                             People people) {
    std::unique_ptr<Replay> replay(new Replay(live, guideline, people));
    VIGIL_DO(replay->seed());
    VIGIL_DO(replay->book_.reload());
    return replay;
}

Result<CompanyPtr> Replay::load() {
    if (people_ == People::as_now) return with_only(*now_, guideline_);
    VIGIL_TRY(const auto past, load_company(*store_.read(), now_->catalogue));
    return with_only(*past, guideline_);
}

// Settings are not journaled: they are taken as they are.
Status Replay::seed() {
    Query query;
    query.entity = &now_->catalogue->need("setting");
    query.limit = 10'000;
    VIGIL_TRY(const auto rows, live_.store.read()->find(query, Permit::house()));
    for (const auto& row : rows) store_.put(row);
    return {};
}

Status Replay::take(const Record& row) {
    if (!wants(row.text("entity"))) return {};
    const bool joins = !group_.empty() && group_.back()["act_group"] == row["act_group"] &&
                       group_.back()["recorded_at"] == row["recorded_at"];
    if (!group_.empty() && !joins) VIGIL_DO(live_through(std::exchange(group_, {})));
    group_.push_back(row);
    return {};
}

Status Replay::finish(Moment until) {
    if (!group_.empty()) VIGIL_DO(live_through(std::exchange(group_, {})));
    VIGIL_DO(pass(until));
    clock_.put_forward(until);
    return {};
}

Status Replay::pass(Moment until) {
    VIGIL_DO(fresh_company());
    while (true) {
        VIGIL_TRY(const auto next, next_due(engine_));
        if (!next || *next > until) return {};
        clock_.put_forward(*next);
        VIGIL_DO(tick(engine_, Effects::none));
    }
}

Status Replay::fresh_company() {
    if (!std::exchange(stale_, false)) return {};
    return book_.reload();
}

// One act as it was: all its rows in one unit of work.
Status Replay::live_through(std::vector<Record> group) {
    const Record& first = group.front();
    VIGIL_DO(pass(moment_of(first["recorded_at"])));
    clock_.put_forward(moment_of(first["recorded_at"]));
    VIGIL_TRY(const bool idle, only_people(group));
    Actor actor = Actor::house(std::string(first.text("channel")));
    actor.user = Id{integer_of(first["actor"])};
    actor.by_rule = Id{integer_of(first["rule"])};
    UnitOfWork work(engine_, actor, moment_of(first["at"]));
    if (!is_empty(first["undo_of"])) {
        const auto undone = acts_.find(Id{integer_of(first["undo_of"])});
        work.is_undo_of(undone == acts_.end() ? Id{integer_of(first["undo_of"])} : undone->second);
    }
    for (const auto& row : group) {
        if (row.text("entity") == "exception")
            VIGIL_DO(accepted(work, row));
        else
            VIGIL_DO(stage(work, row));
    }
    if (idle) {  // no deadline to move yet: spares a new company for every one of them
        for (auto& one : work.staged()) store_.put(one.after);
        stale_ = true;
        return {};
    }
    VIGIL_TRY(const auto done, work.commit());
    if (store_.has("journal") && done.journal)
        acts_.emplace(Id{integer_of(first["act_group"])}, done.journal);
    if (store_.has("watch_task")) VIGIL_DO(tick(engine_, Effects::none));
    return {};
}

Result<bool> Replay::only_people(const std::vector<Record>& group) {
    for (const auto& row : group)
        if (!is_of_people(row.text("entity"))) return false;
    return !store_.has("watch");
}

// Texts that no condition asks for are most of what a record holds, and nothing of the past hangs on them.
bool Replay::keeps(const EntityDef& entity, const FieldDef& field) const {
    const bool is_long = is_text_kind(field.kind) || field.kind == FieldKind::json;
    if (!is_long || is_of_people(entity.key)) return true;
    return read_.contains(entity.key + "." + field.key);
}

Status Replay::stage(UnitOfWork& work, const Record& row) {
    const EntityDef& entity = now_->catalogue->need(row.text("entity"));
    const auto changes = Json::parse(row.text("changes"), nullptr, false);
    if (!changes.is_object()) return {};
    const Id id{integer_of(row["record"])};
    const Moment recorded = moment_of(row["recorded_at"]);
    const bool creates = row.text("act") == "create";
    const auto known = store_.get(entity.key, id);
    Record before(entity);
    if (known) {
        before = *known;
    } else {
        before.values[field_id] = id;
        before.values[field_version] = std::int64_t(1);
        before.values[field_created_at] = recorded;
        before.values[field_updated_at] = recorded;
        if (const Id by{integer_of(row["actor"])}) before.values[field_created_by] = by;
    }
    Record after = before;
    for (const auto& [key, pair] : changes.items()) {
        const int field = entity.index_of(key);
        if (field < 0 || !pair.is_array() || pair.size() != 2) continue;
        const FieldDef& def = entity.fields[std::size_t(field)];
        if (!keeps(entity, def)) continue;
        after.values[std::size_t(field)] = value_of(def, pair[1]);
        if (!known) before.values[std::size_t(field)] = value_of(def, pair[0]);
    }
    if (!known && creates) {
        work.create(std::move(after), std::string(row.text("act")));
        return {};
    }
    if (!known) store_.put(before);  // older than its journal
    work.change(before, std::move(after), std::string(row.text("act")));
    return {};
}

// A person's acceptance ends an exception of the past as it did then. All else about exceptions follows
// from the rule.
Status Replay::accepted(UnitOfWork& work, const Record& row) {
    const auto changes = Json::parse(row.text("changes"), nullptr, false);
    if (!changes.is_object()) return {};
    const Id id{integer_of(row["record"])};
    const auto text = [&](const char* key, std::size_t side) {
        const auto at = changes.find(key);
        return at != changes.end() && (*at)[side].is_string() ? (*at)[side].get<std::string>() : "";
    };
    if (const auto about = parse_id(text("guideline", 1)); about && *about == guideline_->id) {
        const auto record = changes.find("record");
        const auto started = parse_moment(text("started_at", 1));
        if (record != changes.end() && (*record)[1].is_number_integer() && started)
            raised_[id] = {Id{(*record)[1].get<std::int64_t>()}, *started};
    }
    const bool accepts = text("closed_by", 1) == "accepted";
    const bool takes_back = text("closed_by", 0) == "accepted";
    auto promise = raised_.find(id);
    if (promise == raised_.end() || (!accepts && !takes_back)) return {};
    std::vector<Record> ended;
    store_.each("exception", [&](const Record& one) {
        if (Id{integer_of(one["record"])} == promise->second.record &&
            moment_of(one["started_at"]) == promise->second.started)
            ended.push_back(one);
    });
    for (const Record& one : ended) {
        Record after = one;
        after.set("state", std::string(accepts ? "closed" : "open"));
        after.set("closed_by", accepts ? Value(std::string("accepted")) : Value(Empty{}));
        after.set("closed_at", accepts ? row["at"] : Value(Empty{}));
        work.change(one, std::move(after), std::string(row.text("act")));
        if (accepts) VIGIL_DO(quieten(work, one));
    }
    return {};
}

}  // namespace vigil::watch
