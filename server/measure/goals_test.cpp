#include "measure/goals.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <set>

#include "base/embedded.h"
#include "measure/narrowing.h"
#include "rules/guideline.h"

namespace vigil::measure {
namespace {

constexpr WideAmount piece = 1'000'000;

TEST(Pace, IsOnPaceWithinTwoPerCentOfTheTarget) {
    EXPECT_EQ(pace_of(10'000, 5'000, 4'800, 0), Pace::on_pace);
    EXPECT_EQ(pace_of(10'000, 5'000, 4'799, 0), Pace::behind);
    EXPECT_EQ(pace_of(10'000, 5'000, 5'200, 0), Pace::on_pace);
    EXPECT_EQ(pace_of(10'000, 5'000, 5'201, 0), Pace::ahead);
    EXPECT_EQ(pace_of(10'000, 5'000, 10'000, 0), Pace::reached);
    EXPECT_EQ(pace_of(10'000, 0, 0, 0), Pace::on_pace);
}

// Nobody wins half an opportunity: less than a whole one off is no news.
TEST(Pace, OfWholeThingsIsOffByOneAtLeast) {
    EXPECT_EQ(pace_of(10 * piece, 4'999'999, 4 * piece, piece), Pace::on_pace);
    EXPECT_EQ(pace_of(10 * piece, 5 * piece, 4 * piece, piece), Pace::behind);
    EXPECT_EQ(pace_of(10 * piece, 5 * piece, 6 * piece, piece), Pace::ahead);
    EXPECT_EQ(pace_of(1000 * piece, 500 * piece, 480 * piece, piece), Pace::on_pace);
    EXPECT_EQ(pace_of(1000 * piece, 500 * piece, 479 * piece, piece), Pace::behind);
}

TEST(Figure, RoundsOnceAndHalfToEven) {
    const auto weighted = [](std::vector<std::int64_t> hundredths) {
        Figure figure;
        for (const auto one : hundredths) {
            TallyRow row;
            row.currency = *parse_currency("EUR");
            row.weighted = one;
            figure.add(row);
        }
        return figure.sums()->front().weighted;
    };
    EXPECT_EQ(weighted({1762'50}), 1762);
    EXPECT_EQ(weighted({1763'50}), 1764);
    EXPECT_EQ(weighted({-150}), -2);
    EXPECT_EQ(weighted({-149}), -1);
    EXPECT_EQ(weighted({49, 49}), 1) << "each of them alone would be nothing";
}

TEST(Figure, SaysSoWhenASumIsBeyondAllNumbers) {
    Figure figure;
    TallyRow row;
    row.currency = *parse_currency("EUR");
    row.sum = WideAmount(std::numeric_limits<std::int64_t>::max()) + 1;
    figure.add(row);
    EXPECT_EQ(figure.sums().error().code, "sum_too_large");
}

// --- the register as it ships

class Register : public ::testing::Test {
  protected:
    static std::vector<std::string_view> files(std::string_view ending) {
        std::vector<std::string_view> texts;
        for (const auto& file : embedded_declarations())
            if (file.path.ends_with(ending)) texts.push_back(file.bytes);
        return texts;
    }
    CataloguePtr catalogue_ = *Catalogue::make(*shipped_entities(), 1);
};

TEST_F(Register, EveryDeclarationIsReadAndSaysWhoAndWhat) {
    std::set<std::string> guidelines, keys;
    for (const auto text : files(".guideline.json"))
        guidelines.insert(rules::read_guideline(text, *catalogue_).value().key);
    for (const auto text : files(".metric.json")) {
        const auto metric = rules::read_metric(text, *catalogue_);
        ASSERT_TRUE(metric) << metric.error().log << text;
        EXPECT_TRUE(keys.insert(metric->key).second) << metric->key;
        for (const char* language : {"en", "zh-CN"})
            EXPECT_TRUE(metric->label.by_language.contains(language)) << metric->key;
        const auto& roles = catalogue_->need("user").field("role")->choices;
        EXPECT_TRUE(std::ranges::any_of(roles, [&](const Choice& role) {
            return role.key == metric->controlled_by;
        })) << metric->key;
        for (const auto& guideline : metric->enforced_by)
            EXPECT_TRUE(guidelines.contains(guideline)) << metric->key << " " << guideline;
    }
    EXPECT_GE(keys.size(), 9u);
}

TEST_F(Register, WhatCanBePlannedIsOfferedAsAPlan) {
    std::set<std::string> offered, plannable;
    for (const auto& choice : catalogue_->need("plan").field("metric")->choices)
        offered.insert(choice.key);
    for (const auto text : files(".metric.json"))
        if (const auto metric = rules::read_metric(text, *catalogue_); metric->plan)
            plannable.insert(metric->key);
    EXPECT_EQ(offered, plannable);
    EXPECT_TRUE(offered.contains("opportunities_won"));
    EXPECT_FALSE(offered.contains("open_pipeline"));
}

TEST_F(Register, RefusesWhatItDoesNotUnderstand) {
    for (const char* text :
         {R"([])", R"({"entity": "lead"})", R"({"metric": "m", "entity": "nothing"})",
          R"({"metric": "m", "entity": "journal"})",
          R"({"metric": "m", "entity": "lead", "at": "company"})",
          R"({"metric": "m", "entity": "lead", "at": "nothing"})",
          R"({"metric": "m", "entity": "lead", "whose": "account"})",
          R"({"metric": "m", "entity": "lead", "sum": "status"})",
          R"({"metric": "m", "entity": "opportunity", "weigh": "probability"})",
          R"({"metric": "m", "entity": "lead", "plan": true})",
          R"({"metric": "m", "entity": "lead", "where": "nothing = 1"})",
          R"({"metric": "m", "entity": "lead", "were": "true"})"})
        EXPECT_FALSE(rules::read_metric(text, *catalogue_)) << text;
    EXPECT_TRUE(rules::read_metric(R"({"metric": "m", "entity": "lead"})", *catalogue_));
}

TEST_F(Register, PartsAreSaidAsConditions) {
    rules::Metric metric;
    metric.entity = &catalogue_->need("opportunity");
    metric.whose = metric.entity->index_of("owner");
    const int stage = metric.entity->index_of("stage");
    EXPECT_EQ(value_text(metric, stage, std::string("won")), "stage = won");
    EXPECT_EQ(value_text(metric, metric.whose, Id{7}), "owner = 7");
    EXPECT_EQ(value_text(metric, metric.whose, Empty{}), "owner is empty");
    EXPECT_EQ(team_text(metric, Id{9}), "owner.team = 9");
    EXPECT_EQ(team_text(metric, Id{}), "owner.team is empty");
}

}  // namespace
}  // namespace vigil::measure
