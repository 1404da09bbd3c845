#include "measure/forecast.h"

#include "measure/metric_keys.h"
#include "measure/narrowing.h"

namespace vigil::measure {

namespace {

constexpr const char* category_field = "forecast_category";

class Sheet {
  public:
    Sheet(const ForecastAsk& ask, MetricAnswer won, MetricAnswer open)
        : ask_(ask), won_(std::move(won)), open_(std::move(open)) {}

    Result<Forecast> fill() {
        forecast_.company = won_.company;
        forecast_.from = *won_.from;
        forecast_.to = *won_.to;
        forecast_.time_zone = won_.time_zone;
        for (const auto& part : won_.parts) VIGIL_DO(add_won(row_of(part), part));
        for (const auto& part : open_.parts) VIGIL_DO(add_open(row_of(part), part));
        VIGIL_DO(add_won(Row{forecast_.total, total_lines_}, won_.total));
        for (const auto& part : open_.parts)
            VIGIL_DO(add_open(Row{forecast_.total, total_lines_}, part));
        finish();
        return std::move(forecast_);
    }

  private:
    // What a row of the sheet is added up from.
    struct Lines {
        std::map<Currency, ForecastLine> by_currency;
        Figure won, commit, best, pipeline;
        Goal plan;
        ForecastLine& operator[](Currency currency) { return by_currency[currency]; }
    };
    struct Row {
        ForecastPart& part;
        Lines& lines;
    };
    struct Kept {
        ForecastPart part;
        Lines lines;
    };

    Row row_of(const MetricPart& part) {
        const Id who = ask_.by.empty() ? Id{} : id_of(part.by.front());
        auto [kept, fresh] = kept_.try_emplace({*part.period, who});
        kept->second.part.who = who;
        kept->second.part.period = part.period;
        return {kept->second.part, kept->second.lines};
    }
    Status add_won(Row row, const MetricPart& part) {
        row.part.won.count = part.figure.count();
        VIGIL_TRY(const auto sums, part.figure.sums());
        for (const auto& sum : sums) row.lines[sum.currency].won = sum.amount;
        row.lines.won.add(part.figure);
        if (!part.goal) return {};
        row.lines.plan.add(*part.goal);
        for (const auto& [currency, aim] : part.goal->sums) {
            VIGIL_TRY(row.lines[currency].plan, narrow(aim.target));
        }
        return {};
    }
    // What is in no category that is promised or hoped for is pipeline.
    Status add_open(Row row, const MetricPart& part) {
        const std::string& category = text_of(part.by.back());
        auto cell = &ForecastPart::pipeline;
        auto amount = &ForecastLine::pipeline;
        auto figure = &Lines::pipeline;
        if (category == "commit") {
            cell = &ForecastPart::commit;
            amount = &ForecastLine::commit;
            figure = &Lines::commit;
        } else if (category == "best") {
            cell = &ForecastPart::best;
            amount = &ForecastLine::best;
            figure = &Lines::best;
        }
        (row.lines.*figure).add(part.figure);
        ForecastCell& into = row.part.*cell;
        into.count += part.figure.count();
        VIGIL_TRY(const auto sums, part.figure.sums());
        for (const auto& sum : sums) {
            ForecastLine& line = row.lines[sum.currency];
            VIGIL_TRY(line.*amount, narrow(WideAmount(line.*amount) + sum.amount));
        }
        return {};
    }
    std::string filter_of(const MetricAnswer& of, const ForecastPart& part,
                          std::string_view category = {}) const;
    void give_filters(ForecastPart& part) const;
    void give_all(ForecastPart& part, const Lines& lines) const;
    void finish();

