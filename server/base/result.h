// Errors are values. A function that can fail because of what a person or the outside world did
// answers Result<T>; a bug of ours is an assertion (base/check.h). Exceptions never leave a room.
//
// A Fault carries three things apart: a code that never changes (for programs), a text for the log,
// and the arguments from which base/words.h makes the text for the person in his own language.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigil {

// What the situation is; in/http maps each kind to one HTTP status, in one place.
enum class FaultKind {
    malformed,        // the request cannot be read
    unauthenticated,  // we do not know who asks
    forbidden,        // he may see it but not do it
    not_found,        // absent, or out of his sight
    conflict,         // somebody else was there first
    refused,          // a rule or a field says no
    too_large,
    unsupported,
    throttled,    // too many attempts; try again later
    overloaded,   // we are busy; try again later
    unavailable,  // something we depend on does not answer
    internal,     // our own failure; the log tells
};

// Named arguments of a message: {"field", "amount"}.
using FaultArgs = std::vector<std::pair<std::string, std::string>>;

// One field of a refused record. `code` is a key of the words catalogue.
struct FieldFault {
    std::string field;
    std::string code;
    FaultArgs args{};
};

struct Fault {
    FaultKind kind = FaultKind::internal;
    std::string code;   // stable, lower_case_with_underscores; also a key of the words catalogue
    std::string log{};  // for the log: may name internals, never a secret
    FaultArgs args{};
    std::vector<FieldFault> fields{};
    int retry_after_s = 0;  // for throttled and overloaded; 0 = not said
};

template <class T>
using Result = std::expected<T, Fault>;
using Status = Result<void>;

inline std::unexpected<Fault> fail(FaultKind kind, std::string_view code, std::string log = {},
                                   FaultArgs args = {}) {
    return std::unexpected(Fault{kind, std::string(code), std::move(log), std::move(args)});
}

// One refused field as a whole fault.
inline std::unexpected<Fault> fail_field(std::string_view field, std::string_view code,
                                         FaultArgs args = {}) {
    Fault fault{FaultKind::refused, "fields_refused"};
    fault.fields.push_back({std::string(field), std::string(code), std::move(args)});
    return std::unexpected(std::move(fault));
}

// All that was found wrong at once; fine without any.
inline Status fine_unless(std::vector<FieldFault> faults) {
    if (faults.empty()) return {};
    Fault fault{FaultKind::refused, "fields_refused"};
    fault.fields = std::move(faults);
    return std::unexpected(std::move(fault));
}

inline std::unexpected<Fault> pass_on(const Fault& fault) { return std::unexpected(fault); }
inline std::unexpected<Fault> pass_on(Fault&& fault) { return std::unexpected(std::move(fault)); }

}  // namespace vigil

#define VIGIL_JOIN_(a, b) a##b
#define VIGIL_JOIN(a, b) VIGIL_JOIN_(a, b)
#define VIGIL_TRY_AS_(name, lhs, ...)                            \
    auto name = (__VA_ARGS__);                                   \
    if (!name) return ::vigil::pass_on(std::move(name).error()); \
    lhs = *std::move(name)

// VIGIL_TRY(auto lead, find_lead(id));   takes the value out or answers the fault.
#define VIGIL_TRY(lhs, ...) VIGIL_TRY_AS_(VIGIL_JOIN(vigil_try_, __LINE__), lhs, __VA_ARGS__)

// VIGIL_DO(store.apply(changes));        answers the fault, if any.
#define VIGIL_DO(...)                                               \
    do {                                                            \
        if (auto vigil_done = (__VA_ARGS__); !vigil_done)           \
            return ::vigil::pass_on(std::move(vigil_done).error()); \
    } while (false)
