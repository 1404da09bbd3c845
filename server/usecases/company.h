// The company as it is now: its model, people, teams, calendars, guidelines and settings, read once and
// kept in memory, for every decision needs them. Immutable; a change makes a new one.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/calendar.h"
#include "base/exchange.h"
#include "model/permit.h"
#include "ports/store.h"
#include "rules/guideline.h"
#include "rules/metric.h"

namespace vigil {

// What people are to the company, and by which rights they work: those that ship, and the company's own
// ones, each made like another.
struct Role {
    Id id;  // of its record; none of a shipped one that has none
    std::string key, name;
    std::string works_as;  // the shipped role it was made like, over any number of steps; or itself
    bool own = false;
    bool removed = false;
};

struct Person {
    Id id;
    std::string email, name, role, locale, time_zone;
    std::string works_as;  // his role's
    Id team;
    bool active = true;
    Calendar calendar;  // his team's hours with his own leave laid over them
};

struct Team {
    Id id;
    std::string name;
    Id parent, manager, calendar;
    bool intake = false;
    std::vector<Id> tree;  // itself and all teams below it
};

// A list of so many makes a mail of some six megabytes, and few servers take more than ten.
inline constexpr int digest_entries_max = 10'000;

struct Settings {
    std::string company = "Vigil";
    Currency currency{{'E', 'U', 'R'}};
    std::string time_zone = "UTC";
    std::string phone_region;  // for numbers typed without a country, e.g. "DE"
    int mails_a_day = 5;       // single alert mails to one reader; beyond it a digest
    int digest_every_minutes = 60;
    int digest_entries = digest_entries_max;  // in one mail; more go into further ones
    int watch_lag_minutes = 15;               // later than this the administrators are told
    bool test = false;                        // made by init --test: the clock may be put forward
    std::optional<Moment> test_now;           // where the test clock stands
    std::string form_secret;     // signs what public forms bring back; never leaves the house
    std::vector<Currency> used;  // currencies beside its own that a record has ever held
};

// Away by his own leave; holidays of all are another matter.
bool is_on_leave(const Person& person, Moment at);

class Company;
// The same company as if it had this one guideline and no other.
std::shared_ptr<const Company> with_only(const Company& company, rules::GuidelinePtr guideline);

class Company {
  public:
    CataloguePtr catalogue;
    std::int64_t edition =
        0;  // raised by every write of something of it; 0 = of a past, which nobody writes
    Settings settings;
    std::unordered_map<Id, Person> people;
    std::unordered_map<Id, Team> teams;
    std::unordered_map<Id, Calendar> calendars;
    std::vector<Role> roles;                      // shipped ones first; removed ones too
    Calendar calendar;                            // the company's own
    std::vector<rules::GuidelinePtr> guidelines;  // as they are now, off ones too
    std::vector<rules::MetricPtr> metrics;        // the register: every number that is shown
    std::shared_ptr<const ExchangeRates> rates;   // never null

    const Person* person(Id id) const;
    const Team* team(Id id) const;
    const Role* role(std::string_view key) const;  // null when there is none, or none any more
    const Person* person_by_email(std::string_view email) const;

    // The calendar of whoever owns a record; the company's where nobody does.
    const Calendar& calendar_of(Id owner) const;

    // To whom a breach goes: the manager of the owner's team, or of the next team above when he is the
    // owner himself or there is none; without an owner the intake team's manager; at last an active
    // administrator. None only when the company has nobody.
    Id manager_of(Id owner) const;
    // One rung further up than `manager`.
    Id manager_above(Id owner, Id manager) const;

    // The guideline a running watch was started by; running watches keep their version.
    rules::GuidelinePtr guideline(Id id, int version) const;
    rules::GuidelinePtr guideline(Id id) const;
    rules::MetricPtr metric(std::string_view key) const;  // null when there is none
    // Those on `entity` that are watched (on or in shadow).
    const std::vector<rules::GuidelinePtr>& on_entity(const EntityDef& entity) const;
    // Those that count records of `entity`, whatever entity they are on.
    const std::vector<rules::GuidelinePtr>& counting(const EntityDef& entity) const;

