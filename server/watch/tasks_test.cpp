#include "watch/tasks.h"

#include <set>

#include "usecases/house_fixture.h"
#include "usecases/unit_of_work.h"
#include "watch/health.h"
#include "watch/tick.h"

namespace vigil::watch {
namespace {

using vigil::testing::House;

class WatchTasks : public ::testing::Test {
  protected:
    Id guideline(std::string_view key) {
        for (const auto& one : house.engine().company.current()->guidelines)
            if (one->key == key) return one->id;
        return {};
    }
    void queue(const char* kind, Id guideline) {
        const Actor actor = Actor::house();
        ASSERT_TRUE(work(house.engine(), actor, house.clock.now(), [&](UnitOfWork& unit) -> Status {
            Record row(unit.entity("watch_task"));
            row.values[field_id] = unit.new_id();
            row.set("kind", std::string(kind));
            row.set("guideline", guideline.value);
            row.set("cursor", std::int64_t(0));
            unit.insert(row);
            return {};
        }));
    }
    void make_leads(int n) {
        for (int i = 0; i < n; ++i)
            house.create("lead", {{"last_name", std::string("Lead ") + std::to_string(i)}});
    }
    std::vector<Record> watches(Id guideline) {
        return house.where("watch", "guideline", guideline.value);
    }
    bool some() {
        const auto did = do_task(house.engine());
        EXPECT_TRUE(did) << did.error().code << " " << did.error().log;
        return did && *did;
    }
    House house;
};

TEST_F(WatchTasks, TakingIsDoneInBatchesAndGoesOnAfterAKill) {
    make_leads(120);
    house.watch_all();
    const Id untouched = guideline("lead_untouched");
    queue("take", untouched);
    ASSERT_TRUE(some());
    const auto first = watches(untouched).size();
    EXPECT_GT(first, 0u);
    EXPECT_LT(first, 120u);
    house.reopen();
    while (some()) {
    }
    std::set<std::int64_t> records;
    for (const auto& row : watches(untouched)) {
        records.insert(integer_of(row["record"]));
        EXPECT_EQ(row.text("state"), "running");
        EXPECT_EQ(moment_of(row["started_at"]), house.clock.now());
    }
    EXPECT_EQ(records.size(), 120u);
    EXPECT_EQ(watches(untouched).size(), 120u);
    EXPECT_TRUE(house.all("watch_task").empty());
}

TEST_F(WatchTasks, TakingTwiceDoublesNothing) {
    make_leads(3);
    house.watch_all();
    const Id untouched = guideline("lead_untouched");
    queue("take", untouched);
    queue("take", untouched);
    while (some()) {
    }
    EXPECT_EQ(watches(untouched).size(), 3u);
}

TEST_F(WatchTasks, ReleasingEndsThemAllAndGoesOnAfterAKill) {
    house.watch_all();
    make_leads(450);
    const Id untouched = guideline("lead_untouched");
    queue("release", untouched);
    ASSERT_TRUE(some());
    house.reopen();
    while (some()) {
    }
    EXPECT_EQ(watches(untouched).size(), 450u);
    for (const auto& row : watches(untouched)) {
        EXPECT_EQ(row.text("state"), "void");
        EXPECT_TRUE(truth_of(row["over"]));
        EXPECT_TRUE(is_empty(row["next_at"]));
    }
    for (const auto& row : watches(guideline("lead_unworked")))
        EXPECT_EQ(row.text("state"), "running");
}

TEST_F(WatchTasks, AdministratorsHearOfALagAndOfFailedMailsOnceADay) {
    house.create("user", {{"email", std::string("ada@example.com")},
                          {"name", std::string("Ada Example")},
                          {"role", std::string("admin")},
                          {"locale", std::string("zh-CN")}});
    house.create("user", {{"email", std::string("rep@example.com")},
                          {"name", std::string("Rep Example")},
                          {"role", std::string("rep")}});
    const auto mails = [&] { return house.where("outbox", "kind", std::string("health")); };
    ASSERT_TRUE(tell_health(house.engine(), minutes(14)));
    EXPECT_TRUE(mails().empty());
    ASSERT_TRUE(tell_health(house.engine(), minutes(16)));
    ASSERT_EQ(mails().size(), 1u);
    EXPECT_EQ(mails()[0].text("address"), "ada@example.com");
    EXPECT_NE(mails()[0].text("data").find("zh-CN"), std::string::npos);
    house.clock.at = house.clock.at + hours(23);
    ASSERT_TRUE(tell_health(house.engine(), minutes(90)));
    EXPECT_EQ(mails().size(), 1u);
    house.clock.at = house.clock.at + hours(2);
    ASSERT_TRUE(tell_health(house.engine(), minutes(90)));
    EXPECT_EQ(mails().size(), 1u) << "the first one has not left yet";
    const Actor actor = Actor::house();
    ASSERT_TRUE(work(house.engine(), actor, house.clock.now(), [&](UnitOfWork& unit) -> Status {
        Record sent = mails()[0];
        sent.set("state", std::string("accepted"));
        sent.set("next_at", Empty{});
        sent.set("sent_at", unit.now() - hours(25));
        unit.update(mails()[0], sent);
        Record row(unit.entity("outbox"));
        row.values[field_id] = unit.new_id();
        row.set("kind", std::string("alert"));
        row.set("state", std::string("failed"));
        row.set("address", std::string("rep@example.com"));
        row.set("queued_at", unit.now() - days(9));
        row.set("failed_at", unit.now() - hours(1));
        unit.insert(row);
        Record notice(unit.entity("notice"));
        notice.values[field_id] = unit.new_id();
        notice.set("outbox", row.id().value);
        notice.set("data", std::string(R"({"title": "Ada Lead"})"));
        unit.insert(notice);
        return {};
    }));
    ASSERT_TRUE(tell_health(house.engine(), Span{}));
    ASSERT_EQ(mails().size(), 2u);
    EXPECT_NE(mails()[1].text("data").find(R"("failed_mails":"1")"), std::string::npos);
    EXPECT_NE(mails()[1].text("data").find("（rep@example.com）：Ada Lead"), std::string::npos)
        << mails()[1].text("data");
}

}  // namespace
}  // namespace vigil::watch
