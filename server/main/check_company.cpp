#include "main/check_company.h"

#include <algorithm>

#include "watch/check_guidelines.h"

namespace vigil {

namespace {

// What ships where the company's own changes to it cannot be read; then `trouble` says why.
Result<CataloguePtr> catalogue_of(Store& store, std::string& trouble) {
    VIGIL_TRY(auto entities, shipped_entities());
    VIGIL_TRY(auto shipped, Catalogue::make(std::move(entities), 1));
    store.use_catalogue(shipped);
    auto laid = load_catalogue(*store.read(), *shipped);
    if (!laid) trouble = "the model cannot be read: " + laid.error().code + " " + laid.error().log;
    return laid ? *std::move(laid) : std::move(shipped);
}

Result<std::vector<std::string>> troubles_in(Store& store, const CataloguePtr& catalogue) {
    const auto view = store.read();
    VIGIL_TRY(const auto company, load_company(*view, catalogue));
    if (company->people.empty()) return fail(FaultKind::refused, "no_company");
    const Moment now = company->settings.test_now.value_or(SystemClock().now());
    VIGIL_TRY(auto troubles, watch::check_guidelines(*view, *company, now));
    const bool is_led = std::ranges::any_of(company->people, [&](const auto& known) {
        return company->is_administrator(known.second);
    });
    if (!is_led) troubles.emplace_back("nobody who is active administers the company");
    return troubles;
}

}  // namespace

Result<Soundness> check_company(const HouseOptions& options) {
    VIGIL_TRY(const auto store, open_store(options));
    std::string trouble;
    VIGIL_TRY(const auto catalogue, catalogue_of(*store, trouble));
    store->use_catalogue(catalogue);
    VIGIL_TRY(auto found, store->check(*catalogue));
    const bool is_whole = found.wrong.empty() && found.to_come.empty();
    if (is_whole && !trouble.empty()) found.wrong.push_back(trouble);
    if (!is_whole || !trouble.empty()) return found;
    VIGIL_TRY(auto troubles, troubles_in(*store, catalogue));
    found.wrong = std::move(troubles);
    return found;
}

}  // namespace vigil
