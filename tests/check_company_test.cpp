// `vigil check`: a company that was made, then broken past the program. On both stores.
#include "main/check_company.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "storage/store_fixture.h"
#include "usecases/init_company.h"

namespace vigil::testing {
namespace {

using StoreKind = storage::testing::Kind;
using Lines = std::vector<std::string>;

class CheckCompany : public ::testing::TestWithParam<StoreKind> {
  protected:
    void SetUp() override {
        place_ = storage::testing::make_place(GetParam());
        if (!place_) GTEST_SKIP() << "VIGIL_TEST_DATABASE is not set";
        if (GetParam() == StoreKind::postgres)
            options_.database = place_->url();
        else
            options_.data = std::filesystem::path(place_->url()).parent_path();
        const auto house = House::open(options_);
        ASSERT_TRUE(house) << house.error().log;
        NewCompany company;
        company.admin_email = "admin@example.com";
        company.admin_password = "correct horse battery";
        const auto made = init_company((*house)->engine(), company);
        ASSERT_TRUE(made) << made.error().code;
    }
    Soundness check() {
        options_.makes_folder = false;
        const auto found = check_company(options_);
        EXPECT_TRUE(found) << found.error().code << ' ' << found.error().log;
        return found ? *found : Soundness{{"no answer"}, {}};
    }
    void break_by(const std::string& sql) {
        const auto done = place_->run(sql);
        ASSERT_TRUE(done) << done.error().log;
    }

    std::unique_ptr<storage::testing::Place> place_;
    HouseOptions options_;
};

TEST_P(CheckCompany, AFreshOneIsSound) {
    EXPECT_EQ(check().wrong, Lines());
    EXPECT_EQ(check().to_come, Lines());
}

TEST_P(CheckCompany, ALostTableIsToldAndNotMadeAgain) {
    break_by("drop table exceptions");
    EXPECT_EQ(check().wrong, Lines{"table exceptions is missing"});
    EXPECT_EQ(check().wrong, Lines{"table exceptions is missing"});
}

TEST_P(CheckCompany, ALostColumnIsTold) {
    break_by("alter table products drop column code");
    EXPECT_EQ(check().wrong, Lines{"column products.code is missing"});
}

TEST_P(CheckCompany, WhatAnOlderProgramDidNotMakeIsNoDamage) {
    break_by("drop table vigil_shaped");
    EXPECT_EQ(check().wrong, Lines());
    break_by("alter table products drop column code");
    const auto found = check();
    EXPECT_EQ(found.wrong, Lines());
    EXPECT_EQ(found.to_come.size(), 1u);
}

TEST_P(CheckCompany, GuidelinesThatCannotBeReadAreTold) {
    break_by("update guideline_versions set definition = '{bad'");
    const auto found = check();
    ASSERT_FALSE(found.wrong.empty());
    EXPECT_NE(found.wrong.front().find("its definition cannot be read"), std::string::npos)
        << found.wrong.front();
}

TEST_P(CheckCompany, ACompanyThatNobodyAdministersIsTold) {
    break_by("update users set active = 0");
    EXPECT_EQ(check().wrong, Lines{"nobody who is active administers the company"});
}

TEST_P(CheckCompany, AWatchedGuidelineThatSpeaksOfNothingIsTold) {
    break_by(
        "update guideline_versions set definition = replace(definition, '\"start\":\"', "
        "'\"start\":\"no_such_field = 1 and ')");
    const auto found = check();
    ASSERT_FALSE(found.wrong.empty());
    EXPECT_NE(found.wrong.front().find("no_such_field"), std::string::npos) << found.wrong.front();
}

INSTANTIATE_TEST_SUITE_P(Stores, CheckCompany,
                         ::testing::Values(StoreKind::sqlite, StoreKind::postgres),
                         [](const auto& info) { return storage::testing::to_string(info.param); });

}  // namespace
}  // namespace vigil::testing
