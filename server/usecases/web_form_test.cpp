#include "usecases/web_form.h"

#include "usecases/change_model.h"
#include "usecases/house_fixture.h"
#include "usecases/update_record.h"

namespace vigil {
namespace {

// A form one of whose fields has been put away since.
class FormClosing : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto added = add_field(house_.engine(), actor_, "lead",
                                     R"({"key": "own_size", "kind": "text", "label": "Size"})");
        ASSERT_TRUE(added) << added.error().code;
        form_ = house_.create("form", {{"name", std::string("Contact")},
                                       {"fields", std::string(R"(["company", "own_size"])")}});
        const auto hidden = hide_field(house_.engine(), actor_, "lead", "own_size");
        ASSERT_TRUE(hidden) << hidden.error().code;
    }
    // The code it is refused with; "" where it is not.
    std::string change(std::string_view field, Value value) {
        const EntityDef& form = house_.entity("form");
        const auto done = update_record(house_.engine(), actor_, form, form_,
                                        {{form.index_of(field), std::move(value)}}, 0);
        if (done) return "";
        const auto& faults = done.error().fields;
        return faults.empty() ? done.error().code : faults.front().code;
    }

    testing::House house_;
    const Actor actor_ = Actor::house("hand");
    Id form_;
};

TEST_F(FormClosing, ItCanBeRenamedAndClosed) {
    EXPECT_EQ(change("name", std::string("Write to us")), "");
    EXPECT_EQ(change("active", false), "");
}

TEST_F(FormClosing, ItsFieldsAreJudgedWhenTheyChangeAndWhenItOpens) {
    ASSERT_EQ(change("active", false), "");
    EXPECT_EQ(change("active", true), "form_field_unsuitable");
    EXPECT_EQ(change("fields", std::string(R"(["own_size", "company"])")), "form_field_unsuitable");
    EXPECT_EQ(change("fields", std::string(R"(["company", "last_name"])")), "");
    EXPECT_EQ(change("active", true), "");
}

}  // namespace
}  // namespace vigil
