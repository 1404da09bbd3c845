#include "in/import/date_format.h"

#include <algorithm>
#include <vector>

#include "in/import/date_words.h"
#include "in/import/text.h"

namespace vigil::import {
namespace {

struct Part {
    // y m d as numbers, b a month's name, H hour, M minute, S second, p am/pm, or ' ' for itself.
    char what;
    int width = 0;  // of the letters in the format
    std::string literal{};
};

char code_of_strptime(char c) {
    switch (c) {
        case 'Y':
        case 'y':
            return 'y';
        case 'm':
            return 'm';
        case 'd':
            return 'd';
        case 'b':
        case 'B':
            return 'b';
        case 'H':
        case 'I':
            return 'H';
        case 'M':
            return 'M';
        case 'S':
            return 'S';
        case 'p':
            return 'p';
        default:
            return 0;
    }
}

std::vector<Part> strptime_parts(const std::string& format) {
    std::vector<Part> parts;
    for (std::size_t i = 0; i < format.size(); ++i) {
        const char code =
            format[i] == '%' && i + 1 < format.size() ? code_of_strptime(format[i + 1]) : char{0};
        if (code == 0) {
            const bool upper = format[i] >= 'A' && format[i] <= 'Z';
            const char c = upper ? static_cast<char>(format[i] - 'A' + 'a') : format[i];
            parts.push_back({' ', 1, std::string(1, c)});
        } else {
            ++i;
            parts.push_back({code, format[i] == 'Y' ? 4 : 2});
        }
    }
    return parts;
}

// "mm" means minutes behind hours or before seconds.
void tell_minutes(std::vector<Part>& parts) {
    char before = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].what == ' ') continue;
        char after = 0;
        for (std::size_t j = i + 1; j < parts.size() && after == 0; ++j) {
            if (parts[j].what != ' ') after = parts[j].what;
        }
        if (parts[i].what == 'm' && (before == 'H' || after == 'S')) parts[i].what = 'M';
        before = parts[i].what;
    }
}

std::vector<Part> parts_of(std::string_view text) {
    const std::string exact(trimmed(text));
    if (exact.find('%') != std::string::npos) return strptime_parts(exact);
    const std::string format = plain_text(text);
    std::vector<Part> parts;
    for (std::size_t i = 0; i < format.size();) {
        if (format.compare(i, 5, "am/pm") == 0) {
            parts.push_back({'p', 5});
            i += 5;
            continue;
        }
        const char c = format[i];
        std::size_t run = 1;
        while (i + run < format.size() && format[i + run] == c) ++run;
        const std::string_view letters = "ymdhs";
        if (letters.find(c) == std::string_view::npos) {
            parts.push_back({' ', 1, std::string(1, c)});
            ++i;
            continue;
        }
        char what = c == 'h' ? 'H' : c == 's' ? 'S' : c;
        if (c == 'm' && run >= 3) what = 'b';
        parts.push_back({what, static_cast<int>(run)});
        i += run;
    }
    tell_minutes(parts);
    return parts;
}

struct Fields {
    int year = 0, month = 0, day = 0, hour = -1, minute = 0, second = 0;
    int half = -1;  // 0 am, 1 pm
};

bool take_number(std::string_view& text, std::size_t digits_max, int& value) {
    std::size_t n = 0;
    value = 0;
    while (n < digits_max && n < text.size() && text[n] >= '0' && text[n] <= '9') {
        value = value * 10 + (text[n] - '0');
        ++n;
    }
    text.remove_prefix(n);
    return n > 0;
}

bool take_month(std::string_view& text, int& month) {
    std::size_t n = 0;
    while (n < text.size() && ((text[n] >= 'a' && text[n] <= 'z') || (text[n] & 0x80) != 0)) ++n;
    const auto found = month_named(text.substr(0, n));
    if (!found) return false;
    month = static_cast<int>(*found);
    text.remove_prefix(n);
    if (text.starts_with('.')) text.remove_prefix(1);
    return true;
}

bool take_half(std::string_view& text, int& half) {
    if (!text.starts_with("am") && !text.starts_with("pm")) return false;
    half = text[0] == 'p' ? 1 : 0;
    text.remove_prefix(2);
    return true;
}

bool take_part(std::string_view& text, const Part& part, Fields& fields) {
    switch (part.what) {
        case 'y': {
            const std::size_t before = text.size();
            if (!take_number(text, part.width > 2 ? 4 : 2, fields.year)) return false;
            const std::size_t digits = before - text.size();
            if (part.width > 2) return digits == 4;
            fields.year += fields.year < 70 ? 2000 : 1900;
            return digits == 2;
        }
        case 'm':
            return take_number(text, 2, fields.month);
        case 'd':
            return take_number(text, 2, fields.day);
        case 'b':
            return take_month(text, fields.month);
        case 'H':
            return take_number(text, 2, fields.hour);
        case 'M':
            return take_number(text, 2, fields.minute);
        case 'S':
            return take_number(text, 2, fields.second);
        case 'p':
            return take_half(text, fields.half);
        default: {
            if (part.literal == " ") {
                text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
                return true;
            }
            if (!text.starts_with(part.literal)) return false;
            text.remove_prefix(part.literal.size());
            return true;
        }
    }
}

}  // namespace

bool names_full_date(std::string_view format) {
    if (format.size() > 64) return false;
    bool year = false, month = false, day = false;
    for (const Part& part : parts_of(format)) {
        year |= part.what == 'y';
        month |= part.what == 'm' || part.what == 'b';
        day |= part.what == 'd';
    }
    return year && month && day;
}

Parsed<LocalTime> read_by_format(std::string_view text, std::string_view format) {
    Fields fields;
    for (const Part& part : parts_of(format)) {
        // A date without its time is taken where the format ends with one.
        if (text.empty() && fields.year > 0 && fields.month > 0 && fields.day > 0) break;
        if (!take_part(text, part, fields)) return std::unexpected("date_not_in_format");
    }
    if (!text.empty()) return std::unexpected("date_not_in_format");
    if (!is_real_day(fields.year, fields.month, fields.day)) {
        return std::unexpected("date_impossible");
    }
    LocalTime result{make_day(fields.year, static_cast<unsigned>(fields.month),
                              static_cast<unsigned>(fields.day)),
                     {},
                     {}};
    if (fields.hour < 0) return result;
    if (fields.half >= 0 && (fields.hour < 1 || fields.hour > 12)) {
        return std::unexpected("date_impossible");
    }
    if (fields.half >= 0) fields.hour = fields.hour % 12 + 12 * fields.half;
    if (fields.hour > 23 || fields.minute > 59 || fields.second > 59) {
        return std::unexpected("date_impossible");
    }
    result.time_us =
        std::int64_t{fields.hour * 3600 + fields.minute * 60 + fields.second} * 1'000'000;
    return result;
}

}  // namespace vigil::import
