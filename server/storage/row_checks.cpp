#include "storage/row_checks.h"

#include "storage/columns.h"

namespace vigil::storage {

namespace {

constexpr int deepest_ring = 100;

class RowChecker {
  public:
    RowChecker(const Catalogue& catalogue, const ActualSchema& actual)
        : catalogue_(catalogue), actual_(actual) {}

    std::vector<RowCheck> run() {
        for (const auto& entity : catalogue_.entities()) {
            if (!actual_.contains(entity->plural)) continue;
            for (const FieldDef& field : entity->fields) {
                if (!has(*entity, field.key)) continue;
                add_link(*entity, field);
                add_choice(*entity, field);
                if (field.key == "parent" && field.link == entity->key) add_ring(*entity, field);
            }
        }
        add_lost_watches();
        return std::move(checks_);
    }

  private:
    bool has(const EntityDef& entity, const std::string& column) const {
        const auto table = actual_.find(entity.plural);
        return table != actual_.end() && table->second.columns.contains(column);
    }
    static std::string count_from(const EntityDef& entity) {
        return "select count(*) from " + quoted_name(entity.plural) + " as r where ";
    }
    static std::string absent(const EntityDef& target, const std::string& column) {
        return column + " is not null and not exists (select 1 from " + quoted_name(target.plural) +
               " as t where t.\"id\" = " + column + ")";
    }
    void add_link(const EntityDef& entity, const FieldDef& field) {
        const EntityDef* target =
            field.kind == FieldKind::link ? catalogue_.entity(field.link) : nullptr;
        if (!target || !has(*target, "id")) return;
        checks_.push_back({count_from(entity) + absent(*target, "r." + quoted_name(field.key)),
                           entity.plural + "." + field.key + ": {n} links lead nowhere"});
    }
    void add_choice(const EntityDef& entity, const FieldDef& field) {
        if (field.kind != FieldKind::choice || field.choices.empty()) return;
        std::string text = count_from(entity) + "r." + quoted_name(field.key) + " not in (";
        for (const Choice& choice : field.choices) {
            text += &choice == &field.choices.front() ? "'" : ", '";
            for (const char c : choice.key)
                text += c == '\'' ? std::string("''") : std::string(1, c);
            text += "'";
        }
        checks_.push_back(
            {text + ")", entity.plural + "." + field.key + ": {n} values are no choice"});
    }
    void add_ring(const EntityDef& entity, const FieldDef& field) {
        const std::string table = quoted_name(entity.plural), above = quoted_name(field.key);
        checks_.push_back(
            {"with recursive up(first, higher, steps) as (select \"id\", " + above + ", 1 from " +
                 table + " where " + above + " is not null union all select up.first, t." + above +
                 ", up.steps + 1 from up join " + table + " as t on t.\"id\" = up.higher where t." +
                 above + " is not null and up.higher <> up.first and up.steps < " +
                 std::to_string(deepest_ring) +
                 ") select count(distinct first) from up where higher = first",
             entity.plural + "." + field.key + ": {n} stand above themselves"});
    }
    void add_lost_watches() {
        const EntityDef* exception = catalogue_.entity("exception");
        const EntityDef* watch = catalogue_.entity("watch");
        if (!exception || !watch || !has(*exception, "watch") || !has(*exception, "state") ||
            !has(*watch, "id"))
            return;
        checks_.push_back({count_from(*exception) + "r.\"state\" in ('warned', 'open') and " +
                               absent(*watch, "r.\"watch\""),
                           exception->plural + ": {n} are open and their watch is gone"});
    }

    const Catalogue& catalogue_;
    const ActualSchema& actual_;
    std::vector<RowCheck> checks_;
};

}  // namespace

std::vector<RowCheck> row_checks(const Catalogue& catalogue, const ActualSchema& actual) {
    return RowChecker(catalogue, actual).run();
}

std::string told(const RowCheck& check, std::int64_t count) {
    constexpr std::string_view place = "{n}";
    std::string text = check.trouble;
    return text.replace(text.find(place), place.size(), std::to_string(count));
}

}  // namespace vigil::storage
