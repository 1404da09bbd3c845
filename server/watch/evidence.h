// What an exception rests on: the facts its expectation speaks of, the deadline's derivation, the
// consequence, in words of a reader's language.
#pragma once

#include "usecases/watching.h"

namespace vigil::watch {

struct Fact {
    std::string name, value;
    bool question = false;  // a qualifying question
    bool missing = false;   // nothing stands in the field
    // What it tells about: "lead.email", or "activity" for how many there are. Who may see it: watch/sight.h.
    std::vector<std::string> reads{};
    std::string linked_entity{};  // the value is the title of that record
    Id linked{};
};

// Every field and count the expectation reads, with its value at this instant.
Result<std::vector<Fact>> facts_of(const rules::Guideline& guideline, rules::Facts& facts,
                                   const ConditionContext& context, std::string_view language);
// "Status: New; Activities that count: 0 of 2". Questions are counted, not listed: "6 of 10 questions answered".
std::string joined(const std::vector<Fact>& facts, std::string_view language);

// "Fri 16:00 + 1 business day, weekend skipped = Mon 16:00"; where the deadline stands elsewhere, that and why.
std::string clock_line(const rules::Guideline& guideline, Moment started, Moment due,
                       const Calendar& calendar, std::string_view language);

// What a rung does, as the guideline says it; empty where there is no such rung. What becomes of one
// record: watch/consequences.h.
std::string consequence_line(const rules::Guideline& guideline, std::size_t rung,
                             std::string_view language);

}  // namespace vigil::watch
