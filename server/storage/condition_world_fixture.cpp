#include "storage/condition_world_fixture.h"

#include <libpq-fe.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/text.h"
#include "model/condition_value.h"
#include "ports/store.h"
#include "storage/columns.h"
#include "storage/sqlite/functions.h"

namespace vigil::tests {

namespace {

using nlohmann::json;

template <class T>
T need(std::optional<T> value, const std::string& what) {
    if (!value) throw std::runtime_error("bad vectors file: " + what);
    return *value;
}

// "12.5" as a whole number of 10^-digits.
std::int64_t scaled(std::string text, int digits) {
    const auto point = std::min(text.find('.'), text.size());
    std::string fraction = point < text.size() ? text.substr(point + 1) : "";
    fraction.resize(std::size_t(digits), '0');
    return std::stoll(text.substr(0, point) + fraction);
}

FieldDef field_from(const std::string& key, const json& spec) {
    FieldDef field;
    field.key = key;
    field.kind = need(parse_field_kind(spec.at("kind").get<std::string>()), key);
    field.link = spec.value("link", "");
    field.secret = spec.value("secret", false);
    field.hidden = spec.value("hidden", false);
    field.audited = spec.value("audited", true);
    field.key_column = spec.value("key_column", false);
    for (const auto& choice : spec.value("choices", json::array())) {
        field.choices.emplace_back();
        field.choices.back().key = choice;
    }
    return field;
}

CataloguePtr catalogue_from(const json& entities) {
    std::vector<EntityDef> all;
    for (const auto& [key, spec] : entities.items()) {
        EntityDef entity;
        entity.key = key;
        entity.plural = spec.at("plural");
        entity.system = spec.value("system", false);
        for (const auto& [name, field] : spec.at("fields").items())
            entity.fields.push_back(field_from(name, field));
        all.push_back(std::move(entity));
    }
    auto made = Catalogue::make(std::move(all), 1);
    if (!made) throw std::runtime_error(made.error().log);
    return *made;
}

Value value_from(const FieldDef& field, const json& spec, const std::map<std::string, Id>& ids) {
    const auto text = [&] { return spec.get<std::string>(); };
    switch (field.kind) {
        case FieldKind::integer:
            return spec.get<std::int64_t>();
        case FieldKind::decimal:
            return scaled(text(), 6);
        case FieldKind::boolean:
            return spec.get<bool>();
        case FieldKind::day:
            return need(parse_day(text()), text());
        case FieldKind::moment:
            return need(parse_moment(text()), text());
        case FieldKind::link:
            return ids.at(text());
        case FieldKind::json:
            return spec.dump();
        case FieldKind::money: {
            Money money;
            money.currency =
                need(parse_currency(spec.at("currency").get<std::string>()), "currency");
            money.minor = scaled(spec.at("amount"), decimals_of(money.currency));
            return money;
        }
        default:
            return text();
    }
}

// Every column a record has, name and value.
std::vector<std::pair<std::string, Value>> columns_of(const Record& record) {
    std::vector<std::pair<std::string, Value>> columns;
    for (std::size_t i = 0; i < record.values.size(); ++i) {
        const auto& field = record.entity->fields[i];
        const Value& value = record.values[i];
        const auto* money = std::get_if<Money>(&value);
        columns.emplace_back(storage::quoted_name(field.key), money ? Value(money->minor) : value);
        if (field.kind == FieldKind::money)
            columns.emplace_back(storage::quoted_name(field.key + "_currency"),
                                 money ? Value(std::string(money->currency.view())) : Value());
        if (!field.key_column) continue;
        const std::int64_t key = comparing_key(field, value);
        columns.emplace_back(storage::quoted_name(field.key + "_key"), key ? Value(key) : Value());
    }
    return columns;
}

bool is_text_column(const FieldDef& field) {
    return is_text_kind(field.kind) || field.kind == FieldKind::choice ||
           field.kind == FieldKind::json;
}

std::string create_table(const EntityDef& entity) {
    std::string sql = "create table " + storage::quoted_name(entity.plural) + " (";
    for (const auto& field : entity.fields) {
        if (sql.back() != '(') sql += ", ";
        sql += storage::quoted_name(field.key) + (is_text_column(field) ? " text" : " bigint");
        if (field.kind == FieldKind::money)
            sql += ", " + storage::quoted_name(field.key + "_currency") + " text";
        if (field.key_column) sql += ", " + storage::quoted_name(field.key + "_key") + " bigint";
    }
    return sql + ")";
}

constexpr const char* create_journal =
    "create table \"journal\" (id bigint, seq bigint, at bigint, act text, entity text, "
    "record bigint, changes text, act_group bigint, undo_of bigint, undone_by bigint)";

std::string insert_into(const std::string& table, std::size_t columns) {
    std::string sql = "insert into " + table + " values (";
    for (std::size_t i = 0; i < columns; ++i) sql += i ? ", ?" : "?";
    return sql + ")";
}

// The statements that fill the tables, each with its parameters, for `run` to run.
template <class Run>
void fill(const ConditionWorld& world, const Run& run) {
    for (const auto& entity : world.catalogue->entities()) {
        run(create_table(*entity), {});
        for (const auto& record : world.records.at(entity->key)) {
            std::vector<Value> values;
            for (auto& [name, value] : columns_of(record)) values.push_back(std::move(value));
            run(insert_into(storage::quoted_name(entity->plural), values.size()), values);
        }
    }
    run(create_journal, {});
    std::int64_t n = 0;
    for (const auto& row : world.journal) {
        ++n;
        const auto or_empty = [](std::int64_t id) { return id ? Value(id) : Value(); };
        run(insert_into("\"journal\"", 10),
            {n, n, row.at, row.act, row.entity, row.record, row.changes, or_empty(row.group),
             or_empty(row.undo_of), or_empty(row.undone_by)});
    }
}

std::optional<std::int64_t> number_of(const Value& value) {
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? 1 : 0;
    if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
    if (const auto* day = std::get_if<Day>(&value)) return day->number;
    if (const auto* moment = std::get_if<Moment>(&value)) return moment->us;
    if (const auto* id = std::get_if<Id>(&value)) return id->value;
    return std::nullopt;
}

std::string select(const EntityDef& entity, const std::string& where) {
    return "select t.\"id\" from " + storage::quoted_name(entity.plural) + " t where " + where +
           " order by 1";
}

class SqliteTables : public WorldTables {
  public:
    explicit SqliteTables(const ConditionWorld& world) {
        check(sqlite3_open(":memory:", &db_));
        check(storage::add_functions(db_));
        fill(world, [&](const std::string& sql, const std::vector<Value>& values) {
            run(sql, values, [](sqlite3_stmt*) {});
        });
    }
    ~SqliteTables() override { sqlite3_close(db_); }

