#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "base/text.h"
#include "in/http/api/api.h"
#include "in/http/api/caller.h"
#include "in/http/api/may_json.h"
#include "in/http/api/office_api.h"
#include "in/http/api/once.h"
#include "in/http/api/preview_json.h"
#include "in/http/api/pulse_json.h"
#include "in/http/api/record_json.h"
#include "usecases/act_on_record.h"
#include "usecases/bulk.h"
#include "usecases/conditions.h"
#include "usecases/create_record.h"
#include "usecases/may_do.h"
#include "usecases/read_journal.h"
#include "usecases/read_timeline.h"
#include "usecases/undo_act.h"
#include "usecases/update_record.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;

// What one request needs again and again.
struct Call {
    Api& api;
    Request& request;
    const Actor& actor;
    CompanyPtr company;
    const EntityDef* entity = nullptr;
};

std::string etag(const Record& record) { return "\"" + std::to_string(record.version()) + "\""; }

Result<std::optional<Record>> visible(const Call& call, Id id) {
    return call.api.engine.store.read_once()->get(*call.entity, id, call.actor.permit);
}

Result<TitleNames> names_of(const Call& call, const std::vector<Record>& records) {
    if (!links_in_titles(*call.entity)) return TitleNames();
    return names_in_titles(*call.api.engine.store.read_once(), *call.company->catalogue, call.actor,
                           records);
}

// One record as it is answered: by the name it has everywhere and, where he asks for no `fields` alone, with
// what the caller may do with it.
Status write_one(const Call& call, std::string& body, const Record& record,
                 const std::vector<int>& fields = {}) {
    VIGIL_TRY(const auto names, names_of(call, {record}));
    write_record(body, record, call.actor, fields, &names);
    if (!fields.empty()) return {};
    VIGIL_TRY(const auto may, may_do(call.api.engine, call.actor, {record}));
    body.back() = ',';
    body += "\"may\":";
    write_may(body, may.at(record.id()));
    body += '}';
    return {};
}

// The record after an act, as its maker may still see it.
Result<Response> answer_record(const Call& call, Id id, const Committed& done, int status = 200) {
    VIGIL_TRY(const auto record, visible(call, id));
    std::string body;
    if (record)
        VIGIL_DO(write_one(call, body, *record));
    else  // the act moved it out of his sight
        body = "{\"id\":\"" + to_string(id) + "\"}";
    auto response = Response::json(std::move(body), status);
    if (record) response.set("ETag", etag(*record));
    if (done.journal) response.set("Vigil-Journal", to_string(done.journal));
    if (status == 201)
        response.set("Location", "/api/v1/" + call.entity->plural + "/" + to_string(id));
    return response;
}

// 409 with both versions: the caller's number, and the record as it is now.
Result<Response> answer_conflict(const Call& call, Id id, const Fault& fault) {
    VIGIL_TRY(const auto record, visible(call, id));
    auto response = answer_problem(call.api, call.actor.language, fault);
    auto json = Json::parse(response.body, nullptr, false);
    if (record && json.is_object()) {
        std::string current;
        VIGIL_DO(write_one(call, current, *record));
        json["current"] = Json::parse(current);
        response.body = json.dump();
    }
    return response;
}

// Of a conflict he is told the record as it is now too.
Result<Response> refuse_with_current(const Call& call, Id id, Fault fault) {
    if (fault.kind == FaultKind::conflict) return answer_conflict(call, id, fault);
    return std::unexpected(std::move(fault));
}

// In the recycle bin a row says who put it there.
void add_remover(const Call& call, const std::map<Id, Id>& removers, Id record, std::string& body) {
    const auto found = removers.find(record);
    const Id who = found == removers.end() ? Id{} : found->second;
    body.back() = ',';
    body += "\"removed_by\":" + person_json(*call.company, who).dump() + "}";
}

Result<Response> list(Call call) {
    VIGIL_DO(check_query(call.request, {"filter", "sort", "limit", "after", "fields", "include",
                                        "count", "removed", "pulse", "may"}));
    const auto value = [&](std::string_view name) {
        return std::string(call.request.query_value(name).value_or(""));
    };
    VIGIL_TRY(const int limit, limit_of(call.request));
    VIGIL_TRY(const bool counts, flag_of(call.request, "count"));
    VIGIL_TRY(const bool removed, flag_of(call.request, "removed"));
    VIGIL_TRY(const bool wants_pulse, flag_of(call.request, "pulse"));
    VIGIL_TRY(const bool wants_may, flag_of(call.request, "may"));
    const ListRequest request{value("filter"), value("sort"),
                              value("after"),  limit,
                              counts,          removed ? Removed::only : Removed::without,
                              nullptr};
    VIGIL_TRY(const auto fields, read_fields(*call.entity, value("fields")));
    VIGIL_TRY(const auto links, read_include(*call.entity, value("include")));
    VIGIL_TRY(const auto found, find_records(call.api.engine, call.actor, *call.entity, request));
    std::map<Id, Id> removers;
    if (removed) {
        VIGIL_TRY(removers, removers_of(call.api.engine, *call.entity, found.rows));
    }
    VIGIL_TRY(const auto names, names_of(call, found.rows));
    std::string body = "{\"data\":[";
    for (const auto& row : found.rows) {
        if (body.back() != '[') body += ',';
        write_record(body, row, call.actor, fields, &names);
        if (removed) add_remover(call, removers, row.id(), body);
    }
    body += "],\"next\":" + (found.next.empty() ? std::string("null") : "\"" + found.next + "\"");
    if (found.count) body += ",\"count\":" + std::to_string(*found.count);
    if (!links.empty()) {
        VIGIL_TRY(const auto included,
                  linked_titles(call.api.engine, call.actor, found.rows, links));
        body += ",\"included\":";
        write_included(body, included);
    }
    if (wants_pulse) {
        VIGIL_TRY(const auto pulses, read_pulse(call.api.engine, call.actor, found.rows));
        body += ",\"pulse\":";
        write_pulse(body, pulses, call.actor);
    }
    if (wants_may) {
        VIGIL_TRY(const auto all, may_do(call.api.engine, call.actor, found.rows));
        body += ",\"may\":";
        write_may(body, all);
    }
    return Response::json(body + "}");
}

