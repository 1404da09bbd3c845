// A public form as a page: plain HTML without scripts; all that is not ours is escaped. Pure.
#pragma once

#include <map>
#include <string>

#include "base/words.h"
#include "usecases/web_form.h"

namespace vigil::http {

// The name of the field that people do not see.
inline constexpr std::string_view form_trap = "fax_extension";
inline constexpr std::string_view form_ticket = "_ticket";

struct FormPage {
    const WebForm& form;
    const Words& words;
    std::string language;
    std::string style_nonce;  // of the Content-Security-Policy
    std::string ticket{};
    std::map<std::string, std::string, std::less<>> typed{};
    std::vector<FieldFault> faults{};
    std::string message{};  // a code of the words, above the fields; "" = none
};

std::string form_html(const FormPage& page);
// After sending: the form's own thanks, or ours.
std::string thanks_html(const FormPage& page);
// In place of a form: a sentence.
std::string notice_html(std::string_view language, std::string_view nonce, std::string_view company,
                        std::string_view sentence);

// What the form asks, for those who show it themselves: {"title", "fields": […], "ticket", …}.
std::string form_json(const FormPage& page);

}  // namespace vigil::http
