// A house that files are imported into.
#pragma once

#include <gtest/gtest.h>

#include "in/import/import_file.h"
#include "in/import/shared_data.h"
#include "usecases/company_settings.h"
#include "usecases/house_fixture.h"
#include "usecases/update_record.h"

namespace vigil::import {

// A choice and a field that the company does not have yet, and the map that makes them.
inline constexpr const char* new_source =
    "last_name,source,Shoe size\nKing,Skywriting,38\nLee,Website,\n";
inline constexpr const char* all_new =
    R"({"choices": "create", "columns": {"Shoe size": {"field": "own_shoe_size",
        "create": {"kind": "integer", "label": "Shoe size"}}}})";

class ImportTest : public ::testing::Test {
  protected:
    ImportOrder order_of(const std::string& entity, const std::string& csv,
                         const std::string& map) {
        ImportOrder order;
        order.entity = entity;
        order.open = [csv]() -> Result<std::unique_ptr<Source>> {
            return unpacked(memory_source(csv));
        };
        auto read = parse_import_map(map);
        EXPECT_TRUE(read) << read.error().log;
        if (read) order.map = *read;
        order.words = &words_;
        refused_.clear(), warned_.clear();
        order.refused = [this](std::string_view piece) { refused_ += piece; };
        order.warned = [this](std::string_view piece) { warned_ += piece; };
        return order;
    }
    ImportResult run(const ImportOrder& order, bool historic = false) {
        Actor actor = Actor::house("import");
        actor.historic = historic;
        auto done = import_file(house_.engine(), actor, order);
        EXPECT_TRUE(done) << done.error().code << ' ' << done.error().log;
        return done ? *done : ImportResult{};
    }
    ImportResult run(const std::string& entity, const std::string& csv,
                     const std::string& map = "") {
        return run(order_of(entity, csv, map));
    }
    // A real file with the map that lies in tests/maps.
    ImportResult run_real(const std::string& entity, const std::string& file,
                          const std::string& map) {
        return run(entity, read_whole(*shared_data(file)),
                   read_whole(std::filesystem::path(VIGIL_SOURCE_DIR) / "tests/maps" / map));
    }
    static std::string told(const ImportResult& result) {
        std::string text;
        for (const auto& one : result.refused)
            text += std::to_string(one.line) + " " + one.column + " " + one.code + " " + one.text +
                    "\n";
        return text;
    }
    Record only(std::string_view entity, std::string_view field, std::string value) {
        auto found = house_.where(entity, field, Value(std::move(value)));
        EXPECT_EQ(found.size(), 1u);
        return found.empty() ? Record(house_.entity(entity)) : found.front();
    }

    void remove(std::string_view entity, Id id) {
        const auto done =
            remove_record(house_.engine(), Actor::house("hand"), house_.entity(entity), id);
        EXPECT_TRUE(done) << done.error().code;
    }

    testing::House house_;
    Words words_ = *Words::from_embedded();
    std::string refused_, warned_;
};

}  // namespace vigil::import
