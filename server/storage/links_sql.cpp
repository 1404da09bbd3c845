#include "storage/links_sql.h"

#include "storage/columns.h"

namespace vigil::storage {

std::vector<LinkCheck> link_checks(const Catalogue& catalogue) {
    std::vector<LinkCheck> checks;
    for (const auto& entity : catalogue.entities()) {
        for (const FieldDef& field : entity->fields) {
            const EntityDef* target =
                field.kind == FieldKind::link ? catalogue.entity(field.link) : nullptr;
            if (!target) continue;
            const std::string column = "r." + quoted_name(field.key);
            checks.push_back(
                {entity->plural + "." + field.key,
                 "select count(*) from " + quoted_name(entity->plural) + " as r where " + column +
                     " is not null and not exists (select 1 from " + quoted_name(target->plural) +
                     " as t where t.\"id\" = " + column + ")"});
        }
    }
    return checks;
}

}  // namespace vigil::storage
