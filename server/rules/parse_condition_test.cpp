#include "rules/parse_condition.h"

#include <gtest/gtest.h>

#include "rules/condition_test_world.h"
#include "rules/nearest.h"

// What every text means is in tests/vectors/conditions.json; here is the shape of the tree.
namespace vigil::rules {
namespace {

using Op = Condition::Op;

ConditionPtr parse(std::string_view text) {
    const Catalogue& catalogue = conditions_catalogue();
    auto made = parse_condition(text, catalogue.need("lead"), catalogue);
    EXPECT_TRUE(made) << text << " " << (made ? "" : made.error().code);
    return made ? *made : nullptr;
}

TEST(ParseCondition, AndBindsTighterThanOr) {
    const auto any = parse("status = new or status = working and owner is empty");
    ASSERT_EQ(any->op, Op::any);
    ASSERT_EQ(any->parts.size(), 2u);
    EXPECT_EQ(any->parts[0]->op, Op::eq);
    EXPECT_EQ(any->parts[1]->op, Op::all);
}

TEST(ParseCondition, NotBindsTighterThanAnd) {
    const auto all = parse("not status = new and owner is empty");
    ASSERT_EQ(all->op, Op::all);
    EXPECT_EQ(all->parts[0]->op, Op::negate);
    EXPECT_EQ(all->parts[1]->op, Op::empty);
}

TEST(ParseCondition, BracketsOfTheSameKindMakeOneList) {
    EXPECT_EQ(parse("true and (false and (true and false))")->parts.size(), 4u);
    EXPECT_EQ(parse("(true or false) or true")->parts.size(), 3u);
}

TEST(ParseCondition, KnowsWhatItCosts) {
    EXPECT_EQ(parse("status = new and close_date < today")->cost, 0);
    EXPECT_EQ(parse("status = new or owner.team = me.team")->cost, 1);
    EXPECT_EQ(parse("not changed(status) since started")->cost, 2);
    EXPECT_EQ(parse("status = new and count(activities) < 5")->cost, 3);
}

TEST(ParseCondition, TypesItsTerms) {
    const auto text = parse("company = \"ACME Ü\"");
    EXPECT_EQ(text_of(text->right.value), "ACME Ü");
    EXPECT_EQ(text->right.folded, "acme ü");
    const auto money = std::get<Money>(parse("amount > 12.5 EUR")->right.value);
    EXPECT_EQ(money.minor, 1250);
    EXPECT_EQ(money.currency.view(), "EUR");
    EXPECT_EQ(std::get<Money>(parse("amount > 12.5")->right.value).minor, 125'000);
    const auto count = parse("count(activities where kind = call) < 5");
    EXPECT_EQ(count->left.kind, Term::Kind::count);
    EXPECT_EQ(count->left.child->key, "activity");
    EXPECT_EQ(count->left.where->entity->key, "activity");
    const auto relative = parse("entered_at > now - 2 weeks");
    EXPECT_EQ(relative->right.offset, -2);
    EXPECT_EQ(relative->right.unit, Amount::weeks);
}

TEST(ParseCondition, LongestTextAndOneMore) {
    static const CataloguePtr catalogue = test_catalogue();
    std::string text = "true";
    text.resize(max_condition_bytes, ' ');
    EXPECT_TRUE(parse_condition(text, catalogue->need("lead"), *catalogue));
    text += ' ';
    EXPECT_EQ(parse_condition(text, catalogue->need("lead"), *catalogue).error().code,
              "condition_too_long");
}

TEST(Nearest, CountsLettersToChange) {
    EXPECT_EQ(nearest("statsu", {"owner", "status", "state"}), "status");
    EXPECT_EQ(nearest("STATUS", {"stats", "status"}), "status");
    EXPECT_EQ(nearest("x", {}), "");
}

}  // namespace
}  // namespace vigil::rules
