#include "tests/support/office.h"

#include <filesystem>
#include <stdexcept>

#include "in/http/api/search_api.h"
#include "in/http/router.h"
#include "model/parse_json.h"
#include "storage/open_search.h"
#include "usecases/create_record.h"
#include "usecases/follow_search.h"
#include "usecases/sign_in.h"

namespace vigil::testing {

namespace {

RecordInput read_values(const EntityDef& entity, const Json& values) {
    RecordInput input;
    for (const auto& [key, value] : values.items()) {
        const int index = entity.index_of(key);
        if (index < 0) throw std::runtime_error(entity.key + " has no " + key);
        auto read = parse_value(entity.fields[std::size_t(index)], value);
        if (!read) throw std::runtime_error(entity.key + "." + key + " refuses " + value.dump());
        input.emplace_back(index, *std::move(read));
    }
    return input;
}

std::string id_or_throw(const Result<Committed>& done, const std::string& entity) {
    if (done) return to_string(done->record);
    std::string why = entity + ": " + done.error().code + " " + done.error().log;
    for (const auto& field : done.error().fields) why += " " + field.field + " " + field.code;
    throw std::runtime_error(why);
}

}  // namespace

bool Answer::names_fault(std::string_view wanted) const {
    if (code() == wanted) return true;
    if (!json.is_object() || !json.contains("errors")) return false;
    for (const auto& one : json["errors"])
        if (one.value("code", "") == wanted) return true;
    return false;
}

struct Office::Door {
    Door(Engine& engine, SearchIndex& index) : events(engine), api{engine, words, events, {}} {
        http::add_api(router, api);
        http::add_search_routes(router, api, index);
    }
    Words words = Words::from_embedded().value();
    http::EventHub events;
    http::Api api;
    http::Router router;
};

std::unique_ptr<Office> Office::make(StoreKind kind) {
    std::unique_ptr<Office> office(new Office);
    office->kind_ = kind;
    office->place_ = storage::testing::make_place(kind);
    if (!office->place_) return nullptr;
    office->open();
    return office;
}

Office::~Office() {
    door_.reset();
    index_.reset();
    house_.reset();
}

void Office::open() {
    HouseOptions options;
    options.test_now = now_;
    options.makes_folder = true;
    if (kind_ == StoreKind::postgres)
        options.database = place_->url();
    else
        options.data = std::filesystem::path(place_->url()).parent_path();
    auto opened = House::open(options);
    if (!opened) throw std::runtime_error(opened.error().code + " " + opened.error().log);
    house_ = *std::move(opened);
    auto index = kind_ == StoreKind::postgres
                     ? storage::open_postgres_search({.url = place_->url()})
                     : storage::open_sqlite_search(options.data + "/search.db");
    if (!index) throw std::runtime_error(index.error().log);
    index_ = *std::move(index);
    door_ = std::make_unique<Door>(house_->engine(), *index_);
}

void Office::index() {
    if (const auto done = index_journal(engine(), *index_); !done)
        throw std::runtime_error(done.error().log);
}

void Office::reopen() {
    door_.reset();
    index_.reset();
    house_.reset();
    open();
}

std::string Office::create(const std::string& entity, const Json& values) {
    const auto model = company();
    const EntityDef& of = model->catalogue->need(entity);
    return id_or_throw(create_record(engine(), Actor::house("hand"), of, read_values(of, values)),
                       entity);
}

std::string Office::insert(const std::string& entity, const Json& values) {
    const Actor house = Actor::house();
    const auto done = work(engine(), house, now_, [&](UnitOfWork& unit) -> Status {
        Record row = unit.blank(unit.entity(entity));
        for (auto& [index, value] : read_values(*row.entity, values))
            row.values[std::size_t(index)] = std::move(value);
        unit.create(std::move(row));
        return {};
    });
    return id_or_throw(done, entity);
}

std::string Office::token_of(const std::string& email) {
    const auto token = create_token(engine(), email, "test", 0);
    if (!token) throw std::runtime_error("no token for " + email);
    return *token;
}

Answer Office::call(const std::string& token, http::Method method, const std::string& target,
                    const Json& body, const Headers& headers) {
    http::Request request;
    request.method = method;
    const auto parsed = http::parse_target(target);
    if (!parsed) throw std::runtime_error("bad target " + target);
    request.path = parsed->path;
    request.query = parsed->query;
    request.headers.add("Authorization", "Bearer " + token);
    for (const auto& [name, value] : headers) request.headers.add(name, value);
    if (!body.is_null()) {
        request.headers.add("Content-Type", "application/json");
        request.body = body.dump();
    }
    Answer answer;
    const auto match = door_->router.find(method, request.path);
    if (!match.route) {
        answer.status = match.allow.empty() ? 404 : 405;
        return answer;
    }
    request.params = match.params;
    auto response = match.route->handler(request);
    answer.status = response.status;
    answer.body = std::move(response.body);
    answer.json = Json::parse(answer.body, nullptr, false);
    if (const auto* journal = response.find("Vigil-Journal")) answer.journal = *journal;
    if (const auto* etag = response.find("ETag")) answer.etag = *etag;
    return answer;
}

}  // namespace vigil::testing
