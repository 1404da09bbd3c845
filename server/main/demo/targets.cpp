#include "main/demo/targets.h"

#include "main/demo/desk.h"
#include "measure/ask_metric.h"

namespace vigil::demo {

namespace {

using measure::MetricAsk;

constexpr int months_looked_back = 3;
constexpr const char* won_metric = "opportunities_won";

class Planning {
  public:
    Planning(House& house, Actor manager)
        : house_(house), desk_(house), manager_(std::move(manager)) {
        const auto company = house.company();
        const Day today = company->local_day(house.engine().clock.now());
        this_month_ = first_of(Period::month, today);
        first_looked_at_ = this_month_;
        for (int i = 0; i < months_looked_back; ++i)
            first_looked_at_ = first_of(Period::month, first_looked_at_ + -1);
    }

    Status plan_for(Id rep) {
        for (const char* metric : {"contacts_taken", "meetings_held", "leads_qualified"})
            VIGIL_DO(plan_count(rep, metric));
        return plan_won(rep);
    }

  private:
    Result<measure::Figure> past(Id rep, const std::string& metric) {
        MetricAsk ask{.key = metric};
        ask.from = first_looked_at_;
        ask.to = this_month_ + -1;
        ask.whose = to_string(rep);
        VIGIL_TRY(const auto answer, measure::ask_metric(house_.engine(), manager_, ask));
        return answer.total.figure;
    }
    // A tenth more than a usual month, at least one.
    static std::int64_t more(std::int64_t in_all) {
        return std::max<std::int64_t>(1, (in_all * 11 + 29) / (10 * months_looked_back));
    }
    Status set(Id rep, std::string_view metric, Day month, Value target, Value amount) {
        VIGIL_DO(desk_.create(manager_, "plan",
                              {{"metric", text(metric)},
                               {"user", rep},
                               {"period", text("month")},
                               {"first_day", month},
                               {"target", std::move(target)},
                               {"amount", std::move(amount)}}));
        return {};
    }
    Status plan_count(Id rep, const char* metric) {
        VIGIL_TRY(const auto figure, past(rep, metric));
        return set(rep, metric, this_month_, more(figure.count()), Empty{});
    }
    Status plan_won(Id rep) {
        VIGIL_TRY(const auto figure, past(rep, won_metric));
        VIGIL_TRY(const auto sums, figure.sums());
        const std::int64_t thousand = 100'000;  // of minor units, in euro
        Money amount{20 * thousand, house_.company()->settings.currency};
        if (!sums.empty())
            amount = {(more(sums.front().amount) / thousand + 1) * thousand, sums.front().currency};
        Day month = this_month_;
        for (int i = 0; i < 3; ++i, month = next_first(Period::month, month))
            VIGIL_DO(set(rep, won_metric, month, more(figure.count()), amount));
        return {};
    }

    House& house_;
    Desk desk_;
    Actor manager_;
    Day this_month_, first_looked_at_;
};

}  // namespace

Status set_targets(House& house, const Staff& staff) {
    for (const auto& team : staff.sales) {
        VIGIL_TRY(auto manager, Desk(house).person(team.manager));
        Planning planning(house, std::move(manager));
        for (const Id rep : team.reps) VIGIL_DO(planning.plan_for(rep));
    }
    return {};
}

}  // namespace vigil::demo
