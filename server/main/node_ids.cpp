#include "main/node_ids.h"

#include <chrono>

#include "base/secrets.h"

namespace vigil {

namespace {

constexpr std::int64_t epoch_us = 1'577'836'800'000'000;  // 2020-01-01
constexpr int node_bits = 12;

std::int64_t now_us() {
    using namespace std::chrono;
    return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count() - epoch_us;
}

}  // namespace

NodeIds::NodeIds() : node_(random_below(1u << node_bits)) {}

Id NodeIds::next() {
    auto last = last_.load();
    std::int64_t mine = 0;
    do {
        mine = std::max(now_us(), last + 1);
    } while (!last_.compare_exchange_weak(last, mine));
    return Id{(mine << node_bits) | node_};
}

}  // namespace vigil
