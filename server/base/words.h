// The words people read: a code and its arguments become a sentence in the reader's language. Texts stand
// in words.<language>.json, one line per code: {"too_long": "{field} may have at most {max} characters."}.
// `{max}` is replaced by the argument of that name; `{n|promise|promises}` chooses by the argument n, the
// first form for 1; what stands in [ ] is left out when one of its arguments is empty or not
// given. Arguments are put in as they are: whoever writes HTML escapes the result.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace vigil {

// Immutable after load, so any number of threads may read.
class Words {
  public:
    // Language ("en", "zh-CN") and the JSON text of its file. Refused are: JSON that is no object of texts,
    // a code given twice, a brace or bracket without its partner. Codes are `words_unreadable`; Fault.log says where.
    static Result<Words> load(const std::vector<std::pair<std::string, std::string>>& files);

    // The same from the files that travel inside the program (base/embedded.h).
    static Result<Words> from_embedded();

    // In that language; else in another one of the same family ("zh" takes "zh-CN", "en-GB" takes "en");
    // else in English; else the code itself. An argument that is not given stays visible as "{name}".
    std::string text(std::string_view language, std::string_view code,
                     const FaultArgs& args = {}) const;

    bool knows(std::string_view language, std::string_view code) const;
    std::vector<std::string> languages() const;
    std::vector<std::string> codes(std::string_view language) const;
    // The names of the arguments that a text takes.
    std::set<std::string> arguments(std::string_view language, std::string_view code) const;

    // The language of ours that suits a wish like "zh-Hans-CN" best; "en" when none does.
    std::string_view nearest_language(std::string_view wish) const;

  private:
    using Texts = std::map<std::string, std::string, std::less<>>;
    const std::string* find(std::string_view language, std::string_view code) const;
    std::map<std::string, Texts, std::less<>> by_language_;
};

}  // namespace vigil
