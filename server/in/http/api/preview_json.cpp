#include "in/http/api/preview_json.h"

#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "in/http/api/caller.h"
#include "in/http/api/office_api.h"
#include "in/http/api/record_json.h"
#include "watch/sight.h"

namespace vigil::http {

namespace {

class PreviewWriter {
  public:
    PreviewWriter(const Preview& preview, const Actor& actor) : preview_(preview), actor_(actor) {}

    std::string take() {
        body_ = "{\"record\":";
        if (preview_.record)
            write_record(body_, *preview_.record, actor_);
        else
            body_ += "null";
        key("created");
        list(preview_.created, [&](const auto& one) { add(one, true); });
        key("changed");
        list(preview_.changed, [&](const auto& one) { add(one, false); });
        add_promises("guidelines", preview_.starts);
        add_promises("met", preview_.met);
        add_promises("ended", preview_.ended);
        key("duplicates");
        add_records(preview_.duplicates);
        key("known_to");
        list(preview_.known_to, [&](const KnownTo& known) { add(known); });
        if (preview_.answer.empty()) return body_ + "}";
        return body_ + ",\"answer\":" + preview_.answer + "}";
    }

  private:
    void key(const char* name) { body_ += ",\"" + std::string(name) + "\":"; }
    template <typename List, typename Add>
    void list(const List& all, const Add& add) {
        body_ += '[';
        for (const auto& one : all) {
            if (body_.back() != '[') body_ += ',';
            add(one);
        }
        body_ += ']';
    }
    void add_records(const std::vector<Record>& all) {
        list(all, [&](const Record& one) { write_record(body_, one, actor_); });
    }
    void add(const Preview::Other& one, bool is_new) {
        body_ += "{\"entity\":";
        append_json_text(body_, one.record.entity->key);
        body_ += ",\"record\":";
        const bool is_exception = one.record.entity->key == "exception";
        write_record(body_, is_exception ? as_he_may(one.record) : one.record, actor_);
        if (is_new) {
            key("duplicates");
            add_records(one.duplicates);
        }
        body_ += '}';
    }
    // Of the record an exception is about it tells no more than he may read there.
    Record as_he_may(Record exception) const {
        const EntityDef& entity = *exception.entity;
        const EntityDef* about = preview_.company->catalogue->entity(exception.text("entity"));
        const auto title = watch::title_for(actor_.permit, entity, about, exception.text("title"));
        for (std::size_t i = 0; i < exception.values.size(); ++i)
            if (!entity.fields[i].base &&
                !watch::may_read_of(actor_.permit, entity, entity.fields[i].key, about))
                exception.values[i] = Empty{};
        exception.set("title", title);
        return exception;
    }
    void add(const KnownTo& known) {
        body_ += "{\"owner\":" + person_json(*preview_.company, known.owner).dump() + ",\"by\":";
        append_json_text(body_, known.by);
        body_ += ",\"entity\":";
        append_json_text(body_, known.entity);
        body_ += ",\"id\":" + (known.record ? '"' + to_string(known.record) + '"' : "null") + '}';
    }
    void add_promises(const char* name, const std::vector<Preview::Promise>& all) {
        key(name);
        list(all, [&](const Preview::Promise& one) {
            body_ += "{\"id\":\"" + to_string(one.guideline->id) + "\",\"key\":";
            append_json_text(body_, one.guideline->key);
            body_ += ",\"sentence\":";
            append_json_text(body_, rules::sentence_of(*one.guideline, actor_.language));
            body_ += ",\"entity\":";
            append_json_text(body_, one.guideline->entity->key);
            body_ += ",\"record\":\"" + to_string(one.record) + "\"}";
        });
    }

    const Preview& preview_;
    const Actor& actor_;
    std::string body_;
};

}  // namespace

Response answer_preview(const Preview& preview, const Actor& actor) {
    return Response::json(PreviewWriter(preview, actor).take());
}

}  // namespace vigil::http
