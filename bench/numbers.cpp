// How fast numbers are asked for: bench_numbers [OPPORTUNITIES [FOLDER | postgres://…]]. The company has 20
// teams of ten reps and a manager; opportunities lie evenly over four years and all stages, a tenth of them
// open. In the process, on one thread, without HTTP. Each line: what is asked, by whom, median and slowest of
// the runs in milliseconds.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <random>

#include "main/house.h"
#include "measure/forecast.h"
#include "measure/movements.h"
#include "usecases/init_company.h"
#include "usecases/unit_of_work.h"

namespace {

using namespace vigil;
using Steady = std::chrono::steady_clock;

constexpr int teams = 20, reps = 10, batch = 5'000, runs = 15;

struct People {
    Id manager, rep;
    std::vector<Id> reps;
};

Write row_of(const Record& record) {
    Write write{Write::Op::insert, record.entity, record.id(), 0, {}};
    for (std::size_t i = 2; i < record.values.size(); ++i)
        if (!is_empty(record.values[i])) write.values.emplace_back(int(i), record.values[i]);
    return write;
}

Result<People> hire(Engine& engine) {
    People people;
    VIGIL_DO(
        work(engine, Actor::house("init"), engine.clock.now(), [&](UnitOfWork& unit) -> Status {
            int number = 0;
            const auto person = [&](Id team, const char* role) {
                Record one = unit.blank(unit.entity("user"));
                one.set("name", "Person " + std::to_string(++number));
                one.set("email", "person" + std::to_string(number) + "@example.com");
                one.set("role", std::string(role));
                one.set("team", team);
                one.set("active", true);
                return unit.create(std::move(one)).id();
            };
            for (int i = 0; i < teams; ++i) {
                Record team = unit.blank(unit.entity("team"));
                team.set("name", "Team " + std::to_string(i));
                const Id id = team.id();
                const Id manager = person(id, "manager");
                team.set("manager", manager);
                unit.create(std::move(team));
                for (int j = 0; j < reps; ++j) people.reps.push_back(person(id, "rep"));
                people.manager = manager;
            }
            people.rep = people.reps.back();
            return {};
        }));
    return people;
}

// Past the use cases: a million of them come in within a minute or two.
Status fill(House& house, const People& people, int count) {
    Engine& engine = house.engine();
    const auto company = house.company();
    const EntityDef& entity = company->catalogue->need("opportunity");
    std::mt19937 dice(7);
    const Moment now = engine.clock.now();
    const Day today = company->local_day(now);
    const char* open[] = {"qualified", "demo", "proposal", "negotiation"};
    const char* category[] = {"pipeline", "pipeline", "best", "commit"};
    const Currency currencies[] = {*parse_currency("EUR"), *parse_currency("USD")};
    for (int done = 0; done < count; done += batch) {
        ChangeSet changes;
        for (int i = done; i < std::min(count, done + batch); ++i) {
            Record one(entity);
            one.values[field_id] = engine.ids.next();
            const int age = int(dice() % 1460);
            one.values[field_created_at] = now - days(age);
            one.values[field_updated_at] = now;
            one.set("name", "Opportunity " + std::to_string(i));
            one.set("owner", people.reps[dice() % people.reps.size()]);
            one.set("amount",
                    Money{std::int64_t(dice() % 10'000'000), currencies[dice() % 8 == 0]});
            const int stage = int(dice() % 4);
            if (dice() % 10 == 0) {
                one.set("stage", std::string(open[stage]));
                one.set("forecast_category", std::string(category[stage]));
                one.set("probability", std::int64_t(10 + 20 * stage));
                one.set("close_date", today + int(dice() % 180));
            } else {
                one.set("stage", std::string(stage == 0 ? "won" : "lost"));
                one.set("forecast_category", std::string("closed"));
                one.set("probability", std::int64_t(stage == 0 ? 100 : 0));
                one.set("closed_at", now - days(age / 2));
                one.set("close_date", today + -age / 2);
            }
            changes.writes.push_back(row_of(one));
        }
        VIGIL_DO(house.store().apply(changes));
    }
    return {};
}

template <class Ask>
void measure_one(const char* what, const char* who, const Ask& ask) {
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        const auto begin = Steady::now();
        if (const auto fault = ask(); !fault.empty()) {
            std::printf("%-58s %-14s refused: %s\n", what, who, fault.c_str());
            return;
        }
        times.push_back(std::chrono::duration<double, std::milli>(Steady::now() - begin).count());
    }
    std::ranges::sort(times);
    std::printf("%-58s %-14s %9.2f %9.2f\n", what, who, times[times.size() / 2], times.back());
    std::fflush(stdout);
}

