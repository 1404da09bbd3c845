#include "watch/past_store.h"

#include <algorithm>
#include <climits>

#include "rules/evaluate.h"
#include "rules/own_facts.h"

namespace vigil::watch {

namespace {

using Op = Condition::Op;

// What an index holds of a value; texts have none.
std::optional<std::int64_t> key_of(const Value& value) {
    if (const auto* id = std::get_if<Id>(&value)) return id->value;
    if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
    if (const auto* moment = std::get_if<Moment>(&value)) return moment->us;
    return std::nullopt;
}

bool is_field(const Condition& condition, Op op) {
    return condition.op == op && condition.left.kind == Term::Kind::field &&
           condition.left.via < 0 && condition.right.kind == Term::Kind::literal &&
           key_of(condition.right.value);
}

// The first part of an `and` that an index answers.
const Condition* indexed_part(const Condition& condition) {
    if (is_field(condition, Op::eq)) return &condition;
    if (condition.op != Op::all) return nullptr;
    for (const auto& part : condition.parts)
        if (is_field(*part, Op::eq)) return part.get();
    return nullptr;
}

// As the stores order: each field, then the id in the last one's direction.
bool before(const Record& a, const Record& b, const std::vector<Order>& order) {
    for (const auto& one : order) {
        const auto x = key_of(a.values[std::size_t(one.field)]);
        const auto y = key_of(b.values[std::size_t(one.field)]);
        if (x == y) continue;
        return one.descending ? y < x : x < y;
    }
    const bool descending = !order.empty() && order.back().descending;
    return descending ? b.id() < a.id() : a.id() < b.id();
}

bool is_after(const Record& record, const Query& query) {
    if (query.after.empty()) return true;
    Record last(*query.entity);
    for (std::size_t i = 0; i < query.order.size(); ++i)
        last.values[std::size_t(query.order[i].field)] = query.after[i];
    last.values[field_id] = query.after.back();
    return before(last, record, query.order);
}

}  // namespace

class PastView final : public ReadView {
  public:
    explicit PastView(PastStore& store) : store_(store) {}

    Result<std::optional<Record>> get(const EntityDef& entity, Id id, const Permit&) override {
        const Record* found = store_.get(entity.key, id);
        return found ? std::optional(*found) : std::nullopt;
    }
    Result<std::vector<Record>> get_many(const EntityDef& entity, const std::vector<Id>& ids,
                                         const Permit&) override {
        std::vector<Record> found;
        for (const Id id : ids)
            if (const Record* one = store_.get(entity.key, id)) found.push_back(*one);
        return found;
    }
    Result<std::vector<Record>> find(const Query& query, const Permit&) override {
        return store_.find(query);
    }
    Result<std::int64_t> count(const Query& query, const Permit&) override {
        Query all = query;
        all.limit = INT_MAX;
        VIGIL_TRY(const auto found, store_.find(all));
        return std::int64_t(found.size());
    }
    Result<std::vector<TallyRow>> tally(const Tally&, const Permit&) override {
        return fail(FaultKind::internal, "store_failed", "no rule asks for a tally");
    }
    Result<std::vector<Record>> find_by_key(const EntityDef& entity, int field, std::int64_t key,
                                            const Permit&) override {
        std::vector<Record> found;
        for (auto& record : store_.all(entity.key))
            if (comparing_key(entity.fields[std::size_t(field)],
                              record.values[std::size_t(field)]) == key)
                found.push_back(std::move(record));
        return found;
    }
    Result<std::vector<Record>> journal_after(std::int64_t, int) override {
        return std::vector<Record>();
    }
    Result<std::int64_t> journal_end() override { return 0; }

