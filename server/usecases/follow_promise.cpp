#include "usecases/follow_promise.h"

#include <nlohmann/json.hpp>
#include <set>

#include "usecases/conditions.h"
#include "usecases/take_back.h"
#include "usecases/watching.h"

namespace vigil {

namespace {

using rules::Watch;

constexpr int acts_looked_at = 200;

bool is_accepted(const Record& exception) { return exception.text("closed_by") == "accepted"; }

void give_to(UnitOfWork& work, Record& exception, const Watch& watch) {
    exception.set("owner", watch.owner ? Value(watch.owner) : Value(Empty{}));
    const Id manager = work.company().manager_of(watch.owner);
    exception.set("manager", manager ? Value(manager) : Value(Empty{}));
    exception.set("due_at", watch.due_at);
}

Staged* staged_exception(UnitOfWork& work, Id id) {
    for (auto& one : work.staged())
        if (one.after.id() == id && one.after.entity->key == "exception") return &one;
    return nullptr;
}

Result<std::optional<Record>> stored_exception(UnitOfWork& work, Id id) {
    return work.view().get(work.entity("exception"), id, Permit::house());
}

void close(Record& exception, std::string_view closed_by, Moment at) {
    exception.set("state", std::string("closed"));
    exception.set("closed_by", std::string(closed_by));
    exception.set("closed_at", at);
    exception.set("next_at", Empty{});
    exception.set("next_do", Empty{});
}

// What was done in time and only recorded late was done in time.
std::string_view closes_by(const UnitOfWork& work, const Record& exception, const Watch& watch,
                           Moment ended) {
    const bool by_rule = work.actor().by_rule == watch.guideline;
    if (watch.state != Watch::State::met) return by_rule ? "acted" : "void";
    const bool broken = exception.text("state") == "open" || exception.text("closed_by") == "met" ||
                        exception.text("closed_by") == "met_late";
    if (!broken) return "acted";
    return ended < watch.due_at ? "met" : "met_late";
}

// The acceptance is taken back: had it never been, the promise would have gone on.
Status go_on(UnitOfWork& work, Record& exception, const Record& row) {
    const Watch watch = to_watch(row);
    const auto guideline = work.company().guideline(watch.guideline, watch.guideline_version);
    if (!guideline) {
        close(exception, "void", work.at());
        return {};
    }
    VIGIL_TRY(const auto again, rules::resumed(*guideline, watch, work.now(),
                                               work.company().calendar_of(watch.owner)));
    work.update(row, from_watch(again, row));
    return {};
}

// A record and what is counted of it, going back in time act by act.
class Past : public rules::Facts {
  public:
    explicit Past(rules::Facts& now) : record_(now.record()), now_(now) {}

    Status load(const rules::Guideline& guideline);
    std::vector<Id> ids() const;
    Status before(const Record& journal_row);

    const Record& record() override { return record_; }
    Result<const Record*> linked(int link_field) override { return now_.linked(link_field); }
    Result<const std::vector<Record>*> children(const EntityDef& child, int child_link) override;
    Result<std::optional<Moment>> changed_at(int field) override { return now_.changed_at(field); }

