#include "in/http/api/caller.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/secrets.h"
#include "base/text.h"
#include "usecases/sign_in.h"

namespace vigil::http {

namespace {

bool is_safe(Method method) {
    return method == Method::get || method == Method::head || method == Method::options;
}

std::string_view bearer_of(const Request& request) {
    const auto header = request.header("Authorization").value_or("");
    constexpr std::string_view scheme = "Bearer ";
    return header.starts_with(scheme) ? header.substr(scheme.size()) : std::string_view();
}

Result<Id> principal_of(const Company& company, const Person& person, const Request& request) {
    const auto header = request.header("Vigil-On-Behalf-Of");
    if (!header) return Id{};
    const auto id = parse_id(*header);
    const Person* principal = id ? company.person(*id) : nullptr;
    const auto whom = enters_for(company, person);
    const bool may = principal && principal->active &&
                     (whom == "all" || (whom == "team" && principal->team == person.team));
    if (!may) return fail(FaultKind::forbidden, "not_your_principal");
    return principal->id;
}

// Where there is nobody yet, signing in is not what helps.
std::unexpected<Fault> nobody(const Api& api) {
    return fail(FaultKind::unauthenticated,
                is_not_set_up(api.engine) ? "not_set_up" : "not_signed_in");
}

}  // namespace

std::string_view enters_for(const Company& company, const Person& person) {
    if (company.is_administrator(person)) return "all";
    return person.works_as == "assistant" && person.team ? "team" : "";
}

Result<Actor> caller_of(Api& api, const Request& request) {
    const auto bearer = bearer_of(request);
    const auto cookie = request.cookie("vigil_session").value_or("");
    const auto token = bearer.empty() ? cookie : bearer;
    if (token.empty()) return nobody(api);
    VIGIL_TRY(const auto found, authenticate(api.engine, token));
    if (!found) return nobody(api);
    const bool by_cookie = bearer.empty();
    if (by_cookie && !is_safe(request.method) &&
        !same_secret(request.header("X-CSRF-Token").value_or(""), found->csrf_hash))
        return fail(FaultKind::forbidden, "csrf_missing");
    const auto company = api.engine.company.current();
    const Person* known = company->person(found->user);
    if (!known)
        return fail(FaultKind::unauthenticated, "not_signed_in");  // gone in this very instant
    const Person& person = *known;
    Actor actor;
    actor.user = person.id;
    actor.channel = by_cookie ? "hand" : "api";
    actor.language = language_of(api, request, person.locale);
    actor.permit = company->permit_for(person, api.engine.clock.now());
    VIGIL_TRY(actor.on_behalf_of, principal_of(*company, person, request));
    return actor;
}

std::string language_of(const Api& api, const Request& request, std::string_view own) {
    if (const auto wish = request.header("Accept-Language"))
        return choose_language(*wish, api.words.languages());
    return std::string(api.words.nearest_language(own.empty() ? "en" : own));
}

namespace {

// People know a rule by its sentence, programs by its key: `args` of the answer keep that.
FaultArgs as_people_say(const Api& api, std::string_view language, FaultArgs args) {
    const auto company = api.engine.company.current();
    for (auto& [name, value] : args)
        if (name == "guideline")
            for (const auto& one : company->guidelines)
                if (one->key == value) value = rules::sentence_of(*one, language);
    return args;
}

}  // namespace

Response answer_problem(const Api& api, const std::string& language, const Fault& fault) {
    const Say say = [&](std::string_view language, std::string_view code, const FaultArgs& args) {
        return api.words.text(language, code, as_people_say(api, language, args));
    };
    return problem(fault, language, say);
}

Handler signed_in(Api& api, SignedInHandler handle) {
    return [&api, handle = std::move(handle)](Request& request) {
        auto actor = caller_of(api, request);
        if (!actor) return answer_problem(api, language_of(api, request), actor.error());
        auto response = handle(request, *actor);
        return response ? *std::move(response)
                        : answer_problem(api, actor->language, response.error());
    };
}

Admission signed_in_only(Api& api) {
    return [&api](const Request& request) -> std::expected<std::string, Response> {
        const auto actor = caller_of(api, request);
        if (!actor)
            return std::unexpected(answer_problem(api, language_of(api, request), actor.error()));
        return to_string(actor->user);
    };
}

Handler open_to_all(Api& api, OpenHandler handle) {
    return [&api, handle = std::move(handle)](Request& request) {
        auto response = handle(request);
        return response ? *std::move(response)
                        : answer_problem(api, language_of(api, request), response.error());
    };
}

Result<nlohmann::json> body_of(const Request& request) {
    if (request.body.empty()) return nlohmann::json::object();
    const auto type = request.header("Content-Type").value_or("");
    if (!type.starts_with("application/json")) return fail(FaultKind::unsupported, "json_wanted");
    if (!valid_utf8(request.body)) return fail(FaultKind::malformed, "malformed_json");
    int depth_max = 0;
    auto json = nlohmann::json::parse(
        request.body,
        [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
            depth_max = std::max(depth_max, depth);
            return depth <= 32;
        },
        false);
    if (json.is_discarded() || depth_max > 32) return fail(FaultKind::malformed, "malformed_json");
    if (!json.is_object()) return fail(FaultKind::malformed, "object_wanted");
    return json;
}

Status check_query(const Request& request, std::initializer_list<std::string_view> known) {
    std::set<std::string_view> given;
    for (const auto& [name, value] : request.query) {
        const auto refuse = [&](const char* code) {
            return fail(FaultKind::malformed, code, {}, {{"name", std::string(clip(name, 60))}});
        };
        if (std::ranges::find(known, name) == known.end()) return refuse("unknown_parameter");
        if (!given.insert(name).second) return refuse("parameter_twice");
    }
    return {};
}

Result<std::int64_t> if_match(const Request& request) {
    const auto header = request.header("If-Match");
    if (!header || *header == "*") return 0;
    auto text = *header;
    if (text.starts_with("W/")) text.remove_prefix(2);
    if (text.size() > 2 && text.front() == '"' && text.back() == '"')
        text = text.substr(1, text.size() - 2);
    const auto version = parse_id(text);
    if (!version) return fail(FaultKind::malformed, "etag_malformed");
    return version->value;
}

Result<Id> id_of(const Request& request, std::string_view name) {
    const auto id = parse_id(request.param(name));
    if (!id) return fail(FaultKind::not_found, "not_found");
    return *id;
}

Result<std::vector<Id>> ids_of(const nlohmann::json& body) {
    const auto list = body.find("ids");
    if (list == body.end() || !list->is_array() || list->empty())
        return fail_field("ids", "required");  // none are not all
    std::vector<Id> ids;
    std::set<Id> known;
    for (const auto& item : *list) {
        const auto id = item.is_string() ? parse_id(item.get<std::string>()) : std::nullopt;
        if (!id) return fail_field("ids", "wrong_type", {{"expected", "id"}});
        if (known.insert(*id).second) ids.push_back(*id);
    }
    return ids;
}

Result<const EntityDef*> entity_of(Api&, const Company& company, const Actor& actor,
                                   const Request& request) {
    const EntityDef* entity = company.catalogue->by_plural(request.param("entity"));
    if (!entity || entity->system || entity->hidden)
        return fail(FaultKind::not_found, "path_unknown");
    const auto* rights = actor.permit.of(*entity);
    if (!rights || !rights->may_see) return fail(FaultKind::not_found, "not_found");
    return entity;
}

}  // namespace vigil::http
