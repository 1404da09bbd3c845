#include "in/http/api/search_api.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "storage/open_search.h"
#include "usecases/follow_search.h"
#include "usecases/house_fixture.h"
#include "usecases/sign_in.h"

namespace vigil::http {
namespace {

using Json = nlohmann::json;

class SearchApiTest : public ::testing::Test {
  protected:
    void SetUp() override {
        rep_ = house_.create("user", {{"name", std::string("Rita Rep")},
                                      {"email", std::string("rita@example.com")},
                                      {"role", std::string("rep")},
                                      {"active", true}});
        const Id account =
            house_.create("account", {{"name", std::string("北风 \"Nord\"")}, {"owner", rep_}});
        house_.create("opportunity", {{"name", std::string("Pumps")},
                                      {"account", account},
                                      {"owner", rep_},
                                      {"amount", Money{120'000, *parse_currency("EUR")}},
                                      {"stage", std::string("demo")}});
        index_ = *storage::open_sqlite_search(house_.folder() / "search.db");
        ASSERT_TRUE(index_journal(house_.engine(), *index_));
        token_ = create_token(house_.engine(), "rita@example.com", "test", 0).value_or("");
        add_search_routes(router_, api_, *index_);
    }
    Response get(QueryPairs query, bool signed_in = true) {
        Request request;
        request.method = Method::get;
        request.path = "/api/v1/search";
        request.query = std::move(query);
        if (signed_in) request.headers.add("Authorization", "Bearer " + token_);
        return router_.find(Method::get, request.path).route->handler(request);
    }

    vigil::testing::House house_;
    Words words_ = *Words::from_embedded();
    EventHub events_{house_.engine()};
    Api api_{house_.engine(), words_, events_, {}};
    Router router_;
    std::unique_ptr<SearchIndex> index_;
    Id rep_;
    std::string token_;
};

TEST_F(SearchApiTest, AnswersCustomersWithAllThatIsAsked) {
    const auto response = get({{"q", "北风"}});
    EXPECT_EQ(response.status, 200);
    const auto json = Json::parse(response.body);
    ASSERT_EQ(json["data"].size(), 1U) << response.body;
    const auto& one = json["data"][0];
    EXPECT_EQ(one["entity"], "account");
    EXPECT_EQ(one["title"], "北风 \"Nord\"");
    EXPECT_EQ(one["found_in"], Json({"name"}));
    EXPECT_EQ(one["owner"]["id"], to_string(rep_));
    EXPECT_EQ(one["owner"]["name"], "Rita Rep");
    ASSERT_EQ(one["open_opportunities"].size(), 1U);
    EXPECT_EQ(one["open_opportunities"][0]["title"], "Pumps");
    EXPECT_EQ(one["open_opportunities"][0]["stage"], "demo");
    EXPECT_FALSE(one["open_opportunities"][0]["amount"].is_null());
    EXPECT_TRUE(one["open_cases"].empty());
    EXPECT_EQ(json["complete"], true);
    EXPECT_FALSE(one.contains("amount"));
}

TEST_F(SearchApiTest, TellsOpportunitiesOfANameApart) {
    const auto json = Json::parse(get({{"q", "Pumps"}}).body);
    ASSERT_EQ(json["data"].size(), 1U) << json.dump();
    EXPECT_EQ(json["data"][0]["entity"], "opportunity");
    EXPECT_FALSE(json["data"][0]["amount"].is_null());
    EXPECT_TRUE(json["data"][0].contains("close_date"));
    EXPECT_EQ(json["all_opportunities"], false);  // a rep sees his own
}

TEST_F(SearchApiTest, RefusesWhatItDoesNotKnow) {
    EXPECT_EQ(get({{"q", "x"}}, false).status, 401);
    EXPECT_EQ(get({}).status, 400);
    EXPECT_EQ(get({{"q", "x"}, {"limit", "51"}}).status, 400);
    EXPECT_EQ(get({{"q", "x"}, {"limit", "0"}}).status, 400);
    EXPECT_EQ(get({{"q", "x"}, {"entity", "session"}}).status, 400);
    EXPECT_EQ(get({{"q", "x"}, {"sort", "name"}}).status, 400);
    EXPECT_EQ(get({{"q", "nothing like it"}}).status, 200);
}

}  // namespace
}  // namespace vigil::http
