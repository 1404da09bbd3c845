// What is still to happen, in the order of time.
#pragma once

#include <functional>
#include <queue>

#include "main/house.h"

namespace vigil::demo {

class Agenda {
  public:
    using Deed = std::function<Status()>;

    // Deeds of one moment are done in the order they were noted in. One that lies in the past is done next.
    void note(Moment at, Deed deed) { waiting_.push({at, next_++, std::move(deed)}); }

    // Does all that comes before `until`, the watch doing its part in between, and drops the rest.
    Status live(House& house, Moment until);

  private:
    struct Entry {
        Moment at;
        std::int64_t number;
        Deed deed;
        bool operator<(const Entry& other) const {  // the queue's top is the greatest
            return std::pair(other.at, other.number) < std::pair(at, number);
        }
    };
    std::priority_queue<Entry> waiting_;
    std::int64_t next_ = 0;
};

}  // namespace vigil::demo
