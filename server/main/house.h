// The house wired together: store, clock, ids, company, use cases. One per process; the tests make their own.
#pragma once

#include <memory>
#include <string>

#include "main/clocks.h"
#include "main/node_ids.h"
#include "main/registry.h"
#include "storage/open.h"
#include "usecases/engine.h"

namespace vigil {

struct HouseOptions {
    std::string data;      // folder of an SQLite company: DATA/vigil.db
    std::string database;  // or postgres://…
    // Else `data` or `database` with nothing in it is the fault no_company, unless it
    bool makes_folder = true;
    bool may_be_bare = false;        // never where somebody else has something
    std::optional<Moment> test_now;  // a clock that stands here until it is put forward
    // A company whose clock was put forward has it stand there still: for commands beside its server.
    bool at_kept_clock = false;
    int pool_size = 8;
    bool durable = true;  // SQLite: false only while making data that can be made again
};

// The store alone, as it lies there. Faults: store_failed, no_company.
Result<std::unique_ptr<storage::CatalogueStore>> open_store(const HouseOptions& options);

class House {
  public:
    // Opens the store and brings its tables up to date. Faults: store_failed, bad_declaration.
    static Result<std::unique_ptr<House>> open(const HouseOptions& options);

    Engine& engine() { return *engine_; }
    Store& store() { return *store_; }
    CompanyPtr company() const { return book_->current(); }
    TestClock* test_clock() { return test_clock_; }  // null with the system's clock

    // Deals with everything due until `to`, step by step, as if time had passed; `send` is called at each
    // step to send what is due by then and answers when the next mail is due. Steps end at whole seconds, as
    // the watch of a running server looks about once in one.
    using SendDue = std::function<Result<std::optional<Moment>>()>;
    Status put_forward(Moment to, const SendDue& send);

  private:
    House() = default;
    void set_clock(const HouseOptions& options);
    Status keep_test_clock();

    std::unique_ptr<storage::CatalogueStore> store_;
    std::unique_ptr<Clock> clock_;
    TestClock* test_clock_ = nullptr;
    std::optional<NodeIds> ids_;
    Registry registry_ = shipped_registry();
    std::unique_ptr<CompanyBook> book_;
    std::unique_ptr<Engine> engine_;
};

struct NewPerson {
    std::string email, name, role = "rep", team,
                             password;  // team by name; without a password he sets one by mail
};
// Fault fields_refused, as by the API.
Status add_person(Engine& engine, const NewPerson& person);

}  // namespace vigil
