#include "usecases/company.h"

#include <algorithm>

#include "base/text.h"
#include "usecases/conditions.h"

namespace vigil {

namespace {

const std::vector<rules::GuidelinePtr> no_guidelines;

constexpr std::string_view company_entities[] = {"user",     "role",      "team",
                                                 "calendar", "guideline", "guideline_version",
                                                 "setting",  "overlay",   "exchange_rate"};

constexpr std::string_view edition_entity = "edition";
constexpr Id edition_id{1};

Id any_administrator(const Company& company) {
    Id found;
    for (const auto& [id, person] : company.people)
        if (company.is_administrator(person) && (!found || id < found)) found = id;
    return found;
}

}  // namespace

bool is_on_leave(const Person& person, Moment at) {
    return std::ranges::any_of(person.calendar.closures(), [&](const Closure& closure) {
        return closure.whose == Closure::Whose::person && closure.from <= at && at < closure.to;
    });
}

const Person* Company::person(Id id) const {
    auto it = people.find(id);
    return it == people.end() ? nullptr : &it->second;
}

const Team* Company::team(Id id) const {
    auto it = teams.find(id);
    return it == teams.end() ? nullptr : &it->second;
}

const Role* Company::role(std::string_view key) const {
    const auto found = std::ranges::find(roles, key, &Role::key);
    return found == roles.end() || found->removed ? nullptr : &*found;
}

bool Company::is_administrator(const Person& person) const {
    return person.active && administering_.contains(person.role);
}

const Person* Company::person_by_email(std::string_view email) const {
    auto it = by_email_.find(fold(email));
    return it == by_email_.end() ? nullptr : person(it->second);
}

const Calendar& Company::calendar_of(Id owner) const {
    const Person* found = person(owner);
    return found ? found->calendar : calendar;
}

Id Company::manager_of(Id owner) const { return manager_above(owner, {}); }

Id Company::manager_above(Id owner, Id manager) const {
    const Person* found = person(owner);
    const Team* at = found ? team(found->team) : nullptr;
    if (!found)
        for (const auto& [id, one] : teams)
            if (one.intake && (!at || id < at->id)) at = &one;
    bool passed = !manager;
    for (int depth = 0; at && depth < 32; ++depth, at = team(at->parent)) {
        const Person* head = person(at->manager);
        if (!head || !head->active || head->id == owner) continue;
        if (passed && head->id != manager) return head->id;
        if (head->id == manager) passed = true;
    }
    return any_administrator(*this);
}

rules::GuidelinePtr Company::guideline(Id id, int version) const {
    auto it = versions_.find({id, version});
    return it == versions_.end() ? nullptr : it->second;
}

rules::GuidelinePtr Company::guideline(Id id) const {
    for (const auto& guideline : guidelines)
        if (guideline->id == id) return guideline;
    return nullptr;
}

rules::MetricPtr Company::metric(std::string_view key) const {
    for (const auto& metric : metrics)
        if (metric->key == key) return metric;
    return nullptr;
}

const std::vector<rules::GuidelinePtr>& Company::on_entity(const EntityDef& entity) const {
    auto it = on_.find(entity.key);
    return it == on_.end() ? no_guidelines : it->second;
}

const std::vector<rules::GuidelinePtr>& Company::counting(const EntityDef& entity) const {
    auto it = counting_.find(entity.key);
    return it == counting_.end() ? no_guidelines : it->second;
}

Day Company::local_day(Moment moment) const {
    return Zone::find(settings.time_zone).value_or(Zone()).to_local(moment).day;
}

ConditionContext Company::house_context(Moment now) const {
    ConditionContext context;
    context.now = now;
    context.time_zone = settings.time_zone;
    context.phone_region = settings.phone_region;
    context.rates = rates;
    return context;
}

ConditionContext Company::context_for(const Person& person, Moment now) const {
    ConditionContext context = house_context(now);
    if (!person.time_zone.empty()) context.time_zone = person.time_zone;
    context.me = person.id;
    context.my_team = person.team;
    if (const Team* own = team(person.team)) context.my_teams = own->tree;
    for (const auto& [id, one] : teams)  // a manager may head teams he is not a member of
        if (one.manager == person.id)
            for (Id below : one.tree)
                if (std::ranges::find(context.my_teams, below) == context.my_teams.end())
                    context.my_teams.push_back(below);
    return context;
}

std::vector<Currency> Company::without_rate(Moment now) const {
    std::vector<Currency> all;
    for (const Currency currency : settings.used)
        if (!rates->worth(currency, rates->day_of(now))) all.push_back(currency);
    return all;
}

Permit Company::permit_for(const Person& person, Moment now) const {
    auto it = permits_.find(person.role);
    return Permit(context_for(person, now), person.works_as,
                  it == permits_.end() ? std::make_shared<const Permit::ByEntity>() : it->second);
}

CompanyPtr with_only(const Company& company, rules::GuidelinePtr guideline) {
    auto other = std::make_shared<Company>(company);
    other->edition = 0;
    other->guidelines = {guideline};
    other->versions_ = {{{guideline->id, guideline->version}, guideline}};
    other->on_ = {{guideline->entity->key, {guideline}}};
    other->counting_.clear();
    for (const EntityDef* child : rules::counted_by(*guideline))
        other->counting_[child->key] = {guideline};
    return other;
}

CompanyPtr CompanyBook::current() const {
    std::lock_guard lock(mutex_);
    return company_;
}

Status CompanyBook::reload() {
    std::lock_guard one_at_a_time(reloading_);
    return read_anew();
}

// Many may find at once that it is behind: one reads it for all.
Result<bool> CompanyBook::catch_up() {
    std::lock_guard one_at_a_time(reloading_);
    const auto company = current();
    VIGIL_TRY(const auto edition, edition_in(*store_.read_once(), *company->catalogue));
    if (edition == company->edition) return false;
    VIGIL_DO(read_anew());
    return true;
}

Status CompanyBook::read_anew() {
    CompanyPtr company;
    if (load_) {
        VIGIL_TRY(company, load_());
    } else {
        if (!shipped_) {
            VIGIL_TRY(auto entities, shipped_entities());
            VIGIL_TRY(shipped_, Catalogue::make(std::move(entities), 1));
            VIGIL_DO(store_.shape(*shipped_));
            VIGIL_DO(begin_editions());
        }
        for (std::int64_t edition = -1; !company || company->edition != edition;) {
            auto view = store_.read();
            VIGIL_TRY(edition, edition_in(*view, *shipped_));
            VIGIL_TRY(auto catalogue, catalogue_in(view));
            VIGIL_TRY(company, load_company(*view, std::move(catalogue)));
        }
    }
    std::lock_guard lock(mutex_);
    company_ = std::move(company);
    return {};
}

Status CompanyBook::begin_editions() {
    VIGIL_TRY(const auto edition, edition_in(*store_.read_once(), *shipped_));
    if (edition) return {};
    ChangeSet first;
    first.writes.push_back({Write::Op::insert, &shipped_->need(edition_entity), edition_id, 0, {}});
    const auto made = store_.apply(first);
    if (!made && made.error().code != "not_unique") return pass_on(made.error());
    return {};
}

// Where the model has changed, the store's tables follow, and `view` is one of later.
Result<CataloguePtr> CompanyBook::catalogue_in(std::unique_ptr<ReadView>& view) {
    VIGIL_TRY(auto catalogue, load_catalogue(*view, *shipped_));
    const auto before = current();
    if (before && before->catalogue->version() == catalogue->version()) return before->catalogue;
    view.reset();  // an index is built when nobody reads what was before
    VIGIL_DO(before ? store_.shape_columns(*catalogue) : store_.shape(*catalogue));
    store_.use_catalogue(catalogue);
    {
        std::lock_guard lock(mutex_);
        owes_indexes_ |= before != nullptr;
    }
    view = store_.read();
    return catalogue;
}

Status CompanyBook::build_indexes() {
    {
        std::lock_guard lock(mutex_);
        if (!owes_indexes_) return {};
        owes_indexes_ = false;
    }
    const auto company = current();
    auto built = store_.build_indexes(*company->catalogue);
    if (built) return {};
    std::lock_guard lock(mutex_);
    owes_indexes_ = true;
    return built;
}

Unchanged edition_row(const Company& company) {
    return {&company.catalogue->need(edition_entity), edition_id, company.edition};
}

Result<std::int64_t> edition_in(ReadView& view, const Catalogue& catalogue) {
    VIGIL_TRY(const auto row,
              view.get(catalogue.need(edition_entity), edition_id, Permit::house()));
    return row ? row->version() : 0;
}

bool is_of_edition(const Fault& fault) {
    if (fault.code != "changed_meanwhile") return false;
    return std::ranges::any_of(fault.args, [](const auto& arg) {
        return arg.first == "entity" && arg.second == edition_entity;
    });
}

bool is_company_entity(std::string_view entity_key) {
    return std::ranges::find(company_entities, entity_key) != std::end(company_entities);
}

bool is_company_row(const Record& row) {
    if (row.entity->key == "setting" && row.text("key") == test_clock_setting) return false;
    return is_company_entity(row.entity->key);
}

}  // namespace vigil
