// How many of a kind may be open at once.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>

namespace vigil::http {

// Counts what is open at once (event streams, uploads), all together and by key. Thread-safe.
class OpenLimits {
  public:
    enum class Entry { entered, all_full, key_full };

    OpenLimits(std::size_t all_max, std::size_t key_max) : all_max_(all_max), key_max_(key_max) {}
    Entry enter(const std::string& key);
    void leave(const std::string& key);

  private:
    const std::size_t all_max_, key_max_;
    std::mutex mutex_;
    std::size_t all_ = 0;
    std::map<std::string, std::size_t> by_key_;
};

}  // namespace vigil::http
