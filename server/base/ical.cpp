#include "base/ical.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/ical_rule.h"

namespace vigil {

namespace {

using ical::date_stamp, ical::days_of_duration, ical::days_of_year, ical::each_part,
    ical::read_rule;
using ical::Rule, ical::Stamp, ical::upper;

constexpr std::size_t line_size_max = 64 * 1024;
constexpr std::size_t summary_size_max = 200;
constexpr int event_days_max = 366;
// Days looked at in one file, a day marked counting as ten: some hundredths of a second.
constexpr std::int64_t work_max = 30'000'000;

// --- text ---

// The length of the well-formed UTF-8 sequence at the head, 0 if there is none.
std::size_t sequence_size(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned head = byte(0);
    const std::size_t size = head < 0x80   ? 1
                             : head < 0xC2 ? 0
                             : head < 0xE0 ? 2
                             : head < 0xF0 ? 3
                             : head < 0xF5 ? 4
                                           : 0;
    if (size == 0 || size > text.size()) return 0;
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return 0;
    }
    if ((head == 0xE0 && byte(1) < 0xA0) || (head == 0xED && byte(1) > 0x9F) ||
        (head == 0xF0 && byte(1) < 0x90) || (head == 0xF4 && byte(1) > 0x8F)) {
        return 0;
    }
    return size;
}

// Undoes the escapes; control characters become blanks, broken UTF-8 a replacement character.
std::string plain_text(std::string_view text) {
    std::string result;
    while (!text.empty() && result.size() < summary_size_max) {
        std::size_t size = sequence_size(text);
        if (text[0] == '\\' && text.size() > 1) {
            text.remove_prefix(1);
            size = sequence_size(text);
            if (text[0] == 'n' || text[0] == 'N') {
                result += ' ';
                text.remove_prefix(1);
                continue;
            }
        }
        if (size == 0) {
            result += "\xEF\xBF\xBD";
        } else if (size == 1 && (static_cast<unsigned char>(text[0]) < 0x20 || text[0] == 0x7F)) {
            result += ' ';
        } else {
            result += text.substr(0, size);
        }
        text.remove_prefix(std::max<std::size_t>(size, 1));
    }
    const std::size_t first = result.find_first_not_of(' ');
    if (first == result.npos) return {};
    return result.substr(first, result.find_last_not_of(' ') - first + 1);
}

// --- lines ---

struct Property {
    int line = 0;
    std::string name;  // upper case
    bool is_date = false;
    std::string_view value;  // into the reader's buffer
};

// Yields one unfolded content line after the other.
class Lines {
  public:
    explicit Lines(std::string_view text) : text_(text) {
        if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
    }

    bool next(Property& property) {
        while (!text_.empty()) {
            property.line = line_ + 1;
            unfold();
            if (split(property)) return true;
        }
        return false;
    }

  private:
    std::string_view physical() {
        ++line_;
        const std::size_t end = text_.find_first_of("\r\n");
        const std::string_view line = text_.substr(0, end);
        text_.remove_prefix(line.size());
        if (text_.starts_with("\r\n"))
            text_.remove_prefix(2);
        else if (!text_.empty())
            text_.remove_prefix(1);
        return line;
    }

    void unfold() {
        buffer_.clear();
        append(physical());
        while (text_.starts_with(' ') || text_.starts_with('\t')) {
            append(physical().substr(1));
        }
    }

    void append(std::string_view piece) {
        buffer_ += piece.substr(0, line_size_max - std::min(line_size_max, buffer_.size()));
    }

    // NAME *(;PARAMETER=value) : value; a colon within quotes belongs to a parameter.
    bool split(Property& property) const {
        const std::string_view line = buffer_;
        bool quoted = false;
        std::size_t colon = 0;
        for (; colon < line.size() && (quoted || line[colon] != ':'); ++colon) {
            if (line[colon] == '"') quoted = !quoted;
        }
        if (colon == line.size()) return false;
        const std::string head = upper(line.substr(0, colon));
        property.name = head.substr(0, head.find(';'));
        property.is_date = (head + ";").find(";VALUE=DATE;") != head.npos;
        property.value = line.substr(colon + 1);
        while (property.value.ends_with(' ')) property.value.remove_suffix(1);
        return true;
    }

    std::string_view text_;
    std::string buffer_;
    int line_ = 0;
};

// --- events ---

struct Event {
    int line = 0;
    std::string uid, name, rule;
    std::string broken;  // a date that could not be read
    std::optional<Stamp> start, end, replaces;
    std::optional<int> duration_days;
    std::vector<Day> added, removed;
    bool cancelled = false, many_rules = false, unfinished = false;
};

class Reader {
  public:
    Reader(std::string_view text, const Zone& zone) : lines_(text), zone_(zone) {}

