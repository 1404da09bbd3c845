// The outside contract over HTTP (design: docs/api). Handlers parse, call one use case, and write its
// answer; nothing is decided here.
#pragma once

#include <functional>
#include <string>

#include "base/words.h"
#include "in/http/api/event_hub.h"
#include "in/http/router.h"
#include "usecases/engine.h"
#include "usecases/set_up.h"

namespace vigil::http {

struct ApiOptions {
    std::string public_url;  // as people reach it, without a slash at the end
    std::string version;
    bool secure_cookies = false;
    // Of the link a server without a company has printed.
    SetUpKey setup_key;
    // Whether a mail can leave the house at the moment: what waits for one must not be called on its way.
    std::function<bool()> has_mail = [] { return false; };
    // Puts the test clock forward and answers when everything due has been done; empty = no test clock.
    std::function<Status(Moment)> put_forward;
    // Imports of uploaded files (in/import, which this room does not see): the look beforehand, answered
    // as JSON, and the job. Empty = no imports here.
    std::function<Result<std::string>(const Actor&, const std::string& ask)> preview_import;
    std::function<Result<Id>(const Actor&, const std::string& ask)> enqueue_import;
};

struct Api {
    Engine& engine;
    const Words& words;
    EventHub& events;
    ApiOptions options;
};

// Adds every route under /api/v1. `api` must outlive the router.
void add_api(Router& router, Api& api);

// One noun of the API each.
void add_session_routes(Router& router, Api& api);
void add_setup_routes(Router& router, Api& api);
void add_invitation_routes(Router& router, Api& api);
void add_form_routes(Router& router, Api& api);
void add_record_routes(Router& router, Api& api);
void add_bulk_routes(Router& router, Api& api);
void add_export_routes(Router& router, Api& api);
void add_file_routes(Router& router, Api& api);
void add_job_routes(Router& router, Api& api);
void add_exception_routes(Router& router, Api& api);
void add_backtest_routes(Router& router, Api& api);
void add_metric_routes(Router& router, Api& api);
void add_model_routes(Router& router, Api& api);
void add_company_routes(Router& router, Api& api);
void add_holiday_routes(Router& router, Api& api);
void add_people_routes(Router& router, Api& api);
void add_plan_routes(Router& router, Api& api);
void add_journal_routes(Router& router, Api& api);
void add_rights_routes(Router& router, Api& api);
void add_system_routes(Router& router, Api& api);

}  // namespace vigil::http
