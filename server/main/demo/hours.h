// Moments at which things happen in an office.
#pragma once

#include "main/demo/dice.h"
#include "usecases/company.h"

namespace vigil::demo {

// `at` itself in working hours, else some minutes after the next opening.
Moment at_work(const Calendar& calendar, Moment at, Dice& dice);
// The same, but not after `limit`: somebody stays late.
Moment at_work_by(const Calendar& calendar, Moment at, Moment limit, Dice& dice);
// Anywhere in working hours of [from, to).
Moment in_office(const Calendar& calendar, Moment from, Moment to, Dice& dice);

// The shipped guideline of this key; it must be there.
const rules::Guideline& guideline_of(const Company& company, std::string_view key);
// When a promise that starts then falls due.
Moment due_of(const rules::Guideline& guideline, Moment started, const Calendar& calendar);

// A start, in working hours where there is one, of which at `now` the owner has been warned and no more …
Moment start_warned_at(const rules::Guideline& guideline, const Calendar& calendar, Moment now,
                       Dice& dice);
// … or which at `now` is late by something between these.
Moment start_late_by(const rules::Guideline& guideline, const Calendar& calendar, Moment now,
                     Span least, Span most, Dice& dice);

}  // namespace vigil::demo
