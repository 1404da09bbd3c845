// Records found by what they are called: in sight only, and as they are now. On both stores.
#include "usecases/search_everything.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "storage/open.h"
#include "storage/open_search.h"
#include "usecases/create_record.h"
#include "usecases/follow_search.h"
#include "usecases/house_fixture.h"
#include "usecases/search_sight.h"
#include "usecases/undo_act.h"
#include "usecases/update_record.h"

namespace vigil {
namespace {

// A folder, or a database of one's own on the server that VIGIL_TEST_DATABASE names.
class Place {
  public:
    explicit Place(bool postgres) : postgres_(postgres) {
        static int count = 0;
        name_ = "vigil_search_" + std::to_string(getpid()) + "_" + std::to_string(++count);
        if (postgres_)
            sql("create database " + name_);
        else
            std::filesystem::create_directories(folder());
    }
    ~Place() {
        if (postgres_)
            sql("drop database " + name_ + " with (force)");
        else
            std::filesystem::remove_all(folder());
    }
    static std::string server() {
        const char* url = std::getenv("VIGIL_TEST_DATABASE");
        return url ? url : "";
    }
    Result<std::unique_ptr<storage::CatalogueStore>> store() const {
        if (postgres_) return storage::open_postgres({.url = url(), .pool_size = 4});
        return storage::open_sqlite({.path = folder() / "vigil.db"});
    }
    Result<std::unique_ptr<SearchIndex>> index(const std::string& name) const {
        if (postgres_) return storage::open_postgres_search({.url = url(), .pool_size = 4});
        return storage::open_sqlite_search(folder() / (name + ".db"));
    }
    bool postgres() const { return postgres_; }

