#include "in/http/server.h"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <future>
#include <mutex>
#include <sstream>
#include <thread>

#include "in/http/cookies.h"
#include "in/http/events.h"
#include "in/http/loopback_client.h"

namespace vigil::http {
namespace {

// Opens once; handlers wait at it.
class Gate {
  public:
    ~Gate() { open(); }
    void open() {
        std::lock_guard lock(mutex_);
        open_ = true;
        changed_.notify_all();
    }
    void pass() {
        std::unique_lock lock(mutex_);
        ++waiting_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return open_; });
    }
    void await_waiting(int n) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, std::chrono::seconds(5), [&] { return waiting_ >= n; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool open_ = false;
    int waiting_ = 0;
};

std::string file_text(const std::filesystem::path& path) {
    std::ostringstream out;
    out << std::ifstream(path, std::ios::binary).rdbuf();
    return out.str();
}

template <class Condition>
bool eventually(Condition condition) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::yield();
    }
    return true;
}

class HttpServer : public testing::Test {
  protected:
    HttpServer() {
        options.port = 0;
        options.upload_folder = testing::TempDir();
        router.add(Method::get, "/hello", [](Request& request) {
            return Response::text("hello " +
                                  std::string(request.query_value("name").value_or("?")));
        });
        router.add(Method::post, "/echo",
                   [](Request& request) { return Response::text(request.body); });
        router.add(Method::get, "/wait", [this](Request&) {
            gate.pass();
            return Response::text("waited");
        });
        router.add(Method::get, "/throw",
                   [](Request&) -> Response { throw std::runtime_error("oh"); });
        router.add(Method::get, "/big",
                   [](Request&) { return Response::json("\"" + std::string(5000, 'x') + "\""); });
        router.add(
            Method::post, "/upload",
            [this](Request& request) {
                uploaded = file_text(request.upload->path());
                upload_path = request.upload->path();
                return Response::text(std::to_string(request.upload_size));
            },
            upload_route());
        router.add(Method::get, "/events", [this](Request& request) {
            auto stream = EventStream::make();
            stream->send("0", "first");
            std::lock_guard lock(streams_mutex);
            streams.push_back(stream);
            return Response::events(stream, std::string(request.query_value("user").value_or("")));
        });
        router.add(Method::get, "/io", [](Request&) { return Response::text("io"); },
                   {.lane = Lane::io});
        router.add(Method::get, "/chunks", [](Request&) {
            return Response::chunks(
                [n = 0](std::string& out) mutable {
                    out.append(std::to_string(n)).append(50'000, '.');
                    return ++n < 20;
                },
                "text/csv");
        });
        router.add(Method::get, "/broken_chunks", [](Request&) {
            return Response::chunks(
                [n = 0](std::string& out) mutable {
                    if (n++ == 1) throw std::runtime_error("row 7");
                    out = "some";
                    return true;
                },
                "text/csv");
        });
    }
    void start(std::vector<StaticFile> files = {}) {
        server = std::make_unique<Server>(options, std::move(router), StaticFiles(files));
        auto started = server->start();
        ASSERT_TRUE(started) << started.error().log;
    }
    LoopbackClient client() { return LoopbackClient(server->port()); }

    ServerOptions options;
    Router router;
    Gate gate;
    std::string uploaded;
    std::filesystem::path upload_path;
    std::mutex streams_mutex;
    std::vector<std::shared_ptr<EventStream>> streams;
    std::unique_ptr<Server> server;  // first to go
};

const std::string get_hello = "GET /hello?name=x HTTP/1.1\r\nHost: h\r\n\r\n";

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

// ---- event streams

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

// ---- stopping

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

TEST_F(HttpServer, SaysWhetherItIsReady) {
    start();
    auto c = client();
    server->set_ready(false);
    EXPECT_EQ(c.get("/readyz").status, 503);
    EXPECT_EQ(c.get("/healthz").status, 200);
    server->set_ready(true);
    EXPECT_EQ(c.get("/readyz").status, 200);
}

// ---- the page

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
