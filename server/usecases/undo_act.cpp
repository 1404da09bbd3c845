#include "usecases/undo_act.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "usecases/backups.h"
#include "usecases/check_people.h"
#include "usecases/check_record.h"
#include "usecases/conditions.h"
#include "usecases/follow_promise.h"
#include "usecases/invite.h"
#include "usecases/sign_in.h"
#include "usecases/stands_upon.h"
#include "usecases/take_back.h"
#include "usecases/try_model.h"

namespace vigil {

namespace {

constexpr int most_rows = 100'000, looked_at = 200;

Result<std::vector<Record>> rows_where(UnitOfWork& work, const EntityDef& entity,
                                       std::string_view field, Id id, int limit = most_rows) {
    Query query;
    query.entity = &entity;
    query.where = field_equals(entity, field, id.value);
    query.order = {{field_id, false}};
    query.limit = limit;
    return work.view().find(query, Permit::house());
}

class Undo {
  public:
    Undo(UnitOfWork& work, Id journal) : work_(work), journal_(journal) {}

    Status run() {
        VIGIL_TRY(const auto row,
                  work_.view().get(work_.entity("journal"), journal_, Permit::house()));
        if (!row) return fail(FaultKind::not_found, "not_found");
        VIGIL_TRY(auto rows, rows_where(work_, work_.entity("journal"), "act_group",
                                        Id{integer_of((*row)["act_group"])}));
        VIGIL_DO(take_back_all(std::move(rows)));
        return take_back_mails();
    }

    // The same without writing, of an act on not too many.
    Status look(const Record& row) {
        VIGIL_TRY(auto rows, rows_where(work_, work_.entity("journal"), "act_group",
                                        Id{integer_of(row["act_group"])}, looked_at + 1));
        if (rows.size() > std::size_t(looked_at)) {
            const auto done = std::ranges::find_if_not(rows, is_by_watch);
            rows = {is_by_watch(row) && done != rows.end() ? *done : row};
        }
        return take_back_all(std::move(rows));
    }

  private:
    struct Taken {
        Record row, now, after;
        bool hidden;
    };
    // What was handed out does not come back, and the journal knows no password.
    static bool is_lasting(const Record& one) {
        const auto act = one.text("act");
        return act == handed_link_act || act == backup_download_act || act == reset_password_act ||
               act == change_password_act;
    }
    static bool is_undone(const Record& one) { return !is_empty(one["undone_by"]); }
    // Somebody's own list, of which others know nothing.
    static bool is_snooze(const Record& one) { return one.text("entity") == "snooze"; }
    Status take_back_all(std::vector<Record> rows);
    Status take_back(const Record& row);
    Status take_back_aside(const Record& row);
    void mark(const Record& row);
    Status check_may(const Record& row, const Record& found) const;
    Status take_back_mails();
    Status take_back_acceptance(const Record& row);
    Status check_standing();

