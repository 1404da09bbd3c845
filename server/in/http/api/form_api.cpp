// GET and POST /f/KEY: public forms, as pages and for programs of the company's own sites.
#include <nlohmann/json.hpp>

#include "base/secrets.h"
#include "base/text.h"
#include "in/http/api/api.h"
#include "in/http/api/caller.h"
#include "in/http/api/form_page.h"
#include "usecases/enter_form.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;

constexpr std::size_t entry_body_max = 64 * 1024;

struct Visit {
    Api& api;
    Request& request;
    std::optional<WebForm> form{};
    std::string language{};
    bool wants_json = false;
    std::string nonce = new_token().substr(0, 22);
};

bool says_json(const Request& request, std::string_view header) {
    return request.header(header).value_or("").find("application/json") != std::string_view::npos;
}

Result<Visit> visit_of(Api& api, Request& request) {
    Visit visit{api, request};
    visit.wants_json =
        says_json(request, request.method == Method::post ? "Content-Type" : "Accept");
    VIGIL_TRY(visit.form, find_form(api.engine, request.param("key")));
    const bool visitors = !visit.form || visit.form->language == "visitor";
    visit.language = visitors ? request.language : visit.form->language;
    return visit;
}

std::string policy(const Visit& visit) {
    std::string frames, targets = "'self'";
    if (visit.form) {
        for (const auto& origin : visit.form->origins) frames += " " + origin;
        if (const auto to = https_origin(visit.form->redirect); !to.empty()) targets += " " + to;
    }
    return "default-src 'none'; style-src 'nonce-" + visit.nonce +
           "'; base-uri 'none'; form-action " + targets + "; frame-ancestors" +
           (frames.empty() ? " 'none'" : " 'self'" + frames);
}

Response html(const Visit& visit, std::string body, int status) {
    auto response = Response::text(std::move(body), status);
    response.set("Content-Type", "text/html; charset=utf-8");
    response.set("Content-Language", visit.language);
    response.set("Content-Security-Policy", policy(visit));
    response.add("Vary", "Accept-Language, Accept");
    return response;
}

// Who may read the answer from a page of another site.
Response shared_with(const Visit& visit, Response response) {
    const auto origin = visit.request.header("Origin");
    response.add("Vary", "Origin");
    if (origin && visit.form && visit.form->allows_origin(*origin))
        response.set("Access-Control-Allow-Origin", *origin);
    return response;
}

Response refusal(const Visit& visit, const Fault& fault) {
    auto problem = answer_problem(visit.api, language_of(visit.api, visit.request), fault);
    if (visit.wants_json) return problem;
    const auto company = visit.api.engine.company.current();
    const auto sentence = visit.api.words.text(
        visit.language, fault.code == "not_found" ? "form.gone" : fault.code, fault.args);
    auto page =
        html(visit, notice_html(visit.language, visit.nonce, company->settings.company, sentence),
             problem.status);
    if (const auto* later = problem.find("Retry-After")) page.set("Retry-After", *later);
    return page;
}

FormPage page_of(const Visit& visit) {
    return {*visit.form, visit.api.words, visit.language, visit.nonce};
}

Result<Response> show(Visit& visit) {
    if (!visit.form) return fail(FaultKind::not_found, "not_found");
    auto page = page_of(visit);
    if (visit.request.query_value("sent")) return html(visit, thanks_html(page), 200);
    VIGIL_TRY(page.ticket, new_ticket(visit.api.engine, *visit.form));
    if (!visit.wants_json) return html(visit, form_html(page), 200);
    return Response::json(form_json(page));
}

// Numbers and truths become what a browser would send.
Result<QueryPairs> pairs_of_json(const Request& request) {
    VIGIL_TRY(const auto body, body_of(request));
    QueryPairs pairs;
    for (const auto& [key, value] : body.items()) {
        if (value.is_null()) continue;
        if (value.is_object() || value.is_array())
            return fail_field(clip(key, 60), "wrong_type", {{"expected", "text"}});
        pairs.emplace_back(key, value.is_string() ? value.get<std::string>() : value.dump());
    }
    return pairs;
}

