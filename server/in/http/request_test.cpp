#include "in/http/request.h"

#include <gtest/gtest.h>

#include <fstream>

#include "in/http/accept.h"
#include "in/http/cookies.h"

namespace vigil::http {
namespace {

std::string path_of(std::string_view target) {
    auto parsed = parse_target(target);
    return parsed ? parsed->path : "refused";
}

TEST(Target, IsDecodedAndNormalised) {
    EXPECT_EQ(path_of("/"), "/");
    EXPECT_EQ(path_of("/a//b/"), "/a/b");
    EXPECT_EQ(path_of("/%E5%BC%A0/x%20y"), "/张/x y");
    EXPECT_EQ(path_of("/a+b"), "/a+b");
    EXPECT_EQ(path_of("http://host:80/a?x=1"), "/a");
    EXPECT_EQ(path_of("HTTP://host?x=1"), "/");
    EXPECT_EQ(path_of("*"), "*");
    EXPECT_EQ(path_of("/a#frag"), "/a");
}

TEST(Target, RefusesWhatIsAmbiguous) {
    for (auto target : {"/../etc", "/a/%2e%2e/b", "/./a", "/a%2Fb", "/a%5cb", "/a%00b", "/a%0ab",
                        "/%", "/%4", "/%zz", "/%ff", "/%c0%af", "/%ed%a0%80", "ftp://h/",
                        "http:///x", "a", "", "/ok?x=%ff", "/ok?%"}) {
        EXPECT_EQ(path_of(target), "refused") << target;
    }
}

TEST(Query, KeepsOrderAndDecodes) {
    auto pairs = parse_query("filter=status+%3D+new&a=1&a=2&flag&&=x");
    ASSERT_TRUE(pairs);
    QueryPairs expected = {
        {"filter", "status = new"}, {"a", "1"}, {"a", "2"}, {"flag", ""}, {"", "x"}};
    EXPECT_EQ(*pairs, expected);
}

TEST(Headers, AreFoundWithoutCase) {
    Headers headers;
    headers.add("X-Thing", "1");
    headers.add("x-thing", "2");
    headers.add("Empty", "");
    EXPECT_EQ(headers.find("x-THING"), "1");
    EXPECT_EQ(headers.count("X-thing"), 2u);
    EXPECT_EQ(headers.find("empty"), "");
    EXPECT_FALSE(headers.find("X-Thin"));
}

TEST(Language, IsChosenByWeight) {
    const std::vector<std::string> offered = {"en", "zh-CN"};
    EXPECT_EQ(choose_language("", offered), "en");
    EXPECT_EQ(choose_language("zh-CN,zh;q=0.9,en;q=0.8", offered), "zh-CN");
    EXPECT_EQ(choose_language("de, en;q=0.5, zh-Hans;q=0.7", offered), "zh-CN");
    EXPECT_EQ(choose_language("zh;q=0, en;q=0.1", offered), "en");
    EXPECT_EQ(choose_language("fr", offered), "en");
}

TEST(AcceptGzip, HeedsWeights) {
    const auto takes = [](std::string_view value) {
        Request request;
        request.headers.add("accept-encoding", value);
        return accepts_gzip(request);
    };
    EXPECT_TRUE(takes("deflate, gzip;q=0.5"));
    EXPECT_TRUE(takes("*"));
    EXPECT_FALSE(takes("gzip;q=0"));
    EXPECT_FALSE(takes("gzip; q=0.0, *"));
    EXPECT_FALSE(takes("br"));
    EXPECT_FALSE(takes(""));
}

TEST(Cookies, AreFoundAndWritten) {
    EXPECT_EQ(find_cookie("a=1; vigil=\"x y\"; vigil=2", "vigil"), "x y");
    EXPECT_EQ(find_cookie("xvigil=1;vigil=t=", "vigil"), "t=");
    EXPECT_FALSE(find_cookie("vigil", "vigil"));
    EXPECT_EQ(set_cookie("s", "a;b\r\nc", {.max_age_s = 0}),
              "s=abc; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax");
}

TEST(TempFile, VanishesUnlessReleased) {
    const auto path = std::filesystem::path(::testing::TempDir()) / "vigil_temp_file_test";
    std::ofstream(path) << "x";
    {
        TempFile kept(path);
        EXPECT_TRUE(TempFile(std::move(kept)).release() == path);
    }
    EXPECT_TRUE(std::filesystem::exists(path));
    { TempFile gone(path); }
    EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace vigil::http