  private:
    Record record_;
    rules::Facts& now_;
    std::map<std::pair<std::string, int>, std::vector<Record>> children_;
};

Result<const std::vector<Record>*> Past::children(const EntityDef& child, int child_link) {
    const auto [it, fresh] = children_.try_emplace({child.key, child_link});
    if (fresh) {
        VIGIL_TRY(const auto* all, now_.children(child, child_link));
        it->second = *all;
    }
    return &it->second;
}

Status Past::load(const rules::Guideline& guideline) {
    for (const EntityDef* child : rules::counted_by(guideline)) {
        for (std::size_t i = 0; i < child->fields.size(); ++i) {
            const FieldDef& field = child->fields[i];
            if (field.kind == FieldKind::link && !field.base && field.link == record_.entity->key)
                VIGIL_DO(children(*child, int(i)));
        }
    }
    return {};
}

std::vector<Id> Past::ids() const {
    std::set<Id> all{record_.id()};
    for (const auto& [of, records] : children_)
        for (const auto& one : records) all.insert(one.id());
    return {all.begin(), all.end()};
}

Status Past::before(const Record& row) {
    const auto changes = nlohmann::json::parse(row.text("changes"), nullptr, false);
    const auto revert = [&](Record& one) -> Status {
        if (one.id().value != integer_of(row["record"]) || one.entity->key != row.text("entity"))
            return {};
        if (is_making(row)) one.values[field_removed_at] = row["at"];
        for (const auto& [key, pair] : changes.items()) {
            const FieldDef* field = one.entity->field(key);
            if (!field || is_making(row)) continue;
            VIGIL_TRY(auto value, journaled_value(*field, pair.at(0).dump()));
            one.set(key, std::move(value));
        }
        return {};
    };
    if (!changes.is_object()) return {};
    VIGIL_DO(revert(record_));
    for (auto& [of, records] : children_)
        for (auto& one : records) VIGIL_DO(revert(one));
    return {};
}

// Those that stand, newest first.
Result<std::vector<Record>> standing_acts(UnitOfWork& work, const std::vector<Id>& records) {
    const EntityDef& journal = work.entity("journal");
    Query query;
    query.entity = &journal;
    query.where = field_in(journal, journal.index_of("record"), records);
    query.order = {{field_id, true}};
    query.limit = acts_looked_at;
    VIGIL_TRY(auto rows, work.view().find(query, Permit::house()));
    std::set<std::int64_t> undone{work.undo_of().value};
    std::erase_if(rows, [&](const Record& row) {
        if (undone.contains(integer_of(row["act_group"]))) return true;
        if (is_empty(row["undo_of"])) return false;
        undone.insert(integer_of(row["undo_of"]));
        return true;
    });
    return rows;
}

}  // namespace

bool is_by_watch(const Record& row) {
    if (row.text("entity") != "exception") return false;
    const auto act = row.text("act");
    return act == watch_act::warn || act == watch_act::raise || act == watch_act::move ||
           act == watch_act::step || act == watch_act::close;
}

Status close_exception(UnitOfWork& work, Id id, std::string_view closed_by) {
    if (Staged* staged = staged_exception(work, id)) {  // the act changes it already
        if (staged->after.text("state") != "closed") close(staged->after, closed_by, work.at());
        return {};
    }
    VIGIL_TRY(const auto found, stored_exception(work, id));
    if (!found || found->text("state") == "closed") return {};
    Record after = *found;
    close(after, closed_by, work.at());
    work.change(*found, std::move(after), watch_act::close);
    return {};
}

Status end_exception(UnitOfWork& work, const Watch& watch, Moment ended, bool anew) {
    const auto closes = [&](const Record& exception) {
        return exception.text("state") != "closed" || (anew && !is_accepted(exception));
    };
    if (Staged* staged = staged_exception(work, watch.exception)) {
        Record& after = staged->after;
        if (closes(after)) close(after, closes_by(work, after, watch, ended), ended);
        return {};
    }
    VIGIL_TRY(const auto found, stored_exception(work, watch.exception));
    if (!found || !closes(*found)) return {};
    Record after = *found;
    close(after, closes_by(work, *found, watch, ended), ended);
    if (after.values != found->values) work.change(*found, std::move(after), watch_act::close);
    return {};
}

Status follow_owner(UnitOfWork& work, const Watch& watch) {
    if (staged_exception(work, watch.exception)) return {};  // the act itself has seen to it
    VIGIL_TRY(const auto found, stored_exception(work, watch.exception));
    if (!found || found->text("state") == "closed") return {};
    Record after = *found;
    give_to(work, after, watch);
    if (!is_empty(after["next_at"]))
        after.set("next_at", watch.next_at ? Value(*watch.next_at) : Value(Empty{}));
    if (after.values != found->values) work.change(*found, std::move(after), watch_act::move);
    return {};
}

Status reopen_exception(UnitOfWork& work, Watch& watch) {
    VIGIL_TRY(const auto found, stored_exception(work, watch.exception));
    if (!found || found->text("state") != "closed") return {};
    if (is_accepted(*found)) {
        watch.state = Watch::State::broken;
        watch.next_at.reset();
        return {};
    }
    const bool broken = !is_empty((*found)["raised_at"]) && watch.due_at <= work.now();
    const bool warned = !is_empty((*found)["warned_at"]) && watch.warn_at <= work.now();
    if (!broken && !warned) return {};
    Record after = *found;
    after.set("state", std::string(broken ? "open" : "warned"));
    after.set("closed_at", Empty{});
    after.set("closed_by", Empty{});
    give_to(work, after, watch);
    work.change(*found, std::move(after), broken ? watch_act::raise : watch_act::warn);
    return {};
}

Status quieten(UnitOfWork& work, const Record& exception) {
    VIGIL_TRY(
        const auto watch,
        work.view().get(work.entity("watch"), Id{integer_of(exception["watch"])}, Permit::house()));
    if (!watch || is_empty((*watch)["next_at"])) return {};
    Record quiet = *watch;
    quiet.set("next_at", Empty{});
    work.update(*watch, quiet);
    return {};
}

Status follow_acceptance(UnitOfWork& work) {
    for (auto& one : work.staged()) {
        if (one.after.entity->key != "exception" || !one.before) continue;
        if (is_accepted(one.after) == is_accepted(*one.before)) continue;
        if (is_accepted(one.after)) {
            VIGIL_DO(quieten(work, one.after));
            continue;
        }
        VIGIL_TRY(const auto row,
                  work.view().get(work.entity("watch"), Id{integer_of(one.after["watch"])},
                                  Permit::house()));
        if (!row) continue;
        const Watch watch = to_watch(*row);
        if (is_live(watch))
            VIGIL_DO(go_on(work, one.after, *row));
        else
            VIGIL_DO(end_exception(work, watch, moment_of((*row)["ended_at"])));
    }
    return {};
}

Result<std::optional<Moment>> kept_since(UnitOfWork& work, const rules::Guideline& guideline,
                                         const Watch& watch, rules::Facts& now) {
    ConditionContext context = work.company().house_context(work.now());
    context.started = watch.started;
    Past past(now);
    VIGIL_DO(past.load(guideline));
    VIGIL_TRY(const bool kept, rules::evaluate(*guideline.expect, past, context));
    if (!kept) return std::optional<Moment>();
    VIGIL_TRY(const auto acts, standing_acts(work, past.ids()));
    for (std::size_t i = 0; i < acts.size(); ++i) {
        const bool made = is_making(acts[i]) && integer_of(acts[i]["record"]) == watch.record.value;
        if (made) break;  // from its beginning
        VIGIL_DO(past.before(acts[i]));
        if (i + 1 < acts.size() && acts[i + 1]["act_group"] == acts[i]["act_group"]) continue;
        VIGIL_TRY(const bool met, rules::evaluate(*guideline.expect, past, context));
        if (!met) return std::optional(moment_of(acts[i]["at"]));
    }
    return std::optional<Moment>();
}

}  // namespace vigil
