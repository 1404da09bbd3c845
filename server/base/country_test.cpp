#include "base/country.h"

#include <gtest/gtest.h>

namespace vigil {

TEST(Country, IsNamedInTheReadersLanguage) {
    EXPECT_EQ(country_name("DE", "en"), "Germany");
    EXPECT_EQ(country_name("DE", "zh-CN"), "德国");
    EXPECT_EQ(country_name("IC", "en"), "Canary Islands");
}

TEST(Country, OneNobodyKnowsIsItsCode) {
    EXPECT_EQ(country_name("ZQ", "en"), "ZQ");
    EXPECT_EQ(country_name("DE", "not a language"), "Germany");
}

}  // namespace vigil
