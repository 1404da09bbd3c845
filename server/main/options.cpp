#include "main/options.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "base/text.h"

namespace vigil {

namespace {

std::unexpected<Fault> usage(std::string what) {
    return fail(FaultKind::malformed, "usage", what, {{"what", what}});
}

std::string environment_name(std::string_view key) {
    std::string name = "VIGIL_";
    for (char c : key) name += c == '.' || c == '-' ? '_' : char(c >= 'a' && c <= 'z' ? c - 32 : c);
    return name;
}

// "value" or 'value' or value; a # outside quotes begins a remark.
std::string toml_value(std::string_view text) {
    text = trim(text);
    if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'')) {
        const auto end = text.find(text.front(), 1);
        return std::string(text.substr(1, end == std::string_view::npos ? end : end - 1));
    }
    return std::string(trim(text.substr(0, text.find('#'))));
}

}  // namespace

Result<Options> Options::parse(const std::vector<std::string>& words,
                               const std::vector<std::string>& flags,
                               const std::vector<std::string>& valued) {
    Options options;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& word = words[i];
        if (!word.starts_with("--")) {
            options.words_.push_back(word);
            continue;
        }
        const auto equals = word.find('=');
        const auto name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
        if (std::ranges::find(flags, name) != flags.end()) {
            options.given_[name] = "true";
        } else if (std::ranges::find(valued, name) == valued.end()) {
            return usage("unknown option --" + name);
        } else if (equals != std::string::npos) {
            options.given_[name] = word.substr(equals + 1);
        } else if (i + 1 < words.size()) {
            options.given_[name] = words[++i];
        } else {
            return usage("--" + name + " needs a value");
        }
    }
    return options;
}

Status Options::add_configuration(const std::string& path) {
    if (path.empty()) return {};
    std::ifstream file(path);
    if (!file)
        return fail(FaultKind::malformed, "configuration_unreadable", path, {{"path", path}});
    std::string line, section;
    for (int number = 1; std::getline(file, line); ++number) {
        const auto text = trim(line);
        if (text.empty() || text.front() == '#') continue;
        if (text.front() == '[' && text.back() == ']') {
            section = std::string(trim(text.substr(1, text.size() - 2))) + ".";
            continue;
        }
        const auto equals = text.find('=');
        if (equals == std::string_view::npos)
            return fail(FaultKind::malformed, "configuration_unreadable",
                        path + ":" + std::to_string(number),
                        {{"path", path + ":" + std::to_string(number)}});
        configured_[section + std::string(trim(text.substr(0, equals)))] =
            toml_value(text.substr(equals + 1));
    }
    return {};
}

std::string Options::get(std::string_view option, std::string_view key,
                         std::string otherwise) const {
    if (auto it = given_.find(option); it != given_.end()) return it->second;
    if (key.empty()) return otherwise;
    if (const char* value = std::getenv(environment_name(key).c_str())) return value;
    if (auto it = configured_.find(key); it != configured_.end()) return it->second;
    return otherwise;
}

}  // namespace vigil
