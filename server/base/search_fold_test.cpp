#include "base/search_fold.h"

#include <gtest/gtest.h>

namespace vigil {
namespace {

TEST(SearchFold, LeavesOutWhatIsNotTyped) {
    const std::pair<const char*, const char*> pairs[] = {
        {"Müller", "muller"},      {"STRASSE", "strasse"},   {"Straße", "strasse"},
        {"Łódź", "lodz"},          {"İstanbul", "istanbul"}, {"Nguyễn Đức", "nguyen duc"},
        {"Ærø", "aero"},           {"Αθήνα", "αθηνα"},       {"Пётр", "петр"},
        {"Mu\u0308ller", "muller"}};
    for (const auto& [typed, folded] : pairs) EXPECT_EQ(search_fold(typed), folded);
}

TEST(SearchFold, LeavesLettersOfOtherScriptsAsTheyAre) {
    for (const char* text : {"がぎ", "한국어", "李伟", "हिन्दी", "ภาษาไทย"})
        EXPECT_EQ(search_fold(text), text);
}

TEST(SearchFold, IsTheSameWhenDoneTwice) {
    for (const char* text : {"Ǆ ǆ ﬁ ŉ ΐ ẞ", "İı", "é̂", "Ω K Å", "Æ̃"}) {
        const auto once = search_fold(text);
        EXPECT_EQ(search_fold(once), once) << text;
    }
}

}  // namespace
}  // namespace vigil
