// The program's log: one line an event on stderr, as text or as JSON ([log] level and format of vigil.toml).
// Nothing a person typed and no secret stands in it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace vigil {

enum class LogLevel { error, info, debug };

class Log {
  public:
    // `level`: error | info | debug; `format`: text | json. Fault configuration_value with the key.
    static Result<Log> make(std::string_view level, std::string_view format);

    // Any thread. A level above the chosen one is left out.
    void write(LogLevel level, std::string_view text) const;
    // "where: code what".
    void fault(std::string_view where, const Fault& fault) const;
    // For those who are told faults as text.
    std::function<void(const std::string&)> errors() const;
    bool writes(LogLevel level) const { return level <= level_; }

  private:
    LogLevel level_ = LogLevel::info;
    bool is_json_ = false;
};

}  // namespace vigil
