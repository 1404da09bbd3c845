#include "storage/list_way.h"

#include <algorithm>
#include <tuple>

namespace vigil::storage {

namespace {

std::string_view name_of(const std::string& column) {
    return std::string_view(column).substr(column.starts_with('-'));
}

const Pin* pin_of(std::string_view column, const std::vector<Pin>& pins) {
    const auto found = std::ranges::find(pins, column, &Pin::column);
    return found == pins.end() ? nullptr : &*found;
}

// What is the same in all rows orders nothing.
bool is_fixed(const SortColumn& sort, const std::vector<Pin>& pins) {
    const Pin* pin = pin_of(sort.column, pins);
    return pin && pin->values.size() == 1;
}

// Whether the index's columns from `first` on are the order, or the order from its end.
bool goes_on_in_order(const WantedIndex& index, std::size_t first,
                      const std::vector<SortColumn>& order) {
    if (index.columns.size() < first + order.size()) return false;
    const bool turned = index.columns[first].starts_with('-') != order.front().descending;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::string& column = index.columns[first + i];
        if (name_of(column) != order[i].column) return false;
        if (column.starts_with('-') != (order[i].descending != turned)) return false;
    }
    return true;
}

// A way along an index, by the pins of its first columns.
struct Candidate {
    const WantedIndex* index = nullptr;
    std::vector<const Pin*> pins;
    std::size_t ranges = 1;

    // The better the fewer rows its ranges are likely to hold.
    auto worth() const {
        const bool one_link = std::ranges::any_of(pins, [](const Pin* pin) {
            return pin->kind == Pin::Kind::link && pin->values.size() == 1;
        });
        return std::tuple(one_link, pins.size(), -std::int64_t(ranges), !index->where.empty());
    }
};

std::vector<Candidate> candidates_of(const std::vector<SortColumn>& order,
                                     const std::vector<Pin>& pins,
                                     const std::vector<const WantedIndex*>& indexes) {
    std::vector<Candidate> candidates;
    for (const WantedIndex* index : indexes) {
        Candidate candidate{index, {}, 1};
        for (const std::string& column : index->columns) {
            if (goes_on_in_order(*index, candidate.pins.size(), order)) {
                candidates.push_back(candidate);
                break;
            }
            const Pin* pin = pin_of(name_of(column), pins);
            if (!pin) break;
            candidate.pins.push_back(pin);
            candidate.ranges *= pin->values.size();
            if (candidate.ranges > most_ranges) break;
        }
    }
    return candidates;
}

// What the order no longer speaks of is said in each range, so that the database knows it too.
std::vector<Range> ranges_of(const Candidate& candidate, const std::vector<SortColumn>& order,
                             const std::vector<Pin>& pins) {
    std::vector<Range> ranges = {{}};
    for (const SortColumn& sort : order)
        if (const Pin* pin = pin_of(sort.column, pins); pin && is_fixed(sort, pins))
            if (std::ranges::find(candidate.pins, pin) == candidate.pins.end())
                ranges.front().emplace_back(pin->column, pin->values.front());
    for (const Pin* pin : candidate.pins) {
        std::vector<Range> longer;
        for (const Range& range : ranges)
            for (const Value& value : pin->values) {
                longer.push_back(range);
                longer.back().emplace_back(pin->column, value);
            }
        ranges = std::move(longer);
    }
    return ranges;
}

const WantedIndex* index_from(std::string_view column,
                              const std::vector<const WantedIndex*>& indexes) {
    const auto found = std::ranges::find_if(
        indexes, [&](const WantedIndex* one) { return name_of(one->columns.front()) == column; });
    return found == indexes.end() ? nullptr : *found;
}

// Those that would not end sooner than the way itself are left out.
std::vector<FewRows> few_rows(const Pins& pins, const std::string& first,
                              const std::vector<const WantedIndex*>& indexes) {
    std::vector<FewRows> few;
    for (const Pin& pin : pins.values) {
        const WantedIndex* index = index_from(pin.column, indexes);
        if (index && pin.values.size() <= most_ranges) few.push_back({index->name, &pin});
    }
    for (const Condition* stretch : pins.stretches) {
        const std::string& column = stretch->left.of->fields[std::size_t(stretch->left.field)].key;
        const WantedIndex* index = column == first ? nullptr : index_from(column, indexes);
        if (index) few.push_back({index->name, nullptr, stretch});
    }
    return few;
}

}  // namespace

std::vector<Range> ranges_of(const Pin& pin) {
    std::vector<Range> ranges;
    for (const Value& value : pin.values) ranges.push_back({{pin.column, value}});
    return ranges;
}

std::vector<FewRows> few_ways(const Pins& pins, const std::vector<const WantedIndex*>& indexes) {
    auto few = few_rows(pins, {}, indexes);
    std::erase_if(few, [](const FewRows& one) {
        return one.pin &&
               (one.pin->values.empty() || std::ranges::any_of(one.pin->values, is_empty));
    });
    return few;
}

ListWays list_ways(const std::vector<SortColumn>& order, const Pins& pins,
                   const std::vector<const WantedIndex*>& indexes) {
    ListWays ways;
    ListWay& way = ways.way;
    for (const Pin& pin : pins.values)
        if (pin.values.empty()) way.ranges.clear();
    if (way.ranges.empty()) return ways;
    const auto key = std::ranges::find(pins.values, Pin::Kind::key, &Pin::kind);
    if (key != pins.values.end() && key->values.size() <= most_ranges) {
        way.ranges = ranges_of(*key);
        if (const auto* index = index_from(key->column, indexes)) way.index = index->name;
        return ways;
    }
    std::vector<SortColumn> sorted = order;
    std::erase_if(sorted, [&](const SortColumn& one) { return is_fixed(one, pins.values); });
    if (sorted.empty()) return ways;
    const auto candidates = candidates_of(sorted, pins.values, indexes);
    const auto best = std::ranges::max_element(candidates, {}, &Candidate::worth);
    if (best != candidates.end()) {
        way.index = best->index->name;
        way.ranges = ranges_of(*best, order, pins.values);
        if (!best->pins.empty()) return ways;
    } else if (sorted.size() == 1 && sorted.front().column == "id" && !pins.empty()) {
        way.by_table = true;
    } else {
        return ways;  // somebody has to sort
    }
    ways.few = few_rows(pins, sorted.front().column, indexes);
    return ways;
}

}  // namespace vigil::storage
