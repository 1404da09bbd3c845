#include "usecases/unit_of_work.h"

#include <algorithm>
#include <set>

#include "base/check.h"
#include "base/json_text.h"
#include "base/secrets.h"
#include "model/write_json.h"
#include "usecases/check_people.h"
#include "usecases/check_record.h"
#include "usecases/note_currencies.h"
#include "usecases/rehearse.h"
#include "usecases/watching.h"

namespace vigil {

namespace {

struct Tried {
    Result<Committed> committed;
    bool changes_company;
};

Tried try_once(Engine& engine, const Actor& actor, Moment at,
               const std::function<Status(UnitOfWork&)>& decide) {
    UnitOfWork unit(engine, actor, at);
    Status decided = decide(unit);
    if (decided) decided = check_people(unit);
    if (!decided) return {pass_on(std::move(decided).error()), false};
    auto committed = unit.commit();
    return {std::move(committed), unit.changes_company()};
}

// How often a decision is taken anew.
class Tries {
  public:
    // `edition`: of the company that was judged by when this fault came of it.
    Result<bool> again(Engine& engine, std::int64_t edition, const Fault& fault) {
        const bool was_late = fault.code == "changed_meanwhile";
        if (was_late && !is_of_edition(fault)) return ++late_ < late_max;
        if (fault.kind == FaultKind::unavailable || ++stale_ == stale_max) return false;
        if (!was_late) VIGIL_DO(engine.company.catch_up());
        return engine.company.current()->edition != edition;
    }