    const ForecastAsk& ask_;
    MetricAnswer won_, open_;
    std::map<std::pair<Day, Id>, Kept> kept_;
    Lines total_lines_;
    Forecast forecast_;
};

std::string Sheet::filter_of(const MetricAnswer& of, const ForecastPart& part,
                             std::string_view category) const {
    const rules::Metric& metric = *of.metric;
    std::string text = of.total.filter;
    const auto add = [&](std::string_view more) {
        text += text.empty() ? "" : " and ";
        text += more;
    };
    if (part.period) {
        const std::string& at = metric.entity->fields[std::size_t(metric.at)].key;
        const Day last = next_first(ask_.over, *part.period) + -1;
        if (*part.period != forecast_.from) add(at + " >= " + to_string(*part.period));
        if (last != forecast_.to) add(at + " <= " + to_string(last));
        if (ask_.by == "team") add(team_text(metric, part.who));
        if (ask_.by == "owner")
            add(value_text(metric, metric.whose, part.who ? Value(part.who) : Value()));
    }
    if (!category.empty()) add(category);
    return text;
}

void Sheet::give_filters(ForecastPart& part) const {
    part.won.filter = filter_of(won_, part);
    part.commit.filter = filter_of(open_, part, "forecast_category = commit");
    part.best.filter = filter_of(open_, part, "forecast_category = best");
    part.pipeline.filter = filter_of(open_, part, "forecast_category not in (commit, best)");
}

// All of it in the company's currency.
void Sheet::give_all(ForecastPart& part, const Lines& lines) const {
    const ExchangeRates& rates = *won_.company->rates;
    const Worth own = *rates.worth(rates.own(), won_.today);
    std::set<Currency> missing;
    for (const auto* figure : {&lines.won, &lines.commit, &lines.best, &lines.pipeline})
        missing.insert(figure->without_rate().begin(), figure->without_rate().end());
    for (const Currency currency : without_rate(lines.plan, rates, won_.today))
        missing.insert(currency);
    part.without_rate.assign(missing.begin(), missing.end());
    const auto won = lines.won.in(rates.own(), own), commit = lines.commit.in(rates.own(), own);
    const auto best = lines.best.in(rates.own(), own);
    const auto pipeline = lines.pipeline.in(rates.own(), own);
    if (!missing.empty() || !won || !commit || !best || !pipeline) return;
    ForecastLine all{rates.own(), won->amount, commit->amount, best->amount, pipeline->amount, {}};
    if (!lines.plan.sums.empty()) {
        const auto aim = aim_in_one(lines.plan, lines.won, rates, won_.today);
        if (!aim) return;
        const auto target = narrow(aim->target);
        if (!target) return;
        all.plan = *target;
    }
    part.all = all;
}

void Sheet::finish() {
    const auto give = [this](ForecastPart& part, const Lines& lines) {
        give_filters(part);
        give_all(part, lines);
        for (const auto& [currency, line] : lines.by_currency) {
            part.lines.push_back(line);
            part.lines.back().currency = currency;
        }
    };
    give(forecast_.total, total_lines_);
    for (auto& [key, kept] : kept_) {
        give(kept.part, kept.lines);
        forecast_.parts.push_back(std::move(kept.part));
    }
    std::map<Id, Included> named;
    for (const auto* of : {&won_, &open_})
        for (const auto& one : of->included) named.emplace(one.id, one);
    for (auto& [id, one] : named) forecast_.included.push_back(std::move(one));
}

}  // namespace

Result<Forecast> forecast(Engine& engine, const Actor& actor, const ForecastAsk& ask) {
    if (!ask.by.empty() && ask.by != "owner" && ask.by != "team")
        return fail(FaultKind::malformed, "by_unknown", {}, {{"name", ask.by.substr(0, 60)}});
    MetricAsk won{.key = won_metric,
                  .over = ask.over,
                  .from = ask.from,
                  .to = ask.to,
                  .whose = ask.whose,
                  .plan = true};
    if (!ask.by.empty()) won.by = {ask.by};
    MetricAsk open = won;
    open.key = open_metric;
    open.plan = false;
    open.by.push_back(category_field);
    VIGIL_TRY(auto won_answer, ask_metric(engine, actor, won));
    VIGIL_TRY(auto open_answer, ask_metric(engine, actor, open));
    return Sheet(ask, std::move(won_answer), std::move(open_answer)).fill();
}

}  // namespace vigil::measure
