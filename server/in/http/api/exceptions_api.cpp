#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "in/http/api/api.h"
#include "in/http/api/caller.h"
#include "in/http/api/office_api.h"
#include "in/http/api/once.h"
#include "in/http/api/preview_json.h"
#include "in/http/api/record_json.h"
#include "model/parse_json.h"
#include "usecases/conditions.h"
#include "usecases/find_records.h"
#include "usecases/read_timeline.h"
#include "watch/consequences.h"
#include "watch/evidence.h"
#include "watch/exception_acts.h"
#include "watch/sight.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;

Json facts_json(const std::vector<watch::Fact>& facts) {
    Json list = Json::array();
    for (const auto& fact : facts) {
        Json one{{"name", fact.name}, {"value", fact.value}};
        if (fact.question) one["question"] = true;
        if (fact.missing) one["missing"] = true;
        list.push_back(std::move(one));
    }
    return list;
}

// Exceptions as one reader gets them: his language, names instead of ids.
class Teller {
  public:
    Teller(Engine& engine, const Actor& actor)
        : engine_(engine),
          actor_(actor),
          company_(engine.company.current()),
          view_(engine.store.read()),
          zh_(actor.language == "zh-CN") {}

    Result<Json> summary(const Record& row) const;
    Result<Json> evidence(const Record& row);

  private:
    Json person(Id id) const {
        const Person* found = company_->person(id);
        return found ? Json{{"id", to_string(id)}, {"name", found->name}} : Json();
    }
    static Json moment(const Value& value) {
        return is_empty(value) ? Json() : Json(to_string(moment_of(value)));
    }
    rules::GuidelinePtr guideline_of(const Record& row) const {
        return company_->guideline(row.link("guideline"),
                                   int(integer_of(row["guideline_version"])));
    }
    // It stands there in English; a choice's label is said in the reader's language.
    std::string context(const Record& row) const {
        std::string text(row.text("context"));
        const EntityDef* entity = company_->catalogue->entity(row.text("entity"));
        const FieldDef* field = entity ? entity->field(entity->context) : nullptr;
        if (field)
            for (const auto& choice : field->choices)
                if (choice.label.in("en") == text)
                    return std::string(choice.label.in(actor_.language));
        return text;
    }
    // Those he may see.
    Result<std::vector<watch::Fact>> facts(const Record& row) const {
        return watch::in_sight(watch::facts_kept(row, actor_.language), actor_.permit, *view_,
                               *company_->catalogue);
    }
    bool may_read(const Record& row, std::string_view field) const {
        return watch::may_read_of(actor_.permit, *row.entity, field,
                                  company_->catalogue->entity(row.text("entity")));
    }
    struct AheadJson {
        Json consequence, next;
    };
    Result<AheadJson> ahead_json(const Record& row, const rules::GuidelinePtr& guideline) const;
    Result<Json> told(const Record& row) const;
    Status add_since(Json& evidence, const Record& row) const;
    Result<std::vector<Record>> rows_of(const char* entity, const char* field, Id id,
                                        int limit) const;

    Engine& engine_;
    const Actor& actor_;
    CompanyPtr company_;
    std::unique_ptr<ReadView> view_;
    bool zh_;
};

Result<Teller::AheadJson> Teller::ahead_json(const Record& row,
                                             const rules::GuidelinePtr& guideline) const {
    AheadJson json;
    if (!guideline || row.text("state") == "closed") return json;
    const Moment now = engine_.clock.now();
    VIGIL_TRY(const auto ahead, watch::ahead_of(*view_, *company_->catalogue, *guideline, row));
    json.consequence = watch::if_ignored(*company_, *guideline, ahead, now, actor_.language);
    // Of what is broken nothing comes any more but what the house does.
    const bool comes =
        !ahead.broken ||
        !watch::follows_by_rule(*company_, *guideline, ahead, now, actor_.language).empty();
    if (comes && !is_empty(row["next_at"]))
        json.next = Json{{"at", moment(row["next_at"])}, {"what", json.consequence}};
    return json;
}

