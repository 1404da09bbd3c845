// The words that travel inside the program, for what is put into words below the doors: evidence, deadlines.
#pragma once

#include <string>
#include <string_view>

#include "base/moment.h"
#include "base/words.h"

namespace vigil {

// Read once; any number of threads.
const Words& shipped_words();

// "2 Mar 2026", "2026年3月2日".
std::string date_in_words(Day day, std::string_view language);
// "Mon 2 Mar 2026", "2026年3月2日周一".
std::string day_in_words(Day day, std::string_view language);

}  // namespace vigil
