// What the clock costs: a tick when nothing is due, and a tick when many deadlines fall due at once.
//   bench_watch (--data FOLDER | --database URL) --burst-at SECONDS
// --burst-at: how many seconds from now the many are due (their warning lies at least an hour before, everything
// else later). One line of JSON. Time is put forward in the company: it is of no use afterwards.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "main/house.h"
#include "watch/tick.h"

namespace {

using namespace vigil;
using Steady = std::chrono::steady_clock;

constexpr int idle_rounds = 2'000;

double ms_since(Steady::time_point start) {
    return std::chrono::duration<double, std::milli>(Steady::now() - start).count();
}

template <class T>
T need(Result<T> result) {
    if (result) return *std::move(result);
    std::fprintf(stderr, "bench_watch: %s %s\n", result.error().code.c_str(),
                 result.error().log.c_str());
    std::exit(1);
}

// As the server does it: a tick, and the look when the next one is due.
void measure_idle(Engine& engine) {
    need(watch::tick(engine));  // whatever was left to do
    std::vector<double> took;
    for (int i = 0; i < idle_rounds; ++i) {
        const auto start = Steady::now();
        need(watch::tick(engine));
        need(watch::next_due(engine));
        took.push_back(ms_since(start));
    }
    std::ranges::sort(took);
    std::printf("\"idle_p50_ms\": %.4f, \"idle_p99_ms\": %.4f", took[took.size() / 2],
                took[took.size() * 99 / 100]);
}

void measure_tick(House& house, Moment at, const char* what) {
    house.test_clock()->put_forward(at);
    const auto start = Steady::now();
    const auto report = need(watch::tick(house.engine()));
    std::printf(", \"%s_s\": %.3f, \"%s_warned\": %d, \"%s_raised\": %d", what,
                ms_since(start) / 1e3, what, report.warned, what, report.raised);
}

}  // namespace

int main(int count, char** words) {
    HouseOptions options;
    int burst_at = 0;
    for (int i = 1; i + 1 < count; i += 2) {
        if (!std::strcmp(words[i], "--data")) options.data = words[i + 1];
        if (!std::strcmp(words[i], "--database")) options.database = words[i + 1];
        if (!std::strcmp(words[i], "--burst-at")) burst_at = std::atoi(words[i + 1]);
    }
    const Moment now = SystemClock().now();
    options.test_now = now;
    options.makes_folder = false;
    const auto house = need(House::open(options));
    std::printf("{");
    measure_idle(house->engine());
    if (burst_at) {
        measure_tick(*house, now + seconds(burst_at - 1800), "warn");
        measure_tick(*house, now + seconds(burst_at + 120), "burst");
    }
    std::printf("}\n");
}
