// Tallies as SQL, in the subset both stores understand.
#include <algorithm>

#include "base/check.h"
#include "storage/columns.h"
#include "storage/query_sql.h"

namespace vigil::storage {

namespace {

// Sums are taken in two halves, so that neither overflows whatever single amounts people type in.
constexpr std::int64_t half = 1'000'000'000;

// "case when x < ? then 0 when … end" by halving: of 366 days, nine comparisons a row.
void add_cut(const std::string& column, const std::vector<Value>& cuts, std::size_t from,
             std::size_t to, Sql& sql) {
    if (to - from == 1) {
        sql.text += std::to_string(from);
        return;
    }
    const std::size_t middle = (from + to) / 2;
    sql.text += "case when " + column + " < ? then ";
    sql.params.push_back(cuts[middle]);
    add_cut(column, cuts, from, middle, sql);
    sql.text += " else ";
    add_cut(column, cuts, middle, to, sql);
    sql.text += " end";
}

std::string total_of(const std::string& what) { return ", cast(sum(" + what + ") as bigint)"; }

void add_sums(const std::string& sum, const std::string& per_cent, Sql& sql) {
    const std::string high = "(" + sum + " / " + std::to_string(half) + ")";
    const std::string low = "(" + sum + " % " + std::to_string(half) + ")";
    sql.text += total_of(high) + total_of(low);
    if (per_cent.empty()) return;
    const std::string weight = "case when " + per_cent + " > 100 then 100 when " + per_cent +
                               " > 0 then " + per_cent + " else 0 end";
    sql.text += total_of(high + " * (" + weight + ")") + total_of(low + " * (" + weight + ")");
}

WideAmount wide_of(const Row& row, int at) {
    const auto number = [&](int column) {
        return WideAmount(row.is_null(column) ? 0 : row.number(column));
    };
    return number(at) * half + number(at + 1);
}

Value group_value(FieldKind kind, const Row& row, int at) {
    if (row.is_null(at)) return Empty{};
    if (kind == FieldKind::link) return Id{row.number(at)};
    if (kind == FieldKind::boolean) return row.number(at) != 0;
    const auto text = row.text(at);
    return text.empty() ? Value() : Value(std::string(text));
}

}  // namespace

Sql QuerySql::tally(const Tally& tally) const {
    const auto column = [&](int field) {
        return "r." + quoted_name(layout_.column_of(field).name);
    };
    const EntityDef& entity = *layout_.entity;
    Sql sql{"select ", {}};
    int groups = 0;
    for (const int field : tally.by) {
        const FieldKind kind = entity.fields[std::size_t(field)].kind;
        VIGIL_CHECK(kind == FieldKind::choice || kind == FieldKind::link ||
                    kind == FieldKind::boolean);
        sql.text += column(field) + ", ";
        ++groups;
    }
    if (tally.cut >= 0) {
        VIGIL_CHECK(tally.cuts.size() >= 2);
        sql.text += "cast(";
        add_cut(column(tally.cut), tally.cuts, 0, tally.cuts.size() - 1, sql);
        sql.text += " as bigint), ";
        ++groups;
    }
    const bool money =
        tally.sum >= 0 && entity.fields[std::size_t(tally.sum)].kind == FieldKind::money;
    if (money) {
        sql.text +=
            "r." + quoted_name(entity.fields[std::size_t(tally.sum)].key + "_currency") + ", ";
        ++groups;
    }
    sql.text += "count(*)";
    if (tally.sum >= 0)
        add_sums(column(tally.sum), tally.weigh < 0 ? std::string() : column(tally.weigh), sql);
    sql.text += " from " + layout_.table + " as r where ";
    add_filter(tally.where, tally.context, tally.removed, sql);
    if (money && tally.beside.letters[0]) {
        sql.text +=
            " and r." + quoted_name(entity.fields[std::size_t(tally.sum)].key + "_currency");
        sql.text += " <> ?";
        sql.params.emplace_back(std::string(tally.beside.view()));
    }
    for (int i = 1; i <= groups; ++i)
        sql.text += (i == 1 ? " group by " : ", ") + std::to_string(i);
    sql.text += " limit " + std::to_string(tally.limit);
    return sql;
}

TallyRow read_tally_row(const Tally& tally, const Row& row) {
    TallyRow one;
    int at = 0;
    for (const int field : tally.by)
        one.by.push_back(group_value(tally.entity->fields[std::size_t(field)].kind, row, at++));
    if (tally.cut >= 0) one.cut = int(row.number(at++));
    if (tally.sum >= 0 && tally.entity->fields[std::size_t(tally.sum)].kind == FieldKind::money) {
        if (!row.is_null(at) && row.text(at).size() == 3)
            std::ranges::copy(row.text(at), one.currency.letters.begin());
        ++at;
    }
    one.count = row.number(at++);
    if (tally.sum >= 0) one.sum = wide_of(row, at);
    if (tally.sum >= 0 && tally.weigh >= 0) one.weighted = wide_of(row, at + 2);
    return one;
}

}  // namespace vigil::storage
