#include "in/http/api/openapi_house.h"

namespace vigil::http {

namespace {

using Operations = std::vector<Operation>;

void add_sign_in(Operations& all) {
    all.push_back(
        {.method = "post",
         .path = "/sessions",
         .id = "sessions.create",
         .tag = "sessions",
         .summary = "Sign in with a browser",
         .description = "Sets the session cookie; further calls that are no GET carry the "
                        "csrf_token as X-CSRF-Token.",
         .body = schema_ref("SignIn"),
         .body_example = R"({"email":"grace@example.com","password":"correct horse battery"})",
         .status = 201,
         .answer = schema_ref("Session"),
         .answer_headers = {"Set-Cookie"},
         .problems = {401, 429},
         .sign_in = SignIn::none});
    all.push_back({.method = "delete",
                   .path = "/sessions/current",
                   .id = "sessions.remove",
                   .tag = "sessions",
                   .summary = "Sign out",
                   .status = 204,
                   .answer_headers = {"Set-Cookie"}});
    all.push_back(
        {.method = "post",
         .path = "/passwords/reset",
         .id = "passwords.reset",
         .tag = "sessions",
         .summary = "Ask for a new password by mail, or set it",
         .description =
             "With an email, a link is sent where such a user exists; the answer does not tell. "
             "Where no "
             "mail server is set up it is refused for whomever it is asked: reset_needs_mail. "
             "With the link's token and a password, that is the password from now on.",
         .body = schema_ref("PasswordReset"),
         .body_example = R"({"email":"grace@example.com"})",
         .status = 204,
         .problems = {429},
         .sign_in = SignIn::none});
}

void add_oneself(Operations& all) {
    all.push_back({.method = "get",
                   .path = "/me",
                   .id = "me.get",
                   .tag = "sessions",
                   .summary = "Read oneself: who, which role, which company",
                   .parameters = {parameter_ref("accept_language")},
                   .answer = schema_ref("Me")});
    all.push_back({.method = "patch",
                   .path = "/me",
                   .id = "me.update",
                   .tag = "sessions",
                   .summary = "Change one's own language and time zone",
                   .description = "Whatever the role may do with people.",
                   .parameters = {parameter_ref("accept_language")},
                   .body = schema_ref("MePatch"),
                   .body_example = R"({"locale":"en","time_zone":"Europe/Berlin"})",
                   .answer = schema_ref("Me"),
                   .answer_headers = {"Vigil-Journal"},
                   .problems = {422}});
    all.push_back(
        {.method = "post",
         .path = "/passwords/change",
         .id = "passwords.change",
         .tag = "sessions",
         .summary = "Change one's own password",
         .description =
             "Asks for the current one, as often as sign-in does. All other sessions of the person "
             "end, and links for a new password with them; the session that asks and API tokens "
             "stay. At the field current: current_password_wrong.",
         .body = schema_ref("PasswordChange"),
         .body_example = R"({"current":"correct horse battery","new":"another horse battery"})",
         .status = 204,
         .problems = {422, 429}});
}

void add_forms(Operations& all) {
    all.push_back({.method = "get",
                   .path = "/f/{key}",
                   .id = "public_forms.read",
                   .tag = "public_forms",
                   .summary = "Read a public form",
                   .description = "A page; with Accept: application/json what one's own page asks.",
                   .answer = schema_ref("PublicForm"),
                   .answer_types = {"application/json"},
                   .problems = {400, 404},
                   .sign_in = SignIn::outside});
    all.push_back(
        {.method = "post",
         .path = "/f/{key}",
         .id = "public_forms.enter",
         .tag = "public_forms",
         .summary = "Send a public form",
         .description =
             "Fields by their keys, with _ticket as it was read, at least two seconds "
             "and at most a day ago, good once. Pages of the form's own sites may call it.",
         .body = schema_ref("FormEntry"),
         .body_example = R"({"_ticket":"1.a.b","last_name":"Haddad","email":"priya@example.com"})",
         .status = 201,
         .answer = schema_ref("FormThanks"),
         .problems = {400, 404, 413, 415, 422, 429},
         .sign_in = SignIn::outside});
}

void add_guidelines(Operations& all) {
    all.push_back(
        {.method = "get",
         .path = "/guidelines",
         .id = "guidelines.list",
         .tag = "guidelines",
         .summary = "List guidelines",
         .parameters = {parameter_ref("filter"), parameter_ref("sort"), parameter_ref("limit"),
                        parameter_ref("after"), parameter_ref("count")},
         .answer = schema_ref("GuidelinePage")});
    all.push_back(
        {.method = "post",
         .path = "/guidelines",
         .id = "guidelines.create",
         .tag = "guidelines",
         .summary = "Create a guideline",
         .description = "It starts in shadow, only counted, unless another state is given.",
         .parameters = {parameter_ref("idempotency_key")},
         .body = schema_ref("GuidelineCreate"),
         .status = 201,
         .answer = schema_ref("Guideline"),
         .answer_headers = {"Location", "ETag", "Vigil-Journal"},
         .problems = {409}});
    all.push_back({.method = "get",
                   .path = "/guidelines/{id}",
                   .id = "guidelines.get",
                   .tag = "guidelines",
                   .summary = "Read a guideline",
                   .answer = schema_ref("Guideline"),
                   .answer_headers = {"ETag"},
                   .problems = {404}});
    all.push_back({.method = "patch",
                   .path = "/guidelines/{id}",
                   .id = "guidelines.change",
                   .tag = "guidelines",
                   .summary = "Change a guideline",
                   .description = "Makes a new version; what runs already keeps its own.",
                   .parameters = {parameter_ref("if_match")},
                   .body = schema_ref("GuidelinePatch"),
                   .body_example = R"({"state":"on"})",
                   .answer = schema_ref("Guideline"),
                   .answer_headers = {"ETag", "Vigil-Journal"},
                   .problems = {404, 409}});
    all.push_back({.method = "post",
                   .path = "/guidelines/backtest",
                   .id = "guidelines.backtest",
                   .tag = "guidelines",
                   .summary = "Ask what a guideline would have raised",
                   .description =
                       "Replays the journal through the rule; nothing is told or changed. For "
                       "those who may make "
                       "guidelines; one at a time. Cut after 20 s: `complete` is false then.",
                   .body = schema_ref("BacktestRequest"),
                   .body_example = R"({"guideline":"7301","from":"2026-01-01","to":"2026-03-31"})",
                   .answer = schema_ref("Backtest"),
                   .problems = {404}});
}

void add_model(Operations& all) {
    const auto add = [&](std::string method, const std::string& path, const std::string& id,
                         std::string summary, std::string body, int status, std::string answer) {
        all.push_back({.method = std::move(method),
                       .path = "/model/" + path,
                       .id = "model." + id,
                       .tag = "model",
                       .summary = std::move(summary),
                       .body = std::move(body),
                       .status = status,
                       .answer = std::move(answer),
                       .answer_headers = {"Vigil-Journal"},
                       .problems = {404, 409}});
    };
    all.push_back(
        {.method = "get",
         .path = "/model",
         .id = "model.get",
         .tag = "model",
         .summary = "Read entities, fields, choices, layouts and acts as the caller may see them",
         .parameters = {parameter_ref("accept_language")},
         .answer = schema_ref("Model")});
    add("post", "entities", "create_entity", "Make an entity of one's own",
        schema_ref("EntityDeclaration"), 201, schema_ref("ModelEntity"));
    add("patch", "entities/{entity}", "change_entity", "Change labels of an entity",
        schema_ref("EntityPatch"), 200, schema_ref("ModelEntity"));
    add("delete", "entities/{entity}", "remove_entity", "Hide an entity of one's own", {}, 204, {});
    add("post", "entities/{entity}/fields", "create_field", "Add a field of one's own",
        schema_ref("FieldDeclaration"), 201, schema_ref("ModelField"));
    all.back().body_example =
        R"({"key":"own_size","kind":"choice","label":{"en":"Size"},"choices":[{"key":"small","label":"Small"}]})";
    add("patch", "entities/{entity}/fields/{field}", "change_field",
        "Change labels, choices or demands of a field", schema_ref("FieldPatch"), 200,
        schema_ref("ModelField"));
    add("delete", "entities/{entity}/fields/{field}", "remove_field", "Hide a field of one's own",
        {}, 204, {});
    all.push_back({.method = "get",
                   .path = "/openapi.json",
                   .id = "model.openapi",
                   .tag = "model",
                   .summary = "Read this document as it is now",
                   .answer = R"({"type":"object"})"});
}

void add_files(Operations& all) {
    all.push_back({.method = "post",
                   .path = "/files",
                   .id = "files.create",
                   .tag = "files",
                   .summary = "Upload a file, at most 25 MiB",
                   .description =
                       "The body is the file itself, of any kind. It goes by itself three "
                       "days after its last use.",
                   .parameters = {query_parameter("name", "Its name.",
                                                  R"({"type":"string","maxLength":200})")},
                   .body = R"({"type":"string","contentMediaType":"application/octet-stream"})",
                   .body_type = "application/octet-stream",
                   .status = 201,
                   .answer = schema_ref("File"),
                   .answer_headers = {"Location"}});
    all.push_back({.method = "get",
                   .path = "/files/{id}",
                   .id = "files.get",
                   .tag = "files",
                   .summary = "Download a file one has uploaded",
                   .description = "Always as an attachment. Administrators read everybody's.",
                   .answer = R"({"type":"string","contentMediaType":"application/octet-stream"})",
                   .answer_types = {"application/octet-stream"},
                   .problems = {404}});
}

void add_imports(Operations& all) {
    const std::string example =
        R"({"file":"7301","entity":"lead","map":{"columns":{"Lead Source":"source"}}})";
    all.push_back({.method = "get",
                   .path = "/imports",
                   .id = "imports.list",
                   .tag = "files",
                   .summary = "List the latest imports, at most 50",
                   .description = "One's own; administrators see everybody's.",
                   .answer = schema_ref("Imports")});
    all.push_back(
        {.method = "post",
         .path = "/imports/preview",
         .id = "imports.preview",
         .tag = "files",
         .summary = "Look at an uploaded file: its columns and where they would go",
         .description =
             "Reads at most 20,000 rows and writes nothing. The map it answers can be sent "
             "with the import as it is or changed.",
         .body = schema_ref("Import"),
         .body_example = example,
         .answer = schema_ref("ImportPreview"),
         .problems = {404}});
    all.push_back({.method = "post",
                   .path = "/imports",
                   .id = "imports.create",
                   .tag = "files",
                   .summary = "Import an uploaded file",
                   .description =
                       "For roles that may import, in the background; refused "
                       "rows stop nothing. A dry run counts what would come of each row.",
                   .parameters = {parameter_ref("idempotency_key")},
                   .body = schema_ref("Import"),
                   .body_example = example,
                   .status = 202,
                   .answer = schema_ref("Job"),
                   .answer_headers = {"Location"},
                   .problems = {404, 429}});
    all.push_back({.method = "get",
                   .path = "/imports/{id}/refused.csv",
                   .id = "imports.refused",
                   .tag = "files",
                   .summary = "Read the refused rows, with line, column and reason",
                   .description = "Once mended, the same file can be imported again. There is none "
                                  "where nothing was refused.",
                   .answer = R"({"type":"string"})",
                   .answer_types = {"text/csv"},
                   .problems = {404}});
}

void add_jobs(Operations& all) {
    all.push_back({.method = "get",
                   .path = "/jobs/{id}",
                   .id = "jobs.get",
                   .tag = "jobs",
                   .summary = "Read how far long work is",
                   .description = "One's own; administrators read everybody's.",
                   .answer = schema_ref("Job"),
                   .problems = {404}});
    all.push_back({.method = "post",
                   .path = "/jobs/{id}/undo",
                   .id = "jobs.undo",
                   .tag = "jobs",
                   .summary = "Take a whole job back, within 7 days",
                   .description =
                       "Itself a job. What somebody has changed or built upon since is left "
                       "alone and named in its result.",
                   .status = 202,
                   .answer = schema_ref("Job"),
                   .answer_headers = {"Location"},
                   .problems = {404, 409, 422, 429}});
    all.push_back({.method = "post",
                   .path = "/journal/{id}/undo",
                   .id = "journal.undo",
                   .tag = "journal",
                   .summary = "Take back what answered this Vigil-Journal, if nothing stands on it",
                   .parameters = {dry_run_parameter()},
                   .answer = R"({"anyOf":[{"type":"object"},)" + schema_ref("DeedTried") + "]}",
                   .answer_headers = {"Vigil-Journal"},
                   .problems = {404, 409}});
}

void add_finding(Operations& all) {
    all.push_back(
        {.method = "get",
         .path = "/search",
         .id = "search.find",
         .tag = "search",
         .summary = "Find anything by any part of name, phone or e-mail",
         .parameters =
             {R"({"name":"q","in":"query","required":true,"description":"What is looked for, in any script.",)"
              R"("schema":{"type":"string","minLength":1,"maxLength":200},"example":"grace"})",
              query_parameter("entity", "Only records of this entity.", R"({"type":"string"})"),
              parameter_ref("limit")},
         .answer = schema_ref("Hits")});
    all.push_back(
        {.method = "get",
         .path = "/events",
         .id = "events.follow",
         .tag = "events",
         .summary = "Follow what happens, live",
         .description =
             "Server-sent events; the data of each is an Event. Only of what the caller may see. "
             "Entity `model`: objects, fields or rights have changed, and GET /model answers anew.",
         .parameters =
             {R"({"name":"Last-Event-ID","in":"header","description":"Go on after this event.",)"
              R"("schema":{"type":"string"}})"},
         .answer = schema_ref("Event"),
         .answer_types = {"text/event-stream"}});
}

void add_outside(Operations& all) {
    const auto add = [&](std::string path, std::string id, std::string summary, std::string answer,
                         std::string type, std::vector<int> problems) {
        all.push_back({.method = "get",
                       .path = std::move(path),
                       .id = std::move(id),
                       .tag = "health",
                       .summary = std::move(summary),
                       .answer = std::move(answer),
                       .answer_types = {std::move(type)},
                       .problems = std::move(problems),
                       .sign_in = SignIn::outside});
    };
    add("/healthz", "health.live", "Whether the process lives", R"({"type":"string"})",
        "text/plain", {400});
    add("/readyz", "health.ready",
        "Whether it can work: store, a company, lag of the watch, failed mails",
        R"({"type":"object"})", "application/json", {400, 503});
}

void add_clock(Operations& all) {
    all.push_back({.method = "get",
                   .path = "/test/clock",
                   .id = "test.read_clock",
                   .tag = "test",
                   .summary = "Read the test clock",
                   .answer = schema_ref("TestClock")});
    all.push_back(
        {.method = "put",
         .path = "/test/clock",
         .id = "test.set_clock",
         .tag = "test",
         .summary = "Put the test clock forward",
         .description = "For administrators. Answers when everything due by then has been done.",
         .body = schema_ref("TestClock"),
         .body_example = R"({"now":"2026-03-02T09:00:00Z"})",
         .answer = schema_ref("TestClock")});
}

}  // namespace

void add_house_operations(Operations& operations, bool with_clock) {
    add_sign_in(operations);
    add_oneself(operations);
    add_forms(operations);
    add_exception_operations(operations);
    add_guidelines(operations);
    add_model(operations);
    add_files(operations);
    add_imports(operations);
    add_jobs(operations);
    add_finding(operations);
    add_outside(operations);
    if (with_clock) add_clock(operations);
}

std::vector<Tag> house_tags(bool with_clock) {
    std::vector<Tag> tags{
        {"sessions", "Sign-in", "Sessions, passwords, invitations, oneself."},
        {"public_forms", "Public forms", "What strangers fill in, without sign-in."},
        {"exceptions", "Exceptions", "Broken promises and what was done about them."},
        {"guidelines", "Guidelines", "The promises that are watched."},
        {"journal", "Journal", "What has happened, and taking it back."},
        {"company", "Company", "What is set for all, and how the house does."},
        {"model", "Model", "Entities and fields, the company's own included."},
        {"files", "Files and imports", "Files that are brought, and tables in them."},
        {"jobs", "Jobs", "Work that takes longer."},
        {"metrics", "Numbers", "Counters, plans, the forecast: each with the records behind it."},
        {"search", "Search", "Finding records by a part of what they hold."},
        {"events", "Events", "What happens, as it happens."},
        {"health", "Health",
         "For those who run the server; at its root, beside the API. At /metrics there: numbers "
         "for Prometheus."},
    };
    if (with_clock)
        tags.push_back({"test", "Test clock", "Time stands still until it is put forward."});
    return tags;
}

}  // namespace vigil::http
