#include "in/import/import_fixture.h"
#include "usecases/change_model.h"

namespace vigil::import {
namespace {

TEST_F(ImportTest, IsTakenBackAsAWholeButNotOverLaterWork) {
    house_.watch_all();
    run("lead", "email,company\nold@example.com,Before\n");
    const auto result =
        run("lead",
            "email,company,account\nold@example.com,After,New Account\na@example.com,A,New "
            "Account\nb@example.com,B,\nc@example.com,C,\n",
            R"({"match": ["email"], "links": "create"})");
    EXPECT_EQ(result.totals.created, 3) << told(result);
    const Record b = only("lead", "email", "b@example.com"),
                 c = only("lead", "email", "c@example.com");
    const Actor hand = Actor::house("hand");
    ASSERT_TRUE(update_record(house_.engine(), hand, house_.entity("lead"), b.id(),
                              {{house_.entity("lead").index_of("rating"), std::string("hot")}}));
    const Id call = house_.create("activity", {{"kind", std::string("call")}, {"lead", c.id()}});
    const Id old = only("lead", "email", "old@example.com").id();
    remove("lead", old);
    const auto undone = undo_job(house_.engine(), hand, result.job);
    ASSERT_TRUE(undone) << undone.error().code << undone.error().log;
    ASSERT_EQ(undone->left_count, 2);
    EXPECT_EQ(undone->left[0].code, "has_children");
    EXPECT_EQ(undone->left[1].code, "later_change");
    EXPECT_EQ(undone->acts, 3);
    ASSERT_TRUE(restore_record(house_.engine(), hand, house_.entity("lead"), old));
    EXPECT_EQ(only("lead", "email", "old@example.com").text("company"), "Before") << "in the bin";
    EXPECT_EQ(house_.where("lead", "email", std::string("a@example.com")).size(), 0u);
    EXPECT_TRUE(house_.all("account").empty());
    EXPECT_EQ(house_.where("job", "id", Value(result.job.value)).at(0).text("state"), "undone");
    EXPECT_EQ(undo_job(house_.engine(), hand, result.job)->left_count, 2) << "nothing has changed";

    // What stood in the way is taken back, and what was left goes too.
    ASSERT_TRUE(update_record(house_.engine(), hand, house_.entity("lead"), b.id(),
                              {{house_.entity("lead").index_of("rating"), Empty{}}}));
    remove("activity", call);
    const auto rest = undo_job(house_.engine(), hand, result.job);
    ASSERT_TRUE(rest) << rest.error().code;
    EXPECT_EQ(rest->acts, 2);
    EXPECT_EQ(house_.all("lead").size(), 1u);
    EXPECT_EQ(undo_job(house_.engine(), hand, result.job).error().code, "undone_already");
}

TEST_F(ImportTest, TakesItsChoicesAndFieldsBackUnlessTheyAreInUse) {
    const auto offered = [&](const char* choice) {
        const Choice* found = house_.entity("lead").field("source")->choice(choice);
        return found && !found->hidden;
    };
    const auto undo = [&](const ImportResult& result) {
        return undo_job(house_.engine(), Actor::house("hand"), result.job).value();
    };
    const auto first = run("lead", new_source, all_new);
    ASSERT_TRUE(offered("skywriting"));
    EXPECT_EQ(undo(first).left_count, 0);
    EXPECT_FALSE(offered("skywriting"));
    EXPECT_TRUE(offered("web"));
    EXPECT_TRUE(house_.entity("lead").field("own_shoe_size")->hidden);

    const auto second = run("lead", new_source, all_new);
    const Id other = house_.create(
        "lead", {{"company", std::string("Oak")}, {"source", std::string("skywriting")}});
    const auto undone = undo(second);
    ASSERT_EQ(undone.left_count, 1);
    EXPECT_EQ(undone.left[0].code, "choice_in_use");
    EXPECT_EQ(undone.left[0].title, house_.entity("lead").field("source")->label.in("en"));
    EXPECT_TRUE(offered("skywriting"));
    EXPECT_EQ(house_.all("lead").size(), 1u);
    remove("lead", other);
    EXPECT_EQ(undo(second).left_count, 0);
    EXPECT_FALSE(offered("skywriting"));
}

}  // namespace
}  // namespace vigil::import
