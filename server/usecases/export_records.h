// A whole list as a table, read piece by piece from one instant of the store, within what the caller may see.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "usecases/find_records.h"

namespace vigil {

struct ExportRequest {
    std::string entity;  // key or plural
    std::string filter, sort;
    std::vector<std::string>
        fields;  // keys, in this order; empty = all he may see but the base fields
};

// For one thread at a time. Holds one of the store's views while it lives.
class RecordExport {
  public:
    // Faults: unknown_entity, unknown_field (malformed), those of find_records().
    static Result<RecordExport> open(Engine& engine, const Actor& actor,
                                     const ExportRequest& request);

    const EntityDef& entity() const { return *entity_; }
    const std::vector<int>& fields() const { return fields_; }  // those he may not see are left out
    const Company& company() const { return *company_; }
    // Where its reader is; the company's where nobody in particular asks.
    const std::string& time_zone() const { return query_.context.time_zone; }

    // Up to 500 more; none at the end.
    Result<std::vector<Record>> next();

    // Shown as "\u2022\u2022\u2022" where it is filled.
    bool is_masked(int field) const;
    // The name of a linked record, of rows that next() answered; "" when he may not see it.
    std::string title_of_link(int field, Id id) const;

  private:
    explicit RecordExport(const Actor& actor) : actor_(actor) {}
    Status choose_fields(const std::vector<std::string>& keys);
    bool is_shown(int field) const;
    Status load_titles(const std::vector<Record>& rows);

    Actor actor_;
    CompanyPtr company_;
    const EntityDef* entity_ = nullptr;
    std::vector<int> fields_;
    Query query_;
    std::unique_ptr<ReadView> view_;
    bool over_ = false;
    std::map<std::pair<std::string, Id>, std::string> titles_;
};

}  // namespace vigil
