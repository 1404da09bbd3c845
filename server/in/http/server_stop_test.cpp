#include <gtest/gtest.h>

#include <thread>

#include "in/http/server.h"
#include "in/http/server_fixture.h"

namespace vigil::http {
namespace {

TEST_F(HttpServer, StopsWithGrace) {
    start();
    const auto port = server->port();
    auto idle = client(), running = client(), listening = client();
    listening.say("GET /events HTTP/1.1\r\nHost: h\r\n\r\n");
    ASSERT_TRUE(listening.hear_until("first"));
    running.say("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
    gate.await_waiting(1);
    EXPECT_EQ(idle.get("/readyz").status, 200);
    std::thread stopper([&] { server->stop(std::chrono::seconds(5)); });
    EXPECT_TRUE(idle.hears_end());
    EXPECT_TRUE(listening.hears_end());
    EXPECT_TRUE(eventually([&] { return !LoopbackClient(port).connected(); }));
    gate.open();
    const auto answer = running.answer();
    EXPECT_EQ(answer.body, "waited");
    EXPECT_TRUE(answer.has("Connection: close"));
    EXPECT_TRUE(running.hears_end());
    running.close();
    listening.close();
    stopper.join();
    EXPECT_EQ(server->metrics().connections, 0);
}

TEST_F(HttpServer, CutsWhatOutlastsTheGrace) {
    options.workers = 1;
    start();
    auto half = client(), running = client(), queued = client();
    half.say("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf");
    running.say("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
    gate.await_waiting(1);
    queued.say("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_TRUE(eventually([&] { return server->metrics().queue_depth == 1; }));
    std::thread stopper([&] { server->stop(Millis(10)); });
    EXPECT_TRUE(half.hears_end());
    EXPECT_TRUE(running.hears_end());
    EXPECT_TRUE(queued.hears_end());
    gate.open();
    stopper.join();
}

}  // namespace
}  // namespace vigil::http
