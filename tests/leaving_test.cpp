// Who and what may be removed, what people type with blanks around it, and what one may not see; over HTTP, on both
// stores.
#include "tests/support/office.h"

namespace vigil::testing {
namespace {

class Leaving : public ::testing::TestWithParam<StoreKind> {
  protected:
    void SetUp() override {
        office_ = Office::make(GetParam());
        if (!office_) GTEST_SKIP() << "VIGIL_TEST_DATABASE is not set";
        calendar_ =
            office_->create("calendar", {{"name", "Office"},
                                         {"time_zone", "UTC"},
                                         {"hours", Json::parse(R"({"mon":[["09:00","18:00"]]})")}});
        night_ =
            office_->create("calendar", {{"name", "Night"},
                                         {"time_zone", "UTC"},
                                         {"hours", Json::parse(R"({"mon":[["00:00","06:00"]]})")}});
        top_ = office_->create("team", {{"name", "Top"}, {"calendar", night_}});
        sales_ = office_->create("team", {{"name", "Sales"}, {"parent", top_}});
        office_->create("user",
                        {{"email", "admin@example.com"}, {"name", "Ad"}, {"role", "admin"}});
        ann_ = office_->create(
            "user",
            {{"email", "ann@example.com"}, {"name", "Ann"}, {"role", "rep"}, {"team", sales_}});
        admin_ = office_->token_of("admin@example.com");
    }
    Answer remove(const std::string& plural, const std::string& id) {
        return office_->remove(admin_, "/api/v1/" + plural + "/" + id);
    }
    void refused(const Answer& answer, const char* code) {
        EXPECT_EQ(answer.status, 422) << answer.body;
        EXPECT_EQ(answer.code(), code) << answer.body;
    }
    std::string made(const std::string& plural, const Json& values) {
        const auto answer = office_->post(admin_, "/api/v1/" + plural, values);
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer.json.value("id", "");
    }

    std::unique_ptr<Office> office_;
    std::string admin_, calendar_, night_, top_, sales_, ann_;
};

TEST_P(Leaving, WhoOwnsSomethingIsNotRemoved) {
    const auto lead = made("leads", {{"company", "Acme"}, {"owner", ann_}});
    const auto owns = remove("users", ann_);
    refused(owns, "user_owns_work");
    EXPECT_NE(owns.body.find("Ann still owns 1 open record."), std::string::npos) << owns.body;
    const Json closed{{"status", "unqualified"}};
    ASSERT_EQ(office_->patch(admin_, "/api/v1/leads/" + lead, closed).status, 200);
    refused(remove("users", ann_), "user_owns_past");
    ASSERT_EQ(remove("leads", lead).status, 204);
    ASSERT_EQ(office_->patch(admin_, "/api/v1/teams/" + sales_, {{"manager", ann_}}).status, 200);
    refused(remove("users", ann_), "user_owns_work");
    ASSERT_EQ(office_->patch(admin_, "/api/v1/teams/" + sales_, {{"manager", Json()}}).status, 200);
    EXPECT_EQ(remove("users", ann_).status, 204) << "nothing names her any more";
}

TEST_P(Leaving, AnOwnEntitysOwnerCountsToo) {
    ASSERT_EQ(
        office_
            ->post(
                admin_, "/api/v1/model/entities",
                {{"key", "own_machine"},
                 {"plural", "own_machines"},
                 {"fields",
                  {{"name", {{"kind", "text"}}}, {"owner", {{"kind", "link"}, {"link", "user"}}}}}})
            .status,
        201);
    made("own_machines", {{"name", "Saw"}, {"owner", ann_}});
    refused(remove("users", ann_), "user_owns_work");
}

TEST_P(Leaving, ATeamWithPeopleOrTeamsStays) {
    refused(remove("teams", sales_), "team_in_use");
    refused(remove("teams", top_), "team_in_use");
    const Json elsewhere{{"team", top_}};
    ASSERT_EQ(office_->patch(admin_, "/api/v1/users/" + ann_, elsewhere).status, 200);
    EXPECT_EQ(remove("teams", sales_).status, 204);
    refused(remove("teams", top_), "team_in_use");
    ASSERT_EQ(office_->patch(admin_, "/api/v1/users/" + ann_, {{"team", Json()}}).status, 200);
    EXPECT_EQ(remove("teams", top_).status, 204);
}

TEST_P(Leaving, ACalendarThatSomebodyWorksByStays) {
    refused(remove("calendars", calendar_), "calendar_of_company");
    refused(remove("calendars", night_), "calendar_in_use");
    const Json other{{"calendar", calendar_}};
    ASSERT_EQ(office_->patch(admin_, "/api/v1/teams/" + top_, other).status, 200);
    EXPECT_EQ(remove("calendars", night_).status, 204);
}

TEST_P(Leaving, BlanksAroundAnAddressAreNoPartOfIt) {
    const auto lead = office_->post(
        admin_, "/api/v1/leads", {{"email", " ada@example.com\n"}, {"phone", "\t+49 30 123456 "}});
    ASSERT_EQ(lead.status, 201) << lead.body;
    EXPECT_EQ(lead.json["email"], "ada@example.com");
    EXPECT_EQ(lead.json["phone"], "+49 30 123456");
    const auto blank = office_->patch(admin_, "/api/v1/leads/" + lead.json.value("id", ""),
                                      {{"email", "  "}, {"company", "Acme"}});
    EXPECT_EQ(blank.json["email"], Json()) << blank.body;
    const auto account = office_->post(
        admin_, "/api/v1/accounts", {{"name", "Acme"}, {"website", " https://www.example.com "}});
    EXPECT_EQ(account.json["website"], "https://www.example.com") << account.body;
}

TEST_P(Leaving, WhatOneMayNotSeeOneMayNotAskBy) {
    ASSERT_EQ(
        office_
            ->patch(admin_, "/api/v1/rights/rep", {{"lead", {{"fields", {{"email", "masked"}}}}}})
            .status,
        200);
    const auto ann = office_->token_of("ann@example.com");
    for (const char* asked : {"?filter=email%20is%20empty", "?sort=email"}) {
        const auto answer = office_->get(ann, std::string("/api/v1/leads") + asked);
        EXPECT_EQ(answer.status, 403) << answer.body;
        EXPECT_EQ(answer.code(), "field_not_seen") << answer.body;
    }
}

INSTANTIATE_TEST_SUITE_P(Stores, Leaving, ::testing::Values(StoreKind::sqlite, StoreKind::postgres),
                         [](const auto& info) { return storage::testing::to_string(info.param); });

}  // namespace
}  // namespace vigil::testing
