// Plays one scenario, line by line.
#pragma once

#include <functional>

#include "base/period.h"
#include "tests/scenario/world.h"
#include "usecases/update_record.h"

namespace vigil::tests {

class Player {
  public:
    explicit Player(World& world) : world_(world) {}

    // The fault's log says "FILE:LINE: words".
    Status play(const Scenario& scenario);

  private:
    Status line(const Line& line);
    Status settle_fault();  // a refusal nobody expected

    // Setting the stage (set_up.cpp).
    Status company(const std::string& text);
    Status holiday(Cursor cursor);
    Status team(const std::string& text);
    Status person(Cursor cursor);

    // Acts of people (acting.cpp).
    Status as(const std::string& text);
    Status act(Actor& actor, Cursor& cursor, const std::string& values);
    Status create(Actor& actor, Cursor& cursor, const std::string& values);
    Status give(Actor& actor, Cursor& cursor, const std::string& values);
    Status undo(Actor& actor, Cursor& cursor);
    // "ACT of NAME": the last that still stands.
    Result<Record> last_act(Cursor& cursor);
    Status expect_may_undo(const std::string& name, bool wanted, Cursor cursor);
    Status named_act(Actor& actor, const std::string& act, const std::string& name,
                     const std::string& values);
    Status about_exception(Actor& actor, const std::string& verb, const std::string& which,
                           const std::string& values);
    Status took(Result<Committed> committed);
    Status fault(Cursor cursor);
    Status let(const std::string& text);

    // What is expected (expecting.cpp, expecting_mail.cpp).
    Status expect(Cursor cursor);
    Status expect_exceptions(const std::string& text, int wanted);
    Status expect_no_exception(const std::string& text);
    Status expect_promise(const std::string& text);
    Status expect_acts(const std::string& text);
    Status expect_count(Cursor cursor, int wanted);
    Status expect_record(const std::string& name, const std::string& values);
    Status expect_values(const Record& record, const std::string& values);
    Status expect_of_person(const std::string& name, Cursor cursor, bool& known);
    Status expect_sees(const std::string& name, Cursor cursor, bool wanted);
    Status expect_mails(Id reader, Cursor cursor);
    Status expect_each_in_one_mail(const std::string& name);
    Status expect_told(Id reader, bool warned, bool wanted, Cursor cursor);
    // expecting_numbers.cpp
    struct Asked {
        Actor actor;
        std::vector<std::string> by;
        std::optional<Period> over;
        std::optional<Day> from, to;
        std::optional<Moment> since;
        std::string whose, filter;
        bool plan = false;
        bool in_one = false;  // all of it in the company's currency
    };
    Result<Asked> asked_number(Cursor cursor);
    Status lists(const Asked& asked, const EntityDef& entity, const std::string& filter,
                 std::int64_t count);
    Status expect_metric(const std::string& text);
    Status expect_forecast(const std::string& text);
    Status expect_movements(const std::string& text);
    // expecting_past.cpp
    Status same_pasts();
    Status same_past(const rules::GuidelinePtr& guideline);
    Status expect_would_have(const std::string& key, int wanted);
    struct About {
        std::vector<Record> found;
        std::string words, values;
    };
    // "[open] [GUIDELINE] [about NAME][, field value …]"
    Result<About> exceptions(const std::string& text);
    std::string list(const std::vector<Record>& exceptions);

    World& world_;
    std::optional<Fault> fault_;
    int fault_line_ = 0, line_ = 0;
    bool stopped_ = false;  // the house was closed for a while: things were found late
    Committed last_;
};

// A number in front: "3 exceptions"; "a", "one" are 1, "no" is 0. Nothing when there is none.
std::optional<int> number_of(Cursor& cursor);

// What a fault says, for people who read a failed scenario.
std::string words_of(const Fault& fault);

}  // namespace vigil::tests
