// Who looks after Vigil hears when Vigil itself does not keep up.
#pragma once

#include "usecases/engine.h"

namespace vigil::watch {

// What may be wrong with the watch and the post.
struct Trouble {
    Span lag{};                     // how far the watch was behind
    std::int64_t failed_mails = 0;  // given up since yesterday
};

// When the watch was more than the setting `watch_lag_minutes` behind, or mails have failed within a day,
// each active administrator gets one mail of kind `health`: at most one in 24 hours, in his language.
// Mails about health are not counted among the failed. `lag`: as found before catching up.
Status tell_health(Engine& engine, Span lag);

}  // namespace vigil::watch
