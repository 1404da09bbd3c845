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

TEST(Country, PartsDecimalsItsOwnWay) {
    for (const char* comma : {"DE", "FR", "IT", "BR", "RU", "AT"})
        EXPECT_TRUE(has_decimal_comma(comma)) << comma;
    for (const char* point : {"US", "GB", "CN", "CH", "IN", "", "ZQ"})
        EXPECT_FALSE(has_decimal_comma(point)) << point;
}

}  // namespace vigil