    storage::Dialect dialect() const override { return storage::Dialect::sqlite; }

    std::vector<Id> matching(const EntityDef& entity, const storage::Sql& where) override {
        std::vector<Id> found;
        run(select(entity, where.text), where.params,
            [&](sqlite3_stmt* row) { found.push_back({sqlite3_column_int64(row, 0)}); });
        return found;
    }

    void prepare(const EntityDef& entity, const storage::Sql& where) override {
        sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v2(db_, select(entity, where.text).c_str(), -1, &statement, nullptr));
        const int marks = sqlite3_bind_parameter_count(statement);
        sqlite3_finalize(statement);
        if (std::size_t(marks) != where.params.size())
            throw std::runtime_error("marks and parameters differ: " + where.text);
    }

  private:
    void check(int code) {
        if (code != SQLITE_OK && code != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db_));
    }

    template <class OnRow>
    void run(const std::string& sql, const std::vector<Value>& values, const OnRow& on_row) {
        sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr));
        const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> owner(statement,
                                                                          sqlite3_finalize);
        if (std::size_t(sqlite3_bind_parameter_count(statement)) != values.size())
            throw std::runtime_error("marks and parameters differ: " + sql);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const int at = int(i) + 1;
            if (const auto number = number_of(values[i]))
                check(sqlite3_bind_int64(statement, at, *number));
            else if (const auto* text = std::get_if<std::string>(&values[i]))
                check(sqlite3_bind_text(statement, at, text->data(), int(text->size()),
                                        SQLITE_TRANSIENT));
        }
        int code = SQLITE_ROW;
        while ((code = sqlite3_step(statement)) == SQLITE_ROW) on_row(statement);
        check(code);
    }

    sqlite3* db_ = nullptr;
};

