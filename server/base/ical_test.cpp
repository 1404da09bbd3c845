#include "base/ical.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

namespace vigil {
namespace {

namespace fs = std::filesystem;

HolidayImport read(const std::string& text) {
    static const Zone zone = Zone::find("Europe/Berlin").value_or(Zone());
    auto found = read_holidays(text, zone);
    EXPECT_TRUE(found) << (found ? "" : found.error().code);
    return found ? *std::move(found) : HolidayImport{};
}

std::string event(const std::string& lines) {
    return "BEGIN:VEVENT\r\nSUMMARY:day\r\n" + lines + "\r\nEND:VEVENT\r\n";
}

std::string file(const std::string& events) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n";
}

// The first few days of one event, "2026-12-25 2027-12-25 …".
std::string days_of(const std::string& lines, std::size_t most = 4) {
    const HolidayImport found = read(file(event(lines)));
    if (!found.skipped.empty()) return found.skipped[0].code;
    std::string text;
    for (std::size_t i = 0; i < found.days.size() && i < most; ++i) {
        text += (i > 0 ? " " : "") + to_string(found.days[i].day);
    }
    return text;
}

TEST(Ical, single_days) {
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20261225"), "2026-12-25");
    EXPECT_EQ(days_of("DTSTART:20261225"), "2026-12-25");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261227"),
              "2026-12-25 2026-12-26");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20261225\r\nDURATION:P3D"),
              "2026-12-25 2026-12-26 2026-12-27");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261225"), "2026-12-25");
    EXPECT_EQ(days_of("DTSTART;TZID=Europe/Berlin:20261225T000000\r\nDTEND:20261226T000000"),
              "2026-12-25");
    EXPECT_EQ(days_of("DTSTART:20261224T230000Z\r\nDTEND:20261225T230000Z"), "2026-12-25");
    EXPECT_EQ(days_of("DTSTART:20261225T000000\r\nDTEND:20261225T235959"), "2026-12-25");
    EXPECT_EQ(days_of("dtstart;value=date:20261225"), "2026-12-25");
}

TEST(Ical, yearly_rules) {
    const std::string christmas = "DTSTART;VALUE=DATE:20191225\r\nRRULE:FREQ=YEARLY";
    EXPECT_EQ(days_of(christmas, 2), "2020-12-25 2021-12-25");
    EXPECT_EQ(read(file(event(christmas))).days.size(), 21u);
    EXPECT_EQ(days_of(christmas + ";COUNT=3"), "2020-12-25 2021-12-25");
    EXPECT_EQ(days_of(christmas + ";UNTIL=20211225"), "2020-12-25 2021-12-25");
    EXPECT_EQ(days_of(christmas + ";UNTIL=20211224T225959Z"), "2020-12-25");
    EXPECT_EQ(days_of(christmas + ";INTERVAL=4", 3), "2023-12-25 2027-12-25 2031-12-25");
    EXPECT_EQ(days_of("DTSTART:16000229\r\nRRULE:FREQ=YEARLY", 3),
              "2020-02-29 2024-02-29 2028-02-29");
    // Thanksgiving, Memorial Day, the day of election, the 100th-day-like nth weekday of the year.
    EXPECT_EQ(days_of("DTSTART:20201126\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"),
              "2020-11-26 2021-11-25 2022-11-24 2023-11-23");
    EXPECT_EQ(days_of("DTSTART:20200525\r\nRRULE:FREQ=YEARLY;BYDAY=-1MO;BYMONTH=5", 7),
              "2020-05-25 2021-05-31 2022-05-30 2023-05-29 2024-05-27 2025-05-26 2026-05-25");
    EXPECT_EQ(days_of("DTSTART:20201103\r\nRRULE:FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;"
                      "BYMONTHDAY=2,3,4,5,6,7,8",
                      3),
              "2020-11-03 2024-11-05 2028-11-07");
    EXPECT_EQ(days_of("DTSTART:20200518\r\nRRULE:FREQ=YEARLY;BYDAY=20MO", 2),
              "2020-05-18 2021-05-17");
    EXPECT_EQ(days_of("DTSTART:20201228\r\nRRULE:FREQ=YEARLY;BYDAY=-1MO", 2),
              "2020-12-28 2021-12-27");
    EXPECT_EQ(days_of("DTSTART:20200131\r\nRRULE:FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=1,2", 4),
              "2020-01-31 2020-02-29 2021-01-31 2021-02-28");
    EXPECT_EQ(days_of("DTSTART:20200427\r\nRRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=MO,TU;BYSETPOS=-2", 2),
              "2020-04-27 2021-04-26");
    EXPECT_EQ(days_of("DTSTART:20200110\r\nRRULE:FREQ=YEARLY;BYMONTH=3,6", 4),
              "2020-01-10 2020-03-10 2020-06-10 2021-03-10");
    EXPECT_EQ(days_of("DTSTART:20391231\r\nDTEND:20400103\r\nRRULE:FREQ=YEARLY", 9),
              "2039-12-31 2040-01-01 2040-01-02 2040-12-31");
    EXPECT_EQ(days_of("DTSTART:20181231\r\nDTEND:20190103\r\nRRULE:FREQ=YEARLY;COUNT=2", 9),
              "2020-01-01 2020-01-02");
}

