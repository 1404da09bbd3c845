#include "base/moment.h"

#include "base/check.h"

namespace vigil {

namespace {

constexpr std::int64_t us_per_second = 1'000'000;
constexpr std::int32_t first_day = -719'162;  // 0001-01-01
constexpr std::int32_t last_day = 2'932'896;  // 9999-12-31

struct Civil {
    std::int64_t year;
    unsigned month;
    unsigned day;
};

// std::chrono::year holds 16 bits; a Moment reaches further, and writing one must never go wrong.
constexpr Civil civil_of(std::int64_t days) {
    const std::int64_t z = days + 719'468;  // days since 0000-03-01
    const std::int64_t era = (z >= 0 ? z : z - 146'096) / 146'097;
    const auto day_of_era = static_cast<unsigned>(z - era * 146'097);
    const unsigned year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const unsigned day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const unsigned shifted = (5 * day_of_year + 2) / 153;
    const unsigned month = shifted < 10 ? shifted + 3 : shifted - 9;
    return {era * 400 + year_of_era + (month <= 2 ? 1 : 0), month,
            day_of_year - (153 * shifted + 2) / 5 + 1};
}

constexpr std::int64_t days_of(std::int64_t year, unsigned month, unsigned day) {
    const std::int64_t y = month <= 2 ? year - 1 : year;
    const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
    const auto year_of_era = static_cast<unsigned>(y - era * 400);
    const unsigned day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const unsigned day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146'097 + static_cast<std::int64_t>(day_of_era) - 719'468;
}
static_assert(days_of(1970, 1, 1) == 0 && days_of(1, 1, 1) == first_day &&
              days_of(9999, 12, 31) == last_day);

constexpr unsigned days_in_month(unsigned year, unsigned month) {
    constexpr unsigned char lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : lengths[month - 1];
}

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

char* put(char* at, std::uint64_t value, int width) {
    for (int i = width - 1; i >= 0; --i, value /= 10) at[i] = static_cast<char>('0' + value % 10);
    return at + width;
}

// Years outside 0000 .. 9999 are written as ISO 8601 expands them: sign and six digits.
char* put_date(char* at, std::int64_t days) {
    const Civil date = civil_of(days);
    if (date.year >= 0 && date.year <= 9999) {
        at = put(at, static_cast<std::uint64_t>(date.year), 4);
    } else {
        *at++ = date.year < 0 ? '-' : '+';
        const std::uint64_t size =
            static_cast<std::uint64_t>(date.year < 0 ? -date.year : date.year);
        at = put(at, size, size > 999'999 ? 7 : 6);
    }
    *at++ = '-';
    at = put(at, date.month, 2);
    *at++ = '-';
    return put(at, date.day, 2);
}

// Reads a text from the left; once something is missing, `ok` stays false.
struct Cursor {
    const char* at;
    const char* end;
    bool ok = true;

    explicit Cursor(std::string_view text) : at(text.data()), end(text.data() + text.size()) {}

    unsigned digits(int count) {
        if (end - at < count) return static_cast<unsigned>(ok = false);
        unsigned value = 0;
        for (int i = 0; i < count; ++i) {
            const unsigned digit = static_cast<unsigned char>(*at++) - unsigned{'0'};
            ok = ok && digit <= 9;
            value = value * 10 + digit;
        }
        return value;
    }
    bool take(char wanted) {
        if (at == end || *at != wanted) return false;
        ++at;
        return true;
    }
    void need(char wanted) { ok = take(wanted) && ok; }
};

std::int64_t read_date(Cursor& in) {
    const unsigned year = in.digits(4);
    in.need('-');
    const unsigned month = in.digits(2);
    in.need('-');
    const unsigned day = in.digits(2);
    in.ok = in.ok && year >= 1 && month >= 1 && month <= 12 && day >= 1 &&
            day <= days_in_month(year, month);
    return in.ok ? days_of(year, month, day) : 0;
}

std::int64_t read_fraction(Cursor& in) {
    if (!in.take('.')) return 0;
    std::int64_t value = 0;
    int count = 0;
    for (; count < 6 && in.at != in.end && *in.at >= '0' && *in.at <= '9'; ++count) {
        value = value * 10 + (*in.at++ - '0');
    }
    in.ok = in.ok && count > 0;
    for (; count < 6; ++count) value *= 10;
    return value;
}

// Seconds east of UTC.
std::int64_t read_offset(Cursor& in) {
    if (in.take('Z') || in.take('z')) return 0;
    const bool west = in.take('-');
    if (!west) in.need('+');
    const unsigned hour = in.digits(2);
    in.need(':');
    const unsigned minute = in.digits(2);
    in.ok = in.ok && hour <= 23 && minute <= 59;
    const std::int64_t seconds = std::int64_t{hour} * 3600 + std::int64_t{minute} * 60;
    return west ? -seconds : seconds;
}

}  // namespace

std::string to_string(Moment moment) {
    const std::int64_t days = floor_div(moment.us, us_per_day);
    // Unsigned: the first day of all begins before the first moment.
    const std::uint64_t of_day =
        std::uint64_t(moment.us) - std::uint64_t(days) * std::uint64_t(us_per_day);
    const std::uint64_t second = of_day / us_per_second;
    char text[40];
    char* at = put_date(text, days);
    *at++ = 'T';
    at = put(at, second / 3600, 2);
    *at++ = ':';
    at = put(at, second / 60 % 60, 2);
    *at++ = ':';
    at = put(at, second % 60, 2);
    *at++ = '.';
    at = put(at, of_day % us_per_second, 6);
    *at++ = 'Z';
    return std::string(text, at);
}

// A leap second (":60") is refused: our time has no place for it.
std::optional<Moment> parse_moment(std::string_view text) {
    Cursor in(text);
    const std::int64_t date = read_date(in);
    if (!in.take('T')) in.need('t');
    const unsigned hour = in.digits(2);
    in.need(':');
    const unsigned minute = in.digits(2);
    in.need(':');
    const unsigned second = in.digits(2);
    const std::int64_t fraction = read_fraction(in);
    const std::int64_t offset = read_offset(in);
    if (!in.ok || in.at != in.end || hour > 23 || minute > 59 || second > 59) return std::nullopt;
    const std::int64_t of_day = std::int64_t{hour} * 3600 + minute * 60 + second - offset;
    const Moment moment{date * us_per_day + of_day * us_per_second + fraction};
    // An offset may carry the instant over the edge of what can be written again.
    if (moment.us < first_day * us_per_day || moment.us >= (last_day + 1) * us_per_day) {
        return std::nullopt;
    }
    return moment;
}

std::string to_string(Day day) {
    char text[24];
    return std::string(text, put_date(text, day.number));
}

std::optional<Day> parse_day(std::string_view text) {
    Cursor in(text);
    const std::int64_t date = read_date(in);
    if (!in.ok || in.at != in.end) return std::nullopt;
    return Day{static_cast<std::int32_t>(date)};
}

Day make_day(int year, unsigned month, unsigned day) {
    VIGIL_CHECK((std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}).ok());
    return Day{static_cast<std::int32_t>(days_of(year, month, day))};
}

std::chrono::year_month_day civil(Day day) {
    return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(day.number)));
}

int weekday(Day day) {
    // 1970-01-01 was a Thursday.
    const int shifted = static_cast<int>((std::int64_t{day.number} + 3) % 7);
    return shifted < 0 ? shifted + 7 : shifted;
}

}  // namespace vigil
