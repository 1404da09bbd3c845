// What a scenario expects of metrics, plans, the forecast and what has changed in it. Each number is held
// against the list its filter gives, asked by the same person.
#include <algorithm>

#include "measure/forecast.h"
#include "measure/movements.h"
#include "tests/scenario/player.h"
#include "usecases/find_records.h"

namespace vigil::tests {

namespace {

using namespace measure;

std::string money_text(std::int64_t minor, Currency currency) {
    return format_amount({minor, currency}) + " " + std::string(currency.view());
}

Result<std::string> figure_text(const Figure& figure, bool weighed) {
    std::string text = std::to_string(figure.count());
    VIGIL_TRY(const auto sums, figure.sums());
    for (const auto& sum : sums) {
        text += " " + money_text(sum.amount, sum.currency);
        if (weighed) text += " weighted " + format_amount({sum.weighted, sum.currency});
    }
    return text;
}

// "1093.20 EUR", "unknown for JPY".
std::string one_text(const Figure& figure, bool weighed, const Company& company, Day today) {
    const Currency own = company.rates->own();
    const auto all = figure.in(own, *company.rates->worth(own, today));
    std::string text = std::to_string(figure.count());
    if (!all) {
        text += " unknown for";
        for (const Currency currency : figure.without_rate())
            text += " " + std::string(currency.view());
        return text;
    }
    text += " " + money_text(all->amount, own);
    return weighed ? text + " weighted " + format_amount({all->weighted, own}) : text;
}

Result<std::string> aim_text(const AimState& aim) {
    VIGIL_TRY(const auto target, narrow(aim.target));
    return " of " + money_text(target, aim.currency) + " " +
           std::string(to_string(pace_of(aim.target, aim.expected, aim.done, 0)));
}

Result<std::string> goal_text(const Goal& goal, const Figure& figure, const Company& company,
                              Day today, bool in_one) {
    constexpr std::int64_t one = 1'000'000;
    std::string text;
    if (goal.count) {
        VIGIL_TRY(const auto target, narrow(goal.count->target));
        text += " of " + std::to_string(target) + " " +
                std::string(to_string(pace_of(goal.count->target * one, goal.count->expected,
                                              WideAmount(figure.count()) * one, one)));
    }
    std::vector<AimState> aims = aims_of(goal, figure, *company.rates, today);
    if (in_one) {
        aims.clear();
        if (const auto all = aim_in_one(goal, figure, *company.rates, today)) aims.push_back(*all);
    }
    for (const auto& aim : aims) {
        VIGIL_TRY(const auto said, aim_text(aim));
        text += said;
    }
    return text;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const auto& part : parts) text += "\n      " + part;
    return text;
}

// All of them in any order; the total alone is enough.
Status same_parts(const std::vector<std::string>& wanted, std::vector<std::string> found,
                  const std::string& total) {
    std::vector<std::string> rest;
    for (const auto& part : wanted) {
        if (part.starts_with("total") || part == "nothing") {
            if (part != "nothing" && part != total) return wrong("it is " + total);
            continue;
        }
        rest.push_back(part);
        const auto at = std::ranges::find(found, part);
        if (at == found.end()) return wrong("no `" + part + "` among" + joined(found));
        found.erase(at);
    }
    const bool all = !rest.empty() || std::ranges::count(wanted, "nothing") > 0;
    return all && !found.empty() ? wrong("more:" + joined(found)) : Status();
}

}  // namespace

// for NAME [of WHOSE] [by …] [over PERIOD] [from DAY] [to DAY] [since DAY TIME] [with plan]
// [in one currency] [where …]
Result<Player::Asked> Player::asked_number(Cursor cursor) {
    Asked asked;
    cursor.take("for");
    VIGIL_TRY(asked.actor, world_.actor(cursor.word()));
    while (!cursor.done()) {
        if (cursor.take("where")) {
            VIGIL_TRY(asked.filter, world_.with_ids(cursor.rest()));
            break;
        }
        if (cursor.take("in one currency")) {
            asked.in_one = true;
        } else if (cursor.take("with plan")) {
            asked.plan = true;
        } else if (cursor.take("of")) {
            const auto name = cursor.word();
            if (name == "me") {
                asked.whose = name;
                continue;
            }
            VIGIL_TRY(const auto target, world_.find(name));
            asked.whose = vigil::to_string(target.id);
        } else if (cursor.take("by")) {
            asked.by = parts_of(cursor.word(), "+");
        } else if (cursor.take("over")) {
            asked.over = parse_period(cursor.word());
        } else if (cursor.take("from")) {
            VIGIL_TRY(asked.from, world_.day(cursor.word()));
        } else if (cursor.take("to")) {
            VIGIL_TRY(asked.to, world_.day(cursor.word()));
        } else if (cursor.take("since")) {
            const auto weekday = cursor.word(), day = cursor.word();
            VIGIL_TRY(asked.since, world_.moment(weekday + " " + day + " " + cursor.word()));
        } else {
            return wrong("`" + cursor.rest() + "` says nothing about a number");
        }
    }
    return asked;
}

// The list that a number's filter gives has as many.
Status Player::lists(const Asked& asked, const EntityDef& entity, const std::string& filter,
                     std::int64_t count) {
    ListRequest list;
    list.filter = filter;
    list.count = true;
    list.limit = 1;
    auto found = find_records(world_.engine(), asked.actor, entity, list);
    if (!found) return wrong("`" + filter + "` lists nothing: " + words_of(found.error()));
    if (*found->count == count) return {};
    return wrong("`" + filter + "` lists " + std::to_string(*found->count) + ", not " +
                 std::to_string(count));
}

