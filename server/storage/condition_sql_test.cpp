#include "storage/condition_sql.h"

#include <gtest/gtest.h>

#include "rules/condition_test_world.h"
#include "rules/parse_condition.h"
#include "storage/columns.h"

// Which rows it finds is in tests/vectors/conditions.json; here is what the text must look like for the
// indexes to serve, and whose sight it keeps.
namespace vigil::storage {
namespace {

struct ConditionSqlTest : testing::Test {
    CataloguePtr catalogue = rules::test_catalogue();
    ConditionContext context;

    ConditionPtr parse(std::string_view text, std::string_view entity = "lead") {
        return rules::parse_condition(text, catalogue->need(entity), *catalogue).value();
    }
    Sql sql(std::string_view text, Dialect dialect = Dialect::sqlite,
            const Permit* sight = nullptr) {
        return condition_sql(parse(text).get(), catalogue->need("lead"), "t", context, dialect,
                             *catalogue, sight);
    }
};

TEST_F(ConditionSqlTest, PositiveComparisonsLeaveTheColumnAlone) {
    context.me = Id{5};
    EXPECT_EQ(sql("status = new").text, R"(t."status" = ?)");
    EXPECT_EQ(sql("owner = me").text, R"(t."owner" = ?)");
    EXPECT_EQ(sql("status in (new, working)").text, R"((t."status" in (?, ?)))");
    EXPECT_EQ(sql("entered_at = 2026-03-02").text, R"(t."entered_at" >= ? and t."entered_at" < ?)");
    EXPECT_EQ(sql("amount > 5 EUR").text, R"(t."amount" > ? and t."amount_currency" = ?)");
    EXPECT_EQ(sql("owner is empty").text, R"(t."owner" is null)");
    EXPECT_EQ(sql("owner = me").params, std::vector<Value>{Id{5}});
}

// Whole numbers against whole numbers, for each currency that has a rate.
TEST_F(ConditionSqlTest, MoneyOfSeveralCurrenciesIsPlainNumbers) {
    const Currency eur = *parse_currency("EUR"), usd = *parse_currency("USD");
    ExchangeRates rates(eur, Zone());
    rates.add(usd, Day{}, {900'000, 1});
    context.rates = std::make_shared<ExchangeRates>(rates);
    const auto both = sql("amount >= 900");
    EXPECT_EQ(both.text, R"((t."amount" >= ? and t."amount_currency" = ? or )"
                         R"(t."amount" >= ? and t."amount_currency" = ?))");
    EXPECT_EQ(both.params, (std::vector<Value>{std::int64_t(900'00), std::string("EUR"),
                                               std::int64_t(1000'00), std::string("USD")}));
    EXPECT_EQ(sql("amount = 900.01").params.size(), 2u) << "no whole cents of the dollar";
    EXPECT_EQ(sql("amount > 5 JPY").text, R"(t."amount" > ? and t."amount_currency" = ?)");
    context.rates.reset();
    EXPECT_EQ(sql("amount > 5").text, "false") << "of which currency?";
}

TEST_F(ConditionSqlTest, NegationsAreTwoValued) {
    EXPECT_EQ(sql("status != new").text, R"((t."status" = ?) is not true)");
    EXPECT_EQ(sql("not status = new").text, R"((t."status" = ?) is not true)");
}

TEST_F(ConditionSqlTest, PresenceIsNotCounted) {
    const std::string rest =
        R"(exists(select 1 from "activities" x1 where x1."lead" = t."id" and x1."removed_at" is null))";
    for (const auto* text :
         {"count(activities) > 0", "count(activities) >= 1", "count(activities) != 0"})
        EXPECT_EQ(sql(text).text, rest) << text;
    for (const auto* text :
         {"count(activities) = 0", "count(activities) < 1", "count(activities) <= 0"})
        EXPECT_EQ(sql(text).text, "not " + rest) << text;
    EXPECT_TRUE(sql("count(activities) < 5").text.starts_with("(select count(*) from"));
}

TEST_F(ConditionSqlTest, NoConditionIsTrue) {
    EXPECT_EQ(
        condition_sql(nullptr, catalogue->need("lead"), "t", context, Dialect::sqlite, *catalogue)
            .text,
        "true");
}

TEST_F(ConditionSqlTest, UserTextIsNeverInTheSql) {
    for (const auto dialect : {Dialect::sqlite, Dialect::postgres}) {
        const auto made =
            sql("company contains \"x'; drop\" or company in (\"x'; drop\")", dialect);
        EXPECT_EQ(made.text.find("drop"), std::string::npos);
        EXPECT_EQ(made.params.size(), 2u);
    }
    EXPECT_EQ(text_of(sql("company contains \"5%_\\\\\"", Dialect::postgres).params[0]),
              "%5\\%\\_\\\\%");
    EXPECT_EQ(quoted_name("a\"b"), "\"a\"\"b\"");
}

// A filter must not tell what its writer may not read.
TEST_F(ConditionSqlTest, SightHoldsForChildrenAndLinks) {
    ConditionContext who;
    who.me = Id{9};
    EntityPermit own, none;
    own.may_see = true;
    own.see = parse("owner = me", "activity");
    const Permit permit(who, "rep", {{"activity", own}, {"user", none}});
    const auto counted = sql("count(activities where kind = call) > 0", Dialect::sqlite, &permit);
    EXPECT_EQ(counted.text,
              R"(exists(select 1 from "activities" x1 where x1."owner" = ? and x1."lead" = t."id" )"
              R"(and x1."removed_at" is null and x1."kind" = ?))");
    EXPECT_EQ(counted.params[0], Value(Id{9}));
    EXPECT_NE(sql("owner.name = \"x\"", Dialect::sqlite, &permit).text.find("false and"),
              std::string::npos);
    const Permit house = Permit::house();
    EXPECT_EQ(sql("count(activities) > 0", Dialect::sqlite, &house).text,
              sql("count(activities) > 0").text);
}

}  // namespace
}  // namespace vigil::storage