Result<Response> read(Call call) {
    VIGIL_DO(check_query(call.request, {"fields", "include"}));
    VIGIL_TRY(const Id id, id_of(call.request));
    VIGIL_TRY(const auto record, visible(call, id));
    if (!record) return fail(FaultKind::not_found, "not_found");
    const auto fields_text = std::string(call.request.query_value("fields").value_or(""));
    VIGIL_TRY(const auto fields, read_fields(*call.entity, fields_text));
    VIGIL_TRY(const auto links,
              read_include(*call.entity, call.request.query_value("include").value_or("")));
    std::string body;
    VIGIL_DO(write_one(call, body, *record, fields));
    if (!links.empty()) {
        VIGIL_TRY(const auto included,
                  linked_titles(call.api.engine, call.actor, {*record}, links));
        body.back() = ',';
        body += "\"included\":";
        write_included(body, included);
        body += '}';
    }
    auto response = Response::json(std::move(body));
    response.set("ETag", etag(*record));
    return response;
}

// What a deed would do, found out on trial.
Result<Response> preview(const Call& call, Id about, const Deed& deed) {
    auto preview = rehearse(call.api.engine, call.actor, call.entity, about, deed);
    if (preview) return answer_preview(*preview, call.actor);
    return about ? refuse_with_current(call, about, std::move(preview).error())
                 : std::unexpected(std::move(preview).error());
}

Result<Response> create(Call call) {
    VIGIL_DO(check_query(call.request, {"dry_run"}));
    if (call.request.header("If-Match")) return fail(FaultKind::malformed, "if_match_of_new");
    VIGIL_TRY(const auto body, body_of(call.request));
    VIGIL_TRY(const auto input, read_record(*call.entity, body));
    VIGIL_TRY(const bool dry_run, flag_of(call.request, "dry_run"));
    const Deed deed = [&](const Actor& actor) {
        return create_record(call.api.engine, actor, *call.entity, input);
    };
    if (dry_run) return preview(call, {}, deed);
    VIGIL_TRY(const auto done, once(call.api, call.request, call.actor, deed));
    return answer_record(call, done.record, done, 201);
}

Result<Response> change(Call call) {
    VIGIL_DO(check_query(call.request, {"dry_run"}));
    VIGIL_TRY(const bool dry_run, flag_of(call.request, "dry_run"));
    VIGIL_TRY(const Id id, id_of(call.request));
    VIGIL_TRY(const auto body, body_of(call.request));
    VIGIL_TRY(const auto input, read_record(*call.entity, body));
    VIGIL_TRY(const auto version, if_match(call.request));
    const Deed deed = [&](const Actor& actor) {
        return update_record(call.api.engine, actor, *call.entity, id, input, version);
    };
    if (dry_run) return preview(call, id, deed);
    auto done = once(call.api, call.request, call.actor, deed);
    if (!done) return refuse_with_current(call, id, std::move(done).error());
    return answer_record(call, id, *done);
}

Result<Response> remove(Call call) {
    VIGIL_DO(check_query(call.request, {"dry_run"}));
    VIGIL_TRY(const bool dry_run, flag_of(call.request, "dry_run"));
    VIGIL_TRY(const Id id, id_of(call.request));
    VIGIL_TRY(const auto version, if_match(call.request));
    const Deed deed = [&](const Actor& actor) {
        return remove_record(call.api.engine, actor, *call.entity, id, version);
    };
    if (dry_run) return preview(call, id, deed);
    auto done = once(call.api, call.request, call.actor, deed);
    if (!done) return refuse_with_current(call, id, std::move(done).error());
    auto response = Response::empty();
    response.set("Vigil-Journal", to_string(done->journal));
    return response;
}

Result<Response> restore(const Call& call, Id id, std::int64_t version, bool dry_run) {
    const Deed deed = [&](const Actor& actor) {
        return restore_record(call.api.engine, actor, *call.entity, id, version);
    };
    if (dry_run) return preview(call, id, deed);
    auto done = once(call.api, call.request, call.actor, deed);
    if (!done) return refuse_with_current(call, id, std::move(done).error());
    return answer_record(call, id, *done);
}

