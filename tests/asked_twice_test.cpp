// What is said twice, comes twice or cannot be honoured is refused or done once, never ignored; over HTTP, on both
// stores.
#include "tests/support/office.h"

namespace vigil::testing {
namespace {

class AskedTwice : public ::testing::TestWithParam<StoreKind> {
  protected:
    void SetUp() override {
        office_ = Office::make(GetParam());
        if (!office_) GTEST_SKIP() << "VIGIL_TEST_DATABASE is not set";
        office_->create("user",
                        {{"email", "admin@example.com"}, {"name", "Ad"}, {"role", "admin"}});
        admin_ = office_->token_of("admin@example.com");
        lead_ = office_->post(admin_, "/api/v1/leads", {{"company", "Acme"}});
        path_ = "/api/v1/leads/" + lead_.json.value("id", "");
    }
    std::int64_t version() { return std::stoll(office_->get(admin_, path_).etag.substr(1)); }

    std::unique_ptr<Office> office_;
    std::string admin_, path_;
    Answer lead_;
};

TEST_P(AskedTwice, AParameterThatIsGivenTwiceIsRefused) {
    for (const char* asked :
         {"?limit=1&limit=2", "?filter=rating%20=%20hot&filter=rating%20=%20cold",
          "?count=true&count=true"}) {
        const auto answer = office_->get(admin_, std::string("/api/v1/leads") + asked);
        EXPECT_EQ(answer.status, 400) << asked;
        EXPECT_EQ(answer.code(), "parameter_twice") << answer.body;
    }
    const auto made =
        office_->post(admin_, "/api/v1/leads?dry_run=false&dry_run=true", {{"company", "B"}});
    EXPECT_EQ(made.code(), "parameter_twice") << made.body;
    EXPECT_EQ(office_->get(admin_, "/api/v1/leads?limit=2&count=true").json["count"], 1);
}

TEST_P(AskedTwice, AChangeThatComesAgainIsDoneOnce) {
    const Office::Headers key{{"Idempotency-Key", "change-1"}, {"If-Match", lead_.etag}};
    const auto first = office_->patch(admin_, path_, {{"rating", "hot"}}, key);
    ASSERT_EQ(first.status, 200) << first.body;
    const auto again = office_->patch(admin_, path_, {{"rating", "hot"}}, key);
    EXPECT_EQ(again.status, 200) << "no conflict with itself: " << again.body;
    EXPECT_EQ(again.journal, first.journal);
    EXPECT_EQ(version(), 2);
    const auto other = office_->patch(admin_, path_, {{"rating", "cold"}}, key);
    EXPECT_EQ(other.status, 409);
    EXPECT_EQ(other.code(), "idempotency_key_reused") << other.body;
}

TEST_P(AskedTwice, ARemovalThatComesAgainIsDoneOnce) {
    const Office::Headers key{{"Idempotency-Key", "remove-1"}};
    const auto gone = [&] {
        return office_->call(admin_, http::Method::delete_, path_, Json(), key);
    };
    const auto first = gone(), again = gone();
    EXPECT_EQ(first.status, 204) << first.body;
    EXPECT_EQ(again.status, 204) << again.body;
    EXPECT_EQ(again.journal, first.journal);
}

TEST_P(AskedTwice, ManyHaveNoOneVersion) {
    const Json body{{"ids", {lead_.json["id"]}}, {"change", {{"rating", "hot"}}}};
    const auto answer = office_->call(admin_, http::Method::post, "/api/v1/leads/bulk", body,
                                      {{"If-Match", lead_.etag}});
    EXPECT_EQ(answer.status, 400) << answer.body;
    EXPECT_EQ(answer.code(), "if_match_of_many");
    EXPECT_EQ(version(), 1);
}

TEST_P(AskedTwice, WhatIsMadeNewHasNoVersion) {
    for (const char* version : {"\"1\"", "*"}) {
        const auto answer = office_->call(admin_, http::Method::post, "/api/v1/leads",
                                          {{"company", "B"}}, {{"If-Match", version}});
        EXPECT_EQ(answer.status, 400) << answer.body;
        EXPECT_EQ(answer.code(), "if_match_of_new");
    }
    EXPECT_EQ(office_->get(admin_, "/api/v1/leads?count=true").json["count"], 1);
}

TEST_P(AskedTwice, AnActIsDoneToTheVersionThatWasRead) {
    ASSERT_EQ(office_->patch(admin_, path_, {{"rating", "hot"}}).status, 200);
    const auto qualify = [&](const std::string& version) {
        return office_->call(admin_, http::Method::post, path_ + "/qualify", Json::object(),
                             {{"If-Match", version}});
    };
    const auto late = qualify(lead_.etag);
    EXPECT_EQ(late.status, 409) << late.body;
    EXPECT_EQ(late.code(), "version_differs");
    EXPECT_EQ(late.json["current"]["status"], "new");
    EXPECT_EQ(qualify("\"2\"").status, 200);
}

INSTANTIATE_TEST_SUITE_P(Stores, AskedTwice,
                         ::testing::Values(StoreKind::sqlite, StoreKind::postgres),
                         [](const auto& info) { return storage::testing::to_string(info.param); });

}  // namespace
}  // namespace vigil::testing
