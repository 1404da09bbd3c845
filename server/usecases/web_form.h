// Public web forms as an administrator has declared them (crm/forms), read and checked against the model.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "usecases/check_record.h"

namespace vigil {

struct FormField {
    int field = -1;  // of the entity
    bool is_required = false;
};

struct WebForm {
    CompanyPtr company;  // keeps the entity alive
    const EntityDef* entity = nullptr;
    Id id;
    std::string key, name, title, intro, thanks;
    std::string redirect;              // "" or an https address on one of `origins`
    std::string language;              // "visitor", "en", "zh-CN"
    std::string source;                // a choice of the entity's field `source`, or ""
    std::vector<std::string> origins;  // "https://www.example.com": who may frame it and send to it
    std::vector<FormField> fields;     // those that are still there
    Id owner, team;

    const FormField* field(std::string_view key) const;
    bool allows_origin(std::string_view origin) const;
};

// Nothing when there is none of that key, or it is switched off or removed.
Result<std::optional<WebForm>> find_form(Engine& engine, std::string_view key);

// What is wrong with a form's own record: fields a stranger may not fill or that are not there, required
// ones left out, addresses that are not ours. Asked of what changes, and of all of it when the form opens: one whose
// fields have been put away since can be renamed and closed.
void check_form(const UnitOfWork& work, const std::optional<Record>& before, const Record& form,
                std::vector<FieldFault>& faults);

// "https://www.example.com:8443" of an https address in lower case; "" when it is none.
std::string https_origin(std::string_view url);

}  // namespace vigil
