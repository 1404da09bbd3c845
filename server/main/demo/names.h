// Invented names of people and firms, in three scripts. Nobody real is meant.
#pragma once

#include <span>
#include <string_view>

namespace vigil::demo {

// As it is written, and in plain letters for addresses.
struct Word {
    std::string_view text, plain;
};

struct NameBook {
    std::span<const Word> first, last;
    std::span<const std::string_view> firm_stems, firm_kinds;  // a firm is a stem and a kind
    bool last_first = false;  // 林晓月: the family name first, without a space
};

const NameBook& latin_names();
const NameBook& chinese_names();
const NameBook& cyrillic_names();

std::span<const std::string_view> job_titles();
std::span<const std::string_view> chinese_job_titles();

}  // namespace vigil::demo
