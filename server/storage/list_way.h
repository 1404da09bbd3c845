// How a page of a list is read: along an index that has the wanted order, from one or several places in
// it, so that it ends after as many rows as the page has, whatever the filter leaves out.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "storage/list_pins.h"
#include "storage/schema_plan.h"

namespace vigil::storage {

// One column of an order.
struct SortColumn {
    std::string column;  // bare
    bool descending = false;
};

// A range of an index: the rows with these values in its first columns ("is null" where empty).
using Range = std::vector<std::pair<std::string, Value>>;

struct ListWay {
    // What SQLite is told to go by; empty = it may choose. PostgreSQL chooses by its statistics.
    std::string index;
    bool by_table = false;  // SQLite goes by no index but in the order of ids
    // Each in the wanted order; together they hold every row of the answer, none of them twice. None =
    // there can be no rows. One without columns = all rows.
    std::vector<Range> ranges = {{}};
};

// Another way, for when few rows are on it: they are read by this index and sorted.
struct FewRows {
    std::string index;
    const Pin* pin = nullptr;            // the rows with its values, or
    const Condition* stretch = nullptr;  // those that meet it
};

// No index may reach just these rows in the wanted order: then there are such other ways too.
struct ListWays {
    ListWay way;
    std::vector<FewRows> few;
};

// More than these are not read one by one: whoever sees so much meets his rows in any order.
inline constexpr std::size_t most_ranges = 100;

// `order` ends with the id. `indexes`: the usable ones, of this entity (wanted_indexes), apart from partial
// ones whose condition the query does not state. The pins must outlive the answer.
ListWays list_ways(const std::vector<SortColumn>& order, const Pins& pins,
                   const std::vector<const WantedIndex*>& indexes);
// The ways to few rows there may be whatever the order: an index for what is pinned, or for a stretch. A pin that says
// "is null" is none of them.
std::vector<FewRows> few_ways(const Pins& pins, const std::vector<const WantedIndex*>& indexes);
// The rows of a pin, one range for each of its values.
std::vector<Range> ranges_of(const Pin& pin);

}  // namespace vigil::storage
