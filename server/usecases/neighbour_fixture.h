// For tests: a second node of the same company. What it writes the first one has not heard of yet.
#pragma once

#include "usecases/house_fixture.h"

namespace vigil::testing {

// Another program over the same file.
class Neighbour {
  public:
    explicit Neighbour(House& house) : house_(house) {
        auto store = storage::open_sqlite({.path = (house.folder() / "vigil.db").string()});
        EXPECT_TRUE(store);
        store_ = *std::move(store);
        book_ = std::make_unique<CompanyBook>(*store_);
        EXPECT_TRUE(book_->reload());
        engine_ = std::make_unique<Engine>(
            Engine{*store_, house.clock, house.ids, *book_, house.registry, {}});
    }
    Engine& engine() { return *engine_; }
    void set(const std::string& key, const std::string& value) {
        write("setting", [&](Record& row) {
            row.set("key", key);
            row.set("value", value);
        });
    }
    void write(const char* entity, const std::function<void(Record&)>& fill) {
        const Actor actor = Actor::house("hand");
        const auto done =
            work(engine(), actor, house_.clock.now(), [&](UnitOfWork& unit) -> Status {
                Record row = unit.blank(unit.entity(entity));
                fill(row);
                if (row.entity->plain)
                    unit.insert(row);
                else
                    unit.create(std::move(row));
                return {};
            });
        ASSERT_TRUE(done) << done.error().log;
    }

  private:
    House& house_;
    std::unique_ptr<storage::CatalogueStore> store_;
    std::unique_ptr<CompanyBook> book_;
    std::unique_ptr<Engine> engine_;
};

}  // namespace vigil::testing
