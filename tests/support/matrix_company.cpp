// The company of the matrix: teams within teams, records of everybody and of nobody.
#include "tests/support/matrix.h"
#include "usecases/update_record.h"

namespace vigil::testing {

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

// Asked of the API in its words; the reference is told what they mean.
void Matrix::gives(const std::string& role, const std::string& entity, const Json& sent,
                   const Json& meant) {
    const auto done =
        office_->patch(subjects_.front().token, "/api/v1/rights/" + role, {{entity, sent}});
    ASSERT_EQ(done.status, 200) << role << " " << entity << " " << done.body;
    rights_.give(role, entity, meant);
}

// A role of the company's own, with rights that differ from those it began with, and shipped roles whose
// rights were changed while the company works.
void Matrix::own_roles() {
    const auto made = office_->post(subjects_.front().token, "/api/v1/roles",
                                    {{"name", "Deputy"}, {"like", "manager"}});
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string role = made.json["key"];
    rights_.add(
        {"role", made.json["id"], {{"key", role}, {"name", "Deputy"}, {"like", "manager"}}});
    rights_.make_role(role, "manager");
    users_["deputy"] = add("user",
                           {{"email", "deputy@example.com"},
                            {"name", "deputy"},
                            {"role", role},
                            {"active", true},
                            {"team", teams_["north"]}},
                           true);
    Subject deputy{"deputy", role, users_["deputy"], teams_["north"], "", {}};
    deputy.teams = {teams_["north"], teams_["north_sub"]};
    deputy.token = office_->token_of("deputy@example.com");
    subjects_.push_back(deputy);
    gives(role, "lead", {{"see", "own"}, {"change", "own"}, {"remove", false}},
          {{"see", "owner = me"}, {"change", "owner = me"}, {"remove", false}});
    gives(role, "account", {{"change", "none"}}, {{"change", ""}});
    gives(role, "contact", {{"fields", {{"email", "masked"}, {"phone", "none"}, {"title", "see"}}}},
          {{"fields", {{"email", "masked"}, {"phone", "none"}, {"title", "see"}}}});
    gives(role, "product", {{"change", "all"}, {"create", true}},
          {{"change", "true"}, {"create", true}});
    gives(role, "opportunity", {{"see_condition", "owner=me or owner is empty"}},
          {{"see", "owner = me or owner is empty"}});
    gives("operator", "product", {{"see", "none"}}, {{"see", ""}});
    gives("operator", "lead", {{"fields", {{"status", "edit"}, {"company", "none"}}}},
          {{"fields", {{"status", "edit"}, {"company", "none"}}}});
    gives("operator", "activity", {{"see", "all"}, {"change", "own"}},
          {{"see", "true"}, {"change", "owner = me"}});
    gives("marketing", "contact", {{"fields", {{"email", "see"}}}},
          {{"fields", {{"email", "see"}}}});
    // One who takes from the pool, as the word has it and with what hangs on it.
    gives("operator", "opportunity", {{"see", "pool"}, {"change", "pool"}},
          {{"see", "owner = me or owner is empty"}, {"change", "owner = me or owner is empty"}});
    gives("operator", "opportunity_step", {{"see", "pool"}},
          {{"see", "opportunity.owner = me or opportunity.owner is empty"}});
    gives("assistant", "plan", {{"see", "team"}},
          {{"see", "user.team in my_teams or team in my_teams"}});
}

void Matrix::business() {
    std::vector<std::string> owners = {""};
    for (const char* name : {"rep", "colleague", "subrep", "southrep", "manager", "assistant",
                             "operator", "marketing", "looserep", "deputy"})
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
    plans();
    // Contacts of accounts of the same and of another owner.
    for (std::size_t i = 0; i < owners.size(); ++i) {
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
}

void Matrix::plans() {
    const auto plan = [&](const char* of, const std::string& whose) {
        add("plan",
            {{"metric", "contacts_taken"},
             {of, whose},
             {"period", "month"},
             {"first_day", "2026-03-01"},
             {"target", 5},
             {"note", mark()}},
            true);
    };
    for (const char* name : {"rep", "colleague", "subrep", "southrep", "manager", "looserep"})
        plan("user", users_[name]);
    for (const char* name : {"north", "north_sub", "south"}) plan("team", teams_[name]);
}

void Matrix::house_rules() {
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
    own_roles();
    business();
    house_rules();
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
    office_->index();
}

}  // namespace vigil::testing
