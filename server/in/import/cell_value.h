// One cell as a value of one field, or why not. Pure.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/zone.h"
#include "in/import/values.h"
#include "model/entity.h"

namespace vigil::import {

// How the cells of one column are read; made once per column.
class CellReader {
  public:
    struct Habits {
        Zone zone{};
        Currency currency{};
        bool create_choices = false;  // unknown choices are made, with choice_key() of their text
    };
    // `field` outlives the reader.
    CellReader(const FieldDef& field, ColumnPlan plan, Habits habits);

    // `text`: trimmed, not empty. Links are not for here. Codes: those of dates.h and numbers.h, too_long,
    // bad_email, not_a_choice, amount_too_precise, unknown_currency, number_too_precise, boolean_malformed, not_storable.
    // `currency`: what another cell says it is of money, trimmed, "" = none does. Codes besides: unknown_currency of
    // the field "amount.currency"; currency_differs where the amount names another one.
    std::expected<Value, FieldFault> read(std::string_view text,
                                          std::string_view currency = {}) const;

  private:
    using Read = std::expected<Value, FieldFault>;
    Read text_value(std::string_view text) const;
    Read choice_value(std::string_view text) const;
    Read number_value(std::string_view text) const;
    Read decimal_value(std::string_view text) const;
    Read money_value(std::string_view text, std::string_view currency) const;
    Read time_value(std::string_view text) const;
    Read json_value(std::string_view text) const;
    std::unexpected<FieldFault> refuse(std::string_view code, std::string_view text,
                                       FaultArgs more = {}) const;

    const FieldDef* field_;
    ColumnPlan plan_;
    Habits habits_;
    std::unordered_map<std::string, std::string>
        choices_;  // folded key or label, and its loose form → key
};

}  // namespace vigil::import