Actor actor_of(House& house, Id user) {
    Actor actor;
    actor.user = user;
    const auto company = house.company();
    actor.permit = company->permit_for(*company->person(user), house.engine().clock.now());
    return actor;
}

int measure_all(House& house, const People& people) {
    const auto company = house.company();
    const Person* admin = company->person_by_email("admin@example.com");
    const std::pair<const char*, Actor> readers[] = {{"administrator", actor_of(house, admin->id)},
                                                     {"manager", actor_of(house, people.manager)},
                                                     {"rep", actor_of(house, people.rep)}};
    const Day today = company->local_day(house.engine().clock.now());
    std::printf("%-58s %-14s %9s %9s\n", "", "", "median", "slowest");
    for (const auto& [who, actor] : readers) {
        const auto number = [&](const char* what, measure::MetricAsk ask) {
            measure_one(what, who, [&, ask] {
                const auto answer = measure::ask_metric(house.engine(), actor, ask);
                return answer ? std::string() : answer.error().code + answer.error().log;
            });
        };
        using measure::MetricAsk;
        number("won this month, mine against my plan",
               {.key = "opportunities_won", .over = Period::month, .whose = "me", .plan = true});
        number("won this month by owner, against plans",
               {.key = "opportunities_won", .by = {"owner"}, .over = Period::month, .plan = true});
        number("won by owner over twelve months", {.key = "opportunities_won",
                                                   .by = {"owner"},
                                                   .over = Period::month,
                                                   .from = today + -365});
        number("open pipeline by stage", {.key = "open_pipeline", .by = {"stage"}});
        number("all ever opened by month (four years)",
               {.key = "opportunities_opened", .over = Period::month, .from = today + -1460});
        measure_one("forecast, six months by owner", who, [&, &actor = actor] {
            measure::ForecastAsk ask;
            ask.by = "owner";
            ask.to = today + 150;
            const auto answer = measure::forecast(house.engine(), actor, ask);
            return answer ? std::string() : answer.error().code + answer.error().log;
        });
        measure_one("what has changed since Monday", who, [&, &actor = actor] {
            const auto answer = measure::movements(house.engine(), actor, {});
            return answer ? std::string() : answer.error().code + answer.error().log;
        });
    }
    return 0;
}

}  // namespace

int main(int count, char** words) {
    const int opportunities = count > 1 ? std::atoi(words[1]) : 100'000;
    const std::string where = count > 2 ? words[2] : "";
    const auto folder =
        std::filesystem::temp_directory_path() / ("vigil_numbers_" + std::to_string(getpid()));
    HouseOptions options;
    options.durable = false;
    if (where.starts_with("postgres://"))
        options.database = where;
    else
        options.data = where.empty() ? folder.string() : where;
    const auto made = [&]() -> Status {
        VIGIL_TRY(auto house, House::open(options));
        NewCompany company;
        company.admin_email = "admin@example.com";
        company.admin_password = "correct horse battery";
        VIGIL_DO(init_company(house->engine(), company));
        VIGIL_TRY(const auto people, hire(house->engine()));
        VIGIL_DO(fill(*house, people, opportunities));
        std::printf("%d opportunities, %s\n", opportunities,
                    options.database.empty() ? "SQLite" : "PostgreSQL");
        measure_all(*house, people);
        return {};
    }();
    if (!made) std::fprintf(stderr, "%s %s\n", made.error().code.c_str(), made.error().log.c_str());
    if (where.empty()) std::filesystem::remove_all(folder);
    return made ? 0 : 1;
}
