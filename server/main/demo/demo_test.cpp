#include "main/demo/demo.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "rules/evaluate.h"
#include "usecases/conditions.h"
#include "usecases/facts.h"
#include "usecases/sign_in.h"
#include "watch/backtest.h"

namespace vigil {
namespace {

namespace fs = std::filesystem;

// A Tuesday; with one in ten it takes a second or two.
const Moment until = *parse_moment("2026-03-10T15:20:00Z");
constexpr int one_in = 10;

class DemoHouse {
  public:
    explicit DemoHouse(std::uint64_t seed) {
        static int count = 0;
        folder_ = fs::temp_directory_path() /
                  ("vigil_demo_" + std::to_string(getpid()) + "_" + std::to_string(++count));
        HouseOptions options;
        options.data = folder_.string();
        options.durable = false;
        options.test_now = demo_begins(until);
        options.makes_folder = true;
        house_ = *House::open(options);
        DemoOptions demo;
        demo.until = until;
        demo.seed = seed;
        demo.admin_password = "look around";
        demo.one_in = one_in;
        made_ = make_demo(*house_, demo);
    }
    ~DemoHouse() {
        house_.reset();
        fs::remove_all(folder_);
    }

    const Status& made() const { return made_; }
    Engine& engine() { return house_->engine(); }
    const EntityDef& entity(std::string_view key) {
        return house_->company()->catalogue->need(key);
    }
    CompanyPtr company() { return house_->company(); }
    std::vector<Record> all(std::string_view key, const std::string& field = {},
                            const std::string& value = {}) {
        Query query;
        query.entity = &entity(key);
        if (!field.empty()) query.where = field_equals(entity(key), field, value);
        query.limit = 100'000;
        return *engine().store.read()->find(query, Permit::house());
    }
    std::string guideline(const Record& exception) {
        return company()->guideline(exception.link("guideline"))->key;
    }

