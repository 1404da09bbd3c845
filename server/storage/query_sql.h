// The questions of a ReadView as SQL: permit's sight, condition, order and the page's place in it.
#pragma once

#include <vector>

#include "ports/store.h"
#include "storage/list_way.h"
#include "storage/shelf.h"

namespace vigil::storage {

// What a permit lets one see of an entity.
struct Sight {
    bool nothing = false;
    const Condition* see = nullptr;  // null = every row
    const Permit* permit = nullptr;  // null = the house
};
// The ids of the records of one entity that meet a condition, seen by `sight` (null = all), at most `most`.
Sql ids_sql(const Condition& condition, const EntityDef& entity, const ConditionContext& context,
            const Permit* sight, int most, Dialect dialect, const Catalogue& catalogue);

Sight sight_of(const Permit& permit, const EntityDef& entity);

class QuerySql {
  public:
    // The arguments must outlive it.
    QuerySql(const Plan& plan, const Layout& layout, const Sight& sight, Dialect dialect)
        : plan_(plan), layout_(layout), sight_(sight), dialect_(dialect) {}

    Sql by_id(Id id) const;
    // At most `ids_at_once` of them, which are repeated to a power of two: few different texts.
    Sql by_ids(const std::vector<Id>& ids, std::size_t from, std::size_t count) const;
    Sql by_key(const Column& key_column, std::int64_t key) const;
    Sql count(const Query& query) const;
    // Columns: one per group field, the cut if any, then currency (null where none is), count, and of what
    // is summed the thousand millions and the rest, plain and weighted (see read_tally_row).
    Sql tally(const Tally& tally) const;
    // One page in one or two parts, to be read one after the other until query.limit is reached: where the
    // first order column was filled, then where it is empty (or the other way about). Each part is of at
    // most query.limit rows. Of a query by promise: the records without one. Fault `bad_cursor` (malformed).
    Result<std::vector<Sql>> find(const Query& query, const ListWay& way) const;
    // The condition of its rows, sight included.
    Sql filter(const Query& query) const;
    // The order of a page as list_way() wants it.
    std::vector<SortColumn> sort_columns(const Query& query) const;
    // How many rows there are on such a way, at most `most`. `context` of the condition in it.
    Sql count_few(const FewRows& few, const ConditionContext& context, int most) const;

  private:
    Sql start(std::string_view columns) const;
    void add_sight(Sql& sql) const;
    void add_filter(const Query& query, Sql& sql) const;
    void add_filter(const ConditionPtr& where, const ConditionContext& context, Removed removed,
                    Sql& sql) const;

    const Plan& plan_;
    const Layout& layout_;
    const Sight& sight_;
    Dialect dialect_;
};

inline constexpr std::size_t ids_at_once = 256;

TallyRow read_tally_row(const Tally& tally, const Row& row);

Sql journal_sql(const Layout& journal, std::int64_t after, std::int64_t below, int limit);

}  // namespace vigil::storage
