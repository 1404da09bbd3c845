#include "usecases/settings.h"

#include <nlohmann/json.hpp>

#include "usecases/conditions.h"

namespace vigil {

namespace {

bool same_json(std::string_view a, std::string_view b) {
    using Json = nlohmann::json;
    return Json::parse(a, nullptr, false) == Json::parse(b, nullptr, false);
}

Record blank_setting(UnitOfWork& work, std::string_view key, std::string value) {
    Record row = work.blank(work.entity("setting"));
    row.set("key", std::string(key));
    row.set("value", std::move(value));
    return row;
}

}  // namespace

Result<std::optional<Record>> find_setting(ReadView& view, const EntityDef& settings,
                                           std::string_view key) {
    Query query;
    query.entity = &settings;
    query.where = field_equals(settings, "key", std::string(key));
    query.limit = 1;
    VIGIL_TRY(auto rows, view.find(query, Permit::house()));
    if (rows.empty()) return std::optional<Record>();
    return std::optional(std::move(rows.front()));
}

Status stage_setting(UnitOfWork& work, std::string_view key, const std::string& value,
                     std::string_view act) {
    VIGIL_TRY(auto row, find_setting(work.view(), work.entity("setting"), key));
    if (!row) {  // begins empty, so that there is something to go back to
        row = blank_setting(work, key, "null");
        work.insert(*row);
    }
    if (same_json(row->text("value"), value)) return {};
    Record after = *row;
    after.set("value", value);
    work.change(*row, std::move(after), std::string(act));
    return {};
}

Status stage_silent_setting(UnitOfWork& work, std::string_view key, const std::string& value) {
    VIGIL_TRY(const auto row, find_setting(work.view(), work.entity("setting"), key));
    if (!row) {
        work.insert(blank_setting(work, key, value));
        return {};
    }
    Record after = *row;
    after.set("value", value);
    work.update(*row, after);
    return {};
}

}  // namespace vigil
