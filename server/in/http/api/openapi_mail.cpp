#include "in/http/api/openapi_mail.h"

namespace vigil::http {

namespace {

using Operations = std::vector<Operation>;

constexpr NamedSchema mail_shapes[] = {
    {"Invitation",
     R"json({"type": "object", "additionalProperties": false, "required": ["email", "name", "role"], "properties": {
  "email": {"type": "string", "format": "email"}, "name": {"type": "string"}, "role": {"type": "string"},
  "team": {"$ref": "#/components/schemas/Id"}, "locale": {"type": "string"}, "time_zone": {"type": "string"}}})json"},
    {"OpenInvitation",
     R"json({"type": "object", "required": ["id", "email", "name", "role", "invited_at", "expires_at"],
  "properties": {"id": {"$ref": "#/components/schemas/Id"}, "email": {"type": "string"}, "name": {"type": "string"},
  "role": {"type": "string"}, "invited_at": {"$ref": "#/components/schemas/Moment"},
  "expires_at": {"$ref": "#/components/schemas/Moment"}}})json"},
    {"SentInvitation",
     R"json({"allOf": [{"$ref": "#/components/schemas/OpenInvitation"}, {"type": "object", "required": ["mail"],
  "properties": {"mail": {"$ref": "#/components/schemas/MailWay"}}}]})json"},
    {"MailWay",
     R"json({"type": "string", "enum": ["queued", "not_configured"],
  "description": "not_configured: no mail server is set up, and the mail waits for one."})json"},
    {"PasswordLink",
     R"json({"type": "object", "required": ["kind", "link", "expires_at"], "properties": {
  "kind": {"type": "string", "enum": ["invitation", "password_reset"]},
  "link": {"type": "string", "format": "uri", "description": "A secret, told this once."},
  "expires_at": {"$ref": "#/components/schemas/Moment"}}})json"},
    {"InvitationPage", R"json({"type": "object", "required": ["data", "next"], "properties": {
  "data": {"type": "array", "items": {"$ref": "#/components/schemas/OpenInvitation"}},
  "next": {"type": "null"}}})json"},
    {"MailState",
     R"json({"type": "object", "required": ["configured", "server", "from", "waiting", "failed",
    "oldest_s", "trouble"], "properties": {"configured": {"type": "boolean"}, "server": {"type": ["string", "null"]},
  "from": {"type": ["string", "null"]}, "waiting": {"type": "integer"},
  "failed": {"type": "integer", "description": "Refused for good in the last seven days."},
  "oldest_s": {"type": "integer", "description": "Age of the oldest that waits."},
  "trouble": {"type": ["string", "null"],
    "description": "What the mail server said, or why it was not reached, as the oldest put off was tried."}}})json"},
    {"MailMessage",
     R"json({"type": "object", "required": ["id", "state", "at", "attempts", "detail"], "properties": {
  "id": {"$ref": "#/components/schemas/Id"}, "state": {"type": "string", "enum": ["queued", "accepted", "failed"]},
  "at": {"$ref": "#/components/schemas/Moment"}, "attempts": {"type": "integer"},
  "detail": {"type": "string", "description": "What the mail server said."}}})json"},
    {"MailServer",
     R"json({"type": "object", "additionalProperties": false, "required": ["host", "port", "from"], "properties": {
  "host": {"type": "string", "maxLength": 253, "description": "A name or an address, in one's own network too."},
  "port": {"type": "integer", "minimum": 1, "maximum": 65535},
  "security": {"type": "string", "enum": ["none", "starttls", "tls"], "default": "starttls"},
  "user": {"type": ["string", "null"], "description": "Null or empty: the server wants none."},
  "password": {"type": ["string", "null"], "writeOnly": true,
    "description": "Left out: the kept one, where host, port, security and user are those it was for."},
  "from": {"type": "string", "format": "email", "description": "Whom mails come from."}}})json"},
    {"MailServerState",
     R"json({"type": "object", "required": ["source", "host", "port", "security", "user", "from", "from_is_fixed",
    "has_password", "is_locked", "can_keep_password"], "properties": {
  "source": {"type": "string", "enum": ["none", "configuration", "company"],
    "description": "configuration: it stands in the server's configuration, wins, and is not changed here."},
  "host": {"type": ["string", "null"]}, "port": {"type": ["integer", "null"]},
  "security": {"type": ["string", "null"], "enum": ["none", "starttls", "tls", null]},
  "user": {"type": ["string", "null"]}, "from": {"type": ["string", "null"]},
  "from_is_fixed": {"type": "boolean"}, "has_password": {"type": "boolean"},
  "is_locked": {"type": "boolean",
    "description": "The kept password cannot be read: mails wait until it is typed again."},
  "can_keep_password": {"type": "boolean", "description": "False: no key seals it."}}})json"},
    {"MailTrial",
     R"json({"type": "object", "required": ["accepted", "reason", "message", "answer"], "properties": {
  "accepted": {"type": "boolean"}, "reason": {"type": ["string", "null"]},
  "message": {"type": "string", "description": "The same in words."},
  "answer": {"type": "string", "description": "The server's own last line; may be empty."}}})json"},
};

void add_links(Operations& all) {
    all.push_back(
        {.method = "post",
         .path = "/passwords/link",
         .id = "passwords.link",
         .tag = "sessions",
         .summary = "Read whom a link for a new password is for",
         .description =
             "Who holds the link may set that person's password. One that is over or was used is "
             "refused: reset_link_over.",
         .body = schema_ref("LinkToken"),
         .body_example = R"({"token":"the link's"})",
         .answer = schema_ref("PasswordLinkFor"),
         .sign_in = SignIn::none});
}