Result<Json> Teller::summary(const Record& row) const {
    const auto guideline = guideline_of(row);
    const std::string entity(row.text("entity"));
    VIGIL_TRY(const auto seen, facts(row));
    VIGIL_TRY(const auto ahead, ahead_json(row, guideline));
    const auto title =
        watch::title_for(actor_.permit, *row.entity,
                         company_->catalogue->entity(row.text("entity")), row.text("title"));
    Json json{
        {"id", to_string(row.id())},
        {"version", row.version()},
        {"guideline",
         {{"id", to_string(row.link("guideline"))}, {"key", guideline ? guideline->key : ""}}},
        {"sentence", guideline ? rules::sentence_of(*guideline, actor_.language) : ""},
        {"broken", guideline ? rules::broken_of(*guideline, actor_.language) : ""},
        {"goal", guideline ? std::string(guideline->goal.in(actor_.language)) : ""},
        {"entity", entity},
        {"record",
         {{"id", std::to_string(integer_of(row["record"]))},
          {"entity", entity},
          {"title", title},
          {"context", may_read(row, "context") ? context(row) : std::string()}}},
        {"title", title},
        {"owner", person(row.link("owner"))},
        {"manager", person(row.link("manager"))},
        {"amount",
         may_read(row, "amount") ? to_json(*row.entity->field("amount"), row["amount"]) : Json()},
        {"state", row.text("state")},
        {"see", watch::joined(seen, actor_.language)},
        {"consequence", ahead.consequence},
        {"next", ahead.next},
        {"historic", truth_of(row["historic"])}};
    for (const char* key : {"started_at", "due_at", "raised_at", "closed_at"})
        json[key] = moment(row[key]);
    for (const char* key : {"closed_by", "reason", "note"})
        json[key] = is_empty(row[key]) ? Json() : Json(row.text(key));
    return json;
}

Result<std::vector<Record>> Teller::rows_of(const char* key, const char* field, Id id,
                                            int limit) const {
    const EntityDef& entity = company_->catalogue->need(key);
    Query query;
    query.entity = &entity;
    query.where = field_equals(entity, field, id.value);
    query.order = {{field_id, true}};
    query.limit = limit;
    return engine_.store.read()->find(query, Permit::house());
}

// Who was told by which channel, and whether it was delivered and seen.
Result<Json> Teller::told(const Record& row) const {
    VIGIL_TRY(const auto notices, rows_of("notice", "exception", row.id(), 100));
    Json list = Json::array();
    for (const auto& notice : notices) {
        VIGIL_TRY(const auto mail,
                  engine_.store.read()->get(company_->catalogue->need("outbox"),
                                            Id{integer_of(notice["outbox"])}, Permit::house()));
        std::string detail;
        if (mail && !is_empty((*mail)["answer"]))
            detail = std::string(mail->text("server")) + " " + std::string(mail->text("answer"));
        if (mail && truth_of((*mail)["possibly_repeated"]))
            detail += zh_ ? "（可能重复）" : " (possibly repeated)";
        if (notice.text("why") ==
            "closed")  // of a digest whose other lines were sent, it says so too
            detail = zh_ ? "邮件发出前，此事已关闭。" : "Closed before the mail could be sent.";
        // Whoever has seen the exception since has not seen a mail that never left.
        const std::string_view state = notice.text("state");
        const bool is_gone = state == "cancelled" || state == "failed" || state == "bounced";
        const bool is_seen = !is_empty(notice["seen_at"]) && !is_gone;
        list.push_back({{"user", person(Id{integer_of(notice["user"])})},
                        {"rung", notice.text("rung")},
                        {"channel", mail && mail->text("kind") == "digest" ? "digest" : "mail"},
                        {"at", moment(notice["at"])},
                        {"state", is_seen ? "seen" : std::string(state)},
                        {"seen_at", moment(notice["seen_at"])},
                        {"detail", detail}});
    }
    return list;
}

