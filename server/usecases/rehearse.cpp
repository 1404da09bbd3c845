#include "usecases/rehearse.h"

#include <algorithm>

#include "rules/evaluate.h"
#include "usecases/create_record.h"
#include "usecases/watching.h"

namespace vigil {

namespace {

using TurnState = rules::Watch::State;

bool is_live_state(TurnState state) {
    return state == TurnState::running || state == TurnState::warned || state == TurnState::broken;
}

// Tells one person what a rehearsal has shown.
class PreviewTeller {
  public:
    PreviewTeller(Engine& engine, const Actor& actor, const Rehearsal& shown)
        : look_(engine, actor, engine.clock.now()), actor_(actor), shown_(shown) {}

    Result<Preview> tell(const EntityDef* entity, Id about) {
        preview_.company = shown_.company;
        if (entity && !about) about = first_made(*entity);
        for (const auto& one : shown_.staged) VIGIL_DO(add(one, entity, about));
        if (entity && !is_staged_) {  // it would stay as it is
            VIGIL_TRY(preview_.record,
                      look_.view().get(shown_.company->catalogue->need(entity->key), about,
                                       actor_.permit));
        }
        for (const auto& [watch, turn] : shown_.turns) add(turn);
        return std::move(preview_);
    }

  private:
    Id first_made(const EntityDef& entity) const {
        const auto made = std::ranges::find_if(shown_.staged, [&](const Staged& one) {
            return !one.before && one.after.entity->key == entity.key;
        });
        return made == shown_.staged.end() ? Id{} : made->after.id();
    }

    Status add(const Staged& one, const EntityDef* entity, Id about) {
        const bool is_it =
            entity && one.after.id() == about && one.after.entity->key == entity->key;
        is_staged_ |= is_it;
        if (one.after.entity->system || one.after.entity->hidden) return {};
        VIGIL_TRY(const bool seen, sees(one.after));
        if (!seen) return {};
        if (is_it) return add_it(one);
        Preview::Other other{one.after, {}};
        if (!one.before) {
            VIGIL_TRY(other.duplicates, duplicates_of(one.after));
        }
        (one.before ? preview_.changed : preview_.created).push_back(std::move(other));
        return {};
    }
    Status add_it(const Staged& one) {
        preview_.record = one.after;
        if (one.after.removed()) return {};
        VIGIL_TRY(preview_.duplicates, duplicates_of(one.after));
        if (!one.before) {
            VIGIL_TRY(preview_.known_to, find_known_to(look_, one.after));
        }
        return {};
    }
    Result<std::vector<Record>> duplicates_of(const Record& record) {
        VIGIL_TRY(auto found, find_duplicates(look_, record));
        return found;
    }

    // Whether it is in his sight as the act leaves it.
    Result<bool> sees(const Record& record) {
        if (actor_.permit.is_house()) return true;
        const EntityPermit* rights = actor_.permit.of(*record.entity);
        if (!rights || !rights->may_see) return false;
        if (!rights->see) return true;
        StagedFacts facts(record, look_.view(), &shown_.staged, *shown_.company->catalogue);
        return rules::evaluate(*rights->see, facts, actor_.permit.who());
    }

    void add(const Rehearsal::Turn& turn) {
        const auto now = shown_.company->guideline(turn.guideline);
        if (!now || now->state != rules::Guideline::State::on || !is_shown(turn.record)) return;
        const auto then = shown_.company->guideline(turn.guideline, turn.version);
        const Preview::Promise promise{then ? then : now, turn.record};
        if (!turn.was_live && is_live_state(turn.state)) preview_.starts.push_back(promise);
        if (turn.was_live && turn.state == TurnState::met) preview_.met.push_back(promise);
        if (turn.was_live && turn.state == TurnState::void_) preview_.ended.push_back(promise);
    }
    // Of what he is not shown he is told no promise either.
    bool is_shown(Id record) {
        const auto is = [&](const Preview::Other& one) { return one.record.id() == record; };
        if (preview_.record && preview_.record->id() == record) return true;
        return std::ranges::any_of(preview_.created, is) ||
               std::ranges::any_of(preview_.changed, is);
    }

    UnitOfWork look_;  // at what there is; never committed
    const Actor& actor_;
    const Rehearsal& shown_;
    Preview preview_;
    bool is_staged_ = false;
};

}  // namespace

void Rehearsal::note_watch(const Record* before, const Record& after) {
    const auto [it, fresh] = turns.try_emplace(after.id());
    Turn& turn = it->second;
    if (fresh) {
        turn.guideline = Id{integer_of(after["guideline"])};
        turn.record = Id{integer_of(after["record"])};
        turn.version = int(integer_of(after["guideline_version"]));
        turn.was_live = before && is_live_state(to_watch(*before).state);
    }
    turn.state = to_watch(after).state;
}

Actor on_trial(const Actor& actor) {
    Actor trial = actor;
    trial.idempotency.reset();
    trial.rehearsal = std::make_shared<Rehearsal>();
    return trial;
}

Result<Preview> rehearse(Engine& engine, const Actor& actor, const EntityDef* entity, Id about,
                         const Deed& deed) {
    const Actor trial = on_trial(actor);
    VIGIL_TRY(const Committed done, deed(trial));
    VIGIL_TRY(auto preview, PreviewTeller(engine, actor, *trial.rehearsal).tell(entity, about));
    if (done.answer.starts_with("{\"")) preview.answer = done.answer;
    return preview;
}

}  // namespace vigil
