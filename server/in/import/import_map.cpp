#include "in/import/import_map.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/money.h"
#include "base/zone.h"

namespace vigil::import {
namespace {

using OrderedJson = nlohmann::ordered_json;

// Takes keys out of one object; keeps the first thing that is wrong.
class MapReader {
  public:
    MapReader(const OrderedJson& json, std::string where, std::string& trouble)
        : json_(json), where_(std::move(where)), trouble_(trouble) {
        if (!json.is_object()) complain("must be an object");
    }
    const OrderedJson* take(const std::string& key) {
        taken_.push_back(key);
        if (!json_.is_object()) return nullptr;
        const auto it = json_.find(key);
        return it == json_.end() || it->is_null() ? nullptr : &*it;
    }
    std::string text(const std::string& key) {
        const OrderedJson* value = take(key);
        if (!value) return {};
        if (value->is_string()) return value->get<std::string>();
        complain(key + " must be a text");
        return {};
    }
    // The place of the text among `words`; nothing when it is left out.
    std::optional<int> word(const std::string& key, const std::vector<std::string_view>& words) {
        const std::string given = text(key);
        if (given.empty()) return {};
        int at = 0;
        for (const auto one : words) {
            if (one == given) return at;
            ++at;
        }
        complain(key + " cannot be " + given);
        return {};
    }
    std::vector<std::string> texts(const std::string& key) {
        std::vector<std::string> list;
        const OrderedJson* value = take(key);
        if (!value) return list;
        if (!value->is_array()) complain(key + " must be a list");
        for (const auto& item : *value)
            if (item.is_string())
                list.push_back(item.get<std::string>());
            else
                complain(key + " must hold texts");
        return list;
    }
    // {"a": anything} as texts; JSON texts of the values when `raw`.
    std::map<std::string, std::string> pairs(const std::string& key, bool raw) {
        std::map<std::string, std::string> map;
        const OrderedJson* value = take(key);
        if (!value) return map;
        if (!value->is_object())
            complain(key + " must be an object");
        else
            for (const auto& [name, item] : value->items()) {
                if (!raw && !item.is_string())
                    complain(key + " must hold texts");
                else
                    map[name] = raw ? item.dump() : item.get<std::string>();
            }
        return map;
    }
    void complain(const std::string& what) {
        if (trouble_.empty()) trouble_ = where_ + ": " + what;
    }
    void finish() {
        if (!json_.is_object()) return;
        for (const auto& [key, value] : json_.items())
            if (std::find(taken_.begin(), taken_.end(), key) == taken_.end())
                complain("unknown key " + key);
    }

  private:
    const OrderedJson& json_;
    std::string where_;
    std::string& trouble_;
    std::vector<std::string> taken_;
};

using Words = std::vector<std::string_view>;
const Words missing_words{"keep", "refuse", "create"};

ColumnMap read_column(const OrderedJson& json, const std::string& where, std::string& trouble) {
    ColumnMap column;
    MapReader reader(json, where, trouble);
    column.field = reader.text("field");
    column.format = reader.text("format");
    if (!column.format.empty() && !date_plan_of(column.format))
        reader.complain("format names no full date");
    column.values = reader.pairs("values", false);
    column.by = reader.text("by");
    if (const auto word = reader.word("missing", missing_words))
        column.missing = MissingLink(*word);
    column.made_set = reader.pairs("set", true);
    column.made_derive = reader.pairs("derive", false);
    column.from = reader.text("from");
    if (const OrderedJson* create = reader.take("create")) {
        if (create->is_object())
            column.create = create->dump();
        else
            reader.complain("create must be an object");
    }
    reader.finish();
    return column;
}

void read_columns(ImportMap& map, const OrderedJson* json, std::string& trouble) {
    if (!json) return;
    if (!json->is_object()) trouble = "columns: must be an object";
    for (const auto& [header, value] : json->items()) {
        ColumnMap column;
        if (value.is_null())
            column.skip = true;
        else if (value.is_string())
            column.field = value.get<std::string>();
        else
            column = read_column(value, header, trouble);
        if (!column.skip && column.field.empty() && trouble.empty())
            trouble = header + ": needs a field";
        map.columns[header] = std::move(column);
    }
}

void read_derived(ImportMap& map, const OrderedJson* json, std::string& trouble) {
    if (!json) return;
    if (!json->is_object()) trouble = "derive: must be an object";
    for (const auto& [field, value] : json->items()) {
        ColumnMap column;
        if (value.is_string())
            column.from = value.get<std::string>();
        else
            column = read_column(value, field, trouble);
        column.field = field;
        if (column.from.empty() && trouble.empty()) trouble = field + ": needs a template";
        map.derive.push_back(std::move(column));
    }
}

void read_spread(ImportMap& map, const OrderedJson* json, std::string& trouble) {
    if (!json) return;
    MapReader reader(*json, "spread", trouble);
    if (!json->is_object()) return;
    for (const auto& [field, value] : json->items()) {
        map.spread[field] = reader.texts(field);
        if (map.spread[field].empty()) reader.complain(field + " must name somebody");
    }
}

void read_file_habits(ImportMap& map, MapReader& reader) {
    if (const auto word = reader.word("decimal", {"point", "comma"}))
        map.decimal = DecimalMark(*word);
    if (const auto word = reader.word("order", {"dmy", "mdy", "ymd"})) map.order = DateOrder(*word);
    map.zone = reader.text("zone");
    if (!map.zone.empty() && !Zone::find(map.zone)) reader.complain("unknown zone " + map.zone);
    map.currency = reader.text("currency");
    if (!map.currency.empty() && !parse_currency(map.currency))
        reader.complain("unknown currency " + map.currency);
    map.language = reader.text("language");
    if (const auto markers = reader.texts("empty"); !markers.empty()) map.empty = markers;
    if (const auto delimiter = reader.text("delimiter"); !delimiter.empty())
        map.delimiter = delimiter;
    if (const auto name = reader.text("encoding"); !name.empty()) {
        map.encoding = encoding_named(name);
        if (!map.encoding) reader.complain("unknown encoding " + name);
    }
}

}  // namespace

Result<ImportMap> parse_import_map(std::string_view json_text) {
    ImportMap map;
    if (json_text.empty()) return map;
    std::string trouble;
    const auto json = OrderedJson::parse(json_text, nullptr, false, true);
    if (json.is_discarded() || !json.is_object()) {
        trouble = "not a JSON object";
    } else {
        MapReader reader(json, "map", trouble);
        read_columns(map, reader.take("columns"), trouble);
        read_derived(map, reader.take("derive"), trouble);
        map.set = reader.pairs("set", true);
        read_spread(map, reader.take("spread"), trouble);
        map.match = reader.texts("match");
        map.create_choices = reader.word("choices", {"refuse", "create"}).value_or(0) == 1;
        if (const auto word = reader.word("links", missing_words)) map.links = MissingLink(*word);
        read_file_habits(map, reader);
        reader.finish();
    }
    if (!trouble.empty())
        return fail(FaultKind::malformed, "import_map_malformed", trouble, {{"what", trouble}});
    return map;
}

}  // namespace vigil::import
