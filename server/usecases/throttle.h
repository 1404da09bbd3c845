// How often something may be tried: rows in the store, so that all nodes count together and a restart
// forgets nothing. Rows that no longer count are cleared away by purge_old().
#pragma once

#include "usecases/engine.h"

namespace vigil {

struct TryLimit {
    std::string what;  // "address:grace@example.com": what is counted; at most 400 code points
    int at_most = 1;   // within the window
};

// The longest window there is: what is older counts nowhere.
inline constexpr Span throttle_window_max = hours(1);

class Throttle {
  public:
    Throttle(Engine& engine, std::vector<TryLimit> limits, Span window);

    // Counts this try in before it looks how many there were, so that tries made at once, here or on
    // other nodes, never get through together in a greater number than allowed. A refused one is not
    // counted. Fault `too_many_attempts` (throttled).
    Status enter();
    // This try was a good one: it does not count, and neither do the earlier ones of `what`.
    Status forget(std::string_view what);

  private:
    Result<std::vector<Record>> rows_of(ReadView& view, const std::string& what) const;
    Result<bool> is_over(int own) const;
    Status withdraw();
    std::unexpected<Fault> refusal() const;

    Engine& engine_;
    std::vector<TryLimit> limits_;
    Span window_;
    std::vector<Id> own_;
};

}  // namespace vigil
