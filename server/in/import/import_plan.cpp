#include "in/import/import_plan.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/country.h"
#include "base/text.h"
#include "in/import/text.h"
#include "model/parse_json.h"
#include "model/write_json.h"
#include "usecases/change_model.h"

namespace vigil::import {
namespace {

constexpr std::size_t examples_max = 3, new_choices_max = 500;

std::unexpected<Fault> unknown_field(const std::string& field) {
    Fault fault{FaultKind::malformed, "import_unknown_field", {}, {{"field", field}}};
    fault.fields.push_back({field, "import_unknown_field", {{"field", field}}});
    return std::unexpected(std::move(fault));
}

bool has_full_name(const EntityDef& entity) {
    return entity.field("first_name") && entity.field("last_name") && !entity.field("name");
}

LinkSpec::Missing missing_of(MissingLink missing) {
    if (missing == MissingLink::refuse) return LinkSpec::Missing::refuse;
    return missing == MissingLink::create ? LinkSpec::Missing::create
                                          : LinkSpec::Missing::leave_empty;
}

// "No · No · No" tells no more than "No".
bool keep_example(PlannedColumn& column, std::string_view cell) {
    if (column.examples.size() >= examples_max ||
        std::ranges::find(column.examples, cell) != column.examples.end())
        return false;
    column.examples.emplace_back(cell);
    return true;
}

std::string currency_key(std::string_view money) { return std::string(money) + ".currency"; }

bool needs_profile(FieldKind kind) {
    return kind == FieldKind::integer || kind == FieldKind::decimal || kind == FieldKind::money ||
           kind == FieldKind::day || kind == FieldKind::moment;
}

}  // namespace

bool is_importable(const FieldDef& field) {
    return !field.base && !field.read_only && !field.secret && !field.hidden;
}

Result<ImportPlan> ImportPlan::make(const CompanyPtr& company, std::string_view entity,
                                    const ImportMap& map, const std::vector<std::string>& header) {
    ImportPlan plan;
    plan.company_ = company;
    plan.entity_ = company->catalogue->entity(entity);
    if (!plan.entity_) plan.entity_ = company->catalogue->by_plural(entity);
    if (!plan.entity_ || plan.entity_->system || plan.entity_->plain)
        return fail(FaultKind::malformed, "unknown_entity", {}, {{"entity", std::string(entity)}});
    plan.map_ = map;
    plan.header_ = header;
    if (map.empty) plan.markers_ = EmptyMarkers(*map.empty);
    for (std::size_t i = 0; i < header.size(); ++i) {
        PlannedColumn column;
        column.column = i;
        column.header = header[i];
        plan.columns_.push_back(std::move(column));
    }
    VIGIL_DO(plan.bind_explicit(header));
    plan.bind_by_name(header);
    plan.bind_currencies(header);
    VIGIL_DO(plan.bind_derived());
    for (auto& column : plan.columns_)
        if (!column.field.empty()) VIGIL_DO(plan.bind(column));
    plan.lead_to_currencies();
    VIGIL_DO(plan.check_match());
    plan.profiles_.assign(plan.columns_.size(), ColumnProfile(plan.markers_));
    return plan;
}

Status ImportPlan::bind_explicit(const std::vector<std::string>& header) {
    for (const auto& [name, wanted] : map_.columns) {
        auto at = std::ranges::find(header, name);
        if (at == header.end())
            at = std::ranges::find_if(
                header, [&](const auto& one) { return normal_header(one) == normal_header(name); });
        if (at == header.end())
            return fail(FaultKind::malformed, "import_no_such_column", {}, {{"column", name}});
        PlannedColumn& column = columns_[std::size_t(at - header.begin())];
        column.map = wanted;
        column.field = wanted.field;
        column.how = wanted.skip ? "skipped" : wanted.create.empty() ? "map" : "own_field";
    }
    return {};
}

void ImportPlan::bind_by_name(const std::vector<std::string>& header) {
    std::vector<FieldCandidate> candidates;
    const auto taken = [&](const std::string& key) {
        return std::ranges::any_of(columns_, [&](const auto& one) { return one.field == key; }) ||
               std::ranges::any_of(map_.derive, [&](const auto& one) { return one.field == key; });
    };
    for (const auto& field : entity_->fields) {
        if (!is_importable(field) || taken(field.key)) continue;
        FieldCandidate candidate{field.key, {}};
        for (const auto& [language, label] : field.label.by_language)
            candidate.labels.push_back(label);
        candidates.push_back(std::move(candidate));
    }
    if (has_full_name(*entity_) && !taken("full_name") && !taken("last_name"))
        candidates.push_back({"full_name", {"Full name", "姓名"}});
    std::vector<std::string> open;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < header.size(); ++i) {
        if (columns_[i].how != "none") continue;
        open.push_back(header[i]);
        places.push_back(i);
    }
    const auto matches = match_columns(entity_->key, open, candidates);
    for (std::size_t i = 0; i < matches.size(); ++i) {
        PlannedColumn& column = columns_[places[i]];
        column.rivals = matches[i].rivals;
        column.confidence = matches[i].confidence;
        if (!matches[i].field) continue;
        column.field = candidates[*matches[i].field].key;
        column.how = "name";
    }
}