    // He is active and his role administers (usecases/lay_roles.h).
    bool is_administrator(const Person& person) const;

    // The calendar day at that moment where the company is.
    Day local_day(Moment moment) const;

    // What this person may see and do; `now` and his zone stand in it.
    Permit permit_for(const Person& person, Moment now) const;
    ConditionContext context_for(const Person& person, Moment now) const;
    // For conditions nobody in particular asks: by the company's time zone and country.
    ConditionContext house_context(Moment now) const;
    // Currencies records hold that are worth nothing known on that day: no rate has begun by then.
    std::vector<Currency> without_rate(Moment now) const;

  private:
    friend class CompanyLoader;
    friend std::shared_ptr<const Company> with_only(const Company&, rules::GuidelinePtr);
    std::map<std::pair<Id, int>, rules::GuidelinePtr> versions_;
    std::map<std::string, std::vector<rules::GuidelinePtr>, std::less<>> on_, counting_;
    std::map<std::string, std::shared_ptr<const Permit::ByEntity>, std::less<>>
        permits_;                                       // by role
    std::set<std::string, std::less<>> administering_;  // roles
    std::unordered_map<std::string, Id> by_email_;
};
using CompanyPtr = std::shared_ptr<const Company>;

// What ships: the entities declared in the program.
Result<std::vector<EntityDef>> shipped_entities();
// Shipped plus the overlay rows in `view`.
Result<CataloguePtr> load_catalogue(ReadView& view, const Catalogue& shipped);

Result<CompanyPtr> load_company(ReadView& view, CataloguePtr catalogue);

// Holds the current one. Thread-safe.
class CompanyBook {
  public:
    using Load = std::function<Result<CompanyPtr>()>;

    explicit CompanyBook(Store& store) : store_(store) {}
    // Reads it by `load` and leaves the store's tables alone: the past's, for a back-test.
    CompanyBook(Store& store, Load load) : store_(store), load_(std::move(load)) {}
    CompanyPtr current() const;
    // Reads it anew; when the model itself has changed, brings the store's tables up to it first (the
    // first time with all indexes; later those that take long are left to build_indexes).
    Status reload();
    // The same if something of it has been written since it was read, by this program or another; asks
    // the store for one row otherwise. True when it was read anew.
    Result<bool> catch_up();
    // What reload() has left to be built; nothing to do mostly. Takes long where there are many rows.
    Status build_indexes();
    // Held by those who change the company and begin again because another did, so that they do not race one
    // another for ever; by one thread more than once, where one change brings another with it.
    std::recursive_mutex& changing() { return changing_; }

  private:
    Status read_anew();
    Status begin_editions();
    Result<CataloguePtr> catalogue_in(std::unique_ptr<ReadView>& view);

    Store& store_;
    Load load_;
    bool owes_indexes_ = false;  // guarded by mutex_
    mutable std::mutex mutex_;
    std::mutex reloading_;
    std::recursive_mutex changing_;
    CompanyPtr company_;
    CataloguePtr shipped_;
};

// Where the test clock stands: read once, when the house is opened.
inline constexpr std::string_view test_clock_setting = "test_clock";
// Codes of Settings::used.
inline constexpr std::string_view used_currencies_setting = "used_currencies";

// The row whose version is the company's edition. A unit of work that writes anything of the company raises it, and
// every one is refused when it is not as it was when the company it judged by was read (UnitOfWork::commit).
Unchanged edition_row(const Company& company);
// 0 while there is none.
Result<std::int64_t> edition_in(ReadView& view, const Catalogue& catalogue);
// Whether a change set was refused for it.
bool is_of_edition(const Fault& fault);

// A write to one of these makes the book out of date.
bool is_company_entity(std::string_view entity_key);
// The same of one row: a setting that no decision is made by, like where the test clock stands, does not.
bool is_company_row(const Record& row);

}  // namespace vigil
