#include "crm/opportunities/opportunity_rules.h"

#include <algorithm>

namespace vigil {

namespace {

bool is_closed(const Record& record) {
    return record.text("stage") == "won" || record.text("stage") == "lost";
}

Moment closed_on_entry(const Record& record, Moment at) {
    const auto* day = std::get_if<Day>(&record["close_date"]);
    if (!day) return at;
    constexpr std::int64_t us_per_day = days(1).us;
    return std::min(at, Moment{day->number * us_per_day + us_per_day / 2});
}

void note_closing(const Record* before, Record& after, Moment at) {
    if (!is_closed(after)) {
        after.set("closed_at", Empty{});
    } else if (!before) {
        after.set("closed_at", closed_on_entry(after, at));
    } else if (before->text("stage") != after.text("stage")) {
        after.set("closed_at", at);
    }
}

}  // namespace

void derive_opportunity(const Record* before, Record& after, Moment at) {
    note_closing(before, after, at);
    if (!before || !truth_of(after["eligible_to_close"])) return;
    for (const char* key : {"stage", "amount", "close_date"})
        if ((*before)[key] != after[key]) after.set("eligible_to_close", Empty{});
}

void derive_step(const Record* before, Record& after, Moment at) {
    if (after.text("state") == "open")
        after.set("done_at", Empty{});
    else if (!before || before->text("state") == "open")
        after.set("done_at", at);
}

}  // namespace vigil
