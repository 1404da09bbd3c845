#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "in/import/import_fixture.h"
#include "usecases/change_model.h"

namespace vigil::import {
namespace {

using Json = nlohmann::json;

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
    auto result = run("lead", new_source);
    EXPECT_EQ(result.refused.at(0).code, "not_a_choice");
    auto order = order_of("lead", new_source, all_new);
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

TEST_F(ImportTest, ReadsTheCurrencyThatStandsInAColumnOfItsOwn) {
    const std::string file =
        "name;amount;Currency\na;100;usd\nb;1,50 €;\nc;$7;CAD\nd;€3;USD\ne;9;Taler\nf;4;Euro\n";
    const auto amount = [&](const std::string& name) {
        return format_money(std::get<Money>(only("opportunity", "name", name)["amount"]), "en");
    };
    const std::string map = R"({"currency": "GBP", "decimal": "comma")";
    const auto order = order_of("opportunity", file, map + "}");
    const auto kept =
        Json::parse(preview_json(*plan_import(house_.engine(), order)))["columns"].at(1)["kept"];
    EXPECT_EQ(kept.at(0).dump(), R"({"amount":"100.00","currency":"USD"})");
    const auto result = run(order);
    EXPECT_EQ(result.totals.created, 4) << told(result);
    EXPECT_EQ(result.columns.at(2).field, "amount.currency");
    EXPECT_TRUE(result.unmatched.empty());
    EXPECT_EQ(amount("a") + " " + amount("b") + " " + amount("c") + " " + amount("f"),
              "$100.00 €1.50 CAD 7.00 €4.00");
    ASSERT_EQ(result.refused.size(), 2u) << told(result);
    EXPECT_EQ(result.refused[0].code + " " + result.refused[0].column, "currency_differs amount");
    EXPECT_EQ(result.refused[1].code + " " + result.refused[1].column, "unknown_currency Currency");
    run("opportunity", "name;amount;Currency\ng;9;Taler\n",
        map +
            R"(, "columns": {"Currency": {"field": "amount.currency", "values": {"Taler": "EUR"}}}})");
    EXPECT_EQ(amount("g"), "€9.00");
    run("opportunity", "name;amount;Currency\nh;9;USD\n",
        map + R"(, "columns": {"Currency": null}})");
    EXPECT_EQ(amount("h"), "£9.00");
}

// Ada and Bob take turns with what has no owner in the file; whoever the file names keeps his.
TEST_F(ImportTest, SharesNewRecordsOutInTurnAndSaysWhoGotThem) {
    const auto user = [&](const char* name) {
        return house_.create("user", {{"name", std::string(name)},
                                      {"email", name + std::string("@example.com")},
                                      {"role", std::string("rep")}});
    };
    const Id ada = user("ada"), bob = user("bob");
    const std::string csv =
        "email,last_name,owner\na@x.org,A,\nb@x.org,B,bob@example.com\nbad,Bad,\n"
        "c@x.org,C,\nd@x.org,D,\n";
    const std::string map = R"({"match": ["email"], "spread": {"owner": ["ada@example.com", ")" +
                            to_string(bob) + R"("]}})";
    auto order = order_of("lead", csv, map);
    const auto owners = [](const ImportResult& result) {
        std::string text;
        const auto told = nlohmann::json::parse(to_json(result));
        for (const auto& one : told["owners"])
            text += (one["owner"].is_null() ? "-" : one["owner"]["name"].get<std::string>()) + " " +
                    std::to_string(one["n"].get<int>()) + ";";
        return text;
    };
    order.dry_run = true;
    EXPECT_EQ(owners(run(order)), "ada 2;bob 2;");
    order.dry_run = false;
    const auto result = run(order);
    EXPECT_EQ(owners(result), "ada 2;bob 2;");
    EXPECT_TRUE(result.assumptions.empty()) << "a link that is shared out is not left empty";
    const auto owner = [&](const char* name) {
        return only("lead", "last_name", name).link("owner");
    };
    EXPECT_EQ(owner("A"), ada);
    EXPECT_EQ(owner("B"), bob);
    EXPECT_EQ(owner("C"), bob) << "who is next waits for a row that comes in";
    EXPECT_EQ(owner("D"), ada);
    EXPECT_EQ(owners(run("lead", "last_name\nE\nF\n")), "- 2;");
    EXPECT_EQ(run(order).totals.unchanged, 4);
    ASSERT_TRUE(undo_job(house_.engine(), Actor::house("hand"), result.job));
    EXPECT_EQ(house_.where("lead", "owner", Value(ada.value)).size(), 0u);
}

TEST_F(ImportTest, ShowsDifferentExamples) {
    auto order = order_of("lead", "last_name,company\nA,No\nB,No\nC,\nD,Yes\n", "{}");
    const auto plan = plan_import(house_.engine(), order);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->columns.at(1).examples, (std::vector<std::string>{"No", "Yes"}));
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
    EXPECT_EQ(code(R"({"spread": {"owner": []}})"), "import_map_malformed");
    EXPECT_EQ(code(R"({"spread": {"company": ["ada"]}})"), "import_unknown_field");
    EXPECT_EQ(code(R"({"spread": {"owner": ["nobody"]}})"), "fields_refused");
    EXPECT_EQ(code(R"({"zone": "Mars/Olympus"})"), "import_map_malformed");
    EXPECT_TRUE(house_.all("lead").empty());
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

}  // namespace
}  // namespace vigil::import
