#include "base/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/shipped_words.h"

namespace vigil {

namespace {

using Kind = Step::Kind;

// --- the derivation ---

class Deriver {
  public:
    Deriver(Moment start, const Explanation& explanation, const Calendar& calendar)
        : start_(start),
          due_(explanation.deadline.due),
          counted_from_(explanation.deadline.counted_from),
          duration_(explanation.duration),
          calendar_(calendar),
          zone_(calendar.zone()) {}

    void derive(Explanation& explanation) {
        if (counts_working_time(duration_.unit)) add_days();
        add_closures();
        add_clock_changes();
        std::ranges::sort(found_, {},
                          [](const Step& each) { return std::pair(each.at, each.kind); });
        if (found_.size() > Explanation::steps_max - 4) {
            explanation.left_out = static_cast<int>(found_.size()) - Explanation::steps_max + 4;
            found_.resize(Explanation::steps_max - 4);
        }
        auto& steps = explanation.steps;
        steps.push_back(step(Kind::start, start_));
        steps.insert(steps.end(), found_.begin(), found_.end());
        if (counted_from_ != start_) {
            const auto after =
                std::ranges::find_if(steps.begin() + 1, steps.end(),
                                     [this](const Step& each) { return each.at > counted_from_; });
            steps.insert(after, step(Kind::counted_from, counted_from_));
        }
        add_landing(steps);
        steps.push_back(step(Kind::due, due_));
    }

  private:
    Step step(Kind kind, Moment at) const {
        const Day day = zone_.to_local(at).day;
        return {kind, at, day, day};
    }

    // Holidays and days off between start and due. The weekday of the start itself explains
    // nothing: "Sun 17:50, counted from Mon 09:00" says it all.
    void add_days() {
        const Day first = zone_.to_local(start_).day;
        const Day last = zone_.to_local(due_).day;
        for (Day day = first; day <= last; day = day + 1) {
            const SpecialDay* special = calendar_.special_day(day);
            const bool off = calendar_.weekday_hours(weekday(day)).empty();
            // A holiday that lasts over a weekend stays in one piece.
            const bool goes_on = special != nullptr && special->hours.empty() && !found_.empty() &&
                                 found_.back().kind == Kind::holiday &&
                                 found_.back().name == special->name &&
                                 found_.back().last + 1 == day;
            if (goes_on) {
                found_.back().last = day;
            } else if (special != nullptr && special->hours.empty() && !off) {
                add_day(Kind::holiday, day, special->name);
            } else if (off && (special == nullptr || special->hours.empty()) && day > first) {
                add_day(Kind::off_days, day, {});
                found_.back().is_weekend = found_.back().is_weekend || weekday(day) >= 5;
            }
        }
    }

    // Neighbouring days of one kind and name become one step.
    void add_day(Kind kind, Day day, const std::string& name) {
        if (!found_.empty() && found_.back().kind == kind && found_.back().name == name &&
            found_.back().last + 1 == day) {
            found_.back().last = day;
            return;
        }
        found_.push_back({kind, zone_.to_utc(day, 0), day, day, name});
    }

    void add_closures() {
        const bool working = counts_working_time(duration_.unit);
        const Calendar open = without_closures();
        for (const Closure& closure : calendar_.closures()) {
            const Moment from = std::max(closure.from, start_);
            const Moment to = std::min(closure.to, due_);
            if (from >= to) continue;
            const bool leave = closure.whose == Closure::Whose::person;
            if (working ? working_time_between(from, to, open).us == 0 : !leave) continue;
            Step each{leave ? Kind::leave : Kind::office_closed, from};
            each.first = zone_.to_local(closure.from).day;
            each.last = zone_.to_local(Moment{closure.to.us - 1}).day;
            each.name = closure.name;
            found_.push_back(std::move(each));
        }
    }

    // The same hours without anything laid over them.
    Calendar without_closures() const {
        CalendarPlan plan;
        plan.zone = zone_.name();
        const Day first = zone_.to_local(start_).day;
        const Day last = zone_.to_local(due_).day;
        for (int day = 0; day < 7; ++day) {
            const auto hours = calendar_.weekday_hours(day);
            plan.week[static_cast<std::size_t>(day)].assign(hours.begin(), hours.end());
        }
        for (const SpecialDay& special : calendar_.special_days()) {
            if (special.day >= first && special.day <= last) plan.special_days.push_back(special);
        }
        return Calendar::make(plan).value_or(calendar_);
    }

