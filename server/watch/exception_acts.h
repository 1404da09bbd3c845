// What a person does about an exception: remind its owner, hand the record to another, put it aside for
// himself, accept it with a reason. Each can be undone.
#pragma once

#include "usecases/engine.h"
#include "usecases/unit_of_work.h"

namespace vigil::watch {

// A mail to the owner; it waits 10 s, so that it can be taken back.
Result<Committed> remind(Engine& engine, const Actor& actor, Id exception);

// The watched record goes to another owner, by the same act a person would use on the record.
Result<Committed> reassign(Engine& engine, const Actor& actor, Id exception, Id to);

// Personal: only this person no longer sees it until then.
Result<Committed> snooze(Engine& engine, const Actor& actor, Id exception, Moment until);

// Closes it. `reason` is a choice of exception.reason.
Result<Committed> accept(Engine& engine, const Actor& actor, Id exception,
                         const std::string& reason, const std::string& note);

// This reader has looked at it; evidence shows it.
Status mark_seen(Engine& engine, const Actor& actor, Id exception);

}  // namespace vigil::watch
