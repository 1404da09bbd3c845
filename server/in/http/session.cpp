#include "in/http/session.h"

#include <algorithm>
#include <cstring>
#include <exception>
#include <utility>

#include "in/http/accept.h"
#include "in/http/events.h"

namespace vigil::http {

namespace {
constexpr std::size_t room_first = 4 * 1024;  // most requests fit; kept while idle
constexpr std::size_t room_max = 64 * 1024;
constexpr std::size_t stream_room = 256;  // streams say nothing after their request
}  // namespace

Session::Session(Core& core, std::unique_ptr<Wire> wire)
    : core_(core),
      wire_(std::move(wire)),
      remote_(wire_->remote_address()),
      parser_({core.options.header_max, core.options.url_max, ParserLimits{}.fields_max}) {
    core_.metrics.connections.fetch_add(1, std::memory_order_relaxed);
}

Session::~Session() = default;

void Session::start() {
    deadline_ = Clock::now() + core_.options.timeouts.idle;
    advance();
}

void Session::start_refused() {
    core_.metrics.connections_refused.fetch_add(1, std::memory_order_relaxed);
    refuse(503, "too_many_connections");
}

// ---- reading

// A loop and not a recursion: a client may pipeline any number of requests that are answered at
// once.
void Session::advance() {
    while (phase_ == Phase::reading) {
        const auto step = parser_.feed({in_.data() + in_begin_, in_end_ - in_begin_});
        in_begin_ += step.used;
        switch (step.state) {
            case RequestParser::State::need_more:
                return read_more();
            case RequestParser::State::head_ready:
                on_head();
                break;
            case RequestParser::State::done:
                on_request();
                break;
            case RequestParser::State::failed:
                return refuse(parser_.fault().status, parser_.fault().code);
        }
    }
}

void Session::make_room() {
    const auto left = in_end_ - in_begin_;
    if (left > 0 && in_begin_ > 0) std::memmove(in_.data(), in_.data() + in_begin_, left);
    in_begin_ = 0;
    in_end_ = left;
    if (phase_ == Phase::streaming && in_.size() != stream_room) {
        in_ = std::vector<char>(stream_room);
        in_end_ = 0;
    } else if (part_ == Part::idle && left == 0 && in_.size() > room_first) {
        in_ = std::vector<char>(room_first);
    } else if (left == in_.size() || (part_ == Part::body && body_seen_ > room_first)) {
        in_.resize(std::min(room_max, std::max(room_first, in_.size() * 2)));
    }
}

void Session::read_more() {
    if (part_ == Part::idle && parser_.begun()) {
        part_ = Part::header;
        deadline_ = Clock::now() + core_.options.timeouts.header;
    }
    make_room();
    if (in_end_ == in_.size()) return refuse(400, "request_malformed");
    read_pending_ = true;
    wire_->read(in_.data() + in_end_, in_.size() - in_end_);
}

void Session::on_read(std::size_t size) {
    read_pending_ = false;
    if (phase_ == Phase::closed) return;
    if (size == 0) return close();
    if (phase_ == Phase::lingering || phase_ == Phase::streaming) {  // thrown away
        in_begin_ = in_end_ = 0;
        read_pending_ = true;
        return wire_->read(in_.data(), in_.size());
    }
    in_end_ += size;
    if (phase_ != Phase::reading) return;  // a refusal is being written
    if (part_ == Part::body) {
        body_seen_ += size;
        const auto& times = core_.options.timeouts;
        deadline_ =
            body_at_ + times.body + std::chrono::seconds(body_seen_ / times.body_bytes_per_s);
    }
    advance();
}

void Session::on_head() {
    Request& request = parser_.request();
    request.remote = remote_;
    plan_ = core_.plan(request);
    part_ = Part::body;
    body_at_ = Clock::now();
    body_seen_ = 0;
    deadline_ = body_at_ + core_.options.timeouts.body;
    const auto length = parser_.head().content_length;
    if (length && *length > plan_.body_max) return parser_.take_body(plan_.body_max);
    if (plan_.route && plan_.route->options.upload) return ask_admission();
    begin_body();
}

// Before a stranger has a file of ours, or a place that others would miss.
void Session::ask_admission() {
    uploader_ = remote_;
    if (!plan_.route->options.admit) return begin_body();
    phase_ = Phase::working;
    admitting_ = true;
    if (core_.work.submit(shared_from_this())) return;
    core_.metrics.overloaded.fetch_add(1, std::memory_order_relaxed);
    admitting_ = false;
    refuse(503, "overloaded");
}

void Session::begin_body() {
    if (admitting_) {
        admitting_ = false;
        phase_ = Phase::reading;
        request_at_ = body_at_ = Clock::now();  // the wait for a worker is not the client's
        deadline_ = body_at_ + core_.options.timeouts.body;
        // What the client sends on is not read as a request.
        if (!uploader_) return deliver(encode(std::move(uploader_.error()), {.keep_alive = false}));
    }
    if (plan_.route && plan_.route->options.upload && !begin_upload()) return;
    if (!parser_.head().has_body) return parser_.take_body(0);
    if (upload_) {
        parser_.take_body(plan_.body_max,
                          [this](std::string_view piece) { return upload_->write(piece); });
    } else if (plan_.route) {
        parser_.take_body(plan_.body_max);
    } else {
        parser_.take_body(plan_.body_max, [](std::string_view) { return true; });
    }
    if (parser_.head().expect_continue && in_begin_ == in_end_) {
        // So short that a socket which has been read empty always takes it.
        wire_->write("HTTP/1.1 100 Continue\r\n\r\n", {});
    }
}

// False: refused.
bool Session::begin_upload() {
    switch (core_.uploads.enter(*uploader_)) {
        case OpenLimits::Entry::entered:
            break;
        case OpenLimits::Entry::key_full:
            refuse(429, "too_many_uploads");
            return false;
        case OpenLimits::Entry::all_full:
            refuse(503, "upload_failed");
            return false;
    }
    auto begun = Upload::begin(core_.options.upload_folder, core_.uploads, *uploader_);
    if (!begun) {
        refuse(503, "upload_failed");
        return false;
    }
    upload_.emplace(*std::move(begun));
    return true;
}

// ---- answering

void Session::on_request() {
    request_at_ = Clock::now();
    Request& request = parser_.request();
    if (upload_) {  // an empty body is a file, too
        request.upload_size = upload_->size();
        request.upload = upload_->take();
        upload_.reset();
    }
    phase_ = Phase::working;
    if (!plan_.route) return deliver(encode(*std::move(plan_.answer), hints()));
    const Lane lane = plan_.route->options.lane;
    if (lane == Lane::io) {
        run();
        return deliver(std::move(answer_));
    }
    if (core_.pool(lane).submit(shared_from_this())) return;
    core_.metrics.overloaded.fetch_add(1, std::memory_order_relaxed);
    deliver(encode(core_.refuse(503, "overloaded", request.language), hints()));
}

EncodeHints Session::hints() {
    const Request& request = parser_.request();
    const bool keep = parser_.head().keep_alive && !core_.stopping.load(std::memory_order_relaxed);
    return {request.method == Method::head, keep, accepts_gzip(request), parser_.head().http_1_1};
}

void Session::run() {
    if (admitting_) {
        uploader_ = core_.admit(plan_.route->options.admit, parser_.request());
        return wire_->post(Mail::answer);
    }
    if (out_.pull) {
        run_pull();
        return wire_->post(Mail::answer);
    }
    Response response = core_.run(plan_.route->handler, parser_.request());
    if (response.stream && !admit_stream(response)) {
        response = core_.refuse(429, "too_many_streams", parser_.request().language);
    }
    answer_ = encode(std::move(response), hints());
    if (plan_.route->options.lane != Lane::io) wire_->post(Mail::answer);
}

void Session::run_pull() {
    std::string piece;
    try {
        pull_more_ = out_.pull(piece);
    } catch (const std::exception& e) {
        pull_failed_ = true;
        core_.log_error(parser_.request().path + ": " + e.what());
    } catch (...) {
        pull_failed_ = true;
        core_.log_error(parser_.request().path + ": unknown exception");
    }
    if (!out_.chunked) {
        answer_.bytes = std::move(piece);
        return;
    }
    answer_.bytes.clear();
    if (!piece.empty()) append_chunk(answer_.bytes, piece);
    if (!pull_more_) append_chunk(answer_.bytes, {});
}

bool Session::admit_stream(Response& response) {
    if (parser_.request().method == Method::head) return true;
    if (core_.streams.enter(response.stream_key) == OpenLimits::Entry::entered) {
        stream_key_ = response.stream_key;
        return true;
    }
    response.stream->finish();
    return false;
}

void Session::refuse(int status, std::string_view code) {
    upload_.reset();
    request_at_ = Clock::now();
    deliver(encode(core_.refuse(status, code, parser_.request().language), {.keep_alive = false}));
}

void Session::on_mail(Mail mail) {
    if (mail == Mail::events) {
        if (phase_ != Phase::streaming) return;
        if (!write_pending_) return pump_stream();
        if (!stream_->too_slow()) return;
        core_.metrics.streams_dropped.fetch_add(1, std::memory_order_relaxed);
        return close();
    }
    if (phase_ == Phase::closed) {  // cut while the handler ran
        if (answer_.stream) {
            answer_.stream->finish();
            core_.streams.leave(stream_key_);
        }
        return;
    }
    if (admitting_) {
        begin_body();
    } else if (out_.pull) {
        pull_on();
    } else {
        deliver(std::move(answer_));
    }
    if (phase_ == Phase::reading) advance();
}

void Session::deliver(Outgoing going) {
    const auto now = Clock::now();
    core_.metrics.answered(going.status, now - request_at_);
    if (core_.options.on_access) {
        core_.options.on_access({&parser_.request(), going.status, now - request_at_});
    }
    out_ = std::move(going);
    out_done_ = 0;
    phase_ = Phase::writing;
    deadline_ = now + core_.options.timeouts.write;
    flush();
}

void Session::pull_on() {
    if (pull_failed_) return close();
    out_.bytes = std::move(answer_.bytes);
    out_done_ = 0;
    if (!pull_more_) out_.pull = nullptr;
    phase_ = Phase::writing;
    deadline_ = Clock::now() + core_.options.timeouts.write;
    flush();
}

// ---- writing

void Session::flush() {
    if (write_out()) written();
}

// False: the rest has to wait for the client, or the connection broke.
bool Session::write_out() {
    const std::string_view bytes = out_.bytes, shared = out_.shared.bytes;
    while (out_done_ < bytes.size() + shared.size()) {
        const auto first = std::min(out_done_, bytes.size());
        const auto n = wire_->write(bytes.substr(first), shared.substr(out_done_ - first));
        if (!n) {
            close();
            return false;
        }
        if (*n == 0) {
            write_pending_ = true;
            wire_->wait_writable();
            return false;
        }
        out_done_ += *n;
    }
    return true;
}

void Session::on_writable() {
    write_pending_ = false;
    if (phase_ == Phase::closed) return;
    deadline_ = Clock::now() + core_.options.timeouts.write;
    flush();
    if (phase_ == Phase::reading) advance();
}

void Session::written() {
    if (phase_ == Phase::streaming) return pump_stream();
    if (out_.pull) {
        phase_ = Phase::working;
        const Lane lane =
            plan_.route->options.lane == Lane::io ? Lane::work : plan_.route->options.lane;
        if (!core_.pool(lane).submit(shared_from_this(), true)) close();
        return;
    }
    if (out_.stream) return begin_stream();
    if (!out_.keep_alive) return linger();
    next_request();
}

void Session::next_request() {
    out_ = {};
    plan_ = {};
    parser_.reset();
    phase_ = Phase::reading;
    part_ = Part::idle;
    deadline_ = Clock::now() + core_.options.timeouts.idle;
    if (core_.stopping.load(std::memory_order_relaxed) && in_begin_ == in_end_) close();
}

// Closing while the client still sends would reset the connection and may destroy the answer on its
// way; so say the end, and read on for a moment.
void Session::linger() {
    wire_->shutdown_send();
    phase_ = Phase::lingering;
    deadline_ = Clock::now() + core_.options.timeouts.linger;
    if (read_pending_) return;
    if (in_.empty()) in_.resize(room_first);
    read_pending_ = true;
    wire_->read(in_.data(), in_.size());
}

// ---- event streams

void Session::begin_stream() {
    phase_ = Phase::streaming;
    stream_ = std::move(out_.stream);
    out_ = {};
    core_.metrics.streams.fetch_add(1, std::memory_order_relaxed);
    beat_at_ = Clock::now() + core_.options.timeouts.heartbeat;
    make_room();
    read_pending_ = true;
    wire_->read(in_.data(), in_.size());  // to notice the client's leaving
    // Weak: the stream is the application's and may outlive the connection.
    stream_->attach([self = weak_from_this()] {
        if (auto session = self.lock()) session->wire_->post(Mail::events);
    });
    if (core_.stopping) stream_->close();
    pump_stream();
}

void Session::pump_stream() {
    while (true) {
        out_.bytes.clear();
        out_done_ = 0;
        if (stream_over_) return linger();
        stream_over_ = !stream_->take(out_.bytes);
        if (stream_->too_slow()) {
            core_.metrics.streams_dropped.fetch_add(1, std::memory_order_relaxed);
            return close();
        }
        if (out_.bytes.empty() && !stream_over_) return;
        const auto now = Clock::now();
        beat_at_ = now + core_.options.timeouts.heartbeat;
        deadline_ = now + core_.options.timeouts.write;
        if (!write_out()) return;
    }
}

// ---- time and end

void Session::on_tick(Time now) {
    if (phase_ == Phase::streaming && !write_pending_) {
        if (now < beat_at_) return;
        out_.bytes = ":\n\n";
        out_done_ = 0;
        beat_at_ = now + core_.options.timeouts.heartbeat;
        deadline_ = now + core_.options.timeouts.write;
        return flush();
    }
    if (phase_ == Phase::working || phase_ == Phase::closed || now < deadline_) return;
    timed_out();
}

void Session::timed_out() {
    const bool idle = phase_ == Phase::reading && part_ == Part::idle;
    if (!idle && phase_ != Phase::lingering) {
        core_.metrics.timeouts.fetch_add(1, std::memory_order_relaxed);
    }
    if (phase_ == Phase::reading && !idle) return refuse(408, "request_too_slow");
    close();
}

void Session::on_stop() {
    if (phase_ == Phase::reading && part_ == Part::idle) return close();
    if (phase_ == Phase::streaming) stream_->close();
}

void Session::close() {
    if (phase_ == Phase::closed) return;
    phase_ = Phase::closed;
    core_.metrics.connections.fetch_sub(1, std::memory_order_relaxed);
    if (stream_) {
        stream_->finish();
        core_.streams.leave(stream_key_);
        core_.metrics.streams.fetch_sub(1, std::memory_order_relaxed);
        stream_.reset();
    } else if (out_.stream) {  // cut before the stream's header was out
        out_.stream->finish();
        core_.streams.leave(stream_key_);
        out_.stream.reset();
    }
    upload_.reset();
    wire_->close();  // last: the owner lets go of this session
}

}  // namespace vigil::http
