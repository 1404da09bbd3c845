#include "usecases/find_link.h"

#include <algorithm>

#include "base/text.h"
#include "usecases/conditions.h"
#include "usecases/find_same.h"

namespace vigil {

namespace {

constexpr int page = 5'000;

// Fields a record is known by, in any entity.
constexpr std::string_view identities[] = {"name", "email", "external_id", "code", "key"};

std::vector<int> identity_fields(const EntityDef& entity, std::string_view by) {
    std::vector<int> fields;
    if (!by.empty()) {
        if (const int index = entity.index_of(by); index >= 0) fields.push_back(index);
        return fields;
    }
    for (const auto key : identities)
        if (const int index = entity.index_of(key); index >= 0) fields.push_back(index);
    return fields;
}

bool has_full_name(const EntityDef& entity) {
    return entity.index_of("first_name") >= 0 && entity.index_of("last_name") >= 0;
}

// Spaces and punctuation beyond ASCII that stand between words.
bool separates(std::string_view code_point) {
    if (code_point.size() == 2) return code_point[0] == '\xC2' && code_point[1] < '\xAA';
    if (code_point.size() != 3) return false;
    const bool general = code_point[0] == '\xE2' && std::uint8_t(code_point[1]) <= 0x81;
    const bool cjk = code_point[0] == '\xE3' && code_point[1] == '\x80';
    return general || cjk;
}

}  // namespace

std::string loose_key(std::string_view text) {
    const std::string folded = fold(text);
    std::string key;
    for (std::size_t i = 0; i < folded.size();) {
        const auto lead = std::uint8_t(folded[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        const std::string_view point = std::string_view(folded).substr(i, length);
        i += length;
        const bool ascii_word = (lead >= 'a' && lead <= 'z') || (lead >= '0' && lead <= '9');
        if (length == 1 ? ascii_word : !separates(point)) key += point;
    }
    return key;
}

std::vector<std::string> LinkFinder::names_of(const Record& record) const {
    std::vector<std::string> names;
    for (const int field : identity_fields(*record.entity, by_))
        if (const auto& text = text_of(record.values[std::size_t(field)]); !text.empty())
            names.push_back(text);
    if (!by_.empty() || !has_full_name(*record.entity)) return names;
    const std::string first(record.text("first_name")), last(record.text("last_name"));
    if (first.empty() && last.empty()) return names;
    names.push_back(first.empty() || last.empty() ? first + last : first + " " + last);
    if (!first.empty() && !last.empty()) names.push_back(last + ", " + first);
    return names;
}

void LinkFinder::enter(const Record& record) {
    const auto put = [&](Index& index, std::string key) {
        if (key.empty()) return;
        auto& ids = index[std::move(key)];
        if (std::ranges::find(ids, record.id()) == ids.end()) ids.push_back(record.id());
    };
    for (const auto& name : names_of(record)) {
        put(exact_, fold(name));
        put(loose_, loose_key(name));
    }
}

Status LinkFinder::read_all(UnitOfWork& work, const EntityDef& entity) {
    Query query;
    query.entity = &entity;
    query.order = {{field_id, false}};
    query.limit = page;
    for (;;) {
        VIGIL_TRY(const auto records, work.view().find(query, work.actor().permit));
        for (const auto& record : records) enter(record);
        if (int(records.size()) < page) return {};
        query.after = {records.back().id(), records.back().id()};
    }
}

Status LinkFinder::load(UnitOfWork& work) {
    const EntityDef& entity = work.entity(target_);
    Query query;
    query.entity = &entity;
    VIGIL_TRY(const auto count, work.view().count(query, work.actor().permit));
    indexed_ = count <= index_max;
    if (*indexed_) VIGIL_DO(read_all(work, entity));
    for (const auto& one : work.staged())
        if (one.after.entity->key == target_ && !one.before) add_new(one.after);
    return {};
}

LinkMatch LinkFinder::look_up(std::string_view text) const {
    const auto answer = [](const std::vector<Id>& ids, bool loosely) {
        if (ids.size() > 1) return LinkMatch{LinkMatch::Kind::several, {}, loosely};
        return LinkMatch{LinkMatch::Kind::one, ids.front(), loosely};
    };
    if (const auto it = exact_.find(fold(text)); it != exact_.end())
        return answer(it->second, false);
    if (const auto it = loose_.find(loose_key(text)); it != loose_.end() && it->second.size() == 1)
        return answer(it->second, true);
    return {};
}

Result<LinkMatch> LinkFinder::ask(UnitOfWork& work, std::string_view text) {
    const EntityDef& entity = work.entity(target_);
    std::vector<Id> ids;
    const auto take = [&](const std::vector<Record>& records) {
        for (const auto& record : records)
            if (!record.removed() && std::ranges::find(ids, record.id()) == ids.end())
                ids.push_back(record.id());
    };
    for (const int index : identity_fields(entity, by_)) {
        const FieldDef& field = entity.fields[std::size_t(index)];
        const Value value = std::string(text);
        if (field.key_column) {
            VIGIL_TRY(auto found, find_same(work.view(), work.company(), entity, index, value,
                                            work.actor().permit));
            take(found);
        } else {
            Query query;
            query.entity = &entity;
            query.where = field_equals(entity, index, value);
            query.limit = 2;
            VIGIL_TRY(auto found, work.view().find(query, work.actor().permit));
            take(found);
        }
        if (!ids.empty()) break;
    }
    if (ids.empty()) return LinkMatch{};
    if (ids.size() > 1) return LinkMatch{LinkMatch::Kind::several};
    return LinkMatch{LinkMatch::Kind::one, ids.front()};
}

Result<LinkMatch> LinkFinder::find(UnitOfWork& work, std::string_view text) {
    if (!indexed_) VIGIL_DO(load(work));
    LinkMatch match = look_up(text);
    if (!*indexed_ && match.kind == LinkMatch::Kind::none) {
        const std::string key = fold(text);
        const auto it = asked_.find(key);
        if (it == asked_.end()) {
            VIGIL_TRY(match, ask(work, text));
            asked_.emplace(key, match);
        } else {
            match = it->second;
        }
    }
    if (const auto id =
            match.kind == LinkMatch::Kind::none && by_.empty() ? parse_id(text) : std::nullopt) {
        VIGIL_TRY(const auto found,
                  work.view().get(work.entity(target_), *id, work.actor().permit));
        if (found && !found->removed()) match = {LinkMatch::Kind::one, *id};
    }
    return match;
}

void LinkFinder::add_new(const Record& record) {
    if (!indexed_) return;  // read with all others when it is first asked
    enter(record);
    fresh_.push_back(record);
}

void LinkFinder::forget(const Record& record) {
    const auto take = [&](Index& index, const std::string& key) {
        const auto it = index.find(key);
        if (it == index.end()) return;
        std::erase(it->second, record.id());
        if (it->second.empty()) index.erase(it);
    };
    for (const auto& name : names_of(record)) {
        take(exact_, fold(name));
        take(loose_, loose_key(name));
    }
    std::erase_if(fresh_, [&](const Record& one) { return one.id() == record.id(); });
}

void LinkFinder::forget_new() {
    for (const auto fresh = fresh_; const auto& record : fresh) forget(record);
}

}  // namespace vigil
