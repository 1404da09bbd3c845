#include "base/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

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

class Speech {
  public:
    virtual ~Speech() = default;
    virtual std::string day(Day day, Dates dates) const = 0;
    virtual std::string days(Day first, Day last) const = 0;
    virtual std::string duration(Duration duration) const = 0;
    virtual std::string weekends(int n) const = 0;
    virtual std::string named(const Step& step) const = 0;
    virtual std::string more(int n) const = 0;
    virtual std::string skipped(const std::vector<std::string>& things) const = 0;
    virtual std::string counted_from(const std::string& stamp) const = 0;
    virtual std::string clock_change(const Step& step) const = 0;
    virtual std::string into_hours(const Step& step) const = 0;
    virtual std::string time_skipped(const Step& step) const = 0;
    virtual std::string comma() const = 0;
    virtual std::string late(std::int64_t n, int unit) const = 0;  // 0 day, 1 hour, 2 minute
    virtual std::string late_little() const = 0;
};

class English final : public Speech {
  public:
    std::string day(Day day, Dates dates) const override {
        constexpr std::array<const char*, 7> names{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
        const char* name = names[static_cast<std::size_t>(weekday(day))];
        if (dates == Dates::weekday) return name;
        std::string text = fmt::format("{} {}", name, date(day));
        if (dates == Dates::year) text += fmt::format(" {}", static_cast<int>(civil(day).year()));
        return text;
    }
    std::string days(Day first, Day last) const override {
        return first == last ? date(first) : date(first) + " to " + date(last);
    }
    std::string duration(Duration duration) const override { return to_string(duration); }
    std::string weekends(int n) const override {
        return n == 1 ? "weekend" : fmt::format("{} weekends", n);
    }
    std::string named(const Step& step) const override {
        if (step.kind == Kind::off_days) return day(step.first, Dates::date);
        std::string name = step.name;
        if (name.empty()) {
            name = step.kind == Kind::holiday ? "holiday"
                   : step.kind == Kind::leave ? "leave"
                                              : "office closed";
        }
        return fmt::format("{} ({})", name, days(step.first, step.last));
    }
    std::string more(int n) const override { return fmt::format("{} more", n); }
    std::string skipped(const std::vector<std::string>& things) const override {
        std::string text;
        for (std::size_t i = 0; i < things.size(); ++i) {
            if (i > 0) text += i + 1 == things.size() ? " and " : ", ";
            text += things[i];
        }
        return text + " skipped";
    }
    std::string counted_from(const std::string& stamp) const override {
        return "counted from " + stamp;
    }
    std::string clock_change(const Step& step) const override {
        return fmt::format("clocks go {} {} min on {}", step.minutes > 0 ? "forward" : "back",
                           std::abs(step.minutes), date(step.first));
    }
    std::string into_hours(const Step& step) const override {
        return clock_time(step.minutes) + " is outside that day's hours";
    }
    std::string time_skipped(const Step&) const override {
        return "the clocks leap over that time";
    }
    std::string comma() const override { return ", "; }
    std::string late(std::int64_t n, int unit) const override {
        constexpr std::array<const char*, 3> units{"d", "h", "min"};
        return fmt::format("{} {}", n, units[static_cast<std::size_t>(unit)]);
    }
    std::string late_little() const override { return "< 1 min"; }

  private:
    static std::string date(Day day) {
        constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
        const auto ymd = civil(day);
        return fmt::format("{} {}", static_cast<unsigned>(ymd.day()),
                           months[static_cast<unsigned>(ymd.month()) - 1]);
    }
};

class Chinese final : public Speech {
  public:
    std::string day(Day day, Dates dates) const override {
        constexpr std::array<const char*, 7> names{"周一", "周二", "周三", "周四",
                                                   "周五", "周六", "周日"};
        const char* name = names[static_cast<std::size_t>(weekday(day))];
        if (dates == Dates::weekday) return name;
        std::string text;
        if (dates == Dates::year) text = fmt::format("{}年", static_cast<int>(civil(day).year()));
        return text + date(day) + name;
    }
    std::string days(Day first, Day last) const override {
        return first == last ? date(first) : date(first) + "至" + date(last);
    }
    std::string duration(Duration duration) const override {
        constexpr std::array<const char*, 7> units{"分钟",     "小时",       "天",        "周",
                                                   "个工作日", "个工作分钟", "个工作小时"};
        return fmt::format("{} {}", duration.n, units[static_cast<std::size_t>(duration.unit)]);
    }
    std::string weekends(int n) const override {
        return n == 1 ? "周末" : fmt::format("{} 个周末", n);
    }
    std::string named(const Step& step) const override {
        if (step.kind == Kind::off_days) return day(step.first, Dates::date);
        std::string name = step.name;
        if (name.empty()) {
            name = step.kind == Kind::holiday ? "节假日"
                   : step.kind == Kind::leave ? "休假"
                                              : "停业";
        }
        return fmt::format("{}（{}）", name, days(step.first, step.last));
    }
    std::string more(int n) const override { return fmt::format("另外 {} 项", n); }
    std::string skipped(const std::vector<std::string>& things) const override {
        std::string text = "跳过";
        for (std::size_t i = 0; i < things.size(); ++i) {
            if (i > 0) text += i + 1 == things.size() ? "和" : "、";
            text += things[i];
        }
        return text;
    }
    std::string counted_from(const std::string& stamp) const override {
        return "从" + stamp + " 起算";
    }
    std::string clock_change(const Step& step) const override {
        return fmt::format("{}时钟{} {} 分钟", date(step.first), step.minutes > 0 ? "拨快" : "拨慢",
                           std::abs(step.minutes));
    }
    std::string into_hours(const Step& step) const override {
        return clock_time(step.minutes) + " 不在当天的工作时间内";
    }
    std::string time_skipped(const Step&) const override { return "时钟跳过了该时刻"; }
    std::string comma() const override { return "，"; }
    std::string late(std::int64_t n, int unit) const override {
        constexpr std::array<const char*, 3> units{"天", "小时", "分钟"};
        return fmt::format("{} {}", n, units[static_cast<std::size_t>(unit)]);
    }
    std::string late_little() const override { return "不到 1 分钟"; }

  private:
    static std::string date(Day day) {
        const auto ymd = civil(day);
        return fmt::format("{}月{}日", static_cast<unsigned>(ymd.month()),
                           static_cast<unsigned>(ymd.day()));
    }
};

const Speech& speech_of(std::string_view language) {
    static const English english;
    static const Chinese chinese;
    if (language.starts_with("zh") || language.starts_with("ZH")) return chinese;
    return english;
}

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
    const Speech& speech = speech_of(language);
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
        if (step.kind == Kind::time_skipped) add(speech.time_skipped(step));
    }
    return line + " = " + stamp(explanation.deadline.due);
}

std::string in_words(Duration duration, std::string_view language) {
    return speech_of(language).duration(duration);
}

std::string in_words(Lateness lateness, std::string_view language) {
    const Speech& speech = speech_of(language);
    const std::array<std::int64_t, 3> parts{lateness.days, lateness.hours, lateness.minutes};
    std::size_t largest = 0;
    while (largest < 3 && parts[largest] == 0) ++largest;
    if (largest == 3) return speech.late_little();
    std::string text = speech.late(parts[largest], static_cast<int>(largest));
    if (largest < 2 && parts[largest + 1] > 0) {
        text += " " + speech.late(parts[largest + 1], static_cast<int>(largest) + 1);
    }
    return text;
}

}  // namespace vigil
