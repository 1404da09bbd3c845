// What the server counts; read by /metrics. Lock-free, each number right by itself.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

namespace vigil::http {

// Upper bounds in microseconds; a last bucket takes the rest.
constexpr std::array<std::int64_t, 14> latency_bounds_us = {
    100,    250,    500,     1'000,   2'500,   5'000,     10'000,
    25'000, 50'000, 100'000, 250'000, 500'000, 1'000'000, 5'000'000};

struct MetricsSnapshot {
    std::array<std::uint64_t, 6> responses_by_class{};  // [2] = 2xx …
    std::array<std::uint64_t, latency_bounds_us.size() + 1> latency{};
    std::uint64_t latency_sum_us = 0;
    std::int64_t connections = 0;
    std::uint64_t connections_refused = 0;
    std::uint64_t timeouts = 0;
    std::uint64_t overloaded = 0;  // answered 503 because a lane's queue was full
    std::int64_t streams = 0;
    std::uint64_t streams_dropped = 0;  // clients too slow to take their events
    std::size_t queue_depth = 0;
    std::size_t secret_queue_depth = 0;
};

class Metrics {
  public:
    // From the request's last byte until its answer is ready to be written.
    void answered(int status, std::chrono::nanoseconds took);
    MetricsSnapshot read() const;

    std::atomic<std::int64_t> connections{0};
    std::atomic<std::uint64_t> connections_refused{0};
    std::atomic<std::uint64_t> timeouts{0};
    std::atomic<std::uint64_t> overloaded{0};
    std::atomic<std::int64_t> streams{0};
    std::atomic<std::uint64_t> streams_dropped{0};

  private:
    std::array<std::atomic<std::uint64_t>, 6> responses_{};
    std::array<std::atomic<std::uint64_t>, latency_bounds_us.size() + 1> latency_{};
    std::atomic<std::uint64_t> latency_sum_us_{0};
};

// Prometheus text format 0.0.4; names begin with vigil_http_.
std::string to_prometheus(const MetricsSnapshot& metrics);

}  // namespace vigil::http
