// Chance that falls alike for the same seed, with every compiler.
#pragma once

#include <cstdint>
#include <random>
#include <span>

#include "base/moment.h"

namespace vigil::demo {

class Dice {
  public:
    // `lane`: so that one story's throws do not move another's.
    Dice(std::uint64_t seed, std::uint64_t lane) : engine_(seed * 0x9e3779b97f4a7c15 + lane) {}

    // In [0, below); below > 0.
    std::int64_t below(std::int64_t below) {
        return std::int64_t(engine_() % std::uint64_t(below));
    }
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + below(high - low + 1);
    }
    bool chance(int of_thousand) { return below(1000) < of_thousand; }
    Span span(Span low, Span high) {
        return seconds(between(low.us / 1'000'000, high.us / 1'000'000));
    }
    template <class Range>
    decltype(auto) pick(const Range& range) {
        return range[std::size_t(below(std::int64_t(std::size(range))))];
    }

  private:
    std::mt19937_64 engine_;
};

}  // namespace vigil::demo
