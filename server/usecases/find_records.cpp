#include "usecases/find_records.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "model/parse_json.h"
#include "rules/parse_condition.h"
#include "rules/print_condition.h"
#include "usecases/conditions.h"

namespace vigil {

namespace {

using Json = nlohmann::json;

bool may_read(const Permit& permit, const EntityDef& entity, int field) {
    if (permit.is_house()) return true;
    const auto* rights = permit.of(entity);
    return rights && rights->may_read(field);
}

std::unexpected<Fault> not_seen(const FieldDef& field) {
    return fail(FaultKind::forbidden, "field_not_seen", {}, {{"field", field.key}});
}

Result<std::vector<Order>> parse_sort(const Actor& actor, const EntityDef& entity,
                                      std::string_view text) {
    std::vector<Order> orders;
    while (!text.empty()) {
        const auto comma = text.find(',');
        auto key = text.substr(0, comma);
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
        const bool descending = key.starts_with('-');
        if (descending) key.remove_prefix(1);
        const int field = entity.index_of(key);
        if (field < 0 || entity.fields[std::size_t(field)].kind == FieldKind::json ||
            orders.size() == 3)
            return fail(FaultKind::malformed, "sort_unknown", {},
                        {{"name", std::string(key.substr(0, 60))}});
        if (!may_read(actor.permit, entity, field))
            return not_seen(entity.fields[std::size_t(field)]);
        orders.push_back({field, descending});
    }
    // Among equals the time of entry decides: so are the indexes (storage's wanted_indexes).
    if (entity.plain && orders.empty()) orders.push_back({field_id, true});
    const bool by_time = std::ranges::any_of(orders, [](const Order& order) {
        return order.field == field_created_at || order.field == field_id;
    });
    if (!entity.plain && !by_time)
        orders.push_back({field_created_at, orders.empty() || orders.back().descending});
    return orders;
}

std::string hex(std::string_view bytes) {
    std::string text;
    for (unsigned char c : bytes) {
        text += "0123456789abcdef"[c >> 4];
        text += "0123456789abcdef"[c & 15];
    }
    return text;
}

std::string unhex(std::string_view text) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2)
        bytes += char(digit(text[i]) * 16 + digit(text[i + 1]));
    return bytes;
}

// Of which field each value of a place is; when a promise is due is a moment as any.
std::vector<int> fields_of_place(const Query& query) {
    std::vector<int> fields;
    if (!query.promises_of.empty()) fields.push_back(field_created_at);
    for (const auto& order : query.order) fields.push_back(order.field);
    fields.push_back(field_id);
    return fields;
}

