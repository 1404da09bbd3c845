#include <nlohmann/json.hpp>

#include "in/http/api/api.h"
#include "in/http/api/bulk_api.h"
#include "in/http/api/caller.h"
#include "in/http/api/exception_json.h"
#include "in/http/api/job_json.h"
#include "in/http/api/office_api.h"
#include "in/http/api/once.h"
#include "in/http/api/preview_json.h"
#include "model/parse_json.h"
#include "usecases/conditions.h"
#include "usecases/find_records.h"
#include "watch/attention.h"
#include "watch/exception_acts.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;

Result<std::string_view> state_of(std::string_view state) {
    for (const std::string_view known : {"open", "warned", "closed"})
        if (state == known) return known;
    return fail(FaultKind::malformed, "unknown_parameter", {}, {{"name", "state"}});
}

Result<ListRequest> list_request(Api& api, const Request& request, const Actor& actor) {
    ListRequest list;
    VIGIL_TRY(const auto state, state_of(request.query_value("state").value_or("open")));
    const auto company = api.engine.company.current();
    list.further = watch::listed(*company, actor, state, api.engine.clock.now());
    list.filter = request.query_value("filter").value_or("");
    list.sort = request.query_value("sort").value_or(state == "closed" ? "-closed_at" : "due_at");
    list.after = request.query_value("after").value_or("");
    list.count = request.query_value("count").value_or("") == "true";
    list.limit = 100;
    if (const auto limit = request.query_value("limit"))
        if (const auto number = parse_id(*limit))
            list.limit = int(std::min<std::int64_t>(number->value, 200));
    return list;
}

// How much runs as agreed: what is under watch and in nobody's way.
Result<Json> running(Engine& engine, const Actor& actor) {
    const auto company = engine.company.current();
    Json json = Json::object();
    for (const char* key : {"lead", "opportunity"}) {
        const EntityDef& entity = company->catalogue->need(key);
        if (!actor.permit.of(entity)) continue;
        Query query;
        query.entity = &entity;
        VIGIL_TRY(const auto all, engine.store.read()->count(query, actor.permit));
        Query broken;
        broken.entity = &company->catalogue->need("exception");
        broken.where = both(field_equals(*broken.entity, "state", std::string("open")),
                            field_equals(*broken.entity, "entity", std::string(key)));
        VIGIL_TRY(const auto open, engine.store.read()->count(broken, actor.permit));
        json[key] = std::max<std::int64_t>(0, all - open);
    }
    return json;
}

// What is folded is counted with the rest and stands beside it: each bundle by the one that is late longest.
struct Folded {
    std::vector<watch::Bundle> bundles;
    std::vector<Record> firsts;
    std::int64_t count = 0;
};

// Takes them out of the list that is asked for.
Result<Folded> fold(Api& api, const Actor& actor, const EntityDef& entity, ListRequest& asked) {
    Folded folded;
    VIGIL_TRY(const auto query, list_query(*api.engine.company.current(), actor, entity, asked));
    const auto view = api.engine.store.read();
    VIGIL_TRY(auto bundles, watch::bundles_in(*view, actor, query, watch::listed_singly));
    for (const auto& bundle : bundles) {
        Query first = query;
        first.where = both(first.where, watch::of_bundle(entity, bundle));
        first.order = {{entity.index_of("due_at"), false}};
        first.limit = 1;
        VIGIL_TRY(auto rows, view->find(first, actor.permit));
        if (rows.empty()) continue;  // closed meanwhile
        folded.count += bundle.count;
        folded.firsts.push_back(std::move(rows[0]));
        folded.bundles.push_back(bundle);
    }
    asked.further = both(asked.further, watch::of_no_bundle(entity, folded.bundles));
    return folded;
}

Result<Response> page_of_exceptions(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {"state", "filter", "sort", "after", "limit", "count", "fold"}));
    const auto company = api.engine.company.current();
    const EntityDef& entity = company->catalogue->need("exception");
    VIGIL_TRY(ListRequest asked, list_request(api, request, actor));
    VIGIL_TRY(const bool folds, flag_of(request, "fold"));
    Folded folded;
    if (folds) {
        VIGIL_TRY(folded, fold(api, actor, entity, asked));
    }
    VIGIL_TRY(const auto found, find_records(api.engine, actor, entity, asked));
    VIGIL_TRY(const auto data, exceptions_json(api.engine, actor, found.rows));
    std::string text = "{\"data\":" + data;
    text += ",\"next\":" + (found.next.empty() ? "null" : Json(found.next).dump());
    if (folds) {
        VIGIL_TRY(const auto bundles,
                  bundles_json(api.engine, actor, folded.bundles, folded.firsts));
        text += ",\"bundles\":" + bundles;
    }
    if (found.count) {
        VIGIL_TRY(const auto well, running(api.engine, actor));
        text += ",\"count\":" + std::to_string(*found.count + folded.count);
        text += ",\"running\":" + well.dump();
    }
    return Response::json(text + "}");
}

