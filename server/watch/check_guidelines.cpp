#include "watch/check_guidelines.h"

#include <map>
#include <nlohmann/json.hpp>

#include "usecases/conditions.h"

namespace vigil::watch {

namespace {

using Json = nlohmann::json;

constexpr int all_rows = 1'000'000;

// "start: unknown_field own_size"
std::string words_of(const Fault& fault) {
    const bool at_field = !fault.fields.empty();
    std::string text =
        at_field ? fault.fields.front().field + ": " + fault.fields.front().code : fault.code;
    for (const auto& [name, value] : at_field ? fault.fields.front().args : fault.args)
        text += " " + value;
    return text;
}

class GuidelineCheck {
  public:
    GuidelineCheck(ReadView& view, const Company& company, Moment now)
        : view_(view), company_(company), now_(now) {}

    Result<std::vector<std::string>> run() {
        VIGIL_DO(check_versions());
        VIGIL_TRY(const auto pending, count("watch_task", nullptr));
        if (pending > 0) return std::move(troubles_);
        for (const auto& guideline : company_.guidelines)
            if (guideline->state != rules::Guideline::State::off)
                VIGIL_DO(check_watched(*guideline));
        return std::move(troubles_);
    }

  private:
    const EntityDef& entity(std::string_view key) const { return company_.catalogue->need(key); }
    Result<std::int64_t> count(std::string_view key, ConditionPtr where) {
        Query query;
        query.entity = &entity(key);
        query.where = std::move(where);
        return view_.count(query, Permit::house());
    }
    void tell(const Record& version, const std::string& what) {
        const Id id{integer_of(version["guideline"])};
        const auto key = keys_.find(id);
        troubles_.push_back("guideline " + (key == keys_.end() ? to_string(id) : key->second) +
                            ", version " + std::to_string(integer_of(version["number"])) + ": " +
                            what);
    }
    Status check_versions();
    Status check_watched(const rules::Guideline& guideline);

    ReadView& view_;
    const Company& company_;
    Moment now_;
    std::map<Id, std::string> keys_;
    std::vector<std::string> troubles_;
};

Status GuidelineCheck::check_versions() {
    Query query;
    query.entity = &entity("guideline");
    query.limit = all_rows;
    VIGIL_TRY(const auto guidelines, view_.find(query, Permit::house()));
    for (const auto& row : guidelines) keys_[row.id()] = row.text("key");
    query.entity = &entity("guideline_version");
    query.order = {{query.entity->index_of("number"), false}};
    VIGIL_TRY(const auto versions, view_.find(query, Permit::house()));
    std::map<Id, const Record*> newest;
    for (const auto& row : versions) {
        newest[Id{integer_of(row["guideline"])}] = &row;
        if (Json::parse(row.text("definition"), nullptr, false).is_discarded())
            tell(row, "its definition cannot be read");
    }
    for (const auto& [id, row] : newest) {
        const auto json = Json::parse(row->text("definition"), nullptr, false);
        const auto state = json.is_object() ? json.value("state", Json("shadow")) : Json("off");
        if (state == "off" || !keys_.contains(id)) continue;
        if (const auto read = rules::read_guideline(row->text("definition"), *company_.catalogue);
            !read)
            tell(*row, words_of(read.error()));
    }
    return {};
}

// Records whose start turned true with the time alone may not have been looked at yet; that all are so is no accident.
Status GuidelineCheck::check_watched(const rules::Guideline& guideline) {
    VIGIL_TRY(const auto watches,
              count("watch", field_equals(entity("watch"), "guideline", guideline.id.value)));
    if (watches > 0) return {};
    Query query;
    query.entity = guideline.entity;
    query.where = guideline.start;
    query.context = company_.house_context(now_);
    VIGIL_TRY(const auto records, view_.count(query, Permit::house()));
    if (records > 0)
        troubles_.push_back("guideline " + guideline.key + ": " + std::to_string(records) +
                            " records meet its start and none is watched");
    return {};
}

}  // namespace

Result<std::vector<std::string>> check_guidelines(ReadView& view, const Company& company,
                                                  Moment now) {
    return GuidelineCheck(view, company, now).run();
}

}  // namespace vigil::watch
