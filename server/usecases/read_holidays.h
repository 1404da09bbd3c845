// Days off out of an iCalendar file, laid into a calendar.
#pragma once

#include "base/ical.h"
#include "usecases/unit_of_work.h"

namespace vigil {

struct HolidaysRead {
    HolidayImport file;
    std::vector<Day> fresh;  // those of file.days that the calendar did not have
    Committed committed;     // nothing in it at a dry run, or when all were there
};

// Adds the days of the file to the calendar's further holidays; a day that stands there already gets the file's
// name. `dry_run`: checks the same and writes nothing. Faults: not_found, forbidden as update_record; too_long
// (field holidays); those of read_holidays.
Result<HolidaysRead> add_holidays(Engine& engine, const Actor& actor, Id calendar,
                                  std::string_view text, bool dry_run);

}  // namespace vigil
