// Both readers of the condition language against tests/vectors/conditions.json: in memory, on SQLite and
// on PostgreSQL. The latter needs VIGIL_TEST_DATABASE (a libpq connection string).
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "rules/parse_condition.h"
#include "rules/print_condition.h"
#include "tests/condition_world.h"

namespace vigil::tests {
namespace {

using nlohmann::json;

std::string vectors_path() {
    if (const char* said = std::getenv("VIGIL_VECTORS"))
        return std::string(said) + "/conditions.json";
    return (std::filesystem::path(__FILE__).parent_path() / "vectors" / "conditions.json").string();
}

const ConditionWorld& world() {
    static const ConditionWorld loaded = ConditionWorld::load(vectors_path());
    return loaded;
}

struct Case {
    std::string text;
    const EntityDef* entity;
    ConditionContext context;
    json spec;
    ConditionPtr condition;  // null for a case that expects a fault
};

Result<ConditionPtr> parse(const Case& one) {
    return rules::parse_condition(one.text, *one.entity, *world().catalogue);
}

std::vector<Case> cases() {
    std::vector<Case> all;
    for (const auto& spec : world().file.at("cases"))
        all.push_back({spec.at("if"), &world().catalogue->need(spec.value("entity", "lead")),
                       world().context(spec.value("context", json::object())), spec, nullptr});
    return all;
}

std::string described(const Case& one) {
    return one.text.substr(0, 200) + "   " + one.spec.value("context", json::object()).dump();
}

// Cases that parse and say whom they expect.
std::vector<Case> answered() {
    std::vector<Case> all;
    for (auto& one : cases()) {
        if (one.spec.contains("fault")) continue;
        auto condition = parse(one);
        if (!condition) {
            ADD_FAILURE() << described(one) << " refused: " << condition.error().code;
            continue;
        }
        one.condition = *condition;
        all.push_back(std::move(one));
    }
    return all;
}

std::vector<std::string> expected(const Case& one) {
    auto keys = one.spec.at("expect").get<std::vector<std::string>>();
    std::sort(keys.begin(), keys.end());
    return keys;
}

std::string argument(const Fault& fault, const std::string& name) {
    for (const auto& [key, value] : fault.args)
        if (key == name) return value;
    return "(none)";
}

void check_on(WorldTables& tables) {
    for (const auto& one : answered()) {
        SCOPED_TRACE(described(one));
        const auto sql = storage::condition_sql(one.condition.get(), *one.entity, "t", one.context,
                                                tables.dialect(), *world().catalogue);
        std::vector<std::string> found;
        try {
            for (const Id id : tables.matching(*one.entity, sql))
                found.push_back(world().keys.at(id));
        } catch (const std::exception& trouble) {
            ADD_FAILURE() << trouble.what() << '\n' << sql.text;
            continue;
        }
        std::sort(found.begin(), found.end());
        EXPECT_EQ(found, expected(one)) << sql.text;
    }
}

TEST(ConditionVectors, AreMany) { EXPECT_GE(cases().size(), 300u); }

TEST(ConditionVectors, InMemory) {
    for (const auto& one : answered()) {
        SCOPED_TRACE(described(one));
        std::vector<std::string> found;
        for (const auto& record : world().records.at(one.entity->key)) {
            WorldFacts facts(world(), record);
            const auto answer = rules::evaluate(*one.condition, facts, one.context);
            ASSERT_TRUE(answer);
            if (*answer) found.push_back(world().keys.at(record.id()));
        }
        std::sort(found.begin(), found.end());
        EXPECT_EQ(found, expected(one));
    }
}

TEST(ConditionVectors, OnSqlite) { check_on(*sqlite_tables(world())); }

TEST(ConditionVectors, OnPostgres) {
    const char* database = std::getenv("VIGIL_TEST_DATABASE");
    if (!database) GTEST_SKIP() << "VIGIL_TEST_DATABASE is not set: PostgreSQL was not asked";
    check_on(*postgres_tables(world(), database));
}

TEST(ConditionVectors, Faults) {
    for (const auto& one : cases()) {
        if (!one.spec.contains("fault")) continue;
        SCOPED_TRACE(described(one));
        const auto condition = parse(one);
        if (condition) {
            ADD_FAILURE() << "accepted as " << rules::print_condition(**condition);
            continue;
        }
        const Fault& fault = condition.error();
        EXPECT_EQ(fault.kind, FaultKind::malformed);
        EXPECT_EQ(fault.code, one.spec.at("fault").get<std::string>());
        if (one.spec.contains("position")) {
            EXPECT_EQ(argument(fault, "position"), std::to_string(one.spec["position"].get<int>()));
        }
        const json arguments = one.spec.value("args", json::object());
        for (const auto& [name, value] : arguments.items())
            EXPECT_EQ(argument(fault, name), value.get<std::string>()) << name;
    }
}

TEST(ConditionVectors, PrintedAndReadAgainAreTheSame) {
    for (const auto& one : answered()) {
        const std::string printed = rules::print_condition(*one.condition);
        const auto again = rules::parse_condition(printed, *one.entity, *world().catalogue);
        ASSERT_TRUE(again) << described(one) << "\n" << printed << " " << again.error().code;
        EXPECT_TRUE(rules::same_condition(*one.condition, **again)) << printed;
        EXPECT_EQ(rules::print_condition(**again), printed);
    }
}

TEST(ConditionVectors, LocalMeansTheRecordAlone) {
    for (const auto& one : answered())
        EXPECT_EQ(rules::is_local(*one.condition), one.spec.value("local", false))
            << described(one);
}

}  // namespace
}  // namespace vigil::tests
