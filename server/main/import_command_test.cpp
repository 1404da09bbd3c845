#include "main/import_command.h"

#include <fstream>
#include <nlohmann/json.hpp>

#include "usecases/house_fixture.h"

namespace vigil {
namespace {

class ImportCommandTest : public ::testing::Test {
  protected:
    std::string path(const std::string& name) const { return (house_.folder() / name).string(); }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(path(name)) << text;
    }
    static std::string read(const std::string& path) {
        std::ifstream in(path);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    int run(std::vector<std::string> args) {
        ::testing::internal::CaptureStdout();
        const int status = import_command(house_.engine(), Actor::house("hand"), words_, args);
        out_ = ::testing::internal::GetCapturedStdout();
        return status;
    }

    vigil::testing::House house_;
    Words words_ = *Words::from_embedded();
    std::string out_;
};

TEST_F(ImportCommandTest, WritesAFileAndWhatItRefusedBesideIt) {
    write("people.csv", "email,last name\nada@example.com,King\nnonsense,Lee\n");
    EXPECT_EQ(run({"lead", path("people.csv"), "--match", "email", "--historic"}), 0);
    EXPECT_NE(out_.find("1 created, 0 updated, 0 unchanged, 1 refused"), std::string::npos) << out_;
    EXPECT_NE(read(path("people.refused.csv")).find("nonsense,Lee,3,email,"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(path("people.warnings.csv")));
    EXPECT_EQ(house_.all("lead").size(), 1u);
    EXPECT_EQ(run({"leads", path("people.csv"), "--match=email", "--json"}), 0);
    const auto last = out_.substr(out_.rfind("\n{", out_.size() - 2) + 1);
    EXPECT_EQ(nlohmann::json::parse(last).value("unchanged", 0), 1) << out_;
}

TEST_F(ImportCommandTest, TakesAnImportBack) {
    write("people.csv", "email\nada@example.com\n");
    ASSERT_EQ(run({"lead", path("people.csv"), "--json"}), 0);
    const auto job = nlohmann::json::parse(out_.substr(out_.rfind("\n{", out_.size() - 2) + 1))
                         .at("job")
                         .get<std::string>();
    EXPECT_EQ(undo_import_command(house_.engine(), Actor::house("hand"), job), 0);
    EXPECT_TRUE(house_.all("lead").empty());
    EXPECT_EQ(undo_import_command(house_.engine(), Actor::house("hand"), job), 1);
}

TEST_F(ImportCommandTest, TellsWrongUsageFromFailure) {
    EXPECT_EQ(run({"lead"}), 2);
    EXPECT_EQ(run({"lead", "x.csv", "--fast"}), 2);
    EXPECT_EQ(run({"lead", "x.csv", "--map"}), 2);
    EXPECT_EQ(run({"lead", path("absent.csv")}), 1);
    write("people.csv", "email\nada@example.com\n");
    EXPECT_EQ(run({"dragon", path("people.csv")}), 1);
    EXPECT_EQ(run({"lead", path("people.csv"), "--dry-run"}), 0);
    EXPECT_TRUE(house_.all("lead").empty());
}

TEST_F(ImportCommandTest, ADryRunLeavesNothingBesideTheSource) {
    write("people.csv", "email\nnot an address\nada@example.com\n");
    const auto is_there = [&](const char* name) { return std::filesystem::exists(path(name)); };
    ASSERT_EQ(run({"lead", path("people.csv"), "--dry-run"}), 0);
    EXPECT_NE(out_.find("1 refused"), std::string::npos) << out_;
    EXPECT_FALSE(is_there("people.refused.csv"));
    ASSERT_EQ(run({"lead", path("people.csv"), "--dry-run", "--refused", path("asked.csv")}), 0);
    EXPECT_TRUE(is_there("asked.csv")) << "asked for";
    ASSERT_EQ(run({"lead", path("people.csv")}), 0);
    EXPECT_TRUE(is_there("people.refused.csv"));
}

}  // namespace
}  // namespace vigil