TEST(Ical, more_and_fewer_dates) {
    EXPECT_EQ(days_of("DTSTART:20260105\r\nRDATE;VALUE=DATE:20260301,20260210\r\nRDATE:20260401"),
              "2026-01-05 2026-02-10 2026-03-01 2026-04-01");
    EXPECT_EQ(days_of("DTSTART:20201225\r\nRRULE:FREQ=YEARLY;COUNT=4\r\nEXDATE:20211225,20201225"),
              "2022-12-25 2023-12-25");
    const std::string master =
        "BEGIN:VEVENT\nUID:a\nSUMMARY:day\nDTSTART:20260105\nRRULE:FREQ=YEARLY;COUNT=3\nEND:"
        "VEVENT\n";
    const std::string moved =
        "BEGIN:VEVENT\nUID:a\nSUMMARY:moved\nRECURRENCE-ID:20270105\nDTSTART:20270106\nEND:"
        "VEVENT\n";
    const HolidayImport found = read(file(moved + master));
    ASSERT_EQ(found.days.size(), 3u);
    EXPECT_EQ(found.days[1].day, make_day(2027, 1, 6));
    EXPECT_EQ(found.days[1].name, "moved");
}

TEST(Ical, what_is_skipped_says_why) {
    EXPECT_EQ(days_of("X:y"), "ical_without_date");
    for (const char* bad : {"DTSTART:20260230", "DTSTART:2026", "DTSTART:", "DTSTART:2026-12-25",
                            "DTSTART:20261225T250000", "DTSTART:20261225T0000", "DTSTART:00000101",
                            "DTSTART:20261225\r\nDTEND:20261224", "DTSTART:20261225\r\nDTEND:x",
                            "DTSTART:20261225\r\nDURATION:PT1H", "DTSTART:20261225\r\nRDATE:1,2",
                            "DTSTART:20261225\r\nEXDATE:", "DTSTART:20261225T0000+1"}) {
        EXPECT_EQ(days_of(bad), "ical_date_invalid") << bad;
    }
    EXPECT_EQ(days_of("DTSTART:20261225T090000\r\nDTEND:20261225T100000"), "ical_part_of_a_day");
    EXPECT_EQ(days_of("DTSTART:20261225T000000\r\nDTEND:20261225T100000"), "ical_part_of_a_day");
    EXPECT_EQ(days_of("DTSTART:20261225T000000Z"), "ical_part_of_a_day");  // 01:00 in Berlin
    EXPECT_EQ(days_of("DTSTART:20261225\r\nSTATUS:CANCELLED"), "ical_cancelled");
    EXPECT_EQ(days_of("DTSTART:20261225\r\nDURATION:P60W"), "ical_too_long");
    EXPECT_EQ(days_of("DTSTART:20191225"), "ical_outside_years");
    EXPECT_EQ(days_of("DTSTART:20410101"), "ical_outside_years");
    for (const char* rule :
         {"FREQ=MONTHLY", "FREQ=YEARLY;BYEASTER=1", "FREQ=YEARLY;BYWEEKNO=20",
          "FREQ=YEARLY;COUNT=0", "FREQ=YEARLY;BYDAY=0MO", "FREQ=YEARLY;BYDAY=XX",
          "FREQ=YEARLY;BYMONTH=13", "INTERVAL=1", "FREQ=YEARLY;INTERVAL=-1", "FREQ",
          "FREQ=YEARLY;BYMONTHDAY=0", "FREQ=YEARLY;UNTIL=x", "FREQ=YEARLY\r\nRRULE:FREQ=YEARLY",
          "FREQ=YEARLY\r\nEXRULE:FREQ=DAILY"}) {
        EXPECT_EQ(days_of(std::string("DTSTART:20261225\r\nRRULE:") + rule),
                  "ical_rule_unsupported")
            << rule;
    }
    const HolidayImport found =
        read(file("X:1\r\n" + event("DTSTART:1")) + "BEGIN:VEVENT\nSUMMARY:z");
    ASSERT_EQ(found.skipped.size(), 2u);
    EXPECT_EQ(found.skipped[0].line, 4);
    EXPECT_EQ(found.skipped[0].name, "day");
    EXPECT_EQ(found.skipped[0].args.at(0).second, "1");
    EXPECT_EQ(found.skipped[1].code, "ical_unfinished");
}

