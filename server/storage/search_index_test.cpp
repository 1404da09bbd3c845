// The port's promises, on both indexes. What answers is said by base/search_query.h alone; here the
// index must neither miss nor invent.
#include <algorithm>
#include <fstream>
#include <random>
#include <set>

#include "base/search_fold.h"
#include "base/text.h"
#include "storage/open_search.h"
#include "storage/store_fixture.h"

namespace vigil::storage::testing {
namespace {

class SearchIndexTest : public ::testing::TestWithParam<Kind> {
  protected:
    void SetUp() override {
        place_ = make_place(GetParam());
        if (!place_) GTEST_SKIP() << "VIGIL_TEST_DATABASE is not set";
        reopen();
    }
    std::string path() const { return place_->url() + ".search"; }
    void reopen() {
        index_.reset();
        auto opened = GetParam() == Kind::sqlite
                          ? open_sqlite_search(path())
                          : open_postgres_search({.url = place_->url(), .pool_size = 4});
        ASSERT_TRUE(opened) << opened.error().log;
        index_ = *std::move(opened);
    }
    std::string mark() { return index_->mark().value_or("fault"); }
    // Moves the mark on by itself.
    bool put(std::vector<SearchText> texts) {
        for (auto& text : texts) text.text = search_fold(text.text);
        const auto from = mark();
        const auto done = index_->put(texts, from, "mark" + std::to_string(++marks_));
        EXPECT_TRUE(done) << done.error().log;
        return done.value_or(false);
    }
    std::vector<std::int64_t> find(std::string_view text, SearchScope scope = {"lead", {}},
                                   int limit = 50) {
        const auto hits = index_->find(SearchQuery(text), scope, limit);
        EXPECT_TRUE(hits) << text << ": " << hits.error().log;
        std::vector<std::int64_t> ids;
        if (hits)
            for (const Id id : hits->ids) ids.push_back(id.value);
        expect_same_of_each(text, scope, limit, *hits);
        return ids;
    }
    // Asked together with others, a scope answers what it answers alone.
    void expect_same_of_each(std::string_view text, const SearchScope& scope, int limit,
                             const SearchHits& alone) {
        const std::vector<SearchScope> scopes = {{"nothing", {}},
                                                 scope,
                                                 {scope.entity, std::vector<Id>{}},
                                                 {scope.entity, {{Id{}}}},
                                                 scope};
        const auto each = index_->find_each(SearchQuery(text), scopes, limit);
        ASSERT_TRUE(each) << text << ": " << each.error().log;
        ASSERT_EQ(each->size(), scopes.size());
        for (const std::size_t same : {1, 4}) {
            EXPECT_EQ((*each)[same].ids, alone.ids) << text;
            EXPECT_EQ((*each)[same].complete, alone.complete) << text;
        }
        for (const std::size_t none : {0, 2}) EXPECT_TRUE((*each)[none].ids.empty()) << text;
    }

