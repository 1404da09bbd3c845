// Ids of one node: microseconds since 2020 (51 bits), then the node's number (12 bits). Greater than all
// it made before, also across restarts; two nodes differ by their numbers (Store::node).
#pragma once

#include <atomic>

#include "ports/ids.h"

namespace vigil {

class NodeIds : public Ids {
  public:
    explicit NodeIds(int node);
    Id next() override;

  private:
    std::int64_t node_;
    std::atomic<std::int64_t> last_{0};
};

}  // namespace vigil
