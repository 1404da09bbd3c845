// How texts and queries are made alike for the search, more loosely than for comparing (fold in base/text.h): who types
// "muller" finds Müller, "strasse" Straße, "lodz" Łódź.
#pragma once

#include <string>
#include <string_view>

namespace vigil {

// Case folding in full (ß is ss), without the accents of U+0300 to U+036F, letters with a stroke or joined as they
// are typed; NFC. Marks of other scripts, which make other letters (が is not か), stay. Idempotent. The text must
// be valid UTF-8. What is stored is made by this: whoever changes it counts `search_tokens_version` up.
std::string search_fold(std::string_view text);

}  // namespace vigil
