#include "crm/leads/open_opportunity.h"

#include "usecases/check_record.h"
#include "usecases/create_record.h"
#include "usecases/update_record.h"

namespace vigil {

namespace {

void give(RecordInput& input, const EntityDef& entity, std::string_view key, Value value) {
    if (!is_empty(value)) input.emplace_back(entity.index_of(key), std::move(value));
}

// An account of exactly this name that the actor may see; none when there are several.
Result<Id> find_account(UnitOfWork& work, const Value& name) {
    const EntityDef& account = work.entity("account");
    const int field = account.index_of("name");
    const auto key = comparing_key(account.fields[std::size_t(field)], name);
    VIGIL_TRY(const auto found, work.view().find_by_key(account, field, key, work.actor().permit));
    Id only;
    for (const auto& one : found) {
        if (one.removed()) continue;
        if (only) return Id{};
        only = one.id();
    }
    return only;
}

Result<Id> account_of(UnitOfWork& work, const Record& lead) {
    if (const Id known = lead.link("account")) return known;
    if (is_empty(lead["company"])) return Id{};
    VIGIL_TRY(const Id found, find_account(work, lead["company"]));
    if (found) return found;
    const EntityDef& account = work.entity("account");
    RecordInput input;
    give(input, account, "name", lead["company"]);
    give(input, account, "owner", lead["owner"]);
    VIGIL_TRY(const auto made, stage_create(work, account, input, Owed::by_the_program));
    return made.id();
}

Result<Id> find_contact(UnitOfWork& work, const Record& lead) {
    const EntityDef& contact = work.entity("contact");
    for (const char* key : {"email", "phone"}) {
        if (is_empty(lead[key])) continue;
        const int field = contact.index_of(key);
        const auto hash = comparing_key(contact.fields[std::size_t(field)], lead[key]);
        VIGIL_TRY(const auto found,
                  work.view().find_by_key(contact, field, hash, work.actor().permit));
        for (const auto& one : found)
            if (!one.removed()) return one.id();
    }
    return Id{};
}

Result<Id> contact_of(UnitOfWork& work, const Record& lead, Id account) {
    if (const Id known = lead.link("contact")) return known;
    VIGIL_TRY(const Id found, find_contact(work, lead));
    if (found) return found;
    const EntityDef& contact = work.entity("contact");
    RecordInput input;
    for (const char* key : {"first_name", "last_name", "title", "email", "phone", "owner"})
        give(input, contact, key, lead[key]);
    if (account) give(input, contact, "account", account);
    const bool somebody = !is_empty(lead["first_name"]) || !is_empty(lead["last_name"]) ||
                          !is_empty(lead["email"]) || !is_empty(lead["phone"]);
    if (!somebody) return Id{};
    VIGIL_TRY(const auto made, stage_create(work, contact, input, Owed::by_the_program));
    return made.id();
}

}  // namespace

Status open_opportunity(UnitOfWork& work, const Record& lead, const ActInput& input) {
    VIGIL_TRY(const Id account, account_of(work, lead));
    VIGIL_TRY(const Id contact, contact_of(work, lead, account));
    const EntityDef& opportunity = work.entity("opportunity");
    RecordInput values;
    give(values, opportunity, "name", title_of(lead));
    if (!is_empty(lead["company"])) values.front().second = lead["company"];
    give(values, opportunity, "lead", lead.id());
    if (account) give(values, opportunity, "account", account);
    if (contact) give(values, opportunity, "contact", contact);
    give(values, opportunity, "owner", lead["owner"]);
    give_asked(values, *lead.entity->act("open_opportunity"), opportunity, input);
    VIGIL_DO(stage_create(work, opportunity, values));
    Record after = lead;
    if (account) after.set("account", account);
    if (contact) after.set("contact", contact);
    if (after.text("status") != "qualified") after.set("status", std::string("qualified"));
    if (after.values == lead.values) return {};
    derive(work, lead, after);
    VIGIL_DO(check_record(work, lead, after));  // what the company asks for of a qualified one
    work.change(lead, std::move(after), "open_opportunity");
    return {};
}

}  // namespace vigil
