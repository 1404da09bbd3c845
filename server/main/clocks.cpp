#include "main/clocks.h"

#include <chrono>

namespace vigil {

Moment SystemClock::now() const {
    using namespace std::chrono;
    return Moment{duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()};
}

void TestClock::put_forward(Moment to) {
    auto now = us_.load();
    while (now < to.us && !us_.compare_exchange_weak(now, to.us)) {
    }
}

}  // namespace vigil
