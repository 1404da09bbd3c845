#include "main/node_ids.h"

#include <chrono>

#include "ports/store.h"

namespace vigil {

namespace {

constexpr std::int64_t epoch_us = 1'577'836'800'000'000;  // 2020-01-01
constexpr int node_bits = 12;

std::int64_t now_us() {
    using namespace std::chrono;
    return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count() - epoch_us;
}

}  // namespace

static_assert(node_limit == 1 << node_bits);

NodeIds::NodeIds(int node) : node_(node) {}

Id NodeIds::next() {
    auto last = last_.load();
    std::int64_t mine = 0;
    do {
        mine = std::max(now_us(), last + 1);
    } while (!last_.compare_exchange_weak(last, mine));
    return Id{(mine << node_bits) | node_};
}

}  // namespace vigil
