#include "in/http/api/event_hub.h"

#include "base/json_text.h"

namespace vigil::http {

namespace {

constexpr int batch = 500;
constexpr int catch_up_max = 2'000;  // events; who missed more reads its lists anew
// Others' writes (of another node, or what a slow transaction held back) are found within this time.
constexpr auto patience = std::chrono::milliseconds(1'000);
constexpr auto gather = std::chrono::milliseconds(30);  // one look for many commits

std::string text_of(const Event& event, Moment now) {
    std::string text = "{\"id\":\"" + std::to_string(event.seq) + "\",\"entity\":";
    append_json_text(text, event.entity);
    text += ",\"record\":\"" + to_string(event.record) + "\",\"act\":";
    append_json_text(text, event.act);
    return text + ",\"now\":\"" + to_string(now) + "\"}";
}

}  // namespace

void EventHub::start() {
    seen_ = last_event(engine_).value_or(0);
    thread_ = std::thread([this] { run(); });
}

void EventHub::stop() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
        for (auto& one : subscribers_) one.stream->close();
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void EventHub::ring() {
    {
        std::lock_guard lock(mutex_);
        rung_ = true;
    }
    wake_.notify_one();
}

void EventHub::tell_time() {
    const std::lock_guard lock(mutex_);
    const Event moved{seen_, "clock", "move", Id{}};
    for (const auto& one : subscribers_)
        one.stream->send(std::to_string(seen_), text_of(moved, engine_.clock.now()));
}

std::size_t EventHub::subscribers() const {
    std::lock_guard lock(mutex_);
    return subscribers_.size();
}

Result<std::shared_ptr<EventStream>> EventHub::subscribe(Id user,
                                                         std::optional<std::int64_t> last_seen) {
    Subscriber fresh{user, EventStream::make()};
    std::lock_guard lock(mutex_);
    if (last_seen && *last_seen < seen_) {
        VIGIL_TRY(auto missed, events_after(engine_, *last_seen, catch_up_max));
        std::erase_if(missed, [&](const Event& event) { return event.seq > seen_; });
        VIGIL_DO(send_to(fresh, missed));
    }
    subscribers_.push_back(fresh);
    return fresh.stream;
}

void EventHub::run() {
    while (true) {
        {
            std::unique_lock lock(mutex_);
            wake_.wait_for(lock, patience, [&] { return rung_ || stopping_; });
            if (stopping_) return;
            if (rung_) wake_.wait_for(lock, gather, [&] { return stopping_; });
            rung_ = false;
            if (stopping_) return;
        }
        (void)hand_out();  // a store that does not answer now is asked again at the next round
    }
}

// While nobody listens the journal is not read. False when somebody does.
Result<bool> EventHub::pass_over() {
    if (subscribers() > 0) return false;
    VIGIL_TRY(const auto end, last_event(engine_));
    const std::lock_guard lock(mutex_);
    if (!subscribers_.empty()) return false;
    seen_ = std::max(seen_, end);
    return true;
}

Status EventHub::hand_out() {
    VIGIL_TRY(const bool nobody, pass_over());
    if (nobody) return {};
    while (true) {
        VIGIL_TRY(const auto events, events_after(engine_, seen_, batch));
        if (events.empty()) return {};
        std::list<Subscriber> subscribers;
        {
            std::lock_guard lock(mutex_);
            std::erase_if(subscribers_, [](const Subscriber& one) { return one.stream->closed(); });
            subscribers = subscribers_;
            seen_ = events.back().seq;
        }
        for (const auto& one : subscribers) VIGIL_DO(send_to(one, events));
        if (int(events.size()) < batch) return {};
    }
}

Status EventHub::send_to(const Subscriber& subscriber, const std::vector<Event>& events) {
    const auto company = engine_.company.current();
    const Person* person = company->person(subscriber.user);
    if (!person || !person->active) {
        subscriber.stream->close();
        return {};
    }
    const Moment now = engine_.clock.now();
    const Permit permit = company->permit_for(*person, now);
    VIGIL_TRY(const auto visible, visible_events(engine_, permit, events));
    for (const auto& event : visible)
        subscriber.stream->send(std::to_string(event.seq), text_of(event, now));
    return {};
}

}  // namespace vigil::http
