#include "in/import/row_builder.h"

#include <algorithm>

#include "base/csv_cell.h"
#include "in/import/text.h"

namespace vigil::import {

std::pair<std::string, std::string> split_name(std::string_view full) {
    full = trimmed(full);
    if (const auto comma = full.find(','); comma != std::string_view::npos)
        return {std::string(trimmed(full.substr(comma + 1))),
                std::string(trimmed(full.substr(0, comma)))};
    const auto space = full.rfind(' ');
    if (space == std::string_view::npos) return {"", std::string(full)};
    return {std::string(trimmed(full.substr(0, space))), std::string(full.substr(space + 1))};
}

RowBuilder::RowBuilder(const ImportPlan& plan, RecordInput defaults)
    : plan_(plan), defaults_(std::move(defaults)) {
    for (const auto& column : plan.columns()) {
        if (column.column == PlannedColumn::derived) continue;
        if (!column.field.empty()) by_name_.emplace(column.field, &column);
    }
    for (const auto& column : plan.columns())  // a header's own name wins
        if (column.column != PlannedColumn::derived) by_name_[column.header] = &column;
    first_name_ = plan.entity().index_of("first_name");
    last_name_ = plan.entity().index_of("last_name");
}

bool RowBuilder::has(const ImportRow& row, int index) {
    for (const auto& [field, value] : row.values)
        if (field == index) return true;
    return false;
}

std::string_view RowBuilder::named(const std::string& name, const CsvRow& row,
                                   std::string& scratch) const {
    const auto it = by_name_.find(name);
    return it == by_name_.end() ? std::string_view() : text_of(*it->second, row, scratch);
}

std::string_view RowBuilder::text_of(const PlannedColumn& column, const CsvRow& row,
                                     std::string& scratch) const {
    std::string_view text;
    if (column.from) {
        std::string inner;
        scratch =
            column.from->render([&](const std::string& name) { return named(name, row, inner); });
        text = scratch;
    } else if (column.column < row.cells.size()) {
        text = without_guard(trimmed(row.cells[column.column]));
    }
    if (!column.map.values.empty())
        if (const auto it = column.map.values.find(std::string(text));
            it != column.map.values.end())
            return it->second;
    return plan_.markers().is_empty(text) ? std::string_view() : text;
}

std::string_view RowBuilder::currency_of(const PlannedColumn& column, const CsvRow& row,
                                         std::string& scratch) const {
    if (column.currency_from == PlannedColumn::derived) return {};
    return text_of(plan_.columns()[column.currency_from], row, scratch);
}

void RowBuilder::add_link(const PlannedColumn& column, std::string_view text, const CsvRow& row,
                          ImportRow& out) const {
    ImportLink link{column.link.get(), std::string(text), {}, {}};
    if (column.link->missing == LinkSpec::Missing::create) {
        link.make = column.made_set;
        for (const auto& [index, made] : column.made_derive) {
            std::string scratch;
            auto value = made.render([&](const std::string& name) -> std::string_view {
                if (name == "text" || name == "name") return text;
                return named(name, row, scratch);
            });
            if (!value.empty()) link.make.emplace_back(index, std::move(value));
        }
    }
    if (column.sub_index < 0) {
        out.links.push_back(std::move(link));
        return;
    }
    const auto parent = std::ranges::find_if(
        out.links, [&](const ImportLink& one) { return one.spec->field == column.index; });
    if (parent != out.links.end()) parent->fill.push_back(std::move(link));
}

std::vector<FieldFault> RowBuilder::build(const CsvRow& row, ImportRow& out) const {
    std::vector<FieldFault> faults;
    std::string scratch;
    for (const bool sub : {false, true}) {
        for (const auto& column : plan_.columns()) {
            if (column.field.empty() || (column.sub_index >= 0) != sub) continue;
            const std::string_view text = text_of(column, row, scratch);
            if (text.empty()) continue;
            if (column.full_name) {
                auto [first, last] = split_name(text);
                if (!first.empty() && !has(out, first_name_))
                    out.values.emplace_back(first_name_, Value(std::move(first)));
                if (!last.empty() && !has(out, last_name_))
                    out.values.emplace_back(last_name_, Value(std::move(last)));
            } else if (column.link) {
                add_link(column, text, row, out);
            } else if (column.is_value() && (column.index < 0 || !has(out, column.index))) {
                std::string beside;
                auto value = column.reader->read(text, currency_of(column, row, beside));
                if (!value)
                    faults.push_back(std::move(value).error());
                else if (column.index >= 0)
                    out.values.emplace_back(column.index, *std::move(value));
            }
        }
    }
    out.defaults = defaults_;
    return faults;
}

}  // namespace vigil::import
