// A server on loopback with a few handlers that do what the tests need. For tests only.
#pragma once

#include <gtest/gtest.h>

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <sstream>
#include <thread>

#include "in/http/events.h"
#include "in/http/loopback_client.h"
#include "in/http/server.h"

namespace vigil::http {

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

inline std::string file_text(const std::filesystem::path& path) {
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

class HttpServer : public ::testing::Test {
  protected:
    HttpServer() {
        options.port = 0;
        options.upload_folder = ::testing::TempDir();
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

inline const std::string get_hello = "GET /hello?name=x HTTP/1.1\r\nHost: h\r\n\r\n";

}  // namespace vigil::http