class PostgresTables : public WorldTables {
  public:
    PostgresTables(const ConditionWorld& world, const std::string& database)
        : db_(PQconnectdb(database.c_str())), schema_("vectors_" + std::to_string(getpid())) {
        if (PQstatus(db_) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(db_));
        run("set client_min_messages = error", {});
        run("create schema " + schema_, {});
        run("set search_path = " + schema_, {});
        fill(world,
             [&](const std::string& sql, const std::vector<Value>& values) { run(sql, values); });
    }
    ~PostgresTables() override {
        PQclear(PQexec(db_, ("drop schema " + schema_ + " cascade").c_str()));
        PQfinish(db_);
    }

    storage::Dialect dialect() const override { return storage::Dialect::postgres; }

    std::vector<Id> matching(const EntityDef& entity, const storage::Sql& where) override {
        std::vector<Id> found;
        for (const auto& text : run(select(entity, where.text), where.params))
            found.push_back({std::stoll(text)});
        return found;
    }

    void prepare(const EntityDef& entity, const storage::Sql& where) override {
        const Answer answer(
            PQprepare(db_, "", numbered(select(entity, where.text)).c_str(), 0, nullptr), PQclear);
        if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK)
            throw std::runtime_error(PQerrorMessage(db_));
    }

  private:
    using Answer = std::unique_ptr<PGresult, void (*)(PGresult*)>;

    static std::string numbered(const std::string& sql) {
        std::string out;
        int n = 0;
        for (const char c : sql) out += c == '?' ? "$" + std::to_string(++n) : std::string(1, c);
        return out;
    }

    std::vector<std::string> run(const std::string& sql, const std::vector<Value>& values) {
        std::vector<std::string> texts(values.size());
        std::vector<const char*> pointers(values.size(), nullptr);
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (const auto number = number_of(values[i]))
                texts[i] = std::to_string(*number);
            else if (const auto* text = std::get_if<std::string>(&values[i]))
                texts[i] = *text;
            else
                continue;
            pointers[i] = texts[i].c_str();
        }
        const Answer answer(PQexecParams(db_, numbered(sql).c_str(), int(values.size()), nullptr,
                                         pointers.data(), nullptr, nullptr, 0),
                            PQclear);
        const auto status = PQresultStatus(answer.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            throw std::runtime_error(PQerrorMessage(db_) + sql);
        std::vector<std::string> column;
        for (int row = 0; row < PQntuples(answer.get()); ++row)
            column.emplace_back(PQgetvalue(answer.get(), row, 0));
        return column;
    }

    PGconn* db_;
    std::string schema_;
};

std::shared_ptr<const ExchangeRates> rates_from(const json& file, const json& context) {
    const auto zone = need(Zone::find(context.at("company_zone").get<std::string>()), "zone");
    const auto own = need(parse_currency(context.at("currency").get<std::string>()), "currency");
    ExchangeRates rates(own, zone);
    for (const auto& one : file.at("rates").at(context.at("rates").get<std::string>())) {
        const ExchangeRate rate{scaled(one.at("rate"), 6), one.value("per", 1)};
        if (!is_rate(rate)) throw std::runtime_error("bad vectors file: " + one.dump());
        rates.add(need(parse_currency(one.at("currency").get<std::string>()), one.dump()),
                  need(parse_day(one.at("valid_from").get<std::string>()), one.dump()), rate);
    }
    return std::make_shared<ExchangeRates>(std::move(rates));
}

// The file's context with a case's own entries over it.
ConditionContext context_from(const ConditionWorld& world, const json& file, const json& over) {
    json all = file.at("context");
    all.update(over);
    const auto id = [&](const char* key) {
        return all.at(key).is_null() ? Id{} : world.ids.at(all.at(key));
    };
    ConditionContext context;
    context.now = need(parse_moment(all.at("now").get<std::string>()), "now");
    context.time_zone = all.at("time_zone");
    context.me = id("me");
    context.my_team = id("my_team");
    context.phone_region = all.value("phone_region", "");
    for (const auto& team : all.at("my_teams")) context.my_teams.push_back(world.ids.at(team));
    if (!all.at("started").is_null())
        context.started = need(parse_moment(all.at("started").get<std::string>()), "started");
    context.rates = rates_from(file, all);
    return context;
}

ConditionCase case_from(const ConditionWorld& world, const json& file, const json& spec) {
    const json over = spec.value("context", json::object());
    ConditionCase one;
    one.text = spec.at("if");
    one.entity = &world.catalogue->need(spec.value("entity", "lead"));
    one.context = context_from(world, file, over);
    one.expect = spec.value("expect", std::vector<std::string>());
    std::sort(one.expect.begin(), one.expect.end());
    one.fault = spec.value("fault", "");
    const json arguments = spec.value("args", json::object());
    for (const auto& [name, value] : arguments.items()) one.args.emplace_back(name, value);
    if (spec.contains("position"))
        one.args.emplace_back("position", std::to_string(spec["position"].get<int>()));
    one.local = spec.value("local", false);
    one.described = one.text.substr(0, 200) + "   " + over.dump();
    return one;
}

}  // namespace

