#include "in/http/core.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "in/http/ascii.h"

namespace vigil::http {

namespace {

FaultKind kind_of(int status) {
    switch (status) {
        case 404:
            return FaultKind::not_found;
        case 413:
            return FaultKind::too_large;
        case 429:
            return FaultKind::throttled;
        case 500:
            return FaultKind::internal;
        case 503:
            return FaultKind::overloaded;
        default:
            return FaultKind::malformed;
    }
}

bool lies_under(std::string_view path, std::string_view folder) {
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

// The last entry is the one the proxy in front of us wrote; those before it anyone may invent.
void trust_proxy(Request& request) {
    if (request.remote != "127.0.0.1" && request.remote != "::1") return;
    if (auto forwarded = request.header("X-Forwarded-For")) {
        const auto comma = forwarded->rfind(',');
        request.remote =
            trim(comma == std::string_view::npos ? *forwarded : forwarded->substr(comma + 1));
    }
    request.secure = request.header("X-Forwarded-Proto") == "https";
}

}  // namespace

Core::Core(ServerOptions o, Router r, StaticFiles f)
    : options(std::move(o)),
      router(std::move(r)),
      files(std::move(f)),
      streams(options.streams_max, options.streams_per_key),
      uploads(options.uploads_max, options.uploads_per_key),
      work(std::max(1u, options.workers), options.queue_max, options.waiting_max),
      secret(std::max(1u, options.secret_workers), options.secret_queue_max) {}

Plan Core::plan(Request& request) const {
    request.language =
        choose_language(request.header("Accept-Language").value_or(""), options.languages);
    if (options.trust_local_proxy) trust_proxy(request);
    auto match = router.find(request.method, request.path);
    if (match.route) {
        request.params = std::move(match.params);
        return {match.route, std::nullopt, match.route->options.body_max};
    }
    Plan plan;
    plan.answer = no_route(request, match.allow);
    return plan;
}

Response Core::no_route(const Request& request, const std::string& allow) const {
    if (!allow.empty()) {
        Response response = request.method == Method::options
                                ? Response::empty()
                                : refuse(405, "method_not_allowed", request.language);
        return std::move(response.set("Allow", allow));
    }
    if (request.path == "*" && request.method == Method::options) return Response::empty();
    if (auto answer = health(request)) return *std::move(answer);
    if (auto file = files.find(request)) return *std::move(file);
    const bool no_page = std::ranges::any_of(options.no_page_under, [&](const auto& folder) {
        return lies_under(request.path, folder);
    });
    if (!no_page) {
        if (auto page = files.page(request)) return *std::move(page);
    }
    return refuse(404, "path_unknown", request.language);
}

std::optional<Response> Core::health(const Request& request) const {
    if (!options.health_routes) return std::nullopt;
    if (request.method != Method::get && request.method != Method::head) return std::nullopt;
    if (request.path == "/healthz") return Response::text("ok\n");
    if (request.path != "/readyz") return std::nullopt;
    return ready ? Response::text("ready\n") : Response::text("not ready\n", 503);
}

Response Core::refuse(int status, std::string_view code, std::string_view language) const {
    return problem(Fault{kind_of(status), std::string(code)},
                   language.empty() ? options.languages.front() : language, options.say, status);
}

Response Core::run(const Handler& handler, Request& request) const {
    try {
        return handler(request);
    } catch (const std::exception& e) {
        return threw(request, e.what());
    } catch (...) {
        return threw(request, "unknown exception");
    }
}

std::expected<std::string, Response> Core::admit(const Admission& ask,
                                                 const Request& request) const {
    try {
        return ask(request);
    } catch (const std::exception& e) {
        return std::unexpected(threw(request, e.what()));
    } catch (...) {
        return std::unexpected(threw(request, "unknown exception"));
    }
}

Response Core::threw(const Request& request, const std::string& what) const {
    log_error(std::string(to_string(request.method)) + " " + request.path + ": " + what);
    return refuse(500, "internal_error", request.language);
}

void Core::log_error(const std::string& text) const {
    if (options.on_error) options.on_error(text);
}

}  // namespace vigil::http
