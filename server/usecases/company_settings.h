// What an administrator sets for the whole company, and how a demo company becomes his own.
#pragma once

#include "usecases/jobs.h"

namespace vigil {

struct CompanyFace {
    std::string name, time_zone, currency;
    std::string country;                            // ISO 3166, two letters; empty = none
    int mails_a_day = 0, digest_every_minutes = 0;  // as in Settings
    bool is_demo = false;
    // Records hold amounts in them, and no exchange rate is known today.
    std::vector<Currency> without_rate;
};

Result<CompanyFace> read_company_face(Engine& engine);

struct CompanyChange {
    std::optional<std::string> name, time_zone, currency, country;
    std::optional<std::int64_t> mails_a_day, digest_every_minutes;
};

inline constexpr int most_mails_a_day = 50;  // 0: everything in the digest
inline constexpr int shortest_digest_minutes = 15, longest_digest_minutes = 24 * 60;

// One act of the journal, which undo takes back. Calendars in the time zone the company had and teams that
// bear the name it had go with it. Faults: forbidden office_not_yours; fields_refused with
// required, too_long, unknown_time_zone, unknown_currency,
// unknown_country, too_small, too_big, rates_of_other_currency (exchange rates are into the currency of now).
Result<Committed> change_company_face(Engine& engine, const Actor& actor,
                                      const CompanyChange& change);

// A company made by `serve --demo`, and not cleared since?
Result<bool> is_demo_company(Engine& engine);

// Enqueues the job that removes what the demo has made: records to the recycle bin, its people and teams too,
// apart from the asker and the teams that still have somebody. Whoever was made later, guidelines, calendars and
// the model stay. Job undo brings all of it back. Faults: forbidden office_not_yours; conflict no_demo.
Result<Id> enqueue_clear_demo(Engine& engine, const Actor& actor);
Result<std::string> run_clear_demo_job(JobTask& task);

inline constexpr std::string_view demo_setting = "demo";

}  // namespace vigil
