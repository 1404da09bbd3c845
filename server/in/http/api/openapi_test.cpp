#include "in/http/api/openapi.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/embedded.h"

namespace vigil::http {
namespace {

using Document = nlohmann::ordered_json;

constexpr std::string_view site_visit = R"json({
  "entity": "site_visit", "plural": "site_visits", "label": {"en": "Site visit"}, "label_plural": {"en": "Site visits"},
  "one_of": [["place", "mail"]],
  "fields": {
    "place": {"required": true, "max_length": 80, "label": {"en": "Place"}, "help": {"en": "Where it was."}},
    "mail": {"kind": "email", "personal": true, "label": {"en": "E-mail"}},
    "state": {"kind": "choice", "required": true, "default": "new", "label": {"en": "State"},
      "choices": [{"key": "new"}, {"key": "old", "hidden": true}]},
    "cost": {"kind": "money", "label": {"en": "Cost"}},
    "of": {"kind": "link", "link": "site_visit", "read_only": true, "label": {"en": "Follows"}},
    "ghost": {"hidden": true}, "hush": {"secret": true}},
  "acts": {"move": {"label": {"en": "Move"}, "fields": {"day": {"kind": "day", "required": true}}},
           "close": {"label": {"en": "Close"}}},
  "rights": {"rep": {"see": "true", "change": "true", "create": true}}
})json";
constexpr std::string_view site_user =
    R"json({"entity": "user", "plural": "users", "fields": {"name": {}}, "rights": {"*": {"see": "true"}}})json";

Company site_company(const std::vector<std::string>& own_fields = {}) {
    std::vector<EntityDef> entities{parse_entity(site_visit).value(),
                                    parse_entity(site_user).value()};
    for (const auto& field : own_fields)
        entities.front().fields.push_back(parse_field(field).value());
    Company company;
    company.catalogue = Catalogue::make(std::move(entities), 1).value();
    return company;
}

Document document(const Company& company, std::string_view url = "") {
    return Document::parse(openapi_json(company, url));
}

void walk(const Document& json, const std::function<void(const Document&)>& visit_node) {
    visit_node(json);
    if (json.is_structured())
        for (const auto& child : json) walk(child, visit_node);
}

std::set<std::string> references(const Document& json) {
    std::set<std::string> found;
    walk(json, [&](const Document& node) {
        if (node.is_object() && node.contains("$ref") && node["$ref"].is_string())
            found.insert(node["$ref"].get<std::string>());
    });
    return found;
}

void each_operation(const Document& json,
                    const std::function<void(const std::string&, const Document&)>& look) {
    for (const auto& [path, item] : json["paths"].items())
        for (const auto& [method, operation] : item.items())
            if (method != "servers") look(method + " " + path, operation);
}

TEST(OpenApi, OfOneEntityIsAsAgreed) {
    const auto json = document(site_company());
    Document mine;
    for (const auto& [path, item] : json["paths"].items())
        if (path.starts_with("/site_visits")) mine["paths"][path] = item;
    for (const auto& [name, schema] : json["components"]["schemas"].items())
        if (name.starts_with("SiteVisit")) mine["schemas"][name] = schema;
    const std::string path = VIGIL_SOURCE_DIR "/tests/openapi/site_visit.golden.json";
    if (std::getenv("VIGIL_WRITE_GOLDEN")) std::ofstream(path) << mine.dump(1) << '\n';
    std::ifstream file(path);
    ASSERT_TRUE(file) << path;
    const auto agreed = Document::parse(file);
    EXPECT_EQ(mine, agreed) << "differs at " << nlohmann::json::diff(agreed, mine).dump(1)
                            << "\nVIGIL_WRITE_GOLDEN=1 writes it anew";
}

TEST(OpenApi, EveryReferenceLeadsSomewhereAndEveryPartIsUsed) {
    auto company = site_company();
    company.settings.test = true;
    const auto json = document(company);
    const auto used = references(json);
    for (const auto& reference : used)
        EXPECT_TRUE(json.contains(Document::json_pointer(reference.substr(1)))) << reference;
    for (const auto& kind : {"schemas", "parameters", "headers", "responses"})
        for (const auto& [name, part] : json["components"][kind].items())
            EXPECT_TRUE(used.contains("#/components/" + std::string(kind) + "/" + name)) << name;
}

TEST(OpenApi, EveryCallIsNamedOnceTaggedAndSaysWhatMayGoWrong) {
    auto company = site_company();
    company.settings.test = true;
    const auto json = document(company);
    std::set<std::string> tags, ids;
    for (const auto& tag : json["tags"]) EXPECT_TRUE(tags.insert(tag["name"]).second) << tag;
    each_operation(json, [&](const std::string& call, const Document& operation) {
        EXPECT_TRUE(ids.insert(operation["operationId"]).second) << call;
        EXPECT_TRUE(tags.contains(operation["tags"][0])) << call;
        EXPECT_TRUE(operation["responses"].contains("400")) << call;
        const bool is_open = operation.contains("security") && operation["security"].empty();
        EXPECT_TRUE(is_open || operation["responses"].contains("401")) << call;
        const bool has_body = operation.contains("requestBody");
        EXPECT_EQ(has_body, operation["responses"].contains("413")) << call;
    });
}

