// For tests: a company over a real SQLite store in a temporary folder; time stands still, ids count up.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "base/embedded.h"
#include "storage/open.h"
#include "usecases/conditions.h"
#include "usecases/create_record.h"

namespace vigil::testing {

class StillClock final : public Clock {
  public:
    Moment now() const override { return at; }
    Moment at = *parse_moment("2026-03-02T09:00:00Z");
};

class CountingIds final : public Ids {
  public:
    Id next() override { return {++last_}; }

  private:
    std::atomic<std::int64_t> last_{1'000};
};

class House {
  public:
    House()
        : folder_(std::filesystem::temp_directory_path() /
                  ("vigil_house_" + std::to_string(getpid()) + "_" + std::to_string(++count()))) {
        std::filesystem::create_directories(folder_);
        open();
    }
    ~House() {
        engine_.reset();
        book_.reset();
        store_.reset();
        std::filesystem::remove_all(folder_);
    }

    // The same database opened anew, as after a restart.
    void reopen() {
        engine_.reset();
        book_.reset();
        store_.reset();
        open();
    }

    Engine& engine() { return *engine_; }
    const Catalogue& catalogue() { return *book_->current()->catalogue; }
    const EntityDef& entity(std::string_view key) { return catalogue().need(key); }
    std::filesystem::path folder() const { return folder_; }

    Id create(std::string_view key, std::vector<std::pair<std::string, Value>> values) {
        const Actor house = Actor::house("hand");
        const EntityDef& of = entity(key);
        RecordInput input;
        for (auto& [field, value] : values)
            input.emplace_back(of.index_of(field), std::move(value));
        const auto made = create_record(engine(), house, of, input);
        EXPECT_TRUE(made) << made.error().code << ' ' << made.error().log;
        return made ? made->record : Id{};
    }
    std::vector<Record> all(std::string_view key, ConditionPtr where = {}) {
        kept_ = book_->current();
        Query query;
        query.entity = &kept_->catalogue->need(key);
        query.where = std::move(where);
        query.order = {{field_id, false}};
        query.limit = 1'000'000;
        auto found = store_->read()->find(query, Permit::house());
        EXPECT_TRUE(found) << found.error().log;
        return found ? *found : std::vector<Record>();
    }
    std::vector<Record> where(std::string_view key, std::string_view field, Value value) {
        return all(key, field_equals(entity(key), field, std::move(value)));
    }

    // The guidelines that ship, switched on.
    void watch_all() {
        const Actor house = Actor::house();
        const auto done = work(engine(), house, clock.now(), [&](UnitOfWork& unit) -> Status {
            for (const auto& file : embedded_declarations()) {
                if (!file.path.ends_with(".guideline.json")) continue;
                std::string text(file.bytes);
                const auto brace = text.rfind('}');
                text.insert(brace, ", \"state\": \"on\"");
                Record row = unit.blank(unit.entity("guideline_version"));
                row.set("guideline", unit.new_id().value);
                row.set("number", std::int64_t(1));
                row.set("definition", text);
                unit.insert(row);
            }
            return {};
        });
        ASSERT_TRUE(done) << done.error().log;
    }

    StillClock clock;
    CountingIds ids;
    Registry registry;

  private:
    static int& count() {
        static int number = 0;
        return number;
    }
    void open() {
        auto opened = storage::open_sqlite({.path = (folder_ / "vigil.db").string()});
        if (!opened) throw std::runtime_error(opened.error().log);
        store_ = *std::move(opened);
        book_ = std::make_unique<CompanyBook>(*store_);
        const auto loaded = book_->reload();
        if (!loaded) throw std::runtime_error(loaded.error().code + " " + loaded.error().log);
        engine_ = std::make_unique<Engine>(Engine{*store_, clock, ids, *book_, registry, {}});
    }

    std::filesystem::path folder_;
    std::unique_ptr<storage::CatalogueStore> store_;
    std::unique_ptr<CompanyBook> book_;
    std::unique_ptr<Engine> engine_;
    CompanyPtr kept_;
};

}  // namespace vigil::testing
