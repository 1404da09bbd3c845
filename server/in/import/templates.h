// Templates of derived fields: "{name|slug}@example.com".
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace vigil::import {

class Template {
  public:
    // Fault malformed `import_map_malformed`: a brace without its partner, an unknown filter.
    static Result<Template> parse(std::string_view text);

    // "" when one of its parts is empty. `value_of` answers the text behind a name.
    std::string render(const std::function<std::string_view(const std::string&)>& value_of) const;
    std::vector<std::string> names() const;

  private:
    enum class Filter { none, slug, lower, upper };
    struct Part {
        std::string text;  // literal, or a name
        bool is_name = false;
        Filter filter = Filter::none;
    };
    static std::string filtered(std::string_view text, Filter filter);
    std::vector<Part> parts_;
};

// "Anna Snelling" → "anna.snelling".
std::string slug_of(std::string_view text);

}  // namespace vigil::import
