// Every role x entity x record x call: what the API answers against what the declarations say, as a
// plain reader of its own understands them (rights_reader.h). A cell is one call of one person.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/support/office.h"
#include "tests/support/rights_reader.h"

namespace vigil::testing {

// Marks texts: "quokka17z" stands in one field of one record and nowhere else.
inline constexpr std::string_view word = "quokka";

class Matrix : public ::testing::TestWithParam<StoreKind> {
  protected:
    void SetUp() override {
        office_ = Office::make(GetParam());
        if (!office_) GTEST_SKIP() << "VIGIL_TEST_DATABASE is not set";
        seed();
    }

    // --- the company
    std::string add(const std::string& entity, Json values, bool plainly = false) {
        const std::string id =
            plainly ? office_->insert(entity, values) : office_->create(entity, values);
        Row row{entity, id, {}, false};
        for (const auto& [field, value] : values.items())
            row.fields[field] = value.is_boolean()  ? (value.get<bool>() ? "true" : "")
                                : value.is_string() ? value.get<std::string>()
                                                    : value.dump();
        rights_.add(row);
        return id;
    }
    std::string mark() { return std::string(word) + std::to_string(++marks_) + "z"; }
    void take_away(const std::string& id);
    void seed();
    void people();
    void own_roles();
    void gives(const std::string& role, const std::string& entity, const Json& sent,
               const Json& meant);
    void business();
    void plans();
    void house_rules();
    void exceptions();

    // --- the cells
    void expect(const Subject& who, const std::string& what, const std::string& wanted,
                const Answer& got);
    bool reads_titles(const Subject& who, const std::string& entity) const;
    void scan(const Subject& who, const std::string& what, const Answer& got);
    Answer call(const Subject& who, http::Method method, const std::string& path,
                const Json& body = {});
    static std::string outcome(const Answer& answer);
    std::string path(const std::string& entity) const {
        return "/api/v1/" + rights_.entity(entity).at("plural").get<std::string>();
    }
    std::string path(const Row& row) const { return path(row.entity) + "/" + row.id; }
    std::string gone_or(const Subject& who, const Row& row, const std::string& otherwise) const {
        return rights_.sees(who, row) ? otherwise : "gone";
    }
    void take_back(const Subject& who, const std::string& what, const Answer& done);

    void lists(const Subject& who, const std::string& entity);
    void searches(const Subject& who);
    void reads(const Subject& who, const Row& row);
    void fields(const Subject& who, const std::string& entity);
    void conditions(const Subject& who, const std::string& entity, const std::string& field);
    void changes(const Subject& who, const Row& row);
    void field_changes(const Subject& who, const std::string& entity);
    void creates(const Subject& who, const std::string& entity);
    void removals(const Subject& who, const Row& row);
    void acts(const Subject& who, const Row& row);
    // `offered`: among what the record says that he may do with it.
    void act(const Subject& who, const Row& row, const std::string& key, const Json& input,
             bool offered);
    void bulks(const Subject& who, const std::string& entity);
    void undoes(const Subject& who, const Row& row);
    void exception_acts(const Subject& who, const Row& row);
    void exception_lists(const Subject& who);
    void model(const Subject& who);

    std::string plain_field(const std::string& entity) const;
    Json value_for(const Subject& who, const std::string& entity, const std::string& field,
                   const std::string& not_id);

    std::unique_ptr<Office> office_;
    RightsReader rights_;
    std::vector<Subject> subjects_;
    std::map<std::string, std::string> teams_, users_;
    std::map<std::string, std::string> marked_;  // record by mark
    int marks_ = 0, cells_ = 0, differences_ = 0;
};

}  // namespace vigil::testing
