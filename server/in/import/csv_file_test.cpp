#include "in/import/csv_file.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "in/import/columns.h"
#include "in/import/refused.h"
#include "in/import/shared_data.h"
#include "in/import/values.h"

namespace vigil::import {
namespace {

struct Table {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> faults;
    std::string fault;
};

Table read_all(std::string bytes, OpenOptions options = {}) {
    Table table;
    auto file = CsvFile::open(memory_source(std::move(bytes)), std::move(options));
    if (!file) return {{}, {}, {}, file.error().code};
    table.header = file->header();
    CsvRow row;
    while (true) {
        const auto any = file->next(row);
        if (!any) table.fault = any.error().code;
        if (!any || !*any) return table;
        table.rows.emplace_back(row.cells.begin(), row.cells.end());
        for (const RowFault& f : row.faults) {
            table.faults.push_back(std::to_string(row.line) + " " + std::to_string(f.column) + " " +
                                   f.code);
        }
    }
}

using Cells = std::vector<std::string>;

TEST(CsvFile, JudgesRows) {
    const Table table = read_all(
        "name;city;age\nAda;London;36\nBo;Oslo\n;;\nCy;Rome;1;;\n"
        "Di;Bonn;2;x\nEd;\xFF;3\n" +
            std::string("F\0;a;4\n", 7),
        {.encoding = Encoding::utf8});
    EXPECT_EQ(table.header, (Cells{"name", "city", "age"}));
    ASSERT_EQ(table.rows.size(), 6u);
    EXPECT_EQ(table.rows[1], (Cells{"Bo", "Oslo", ""}));
    EXPECT_EQ(table.rows[2], (Cells{"Cy", "Rome", "1"}));
    EXPECT_EQ(table.faults,
              (Cells{"6 -1 row_too_many_cells", "7 1 cell_bad_bytes", "8 0 cell_has_nul"}));
    EXPECT_EQ(read_all("").fault, "import_empty");
    EXPECT_EQ(read_all("\n\n").fault, "import_empty");
}

TEST(CsvFile, NumbersColumnsWithoutHeader) {
    const Table table = read_all("Ada,1\nBo,2\n", {.has_header = false});
    EXPECT_EQ(table.header, (Cells{"1", "2"}));
    EXPECT_EQ(table.rows.size(), 2u);
}

TEST(CsvFile, ARefusedFileComesBackMended) {
    std::string written;
    RefusedWriter writer([&](std::string_view piece) { written += piece; }, {"name", "phone"}, ';');
    writer.add({"=cmd|' /C calc'!A0", "+49 30; \"x\"\nsecond"}, {17, "phone", "no phone number"});
    writer.add({"王", ""}, {19, "", "a duplicate"});
    const Table table = read_all(written);
    EXPECT_EQ(table.header, (Cells{"name", "phone"}));
    EXPECT_EQ(table.rows,
              (std::vector<Cells>{{"=cmd|' /C calc'!A0", "+49 30; \"x\"\nsecond"}, {"王", ""}}));
    EXPECT_TRUE(table.faults.empty());
    EXPECT_TRUE(written.starts_with("\xEF\xBB\xBFname;phone;line;column;reason\r\n"));
}

TEST(CsvSpectrum, EqualsItsJson) {
    const auto folder = shared_data("csv_spectrum");
    if (!folder) GTEST_SKIP() << "no shared data";
    std::size_t compared = 0;
    for (const auto& entry : std::filesystem::directory_iterator(*folder / "csvs")) {
        const auto twin = *folder / "json" / (entry.path().stem().string() + ".json");
        const auto want = nlohmann::json::parse(read_whole(twin));
        std::string bytes = read_whole(entry.path());
        // The copy at hand may have lost its CRs on the way; the JSON still has them.
        if (entry.path().stem().string().ends_with("_crlf") && !bytes.contains('\r')) {
            for (std::size_t at = 0; (at = bytes.find('\n', at)) != std::string::npos; at += 2) {
                bytes.insert(at, 1, '\r');
            }
        }
        const Table table = read_all(std::move(bytes));
        auto got = nlohmann::json::array();
        for (const Cells& row : table.rows) {
            auto& record = got.emplace_back(nlohmann::json::object());
            for (std::size_t i = 0; i < row.size(); ++i) record[table.header[i]] = row[i];
        }
        EXPECT_EQ(got, want) << entry.path();
        EXPECT_TRUE(table.faults.empty()) << entry.path();
        ++compared;
    }
    EXPECT_GE(compared, 11u);
}

TEST(RealFiles, HaveTheirRows) {
    if (!shared_data("pipeline_maven")) GTEST_SKIP() << "no shared data";
    struct Case {
        const char* path;
        std::size_t rows;
        std::size_t columns;
    };
    const Case cases[] = {
        {"leads_xeducation/lead_scoring.csv.gz", 9191, 37},
        {"pipeline_maven/accounts.csv", 85, 7},
        {"pipeline_maven/sales_teams.csv", 35, 3},
        {"pipeline_maven/products.csv", 7, 3},
        {"pipeline_maven/sales_pipeline.csv.gz", 8800, 8},
        {"crm_synthetic_a/Activity.csv", 500, 7},
        {"crm_synthetic_a/Contacts.csv", 100, 7},
        {"crm_synthetic_a/Leads.csv", 200, 6},
        {"crm_synthetic_a/Opportunity.csv", 500, 6},
        {"crm_synthetic_a/Products.csv", 200, 6},
        {"crm_synthetic_a/Sales.csv", 495, 4},
        {"crm_synthetic_a/SalesLines.csv", 3761, 7},
    };
    for (const Case& c : cases) {
        const auto path = shared_data(c.path);
        if (!path) continue;
        const Table table = read_all(read_whole(*path));
        EXPECT_EQ(table.rows.size(), c.rows) << c.path;
        EXPECT_EQ(table.header.size(), c.columns) << c.path;
        EXPECT_TRUE(table.faults.empty()) << c.path << " " << table.faults[0];
        EXPECT_EQ(table.fault, "") << c.path;
    }
}

// What a file says is not known here; that it is read to its end, whatever it holds, is.
TEST(RealFiles, StrangeOnesAreReadToTheirEnd) {
    std::size_t files = 0;
    for (const char* name : {"csv_duckdb", "encodings_cjk", "campaign_bank", "cases_servicenow",
                             "cases_support_tickets", "dedupe_orgs", "dedupe_febrl"}) {
        const auto folder = shared_data(name);
        if (!folder) continue;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(*folder)) {
            if (!entry.is_regular_file()) continue;
            const Table table = read_all(read_whole(entry.path()));
            for (std::size_t c = 0; c < std::min<std::size_t>(table.header.size(), 20); ++c) {
                ColumnProfile profile;
                for (const Cells& row : table.rows) {
                    if (c < row.size()) profile.see(row[c]);
                }
                EXPECT_LE(profile.decide().filled, table.rows.size());
            }
            match_columns("lead", table.header, {{"email", {"E-Mail"}}, {"phone", {}}});
            if (std::getenv("VIGIL_TELL_FILES")) {
                std::printf("%s: %zu columns %zu rows %zu faults %s\n",
                            entry.path().lexically_relative(*folder).c_str(), table.header.size(),
                            table.rows.size(), table.faults.size(), table.fault.c_str());
            }
            ++files;
        }
    }
    if (files == 0) GTEST_SKIP() << "no shared data";
}

}  // namespace
}  // namespace vigil::import
