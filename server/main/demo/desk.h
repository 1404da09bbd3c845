// What a person of the demo does, by the same use cases and rights as everybody.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "main/demo/agenda.h"
#include "usecases/act_on_record.h"
#include "usecases/engine.h"

namespace vigil::demo {

using Fields = std::vector<std::pair<std::string_view, Value>>;

inline Value text(std::string_view words) { return std::string(words); }

class Desk {
  public:
    explicit Desk(House& house) : house_(house) {}

    Engine& engine() { return house_.engine(); }
    Moment now() { return engine().clock.now(); }
    const EntityDef& entity(std::string_view key) const {
        return house_.company()->catalogue->need(key);
    }

    // As this person; `on_behalf_of` is the rep for whom an assistant enters.
    Result<Actor> person(Id who, Id on_behalf_of = {});
    // Empty fields are left out.
    Result<Id> create(const Actor& actor, std::string_view entity, const Fields& fields);
    Status change(const Actor& actor, std::string_view entity, Id id, const Fields& fields);
    Status act(const Actor& actor, std::string_view entity, Id id, std::string_view act,
               const ActInput& input = {});
    Result<Record> look(std::string_view entity, Id id);
    // Oldest first.
    Result<std::vector<Record>> find(std::string_view entity, ConditionPtr where);

  private:
    RecordInput input(std::string_view entity, const Fields& fields) const;
    House& house_;
};

}  // namespace vigil::demo
