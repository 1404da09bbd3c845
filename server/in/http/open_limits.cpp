#include "in/http/open_limits.h"

namespace vigil::http {

OpenLimits::Entry OpenLimits::enter(const std::string& key) {
    std::lock_guard lock(mutex_);
    if (all_ >= all_max_) return Entry::all_full;
    auto& count = by_key_[key];
    if (count >= key_max_) {
        if (count == 0) by_key_.erase(key);
        return Entry::key_full;
    }
    ++all_;
    ++count;
    return Entry::entered;
}

void OpenLimits::leave(const std::string& key) {
    std::lock_guard lock(mutex_);
    --all_;
    const auto it = by_key_.find(key);
    if (--it->second == 0) by_key_.erase(it);
}

}  // namespace vigil::http
