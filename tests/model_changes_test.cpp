// A company changes its model while it works: own fields, own entities, choices, questions; over HTTP, on
// both stores, and after a restart.
#include <thread>

#include "rules/guideline.h"
#include "tests/support/office.h"
#include "tests/support/paths.h"
#include "usecases/change_model.h"
#include "usecases/find_records.h"

namespace vigil::testing {
namespace {

class ModelChanges : public ::testing::TestWithParam<StoreKind> {
  protected:
    void SetUp() override {
        office_ = Office::make(GetParam());
        if (!office_) GTEST_SKIP() << "VIGIL_TEST_DATABASE is not set";
        for (const char* role : {"admin", "rep"})
            office_->create(
                "user",
                {{"email", std::string(role) + "@example.com"}, {"name", role}, {"role", role}});
        admin_ = office_->token_of("admin@example.com");
        rep_ = office_->token_of("rep@example.com");
    }
    Answer add_field(const Json& field) { return office_->post(admin_, lead_fields, field); }
    Answer lead_with(const Json& values) {
        Json body = values;
        body["company"] = "Castor Energy";
        return office_->post(admin_, leads, body);
    }
    std::string id_of(const Answer& answer) { return answer.json.value("id", ""); }
    std::size_t found(const std::string& filter) {
        const auto answer = office_->get(admin_, leads + "?filter=" + filter);
        EXPECT_EQ(answer.status, 200) << filter << answer.body;
        return answer.status == 200 ? answer.json["data"].size() : 0;
    }
    Json entity(const std::string& key, const std::string& token) {
        const auto model = office_->get(token, "/api/v1/model");
        for (const auto& one : model.json["entities"])
            if (one["key"] == key) return one;
        return {};
    }
    Json field(const std::string& of, const std::string& key) {
        const Json whole = entity(of, admin_);
        if (whole.is_object())
            for (const auto& one : whole["fields"])
                if (one["key"] == key) return one;
        return {};
    }

