// What a person does about an exception: remind its owner, hand the record to another, put it aside for
// himself, accept it with a reason. Each can be undone.
#pragma once

#include "usecases/in_chunks.h"

namespace vigil::watch {

struct ExceptionAct {
    enum class Kind {
        // A mail to the owner, from somebody else; it waits 10 s, so that it can be taken back. One exception
        // is reminded of at most once in 15 minutes.
        remind,
        reassign,  // the watched record goes to another owner, by the act a person would use on the record
        snooze,  // personal: only this person no longer sees it until then
        accept,  // closes it; where the owner does it himself, his manager's next digest says so
    };
    Kind kind = Kind::remind;
    Id to{};               // reassign
    Moment until{};        // snooze
    std::string reason{};  // accept: a choice of exception.reason
    std::string note{};
    std::int64_t if_version = 0;  // as update_record()
};

inline constexpr std::size_t exceptions_at_once = 500;
inline constexpr std::size_t exceptions_found_max = 50'000;

// One act on one or many exceptions: one transaction, one undo, all or none. A fault that one of many causes
// has the argument `exception`. The answer is {"changed": number}. Faults: not_found, exception_closed
// (conflict), not_broken_yet, nobody_to_remind, reminds_himself, reminded_already (conflict),
// has_no_owner, those of the fields; too_large too_many_records.
Result<Committed> act_on_exceptions(Engine& engine, const Actor& actor, const std::vector<Id>& ids,
                                    const ExceptionAct& act);

// Those of his list (watch/attention.h) that the filter finds, in the state asked for: open or warned. Faults: those of
// the filter; too_large too_many_records.
Result<std::vector<Id>> exceptions_found(Engine& engine, const Actor& actor, std::string_view state,
                                         const std::string& filter);

// As the work of a job, for more than exceptions_at_once (in_background()): what refuses is told, the others go on.
Result<BulkReport> act_on_exceptions_in_background(JobTask& task, const std::vector<Id>& ids,
                                                   const ExceptionAct& act);

// The same for one.
Result<Committed> remind(Engine& engine, const Actor& actor, Id exception);
Result<Committed> reassign(Engine& engine, const Actor& actor, Id exception, Id to);
Result<Committed> snooze(Engine& engine, const Actor& actor, Id exception, Moment until);
Result<Committed> accept(Engine& engine, const Actor& actor, Id exception,
                         const std::string& reason, const std::string& note);

// This reader has looked at it; evidence shows it.
Status mark_seen(Engine& engine, const Actor& actor, Id exception);

}  // namespace vigil::watch
