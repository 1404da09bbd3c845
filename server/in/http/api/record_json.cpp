#include "in/http/api/record_json.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "base/text.h"
#include "model/parse_json.h"
#include "model/write_json.h"
#include "watch/sight.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;

enum class Sight { hidden, masked, open };

// What a permit shows of the fields of one entity, which is looked up once.
class FieldSight {
  public:
    FieldSight(const EntityDef& entity, const Permit& permit)
        : entity_(entity),
          house_(permit.is_house()),
          rights_(house_ ? nullptr : permit.of(entity)) {}

    Sight of(std::size_t field) const {
        const FieldDef& def = entity_.fields[field];
        if (def.secret || def.hidden) return Sight::hidden;
        if (house_) return Sight::open;
        if (!rights_ || rights_->right_of(int(field)) == Right::none) return Sight::hidden;
        return rights_->is_masked(int(field)) ? Sight::masked : Sight::open;
    }

  private:
    const EntityDef& entity_;
    bool house_;
    const EntityPermit* rights_;
};

void append_key(std::string& out, std::string_view key) {
    if (out.back() != '{') out += ',';
    append_json_text(out, key);
    out += ':';
}

void append_id(std::string& out, std::string_view key, const Value& value) {
    if (is_empty(value)) return;
    append_key(out, key);
    append_json_text(out, std::to_string(integer_of(value)));
}

Fault unknown(const std::string& key) {
    Fault fault{FaultKind::malformed, "unknown_field", {}, {{"field", std::string(clip(key, 60))}}};
    fault.fields.push_back(
        {std::string(clip(key, 60)), "unknown_field", {{"field", std::string(clip(key, 60))}}});
    return fault;
}

}  // namespace

void write_record(std::string& out, const Record& record, const Actor& actor,
                  const std::vector<int>& only, const TitleNames* names) {
    const EntityDef& entity = *record.entity;
    const FieldSight field_sight(entity, actor.permit);
    out += '{';
    const auto write = [&](std::size_t i) {
        const auto sight = field_sight.of(i);
        if (sight == Sight::hidden) return;
        append_key(out, entity.fields[i].key);
        if (sight == Sight::masked && !is_empty(record.values[i]))
            out += "\"•••\"";
        else
            write_json(out, entity.fields[i], record.values[i]);
    };
    if (only.empty()) {
        for (std::size_t i = 0; i < entity.fields.size(); ++i) write(i);
    } else {
        write(field_id);
        write(field_version);
        for (const int i : only)
            if (i != field_id && i != field_version) write(std::size_t(i));
    }
    append_key(out, "display");  // the record's name for people
    append_json_text(out, title_for(record, actor.permit, actor.language, names));
    out += '}';
}

Result<RecordInput> read_record(const EntityDef& entity, const Json& body) {
    RecordInput input;
    Fault refused{FaultKind::refused, "fields_refused"};
    for (const auto& [key, value] : body.items()) {
        const int index = entity.index_of(key);
        if (index < 0 || entity.fields[std::size_t(index)].secret ||
            entity.fields[std::size_t(index)].hidden)
            return std::unexpected(unknown(key));
        auto read = parse_kept_value(entity.fields[std::size_t(index)], value);
        if (read)
            input.emplace_back(index, *std::move(read));
        else
            for (auto& fault : read.error().fields) refused.fields.push_back(std::move(fault));
    }
    if (!refused.fields.empty()) return std::unexpected(std::move(refused));
    return input;
}

Result<std::map<std::string, Value, std::less<>>> read_act(const ActDef& act, const Json& body) {
    std::map<std::string, Value, std::less<>> input;
    Fault refused{FaultKind::refused, "fields_refused"};
    for (const auto& [key, value] : body.items()) {
        const FieldDef* field = nullptr;
        for (const auto& one : act.fields)
            if (one.key == key) field = &one;
        if (!field) return std::unexpected(unknown(key));
        auto read = parse_value(*field, value);
        if (read)
            input[key] = *std::move(read);
        else
            for (auto& fault : read.error().fields) refused.fields.push_back(std::move(fault));
    }
    if (!refused.fields.empty()) return std::unexpected(std::move(refused));
    return input;
}

