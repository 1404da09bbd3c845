#include "in/http/server.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

#include "in/http/server_fixture.h"

namespace vigil::http {
namespace {

TEST_F(HttpServer, AnswersAndKeepsTheConnection) {
    start();
    auto c = client();
    for (int i = 0; i < 3; ++i) {
        const auto a = c.ask(get_hello);
        EXPECT_EQ(a.status, 200);
        EXPECT_EQ(a.body, "hello x");
        EXPECT_TRUE(a.has("Cache-Control: no-store"));
        EXPECT_TRUE(a.has("Content-Security-Policy: default-src 'self'"));
        EXPECT_TRUE(a.has("X-Content-Type-Options: nosniff"));
    }
    EXPECT_EQ(c.get("/io").body, "io");
    EXPECT_EQ(server->metrics().connections, 1);
    EXPECT_EQ(server->metrics().responses_by_class[2], 4u);
}

TEST_F(HttpServer, KeepsTheOrderOfPipelinedRequests) {
    start();
    auto c = client();
    std::string all;
    for (int i = 0; i < 500; ++i) {
        all += "GET " + std::string(i % 3 ? "/hello" : "/io") + "?name=" + std::to_string(i) +
               " HTTP/1.1\r\nHost: h\r\n\r\n";
    }
    std::thread sender([&] { c.say(all); });
    for (int i = 0; i < 500; ++i) {
        EXPECT_EQ(c.answer().body, i % 3 ? "hello " + std::to_string(i) : "io");
    }
    sender.join();
}

TEST_F(HttpServer, EndsTheConnectionWhenAsked) {
    start();
    auto c = client();
    EXPECT_TRUE(c.get("/hello", "Connection: close\r\n").has("Connection: close"));
    EXPECT_TRUE(c.hears_end());
    auto old = client();
    EXPECT_EQ(old.ask("GET /hello HTTP/1.0\r\n\r\n").status, 200);
    EXPECT_TRUE(old.hears_end());
}

TEST_F(HttpServer, KnowsHeadOptionsAndWhatIsNotAllowed) {
    start();
    auto c = client();
    c.say("HEAD /hello HTTP/1.1\r\nHost: h\r\n\r\n");
    const auto head = c.answer(true);
    EXPECT_EQ(head.status, 200);
    EXPECT_TRUE(head.has("Content-Length: 7"));
    const auto wrong = c.ask("DELETE /hello HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_TRUE(wrong.has("Allow: GET, HEAD, OPTIONS"));
    EXPECT_EQ(c.ask("OPTIONS /hello HTTP/1.1\r\nHost: h\r\n\r\n").status, 204);
    EXPECT_EQ(c.ask("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n").status, 204);
    const auto unknown = c.get("/nothing");
    EXPECT_EQ(unknown.status, 404);
    EXPECT_TRUE(unknown.has("application/problem+json"));
    EXPECT_NE(unknown.body.find("\"code\":\"path_unknown\""), std::string::npos);
    // The body of a refused request is read over, so the connection goes on.
    EXPECT_EQ(c.ask("POST /nothing HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello").status,
              404);
    EXPECT_EQ(c.ask(get_hello).status, 200);
}

TEST_F(HttpServer, RefusesMalformedRequestsAndCloses) {
    start();
    for (const std::string bytes :
         {"GET / HTTP/1.1\r\n\r\n", "nonsense\r\n\r\n",
          "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: "
          "chunked\r\n\r\n0\r\n\r\n"
          "GET /hello HTTP/1.1\r\nHost: h\r\n\r\n",
          "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
          "GET /%ff HTTP/1.1\r\nHost: h\r\n\r\n"}) {
        auto c = client();
        const auto a = c.ask(bytes);
        EXPECT_EQ(a.status, 400) << bytes;
        EXPECT_TRUE(a.has("Connection: close"));
        EXPECT_TRUE(a.has("application/problem+json"));
        EXPECT_TRUE(c.hears_end());
        EXPECT_EQ(c.seen(), "") << "a second answer would mean a smuggled request";
    }
}

TEST_F(HttpServer, KeepsItsLimits) {
    start();
    EXPECT_EQ(client().get("/" + std::string(9000, 'a')).status, 414);
    EXPECT_EQ(client().get("/", "X: " + std::string(17000, 'a') + "\r\n").status, 431);
    const std::string mebibyte(1 << 20, 'b');
    auto c = client();
    c.say("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1048576\r\n\r\n");
    EXPECT_EQ(c.ask(mebibyte).body, mebibyte);
    // The client sends the whole too large body before it listens, and still gets the answer.
    auto d = client();
    d.say("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1048577\r\n\r\n");
    EXPECT_EQ(d.ask(mebibyte + "x").status, 413);
    auto e = client();
    e.say("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n100001\r\n");
    EXPECT_EQ(e.ask(mebibyte + "x").status, 413);
}

TEST_F(HttpServer, InvitesABodyOrRefusesItBeforehand) {
    start();
    auto c = client();
    c.say("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(c.answer().status, 100);
    EXPECT_EQ(c.ask("hi").body, "hi");
    auto d = client();
    d.say(
        "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 2000000\r\nExpect: "
        "100-continue\r\n\r\n");
    EXPECT_EQ(d.answer().status, 413);
}

TEST_F(HttpServer, PutsUploadsIntoAFileThatVanishes) {
    start();
    std::string body;
    for (int i = 0; body.size() < 3'000'000; ++i) body += std::to_string(i) + ",";
    auto c = client();
    c.say("POST /upload HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(body.size()) +
          "\r\n\r\n");
    EXPECT_EQ(c.ask(body).body, std::to_string(body.size()));
    EXPECT_EQ(uploaded, body);
    EXPECT_EQ(c.ask("POST /upload HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n").body, "0");
    EXPECT_TRUE(eventually([&] { return !std::filesystem::exists(upload_path); }));
    auto d = client();
    d.say("POST /upload HTTP/1.1\r\nHost: h\r\nContent-Length: 26214401\r\n\r\n");
    EXPECT_EQ(d.answer().status, 413);
}

TEST_F(HttpServer, TurnsAnExceptionIntoAProblem) {
    std::atomic<int> errors = 0;
    options.on_error = [&](const std::string& text) { errors += text == "GET /throw: oh"; };
    options.say = [](std::string_view language, std::string_view code, const FaultArgs&) {
        return std::string(language) + " " + std::string(code);
    };
    start();
    const auto a = client().get("/throw", "Accept-Language: zh\r\n");
    EXPECT_EQ(a.status, 500);
    EXPECT_NE(a.body.find("zh-CN internal_error"), std::string::npos);
    EXPECT_EQ(a.body.find("oh"), std::string::npos);
    EXPECT_EQ(errors, 1);
}

TEST_F(HttpServer, SqueezesJson) {
    start();
    auto c = client();
    const auto plain = c.get("/big");
    EXPECT_EQ(plain.body.size(), 5002u);
    const auto small = c.get("/big", "Accept-Encoding: gzip\r\n");
    EXPECT_TRUE(small.has("Content-Encoding: gzip"));
    EXPECT_TRUE(small.has("Vary: Accept-Encoding"));
    EXPECT_LT(small.body.size(), 200u);
    EXPECT_EQ(small.body.substr(0, 2), "\x1f\x8b");
}

TEST_F(HttpServer, SendsLongBodiesPieceByPiece) {
    start();
    auto c = client();
    c.say("GET /chunks HTTP/1.1\r\nHost: h\r\n\r\n" + get_hello);
    ASSERT_TRUE(c.hear_until("hello x"));
    EXPECT_NE(c.seen().find("Transfer-Encoding: chunked"), std::string::npos);
    EXPECT_NE(c.seen().find("\r\nc351\r\n0..."), std::string::npos);  // 50,001 bytes
    EXPECT_NE(c.seen().find("\r\nc352\r\n19.."), std::string::npos);
    EXPECT_NE(c.seen().find(".\r\n0\r\n\r\nHTTP/1.1 200"), std::string::npos);
    auto broken = client();
    broken.say("GET /broken_chunks HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_TRUE(broken.hears_end());
    EXPECT_EQ(broken.seen().find("\r\n0\r\n\r\n"), std::string::npos);
}

// ---- slow clients

TEST_F(HttpServer, CutsSlowClients) {
    options.timeouts = {
        .header = Millis(50), .body = Millis(50), .idle = Millis(80), .linger = Millis(20)};
    start();
    auto idle = client(), header = client(), body = client();
    header.say("GET /hello HT");
    body.say("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhe");
    EXPECT_EQ(header.answer().status, 408);
    EXPECT_EQ(body.answer().status, 408);
    EXPECT_TRUE(idle.hears_end());
    EXPECT_EQ(idle.seen(), "");
    EXPECT_EQ(server->metrics().timeouts, 2u);
}

TEST_F(HttpServer, CountsTheHeaderFromItsFirstByte) {
    options.timeouts = {.header = Millis(60), .linger = Millis(10)};
    start();
    auto c = client();
    const auto begun = std::chrono::steady_clock::now();
    std::string drip = "GET /hello HTTP/1.1\r\nX: ";
    bool alive = true;
    for (std::size_t i = 0; alive && i < 1000; ++i) {
        alive = c.say(i < drip.size() ? drip.substr(i, 1) : "x");
        pollfd heard{c.fd(), POLLIN, 0};
        if (::poll(&heard, 1, 5) == 1) break;
    }
    EXPECT_EQ(c.answer().status, 408);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(2));
}

TEST_F(HttpServer, CutsClientsThatDoNotRead) {
    options.timeouts.write = Millis(50);
    static const std::string huge(64 << 20, 'z');
    router.add(Method::get, "/huge", [](Request&) {
        return Response::bytes({huge, {}}, "application/octet-stream");
    });
    start();
    auto c = client();
    c.say("GET /huge HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_TRUE(eventually([&] { return server->metrics().timeouts == 1; }));
    EXPECT_TRUE(eventually([&] { return server->metrics().connections == 0; }));
}

// ---- too much

TEST_F(HttpServer, RefusesAtOnceWhenTheQueueIsFull) {
    options.workers = 1;
    options.queue_max = 1;
    start();
    auto running = client(), queued = client(), refused = client();
    running.say("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
    gate.await_waiting(1);
    queued.say("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_TRUE(eventually([&] { return server->metrics().queue_depth == 1; }));
    const auto a = refused.ask(get_hello);
    EXPECT_EQ(a.status, 503);
    EXPECT_TRUE(a.has("Retry-After: 1"));
    EXPECT_EQ(refused.get("/io").status, 200) << "the same connection, another lane";
    gate.open();
    EXPECT_EQ(running.answer().body, "waited");
    EXPECT_EQ(queued.answer().body, "waited");
    EXPECT_EQ(server->metrics().overloaded, 1u);
}

TEST_F(HttpServer, KeepsTheSecretLaneApart) {
    router.add(Method::post, "/password",
               [this](Request&) {
                   gate.pass();
                   return Response::text("in");
               },
               {.lane = Lane::secret});
    options.workers = 1;
    start();
    auto a = client();
    a.say("POST /password HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
    gate.await_waiting(1);
    EXPECT_EQ(client().ask(get_hello).status, 200);
    gate.open();
    EXPECT_EQ(a.answer().body, "in");
}

TEST_F(HttpServer, RefusesConnectionsBeyondTheMaximum) {
    options.connections_max = 2;
    options.io_threads = 1;
    start();
    auto a = client(), b = client();
    EXPECT_EQ(a.ask(get_hello).status, 200);
    EXPECT_EQ(b.ask(get_hello).status, 200);
    auto c = client();
    const auto refused = c.ask(get_hello);
    EXPECT_EQ(refused.status, 503);
    EXPECT_TRUE(refused.has("Retry-After"));
    EXPECT_NE(refused.body.find("too_many_connections"), std::string::npos);
    c.close();
    a.close();
    EXPECT_TRUE(eventually([&] { return server->metrics().connections == 1; }));
    EXPECT_EQ(client().ask(get_hello).status, 200);
}

TEST_F(HttpServer, SaysWhenThePortIsTaken) {
    start();
    ServerOptions same;
    same.port = server->port();
    const auto second = Server(same, Router{}).start();
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, "address_in_use");
    same.address = "not an address";
    EXPECT_EQ(Server(same, Router{}).start().error().code, "cannot_listen");
}

TEST_F(HttpServer, SaysWhetherItIsReady) {
    start();
    auto c = client();
    server->set_ready(false);
    EXPECT_EQ(c.get("/readyz").status, 503);
    EXPECT_EQ(c.get("/healthz").status, 200);
    server->set_ready(true);
    EXPECT_EQ(c.get("/readyz").status, 200);
}

TEST_F(HttpServer, TrustsOnlyTheProxyInFront) {
    router.add(Method::get, "/who", [](Request& request) {
        return Response::text(request.remote + (request.secure ? " secure" : ""));
    });
    options.trust_local_proxy = true;
    start();
    EXPECT_EQ(
        client()
            .get("/who", "X-Forwarded-For: 6.6.6.6, 192.0.2.7\r\nX-Forwarded-Proto: https\r\n")
            .body,
        "192.0.2.7 secure");
    EXPECT_EQ(client().get("/who").body, "127.0.0.1");
}

TEST_F(HttpServer, CountsForPrometheus) {
    start();
    auto c = client();
    c.ask(get_hello);
    c.get("/nothing");
    const auto text = to_prometheus(server->metrics());
    EXPECT_NE(text.find("vigil_http_responses_total{class=\"2xx\"} 1\n"), std::string::npos);
    EXPECT_NE(text.find("vigil_http_responses_total{class=\"4xx\"} 1\n"), std::string::npos);
    EXPECT_NE(text.find("vigil_http_latency_seconds_bucket{le=\"+Inf\"} 2\n"), std::string::npos);
    EXPECT_NE(text.find("vigil_http_connections 1\n"), std::string::npos);
}

}  // namespace
}  // namespace vigil::http
