// What the cells of a column are. A ColumnProfile sees cells (a sample, or better the whole column in
// a first pass) and decides how the column is read; what it had to assume, it says. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "in/import/dates.h"
#include "in/import/numbers.h"

namespace vigil::import {

// Cells that mean nothing was entered. Compared trimmed and without regard to case.
class EmptyMarkers {
  public:
    // "", NULL, N/A, #N/A, -, --, –, —, ?, Select, (blank), (empty).
    EmptyMarkers();
    explicit EmptyMarkers(const std::vector<std::string>& markers);  // "" is always one

    bool is_empty(std::string_view cell) const;

  private:
    std::vector<std::string> markers_;
    std::size_t longest_ = 0;
};

// yes/no, true/false, 1/0, on/off, y/n, and so in German, French, Spanish, Italian, Russian and
// Chinese. Refused with boolean_malformed.
Parsed<bool> parse_boolean(std::string_view cell);

enum class Shape { empty, text, integer, decimal, boolean, date, date_time };

// How a column is to be read; a field of kind date asks `dates` whatever `shape` says.
struct ColumnPlan {
    Shape shape = Shape::empty;  // what at least 95 % of its filled cells are
    DatePlan dates;
    DecimalMark mark = DecimalMark::point;
    // The order of day and month, or the decimal mark, that `dates` and `mark` hold was assumed:
    // cells could be read either way and none told. Tell the person.
    bool order_assumed = false;
    bool mark_assumed = false;
    std::string mark_example{};  // a cell that could be read either way
    // Some cells speak for the other order or mark; they will be refused, not bent.
    bool order_mixed = false;
    bool mark_mixed = false;
    std::uint64_t filled = 0;
    std::uint64_t empty = 0;
};

// What holds when a column itself does not tell.
struct Habits {
    DateOrder order = DateOrder::dmy;
    DecimalMark mark = DecimalMark::point;
    bool no_thousandths = false;  // of whole numbers, and of money that has no third decimal
};

class ColumnProfile {
  public:
    explicit ColumnProfile(EmptyMarkers markers = {}) : markers_(std::move(markers)) {}

    void see(std::string_view cell);
    // `format`: from the map, wins over everything; see date_plan_of. An unknown one is ignored here,
    // so check it with date_plan_of first.
    ColumnPlan decide(Habits habits = {}, std::string_view format = {}) const;

  private:
    struct Counts {
        std::uint64_t filled = 0, empty = 0;
        std::uint64_t booleans = 0, integers = 0, decimals = 0, dates = 0, times = 0, serials = 0;
        std::uint64_t dmy = 0, mdy = 0, either_order = 0;
        std::uint64_t point = 0, comma = 0, lone_point = 0, lone_comma = 0;
        std::string lone_example{};
    };

    void see_number(std::string_view cell);
    void see_date(std::string_view cell);
    Shape shape() const;
    void decide_order(ColumnPlan& plan, Habits habits) const;
    void decide_mark(ColumnPlan& plan, Habits habits) const;

    EmptyMarkers markers_;
    Counts counts_;
};

}  // namespace vigil::import
