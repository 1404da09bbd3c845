// libFuzzer: any bytes are an iCalendar file or a fault, within the promised bounds.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "base/ical.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using vigil::HolidayImport;
    static const vigil::Zone zone = vigil::Zone::find("Europe/Berlin").value_or(vigil::Zone());
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto found = vigil::read_holidays(text, zone);
    if (!found) return 0;
    VIGIL_CHECK(found->skipped.size() <= HolidayImport::skipped_max + 1);
    for (std::size_t i = 0; i < found->days.size(); ++i) {
        const int year = static_cast<int>(vigil::civil(found->days[i].day).year());
        VIGIL_CHECK(year >= HolidayImport::year_first && year <= HolidayImport::year_last);
        VIGIL_CHECK(i == 0 || found->days[i - 1].day < found->days[i].day);
    }
    vigil::CalendarPlan plan = vigil::office_week("UTC");
    plan.special_days = found->days;
    VIGIL_CHECK(vigil::Calendar::make(plan).has_value());
    return 0;
}
