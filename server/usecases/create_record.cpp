#include "usecases/create_record.h"

#include <algorithm>

#include "usecases/find_same.h"
#include "usecases/update_record.h"

namespace vigil {

namespace {

// What a rep enters is his; what an assistant enters on behalf of a rep is the rep's own [I6, A6].
void set_owner(const UnitOfWork& work, Record& record) {
    const int owner = record.entity->index_of("owner");
    if (owner < 0 || !is_empty(record.values[std::size_t(owner)])) return;
    const Actor& actor = work.actor();
    if (actor.on_behalf_of)
        record.values[std::size_t(owner)] = actor.on_behalf_of;
    else if (actor.user && (actor.permit.works_as() == "rep" ||
                            record.entity->key == "saved_view" || record.entity->key == "activity"))
        record.values[std::size_t(owner)] = actor.user;
}

// A call that is written down later happened when it happened; what is planned is made now.
Moment happened_at(const EntityDef& entity, const RecordInput& input, Moment now) {
    const int field = entity.index_of("happened_at");
    for (const auto& [index, value] : input)
        if (index == field && !is_empty(value)) return std::min(now, moment_of(value));
    return now;
}

}  // namespace

Result<Record> stage_create(UnitOfWork& work, const EntityDef& entity, const RecordInput& input,
                            Owed owed) {
    const Actor& actor = work.actor();
    if (!actor.permit.is_house()) {
        const EntityPermit* permit = actor.permit.of(entity);
        if (!permit || !permit->may_see) return fail(FaultKind::not_found, "not_found");
        if (!permit->may_create) return fail(FaultKind::forbidden, "may_not_create");
        VIGIL_DO(check_rights(actor, entity, input));
    }
    VIGIL_DO(check_offered(nullptr, entity, input));
    Record record = work.blank(entity);
    for (std::size_t i = 0; i < entity.fields.size(); ++i)
        if (entity.fields[i].default_value) record.values[i] = *entity.fields[i].default_value;
    for (const auto& [index, value] : input) record.values[std::size_t(index)] = value;
    set_owner(work, record);
    if (const int channel = entity.index_of("channel");
        channel >= 0 && is_empty(record.values[std::size_t(channel)]))
        if (entity.fields[std::size_t(channel)].choice(actor.channel))
            record.values[std::size_t(channel)] = actor.channel;
    derive(work, nullptr, record);
    VIGIL_DO(check_record(work, std::nullopt, record, owed));
    work.create(record);
    const auto& created = work.engine().registry.created;
    if (auto it = created.find(entity.key); it != created.end()) VIGIL_DO(it->second(work, record));
    return record;
}

Result<Committed> create_record(Engine& engine, const Actor& actor, const EntityDef& entity,
                                const RecordInput& input) {
    return work(engine, actor, happened_at(entity, input, engine.clock.now()),
                [&](UnitOfWork& unit) -> Status {
                    VIGIL_DO(stage_create(unit, unit.entity(entity.key), input));
                    return {};
                });
}

Result<std::vector<Record>> find_duplicates(UnitOfWork& work, const Record& record) {
    std::vector<Record> found;
    for (std::size_t i = 0; i < record.values.size() && found.size() < 10; ++i) {
        const FieldDef& field = record.entity->fields[i];
        if (!field.key_column || is_empty(record.values[i])) continue;
        VIGIL_TRY(const auto same, find_same(work.view(), work.company(), *record.entity, int(i),
                                             record.values[i], work.actor().permit));
        for (const auto& other : same)
            if (other.id() != record.id() && !other.removed() && found.size() < 10 &&
                std::ranges::none_of(found,
                                     [&](const Record& one) { return one.id() == other.id(); }))
                found.push_back(other);
    }
    return found;
}

namespace {

// Gathers those who look after what is there already.
class ColleaguesFinder {
  public:
    explicit ColleaguesFinder(UnitOfWork& work) : work_(work) {}

    // Of what is out of the asker's sight.
    Status add_unseen(const EntityDef& entity, int field, const FieldDef& by, const Value& value) {
        return each(entity, field, value, [&](const Record& one, bool is_seen) {
            if (!is_seen) add(one, is_seen, by);
        });
    }
    // Of what is not the asker's own, though he may see it.
    Status add_others(const EntityDef& entity, int field, const FieldDef& by, const Value& value) {
        return each(entity, field, value, [&](const Record& one, bool is_seen) {
            if (one.link("owner") != work_.actor().user) add(one, is_seen, by);
        });
    }
    std::vector<KnownTo> take() { return std::move(known_); }

  private:
    Status each(const EntityDef& entity, int field, const Value& value, const auto& tell) {
        VIGIL_TRY(const auto all, same(entity, field, value, Permit::house()));
        VIGIL_TRY(const auto seen, same(entity, field, value, work_.actor().permit));
        for (const auto& one : all)
            tell(one, std::ranges::find(seen, one.id(), &Record::id) != seen.end());
        return {};
    }
    Result<std::vector<Record>> same(const EntityDef& entity, int field, const Value& value,
                                     const Permit& permit) {
        return find_same(work_.view(), work_.company(), entity, field, value, permit);
    }
    void add(const Record& one, bool is_seen, const FieldDef& by) {
        const Id owner = one.link("owner");
        if (!one.removed() && known_.size() < 3 &&
            std::ranges::find(known_, owner, &KnownTo::owner) == known_.end())
            known_.push_back({owner, one.entity->key, is_seen ? one.id() : Id{}, by.key});
    }

    UnitOfWork& work_;
    std::vector<KnownTo> known_;
};

// The company somebody is of may be a colleague's account.
Status add_account_owners(const UnitOfWork& work, const Record& record, ColleaguesFinder& finder) {
    const EntityDef& account = work.entity("account");
    const int company = record.entity->index_of("company");
    if (company < 0 || record.entity->index_of("account") < 0) return {};
    const Value& name = record.values[std::size_t(company)];
    if (is_empty(name)) return {};
    return finder.add_others(account, account.index_of("name"),
                             record.entity->fields[std::size_t(company)], name);
}

}  // namespace

Result<std::vector<KnownTo>> find_known_to(UnitOfWork& work, const Record& record) {
    ColleaguesFinder finder(work);
    if (work.actor().permit.is_house() || record.entity->index_of("owner") < 0)
        return finder.take();
    for (std::size_t i = 0; i < record.values.size(); ++i) {
        const FieldDef& field = record.entity->fields[i];
        const bool is_identity = field.kind == FieldKind::email || field.kind == FieldKind::phone;
        if (is_identity && field.key_column && !is_empty(record.values[i]))
            VIGIL_DO(finder.add_unseen(*record.entity, int(i), field, record.values[i]));
    }
    VIGIL_DO(add_account_owners(work, record, finder));
    return finder.take();
}

}  // namespace vigil