    Result<HolidayImport> read() {
        Property property;
        bool is_calendar = false;
        while (lines_.next(property)) {
            if (property.name == "BEGIN" && upper(property.value) == "VCALENDAR")
                is_calendar = true;
            if (is_calendar) take(property);
        }
        if (!is_calendar) return fail(FaultKind::refused, "ical_not_a_calendar");
        close_event(true);
        for (const Event& event : events_) {
            if (event.replaces) replaced_[event.uid].insert(event.replaces->day);
        }
        for (const Event& event : events_) add(event);
        for (auto& [day, name] : days_) import_.days.push_back({day, std::move(name)});
        if (too_many_ > 0) {
            skip(first_too_many_, {}, "ical_too_many_events",
                 {{"limit", std::to_string(HolidayImport::events_max)}});
            import_.skipped_more += too_many_ - 1;
        }
        return std::move(import_);
    }

  private:
    void take(const Property& property) {
        if (property.name == "BEGIN") {
            if (upper(property.value) == "VEVENT") {
                close_event(true);
                event_.emplace().line = property.line;
                nested_ = 0;
            } else if (event_) {
                ++nested_;  // an alarm within the event
            }
        } else if (property.name == "END") {
            if (upper(property.value) == "VEVENT")
                close_event(false);
            else if (nested_ > 0)
                --nested_;
        } else if (event_ && nested_ == 0) {
            take_of_event(property);
        } else if (!event_ && (property.name == "X-WR-CALNAME" || property.name == "NAME") &&
                   import_.calendar_name.empty()) {
            import_.calendar_name = plain_text(property.value);
        }
    }

    void take_of_event(const Property& property) {
        Event& event = *event_;
        const std::string& name = property.name;
        if (name == "SUMMARY")
            event.name = plain_text(property.value);
        else if (name == "UID")
            event.uid = property.value;
        else if (name == "STATUS")
            event.cancelled = upper(property.value) == "CANCELLED";
        else if (name == "DTSTART")
            event.start = stamp(property);
        else if (name == "DTEND")
            event.end = stamp(property);
        else if (name == "RECURRENCE-ID")
            event.replaces = stamp(property);
        else if (name == "RDATE")
            take_dates(property, event.added);
        else if (name == "EXDATE")
            take_dates(property, event.removed);
        else if (name == "EXRULE")
            event.many_rules = true;
        else if (name == "RRULE") {
            event.many_rules = event.many_rules || !event.rule.empty();
            event.rule = property.value;
        } else if (name == "DURATION") {
            event.duration_days = days_of_duration(property.value);
            if (!event.duration_days) event.broken = property.value;
        }
    }

    std::optional<Stamp> stamp(const Property& property) {
        const auto found = date_stamp(property.value, zone_);
        if (!found) event_->broken = property.value.empty() ? std::string("-") : property.value;
        return found;
    }

    void take_dates(const Property& property, std::vector<Day>& into) {
        each_part(property.value, ',', [&](std::string_view part) {
            const auto found = date_stamp(part.substr(0, part.find('/')), zone_);
            if (found)
                into.push_back(found->day);
            else
                event_->broken = part.empty() ? std::string("-") : std::string(part);
            return found.has_value();
        });
    }

    void close_event(bool unfinished) {
        if (!event_) return;
        event_->unfinished = unfinished;
        if (events_.size() < HolidayImport::events_max) {
            events_.push_back(*std::move(event_));
        } else if (too_many_++ == 0) {
            first_too_many_ = event_->line;
        }
        event_.reset();
    }

    void skip(int line, std::string name, std::string code, FaultArgs args = {}) {
        if (import_.skipped.size() >= HolidayImport::skipped_max) {
            ++import_.skipped_more;
            return;
        }
        import_.skipped.push_back({line, std::move(name), std::move(code), std::move(args)});
    }

    void skip(const Event& event, std::string code, FaultArgs args = {}) {
        skip(event.line, event.name, std::move(code), std::move(args));
    }

    // The number of whole days, nothing when the event was skipped.
    std::optional<int> length_of(const Event& event) {
        int length = event.duration_days.value_or(1);
        const Stamp& start = *event.start;
        if (event.end) {
            length = event.end->day - start.day;
            const bool to_last_minute = event.end->second >= 86'340;
            if (to_last_minute) ++length;
            if (event.end->has_time && event.end->second != 0 && !to_last_minute) {
                skip(event, "ical_part_of_a_day");
                return std::nullopt;
            }
            if (length < 0) {
                skip(event, "ical_date_invalid", {{"value", to_string(event.end->day)}});
                return std::nullopt;
            }
            length = std::max(length, 1);  // an end equal to the start: some write it so
        }
        if (start.second != 0) {
            skip(event, "ical_part_of_a_day");
            return std::nullopt;
        }
        if (length <= event_days_max) return length;
        skip(event, "ical_too_long", {{"limit", std::to_string(event_days_max)}});
        return std::nullopt;
    }

