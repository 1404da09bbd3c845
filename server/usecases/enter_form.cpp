#include "usecases/enter_form.h"

#include <algorithm>
#include <charconv>

#include "base/network_place.h"
#include "base/secrets.h"
#include "base/text.h"
#include "model/parse_json.h"
#include "usecases/conditions.h"
#include "usecases/create_record.h"
#include "usecases/find_same.h"
#include "usecases/rotation.h"
#include "usecases/throttle.h"
#include "usecases/update_record.h"

namespace vigil {

namespace {

constexpr Span ticket_min_age = seconds(2), ticket_max_age = days(1);
constexpr int entries_per_place = 20, entries_per_form = 300;
constexpr Span entries_window = minutes(10);

// Made when the first form is asked for; all nodes sign with the same.
Result<std::string> signing_secret(Engine& engine) {
    constexpr int tries = 3;
    for (int i = 1;; ++i) {
        if (auto secret = engine.company.current()->settings.form_secret; !secret.empty())
            return secret;
        const Actor house = Actor::house("web");
        auto made = work(engine, house, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
            Record row(unit.entity("setting"));
            row.values[field_id] = unit.new_id();
            row.set("key", std::string("form_secret"));
            row.set("value", "\"" + new_token() + "\"");
            unit.insert(row);
            return {};
        });
        if (made) continue;
        if (made.error().code != "not_unique" || i == tries) return pass_on(made.error());
        VIGIL_DO(engine.company.reload());  // another node was first
    }
}

// "MICROSECONDS.NONCE"
std::string signature_for(const std::string& secret, const WebForm& form, std::string_view what) {
    return signature_of(secret, "form " + to_string(form.id) + " " + std::string(what));
}

// Signed by us for this form and of the right age.
Result<bool> is_good_ticket(Engine& engine, const WebForm& form, std::string_view ticket) {
    const auto first = ticket.find('.'), last = ticket.rfind('.');
    if (first == ticket.npos || first == last || ticket.size() > 200) return false;
    VIGIL_TRY(const auto secret, signing_secret(engine));
    const auto signed_text = ticket.substr(0, last);
    if (!same_secret(ticket.substr(last + 1), signature_for(secret, form, signed_text)))
        return false;
    Moment issued;
    std::from_chars(ticket.data(), ticket.data() + first, issued.us);
    const Span age = engine.clock.now() - issued;
    return age.us >= ticket_min_age.us && age.us <= ticket_max_age.us;
}

Result<bool> is_used(UnitOfWork& work, const std::string& ticket) {
    const EntityDef& tickets = work.entity("form_ticket");
    const int field = tickets.index_of("ticket");
    VIGIL_TRY(const auto rows,
              work.view().find_by_key(tickets, field,
                                      comparing_key(tickets.fields[std::size_t(field)], ticket),
                                      Permit::house()));
    return !rows.empty();
}

void use_up(UnitOfWork& work, const std::string& ticket) {
    Record row(work.entity("form_ticket"));
    row.values[field_id] = work.new_id();
    row.set("ticket", ticket);
    row.set("at", work.now());
    work.insert(row);
}

// As a browser sends it: everything is text.
Result<Value> read_typed(const FieldDef& field, std::string_view typed, const Currency& currency) {
    const std::string text(trim(typed));
    if (field.kind == FieldKind::boolean)
        return Value(text == "true" || text == "on" || text == "1");
    if (text.empty()) return Value(Empty{});
    if (field.kind == FieldKind::money)
        return parse_value(field, {{"amount", text}, {"currency", currency.view()}});
    if (!valid_utf8(text)) return fail_field(field.key, "not_storable");
    return parse_value(field, text);
}

Result<RecordInput> read_entry(const WebForm& form, const FormEntry& entry) {
    for (const auto& [key, text] : entry.typed)
        if (!form.field(key))
            return fail(FaultKind::malformed, "unknown_field", {},
                        {{"field", std::string(clip(valid_utf8(key) ? key : "?", 60))}});
    RecordInput input;
    Fault refused{FaultKind::refused, "fields_refused"};
    for (const auto& asked : form.fields) {
        const FieldDef& field = form.entity->fields[std::size_t(asked.field)];
        const auto typed = entry.typed.find(field.key);
        auto read = read_typed(field, typed == entry.typed.end() ? "" : typed->second,
                               form.company->settings.currency);
        if (!read) {
            for (auto& fault : read.error().fields) refused.fields.push_back(std::move(fault));
            continue;
        }
        const bool is_given =
            !is_empty(*read) && (field.kind != FieldKind::boolean || truth_of(*read));
        if (asked.is_required && !is_given) refused.fields.push_back({field.key, "required"});
        if (!is_empty(*read)) input.emplace_back(asked.field, *std::move(read));
    }
    if (!refused.fields.empty()) return std::unexpected(std::move(refused));
    return input;
}

// The rights of the house at this one door: to fill these fields, and to leave a note.
Permit rights_of(const WebForm& form, Moment now) {
    const ConditionContext who = form.company->house_context(now);
    const auto open = [](const EntityDef& entity, const auto& may_fill) {
        EntityPermit permit;
        permit.may_see = permit.may_create = true;
        for (std::size_t i = 0; i < entity.fields.size(); ++i)
            permit.fields.push_back(may_fill(entity.fields[i], int(i)) ? Right::edit : Right::none);
        permit.masked.assign(entity.fields.size(), false);
        return permit;
    };
    Permit::ByEntity entities;
    entities.emplace("activity", open(form.company->catalogue->need("activity"),
                                      [](const FieldDef&, int) { return true; }));
    entities.insert_or_assign(
        form.entity->key, open(*form.entity, [&](const FieldDef& field, int index) {
            return form.field(field.key) != nullptr || index == form.entity->index_of("owner") ||
                   index == form.entity->index_of("source");
        }));
    return {who, "form", std::move(entities)};
}

// Whom the team's last entry went to.
Result<Id> last_in_turn(UnitOfWork& work, Id team) {
    const EntityDef& turns = work.entity("form_turn");
    Query query;
    query.entity = &turns;
    query.where = field_equals(turns, "team", team.value);
    query.order = {{field_id, true}};
    query.limit = 1;
    VIGIL_TRY(const auto rows, work.view().find(query, Permit::house()));
    return rows.empty() ? Id{} : Id{integer_of(rows.front()["owner"])};
}

// The form's owner while he works here; else whose turn it is in its team. Turns are rows that are added and
// not one that is changed, so that entries that come at once do not wait for each other: two of them may go
// to the same person.
Result<Id> owner_for(UnitOfWork& work, const WebForm& form) {
    const Person* owner = form.company->person(form.owner);
    if (owner && owner->active) return owner->id;
    if (!form.team || form.entity->index_of("owner") < 0) return Id{};
    VIGIL_TRY(const Id last, last_in_turn(work, form.team));
    const Id next = next_in_team(*form.company, form.team, last, work.now());
    if (!next) return next;
    Record turn(work.entity("form_turn"));
    turn.values[field_id] = work.new_id();
    turn.set("team", form.team.value);
    turn.set("owner", next.value);
    turn.set("at", work.now());
    work.insert(turn);
    return next;
}

bool is_open(const Record& record) {
    if (record.removed()) return false;
    if (record.entity->key != "lead") return true;
    return record.text("status") != "unqualified" && !record.link("contact");
}

// The field of an activity that leads to records of this entity; none where notes cannot hang.
int note_link(const Catalogue& catalogue, const EntityDef& entity) {
    const EntityDef& activity = catalogue.need("activity");
    const int index = activity.index_of(entity.key);
    return index >= 0 && activity.fields[std::size_t(index)].link == entity.key ? index : -1;
}

// The newest one with the same e-mail, else with the same phone.
Result<std::optional<Record>> find_known(UnitOfWork& work, const EntityDef& entity,
                                         const RecordInput& input) {
    std::optional<Record> known;
    if (note_link(work.catalogue(), entity) < 0) return known;
    for (const FieldKind kind : {FieldKind::email, FieldKind::phone})
        for (const auto& [index, value] : input) {
            const FieldDef& field = entity.fields[std::size_t(index)];
            if (field.kind != kind || !field.key_column || known) continue;
            VIGIL_TRY(auto same, find_same(work.view(), work.company(), entity, index, value,
                                           Permit::house()));
            for (auto& one : same)
                if (is_open(one) && (!known || known->id() < one.id())) known = std::move(one);
        }
    return known;
}

std::string shown(const FieldDef& field, const Value& value, std::string_view language) {
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "✓" : "–";
    const Choice* choice = field.choice(text_of(value));
    if (choice) return std::string(choice->label.in(language));
    if (!text_of(value).empty()) return text_of(value);
    const auto json = to_json(field, value);
    if (json.is_object())  // money
        return json.value("amount", "") + " " + json.value("currency", "");
    return json.is_string() ? json.get<std::string>() : json.dump();
}

std::string note_text(const WebForm& form, const RecordInput& input, std::string_view language) {
    std::string text;
    for (const auto& [index, value] : input) {
        const FieldDef& field = form.entity->fields[std::size_t(index)];
        text += std::string(field.label.in(language)) + ": " + shown(field, value, language) + "\n";
    }
    const std::size_t most = 10'000;
    return std::string(clip(text, most));
}

Status stage_note(UnitOfWork& work, const WebForm& form, const Record& known,
                  const RecordInput& input) {
    const EntityDef& activity = work.entity("activity");
    const int owner_index = known.entity->index_of("owner");
    const Person* owner =
        owner_index < 0 ? nullptr
                        : work.company().person(id_of(known.values[std::size_t(owner_index)]));
    const std::string language = owner && !owner->locale.empty() ? owner->locale : "en";
    const auto at = [&](std::string_view key) { return activity.index_of(key); };
    const FieldDef& note_field = activity.fields[std::size_t(at("note"))];
    RecordInput note{{at("kind"), std::string("note")},
                     {at("direction"), std::string("incoming")},
                     {at("subject"), form.name},
                     {at("happened_at"), work.now()},
                     {note_link(work.catalogue(), *known.entity), known.id()},
                     {at("note"), std::string(clip(note_text(form, input, language),
                                                   std::size_t(note_field.max_length)))}};
    if (owner && owner->active) note.emplace_back(at("owner"), owner->id);
    VIGIL_DO(stage_create(work, activity, note, Owed::by_the_program));
    return {};
}

// A stranger overwrites nothing: he answers questions that nobody has answered. One that had gone back to
// marketing is new again, and so is the promise to touch it.
void stage_answers(UnitOfWork& work, const Record& known, const RecordInput& input) {
    Record after = known;
    for (const auto& [index, value] : input)
        if (known.entity->fields[std::size_t(index)].question > 0 &&
            is_empty(known.values[std::size_t(index)]))
            after.values[std::size_t(index)] = value;
    if (known.entity->key == "lead" && known.text("status") == "recycled") {
        after.set("status", std::string("new"));
        after.set("entered_at", work.now());
    }
    if (after.values == known.values) return;
    derive(work, known, after);
    work.change(known, std::move(after), "web_form");
}

Status stage_entry(UnitOfWork& work, const WebForm& form, RecordInput input) {
    const EntityDef& entity = work.entity(form.entity->key);
    VIGIL_TRY(const auto known, find_known(work, entity, input));
    if (known) {
        VIGIL_DO(stage_note(work, form, *known, input));
        stage_answers(work, *known, input);
        return {};
    }
    const auto add = [&](std::string_view key, const Value& value) {
        const int index = entity.index_of(key);
        const bool is_asked = form.field(key) != nullptr;
        if (index >= 0 && !is_asked && !is_empty(value)) input.emplace_back(index, value);
    };
    VIGIL_TRY(const Id owner, owner_for(work, form));
    add("owner", owner ? Value(owner) : Value(Empty{}));
    add("source", form.source.empty() ? Value(Empty{}) : Value(form.source));
    VIGIL_DO(stage_create(work, entity, input, Owed::by_the_program));
    return {};
}

Status throttle(Engine& engine, const WebForm& form, const FormEntry& entry) {
    return Throttle(engine,
                    {{"form-place:" + network_place(entry.remote), entries_per_place},
                     {"form:" + to_string(form.id), entries_per_form}},
                    entries_window)
        .enter();
}

}  // namespace

