#include "in/http/events.h"

#include <gtest/gtest.h>

#include <future>

#include "in/http/server_fixture.h"

namespace vigil::http {
namespace {

TEST_F(HttpServer, PushesEventsInOrder) {
    options.timeouts.heartbeat = Millis(20);
    start();
    auto c = client();
    c.say("GET /events HTTP/1.1\r\nHost: h\r\n\r\n");
    ASSERT_TRUE(c.hear_until("id: 0\ndata: first\n\n"));
    EXPECT_NE(c.seen().find("text/event-stream"), std::string::npos);
    EXPECT_TRUE(streams[0]->send("7", "two\nlines", "change"));
    EXPECT_TRUE(c.hear_until("id: 7\nevent: change\ndata: two\ndata: lines\n\n"));
    EXPECT_TRUE(c.hear_until(":\n\n")) << "heartbeat";
    streams[0]->send("8", "last");
    streams[0]->close();
    EXPECT_TRUE(c.hears_end());
    EXPECT_TRUE(c.seen().ends_with("id: 8\ndata: last\n\n"));
    EXPECT_FALSE(streams[0]->send("9", "late"));
    c.close();
    EXPECT_TRUE(eventually([&] { return server->metrics().streams == 0; }));
}

TEST_F(HttpServer, TellsWhenTheListenerHasGone) {
    start();
    auto c = client();
    c.say("GET /events HTTP/1.1\r\nHost: h\r\n\r\n");
    ASSERT_TRUE(c.hear_until("first"));
    std::promise<void> gone;
    streams[0]->on_closed([&] { gone.set_value(); });
    c.close();
    EXPECT_EQ(gone.get_future().wait_for(std::chrono::seconds(5)), std::future_status::ready);
    bool told_again = false;
    streams[0]->on_closed([&] { told_again = true; });
    EXPECT_TRUE(told_again) << "who asks late is told at once";
}

TEST_F(HttpServer, DropsListenersThatDoNotListen) {
    start();
    auto c = client();
    c.say("GET /events HTTP/1.1\r\nHost: h\r\n\r\n");
    ASSERT_TRUE(c.hear_until("first"));
    const std::string event(10'000, 'e');
    bool open = true;
    for (int i = 0; open && i < 10'000; ++i) open = streams[0]->send("1", event);
    EXPECT_FALSE(open);
    EXPECT_TRUE(eventually([&] { return server->metrics().streams == 0; }));
    EXPECT_EQ(server->metrics().streams_dropped, 1u);
}

TEST_F(HttpServer, LimitsStreamsPerUser) {
    options.streams_per_key = 2;
    start();
    const std::string ask = "GET /events?user=7 HTTP/1.1\r\nHost: h\r\n\r\n";
    auto a = client(), b = client(), c = client();
    a.say(ask);
    b.say(ask);
    ASSERT_TRUE(a.hear_until("first"));
    ASSERT_TRUE(b.hear_until("first"));
    EXPECT_EQ(c.ask(ask).status, 429);
    EXPECT_TRUE(streams[2]->closed());
    c.say("GET /events?user=8 HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_TRUE(c.hear_until("first"));
    a.close();
    EXPECT_TRUE(eventually([&] { return server->metrics().streams == 2; }));
    auto d = client();
    d.say(ask);
    EXPECT_TRUE(d.hear_until("first"));
}

TEST_F(HttpServer, FiveHundredListenersHarmNobody) {
    options.streams_per_key = 1000;
    start();
    std::vector<LoopbackClient> listeners;
    for (int i = 0; i < 500; ++i) {
        listeners.push_back(client());
        listeners.back().say("GET /events HTTP/1.1\r\nHost: h\r\n\r\n");
    }
    for (auto& listener : listeners) ASSERT_TRUE(listener.hear_until("first"));
    EXPECT_EQ(server->metrics().streams, 500);
    auto c = client();
    for (int i = 0; i < 200; ++i) ASSERT_EQ(c.ask(get_hello).status, 200);
    for (auto& stream : streams) stream->send("1", "to all");
    for (auto& listener : listeners) ASSERT_TRUE(listener.hear_until("to all"));
}

}  // namespace
}  // namespace vigil::http