// "Currency" is that of the only amount there is; "Budget currency" says of which.
void ImportPlan::bind_currencies(const std::vector<std::string>& header) {
    std::vector<FieldCandidate> candidates;
    std::vector<std::string> keys;
    for (const auto& column : columns_) {
        const FieldDef* field = entity_->field(column.field);
        if (!field || field->kind != FieldKind::money) continue;
        if (!header_of(currency_key(field->key)).empty()) continue;
        FieldCandidate candidate{field->key + "_currency", {}};
        for (const auto& [language, label] : field->label.by_language)
            candidate.labels.insert(candidate.labels.end(), {label + " currency", label + "币种"});
        candidates.push_back(std::move(candidate));
        keys.push_back(currency_key(field->key));
    }
    if (candidates.size() == 1) candidates.front().key = "currency";
    std::vector<std::string> open = header;
    for (std::size_t i = 0; i < open.size(); ++i)
        if (columns_[i].how != "none") open[i].clear();
    const auto matches = match_columns(entity_->key, open, candidates);
    for (std::size_t i = 0; i < matches.size(); ++i) {
        if (!matches[i].field) continue;
        columns_[i].field = keys[*matches[i].field];
        columns_[i].how = "name";
        columns_[i].confidence = matches[i].confidence;
    }
}

void ImportPlan::lead_to_currencies() {
    for (std::size_t i = columns_.size(); i-- > 0;) {
        if (!columns_[i].is_currency) continue;
        for (auto& column : columns_)
            if (column.is_value() && column.index == columns_[i].index) column.currency_from = i;
    }
}

Status ImportPlan::bind_derived() {
    for (const auto& wanted : map_.derive) {
        PlannedColumn column;
        column.header = wanted.field;
        column.field = wanted.field;
        column.how = "derived";
        column.map = wanted;
        VIGIL_TRY(column.from, Template::parse(wanted.from));
        for (const auto& name : column.from->names()) {
            const bool known = std::ranges::any_of(
                columns_, [&](const auto& one) { return one.header == name || one.field == name; });
            if (!known)
                return fail(FaultKind::malformed, "import_no_such_column", {}, {{"column", name}});
        }
        columns_.push_back(std::move(column));
    }
    return {};
}

Status ImportPlan::bind(PlannedColumn& column) {
    if (column.field == "full_name" && has_full_name(*entity_)) {
        column.full_name = true;
        return {};
    }
    const auto dot = column.field.find('.');
    const std::string own = column.field.substr(0, dot);
    const int index = entity_->index_of(own);
    // One that was put away comes back (add_field()): an import that was taken back can be done again.
    const bool is_away = index >= 0 && entity_->fields[std::size_t(index)].own &&
                         entity_->fields[std::size_t(index)].hidden;
    if (column.how == "own_field" && (index < 0 || is_away)) {
        auto json = nlohmann::ordered_json::parse(column.map.create);
        json["key"] = column.field;
        VIGIL_TRY(column.definition, parse_field(json.dump()));
        return {};
    }
    if (index < 0) return unknown_field(column.field);
    if (!is_importable(entity_->fields[std::size_t(index)]))
        return fail(FaultKind::malformed, "import_field_closed", {}, {{"field", column.field}});
    column.index = index;
    const FieldDef& field = entity_->fields[std::size_t(index)];
    if (column.field == currency_key(own) && field.kind == FieldKind::money) {
        column.is_currency = true;
        return {};
    }
    if (dot != std::string::npos) {
        if (field.kind != FieldKind::link) return unknown_field(column.field);
        const EntityDef& target = company_->catalogue->need(field.link);
        column.sub_index = target.index_of(column.field.substr(dot + 1));
        if (column.sub_index < 0) return unknown_field(column.field);
        if (target.fields[std::size_t(column.sub_index)].kind != FieldKind::link)
            return unknown_field(column.field);
        return bind_link(column, target, column.sub_index);
    }
    if (field.kind == FieldKind::link) return bind_link(column, *entity_, index);
    return {};
}

