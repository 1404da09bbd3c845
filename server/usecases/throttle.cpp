#include "usecases/throttle.h"

#include <algorithm>

#include "base/text.h"
#include "usecases/unit_of_work.h"

namespace vigil {

namespace {

constexpr std::size_t what_max = 400;

const Actor doorkeeper = Actor::house("session");

}  // namespace

Throttle::Throttle(Engine& engine, std::vector<TryLimit> limits, Span window)
    : engine_(engine), limits_(std::move(limits)), window_(window) {
    for (auto& limit : limits_) limit.what = clip(limit.what, what_max);
}

Status Throttle::enter() {
    VIGIL_TRY(const bool full, is_over(1));  // whom we refuse anyway costs no write
    if (full) return refusal();
    VIGIL_DO(work(engine_, doorkeeper, engine_.clock.now(), [&](UnitOfWork& unit) -> Status {
        own_.clear();
        for (const auto& limit : limits_) {
            Record row(unit.entity("attempt"));
            row.values[field_id] = own_.emplace_back(unit.new_id());
            row.set("what", limit.what);
            row.set("at", unit.now());
            unit.insert(row);
        }
        return {};
    }));
    VIGIL_TRY(const bool over, is_over(0));
    if (!over) return {};
    VIGIL_DO(withdraw());
    return refusal();
}

Status Throttle::forget(std::string_view what) {
    VIGIL_DO(work(engine_, doorkeeper, engine_.clock.now(), [&](UnitOfWork& unit) -> Status {
        for (const auto& limit : limits_) {
            VIGIL_TRY(const auto rows, rows_of(unit.view(), limit.what));
            for (const auto& row : rows)
                if (limit.what == what || std::ranges::find(own_, row.id()) != own_.end())
                    unit.erase(row);
        }
        return {};
    }));
    return {};
}

Status Throttle::withdraw() { return forget({}); }

Result<std::vector<Record>> Throttle::rows_of(ReadView& view, const std::string& what) const {
    const auto company = engine_.company.current();
    const EntityDef& attempt = company->catalogue->need("attempt");
    const int field = attempt.index_of("what");
    return view.find_by_key(attempt, field, comparing_key(attempt.fields[std::size_t(field)], what),
                            Permit::house());
}

// With `own` more of each than there are.
Result<bool> Throttle::is_over(int own) const {
    const auto view = engine_.store.read();
    const Moment since = engine_.clock.now() - window_;
    for (const auto& limit : limits_) {
        VIGIL_TRY(const auto rows, rows_of(*view, limit.what));
        const auto recent = std::ranges::count_if(
            rows, [&](const Record& row) { return moment_of(row["at"]) > since; });
        if (recent + own > limit.at_most) return true;
    }
    return false;
}

std::unexpected<Fault> Throttle::refusal() const {
    Fault fault{FaultKind::throttled, "too_many_attempts"};
    fault.retry_after_s = int(whole_seconds(window_));
    fault.args = {{"minutes", std::to_string(window_.us / 60'000'000)}};
    return std::unexpected(std::move(fault));
}

}  // namespace vigil
