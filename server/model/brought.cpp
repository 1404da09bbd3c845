#include "model/brought.h"

#include <algorithm>

#include "model/parse_json.h"

namespace vigil {

namespace {

// Which choice field fills which: leads to the fields of the index.
using Ways = std::vector<std::vector<int>>;

bool leads_to(const Ways& ways, int from, int to) {
    if (from == to) return true;
    return std::ranges::any_of(ways[std::size_t(from)],
                               [&](int next) { return leads_to(ways, next, to); });
}

// A link needs a record that may be gone tomorrow; what is unique cannot be the same in two.
bool can_be_brought(const FieldDef* field) {
    return field && !field->base && !field->read_only && !field->secret && !field->hidden &&
           !field->unique && field->kind != FieldKind::link && field->kind != FieldKind::json;
}

std::optional<Value> value_in(const FieldDef& field, const std::string& text) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (json.is_discarded()) return std::nullopt;
    auto value = parse_value(field, json);
    if (!value || is_empty(*value)) return std::nullopt;
    return *value;
}

class Finder {
  public:
    explicit Finder(EntityDef& entity) : entity_(entity), ways_(entity.fields.size()) {}

    std::vector<FieldFault> run() {
        for (std::size_t i = 0; i < entity_.fields.size(); ++i)
            for (auto& choice : entity_.fields[i].choices) read(int(i), choice);
        put_in_order();
        return std::move(faults_);
    }

  private:
    void read(int from, Choice& choice) {
        choice.brought.clear();
        if (!choice.brings || choice.hidden) return;
        const std::string& of = entity_.fields[std::size_t(from)].key;
        for (const auto& [key, text] : *choice.brings) {
            const auto refuse = [&](const char* code) {
                faults_.push_back({of, code, {{"choice", choice.key}, {"field", key}}});
            };
            const int to = entity_.index_of(key);
            if (!can_be_brought(entity_.field(key))) {
                refuse("brings_no_field");
            } else if (leads_to(ways_, to, from)) {
                refuse("brings_loop");
            } else if (auto value = value_in(entity_.fields[std::size_t(to)], text)) {
                choice.brought.push_back({to, std::move(*value)});
                ways_[std::size_t(from)].push_back(to);
            } else {
                refuse("brings_bad_value");
            }
        }
    }
    // Whoever brings another one's choice comes before it.
    void put_in_order() {
        entity_.bringing.clear();
        for (std::size_t i = 0; i < ways_.size(); ++i) {
            if (ways_[i].empty()) continue;
            const auto later = std::ranges::find_if(
                entity_.bringing, [&](int other) { return leads_to(ways_, int(i), other); });
            entity_.bringing.insert(later, int(i));
        }
    }

    EntityDef& entity_;
    Ways ways_;
    std::vector<FieldFault> faults_;
};

}  // namespace

std::vector<FieldFault> find_brought(EntityDef& entity) { return Finder(entity).run(); }

}  // namespace vigil