Result<QueryPairs> pairs_of(const Visit& visit) {
    if (visit.wants_json) return pairs_of_json(visit.request);
    const auto type = visit.request.header("Content-Type").value_or("");
    if (!type.starts_with("application/x-www-form-urlencoded"))
        return fail(FaultKind::unsupported, "unsupported");
    const auto pairs = parse_query(visit.request.body);
    if (!pairs) return fail(FaultKind::malformed, "form.unreadable");
    return *pairs;
}

FormEntry entry_of(const Visit& visit, const QueryPairs& pairs) {
    FormEntry entry;
    entry.remote = visit.request.remote;
    entry.language = visit.language;
    for (const auto& [name, value] : pairs) {
        if (name == form_ticket)
            entry.ticket = value;
        else if (name == form_trap)
            entry.trap = value;
        else
            entry.typed[name] = value;
    }
    return entry;
}

Response taken(const Visit& visit) {
    const WebForm& form = *visit.form;
    if (!visit.wants_json) {
        auto response = Response::empty(303);
        response.set("Location",
                     form.redirect.empty() ? "/f/" + form.key + "?sent=1" : form.redirect);
        return response;
    }
    Json answer{{"thanks", form.thanks.empty() ? visit.api.words.text(visit.language, "form.thanks")
                                               : form.thanks}};
    if (!form.redirect.empty()) answer["redirect"] = form.redirect;
    return Response::json(answer.dump(), 201);
}

// The page again, with what was typed and a fresh ticket.
Result<Response> again(const Visit& visit, FormEntry entry, std::string message,
                       std::vector<FieldFault> faults) {
    auto page = page_of(visit);
    VIGIL_TRY(page.ticket, new_ticket(visit.api.engine, *visit.form));
    page.typed = std::move(entry.typed);
    page.message = std::move(message);
    page.faults = std::move(faults);
    return html(visit, form_html(page), 422);
}

Result<Response> take(Visit& visit) {
    if (!visit.form) return fail(FaultKind::not_found, "not_found");
    VIGIL_TRY(const auto pairs, pairs_of(visit));
    auto entry = entry_of(visit, pairs);
    const auto entered = enter_form(visit.api.engine, *visit.form, entry);
    if (entered && *entered == Entered::taken) return taken(visit);
    if (entered && visit.wants_json) return fail(FaultKind::refused, "form.again");
    if (entered) return again(visit, std::move(entry), "form.again", {});
    const Fault& fault = entered.error();
    if (visit.wants_json || fault.fields.empty()) return pass_on(fault);
    return again(visit, std::move(entry), "fields_refused", fault.fields);
}

Handler visited(Api& api, Result<Response> (*answer)(Visit&)) {
    return [&api, answer](Request& request) {
        auto visit = visit_of(api, request);
        if (!visit) return answer_problem(api, language_of(api, request), visit.error());
        auto response = answer(*visit);
        return shared_with(*visit,
                           response ? *std::move(response) : refusal(*visit, response.error()));
    };
}

// What a browser asks before it lets a page of another site send JSON.
Result<Response> allow(Visit&) {
    auto response = Response::empty();
    response.set("Allow", "GET, HEAD, POST, OPTIONS");
    response.set("Access-Control-Allow-Methods", "GET, POST");
    response.set("Access-Control-Allow-Headers", "Content-Type");
    response.set("Access-Control-Max-Age", "600");
    return response;
}

}  // namespace

void add_form_routes(Router& router, Api& api) {
    router.add(Method::get, "/f/{key}", visited(api, show));
    router.add(Method::post, "/f/{key}", visited(api, take), {.body_max = entry_body_max});
    router.add(Method::options, "/f/{key}", visited(api, allow));
}

}  // namespace vigil::http
