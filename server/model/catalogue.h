// All entities as they are now: what ships plus what the company has laid over it. Immutable; a change
// makes a new one with a higher version, and whoever works goes on with the one it holds.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "model/entity.h"

namespace vigil {

class Catalogue {
  public:
    // Checks links between entities; code `bad_declaration`.
    static Result<std::shared_ptr<const Catalogue>> make(std::vector<EntityDef> entities,
                                                         std::int64_t version);

    const EntityDef* entity(std::string_view key) const;        // "lead"; null when there is none
    const EntityDef* by_plural(std::string_view plural) const;  // "leads"
    const EntityDef& need(std::string_view key) const;          // one that ships: a miss is our bug
    const std::vector<std::unique_ptr<EntityDef>>& entities() const { return entities_; }
    std::int64_t version() const { return version_; }

    // Where a child entity links to `parent`: count(activities) looks down such a link.
    struct ChildLink {
        const EntityDef* child;
        int field;  // index of the linking field
    };
    std::vector<ChildLink> children_of(std::string_view parent) const;

  private:
    std::vector<std::unique_ptr<EntityDef>> entities_;
    std::map<std::string, const EntityDef*, std::less<>> by_key_, by_plural_;
    std::int64_t version_ = 0;
};
using CataloguePtr = std::shared_ptr<const Catalogue>;

}  // namespace vigil
