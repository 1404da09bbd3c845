// Numbers and money as people write them; never by way of a double. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "in/import/dates.h"

namespace vigil::import {

// unscaled / 10^scale; scale 0 .. 18, as many as were written.
struct Decimal {
    std::int64_t unscaled = 0;
    int scale = 0;
    bool operator==(const Decimal&) const = default;
};

struct Amount {
    Decimal value;
    std::string currency;  // ISO 4217, "" when the cell names none or an unclear one
    bool percent = false;  // "45 %": value is 45
    bool operator==(const Amount&) const = default;
};

enum class DecimalMark { point, comma };

// "1,234.56", "1.234,56", "1 234,56", "1'234.56", "12,34,567", "(1,234.00)", "-5", "5-", "€ 5",
// "5 EUR", "US$5", "1.2E+05", "1.5万". Groups that are no thousands are refused, so that a comma read
// as the wrong mark is noticed. Refused with number_malformed or number_too_large (beyond 63 bits or
// 18 decimals).
Parsed<Amount> parse_amount(std::string_view cell, DecimalMark mark);

// What a cell names a currency by, "EUR", "eur", "€", "Euro", as ISO 4217; "" where that is none or an unclear one.
std::string currency_named(std::string_view cell);

// An amount without decimals (those that are zero are dropped), currency and percent.
Parsed<std::int64_t> parse_integer(std::string_view cell, DecimalMark mark);

// What a cell says about the decimal mark of its column. "1.000" and "1,000" say nothing for sure: a lone mark with
// three digits behind it parts thousands or decimals.
enum class MarkEvidence { none, point, comma, lone_point, lone_comma };
MarkEvidence mark_evidence(std::string_view cell);

// "12.5": as a number is written for machines, without zeros nobody needs.
std::string to_text(const Decimal& value);

}  // namespace vigil::import
