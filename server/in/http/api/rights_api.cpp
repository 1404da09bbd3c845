// What each role may do, read and changed by whoever administers roles. Roles themselves are records: /roles.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "in/http/api/api.h"
#include "in/http/api/caller.h"
#include "in/http/api/office_api.h"
#include "in/http/json_writer.h"
#include "usecases/role_rights.h"

namespace vigil::http {

namespace {

class RightsWriter {
  public:
    // `catalogue`: the company's, or one that is only tried.
    RightsWriter(std::string& out, const Company& company, const Catalogue& catalogue,
                 std::string_view language)
        : json_(out), company_(company), catalogue_(catalogue), language_(language) {}

    void whole() {
        json_.begin_object().key("roles").begin_array();
        for (const auto& role : company_.roles)
            if (!role.removed) this->role(role);
        json_.end_array().key("entities").begin_array();
        each_entity([&](const EntityDef& entity) { this->entity(entity); });
        json_.end_array().key("rights").begin_object();
        for (const auto& role : company_.roles) {
            if (role.removed) continue;
            json_.key(role.key);
            rights_of(role.key);
        }
        json_.end_object().end_object();
    }

    void rights_of(std::string_view role) {
        json_.begin_object();
        each_entity([&](const EntityDef& entity) {
            json_.key(entity.key);
            rights(entity, role);
        });
        json_.end_object();
    }

  private:
    template <class Visit>
    void each_entity(const Visit& visit) {
        for (const auto& entity : catalogue_.entities())
            if (is_granted(*entity)) visit(*entity);
    }

    void label(const Labels& labels, std::string_view otherwise) {
        const auto text = labels.in(language_);
        json_.key("label").string(text.empty() ? otherwise : text);
    }

    void role(const Role& role) {
        const Choice* choice = catalogue_.need("user").field("role")->choice(role.key);
        const auto people = std::ranges::count_if(
            company_.people, [&](const auto& one) { return one.second.role == role.key; });
        json_.begin_object().key("id");
        if (role.id)
            json_.string(to_string(role.id));
        else
            json_.null();
        json_.key("key").string(role.key).key("name");
        json_.string(choice ? choice->label.in(language_) : std::string_view(role.name));
        json_.key("is_own").boolean(role.own).key("works_as").string(role.works_as);
        json_.key("people").integer(people).end_object();
    }

    void entity(const EntityDef& entity) {
        json_.begin_object().key("key").string(entity.key);
        label(entity.label, entity.key);
        json_.key("own").boolean(entity.own).key("can_be_created");
        json_.boolean(can_be_created(entity)).key("scopes").begin_array();
        for (const auto& word : scope_words(entity)) json_.string(word);
        json_.end_array().key("fields").begin_array();
        for (const auto& field : entity.fields) {
            if (!is_granted(field)) continue;
            json_.begin_object().key("key").string(field.key);
            label(field.label, field.key);
            json_.key("personal").boolean(field.personal);
            json_.key("read_only").boolean(field.read_only).end_object();
        }
        json_.end_array().end_object();
    }

    void scope(const EntityDef& entity, ScopeSide side, std::string_view text) {
        const bool see = side == ScopeSide::see;
        json_.key(see ? "see" : "change").string(scope_word(entity, catalogue_, side, text));
        json_.key(see ? "see_condition" : "change_condition").string(text);
    }

    void rights(const EntityDef& entity, std::string_view role) {
        static const RoleRights nothing;
        const RoleRights* found = entity.rights_of(role);
        const RoleRights& rights = found ? *found : nothing;
        json_.begin_object();
        scope(entity, ScopeSide::see, rights.see);
        scope(entity, ScopeSide::change, rights.change);
        json_.key("create").boolean(rights.create).key("remove").boolean(rights.remove);
        json_.key("fields").begin_object();
        for (const auto& field : entity.fields) {
            if (!is_granted(field)) continue;
            const Right right = rights.of(field);
            json_.key(field.key);
            json_.string(to_string(right == Right::edit && field.read_only ? Right::see : right));
        }
        json_.end_object().end_object();
    }

    JsonWriter json_;
    const Company& company_;
    const Catalogue& catalogue_;
    std::string_view language_;
};

Result<Response> read_rights(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    const auto company = api.engine.company.current();
    VIGIL_DO(check_administers_roles(actor, *company->catalogue));
    std::string body;
    RightsWriter(body, *company, *company->catalogue, actor.language).whole();
    return Response::json(std::move(body));
}

Response rights_now(Api& api, const Actor& actor, std::string_view role,
                    const Catalogue& catalogue) {
    std::string body;
    JsonWriter(body).begin_object().key("role").string(role).key("rights");
    RightsWriter(body, *api.engine.company.current(), catalogue, actor.language).rights_of(role);
    return Response::json(body + "}");
}

Result<Response> change_rights_route(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {"dry_run"}));
    VIGIL_TRY(const bool dry_run, flag_of(request, "dry_run"));
    const std::string role(request.param("role"));
    VIGIL_TRY(const auto patch, body_of(request));
    if (dry_run) {
        VIGIL_TRY(const auto tried, preview_rights(api.engine, actor, role, patch.dump()));
        return rights_now(api, actor, role, *tried);
    }
    VIGIL_TRY(const auto done, change_rights(api.engine, actor, role, patch.dump()));
    auto response = rights_now(api, actor, role, *api.engine.company.current()->catalogue);
    if (done.journal) response.set("Vigil-Journal", to_string(done.journal));
    return response;
}

}  // namespace

void add_rights_routes(Router& router, Api& api) {
    const auto by = [&api](auto action) {
        return signed_in(
            api, [&api, action](Request& q, const Actor& who) { return action(api, q, who); });
    };
    router.add(Method::get, "/api/v1/rights", by(read_rights));
    router.add(Method::patch, "/api/v1/rights/{role}", by(change_rights_route));
}

}  // namespace vigil::http
