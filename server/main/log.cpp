#include "main/log.h"

#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/moment.h"

namespace vigil {

namespace {

std::string_view name_of(LogLevel level) {
    return level == LogLevel::error ? "error" : level == LogLevel::info ? "info" : "debug";
}

std::unexpected<Fault> no_such(std::string key, std::string_view value) {
    return fail(FaultKind::malformed, "configuration_value", key + " = " + std::string(value),
                {{"key", key}, {"value", std::string(value)}});
}

// The machine's time also when the company has a test clock: a log is read beside others.
std::string now_text() {
    using namespace std::chrono;
    const auto since = system_clock::now().time_since_epoch();
    return to_string(Moment{duration_cast<microseconds>(since).count()});
}

}  // namespace

Result<Log> Log::make(std::string_view level, std::string_view format) {
    Log log;
    if (format != "text" && format != "json") return no_such("log.format", format);
    log.is_json_ = format == "json";
    for (const auto one : {LogLevel::error, LogLevel::info, LogLevel::debug})
        if (level == name_of(one)) {
            log.level_ = one;
            return log;
        }
    return no_such("log.level", level);
}

void Log::write(LogLevel level, std::string_view text) const {
    if (!writes(level)) return;
    std::string line;
    if (is_json_) {
        const nlohmann::ordered_json row = {
            {"at", now_text()}, {"level", name_of(level)}, {"text", text}};
        line = row.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    } else {
        line = "vigil: " + std::string(text) + "\n";
    }
    std::fwrite(line.data(), 1, line.size(), stderr);  // one call: lines of threads do not mix
}

void Log::fault(std::string_view where, const Fault& fault) const {
    write(LogLevel::error, std::string(where) + ": " + fault.code + " " + fault.log);
}

std::function<void(const std::string&)> Log::errors() const {
    return [log = *this](const std::string& text) { log.write(LogLevel::error, text); };
}

}  // namespace vigil