Result<std::string> new_ticket(Engine& engine, const WebForm& form) {
    VIGIL_TRY(const auto secret, signing_secret(engine));
    const std::string text =
        std::to_string(engine.clock.now().us) + "." + new_token().substr(0, 22);
    return text + "." + signature_for(secret, form, text);
}

Result<Entered> enter_form(Engine& engine, const WebForm& form, const FormEntry& entry) {
    if (!entry.trap.empty()) return Entered::taken;
    VIGIL_DO(throttle(engine, form, entry));
    VIGIL_TRY(const bool good, is_good_ticket(engine, form, entry.ticket));
    if (!good) return Entered::ask_again;
    VIGIL_TRY(const auto input, read_entry(form, entry));
    Actor actor;
    actor.channel = "web";
    actor.language = entry.language;
    actor.permit = rights_of(form, engine.clock.now());
    auto done = work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        VIGIL_TRY(const bool used, is_used(unit, entry.ticket));
        if (used) return {};
        use_up(unit, entry.ticket);
        return stage_entry(unit, form, input);
    });
    if (done) return Entered::taken;
    const auto& args = done.error().args;
    const bool is_twin =
        done.error().code == "not_unique" &&
        std::ranges::any_of(args, [](const auto& one) { return one.second == "form_ticket"; });
    if (is_twin) return Entered::taken;
    return pass_on(std::move(done).error());
}

}  // namespace vigil