// metric KEY for …: Rita 2 100.00 EUR, total 2 100.00 EUR
Status Player::expect_metric(const std::string& text) {
    const auto [head, values] = at_colon(text);
    Cursor cursor(head);
    const auto key = cursor.word();
    VIGIL_TRY(const auto asked, asked_number(cursor));
    const MetricAsk ask{key,      asked.by,    asked.over,   asked.from,
                        asked.to, asked.whose, asked.filter, asked.plan};
    const auto answer = ask_metric(world_.engine(), asked.actor, ask);
    Cursor refused(values);
    if (refused.take("fault")) {
        if (answer) return wrong("nothing was refused");
        return answer.error().code == refused.rest() ? Status() : wrong(words_of(answer.error()));
    }
    if (!answer) return wrong("refused: " + words_of(answer.error()));
    const bool weighed = answer->metric->weigh >= 0;
    const auto text_of_part = [&](const MetricPart& part, bool total) -> Result<std::string> {
        std::string said = total ? "total" : "";
        const auto add = [&](const std::string& word) { said += (said.empty() ? "" : " ") + word; };
        for (std::size_t i = 0; i < part.by.size(); ++i) {
            const Value& value = part.by[i];
            const auto& field = answer->metric->entity->fields[std::size_t(answer->fields[i])];
            add(is_empty(value) ? "nobody"
                : id_of(value)  ? world_.name_of(id_of(value))
                                : world_.show(field, value));
        }
        if (part.period) add(vigil::to_string(*part.period));
        const Company& company = *answer->company;
        if (asked.in_one) {
            add(one_text(part.figure, weighed, company, answer->today));
        } else {
            VIGIL_TRY(const auto figure, figure_text(part.figure, weighed));
            add(figure);
        }
        if (part.goal) {
            VIGIL_TRY(const auto goal,
                      goal_text(*part.goal, part.figure, company, answer->today, asked.in_one));
            said += goal;
        }
        VIGIL_DO(lists(asked, *answer->metric->entity, part.filter, part.figure.count()));
        return said;
    };
    std::vector<std::string> found;
    for (const auto& part : answer->parts) {
        VIGIL_TRY(auto said, text_of_part(part, false));
        found.push_back(std::move(said));
    }
    VIGIL_TRY(const auto total, text_of_part(answer->total, true));
    return same_parts(parts_of(values, ","), std::move(found), total);
}

// forecast for …: Rita 2026-03-01 EUR plan 100.00 won 50.00 commit 20.00 best 0.00 pipeline 5.00 gap 30.00
Status Player::expect_forecast(const std::string& text) {
    const auto [head, values] = at_colon(text);
    VIGIL_TRY(const auto asked, asked_number(Cursor(head)));
    ForecastAsk ask;
    ask.over = asked.over.value_or(Period::month);
    ask.from = asked.from;
    ask.to = asked.to;
    if (!asked.by.empty()) ask.by = asked.by.front();
    ask.whose = asked.whose;
    const auto answer = forecast(world_.engine(), asked.actor, ask);
    if (!answer) return wrong("refused: " + words_of(answer.error()));
    std::vector<std::string> found, totals;
    const auto say = [&](const ForecastPart& part, bool total) -> Status {
        const EntityDef& entity = world_.need("opportunity");
        for (const auto* cell : {&part.won, &part.commit, &part.best, &part.pipeline})
            VIGIL_DO(lists(asked, entity, cell->filter, cell->count));
        std::vector<ForecastLine> lines = part.lines;
        if (asked.in_one) lines.clear();
        if (asked.in_one && part.all) lines.push_back(*part.all);
        for (const auto& line : lines) {
            const auto amount = [&](const char* name, std::optional<std::int64_t> minor) {
                return minor
                           ? std::string(" ") + name + " " + format_amount({*minor, line.currency})
                           : std::string();
            };
            std::string said = total ? "total" : part.who ? world_.name_of(part.who) : "nobody";
            if (part.period) said += " " + vigil::to_string(*part.period);
            said += " " + std::string(line.currency.view()) + amount("plan", line.plan) +
                    amount("won", line.won) + amount("commit", line.commit) +
                    amount("best", line.best) + amount("pipeline", line.pipeline) +
                    amount("gap", line.gap());
            (total ? totals : found).push_back(said);
        }
        return {};
    };
    for (const auto& part : answer->parts) VIGIL_DO(say(part, false));
    VIGIL_DO(say(answer->total, true));
    return same_parts(parts_of(values, ","), std::move(found),
                      totals.empty() ? "total" : totals.front());
}

// movements for …: begins 2 300.00 EUR, opened Big 50.00 EUR, ends 1 100.00 EUR
Status Player::expect_movements(const std::string& text) {
    const auto [head, values] = at_colon(text);
    VIGIL_TRY(const auto asked, asked_number(Cursor(head)));
    const MovementsAsk ask{asked.since, asked.from, asked.to, asked.whose};
    const auto answer = movements(world_.engine(), asked.actor, ask);
    if (!answer) return wrong("refused: " + words_of(answer.error()));
    VIGIL_DO(lists(asked, world_.need("opportunity"), answer->filter, answer->ends.count()));
    VIGIL_TRY(const auto begins, figure_text(answer->begins, false));
    VIGIL_TRY(const auto ends, figure_text(answer->ends, false));
    std::vector<std::string> found{"begins " + begins, "ends " + ends};
    for (const auto& one : answer->list)
        found.push_back(std::string(to_string(one.move)) + " " + one.title +
                        (one.amount ? " " + money_text(one.amount->minor, one.amount->currency)
                                    : std::string()));
    return same_parts(parts_of(values, ","), std::move(found), "");
}

}  // namespace vigil::tests
