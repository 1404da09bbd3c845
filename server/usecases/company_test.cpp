// The company in memory follows what others write into the same database.
#include "usecases/company.h"

#include <gtest/gtest.h>

#include "usecases/change_model.h"
#include "usecases/house_fixture.h"

namespace vigil {
namespace {

// Another program over the same file.
class Neighbour {
  public:
    explicit Neighbour(testing::House& house) : house_(house) {
        auto store = storage::open_sqlite({.path = (house.folder() / "vigil.db").string()});
        EXPECT_TRUE(store);
        store_ = *std::move(store);
        book_ = std::make_unique<CompanyBook>(*store_);
        EXPECT_TRUE(book_->reload());
        engine_ = std::make_unique<Engine>(
            Engine{*store_, house.clock, house.ids, *book_, house.registry, {}});
    }
    Engine& engine() { return *engine_; }
    void set(const std::string& key, const std::string& value) {
        write("setting", [&](Record& row) {
            row.set("key", key);
            row.set("value", value);
        });
    }
    void write(const char* entity, const std::function<void(Record&)>& fill) {
        const Actor actor = Actor::house("hand");
        const auto done =
            work(engine(), actor, house_.clock.now(), [&](UnitOfWork& unit) -> Status {
                Record row = unit.blank(unit.entity(entity));
                fill(row);
                if (row.entity->plain)
                    unit.insert(row);
                else
                    unit.create(std::move(row));
                return {};
            });
        ASSERT_TRUE(done) << done.error().log;
    }

  private:
    testing::House& house_;
    std::unique_ptr<storage::CatalogueStore> store_;
    std::unique_ptr<CompanyBook> book_;
    std::unique_ptr<Engine> engine_;
};

class CompanyFollows : public ::testing::Test {
  protected:
    CompanyBook& book() { return house.engine().company; }
    testing::House house;
    Neighbour neighbour{house};
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

TEST_F(CompanyFollows, IndexesOfOwnFieldsAreBuiltAfterTheAnswer) {
    house.create("lead", {{"company", std::string("Acme")}});
    ASSERT_TRUE(add_field(house.engine(), Actor::house(), "lead",
                          R"({"key": "own_size", "kind": "integer", "indexed": true})"));
    ASSERT_TRUE(book().build_indexes());
    ASSERT_TRUE(book().build_indexes());  // nothing is left to do
}

}  // namespace
}  // namespace vigil