    UnitOfWork& work_;
    Id journal_;
    std::vector<Taken> taken_;
};

// The rows of one act.
Status Undo::take_back_all(std::vector<Record> rows) {
    if (std::ranges::any_of(rows, is_undone)) return fail(FaultKind::conflict, "undone_already");
    if (std::ranges::any_of(rows, is_lasting)) return fail(FaultKind::conflict, "cannot_be_undone");
    if (std::ranges::all_of(rows, is_by_watch)) return fail(FaultKind::conflict, "done_by_clock");
    work_.is_undo_of(Id{integer_of(rows.front()["act_group"])});
    std::ranges::reverse(rows);  // last done, first undone
    const bool only_aside = std::ranges::all_of(rows, is_snooze);
    for (const auto& one : rows) {
        if (is_by_watch(one))
            mark(one);  // the watch sees to it once more
        else
            VIGIL_DO(is_snooze(one) && !only_aside ? take_back_aside(one) : take_back(one));
    }
    return check_standing();
}

// What its doer need not look at meanwhile goes with the act, whoever takes that back.
Status Undo::take_back_aside(const Record& row) {
    const EntityDef& entity = work_.entity(row.text("entity"));
    VIGIL_TRY(auto found, work_.view().get(entity, Id{integer_of(row["record"])}, Permit::house()));
    if (!found) return {};
    VIGIL_TRY(auto after, before_act(row, *found, work_.now()));
    work_.change(*found, std::move(after), "undo");
    mark(row);
    return {};
}

void Undo::mark(const Record& row) {
    Record marked = row;
    marked.set("undone_by", work_.act_id().value);
    work_.update(row, marked);
}

// Undoing is changing: who may not write a field may not bring back what stood in it either, and to undo
// another's making or removing is to remove or to restore. His own making everybody takes back.
Status Undo::check_may(const Record& row, const Record& found) const {
    const Actor& actor = work_.actor();
    if (actor.permit.is_house()) return {};
    const bool own = Id{integer_of(row["actor"])} == actor.user;
    const bool making = is_making(row);
    const EntityPermit* rights = actor.permit.of(*found.entity);
    const bool may = rights && (own && making ? rights->may_create : rights->may_change);
    if (!may) return fail(FaultKind::forbidden, "not_yours_to_change");
    if (own && making) return {};
    if (!own) VIGIL_DO(check_scope(work_, found));
    const auto changes = nlohmann::json::parse(row.text("changes"), nullptr, false);
    if (!changes.is_object()) return fail(FaultKind::conflict, "later_change");
    if ((making || changes.contains("removed_at")) && !rights->may_remove)
        return fail(FaultKind::forbidden, "may_not_remove");
    if (making) return {};
    RecordInput written;
    for (const auto& [key, pair] : changes.items())
        if (const int field = found.entity->index_of(key); field >= 0)
            if (const FieldDef& def = found.entity->fields[std::size_t(field)];
                !def.base && !def.read_only && !def.hidden)
                written.emplace_back(field, Empty{});
    return check_rights(actor, *found.entity, written);
}

Status Undo::take_back(const Record& row) {
    const EntityDef* entity = work_.catalogue().entity(row.text("entity"));
    if (!entity) return fail(FaultKind::not_found, "not_found");
    const Id id{integer_of(row["record"])};
    auto found = work_.need(*entity, id);
    const bool hidden = !found;
    if (hidden) {  // his own act may have moved it out of his sight
        const bool own = Id{integer_of(row["actor"])} == work_.actor().user;
        VIGIL_TRY(auto stored, work_.view().get(*entity, id, Permit::house()));
        if (!own || !stored) return fail(FaultKind::not_found, "not_found");
        found = *std::move(stored);
    }
    VIGIL_DO(check_may(row, *found));
    auto after = before_act(row, *found, work_.now());
    if (!after) return hidden ? fail(FaultKind::not_found, "not_found") : pass_on(after.error());
    taken_.push_back({row, *found, *after, hidden});
    work_.change(*found, *std::move(after), "undo");
    mark(row);
    return take_back_acceptance(row);
}

// Asked when all of it is staged: one record may bring another back into his sight.
Status Undo::check_standing() {
    for (const auto& one : taken_)
        VIGIL_DO(check_reach(work_, one.row, one.now, one.after, one.hidden));
    VIGIL_DO(try_model(work_));
    VIGIL_DO(check_people(work_));
    const ActRows own{"act_group", work_.undo_of()};
    for (const auto& one : taken_)
        VIGIL_DO(is_making(one.row) ? check_stands_alone(work_, one.now, own)
                                    : check_taken_back(work_, one.after, own));
    return {};
}

// What the manager's digest would say of it.
Status Undo::take_back_acceptance(const Record& row) {
    if (row.text("entity") != "exception" || row.text("act") != "accept") return {};
    VIGIL_TRY(const auto notices, rows_where(work_, work_.entity("notice"), "exception",
                                             Id{integer_of(row["record"])}));
    for (const auto& notice : notices) {
        if (notice.text("rung") != "accepted" || notice.text("state") != "queued") continue;
        Record gone = notice;
        gone.set("state", std::string("cancelled"));
        work_.update(notice, gone);
    }
    return {};
}

Status Undo::take_back_mails() {
    const EntityDef& outbox = work_.entity("outbox");
    VIGIL_TRY(const auto row, work_.view().get(work_.entity("journal"), journal_, Permit::house()));
    VIGIL_TRY(const auto mails,
              rows_where(work_, outbox, "cause", Id{integer_of((*row)["act_group"])}));
    for (const auto& mail : mails) {
        if (mail.text("state") != "queued") continue;  // too late for that one
        Record after = mail;
        after.set("state", std::string("cancelled"));
        after.set("next_at", Empty{});
        work_.update(mail, after);
        VIGIL_TRY(const auto notices,
                  rows_where(work_, work_.entity("notice"), "outbox", mail.id()));
        for (const auto& notice : notices) {
            Record gone = notice;
            gone.set("state", std::string("cancelled"));
            work_.update(notice, gone);
        }
    }
    return {};
}

}  // namespace

Result<Committed> undo_act(Engine& engine, const Actor& actor, Id journal) {
    return work(engine, actor, engine.clock.now(),
                [&](UnitOfWork& unit) { return Undo(unit, journal).run(); });
}

Result<bool> can_undo_act(Engine& engine, const Actor& actor, const Record& row) {
    UnitOfWork unit(engine, actor, engine.clock.now());  // never committed
    const auto can = Undo(unit, row.id()).look(row);
    if (can) return true;
    const FaultKind kind = can.error().kind;
    if (kind == FaultKind::unavailable || kind == FaultKind::internal) return pass_on(can.error());
    return false;
}

}  // namespace vigil
