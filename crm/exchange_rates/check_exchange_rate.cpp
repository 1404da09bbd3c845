#include "crm/exchange_rates/check_exchange_rate.h"

#include <algorithm>

#include "base/exchange.h"
#include "usecases/conditions.h"

namespace vigil {

namespace {

void check_currency(UnitOfWork& work, std::string_view code, std::vector<FieldFault>& faults) {
    const auto currency = parse_currency(code);
    if (!code.empty() && !currency) faults.push_back({"currency", "unknown_currency"});
    if (currency == work.company().settings.currency)
        faults.push_back({"currency", "rate_of_own_currency", {{"currency", std::string(code)}}});
}

void check_worth(const Value& value, std::vector<FieldFault>& faults) {
    const std::int64_t rate = integer_of(value, 1);
    if (rate <= 0)
        faults.push_back({"rate", "not_positive"});
    else if (!is_rate({rate, 1}))
        faults.push_back({"rate", "above_most", {{"limit", std::to_string(most_rate)}}});
}

Result<bool> is_given_twice(UnitOfWork& work, const Record& rate, Day day) {
    const EntityDef& entity = *rate.entity;
    Query query;
    query.entity = &entity;
    query.where = both(field_equals(entity, "currency", std::string(rate.text("currency"))),
                       compare(entity, "valid_from", Condition::Op::eq, day));
    query.limit = 2;
    VIGIL_TRY(const auto same, work.view().find(query, Permit::house()));
    return std::ranges::any_of(same, [&](const Record& one) { return one.id() != rate.id(); });
}

}  // namespace

Status check_exchange_rate(UnitOfWork& work, const Record& after) {
    std::vector<FieldFault> faults;
    const auto code = after.text("currency");
    check_currency(work, code, faults);
    check_worth(after["rate"], faults);
    if (const auto* day = std::get_if<Day>(&after["valid_from"]); day && parse_currency(code)) {
        VIGIL_TRY(const bool is_twice, is_given_twice(work, after, *day));
        if (is_twice)
            faults.push_back({"valid_from",
                              "rate_given_twice",
                              {{"currency", std::string(code)}, {"day", to_string(*day)}}});
    }
    return fine_unless(std::move(faults));
}

}  // namespace vigil
