#include "in/http/api/backtest_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/explain.h"
#include "base/zone.h"
#include "usecases/find_records.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;

class Writer {
  public:
    Writer(Engine& engine, const Actor& reader, const watch::Backtest& result)
        : engine_(engine), reader_(reader), company_(engine.company.current()), result_(result) {}

    Result<Json> write(std::size_t most) {
        Json json{{"guideline", result_.guideline->key},
                  {"sentence", rules::sentence_of(*result_.guideline, reader_.language)},
                  {"from", to_string(result_.from)},
                  {"to", to_string(result_.to)},
                  {"complete", !result_.cut_at},
                  {"looked_at_until", result_.cut_at ? Json(to_string(*result_.cut_at)) : Json()},
                  {"unknown_fields", result_.unknown_fields},
                  {"started", result_.started},
                  {"met", result_.met},
                  {"broken", result_.broken},
                  {"running", result_.running},
                  {"dropped", result_.dropped},
                  {"raised", result_.raised.size()}};
        json["by_owner"] = counts(result_.by_owner(), "owner");
        json["by_manager"] = counts(result_.by_manager(), "manager");
        json["by_week"] = weeks();
        VIGIL_TRY(json["exceptions"], list(most));
        return json;
    }

  private:
    Json person(Id id) const {
        const Person* found = company_->person(id);
        return found ? Json{{"id", to_string(id)}, {"name", found->name}} : Json();
    }
    static Json moment(const std::optional<Moment>& at) {
        return at ? Json(to_string(*at)) : Json();
    }
    // Most first.
    Json counts(const std::map<Id, std::int64_t>& by, const char* who) const {
        std::vector<std::pair<Id, std::int64_t>> sorted(by.begin(), by.end());
        std::ranges::stable_sort(sorted, std::ranges::greater(),
                                 &std::pair<Id, std::int64_t>::second);
        Json list = Json::array();
        for (const auto& [id, n] : sorted) list.push_back({{who, person(id)}, {"raised", n}});
        return list;
    }
    // By the Monday each week begins with, where the company is.
    Json weeks() const {
        std::map<Day, int> by;
        for (const auto& one : result_.raised) {
            const Day day = company_->local_day(one.raised);
            ++by[day + -weekday(day)];
        }
        Json list = Json::array();
        for (const auto& [monday, n] : by)
            list.push_back({{"week", to_string(monday)}, {"raised", n}});
        return list;
    }
    Result<Json> list(std::size_t most) {
        VIGIL_TRY(const auto titles, this->titles(most));
        Json list = Json::array();
        for (const auto& one : result_.raised) {
            if (list.size() == most) break;
            const auto title = titles.find(one.record);
            list.push_back(
                {{"record",
                  {{"id", to_string(one.record)},
                   {"entity", result_.guideline->entity->key},
                   {"title", title == titles.end() ? Json() : Json(title->second)}}},
                 {"owner", person(one.owner)},
                 {"manager", person(one.manager)},
                 {"started_at", to_string(one.started)},
                 {"due_at", to_string(one.due)},
                 {"warned_at", moment(one.warned)},
                 {"raised_at", to_string(one.raised)},
                 {"closed_at", moment(one.closed)},
                 {"closed_by", one.closed_by.empty() ? Json() : Json(one.closed_by)},
                 {"late", in_words(late_by(one.due, one.due + one.late), reader_.language)},
                 {"late_seconds", whole_seconds(one.late)}});
        }
        return list;
    }
    // Of those he may see, by name.
    Result<std::map<Id, std::string>> titles(std::size_t most) {
        const EntityDef& entity = company_->catalogue->need(result_.guideline->entity->key);
        std::vector<Id> ids;
        for (const auto& one : result_.raised)
            if (ids.size() < most) ids.push_back(one.record);
        std::ranges::sort(ids);
        ids.erase(std::ranges::unique(ids).begin(), ids.end());
        VIGIL_TRY(const auto found, engine_.store.read()->get_many(entity, ids, reader_.permit));
        std::map<Id, std::string> titles;
        for (const auto& record : found)
            titles[record.id()] = title_for(record, reader_.permit, reader_.language);
        return titles;
    }

    Engine& engine_;
    const Actor& reader_;
    CompanyPtr company_;
    const watch::Backtest& result_;
};

}  // namespace

Result<std::string> backtest_json(Engine& engine, const Actor& reader,
                                  const watch::Backtest& result, std::size_t most) {
    VIGIL_TRY(const auto json, Writer(engine, reader, result).write(most));
    return json.dump();
}

Result<DaysAsked> days_asked(const Company& company, std::string_view from, std::string_view to) {
    const auto first = parse_day(from), last = parse_day(to);
    if (!first) return fail_field("from", "wrong_type", {{"expected", "day"}});
    if (!last) return fail_field("to", "wrong_type", {{"expected", "day"}});
    if (*last < *first) return fail_field("to", "ends_before_it_begins");
    const Zone zone = Zone::find(company.settings.time_zone).value_or(Zone());
    return DaysAsked{zone.to_utc(*first, 0), zone.to_utc(*last + 1, 0)};
}

}  // namespace vigil::http