// What has happened to the record since the promise started, and the names of what it mentions.
Status Teller::add_since(Json& evidence, const Record& row) const {
    Json& list = evidence["since"] = Json::array();
    evidence["included"] = Json::object();
    const EntityDef* entity = company_->catalogue->entity(row.text("entity"));
    if (!entity) return {};
    const Id id{integer_of(row["record"])};
    VIGIL_TRY(const auto record, engine_.store.read()->get(*entity, id, actor_.permit));
    if (!record) return {};
    VIGIL_TRY(const auto timeline, read_timeline(engine_, actor_, *entity, id, 20));
    for (const auto& one : timeline.rows) {
        if (moment_of(one["at"]) < moment_of(row["started_at"])) continue;
        std::string text;
        write_journal_row(text, one, company_->catalogue->need(one.text("entity")), actor_.permit);
        auto json = Json::parse(text);
        json["actor"] = person(Id{integer_of(one["actor"])});
        list.push_back(std::move(json));
    }
    VIGIL_TRY(const auto mentioned, mentioned_titles(engine_, actor_, *company_->catalogue, list));
    std::string included;
    write_included(included, mentioned);
    evidence["included"] = Json::parse(included);
    return {};
}

Result<Json> Teller::evidence(const Record& row) {
    VIGIL_TRY(auto json, summary(row));
    const auto guideline = guideline_of(row);
    VIGIL_TRY(const auto seen, facts(row));
    Json evidence{{"version", integer_of(row["guideline_version"])}, {"facts", facts_json(seen)}};
    evidence["clock"] =
        guideline
            ? watch::clock_line(*guideline, moment_of(row["started_at"]), moment_of(row["due_at"]),
                                company_->calendar_of(row.link("owner")), actor_.language)
            : "";
    evidence["time_zone"] = company_->calendar_of(row.link("owner")).zone().name();
    VIGIL_TRY(evidence["told"], told(row));
    VIGIL_DO(add_since(evidence, row));
    json["evidence"] = std::move(evidence);
    return json;
}

// Those he has put aside for himself.
Result<ConditionPtr> not_snoozed(Engine& engine, const Actor& actor) {
    const auto company = engine.company.current();
    const EntityDef& snooze = company->catalogue->need("snooze");
    Query query;
    query.entity = &snooze;
    query.where = both(field_equals(snooze, "user", actor.user),
                       compare(snooze, "until", Condition::Op::gt, engine.clock.now()));
    query.limit = 1'000;
    VIGIL_TRY(const auto rows, engine.store.read()->find(query, Permit::house()));
    ConditionPtr all;
    const EntityDef& exception = company->catalogue->need("exception");
    for (const auto& row : rows)
        all = both(all, negated(field_equals(exception, field_id, row.link("exception"))));
    return all;
}

ListRequest list_request(const Request& request, const EntityDef& entity, const Actor& actor) {
    ListRequest list;
    const auto state = request.query_value("state").value_or("open");
    list.further = field_equals(entity, "state", std::string(state));
    if (state == "warned")
        list.further = both(list.further, field_equals(entity, "owner", actor.user));
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

Result<Response> page_of_exceptions(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {"state", "filter", "sort", "after", "limit", "count"}));
    const auto company = api.engine.company.current();
    const EntityDef& entity = company->catalogue->need("exception");
    const auto state = request.query_value("state").value_or("open");
    if (state != "open" && state != "warned" && state != "closed")
        return fail(FaultKind::malformed, "unknown_parameter", {}, {{"name", "state"}});
    ListRequest asked = list_request(request, entity, actor);
    if (state != "closed") {
        VIGIL_TRY(auto snoozed, not_snoozed(api.engine, actor));
        asked.further = both(asked.further, std::move(snoozed));
    }
    VIGIL_TRY(const auto found, find_records(api.engine, actor, entity, asked));
    Teller teller(api.engine, actor);
    Json data = Json::array();
    for (const auto& row : found.rows) {
        VIGIL_TRY(auto json, teller.summary(row));
        data.push_back(std::move(json));
    }
    Json answer{{"data", std::move(data)},
                {"next", found.next.empty() ? Json() : Json(found.next)}};
    if (found.count) {
        answer["count"] = *found.count;
        VIGIL_TRY(answer["running"], running(api.engine, actor));
    }
    return Response::json(answer.dump());
}