    // Exact time does not follow the wall clock; only there a change shows in the result.
    void add_clock_changes() {
        if (duration_.unit != Unit::minutes && duration_.unit != Unit::hours) return;
        Moment at = start_;
        for (int n = 0; n < Explanation::steps_max; ++n) {
            const Zone::Segment now = zone_.segment_at(at);
            if (now.to > due_) return;
            at = now.to;
            Step each = step(Kind::clock_change, at);
            each.minutes =
                static_cast<int>((zone_.offset_at(at).us - now.offset.us) / us_per_minute);
            found_.push_back(std::move(each));
        }
    }

    void add_landing(std::vector<Step>& steps) const {
        const LocalTime due = zone_.to_local(due_);
        const LocalTime from = zone_.to_local(counted_from_);
        const bool days = duration_.unit == Unit::days || duration_.unit == Unit::weeks;
        if (due.us_of_day == from.us_of_day) return;
        if (days && zone_.segment_at(due_).from == due_) {
            const Span before = zone_.segment_at(due_ - seconds(1)).offset;
            if (before < zone_.offset_at(due_)) steps.push_back(step(Kind::time_skipped, due_));
        }
        if (duration_.unit == Unit::business_days) {
            Step each = step(Kind::into_hours, due_);
            each.minutes = static_cast<int>(from.us_of_day / us_per_minute);
            steps.push_back(std::move(each));
        }
    }

    Moment start_;
    Moment due_;
    Moment counted_from_;
    Duration duration_;
    const Calendar& calendar_;
    const Zone& zone_;
    std::vector<Step> found_;
};

// --- the words ---

constexpr int named_max = 4;  // things named one by one; the rest is counted

enum class Dates { weekday, date, year };

std::string clock_time(std::int64_t minute_of_day) {
    return fmt::format("{:02}:{:02}", minute_of_day / 60, minute_of_day % 60);
}

// Says the pieces, by the catalogue of words.
class Speech {
  public:
    explicit Speech(std::string_view language) : language_(language) {}

    std::string say(std::string_view code, const FaultArgs& args = {}) const {
        return words_.text(language_, code, args);
    }
    std::string day(Day day, Dates dates) const {
        if (dates == Dates::year) return day_in_words(day, language_);
        auto name = say("weekday_" + std::to_string(weekday(day) + 1));
        if (dates == Dates::weekday) return name;
        return say("day_in_year", {{"weekday", name}, {"date", date(day)}});
    }
    std::string date(Day day) const {
        const auto ymd = civil(day);
        const auto month = std::to_string(static_cast<unsigned>(ymd.month()));
        return say("date_in_year", {{"day", std::to_string(static_cast<unsigned>(ymd.day()))},
                                    {"month", say("month_" + month)}});
    }
    std::string duration(Duration duration) const {
        constexpr std::array<const char*, 7> units{
            "minutes",       "hours",           "days",         "weeks",
            "business_days", "working_minutes", "working_hours"};
        return say(std::string("span_") + units[static_cast<std::size_t>(duration.unit)],
                   {{"n", std::to_string(duration.n)}});
    }
    std::string weekends(int n) const {
        return n == 1 ? say("clock_weekend") : say("clock_weekends", {{"n", std::to_string(n)}});
    }
    std::string named(const Step& step) const {
        if (step.kind == Kind::off_days) return day(step.first, Dates::date);
        std::string name = step.name;
        if (name.empty())
            name = say(step.kind == Kind::holiday ? "clock_holiday"
                       : step.kind == Kind::leave ? "clock_leave"
                                                  : "clock_closed");
        const std::string days =
            step.first == step.last
                ? date(step.first)
                : say("clock_days", {{"first", date(step.first)}, {"last", date(step.last)}});
        return say("clock_named", {{"name", name}, {"days", days}});
    }
    std::string more(int n) const { return say("clock_more", {{"n", std::to_string(n)}}); }
    std::string skipped(const std::vector<std::string>& things) const {
        std::string text;
        for (std::size_t i = 0; i < things.size(); ++i) {
            if (i > 0) text += say(i + 1 == things.size() ? "clock_and" : "clock_list_comma");
            text += things[i];
        }
        return say("clock_skipped", {{"things", text}});
    }
    std::string counted_from(const std::string& stamp) const {
        return say("clock_counted_from", {{"at", stamp}});
    }
    std::string clock_change(const Step& step) const {
        return say(step.minutes > 0 ? "clock_forward" : "clock_back",
                   {{"n", std::to_string(std::abs(step.minutes))}, {"date", date(step.first)}});
    }
    std::string into_hours(const Step& step) const {
        return say("clock_outside_hours", {{"time", clock_time(step.minutes)}});
    }
    std::string time_skipped() const { return say("clock_time_skipped"); }
    std::string comma() const { return say("clock_comma"); }
    std::string late(std::int64_t n, int unit) const {  // 0 day, 1 hour, 2 minute
        constexpr std::array<const char*, 3> units{"late_days", "late_hours", "late_minutes"};
        return say(units[static_cast<std::size_t>(unit)], {{"n", std::to_string(n)}});
    }
    std::string late_little() const { return say("late_little"); }

