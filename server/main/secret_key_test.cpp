#include "main/secret_key.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace vigil {
namespace {

class SecretKey : public ::testing::Test {
  protected:
    SecretKey() : folder_("/tmp/vigil_key_" + std::to_string(getpid())) {
        std::filesystem::create_directories(folder_);
    }
    ~SecretKey() override { std::filesystem::remove_all(folder_); }
    SecretBox box(const std::string& folder) {
        return open_secret_box(Options::parse({}, {}, {}).value(), folder).value();
    }
    std::string path() const { return folder_ + "/secret.key"; }

    std::string folder_;
};

TEST_F(SecretKey, IsMadeWhenItIsNeededForItsOwnerAlone) {
    EXPECT_EQ(box(folder_).open("v1:AAAA", ""), std::nullopt);
    EXPECT_FALSE(std::filesystem::exists(path())) << "nothing was kept yet";
    const auto sealed = box(folder_).seal("secret", "here");
    ASSERT_TRUE(sealed) << sealed.error().log;
    struct stat file {};
    ASSERT_EQ(::stat(path().c_str(), &file), 0);
    EXPECT_EQ(file.st_mode & 0777, 0600U);
    EXPECT_EQ(box(folder_).open(*sealed, "here"), "secret");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
}

TEST_F(SecretKey, WithoutItNothingOpens) {
    const auto sealed = box(folder_).seal("secret", "").value();
    std::filesystem::remove(path());
    EXPECT_EQ(box(folder_).open(sealed, ""), std::nullopt);
}

TEST_F(SecretKey, WhatIsNoKeyIsNotPutInPlaceOfOne) {
    std::ofstream(path()) << "not a key\n";
    EXPECT_EQ(box(folder_).seal("secret", "").error().code, "secret_key_unreadable");
    std::string text;
    std::getline(std::ifstream(path()), text);
    EXPECT_EQ(text, "not a key");
}

TEST_F(SecretKey, WithoutAFolderItMustBeSaid) {
    EXPECT_FALSE(box("").can_seal());
    EXPECT_EQ(box("").seal("secret", "").error().code, "secret_key_missing");
}

TEST_F(SecretKey, OfTheConfigurationWins) {
    ::setenv("VIGIL_STORE_SECRET_KEY", "too short", 1);
    const auto options = Options::parse({}, {}, {}).value();
    const auto short_one = open_secret_box(options, folder_);
    ::setenv("VIGIL_STORE_SECRET_KEY", "a passphrase of more than 32 characters", 1);
    const auto sealed = open_secret_box(options, folder_)->seal("secret", "");
    const auto opened = open_secret_box(options, "")->open(*sealed, "");
    ::unsetenv("VIGIL_STORE_SECRET_KEY");
    EXPECT_EQ(short_one.error().code, "secret_key_short");
    EXPECT_EQ(short_one.error().log.find("too short"), std::string::npos);
    EXPECT_EQ(opened, "secret") << "the same on every node";
    EXPECT_FALSE(std::filesystem::exists(path()));
}

}  // namespace
}  // namespace vigil
