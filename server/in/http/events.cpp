#include "in/http/events.h"

#include "in/http/ascii.h"

namespace vigil::http {

namespace {

// A field of one line; a line break inside an id or event name would forge another field.
void append_field(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value.substr(0, value.find_first_of("\r\n"))).append("\n");
}

std::string frame(std::string_view id, std::string_view data, std::string_view event) {
    std::string out;
    out.reserve(id.size() + data.size() + event.size() + 32);
    if (!id.empty()) append_field(out, "id", id);
    if (!event.empty()) append_field(out, "event", event);
    do {
        auto line = take_part(data, '\n');
        if (line.ends_with('\r')) line.remove_suffix(1);
        append_field(out, "data", line);
    } while (!data.empty());
    out += '\n';
    return out;
}

}  // namespace

std::shared_ptr<EventStream> EventStream::make(std::size_t waiting_max) {
    return std::make_shared<EventStream>(waiting_max);
}

bool EventStream::send(std::string_view id, std::string_view data, std::string_view event) {
    const auto bytes = frame(id, data, event);
    std::lock_guard lock(mutex_);
    if (closed_) return false;
    if (waiting_.size() + bytes.size() > waiting_max_) {
        closed_ = too_slow_ = true;
        waiting_.clear();
    } else {
        waiting_ += bytes;
    }
    // A wake that came during a write was not answered by take(): one that must cut is sent all the same.
    if (wake_ && (!woken_ || too_slow_)) {
        woken_ = true;
        wake_();
    }
    return !closed_;
}

void EventStream::close() {
    std::lock_guard lock(mutex_);
    if (closed_) return;
    closed_ = true;
    if (wake_ && !woken_) {
        woken_ = true;
        wake_();
    }
}

bool EventStream::closed() const {
    std::lock_guard lock(mutex_);
    return closed_;
}

void EventStream::on_closed(std::function<void()> callback) {
    {
        std::lock_guard lock(mutex_);
        if (!ended_) {
            on_closed_ = std::move(callback);
            return;
        }
    }
    callback();
}

void EventStream::attach(std::function<void()> wake) {
    std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
    woken_ = false;
}

bool EventStream::take(std::string& out) {
    std::lock_guard lock(mutex_);
    woken_ = false;
    out += waiting_;
    waiting_.clear();
    return !closed_;
}

bool EventStream::too_slow() const {
    std::lock_guard lock(mutex_);
    return too_slow_;
}

void EventStream::finish() {
    std::function<void()> callback;
    {
        std::lock_guard lock(mutex_);
        wake_ = nullptr;
        closed_ = true;
        waiting_ = {};
        if (ended_) return;
        ended_ = true;
        callback = std::move(on_closed_);
    }
    if (callback) callback();
}

}  // namespace vigil::http