Result<std::vector<int>> read_fields(const EntityDef& entity, std::string_view text) {
    std::vector<int> fields;
    while (!text.empty()) {
        const auto comma = text.find(',');
        const auto key = text.substr(0, comma);
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
        const int index = entity.index_of(key);
        const bool known = index >= 0 && !entity.fields[std::size_t(index)].secret &&
                           !entity.fields[std::size_t(index)].hidden;
        if (!known) return std::unexpected(unknown(std::string(key)));
        fields.push_back(index);
    }
    return fields;
}

Result<std::vector<int>> read_include(const EntityDef& entity, std::string_view text) {
    if (text != "*") {
        VIGIL_TRY(auto fields, read_fields(entity, text));
        for (const int field : fields)
            if (entity.fields[std::size_t(field)].kind != FieldKind::link)
                return fail(FaultKind::malformed, "include_not_a_link", {},
                            {{"field", entity.fields[std::size_t(field)].key}});
        return fields;
    }
    std::vector<int> fields;
    for (std::size_t i = 0; i < entity.fields.size(); ++i)
        if (entity.fields[i].kind == FieldKind::link) fields.push_back(int(i));
    return fields;
}

void write_included(std::string& out, const std::vector<Included>& included) {
    out += '{';
    for (const auto& one : included) {
        append_key(out, to_string(one.id));
        out += "{\"id\":\"" + to_string(one.id) + "\",\"entity\":\"" + one.entity + "\",\"title\":";
        append_json_text(out, one.title);
        out += '}';
    }
    out += '}';
}

void write_journal_row(std::string& out, const Record& row, const EntityDef& entity,
                       const Permit& permit, const EntityDef* about) {
    out += '{';
    append_key(out, "id");
    append_json_text(out, to_string(row.id()));
    for (const char* key : {"at", "recorded_at"}) {
        append_key(out, key);
        append_json_text(out, to_string(moment_of(row[key])));
    }
    for (const char* key : {"actor", "on_behalf_of", "record", "undone_by", "undo_of"})
        append_id(out, key, row[key]);
    for (const char* key : {"channel", "entity", "act"}) {
        append_key(out, key);
        append_json_text(out, row.text(key));
    }
    append_key(out, "changes");
    auto changes = Json::parse(row.text("changes"), nullptr, false);
    if (!changes.is_object()) changes = Json::object();
    Json seen = Json::object();
    for (const auto& [key, pair] : changes.items()) {
        const int index = entity.index_of(key);
        if (index < 0 || FieldSight(entity, permit).of(std::size_t(index)) != Sight::open) continue;
        if (entity.key == "exception" && !watch::may_read_of(permit, entity, key, about)) continue;
        seen[key] = pair;
    }
    out += seen.dump(-1, ' ', false, Json::error_handler_t::replace);
    out += '}';
}

namespace {

// Records of the entity that hold nothing but the links an old or new value of these rows names.
struct Mentions {
    std::vector<Record> records;
    std::vector<int> links;

    void add(const EntityDef& entity, int index, const Json& side) {
        const auto id = side.is_string() ? parse_id(side.get<std::string>()) : std::nullopt;
        if (!id) return;
        Record record(entity);
        record.values[std::size_t(index)] = *id;
        records.push_back(std::move(record));
        if (std::ranges::find(links, index) == links.end()) links.push_back(index);
    }
    void add(const EntityDef& entity, const Json& row) {
        for (const auto& [key, pair] : row["changes"].items()) {
            const int index = entity.index_of(key);
            const bool is_link =
                index >= 0 && entity.fields[std::size_t(index)].kind == FieldKind::link;
            if (!is_link || !pair.is_array()) continue;
            for (const auto& side : pair) add(entity, index, side);
        }
    }
};

}  // namespace

Result<std::vector<Included>> mentioned_titles(Engine& engine, const Actor& actor,
                                               const Catalogue& catalogue, const Json& rows) {
    std::map<const EntityDef*, Mentions> by_entity;
    for (const auto& row : rows)
        if (const auto* entity = catalogue.entity(row["entity"].get<std::string>()))
            by_entity[entity].add(*entity, row);
    std::vector<Included> found;
    for (const auto& [entity, mentions] : by_entity) {
        VIGIL_TRY(auto some, linked_titles(engine, actor, mentions.records, mentions.links));
        for (auto& one : some)
            if (std::ranges::find(found, one.id, &Included::id) == found.end())
                found.push_back(std::move(one));
    }
    return found;
}

}  // namespace vigil::http
