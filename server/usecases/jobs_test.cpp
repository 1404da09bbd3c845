#include "usecases/jobs.h"

#include "usecases/house_fixture.h"
#include "usecases/import_job.h"

namespace vigil {
namespace {

class Jobs : public ::testing::Test {
  protected:
    Record job(Id id) { return house_.where("job", "id", Value(id.value)).at(0); }

    testing::House house_;
    Actor house_actor_ = Actor::house("hand");
    std::function<bool()> never_ = [] { return false; };
};

TEST_F(Jobs, AreDoneInTheirOrderAndSayWhatCameOfThem) {
    std::vector<std::string> done;
    JobKinds kinds;
    kinds["good"] = [&](JobTask& task) -> Result<std::string> {
        done.push_back(task.input);
        return R"({"made":3})";
    };
    kinds["bad"] = [](JobTask&) -> Result<std::string> {
        return fail(FaultKind::refused, "wrong", {}, {{"why", "so"}});
    };
    const auto first = enqueue_job(house_.engine(), house_actor_, {"good", R"({"n":1})", 5, {}});
    const auto second = enqueue_job(house_.engine(), house_actor_, {"bad", "{}", 0, {}});
    const auto third = enqueue_job(house_.engine(), house_actor_, {"unheard", "{}", 0, {}});
    ASSERT_TRUE(first && second && third);
    EXPECT_EQ(job(*first).text("state"), "queued");
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(*run_next_job(house_.engine(), kinds, never_));
    EXPECT_FALSE(*run_next_job(house_.engine(), kinds, never_));
    EXPECT_EQ(done, std::vector<std::string>{R"({"n":1})"});
    EXPECT_EQ(job(*first).text("state"), "done");
    EXPECT_EQ(job(*first).text("result"), R"({"made":3})");
    EXPECT_EQ(job(*second).text("state"), "failed");
    EXPECT_EQ(job(*second).text("result"), R"({"args":{"why":"so"},"code":"wrong"})");
    EXPECT_EQ(job(*third).text("state"), "failed");
}

TEST_F(Jobs, OfSomebodyWhoIsGoneFail) {
    Actor gone;
    gone.user = Id{77};
    bool ran = false;
    JobKinds kinds;
    kinds["any"] = [&](JobTask&) -> Result<std::string> {
        ran = true;
        return "{}";
    };
    const auto id = enqueue_job(house_.engine(), gone, {"any", "{}", 0, {}});
    ASSERT_TRUE(id);
    EXPECT_TRUE(*run_next_job(house_.engine(), kinds, never_));
    EXPECT_FALSE(ran);
    EXPECT_EQ(job(*id).text("state"), "failed");
}

TEST_F(Jobs, ThoseCutOffFailAndThoseWaitingStay) {
    const auto waiting = enqueue_job(house_.engine(), house_actor_, {"bulk", "{}", 0, {}});
    const auto cut = enqueue_job(house_.engine(), house_actor_, {"bulk", "{}", 0, {}});
    ASSERT_TRUE(waiting && cut);
    JobKinds kinds;
    kinds["bulk"] = [&](JobTask&) -> Result<std::string> {
        EXPECT_EQ(*fail_interrupted_jobs(house_.engine()), 1);
        EXPECT_EQ(job(*cut).text("state"), "queued");
        EXPECT_NE(job(*waiting).text("result").find("job_interrupted"), std::string::npos);
        return "{}";
    };
    ASSERT_TRUE(*run_next_job(house_.engine(), kinds, never_));
}

TEST_F(Jobs, ThoseWhoseProcessIsGoneAreFailedByAnother) {
    auto other = storage::open_sqlite({.path = (house_.folder() / "vigil.db").string()});
    ASSERT_TRUE(other) << other.error().log;
    const auto running = [&](int node) {
        const auto id = start_import_job(house_.engine(), house_actor_, "{}", 10);
        EXPECT_TRUE(set_job_number(house_.engine(), *id, "node", node));
        return *id;
    };
    const Id ours = running(house_.engine().store.node());
    const Id theirs = running((*other)->node());
    std::set<Id> suspects;
    for (int look = 0; look < 3; ++look)
        EXPECT_EQ(*fail_orphaned_jobs(house_.engine(), suspects), 0);
    other->reset();                                                // killed
    EXPECT_EQ(*fail_orphaned_jobs(house_.engine(), suspects), 0);  // it may have lost its hold only
    EXPECT_EQ(job(theirs).text("state"), "running");
    EXPECT_EQ(*fail_orphaned_jobs(house_.engine(), suspects), 1);
    EXPECT_EQ(job(theirs).text("state"), "failed");
    EXPECT_NE(job(theirs).text("result").find("import_interrupted"), std::string::npos);
    EXPECT_EQ(job(ours).text("state"), "running");
    EXPECT_EQ(*fail_orphaned_jobs(house_.engine(), suspects), 0);
}

TEST_F(Jobs, APersonHasSoManyWaiting) {
    Actor busy;
    busy.user = Id{5};
    for (int i = 0; i < 20; ++i)
        ASSERT_TRUE(enqueue_job(house_.engine(), busy, {"any", "{}", 0, {}}));
    const auto more = enqueue_job(house_.engine(), busy, {"any", "{}", 0, {}});
    ASSERT_FALSE(more);
    EXPECT_EQ(more.error().code, "too_many_jobs");
    EXPECT_TRUE(enqueue_job(house_.engine(), house_actor_, {"any", "{}", 0, {}}));
}

TEST_F(Jobs, AnUndoIsAskedForOnceAndInTime) {
    const auto made = start_import_job(house_.engine(), house_actor_, "{}", 1);
    ASSERT_TRUE(made);
    EXPECT_EQ(enqueue_undo(house_.engine(), house_actor_, *made).error().code, "job_still_running");
    ASSERT_TRUE(finish_job(house_.engine(), *made, "done", "{}"));
    const auto undo = enqueue_undo(house_.engine(), house_actor_, *made);
    ASSERT_TRUE(undo);
    EXPECT_EQ(enqueue_undo(house_.engine(), house_actor_, *made).error().code, "job_still_running");
    JobKinds kinds;
    kinds["undo"] = run_undo_job;
    EXPECT_TRUE(*run_next_job(house_.engine(), kinds, never_));
    EXPECT_EQ(job(*undo).text("state"), "done");
    EXPECT_EQ(job(*made).text("state"), "undone");
    const auto late = start_import_job(house_.engine(), house_actor_, "{}", 1);
    ASSERT_TRUE(finish_job(house_.engine(), *late, "done", "{}"));
    house_.clock.at = house_.clock.at + undo_time + seconds(1);
    EXPECT_EQ(enqueue_undo(house_.engine(), house_actor_, *late).error().code, "undo_expired");
}

}  // namespace
}  // namespace vigil
