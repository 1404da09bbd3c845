// The company a scenario plays in: its house, its people and records by the names the scenario gives them.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "main/house.h"
#include "tests/scenario/mailbox.h"
#include "tests/scenario/stock.h"
#include "tests/scenario/text.h"
#include "usecases/check_record.h"

namespace vigil::tests {

class World {
  public:
    static Result<std::unique_ptr<World>> open(Stock& stock);

    Engine& engine() { return house_->engine(); }
    CompanyPtr company() const { return house_->company(); }
    const EntityDef& need(std::string_view entity) const {
        return company()->catalogue->need(entity);
    }
    // "lead" or "leads".
    Result<const EntityDef*> entity(const std::string& word) const;
    Mailbox& mailbox() { return mailbox_; }
    Moment now() const { return house_->test_clock()->now(); }

    // Time goes by: what falls due is dealt with, mails are sent.
    Status pass(Moment to);
    // The process ends and begins again, at `to` if that is later; nothing happened in between.
    Status restart(std::optional<Moment> to);

    struct Named {
        std::string entity;
        Id id;
    };
    void name(const std::string& name, std::string_view entity, Id id) {
        names_[name] = {std::string(entity), id};
    }
    // A record, a person, a team or a guideline.
    Result<Named> find(const std::string& name) const;
    Result<Id> id(const std::string& name, std::string_view entity) const;
    Result<Record> record(const std::string& name);  // as the house sees it, removed ones too
    std::string name_of(Id id) const;

    // By `name`, with the rights he has now.
    Result<Actor> actor(const std::string& name) const;

    // "Mon 2026-03-02 10:00" on the company's clock; "2 hours ago".
    Result<Moment> moment(const std::string& text) const;
    Result<Day> day(const std::string& text) const;
    Result<Moment> after(Moment from, const std::string& duration) const;
    std::string show(Moment moment) const;

    // What stands in the file, as a value of a field.
    Result<Value> value(const FieldDef& field, const std::string& text) const;
    std::string show(const FieldDef& field, const Value& value) const;
    Result<RecordInput> input(const EntityDef& entity, const std::string& text) const;

    // {Ada} in a condition stands for Ada's id.
    Result<std::string> with_ids(std::string text) const;
    Result<ConditionPtr> condition(const EntityDef& entity, std::string text) const;
    Result<std::vector<Record>> rows(const EntityDef& entity, ConditionPtr where,
                                     const Permit& permit);
    Result<std::int64_t> count(const EntityDef& entity, ConditionPtr where, const Permit& permit);

  private:
    World() = default;
    std::string json_text(const FieldDef& field, const std::string& text) const;
    Query query(const EntityDef& entity, ConditionPtr where, const Permit& permit) const;

    Status open_house(const HouseOptions& options);

    Mailbox mailbox_;
    std::unique_ptr<Place> place_;
    std::unique_ptr<House> house_;
    std::unique_ptr<out::Courier> courier_;
    std::map<std::string, Named> names_;
};

}  // namespace vigil::tests
