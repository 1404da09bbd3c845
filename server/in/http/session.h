// One client's connection: reads requests one after the other, has them answered, keeps order, times
// and limits. Runs on one I/O thread; a worker touches it only in run(), while it waits for that.
#pragma once

#include <chrono>
#include <cstddef>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "in/http/core.h"
#include "in/http/encode.h"
#include "in/http/parser.h"
#include "in/http/upload.h"
#include "in/http/wire.h"

namespace vigil::http {

class Session final : public Job, public std::enable_shared_from_this<Session> {
  public:
    using Clock = std::chrono::steady_clock;
    using Time = Clock::time_point;

    Session(Core& core, std::unique_ptr<Wire> wire);
    ~Session() override;

    void start();
    // Answers 503 without reading, for connections beyond the maximum.
    void start_refused();
    void on_read(std::size_t size);
    void on_writable();
    void on_mail(Mail mail);
    // Called now and then: time-outs and heartbeats.
    void on_tick(Time now);
    // The server stops: ends what is idle; the rest ends after its answer.
    void on_stop();
    void close();
    bool closed() const { return phase_ == Phase::closed; }

    // On a worker: the handler, or the next piece of a long body.
    void run() override;

  private:
    enum class Phase { reading, working, writing, streaming, lingering, closed };
    enum class Part { idle, header, body };

    void advance();
    void read_more();
    void make_room();
    void on_head();
    void ask_admission();
    void begin_body();
    bool begin_upload();
    void on_request();
    void refuse(int status, std::string_view code);
    void deliver(Outgoing going);
    void flush();
    bool write_out();
    void written();
    void next_request();
    void linger();
    void begin_stream();
    void pump_stream();
    void pull_on();
    void run_pull();
    EncodeHints hints();
    void timed_out();
    bool admit_stream(Response& response);

    Core& core_;
    std::unique_ptr<Wire> wire_;
    const std::string remote_;
    RequestParser parser_;
    Phase phase_ = Phase::reading;
    Part part_ = Part::idle;
    bool read_pending_ = false;
    bool write_pending_ = false;
    Time deadline_;
    Time request_at_;
    Time body_at_;
    std::size_t body_seen_ = 0;

    std::vector<char> in_;
    std::size_t in_begin_ = 0;
    std::size_t in_end_ = 0;

    Plan plan_;
    bool admitting_ = false;  // a worker asks whose the upload is
    // Handed over by it.
    std::expected<std::string, Response> uploader_;
    std::optional<Upload> upload_;
    Outgoing answer_;  // handed over by the worker
    bool pull_failed_ = false;
    bool pull_more_ = false;

    Outgoing out_;
    std::size_t out_done_ = 0;  // bytes of out_.bytes and out_.shared together
    std::shared_ptr<EventStream> stream_;
    std::string stream_key_;
    bool stream_over_ = false;
    Time beat_at_;
};

}  // namespace vigil::http
