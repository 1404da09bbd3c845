#include <algorithm>

#include "tests/support/matrix.h"

namespace vigil::testing {
namespace {

TEST_P(Matrix, EveryRoleEntityAndCall) {
    const auto systemic = {"session", "overlay", "outbox", "snooze", "setting"};
    for (const auto& who : subjects_) {
        for (const char* entity : systemic)
            expect(who, std::string("lists ") + entity, "gone",
                   call(who, http::Method::get, path(entity)));
        // Of all entities at once; the call itself looks for what is out of his sight.
        expect(who, "lists journal", "allowed",
               call(who, http::Method::get, "/api/v1/journal?limit=200"));
        exception_lists(who);
        searches(who);
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
