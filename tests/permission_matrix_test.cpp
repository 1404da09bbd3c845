// Every role x entity x record x call: what the API answers against what the declarations say, as a plain
// reader of its own understands them (support/rights_reader.h).
#include <algorithm>
#include <set>

#include "tests/support/office.h"
#include "tests/support/rights_reader.h"
#include "usecases/update_record.h"

namespace vigil::testing {
namespace {

constexpr std::string_view word =
    "quokka";  // marks texts: "quokka17z" stands in record 17 and nowhere else

class Matrix : public ::testing::TestWithParam<StoreKind> {
  protected:
    void SetUp() override {
        office_ = Office::make(GetParam());
        if (!office_) GTEST_SKIP() << "VIGIL_TEST_DATABASE is not set";
        seed();
    }

    // --- the company
    std::string add(const std::string& entity, Json values, bool plainly = false) {
        const std::string id =
            plainly ? office_->insert(entity, values) : office_->create(entity, values);
        Row row{entity, id, {}, false};
        for (const auto& [field, value] : values.items())
            row.fields[field] = value.is_boolean()  ? (value.get<bool>() ? "true" : "")
                                : value.is_string() ? value.get<std::string>()
                                                    : value.dump();
        rights_.add(row);
        return id;
    }
    std::string mark() { return std::string(word) + std::to_string(++marks_) + "z"; }
    void take_away(const std::string& id);
    void seed();
    void people();
    void business();
    void exceptions();

    // --- the cells
    void expect(const Subject& who, const std::string& what, const std::string& wanted,
                const Answer& got);
    void scan(const Subject& who, const std::string& what, const Answer& got);
    Answer call(const Subject& who, http::Method method, const std::string& path,
                const Json& body = {});
    static std::string outcome(const Answer& answer);
    std::string path(const std::string& entity) const {
        return "/api/v1/" + rights_.entity(entity).at("plural").get<std::string>();
    }
    std::string path(const Row& row) const { return path(row.entity) + "/" + row.id; }
    std::string gone_or(const Subject& who, const Row& row, const std::string& otherwise) const {
        return rights_.sees(who, row) ? otherwise : "gone";
    }
    void take_back(const Subject& who, const std::string& what, const Answer& done);

    void lists(const Subject& who, const std::string& entity);
    void reads(const Subject& who, const Row& row);
    void fields(const Subject& who, const std::string& entity);
    void conditions(const Subject& who, const std::string& entity, const std::string& field);
    void changes(const Subject& who, const Row& row);
    void field_changes(const Subject& who, const std::string& entity);
    void creates(const Subject& who, const std::string& entity);
    void removals(const Subject& who, const Row& row);
    void acts(const Subject& who, const Row& row);
    void act(const Subject& who, const Row& row, const std::string& key, const Json& input);
    void bulks(const Subject& who, const std::string& entity);
    void undoes(const Subject& who, const Row& row);
    void exception_acts(const Subject& who, const Row& row);
    void exception_lists(const Subject& who);
    void model(const Subject& who);

    std::string plain_field(const std::string& entity) const;
    Json value_for(const Subject& who, const std::string& entity, const std::string& field,
                   const std::string& not_id);

