#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "in/import/import_file.h"
#include "in/import/shared_data.h"
#include "usecases/change_model.h"
#include "usecases/company_settings.h"
#include "usecases/house_fixture.h"
#include "usecases/update_record.h"

namespace vigil::import {
namespace {

using Json = nlohmann::json;

class ImportTest : public ::testing::Test {
  protected:
    ImportOrder order_of(const std::string& entity, const std::string& csv,
                         const std::string& map) {
        ImportOrder order;
        order.entity = entity;
        order.open = [csv]() -> Result<std::unique_ptr<Source>> {
            return unpacked(memory_source(csv));
        };
        auto read = parse_import_map(map);
        EXPECT_TRUE(read) << read.error().log;
        if (read) order.map = *read;
        order.words = &words_;
        refused_.clear(), warned_.clear();
        order.refused = [this](std::string_view piece) { refused_ += piece; };
        order.warned = [this](std::string_view piece) { warned_ += piece; };
        return order;
    }
    ImportResult run(const ImportOrder& order, bool historic = false) {
        Actor actor = Actor::house("import");
        actor.historic = historic;
        auto done = import_file(house_.engine(), actor, order);
        EXPECT_TRUE(done) << done.error().code << ' ' << done.error().log;
        return done ? *done : ImportResult{};
    }
    ImportResult run(const std::string& entity, const std::string& csv,
                     const std::string& map = "") {
        return run(order_of(entity, csv, map));
    }
    // A real file with the map that lies in tests/maps.
    ImportResult run_real(const std::string& entity, const std::string& file,
                          const std::string& map) {
        return run(entity, read_whole(*shared_data(file)),
                   read_whole(std::filesystem::path(VIGIL_SOURCE_DIR) / "tests/maps" / map));
    }
    static std::string told(const ImportResult& result) {
        std::string text;
        for (const auto& one : result.refused)
            text += std::to_string(one.line) + " " + one.column + " " + one.code + " " + one.text +
                    "\n";
        return text;
    }
    Record only(std::string_view entity, std::string_view field, std::string value) {
        auto found = house_.where(entity, field, Value(std::move(value)));
        EXPECT_EQ(found.size(), 1u);
        return found.empty() ? Record(house_.entity(entity)) : found.front();
    }

