#include "in/http/parser.h"

#include <gtest/gtest.h>

#include <vector>

namespace vigil::http {
namespace {

using State = RequestParser::State;

struct Parsed {
    State state = State::need_more;
    int status = 0;
    Request request;
    std::size_t used = 0;
};

// Feeds in pieces of `step` bytes, the way a socket would.
Parsed parse(std::string_view bytes, std::size_t step, ParserLimits limits = {}) {
    RequestParser parser(limits);
    Parsed out;
    for (std::size_t given = std::min(step, bytes.size());;) {
        const auto s = parser.feed(bytes.substr(out.used, given - out.used));
        out.used += s.used;
        out.state = s.state;
        if (s.state == State::head_ready) {
            parser.take_body(1000);
        } else if (s.state == State::need_more && given < bytes.size()) {
            given = std::min(given + step, bytes.size());
        } else {
            break;
        }
    }
    out.status = parser.fault().status;
    out.request = std::move(parser.request());
    return out;
}

int status_of(const std::string& bytes) {
    const auto whole = parse(bytes, bytes.size());
    const auto dripped = parse(bytes, 1);
    EXPECT_EQ(whole.status, dripped.status) << bytes;
    EXPECT_EQ(whole.state, dripped.state) << bytes;
    return whole.state == State::done ? 200 : whole.status;
}

TEST(Parser, ReadsARequestInAnyPieces) {
    const std::string bytes =
        "POST /a/b?x=1 HTTP/1.1\r\nHost: h\r\nX: y \r\nContent-Length: 5\r\n\r\nhelloGET /";
    for (std::size_t step = 1; step <= bytes.size(); ++step) {
        auto parsed = parse(bytes, step);
        ASSERT_EQ(parsed.state, State::done) << step;
        EXPECT_EQ(parsed.request.body, "hello");
        EXPECT_EQ(parsed.request.header("x"), "y");
        EXPECT_EQ(parsed.used, bytes.size() - 5);
    }
}

TEST(Parser, ReadsChunks) {
    const std::string bytes =
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
        "5;ext=1\r\nhello\r\nA\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n";
    for (std::size_t step = 1; step <= bytes.size(); ++step) {
        auto parsed = parse(bytes, step);
        ASSERT_EQ(parsed.state, State::done) << step;
        EXPECT_EQ(parsed.request.body, "hello0123456789");
        EXPECT_FALSE(parsed.request.header("Trailer"));
    }
}

TEST(Parser, RefusesSmugglingAndNonsense) {
    const std::string post = "POST / HTTP/1.1\r\nHost: h\r\n";
    const std::string chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
    for (const auto& bytes : std::vector<std::string>{
             post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
             post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
             post + "Content-Length: 5, 5\r\n\r\nhello",
             post + "Content-Length: +5\r\n\r\nhello",
             post + "Content-Length: -1\r\n\r\n",
             post + "Content-Length: 0x5\r\n\r\nhello",
             post + "Content-Length: 99999999999999999999\r\n\r\n",
             post + "Content-Length:\r\n\r\n",
             post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             "GET / HTTP/1.1\r\n\r\n",
             "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
             "GET / HTTP/1.1\r\nHost: h\r\nA: b\r\n c\r\n\r\n",
             "GET / HTTP/1.1\r\nHost : h\r\n\r\n",
             "GET / HTTP/1.1\r\nHost: h\r\nA\r\n\r\n",
             "GET / HTTP/1.1\r\nHost: h\r\nA: \x01\r\n\r\n",
             "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n",
             "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n",
             chunked + "x\r\n",
             chunked + "-5\r\nhello\r\n0\r\n\r\n",
             chunked + "0x5\r\nhello\r\n0\r\n\r\n",
             chunked + "5\r\nhelloX\r\n0\r\n\r\n",
             chunked + "fffffffffffffffff\r\n",
             chunked + "5\nhello\r\n0\r\n\r\n",
         }) {
        const int status = status_of(bytes);
        EXPECT_TRUE(status == 400 || status == 505) << status << "\n" << bytes;
    }
}

TEST(Parser, RefusesBareLineFeeds) {
    EXPECT_EQ(parse("GET / HTTP/1.1\nHost: h\n\n", 100).status, 505);
    EXPECT_EQ(parse("GET / HTTP/1.1\r\nHost: h\n\n\r\n\r\n", 100).status, 400);
}

TEST(Parser, NamesItsOtherRefusals) {
    const std::string post = "POST / HTTP/1.1\r\nHost: h\r\n";
    EXPECT_EQ(status_of(post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"), 501);
    EXPECT_EQ(status_of(post + "Transfer-Encoding: xchunked\r\n\r\n"), 501);
    EXPECT_EQ(status_of(post + "Expect: a-pony\r\n\r\n"), 417);
    EXPECT_EQ(status_of(post + "Content-Length: 1001\r\n\r\n" + std::string(1001, 'x')), 413);
    EXPECT_EQ(
        status_of(post + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n" + std::string(1001, 'x')),
        413);
    EXPECT_EQ(status_of("PRI * HTTP/2.0\r\n\r\n"), 505);
    EXPECT_EQ(status_of("GET / HTTP/1.0\r\n\r\n"), 200);
}

TEST(Parser, KeepsItsLimitsHoweverTheBytesArrive) {
    const std::string start = "GET / HTTP/1.1\r\nHost: h\r\n";
    EXPECT_EQ(status_of("GET /" + std::string(8200, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n"), 414);
    EXPECT_EQ(status_of("GET /" + std::string(20000, 'a')), 414);
    EXPECT_EQ(status_of(start + "X: " + std::string(17000, 'x') + "\r\n\r\n"), 431);
    std::string many = start;
    for (int i = 0; i < 120; ++i) many += "X: " + std::string(200, 'x') + "\r\n";
    EXPECT_EQ(status_of(many + "\r\n"), 431);
    many = start;
    for (int i = 0; i < 200; ++i) many += "X: y\r\n";
    EXPECT_EQ(status_of(many + "\r\n"), 431);
}

TEST(Parser, StartsAfresh) {
    RequestParser parser({});
    const std::string bytes = "GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    EXPECT_EQ(parser.feed(bytes).state, State::head_ready);
    EXPECT_FALSE(parser.head().keep_alive);
    parser.reset();
    EXPECT_FALSE(parser.begun());
    EXPECT_EQ(parser.feed("GET /b HTTP/1.1\r\nHost: h\r\n\r\n").state, State::head_ready);
    EXPECT_EQ(parser.request().path, "/b");
    EXPECT_TRUE(parser.head().keep_alive);
}

}  // namespace
}  // namespace vigil::http
