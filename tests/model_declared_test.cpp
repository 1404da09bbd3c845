// What a company declares is told by the member at fault, and what the contract asks for is taken; over HTTP, on both
// stores.
#include "tests/support/office.h"
#include "tests/support/paths.h"

namespace vigil::testing {
namespace {

class ModelDeclared : public ::testing::TestWithParam<StoreKind> {
  protected:
    void SetUp() override {
        office_ = Office::make(GetParam());
        if (!office_) GTEST_SKIP() << "VIGIL_TEST_DATABASE is not set";
        office_->create("user",
                        {{"email", "admin@example.com"}, {"name", "Ad"}, {"role", "admin"}});
        admin_ = office_->token_of("admin@example.com");
    }
    Answer declare(const Json& entity) {
        return office_->post(admin_, "/api/v1/model/entities", entity);
    }

    std::unique_ptr<Office> office_;
    std::string admin_;
};

TEST_P(ModelDeclared, TheMemberAtFaultIsNamed) {
    const auto refused = [&](const Json& entity, const char* member, const char* code) {
        const auto answer = declare(entity);
        ASSERT_EQ(answer.status, 422) << answer.body;
        EXPECT_EQ(answer.json["errors"][0]["field"], member) << answer.body;
        EXPECT_EQ(answer.json["errors"][0]["code"], code) << answer.body;
    };
    const auto named = [](const char* key, const char* plural) {
        return Json{{"key", key}, {"plural", plural}};
    };
    refused(named("own_thing", "machines"), "plural", "own_prefix");
    refused(named("machine", "own_machines"), "key", "own_prefix");
    refused(named("own_Thing", "own_things"), "key", "own_key_malformed");
    refused({{"entity", "own_thing"}, {"plural", "own_things"}}, "key", "required");
    Json entity = named("own_thing", "own_things");
    entity["label"] = {{"en", " "}};
    refused(entity, "label", "label_empty");
    entity.erase("label");
    entity["fields"] = {{"size", {{"kind", "text"}, {"unique", true}}}};
    refused(entity, "size", "own_option_closed");
    entity["fields"]["size"]["unique"] = false;
    EXPECT_EQ(declare(entity).status, 201);
    const Json twin{{"key", "own_size"}, {"kind", "text"}, {"unique", true}};
    const auto field = office_->post(admin_, lead_fields, twin);
    EXPECT_EQ(field.status, 422);
    EXPECT_TRUE(field.names_fault("own_option_closed")) << field.body;
}

TEST_P(ModelDeclared, ALabelPeopleReadIsNotTakenAway) {
    const std::string rating = lead_fields + "/rating";
    const auto refused = [&](const Json& patch) {
        const auto answer = office_->patch(admin_, rating, patch);
        EXPECT_EQ(answer.status, 422) << answer.body;
        EXPECT_TRUE(answer.names_fault("label_empty")) << answer.body;
    };
    refused({{"label", {{"en", ""}}}});
    refused({{"label", ""}});
    refused({{"label", Json()}});
    refused({{"choices", {{{"key", "hot"}, {"label", {{"en", " "}}}}, "warm", "cold"}}});
    EXPECT_EQ(office_->patch(admin_, rating, {{"label", {{"en", "Heat"}, {"zh-CN", ""}}}}).status,
              200)
        << "nobody here reads Chinese";
}

// The body that the contract asks for is one the server takes.
TEST_P(ModelDeclared, TheContractsDeclarationOfAnEntityIsTaken) {
    const auto contract = office_->get(admin_, "/api/v1/openapi.json");
    ASSERT_EQ(contract.status, 200);
    const Json& shape = contract.json["components"]["schemas"]["EntityDeclaration"];
    Json body = Json::object();
    for (const auto& name : shape["required"]) {
        const Json& property = shape["properties"][name.get<std::string>()];
        const std::string pattern = property.value("pattern", "");
        if (property.contains("$ref"))
            body[name] = {{"en", "Machine " + name.get<std::string>()}};
        else
            body[name] =
                pattern.substr(1, pattern.find('[') - 1) + name.get<std::string>() + "_here";
    }
    const auto made = office_->post(admin_, "/api/v1/model/entities", body);
    ASSERT_EQ(made.status, 201) << body << made.body;
    EXPECT_EQ(made.json["key"], body["key"]);
}

INSTANTIATE_TEST_SUITE_P(Stores, ModelDeclared,
                         ::testing::Values(StoreKind::sqlite, StoreKind::postgres),
                         [](const auto& info) { return storage::testing::to_string(info.param); });

}  // namespace
}  // namespace vigil::testing
