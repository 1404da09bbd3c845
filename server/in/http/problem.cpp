#include "in/http/problem.h"

#include "in/http/json_writer.h"

namespace vigil::http {

namespace {

std::string say_or_code(const Say& say, std::string_view language, std::string_view code,
                        const FaultArgs& args) {
    return say ? say(language, code, args) : std::string(code);
}

std::string_view title_of(int status) {
    switch (status) {
        case 400:
            return "title_malformed";
        case 401:
            return "title_unauthenticated";
        case 403:
            return "title_forbidden";
        case 404:
            return "title_not_found";
        case 409:
            return "title_conflict";
        case 422:
            return "title_refused";
        case 413:
            return "title_too_large";
        case 415:
            return "title_unsupported";
        case 429:
            return "title_throttled";
        case 503:
            return "title_unavailable";
        case 500:
            return "title_internal";
        default:
            return "title_malformed";
    }
}

}  // namespace

int http_status_of(FaultKind kind) {
    switch (kind) {
        case FaultKind::malformed:
            return 400;
        case FaultKind::unauthenticated:
            return 401;
        case FaultKind::forbidden:
            return 403;
        case FaultKind::not_found:
            return 404;
        case FaultKind::conflict:
            return 409;
        case FaultKind::refused:
            return 422;
        case FaultKind::too_large:
            return 413;
        case FaultKind::unsupported:
            return 415;
        case FaultKind::throttled:
            return 429;
        case FaultKind::overloaded:
        case FaultKind::unavailable:
            return 503;
        case FaultKind::internal:
            return 500;
    }
    return 500;
}

Response problem(const Fault& fault, std::string_view language, const Say& say, int status) {
    const int kind_status = http_status_of(fault.kind);
    if (status == 0) status = kind_status;
    std::string body;
    JsonWriter json(body);
    json.begin_object();
    json.key("type").string("urn:vigil:problem:" + fault.code);
    json.key("title").string(say_or_code(say, language, title_of(kind_status), {}));
    json.key("status").integer(status);
    json.key("detail").string(say_or_code(say, language, fault.code, fault.args));
    json.key("code").string(fault.code);
    if (!fault.args.empty()) {
        json.key("args").begin_object();
        for (const auto& [name, value] : fault.args) json.key(name).string(value);
        json.end_object();
    }
    json.key("errors").begin_array();
    for (const auto& field : fault.fields) {
        json.begin_object().key("field").string(field.field).key("code").string(field.code);
        json.key("message").string(say_or_code(say, language, field.code, field.args)).end_object();
    }
    json.end_array().end_object();

    Response response = Response::json(std::move(body), status);
    response.set("Content-Type", "application/problem+json");
    response.set("Content-Language", language);
    const bool later = status == 503 || status == 429;
    const int wait_s = fault.retry_after_s > 0 ? fault.retry_after_s : 1;
    if (later || fault.retry_after_s > 0) response.set("Retry-After", std::to_string(wait_s));
    if (status == 401) response.set("WWW-Authenticate", "Bearer");
    return response;
}

}  // namespace vigil::http
