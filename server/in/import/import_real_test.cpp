#include <algorithm>

#include "in/import/import_fixture.h"

namespace vigil::import {
namespace {

TEST_F(ImportTest, TakesTheXEducationLeads) {
    if (!shared_data("leads_xeducation/lead_scoring.csv.gz")) GTEST_SKIP();
    house_.watch_all();
    const auto result =
        run_real("lead", "leads_xeducation/lead_scoring.csv.gz", "xeducation_leads.json");
    EXPECT_EQ(result.totals.created, 9191) << told(result);
    EXPECT_EQ(result.totals.refused, 0);
    const auto qualified = house_.where("lead", "status", std::string("qualified"));
    EXPECT_EQ(qualified.size() + house_.where("lead", "status", std::string("new")).size(), 9191u);
    EXPECT_GT(qualified.size(), 3'000u);
    EXPECT_GT(house_.all("watch").size(), 9'191u);
    const auto again =
        run_real("lead", "leads_xeducation/lead_scoring.csv.gz", "xeducation_leads.json");
    EXPECT_EQ(again.totals.unchanged, 9191);
    const Actor house = Actor::house("hand");
    const auto undone = undo_job(house_.engine(), house, result.job);
    ASSERT_TRUE(undone) << undone.error().code;
    EXPECT_EQ(undone->left_count, 0) << undone->left[0].code << ' ' << undone->left[0].title;
    EXPECT_TRUE(house_.all("lead").empty());
}

TEST_F(ImportTest, TakesTheMavenPipelineWithItsDirt) {
    if (!shared_data("pipeline_maven/sales_pipeline.csv.gz")) GTEST_SKIP();
    EXPECT_EQ(
        run_real("account", "pipeline_maven/accounts.csv", "maven_accounts.json").totals.refused,
        0);
    EXPECT_EQ(house_.all("account").size(), 85u);
    EXPECT_EQ(
        run_real("product", "pipeline_maven/products.csv", "maven_products.json").totals.created,
        7);
    const auto teams = run_real("user", "pipeline_maven/sales_teams.csv", "maven_sales_teams.json");
    EXPECT_EQ(teams.totals.created, 35) << told(teams);
    EXPECT_EQ(house_.all("user").size(), 41u);  // and six managers
    EXPECT_EQ(house_.all("team").size(), 9u);   // three regions, six teams
    const Record agent = only("user", "email", "anna.snelling@example.com");
    const auto team = house_.where("team", "id", Value(agent.link("team").value)).at(0);
    EXPECT_EQ(team.text("name"), "Central: Dustin Brinkmann");
    EXPECT_EQ(house_.where("user", "id", Value(team.link("manager").value)).at(0).text("role"),
              "manager");

    const auto result =
        run_real("opportunity", "pipeline_maven/sales_pipeline.csv.gz", "maven_pipeline.json");
    EXPECT_EQ(result.totals.created, 8800) << told(result);
    EXPECT_EQ(result.totals.refused, 0);
    const auto opportunities = house_.all("opportunity");
    EXPECT_EQ(std::ranges::count_if(opportunities,
                                    [](const Record& one) { return !one.link("account"); }),
              1425);
    EXPECT_EQ(std::ranges::count_if(opportunities,
                                    [](const Record& one) { return !one.link("product"); }),
              0);
    EXPECT_EQ(
        std::ranges::count_if(opportunities, [](const Record& one) { return !one.link("owner"); }),
        0);
    EXPECT_TRUE(std::ranges::any_of(result.assumptions, [](const Remark& one) {
        return one.code == "import_link_empty" &&
               one.text.find("1425 of 8800") != std::string::npos;
    }));
    EXPECT_GT(result.totals.warnings, 1'000);  // GTXPro is GTX Pro, and each row says so
    EXPECT_EQ(result.warnings.at(0).code, "link_loosely");
}

TEST_F(ImportTest, TakesTheSyntheticCompanyWithItsKeys) {
    if (!shared_data("crm_synthetic_a/Leads.csv")) GTEST_SKIP();
    const auto contacts =
        run_real("contact", "crm_synthetic_a/Contacts.csv", "synthetic_contacts.json");
    EXPECT_EQ(contacts.totals.created, 100) << told(contacts);
    const auto leads = run_real("lead", "crm_synthetic_a/Leads.csv", "synthetic_leads.json");
    EXPECT_EQ(leads.totals.created, 200) << told(leads);
    EXPECT_EQ(leads.totals.warnings, 0);
    EXPECT_TRUE(only("lead", "external_id", "L0001").link("contact"));
    const auto activities =
        run_real("activity", "crm_synthetic_a/Activity.csv", "synthetic_activities.json");
    EXPECT_EQ(activities.totals.created, 500) << told(activities);
    const auto linked = house_.all("activity");
    EXPECT_TRUE(
        std::ranges::all_of(linked, [](const Record& one) { return bool(one.link("lead")); }));
    const auto opportunities =
        run_real("opportunity", "crm_synthetic_a/Opportunity.csv", "synthetic_opportunities.json");
    EXPECT_EQ(opportunities.totals.created, 500) << told(opportunities);
    EXPECT_EQ(run_real("product", "crm_synthetic_a/Products.csv", "synthetic_products.json")
                  .totals.created,
              200);
}

}  // namespace
}  // namespace vigil::import
