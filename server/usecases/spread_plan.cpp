#include "usecases/spread_plan.h"

#include <algorithm>

#include "base/period.h"
#include "rules/spread.h"
#include "usecases/conditions.h"
#include "usecases/create_record.h"
#include "usecases/update_record.h"

namespace vigil {

namespace {

constexpr int months = 12;

const Value& given_in(const RecordInput& input, int field) {
    static const Value none;
    for (const auto& [index, value] : input)
        if (index == field) return value;
    return none;
}

Day first_of_month(const YearPlan& plan, int month) {
    return make_day(plan.year, unsigned(month) + 1, 1);
}

Query query_of(const EntityDef& entity, const YearPlan& plan) {
    const auto day = [&](Condition::Op op, int month) {
        return compare(entity, "first_day", op, first_of_month(plan, month));
    };
    Query query;
    query.entity = &entity;
    query.where = both(field_equals(entity, "period", std::string("month")),
                       both(day(Condition::Op::ge, 0), day(Condition::Op::le, months - 1)));
    for (const auto& [index, value] : plan.whose)
        query.where = both(query.where, field_equals(entity, index, value));
    query.order = {{entity.index_of("first_day"), false}};
    query.limit = months;
    return query;
}

class Spreading {
  public:
    Spreading(UnitOfWork& work, const YearPlan& plan)
        : work_(work),
          plan_(plan),
          entity_(work.entity("plan")),
          part_(entity_.index_of(plan.part)) {}

    Status run() {
        VIGIL_DO(find());
        VIGIL_TRY(const auto wanted, wanted_now());
        for (int month = 0; month < months; ++month)
            VIGIL_DO(put(month, wanted[std::size_t(month)]));
        return {};
    }

  private:
    // By the house: one the caller does not see is in the way all the same, and changing it says so.
    Status find() {
        VIGIL_TRY(auto found, work_.view().find(query_of(entity_, plan_), Permit::house()));
        for (int month = 0; month < months; ++month) {
            const auto is_it = [&](const Record& one) {
                return std::get<Day>(one["first_day"]) == first_of_month(plan_, month);
            };
            if (const auto one = std::ranges::find_if(found, is_it); one != found.end())
                known_[std::size_t(month)] = *one;
        }
        return {};
    }

    // In the smallest pieces that are given out; 0 where there is none, or one in another currency.
    std::int64_t number_of(const std::optional<Record>& plan) const {
        if (!plan) return 0;
        const Value& value = plan->values[std::size_t(part_)];
        const auto* money = std::get_if<Money>(&value);
        if (!money) return integer_of(value);
        return money->currency == std::get<Money>(plan_.total).currency ? money->minor : 0;
    }

    Result<std::array<Value, months>> wanted_now() const {
        std::array<Value, months> wanted;
        if (is_empty(plan_.total)) return wanted;
        const auto* money = std::get_if<Money>(&plan_.total);
        const std::int64_t total = money ? money->minor : integer_of(plan_.total);
        if (total <= 0) return fail_field(plan_.part, "not_positive");
        std::int64_t unit = 1;
        for (int i = 0; money && i < decimals_of(money->currency); ++i) unit *= 10;
        if (total % unit != 0) unit = 1;
        std::vector<std::int64_t> now;
        for (const auto& one : known_) now.push_back(number_of(one));
        const auto parts = rules::spread(total / unit, now);
        for (std::size_t i = 0; i < months; ++i) {
            if (parts[i] == 0) continue;  // a plan for nothing is none
            wanted[i] = money ? Value(Money{parts[i] * unit, money->currency}) : Value(parts[i]);
        }
        return wanted;
    }

    Status put(int month, const Value& value) {
        const auto& known = known_[std::size_t(month)];
        if (!known) {
            if (is_empty(value)) return {};
            RecordInput input = plan_.whose;
            input.emplace_back(entity_.index_of("period"), std::string("month"));
            input.emplace_back(entity_.index_of("first_day"), first_of_month(plan_, month));
            input.emplace_back(part_, value);
            VIGIL_DO(stage_create(work_, entity_, input, Owed::by_the_program));
            return {};
        }
        const char* other = plan_.part == "target" ? "amount" : "target";
        if (is_empty(value) && is_empty((*known)[other]))
            return stage_remove(work_, entity_, known->id());
        VIGIL_DO(stage_update(work_, entity_, known->id(), {{part_, value}}));
        return {};
    }

    UnitOfWork& work_;
    const YearPlan& plan_;
    const EntityDef& entity_;
    int part_;
    std::array<std::optional<Record>, months> known_;
};

}  // namespace

Result<Committed> spread_plan(Engine& engine, const Actor& actor, const YearPlan& plan) {
    return work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        const EntityDef& entity = unit.entity("plan");
        if (is_empty(given_in(plan.whose, entity.index_of("metric"))))
            return fail_field("metric", "required");
        return Spreading(unit, plan).run();
    });
}

Result<std::vector<Record>> month_plans(Engine& engine, const Actor& actor, const YearPlan& plan) {
    const auto company = engine.company.current();
    return engine.store.read()->find(query_of(company->catalogue->need("plan"), plan),
                                     actor.permit);
}

}  // namespace vigil
