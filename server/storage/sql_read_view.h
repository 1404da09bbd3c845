// What the two stores' views have in common: everything but how a statement is run.
#pragma once

#include <functional>

#include "ports/store.h"
#include "storage/query_sql.h"

namespace vigil::storage {

class SqlReadView : public ReadView {
  public:
    SqlReadView(const Shelf& shelf, Dialect dialect) : shelf_(shelf), dialect_(dialect) {}

    Result<std::optional<Record>> get(const EntityDef& entity, Id id, const Permit& permit) final;
    Result<std::vector<Record>> get_many(const EntityDef& entity, const std::vector<Id>& ids,
                                         const Permit& permit) final;
    Result<std::vector<Record>> find(const Query& query, const Permit& permit) final;
    Result<std::int64_t> count(const Query& query, const Permit& permit) final;
    Result<std::vector<TallyRow>> tally(const Tally& tally, const Permit& permit) final;
    Result<std::vector<Record>> find_by_key(const EntityDef& entity, int field, std::int64_t key,
                                            const Permit& permit) final;
    Result<std::vector<Record>> journal_after(std::int64_t seq, int limit) final;
    Result<std::int64_t> journal_end() final;

  protected:
    using OnRow = std::function<void(const Row&)>;
    // Runs one statement inside the view's snapshot.
    virtual Status run(const Sql& sql, const OnRow& on_row) = 0;
    // Journal rows from this seq on may still be overtaken.
    virtual Result<std::int64_t> journal_bound() = 0;

  private:
    struct Known {
        const Plan* plan;
        const Layout* layout;
    };
    Result<Known> known(const EntityDef& entity);
    // What the condition and the permit say of columns; and the indexes such a query may go by.
    Status add_pins_of(const Known& of, const Query& query, const Sight& sight, Pins& pins);
    std::vector<const WantedIndex*> usable(const Known& of, const Query& query) const;
    // Of these ways to few rows, the first on which they are few; null = none.
    Result<const FewRows*> few_of(const QuerySql& sql, const Query& query,
                                  const std::vector<FewRows>& ways);
    // Those with a promise.
    Status find_promised(const Known& of, const Query& query, const Sight& sight,
                         std::vector<Record>& records);
    // Those by `order`.
    Status find_ordered(const Known& of, const Query& query, const Sight& sight,
                        std::vector<Record>& records);
    // How to go by what is said of indexed columns.
    Result<ListWay> way_of(const Known& of, const Query& query, const Sight& sight, Pins& pins);
    FindLinked linked_finder(const Known& of, const ConditionContext& context, const Permit* sight);
    Result<std::int64_t> number(const Sql& sql);
    Status collect(const Layout& layout, const Sql& sql, std::vector<Record>& records);

    const Shelf& shelf_;
    Dialect dialect_;
    std::vector<PlanPtr> plans_;  // seen so far
};

}  // namespace vigil::storage
