#include "in/import/columns.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace vigil::import {
namespace {

std::vector<FieldCandidate> fields(std::initializer_list<const char*> keys) {
    std::vector<FieldCandidate> out;
    for (const char* key : keys) out.push_back({key, {}});
    return out;
}

const std::vector<FieldCandidate> lead =
    fields({"first_name", "last_name", "company", "title", "email", "phone", "source", "channel",
            "entered_at", "status", "rating", "owner", "contact", "account", "external_id"});
const std::vector<FieldCandidate> opportunity =
    fields({"name", "account", "contact", "lead", "product", "owner", "stage", "amount",
            "close_date", "probability", "forecast_category", "partner", "external_id"});
const std::vector<FieldCandidate> account =
    fields({"name", "website", "industry", "phone", "owner", "parent"});

std::map<std::string, std::string> matched(std::string_view entity,
                                           const std::vector<FieldCandidate>& candidates,
                                           const std::vector<std::string>& headers) {
    std::map<std::string, std::string> out;
    const auto matches = match_columns(entity, headers, candidates);
    for (std::size_t i = 0; i < headers.size(); ++i) {
        if (matches[i].field) out[headers[i]] = candidates[*matches[i].field].key;
    }
    return out;
}

using Map = std::map<std::string, std::string>;

TEST(Columns, HeadersAreFolded) {
    for (const char* header : {"LeadSource", "lead_source", " Lead-Source: ", "LEAD SOURCE",
                               "Lead  Source (optional)", "ｌｅａｄ　ｓｏｕｒｃｅ"}) {
        EXPECT_EQ(normal_header(header), "lead source") << header;
    }
    EXPECT_EQ(normal_header("Téléphone"), "telephone");
    EXPECT_EQ(normal_header("電話號碼"), normal_header("电话号码"));
    EXPECT_EQ(normal_header("Straße"), "strasse");
    EXPECT_EQ(normal_header("?!"), "");
    EXPECT_EQ(normal_header("\xFF"), "");
}

TEST(Columns, TheDayOfEntryIsFoundInItsUsualWords) {
    for (const char* header : {"Eingegangen", "Eingegangen am", "Reçu le", "Fecha de alta",
                               "Fecha de entrada", "Data de criação", "Datum"})
        EXPECT_EQ(matched("lead", lead, {"Email", header}),
                  (Map{{"Email", "email"}, {header, "entered_at"}}));
}

TEST(Columns, UsualWordsFindTheirFields) {
    EXPECT_EQ(matched("lead", lead,
                      {"Lead Source", "Created", "E-Mail Address", "Handy", "First Name", "Surname",
                       "Firma", "Job Title", "Lead Owner", "LeadStatus", "Favourite colour"}),
              (Map{{"Lead Source", "source"},
                   {"Created", "entered_at"},
                   {"E-Mail Address", "email"},
                   {"Handy", "phone"},
                   {"First Name", "first_name"},
                   {"Surname", "last_name"},
                   {"Firma", "company"},
                   {"Job Title", "title"},
                   {"Lead Owner", "owner"},
                   {"LeadStatus", "status"}}));
    EXPECT_EQ(matched("lead", lead, {"Tel.", "姓", "名", "客户名称", "手机", "来源", "负责人"}),
              (Map{{"Tel.", "phone"},
                   {"姓", "last_name"},
                   {"名", "first_name"},
                   {"客户名称", "company"},
                   {"来源", "source"},
                   {"负责人", "owner"}}));
    EXPECT_EQ(matched("lead", lead, {"公司", "手机", "電子郵件"}),
              (Map{{"公司", "company"}, {"手机", "phone"}, {"電子郵件", "email"}}));
}

TEST(Columns, RealHeadersFindTheirFields) {
    EXPECT_EQ(matched("opportunity", opportunity,
                      {"opportunity_id", "sales_agent", "product", "account", "deal_stage",
                       "engage_date", "close_date", "close_value"}),
              (Map{{"opportunity_id", "external_id"},
                   {"sales_agent", "owner"},
                   {"product", "product"},
                   {"account", "account"},
                   {"deal_stage", "stage"},
                   {"close_date", "close_date"},
                   {"close_value", "amount"}}));
    EXPECT_EQ(matched("account", account,
                      {"account", "sector", "year_established", "revenue", "employees",
                       "office_location", "subsidiary_of"}),
              (Map{{"account", "name"}, {"sector", "industry"}, {"subsidiary_of", "parent"}}));
    const Map education = matched(
        "lead", lead,
        {"Prospect ID", "Lead Number", "Lead Origin", "Lead Source", "Do Not Email", "Do Not Call",
         "Converted", "Country", "Specialization", "Search", "Magazine", "Tags", "City"});
    EXPECT_EQ(education, (Map{{"Prospect ID", "external_id"},
                              {"Lead Origin", "channel"},
                              {"Lead Source", "source"}}));
}

TEST(Columns, KeysAndLabelsWinAndConfidenceTells) {
    const std::vector<FieldCandidate> candidates{{"phone", {"Phone", "电话"}},
                                                 {"own_colour", {"Favourite colour", "颜色"}}};
    const auto matches =
        match_columns("lead", {"Mobile", "phone", "FAVOURITE COLOR", "颜色"}, candidates);
    EXPECT_FALSE(matches[0].field);
    EXPECT_EQ(matches[1].field, 0u);
    EXPECT_EQ(matches[1].confidence, 100);
    EXPECT_EQ(matches[3].field, 1u);
    EXPECT_FALSE(matches[2].field);
    const auto typo = match_columns("lead", {"Telehpone"}, candidates);
    EXPECT_EQ(typo[0].field, 0u);
    EXPECT_EQ(typo[0].confidence, 60);
}

TEST(Columns, WhatFitsTwiceIsLeftToThePerson) {
    const auto twice = match_columns("lead", {"E-Mail", "Mail"}, {{"email", {}}});
    // "E-Mail" is the key itself; "Mail" only a word for it.
    EXPECT_TRUE(twice[0].field);
    EXPECT_FALSE(twice[1].field);
    const auto tie = match_columns("lead", {"Mobile", "Handy"}, {{"phone", {}}});
    EXPECT_FALSE(tie[0].field);
    EXPECT_FALSE(tie[1].field);
    EXPECT_EQ(tie[0].rivals, std::vector<std::string>{"phone"});
    const auto two_fields =
        match_columns("lead", {"Size"}, {{"own_a", {"Size"}}, {"own_b", {"Size"}}});
    EXPECT_FALSE(two_fields[0].field);
    EXPECT_EQ(two_fields[0].rivals, (std::vector<std::string>{"own_a", "own_b"}));
}

TEST(Columns, AnExactKeyWinsOverALabelAndTwoLabelsAreAQuestion) {
    const std::vector<FieldCandidate> both{{"email", {"E-mail"}}, {"own_t_email", {"email"}}};
    const auto by_key = match_columns("lead", {" email "}, both);
    ASSERT_TRUE(by_key[0].field);
    EXPECT_EQ(both[*by_key[0].field].key, "email");
    EXPECT_EQ(by_key[0].confidence, 100);
    const auto by_label = match_columns("lead", {"E-mail"}, both);
    ASSERT_TRUE(by_label[0].field);
    EXPECT_EQ(both[*by_label[0].field].key, "email") << "its label, letter by letter";
    const auto neither = match_columns("lead", {"EMAIL"}, both);
    EXPECT_FALSE(neither[0].field);
    EXPECT_EQ(neither[0].rivals, (std::vector<std::string>{"email", "own_t_email"}));
    const std::vector<FieldCandidate> same{{"own_a", {"Size"}}, {"own_b", {"Size"}}};
    const auto unsure = match_columns("lead", {"Size"}, same);
    EXPECT_FALSE(unsure[0].field);
    EXPECT_EQ(unsure[0].rivals, (std::vector<std::string>{"own_a", "own_b"}));
}

}  // namespace
}  // namespace vigil::import
