// Acts of people, with their rights, through the use cases.
#include <nlohmann/json.hpp>

#include "model/parse_json.h"
#include "tests/scenario/player.h"
#include "usecases/act_on_record.h"
#include "usecases/conditions.h"
#include "usecases/create_record.h"
#include "usecases/role_rights.h"
#include "usecases/undo_act.h"
#include "watch/exception_acts.h"

namespace vigil::tests {

namespace {

// A record that is given nothing but a name bears it.
void give_name(const EntityDef& entity, const std::string& name, RecordInput& input) {
    for (const char* key : {"last_name", "name"}) {
        const int index = entity.index_of(key);
        if (index < 0 || name.empty()) continue;
        for (const auto& [given, value] : input)
            if (given == index) return;
        input.emplace_back(index, name);
        return;
    }
}

}  // namespace

// as NAME [for NAME] [by CHANNEL] [historic] ACT …
Status Player::as(const std::string& text) {
    const auto [head, values] = at_colon(text);
    Cursor cursor(head);
    VIGIL_TRY(auto actor, world_.actor(cursor.word()));
    if (cursor.take("for")) {
        VIGIL_TRY(actor.on_behalf_of, world_.id(cursor.word(), "user"));
    }
    if (cursor.take("by")) actor.channel = cursor.word();
    if (cursor.take("historic")) actor.historic = true;
    VIGIL_DO(act(actor, cursor, values));
    return fault_ ? Status() : world_.pass(world_.now());
}

Status Player::act(Actor& actor, Cursor& cursor, const std::string& values) {
    if (cursor.take("create")) return create(actor, cursor, values);
    if (cursor.take("undo")) return undo(actor, cursor);
    if (cursor.take("give")) return give(actor, cursor, values);
    const auto verb = cursor.word();
    if (cursor.take("exception")) return about_exception(actor, verb, cursor.rest(), values);
    const auto name = cursor.rest();
    VIGIL_TRY(const auto target, world_.find(name));
    const EntityDef& entity = world_.need(target.entity);
    if (verb == "remove") return took(remove_record(world_.engine(), actor, entity, target.id));
    if (verb == "restore") return took(restore_record(world_.engine(), actor, entity, target.id));
    if (verb != "change") return named_act(actor, verb, name, values);
    auto input = world_.input(entity, values);
    if (!input) return took(pass_on(input.error()));
    return took(update_record(world_.engine(), actor, entity, target.id, *input));
}

// create lead Ada: …      create 12 leads Ada: … (Ada1 to Ada12)
Status Player::create(Actor& actor, Cursor& cursor, const std::string& values) {
    const auto many = number_of(cursor);
    VIGIL_TRY(const auto* entity, world_.entity(cursor.word()));
    const auto name = cursor.rest();
    auto given = world_.input(*entity, values);
    if (!given) return took(pass_on(given.error()));
    for (int i = 1; i <= many.value_or(1); ++i) {
        const auto own = many ? name + std::to_string(i) : name;
        RecordInput input = *given;
        give_name(*entity, own, input);
        auto made = create_record(world_.engine(), actor, *entity, input);
        if (made && !own.empty()) world_.name(own, entity->key, made->record);
        VIGIL_DO(took(std::move(made)));
    }
    return {};
}

// give ROLE on ENTITY: see team, change own, remove no, field email masked
Status Player::give(Actor& actor, Cursor& cursor, const std::string& values) {
    const auto role = cursor.until("on");
    VIGIL_TRY(const auto* entity, world_.entity(cursor.rest()));
    nlohmann::json part = nlohmann::json::object();
    for (const auto& piece : parts_of(values, ",")) {
        Cursor words(piece);
        const auto key = words.word();
        if (key == "field") {
            const auto field = words.word();
            part["fields"][field] = words.rest();
        } else if (key == "create" || key == "remove") {
            part[key] = words.rest() == "yes";
        } else if (words.take("where")) {
            part[key + "_condition"] = words.rest();
        } else {
            part[key] = words.rest();
        }
    }
    const nlohmann::json patch{{entity->key, part}};
    return took(change_rights(world_.engine(), actor, role, patch.dump()));
}

// undo                     what was done last
// undo log_call of Ada     the last such act on Ada that still stands
// undo raise of exception lead_untouched about Ada
Status Player::undo(Actor& actor, Cursor& cursor) {
    if (cursor.done()) return took(undo_act(world_.engine(), actor, last_.journal));
    VIGIL_TRY(const auto row, last_act(cursor));
    return took(undo_act(world_.engine(), actor, row.id()));
}

Result<Record> Player::last_act(Cursor& cursor) {
    const auto act = cursor.until("of");
    Id target;
    if (cursor.take("exception")) {
        VIGIL_TRY(const auto about, exceptions(cursor.rest()));
        if (about.found.size() != 1) return wrong("there is not one such exception");
        target = about.found.front().id();
    } else {
        VIGIL_TRY(const auto named, world_.find(cursor.rest()));
        target = named.id;
    }
    const EntityDef& journal = world_.need("journal");
    VIGIL_TRY(const auto rows,
              world_.rows(journal, field_equals(journal, "record", target.value), Permit::house()));
    for (auto row = rows.rbegin(); row != rows.rend(); ++row)
        if (row->text("act") == act && is_empty((*row)["undone_by"])) return *row;
    return wrong("no act `" + act + "` stands in the journal");
}

// Rita may undo assign of Big
Status Player::expect_may_undo(const std::string& name, bool wanted, Cursor cursor) {
    VIGIL_TRY(const auto actor, world_.actor(name));
    VIGIL_TRY(const auto row, last_act(cursor));
    VIGIL_TRY(const bool may, can_undo_act(world_.engine(), actor, row));
    return may == wanted ? Status() : wrong(name + (may ? " may undo it" : " may not undo it"));
}

Status Player::named_act(Actor& actor, const std::string& verb, const std::string& name,
                         const std::string& values) {
    VIGIL_TRY(const auto target, world_.find(name));
    const EntityDef& entity = world_.need(target.entity);
    const ActDef* act = entity.act(verb);
    ActInput input;
    for (const auto& part : parts_of(values, ",")) {
        Cursor cursor(part);
        const auto key = cursor.word();
        const FieldDef* field = nullptr;
        if (act)
            for (const auto& one : act->fields)
                if (one.key == key || one.key == key + "_at") field = &one;
        if (!field) return wrong("the act " + verb + " has no `" + key + "`");
        auto value = world_.value(*field, cursor.rest());
        if (!value) return took(pass_on(value.error()));
        input[field->key] = *std::move(value);
    }
    return took(act_on_record(world_.engine(), actor, entity, target.id, verb, input));
}

// remind / reassign / snooze / accept exception GUIDELINE about NAME: to …, until …, reason …, note …
Status Player::about_exception(Actor& actor, const std::string& verb, const std::string& which,
                               const std::string& values) {
    VIGIL_TRY(const auto about, exceptions(which));
    if (about.found.empty()) return wrong("there is no such exception");
    const Id id = about.found.back().id();
    std::map<std::string, std::string> said;
    for (const auto& part : parts_of(values, ",")) {
        Cursor cursor(part);
        const auto key = cursor.word();
        said[key] = unquoted(cursor.rest());
    }
    if (verb == "remind") return took(watch::remind(world_.engine(), actor, id));
    if (verb == "accept")
        return took(watch::accept(world_.engine(), actor, id, said["reason"], said["note"]));
    if (verb == "reassign") {
        VIGIL_TRY(const Id to, world_.id(said["to"], "user"));
        return took(watch::reassign(world_.engine(), actor, id, to));
    }
    if (verb != "snooze") return wrong("`" + verb + "` is no act about an exception");
    VIGIL_TRY(const Moment until, world_.moment(said["until"]));
    return took(watch::snooze(world_.engine(), actor, id, until));
}

// A refusal may be what the next line expects.
Status Player::took(Result<Committed> committed) {
    if (committed) {
        last_ = *committed;
    } else if (committed.error().code == "scenario") {
        return pass_on(committed.error());
    } else {
        fault_ = committed.error();
        fault_line_ = line_;
    }
    return {};
}

// fault CODE [at FIELD]
Status Player::fault(Cursor cursor) {
    if (!fault_) return wrong("nothing was refused");
    const Fault found = *std::exchange(fault_, std::nullopt);
    const auto code = cursor.until("at");
    const auto field = cursor.rest();
    bool known = found.code == code && field.empty();
    for (const auto& one : found.fields)
        known |= one.code == code && (field.empty() || one.field == field);
    return known ? Status() : wrong("refused otherwise: " + words_of(found));
}

// let Big be the opportunity: lead Ada
Status Player::let(const std::string& text) {
    const auto [head, values] = at_colon(text);
    Cursor cursor(head);
    const auto name = cursor.until("be the");
    VIGIL_TRY(const auto* entity, world_.entity(cursor.word()));
    VIGIL_TRY(const auto wanted, world_.input(*entity, values));
    VIGIL_TRY(const auto all, world_.rows(*entity, nullptr, Permit::house()));
    Id found;
    for (const auto& record : all) {
        bool fits = true;
        for (const auto& [index, value] : wanted)
            fits &= record.values[std::size_t(index)] == value;
        if (!fits) continue;
        if (found) return wrong("several are such");
        found = record.id();
    }
    if (!found) return wrong("none is such; there are " + std::to_string(all.size()));
    world_.name(name, entity->key, found);
    return {};
}

}  // namespace vigil::tests