void add_invitations(Operations& all) {
    add_links(all);
    all.push_back(
        {.method = "post",
         .path = "/invitations",
         .id = "invitations.create",
         .tag = "sessions",
         .summary = "Invite a colleague by mail",
         .description =
             "Makes the person and sends a link by which he sets his password within seven "
             "days. Who is there without ever having set one, and has no open invitation, is "
             "sent one as he is, and the answer is 200. Nobody is renamed: 409 already_invited or "
             "has_account.",
         .body = schema_ref("Invitation"),
         .body_example = R"({"email":"ben@example.com","name":"Ben Okafor","role":"rep"})",
         .status = 201,
         .answer = schema_ref("SentInvitation"),
         .answer_headers = {"Location", "Vigil-Journal"},
         .other_status = 200,
         .other_answer = schema_ref("SentInvitation"),
         .problems = {409, 429}});
    all.push_back({.method = "get",
                   .path = "/invitations",
                   .id = "invitations.list",
                   .tag = "sessions",
                   .summary = "List invitations that nobody has followed yet",
                   .answer = schema_ref("InvitationPage")});
    all.push_back({.method = "post",
                   .path = "/invitations/{id}/resend",
                   .id = "invitations.resend",
                   .tag = "sessions",
                   .summary = "Send an invitation again",
                   .description = "The id is the person's. The older link works no longer.",
                   .answer = schema_ref("SentInvitation"),
                   .answer_headers = {"Vigil-Journal"},
                   .problems = {404, 409, 429}});
    all.push_back(
        {.method = "post",
         .path = "/users/{id}/password_link",
         .id = "users.password_link",
         .tag = "sessions",
         .summary = "Make the link by which somebody sets a password, to hand it over oneself",
         .description = "For administrators: a fresh link each time, and the older ones "
                        "work no longer. The journal says who asked.",
         .status = 201,
         .answer = schema_ref("PasswordLink"),
         .answer_headers = {"Vigil-Journal"},
         .problems = {404, 409}});
    all.push_back({.method = "delete",
                   .path = "/invitations/{id}",
                   .id = "invitations.withdraw",
                   .tag = "sessions",
                   .summary = "Withdraw an invitation",
                   .description = "The id is the person's. He is no longer active then.",
                   .status = 204,
                   .answer_headers = {"Vigil-Journal"},
                   .problems = {404}});
}

void add_mail(Operations& all) {
    all.push_back({.method = "get",
                   .path = "/mail",
                   .id = "mail.get",
                   .tag = "company",
                   .summary = "Read how mail does",
                   .description = "For administrators.",
                   .answer = schema_ref("MailState")});
    all.push_back(
        {.method = "post",
         .path = "/mail/test",
         .id = "mail.test",
         .tag = "company",
         .summary = "Send a test mail",
         .description =
             "For administrators; to oneself unless `to` says otherwise. With `server` it goes by "
             "that "
             "one, which is not kept, at once, and the answer says what the server said.",
         .parameters = {parameter_ref("idempotency_key")},
         .body =
             R"({"type":"object","additionalProperties":false,"properties":{"to":{"type":"string","format":"email"},)"
             R"("server":)" +
             schema_ref("MailServer") + "}}",
         .body_example = R"({"to":"grace@example.com"})",
         .status = 202,
         .answer =
             R"({"type":"object","required":["id"],"properties":{"id":)" + schema_ref("Id") + "}}",
         .answer_headers = {"Location"},
         .other_status = 200,
         .other_answer = schema_ref("MailTrial"),
         .problems = {409, 422, 429}});
    all.push_back({.method = "get",
                   .path = "/mail/messages/{id}",
                   .id = "mail.message",
                   .tag = "company",
                   .summary = "Read what became of a mail",
                   .description = "For administrators.",
                   .answer = schema_ref("MailMessage"),
                   .problems = {404}});
}

void add_server(Operations& all) {
    all.push_back({.method = "get",
                   .path = "/mail/server",
                   .id = "mail.server",
                   .tag = "company",
                   .summary = "Read by which server mail goes",
                   .description = "For administrators. The password is never answered.",
                   .answer = schema_ref("MailServerState"),
                   .problems = {403}});
    all.push_back({.method = "put",
                   .path = "/mail/server",
                   .id = "mail.set_server",
                   .tag = "company",
                   .summary = "Set the mail server up",
                   .description = "For administrators; at once and on every node. 409 where the "
                                  "configuration names one.",
                   .body = schema_ref("MailServer"),
                   .body_example = R"({"host":"mail.example.com","port":587,"security":"starttls",)"
                                   R"("user":"vigil","password":"…","from":"vigil@example.com"})",
                   .answer = schema_ref("MailServerState"),
                   .answer_headers = {"Vigil-Journal"},
                   .problems = {409}});
    all.push_back({.method = "delete",
                   .path = "/mail/server",
                   .id = "mail.forget_server",
                   .tag = "company",
                   .summary = "Send mail no longer",
                   .description = "For administrators. Mails wait then; the password is gone.",
                   .answer = schema_ref("MailServerState"),
                   .answer_headers = {"Vigil-Journal"},
                   .problems = {409}});
}

}  // namespace

void add_mail_operations(Operations& operations) {
    add_invitations(operations);
    add_mail(operations);
    add_server(operations);
}

void write_mail_schemas(JsonWriter& json) { write_schemas(json, mail_shapes); }

}  // namespace vigil::http
