#include "main/demo/desk.h"

#include "usecases/create_record.h"
#include "usecases/update_record.h"

namespace vigil::demo {

namespace {

constexpr int many = 10'000;

// Says at what the demo stumbled: a fault here is a bug of ours.
Status told(Result<Committed> done, std::string_view what, std::string_view entity) {
    if (done) return {};
    Fault fault = std::move(done).error();
    fault.log += " demo: " + std::string(what) + " " + std::string(entity);
    for (const auto& one : fault.fields) fault.log += " " + one.field + ": " + one.code;
    return std::unexpected(std::move(fault));
}

}  // namespace

Result<Actor> Desk::person(Id who, Id on_behalf_of) {
    const auto company = house_.company();
    const Person* person = company->person(who);
    if (!person) return fail(FaultKind::internal, "not_found", "demo: a person is missing");
    Actor actor;
    actor.user = who;
    actor.on_behalf_of = on_behalf_of == who ? Id{} : on_behalf_of;
    actor.channel = "hand";
    actor.language = person->locale;
    actor.permit = company->permit_for(*person, now());
    return actor;
}

RecordInput Desk::input(std::string_view key, const Fields& fields) const {
    RecordInput input;
    for (const auto& [field, value] : fields)
        if (!is_empty(value)) input.emplace_back(entity(key).index_of(field), value);
    return input;
}

Result<Id> Desk::create(const Actor& actor, std::string_view key, const Fields& fields) {
    auto done = create_record(engine(), actor, entity(key), input(key, fields));
    const Id made = done ? done->record : Id{};
    VIGIL_DO(told(std::move(done), "create", key));
    return made;
}

Status Desk::change(const Actor& actor, std::string_view key, Id id, const Fields& fields) {
    return told(update_record(engine(), actor, entity(key), id, input(key, fields)), "change", key);
}

Status Desk::act(const Actor& actor, std::string_view key, Id id, std::string_view act,
                 const ActInput& input) {
    return told(act_on_record(engine(), actor, entity(key), id, act, input), act, key);
}

Result<Record> Desk::look(std::string_view key, Id id) {
    VIGIL_TRY(auto found, engine().store.read()->get(entity(key), id, Permit::house()));
    if (!found) return fail(FaultKind::internal, "not_found", "demo: a record is missing");
    return *std::move(found);
}

Result<std::vector<Record>> Desk::find(std::string_view key, ConditionPtr where) {
    Query query;
    query.entity = &entity(key);
    query.where = std::move(where);
    query.order = {{field_id, false}};
    query.limit = many;
    return engine().store.read()->find(query, Permit::house());
}

}  // namespace vigil::demo
