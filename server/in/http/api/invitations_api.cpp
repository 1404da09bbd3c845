#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "in/http/api/api.h"
#include "in/http/api/caller.h"
#include "in/http/api/record_json.h"
#include "usecases/invite.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;

constexpr std::string_view fields[] = {"email", "name", "role", "team", "locale", "time_zone"};

Json invitation(const Company& company, const OpenInvitation& open) {
    const Person* person = company.person(open.person);
    return {{"id", to_string(open.person)},
            {"email", person ? person->email : ""},
            {"name", person ? person->name : ""},
            {"role", person ? person->role : ""},
            {"invited_at", to_string(open.invited_at)},
            {"expires_at", to_string(open.expires_at)}};
}

// Whether the mail is on its way, or waits until there is a mail server.
const char* mail_word(const Api& api) {
    return api.options.has_mail() ? "queued" : "not_configured";
}

Response answer_sent(const Api& api, const Invited& invited) {
    const Moment now = api.engine.clock.now();
    Json answer =
        invitation(*api.engine.company.current(), {invited.person, now, now + invitation_life});
    answer["mail"] = mail_word(api);
    auto response = Response::json(answer.dump(), invited.is_repeat ? 200 : 201);
    if (invited.committed.journal)
        response.set("Vigil-Journal", to_string(invited.committed.journal));
    if (!invited.is_repeat) response.set("Location", "/api/v1/users/" + to_string(invited.person));
    return response;
}

Result<Response> invite_route(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const auto body, body_of(request));
    for (const auto& [key, value] : body.items())
        if (std::ranges::find(fields, key) == std::end(fields))
            return fail(FaultKind::malformed, "unknown_field", {},
                        {{"field", std::string(clip(key, 60))}});
    const auto company = api.engine.company.current();
    VIGIL_TRY(const auto input, read_record(company->catalogue->need("user"), body));
    VIGIL_TRY(const auto invited, invite(api.engine, actor, input, api.options.public_url));
    return answer_sent(api, invited);
}

Result<Response> resend_route(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const Id id, id_of(request));
    VIGIL_TRY(const auto invited, invite_again(api.engine, actor, id, api.options.public_url));
    return answer_sent(api, invited);
}

Result<Response> link_route(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const Id id, id_of(request));
    VIGIL_TRY(const auto handed, hand_out_link(api.engine, actor, id, api.options.public_url));
    const Json answer{{"kind", handed.is_invitation ? "invitation" : "password_reset"},
                      {"link", handed.link},
                      {"expires_at", to_string(handed.expires_at)}};
    auto response = Response::json(answer.dump(), 201);
    response.set("Vigil-Journal", to_string(handed.committed.journal));
    return response;
}

Result<Response> list_route(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const auto all, open_invitations(api.engine, actor));
    const auto company = api.engine.company.current();
    Json data = Json::array();
    for (const auto& one : all) data.push_back(invitation(*company, one));
    return Response::json(Json{{"data", data}, {"next", nullptr}}.dump());
}

Result<Response> withdraw_route(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const Id id, id_of(request));
    VIGIL_TRY(const auto done, withdraw_invitation(api.engine, actor, id));
    auto response = Response::empty();
    if (done.journal) response.set("Vigil-Journal", to_string(done.journal));
    return response;
}

}  // namespace

void add_invitation_routes(Router& router, Api& api) {
    const auto by = [&api](Result<Response> (*route)(Api&, Request&, const Actor&)) {
        return signed_in(api, [&api, route](Request& request, const Actor& actor) {
            return route(api, request, actor);
        });
    };
    router.add(Method::post, "/api/v1/invitations", by(invite_route), {.body_max = 16 * 1024});
    router.add(Method::get, "/api/v1/invitations", by(list_route));
    router.add(Method::post, "/api/v1/invitations/{id}/resend", by(resend_route));
    router.add(Method::delete_, "/api/v1/invitations/{id}", by(withdraw_route));
    router.add(Method::post, "/api/v1/users/{id}/password_link", by(link_route));
}

}  // namespace vigil::http
