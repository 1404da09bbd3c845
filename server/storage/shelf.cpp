#include "storage/shelf.h"

#include <algorithm>

namespace vigil::storage {

Plan::Plan(CataloguePtr catalogue, Dialect dialect) : catalogue_(std::move(catalogue)) {
    for (const auto& entity : catalogue_->entities()) {
        auto layout = std::make_unique<Layout>(*entity, dialect);
        if (entity->key == journal_entity) journal_ = layout.get();
        layouts_.emplace(entity.get(), std::move(layout));
        if (!entity->plain) indexes_.emplace(entity.get(), wanted_indexes(*entity));
    }
}

const Layout* Plan::layout(const EntityDef& entity) const {
    const auto found = layouts_.find(&entity);
    return found == layouts_.end() ? nullptr : found->second.get();
}

const std::vector<WantedIndex>& Plan::indexes(const EntityDef& entity) const {
    static const std::vector<WantedIndex> none;
    const auto found = indexes_.find(&entity);
    return found == indexes_.end() ? none : found->second;
}

Shelf::Shelf(Dialect dialect) : dialect_(dialect) {
    static const CataloguePtr none = *Catalogue::make({}, 0);
    plans_.push_back(std::make_shared<Plan>(none, dialect));
}

void Shelf::put(CataloguePtr catalogue) {
    const std::lock_guard lock(mutex_);
    put_in_front(std::move(catalogue));
}

void Shelf::borrow(const Catalogue& catalogue) {
    const std::lock_guard lock(mutex_);
    const auto known = std::find_if(plans_.begin(), plans_.end(), [&](const PlanPtr& plan) {
        return &plan->catalogue() == &catalogue && !plan->borrowed();
    });
    if (known != plans_.end())
        std::rotate(plans_.begin(), known, known + 1);
    else
        put_in_front(CataloguePtr(CataloguePtr{}, &catalogue));
}

void Shelf::put_in_front(CataloguePtr catalogue) {
    if (&plans_.front()->catalogue() == catalogue.get() && !plans_.front()->borrowed()) return;
    int borrowed = 0;
    constexpr int kept = 4;  // their holders may still read by them; pointers are all we look at
    std::erase_if(plans_, [&](const PlanPtr& plan) {
        return plan->borrowed() ? ++borrowed > kept || &plan->catalogue() == catalogue.get()
                                : plan->abandoned();
    });
    plans_.insert(plans_.begin(), std::make_shared<Plan>(std::move(catalogue), dialect_));
}

PlanPtr Shelf::current() const {
    const std::lock_guard lock(mutex_);
    return plans_.front();
}

PlanPtr Shelf::plan_of(const EntityDef& entity) const {
    const std::lock_guard lock(mutex_);
    for (const PlanPtr& plan : plans_)
        if (plan->layout(entity)) return plan;
    return nullptr;
}

void Shelf::note_built(std::set<std::string, std::less<>> names) {
    const std::lock_guard lock(mutex_);
    built_ = std::make_shared<const std::set<std::string, std::less<>>>(std::move(names));
}

Shelf::Names Shelf::built() const {
    const std::lock_guard lock(mutex_);
    return built_;
}

}  // namespace vigil::storage