  private:
    const Words& words_ = shipped_words();
    std::string_view language_;
};

// The skipped things among some steps, e.g. "Easter Monday (6 Apr) and 2 weekends skipped".
std::string skipped_in(std::span<const Step> steps, int left_out, const Speech& speech) {
    std::vector<std::string> things;
    int weekends = 0, more = left_out;
    for (const Step& step : steps) {
        if (step.kind == Kind::off_days && step.is_weekend) {
            ++weekends;
        } else if (step.kind >= Kind::off_days && step.kind <= Kind::office_closed) {
            if (things.size() < named_max)
                things.push_back(speech.named(step));
            else
                ++more;
        }
    }
    if (weekends > 0) things.push_back(speech.weekends(weekends));
    if (more > 0) things.push_back(speech.more(more));
    return things.empty() ? std::string() : speech.skipped(things);
}

}  // namespace

Result<Explanation> explain(Moment start, Duration duration, const Calendar& calendar) {
    VIGIL_TRY(const Deadline deadline, due(start, duration, calendar));
    Explanation explanation{calendar.zone(), duration, deadline, {}};
    Deriver(start, explanation, calendar).derive(explanation);
    return explanation;
}

std::string in_words(const Explanation& explanation, std::string_view language) {
    const Speech speech(language);
    const auto& steps = explanation.steps;
    const Day first = steps.front().first, last = steps.back().first;
    const Dates dates = civil(first).year() != civil(last).year() ? Dates::year
                        : last - first >= 7                       ? Dates::date
                                                                  : Dates::weekday;
    const auto stamp = [&](Moment at) {
        const LocalTime time = explanation.zone.to_local(at);
        return speech.day(time.day, dates) + " " + clock_time(time.us_of_day / us_per_minute);
    };
    std::string line = stamp(steps.front().at);
    const auto add = [&](const std::string& text) {
        if (!text.empty()) line += speech.comma() + text;
    };
    auto counting = std::ranges::find(steps, Kind::counted_from, &Step::kind);
    if (counting == steps.end()) {
        counting = steps.begin();
    } else {
        add(skipped_in({steps.begin(), counting}, 0, speech));
        add(speech.counted_from(stamp(counting->at)));
    }
    line += " + " + speech.duration(explanation.duration);
    add(skipped_in({counting, steps.end()}, explanation.left_out, speech));
    for (const Step& step : steps) {
        if (step.kind == Kind::clock_change) add(speech.clock_change(step));
        if (step.kind == Kind::into_hours) add(speech.into_hours(step));
        if (step.kind == Kind::time_skipped) add(speech.time_skipped());
    }
    return line + " = " + stamp(explanation.deadline.due);
}

std::string in_words(const Explanation& explanation, Moment due, std::string_view language) {
    auto line = in_words(explanation, language);
    const Moment derived = explanation.deadline.due;
    if (due == derived) return line;
    const Speech speech(language);
    const LocalTime time = explanation.zone.to_local(due);
    const bool same_year = civil(time.day).year() == civil(explanation.steps.back().last).year();
    const auto stamp = speech.day(time.day, same_year ? Dates::date : Dates::year) + " " +
                       clock_time(time.us_of_day / us_per_minute);
    // Leave called off would have put it where nobody could keep it any more.
    return line + speech.say(due > derived ? "clock_not_past" : "clock_as_it_was", {{"at", stamp}});
}

std::string in_words(Duration duration, std::string_view language) {
    return Speech(language).duration(duration);
}

std::string in_words(Lateness lateness, std::string_view language) {
    const Speech speech(language);
    const std::array<std::int64_t, 3> parts{lateness.days, lateness.hours, lateness.minutes};
    std::size_t largest = 0;
    while (largest < 3 && parts[largest] == 0) ++largest;
    if (largest == 3) return speech.late_little();
    auto text = speech.late(parts[largest], static_cast<int>(largest));
    if (largest == 2 || parts[largest + 1] == 0) return text;
    auto rest = speech.late(parts[largest + 1], static_cast<int>(largest) + 1);
    return speech.say("late_both", {{"larger", std::move(text)}, {"smaller", std::move(rest)}});
}

}  // namespace vigil
