// Who looks after Vigil hears when Vigil itself does not keep up.
#pragma once

#include "usecases/engine.h"

namespace vigil::watch {

// When the watch was more than the setting `watch_lag_minutes` behind, mails have failed within a day, or the mail
// server has taken none for hours, each active administrator gets one mail of kind `health`: at most one in 24 hours
// and none beside one that still waits to leave, in his language.
// Mails about health are not counted among the failed. `lag`: as found before catching up.
Status tell_health(Engine& engine, Span lag);

}  // namespace vigil::watch
