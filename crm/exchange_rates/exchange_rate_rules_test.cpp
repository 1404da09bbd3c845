#include "crm/exchange_rates/exchange_rate_rules.h"

#include <gtest/gtest.h>

#include "usecases/company.h"

namespace vigil {
namespace {

TEST(ExchangeRateRules, ACurrencyIsWrittenInCapitals) {
    const auto catalogue = *Catalogue::make(*shipped_entities(), 1);
    Record rate(catalogue->need("exchange_rate"));
    derive_exchange_rate(nullptr, rate, {});
    EXPECT_TRUE(is_empty(rate["currency"]));
    rate.set("currency", std::string("usd"));
    derive_exchange_rate(nullptr, rate, {});
    EXPECT_EQ(rate.text("currency"), "USD");
}

}  // namespace
}  // namespace vigil