// Whether what is queued leaves the house, or waits until there is a mail server.
const char* mail_way(const Api& api) {
    return api.options.has_mail() ? "queued" : "not_configured";
}

Result<Response> read(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const Id id, id_of(request));
    const auto company = api.engine.company.current();
    VIGIL_TRY(const auto row, api.engine.store.read()->get(company->catalogue->need("exception"),
                                                           id, actor.permit));
    if (!row) return fail(FaultKind::not_found, "not_found");
    VIGIL_DO(watch::mark_seen(api.engine, actor, id));
    VIGIL_TRY(auto json, Teller(api.engine, actor).evidence(*row));
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
    VIGIL_TRY(const auto asked, read_act(request.param("act"), body));
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
        VIGIL_TRY(json, Teller(api.engine, actor).summary(*row));
    }
    tell_mail(api, asked, json);
    auto response = Response::json(json.dump());
    if (done.journal) response.set("Vigil-Journal", to_string(done.journal));
    return response;
}

// {"ids", "act", …and the words of that act}: the folded group of the page.
Result<Response> bulk(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {"dry_run"}));
    VIGIL_TRY(const bool dry_run, flag_of(request, "dry_run"));
    VIGIL_TRY(auto body, body_of(request));
    const std::string key = text_in(body, "act");
    if (key.empty()) return fail_field("act", "required");
    VIGIL_TRY(const auto ids, ids_of(body));
    body.erase("act");
    body.erase("ids");
    VIGIL_TRY(const auto asked, read_act(key, body));
    VIGIL_DO(check_words(body, key));
    const Deed deed = [&](const Actor& as) {
        return watch::act_on_exceptions(api.engine, as, ids, asked);
    };
    if (dry_run) return preview(api, actor, deed);
    VIGIL_TRY(const auto done, once(api, request, actor, deed));
    auto answer = Json::parse(done.answer, nullptr, false);
    tell_mail(api, asked, answer);
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
    Teller teller(api.engine, actor);
    Json data = Json::array();
    for (const auto& row : found.rows) {
        VIGIL_TRY(auto json, teller.summary(row));
        data.push_back(std::move(json));
    }
    return Response::json(
        Json{{"data", std::move(data)}, {"next", found.next.empty() ? Json() : Json(found.next)}}
            .dump());
}

}  // namespace

void add_exception_routes(Router& router, Api& api) {
    router.add(Method::get, "/api/v1/exceptions",
               signed_in(api, [&api](Request& q, const Actor& a) {
                   return page_of_exceptions(api, q, a);
               }));
    router.add(Method::get, "/api/v1/exceptions/{id}",
               signed_in(api, [&api](Request& q, const Actor& a) { return read(api, q, a); }));
    router.add(Method::post, "/api/v1/exceptions/bulk",
               signed_in(api, [&api](Request& q, const Actor& a) { return bulk(api, q, a); }));
    router.add(Method::post, "/api/v1/exceptions/{id}/{act}",
               signed_in(api, [&api](Request& q, const Actor& a) { return act(api, q, a); }));
    router.add(Method::get, "/api/v1/{entity}/{id}/exceptions",
               signed_in(api, [&api](Request& q, const Actor& a) { return of_record(api, q, a); }));
}

}  // namespace vigil::http
