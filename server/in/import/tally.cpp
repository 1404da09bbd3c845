#include "in/import/tally.h"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

#include "base/csv_cell.h"
#include "base/text.h"
#include "in/import/text.h"

namespace vigil::import {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::size_t beside_max = 3, shown_bytes = 60;

std::string dumped(const OrderedJson& json) {
    return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

std::vector<std::string> others(const std::vector<std::string_view>& cells, std::size_t except) {
    std::vector<std::string> found;
    for (std::size_t i = 0; i < cells.size() && found.size() < beside_max; ++i)
        if (const auto cell = trimmed(cells[i]); i != except && !cell.empty())
            found.emplace_back(clip(cell, shown_bytes));
    return found;
}

}  // namespace

void WrongValues::add(const std::vector<std::string>& header,
                      const std::vector<std::string_view>& cells, const Remark& remark) {
    const auto at = std::size_t(std::ranges::find(header, remark.column) - header.begin());
    const bool has_cell = !remark.column.empty() && at < cells.size();
    // As a map's `values` name it.
    const std::string value(has_cell ? without_guard(trimmed(cells[at])) : std::string_view());
    const auto key = remark.column + '\x1f' + value + '\x1f' + remark.text;
    const auto known = places_.find(key);
    if (known != places_.end()) {
        ++all_[known->second].rows;
        return;
    }
    if (all_.size() == max) {
        complete_ = false;
        return;
    }
    places_.emplace(key, all_.size());
    all_.push_back({remark, value, others(cells, has_cell ? at : cells.size()), 1});
}

std::string WrongValues::json() const {
    std::vector<const Wrong*> order;
    for (const auto& one : all_) order.push_back(&one);
    std::ranges::stable_sort(order, std::greater(), &Wrong::rows);
    OrderedJson list = OrderedJson::array();
    for (const auto* one : order)
        list.push_back({{"column", one->first.column},
                        {"value", one->value},
                        {"code", one->first.code},
                        {"reason", one->first.text},
                        {"line", one->first.line},
                        {"rows", one->rows},
                        {"beside", one->beside}});
    return dumped({{"complete", complete_}, {"values", std::move(list)}});
}

std::vector<std::pair<Id, std::int64_t>> GivenTo::in_order() const {
    std::vector<std::pair<Id, std::int64_t>> order(n_.begin(), n_.end());
    std::ranges::stable_sort(order, std::greater(), &std::pair<Id, std::int64_t>::second);
    return order;
}

std::string GivenTo::name_of(Id owner) const {
    const Person* person = company_->person(owner);
    return person ? person->name : std::string();
}

std::vector<std::pair<std::string, std::int64_t>> GivenTo::by_name() const {
    std::vector<std::pair<std::string, std::int64_t>> list;
    for (const auto& [id, n] : in_order()) list.emplace_back(name_of(id), n);
    return list;
}

std::string GivenTo::json() const {
    OrderedJson list = OrderedJson::array();
    for (const auto& [id, n] : in_order()) {
        OrderedJson owner;
        if (id) owner = {{"id", to_string(id)}, {"name", name_of(id)}};
        list.push_back({{"owner", std::move(owner)}, {"n", n}});
    }
    return dumped(list);
}

}  // namespace vigil::import