  private:
    static constexpr int late_max = 5;    // a record of it was changed by others
    static constexpr int stale_max = 20;  // the company was: many may be entering people
    int late_ = 0, stale_ = 0;
};

}  // namespace

UnitOfWork::UnitOfWork(Engine& engine, const Actor& actor, Moment at)
    : engine_(engine),
      actor_(actor),
      company_(engine.company.current()),
      at_(at),
      now_(engine.clock.now()) {
    if (actor.rehearsal) *actor.rehearsal = {.company = company_, .staged = {}, .turns = {}};
}

ReadView& UnitOfWork::view() {
    if (!view_) view_ = engine_.store.read();
    return *view_;
}

Result<Record> UnitOfWork::need(const EntityDef& entity, Id id) {
    for (auto it = staged_.rbegin(); it != staged_.rend(); ++it)
        if (it->after.id() == id && it->after.entity->key == entity.key) return it->after;
    VIGIL_TRY(auto found, view().get(entity, id, actor_.permit));
    if (!found) return fail(FaultKind::not_found, "not_found");
    return *std::move(found);
}

Record UnitOfWork::blank(const EntityDef& entity) {
    Record record(entity);
    record.values[field_id] = new_id();
    record.values[field_version] = std::int64_t(1);
    if (!entity.plain) {
        record.values[field_created_at] = now_;
        record.values[field_updated_at] = now_;
        if (actor_.user) record.values[field_created_by] = actor_.user;
    }
    return record;
}

Record& UnitOfWork::create(Record record, std::string act) {
    staged_.push_back({std::nullopt, std::move(record), std::move(act), at_, {}});
    return staged_.back().after;
}

void UnitOfWork::change(const Record& before, Record after, std::string act) {
    if (!after.entity->plain) after.values[field_updated_at] = now_;
    for (auto& one : staged_) {  // a second change of the same record in one act joins the first
        if (one.after.id() != after.id() || one.after.entity->key != after.entity->key) continue;
        one.after = std::move(after);
        return;
    }
    staged_.push_back({before, std::move(after), std::move(act), at_, {}});
}

void UnitOfWork::insert(const Record& row) {
    Write write{Write::Op::insert, row.entity, row.id(), 0, {}};
    for (std::size_t i = 2; i < row.values.size(); ++i)
        if (!is_empty(row.values[i])) write.values.emplace_back(int(i), row.values[i]);
    if (actor_.rehearsal && row.entity->key == "watch") actor_.rehearsal->note_watch(nullptr, row);
    outbox_touched_ |= row.entity->key == "outbox";
    model_touched_ |= is_company_row(row);
    changes_.writes.push_back(std::move(write));
}

void UnitOfWork::update(const Record& before, const Record& after) {
    if (actor_.rehearsal && after.entity->key == "watch")
        actor_.rehearsal->note_watch(&before, after);
    for (auto& write : changes_.writes) {  // a second update of the same row joins the first
        if (write.op != Write::Op::update || write.id != after.id() ||
            write.entity->key != after.entity->key)
            continue;
        for (std::size_t i = 2; i < after.values.size(); ++i) {
            if (before.values[i] == after.values[i]) continue;
            std::erase_if(write.values, [&](const auto& one) { return one.first == int(i); });
            write.values.emplace_back(int(i), after.values[i]);
        }
        return;
    }
    Write write{Write::Op::update, after.entity, after.id(), before.version(), {}};
    for (std::size_t i = 2; i < after.values.size(); ++i)
        if (before.values[i] != after.values[i]) write.values.emplace_back(int(i), after.values[i]);
    outbox_touched_ |= after.entity->key == "outbox";
    model_touched_ |= is_company_row(after);
    changes_.writes.push_back(std::move(write));
}

void UnitOfWork::note(const Record& record, std::string_view field, Value value) {
    Write write{Write::Op::update, record.entity, record.id(), 0, {}};
    write.values.emplace_back(record.entity->index_of(field), std::move(value));
    write.beside_version = true;
    changes_.writes.push_back(std::move(write));
}

void UnitOfWork::erase(const Record& row) {
    model_touched_ |= is_company_row(row);
    changes_.writes.push_back({Write::Op::erase, row.entity, row.id(), row.version(), {}});
}

void UnitOfWork::keep(const Record& read) {
    changes_.unchanged.push_back({read.entity, read.id(), read.version()});
}

void UnitOfWork::leans_on(const EntityDef& entity, Id id) {
    const bool known = std::ranges::any_of(changes_.present, [&](const Present& one) {
        return one.id == id && one.entity->key == entity.key;
    });
    if (!known) changes_.present.push_back({&entity, id});
}

void UnitOfWork::stand_alone(Unlinked goes) {
    if (!goes.ids.empty()) changes_.unlinked.push_back(std::move(goes));
}

// What is written is asked for its version anyway; and to share a row and then write it is how two that do the same
// wait for each other.
void UnitOfWork::leave_out_written() {
    if (changes_.present.empty()) return;
    std::set<std::pair<std::string_view, Id>> written;
    for (const Write& write : changes_.writes) written.emplace(write.entity->key, write.id);
    std::erase_if(changes_.present, [&](const Present& held) {
        return written.contains({held.entity->key, held.id});
    });
}

Id UnitOfWork::act_id() {
    if (!act_id_) act_id_ = new_id();
    return act_id_;
}

void UnitOfWork::write_record(const Staged& one) {
    if (one.before)
        update(*one.before, one.after);
    else
        insert(one.after);
}

void UnitOfWork::write_journal(Staged& one) {
    const EntityDef& journal = entity("journal");
    Record row(journal);
    one.journal = journaled_ ? new_id() : act_id();
    journaled_ = true;
    row.values[field_id] = one.journal;
    row.set("at", one.at);
    row.set("recorded_at", now_);
    if (actor_.user) row.set("actor", actor_.user.value);
    if (actor_.on_behalf_of) row.set("on_behalf_of", actor_.on_behalf_of.value);
    row.set("channel", actor_.channel);
    if (actor_.by_rule) row.set("rule", actor_.by_rule.value);
    row.set("entity", one.after.entity->key);
    row.set("record", one.after.id().value);
    row.set("act", one.act);
    row.set("changes", changes_text(one.before ? &*one.before : nullptr, one.after));
    row.set("act_group", act_id().value);
    if (undo_of_) row.set("undo_of", undo_of_.value);
    if (job_) row.set("job", job_.value);
    insert(row);
}

// Running watches keep the version they were started by, so every version stays.
void UnitOfWork::write_guideline_version(const Staged& one) {
    Record row(entity("guideline_version"));
    row.values[field_id] = new_id();
    row.set("guideline", one.after.id().value);
    row.set("number", one.before ? one.before->version() + 1 : 1);
    row.set("definition", guideline_definition(one.after));
    insert(row);
}

// Remembered for a day: an older request with the same key gives its place up.
Status UnitOfWork::remember_request(const std::string& answer) {
    const EntityDef& requests = entity("idempotency");
    const int key = requests.index_of("key");
    const auto hash = comparing_key(requests.fields[std::size_t(key)], actor_.idempotency->key);
    VIGIL_TRY(const auto known, view().find_by_key(requests, key, hash, Permit::house()));
    for (const auto& old : known)
        if (old.text("key") == actor_.idempotency->key &&
            integer_of(old["user"]) == actor_.user.value && moment_of(old["at"]) < now_ - days(1))
            erase(old);
    Record row(requests);
    row.values[field_id] = new_id();
    row.set("user", actor_.user.value);
    row.set("key", actor_.idempotency->key);
    row.set("request_hash", hash_token(actor_.idempotency->request));
    row.set("at", now_);
    if (!staged_.empty()) row.set("journal", act_id().value);
    row.set("answer", answer);
    insert(row);
    return {};
}

Result<Committed> UnitOfWork::commit() {
    Committed answer;
    if (!staged_.empty()) {
        answer.record = staged_.front().after.id();
        VIGIL_DO(watch_changes(*this));  // may stage exceptions that close
    }
    answer.answer = answer_.empty() ? to_string(answer.record) : answer_;
    const bool has_done = !staged_.empty() || !answer_.empty();
    if (actor_.idempotency && has_done) VIGIL_DO(remember_request(answer.answer));
    for (auto& one : staged_) {
        write_record(one);
        write_journal(one);
        if (one.after.entity->key == "guideline") write_guideline_version(one);
    }
    leave_out_written();
    // Its ids come to nothing; what it has staged is what there is to see.
    if (actor_.rehearsal) actor_.rehearsal->staged = std::move(staged_);
    VIGIL_DO(apply());
    if (actor_.rehearsal || changes_.empty()) return answer;
    if (journaled_) answer.journal = act_id_;
    // It is written; a company that cannot be read now is read by the next look (CompanyBook::catch_up).
    if (model_touched_) (void)engine_.company.reload();
    note_currencies(engine_, *company_, staged_);
    if (journaled_) engine_.bell.journaled();
    if (outbox_touched_) engine_.bell.outbox();
    return answer;
}

Status UnitOfWork::apply() {
    view_.reset();  // many may wait for the disk; none of them keeps a connection meanwhile
    if (changes_.empty()) return {};
    if (company_->edition) changes_.premise = {edition_row(*company_), model_touched_};
    Status done;
    if (actor_.rehearsal)
        done = engine_.store.rehearse(changes_);
    else if (auto applied = engine_.store.apply(changes_); !applied)
        done = pass_on(std::move(applied).error());
    // Who cannot read the company as it is can judge no more by it, and tells why.
    if (!done && is_of_edition(done.error())) VIGIL_DO(engine_.company.catch_up());
    return done;
}

Result<Committed> work(Engine& engine, const Actor& actor, Moment at,
                       const std::function<Status(UnitOfWork&)>& decide) {
    std::unique_lock alone(engine.company.changing(), std::defer_lock);
    for (Tries tries;;) {
        const auto edition = engine.company.current()->edition;
        auto [committed, changes_company] = try_once(engine, actor, at, decide);
        if (committed) return committed;
        VIGIL_TRY(const bool again, tries.again(engine, edition, committed.error()));
        if (!again) return committed;
        if (changes_company && !alone.owns_lock()) alone.lock();
    }
}

Status work_in_house(Engine& engine, const char* channel,
                     const std::function<Status(UnitOfWork&)>& decide) {
    VIGIL_DO(work(engine, Actor::house(channel), engine.clock.now(), decide));
    return {};
}

std::string changed_text(std::size_t count) {
    return "{\"changed\":" + std::to_string(count) + "}";
}

std::string changes_text(const Record* before, const Record& after) {
    static const Value nothing;
    std::string text = "{";
    for (std::size_t i = 0; i < after.values.size(); ++i) {
        const FieldDef& field = after.entity->fields[i];
        const Value& old = before ? before->values[i] : nothing;
        const bool removal = field.base && i == field_removed_at;
        if ((!field.audited && !removal) || old == after.values[i]) continue;
        if (text.size() > 1) text += ',';
        append_json_text(text, field.key);
        text += ":[";
        write_json(text, field, old);
        text += ',';
        write_json(text, field, after.values[i]);
        text += ']';
    }
    return text + "}";
}

}  // namespace vigil
