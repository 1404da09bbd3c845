// The company in memory follows what others write into the same database.
#include "usecases/company.h"

#include <gtest/gtest.h>

#include <thread>

#include "usecases/change_model.h"
#include "usecases/neighbour_fixture.h"

namespace vigil {
namespace {

class CompanyFollows : public ::testing::Test {
  protected:
    CompanyBook& book() { return house.engine().company; }
    testing::House house;
    testing::Neighbour neighbour{house};
};

TEST_F(CompanyFollows, APersonAnotherProgramAdds) {
    EXPECT_FALSE(*book().catch_up());
    neighbour.write("user", [](Record& row) {
        row.set("email", std::string("grace@example.com"));
        row.set("name", std::string("Grace Example"));
        row.set("role", std::string("rep"));
        row.set("active", true);
    });
    EXPECT_FALSE(book().current()->person_by_email("grace@example.com"));
    EXPECT_TRUE(*book().catch_up());
    EXPECT_TRUE(book().current()->person_by_email("grace@example.com"));
    EXPECT_FALSE(*book().catch_up());
}

TEST_F(CompanyFollows, AFieldAnotherProgramAdds) {
    const auto added = add_field(neighbour.engine(), Actor::house(), "lead",
                                 R"({"key": "own_size", "kind": "integer", "indexed": true})");
    ASSERT_TRUE(added) << added.error().log;
    EXPECT_TRUE(*book().catch_up());
    EXPECT_TRUE(book().current()->catalogue->need("lead").field("own_size"));
    const Id made =
        house.create("lead", {{"company", std::string("Acme")}, {"own_size", std::int64_t(7)}});
    EXPECT_TRUE(made);
    EXPECT_FALSE(*book().catch_up());
}

TEST_F(CompanyFollows, ASettingAnotherProgramMakes) {
    neighbour.set("company", "\"Acme Ltd\"");
    EXPECT_TRUE(*book().catch_up());
    EXPECT_EQ(book().current()->settings.company, "Acme Ltd");
}

TEST_F(CompanyFollows, NothingIsReadAnewForOtherRecords) {
    const auto before = book().current();
    house.create("lead", {{"company", std::string("Acme")}});
    neighbour.write("lead", [](Record& row) { row.set("company", std::string("Acme")); });
    neighbour.set("test_clock", "\"2026-03-02T10:00:00.000000Z\"");
    EXPECT_FALSE(*book().catch_up());
    EXPECT_EQ(book().current(), before);
}

TEST_F(CompanyFollows, TheTestClockReadsNothingAnew) {
    const auto before = neighbour.engine().company.current();
    neighbour.set("test_clock", "\"2026-03-02T10:00:00.000000Z\"");
    EXPECT_EQ(neighbour.engine().company.current(), before);
    neighbour.set("company", "\"Acme Ltd\"");
    EXPECT_NE(neighbour.engine().company.current(), before);
}

TEST_F(CompanyFollows, OwnWritesAreNotReadTwice) {
    house.create("team", {{"name", std::string("Sales")}});
    EXPECT_FALSE(*book().catch_up());
}

TEST_F(CompanyFollows, ManyChangesAtOnceAreAllWritten) {
    constexpr int each = 6;
    std::vector<std::thread> threads;
    for (Engine* engine : {&house.engine(), &neighbour.engine(), &house.engine()})
        threads.emplace_back([this, engine] {
            for (int i = 0; i < each; ++i) {
                const auto made = work(*engine, Actor::house("hand"), house.clock.now(),
                                       [](UnitOfWork& unit) -> Status {
                                           Record row = unit.blank(unit.entity("team"));
                                           row.set("name", "Team " + to_string(row.id()));
                                           unit.create(std::move(row));
                                           return {};
                                       });
                EXPECT_TRUE(made) << made.error().code;
            }
        });
    for (auto& thread : threads) thread.join();
    ASSERT_TRUE(book().catch_up());
    EXPECT_EQ(book().current()->teams.size(), std::size_t(3 * each));
}

TEST_F(CompanyFollows, IndexesOfOwnFieldsAreBuiltAfterTheAnswer) {
    house.create("lead", {{"company", std::string("Acme")}});
    ASSERT_TRUE(add_field(house.engine(), Actor::house(), "lead",
                          R"({"key": "own_size", "kind": "integer", "indexed": true})"));
    ASSERT_TRUE(book().build_indexes());
    ASSERT_TRUE(book().build_indexes());  // nothing is left to do
}

}  // namespace
}  // namespace vigil
