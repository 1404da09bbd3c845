#include "in/import/values.h"

#include <algorithm>
#include <array>

#include "in/import/text.h"

namespace vigil::import {
namespace {

constexpr std::string_view yes_words =
    " yes y true t 1 on x ✓ ✔ ja j wahr oui o vrai si sí verdadero sim vero да д истина 是 有 真 "
    "对 √ ";
constexpr std::string_view no_words =
    " no n false f 0 off nein falsch non faux falso não нет н ложь 否 无 假 不 × ";

bool listed(std::string_view list, std::string_view word) {
    if (word.empty() || word.find(' ') != std::string_view::npos) return false;
    const std::size_t at = list.find(" " + std::string(word) + " ");
    return at != std::string_view::npos;
}

// Serial numbers of 1954 .. 2119: what a spreadsheet makes of dates when it forgets their format.
bool looks_serial(const Decimal& value) {
    std::int64_t whole = value.unscaled;
    for (int i = 0; i < value.scale; ++i) whole /= 10;
    return whole >= 20'000 && whole <= 80'000;
}

}  // namespace

EmptyMarkers::EmptyMarkers()
    : EmptyMarkers(
          {"null", "n/a", "#n/a", "-", "--", "–", "—", "?", "select", "(blank)", "(empty)"}) {}

EmptyMarkers::EmptyMarkers(const std::vector<std::string>& markers) {
    for (const std::string& marker : markers) {
        markers_.push_back(plain_text(marker));
        // Lower case and plain blanks can be shorter than what was written, at most by two thirds.
        longest_ = std::max(longest_, 3 * markers_.back().size());
    }
}

bool EmptyMarkers::is_empty(std::string_view cell) const {
    cell = trimmed(cell);
    if (cell.empty()) return true;
    if (cell.size() > longest_) return false;
    return std::find(markers_.begin(), markers_.end(), plain_text(cell)) != markers_.end();
}

Parsed<bool> parse_boolean(std::string_view cell) {
    const std::string word = cell.size() > 40 ? std::string() : plain_text(cell);
    if (listed(yes_words, word)) return true;
    if (listed(no_words, word)) return false;
    return std::unexpected("boolean_malformed");
}

void ColumnProfile::see(std::string_view cell) {
    if (markers_.is_empty(cell)) {
        ++counts_.empty;
        return;
    }
    ++counts_.filled;
    if (cell.size() > 80) return;
    if (parse_boolean(cell)) ++counts_.booleans;
    see_number(cell);
    see_date(cell);
}

void ColumnProfile::see_number(std::string_view cell) {
    const MarkEvidence evidence = mark_evidence(cell);
    const DecimalMark mark =
        evidence == MarkEvidence::comma ? DecimalMark::comma : DecimalMark::point;
    const auto amount = parse_amount(cell, mark);
    if (!amount) return;
    if (evidence == MarkEvidence::point) ++counts_.point;
    if (evidence == MarkEvidence::comma) ++counts_.comma;
    if (evidence == MarkEvidence::lone_point) ++counts_.lone_point;
    if (evidence == MarkEvidence::lone_comma) ++counts_.lone_comma;
    const bool lone = counts_.lone_point + counts_.lone_comma > 0;
    if (lone && counts_.lone_example.empty()) counts_.lone_example = cell;
    ++counts_.decimals;
    if (evidence == MarkEvidence::none && amount->value.scale == 0) ++counts_.integers;
    if (looks_serial(amount->value) && amount->currency.empty()) ++counts_.serials;
}

void ColumnProfile::see_date(std::string_view cell) {
    auto date = parse_date(cell, {.order = DateOrder::dmy, .excel_serial = false, .format = {}});
    if (!date && date.error() == "date_order") {
        date = parse_date(cell, {.order = DateOrder::mdy, .excel_serial = false, .format = {}});
    }
    if (!date) return;
    ++counts_.dates;
    if (date->time_us) ++counts_.times;
    switch (order_evidence(cell)) {
        case OrderEvidence::dmy:
            ++counts_.dmy;
            break;
        case OrderEvidence::mdy:
            ++counts_.mdy;
            break;
        case OrderEvidence::either:
            ++counts_.either_order;
            break;
        case OrderEvidence::none:
            break;
    }
}

Shape ColumnProfile::shape() const {
    const auto most = [this](std::uint64_t n) { return n * 20 >= counts_.filled * 19; };
    if (counts_.filled == 0) return Shape::empty;
    if (most(counts_.booleans)) return Shape::boolean;
    if (most(counts_.dates) && counts_.dates > counts_.integers) {
        return counts_.times * 2 > counts_.dates ? Shape::date_time : Shape::date;
    }
    if (most(counts_.integers)) return Shape::integer;
    if (most(counts_.decimals)) return Shape::decimal;
    return Shape::text;
}

ColumnPlan ColumnProfile::decide(Habits habits, std::string_view format) const {
    ColumnPlan plan;
    plan.shape = shape();
    plan.filled = counts_.filled;
    plan.empty = counts_.empty;
    decide_mark(plan, habits);
    const auto given = format.empty() ? std::optional<DatePlan>() : date_plan_of(format);
    if (given) {
        plan.dates = *given;
    } else {
        decide_order(plan, habits);
        plan.dates.excel_serial = counts_.serials > counts_.dates;
    }
    return plan;
}

void ColumnProfile::decide_order(ColumnPlan& plan, Habits habits) const {
    plan.dates.order = habits.order;
    if (counts_.dmy != counts_.mdy) {
        plan.dates.order = counts_.dmy > counts_.mdy ? DateOrder::dmy : DateOrder::mdy;
        plan.order_mixed = counts_.dmy > 0 && counts_.mdy > 0;
        return;
    }
    plan.order_mixed = counts_.dmy > 0;
    plan.order_assumed = counts_.either_order + counts_.dmy > 0;
}

void ColumnProfile::decide_mark(ColumnPlan& plan, Habits habits) const {
    plan.mark = habits.mark;
    if (counts_.point != counts_.comma) {
        plan.mark = counts_.point > counts_.comma ? DecimalMark::point : DecimalMark::comma;
        plan.mark_mixed = counts_.point > 0 && counts_.comma > 0;
        return;
    }
    plan.mark_mixed = counts_.point > 0;
    plan.mark_assumed = counts_.lone_point + counts_.lone_comma > 0;
    plan.mark_example = counts_.lone_example;
    if (habits.no_thousandths && counts_.lone_point != counts_.lone_comma)
        plan.mark =
            counts_.lone_point > counts_.lone_comma ? DecimalMark::comma : DecimalMark::point;
}

}  // namespace vigil::import
