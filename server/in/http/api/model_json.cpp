#include "in/http/api/model_json.h"

#include <algorithm>

#include "in/http/json_writer.h"
#include "measure/ask_metric.h"
#include "model/write_json.h"
#include "usecases/act_rights.h"

namespace vigil::http {

namespace {

using Keys = std::vector<std::string>;

bool holds_text(FieldKind kind) {
    using enum FieldKind;
    return kind == text || kind == long_text || kind == email || kind == phone || kind == url;
}

// A list nobody has laid out shows this many columns.
constexpr std::size_t columns_of_plain_list = 6;

// One entity with the eyes of one person.
class Seen {
  public:
    // `permit` null: no limits.
    Seen(const EntityDef& entity, const EntityPermit* permit, std::vector<ActOfRole> acts)
        : entity_(entity), permit_(permit), acts_(std::move(acts)) {}

    Right right(const FieldDef& field) const {
        if (field.hidden || field.secret) return Right::none;
        if (field.base && field.key == "removed_at") return Right::none;
        const Right given = permitted(field);
        if (given == Right::none) return given;
        return field.base || field.read_only || masked(field) ? Right::see : given;
    }
    bool has(std::string_view key) const {
        const FieldDef* field = entity_.field(key);
        return field && right(*field) != Right::none;
    }
    Keys only_seen(const Keys& keys) const {
        Keys seen;
        std::ranges::copy_if(keys, std::back_inserter(seen),
                             [&](const auto& key) { return has(key); });
        return seen;
    }
    bool may(bool EntityPermit::*what) const { return !permit_ || permit_->*what; }
    const std::vector<ActOfRole>& acts() const { return acts_; }
    const EntityDef& entity() const { return entity_; }

  private:
    std::size_t index(const FieldDef& field) const {
        return std::size_t(entity_.index_of(field.key));
    }
    Right permitted(const FieldDef& field) const {
        if (!permit_) return Right::edit;
        const std::size_t at = index(field);
        return at < permit_->fields.size() ? permit_->fields[at] : Right::none;
    }
    bool masked(const FieldDef& field) const {
        const std::size_t at = index(field);
        return permit_ && at < permit_->masked.size() && permit_->masked[at];
    }

    const EntityDef& entity_;
    const EntityPermit* permit_;
    std::vector<ActOfRole> acts_;
};

// A title may be made of several fields ("first_name last_name"); the first that he sees leads to the record.
std::string title_field(const Seen& seen) {
    for (const auto& title : seen.entity().title)
        if (auto key = title.substr(0, title.find(' ')); seen.has(key)) return key;
    return "id";
}

// Fields that the company has made and that no section names: they must be somewhere on the page.
Keys left_over(const Seen& seen) {
    const EntityDef& entity = seen.entity();
    Keys keys;
    for (const auto& field : entity.fields) {
        const bool own = field.own || (entity.own && !field.base);
        const bool named = std::ranges::any_of(entity.record_layout, [&](const auto& section) {
            return std::ranges::find(section.fields, field.key) != section.fields.end();
        });
        if (own && !named && seen.has(field.key)) keys.push_back(field.key);
    }
    return keys;
}

Keys list_columns(const Seen& seen) {
    const EntityDef& entity = seen.entity();
    Keys keys = seen.only_seen(entity.list_layout);
    if (!entity.list_layout.empty() || !entity.own) return keys;
    keys = left_over(seen);
    keys.resize(std::min(keys.size(), columns_of_plain_list));
    return keys;
}

class ModelWriter {
  public:
    ModelWriter(std::string& out, std::string_view language) : json_(out), language_(language) {}

    void write(const Company& company, const Permit& permit);

  private:
    void metrics(const Company& company, const Permit& permit);
    void metric(const rules::Metric& metric);
    void entity(const Seen& seen);
    void fields(const Seen& seen);
    // `seen` null: a parameter of an act.
    void field(const FieldDef& field, Right right, const Seen* seen = nullptr);
    void choices(const FieldDef& field, const Seen* seen);
    void brings(const Choice& choice, const Seen& seen);
    void layout(const Seen& seen);
    void section(std::string_view label, const Keys& keys);
    void acts(const Seen& seen);
    void keys(const Keys& keys);
    void text(std::string_view key, const Labels& labels, std::string_view otherwise = {}) {
        std::string_view text = labels.in(language_);
        if (text.empty()) text = otherwise;
        if (!text.empty()) json_.key(key).string(text);
    }

