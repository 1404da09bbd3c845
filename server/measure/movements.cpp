#include "measure/movements.h"

#include <algorithm>

#include "measure/metric_keys.h"
#include "measure/narrowing.h"
#include "measure/past_values.h"
#include "usecases/conditions.h"

namespace vigil::measure {

namespace {

// What matters of an opportunity at one instant.
struct State {
    bool there = false;  // made, and not in the recycle bin
    std::string stage;
    std::optional<Money> amount;
    std::optional<Day> close;

    bool closed() const { return stage == "won" || stage == "lost"; }
};

State state_of(const Record& record) {
    State state{!record.removed(), std::string(record.text("stage")), {}, {}};
    if (const auto* money = std::get_if<Money>(&record["amount"])) state.amount = *money;
    if (const auto* day = std::get_if<Day>(&record["close_date"])) state.close = *day;
    return state;
}

class Telling {
  public:
    Telling(Engine& engine, const Actor& actor, const MovementsAsk& ask)
        : engine_(engine), actor_(actor), ask_(ask) {
        told_.company = engine.company.current();
        told_.time_zone = actor.permit.who().time_zone;
    }

    Result<Movements> run() {
        const Zone zone = Zone::find(told_.time_zone).value_or(Zone());
        const Day today = zone.to_local(engine_.clock.now()).day;
        told_.since = ask_.since.value_or(zone.to_utc(first_of(Period::week, today), 0));
        told_.from = ask_.from.value_or(first_of(Period::month, ask_.to.value_or(today)));
        told_.to = ask_.to.value_or(next_first(Period::month, std::max(told_.from, today)) + -1);
        MetricAsk open{.key = open_metric, .from = told_.from, .to = told_.to, .whose = ask_.whose};
        VIGIL_TRY(const auto answer, ask_metric(engine_, actor_, open));
        VIGIL_TRY(const auto narrowing, narrow_to(*told_.company, actor_, *answer.metric, open));
        subject_ = narrowing.subject;
        told_.ends = answer.total.figure;
        told_.today = answer.today;
        told_.filter = answer.total.filter;
        const EntityDef& entity = *answer.metric->entity;
        VIGIL_DO(check_reads(actor_.permit, entity, entity.index_of("stage")));
        const auto view = engine_.store.read();
        VIGIL_TRY(const auto past, past_values(*view, *told_.company->catalogue, entity,
                                               told_.since, most_journal_rows));
        told_.complete = past.complete;
        VIGIL_TRY(const auto records, view->get_many(entity, past.ids(), actor_.permit));
        for (const auto& record : records)
            if (is_asked(record)) tell(record, past.before(record));
        finish();
        return std::move(told_);
    }

  private:
    bool is_asked(const Record& record) const {
        const Id owner = record.link("owner");
        if (subject_.user) return owner == subject_.user;
        if (!subject_.team) return true;
        const Person* person = told_.company->person(owner);
        const auto& tree = told_.company->team(subject_.team)->tree;
        return person && std::ranges::find(tree, person->team) != tree.end();
    }
    bool counts(const State& state) const {
        return state.there && !state.closed() && in_period(state);
    }
    bool in_period(const State& state) const {
        return state.close && told_.from <= *state.close && *state.close <= told_.to;
    }
    void tell(const Record& record, const std::optional<Record>& before);
    void note(const Record& record, Move move, std::optional<Money> amount, const State& then,
              const State& now);
    void note_amounts(const Record& record, const State& then, const State& now);
    void finish();

    Engine& engine_;
    const Actor& actor_;
    const MovementsAsk& ask_;
    Subject subject_;
    Movements told_;
};

void Telling::note(const Record& record, Move move, std::optional<Money> amount, const State& then,
                   const State& now) {
    told_.list.push_back({move, record.id(), title_for(record, actor_.permit, actor_.language),
                          record.link("owner"), amount, then.amount, now.amount, then.close,
                          now.close});
}

// Of another currency, the one amount went and the other came.
void Telling::note_amounts(const Record& record, const State& then, const State& now) {
    if (then.amount == now.amount) return;
    const bool same = then.amount && now.amount && then.amount->currency == now.amount->currency;
    if (!same) {
        if (then.amount) note(record, Move::lowered, then.amount, then, now);
        if (now.amount) note(record, Move::raised, now.amount, then, now);
        return;
    }
    const std::int64_t a = then.amount->minor, b = now.amount->minor;
    note(record, b > a ? Move::raised : Move::lowered,
         Money{std::max(a, b) - std::min(a, b), now.amount->currency}, then, now);
}

void Telling::tell(const Record& record, const std::optional<Record>& before) {
    const State now = state_of(record);
    const State then = before ? state_of(*before) : State{};
    const bool was = counts(then);
    const bool was_elsewhere = !was && !(then.there && then.closed());
    const bool closed_here = now.there && now.closed() && in_period(now);
    if (!was && was_elsewhere && (counts(now) || closed_here))
        note(record, before ? Move::moved_in : Move::opened, now.amount, then, now);
    else if (!was && counts(now))  // it was closed and is open again
        note(record, Move::moved_in, now.amount, then, now);
    if (was && (counts(now) || (now.there && now.closed()))) note_amounts(record, then, now);
    if (was && !now.there) note(record, Move::removed, then.amount, then, now);
    if (now.there && now.closed() && (was || (was_elsewhere && closed_here)))
        note(record, now.stage == "won" ? Move::won : Move::lost, now.amount, then, now);
    if (was && now.there && !now.closed() && !in_period(now))
        note(record, Move::moved_out, then.amount, then, now);
}

// What was open at the beginning is what is open now without what has moved.
void Telling::finish() {
    told_.begins.add(told_.ends);
    for (const auto& one : told_.list) {
        TallyRow row;
        const int sign = -sign_of(one.move);
        row.count = one.move == Move::raised || one.move == Move::lowered ? 0 : sign;
        if (one.amount) {
            row.currency = one.amount->currency;
            row.sum = WideAmount(sign) * one.amount->minor;
        }
        told_.begins.add(row);
        told_.begins.price(row, told_.company->rates->worth(row.currency, told_.today));
    }
    std::ranges::stable_sort(told_.list, [](const Movement& a, const Movement& b) {
        const auto weight = [](const Movement& one) { return one.amount ? one.amount->minor : 0; };
        return a.move != b.move ? a.move < b.move : weight(a) > weight(b);
    });
}

}  // namespace

std::string_view to_string(Move move) {
    constexpr std::string_view names[moves] = {"opened", "moved_in", "raised",    "lowered",
                                               "won",    "lost",     "moved_out", "removed"};
    return names[std::size_t(move)];
}

int sign_of(Move move) { return move <= Move::raised ? 1 : -1; }

Result<Movements> movements(Engine& engine, const Actor& actor, const MovementsAsk& ask) {
    return Telling(engine, actor, ask).run();
}

}  // namespace vigil::measure
