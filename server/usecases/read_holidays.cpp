#include "usecases/read_holidays.h"

#include <nlohmann/json.hpp>

#include "usecases/update_record.h"

namespace vigil {

namespace {

using Json = nlohmann::json;

Status stage(UnitOfWork& work, Id id, std::string_view text, HolidaysRead& read) {
    const EntityDef& entity = work.entity("calendar");
    VIGIL_TRY(const auto calendar, work.need(entity, id));
    const Zone zone = Zone::find(calendar.text("time_zone")).value_or(Zone());
    VIGIL_TRY(read.file, read_holidays(text, zone));
    Json days = Json::parse(calendar.text("holidays"), nullptr, false);
    if (!days.is_object()) days = Json::object();
    for (const auto& day : read.file.days) {
        const std::string key = to_string(day.day);
        if (!days.contains(key)) read.fresh.push_back(day.day);
        days[key] = day.name;
    }
    const int field = entity.index_of("holidays");
    std::string value = days.dump();
    const auto limit = std::size_t(entity.fields[std::size_t(field)].max_length);
    if (value.size() > limit)
        return fail_field("holidays", "too_long", {{"limit", std::to_string(limit)}});
    VIGIL_DO(stage_update(work, entity, id, {{field, Value(std::move(value))}}));
    return {};
}

}  // namespace

Result<HolidaysRead> add_holidays(Engine& engine, const Actor& actor, Id calendar,
                                  std::string_view text, bool dry_run) {
    HolidaysRead read;
    if (dry_run) {
        UnitOfWork unit(engine, actor, engine.clock.now());  // never committed
        VIGIL_DO(stage(unit, calendar, text, read));
        return read;
    }
    VIGIL_TRY(read.committed,
              work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
                  read = {};
                  return stage(unit, calendar, text, read);
              }));
    return read;
}

}  // namespace vigil
