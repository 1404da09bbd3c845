#include "in/http/api/model_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace vigil::http {
namespace {

using Json = nlohmann::json;

constexpr std::string_view visit = R"json({
  "entity": "visit", "plural": "visits", "menu": true,
  "label": {"en": "Visit", "zh-CN": "拜访"}, "label_plural": {"en": "Visits", "zh-CN": "拜访"},
  "title": ["first_name last_name", "place"],
  "fields": {
    "first_name": {"personal": true, "label": {"en": "First name", "zh-CN": "名"}},
    "last_name": {"label": {"en": "Last name"}},
    "place": {"required": true, "max_length": 80, "used_for": {"en": "Where to go"}},
    "salary": {"kind": "money", "label": {"en": "Salary"}},
    "mood": {"kind": "choice", "question": 2, "default": "fine", "choices": [
      {"key": "fine", "tone": "good", "label": {"en": "Fine"}}, {"key": "old", "hidden": true}]},
    "owner": {"kind": "link", "link": "user", "read_only": true},
    "gone": {"hidden": true}, "hash": {"secret": true}
  },
  "layout": {"list": ["place", "salary", "hash"],
    "record": [{"label": {"en": "All", "zh-CN": "全部"}, "fields": ["place", "salary", "gone"]},
               {"label": {"en": "Money"}, "fields": ["salary"]}]},
  "acts": {"move": {"label": {"en": "Move"}, "offered_when": "place is empty", "fields": {"to": {"required": true}}}}
})json";
constexpr std::string_view user =
    R"json({"entity": "user", "plural": "users", "fields": {"name": {}}})json";
constexpr std::string_view car = R"json({"entity": "own_car", "plural": "own_cars", "own": true,
  "fields": {"own_a": {}, "own_b": {}, "own_c": {}, "own_d": {}, "own_e": {}, "own_f": {}, "own_g": {}}})json";
constexpr std::string_view secret =
    R"json({"entity": "watch", "plural": "watches", "system": true, "fields": {"name": {}}})json";

Company company_with(std::string_view declaration, std::vector<std::string> own_fields = {}) {
    std::vector<EntityDef> entities;
    for (auto text : {declaration, user, secret}) entities.push_back(parse_entity(text).value());
    for (const auto& field : own_fields) {
        entities.front().fields.push_back(parse_field(field).value());
        finish_entity(entities.front());
    }
    Company company;
    company.catalogue = Catalogue::make(std::move(entities), 7).value();
    return company;
}

// Sees and changes every visit.
EntityPermit full_permit(const EntityDef& entity) {
    EntityPermit permit;
    permit.may_see = permit.may_change = true;
    permit.fields.assign(entity.fields.size(), Right::edit);
    permit.masked.assign(entity.fields.size(), false);
    return permit;
}

Permit permit_of(const Company& company, EntityPermit permit) {
    return Permit({}, "rep",
                  Permit::ByEntity{{company.catalogue->entities().front()->key, permit}});
}

Json parsed(const std::string& text) { return Json::parse(text); }

const Json& find(const Json& list, std::string_view key) {
    static const Json none;
    for (const auto& item : list)
        if (item["key"] == key) return item;
    return none;
}

TEST(ModelJson, TellsTheHouseEverythingButSecrets) {
    const auto company = company_with(visit);
    const auto text = model_json(company, Permit::house(), "en");
    const auto json = parsed(text);
    EXPECT_EQ(json["version"], 7);
    EXPECT_EQ(json["language"], "en");
    ASSERT_EQ(json["entities"].size(), 2u) << "system entities stay out";
    const auto& entity = json["entities"][0];
    EXPECT_EQ(entity["label_plural"], "Visits");
    EXPECT_EQ(entity["title"], "first_name");
    EXPECT_EQ(entity["may"], Json({{"create", true}, {"change", true}, {"remove", true}}));
    for (const char* word : {"gone", "hash", "removed_at"})
        EXPECT_EQ(text.find(word), std::string::npos) << word;
    for (const char* key : {"id", "version", "created_at", "updated_at", "created_by"})
        EXPECT_EQ(find(entity["fields"], key)["right"], "see") << key;
}

TEST(ModelJson, WritesAFieldWithAllThatAFormNeeds) {
    const auto json = parsed(model_json(company_with(visit), Permit::house(), "en"));
    const auto& fields = json["entities"][0]["fields"];
    EXPECT_EQ(find(fields, "place"),
              Json::parse(R"({"key": "place", "kind": "text", "label": "place",
        "used_for": "Where to go", "required": true, "read_only": false, "right": "edit",
        "own": false, "max_length": 80})"));
    EXPECT_EQ(find(fields, "mood"),
              Json::parse(R"({"key": "mood", "kind": "choice", "label": "mood",
        "required": false, "read_only": false, "right": "edit", "own": false, "question": 2, "default": "fine",
        "choices": [{"key": "fine", "label": "Fine", "tone": "good"}],
        "former_choices": [{"key": "old", "label": "old"}]})"));
    EXPECT_EQ(find(fields, "owner"),
              Json::parse(R"({"key": "owner", "kind": "link", "label": "owner",
        "required": false, "read_only": true, "right": "see", "own": false, "link": "user"})"));
    EXPECT_EQ(json["entities"][0]["acts"], Json::parse(R"([{"key": "move", "label": "Move",
        "offered_when": "place is empty",
        "fields": [{"key": "to", "kind": "text", "label": "to", "required": true,
        "read_only": false, "right": "edit", "own": false, "max_length": 200}]}])"));
}

