// What both search indexes have in common: what tokens a text is kept under, and which of a query's
// are worth asking for.
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ports/search.h"

namespace vigil::storage {

// Of base/search_tokens.h and of the marks below; an index made by another version is made anew.
inline constexpr int search_tokens_version = 2;

// Of a text: index_tokens, one for each line as a whole, one for the owner. Parted by blanks.
std::string tokens_text(const SearchText& text);
std::string line_token(std::string_view line);
std::string owner_token(Id owner);

struct Asked {
    std::vector<std::string> tokens;
    bool begun = true;  // all beginnings are among them
};

// How often tokens stand in a sample of the texts: enough to know the frequent ones from the rare.
// Thread-safe.
class TokenSample {
  public:
    void add(std::string_view text);
    // Those of a way to ask for: the rarest few, as far as each narrows the search. At least one.
    Asked worth_asking(const SearchWay& way) const;
    // What to ask for to meet those first in which words begin so; nothing where that is all the way asks for.
    std::vector<std::string> asking_for_beginnings(const SearchWay& way) const;

  private:
    mutable std::mutex mutex_;
    std::unordered_map<std::string, int> texts_with_;
    int texts_ = 0;
};

// Collects the hits of one search and puts the best first.
class HitList {
  public:
    HitList(const SearchQuery& query, int limit) : query_(query), limit_(limit) {}
    // A candidate with its text, asked for by `way` (null = by no way in particular); ignored when
    // it does not answer or is there already. `begun` as in SearchQuery::rank_by.
    void offer(Id id, std::string_view text, const SearchWay* way, bool begun);
    bool full() const { return int(hits_.size()) >= enough(); }
    // Fewer than wanted among them are better than inside a word.
    bool lacks_beginnings() const { return begun_ < limit_; }
    // How many are looked at to find the best.
    int enough() const { return limit_ * 4 + 40; }
    SearchHits take(bool complete) &&;

  private:
    struct Hit {
        SearchRank rank;
        Id id;
    };
    const SearchQuery& query_;
    int limit_;
    int begun_ = 0;
    std::vector<Hit> hits_;
    std::unordered_map<Id, bool> seen_;
};

}  // namespace vigil::storage
