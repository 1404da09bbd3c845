#include "in/http/static_files.h"

#include <gtest/gtest.h>

#include "in/http/server_fixture.h"

namespace vigil::http {
namespace {

const std::vector<StaticFile> site = {
    {"/index.html", "<page>"}, {"/assets/app-1.js", "let a;", "GZIPPED"}, {"/favicon.ico", "icon"}};

TEST_F(HttpServer, ServesThePage) {
    start(site);
    auto c = client();
    const auto index = c.get("/");
    EXPECT_EQ(index.body, "<page>");
    EXPECT_TRUE(index.has("Cache-Control: no-cache"));
    EXPECT_TRUE(index.has("text/html"));
    EXPECT_EQ(c.get("/leads/7").body, "<page>");
    EXPECT_EQ(c.get("/api/v1/nothing").status, 404);
    EXPECT_EQ(c.get("/api").status, 404);
    EXPECT_EQ(c.get("/apiary").body, "<page>");
    EXPECT_EQ(c.get("/assets/old.js").status, 404);
    EXPECT_EQ(c.get("/missing.png").status, 404);
    EXPECT_EQ(c.ask("POST /leads/7 HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n").status, 404);
}

TEST_F(HttpServer, LetsFilesBeCached) {
    start(site);
    auto c = client();
    const auto plain = c.get("/assets/app-1.js");
    EXPECT_EQ(plain.body, "let a;");
    EXPECT_TRUE(plain.has("max-age=31536000, immutable"));
    EXPECT_TRUE(plain.has("text/javascript"));
    const auto gz = c.get("/assets/app-1.js", "Accept-Encoding: gzip\r\n");
    EXPECT_EQ(gz.body, "GZIPPED");
    EXPECT_TRUE(gz.has("Content-Encoding: gzip"));
    const auto at = plain.head.find("ETag: ") + 6;
    const auto etag = plain.head.substr(at, plain.head.find('\r', at) - at);
    const auto same = c.get("/assets/app-1.js", "If-None-Match: \"x\", W/" + etag + "\r\n");
    EXPECT_EQ(same.status, 304);
    EXPECT_FALSE(same.has("Content-Length"));
    EXPECT_EQ(c.get("/favicon.ico", "If-None-Match: \"x\"\r\n").body, "icon");
}

}  // namespace
}  // namespace vigil::http
