// Telephone numbers: kept as typed, compared by their E.164 form.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigil {

struct Phone {
    std::string e164;       // "+4930123456"
    std::string region;     // "DE"; may be empty
    std::string extension;  // digits; the E.164 form has none
    bool valid = false;     // of a length and beginning that its country gives out
};

// `region` (ISO 3166, may be empty) is taken for numbers typed without a country. Nothing when no number
// can be read out of the text. Thread-safe.
std::optional<Phone> parse_phone(std::string_view typed, std::string_view region);

// What two numbers that are the same have in common: the E.164 form of a valid number typed with its country,
// else the digits. Empty when there is no digit in it.
std::string phone_key(std::string_view typed);
// The same for a company in `region`: its own numbers have the key they have abroad, with or without their country.
std::string phone_key(std::string_view typed, std::string_view region);
// How the number may have been typed, each with a phone_key of its own, the number as it is first: with its country,
// and, in `region`, as one dials it at home.
std::vector<std::string> phone_spellings(std::string_view typed, std::string_view region);
// A country (ISO 3166) that gives out numbers: every one where somebody lives.
bool is_phone_region(std::string_view region);
// Whether there is a digit, of any script.
bool has_digit(std::string_view typed);

// For people and across borders: "+49 30 123456", of an E.164 number; what is none comes back as it is.
std::string format_phone(std::string_view e164);

}  // namespace vigil