  private:
    std::filesystem::path folder() const { return std::filesystem::temp_directory_path() / name_; }
    std::string url() const { return server().substr(0, server().rfind('/')) + "/" + name_; }
    void sql(const std::string& text) const {
        EXPECT_EQ(std::system(("psql -q '" + server() + "' -c '" + text + "' >/dev/null").c_str()),
                  0)
            << text;
    }
    bool postgres_;
    std::string name_;
};

using Names = std::vector<std::string>;

class SearchTest : public ::testing::TestWithParam<bool> {
  protected:
    void SetUp() override {
        if (GetParam() && Place::server().empty()) GTEST_SKIP() << "VIGIL_TEST_DATABASE is not set";
        place_ = std::make_unique<Place>(GetParam());
        auto store = place_->store();
        ASSERT_TRUE(store) << store.error().log;
        store_ = *std::move(store);
        book_ = std::make_unique<CompanyBook>(*store_);
        ASSERT_TRUE(book_->reload());
        engine_ = std::make_unique<Engine>(Engine{*store_, clock_, ids_, *book_, registry_, {}});
        open_index("search");
        rep_ = person("Rita Rep", "rita@example.com", "rep");
        other_ = person("Otto Other", "otto@example.com", "rep");
        admin_ = person("Ada Admin", "ada@example.com", "admin");
        marketer_ = person("Mara Market", "mara@example.com", "marketing");
        follow();
    }
    void open_index(const std::string& name) {
        index_.reset();
        auto index = place_->index(name);
        ASSERT_TRUE(index) << index.error().log;
        index_ = *std::move(index);
    }
    Id person(std::string name, std::string email, std::string role) {
        return create("user", {{"name", name}, {"email", email}, {"role", role}, {"active", true}});
    }
    const EntityDef& entity(std::string_view key) { return book_->current()->catalogue->need(key); }
    RecordInput input(std::string_view key, std::vector<std::pair<std::string, Value>> values) {
        RecordInput input;
        for (auto& [field, value] : values)
            input.emplace_back(entity(key).index_of(field), std::move(value));
        return input;
    }
    Id create(std::string_view key, std::vector<std::pair<std::string, Value>> values) {
        const auto made = create_record(*engine_, Actor::house("hand"), entity(key),
                                        input(key, std::move(values)));
        EXPECT_TRUE(made) << made.error().code << ' ' << made.error().log
                          << (made.error().fields.empty() ? "" : made.error().fields[0].field);
        return made ? made->record : Id{};
    }
    Committed update(std::string_view key, Id id,
                     std::vector<std::pair<std::string, Value>> values) {
        const auto done = update_record(*engine_, Actor::house("hand"), entity(key), id,
                                        input(key, std::move(values)));
        EXPECT_TRUE(done) << done.error().code;
        return done.value_or(Committed{});
    }
    // On PostgreSQL a commit is told once nothing older runs on the whole server, other tests' databases included.
    void until_told() {
        Query newest;
        newest.entity = &entity("journal");
        newest.limit = 1;
        newest.order = {{newest.entity->index_of("seq"), true}};
        for (int tries = 0; tries < 10'000; ++tries) {
            const auto view = store_->read();
            const auto rows = view->find(newest, Permit::house());
            ASSERT_TRUE(rows) << rows.error().log;
            if (rows->empty() || integer_of(rows->front()["seq"]) <= *view->journal_end()) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        FAIL() << "an older transaction never ended";
    }
    int follow() {
        until_told();
        const auto done = index_journal(*engine_, *index_);
        EXPECT_TRUE(done) << done.error().code << ' ' << done.error().log;
        return done.value_or(-1);
    }
    Actor actor(Id user) {
        const auto company = book_->current();
        Actor actor;
        actor.user = user;
        actor.permit = company->permit_for(*company->person(user), clock_.now());
        return actor;
    }
    SearchAnswer search(const Actor& actor, std::string text, std::string only = "",
                        int limit = 20) {
        auto answer =
            search_everything(*engine_, *index_, actor, {std::move(text), std::move(only), limit});
        EXPECT_TRUE(answer) << answer.error().code << ' ' << answer.error().log;
        return answer ? *std::move(answer) : SearchAnswer{};
    }
    Names names(const Actor& actor, std::string text, std::string only = "") {
        Names names;
        const auto answer = search(actor, std::move(text), std::move(only));
        for (const auto& one : answer.found) names.push_back(title_of(one.record));
        return names;
    }

    std::unique_ptr<Place> place_;
    testing::StillClock clock_;
    testing::CountingIds ids_;
    Registry registry_;
    std::unique_ptr<storage::CatalogueStore> store_;
    std::unique_ptr<CompanyBook> book_;
    std::unique_ptr<Engine> engine_;
    std::unique_ptr<SearchIndex> index_;
    Id rep_, other_, admin_, marketer_;
};
INSTANTIATE_TEST_SUITE_P(Stores, SearchTest, ::testing::Bool(),
                         [](const auto& info) { return info.param ? "postgres" : "sqlite"; });

TEST_P(SearchTest, CustomersWithTheirRepAndOpenOpportunities) {
    const Id account = create("account", {{"name", std::string("Nordwind GmbH")}, {"owner", rep_}});
    const Id contact = create("contact", {{"first_name", std::string("Anna")},
                                          {"last_name", std::string("Weber")},
                                          {"account", account},
                                          {"email", std::string("anna@nordwind.example.com")},
                                          {"owner", rep_}});
    create("opportunity", {{"name", std::string("Pumps")},
                           {"account", account},
                           {"contact", contact},
                           {"owner", rep_},
                           {"stage", std::string("proposal")}});
    create("opportunity", {{"name", std::string("Pipes")},
                           {"account", account},
                           {"owner", rep_},
                           {"stage", std::string("lost")},
                           {"lost_reason", std::string("price")}});
    follow();
    const auto answer = search(actor(rep_), "nordwind");
    ASSERT_EQ(answer.found.size(), 2U);
    EXPECT_EQ(title_of(answer.found[0].record), "Nordwind GmbH") << "it is called so";
    EXPECT_EQ(answer.found[1].found_in, std::vector<int>({entity("contact").index_of("email")}));
    ASSERT_EQ(answer.found[0].open_opportunities.size(), 1U) << "the lost one is not open";
    EXPECT_EQ(answer.found[0].open_opportunities[0].text("name"), "Pumps");
    EXPECT_EQ(answer.found[1].open_opportunities.size(), 1U);
    EXPECT_EQ(names(actor(rep_), "pumps"), Names({"Pumps"}));
    EXPECT_EQ(names(actor(rep_), "nordwind", "account"), Names({"Nordwind GmbH"}));
    EXPECT_EQ(names(actor(rep_), "otto"), Names({"Otto Other"})) << "colleagues too";
    EXPECT_EQ(names(actor(rep_), "nordwind anna"), Names({"Anna Weber"}))
        << "parts in different fields";
}

TEST_P(SearchTest, AnyScriptAndTelephonesAnyhow) {
    create("lead",
           {{"first_name", std::string("伟")}, {"last_name", std::string("张")}, {"owner", rep_}});
    create("lead", {{"last_name", std::string("欧阳北京")}, {"owner", rep_}});
    create("lead", {{"last_name", std::string("Ковалёва")},
                    {"phone", std::string("+49 30 1234-567")},
                    {"owner", rep_}});
    follow();
    const auto rep = actor(rep_);
    EXPECT_EQ(names(rep, "张伟").size(), 1U) << "the family name first, as it is said";
    EXPECT_EQ(names(rep, "伟").size(), 1U);
    EXPECT_EQ(names(rep, "阳北"), Names({"欧阳北京"}));
    EXPECT_EQ(names(rep, "阳北京"), Names({"欧阳北京"}));
    EXPECT_EQ(names(rep, "欧阳北京"), Names({"欧阳北京"}));
    EXPECT_EQ(names(rep, "京北"), Names());
    EXPECT_EQ(names(rep, "ВАЛЁ"), Names({"Ковалёва"}));
    for (const auto* typed :
         {"1234567", "+49301234", "030 1234", "30 12 34", "4567", "0049 30 1234"})
        EXPECT_EQ(names(rep, typed), Names({"Ковалёва"})) << typed;
}

TEST_P(SearchTest, ExactThenBeginningThenInside) {
    create("lead", {{"last_name", std::string("Berg")}, {"owner", rep_}});
    create("lead", {{"last_name", std::string("Bergmann")}, {"owner", rep_}});
    create("lead", {{"last_name", std::string("Heidelberger")}, {"owner", rep_}});
    create("product", {{"name", std::string("Bergschuh")}, {"code", std::string("B1")}});
    follow();
    EXPECT_EQ(names(actor(rep_), "berg"), Names({"Berg", "Bergmann", "Bergschuh", "Heidelberger"}));
    const auto cut = search(actor(rep_), "berg", "", 2);
    EXPECT_EQ(cut.found.size(), 2U);
    EXPECT_FALSE(cut.complete);
}

TEST_P(SearchTest, TheNameComesBeforeWhatElseItIsFoundBy) {
    create("account", {{"name", std::string("Beluga Medical GmbH")}, {"owner", rep_}});
    create("account", {{"name", std::string("Nebelung AG")}, {"owner", rep_}});
    create("contact", {{"first_name", std::string("Petra")},
                       {"last_name", std::string("Quendel")},
                       {"email", std::string("petra@beluga.example.com")},
                       {"owner", rep_}});
    create("lead", {{"first_name", std::string("Anna")},
                    {"last_name", std::string("Beluga")},
                    {"owner", rep_}});
    create("lead", {{"email", std::string("belusa@example.com")}, {"owner", rep_}});
    follow();
    EXPECT_EQ(names(actor(rep_), "belu"),
              Names({"belusa@example.com", "Anna Beluga", "Beluga Medical GmbH", "Petra Quendel",
                     "Nebelung AG"}));
    EXPECT_EQ(names(actor(rep_), "beluga"),
              Names({"Anna Beluga", "Beluga Medical GmbH", "Petra Quendel"}))
        << "a word of a name is no whole line, a field of its own is";
}

TEST_P(SearchTest, FollowsChangeRemovalRestoringAndUndo) {
    const Id lead = create("lead", {{"last_name", std::string("Weber")}, {"owner", rep_}});
    EXPECT_EQ(names(actor(rep_), "weber"), Names()) << "not followed yet";
    EXPECT_EQ(follow(), 1);
    EXPECT_EQ(follow(), 0);
    EXPECT_EQ(names(actor(rep_), "weber"), Names({"Weber"}));
    const auto renamed = update("lead", lead, {{"last_name", std::string("Fischer")}});
    EXPECT_EQ(names(actor(rep_), "weber"), Names())
        << "an index that lags behind shows nothing wrong";
    follow();
    EXPECT_EQ(names(actor(rep_), "fischer"), Names({"Fischer"}));
    ASSERT_TRUE(undo_act(*engine_, Actor::house("hand"), renamed.journal));
    follow();
    EXPECT_EQ(names(actor(rep_), "weber"), Names({"Weber"}));
    EXPECT_EQ(names(actor(rep_), "fischer"), Names());
    ASSERT_TRUE(remove_record(*engine_, Actor::house("hand"), entity("lead"), lead));
    EXPECT_EQ(names(actor(rep_), "weber"), Names());
    follow();
    EXPECT_EQ(names(actor(rep_), "weber"), Names());
    ASSERT_TRUE(restore_record(*engine_, Actor::house("hand"), entity("lead"), lead));
    follow();
    EXPECT_EQ(names(actor(rep_), "weber"), Names({"Weber"}));
}

TEST_P(SearchTest, OutOfSightDoesNotExist) {
    create("lead", {{"last_name", std::string("Meinhard")}, {"owner", rep_}});
    create("lead", {{"last_name", std::string("Deinhard")}, {"owner", other_}});
    for (int i = 0; i < 200; ++i)
        create("lead", {{"last_name", "Keinhard" + std::to_string(i)}, {"owner", other_}});
    follow();
    EXPECT_EQ(names(actor(rep_), "einhard"), Names({"Meinhard"}));
    EXPECT_EQ(names(actor(rep_), "deinhard"), Names());
    EXPECT_EQ(names(actor(other_), "deinhard"), Names({"Deinhard"}));
    EXPECT_EQ(names(actor(admin_), "deinhard"), Names({"Deinhard"}));
    EXPECT_TRUE(search(actor(rep_), "einhard").complete) << "not even that there are more";
}

TEST_P(SearchTest, MaskedFieldsAreNotSearched) {
    create("contact", {{"last_name", std::string("Geheim")},
                       {"email", std::string("geheim@example.com")},
                       {"owner", rep_}});
    create("account", {{"name", std::string("Geheim AG")}});
    follow();
    EXPECT_EQ(names(actor(rep_), "geheim").size(), 2U);
    EXPECT_EQ(names(actor(marketer_), "geheim"), Names({"Geheim AG"}))
        << "a contact's person is masked for marketing";
    EXPECT_EQ(names(actor(marketer_), "geheim@"), Names());
}

TEST_P(SearchTest, ACrashBetweenWritingAndFollowingLosesNothing) {
    create("lead", {{"last_name", std::string("Erster")}, {"owner", rep_}});
    follow();
    create("lead", {{"last_name", std::string("Zweiter")}, {"owner", rep_}});
    open_index("search");  // as after a restart: the position was kept
    EXPECT_EQ(follow(), 1);
    EXPECT_EQ(names(actor(rep_), "zweiter"), Names({"Zweiter"}));
}

TEST_P(SearchTest, RebuiltIsTheSameAndGoesOnAfterAStop) {
    for (int i = 0; i < 30; ++i)
        create("lead",
               {{"last_name", "Weber" + std::to_string(i)}, {"owner", i % 2 ? rep_ : other_}});
    follow();
    const auto before = names(actor(admin_), "weber1");
    EXPECT_EQ(before.size(), 11U);
    if (!place_->postgres()) open_index("another");
    int asked = 0;
    ASSERT_TRUE(
        rebuild_search(*engine_, *index_, [&] { return ++asked > 2; }));  // stopped half way
    create("lead", {{"last_name", std::string("Neu")}, {"owner", rep_}});
    follow();
    EXPECT_EQ(names(actor(admin_), "weber1"), before);
    EXPECT_EQ(names(actor(rep_), "neu"), Names({"Neu"}));
    EXPECT_EQ(follow(), 0) << "nothing is left to do";
}

TEST_P(SearchTest, AMarkOfAnotherJournalIsNotBelieved) {
    create("lead", {{"last_name", std::string("Weber")}, {"owner", rep_}});
    follow();
    const auto mark = *index_->mark();
    const auto fingerprint = mark.substr(0, mark.find(' '));
    ASSERT_TRUE(*index_->put(
        {}, mark, fingerprint + " 999999999 12345"));  // ahead: the database came from a copy
    create("lead", {{"last_name", std::string("Neu")}, {"owner", rep_}});
    EXPECT_GT(follow(), 1) << "all of it anew";
    EXPECT_EQ(names(actor(rep_), "neu"), Names({"Neu"}));
    ASSERT_TRUE(*index_->put({}, *index_->mark(), "1 1 1"));  // of another model
    EXPECT_GT(follow(), 1);
}

TEST_P(SearchTest, RefusesWhatThereIsNot) {
    EXPECT_TRUE(search(actor(rep_), "  ").found.empty());
    EXPECT_TRUE(search(actor(rep_), "\"*(").found.empty());
    for (const auto* key : {"nothing", "session", "journal"}) {
        const auto answer = search_everything(*engine_, *index_, actor(rep_), {"anna", key, 20});
        ASSERT_FALSE(answer) << key;
        EXPECT_EQ(answer.error().code, "unknown_entity");
    }
    EXPECT_FALSE(search_everything(*engine_, *index_, actor(rep_), {"\xff\xfe", "", 20}));
}

TEST_P(SearchTest, OwnersInSightFollowFromThePermit) {
    const auto company = book_->current();
    EXPECT_EQ(owners_in_sight(*company, actor(rep_).permit, entity("lead")),
              std::vector<Id>({rep_}));
    EXPECT_EQ(owners_in_sight(*company, actor(rep_).permit, entity("contact")), std::nullopt)
        << "by the account too";
    EXPECT_EQ(owners_in_sight(*company, actor(admin_).permit, entity("lead")), std::nullopt);
    EXPECT_EQ(owners_in_sight(*company, Permit::house(), entity("lead")), std::nullopt);
}

}  // namespace
}  // namespace vigil