// Whether what is queued leaves the house, or waits until there is a mail server.
const char* mail_way(const Api& api) {
    return api.options.has_mail() ? "queued" : "not_configured";
}

Result<Response> read_exception(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const Id id, id_of(request));
    const auto company = api.engine.company.current();
    VIGIL_TRY(const auto row, api.engine.store.read()->get(company->catalogue->need("exception"),
                                                           id, actor.permit));
    if (!row) return fail(FaultKind::not_found, "not_found");
    VIGIL_DO(watch::mark_seen(api.engine, actor, id));
    VIGIL_TRY(const auto text, evidence_json(api.engine, actor, *row));
    auto json = Json::parse(text);
    json["evidence"]["mail"] = mail_way(api);
    auto response = Response::json(json.dump());
    response.set("ETag", "\"" + std::to_string(row->version()) + "\"");
    return response;
}

std::string text_in(const Json& body, const char* key) {
    const auto it = body.find(key);
    return it != body.end() && it->is_string() ? it->get<std::string>() : std::string();
}

void tell_mail(const Api& api, const watch::ExceptionAct& asked, Json& answer) {
    if (asked.kind == watch::ExceptionAct::Kind::remind) answer["mail"] = mail_way(api);
}

// An act takes its own words and no others.
Status check_words(const Json& body, std::string_view act) {
    for (const auto& [key, value] : body.items()) {
        const bool known = (act == "reassign" && key == "to") ||
                           (act == "snooze" && key == "until") ||
                           (act == "accept" && (key == "reason" || key == "note"));
        if (!known)
            return fail(FaultKind::malformed, "unknown_field", {}, {{"field", key.substr(0, 60)}});
    }
    return {};
}

Result<watch::ExceptionAct> read_act(std::string_view key, const Json& body) {
    using Kind = watch::ExceptionAct::Kind;
    watch::ExceptionAct act;
    if (key == "remind") return act;
    if (key == "reassign") {
        act.kind = Kind::reassign;
        const auto to = parse_id(text_in(body, "to"));
        if (!to) return fail_field("to", "required");
        act.to = *to;
        return act;
    }
    if (key == "snooze") {
        act.kind = Kind::snooze;
        const auto until = parse_moment(text_in(body, "until"));
        if (!until) return fail_field("until", "required");
        act.until = *until;
        return act;
    }
    if (key == "accept") {
        act.kind = Kind::accept;
        FieldDef note;
        note.key = "note";
        note.max_length = 1000;
        VIGIL_TRY(const auto text, parse_value(note, body.value("note", Json())));
        act.note = vigil::text_of(text);
        act.reason = text_in(body, "reason");
        return act;
    }
    return fail(FaultKind::not_found, "no_such_act", {}, {{"act", std::string(key.substr(0, 60))}});
}

// What an act would do, found out on trial.
Result<Response> preview(Api& api, const Actor& actor, const Deed& deed) {
    VIGIL_TRY(const auto shown, rehearse(api.engine, actor, nullptr, {}, deed));
    return answer_preview(shown, actor);
}

Result<Response> act(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {"dry_run"}));
    VIGIL_TRY(const bool dry_run, flag_of(request, "dry_run"));
    VIGIL_TRY(const Id id, id_of(request));
    VIGIL_TRY(const auto body, body_of(request));
    VIGIL_DO(check_words(body, request.param("act")));
    VIGIL_TRY(auto asked, read_act(request.param("act"), body));
    VIGIL_TRY(asked.if_version, if_match(request));
    const Deed deed = [&](const Actor& as) {
        return watch::act_on_exceptions(api.engine, as, {id}, asked);
    };
    if (dry_run) return preview(api, actor, deed);
    VIGIL_TRY(const auto done, once(api, request, actor, deed));
    const auto company = api.engine.company.current();
    VIGIL_TRY(const auto row, api.engine.store.read()->get(company->catalogue->need("exception"),
                                                           id, actor.permit));
    Json json{{"id", to_string(id)}};
    if (row) {
        VIGIL_TRY(const auto text, exception_json(api.engine, actor, *row));
        json = Json::parse(text);
    }
    tell_mail(api, asked, json);
    auto response = Response::json(json.dump());
    if (done.journal) response.set("Vigil-Journal", to_string(done.journal));
    return response;
}

struct ManyAsked {
    std::vector<Id> ids;
    watch::ExceptionAct act;
};

