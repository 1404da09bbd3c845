#include "in/http/api/pulse_json.h"

#include "in/http/json_writer.h"
#include "usecases/find_records.h"

namespace vigil::http {

namespace {

// The value of a field the caller may read as it is; empty otherwise.
Value seen(const Record& record, const char* key, const Permit& permit) {
    const int field = record.entity->index_of(key);
    if (field < 0) return Empty{};
    if (!permit.is_house()) {
        const EntityPermit* rights = permit.of(*record.entity);
        if (!rights || !rights->may_read(field)) return Empty{};
    }
    return record.values[std::size_t(field)];
}

void write_text(JsonWriter& json, const Value& value) {
    if (is_empty(value))
        json.null();
    else
        json.string(text_of(value));
}

void write_moment(JsonWriter& json, const Value& value) {
    if (is_empty(value))
        json.null();
    else
        json.string(to_string(moment_of(value)));
}

void begin_deed(JsonWriter& json, const Record& record, const Permit& permit) {
    json.begin_object().key("entity").string(record.entity->key);
    json.key("id").string(to_string(record.id()));
    json.key("kind");
    write_text(json, seen(record, "kind", permit));
}

void write_touch(JsonWriter& json, const Record& record, const Permit& permit) {
    begin_deed(json, record, permit);
    json.key("outcome");
    write_text(json, seen(record, "outcome", permit));
    json.key("at");
    write_moment(json, seen(record, "happened_at", permit));
    json.end_object();
}

void write_next(JsonWriter& json, const Record& record, const Actor& actor) {
    const Permit& permit = actor.permit;
    begin_deed(json, record, permit);
    json.key("title").string(title_for(record, permit, actor.language));
    json.key("due_at");
    write_moment(json, seen(record, "happened_at", permit));
    json.key("due_on");
    if (const Value due = seen(record, "due", permit); is_empty(due))
        json.null();
    else
        json.string(to_string(std::get<Day>(due)));
    json.end_object();
}

void write_promise(JsonWriter& json, const Pulse::Promise& promise, std::string_view language) {
    json.begin_object().key("guideline").string(to_string(promise.guideline->id));
    json.key("sentence").string(rules::sentence_of(*promise.guideline, language));
    json.key("broken").string(rules::broken_of(*promise.guideline, language));
    json.key("state").string(promise.state);
    json.key("due_at").string(to_string(promise.due_at)).end_object();
}

}  // namespace

void write_pulse(std::string& out, const std::map<Id, Pulse>& pulses, const Actor& actor) {
    JsonWriter json(out);
    json.begin_object();
    for (const auto& [id, pulse] : pulses) {
        json.key(to_string(id)).begin_object().key("last_touch");
        if (pulse.last_touch)
            write_touch(json, *pulse.last_touch, actor.permit);
        else
            json.null();
        json.key("next_step");
        if (pulse.next_step)
            write_next(json, *pulse.next_step, actor);
        else
            json.null();
        json.key("promise");
        if (pulse.promise)
            write_promise(json, *pulse.promise, actor.language);
        else
            json.null();
        json.key("rests_since");
        if (pulse.rests_since)
            json.string(to_string(*pulse.rests_since));
        else
            json.null();
        json.end_object();
    }
    json.end_object();
}

}  // namespace vigil::http
