#include "model/catalogue.h"

#include <gtest/gtest.h>

namespace vigil {
namespace {

Result<CataloguePtr> catalogue_of(const std::string& act_field) {
    auto call = parse_entity(R"({"entity": "call", "plural": "calls", "plain": true, "fields": {
        "outcome": {"kind": "choice", "choices": ["reached", "voicemail"]}}})");
    auto lead =
        parse_entity(R"({"entity": "lead", "plural": "leads", "plain": true, "fields": {"name": {}},
        "acts": {"log": {"fields": {"outcome": )" +
                     act_field + "}}}}");
    if (!call) return std::unexpected(call.error());
    if (!lead) return std::unexpected(lead.error());
    return Catalogue::make({*call, *lead}, 1);
}

TEST(Catalogue, AnActSharesTheChoicesOfAField) {
    const auto catalogue =
        catalogue_of(R"({"kind": "choice", "default": "reached", "choices_of": "call.outcome"})");
    ASSERT_TRUE(catalogue) << catalogue.error().log;
    const FieldDef& field = (*catalogue)->need("lead").act("log")->fields.front();
    ASSERT_EQ(field.choices.size(), 2u);
    EXPECT_EQ(field.choices[1].key, "voicemail");
    EXPECT_EQ(field.default_value, Value(std::string("reached")));
}

TEST(Catalogue, RefusesToShareWhatIsNotThere) {
    for (const char* field :
         {R"({"kind": "choice", "choices_of": "call.result"})",
          R"({"kind": "choice", "choices_of": "visit.outcome"})",
          R"({"kind": "choice", "choices_of": "call"})",
          R"({"kind": "choice", "default": "busy", "choices_of": "call.outcome"})"}) {
        const auto catalogue = catalogue_of(field);
        ASSERT_FALSE(catalogue) << field;
        EXPECT_EQ(catalogue.error().code, "bad_declaration");
    }
}

}  // namespace
}  // namespace vigil