  private:
    fs::path folder_;
    std::unique_ptr<House> house_;
    Status made_;
};

// One for most tests; they only read it.
DemoHouse& demo() {
    static DemoHouse house(1);
    return house;
}

std::vector<std::string> titles(DemoHouse& house) {
    std::vector<std::string> titles;
    for (const char* key : {"lead", "account", "contact", "opportunity", "activity"})
        for (const auto& record : house.all(key))
            titles.push_back(std::string(key) + " " + title_of(record));
    for (const auto& exception : house.all("exception"))
        titles.push_back(house.guideline(exception) + " " + std::string(exception.text("state")) +
                         " " + std::string(exception.text("title")) + " " +
                         to_string(moment_of(exception["due_at"])));
    std::ranges::sort(titles);
    return titles;
}

// Which script a text is in, by its lead bytes: CJK, Cyrillic, else Latin.
char script_of(std::string_view text) {
    for (const char c : text) {
        const auto byte = std::uint8_t(c);
        if (byte >= 0xE4 && byte <= 0xE9) return 'Z';
        if (byte == 0xD0 || byte == 0xD1) return 'C';
    }
    return 'L';
}

TEST(Demo, HasThePeopleTeamsAndRecordsAsked) {
    ASSERT_TRUE(demo().made()) << demo().made().error().code << demo().made().error().log;
    EXPECT_TRUE(is_demo(demo().engine()));
    EXPECT_EQ(demo().engine().clock.now(), until);
    EXPECT_EQ(demo().all("user").size(), std::size_t(demo_people));
    EXPECT_EQ(demo().all("team").size(), std::size_t(demo_teams));
    EXPECT_EQ(demo().all("lead").size(), std::size_t(demo_leads / one_in));
    EXPECT_EQ(demo().all("opportunity").size(), std::size_t(demo_opportunities / one_in));
    EXPECT_EQ(demo().all("product").size(), 6u);
}

TEST(Demo, EveryRepHasHisPlansForThisMonth) {
    ASSERT_TRUE(demo().made());
    std::map<Id, int> plans;
    for (const auto& plan : demo().all("plan"))
        plans[plan.link("user")] += std::get<Day>(plan["first_day"]) == make_day(2026, 3, 1);
    EXPECT_EQ(demo().all("plan").size(), std::size_t(6 * 18));
    for (const auto& [id, person] : demo().company()->people)
        if (person.role == "rep") EXPECT_EQ(plans[id], 4) << person.name;
}

TEST(Demo, EveryGuidelineHasBitten) {
    std::map<std::string, int> raised;
    for (const auto& exception : demo().all("exception"))
        raised[demo().guideline(exception)] += !is_empty(exception["raised_at"]);
    for (const auto& guideline : demo().company()->guidelines)
        EXPECT_GT(raised[guideline->key], 0) << guideline->key;
    EXPECT_GE(raised.size(), 9u);
}

// Every guideline was on from the first day: lived through again, four months give the same exceptions.
TEST(Demo, ABackTestSaysWhatWasRaised) {
    ASSERT_TRUE(demo().made());
    for (const auto& guideline : demo().company()->guidelines) {
        std::set<std::string> really, again;
        for (const auto& one : demo().all("exception"))
            if (one.link("guideline") == guideline->id && !is_empty(one["raised_at"]))
                really.insert(std::to_string(integer_of(one["record"])) + " " +
                              to_string(moment_of(one["started_at"])) + " " +
                              to_string(moment_of(one["raised_at"])) + " " +
                              std::string(one.text("closed_by")));
        watch::BacktestAsk ask;
        ask.guideline = guideline;
        ask.to = until + days(1);
        const auto past = watch::backtest(demo().engine(), ask);
        ASSERT_TRUE(past) << past.error().code << past.error().log;
        for (const auto& one : past->raised)
            again.insert(to_string(one.record) + " " + to_string(one.started) + " " +
                         to_string(one.raised) + " " + one.closed_by);
        EXPECT_EQ(really, again) << guideline->key;
        EXPECT_FALSE(past->cut_at);
        EXPECT_GT(past->started, past->met);
    }
}

TEST(Demo, ABackTestCutShortSaysWhere) {
    ASSERT_TRUE(demo().made());
    watch::BacktestAsk ask;
    ask.guideline = demo().company()->guidelines.front();
    ask.to = until + days(1);
    ask.enough = [] { return true; };
    const auto past = watch::backtest(demo().engine(), ask);
    ASSERT_TRUE(past);
    ASSERT_TRUE(past->cut_at);
    EXPECT_LT(*past->cut_at, until);
    ask.enough = [] { return false; };
    ask.most_bytes = 100'000;
    EXPECT_TRUE(watch::backtest(demo().engine(), ask)->cut_at);
}

TEST(Demo, ManagersHaveTheirListsAndRepsTheirs) {
    std::map<Id, int> open, warned;
    std::set<std::string> closed_by;
    for (const auto& exception : demo().all("exception")) {
        if (exception.text("state") == "open") ++open[exception.link("manager")];
        if (exception.text("state") == "warned") ++warned[exception.link("owner")];
        closed_by.emplace(exception.text("closed_by"));
    }
    int sum = 0, long_lists = 0;
    for (const auto& [manager, count] : open) {
        sum += count;
        long_lists += count >= 10;
    }
    EXPECT_EQ(long_lists, 4);
    EXPECT_GE(sum, 40);
    EXPECT_LE(sum, 70);
    for (const auto& [id, person] : demo().company()->people)
        if (person.role == "rep") EXPECT_GE(warned[id], 3) << person.name;
    for (const char* by : {"met_late", "accepted", "acted"})
        EXPECT_TRUE(closed_by.contains(by)) << by;
}

TEST(Demo, TheManagerWhomTheReadmeNamesSeesThemAll) {
    const Person* manager = demo().company()->person_by_email(demo_manager);
    ASSERT_TRUE(manager);
    const Permit permit = demo().company()->permit_for(*manager, until);
    Query query;
    query.entity = &demo().entity("exception");
    query.where = field_equals(demo().entity("exception"), "state", Value(std::string("open")));
    const auto seen = demo().engine().store.read()->count(query, permit);
    ASSERT_TRUE(seen);
    EXPECT_GE(*seen, 40);
    EXPECT_TRUE(sign_in(demo().engine(), demo_manager, "look around", "test"));
    EXPECT_TRUE(sign_in(demo().engine(), demo_admin, "look around", "test"));
}

TEST(Demo, NothingIsOpenThatShouldBeClosed) {
    auto view = demo().engine().store.read();
    for (const auto& exception : demo().all("exception")) {
        if (exception.text("state") == "closed") continue;
        const auto guideline = demo().company()->guideline(exception.link("guideline"));
        const auto record =
            view->get(*guideline->entity, Id{integer_of(exception["record"])}, Permit::house());
        ASSERT_TRUE(record && *record);
        StagedFacts facts(**record, *view, nullptr, *demo().company()->catalogue);
        ConditionContext context;
        context.now = until;
        context.started = moment_of(exception["started_at"]);
        const auto met = rules::evaluate(*guideline->expect, facts, context);
        ASSERT_TRUE(met);
        EXPECT_FALSE(*met) << guideline->key << " " << exception.text("title");
        const bool late = moment_of(exception["due_at"]) <= until;
        EXPECT_EQ(late, exception.text("state") == "open")
            << guideline->key << " " << exception.text("title");
    }
    for (const auto& watch : demo().all("watch"))
        if (!is_empty(watch["next_at"]))
            EXPECT_GT(moment_of(watch["next_at"]), until) << watch.text("state");
}

TEST(Demo, NoMailIsLeftToSend) {
    EXPECT_FALSE(demo().all("outbox").empty());
    for (const auto& mail : demo().all("outbox"))
        if (mail.text("state") != "accepted") EXPECT_GT(moment_of(mail["next_at"]), until);
}

TEST(Demo, NamesAreInThreeScriptsAndAddressesNobodys) {
    std::map<char, int> scripts;
    for (const char* key : {"lead", "contact", "user"}) {
        for (const auto& record : demo().all(key)) {
            ++scripts[script_of(title_of(record))];
            if (!record.text("email").empty())
                EXPECT_TRUE(record.text("email").ends_with("@example.com")) << record.text("email");
        }
    }
    for (const char script : {'L', 'Z', 'C'}) EXPECT_GT(scripts[script], 5) << script;
}

TEST(Demo, TheSameSeedGivesTheSameAndAnotherDoesNot) {
    DemoHouse again(1), other(2);
    ASSERT_TRUE(again.made());
    ASSERT_TRUE(other.made());
    const auto first = titles(demo());
    EXPECT_EQ(titles(again), first);
    EXPECT_NE(titles(other), first);
}

}  // namespace
}  // namespace vigil