    std::unique_ptr<Office> office_;
    std::string admin_, rep_;
};

struct OfKind {
    const char* kind;
    Json first, second, more;
    std::string filter;  // finds the first and not the second
};

std::vector<OfKind> all_kinds(const std::string& account) {
    return {{"text", "alpha", "beta", {}, " = \"Alpha\""},
            {"long_text", "alpha\nbeta", "gamma", {}, " contains \"beta\""},
            {"integer", 12, 30, {}, " < 20"},
            {"decimal", 1.25, 2.5, {}, " < 2"},
            {"boolean", true, false, {}, " = true"},
            {"money",
             {{"amount", "10.00"}, {"currency", "EUR"}},
             {{"amount", "99.00"}, {"currency", "EUR"}},
             {},
             " < 50"},
            {"day", "2026-01-02", "2026-05-06", {}, " < 2026-03-01"},
            {"moment", "2026-01-02T03:04:05.000000Z", "2026-05-06T03:04:05.000000Z", {}, " < now"},
            {"choice", "s", "l", {{"choices", {"s", "l"}}}, " = s"},
            {"link", account, Json(), {{"link", "account"}}, ".name = \"Acme\""},
            {"email", "one@example.com", "two@example.com", {}, " starts with \"one\""},
            {"phone",
             "+49 30 901820",
             "+49 30 901821",
             {},
             " is not empty and company is not empty and own_phone = \"+49 30 901820\""},
            {"url", "https://a.example.com/", "https://b.example.com/", {}, " contains \"a.ex\""},
            {"json", {{"a", 1}}, {{"b", 2}}, {}, ""}};
}

std::string encoded(const std::string& text) {
    std::string out;
    for (const unsigned char c : text) {
        if (std::isalnum(c) || c == '_' || c == '.' || c == '-') {
            out += char(c);
        } else {
            char buffer[4];
            std::snprintf(buffer, sizeof buffer, "%%%02X", c);
            out += buffer;
        }
    }
    return out;
}

TEST_P(ModelChanges, OwnFieldOfEveryKindWorksAtOnce) {
    const std::string account = office_->create("account", {{"name", "Acme"}});
    for (const auto& of : all_kinds(account)) {
        SCOPED_TRACE(of.kind);
        const std::string key = std::string("own_") + of.kind;
        Json declared{
            {"key", key},
            {"kind", of.kind},
            {"label",
             {{"en", std::string("Own ") + of.kind}, {"zh-CN", std::string("自己的 ") + of.kind}}}};
        if (of.more.is_object()) declared.update(of.more);
        const auto added = add_field(declared);
        ASSERT_EQ(added.status, 201) << added.body;
        EXPECT_EQ(added.json["label"], std::string("Own ") + of.kind);
        const auto one = lead_with({{key, of.first}}), two = lead_with({{key, of.second}});
        ASSERT_EQ(one.status, 201) << one.body;
        ASSERT_EQ(two.status, 201) << two.body;
        EXPECT_EQ(office_->get(admin_, leads + "/" + id_of(one)).json[key], of.first);
        if (!of.filter.empty()) {
            EXPECT_EQ(found(encoded(key + of.filter)), 1u);
        }
        if (std::string(of.kind) != "json") {
            const auto sorted = office_->get(
                admin_, leads + "?sort=" + key + "&filter=" + encoded(key + " is not empty"));
            ASSERT_EQ(sorted.status, 200) << sorted.body;
            ASSERT_FALSE(sorted.json["data"].empty());
        }
        const auto changed = office_->patch(admin_, leads + "/" + id_of(one), {{key, of.second}});
        ASSERT_EQ(changed.status, 200) << changed.body;
        EXPECT_EQ(changed.json[key], of.second);
        ASSERT_EQ(office_->undo(admin_, changed).status, 200);
        EXPECT_EQ(office_->get(admin_, leads + "/" + id_of(one)).json[key], of.first);
        office_->reopen();
        EXPECT_EQ(office_->get(admin_, leads + "/" + id_of(one)).json[key], of.first);
        EXPECT_EQ(office_->get(admin_, leads + "/" + id_of(two)).json[key], of.second);
    }
}

TEST_P(ModelChanges, OwnEntityWithALinkIsCountedFromItsAccounts) {
    const std::string entities = "/api/v1/model/entities";
    const Json declared{{"key", "own_machine"},
                        {"plural", "own_machines"},
                        {"label", "Machine"},
                        {"label_plural", "Machines"},
                        {"title", {"name"}},
                        {"fields",
                         {{"name", {{"kind", "text"}, {"required", true}}},
                          {"account", {{"kind", "link"}, {"link", "account"}}}}}};
    const auto added = office_->post(admin_, entities, declared);
    ASSERT_EQ(added.status, 201) << added.body;
    EXPECT_EQ(added.json["plural"], "own_machines");
    const std::string acme = office_->create("account", {{"name", "Acme"}});
    office_->create("account", {{"name", "Bolt"}});
    const auto made =
        office_->post(admin_, "/api/v1/own_machines", {{"name", "Press"}, {"account", acme}});
    ASSERT_EQ(made.status, 201) << made.body;
    const auto counted = [&] {
        const auto answer =
            office_->get(admin_, "/api/v1/accounts?filter=" +
                                     encoded("count(own_machines where name = \"press\") > 0"));
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.status == 200 ? answer.json["data"].size() : 99;
    };
    EXPECT_EQ(counted(), 1u);
    office_->reopen();
    EXPECT_EQ(counted(), 1u);
    ASSERT_EQ(office_
                  ->post(admin_, entities + "/own_machine/fields",
                         {{"key", "own_power"}, {"kind", "integer"}})
                  .status,
              201);
    const auto changed =
        office_->patch(admin_, "/api/v1/own_machines/" + id_of(made), {{"own_power", 5}});
    EXPECT_EQ(changed.json["own_power"], 5) << changed.body;
    EXPECT_EQ(office_->post(rep_, "/api/v1/own_machines", {{"name", "Saw"}}).status, 403)
        << "others see only";
    ASSERT_EQ(
        office_
            ->post(admin_, entities,
                   Json{{"key", "own_visit"},
                        {"plural", "own_visits"},
                        {"fields", {{"machine", {{"kind", "link"}, {"link", "own_machine"}}}}}})
            .status,
        201);
    const auto hidden = office_->remove(admin_, entities + "/own_machine");
    ASSERT_EQ(hidden.status, 204) << hidden.body;
    EXPECT_EQ(office_->get(admin_, "/api/v1/own_machines").status, 404);
    EXPECT_TRUE(entity("own_machine", admin_).is_null());
    EXPECT_TRUE(field("own_visit", "machine").is_null()) << "what leads to it is hidden too";
    EXPECT_EQ(office_->get(admin_, "/api/v1/accounts?filter=" + encoded("count(own_machines) > 0"))
                  .status,
              400);
    office_->reopen();
    EXPECT_EQ(office_->get(admin_, "/api/v1/own_machines").status, 404);
    ASSERT_EQ(office_->undo(admin_, hidden).status, 200);
    EXPECT_EQ(office_->get(admin_, "/api/v1/own_machines/" + id_of(made)).json["own_power"], 5);
    EXPECT_FALSE(field("own_visit", "machine").is_null());
}

TEST_P(ModelChanges, AHiddenFieldVanishesAndItsDataStay) {
    ASSERT_EQ(add_field({{"key", "own_size"}, {"kind", "integer"}}).status, 201);
    const auto one = lead_with({{"own_size", 42}});
    const std::string path = leads + "/" + id_of(one);
    const auto hidden = office_->remove(admin_, lead_fields + "/own_size");
    ASSERT_EQ(hidden.status, 204) << hidden.body;
    EXPECT_FALSE(office_->get(admin_, path).json.contains("own_size"));
    EXPECT_TRUE(field("lead", "own_size").is_null());
    EXPECT_EQ(office_->get(admin_, leads + "?filter=" + encoded("own_size = 42")).status, 400);
    EXPECT_NE(office_->get(admin_, leads + "?sort=own_size").status, 200);
    EXPECT_EQ(office_->patch(admin_, path, {{"own_size", 1}}).status, 400);
    EXPECT_EQ(office_->get(admin_, path + "/timeline").body.find("own_size"), std::string::npos);
    EXPECT_EQ(add_field({{"key", "own_size"}, {"kind", "text"}}).status, 422)
        << "its column is of numbers";
    ASSERT_EQ(add_field({{"key", "own_size"}, {"kind", "integer"}}).status, 201);
    EXPECT_EQ(office_->get(admin_, path).json["own_size"], 42);
}

TEST_P(ModelChanges, UndoneMakingHidesAndKeepsThePlaceOfOthers) {
    const auto first = add_field({{"key", "own_a"}, {"kind", "text"}});
    ASSERT_EQ(add_field({{"key", "own_b"}, {"kind", "integer"}}).status, 201);
    const auto one = lead_with({{"own_a", "x"}, {"own_b", 7}});
    ASSERT_EQ(office_->undo(admin_, first).status, 200);
    const auto now = office_->get(admin_, leads + "/" + id_of(one));
    EXPECT_FALSE(now.json.contains("own_a"));
    EXPECT_EQ(now.json["own_b"], 7);
    ASSERT_EQ(add_field({{"key", "own_a"}, {"kind", "text"}}).status, 201) << "it may come back";
    office_->reopen();
    EXPECT_EQ(office_->get(admin_, leads + "/" + id_of(one)).json["own_a"], "x");
}

TEST_P(ModelChanges, QuestionsChangeAndTheGuidelineFollows) {
    office_->create("guideline", {{"key", "answered"},
                                  {"entity", "lead"},
                                  {"sentence", {{"en", "Answered within {within}."}}},
                                  {"goal", {{"en", "Time well spent"}}},
                                  {"start", "status = qualified"},
                                  {"expect", "{questions}"},
                                  {"within", {{"n", 1}, {"unit", "days"}}},
                                  {"state", "on"}});
    const auto asked = [&](const std::string& key) {
        for (const auto& guideline : office_->company()->guidelines)
            for (const auto& part : guideline->expect->parts)
                if (part->op == Condition::Op::negate || part->op == Condition::Op::empty) {
                    const auto& read =
                        part->op == Condition::Op::negate ? *part->parts.front() : *part;
                    if (read.left.of &&
                        read.left.of->fields[std::size_t(read.left.field)].key == key)
                        return true;
                }
        return false;
    };
    EXPECT_TRUE(asked("budget"));
    const auto hidden = office_->remove(admin_, lead_fields + "/budget");
    ASSERT_EQ(hidden.status, 204) << hidden.body;
    EXPECT_FALSE(asked("budget"));
    ASSERT_EQ(add_field({{"key", "own_season"},
                         {"kind", "choice"},
                         {"question", 3},
                         {"choices", {"summer", "winter"}}})
                  .status,
              201);
    EXPECT_TRUE(asked("own_season"));
    EXPECT_EQ(field("lead", "own_season")["question"], 3);
    ASSERT_EQ(office_
                  ->patch(admin_, lead_fields + "/authority",
                          {{"question", 9}, {"used_for", {{"en", "Whom to call"}}}})
                  .status,
              200);
    EXPECT_EQ(field("lead", "authority")["question"], 9);
    EXPECT_EQ(field("lead", "authority")["used_for"], "Whom to call");
    office_->reopen();
    EXPECT_FALSE(asked("budget"));
    EXPECT_TRUE(asked("own_season"));
    ASSERT_EQ(office_->undo(admin_, hidden).status, 200);
    EXPECT_TRUE(asked("budget"));
}

TEST_P(ModelChanges, WhatAGuidelineSpeaksOfIsNotHidden) {
    ASSERT_EQ(add_field({{"key", "own_size"}, {"kind", "integer"}}).status, 201);
    office_->create("guideline", {{"key", "sized"},
                                  {"entity", "lead"},
                                  {"sentence", {{"en", "Sized within {within}."}}},
                                  {"goal", {{"en", "Fit"}}},
                                  {"start", "status = new"},
                                  {"expect", "own_size > 1"},
                                  {"within", {{"n", 1}, {"unit", "days"}}},
                                  {"state", "on"}});
    const auto refused = office_->remove(admin_, lead_fields + "/own_size");
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.code(), "used_by_guideline");
    EXPECT_FALSE(field("lead", "own_size").is_null());
}

TEST_P(ModelChanges, ChoicesAreAddedOrderedLabelledAndHidden) {
    const auto one = lead_with({{"source", "fair"}});
    const auto changed = office_->patch(admin_, lead_fields + "/source",
                                        {{"choices",
                                          {{{"key", "own_podcast"}, {"label", "Podcast"}},
                                           {{"key", "web"}, {"label", "Our site"}},
                                           "partner"}}});
    ASSERT_EQ(changed.status, 200) << changed.body;
    std::vector<std::string> keys;
    for (const auto& choice : changed.json["choices"]) keys.push_back(choice["key"]);
    EXPECT_EQ(keys, (std::vector<std::string>{"own_podcast", "web", "partner"}));
    EXPECT_EQ(changed.json["choices"][1]["label"], "Our site");
    EXPECT_EQ(changed.json["choices"][2]["label"], "Partner") << "what is not said stays";
    EXPECT_EQ(office_->get(admin_, leads + "/" + id_of(one)).json["source"], "fair")
        << "records keep what they have";
    EXPECT_EQ(lead_with({{"source", "fair"}}).status, 422);
    EXPECT_EQ(lead_with({{"source", "own_podcast"}}).status, 201);
    ASSERT_EQ(office_->undo(admin_, changed).status, 200);
    EXPECT_EQ(field("lead", "source")["choices"].size(), 7u);
}

TEST_P(ModelChanges, AFieldIsNeededWhereItsConditionHolds) {
    ASSERT_EQ(add_field({{"key", "own_reason"},
                         {"kind", "text"},
                         {"required_when", "status = unqualified or own_reason = \"x\""}})
                  .status,
              201);
    EXPECT_EQ(field("lead", "own_reason")["required_when"],
              "status = unqualified or own_reason = \"x\"");
    const auto fresh = lead_with({});
    EXPECT_EQ(fresh.status, 201) << "not needed here";
    const std::string one = leads + "/" + id_of(fresh);
    const auto refused = office_->patch(admin_, one, {{"status", "unqualified"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.names_fault("required_when")) << refused.body;
    EXPECT_EQ(lead_with({{"status", "unqualified"}}).status, 422);
    EXPECT_EQ(lead_with({{"status", "unqualified"}, {"own_reason", "No money"}}).status, 201);
    const auto done =
        office_->patch(admin_, one, {{"status", "unqualified"}, {"own_reason", "No money"}});
    EXPECT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(office_->patch(admin_, one, {{"own_reason", Json()}}).status, 422);
    // Shipped fields too; and it can be taken away.
    const std::string source = lead_fields + "/source", reason = lead_fields + "/own_reason";
    EXPECT_EQ(office_->patch(admin_, source, {{"required_when", "rating = hot"}}).status, 200);
    EXPECT_EQ(lead_with({{"rating", "hot"}}).status, 422);
    EXPECT_EQ(office_->patch(admin_, source, {{"required_when", ""}}).status, 200);
    EXPECT_EQ(lead_with({{"rating", "hot"}}).status, 201);
    for (const char* bad : {"colour = red", "status ="})
        EXPECT_EQ(office_->patch(admin_, reason, {{"required_when", bad}}).status, 422) << bad;
    EXPECT_EQ(office_->patch(admin_, lead_fields + "/channel", {{"required_when", "true"}}).status,
              422)
        << "nobody could fill it";
}

TEST_P(ModelChanges, RefusesWhatWouldNotBeAModel) {
    const auto refused = [&](const Json& field, const char* code) {
        const auto answer = add_field(field);
        EXPECT_TRUE(answer.status == 422 || answer.status == 400) << answer.status << answer.body;
        EXPECT_TRUE(answer.names_fault(code)) << code << " " << answer.body;
    };
    refused({{"key", "size"}, {"kind", "integer"}}, "own_prefix");
    refused({{"key", "own_"}, {"kind", "integer"}}, "reserved_word");
    refused({{"key", "own_size_key"}, {"kind", "integer"}}, "reserved_word");
    refused({{"key", "own_" + std::string(60, 'a')}, {"kind", "integer"}}, "too_long");
    refused({{"key", "own_x"}, {"kind", "number"}}, "bad_declaration");
    refused({{"key", "own_x"}, {"kind", "link"}, {"link", "session"}}, "unknown_entity");
    refused({{"key", "own_x"}, {"kind", "text"}, {"max_length", -1}}, "bad_declaration");
    refused({{"key", "own_x"}, {"kind", "choice"}, {"choices", {"a", "a"}}}, "key_taken");
    ASSERT_EQ(add_field({{"key", "own_x"}, {"kind", "text"}, {"secret", true}, {"read_only", true}})
                  .status,
              201);
    EXPECT_EQ(lead_with({{"own_x", "open"}}).json["own_x"], "open")
        << "an own field is never secret";
    refused({{"key", "own_x"}, {"kind", "text"}}, "key_taken");
    office_->reopen();
    EXPECT_FALSE(field("lead", "own_x").is_null());
}

TEST_P(ModelChanges, NoTwoFieldsAreCalledAlike) {
    const auto size = [](const char* key, Json label) {
        return Json{{"key", key}, {"kind", "text"}, {"label", std::move(label)}};
    };
    const auto taken = [&](const Answer& answer, const char* field) {
        EXPECT_EQ(answer.status, 422) << answer.body;
        EXPECT_TRUE(answer.names_fault("label_taken")) << answer.body;
        EXPECT_EQ(answer.json["errors"][0]["field"], field);
    };
    ASSERT_EQ(add_field(size("own_size", {{"en", "Size"}, {"zh-CN", "规模"}})).status, 201);
    taken(add_field(size("own_one", {{"en", " size "}})), "own_one");
    taken(add_field(size("own_one", {{"en", "Extent"}, {"zh-CN", "规模"}})), "own_one");
    taken(add_field(size("own_one", {{"en", "E-mail"}})), "own_one");
    ASSERT_EQ(add_field(size("own_one", {{"en", "Extent"}})).status, 201);
    const std::string one = lead_fields + "/own_one", first = lead_fields + "/own_size";
    taken(office_->patch(admin_, one, {{"label", {{"en", "SIZE"}}}}), "own_one");
    taken(office_->patch(admin_, lead_fields + "/source", {{"label", {{"en", "Extent"}}}}),
          "source");
    // Of another kind of record it may be called so, and of a field that is gone; one that comes back must differ.
    EXPECT_EQ(office_
                  ->post(admin_, "/api/v1/model/entities/contact/fields",
                         size("own_size", {{"en", "Size"}}))
                  .status,
              201);
    EXPECT_EQ(office_->remove(admin_, first).status / 100, 2);
    EXPECT_EQ(office_->patch(admin_, one, {{"label", {{"en", "Size"}}}}).status, 200);
    taken(add_field(size("own_size", {{"en", "Size"}})), "own_size");
    EXPECT_EQ(add_field(size("own_size", {{"en", "Extent"}})).status, 201);
    // Two may change places in one act.
    const auto swapped = office_->patch(admin_, "/api/v1/model/entities/lead",
                                        {{"fields",
                                          {{"own_size", {{"label", {{"en", "Size"}}}}},
                                           {"own_one", {{"label", {{"en", "Extent"}}}}}}}});
    EXPECT_EQ(swapped.status, 200) << swapped.body;
}

TEST_P(ModelChanges, RefusesWhatWouldBeNoEntity) {
    const auto entity = [&](Json declared, const char* code) {
        declared.emplace("key", "own_thing");
        declared.emplace("plural", "own_things");
        const auto answer = office_->post(admin_, "/api/v1/model/entities", declared);
        EXPECT_TRUE(answer.names_fault(code)) << code << " " << answer.status << answer.body;
    };
    entity({{"plural", "leads"}}, "own_prefix");
    entity({{"key", "thing"}}, "own_prefix");
    entity({{"fields", {{"id", {{"kind", "text"}}}}}}, "reserved_word");
    entity({{"fields", {{"created_at", {{"kind", "text"}}}}}}, "reserved_word");
    entity({{"system", true}}, "unknown_field");
    entity({{"title", {"nothing"}}}, "unknown_field");
    entity({{"rights", {{"*", {{"see", "owner = me"}}}}}}, "bad_declaration");
    ASSERT_EQ(office_
                  ->post(admin_, "/api/v1/model/entities",
                         {{"key", "own_thing"}, {"plural", "own_things"}})
                  .status,
              201);
    entity({{"key", "own_other"}, {"plural", "own_things"}}, "key_taken");
    EXPECT_EQ(office_->remove(admin_, "/api/v1/model/entities/lead").status, 422);
    EXPECT_EQ(office_->remove(admin_, lead_fields + "/company").status, 422)
        << "it belongs to the program";
    EXPECT_EQ(office_->remove(admin_, lead_fields + "/own_nothing").status, 404);
    EXPECT_EQ(
        office_->post(admin_, "/api/v1/model/entities/session/fields", {{"key", "own_x"}}).status,
        404);
    EXPECT_EQ(office_->post(rep_, lead_fields, {{"key", "own_y"}, {"kind", "text"}}).status, 403);
}

// Each sees the other's change; none is lost.
TEST_P(ModelChanges, TwoSessionsChangeAtOnce) {
    constexpr int each = 6;
    const auto add = [&](const std::string& prefix) {
        for (int i = 0; i < each; ++i) {
            const Json field{{"key", "own_" + prefix + std::to_string(i)}, {"kind", "text"}};
            EXPECT_TRUE(vigil::add_field(office_->engine(), Actor::house(), "lead", field.dump()));
            const Json patch{{prefix == "a" ? "help" : "used_for", "round " + std::to_string(i)}};
            EXPECT_TRUE(
                change_field(office_->engine(), Actor::house(), "lead", "budget", patch.dump()));
        }
    };
    std::thread other([&] { add("b"); });
    add("a");
    other.join();
    for (int i = 0; i < each; ++i)
        for (const char* prefix : {"own_a", "own_b"})
            EXPECT_FALSE(field("lead", prefix + std::to_string(i)).is_null()) << prefix << i;
    EXPECT_EQ(field("lead", "budget")["help"], "round 5");
    EXPECT_EQ(field("lead", "budget")["used_for"], "round 5");
}

// Who began with an older model goes on with it, however many have come since.
TEST_P(ModelChanges, HoldersOfOldModelsKeepWorking) {
    const std::string id = office_->create("lead", {{"company", "Castor Energy"}});
    Actor old = Actor::house();
    {
        const auto company = office_->company();
        old.permit =
            company->permit_for(*company->person_by_email("rep@example.com"), office_->now());
    }
    const CompanyPtr held = office_->company();
    const EntityDef& lead = held->catalogue->need("lead");
    for (int i = 0; i < 8; ++i)
        ASSERT_EQ(add_field({{"key", "own_f" + std::to_string(i)}, {"kind", "text"}}).status, 201);
    const auto read = office_->engine().store.read()->get(lead, *parse_id(id), Permit::house());
    ASSERT_TRUE(read) << read.error().log;
    EXPECT_EQ((*read)->text("company"), "Castor Energy");
    const auto company = office_->company();
    const auto list = find_records(office_->engine(), old, company->catalogue->need("lead"), {});
    ASSERT_TRUE(list) << list.error().code << list.error().log;
    EXPECT_TRUE(list->rows.empty()) << "the scope of the old permit still holds";
    ListRequest by_new;
    by_new.sort = "own_f7";
    EXPECT_FALSE(find_records(office_->engine(), old, company->catalogue->need("lead"), by_new))
        << "it does not know that field";
}

INSTANTIATE_TEST_SUITE_P(Stores, ModelChanges,
                         ::testing::Values(StoreKind::sqlite, StoreKind::postgres),
                         [](const auto& info) { return storage::testing::to_string(info.param); });

}  // namespace
}  // namespace vigil::testing