Result<Response> act(Call call) {
    VIGIL_DO(check_query(call.request, {"dry_run"}));
    VIGIL_TRY(const bool dry_run, flag_of(call.request, "dry_run"));
    VIGIL_TRY(const Id id, id_of(call.request));
    VIGIL_TRY(const auto version, if_match(call.request));
    const auto key = call.request.param("act");
    if (key == "restore") return restore(call, id, version, dry_run);
    const ActDef* act = call.entity->act(key);
    if (!act)
        return fail(FaultKind::not_found, "no_such_act", {},
                    {{"act", std::string(key.substr(0, 60))}});
    VIGIL_TRY(const auto body, body_of(call.request));
    VIGIL_TRY(const auto input, read_act(*act, body));
    const Deed deed = [&](const Actor& actor) {
        return act_on_record(call.api.engine, actor, *call.entity, id, key, input, version);
    };
    if (dry_run) return preview(call, id, deed);
    auto done = once(call.api, call.request, call.actor, deed);
    if (!done) return refuse_with_current(call, id, std::move(done).error());
    VIGIL_TRY(auto response, answer_record(call, id, *done));
    if (done->answer.starts_with("{\"")) {  // what the act tells beside the record
        response.body.back() = ',';
        response.body += std::string_view(done->answer).substr(1);
    }
    return response;
}

Result<Response> timeline(Call call) {
    VIGIL_DO(check_query(call.request, {"after", "limit"}));
    VIGIL_TRY(const Id id, id_of(call.request));
    VIGIL_TRY(const auto record, visible(call, id));
    if (!record) return fail(FaultKind::not_found, "not_found");
    VIGIL_TRY(const int limit, limit_of(call.request));
    std::optional<Id> before;
    if (const auto after = call.request.query_value("after")) {
        before = parse_id(*after);
        if (!before) return fail(FaultKind::malformed, "cursor_malformed");
    }
    VIGIL_TRY(const auto page,
              read_timeline(call.api.engine, call.actor, *call.entity, id, limit, before));
    const Catalogue& catalogue = *call.company->catalogue;
    const EntityDef* about =
        call.entity->key == "exception" ? catalogue.entity(record->text("entity")) : nullptr;
    Json data = Json::array();
    for (const auto& row : page.rows)
        data.push_back(journal_row_json(*call.company, row, call.actor.permit, about));
    VIGIL_TRY(const auto links, mentioned_titles(call.api.engine, call.actor, catalogue, data));
    std::string included;
    write_included(included, links);
    std::string body = "{\"data\":" + data.dump() + ",\"next\":";
    body += page.has_more ? "\"" + to_string(page.rows.back().id()) + "\"" : std::string("null");
    return Response::json(body + ",\"included\":" + included + "}");
}

Result<Response> undo(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {"dry_run"}));
    VIGIL_TRY(const bool dry_run, flag_of(request, "dry_run"));
    VIGIL_TRY(const Id id, id_of(request));
    const Deed deed = [&](const Actor& as) { return undo_act(api.engine, as, id); };
    if (dry_run) {
        VIGIL_TRY(const auto preview, rehearse(api.engine, actor, nullptr, {}, deed));
        return answer_preview(preview, actor);
    }
    VIGIL_TRY(const auto done, deed(actor));
    auto response = Response::json("{\"id\":\"" + to_string(done.journal) + "\"}");
    response.set("Vigil-Journal", to_string(done.journal));
    return response;
}

// The entities that have an API of their own for part of what others have in common.
bool is_special(const EntityDef& entity) { return entity.key == "exception"; }

using Action = Result<Response> (*)(Call);

Handler on_entity(Api& api, Action action, bool writes) {
    return signed_in(
        api, [&api, action, writes](Request& request, const Actor& actor) -> Result<Response> {
            Call call{api, request, actor, api.engine.company.current(), nullptr};
            VIGIL_TRY(call.entity, entity_of(api, *call.company, actor, request));
            if (writes && is_special(*call.entity))
                return fail(FaultKind::not_found, "path_unknown");
            return action(call);
        });
}

}  // namespace

void add_record_routes(Router& router, Api& api) {
    const std::string all = "/api/v1/{entity}", one = all + "/{id}";
    router.add(Method::get, all, on_entity(api, list, false));
    router.add(Method::post, all, on_entity(api, create, true));
    router.add(Method::get, one, on_entity(api, read, false));
    router.add(Method::patch, one, on_entity(api, change, true));
    router.add(Method::delete_, one, on_entity(api, remove, true));
    router.add(Method::get, one + "/timeline", on_entity(api, timeline, false));
    router.add(Method::post, one + "/{act}", on_entity(api, act, true));
    router.add(
        Method::post, "/api/v1/journal/{id}/undo",
        signed_in(api, [&api](Request& q, const Actor& actor) { return undo(api, q, actor); }));
}

}  // namespace vigil::http
