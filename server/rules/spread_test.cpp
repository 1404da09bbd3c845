#include "rules/spread.h"

#include <gtest/gtest.h>

#include <numeric>

namespace vigil::rules {
namespace {

using Parts = std::vector<std::int64_t>;

TEST(Spread, AlikeAndToTheTotal) {
    EXPECT_EQ(spread(120, Parts(12, 0)), Parts(12, 10));
    EXPECT_EQ(spread(10, Parts(4, 0)), (Parts{3, 2, 3, 2}));
    EXPECT_EQ(spread(1, Parts(3, 0)), (Parts{0, 1, 0}));
    EXPECT_EQ(spread(0, Parts(3, 0)), (Parts{0, 0, 0}));
}

TEST(Spread, InTheShapeThatIsThere) {
    EXPECT_EQ(spread(60, {1, 2, 3}), (Parts{10, 20, 30}));
    EXPECT_EQ(spread(60, {1, 0, 3}), (Parts{20, 20, 20})) << "one without a number has no shape";
}

TEST(Spread, NeverLosesOneNorOverflows) {
    for (std::int64_t total = 0; total < 100; ++total) {
        const auto parts = spread(total, {3, 7, 11, 1});
        EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), std::int64_t(0)), total);
    }
    const std::int64_t huge = 9'000'000'000'000'000'000;
    const auto parts = spread(huge, {huge, huge});
    EXPECT_EQ(parts[0] + parts[1], huge);
    EXPECT_TRUE(spread(5, {}).empty());
}

}  // namespace
}  // namespace vigil::rules
