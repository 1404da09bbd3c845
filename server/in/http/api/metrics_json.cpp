#include "in/http/api/metrics_json.h"

#include <array>

#include "base/json_text.h"
#include "in/http/api/record_json.h"
#include "in/http/json_writer.h"
#include "model/write_json.h"

namespace vigil::http {

namespace {

using namespace measure;

void write_money(JsonWriter& json, std::int64_t minor, Currency currency) {
    json.begin_object().key("amount").string(format_amount({minor, currency}));
    json.key("currency").string(currency.view()).end_object();
}

void write_money(JsonWriter& json, const std::optional<Money>& money) {
    if (money)
        write_money(json, money->minor, money->currency);
    else
        json.null();
}

// What cannot be said in one currency, and why not.
void write_in_one(JsonWriter& json, std::string_view name, const std::optional<Money>& money) {
    json.key(name);
    write_money(json, money);
}

template <class Currencies>
void write_without_rate(JsonWriter& json, const Currencies& currencies) {
    json.key("without_rate").begin_array();
    for (const Currency currency : currencies) json.string(currency.view());
    json.end_array();
}

// All of a figure in the company's currency.
void write_all(JsonWriter& json, const Company& company, const Figure& figure, Day today,
               bool weighed) {
    const Currency own = company.rates->own();
    const auto all = figure.in(own, *company.rates->worth(own, today));
    const auto money = [&](std::int64_t Sum::*amount) {
        return all ? std::optional(Money{*all.*amount, own}) : std::nullopt;
    };
    write_in_one(json, "total", money(&Sum::amount));
    if (weighed) write_in_one(json, "weighted_total", money(&Sum::weighted));
    write_without_rate(json, figure.without_rate());
}

void write_day(JsonWriter& json, const std::optional<Day>& day) {
    if (day)
        json.string(to_string(*day));
    else
        json.null();
}

void write_id(JsonWriter& json, Id id) {
    if (id)
        json.string(to_string(id));
    else
        json.null();
}

void write_included(JsonWriter& json, const std::vector<Included>& included) {
    std::string text;
    http::write_included(text, included);
    json.key("included").raw(text);
}

class MetricWriter {
  public:
    MetricWriter(std::string& out, const MetricAnswer& answer)
        : json_(out), answer_(answer), metric_(*answer.metric) {}

    Status write(std::string_view language) {
        json_.begin_object().key("metric").string(metric_.key);
        json_.key("label").string(metric_.label.in(language));
        json_.key("entity").string(metric_.entity->key);
        json_.key("by").begin_array();
        for (const auto& name : answer_.by) json_.string(name);
        json_.end_array().key("over");
        if (answer_.over)
            json_.string(to_string(*answer_.over));
        else
            json_.null();
        json_.key("from");
        write_day(json_, answer_.from);
        json_.key("to");
        write_day(json_, answer_.to);
        json_.key("time_zone").string(answer_.time_zone);
        json_.key("total").begin_object();
        VIGIL_DO(figure(answer_.total));
        json_.end_object().key("parts").begin_array();
        for (const auto& part : answer_.parts) VIGIL_DO(this->part(part));
        json_.end_array();
        write_included(json_, answer_.included);
        json_.end_object();
        return {};
    }

  private:
    Status part(const MetricPart& part);
    Status figure(const MetricPart& part);
    Status plan(const MetricPart& part);
    Status aim_of_money(const AimState& state);