  private:
    PastStore& store_;
};

std::unique_ptr<ReadView> PastStore::read() { return std::make_unique<PastView>(*this); }

Status PastStore::backup(const std::string&) {
    return fail(FaultKind::internal, "store_failed", "the past is not kept");
}

void PastStore::unlist(Table& table, const Record& record) {
    for (auto& [field, index] : table.indexes)
        if (const auto key = key_of(record.values[std::size_t(field)])) {
            auto at = index.find(*key);
            if (at == index.end()) continue;
            at->second.erase(record.id());
            if (at->second.empty()) index.erase(at);
        }
}

void PastStore::list(Table& table, const Record& record) {
    for (auto& [field, index] : table.indexes)
        if (const auto key = key_of(record.values[std::size_t(field)]))
            index[*key].insert(record.id());
}

PastStore::Index& PastStore::index(const EntityDef& entity, int field) {
    Table& of = table(entity);
    auto [at, fresh] = of.indexes.try_emplace(field);
    if (fresh)
        for (const auto& [id, record] : of.records)
            if (const auto key = key_of(record.values[std::size_t(field)]))
                at->second[*key].insert(id);
    return at->second;
}

void PastStore::put(const Record& record) {
    Table& of = table(*record.entity);
    auto [at, fresh] = of.records.try_emplace(record.id(), record);
    if (fresh) {
        ++size_;
    } else {
        unlist(of, at->second);
        at->second = record;
    }
    list(of, record);
}

const Record* PastStore::get(std::string_view entity, Id id) const {
    auto of = tables_.find(std::string(entity));
    if (of == tables_.end()) return nullptr;
    auto at = of->second.records.find(id);
    return at == of->second.records.end() ? nullptr : &at->second;
}

bool PastStore::has(std::string_view entity) const {
    auto of = tables_.find(std::string(entity));
    return of != tables_.end() && !of->second.records.empty();
}

std::vector<Record> PastStore::all(std::string_view entity) const {
    std::vector<Record> all;
    if (auto of = tables_.find(std::string(entity)); of != tables_.end())
        for (const auto& [id, record] : of->second.records) all.push_back(record);
    std::ranges::sort(all, {}, &Record::id);
    return all;
}

Result<Applied> PastStore::apply(const ChangeSet& changes) {
    const auto changed = [&](const EntityDef& entity, Id id, std::int64_t version) {
        const Record* found = get(entity.key, id);
        return !found || found->version() != version;
    };
    for (const auto& one : changes.unchanged)
        if (changed(*one.entity, one.id, one.version))
            return fail(FaultKind::conflict, "changed_meanwhile");
    for (const auto& write : changes.writes) {
        if (write.entity->key == "journal" && !with_journal_) continue;
        Record record(*write.entity);
        if (write.op == Write::Op::insert) {
            record.values[field_id] = write.id;
            record.values[field_version] = std::int64_t(1);
        } else {
            if (changed(*write.entity, write.id, write.version))
                return fail(FaultKind::conflict, "changed_meanwhile");
            record = *get(write.entity->key, write.id);
            record.values[field_version] = write.version + 1;
        }
        if (write.op == Write::Op::erase) {
            Table& of = table(*write.entity);
            unlist(of, record);
            size_ -= of.records.erase(write.id);
            continue;
        }
        for (const auto& [field, value] : write.values) record.values[std::size_t(field)] = value;
        put(record);
    }
    return Applied{};
}

// Those an index says may be asked for; all of the table where none does.
std::vector<Id> PastStore::candidates(const Query& query) {
    std::vector<Id> ids;
    const Condition* part = query.where ? indexed_part(*query.where) : nullptr;
    if (part && part->left.field == field_id) return {Id{*key_of(part->right.value)}};
    if (part) {
        const Index& by = index(*query.entity, part->left.field);
        if (auto at = by.find(*key_of(part->right.value)); at != by.end())
            ids.assign(at->second.begin(), at->second.end());
        return ids;
    }
    // "What is due", in its order: no more than asked for.
    const bool ordered = query.where && is_field(*query.where, Op::le) && query.order.size() == 1 &&
                         !query.order[0].descending && query.after.empty() &&
                         query.order[0].field == query.where->left.field;
    if (ordered) {
        const auto until = *key_of(query.where->right.value);
        for (const auto& [key, some] : index(*query.entity, query.order[0].field)) {
            if (key > until || ids.size() >= std::size_t(query.limit)) break;
            ids.insert(ids.end(), some.begin(), some.end());
        }
        return ids;
    }
    for (const auto& [id, record] : table(*query.entity).records) ids.push_back(id);
    return ids;
}

Result<std::vector<Record>> PastStore::find(const Query& query) {
    std::vector<Record> found;
    for (const Id id : candidates(query)) {
        const Record* record = get(query.entity->key, id);
        if (!record) continue;
        const bool removed = record->removed();
        if (query.removed == Removed::without && removed) continue;
        if (query.removed == Removed::only && !removed) continue;
        if (!is_after(*record, query)) continue;
        if (query.where) {
            rules::OwnFacts facts(*record);
            VIGIL_TRY(const bool fits, rules::evaluate(*query.where, facts, query.context));
            if (!fits) continue;
        }
        found.push_back(*record);
    }
    std::ranges::sort(found,
                      [&](const Record& a, const Record& b) { return before(a, b, query.order); });
    if (found.size() > std::size_t(query.limit)) found.resize(std::size_t(query.limit));
    return found;
}

}  // namespace vigil::watch