std::set<std::string> calls_of(const Document& document) {
    std::set<std::string> calls;
    each_operation(document, [&](const std::string& call, const Document&) { calls.insert(call); });
    return calls;
}

TEST(OpenApi, SaysAllCallsOfARecord) {
    const auto calls = calls_of(document(site_company()));
    for (const char* call :
         {"get /site_visits", "post /site_visits", "get /site_visits/{id}",
          "patch /site_visits/{id}", "post /site_visits/{id}/move", "post /site_visits/{id}/close",
          "post /site_visits/bulk", "get /site_visits/{id}/timeline",
          "get /site_visits/{id}/exceptions", "get /site_visits/export"})
        EXPECT_TRUE(calls.contains(call)) << call;
    for (const char* call : {"delete /site_visits/{id}", "post /site_visits/{id}/restore",
                             "post /users", "patch /users/{id}", "get /test/clock"})
        EXPECT_FALSE(calls.contains(call)) << call << ": nobody may";
}

TEST(OpenApi, SaysAllCallsOfTheOffice) {
    const auto calls = calls_of(document(site_company()));
    for (const char* call : {"get /setup",
                             "post /setup",
                             "get /journal",
                             "get /company",
                             "patch /company",
                             "post /company/clear_demo",
                             "get /holidays/countries",
                             "get /holidays",
                             "post /calendars/{id}/holidays",
                             "post /users/{id}/hand_over",
                             "post /model/entities/{entity}/fields/{field}/choices/merge",
                             "get /health",
                             "get /mail",
                             "post /mail/test",
                             "get /mail/messages/{id}",
                             "get /backups",
                             "post /backups",
                             "get /backups/{name}",
                             "get /mail/server",
                             "put /mail/server",
                             "delete /mail/server"})
        EXPECT_TRUE(calls.contains(call)) << call;
}

TEST(OpenApi, SaysAllCallsOfTheHouse) {
    const auto calls = calls_of(document(site_company()));
    for (const char* call : {"post /sessions",
                             "delete /sessions/current",
                             "get /me",
                             "patch /me",
                             "post /passwords/change",
                             "post /invitations",
                             "get /invitations",
                             "delete /invitations/{id}",
                             "post /invitations/{id}/resend",
                             "post /users/{id}/password_link",
                             "get /f/{key}",
                             "post /f/{key}",
                             "post /passwords/link",
                             "post /passwords/reset",
                             "post /journal/{id}/undo",
                             "get /exceptions",
                             "get /exceptions/{id}",
                             "post /exceptions/{id}/remind",
                             "post /exceptions/{id}/reassign",
                             "post /exceptions/{id}/snooze",
                             "post /exceptions/{id}/accept",
                             "post /exceptions/bulk",
                             "get /guidelines",
                             "post /guidelines",
                             "get /guidelines/{id}",
                             "patch /guidelines/{id}",
                             "post /guidelines/backtest",
                             "post /model/entities",
                             "patch /model/entities/{entity}",
                             "delete /model/entities/{entity}",
                             "post /model/entities/{entity}/fields",
                             "patch /model/entities/{entity}/fields/{field}",
                             "delete /model/entities/{entity}/fields/{field}",
                             "get /rights",
                             "patch /rights/{role}",
                             "post /files",
                             "get /files/{id}",
                             "get /imports",
                             "post /imports",
                             "post /imports/preview",
                             "get /imports/{id}/refused.csv",
                             "get /jobs/{id}",
                             "post /jobs/{id}/undo",
                             "get /search",
                             "get /events",
                             "get /model",
                             "get /openapi.json",
                             "get /healthz",
                             "get /readyz",
                             "get /metrics"})
        EXPECT_TRUE(calls.contains(call)) << call;
}

