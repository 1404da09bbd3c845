#include "main/options.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

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

// What may stand in vigil.toml.
constexpr std::array<std::string_view, 14> configuration_keys = {
    "server.listen",    "server.public_url",  "store.data",     "store.database", "store.backups",
    "store.secret_key", "mail.smtp",          "mail.from",      "log.level",      "log.format",
    "limits.workers",   "limits.connections", "limits.uploads", "limits.streams"};

std::string text_of(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_integer()) return std::to_string(number->get());
    return {};
}

std::unexpected<Fault> unreadable(const std::string& where, const std::string& why = {}) {
    return fail(FaultKind::malformed, "configuration_unreadable", why, {{"path", where}});
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
    const auto file = toml::parse_file(path);
    if (!file) {
        const auto& error = file.error();
        const auto line = error.source().begin.line;
        return unreadable(line > 0 ? path + ":" + std::to_string(line) : path,
                          std::string(error.description()));
    }
    for (const auto& [section, content] : file.table()) {
        const auto* rows = content.as_table();
        if (!rows) return unreadable(path, std::string(section.str()) + " stands in no section");
        for (const auto& [name, value] : *rows) {
            const auto key = std::string(section.str()) + "." + std::string(name.str());
            if (std::ranges::find(configuration_keys, key) == configuration_keys.end())
                return fail(FaultKind::malformed, "configuration_unknown", path,
                            {{"path", path}, {"key", key}});
            configured_[key] = text_of(value);
        }
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

Result<std::int64_t> Options::number(std::string_view key, std::int64_t otherwise,
                                     std::int64_t most) const {
    const auto text = get({}, key);
    if (text.empty()) return otherwise;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 1 || value > most)
        return fail(FaultKind::malformed, "configuration_value", std::string(key) + " = " + text,
                    {{"key", std::string(key)}, {"value", text}});
    return value;
}

}  // namespace vigil
