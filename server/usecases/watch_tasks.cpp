#include "usecases/watch_tasks.h"

#include <algorithm>

namespace vigil {

namespace {

void queue(UnitOfWork& work, const char* kind, Id guideline, Id user) {
    Record row(work.entity("watch_task"));
    row.values[field_id] = work.new_id();
    row.set("kind", std::string(kind));
    if (guideline) row.set("guideline", guideline.value);
    if (user) row.set("user", user.value);
    if (kind == task::move && !user) row.set("everybody", true);
    row.set("cursor", std::int64_t(0));
    row.set("queued_at", work.now());
    work.insert(row);
}

bool differs(const Staged& one, std::initializer_list<std::string_view> fields) {
    return std::ranges::any_of(
        fields, [&](std::string_view field) { return (*one.before)[field] != one.after[field]; });
}

bool is_watched(const Record& guideline) {
    return !guideline.removed() && guideline.text("state") != "off";
}

void queue_for_guideline(UnitOfWork& work, const Staged& one) {
    const bool was = one.before && is_watched(*one.before);
    const bool is = is_watched(one.after);
    if (was && !is) queue(work, task::release, one.after.id(), {});
    // From shadow to on: what broke unheard is told now.
    const bool anew = is && (!was || differs(one, {"state", "entity", "start", "from", "expect",
                                                   "unless", "within", "renew", "restart"}));
    if (anew) queue(work, task::take, one.after.id(), {});
}

}  // namespace

Status queue_watch_tasks(UnitOfWork& work) {
    for (const Staged& one : work.staged()) {
        const auto& key = one.after.entity->key;
        if (key == "guideline") queue_for_guideline(work, one);
        if (!one.before) continue;  // nobody's deadlines hang on what is new
        if (key == "user" && differs(one, {"leave", "team"}))
            queue(work, task::move, {}, one.after.id());
        const bool calendar = key == "calendar" && one.after.values != one.before->values;
        if (calendar || (key == "team" && differs(one, {"calendar", "parent"})))
            queue(work, task::move, {}, {});
    }
    return {};
}

}  // namespace vigil