ConditionWorld ConditionWorld::load(const std::string& path) {
    ConditionWorld world;
    std::ifstream in(path);
    const json file = json::parse(in);
    world.catalogue = catalogue_from(file.at("entities"));
    for (const auto& [entity, rows] : file.at("records").items())
        for (const auto& row : rows) {
            const Id id = need(parse_id(row.at("id").get<std::string>()), entity);
            world.ids[row.at("key")] = id;
            world.keys[id] = row.at("key");
        }
    for (const auto& [key, rows] : file.at("records").items()) {
        const EntityDef& entity = world.catalogue->need(key);
        auto& records = world.records[key];
        for (const auto& row : rows) {
            Record record(entity);
            record.values[field_id] = world.ids.at(row.at("key"));
            record.values[field_version] = std::int64_t{1};
            for (const auto& [name, value] : row.items()) {
                if (name == "key" || name == "id") continue;
                const int field = entity.index_of(name);
                if (field < 0) throw std::runtime_error("bad vectors file: " + name);
                record.values[std::size_t(field)] =
                    value_from(entity.fields[std::size_t(field)], value, world.ids);
            }
            records.push_back(std::move(record));
        }
    }
    for (const auto& row : file.at("journal")) {
        JournalRow& kept = world.journal.emplace_back();
        kept.at = need(parse_moment(row.at("at").get<std::string>()), "at");
        kept.act = row.at("act");
        kept.entity = row.at("entity");
        kept.record = world.ids.at(row.at("record"));
        kept.changes = row.at("changes").dump();
        kept.group = row.value("group", std::int64_t(0));
        kept.undo_of = row.value("undo_of", std::int64_t(0));
        kept.undone_by = row.value("undone_by", std::int64_t(0));
        for (const auto& [field, values] : row.at("changes").items()) kept.fields.insert(field);
    }
    world.context = context_from(world, file, json{{"rates", "usual"}});
    for (const auto& spec : file.at("cases")) world.cases.push_back(case_from(world, file, spec));
    return world;
}

const Record* ConditionWorld::find(const EntityDef& entity, Id id) const {
    for (const auto& record : records.at(entity.key))
        if (record.id() == id) return &record;
    return nullptr;
}

Result<const Record*> WorldFacts::linked(int link_field) {
    const auto& field = record_.entity->fields[std::size_t(link_field)];
    const Id id = id_of(record_.values[std::size_t(link_field)]);
    return world_.find(world_.catalogue->need(field.link), id);
}

Result<const std::vector<Record>*> WorldFacts::children(const EntityDef& child, int child_link) {
    auto& found = *held_.emplace_back(std::make_unique<std::vector<Record>>());
    for (const auto& record : world_.records.at(child.key))
        if (id_of(record.values[std::size_t(child_link)]) == record_.id()) found.push_back(record);
    return &found;
}

namespace {

// Whether an act has neither been taken back nor takes one back; taking back can be taken back itself.
bool stands(const std::vector<JournalRow>& journal, const JournalRow& row) {
    if (row.undo_of) return false;
    bool standing = true;
    for (std::int64_t by = row.undone_by; by;) {
        standing = !standing;
        const auto above = std::ranges::find(journal, by, &JournalRow::group);
        by = above == journal.end() ? 0 : above->undone_by;
    }
    return standing;
}

}  // namespace

Result<std::optional<Moment>> WorldFacts::changed_at(int field) {
    std::optional<Moment> last;
    for (const auto& row : world_.journal)
        if (row.entity == record_.entity->key && row.record == record_.id() &&
            row.act != "create" && stands(world_.journal, row) &&
            row.fields.contains(record_.entity->fields[std::size_t(field)].key) &&
            (!last || row.at > *last))
            last = row.at;
    return last;
}

std::unique_ptr<WorldTables> sqlite_tables(const ConditionWorld& world) {
    return std::make_unique<SqliteTables>(world);
}

std::unique_ptr<WorldTables> postgres_tables(const ConditionWorld& world,
                                             const std::string& database) {
    return std::make_unique<PostgresTables>(world, database);
}

}  // namespace vigil::tests