TEST(Ical, unfolds_and_unescapes) {
    const HolidayImport found = read(
        "\xEF\xBB\xBF"
        "BEGIN:VCALENDAR\nX-WR-CALNAME:Our\\, days\n"
        "BEGIN:VEVENT\rDTSTART;X=\"a:b;c\";VALUE=DATE:2026\r\n 1225\r\n"
        "SUMMARY;LANGUAGE=de:  Weih\r\n\tnachten\\; 1\\, 2\\\\3\\nund "
        "\x01\xff\xe5\x9b\xbd\xe5\xba\x86  \n"
        "BEGIN:VALARM\nSUMMARY:no\nDTSTART:1\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR");
    EXPECT_TRUE(found.skipped.empty());
    EXPECT_EQ(found.calendar_name, "Our, days");
    ASSERT_EQ(found.days.size(), 1u);
    EXPECT_EQ(found.days[0].day, make_day(2026, 12, 25));
    const HolidayImport cut =
        read(file("BEGIN:VEVENT\nSUMMARY:A\xE5\x9B\nDTSTART:20260101\nEND:VEVENT\n"));
    EXPECT_EQ(cut.days.at(0).name, "A\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_EQ(found.days[0].name, "Weihnachten; 1, 2\\3 und  \xEF\xBF\xBD国庆");
}

TEST(Ical, one_day_keeps_all_its_names_once) {
    std::string events;
    for (const char* name : {"A", "B", "A", "", "B"}) {
        events += std::string("BEGIN:VEVENT\nSUMMARY:") + name + "\nDTSTART:20260501\nEND:VEVENT\n";
    }
    const HolidayImport found = read(file(events));
    ASSERT_EQ(found.days.size(), 1u);
    EXPECT_EQ(found.days[0].name, "A / B");
}

TEST(Ical, refuses_what_is_no_calendar) {
    for (const char* text : {"", "hello", "BEGIN:VCARD\nEND:VCARD", "BEGIN:VEVENT\nEND:VEVENT"}) {
        EXPECT_EQ(read_holidays(text, Zone()).error().code, "ical_not_a_calendar") << text;
    }
    EXPECT_EQ(read_holidays(std::string(HolidayImport::size_max + 1, 'x'), Zone()).error().code,
              "ical_too_large");
}

// Each of these would take minutes or gigabytes if it were taken at its word.
TEST(Ical, hostile_files_cost_little) {
    const auto begun = std::chrono::steady_clock::now();
    std::string weekdays = "BYDAY=1MO";
    for (int i = 0; i < 60; ++i) weekdays += ",MO";
    std::string heavy, long_ones, overrides, many, dates = "RDATE:20260101";
    for (int i = 0; i < 15'000; ++i) {
        heavy +=
            event("DTSTART:00010101\nDURATION:P366D\nRRULE:FREQ=YEARLY;COUNT=99999;" + weekdays);
        long_ones += "BEGIN:VEVENT\nSUMMARY:" + std::to_string(i) +
                     "\nDTSTART:00010101\nDURATION:P366D\nRRULE:FREQ=YEARLY\nEND:VEVENT\n";
        overrides += "BEGIN:VEVENT\nUID:a\nDTSTART:20260101\n" +
                     std::string(i % 2 ? "RECURRENCE-ID:20260101\n" : "") + "END:VEVENT\n";
    }
    for (int i = 0; i < 100'000; ++i) many += "BEGIN:VEVENT\nEND:VEVENT\n", dates += ",20260101";
    heavy.resize(HolidayImport::size_max - 1000);
    const HolidayImport found = read(file(heavy));
    EXPECT_EQ(found.skipped.back().code, "ical_rule_too_large");
    EXPECT_EQ(read(file(long_ones)).skipped.at(500).code, "ical_rule_too_large");
    EXPECT_EQ(read(file(overrides)).days.size(), 1u);
    const HolidayImport too_many = read(file(many));
    EXPECT_EQ(too_many.skipped.size() + too_many.skipped_more, 100'000u);
    read(file(event(dates)));
    read("BEGIN:VCALENDAR\n" + std::string(3'000'000, ' '));
    std::string folded = "BEGIN:VCALENDAR\nX:";
    for (int i = 0; i < 1'000'000; ++i) folded += "\n ";
    read(folded);
    // Seconds even under the sanitizers; what grows with the square of the size takes hours.
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::minutes(2));
}

// --- files of other programs ---

std::optional<fs::path> shared_data(const std::string& folder) {
    const char* named = std::getenv("VIGIL_SHARED_DATA");
    std::vector<fs::path> roots;
    if (named != nullptr) roots.emplace_back(named);
    std::error_code error;
    // Beside the checkout, wherever in it the test is started.
    for (fs::path at = fs::current_path(error); at.has_relative_path(); at = at.parent_path()) {
        roots.push_back(at.parent_path() / "shared" / "data");
    }
    for (const fs::path& root : roots) {
        if (fs::is_directory(root / folder, error)) return root / folder;
    }
    return std::nullopt;
}

std::string content(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

std::vector<std::string> all_files(const std::vector<std::string>& folders) {
    std::vector<fs::path> paths;
    for (const std::string& folder : folders) {
        const auto root = shared_data(folder);
        if (!root) continue;
        for (const auto& entry : fs::recursive_directory_iterator(*root)) {
            if (entry.is_regular_file()) paths.push_back(entry.path());
        }
    }
    std::ranges::sort(paths);
    std::vector<std::string> texts;
    for (const fs::path& path : paths) texts.push_back(content(path));
    return texts;
}

TEST(IcalCorpus, reads_a_desktop_calendar) {
    const auto root = shared_data("ical_zammad");
    if (!root) GTEST_SKIP() << "no shared data";
    const HolidayImport one = read(content(*root / "calendar1.ics"));
    EXPECT_EQ(one.calendar_name, "test2");
    ASSERT_EQ(one.days.size(), 21u);
    EXPECT_EQ(one.days[0].name, "Christmas1");
    EXPECT_EQ(to_string(one.days[0].day), "2020-12-24");
    const HolidayImport three = read(content(*root / "calendar3.ics"));
    EXPECT_EQ(three.days.size(), 21u);
    ASSERT_FALSE(three.skipped.empty());
    for (const auto& skipped : three.skipped) EXPECT_FALSE(skipped.code.empty());
}

TEST(IcalCorpus, survives_broken_files) {
    const auto texts = all_files({"ical_zammad", "ical_libical"});
    if (texts.empty()) GTEST_SKIP() << "no shared data";
    for (const std::string& text : texts) {
        const auto found = read_holidays(text, Zone());
        EXPECT_TRUE(found || found.error().code == "ical_not_a_calendar");
    }
}

std::string mutated(std::string text, const std::vector<std::string>& texts,
                    std::mt19937_64& dice) {
    const auto roll = [&](std::size_t most) {
        return std::uniform_int_distribution<std::size_t>(0, most)(dice);
    };
    for (std::size_t n = roll(6) + 1; n > 0 && !text.empty(); --n) {
        const std::size_t at = roll(text.size() - 1);
        const std::string& other = texts[roll(texts.size() - 1)];
        switch (roll(4)) {
            case 0:
                text[at] = static_cast<char>(roll(255));
                break;
            case 1:
                text.erase(at, roll(40));
                break;
            case 2:
                text.insert(at, text.substr(roll(text.size() - 1), roll(200)));
                break;
            case 3:
                text.insert(at, other.substr(roll(other.size()), roll(300)));
                break;
            case 4:
                text.insert(at, std::string(1, "0-9,;:=\n T\"\\Z"[roll(12)]));
                break;
        }
    }
    return text;
}

TEST(IcalCorpus, survives_mutations) {
    auto texts = all_files({"ical_zammad", "ical_libical"});
    texts.push_back(file(event("DTSTART:20201126\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH") +
                         event("DTSTART:20201126T000000Z\r\nDURATION:P2D\r\nRDATE:20220101")));
    std::erase_if(texts, [](const std::string& text) { return text.size() > 30'000; });
    std::mt19937_64 dice(17);
    std::size_t days = 0;
    for (int i = 0; i < 4'000; ++i) {
        const auto& text =
            texts[std::uniform_int_distribution<std::size_t>(0, texts.size() - 1)(dice)];
        const auto found = read_holidays(mutated(text, texts, dice), Zone());
        if (!found) continue;
        for (std::size_t day = 1; day < found->days.size(); ++day) {
            ASSERT_LT(found->days[day - 1].day, found->days[day].day);
        }
        days += found->days.size();
        CalendarPlan plan = office_week("UTC");
        plan.special_days = found->days;
        ASSERT_TRUE(Calendar::make(plan));
    }
    EXPECT_GT(days, 100u);
}

}  // namespace
}  // namespace vigil
