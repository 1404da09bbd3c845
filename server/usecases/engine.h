// What every use case works with; wired together in main and in the tests.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "ports/clock.h"
#include "ports/ids.h"
#include "ports/store.h"
#include "usecases/company.h"

namespace vigil {

class UnitOfWork;
struct Rehearsal;  // usecases/rehearse.h

// Who acts, by which way.
struct Actor {
    Id user;                      // none = the house itself
    Id on_behalf_of;              // the rep for whom an assistant enters
    std::string channel = "api";  // hand, api, import, web, mail, rule
    std::string language = "en";
    Permit permit = Permit::house();
    Id by_rule;             // the guideline whose consequence this is
    bool historic = false;  // data from before Vigil watched: no mail storm
    struct Idempotency {
        std::string key, request;
    };
    std::optional<Idempotency> idempotency;  // remembered with the act, so that it is done once
    std::shared_ptr<Rehearsal> rehearsal;    // he acts on trial: nothing is written, this is filled

    static Actor house(std::string channel = "rule") {
        Actor actor;
        actor.channel = std::move(channel);
        return actor;
    }
};

struct ActRows;  // usecases/stands_upon.h

// Named values of an act's parameters, checked against ActDef::fields.
using ActInput = std::map<std::string, Value, std::less<>>;

// What a noun adds to the generic use cases. Filled once by main, from crm/; only read afterwards.
struct Registry {
    // Fills fields that follow from others; pure. `before` is null for a new record.
    using Derive = std::function<void(const Record* before, Record& after, Moment at)>;
    // One act of a record. Stages its changes in the unit of work.
    using Act =
        std::function<Status(UnitOfWork& work, const Record& record, const ActInput& input)>;
    // Reads, or stages what belongs to it.
    using About = std::function<Status(UnitOfWork& work, const Record& record)>;
    // Says against taking back a change what stands on it; `after`: the record as it would be.
    using TakenBack =
        std::function<Status(UnitOfWork& work, const Record& after, const ActRows& own)>;

    std::map<std::string, Derive, std::less<>> derive;  // by entity
    std::map<std::string, std::map<std::string, Act, std::less<>>, std::less<>>
        acts;  // by entity, act
    // By entity. `checks`: what a noun says against a record that is about to be made or changed, by whatever
    // way it comes: faults at its fields. `created`, `changed`: further changes that belong to the making of a
    // record, or to a change of one, which has been staged.
    std::map<std::string, About, std::less<>> checks, created, changed;
    std::map<std::string, TakenBack, std::less<>> taken_back;  // by entity
};

// Told after each commit that wrote journal rows, and when something is put into the outbox or falls due
// sooner; must not wait.
struct Bell {
    std::function<void()> journaled = [] {};
    std::function<void()> outbox = [] {};
    std::function<void()> jobs = [] {};  // a job waits to be done
};

struct Engine {
    Store& store;
    Clock& clock;
    Ids& ids;
    CompanyBook& company;
    const Registry& registry;
    Bell bell;
};

}  // namespace vigil