// What may be sent is what may be kept: the declared choices say it, and the contract must say the same.
TEST(OpenApi, WhatIsToldOfExceptionsIsWhatCanBe) {
    std::map<std::string, EntityDef> shipped;
    for (const auto& file : embedded_declarations())
        if (file.path.ends_with(".entity.json")) {
            auto entity = parse_entity(file.bytes).value();
            shipped.emplace(entity.key, std::move(entity));
        }
    const auto json = document(site_company());
    const auto said = [&](const std::string& schema, const std::string& key) {
        std::set<std::string> words;
        for (const auto& word : json["components"]["schemas"][schema]["properties"][key]["enum"])
            if (word.is_string()) words.insert(word.get<std::string>());
        return words;
    };
    const auto kept = [&](const std::string& entity, const std::string& key) {
        std::set<std::string> words;
        for (const auto& choice : shipped.at(entity).field(key)->choices) words.insert(choice.key);
        return words;
    };
    EXPECT_EQ(said("Told", "state"), kept("notice", "state"));
    EXPECT_EQ(said("Told", "rung"), kept("notice", "rung"));
    for (const char* key : {"state", "closed_by", "reason"})
        EXPECT_EQ(said("Exception", key), kept("exception", key)) << key;
    EXPECT_EQ(said("Acceptance", "reason"), kept("exception", "reason"));
    EXPECT_EQ(said("MePatch", "locale"), kept("user", "locale"));
}

TEST(OpenApi, AnOwnFieldFollowsAtOnce) {
    const auto before = document(site_company());
    const auto after = document(site_company(
        {R"({"key": "own_size", "kind": "choice", "own": true, "label": "Size", "choices": ["big", "small"]})"}));
    const auto field = [](const Document& json, const char* schema) {
        return json["components"]["schemas"][schema]["properties"].value("own_size", Document());
    };
    for (const char* schema : {"SiteVisit", "SiteVisitCreate", "SiteVisitPatch"}) {
        EXPECT_TRUE(field(before, schema).is_null()) << schema;
        EXPECT_EQ(field(after, schema)["enum"], Document::parse(R"(["big","small",null])"))
            << schema;
    }
    bool in_list = false;
    for (const auto& parameter : after["paths"]["/site_visits"]["get"]["parameters"])
        if (parameter.value("name", "") == "fields")
            for (const auto& key : parameter["schema"]["items"]["enum"])
                in_list |= key == "own_size";
    EXPECT_TRUE(in_list) << "can be asked for";
}

TEST(OpenApi, HiddenAndSecretFieldsAreNowhere) {
    const auto text = openapi_json(site_company(), "");
    EXPECT_EQ(text.find("ghost"), std::string::npos);
    EXPECT_EQ(text.find("hush"), std::string::npos);
    EXPECT_EQ(text.find("removed_at"), std::string::npos);
}

TEST(OpenApi, NamesOfOwnEntitiesCannotMeet) {
    std::vector<EntityDef> entities{parse_entity(site_user).value()};
    for (const char* key : {"own_car", "own_car_page", "own_a1", "own_a_1"})
        entities.push_back(parse_entity(R"({"entity": ")" + std::string(key) + R"(", "plural": ")" +
                                        key + R"(s", "own": true, "fields": {}})")
                               .value());
    Company company;
    company.catalogue = Catalogue::make(std::move(entities), 1).value();
    const auto text = openapi_json(company, "");
    for (const char* name :
         {"own_car", "own_carPage", "own_car_page", "own_car_pagePage", "own_a1", "own_a_1"}) {
        const auto key = "\"" + std::string(name) + R"(":{"type":"object")";
        const auto at = text.find(key);
        ASSERT_NE(at, std::string::npos) << name;
        EXPECT_EQ(text.find(key, at + 1), std::string::npos) << name << " stands twice";
    }
}

TEST(OpenApi, StandsUnderThePublicAddress) {
    const auto company = site_company();
    const auto known = document(company, "https://crm.example.com");
    EXPECT_EQ(known["servers"][0]["url"], "https://crm.example.com/api/v1");
    EXPECT_EQ(known["paths"]["/healthz"]["servers"][0]["url"], "https://crm.example.com");
    const auto unknown = document(company);
    EXPECT_EQ(unknown["servers"][0]["url"], "/api/v1");
    EXPECT_EQ(unknown["paths"]["/healthz"]["servers"][0]["url"], "/");
}

TEST(OpenApi, TheTestClockIsThereOnlyForTests) {
    auto company = site_company();
    EXPECT_EQ(openapi_json(company, "").find("/test/clock"), std::string::npos);
    company.settings.test = true;
    EXPECT_TRUE(document(company)["paths"]["/test/clock"].contains("put"));
}

TEST(OpenApi, UnsafeCallsWantTheCsrfTokenBesideTheCookie) {
    const auto json = document(site_company());
    EXPECT_EQ(json["security"], Document::parse(R"([{"token":[]},{"session":[]}])"));
    EXPECT_FALSE(json["paths"]["/site_visits"]["get"].contains("security"));
    EXPECT_EQ(json["paths"]["/site_visits"]["post"]["security"],
              Document::parse(R"([{"token":[]},{"session":[],"csrf":[]}])"));
    EXPECT_EQ(json["paths"]["/sessions"]["post"]["security"], Document::array());
}

}  // namespace
}  // namespace vigil::http
