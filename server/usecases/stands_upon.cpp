#include "usecases/stands_upon.h"

#include <algorithm>

#include "usecases/conditions.h"
#include "usecases/find_records.h"

namespace vigil {

namespace {

constexpr int children_looked_at = 10'000;
constexpr std::size_t children_asked_at_once = 50;  // each is a place in the index of records

// Those of `records` that `own` has written.
Result<std::set<Id>> written_by(UnitOfWork& work, const std::vector<Id>& records,
                                const ActRows& own) {
    const EntityDef& journal = work.entity("journal");
    Query query;
    query.entity = &journal;
    query.where = both(field_in(journal, journal.index_of("record"), records),
                       field_equals(journal, own.field, own.value.value));
    query.limit = children_looked_at;
    VIGIL_TRY(const auto rows, work.view().find(query, Permit::house()));
    std::set<Id> written;
    for (const auto& row : rows) written.insert(Id{integer_of(row["record"])});
    return written;
}

Result<std::vector<Record>> exceptions_open_about(UnitOfWork& work,
                                                  const std::vector<Id>& records) {
    const EntityDef& exception = work.entity("exception");
    Query query;
    query.entity = &exception;
    query.where = both(field_in(exception, exception.index_of("record"), records),
                       field_equals(exception, "state", std::string("open")));
    query.limit = children_looked_at;
    return work.view().find(query, Permit::house());
}

// Names it, if he may see it.
Status refuse_for(UnitOfWork& work, const Record& child) {
    const Actor& actor = work.actor();
    VIGIL_TRY(const auto seen, work.view().get(*child.entity, child.id(), actor.permit));
    if (!seen) return fail(FaultKind::conflict, "has_children");
    VIGIL_TRY(const auto names, names_in_titles(work.view(), work.catalogue(), actor, {*seen}));
    return fail(FaultKind::conflict, "built_upon", {},
                {{"kind", std::string(child.entity->label.in(actor.language))},
                 {"title", title_for(*seen, actor.permit, actor.language, &names)}});
}

Status check_promises(UnitOfWork& work, const Record& made) {
    const Actor& actor = work.actor();
    if (may_drop_promises(actor, *made.entity)) return {};
    VIGIL_TRY(const auto open, exceptions_open_about(work, {made.id()}));
    if (open.empty()) return {};
    const auto guideline = work.company().guideline(open.front().link("guideline"));
    return fail(FaultKind::conflict, "promise_broken", {},
                {{"broken", guideline ? rules::broken_of(*guideline, actor.language) : ""}});
}

}  // namespace

bool is_linked_by(const Catalogue::ChildLink& link) {
    return !link.child->plain && !link.child->fields[std::size_t(link.field)].base;
}

Result<Children> linked_since(UnitOfWork& work, const Catalogue::ChildLink& link,
                              const std::vector<Id>& parents, const ActRows& own,
                              std::size_t enough) {
    Children found;
    if (!is_linked_by(link)) return found;
    Query query;
    query.entity = link.child;
    query.where = field_in(*link.child, link.field, parents);
    query.order = {{field_id, true}};
    query.limit = children_looked_at;
    VIGIL_TRY(auto children, work.view().find(query, Permit::house()));
    for (std::size_t from = 0; from < children.size() && found.others.size() < enough;
         from += children_asked_at_once) {
        const std::size_t end = std::min(from + children_asked_at_once, children.size());
        std::vector<Id> ids;
        for (std::size_t i = from; i < end; ++i) ids.push_back(children[i].id());
        VIGIL_TRY(const auto written, written_by(work, ids, own));
        for (std::size_t i = from; i < end; ++i) {
            const Id parent = id_of(children[i].values[std::size_t(link.field)]);
            if (written.contains(children[i].id()))
                found.own.push_back(children[i].id());
            else
                found.others.push_back({parent, std::move(children[i])});
        }
    }
    return found;
}

Result<std::set<Id>> with_broken_promises(UnitOfWork& work, const std::vector<Id>& records) {
    VIGIL_TRY(const auto open, exceptions_open_about(work, records));
    std::set<Id> broken;
    for (const auto& exception : open) broken.insert(Id{integer_of(exception["record"])});
    return broken;
}

bool may_drop_promises(const Actor& actor, const EntityDef& entity) {
    if (actor.permit.is_house()) return true;
    const EntityPermit* rights = actor.permit.of(entity);
    return rights && rights->may_remove;
}

Status check_unlinked(UnitOfWork& work, const Record& record, const Catalogue::ChildLink& link,
                      const ActRows& own) {
    if (!is_linked_by(link)) return {};
    VIGIL_TRY(auto linked, linked_since(work, link, {record.id()}, own, 1));
    if (!linked.others.empty()) return refuse_for(work, linked.others.front().child);
    work.stand_alone({record.entity, {record.id()}, link.child, link.field, std::move(linked.own)});
    return {};
}

Status check_stands_alone(UnitOfWork& work, const Record& made, const ActRows& own) {
    for (const auto& link : work.catalogue().children_of(made.entity->key))
        VIGIL_DO(check_unlinked(work, made, link, own));
    return check_promises(work, made);
}

Status check_taken_back(UnitOfWork& work, const Record& after, const ActRows& own) {
    const auto& nouns = work.engine().registry.taken_back;
    const auto noun = nouns.find(after.entity->key);
    return noun == nouns.end() ? Status() : noun->second(work, after, own);
}

}  // namespace vigil