// The cursor: the place of the last row, so that pages hold still while rows come and go.
std::string cursor_of(const Query& query, const std::vector<Value>& place) {
    const auto fields = fields_of_place(query);
    Json json = Json::array();
    for (std::size_t i = 0; i + 1 < fields.size(); ++i)
        json.push_back(to_json(query.entity->fields[std::size_t(fields[i])], place[i]));
    json.push_back(to_string(id_of(place.back())));
    return hex(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Result<std::vector<Value>> parse_cursor(const Query& query, const std::string& text) {
    const auto malformed = [] { return fail(FaultKind::malformed, "cursor_malformed"); };
    if (text.find_first_not_of("0123456789abcdef") != std::string::npos) return malformed();
    const auto json = Json::parse(unhex(text), nullptr, false);
    const auto fields = fields_of_place(query);
    if (!json.is_array() || json.size() != fields.size()) return malformed();
    std::vector<Value> values;
    for (std::size_t i = 0; i + 1 < fields.size(); ++i) {
        auto value = parse_kept_value(query.entity->fields[std::size_t(fields[i])], json[i]);
        if (!value) return malformed();
        if (fields[i] == field_id && !is_empty(*value)) value = Value(Id{integer_of(*value)});
        values.push_back(*std::move(value));
    }
    const auto id =
        json.back().is_string() ? parse_id(json.back().get<std::string>()) : std::nullopt;
    if (!id) return malformed();
    values.push_back(*id);
    return values;
}

bool is_by_promise(const EntityDef& entity, const ListRequest& request) {
    return request.sort == by_promise && !entity.plain && entity.index_of(by_promise) < 0;
}

// Of these a list shows the promises, as pulse does.
std::vector<Id> guidelines_on(const Company& company) {
    std::vector<Id> ids;
    for (const auto& one : company.guidelines)
        if (one->state == rules::Guideline::State::on) ids.push_back(one->id);
    return ids;
}

ConditionPtr live_of(const EntityDef& watch, const Query& query, Id record) {
    std::vector<ConditionPtr> states;
    for (const char* state : {"running", "warned", "broken"})
        states.push_back(field_equals(watch, "state", std::string(state)));
    return both(both(field_equals(watch, "record", record.value), any_of(std::move(states))),
                both(field_in(watch, watch.index_of("guideline"), query.promises_of),
                     negated(field_equals(watch, "over", true))));
}

}  // namespace

Result<std::vector<Value>> place_of(ReadView& view, const Company& company, const Query& query,
                                    const Record& record) {
    std::vector<Value> place;
    if (!query.promises_of.empty()) {
        const EntityDef& watch = company.catalogue->need("watch");
        Query first;
        first.entity = &watch;
        first.where = live_of(watch, query, record.id());
        first.order = {{watch.index_of("due_at"), false}};
        first.limit = 1;
        VIGIL_TRY(const auto found, view.find(first, Permit::house()));
        place.push_back(found.empty() ? Value() : found.front()["due_at"]);
    }
    for (const auto& order : query.order) place.push_back(record.values[std::size_t(order.field)]);
    place.emplace_back(record.id());
    return place;
}

Result<ConditionPtr> parse_filter(const Company& company, const Actor& actor,
                                  const EntityDef& entity, std::string_view text) {
    if (text.empty()) return ConditionPtr();
    VIGIL_TRY(auto condition, rules::parse_condition(text, entity, *company.catalogue));
    for (const auto& read : rules::fields_of_all(*condition))
        if (!may_read(actor.permit, *read.entity, read.field))
            return not_seen(read.entity->fields[std::size_t(read.field)]);
    return condition;
}

Result<Query> list_query(const Company& company, const Actor& actor, const EntityDef& entity,
                         const ListRequest& request) {
    const EntityPermit* rights = actor.permit.is_house() ? nullptr : actor.permit.of(entity);
    if (!actor.permit.is_house() && (!rights || !rights->may_see))
        return fail(FaultKind::not_found, "not_found");
    Query query;
    query.entity = &entity;
    query.context = actor.permit.who();
    query.limit = std::clamp(request.limit, 1, 200) + 1;
    query.removed = request.removed;
    const bool promises = is_by_promise(entity, request);
    if (promises) query.promises_of = guidelines_on(company);
    VIGIL_TRY(query.order, parse_sort(actor, entity, promises ? "" : request.sort));
    VIGIL_TRY(auto filter, parse_filter(company, actor, entity, request.filter));
    query.where = both(std::move(filter), request.further);
    return query;
}

Result<ListAnswer> find_records(Engine& engine, const Actor& actor, const EntityDef& asked,
                                const ListRequest& request) {
    const auto company = engine.company.current();
    const EntityDef& entity = company->catalogue->need(asked.key);
    VIGIL_TRY(Query query, list_query(*company, actor, entity, request));
    if (actor.permit.is_house()) query.context = company->house_context(engine.clock.now());
    if (!request.after.empty()) {
        VIGIL_TRY(query.after, parse_cursor(query, request.after));
    }
    const auto view = engine.store.read();
    ListAnswer answer;
    answer.company = company;
    VIGIL_TRY(answer.rows, view->find(query, actor.permit));
    if (int(answer.rows.size()) == query.limit) {
        answer.rows.pop_back();
        VIGIL_TRY(const auto place, place_of(*view, *company, query, answer.rows.back()));
        answer.next = cursor_of(query, place);
    }
    if (request.count) {
        query.after.clear();
        query.promises_of.clear();
        VIGIL_TRY(answer.count, view->count(query, actor.permit));
    }
    return answer;
}

std::string title_for(const Record& record, const Permit& permit, std::string_view language,
                      const TitleNames* names) {
    if (permit.is_house()) return title_of(record, language, names);
    const EntityDef& entity = *record.entity;
    const EntityPermit* rights = permit.of(entity);
    std::vector<int> closed;
    for (const auto& entry : entity.title)  // of each row of a list: without a list of its own
        for (std::string_view rest = entry; !rest.empty();) {
            const int field = entity.index_of(take_title_key(rest));
            if (field >= 0 && (!rights || !rights->may_read(field))) closed.push_back(field);
        }
    if (closed.empty()) return title_of(record, language, names);
    Record seen = record;
    bool left_out = false;
    for (const int field : closed) {
        left_out |= !is_empty(seen.values[std::size_t(field)]);
        seen.values[std::size_t(field)] = Empty{};
    }
    const std::string title = title_of(seen, language, names);
    return left_out && title.starts_with('#') ? "•••" : title;
}

bool links_in_titles(const EntityDef& entity) {
    return std::ranges::any_of(entity.title, [&](const std::string& entry) {
        return std::ranges::any_of(fields_of_title(entity, entry), [&](int field) {
            return entity.fields[std::size_t(field)].kind == FieldKind::link;
        });
    });
}

Result<TitleNames> names_in_titles(ReadView& view, const Catalogue& catalogue, const Actor& actor,
                                   const std::vector<Record>& records) {
    TitleNames names;
    if (records.empty() || !links_in_titles(*records.front().entity)) return names;
    std::map<std::string, std::set<Id>> wanted;
    for (const auto& record : records)
        if (const int link = link_in_title(record); link >= 0)
            wanted[record.entity->fields[std::size_t(link)].link].insert(
                id_of(record.values[std::size_t(link)]));
    for (const auto& [key, ids] : wanted) {
        VIGIL_TRY(const auto found,
                  view.get_many(catalogue.need(key), {ids.begin(), ids.end()}, actor.permit));
        for (const auto& record : found)
            names.emplace(record.id(), title_for(record, actor.permit, actor.language));
    }
    return names;
}

Result<std::vector<Included>> linked_titles(Engine& engine, const Actor& actor,
                                            const std::vector<Record>& rows,
                                            const std::vector<int>& links) {
    std::map<std::string, std::set<Id>> wanted;
    for (const auto& row : rows)
        for (const int link : links)
            if (const Id id = id_of(row.values[std::size_t(link)]))
                wanted[row.entity->fields[std::size_t(link)].link].insert(id);
    const auto company = engine.company.current();
    const auto view = engine.store.read();
    std::vector<Included> found;
    for (const auto& [key, ids] : wanted) {
        const EntityDef& entity = company->catalogue->need(key);
        // Who sees all his colleagues and their names needs no look into the store.
        if (key == "user" && actor.permit.sees_all(entity) &&
            may_read(actor.permit, entity, entity.index_of("name"))) {
            for (const Id id : ids)
                if (const Person* person = company->person(id))
                    found.push_back({id, key, person->name});
            continue;
        }
        VIGIL_TRY(const auto records,
                  view->get_many(entity, {ids.begin(), ids.end()}, actor.permit));
        VIGIL_TRY(const auto names, names_in_titles(*view, *company->catalogue, actor, records));
        for (const auto& record : records)
            found.push_back(
                {record.id(), key, title_for(record, actor.permit, actor.language, &names)});
    }
    return found;
}

}  // namespace vigil