    std::unique_ptr<Place> place_;
    std::unique_ptr<SearchIndex> index_;
    int marks_ = 0;
};
VIGIL_EACH_STORE(SearchIndexTest);

using Ids = std::vector<std::int64_t>;

TEST_P(SearchIndexTest, FindsByAnyPartInAnyScript) {
    put({{"lead", {1}, {}, "Anna\nWeber\nanna.weber@example.com\n+49301234567"},
         {"lead", {2}, {}, "Jürgen Groß\nj@example.org"},
         {"lead", {3}, {}, "张伟\n北京市海淀区"},
         {"lead", {4}, {}, "Анна Ковалёва"},
         {"lead", {5}, {}, "สมชาย ใจดี 😀"}});
    EXPECT_EQ(find("ebe"), Ids({1}));
    EXPECT_EQ(find("weber@ex"), Ids({1}));
    EXPECT_EQ(find("an we"), Ids({1}));
    EXPECT_EQ(find("1234567"), Ids({1}));
    EXPECT_EQ(find("+49 30 123"), Ids({1}));
    EXPECT_EQ(find("030 1234"), Ids({1}));
    EXPECT_EQ(find("JÜRG"), Ids({2}));
    EXPECT_EQ(find("groß"), Ids({2}));
    EXPECT_EQ(find("伟"), Ids({3}));
    EXPECT_EQ(find("张伟"), Ids({3}));
    EXPECT_EQ(find("京市海"), Ids({3}));
    EXPECT_EQ(find("市海淀区"), Ids({3}));
    EXPECT_EQ(find("京海"), Ids({}));
    EXPECT_EQ(find("КОВАЛЁ"), Ids({4}));
    EXPECT_EQ(find("вал анн"), Ids({4}));
    EXPECT_EQ(find("ชาย"), Ids({5}));
    EXPECT_EQ(find("😀"), Ids({5}));
    EXPECT_EQ(find("example"), Ids({2, 1})) << "the newest first";
}

TEST_P(SearchIndexTest, TheBestComeFirstHoweverManyThereAre) {
    std::vector<SearchText> texts = {{"lead", {1}, {}, "Weber"}};
    for (int i = 2; i < 3'000; ++i)
        texts.push_back({"lead", {i}, {}, "Neuweberin " + std::to_string(i)});
    put(texts);
    const auto hits = index_->find(SearchQuery("weber"), {"lead", {}}, 10);
    ASSERT_TRUE(hits);
    EXPECT_EQ(hits->ids.size(), 10U);
    EXPECT_EQ(hits->ids.front().value, 1);
    EXPECT_FALSE(hits->complete);
    EXPECT_TRUE(index_->find(SearchQuery("rin 2999"), {"lead", {}}, 10)->complete);
}

TEST_P(SearchIndexTest, BeginningsComeFirstHoweverManyAreNewer) {
    std::vector<SearchText> texts = {{"lead", {1}, {7}, "Beluga Medical GmbH"},
                                     {"lead", {2}, {8}, "Petra Quendel\nbeluga@example.com"},
                                     {"lead", {3}, {7}, "Anna Beluga"}};
    for (int i = 4; i < 3'000; ++i)
        texts.push_back({"lead", {i}, {7}, "Nebelung " + std::to_string(i)});
    put(texts);
    auto ids = find("belu", {"lead", {}}, 10);
    ASSERT_EQ(ids.size(), 10U);
    ids.resize(3);
    EXPECT_EQ(ids, Ids({3, 1, 2})) << "names, then what else begins so";
    ids = find("belu", {"lead", {{Id{7}}}}, 10);
    ids.resize(2);
    EXPECT_EQ(ids, Ids({3, 1})) << "his own alone";
    ids = find("med belu", {"lead", {}}, 10);
    EXPECT_EQ(ids, Ids({1}));
}

TEST_P(SearchIndexTest, ChangedTextsAreFoundAsTheyAreNow) {
    put({{"lead", {1}, {}, "Anna Weber"}, {"lead", {2}, {}, "Anna Schmidt"}});
    put({{"lead", {1}, {}, "Anna Fischer"}});
    EXPECT_EQ(find("weber"), Ids({}));
    EXPECT_EQ(find("fischer"), Ids({1}));
    EXPECT_EQ(find("anna"), Ids({2, 1}));
    put({{"lead", {1}, {}, ""}});
    EXPECT_EQ(find("anna"), Ids({2}));
    put({{"lead", {1}, {}, "Anna Fischer"}, {"lead", {2}, {}, "Anna Schmidt"}});
    EXPECT_EQ(find("anna"), Ids({2, 1}));
    reopen();
    EXPECT_EQ(find("anna"), Ids({2, 1}));
    put({{"lead", {3}, {}, "Anna Dritt"}});
    EXPECT_EQ(find("anna"), Ids({3, 2, 1})) << "numbers go on after a restart";
}

TEST_P(SearchIndexTest, EntitiesAndOwnersAreApart) {
    put({{"lead", {1}, {7}, "Anna"},
         {"contact", {1}, {8}, "Anna"},
         {"lead", {2}, {8}, "Anna"},
         {"lead", {3}, {}, "Anna"}});
    EXPECT_EQ(find("anna", {"lead", {}}), Ids({3, 2, 1}));
    EXPECT_EQ(find("anna", {"contact", {}}), Ids({1}));
    EXPECT_EQ(find("anna", {"nothing", {}}), Ids({}));
    EXPECT_EQ(find("anna", {"lead", {{Id{7}}}}), Ids({1}));
    EXPECT_EQ(find("an", {"lead", {{Id{8}, Id{}}}}), Ids({3, 2}));
    EXPECT_EQ(find("anna", {"lead", {{Id{70}}}}), Ids({}));
    EXPECT_EQ(find("anna", {"lead", {std::vector<Id>()}}), Ids({}));
    put({{"lead", {1}, {8}, "Anna"}});
    EXPECT_EQ(find("anna", {"lead", {{Id{7}}}}), Ids({})) << "a new owner alone is a change";
    EXPECT_EQ(find("anna", {"lead", {{Id{8}}}}), Ids({2, 1}));
}

TEST_P(SearchIndexTest, TheMarkDecidesWhoFills) {
    EXPECT_EQ(mark(), "");
    EXPECT_EQ(index_->put({{"lead", {1}, {}, "anna"}}, "", "one"), true);
    EXPECT_EQ(index_->put({{"lead", {2}, {}, "anna"}}, "", "two"), false);
    EXPECT_EQ(mark(), "one");
    EXPECT_EQ(find("anna"), Ids({1}));
    EXPECT_EQ(index_->put({{"contact", {5}, {}, "anna"}}, "other", "two"), false);
    EXPECT_EQ(index_->put({{"contact", {5}, {}, "anna"}}, "one", "two"), true);
    EXPECT_EQ(find("anna", {"contact", {}}), Ids({5}));
    reopen();
    EXPECT_EQ(mark(), "two");
}

TEST_P(SearchIndexTest, SignsOfAnyQueryLanguageAreText) {
    put({{"lead", {1}, {}, "O'Neil \"Bob\" NEAR(x) AND* 50%_off; drop table\nl18446"}});
    for (const auto* typed :
         {"o'neil", "\"bob\"", "near(x", "AND*", "50%_off", "OFF; DROP", "drop table"})
        EXPECT_EQ(find(typed), Ids({1})) << typed;
    for (const auto* typed :
         {"\"", "*", "'", "anna OR bob", "text:bob", "-bob", "bo*", "{bob}", "^bob", "n_ar",
          "50%of", "·o0", "·elead", "a\\", "x' or '1'='1", "near(bob,1)", "\n\n", "NOT bob"})
        EXPECT_EQ(find(typed), Ids({})) << typed;
    put({{"lead", {2}, {}, "Anna"}});
    EXPECT_EQ(find("anna"), Ids({2}));
}

// Names, addresses and numbers made of few syllables, so that much resembles.
class Maker {
  public:
    explicit Maker(unsigned seed) : random_(seed) {}
    int below(int n) { return int(random_() % unsigned(n)); }
    template <std::size_t n>
    std::string any(const char* const (&of)[n]) {
        return of[below(int(n))];
    }
    std::string syllables() {
        static constexpr const char* latin[] = {"an", "na", "web", "er", "mül", "ß",
                                                "o'", "le", "co",  "zo", "ö",   "Mac"};
        static constexpr const char* cyrillic[] = {"ан", "на", "ков", "ёв", "а", "Иль"};
        static constexpr const char* chinese[] = {"北", "京", "市", "海", "淀",
                                                  "区", "张", "伟", "王", "小明"};
        std::string text;
        const int script = below(4);
        for (int i = 1 + below(4); i > 0; --i)
            text += script < 2 ? any(latin) : script == 2 ? any(cyrillic) : any(chinese);
        return text;
    }
    std::string text() {
        std::string text = syllables() + (below(2) ? " " + syllables() : "") + "\n";
        if (below(2)) text += syllables() + "." + syllables() + "@example.com\n";
        text += "+49" + std::to_string(below(100'000'000));
        if (below(3) == 0)
            text += "\n" + std::to_string(below(1000)) + "-" + std::to_string(below(1000));
        return text;
    }
    // From some character to some other of one line.
    std::string part_of(const std::string& text) {
        std::vector<std::size_t> edges;
        for (std::size_t i = 0; i <= text.size(); ++i)
            if (i == text.size() || (text[i] & 0xC0) != 0x80) edges.push_back(i);
        const int from = below(int(edges.size()) - 1);
        const int length = std::min(1 + below(8), int(edges.size()) - 1 - from);
        auto part = text.substr(edges[std::size_t(from)],
                                edges[std::size_t(from + length)] - edges[std::size_t(from)]);
        std::ranges::replace(part, '\n', ' ');
        return part;
    }

  private:
    std::mt19937 random_;
};

TEST_P(SearchIndexTest, TenThousandPartsFindWhatAScanFinds) {
    Maker maker(20260302);
    std::vector<SearchText> texts;
    for (int i = 1; i <= 200; ++i)
        texts.push_back({"lead", {i}, {maker.below(3)}, search_fold(maker.text())});
    put(texts);
    for (int i = 0; i < 100; ++i) {  // changes and removals must leave no trace
        auto& text = texts[std::size_t(maker.below(200))];
        text.text = maker.below(3) ? search_fold(maker.text()) : "";
        put({text});
    }
    int found = 0, nothing = 0;
    const int times =
        GetParam() == Kind::sqlite ? 10'000 : 2'500;  // the way to the server and back takes time
    for (int i = 0; i < times; ++i) {
        std::string typed = maker.part_of(texts[std::size_t(maker.below(200))].text + " ");
        if (maker.below(4) == 0)
            typed += " " + maker.part_of(texts[std::size_t(maker.below(200))].text + " ");
        const SearchQuery query(typed);
        std::set<std::int64_t> scanned;
        for (const auto& text : texts)
            if (query.rank(text.text) != SearchRank::none) scanned.insert(text.id.value);
        const auto hits = index_->find(query, {"lead", {}}, 1'000);
        ASSERT_TRUE(hits) << typed << hits.error().log;
        std::set<std::int64_t> asked;
        for (const Id id : hits->ids) asked.insert(id.value);
        ASSERT_EQ(asked, scanned) << "«" << typed << "»";
        ASSERT_TRUE(hits->complete);
        (scanned.empty() ? nothing : found) += 1;
    }
    EXPECT_GT(found, times / 2);
    EXPECT_GT(nothing, 100);
}

TEST_P(SearchIndexTest, ABrokenFileIsMadeAnew) {
    if (GetParam() != Kind::sqlite) GTEST_SKIP() << "a file of its own is SQLite's alone";
    put({{"lead", {1}, {}, "Anna"}});
    index_.reset();
    std::ofstream(path(), std::ios::binary | std::ios::trunc) << std::string(10'000, 'x');
    reopen();
    EXPECT_EQ(mark(), "") << "so that whoever fills it begins anew";
    EXPECT_EQ(find("anna"), Ids({}));
}

}  // namespace
}  // namespace vigil::storage::testing
