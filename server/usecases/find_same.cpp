#include "usecases/find_same.h"

#include <algorithm>

#include "base/phone.h"

namespace vigil {

Result<std::vector<Record>> find_same(ReadView& view, const Company& company,
                                      const EntityDef& entity, int field, const Value& value,
                                      const Permit& permit) {
    const FieldDef& def = entity.fields[std::size_t(field)];
    VIGIL_TRY(auto found, view.find_by_key(entity, field, comparing_key(def, value), permit));
    if (def.kind != FieldKind::phone) return found;
    const auto spellings = phone_spellings(text_of(value), company.settings.phone_region);
    for (std::size_t i = 1; i < spellings.size(); ++i) {
        VIGIL_TRY(auto more,
                  view.find_by_key(entity, field, comparing_key(def, spellings[i]), permit));
        std::ranges::move(more, std::back_inserter(found));
    }
    return found;
}

}  // namespace vigil
