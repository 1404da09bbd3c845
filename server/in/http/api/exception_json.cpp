#include "in/http/api/exception_json.h"

#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "in/http/api/record_json.h"
#include "model/parse_json.h"
#include "usecases/conditions.h"
#include "usecases/find_records.h"
#include "usecases/read_timeline.h"
#include "watch/consequences.h"
#include "watch/evidence.h"
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
    Result<Json> evidence(const Record& row) const;
    Json stakes(const watch::Bundle& bundle, const Record& first) const;

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

Result<Json> Teller::evidence(const Record& row) const {
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

Result<Json> list_of(const Teller& teller, const std::vector<Record>& rows) {
    Json list = Json::array();
    for (const auto& row : rows) {
        VIGIL_TRY(auto json, teller.summary(row));
        list.push_back(std::move(json));
    }
    return list;
}

// What is at stake, as far as he may read it.
Json Teller::stakes(const watch::Bundle& bundle, const Record& first) const {
    Json list = Json::array();
    if (!may_read(first, "amount")) return list;
    for (const auto& sum : bundle.stakes)
        list.push_back({{"amount", format_amount(sum)}, {"currency", sum.currency.view()}});
    return list;
}

}  // namespace

Result<std::string> exceptions_json(Engine& engine, const Actor& actor,
                                    const std::vector<Record>& rows) {
    VIGIL_TRY(const auto list, list_of(Teller(engine, actor), rows));
    return list.dump();
}

Result<std::string> exception_json(Engine& engine, const Actor& actor, const Record& row) {
    VIGIL_TRY(const auto json, Teller(engine, actor).summary(row));
    return json.dump();
}

Result<std::string> evidence_json(Engine& engine, const Actor& actor, const Record& row) {
    VIGIL_TRY(const auto json, Teller(engine, actor).evidence(row));
    return json.dump();
}

Result<std::string> bundles_json(Engine& engine, const Actor& actor,
                                 const std::vector<watch::Bundle>& bundles,
                                 const std::vector<Record>& firsts) {
    const Teller teller(engine, actor);
    Json list = Json::array();
    for (std::size_t i = 0; i < firsts.size(); ++i) {
        VIGIL_TRY(auto first, teller.summary(firsts[i]));
        list.push_back({{"count", bundles[i].count},
                        {"stakes", teller.stakes(bundles[i], firsts[i])},
                        {"first", std::move(first)}});
    }
    return list.dump();
}

}  // namespace vigil::http
