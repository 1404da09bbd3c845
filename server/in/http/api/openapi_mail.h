// The calls of mail in the contract: invitations, links by which a password is set, the mail server, test mails.
#pragma once

#include <vector>

#include "in/http/api/openapi_operation.h"

namespace vigil::http {

void add_mail_operations(std::vector<Operation>& operations);
// Keys and values under components/schemas.
void write_mail_schemas(JsonWriter& json);

}  // namespace vigil::http
