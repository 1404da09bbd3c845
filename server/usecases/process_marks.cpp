#include "usecases/process_marks.h"

#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "base/embedded.h"

namespace vigil {

namespace {

using Json = nlohmann::json;

struct Marks {
    std::set<std::pair<std::string, std::string>> steering;              // entity, field
    std::set<std::tuple<std::string, std::string, std::string>> relied;  // entity, field, choice
};

void read_marks(const Json& entity, Marks& marks) {
    const std::string key = entity.value("entity", "");
    if (const auto fields = entity.find("steers"); fields != entity.end())
        for (const auto& field : *fields) marks.steering.emplace(key, field.get<std::string>());
    const auto relied = entity.find("relies_on");
    if (relied == entity.end()) return;
    for (const auto& [field, choices] : relied->items())
        for (const auto& choice : choices)
            marks.relied.emplace(key, field, choice.get<std::string>());
}

// Read once: what ships does not change while the program runs.
const Marks& shipped_marks() {
    static const Marks marks = [] {
        Marks read;
        for (const auto& file : embedded_declarations())
            if (file.path.ends_with(".entity.json"))
                read_marks(Json::parse(file.bytes, nullptr, true, true), read);
        return read;
    }();
    return marks;
}

}  // namespace

bool steers(const EntityDef& entity, const FieldDef& field) {
    return shipped_marks().steering.contains({entity.key, field.key});
}

bool relied_on(const EntityDef& entity, const FieldDef& field, std::string_view choice) {
    if (field.kind != FieldKind::choice || field.own || entity.own) return false;
    return field.read_only ||
           shipped_marks().relied.contains({entity.key, field.key, std::string(choice)});
}

}  // namespace vigil
