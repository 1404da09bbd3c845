#include "tests/scenario/world.h"

#include "rules/parse_condition.h"

namespace vigil::tests {

Result<std::unique_ptr<World>> World::open(Stock& stock) {
    std::unique_ptr<World> world(new World);
    VIGIL_TRY(world->place_, stock.take());
    VIGIL_DO(world->open_house(world->place_->options()));
    return world;
}

Status World::open_house(const HouseOptions& options) {
    courier_.reset();
    house_.reset();
    VIGIL_TRY(house_, House::open(options));
    courier_ = courier_of(*house_, mailbox_);
    return {};
}

Result<const EntityDef*> World::entity(const std::string& word) const {
    const auto catalogue = company()->catalogue;
    if (const auto* found = catalogue->entity(word)) return found;
    if (const auto* found = catalogue->by_plural(word)) return found;
    return wrong("no entity is called `" + word + "`");
}

Status World::pass(Moment to) {
    if (to < now()) return wrong("time does not go back: it is " + show(now()) + " already");
    return house_->put_forward(to, [this]() -> Result<std::optional<Moment>> {
        VIGIL_DO(courier_->send_due());
        return courier_->next_due();
    });
}

Status World::restart(std::optional<Moment> to) {
    auto options = place_->options();
    options.test_now = to ? *to : now();
    if (*options.test_now < now())
        return wrong("time does not go back: it is " + show(now()) + " already");
    VIGIL_DO(open_house(options));
    house_->test_clock()->put_forward(
        *options.test_now);  // the house itself goes on where it stood
    return pass(now());
}

Result<World::Named> World::find(const std::string& name) const {
    if (auto it = names_.find(name); it != names_.end()) return it->second;
    const auto now = company();
    for (const auto& [id, person] : now->people)
        if (person.name == name) return Named{"user", id};
    for (const auto& [id, team] : now->teams)
        if (team.name == name) return Named{"team", id};
    for (const auto& guideline : now->guidelines)
        if (guideline->key == name) return Named{"guideline", guideline->id};
    return wrong("nobody and nothing is called `" + name + "`");
}

Result<Id> World::id(const std::string& name, std::string_view entity) const {
    VIGIL_TRY(const auto found, find(name));
    if (found.entity != entity)
        return wrong("`" + name + "` is no " + std::string(entity) + " but a " + found.entity);
    return found.id;
}

Result<Record> World::record(const std::string& name) {
    VIGIL_TRY(const auto named, find(name));
    VIGIL_TRY(auto found,
              engine().store.read()->get(need(named.entity), named.id, Permit::house()));
    if (!found) return wrong("`" + name + "` is not in the store");
    return *std::move(found);
}

std::string World::name_of(Id id) const {
    for (const auto& [name, named] : names_)
        if (named.id == id) return name;
    const auto now = company();
    if (const auto* person = now->person(id)) return person->name;
    if (const auto* team = now->team(id)) return team->name;
    if (const auto guideline = now->guideline(id)) return guideline->key;
    return "#" + to_string(id);
}

Result<Actor> World::actor(const std::string& name) const {
    VIGIL_TRY(const Id who, id(name, "user"));
    const auto now_company = company();
    const Person& person = *now_company->person(who);
    Actor actor;
    actor.user = who;
    actor.channel = "hand";
    actor.permit = now_company->permit_for(person, now());
    return actor;
}

Result<std::string> World::with_ids(std::string text) const {
    for (auto open = text.find('{'); open != std::string::npos; open = text.find('{')) {
        const auto close = text.find('}', open);
        if (close == std::string::npos) return wrong("`{` without `}`");
        VIGIL_TRY(const auto named, find(text.substr(open + 1, close - open - 1)));
        text.replace(open, close + 1 - open, to_string(named.id));
    }
    return text;
}

Result<ConditionPtr> World::condition(const EntityDef& entity, std::string text) const {
    if (text.empty()) return ConditionPtr();
    VIGIL_TRY(const auto full, with_ids(std::move(text)));
    return rules::parse_condition(full, entity, *company()->catalogue);
}

Query World::query(const EntityDef& entity, ConditionPtr where, const Permit& permit) const {
    Query query;
    query.entity = &entity;
    query.where = std::move(where);
    query.limit = 10'000;
    query.order = {{field_id, false}};
    query.context = permit.is_house() ? company()->house_context(now()) : permit.who();
    query.context.now = now();
    query.context.time_zone = company()->settings.time_zone;
    return query;
}

Result<std::vector<Record>> World::rows(const EntityDef& entity, ConditionPtr where,
                                        const Permit& permit) {
    return engine().store.read()->find(query(entity, std::move(where), permit), permit);
}

Result<std::int64_t> World::count(const EntityDef& entity, ConditionPtr where,
                                  const Permit& permit) {
    return engine().store.read()->count(query(entity, std::move(where), permit), permit);
}

}  // namespace vigil::tests
