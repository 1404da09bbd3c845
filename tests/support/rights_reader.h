// Who may do what, read straight from the declarations and from the test's own rows; shares no code with
// the server's permissions, conditions or stores, so that the two can be compared.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace vigil::testing {

// A record as the test made it: texts and ids by field; a boolean is "true"; what is empty is absent.
struct Row {
    std::string entity, id;
    std::map<std::string, std::string> fields;
    bool removed = false;

    std::string value(const std::string& field) const {
        if (field == "id") return id;
        const auto found = fields.find(field);
        return found == fields.end() ? "" : found->second;
    }
};

struct Subject {
    std::string name, role, id, team, token;
    std::set<std::string> teams;  // his team's tree and the trees of the teams he manages
};

class RightsReader {
  public:
    // Reads every shipped x.entity.json as plain JSON.
    RightsReader();

    const nlohmann::json& entity(const std::string& key) const { return entities_.at(key); }
    // Those with an API of their own: not of the system.
    std::vector<std::string> entities() const;

    bool knows(const Subject& who, const std::string& entity) const;
    bool sees(const Subject& who, const Row& row) const;
    bool may_change(const Subject& who, const Row& row) const;
    bool may_create(const Subject& who, const std::string& entity) const {
        return flag(who, entity, "create");
    }
    bool may_remove(const Subject& who, const std::string& entity) const {
        return flag(who, entity, "remove");
    }
    // Reads its value; edits it where the row allows.
    bool reads(const Subject& who, const std::string& entity, const std::string& field) const;
    bool edits(const Subject& who, const std::string& entity, const std::string& field) const;
    // Not there at all for him; what is masked is there, without its value.
    bool is_hidden(const Subject& who, const std::string& entity, const std::string& field) const;
    bool is_secret(const std::string& entity, const std::string& field) const {
        return declared(entity, field).value("secret", false);
    }
    bool is_read_only(const std::string& entity, const std::string& field) const {
        return declared(entity, field).value("read_only", false);
    }
    const nlohmann::json& declared(const std::string& entity, const std::string& field) const {
        return entities_.at(entity).at("fields").at(field);
    }

    // What an administrator has changed since, told in plain conditions: a role made like another, rights
    // given or taken.
    void make_role(const std::string& role, const std::string& like);
    void give(const std::string& role, const std::string& entity, const nlohmann::json& changes);

    void add(Row row) { rows_[row.id] = std::move(row); }
    Row& row(const std::string& id) { return rows_.at(id); }
    const Row* find(const std::string& id) const;
    std::vector<const Row*> rows_of(const std::string& entity) const;

  private:
    friend class ScopeReader;

    const nlohmann::json* rights(const Subject& who, const std::string& entity) const;
    bool flag(const Subject& who, const std::string& entity, const char* name) const;
    bool in_scope(const Subject& who, const Row& row, const char* scope) const;

    std::map<std::string, nlohmann::json> entities_;
    std::map<std::string, Row> rows_;
};

}  // namespace vigil::testing