// {"ids" or "filter" (and "state"), "act", …and the words of that act}: the folded group of the page.
Result<ManyAsked> read_many(Engine& engine, const Actor& actor, Json body) {
    ManyAsked many;
    const std::string key = text_in(body, "act");
    if (key.empty()) return fail_field("act", "required");
    if (body.contains("ids") && body.contains("filter"))
        return fail_field("filter", "unknown_field", {{"field", "filter"}});
    if (body.contains("filter")) {
        if (!body["filter"].is_string()) return fail_field("ids", "required");
        VIGIL_TRY(const auto state,
                  state_of(body.contains("state") ? text_in(body, "state") : "open"));
        VIGIL_TRY(many.ids,
                  watch::exceptions_found(engine, actor, state, body["filter"].get<std::string>()));
        body.erase("state");
    } else {
        VIGIL_TRY(many.ids, ids_of(body));
    }
    for (const char* word : {"act", "ids", "filter"}) body.erase(word);
    VIGIL_TRY(many.act, read_act(key, body));
    VIGIL_DO(check_words(body, key));
    return many;
}

// At once, or a job for it, whose id is the answer then.
Result<Committed> act_on_many(Api& api, const Actor& actor, const Json& body,
                              const ManyAsked& many) {
    if (!body.contains("filter") || many.ids.size() <= watch::exceptions_at_once)
        return watch::act_on_exceptions(api.engine, actor, many.ids, many.act);
    VIGIL_TRY(const Id job,
              enqueue_job(api.engine, actor,
                          {"exceptions", body.dump(), std::int64_t(many.ids.size()), {}}));
    return Committed{{}, {}, to_string(job)};
}

Result<Response> act_on_many(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {"dry_run"}));
    if (request.header("If-Match")) return fail(FaultKind::malformed, "if_match_of_many");
    VIGIL_TRY(const bool dry_run, flag_of(request, "dry_run"));
    VIGIL_TRY(const auto body, body_of(request));
    VIGIL_TRY(const auto many, read_many(api.engine, actor, body));
    if (dry_run)  // of no more than are done at once
        return preview(api, actor, [&](const Actor& as) {
            return watch::act_on_exceptions(api.engine, as, many.ids, many.act);
        });
    VIGIL_TRY(const auto done, once(api, request, actor, [&](const Actor& as) {
                  return act_on_many(api, as, body, many);
              }));
    if (const auto job = parse_id(done.answer)) return answer_job(api, actor, *job);
    auto answer = Json::parse(done.answer, nullptr, false);
    tell_mail(api, many.act, answer);
    auto response = Response::json(answer.dump());
    if (done.journal) response.set("Vigil-Journal", to_string(done.journal));
    return response;
}

// GET /leads/ID/exceptions
Result<Response> of_record(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {"limit", "after"}));
    const auto company = api.engine.company.current();
    VIGIL_TRY(const auto* entity, entity_of(api, *company, actor, request));
    VIGIL_TRY(const Id id, id_of(request));
    VIGIL_TRY(const auto record, api.engine.store.read()->get(*entity, id, actor.permit));
    if (!record) return fail(FaultKind::not_found, "not_found");
    ListRequest asked;
    asked.further = field_equals(company->catalogue->need("exception"), "record", id.value);
    asked.sort = "-due_at";
    VIGIL_TRY(asked.limit, limit_of(request));
    asked.after = request.query_value("after").value_or("");
    VIGIL_TRY(const auto found,
              find_records(api.engine, actor, company->catalogue->need("exception"), asked));
    VIGIL_TRY(const auto data, exceptions_json(api.engine, actor, found.rows));
    const auto next = found.next.empty() ? std::string("null") : Json(found.next).dump();
    return Response::json("{\"data\":" + data + ",\"next\":" + next + "}");
}

}  // namespace

Result<std::string> run_exceptions_job(JobTask& task) {
    auto body = Json::parse(task.input, nullptr, false);
    if (!body.is_object()) return fail(FaultKind::not_found, "not_found");
    VIGIL_TRY(const auto many, read_many(task.engine, task.actor, std::move(body)));
    VIGIL_TRY(const auto report, watch::act_on_exceptions_in_background(task, many.ids, many.act));
    return report_json(report);
}

void add_exception_routes(Router& router, Api& api) {
    router.add(Method::get, "/api/v1/exceptions",
               signed_in(api, [&api](Request& q, const Actor& a) {
                   return page_of_exceptions(api, q, a);
               }));
    router.add(
        Method::get, "/api/v1/exceptions/{id}",
        signed_in(api, [&api](Request& q, const Actor& a) { return read_exception(api, q, a); }));
    router.add(
        Method::post, "/api/v1/exceptions/bulk",
        signed_in(api, [&api](Request& q, const Actor& a) { return act_on_many(api, q, a); }));
    router.add(Method::post, "/api/v1/exceptions/{id}/{act}",
               signed_in(api, [&api](Request& q, const Actor& a) { return act(api, q, a); }));
    router.add(Method::get, "/api/v1/{entity}/{id}/exceptions",
               signed_in(api, [&api](Request& q, const Actor& a) { return of_record(api, q, a); }));
}

}  // namespace vigil::http
