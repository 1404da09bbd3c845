// A stranger fills in a public form. What he writes goes through the same door as everybody's, as the
// house with no other right than to fill these fields. docs/decisions/web_forms.md says why it is so.
#pragma once

#include <map>

#include "usecases/web_form.h"

namespace vigil {

// What proves that the page was asked for, and when: signed, good once, from two seconds to one day old.
Result<std::string> new_ticket(Engine& engine, const WebForm& form);

struct FormEntry {
    std::map<std::string, std::string, std::less<>> typed;  // by field key; an absent one is empty
    std::string ticket;
    std::string trap;    // of a field that people do not see: filled by programs
    std::string remote;  // the address it comes from
    std::string language = "en";
};

enum class Entered {
    taken,  // also what a program hears that has been found out, and who sends the same page twice
    ask_again  // the ticket is not good (any more): show the page anew, with what was typed
};
// Who is there already and still open (the same e-mail, else the same phone) is not made twice: the entry
// becomes a note at that record, and fills qualifying questions nobody has answered yet. Faults:
// fields_refused with all fields at fault, unknown_field (malformed), too_many_attempts (throttled).
Result<Entered> enter_form(Engine& engine, const WebForm& form, const FormEntry& entry);

}  // namespace vigil