TEST(ModelJson, SpeaksTheReadersLanguage) {
    const auto json = parsed(model_json(company_with(visit), Permit::house(), "zh-CN"));
    const auto& entity = json["entities"][0];
    EXPECT_EQ(json["language"], "zh-CN");
    EXPECT_EQ(entity["label"], "拜访");
    EXPECT_EQ(entity["layout"]["record"][0]["label"], "全部");
    EXPECT_EQ(find(entity["fields"], "last_name")["label"], "Last name") << "English where none is";
}

TEST(ModelJson, AFieldWithoutRightIsNowhere) {
    const auto company = company_with(visit);
    const auto& entity = company.catalogue->need("visit");
    auto permit = full_permit(entity);
    permit.fields[std::size_t(entity.index_of("salary"))] = Right::none;
    permit.fields[std::size_t(entity.index_of("first_name"))] = Right::none;
    permit.fields[std::size_t(entity.index_of("place"))] = Right::see;
    const auto text = model_json(company, permit_of(company, permit), "en");
    EXPECT_EQ(text.find("alary"), std::string::npos);
    EXPECT_EQ(text.find("irst"), std::string::npos);
    const auto json = parsed(text);
    ASSERT_EQ(json["entities"].size(), 1u) << "user is out of his sight";
    const auto& seen = json["entities"][0];
    EXPECT_EQ(seen["title"], "place");
    EXPECT_EQ(
        seen["layout"],
        Json::parse(R"({"list": ["place"], "record": [{"label": "All", "fields": ["place"]}]})"));
    EXPECT_EQ(find(seen["fields"], "place")["right"], "see");
    EXPECT_EQ(seen["may"], Json({{"create", false}, {"change", true}, {"remove", false}}));
}

TEST(ModelJson, MaskedFieldsAreOnlySeenAndWhoMayNotChangeDoesNotAct) {
    const auto company = company_with(visit);
    const auto& entity = company.catalogue->need("visit");
    auto permit = full_permit(entity);
    permit.may_change = false;
    permit.masked[std::size_t(entity.index_of("first_name"))] = true;
    const auto json = parsed(model_json(company, permit_of(company, permit), "en"));
    const auto& seen = json["entities"][0];
    EXPECT_EQ(find(seen["fields"], "first_name")["right"], "see");
    EXPECT_EQ(find(seen["fields"], "last_name")["right"], "edit");
    EXPECT_EQ(seen["acts"], Json::array());
}

TEST(ModelJson, AnEntityOutOfSightIsNowhere) {
    const auto company = company_with(visit);
    auto permit = full_permit(company.catalogue->need("visit"));
    permit.may_see = false;
    const auto json = parsed(model_json(company, permit_of(company, permit), "en"));
    EXPECT_EQ(json["entities"], Json::array());
}

TEST(ModelJson, OwnFieldsStandInALastSection) {
    const auto company = company_with(
        visit, {R"({"key": "own_rank", "kind": "integer", "own": true, "label": "Rank"})",
                R"({"key": "own_gone", "own": true, "hidden": true})"});
    const auto english = parsed(model_json(company, Permit::house(), "en"));
    const auto& sections = english["entities"][0]["layout"]["record"];
    EXPECT_EQ(sections.back(), Json::parse(R"({"label": "More", "fields": ["own_rank"]})"));
    EXPECT_EQ(find(english["entities"][0]["fields"], "own_rank")["own"], true);
    const auto chinese = parsed(model_json(company, Permit::house(), "zh-CN"));
    EXPECT_EQ(chinese["entities"][0]["layout"]["record"].back()["label"], "更多");
}

TEST(ModelJson, AnOwnEntityWithoutLayoutShowsItsFields) {
    const auto company = company_with(car);
    const auto json = parsed(model_json(company, Permit::house(), "en"));
    const auto& layout = json["entities"][0]["layout"];
    EXPECT_EQ(layout["list"], Json({"own_a", "own_b", "own_c", "own_d", "own_e", "own_f"}));
    EXPECT_EQ(layout["record"][0]["fields"].size(), 7u);
    EXPECT_EQ(json["entities"][0]["title"], "id");
}

}  // namespace
}  // namespace vigil::http
