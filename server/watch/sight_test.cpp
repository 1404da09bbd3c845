// Whom which facts are shown.
#include "watch/sight.h"

#include "usecases/house_fixture.h"

namespace vigil::watch {
namespace {

class Sights : public ::testing::Test {
  protected:
    // Sees every lead and account and all their fields.
    Permit::ByEntity all() {
        Permit::ByEntity entities;
        for (const char* key : {"lead", "account", "activity", "exception"}) {
            const EntityDef& entity = house.entity(key);
            EntityPermit rights;
            rights.may_see = true;
            rights.fields.assign(entity.fields.size(), Right::see);
            rights.masked.assign(entity.fields.size(), false);
            entities.emplace(key, std::move(rights));
        }
        return entities;
    }
    std::size_t field(const char* entity, const char* key) {
        return std::size_t(house.entity(entity).index_of(key));
    }
    std::string seen_by(Permit::ByEntity entities, const std::vector<Fact>& facts) {
        const Permit permit({}, "test", std::move(entities));
        const auto seen =
            in_sight(facts, permit, *house.engine().store.read(), house.catalogue()).value();
        return joined(seen, "en");
    }
    static Fact fact(std::string name, std::string value, std::vector<std::string> reads) {
        Fact one{std::move(name), std::move(value)};
        one.reads = std::move(reads);
        return one;
    }

    testing::House house;
    const std::vector<Fact> facts{fact("Status", "New", {"lead.status"}),
                                  fact("E-mail", "ada@example.com", {"lead.email"}),
                                  fact("Activities", "3", {"activity", "activity.kind"})};
};

TEST_F(Sights, WhatIsHiddenIsLeftOutAndWhatIsMaskedIsMasked) {
    EXPECT_EQ(seen_by(all(), facts), "Status: New; E-mail: ada@example.com; Activities: 3");
    auto hidden = all();
    hidden["lead"].fields[field("lead", "email")] = Right::none;
    hidden["activity"].fields[field("activity", "kind")] = Right::none;
    EXPECT_EQ(seen_by(hidden, facts), "Status: New");
    auto masked = all();
    masked["lead"].masked[field("lead", "email")] = true;
    EXPECT_EQ(seen_by(masked, facts), "Status: New; E-mail: •••; Activities: 3");
    auto none = all();
    none.erase("activity");
    none["lead"].may_see = false;
    EXPECT_EQ(seen_by(none, facts), "");
    EXPECT_EQ(seen_by(all(), {fact("Old", "from before", {})}), "");
    const auto whole =
        in_sight(facts, Permit::house(), *house.engine().store.read(), house.catalogue());
    EXPECT_EQ(whole->size(), 3u);
}

TEST_F(Sights, LinkedNamesAreForThoseWhoSeeTheRecord) {
    const Id oak = house.create("account", {{"name", std::string("Oak")}});
    Fact owner = fact("Account", "Oak", {"lead.company"});
    owner.linked = oak;
    owner.linked_entity = "account";
    EXPECT_EQ(seen_by(all(), {owner}), "Account: Oak");
    auto out_of_scope = all();
    out_of_scope["account"].see =
        field_equals(house.entity("account"), field_id, Value(Id{oak.value + 1}));
    EXPECT_EQ(seen_by(out_of_scope, {owner}), "Account: •••");
    auto no_titles = all();
    no_titles["account"].fields[field("account", "name")] = Right::none;
    EXPECT_EQ(seen_by(no_titles, {owner}), "Account: •••");
}

TEST_F(Sights, TitlesFollowTheFieldsTheyAreMadeOf) {
    const auto title = [&](Permit::ByEntity entities) {
        return title_for(Permit({}, "test", std::move(entities)), house.entity("exception"),
                         &house.entity("lead"), "Ada");
    };
    EXPECT_EQ(title(all()), "Ada");
    auto masked = all();
    masked["lead"].masked[field("lead", "last_name")] = true;
    EXPECT_EQ(title(masked), "•••");
    auto of_exception = all();
    of_exception["exception"].masked[field("exception", "title")] = true;
    EXPECT_EQ(title(of_exception), "•••");
}

TEST_F(Sights, FactsComeBackAsTheyWereKept) {
    Fact linked = fact("Account", "Oak", {"lead.account"});
    linked.linked = Id{7};
    linked.linked_entity = "account";
    linked.question = linked.missing = true;
    Record exception(house.entity("exception"));
    exception.set("facts", "{\"en\": " + facts_text({facts[0], linked}) + "}");
    const auto back = facts_kept(exception, "en");
    ASSERT_EQ(back.size(), 2u);
    EXPECT_EQ(back[0].name, "Status");
    EXPECT_EQ(back[0].reads, facts[0].reads);
    EXPECT_EQ(back[1].linked, Id{7});
    EXPECT_EQ(back[1].linked_entity, "account");
    EXPECT_TRUE(back[1].question && back[1].missing);
    EXPECT_TRUE(facts_kept(exception, "zh-CN").empty());
}

}  // namespace
}  // namespace vigil::watch