    testing::House house_;
    Words words_ = *Words::from_embedded();
    std::string refused_, warned_;
};

TEST_F(ImportTest, MatchesHeadersAndWritesEachKind) {
    const auto result =
        run("lead",
            "First Name;Last Name;E-Mail;Phone;Lead Source;Created Date;Rating;Favourite colour\n"
            "Ada;King;ada@example.com;+49 30 123456;Trade fair;31.12.2025 14:30;hot;blue\n",
            R"({"zone": "Europe/Berlin"})");
    EXPECT_EQ(result.totals.created, 1) << told(result);
    EXPECT_EQ(result.unmatched, std::vector<std::string>{"Favourite colour"});
    const Record lead = only("lead", "email", "ada@example.com");
    EXPECT_EQ(lead.text("first_name"), "Ada");
    EXPECT_EQ(lead.text("source"), "fair");
    EXPECT_EQ(lead.text("rating"), "hot");
    EXPECT_EQ(lead.text("channel"), "import");
    EXPECT_EQ(to_string(moment_of(lead["entered_at"])), "2025-12-31T13:30:00.000000Z");
    const auto journal = house_.where("journal", "record", Value(lead.id().value));
    ASSERT_EQ(journal.size(), 1u);
    EXPECT_EQ(integer_of(journal[0]["job"]), result.job.value);
    EXPECT_EQ(journal[0].text("channel"), "import");
    const auto job = house_.where("job", "id", Value(result.job.value));
    EXPECT_EQ(job.at(0).text("state"), "done");
    EXPECT_EQ(integer_of(job.at(0)["done"]), 1);
}

TEST_F(ImportTest, ReadsStructuresAsTheExportWritesThem) {
    const auto result = run("playbook",
                            "Name,Steps\n"
                            "Demo,\"[{\"\"name\"\":\"\"Call\"\",\"\"days\"\":2}]\"\n"
                            "Torn,[{\n"
                            "Wrong,\"{\"\"name\"\":1}\"\n");
    EXPECT_TRUE(result.unmatched.empty());
    EXPECT_EQ(result.totals.created, 1) << told(result);
    EXPECT_EQ(result.totals.refused, 2) << told(result);
    const auto steps = Json::parse(only("playbook", "name", "Demo").text("steps"));
    EXPECT_EQ(steps, Json::parse(R"([{"name": "Call", "days": 2}])"));
    for (const auto& one : result.refused) EXPECT_EQ(one.code, "bad_structure");
}

TEST_F(ImportTest, RefusesRowsAloneAndTakesThemBackMended) {
    const std::string map = R"({"match": ["external_id"]})";
    auto result = run("lead",
                      "External id,Last name,Email,Created date\n"
                      "1,King,ada@example.com,2026-01-02\n"
                      "2,\"Doe, jr\",not-an-address,2026-01-02\n"
                      "3,Lee,lee@example.com,31.31.2026\n"
                      ",,,2026-01-05\n"
                      "5,May,may@example.com,2026-01-06\n",
                      map);
    EXPECT_EQ(result.totals.created, 2);
    EXPECT_EQ(result.totals.refused, 3) << told(result);
    EXPECT_NE(refused_.find("External id,Last name,Email,Created date,line,column,reason"),
              std::string::npos);
    EXPECT_NE(refused_.find(
                  "2,\"Doe, jr\",not-an-address,2026-01-02,3,Email,This is not an e-mail address."),
              std::string::npos)
        << refused_;
    std::string mended = refused_;
    const auto mend = [&](const std::string& from, const std::string& to) {
        mended.replace(mended.find(from), from.size(), to);
    };
    mend("not-an-address", "doe@example.com");
    mend("31.31.2026", "2026-01-31");
    mend("\r\n,,,2026", "\r\n4,Cho,,2026");
    result = run("lead", mended, map);
    EXPECT_EQ(result.totals.created, 3) << told(result);
    EXPECT_EQ(result.totals.refused, 0);
    EXPECT_EQ(house_.all("lead").size(), 5u);
    EXPECT_EQ(only("lead", "external_id", "2").text("last_name"), "Doe, jr");
}

TEST_F(ImportTest, ChangesMatchedRecordsOnlyInTheGivenFields) {
    const std::string map = R"({"match": ["email"], "set": {"status": "working"}})";
    run("lead", "email,last_name,company\nADA@example.com,King,Engines\n", map);
    const auto result = run("lead",
                            "email,last_name,company\nada@example.com,Lovelace,\nada@example.com,"
                            "Lovelace,\nx@example.com,X,\n",
                            map);
    EXPECT_EQ(result.totals.updated, 1);
    EXPECT_EQ(result.totals.unchanged, 1);
    EXPECT_EQ(result.totals.created, 1);
    const Record lead = only("lead", "email", "ada@example.com");
    EXPECT_EQ(lead.text("last_name"), "Lovelace");
    EXPECT_EQ(lead.text("company"), "Engines");
    EXPECT_EQ(lead.text("status"), "working");
    EXPECT_EQ(
        run("lead", "email\nada@example.com\n", R"({"match": ["email"], "set": {"status": "new"}})")
            .totals.unchanged,
        1);
}

TEST_F(ImportTest, MatchesNumbersTypedWithAndWithoutTheirCountry) {
    CompanyChange change;
    change.country = "DE";
    ASSERT_TRUE(change_company_face(house_.engine(), Actor::house(), change));
    const std::string map = R"({"match": ["phone"]})";
    run("lead", "phone,last_name\n+49 30 901820,King\n030 9018 21,Hopper\n", map);
    const auto result = run("lead",
                            "phone,company\n030 901820,Engines\n0049 30 901821,Compilers\n"
                            "+49 30 901822,New\n(030) 90 18 22,Same\n",
                            map);
    EXPECT_EQ(result.totals.created, 1) << told(result);
    EXPECT_EQ(result.totals.updated, 3) << "one of them the row before";
    EXPECT_EQ(only("lead", "last_name", "King").text("company"), "Engines");
    EXPECT_EQ(only("lead", "last_name", "Hopper").text("company"), "Compilers");
    EXPECT_EQ(house_.where("lead", "company", std::string("Same")).size(), 1u);
}

TEST_F(ImportTest, SaysTwoMatchesInsteadOfChoosing) {
    run("lead", "email,last_name\na@example.com,A\na@example.com,B\n");
    const auto result = run("lead", "email,company\na@example.com,C\n", R"({"match": ["email"]})");
    ASSERT_EQ(result.totals.refused, 1);
    EXPECT_EQ(result.refused.at(0).code, "match_several");
    EXPECT_EQ(result.refused.at(0).column, "email");
}

TEST_F(ImportTest, ImportWithOneDoubledAddressOfAUniqueFieldRefusesThatRowAlone) {
    const auto result = run(
        "user", "name,email\nA,a@example.com\nB,b@example.com\nC,a@example.com\nD,d@example.com\n");
    EXPECT_EQ(result.totals.created, 3) << told(result);
    ASSERT_EQ(result.totals.refused, 1);
    EXPECT_EQ(result.refused.at(0).code, "not_unique");
    EXPECT_EQ(result.refused.at(0).line, 4u);
}

TEST_F(ImportTest, LinksByNameLooselyAndSaysSo) {
    house_.create("account", {{"name", std::string("GTX Pro")}});
    house_.create("account", {{"name", std::string("Twin")}});
    house_.create("account", {{"name", std::string("twin")}});
    const auto result =
        run("opportunity", "name,account\na,gtx pro\nb,GTXPro\nc,Nobody\nd,Twin\ne,\n");
    EXPECT_EQ(result.totals.created, 4) << told(result);
    EXPECT_EQ(result.totals.warnings, 2);
    ASSERT_EQ(result.warnings.size(), 2u);
    EXPECT_EQ(result.warnings[0].code, "link_loosely");
    EXPECT_EQ(result.warnings[1].code, "link_unknown");
    EXPECT_EQ(result.warnings[1].line, 4u);
    ASSERT_EQ(result.refused.size(), 1u);
    EXPECT_EQ(result.refused[0].code, "link_several");
    EXPECT_TRUE(only("opportunity", "name", "b").link("account"));
    EXPECT_FALSE(only("opportunity", "name", "c").link("account"));
    EXPECT_NE(warned_.find("c,Nobody,4,account,"), std::string::npos) << warned_;
}

TEST_F(ImportTest, LinksMayBeRefusedOrMade) {
    auto result = run("opportunity", "name,account\na,Nobody\n", R"({"links": "refuse"})");
    EXPECT_EQ(result.totals.refused, 1);
    result = run("opportunity", "name,account\na,Nobody\nb,nobody\n", R"({"links": "create"})");
    EXPECT_EQ(result.totals.created, 2) << told(result);
    EXPECT_EQ(house_.all("account").size(), 1u);
    // A record that cannot be made from a name refuses the row, and leaves nothing behind.
    result = run("opportunity", "name,account,owner\na,Fresh,Ada King\n", R"({"links": "create"})");
    EXPECT_EQ(result.totals.refused, 1);
    EXPECT_EQ(result.refused.at(0).code, "link_not_made");
    EXPECT_EQ(house_.all("account").size(), 1u);
}

TEST_F(ImportTest, MakesChoicesAndOwnFieldsThatSurviveARestart) {
    const std::string csv = "last_name,source,Shoe size\nKing,Skywriting,38\nLee,Website,\n";
    auto result = run("lead", csv);
    EXPECT_EQ(result.refused.at(0).code, "not_a_choice");
    auto order = order_of(
        "lead", csv,
        R"({"choices": "create", "columns": {"Shoe size": {"field": "own_shoe_size", "create": {"kind": "integer", "label": "Shoe size"}}}})");
    order.dry_run = true;
    EXPECT_EQ(run(order).totals.created, 2);
    EXPECT_EQ(house_.entity("lead").field("own_shoe_size"), nullptr);
    EXPECT_EQ(house_.all("lead").size(), 1u);
    order.dry_run = false;
    result = run(order);
    EXPECT_EQ(result.totals.created, 2) << told(result);
    house_.reopen();
    const Record lead = only("lead", "last_name", "King");
    EXPECT_EQ(lead.text("source"), "skywriting");
    EXPECT_EQ(integer_of(lead["own_shoe_size"]), 38);
    EXPECT_EQ(house_.entity("lead").field("source")->choice("skywriting")->label.in("zh-CN"),
              "Skywriting");
}

TEST_F(ImportTest, SaysWhatTheExamplesBecome) {
    auto order = order_of("opportunity", "name;amount\na;1.000\nb;much\n",
                          R"({"currency": "EUR", "decimal": "comma"})");
    const auto kept = [&] {
        const auto plan = plan_import(house_.engine(), order);
        return nlohmann::json::parse(preview_json(*plan))["columns"].at(1).value("kept",
                                                                                 nlohmann::json());
    };
    EXPECT_EQ(kept().dump(), R"([{"amount":"1000.00","currency":"EUR"},null])");
    order.map.decimal = DecimalMark::point;
    EXPECT_EQ(kept().dump(), R"([{"amount":"1.00","currency":"EUR"},null])");
    order = order_of("lead", "last_name;company\nKing;1.000\n", "{}");
    EXPECT_EQ(kept(), nlohmann::json());
}

TEST_F(ImportTest, SaysWhatItAssumes) {
    auto result = run("opportunity", "name,close date,amount\na,01/02/2026,\"1,234\"\n",
                      R"({"currency": "EUR"})");
    ASSERT_EQ(result.assumptions.size(), 2u);
    EXPECT_EQ(result.assumptions[0].code, "import_day_first_assumed");
    EXPECT_EQ(result.assumptions[0].column, "close date");
    EXPECT_EQ(std::get<Day>(only("opportunity", "name", "a")["close_date"]), make_day(2026, 2, 1));
    result = run("opportunity", "name,close date\nb,01/02/2026\nc,01/31/2026\n");
    EXPECT_TRUE(result.assumptions.empty());
    EXPECT_EQ(std::get<Day>(only("opportunity", "name", "b")["close_date"]), make_day(2026, 1, 2));
    result = run("opportunity", "name,close date\nd,01/02/2026\n",
                 R"({"columns": {"close date": {"field": "close_date", "format": "mm/dd/yyyy"}}})");
    EXPECT_TRUE(result.assumptions.empty());
    EXPECT_EQ(std::get<Day>(only("opportunity", "name", "d")["close_date"]), make_day(2026, 1, 2));
}

TEST_F(ImportTest, ReadsThousandsByTheWayOfTheCompany) {
    CompanyChange change;
    change.country = "DE";
    ASSERT_TRUE(change_company_face(house_.engine(), Actor::house("hand"), change));
    const auto amount = [&](const std::string& name) {
        return format_money(std::get<Money>(only("opportunity", "name", name)["amount"]), "en");
    };
    auto result =
        run("opportunity", "name;amount\na;1.000\nb;EUR 12.500\n", R"({"currency": "EUR"})");
    EXPECT_EQ(amount("a") + " " + amount("b"), "€1,000.00 €12,500.00");
    ASSERT_EQ(result.assumptions.size(), 1u);
    EXPECT_EQ(result.assumptions[0].code, "import_comma_assumed");
    EXPECT_NE(result.assumptions[0].text.find("“1.000” was read as 1000"), std::string::npos)
        << result.assumptions[0].text;
    result = run("opportunity", "name;amount\nc;1.000\n", R"({"currency": "KWD"})");
    EXPECT_EQ(std::get<Money>(only("opportunity", "name", "c")["amount"]).minor, 1'000'000);
    run("opportunity", "name;amount\nd;1.000\n", R"({"currency": "EUR", "decimal": "point"})");
    EXPECT_EQ(amount("d"), "€1.00");
    change.country = "US";
    ASSERT_TRUE(change_company_face(house_.engine(), Actor::house("hand"), change));
    result = run("opportunity", "name;amount\ne;1.000\n", R"({"currency": "KWD"})");
    EXPECT_EQ(std::get<Money>(only("opportunity", "name", "e")["amount"]).minor, 1'000);
    EXPECT_NE(result.assumptions.at(0).text.find("“1.000” was read as 1."), std::string::npos);
}

TEST_F(ImportTest, SaysHowManyRowsNameNoLink) {
    const std::string csv = "name,account\na,Acme\nb,\nc,N/A\nd\n";
    auto order = order_of("opportunity", csv, R"({"links": "create"})");
    const auto plan = plan_import(house_.engine(), order);
    ASSERT_TRUE(plan);
    order.dry_run = true;
    for (const auto& result :
         {*plan, run(order), run("opportunity", csv, R"({"links": "create"})")}) {
        ASSERT_EQ(result.assumptions.size(), 1u);
        EXPECT_EQ(result.assumptions[0].column, "account");
        EXPECT_EQ(result.assumptions[0].code, "import_link_empty");
        EXPECT_NE(result.assumptions[0].text.find("3 of 4 rows"), std::string::npos);
    }
    EXPECT_EQ(house_.all("opportunity").size(), 4u);
}

TEST_F(ImportTest, RefusesMapsThatDoNotFit) {
    const auto code = [&](const std::string& map) {
        const Actor actor = Actor::house("import");
        auto read = parse_import_map(map);
        if (!read) return read.error().code;
        auto order = order_of("lead", "last_name\nKing\n", "");
        order.map = *read;
        const auto done = import_file(house_.engine(), actor, order);
        return done ? std::string("done") : done.error().code;
    };
    EXPECT_EQ(code(R"({"colums": {}})"), "import_map_malformed");
    EXPECT_EQ(code(R"({"columns": {"Nope": "email"}})"), "import_no_such_column");
    EXPECT_EQ(code(R"({"columns": {"last_name": "nope"}})"), "import_unknown_field");
    EXPECT_EQ(code(R"({"columns": {"last_name": "channel"}})"), "import_field_closed");
    EXPECT_EQ(code(R"({"match": ["email"]})"), "import_match_missing");
    EXPECT_EQ(code(R"({"derive": {"email": "{nope}@example.com"}})"), "import_no_such_column");
    EXPECT_EQ(code(R"({"zone": "Mars/Olympus"})"), "import_map_malformed");
    EXPECT_TRUE(house_.all("lead").empty());
}

TEST_F(ImportTest, IsTakenBackAsAWholeButNotOverLaterWork) {
    house_.watch_all();
    run("lead", "email,company\nold@example.com,Before\n");
    const auto result =
        run("lead",
            "email,company,account\nold@example.com,After,New Account\na@example.com,A,New "
            "Account\nb@example.com,B,\nc@example.com,C,\n",
            R"({"match": ["email"], "links": "create"})");
    EXPECT_EQ(result.totals.created, 3) << told(result);
    const Record b = only("lead", "email", "b@example.com"),
                 c = only("lead", "email", "c@example.com");
    const Actor hand = Actor::house("hand");
    ASSERT_TRUE(update_record(house_.engine(), hand, house_.entity("lead"), b.id(),
                              {{house_.entity("lead").index_of("rating"), std::string("hot")}}));
    house_.create("activity", {{"kind", std::string("call")}, {"lead", c.id()}});
    const auto undone = undo_job(house_.engine(), hand, result.job);
    ASSERT_TRUE(undone) << undone.error().code << undone.error().log;
    ASSERT_EQ(undone->left_count, 2);
    EXPECT_EQ(undone->left[0].code, "has_children");
    EXPECT_EQ(undone->left[1].code, "later_change");
    EXPECT_EQ(undone->acts, 3);
    EXPECT_EQ(only("lead", "email", "old@example.com").text("company"), "Before");
    EXPECT_EQ(house_.where("lead", "email", std::string("a@example.com")).size(), 0u);
    EXPECT_TRUE(house_.all("account").empty());
    EXPECT_EQ(undo_job(house_.engine(), hand, result.job).error().code, "undone_already");
    EXPECT_EQ(house_.where("job", "id", Value(result.job.value)).at(0).text("state"), "undone");
}

TEST_F(ImportTest, AnInterruptedJobIsSaidToHaveFailed) {
    const Actor house = Actor::house("import");
    const auto job = start_import_job(house_.engine(), house, "{}", 10);
    ASSERT_TRUE(job);
    house_.reopen();
    EXPECT_EQ(*fail_interrupted_jobs(house_.engine()), 1);
    EXPECT_EQ(*fail_interrupted_jobs(house_.engine()), 0);
    EXPECT_EQ(house_.where("job", "id", Value(job->value)).at(0).text("state"), "failed");
}

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
    EXPECT_EQ(undone->left_count, 0);
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