    void add(const Event& event) {
        if (event.unfinished) return skip(event, "ical_unfinished");
        if (event.cancelled) return skip(event, "ical_cancelled");
        if (!event.broken.empty()) {
            return skip(event, "ical_date_invalid",
                        {{"value", plain_text(std::string_view(event.broken).substr(0, 40))}});
        }
        if (!event.start) return skip(event, "ical_without_date");
        const auto length = length_of(event);
        if (!length) return;
        std::set<Day> starts(event.added.begin(), event.added.end());
        starts.insert(event.start->day);
        if (!event.rule.empty() || event.many_rules) {
            const auto rule = event.many_rules ? std::nullopt : read_rule(event.rule, zone_);
            if (!rule) {
                return skip(event, "ical_rule_unsupported",
                            {{"rule", plain_text(std::string_view(event.rule).substr(0, 150))}});
            }
            if (!expand(*rule, event.start->day, *length, starts)) {
                return skip(event, "ical_rule_too_large");
            }
        }
        for (const Day removed : event.removed) starts.erase(removed);
        if (const auto found = replaced_.find(event.uid);
            !event.replaces && found != replaced_.end()) {
            std::erase_if(starts, [&](Day day) { return found->second.contains(day); });
        }
        work_ += static_cast<std::int64_t>(starts.size()) * *length * 10;
        if (work_ > work_max) return skip(event, "ical_rule_too_large");
        if (mark(starts, *length, event.name) || starts.empty()) return;
        skip(event, "ical_outside_years",
             {{"first", std::to_string(HolidayImport::year_first)},
              {"last", std::to_string(HolidayImport::year_last)}});
    }

    // False when the file asks for more work than any honest one.
    bool expand(const Rule& rule, Day start, int length, std::set<Day>& starts) {
        const auto date = civil(start);
        int year = static_cast<int>(date.year());
        // Without a count, nothing before the first year of interest needs to be looked at.
        const int wanted_from = HolidayImport::year_first - 1 - length / 366;
        if (rule.count == 0 && year < wanted_from) {
            year += (wanted_from - year) / rule.interval * rule.interval;
        }
        const std::size_t tests = rule.month_days.size() + rule.weekdays.size();
        int left = rule.count == 0 ? INT32_MAX : rule.count - 1;  // the start is the first
        for (; year <= HolidayImport::year_last && left > 0; year += rule.interval) {
            work_ += 40 + static_cast<std::int64_t>(366 * tests);
            if (work_ > work_max) return false;
            if (rule.until && make_day(year, 1, 1) > *rule.until) break;
            for (const Day day : days_of_year(rule, year, date)) {
                if (day <= start) continue;
                if (left-- <= 0 || (rule.until && day > *rule.until)) return true;
                if (year >= wanted_from) starts.insert(day);
            }
        }
        return true;
    }

    // Notes the days within the years of interest; false when there are none.
    bool mark(const std::set<Day>& starts, int length, const std::string& name) {
        const Day first = make_day(HolidayImport::year_first, 1, 1);
        const Day last = make_day(HolidayImport::year_last, 12, 31);
        bool any = false;
        for (const Day start : starts) {
            for (int i = 0; i < length; ++i) {
                const Day day = start + i;
                if (day < first || day > last) continue;
                any = true;
                add_name(days_[day], name);
            }
        }
        return any;
    }

    static void add_name(std::string& names, const std::string& name) {
        if (name.empty() || names.size() + name.size() + 3 > 2 * summary_size_max) return;
        const std::string framed = " / " + names + " / ";
        if (framed.find(" / " + name + " / ") != framed.npos) return;
        if (!names.empty()) names += " / ";
        names += name;
    }

    Lines lines_;
    const Zone& zone_;
    HolidayImport import_;
    std::optional<Event> event_;
    int nested_ = 0;
    std::vector<Event> events_;
    std::map<Day, std::string> days_;
    std::size_t too_many_ = 0;
    int first_too_many_ = 0;
    std::map<std::string, std::set<Day>>
        replaced_;  // by UID: occurrences that another event changes
    std::int64_t work_ = 0;
};

}  // namespace

Result<HolidayImport> read_holidays(std::string_view text, const Zone& zone) {
    if (text.size() > HolidayImport::size_max) {
        return fail(FaultKind::too_large, "ical_too_large", {},
                    {{"limit", std::to_string(HolidayImport::size_max)}});
    }
    return Reader(text, zone).read();
}

}  // namespace vigil
