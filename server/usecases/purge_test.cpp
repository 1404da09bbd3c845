// What goes, and what stays however old it is.
#include "usecases/purge.h"

#include "usecases/house_fixture.h"

namespace vigil {
namespace {

class Purge : public ::testing::Test {
  protected:
    struct Promise {
        std::string state = "met";
        bool over = true;
        std::int64_t exception = 0;
        Span ended_ago = days(401);
    };
    Id watch(const Promise& promise) {
        Id id;
        const Actor actor = Actor::house();
        EXPECT_TRUE(work(house.engine(), actor, house.clock.now(), [&](UnitOfWork& unit) -> Status {
            Record row(unit.entity("watch"));
            id = unit.new_id();
            row.values[field_id] = id;
            row.set("guideline", std::int64_t(1));
            row.set("record", id.value);
            row.set("state", promise.state);
            row.set("over", promise.over);
            row.set("started_at", house.clock.now() - days(500));
            if (promise.exception) row.set("exception", promise.exception);
            if (promise.ended_ago.us > 0)
                row.set("ended_at", house.clock.now() - promise.ended_ago);
            unit.insert(row);
            return {};
        }));
        return id;
    }
    std::vector<Id> watches() {
        std::vector<Id> ids;
        for (const auto& row : house.all("watch")) ids.push_back(row.id());
        return ids;
    }

    testing::House house;
};

TEST_F(Purge, TakesPromisesThatWereOverLongAgoAndNoOthers) {
    watch({});
    watch({.state = "void"});
    const std::vector<Id> staying{
        watch({.ended_ago = days(399)}),             // an undo may ask for it
        watch({.over = false}),                      // its premise holds
        watch({.state = "broken", .exception = 7}),  // the exception's own start
        watch({.exception = 8}),                     // met late: the same
        watch({.state = "running", .over = false, .ended_ago = {}})};
    EXPECT_EQ(*purge_old(house.engine()), 2);
    EXPECT_EQ(watches(), staying);
    EXPECT_EQ(*purge_old(house.engine()), 0);
}

TEST_F(Purge, TakesManyInChunks) {
    for (int i = 0; i < 1'100; ++i) watch({});
    EXPECT_EQ(*purge_old(house.engine()), 1'100);
    EXPECT_TRUE(watches().empty());
}

}  // namespace
}  // namespace vigil