Status ImportPlan::bind_link(PlannedColumn& column, const EntityDef& of, int index) {
    const EntityDef& target = company_->catalogue->need(of.fields[std::size_t(index)].link);
    column.link = std::make_shared<LinkSpec>();
    column.link->field = index;
    column.link->by = column.map.by;
    column.link->missing = missing_of(column.map.missing.value_or(map_.links));
    if (!column.map.by.empty() && !target.field(column.map.by)) return unknown_field(column.map.by);
    return bind_made(column, target);
}

Status ImportPlan::bind_made(PlannedColumn& column, const EntityDef& target) {
    for (const auto& [key, json] : column.map.made_set) {
        const FieldDef* field = target.field(key);
        if (!field || !is_importable(*field)) return unknown_field(key);
        VIGIL_TRY(auto value, parse_value(*field, nlohmann::json::parse(json)));
        column.made_set.emplace_back(target.index_of(key), std::move(value));
    }
    for (const auto& [key, text] : column.map.made_derive) {
        const FieldDef* field = target.field(key);
        if (!field || !is_importable(*field)) return unknown_field(key);
        VIGIL_TRY(auto made, Template::parse(text));
        column.made_derive.emplace_back(target.index_of(key), std::move(made));
    }
    return {};
}

Status ImportPlan::check_match() const {
    for (const auto& key : map_.match) {
        const auto given = std::ranges::find(columns_, key, &PlannedColumn::field);
        const bool to_be_made = given != columns_.end() && given->how == "own_field";
        if (entity_->index_of(key) < 0 && !to_be_made) return unknown_field(key);
        if (given == columns_.end())
            return fail(FaultKind::malformed, "import_match_missing", {}, {{"field", key}});
    }
    return {};
}

const FieldDef& ImportPlan::field_of(const PlannedColumn& column) const {
    return column.index >= 0 ? entity_->fields[std::size_t(column.index)] : column.definition;
}

CellReader::Habits ImportPlan::habits(const PlannedColumn& column) const {
    CellReader::Habits habits;
    habits.zone =
        Zone::find(map_.zone.empty() ? company_->settings.time_zone : map_.zone).value_or(Zone());
    habits.currency =
        map_.currency.empty() ? company_->settings.currency : *parse_currency(map_.currency);
    habits.create_choices = map_.create_choices || column.how == "own_field";
    return habits;
}

bool ImportPlan::is_empty_at(const CsvRow& row, std::size_t column) const {
    return column >= row.cells.size() || markers_.is_empty(trimmed(row.cells[column]));
}

std::string ImportPlan::currency_beside(const PlannedColumn& column, const CsvRow& row) const {
    if (column.currency_from >= row.cells.size() || is_empty_at(row, column.currency_from))
        return {};
    const std::string text(trimmed(row.cells[column.currency_from]));
    const auto& values = columns_[column.currency_from].map.values;
    const auto it = values.find(text);
    return it == values.end() ? text : it->second;
}

void ImportPlan::see(const CsvRow& row) {
    ++rows_;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        PlannedColumn& column = columns_[i];
        if (column.column == PlannedColumn::derived) continue;
        if (column.link) column.unlinked += is_empty_at(row, column.column);
        if (column.column >= row.cells.size()) continue;
        const FieldKind kind = column.is_value() ? field_of(column).kind : FieldKind::text;
        const bool wanted = needs_profile(kind) || kind == FieldKind::choice;
        if (!wanted && column.examples.size() >= examples_max) continue;
        const std::string_view cell = trimmed(row.cells[column.column]);
        if (needs_profile(kind)) profiles_[i].see(cell);
        if (cell.empty() || markers_.is_empty(cell)) continue;
        if (keep_example(column, clip(cell, 60)))
            column.example_currencies.push_back(currency_beside(column, row));
        if (kind == FieldKind::choice) see_choice(column, cell);
    }
}

