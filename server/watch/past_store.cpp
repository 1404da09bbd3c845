#include "watch/past_store.h"

#include <algorithm>
#include <climits>

#include "rules/evaluate.h"
#include "rules/own_facts.h"

namespace vigil::watch {

namespace {

using Op = Condition::Op;

// What an index holds of a value; texts have none.
// Of a journal row: nobody asks who did it, and there are as many as acts.
constexpr const char* unasked[] = {"recorded_at", "actor", "on_behalf_of",
                                   "channel",     "rule",  "job"};

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

bool is_one_of(const Condition& condition) {
    return condition.op == Op::in && condition.left.kind == Term::Kind::field &&
           condition.left.via < 0 && std::ranges::all_of(condition.list, [](const Term& one) {
               return key_of(one.value).has_value();
           });
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
        return store_.get(entity.key, id);
    }
    Result<std::vector<Record>> get_many(const EntityDef& entity, const std::vector<Id>& ids,
                                         const Permit&) override {
        std::vector<Record> found;
        for (const Id id : ids)
            if (auto one = store_.get(entity.key, id)) found.push_back(*std::move(one));
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
        store_.each(entity.key, [&](const Record& record) {
            if (comparing_key(entity.fields[std::size_t(field)],
                              record.values[std::size_t(field)]) == key)
                found.push_back(record);
        });
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

PastStore::Table& PastStore::table(const EntityDef& entity) {
    Table& of = tables_[entity.key];
    of.entity = &entity;
    return of;
}

const PastStore::Table* PastStore::table(std::string_view entity) const {
    const auto of = tables_.find(std::string(entity));
    return of == tables_.end() ? nullptr : &of->second;
}

PastStore::Packed PastStore::packed(const Record& record) {
    const auto filled = [](const Value& value) { return !is_empty(value); };
    Packed values;
    values.reserve(std::size_t(std::ranges::count_if(record.values, filled)));
    for (std::size_t i = field_id + 1; i < record.values.size(); ++i)
        if (filled(record.values[i])) values.emplace_back(std::uint16_t(i), record.values[i]);
    return values;
}

Record PastStore::unpacked(const Table& table, Id id, const Packed& from) {
    Record record(*table.entity);
    record.values[field_id] = id;
    for (const auto& [field, value] : from) record.values[field] = value;
    return record;
}

std::size_t PastStore::bytes_of(const Table& table, const Packed& record) {
    constexpr std::size_t node = 80;        // of the map, with its share of the buckets
    constexpr std::size_t allocation = 16;  // what one costs beside what it holds
    constexpr std::size_t listed = 160;     // an id's place in an index, with a key of its own
    std::size_t bytes = node + allocation + record.capacity() * sizeof(Packed::value_type) +
                        table.indexes.size() * listed;
    for (const auto& [field, value] : record) {
        const auto* text = std::get_if<std::string>(&value);
        if (text && text->capacity() > std::string().capacity())
            bytes += text->capacity() + allocation;
    }
    return bytes;
}

PastStore::Index& PastStore::index(const EntityDef& entity, int field) {
    Table& of = table(entity);
    auto [at, fresh] = of.indexes.try_emplace(field);
    if (!fresh) return at->second;
    for (const auto& [id, values] : of.records) {
        const Record record = unpacked(of, id, values);
        if (const auto key = key_of(record.values[std::size_t(field)])) at->second[*key].insert(id);
    }
    bytes_ = 0;  // each record has one more place now
    for (const auto& [name, one] : tables_)
        for (const auto& [id, values] : one.records) bytes_ += bytes_of(one, values);
    return at->second;
}

void PastStore::drop(const Record& record) {
    Table& of = table(*record.entity);
    const auto at = of.records.find(record.id());
    if (at == of.records.end()) return;
    unlist(of, unpacked(of, record.id(), at->second));
    bytes_ -= bytes_of(of, at->second);
    of.records.erase(at);
}

void PastStore::put(const Record& record) {
    drop(record);
    Table& of = table(*record.entity);
    const auto at = of.records.try_emplace(record.id(), packed(record)).first;
    bytes_ += bytes_of(of, at->second);
    list(of, record);
}

std::optional<Record> PastStore::get(std::string_view entity, Id id) const {
    const Table* of = table(entity);
    if (!of) return std::nullopt;
    const auto at = of->records.find(id);
    if (at == of->records.end()) return std::nullopt;
    return unpacked(*of, id, at->second);
}

bool PastStore::has(std::string_view entity) const {
    const Table* of = table(entity);
    return of && !of->records.empty();
}

void PastStore::each(std::string_view entity,
                     const std::function<void(const Record&)>& visit) const {
    const Table* of = table(entity);
    if (!of) return;
    std::vector<Id> ids;
    ids.reserve(of->records.size());
    for (const auto& [id, values] : of->records) ids.push_back(id);
    std::ranges::sort(ids);
    for (const Id id : ids) visit(unpacked(*of, id, of->records.at(id)));
}

Result<Applied> PastStore::apply(const ChangeSet& changes) {
    const auto changed = [&](const EntityDef& entity, Id id, std::int64_t version) {
        const auto found = get(entity.key, id);
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
            auto found = get(write.entity->key, write.id);
            if (!found || (!write.beside_version && found->version() != write.version))
                return fail(FaultKind::conflict, "changed_meanwhile");
            record = *std::move(found);
            if (!write.beside_version) record.values[field_version] = write.version + 1;
        }
        if (write.op == Write::Op::erase) {
            drop(record);
            continue;
        }
        for (const auto& [field, value] : write.values) record.values[std::size_t(field)] = value;
        if (write.entity->key == "journal")
            for (const char* field : unasked) record.set(field, Empty{});
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
    if (query.where && is_one_of(*query.where)) {
        const Index& by = index(*query.entity, query.where->left.field);
        for (const Term& one : query.where->list)
            if (auto at = by.find(*key_of(one.value)); at != by.end())
                ids.insert(ids.end(), at->second.begin(), at->second.end());
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
    for (const auto& [id, values] : table(*query.entity).records) ids.push_back(id);
    return ids;
}

Result<std::vector<Record>> PastStore::find(const Query& query) {
    std::vector<Record> found;
    for (const Id id : candidates(query)) {
        auto record = get(query.entity->key, id);
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
        found.push_back(*std::move(record));
    }
    std::ranges::sort(found,
                      [&](const Record& a, const Record& b) { return before(a, b, query.order); });
    if (found.size() > std::size_t(query.limit)) found.resize(std::size_t(query.limit));
    return found;
}

}  // namespace vigil::watch
