// Finds records of every entity by any part of what they are called, within what the caller may
// see.
#pragma once

#include "usecases/engine.h"

namespace vigil {

class SearchIndex;

struct Found {
    Record record;              // without what he may not read
    std::vector<int> found_in;  // fields that hold some part of the query, all of them his to read
    // Of a customer (account, contact, lead): those in his sight, at most 5.
    std::vector<Record> open_opportunities;
};

struct SearchRequest {
    std::string text;
    std::string entity;  // key; empty = every entity he may see
    int limit = 20;      // 1 .. 50
};

struct SearchAnswer {
    CompanyPtr company;  // keeps the entities of the records alive
    std::vector<Found>
        found;  // best first (base/search_query.h, SearchRank); customers before others; newest
    bool complete = true;           // nothing else answers
    bool all_opportunities = true;  // he sees every opportunity: where none is told there is none
};

// A query without a letter or digit finds nothing. Fields he may not read, masked ones too, are not
// searched for him. Faults: `unknown_entity` (malformed) for an entity there is not or he may not
// see.
Result<SearchAnswer> search_everything(Engine& engine, SearchIndex& index, const Actor& actor,
                                       const SearchRequest& request);

}  // namespace vigil
