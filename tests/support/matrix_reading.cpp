// What a person is answered: lists, counts, single records, filters, search.
#include <algorithm>
#include <sstream>

#include "tests/support/matrix.h"

namespace vigil::testing {

std::string Matrix::outcome(const Answer& answer) {
    if (answer.status == 404) return "gone";
    if (answer.status == 401 || answer.status == 403) return "denied";
    if (answer.status == 422 && answer.names_fault("read_only")) return "read_only";
    return answer.status < 500 ? "allowed" : "broken";
}

void Matrix::expect(const Subject& who, const std::string& what, const std::string& wanted,
                    const Answer& got) {
    ++cells_;
    if (outcome(got) == wanted) return;
    ++differences_;
    if (differences_ <= 60)
        ADD_FAILURE() << who.name << " " << what << ": the declarations say " << wanted
                      << ", the server " << outcome(got) << " (" << got.status << " "
                      << got.body.substr(0, 160) << ")";
}

// All that the names of an entity's records are made of: an exception bears the name of what it is about.
bool Matrix::reads_titles(const Subject& who, const std::string& entity) const {
    for (std::string title : rights_.entity(entity).at("title")) {
        std::ranges::replace(title, '|', ' ');
        std::istringstream parts(title);
        for (std::string field; parts >> field;)
            if (!rights_.reads(who, entity, field)) return false;
    }
    return true;
}

// Nothing he is answered holds a mark of a record out of his sight, or of a field he may not read.
void Matrix::scan(const Subject& who, const std::string& what, const Answer& got) {
    for (auto at = got.body.find(word); at != std::string::npos; at = got.body.find(word, at + 1)) {
        const auto found = marked_.find(got.body.substr(at, got.body.find('z', at) - at + 1));
        if (found == marked_.end()) continue;
        const Row& row = rights_.row(found->second);
        bool may = rights_.sees(who, row);
        for (const auto& [field, text] : row.fields)
            if (text == found->first)
                may = may && rights_.reads(who, row.entity, field) &&
                      (row.entity != "exception" || reads_titles(who, row.value("entity")));
        if (may || ++differences_ > 60) continue;
        ADD_FAILURE() << who.name << " " << what << " is told " << found->first << " of "
                      << row.entity << " " << row.id;
    }
}

Answer Matrix::call(const Subject& who, http::Method method, const std::string& target,
                    const Json& body) {
    const Answer answer = office_->call(who.token, method, target, body);
    scan(who, std::string(http::to_string(method)) + " " + target, answer);
    return answer;
}

void Matrix::take_back(const Subject& who, const std::string& what, const Answer& done) {
    if (done.status >= 300 || done.journal.empty()) return;
    expect(who, what + ", taken back", "allowed", office_->undo(who.token, done));
}

void Matrix::lists(const Subject& who, const std::string& entity) {
    if (entity == "exception") return;  // has lists of its own
    const std::string all = path(entity);
    for (const bool removed : {false, true}) {
        const auto answer =
            call(who, http::Method::get,
                 all + "?limit=200&count=true&include=*" + (removed ? "&removed=true" : ""));
        expect(who, "lists " + entity, rights_.knows(who, entity) ? "allowed" : "gone", answer);
        if (answer.status != 200) continue;
        std::set<std::string> wanted, got;
        for (const auto* row : rights_.rows_of(entity))
            if (row->removed == removed && rights_.sees(who, *row)) wanted.insert(row->id);
        for (const auto& one : answer.json["data"]) got.insert(one["id"].get<std::string>());
        ++cells_;
        EXPECT_EQ(wanted, got) << who.name << " lists " << entity << (removed ? " removed" : "");
        EXPECT_EQ(answer.json["count"], wanted.size()) << who.name << " counts " << entity;
    }
}

void Matrix::searches(const Subject& who) {
    for (const auto& [text, id] : marked_) {
        const Row& row = rights_.row(id);
        bool wanted = !row.removed && rights_.sees(who, row), declared = false;
        for (const auto& [field, value] : row.fields)
            if (value == text) {
                declared = rights_.declared(row.entity, field).value("find", false);
                wanted = wanted && declared && rights_.reads(who, row.entity, field);
            }
        if (!declared) continue;
        const auto answer = call(who, http::Method::get, "/api/v1/search?q=" + text);
        ++cells_;
        EXPECT_EQ(answer.json["data"].size(), wanted ? 1u : 0u)
            << who.name << " searches " << text << " of " << row.entity << " "
            << answer.body.substr(0, 300);
    }
}

void Matrix::reads(const Subject& who, const Row& row) {
    const char* plainly = row.entity == "exception" ? "" : "?include=*";
    for (const char* below : {plainly, "/timeline", "/exceptions"})
        expect(who, "reads " + row.entity + below, gone_or(who, row, "allowed"),
               call(who, http::Method::get, path(row) + below));
}

void Matrix::conditions(const Subject& who, const std::string& entity, const std::string& field) {
    const bool secret = rights_.is_secret(entity, field);
    const std::string wanted = !rights_.knows(who, entity)                   ? "gone"
                               : rights_.reads(who, entity, field) || secret ? "allowed"
                                                                             : "denied";
    const std::string list = path(entity);
    const auto filtered =
        call(who, http::Method::get, list + "?count=true&filter=" + field + "%20is%20not%20empty");
    expect(who, "filters " + entity + " by " + field, wanted, filtered);
    if (secret) {
        EXPECT_NE(filtered.status, 200) << field;
    }
    const bool plain = rights_.declared(entity, field).value("kind", "text") != "json";
    if (plain && !secret)
        expect(who, "sorts " + entity + " by " + field, wanted,
               call(who, http::Method::get, list + "?sort=-" + field));
}

void Matrix::fields(const Subject& who, const std::string& entity) {
    Json seen;
    for (const auto* row : rights_.rows_of(entity))
        if (entity != "exception" && rights_.sees(who, *row) && seen.is_null())
            seen = call(who, http::Method::get, path(*row)).json;
    for (const auto& [field, declaration] : rights_.entity(entity)["fields"].items()) {
        conditions(who, entity, field);
        if (seen.is_null()) continue;
        ++cells_;
        const bool none = rights_.is_hidden(who, entity, field);
        EXPECT_EQ(seen.contains(field), !none) << who.name << " " << entity << "." << field;
        if (none || !seen.contains(field) || rights_.reads(who, entity, field)) continue;
        EXPECT_TRUE(seen[field].is_null() || seen[field] == "•••")
            << who.name << " " << entity << "." << field << seen[field];
    }
    // One link up the same rights hold.
    for (const auto& [field, declaration] : rights_.entity(entity)["fields"].items()) {
        const auto target = declaration.value("link", "");
        if (target.empty() || !rights_.knows(who, entity) || !rights_.reads(who, entity, field))
            continue;
        for (const auto& [far, of] : rights_.entity(target)["fields"].items()) {
            if (of.value("secret", false)) continue;
            const bool may = !rights_.knows(who, target) || rights_.reads(who, target, far);
            if (rights_.knows(who, target))
                expect(who, "filters " + entity + " by " + field + "." + far,
                       may ? "allowed" : "denied",
                       call(who, http::Method::get,
                            path(entity) + "?filter=" + field + "." + far + "%20is%20not%20empty"));
        }
    }
}

}  // namespace vigil::testing