    std::unique_ptr<Office> office_;
    RightsReader rights_;
    std::vector<Subject> subjects_;
    std::map<std::string, std::string> teams_, users_;
    std::map<std::string, std::string> marked_;  // record by mark
    int marks_ = 0, cells_ = 0, differences_ = 0;
};

void Matrix::people() {
    teams_["north"] = add("team", {{"name", "North"}}, true);
    teams_["north_sub"] = add("team", {{"name", "North Sub"}, {"parent", teams_["north"]}}, true);
    teams_["south"] = add("team", {{"name", "South"}}, true);
    const auto person = [&](const std::string& name, const std::string& role,
                            const std::string& team) {
        Json values{
            {"email", name + "@example.com"}, {"name", name}, {"role", role}, {"active", true}};
        if (!team.empty()) values["team"] = teams_[team];
        users_[name] = add("user", values, true);
        Subject subject{name, role, users_[name], team.empty() ? "" : teams_[team], "", {}};
        if (team == "north")
            subject.teams = {teams_["north"], teams_["north_sub"]};
        else if (!team.empty())
            subject.teams = {teams_[team]};
        return subject;
    };
    for (const char* role : {"admin", "manager", "rep", "assistant", "operator", "marketing"})
        subjects_.push_back(person(role, role, "north"));
    subjects_.push_back(person("submanager", "manager", "north_sub"));
    subjects_.push_back(person("southrep", "rep", "south"));
    subjects_.push_back(person("looserep", "rep", ""));
    // Heads the team below another that he does not belong to himself.
    Subject head = person("outsider", "manager", "south");
    head.teams.insert(teams_["north_sub"]);
    subjects_.push_back(head);
    person("colleague", "rep", "north");
    person("subrep", "rep", "north_sub");
    person("spare", "rep", "south");
    const Actor house = Actor::house();
    const auto headed =
        work(office_->engine(), house, office_->now(), [&](UnitOfWork& unit) -> Status {
            VIGIL_TRY(const auto team,
                      unit.need(unit.entity("team"), *parse_id(teams_["north_sub"])));
            Record after = team;
            after.set("manager", *parse_id(users_["outsider"]));
            unit.change(team, after, "update");
            return {};
        });
    ASSERT_TRUE(headed);
    for (auto& subject : subjects_)
        subject.token = office_->token_of(subject.name + "@example.com");
}

void Matrix::business() {
    std::vector<std::string> owners = {""};
    for (const char* name : {"rep", "colleague", "subrep", "southrep", "manager", "assistant",
                             "operator", "marketing", "looserep"})
        owners.push_back(users_[name]);
    const auto owned = [](Json values, const std::string& owner) {
        if (!owner.empty()) values["owner"] = owner;
        return values;
    };
    std::vector<std::string> accounts, leads, opportunities;
    for (const auto& owner : owners) {
        accounts.push_back(add("account", owned({{"name", mark()}}, owner), true));
        for (const char* status : {"new", "working"})
            leads.push_back(
                add("lead",
                    owned({{"last_name", mark()}, {"company", mark()}, {"status", status}}, owner),
                    true));
        opportunities.push_back(
            add("opportunity",
                owned({{"name", mark()}, {"stage", "demo"}, {"account", accounts.back()}}, owner),
                true));
        add("opportunity_step",
            {{"name", mark()},
             {"position", 1},
             {"state", "open"},
             {"opportunity", opportunities.back()}},
            true);
        add("activity",
            owned({{"kind", "note"}, {"subject", mark()}, {"lead", leads.back()}}, owner), true);
        add("saved_view",
            owned({{"name", mark()}, {"entity", "lead"}, {"shared", owner == users_["rep"]}},
                  owner),
            true);
    }
    for (std::size_t i = 0; i < owners.size();
         ++i) {  // contacts of accounts of the same and of another owner
        for (const std::size_t of : {i, (i + 1) % owners.size()})
            add("contact",
                owned({{"first_name", mark()},
                       {"last_name", mark()},
                       {"email", "p" + std::to_string(marks_) + "@example.com"},
                       {"account", accounts[of]}},
                      owners[i]),
                true);
        add("activity",
            owned({{"kind", "note"},
                   {"subject", mark()},
                   {"opportunity", opportunities[i]},
                   {"contact", rights_.rows_of("contact").back()->id}},
                  owners[(i + 3) % owners.size()]),
            true);
    }
    add("product", {{"name", mark()}}, true);
    add("playbook", {{"name", mark()}}, true);
    add("calendar",
        {{"name", mark()}, {"time_zone", "UTC"}, {"hours", {{"mon", {{"09:00", "18:00"}}}}}}, true);
    add("role", {{"key", "rep"}, {"name", mark()}}, true);
    add("guideline",
        {{"key", "touched"},
         {"entity", "lead"},
         {"sentence", {{"en", "A new lead is touched."}}},
         {"goal", {{"en", "Nobody waits."}}},
         {"start", "status = new"},
         {"expect", "status = working"},
         {"within", {{"n", 1}, {"unit", "days"}}},
         {"state", "off"}},
        true);
}

void Matrix::exceptions() {
    const auto leads = rights_.rows_of("lead");
    const std::string guideline = rights_.rows_of("guideline").front()->id;
    int started = 0;
    for (const auto* lead : leads)
        for (const char* state : {"warned", "open", "closed"}) {
            Json values{{"guideline", guideline},
                        {"entity", "lead"},
                        {"record", std::stoll(lead->id)},
                        {"title", mark()},
                        {"state", state},
                        {"started_at", to_string(office_->now() - minutes(++started))},
                        {"manager", users_["submanager"]}};
            if (!lead->value("owner").empty()) values["owner"] = lead->value("owner");
            if (started % 3 == 0) values["manager"] = users_["manager"];
            add("exception", values, true);
        }
}

void Matrix::take_away(const std::string& id) {
    Row& row = rights_.row(id);
    const auto company = office_->company();
    const auto done = remove_record(office_->engine(), Actor::house(),
                                    company->catalogue->need(row.entity), *parse_id(id), 0);
    ASSERT_TRUE(done) << row.entity;
    row.removed = true;
}

void Matrix::seed() {
    people();
    business();
    exceptions();
    for (const auto& entity : rights_.entities())
        for (const auto* row : rights_.rows_of(entity))
            for (const auto& [field, text] : row->fields)
                if (text.starts_with(word)) marked_[text] = row->id;
    // Of what people own, the rep's and the colleague's second ones lie in the recycle bin.
    for (const char* entity : {"lead", "contact", "activity"}) {
        std::map<std::string, std::string> last;
        for (const auto* row : rights_.rows_of(entity)) last[row->value("owner")] = row->id;
        for (const char* name : {"rep", "colleague", "subrep", "operator"})
            take_away(last[users_[name]]);
        take_away(last[""]);
    }
}

std::string Matrix::outcome(const Answer& answer) {
    if (answer.status == 404) return "gone";
    if (answer.status == 401 || answer.status == 403) return "denied";
    if (answer.status == 422 && answer.names_fault("read_only")) return "read_only";
    return answer.status < 500 ? "allowed" : "broken";
}

void Matrix::expect(const Subject& who, const std::string& what, const std::string& wanted,
                    const Answer& got) {
    ++cells_;
    if (outcome(got) == wanted) return;
    ++differences_;
    if (differences_ <= 60)
        ADD_FAILURE() << who.name << " " << what << ": the declarations say " << wanted
                      << ", the server " << outcome(got) << " (" << got.status << " "
                      << got.body.substr(0, 160) << ")";
}

// Nothing he is answered holds a mark of a record out of his sight, or of a field he may not read.
void Matrix::scan(const Subject& who, const std::string& what, const Answer& got) {
    for (auto at = got.body.find(word); at != std::string::npos; at = got.body.find(word, at + 1)) {
        const auto found = marked_.find(got.body.substr(at, got.body.find('z', at) - at + 1));
        if (found == marked_.end()) continue;
        const Row& row = rights_.row(found->second);
        bool may = rights_.sees(who, row);
        for (const auto& [field, text] : row.fields)
            if (text == found->first) may = may && rights_.reads(who, row.entity, field);
        if (may || ++differences_ > 60) continue;
        ADD_FAILURE() << who.name << " " << what << " is told " << found->first << " of "
                      << row.entity << " " << row.id;
    }
}

Answer Matrix::call(const Subject& who, http::Method method, const std::string& target,
                    const Json& body) {
    const Answer answer = office_->call(who.token, method, target, body);
    scan(who, std::string(http::to_string(method)) + " " + target, answer);
    return answer;
}

void Matrix::take_back(const Subject& who, const std::string& what, const Answer& done) {
    if (done.status >= 300 || done.journal.empty()) return;
    expect(who, what + ", taken back", "allowed", office_->undo(who.token, done));
}

// --- reading

void Matrix::lists(const Subject& who, const std::string& entity) {
    if (entity == "exception") return;  // has lists of its own
    const std::string all = path(entity);
    for (const bool removed : {false, true}) {
        const auto answer =
            call(who, http::Method::get,
                 all + "?limit=200&count=true&include=*" + (removed ? "&removed=true" : ""));
        expect(who, "lists " + entity, rights_.knows(who, entity) ? "allowed" : "gone", answer);
        if (answer.status != 200) continue;
        std::set<std::string> wanted, got;
        for (const auto* row : rights_.rows_of(entity))
            if (row->removed == removed && rights_.sees(who, *row)) wanted.insert(row->id);
        for (const auto& one : answer.json["data"]) got.insert(one["id"].get<std::string>());
        ++cells_;
        EXPECT_EQ(wanted, got) << who.name << " lists " << entity << (removed ? " removed" : "");
        EXPECT_EQ(answer.json["count"], wanted.size()) << who.name << " counts " << entity;
    }
}

void Matrix::reads(const Subject& who, const Row& row) {
    // An exception's evidence names its people by itself: it has nothing to include.
    const char* whole = row.entity == "exception" ? "" : "?include=*";
    for (const char* below : {whole, "/timeline", "/exceptions"})
        expect(who, "reads " + row.entity + below, gone_or(who, row, "allowed"),
               call(who, http::Method::get, path(row) + below));
}

void Matrix::conditions(const Subject& who, const std::string& entity, const std::string& field) {
    const bool secret = rights_.is_secret(entity, field);
    const std::string wanted = !rights_.knows(who, entity)                   ? "gone"
                               : rights_.reads(who, entity, field) || secret ? "allowed"
                                                                             : "denied";
    const std::string list = path(entity);
    const auto filtered =
        call(who, http::Method::get, list + "?count=true&filter=" + field + "%20is%20not%20empty");
    expect(who, "filters " + entity + " by " + field, wanted, filtered);
    if (secret) {
        EXPECT_NE(filtered.status, 200) << field;
    }
    const bool plain = rights_.declared(entity, field).value("kind", "text") != "json";
    if (plain && !secret)
        expect(who, "sorts " + entity + " by " + field, wanted,
               call(who, http::Method::get, list + "?sort=-" + field));
}

void Matrix::fields(const Subject& who, const std::string& entity) {
    Json seen;
    for (const auto* row : rights_.rows_of(entity))
        if (entity != "exception" && rights_.sees(who, *row) && seen.is_null())
            seen = call(who, http::Method::get, path(*row)).json;
    for (const auto& [field, declaration] : rights_.entity(entity)["fields"].items()) {
        conditions(who, entity, field);
        if (seen.is_null()) continue;
        ++cells_;
        const bool none = rights_.is_secret(entity, field);
        EXPECT_EQ(seen.contains(field), !none) << who.name << " " << entity << "." << field;
        if (none || !seen.contains(field) || rights_.reads(who, entity, field)) continue;
        EXPECT_TRUE(seen[field].is_null() || seen[field] == "•••")
            << who.name << " " << entity << "." << field << seen[field];
    }
    // One link up the same rights hold.
    for (const auto& [field, declaration] : rights_.entity(entity)["fields"].items()) {
        const auto target = declaration.value("link", "");
        if (target.empty() || !rights_.knows(who, entity) || !rights_.reads(who, entity, field))
            continue;
        for (const auto& [far, of] : rights_.entity(target)["fields"].items()) {
            if (of.value("secret", false)) continue;
            const bool may = !rights_.knows(who, target) || rights_.reads(who, target, far);
            if (rights_.knows(who, target))
                expect(who, "filters " + entity + " by " + field + "." + far,
                       may ? "allowed" : "denied",
                       call(who, http::Method::get,
                            path(entity) + "?filter=" + field + "." + far + "%20is%20not%20empty"));
        }
    }
}

// --- writing

// One that anybody who may change the row may change.
std::string Matrix::plain_field(const std::string& entity) const {
    for (const char* field :
         {"note", "rating", "website", "occupation", "probability", "subject", "days", "sort",
          "series", "stage", "country", "purpose", "intake", "time_zone", "unless"})
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

void Matrix::act(const Subject& who, const Row& row, const std::string& key, const Json& input) {
    const auto edits = [&](const char* field) { return rights_.edits(who, row.entity, field); };
    bool may = rights_.may_change(who, row);
    if (key == "log_call") may = may && rights_.may_create(who, "activity");
    if (key == "assign" || key == "return_to_marketing") may = may && edits("owner");
    if (key == "qualify" || key == "return_to_marketing" || key == "open_opportunity")
        may = may && edits("status");
    if (key == "open_opportunity")  // makes an account and a contact with it
        for (const char* made : {"opportunity", "account", "contact"})
            may = may && rights_.may_create(who, made);
    const std::string wanted = row.removed ? "gone" : gone_or(who, row, may ? "allowed" : "denied");
    const std::string what = key + " on " + row.entity + " " + row.id;
    const auto done = call(who, http::Method::post, path(row) + "/" + key, input);
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
    for (const auto& [key, declaration] : rights_.entity(row.entity)["acts"].items())
        act(who, row, key, inputs.contains(key) ? inputs.at(key) : Json::object());
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

TEST_P(Matrix, EveryRoleEntityAndCall) {
    const auto systemic = {"session", "journal", "overlay", "outbox", "snooze", "setting"};
    for (const auto& who : subjects_) {
        for (const char* entity : systemic)
            expect(who, std::string("lists ") + entity, "gone",
                   call(who, http::Method::get, path(entity)));
        exception_lists(who);
        for (const auto& entity : rights_.entities()) {
            lists(who, entity);
            fields(who, entity);
            for (const auto* row : rights_.rows_of(entity)) reads(who, *row);
        }
    }
    for (const auto& who : subjects_) {
        model(who);
        for (const auto& entity : rights_.entities()) {
            creates(who, entity);
            field_changes(who, entity);
            bulks(who, entity);
            for (const auto* row : rights_.rows_of(entity)) {
                changes(who, *row);
                removals(who, *row);
                acts(who, *row);
                undoes(who, *row);
                if (entity == "exception" && !row->removed) exception_acts(who, *row);
            }
        }
    }
    EXPECT_GT(cells_, 10'000);
    EXPECT_EQ(differences_, 0);
    RecordProperty("cells", cells_);
    std::printf("%d cells\n", cells_);
}

INSTANTIATE_TEST_SUITE_P(Stores, Matrix, ::testing::Values(StoreKind::sqlite, StoreKind::postgres),
                         [](const auto& info) { return storage::testing::to_string(info.param); });

}  // namespace
}  // namespace vigil::testing
