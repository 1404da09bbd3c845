#include "in/import/templates.h"

#include "base/text.h"
#include "in/import/text.h"

namespace vigil::import {
namespace {

std::unexpected<Fault> malformed(std::string what) {
    return fail(FaultKind::malformed, "import_map_malformed", what, {{"what", what}});
}

}  // namespace

std::string slug_of(std::string_view text) {
    std::string slug;
    bool gap = false;
    for (const char c : fold(text)) {
        const bool word =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || std::uint8_t(c) >= 0x80;
        if (word && gap && !slug.empty()) slug += '.';
        if (word) slug += c;
        gap = !word;
    }
    return slug;
}

Result<Template> Template::parse(std::string_view text) {
    Template made;
    while (!text.empty()) {
        const auto open = text.find('{');
        if (open != 0) made.parts_.push_back({std::string(text.substr(0, open))});
        if (open == std::string_view::npos) break;
        const auto close = text.find('}', open);
        if (close == std::string_view::npos) return malformed("a brace without its partner");
        std::string_view name = text.substr(open + 1, close - open - 1);
        Part part{"", true};
        if (const auto bar = name.rfind('|'); bar != std::string_view::npos) {
            const auto filter = name.substr(bar + 1);
            if (filter == "slug")
                part.filter = Filter::slug;
            else if (filter == "lower")
                part.filter = Filter::lower;
            else if (filter == "upper")
                part.filter = Filter::upper;
            else
                return malformed("unknown filter " + std::string(filter));
            name = name.substr(0, bar);
        }
        part.text = std::string(name);
        made.parts_.push_back(std::move(part));
        text.remove_prefix(close + 1);
    }
    return made;
}

std::string Template::filtered(std::string_view text, Filter filter) {
    if (filter == Filter::slug) return slug_of(text);
    std::string out = filter == Filter::lower ? fold(text) : std::string(text);
    if (filter == Filter::upper)
        for (char& c : out)
            if (c >= 'a' && c <= 'z') c = char(c - 'a' + 'A');
    return out;
}

std::string Template::render(
    const std::function<std::string_view(const std::string&)>& value_of) const {
    std::string out;
    for (const Part& part : parts_) {
        if (!part.is_name) {
            out += part.text;
            continue;
        }
        const std::string value = filtered(trimmed(value_of(part.text)), part.filter);
        if (value.empty()) return {};
        out += value;
    }
    return out;
}

std::vector<std::string> Template::names() const {
    std::vector<std::string> names;
    for (const Part& part : parts_)
        if (part.is_name) names.push_back(part.text);
    return names;
}

}  // namespace vigil::import
