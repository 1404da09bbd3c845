#include "base/shipped_words.h"

#include "base/check.h"

namespace vigil {

namespace {

std::string plain_date(Day day, std::string_view language) {
    const Words& words = shipped_words();
    const auto ymd = civil(day);
    const auto month = std::to_string(static_cast<unsigned>(ymd.month()));
    return words.text(language, "date_in_year",
                      {{"day", std::to_string(static_cast<unsigned>(ymd.day()))},
                       {"month", words.text(language, "month_" + month)}});
}

}  // namespace

const Words& shipped_words() {
    static const Words words = [] {
        auto read = Words::from_embedded();
        VIGIL_CHECK(read);  // what ships is readable: base/words_test.cpp
        return *std::move(read);
    }();
    return words;
}

std::string date_in_words(Day day, std::string_view language) {
    return shipped_words().text(language, "date_with_year",
                                {{"date", plain_date(day, language)},
                                 {"year", std::to_string(static_cast<int>(civil(day).year()))}});
}

std::string day_in_words(Day day, std::string_view language) {
    const Words& words = shipped_words();
    const auto name = words.text(language, "weekday_" + std::to_string(weekday(day) + 1));
    return words.text(language, "day_with_year",
                      {{"weekday", name},
                       {"date", plain_date(day, language)},
                       {"year", std::to_string(static_cast<int>(civil(day).year()))}});
}

}  // namespace vigil
