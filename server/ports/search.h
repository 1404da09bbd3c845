// The door to the search index: texts of records, found again by any part of them. It stands beside
// the database, is filled from the journal a little later (usecases/follow_search.h), and can be
// made anew at any time. It knows nothing of rights: whoever asks looks at the records it names.
// Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/search_query.h"

namespace vigil {

// What one record can be found by: folded lines (base/search_query.h) and its owner (none =
// nobody's). A record with an empty text is not to be found any more.
struct SearchText {
    std::string entity;
    Id id;
    Id owner;
    std::string text;
};

// Where to look: the records of one entity, of these owners only where they are named.
struct SearchScope {
    std::string entity;
    std::optional<std::vector<Id>> owners;  // none among them = records that nobody owns
};

struct SearchHits {
    std::vector<Id> ids;   // best first (base/search_query.h, SearchRank), among equals the newest
    bool complete = true;  // there are no others
};

class SearchIndex {
  public:
    virtual ~SearchIndex() = default;

    // How far it has been filled, in the words of whoever fills it; empty in a new one.
    virtual Result<std::string> mark() = 0;
    // All of it or nothing, and only while the mark is `from`; the mark is then `to`. False when it
    // is not `from`: somebody else fills it too and was there first. A text that is as it was costs
    // little.
    virtual Result<bool> put(const std::vector<SearchText>& texts, std::string_view from,
                             std::string_view to) = 0;
    // At most `limit`. Every record that answers is among the hits when they are complete.
    virtual Result<SearchHits> find(const SearchQuery& query, const SearchScope& scope,
                                    int limit) = 0;
    // The same in several places, one answer for each in their order; what can be asked at once is.
    virtual Result<std::vector<SearchHits>> find_each(const SearchQuery& query,
                                                      const std::vector<SearchScope>& scopes,
                                                      int limit) = 0;
};

}  // namespace vigil
