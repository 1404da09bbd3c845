// The command line, vigil.toml and VIGIL_… read into one place. An option on the command line wins over the
// environment, that over the file.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace vigil {

class Options {
  public:
    // argv without the program's name. Fault `usage` (malformed) with what is wrong.
    // `flags` take no value, `valued` take one; any other option is a fault. Other words are positional.
    static Result<Options> parse(const std::vector<std::string>& words,
                                 const std::vector<std::string>& flags,
                                 const std::vector<std::string>& valued);

    // Fills what is not given from vigil.toml ("[server] listen" -> "server.listen") and the environment
    // (VIGIL_SERVER_LISTEN). Faults configuration_unreadable, with the place; configuration_unknown for a
    // key that nothing reads: a slip of the pen shall not pass as a setting.
    Status add_configuration(const std::string& path);

    const std::vector<std::string>& words() const { return words_; }
    bool has(std::string_view flag) const { return given_.contains(flag); }
    // An option of the command line ("listen"), else the configuration key ("server.listen"), else otherwise.
    std::string get(std::string_view option, std::string_view key = {},
                    std::string otherwise = {}) const;
    // A whole number of the configuration, from 1 to `most`. Fault configuration_value.
    Result<std::int64_t> number(std::string_view key, std::int64_t otherwise,
                                std::int64_t most) const;

  private:
    std::vector<std::string> words_;
    std::map<std::string, std::string, std::less<>> given_, configured_;
};

}  // namespace vigil
