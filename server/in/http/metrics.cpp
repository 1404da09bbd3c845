#include "in/http/metrics.h"

#include <algorithm>

namespace vigil::http {

namespace {
constexpr auto relaxed = std::memory_order_relaxed;

void line(std::string& out, std::string_view name, std::string_view labels, auto value) {
    out.append("vigil_http_").append(name).append(labels).append(" ");
    out.append(std::to_string(value)).append("\n");
}

void typed(std::string& out, std::string_view name, std::string_view type) {
    out.append("# TYPE vigil_http_").append(name).append(" ").append(type).append("\n");
}

void single(std::string& out, std::string_view name, std::string_view type, auto value) {
    typed(out, name, type);
    line(out, name, "", value);
}
}  // namespace

void Metrics::answered(int status, std::chrono::nanoseconds took) {
    const auto us = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
    responses_[static_cast<std::size_t>(std::clamp(status / 100, 0, 5))].fetch_add(1, relaxed);
    const auto bucket = std::ranges::lower_bound(latency_bounds_us, us) - latency_bounds_us.begin();
    latency_[static_cast<std::size_t>(bucket)].fetch_add(1, relaxed);
    latency_sum_us_.fetch_add(static_cast<std::uint64_t>(us), relaxed);
}

MetricsSnapshot Metrics::read() const {
    MetricsSnapshot s;
    for (std::size_t i = 0; i < responses_.size(); ++i) {
        s.responses_by_class[i] = responses_[i].load(relaxed);
    }
    for (std::size_t i = 0; i < latency_.size(); ++i) s.latency[i] = latency_[i].load(relaxed);
    s.latency_sum_us = latency_sum_us_.load(relaxed);
    s.connections = connections.load(relaxed);
    s.connections_refused = connections_refused.load(relaxed);
    s.timeouts = timeouts.load(relaxed);
    s.overloaded = overloaded.load(relaxed);
    s.streams = streams.load(relaxed);
    s.streams_dropped = streams_dropped.load(relaxed);
    return s;
}

std::string to_prometheus(const MetricsSnapshot& m) {
    std::string out;
    typed(out, "responses_total", "counter");
    for (std::size_t i = 1; i < m.responses_by_class.size(); ++i) {
        line(out, "responses_total", "{class=\"" + std::to_string(i) + "xx\"}",
             m.responses_by_class[i]);
    }
    typed(out, "latency_seconds", "histogram");
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < m.latency.size(); ++i) {
        sum += m.latency[i];
        const bool last = i == latency_bounds_us.size();
        const auto bound = last ? "+Inf" : std::to_string(double(latency_bounds_us[i]) / 1e6);
        line(out, "latency_seconds_bucket", "{le=\"" + bound + "\"}", sum);
    }
    line(out, "latency_seconds_sum", "", double(m.latency_sum_us) / 1e6);
    line(out, "latency_seconds_count", "", sum);
    single(out, "connections", "gauge", m.connections);
    single(out, "connections_refused_total", "counter", m.connections_refused);
    single(out, "timeouts_total", "counter", m.timeouts);
    single(out, "overloaded_total", "counter", m.overloaded);
    single(out, "streams", "gauge", m.streams);
    single(out, "streams_dropped_total", "counter", m.streams_dropped);
    single(out, "queue_depth", "gauge", m.queue_depth);
    single(out, "secret_queue_depth", "gauge", m.secret_queue_depth);
    return out;
}

}  // namespace vigil::http
