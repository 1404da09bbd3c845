#include "in/import/text.h"

#include <unicode/uchar.h>

#include <array>
#include <chrono>

#include "in/import/utf8.h"

namespace vigil::import {
namespace {

constexpr std::array<std::string_view, 10> blanks{" ",
                                                  "\t",
                                                  "\r",
                                                  "\n",
                                                  "\xC2\xA0",
                                                  "\xE3\x80\x80",
                                                  "\xE2\x80\x8B",
                                                  "\xEF\xBB\xBF",
                                                  "\xE2\x80\xAF",
                                                  "\xE2\x80\x89"};

}  // namespace

std::string_view trimmed(std::string_view text) {
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view blank : blanks) {
            if (text.starts_with(blank)) {
                text.remove_prefix(blank.size());
                again = true;
            } else if (text.ends_with(blank)) {
                text.remove_suffix(blank.size());
                again = true;
            }
        }
    }
    return text;
}

std::string plain_text(std::string_view text) {
    text = trimmed(text);
    std::string out;
    while (!text.empty()) {
        char32_t point = take_utf8(text);
        if (point >= 0xFF01 && point <= 0xFF5E) point -= 0xFEE0;
        if (point == 0x200B || point == 0xFEFF) continue;
        const auto c = static_cast<UChar32>(point);
        if (u_isUWhiteSpace(c)) {
            point = ' ';
        } else if (point != 0x130) {
            point = static_cast<char32_t>(u_tolower(c));
        }
        append_utf8(point, out);
    }
    return out;
}

bool is_real_day(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return false;
    return std::chrono::year_month_day(std::chrono::year(year),
                                       std::chrono::month(static_cast<unsigned>(month)),
                                       std::chrono::day(static_cast<unsigned>(day)))
        .ok();
}

}  // namespace vigil::import
