// What a choice brings, what it asks for, and several fields changed in one act; over HTTP, on both stores.
#include <algorithm>

#include "tests/support/office.h"
#include "tests/support/paths.h"

namespace vigil::testing {
namespace {

class ModelChoices : public ::testing::TestWithParam<StoreKind> {
  protected:
    void SetUp() override {
        office_ = Office::make(GetParam());
        if (!office_) GTEST_SKIP() << "VIGIL_TEST_DATABASE is not set";
        office_->create("user",
                        {{"email", "admin@example.com"}, {"name", "Ad"}, {"role", "admin"}});
        admin_ = office_->token_of("admin@example.com");
    }
    std::string id_of(const Answer& answer) { return answer.json.value("id", ""); }
    Json entity(const std::string& key) {
        const auto model = office_->get(admin_, "/api/v1/model");
        for (const auto& one : model.json["entities"])
            if (one["key"] == key) return one;
        return {};
    }
    Json field(const std::string& of, const std::string& key) {
        const Json whole = entity(of);
        if (whole.is_object())
            for (const auto& one : whole["fields"])
                if (one["key"] == key) return one;
        return {};
    }

    std::unique_ptr<Office> office_;
    std::string admin_;
};

// The choices of a stage as they are, what they bring changed in one of them.
Json stages_with(const Json& stage, const std::string& key, const Json& brings) {
    Json choices = Json::array();
    for (const auto& choice : stage["choices"]) choices.push_back({{"key", choice["key"]}});
    Json changed{{"key", key}, {"brings", brings}};
    const auto known =
        std::ranges::find_if(choices, [&](const Json& one) { return one["key"] == key; });
    if (known == choices.end())
        choices.push_back(std::move(changed));
    else
        *known = std::move(changed);
    return {{"choices", choices}};
}

TEST_P(ModelChoices, AChoiceBringsWhatTheCompanySays) {
    const std::string stage = "/api/v1/model/entities/opportunity/fields/stage";
    const std::string all = "/api/v1/opportunities";
    const auto entered = [&](Json values) {
        values["name"] = "Big";
        return office_->post(admin_, all, values);
    };
    const auto before = field("opportunity", "stage");
    EXPECT_EQ(before["choices"][1]["brings"],
              (Json{{"forecast_category", "pipeline"}, {"probability", 25}}));
    const auto own = office_->patch(
        admin_, stage,
        stages_with(before, "own_trial", {{"probability", 60}, {"forecast_category", "best"}}));
    ASSERT_EQ(own.status, 200) << own.body;
    EXPECT_EQ(own.json["choices"][1]["brings"]["probability"], 25) << "what is not said stays";
    const auto tried = entered({{"stage", "own_trial"}});
    ASSERT_EQ(tried.status, 201) << tried.body;
    EXPECT_EQ(tried.json["probability"], 60);
    EXPECT_EQ(tried.json["forecast_category"], "best");
    EXPECT_EQ(entered({{"stage", "own_trial"}, {"probability", 5}}).json["probability"], 5);
    const std::string one = all + "/" + id_of(tried);
    const auto dry = office_->patch(admin_, one + "?dry_run=true", {{"stage", "negotiation"}});
    EXPECT_EQ(dry.json["record"]["probability"], 75) << dry.body;
    EXPECT_EQ(office_->get(admin_, one).json["probability"], 60);
    // A shipped one too; what is null is as shipped again.
    const auto changed =
        office_->patch(admin_, stage, stages_with(own.json, "demo", {{"probability", 33}}));
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(office_->patch(admin_, one, {{"stage", "demo"}}).json["probability"], 33);
    EXPECT_EQ(office_->get(admin_, one).json["forecast_category"], "best") << "brought no longer";
    office_->reopen();
    EXPECT_EQ(entered({{"stage", "demo"}}).json["probability"], 33);
    const auto again = office_->patch(admin_, stage, stages_with(changed.json, "demo", Json()));
    EXPECT_EQ(again.json["choices"][1]["brings"]["probability"], 25) << again.body;
    ASSERT_EQ(office_->undo(admin_, again).status, 200);
    EXPECT_EQ(entered({{"stage", "demo"}}).json["probability"], 33);
}

TEST_P(ModelChoices, WhatAChoiceBringsMustFit) {
    const std::string stage = "/api/v1/model/entities/opportunity/fields/stage";
    const auto now = field("opportunity", "stage");
    const auto refused = [&](const std::string& of, const Json& choices, const char* code) {
        const auto answer =
            office_->patch(admin_, "/api/v1/model/entities/opportunity/fields/" + of, choices);
        EXPECT_EQ(answer.status, 422) << answer.body;
        EXPECT_TRUE(answer.names_fault(code)) << answer.body;
    };
    for (const char* gone : {"colour", "closed_at", "version", "account", "removed_at"})
        refused("stage", stages_with(now, "demo", {{gone, 1}}), "brings_no_field");
    refused("stage", stages_with(now, "demo", {{"probability", "many"}}), "brings_bad_value");
    refused("stage", stages_with(now, "demo", {{"forecast_category", "sky"}}), "brings_bad_value");
    refused("stage", stages_with(now, "demo", {{"probability", Json()}}), "brings_bad_value");
    refused("stage", stages_with(now, "demo", {{"stage", "won"}}), "brings_loop");
    refused("forecast_category",
            stages_with(field("opportunity", "forecast_category"), "best", {{"stage", "won"}}),
            "brings_loop");
    const auto no_object = office_->patch(admin_, stage, stages_with(now, "demo", 7));
    EXPECT_EQ(no_object.status, 400) << no_object.body;
    EXPECT_EQ(no_object.code(), "bad_declaration");
    // A choice that is brought is not taken away.
    refused("forecast_category", {{"choices", {"pipeline", "best", "closed"}}}, "brings_bad_value");
    EXPECT_EQ(field("opportunity", "stage"), now) << "a refused change changes nothing";
}

TEST_P(ModelChoices, SeveralFieldsInOneAct) {
    const auto place = [&](const char* key) { return field("lead", key).value("question", 0); };
    const auto moved = office_->patch(
        admin_, "/api/v1/model/entities/lead",
        {{"fields",
          {{"need", {{"question", 1}}}, {"budget", {{"question", 4}, {"label", "Money"}}}}}});
    ASSERT_EQ(moved.status, 200) << moved.body;
    EXPECT_EQ(place("need"), 1);
    EXPECT_EQ(place("budget"), 4);
    EXPECT_EQ(entity("lead")["label"], "Lead") << "nothing else is touched";
    ASSERT_EQ(office_->undo(admin_, moved).status, 200);
    EXPECT_EQ(place("need"), 4);
    EXPECT_EQ(place("budget"), 1);
    for (const Json& bad : {Json{{"colour", {{"question", 1}}}}, Json{{"need", 3}}, Json(3),
                            Json{{"need", {{"kind", "text"}}}, {"budget", {{"question", 9}}}}}) {
        const auto refused =
            office_->patch(admin_, "/api/v1/model/entities/lead", {{"fields", bad}});
        EXPECT_GE(refused.status, 400) << bad;
        EXPECT_LT(refused.status, 500) << bad;
    }
    EXPECT_EQ(place("budget"), 1) << "a refused change changes nothing";
}

TEST_P(ModelChoices, AQuestionMayBeNeededToQualify) {
    ASSERT_EQ(
        office_->patch(admin_, lead_fields + "/budget", {{"required_when", "status = qualified"}})
            .status,
        200);
    const std::string one =
        leads + "/" + id_of(office_->post(admin_, leads, {{"company", "Castor Energy"}}));
    const auto early = office_->post(admin_, one + "/qualify", Json::object());
    EXPECT_EQ(early.status, 422);
    EXPECT_EQ(early.json["errors"][0]["field"], "budget") << early.body;
    EXPECT_EQ(office_->get(admin_, one).json["status"], "new") << "nothing is changed";
    ASSERT_EQ(office_->patch(admin_, one, {{"budget", "approved"}}).status, 200);
    EXPECT_EQ(office_->post(admin_, one + "/qualify", Json::object()).status, 200);
}

// What is left of a field's choices when one is taken away.
Json without(const Json& field, const std::string& key) {
    Json choices = Json::array();
    for (const auto& choice : field["choices"])
        if (choice["key"] != key) choices.push_back({{"key", choice["key"]}});
    return {{"choices", choices}};
}

TEST_P(ModelChoices, AChoiceThatSomethingStandsOnStays) {
    const auto path = [](const std::string& of, const std::string& key) {
        return "/api/v1/model/entities/" + of + "/fields/" + key;
    };
    const auto stays = [&](const std::string& of, const std::string& key, const char* choice,
                           const char* other, const char* code) {
        const auto now = field(of, key);
        const auto taken = office_->patch(admin_, path(of, key), without(now, choice));
        EXPECT_EQ(taken.status, 422) << choice << taken.body;
        EXPECT_EQ(taken.code(), code) << taken.body;
        const auto merged = office_->post(admin_, path(of, key) + "/choices/merge",
                                          {{"from", choice}, {"to", other}});
        EXPECT_EQ(merged.status, 422) << choice << merged.body;
        EXPECT_EQ(merged.code(), code) << merged.body;
        EXPECT_EQ(field(of, key), now) << "a refused change changes nothing";
    };
    stays("lead", "status", "qualified", "working", "used_by_rule");
    stays("opportunity", "stage", "won", "proposal", "used_by_rule");
    stays("activity", "outcome", "reached", "voicemail", "used_by_rule");  // a number counts it
    // An own choice, once a guideline that is watched names it: by what it expects or by what it does.
    const Json own{{"choices", {"hot", "warm", "cold", "own_icy"}}};
    ASSERT_EQ(office_->patch(admin_, path("lead", "rating"), own).status, 200);
    Json rule{{"key", "own_icy"},
              {"entity", "lead"},
              {"sentence", {{"en", "Thaw it."}}},
              {"goal", {{"en", "Warmth"}}},
              {"start", "rating = own_icy"},
              {"expect", "company is not empty"},
              {"within", {{"n", 1}, {"unit", "days"}}},
              {"state", "shadow"}};
    const auto made = office_->post(admin_, "/api/v1/guidelines", rule);
    ASSERT_EQ(made.status, 201) << made.body;
    stays("lead", "rating", "own_icy", "cold", "used_by_guideline");
    const std::string one = "/api/v1/guidelines/" + id_of(made);
    const Json set = Json::array({{{"do", "set"}, {"field", "rating"}, {"value", "own_icy"}}});
    ASSERT_EQ(office_->patch(admin_, one, {{"start", "status = new"}, {"then", set}}).status, 200);
    stays("lead", "rating", "own_icy", "cold", "used_by_guideline");
    ASSERT_EQ(office_->patch(admin_, one, {{"state", "off"}}).status, 200);
    EXPECT_EQ(
        office_->patch(admin_, path("lead", "rating"), without(field("lead", "rating"), "own_icy"))
            .status,
        200);
    // What nothing stands on goes as ever.
    EXPECT_EQ(
        office_->patch(admin_, path("lead", "source"), without(field("lead", "source"), "fair"))
            .status,
        200);
}

// A running promise keeps the version it was started by, and with it what that version speaks of.
TEST_P(ModelChoices, WhatARunningPromiseSpeaksOfIsNotHidden) {
    const Json size{{"key", "own_size"}, {"kind", "integer"}};
    ASSERT_EQ(office_->post(admin_, lead_fields, size).status, 201);
    const Json choices{{"choices", {"hot", "warm", "cold", "own_icy"}}};
    ASSERT_EQ(office_->patch(admin_, lead_fields + "/rating", choices).status, 200);
    const auto rule = "/api/v1/guidelines/" +
                      office_->create("guideline", {{"key", "sized"},
                                                    {"entity", "lead"},
                                                    {"sentence", {{"en", "Sized."}}},
                                                    {"goal", {{"en", "Fit"}}},
                                                    {"start", "rating = own_icy"},
                                                    {"expect", "own_size > 1"},
                                                    {"within", {{"n", 1}, {"unit", "days"}}},
                                                    {"state", "on"}});
    const auto lead = office_->post(admin_, leads, {{"company", "Castor"}, {"rating", "own_icy"}});
    ASSERT_EQ(lead.status, 201) << lead.body;
    const Json second{{"start", "status = working"}, {"expect", "status != working"}};
    ASSERT_EQ(office_->patch(admin_, rule, second).status, 200);
    const auto hide = [&] { return office_->remove(admin_, lead_fields + "/own_size"); };
    const auto put_away = [&] {
        return office_->patch(admin_, lead_fields + "/rating",
                              {{"choices", {"hot", "warm", "cold"}}});
    };
    for (const auto& refused : {hide(), put_away()}) {
        EXPECT_EQ(refused.status, 422);
        EXPECT_EQ(refused.code(), "used_by_running") << refused.body;
        EXPECT_NE(refused.body.find("version 1 of the guideline “Sized.”"), std::string::npos)
            << refused.body;
    }
    const auto merged = office_->post(admin_, lead_fields + "/rating/choices/merge",
                                      {{"from", "own_icy"}, {"to", "cold"}});
    EXPECT_EQ(merged.code(), "used_by_running") << merged.body;
    // Kept: nothing stands on the first version any more.
    ASSERT_EQ(office_->patch(admin_, leads + "/" + id_of(lead), {{"own_size", 7}}).status, 200);
    EXPECT_EQ(hide().status, 204);
    EXPECT_EQ(put_away().status, 200);
}

TEST_P(ModelChoices, AChoiceThatIsTheDefaultStays) {
    const std::string direction = lead_fields + "/own_way";
    ASSERT_EQ(office_
                  ->post(admin_, lead_fields,
                         {{"key", "own_way"},
                          {"kind", "choice"},
                          {"label", "Way"},
                          {"default", "own_short"},
                          {"choices",
                           {{{"key", "own_short"}, {"label", "Short"}},
                            {{"key", "own_long"}, {"label", "Long"}}}}})
                  .status,
              201);
    const auto now = field("lead", "own_way");
    const auto taken = office_->patch(admin_, direction, without(now, "own_short"));
    EXPECT_EQ(taken.status, 422) << taken.body;
    EXPECT_EQ(taken.code(), "used_by_default") << taken.body;
    EXPECT_NE(taken.body.find("“Short” is what “Way” has"), std::string::npos) << taken.body;
    EXPECT_EQ(field("lead", "own_way"), now) << "a refused change changes nothing";
    auto both = without(now, "own_short");
    both["default"] = "own_none";
    EXPECT_EQ(office_->patch(admin_, direction, both).status, 422) << "nor one that is no choice";
    both["default"] = "own_long";
    ASSERT_EQ(office_->patch(admin_, direction, both).status, 200);
    EXPECT_EQ(field("lead", "own_way")["default"], "own_long");
    EXPECT_EQ(field("lead", "own_way")["choices"].size(), 1U);
}

TEST_P(ModelChoices, AGuidelineTellsTheOwnerTheManagerOrBoth) {
    Json rule{{"key", "own_tell"},
              {"entity", "lead"},
              {"sentence", {{"en", "Call."}}},
              {"goal", {{"en", "Speed"}}},
              {"start", "status = new"},
              {"expect", "company is not empty"},
              {"within", {{"n", 1}, {"unit", "days"}}},
              {"state", "shadow"}};
    const auto refused = [&](const Json& tell, const char* code) {
        rule["tell"] = tell;
        const auto answer = office_->post(admin_, "/api/v1/guidelines", rule);
        ASSERT_EQ(answer.status, 422) << answer.body;
        EXPECT_EQ(answer.json["errors"][0]["field"], "tell");
        EXPECT_EQ(answer.json["errors"][0]["code"], code) << answer.body;
    };
    refused({"god"}, "tell_unknown");
    refused({"owner", 3}, "tell_unknown");
    refused(Json::array(), "tell_nobody");
    refused("owner", "bad_structure");
    rule["tell"] = {"manager"};
    EXPECT_EQ(office_->post(admin_, "/api/v1/guidelines", rule).status, 201);
}

TEST_P(ModelChoices, NoFormAsksWhatSteersTheProcess) {
    const auto form = [&](const char* key) {
        return office_->post(admin_, "/api/v1/forms",
                             {{"name", "Ask us"}, {"fields", {"last_name", key}}});
    };
    for (const char* key : {"status", "rating", "owner", "channel"}) {
        const auto answer = form(key);
        EXPECT_EQ(answer.status, 422) << key;
        EXPECT_TRUE(answer.names_fault("form_field_unsuitable")) << answer.body;
    }
    EXPECT_EQ(form("budget").status, 201);
    EXPECT_EQ(field("lead", "status")["steers"], true);
    EXPECT_FALSE(field("lead", "budget").contains("steers"));
}

INSTANTIATE_TEST_SUITE_P(Stores, ModelChoices,
                         ::testing::Values(StoreKind::sqlite, StoreKind::postgres),
                         [](const auto& info) { return storage::testing::to_string(info.param); });

}  // namespace
}  // namespace vigil::testing