    JsonWriter json_;
    std::string_view language_;
};

void ModelWriter::write(const Company& company, const Permit& permit) {
    const Catalogue& catalogue = *company.catalogue;
    json_.begin_object().key("version").integer(catalogue.version());
    json_.key("language").string(language_).key("entities").begin_array();
    for (const auto& entity : catalogue.entities()) {
        if (entity->system || entity->hidden) continue;
        const EntityPermit* his = permit.is_house() ? nullptr : permit.of(*entity);
        if (permit.is_house() || (his && his->may_see))
            this->entity(Seen(*entity, his, acts_of_role(company, permit, *entity)));
    }
    json_.end_array();
    metrics(company, permit);
    json_.end_object();
}

// The register of numbers: those he may ask for.
void ModelWriter::metrics(const Company& company, const Permit& permit) {
    Actor reader;
    reader.permit = permit;
    json_.key("metrics").begin_array();
    for (const auto& metric : company.metrics)
        if (measure::may_ask(company, reader, *metric)) this->metric(*metric);
    json_.end_array();
}

void ModelWriter::metric(const rules::Metric& metric) {
    const auto field = [&](std::string_view name, int index) {
        json_.key(name);
        if (index < 0)
            json_.null();
        else
            json_.string(metric.entity->fields[std::size_t(index)].key);
    };
    json_.begin_object().key("key").string(metric.key);
    text("label", metric.label, metric.key);
    text("help", metric.help);
    json_.key("entity").string(metric.entity->key).key("where").string(metric.where);
    field("at", metric.at);
    field("whose", metric.whose);
    field("sum", metric.sum);
    field("weigh", metric.weigh);
    json_.key("plan").boolean(metric.plan).key("incidental").boolean(metric.incidental);
    json_.key("controlled_by").string(metric.controlled_by).key("enforced_by");
    keys(metric.enforced_by);
    json_.end_object();
}

void ModelWriter::entity(const Seen& seen) {
    const EntityDef& entity = seen.entity();
    json_.begin_object().key("key").string(entity.key).key("plural").string(entity.plural);
    text("label", entity.label, entity.key);
    text("label_plural", entity.label_plural, entity.plural);
    json_.key("menu").boolean(entity.menu).key("own").boolean(entity.own);
    json_.key("title").string(title_field(seen));
    fields(seen);
    layout(seen);
    acts(seen);
    json_.key("may").begin_object();
    json_.key("create").boolean(seen.may(&EntityPermit::may_create));
    json_.key("change").boolean(seen.may(&EntityPermit::may_change));
    json_.key("remove").boolean(seen.may(&EntityPermit::may_remove));
    json_.end_object().end_object();
}

void ModelWriter::fields(const Seen& seen) {
    json_.key("fields").begin_array();
    for (const auto& field : seen.entity().fields)
        if (const Right right = seen.right(field); right != Right::none)
            this->field(field, right, &seen);
    json_.end_array();
}

void ModelWriter::field(const FieldDef& field, Right right, const Seen* seen) {
    json_.begin_object().key("key").string(field.key).key("kind").string(to_string(field.kind));
    text("label", field.label, field.key);
    text("help", field.help);
    text("used_for", field.used_for);
    json_.key("required").boolean(field.required).key("read_only").boolean(field.read_only);
    if (!field.required_when.empty()) json_.key("required_when").string(field.required_when);
    json_.key("right").string(right == Right::edit ? "edit" : "see");
    if (field.kind == FieldKind::choice) {
        choices(field, seen);
        // What a form may show as chosen already; of other kinds it may be a rule ("now").
        if (field.default_value) json_.key("default").string(text_of(*field.default_value));
    }
    if (field.kind == FieldKind::boolean && field.default_value)
        json_.key("default").boolean(truth_of(*field.default_value));
    if (!field.link.empty()) json_.key("link").string(field.link);
    json_.key("own").boolean(field.own);
    if (holds_text(field.kind)) json_.key("max_length").integer(field.max_length);
    if (field.steers) json_.key("steers").boolean(true);
    if (field.question > 0) json_.key("question").integer(field.question);
    json_.end_object();
}

void ModelWriter::choices(const FieldDef& field, const Seen* seen) {
    const auto write = [&](const char* key, bool removed) {
        json_.key(key).begin_array();
        for (const auto& choice : field.choices) {
            if (choice.hidden != removed) continue;
            json_.begin_object().key("key").string(choice.key);
            text("label", choice.label, choice.key);
            if (!choice.tone.empty()) json_.key("tone").string(choice.tone);
            if (seen && !removed) brings(choice, *seen);
            json_.end_object();
        }
        json_.end_array();
    };
    write("choices", false);
    if (std::ranges::any_of(field.choices, &Choice::hidden)) write("former_choices", true);
}

void ModelWriter::brings(const Choice& choice, const Seen& seen) {
    bool any = false;
    for (const auto& [index, value] : choice.brought) {
        const FieldDef& field = seen.entity().fields[std::size_t(index)];
        if (!seen.has(field.key)) continue;
        if (!any) json_.key("brings").begin_object();
        any = true;
        std::string text;
        write_json(text, field, value);
        json_.key(field.key).raw(text);
    }
    if (any) json_.end_object();
}

void ModelWriter::layout(const Seen& seen) {
    json_.key("layout").begin_object();
    if (!seen.entity().record_first.empty()) json_.key("first").string(seen.entity().record_first);
    json_.key("list");
    keys(list_columns(seen));
    json_.key("record").begin_array();
    for (const auto& section : seen.entity().record_layout)
        this->section(section.label.in(language_), seen.only_seen(section.fields));
    section(language_.starts_with("zh") ? "更多" : "More", left_over(seen));
    json_.end_array().end_object();
}

void ModelWriter::section(std::string_view label, const Keys& fields) {
    if (fields.empty()) return;
    json_.begin_object().key("label").string(label).key("fields");
    keys(fields);
    json_.end_object();
}

void ModelWriter::acts(const Seen& seen) {
    json_.key("acts").begin_array();
    for (const auto& [act, barred] : seen.acts()) {
        json_.begin_object().key("key").string(act->key);
        text("label", act->label, act->key);
        if (!act->offered_when.empty()) json_.key("offered_when").string(act->offered_when);
        json_.key("fields").begin_array();
        for (const auto& field : act->fields)
            if (!field.hidden) this->field(field, Right::edit);
        json_.end_array().end_object();
    }
    json_.end_array();
}

void ModelWriter::keys(const Keys& keys) {
    json_.begin_array();
    for (const auto& key : keys) json_.string(key);
    json_.end_array();
}

}  // namespace

std::string model_json(const Company& company, const Permit& permit, std::string_view language) {
    std::string out;
    ModelWriter(out, language).write(company, permit);
    return out;
}

}  // namespace vigil::http
