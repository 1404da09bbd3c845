// The catalogues a running store knows, each with the layouts of its entities. A change of the catalogue
// puts a new one in front; whoever still works with an older one goes on with that.
#pragma once

#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/catalogue.h"
#include "storage/schema_plan.h"

namespace vigil::storage {

class Plan {
  public:
    Plan(CataloguePtr catalogue, Dialect dialect);

    // Null when the entity is of another catalogue.
    const Layout* layout(const EntityDef& entity) const;
    const Layout* journal() const { return journal_; }
    // Those wanted for lists of the entity: what list_way() may choose from. None for plain entities.
    const std::vector<WantedIndex>& indexes(const EntityDef& entity) const;
    const Catalogue& catalogue() const { return *catalogue_; }
    // Nobody but this plan holds the catalogue.
    bool abandoned() const { return catalogue_.use_count() == 1; }
    // Made by shape() of a catalogue it was not given to keep.
    bool borrowed() const { return catalogue_.use_count() == 0; }

  private:
    CataloguePtr catalogue_;
    std::unordered_map<const EntityDef*, std::unique_ptr<Layout>> layouts_;
    std::unordered_map<const EntityDef*, std::vector<WantedIndex>> indexes_;
    const Layout* journal_ = nullptr;
};
using PlanPtr = std::shared_ptr<const Plan>;

// Thread-safe.
class Shelf {
  public:
    explicit Shelf(Dialect dialect);

    void put(CataloguePtr catalogue);  // a second time is nothing
    void borrow(const Catalogue& catalogue);
    PlanPtr current() const;
    // The plan of the catalogue the entity is of; null when the store does not know it.
    PlanPtr plan_of(const EntityDef& entity) const;

    // The names of the indexes that are built; null = not known. Indexes never go.
    using Names = std::shared_ptr<const std::set<std::string, std::less<>>>;
    void note_built(std::set<std::string, std::less<>> names);
    Names built() const;

  private:
    void put_in_front(CataloguePtr catalogue);

    Dialect dialect_;
    mutable std::mutex mutex_;
    std::vector<PlanPtr> plans_;  // the current one first
    Names built_;
};

}  // namespace vigil::storage
