#include "in/import/date_words.h"

#include <algorithm>
#include <array>

namespace vigil::import {
namespace {

struct MonthNames {
    unsigned month;
    std::string_view names;  // each between blanks
};

constexpr std::array months{
    MonthNames{1,
               " january jan januar jän jänner janvier janv enero ene gennaio gen janeiro januari "
               "января янв январь "},
    MonthNames{2,
               " february feb februar février févr fév febrero febbraio fevereiro fev februari "
               "февраля фев февраль "},
    MonthNames{3, " march mar märz mär mrz mars marzo março maart mrt марта мар март "},
    MonthNames{4, " april apr avril avr abril abr aprile апреля апр апрель "},
    MonthNames{5, " may mai mayo maggio mag maio mei мая май "},
    MonthNames{6, " june jun juni juin junio giugno giu junho июня июн июнь "},
    MonthNames{7, " july jul juli juillet juil julio luglio lug julho июля июл июль "},
    MonthNames{8, " august aug août aou agosto ago augustus августа авг август "},
    MonthNames{9,
               " september sep sept septembre septiembre settembre set setembro сентября сен сент "
               "сентябрь "},
    MonthNames{10,
               " october oct oktober okt octobre octubre ottobre ott outubro out октября окт "
               "октябрь "},
    MonthNames{11, " november nov novembre noviembre novembro ноября ноя нояб ноябрь "},
    MonthNames{12,
               " december dec dezember dez décembre déc diciembre dic dicembre dezembro декабря "
               "дек декабрь "},
};

constexpr std::string_view fillers =
    " monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat "
    "sunday sun montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sa sonntag so "
    "lundi lun mardi mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim "
    "st nd rd th of de del den der le am at um uhr the г ";

bool listed(std::string_view list, std::string_view word) {
    if (word.empty()) return false;
    for (std::size_t at = list.find(word); at != std::string_view::npos;
         at = list.find(word, at + 1)) {
        if (at > 0 && list[at - 1] == ' ' && list.substr(at + word.size()).starts_with(' ')) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::optional<unsigned> month_named(std::string_view word) {
    const auto found = std::find_if(months.begin(), months.end(),
                                    [&](const MonthNames& m) { return listed(m.names, word); });
    if (found == months.end()) return {};
    return found->month;
}

bool is_date_filler(std::string_view word) { return listed(fillers, word); }

}  // namespace vigil::import
