// Records counted and summed up in the database, on both stores.
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "storage/store_fixture.h"

namespace vigil::storage::testing {
namespace {

Money euro(std::int64_t minor) { return {minor, *parse_currency("EUR")}; }
Money yen(std::int64_t minor) { return {minor, *parse_currency("JPY")}; }

class Tallies : public StoreTest {
  protected:
    void SetUp() override {
        StoreTest::SetUp();
        if (IsSkipped() || HasFatalFailure()) return;
        auto entities = sample_entities();
        auto stage = make_field("stage", FieldKind::choice);
        auto owner = make_field("owner", FieldKind::link);
        owner.link = "user";
        entities.push_back(
            make_entity("sale", "sales",
                        {owner, stage, make_field("amount", FieldKind::money),
                         make_field("chance", FieldKind::integer),
                         make_field("at", FieldKind::moment), make_field("day", FieldKind::day)}));
        take(make_catalogue(std::move(entities), 2));
    }
    const EntityDef& sale() const { return entity("sale"); }
    Write make_sale(int id, std::vector<std::pair<std::string, Value>> values) {
        return make_write(sale(), Id{id}, std::move(values));
    }
    // "by…|cut|currency|count|sum|weighted" of each group, sorted.
    std::vector<std::string> answer(const Tally& tally, const Permit& permit = Permit::house()) {
        const auto rows = store_->read()->tally(tally, permit);
        EXPECT_TRUE(rows) << (rows ? "" : rows.error().log);
        std::vector<std::string> texts;
        for (const auto& row : rows.value_or(std::vector<TallyRow>())) {
            std::string text;
            for (const auto& value : row.by)
                text += is_empty(value) ? "-"
                        : id_of(value)  ? to_string(id_of(value))
                                        : text_of(value);
            text += "|" + std::to_string(row.cut) + "|" + std::string(row.currency.view()) + "|" +
                    std::to_string(row.count) + "|" + std::to_string(std::int64_t(row.sum)) + "|" +
                    std::to_string(std::int64_t(row.weighted));
            texts.push_back(std::move(text));
        }
        std::ranges::sort(texts);
        return texts;
    }
    Tally of(std::vector<std::string> by = {}) const {
        Tally tally;
        tally.entity = &sale();
        for (const auto& key : by) tally.by.push_back(sale().index_of(key));
        return tally;
    }
};

using Texts = std::vector<std::string>;

TEST_P(Tallies, CountsInGroups) {
    ASSERT_TRUE(applied({make_sale(1, {{"owner", Id{7}}, {"stage", std::string("won")}}),
                         make_sale(2, {{"owner", Id{7}}, {"stage", std::string("open")}}),
                         make_sale(3, {{"owner", Id{8}}, {"stage", std::string("won")}}),
                         make_sale(4, {{"stage", std::string("won")}}),
                         make_sale(5, {{"owner", Id{7}}, {"removed_at", Moment{5}}})}));
    EXPECT_EQ(answer(of()), Texts{"|0||4|0|0"});
    EXPECT_EQ(answer(of({"owner"})), (Texts{"-|0||1|0|0", "7|0||2|0|0", "8|0||1|0|0"}));
    EXPECT_EQ(answer(of({"stage", "owner"})),
              (Texts{"open7|0||1|0|0", "won-|0||1|0|0", "won7|0||1|0|0", "won8|0||1|0|0"}));
    Tally with = of();
    with.removed = Removed::with;
    EXPECT_EQ(answer(with), Texts{"|0||5|0|0"});
    EXPECT_TRUE(answer([&] {
                    Tally none = of();
                    none.limit = 0;
                    return none;
                }())
                    .empty());
}

TEST_P(Tallies, AnEmptyTableIsNothing) {
    EXPECT_EQ(answer(of()), Texts{"|0||0|0|0"});
    EXPECT_TRUE(answer(of({"owner"})).empty());
}

TEST_P(Tallies, SumsEachCurrencyApartAndWeighs) {
    const auto chance = [](std::int64_t n) { return std::pair<std::string, Value>("chance", n); };
    ASSERT_TRUE(applied({make_sale(1, {{"amount", euro(101)}, chance(50)}),
                         make_sale(2, {{"amount", euro(-2)}, chance(100)}),
                         make_sale(3, {{"amount", yen(10)}, chance(250)}),
                         make_sale(4, {{"amount", yen(10)}, chance(-5)}),
                         make_sale(5, {{"amount", euro(7)}}), make_sale(6, {})}));
    Tally tally = of();
    tally.sum = sale().index_of("amount");
    EXPECT_EQ(answer(tally), (Texts{"|0|EUR|3|106|0", "|0|JPY|2|20|0", "|0||1|0|0"}));
    tally.beside = euro(0).currency;
    EXPECT_EQ(answer(tally), Texts{"|0|JPY|2|20|0"});
    tally.beside = {};
    tally.weigh = sale().index_of("chance");
    EXPECT_EQ(answer(tally), (Texts{"|0|EUR|3|106|4850", "|0|JPY|2|20|1000", "|0||1|0|0"}));
}

// Whatever single amounts people type in, no sum overflows in the database.
TEST_P(Tallies, IsExactBeyondSixtyFourBits) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    std::vector<Write> writes;
    for (int i = 1; i <= 3; ++i)
        writes.push_back(make_sale(i, {{"amount", euro(most)}, {"chance", std::int64_t(100)}}));
    ASSERT_TRUE(applied(writes));
    Tally tally = of();
    tally.sum = sale().index_of("amount");
    tally.weigh = sale().index_of("chance");
    const auto rows = store_->read()->tally(tally, Permit::house());
    ASSERT_TRUE(rows && rows->size() == 1);
    EXPECT_TRUE(rows->front().sum == WideAmount(most) * 3);
    EXPECT_TRUE(rows->front().weighted == WideAmount(most) * 300);
}

TEST_P(Tallies, CutsTimeIntoStretches) {
    std::vector<Write> writes;
    for (int i = 0; i < 70; ++i)
        writes.push_back(make_sale(i + 1, {{"at", Moment{i}}, {"day", Day{i}}}));
    ASSERT_TRUE(applied(writes));
    for (const char* key : {"at", "day"}) {
        Tally tally = of();
        tally.cut = sale().index_of(key);
        for (int i = 0; i <= 7; ++i)
            tally.cuts.push_back(key[0] == 'a' ? Value(Moment{i * 10}) : Value(Day{i * 10}));
        Texts wanted;
        for (int i = 0; i < 7; ++i) wanted.push_back("|" + std::to_string(i) + "||10|0|0");
        EXPECT_EQ(answer(tally), wanted) << key;
        tally.cuts = {tally.cuts[0], tally.cuts[7]};
        EXPECT_EQ(answer(tally), Texts{"|0||70|0|0"}) << key;
    }
}

TEST_P(Tallies, CountsWhatThePermitShowsAndNoMore) {
    ASSERT_TRUE(applied({make_sale(1, {{"owner", Id{7}}, {"amount", euro(1)}}),
                         make_sale(2, {{"owner", Id{8}}, {"amount", euro(2)}})}));
    auto mine = std::make_shared<Condition>();
    mine->op = Condition::Op::eq;
    mine->entity = &sale();
    mine->left.kind = Term::Kind::field;
    mine->left.field = sale().index_of("owner");
    mine->left.of = &sale();
    mine->left.type = FieldKind::link;
    mine->right.kind = Term::Kind::me;
    mine->right.type = FieldKind::link;
    EntityPermit rights;
    rights.see = mine;
    rights.may_see = true;
    ConditionContext who;
    who.me = Id{8};
    Tally tally = of({"owner"});
    tally.sum = sale().index_of("amount");
    EXPECT_EQ(answer(tally, Permit(who, "rep", Permit::ByEntity{{"sale", rights}})),
              Texts{"8|0|EUR|1|2|0"});
    EXPECT_TRUE(answer(tally, Permit(who, "rep", Permit::ByEntity{})).empty());
}

VIGIL_EACH_STORE(Tallies);

}  // namespace
}  // namespace vigil::storage::testing
