// For tests of the whole: a company over one of the two stores, spoken to by the handlers of its HTTP API,
// without sockets. Time stands still.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "in/http/api/api.h"
#include "main/house.h"
#include "ports/search.h"
#include "storage/store_fixture.h"

namespace vigil::testing {

using Json = nlohmann::json;
using StoreKind = storage::testing::Kind;

struct Answer {
    int status = 0;
    Json json;
    std::string body, journal, etag;

    std::string code() const { return json.is_object() ? json.value("code", "") : ""; }
    bool names_fault(std::string_view code) const;  // as a whole or of one field
};

class Office {
  public:
    // Null when there is no such server.
    static std::unique_ptr<Office> make(StoreKind kind);
    ~Office();

    // The same database opened anew, as after a restart; tokens stay good.
    void reopen();
    Engine& engine() { return house_->engine(); }
    CompanyPtr company() { return house_->company(); }
    Moment now() const { return now_; }

    // By the house itself. Texts are read as the field's kind says.
    std::string create(const std::string& entity, const Json& values);
    // A row past all checks, for what only the house makes.
    std::string insert(const std::string& entity, const Json& values);
    // Whatever has been written can be found by GET /search from now on.
    void index();
    // Signs a person in; answers his API token.
    std::string token_of(const std::string& email);

    using Headers = std::vector<std::pair<std::string, std::string>>;
    Answer call(const std::string& token, http::Method method, const std::string& target,
                const Json& body = {}, const Headers& headers = {});
    Answer get(const std::string& token, const std::string& target) {
        return call(token, http::Method::get, target);
    }
    Answer post(const std::string& token, const std::string& target, const Json& body) {
        return call(token, http::Method::post, target, body);
    }
    Answer patch(const std::string& token, const std::string& target, const Json& body,
                 const Headers& headers = {}) {
        return call(token, http::Method::patch, target, body, headers);
    }
    Answer remove(const std::string& token, const std::string& target) {
        return call(token, http::Method::delete_, target);
    }
    Answer undo(const std::string& token, const Answer& of) { return undo(token, of.journal); }
    Answer undo(const std::string& token, const std::string& journal) {
        return post(token, "/api/v1/journal/" + journal + "/undo", Json::object());
    }

  private:
    struct Door;

    Office() = default;
    void open();

    const Moment now_ = *parse_moment("2026-03-02T09:00:00Z");
    StoreKind kind_ = StoreKind::sqlite;
    std::unique_ptr<storage::testing::Place> place_;
    std::unique_ptr<House> house_;
    std::unique_ptr<SearchIndex> index_;
    std::unique_ptr<Door> door_;
};

}  // namespace vigil::testing