void ImportPlan::see_choice(PlannedColumn& column, std::string_view cell) {
    if (!column.reader) {
        auto strict = habits(column);
        strict.create_choices = false;
        column.reader = std::make_shared<CellReader>(field_of(column), ColumnPlan{}, strict);
    }
    if (column.new_choices.size() > new_choices_max) return;
    std::string text(cell);
    if (const auto it = column.map.values.find(text); it != column.map.values.end())
        text = it->second;
    if (!text.empty() && !column.new_choices.contains(text) && !column.reader->read(text))
        column.new_choices.insert(text);
}

void ImportPlan::decide_column(PlannedColumn& column, const ColumnProfile& profile) {
    const FieldKind kind = field_of(column).kind;
    Habits given;
    if (map_.order) given.order = *map_.order;
    if (has_decimal_comma(company_->settings.phone_region)) given.mark = DecimalMark::comma;
    given.no_thousandths = kind == FieldKind::integer ||
                           (kind == FieldKind::money && decimals_of(habits(column).currency) < 3);
    column.shape = profile.decide(given, column.map.format);
    if (map_.decimal) column.shape.mark = *map_.decimal, column.shape.mark_assumed = false;
    if (map_.order) column.shape.order_assumed = false;
    FaultArgs args{{"column", column.header}};
    const bool dates = kind == FieldKind::day || kind == FieldKind::moment;
    if (dates && column.shape.order_assumed) {
        const char* code = column.shape.dates.order == DateOrder::mdy ? "import_month_first_assumed"
                                                                      : "import_day_first_assumed";
        column.assumptions.push_back({code, args});
    }
    if (dates && column.shape.order_mixed)
        column.assumptions.push_back({"import_order_mixed", args});
    const auto example = parse_amount(column.shape.mark_example, column.shape.mark);
    if (!dates && needs_profile(kind) && column.shape.mark_assumed && example) {
        args.emplace_back("value", column.shape.mark_example);
        args.emplace_back("number", to_text(example->value));
        const char* code = column.shape.mark == DecimalMark::comma ? "import_comma_assumed"
                                                                   : "import_point_assumed";
        column.assumptions.push_back({code, args});
    }
    if (!dates && needs_profile(kind) && column.shape.mark_mixed)
        column.assumptions.push_back({"import_mark_mixed", args});
}

// Where it is needed such rows are refused, and told one by one.
void ImportPlan::note_unlinked(PlannedColumn& column) const {
    const bool needed = column.index >= 0 && field_of(column).required;
    if (column.unlinked == 0 || needed || map_.set.contains(column.field) ||
        map_.spread.contains(column.field))
        return;
    column.assumptions.push_back({"import_link_empty",
                                  {{"column", column.header},
                                   {"n", std::to_string(column.unlinked)},
                                   {"rows", std::to_string(rows_)}}});
}

void ImportPlan::keep_examples(PlannedColumn& column) const {
    column.kept.clear();
    for (std::size_t i = 0; i < column.examples.size(); ++i) {
        const std::string& example = column.examples[i];
        auto& kept = column.kept.emplace_back();
        if (const auto value = column.reader->read(example, column.example_currencies[i]))
            write_json(kept, field_of(column), *value);
        else
            kept = "null";
    }
}

Status ImportPlan::decide() {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        PlannedColumn& column = columns_[i];
        if (column.link) note_unlinked(column);
        if (!column.is_value()) continue;
        decide_column(column, profiles_[i]);
        if (!habits(column).create_choices) column.new_choices.clear();
        if (column.new_choices.size() > new_choices_max)
            return fail(FaultKind::refused, "import_too_many_choices", {},
                        {{"column", column.header}, {"max", std::to_string(new_choices_max)}});
        column.reader =
            std::make_shared<CellReader>(field_of(column), column.shape, habits(column));
        if (needs_profile(field_of(column).kind)) keep_examples(column);
    }
    return {};
}

std::string ImportPlan::header_of(std::string_view field) const {
    for (const auto& column : columns_)
        if (column.field == field && column.column != PlannedColumn::derived) return column.header;
    if (field == "first_name" || field == "last_name") return header_of("full_name");
    return {};
}

Result<ImportPlan> ImportPlan::rebound(const CompanyPtr& company) const {
    VIGIL_TRY(ImportPlan plan, make(company, entity_->key, map_, header_));
    plan.rows_ = rows_;
    plan.profiles_ = profiles_;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        plan.columns_[i].examples = columns_[i].examples;
        plan.columns_[i].example_currencies = columns_[i].example_currencies;
        plan.columns_[i].unlinked = columns_[i].unlinked;
    }
    VIGIL_DO(plan.decide());
    return plan;
}

}  // namespace vigil::import