    JsonWriter json_;
    const MetricAnswer& answer_;
    const rules::Metric& metric_;
};

Status MetricWriter::part(const MetricPart& part) {
    json_.begin_object();
    for (std::size_t i = 0; i < part.by.size(); ++i) {
        const FieldDef& field = metric_.entity->fields[std::size_t(answer_.fields[i])];
        std::string value;
        write_json(value, field, part.by[i]);
        json_.key(answer_.by[i]).raw(value);
    }
    if (answer_.over) {
        json_.key("period");
        write_day(json_, part.period);
    }
    VIGIL_DO(figure(part));
    json_.end_object();
    return {};
}

Status MetricWriter::figure(const MetricPart& part) {
    json_.key("count").integer(part.figure.count());
    const bool money = metric_.sum >= 0 &&
                       metric_.entity->fields[std::size_t(metric_.sum)].kind == FieldKind::money;
    VIGIL_TRY(const auto sums, part.figure.sums());
    if (metric_.sum >= 0 && !money)
        json_.key("sum").integer(sums.empty() ? 0 : sums.front().amount);
    if (money) {
        json_.key("sums").begin_array();
        for (const auto& sum : sums) write_money(json_, sum.amount, sum.currency);
        json_.end_array();
    }
    if (money && metric_.weigh >= 0) {
        json_.key("weighted").begin_array();
        for (const auto& sum : sums) write_money(json_, sum.weighted, sum.currency);
        json_.end_array();
    }
    if (money) write_all(json_, *answer_.company, part.figure, answer_.today, metric_.weigh >= 0);
    json_.key("filter").string(part.filter);
    return plan(part);
}

Status MetricWriter::plan(const MetricPart& part) {
    json_.key("plan");
    if (!part.goal || part.goal->empty()) {
        json_.null();
        return {};
    }
    constexpr std::int64_t millionths = 1'000'000;
    json_.begin_object().key("count");
    if (const auto& aim = part.goal->count) {
        const WideAmount done = WideAmount(part.figure.count()) * millionths;
        const Pace pace = pace_of(aim->target * millionths, aim->expected, done, millionths);
        VIGIL_TRY(const auto target, narrow(aim->target));
        VIGIL_TRY(const auto expected, narrow(aim->expected));
        json_.begin_object().key("target").integer(target);
        json_.key("done").integer(part.figure.count());
        json_.key("left").integer(std::max<std::int64_t>(0, target - part.figure.count()));
        const std::int64_t hundredths = expected / 10'000;
        json_.key("expected").number(double(hundredths) / 100);
        json_.key("pace").string(to_string(pace)).end_object();
    } else {
        json_.null();
    }
    const ExchangeRates& rates = *answer_.company->rates;
    json_.key("sums").begin_array();
    for (const auto& state : aims_of(*part.goal, part.figure, rates, answer_.today))
        VIGIL_DO(aim_of_money(state));
    json_.end_array().key("total");
    const auto all = aim_in_one(*part.goal, part.figure, rates, answer_.today);
    if (all)
        VIGIL_DO(aim_of_money(*all));
    else
        json_.null();
    write_without_rate(json_, without_rate(*part.goal, rates, answer_.today));
    json_.end_object();
    return {};
}

Status MetricWriter::aim_of_money(const AimState& state) {
    const auto& [currency, target, expected, done] = state;
    VIGIL_TRY(const auto aimed, narrow(target));
    VIGIL_TRY(const auto by_now, narrow(expected));
    VIGIL_TRY(const auto reached, narrow(done));
    VIGIL_TRY(const auto left, narrow(done < target ? target - done : WideAmount(0)));
    json_.begin_object().key("currency").string(currency.view());
    for (const auto& [name, amount] :
         std::initializer_list<std::pair<std::string_view, std::int64_t>>{
             {"target", aimed}, {"done", reached}, {"left", left}, {"expected", by_now}})
        json_.key(name).string(format_amount({amount, currency}));
    json_.key("pace").string(to_string(pace_of(target, expected, done, 0)));
    json_.end_object();
    return {};
}

void write_cell(JsonWriter& json, std::string_view name, const ForecastCell& cell) {
    json.key(name).begin_object().key("count").integer(cell.count);
    json.key("filter").string(cell.filter).end_object();
}

void write_line(JsonWriter& json, const ForecastLine& line) {
    const auto amount = [&](std::string_view name, std::optional<std::int64_t> minor) {
        json.key(name);
        if (minor)
            json.string(format_amount({*minor, line.currency}));
        else
            json.null();
    };
    json.begin_object().key("currency").string(line.currency.view());
    amount("plan", line.plan);
    amount("won", line.won);
    amount("commit", line.commit);
    amount("best", line.best);
    amount("pipeline", line.pipeline);
    amount("gap", line.gap());
    json.end_object();
}

void write_forecast_part(JsonWriter& json, const ForecastPart& part) {
    json.key("lines").begin_array();
    for (const auto& line : part.lines) write_line(json, line);
    json.end_array().key("total");
    if (part.all)
        write_line(json, *part.all);
    else
        json.null();
    write_without_rate(json, part.without_rate);
    write_cell(json, "won", part.won);
    write_cell(json, "commit", part.commit);
    write_cell(json, "best", part.best);
    write_cell(json, "pipeline", part.pipeline);
}

Status write_figure(JsonWriter& json, std::string_view name, const Figure& figure,
                    const Movements& told) {
    VIGIL_TRY(const auto sums, figure.sums());
    json.key(name).begin_object().key("count").integer(figure.count());
    json.key("sums").begin_array();
    for (const auto& sum : sums) write_money(json, sum.amount, sum.currency);
    json.end_array();
    write_all(json, *told.company, figure, told.today, false);
    json.end_object();
    return {};
}

// How many of each kind and what they come to, and the same by owner.
Status write_moves(JsonWriter& json, const Movements& told) {
    std::array<Figure, moves> all;
    std::map<std::pair<int, Id>, Figure> by_owner;
    for (const auto& one : told.list) {
        TallyRow row;
        row.count = 1;
        if (one.amount) row.currency = one.amount->currency, row.sum = one.amount->minor;
        const auto worth = told.company->rates->worth(row.currency, told.today);
        for (Figure* figure :
             {&all[std::size_t(one.move)], &by_owner[{int(one.move), one.owner}]}) {
            figure->add(row);
            figure->price(row, worth);
        }
    }
    json.key("moves").begin_array();
    for (int i = 0; i < moves; ++i) {
        json.begin_object().key("move").string(to_string(Move(i)));
        json.key("sign").integer(sign_of(Move(i)));
        VIGIL_DO(write_figure(json, "total", all[std::size_t(i)], told));
        json.key("parts").begin_array();
        for (const auto& [key, figure] : by_owner) {
            if (key.first != i) continue;
            json.begin_object().key("owner");
            write_id(json, key.second);
            VIGIL_DO(write_figure(json, "total", figure, told));
            json.end_object();
        }
        json.end_array().end_object();
    }
    json.end_array();
    return {};
}

void write_movement(JsonWriter& json, const Movement& one) {
    json.begin_object().key("id").string(to_string(one.record));
    json.key("title").string(one.title).key("move").string(to_string(one.move));
    json.key("owner");
    write_id(json, one.owner);
    json.key("amount");
    write_money(json, one.amount);
    json.key("amount_before");
    write_money(json, one.before);
    json.key("amount_now");
    write_money(json, one.after);
    json.key("close_date_before");
    write_day(json, one.close_before);
    json.key("close_date_now");
    write_day(json, one.close_after);
    json.end_object();
}

}  // namespace

Result<std::string> metric_json(const MetricAnswer& answer, std::string_view language) {
    std::string out;
    VIGIL_DO(MetricWriter(out, answer).write(language));
    return out;
}

Result<std::string> forecast_json(const Forecast& forecast) {
    std::string out;
    JsonWriter json(out);
    json.begin_object().key("from").string(to_string(forecast.from));
    json.key("to").string(to_string(forecast.to));
    json.key("time_zone").string(forecast.time_zone);
    json.key("total").begin_object();
    write_forecast_part(json, forecast.total);
    json.end_object().key("parts").begin_array();
    for (const auto& part : forecast.parts) {
        json.begin_object().key("who");
        write_id(json, part.who);
        json.key("period");
        write_day(json, part.period);
        write_forecast_part(json, part);
        json.end_object();
    }
    json.end_array();
    write_included(json, forecast.included);
    json.end_object();
    return out;
}

Result<std::string> movements_json(const Movements& told, std::size_t most) {
    std::string out;
    JsonWriter json(out);
    json.begin_object().key("since").string(to_string(told.since));
    json.key("from").string(to_string(told.from)).key("to").string(to_string(told.to));
    json.key("time_zone").string(told.time_zone).key("complete").boolean(told.complete);
    json.key("filter").string(told.filter);
    VIGIL_DO(write_figure(json, "begins", told.begins, told));
    VIGIL_DO(write_figure(json, "ends", told.ends, told));
    VIGIL_DO(write_moves(json, told));
    json.key("records").begin_array();
    for (std::size_t i = 0; i < std::min(most, told.list.size()); ++i)
        write_movement(json, told.list[i]);
    json.end_array();
    std::vector<Included> people;
    std::map<Id, bool> named;
    for (const auto& one : told.list)
        if (const Person* owner = told.company->person(one.owner);
            owner && std::exchange(named[one.owner], true) == false)
            people.push_back({one.owner, "user", owner->name});
    write_included(json, people);
    json.end_object();
    return out;
}

}  // namespace vigil::http
