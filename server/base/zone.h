// A time zone of the IANA database, read once from the system's compiled zone files (RFC 9636) and
// kept. The rule at a file's end is applied too, so years beyond 2037 keep their summer time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/moment.h"

namespace vigil {

// What a wall clock shows: a calendar day and the microseconds since its midnight,
// 0 <= us_of_day < 86'400'000'000.
struct LocalTime {
    Day day;
    std::int64_t us_of_day = 0;
    auto operator<=>(const LocalTime&) const = default;
};

struct ZoneTable;

// An immutable handle, one pointer wide; copies and all calls are safe from any thread. Zones are
// read when first asked for and never forgotten, so a handle never dangles.
class Zone {
  public:
    Zone();  // UTC

    // By its IANA name ("Europe/Berlin", aliases included, case matters); nothing when unknown.
    static std::optional<Zone> find(std::string_view name);

    const std::string& name() const;

    LocalTime to_local(Moment moment) const;

    // The first moment at which the wall clock shows this time or a later one. So a time that the
    // clock shows twice is its first showing, and a time that it skips is the moment of the skip
    // (02:30 of a spring night is 03:00; any time of a day that never was is the next midnight).
    // Rises with (day, us_of_day). us_of_day may lie outside the day: 24:00 is the next midnight.
    Moment to_utc(Day day, std::int64_t us_of_day) const;
    Moment to_utc(LocalTime local) const { return to_utc(local.day, local.us_of_day); }

    // East of UTC is positive.
    Span offset_at(Moment moment) const;

    // A stretch [from, to) of constant offset around a moment.
    struct Segment {
        Moment from;
        Moment to;
        Span offset;
    };
    Segment segment_at(Moment moment) const;

    bool operator==(const Zone&) const = default;

  private:
    explicit Zone(const ZoneTable* table) : table_(table) {}
    const ZoneTable* table_;
};

}  // namespace vigil
