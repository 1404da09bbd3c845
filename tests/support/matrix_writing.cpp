// What a person may do: create, change, act, remove, undo, exceptions, the model.
#include <algorithm>

#include "tests/support/matrix.h"

namespace vigil::testing {

// One that anybody who may change the row may change.
std::string Matrix::plain_field(const std::string& entity) const {
    for (const char* field :
         {"note", "rating", "website", "occupation", "probability", "subject", "days", "sort",
          "series", "stage", "country", "purpose", "intake", "time_zone", "unless", "rate"})
        if (rights_.entity(entity)["fields"].contains(field) &&
            !rights_.is_read_only(entity, field))
            return field;
    return rights_.entity(entity)["fields"].contains("name") ? "name" : "note";
}

Json Matrix::value_for(const Subject& who, const std::string& entity, const std::string& field,
                       const std::string& not_id) {
    const Json& declaration = rights_.declared(entity, field);
    const auto kind = declaration.value("kind", "text");
    if (field == "time_zone") return "Europe/Berlin";
    if (field == "currency") return "CHF";
    if (kind == "integer") return 7;
    if (kind == "decimal") return "0.5";
    if (kind == "boolean") return true;
    if (kind == "money") return {{"amount", "12.00"}, {"currency", "EUR"}};
    if (kind == "day") return "2026-04-01";
    if (kind == "moment") return "2026-02-01T08:00:00Z";
    if (kind == "email") return "other" + std::to_string(++marks_) + "@example.com";
    if (kind == "phone") return "+49 30 901820";
    if (kind == "url") return "https://www.example.com/";
    if (kind == "json") return Json::object();
    if (kind == "choice" && declaration["choices"].empty()) return "calls_logged";  // the register
    if (kind == "choice") return declaration["choices"].back()["key"];
    if (kind != "link") return "Another text " + std::to_string(++marks_);
    for (const auto* row : rights_.rows_of(declaration["link"]))
        if (row->id != not_id && !row->removed && rights_.sees(who, *row)) return row->id;
    return {};
}

void Matrix::changes(const Subject& who, const Row& row) {
    const std::string field = plain_field(row.entity);
    const Json body{{field, value_for(who, row.entity, field, row.id)}};
    std::string wanted = "gone";
    if (rights_.sees(who, row) && !row.removed)
        wanted = rights_.may_change(who, row) && rights_.edits(who, row.entity, field) ? "allowed"
                                                                                       : "denied";
    if (row.entity == "exception") wanted = "gone";
    const std::string what = "changes " + row.entity + " " + row.id;
    const auto done = call(who, http::Method::patch, path(row), body);
    expect(who, what, wanted, done);
    take_back(who, what, done);
    if (row.entity == "exception") return;  // its bulk takes acts: tests/binary/test_bulk.py
    const auto many = call(who, http::Method::post, path(row.entity) + "/bulk",
                           {{"ids", {row.id}}, {"change", body}});
    expect(who, what + " in bulk", wanted, many);
    take_back(who, what + " in bulk", many);
}

void Matrix::field_changes(const Subject& who, const std::string& entity) {
    const Row* own = nullptr;
    for (const auto* row : rights_.rows_of(entity)) {
        const bool fits = !row->removed && rights_.sees(who, *row) && rights_.may_change(who, *row);
        if (fits && (!own || own->id == who.id || row->id == users_["spare"])) own = row;
    }
    if (!own || entity == "exception") return;
    for (const auto& [field, declaration] : rights_.entity(entity)["fields"].items()) {
        const Json value = value_for(who, entity, field, own->id);
        if (value.is_null() || rights_.is_secret(entity, field)) continue;
        if (entity == "plan" && (field == "user" || field == "team" || field == "amount")) continue;
        const std::string wanted = rights_.is_read_only(entity, field) ? "read_only"
                                   : rights_.edits(who, entity, field) ? "allowed"
                                                                       : "denied";
        const std::string what = "changes " + entity + "." + field;
        const auto done = call(who, http::Method::patch, path(*own), {{field, value}});
        expect(who, what, wanted, done);
        take_back(who, what, done);
    }
}

void Matrix::creates(const Subject& who, const std::string& entity) {
    if (entity == "exception") return;
    Json body = Json::object();
    for (const auto& [field, declaration] : rights_.entity(entity)["fields"].items())
        if (declaration.value("required", false) && rights_.edits(who, entity, field) &&
            !rights_.is_read_only(entity, field))
            body[field] = value_for(who, entity, field, "");
    for (const char* identity : {"last_name", "subject"})
        if (rights_.entity(entity)["fields"].contains(identity) &&
            rights_.edits(who, entity, identity))
            body[identity] = "New one";
    if (entity == "plan") body.update({{"user", who.id}, {"target", 7}});
    const std::string wanted = !rights_.knows(who, entity)       ? "gone"
                               : rights_.may_create(who, entity) ? "allowed"
                                                                 : "denied";
    expect(who, "tries to create " + entity, wanted,
           call(who, http::Method::post, path(entity) + "?dry_run=true", body));
    const auto done = call(who, http::Method::post, path(entity), body);
    expect(who, "creates " + entity, wanted, done);
    take_back(who, "creates " + entity, done);
}

void Matrix::removals(const Subject& who, const Row& row) {
    if (row.entity == "exception" || row.id == who.id) return;
    const bool may = rights_.may_change(who, row) && rights_.may_remove(who, row.entity);
    const std::string what = row.entity + " " + row.id;
    if (row.removed) {
        const auto restored = call(who, http::Method::post, path(row) + "/restore");
        expect(who, "restores " + what, gone_or(who, row, may ? "allowed" : "denied"), restored);
        take_back(who, "restores " + what, restored);
    }
    const auto removed = call(who, http::Method::delete_, path(row));
    expect(who, "removes " + what,
           row.removed ? "gone" : gone_or(who, row, may ? "allowed" : "denied"), removed);
    if (row.removed || removed.status != 204) return;
    expect(who, "restores " + what, "allowed",
           call(who, http::Method::post, path(row) + "/restore"));
}

void Matrix::act(const Subject& who, const Row& row, const std::string& key, const Json& input,
                 bool offered) {
    const auto edits = [&](const char* field) { return rights_.edits(who, row.entity, field); };
    bool may = rights_.may_change(who, row);
    if (key == "log_call") may = may && rights_.may_create(who, "activity");
    const bool moves = key == "assign" || (key == "take" && row.value("owner") != who.id) ||
                       (key == "return_to_marketing" && row.fields.contains("owner"));
    if (moves) may = may && edits("owner");
    if (key == "qualify" || key == "return_to_marketing" || key == "open_opportunity")
        may = may && edits("status");
    if (key == "open_opportunity")  // makes an account and a contact with it
        for (const char* made : {"opportunity", "account", "contact"})
            may = may && rights_.may_create(who, made);
    const std::string wanted = row.removed ? "gone" : gone_or(who, row, may ? "allowed" : "denied");
    const std::string what = key + " on " + row.entity + " " + row.id;
    const auto done = call(who, http::Method::post, path(row) + "/" + key, input);
    const bool is_others = !row.value("owner").empty() && row.value("owner") != who.id;
    if (key == "take" && is_others && !row.removed && rights_.sees(who, row)) {
        EXPECT_EQ(done.status, 409) << who.name << " " << what << ": somebody has it";
        return;
    }
    ++cells_;
    // Taking is offered to those a pool is for; whoever may give records out can do it too, and what is one's own is
    // taken already.
    const bool is_told = key != "take" || offered;
    if (is_told) EXPECT_EQ(offered, wanted == "allowed") << who.name << " is offered " << what;
    expect(who, what, wanted, done);
    take_back(who, what, done);
}

void Matrix::acts(const Subject& who, const Row& row) {
    if (!rights_.entity(row.entity).contains("acts")) return;
    const std::map<std::string, Json> inputs = {
        {"log_call", {{"outcome", "reached"}}},
        {"assign", {{"to", users_["spare"]}}},
        {"open_opportunity",
         {{"close_date", "2026-06-01"}, {"amount", {{"amount", "5.00"}, {"currency", "EUR"}}}}}};
    const auto told = call(who, http::Method::get, path(row)).json;
    const auto offered = told.contains("may") ? told["may"]["acts"] : Json::array();
    for (const auto& [key, declaration] : rights_.entity(row.entity)["acts"].items())
        act(who, row, key, inputs.contains(key) ? inputs.at(key) : Json::object(),
            std::ranges::find(offered, Json(key)) != offered.end());
    expect(who, "no such act", "gone",
           call(who, http::Method::post, path(row) + "/no_such_act", Json::object()));
}

// All that he sees, at once: refused as a whole when one of them is not his to change.
void Matrix::bulks(const Subject& who, const std::string& entity) {
    if (entity == "exception" || entity == "user" || entity == "team") return;
    const std::string field = plain_field(entity);
    bool may = true, any = false;
    for (const auto* row : rights_.rows_of(entity))
        if (!row->removed && rights_.sees(who, *row)) {
            any = true;
            may = may && rights_.may_change(who, *row);
        }
    may = !any || (may && rights_.edits(who, entity, field));
    const auto done =
        call(who, http::Method::post, path(entity) + "/bulk",
             {{"filter", "true"}, {"change", {{field, value_for(who, entity, field, "")}}}});
    expect(who, "changes all of " + entity,
           !rights_.knows(who, entity) ? "gone"
           : may                       ? "allowed"
                                       : "denied",
           done);
    take_back(who, "changes all of " + entity, done);
    const auto none =
        call(who, http::Method::post, path(entity) + "/bulk",
             {{"ids", Json::array()}, {"change", {{field, value_for(who, entity, field, "")}}}});
    if (none.status == 200) {
        EXPECT_EQ(none.json["changed"], 0) << "an empty list is nobody";
    }
}

// What an administrator has done.
void Matrix::undoes(const Subject& who, const Row& row) {
    if (who.role == "admin" || row.entity == "exception" || row.removed) return;
    const Subject& admin = subjects_.front();
    std::vector<std::string> fields = {plain_field(row.entity)};
    for (const char* guarded : {"status", "role"})
        if (rights_.entity(row.entity)["fields"].contains(guarded)) fields.push_back(guarded);
    if (row.id == who.id || row.id == admin.id)
        std::erase(fields, "role");  // he would be another while it lasts
    for (const auto& field : fields) {
        const auto done = office_->patch(admin.token, path(row),
                                         {{field, value_for(admin, row.entity, field, row.id)}});
        if (done.journal.empty()) continue;
        const bool may = rights_.may_change(who, row) && rights_.edits(who, row.entity, field);
        const auto undone = office_->undo(who.token, done);
        // Marketing's scope speaks of the status, which stands otherwise just now.
        if (field != "status" || who.role != "marketing")
            expect(who, "undoes another's change of " + row.entity + "." + field,
                   gone_or(who, row, may ? "allowed" : "denied"), undone);
        if (undone.status != 200) {
            EXPECT_EQ(office_->undo(admin.token, done).status, 200);
        }
    }
}

// --- exceptions and the model

void Matrix::exception_lists(const Subject& who) {
    for (const std::string state : {"warned", "open", "closed"}) {
        const auto answer =
            call(who, http::Method::get, "/api/v1/exceptions?limit=200&count=true&state=" + state);
        std::set<std::string> wanted, got;
        for (const auto* row : rights_.rows_of("exception")) {
            const bool his = state != "warned" || row->value("owner") == who.id;
            if (row->value("state") == state && his && rights_.sees(who, *row))
                wanted.insert(row->id);
        }
        for (const auto& one : answer.json["data"]) got.insert(one["id"].get<std::string>());
        ++cells_;
        EXPECT_EQ(wanted, got) << who.name << " " << state << " " << answer.body.substr(0, 200);
        EXPECT_EQ(answer.json["count"], wanted.size()) << who.name << " " << state;
    }
}

void Matrix::exception_acts(const Subject& who, const Row& row) {
    const std::string one = path(row), open = row.value("state");
    const auto snoozed =
        call(who, http::Method::post, one + "/snooze", {{"until", "2026-03-03T09:00:00Z"}});
    const std::string wanted = gone_or(who, row, "allowed");
    expect(who, "snoozes " + row.id, wanted, snoozed);
    take_back(who, "snoozes " + row.id, snoozed);
    const auto accepted = call(who, http::Method::post, one + "/accept", {{"reason", "justified"}});
    expect(
        who, "accepts " + row.id,
        gone_or(who, row, rights_.may_change(who, row) || open == "closed" ? "allowed" : "denied"),
        accepted);
    take_back(who, "accepts " + row.id, accepted);
    const Row* lead = rights_.find(row.value("record"));
    const auto moved = call(who, http::Method::post, one + "/reassign", {{"to", users_["spare"]}});
    std::string reassigned = "gone";
    if (rights_.sees(who, row) && open == "closed")
        reassigned = "allowed";  // that is: 409
    else if (rights_.sees(who, row) && !rights_.may_change(who, row))
        reassigned = "denied";
    else if (rights_.sees(who, row) && rights_.sees(who, *lead) && !lead->removed)
        reassigned = rights_.may_change(who, *lead) && rights_.edits(who, "lead", "owner")
                         ? "allowed"
                         : "denied";
    expect(who, "reassigns " + row.id, reassigned, moved);
    take_back(who, "reassigns " + row.id, moved);
}

void Matrix::model(const Subject& who) {
    const auto answer = call(who, http::Method::get, "/api/v1/model");
    std::map<std::string, Json> told;
    for (const auto& one : answer.json["entities"]) told[one["key"]] = one;
    for (const auto& entity : rights_.entities()) {
        ++cells_;
        EXPECT_EQ(told.contains(entity), rights_.knows(who, entity))
            << who.name << " is told of " << entity;
        if (!told.contains(entity)) continue;
        EXPECT_EQ(told[entity]["may"]["create"], rights_.may_create(who, entity)) << entity;
        for (const auto& field : told[entity]["fields"]) {
            const std::string key = field["key"];
            if (!rights_.entity(entity)["fields"].contains(key)) continue;
            ++cells_;
            EXPECT_EQ(field["right"] == "edit",
                      rights_.edits(who, entity, key) && !rights_.is_read_only(entity, key))
                << who.name << " " << entity << "." << key;
        }
    }
    expect(who, "reads the rights", who.role == "admin" ? "allowed" : "denied",
           call(who, http::Method::get, "/api/v1/rights"));
    expect(who, "changes rights", who.role == "admin" ? "allowed" : "denied",
           call(who, http::Method::patch, "/api/v1/rights/rep", {{"lead", Json::object()}}));
    const std::string entities = "/api/v1/model/entities";
    const std::string wanted =
        who.role == "admin" ? "allowed" : "denied";  // what is sent is refused anyway
    expect(who, "adds an entity", wanted,
           call(who, http::Method::post, entities, {{"key", "bad"}}));
    expect(who, "changes an entity", wanted,
           call(who, http::Method::patch, entities + "/lead", {{"bad", 1}}));
    expect(who, "hides an entity", wanted, call(who, http::Method::delete_, entities + "/lead"));
    expect(who, "adds a field", wanted,
           call(who, http::Method::post, entities + "/lead/fields", {{"key", "bad"}}));
    expect(who, "changes a field", wanted,
           call(who, http::Method::patch, entities + "/lead/fields/budget", {{"bad", 1}}));
    expect(who, "hides a field", wanted,
           call(who, http::Method::delete_, entities + "/lead/fields/company"));
}

}  // namespace vigil::testing
