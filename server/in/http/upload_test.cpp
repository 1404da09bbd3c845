// Who may send a file, and how many at once: asked before the body is read.
#include "in/http/upload.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "in/http/loopback_client.h"
#include "in/http/server.h"

namespace vigil::http {
namespace {

class Uploads : public ::testing::Test {
  protected:
    Uploads() {
        options.port = 0;
        options.upload_folder = ::testing::TempDir();
        const auto whose = [](const Request& request) {
            return std::string(request.header("Authorization").value_or(""));
        };
        router.add(
            Method::post, "/signed_in",
            [whose](Request& request) {
                return Response::text(whose(request) + " " + std::to_string(request.upload_size));
            },
            upload_route([whose](const Request& request) -> std::expected<std::string, Response> {
                const auto who = whose(request);
                if (who.empty()) return std::unexpected(Response::empty(401));
                if (who == "thrower") throw std::runtime_error("oh");
                return who;
            }));
        router.add(
            Method::post, "/open",
            [](Request& request) { return Response::text(std::to_string(request.upload_size)); },
            upload_route());
    }
    void start() {
        server = std::make_unique<Server>(options, std::move(router));
        const auto started = server->start();
        ASSERT_TRUE(started) << started.error().log;
    }
    LoopbackClient client() { return LoopbackClient(server->port()); }
    // The head alone; the body waits for the server's "100 Continue".
    static std::string begin(std::string_view path, std::string_view who = {}) {
        return "POST " + std::string(path) + " HTTP/1.1\r\nHost: h\r\n" +
               (who.empty() ? std::string() : "Authorization: " + std::string(who) + "\r\n") +
               "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n";
    }

    ServerOptions options;
    Router router;
    std::unique_ptr<Server> server;
};

TEST_F(Uploads, StrangersAreRefusedBeforeTheirBodyAndTakeNoPlace) {
    options.uploads_max = 2;
    start();
    std::vector<LoopbackClient> strangers;
    for (int i = 0; i < 8; ++i) {
        strangers.push_back(client());
        EXPECT_EQ(strangers.back().ask(begin("/signed_in")).status, 401);
    }
    auto known = client();
    EXPECT_EQ(known.ask(begin("/signed_in", "ada")).status, 100);
    EXPECT_EQ(known.ask("12345").body, "ada 5");
    EXPECT_TRUE(strangers.front().hears_end());
}

TEST_F(Uploads, ABodyThatComesWithItsHeadIsTakenAfterTheQuestion) {
    start();
    auto c = client();
    const std::string whole =
        "POST /signed_in HTTP/1.1\r\nHost: h\r\nAuthorization: eve\r\nContent-Length: "
        "5\r\n\r\n54321";
    c.say(whole + whole);
    EXPECT_EQ(c.answer().body, "eve 5");
    EXPECT_EQ(c.answer().body, "eve 5");
    EXPECT_EQ(c.ask("POST /signed_in HTTP/1.1\r\nHost: h\r\nAuthorization: eve\r\n"
                    "Content-Length: 0\r\n\r\n")
                  .body,
              "eve 0");
}

TEST_F(Uploads, OnePersonHasSomeOfThePlacesOnly) {
    options.uploads_max = 3;
    options.uploads_per_key = 2;
    start();
    auto one = client(), two = client(), three = client(), other = client(), late = client();
    EXPECT_EQ(one.ask(begin("/signed_in", "ada")).status, 100);
    EXPECT_EQ(two.ask(begin("/signed_in", "ada")).status, 100);
    const auto refused = three.ask(begin("/signed_in", "ada"));
    EXPECT_EQ(refused.status, 429);
    EXPECT_NE(refused.body.find("too_many_uploads"), std::string::npos);
    EXPECT_EQ(other.ask(begin("/signed_in", "eve")).status, 100);
    EXPECT_EQ(late.ask(begin("/signed_in", "bob")).status, 503);  // the house is full
    EXPECT_EQ(one.ask("12345").body, "ada 5");
    auto again = client();
    EXPECT_EQ(again.ask(begin("/signed_in", "ada")).status, 100);  // the place was left
}

TEST_F(Uploads, WithoutAQuestionAnAddressIsCounted) {
    options.uploads_per_key = 1;
    start();
    auto one = client(), two = client();
    EXPECT_EQ(one.ask(begin("/open")).status, 100);
    EXPECT_EQ(two.ask(begin("/open")).status, 429);
}

TEST_F(Uploads, AQuestionThatThrowsIsAProblem) {
    start();
    auto c = client();
    EXPECT_EQ(c.ask(begin("/signed_in", "thrower")).status, 500);
}

}  // namespace
}  // namespace vigil::http
