// Both readers of the condition language against tests/vectors/conditions.json: in memory, on SQLite and
// on PostgreSQL. The latter needs VIGIL_TEST_DATABASE (a libpq connection string).
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "rules/parse_condition.h"
#include "rules/print_condition.h"
#include "storage/condition_world_fixture.h"

namespace vigil::tests {
namespace {

std::string vectors_path() {
    if (const char* said = std::getenv("VIGIL_VECTORS"))
        return std::string(said) + "/conditions.json";
    return "tests/vectors/conditions.json";  // tests run in the root of the tree
}

const ConditionWorld& world() {
    static const ConditionWorld loaded = ConditionWorld::load(vectors_path());
    return loaded;
}

struct Case : ConditionCase {
    ConditionPtr condition;
};

Result<ConditionPtr> parse(const ConditionCase& one) {
    return rules::parse_condition(one.text, *one.entity, *world().catalogue);
}

// Cases that parse and say whom they expect.
std::vector<Case> answered() {
    std::vector<Case> all;
    for (const auto& one : world().cases) {
        if (!one.fault.empty()) continue;
        const auto condition = parse(one);
        if (condition)
            all.push_back({one, *condition});
        else
            ADD_FAILURE() << one.described << " refused: " << condition.error().code;
    }
    return all;
}

std::string argument(const Fault& fault, const std::string& name) {
    for (const auto& [key, value] : fault.args)
        if (key == name) return value;
    return "(none)";
}

void check_on(WorldTables& tables) {
    for (const auto& one : answered()) {
        SCOPED_TRACE(one.described);
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
        EXPECT_EQ(found, one.expect) << sql.text;
    }
}

TEST(ConditionVectors, AreMany) { EXPECT_GE(world().cases.size(), 300u); }

TEST(ConditionVectors, InMemory) {
    for (const auto& one : answered()) {
        SCOPED_TRACE(one.described);
        std::vector<std::string> found;
        for (const auto& record : world().records.at(one.entity->key)) {
            WorldFacts facts(world(), record);
            const auto answer = rules::evaluate(*one.condition, facts, one.context);
            ASSERT_TRUE(answer);
            if (*answer) found.push_back(world().keys.at(record.id()));
        }
        std::sort(found.begin(), found.end());
        EXPECT_EQ(found, one.expect);
    }
}

TEST(ConditionVectors, OnSqlite) { check_on(*sqlite_tables(world())); }

TEST(ConditionVectors, OnPostgres) {
    const char* database = std::getenv("VIGIL_TEST_DATABASE");
    if (!database) GTEST_SKIP() << "VIGIL_TEST_DATABASE is not set: PostgreSQL was not asked";
    check_on(*postgres_tables(world(), database));
}

TEST(ConditionVectors, Faults) {
    for (const auto& one : world().cases) {
        if (one.fault.empty()) continue;
        SCOPED_TRACE(one.described);
        const auto condition = parse(one);
        if (condition) {
            ADD_FAILURE() << "accepted as " << rules::print_condition(**condition);
            continue;
        }
        const Fault& fault = condition.error();
        EXPECT_EQ(fault.kind, FaultKind::malformed);
        EXPECT_EQ(fault.code, one.fault);
        for (const auto& [name, value] : one.args) EXPECT_EQ(argument(fault, name), value) << name;
    }
}

TEST(ConditionVectors, PrintedAndReadAgainAreTheSame) {
    for (const auto& one : answered()) {
        const std::string printed = rules::print_condition(*one.condition);
        const auto again = rules::parse_condition(printed, *one.entity, *world().catalogue);
        ASSERT_TRUE(again) << one.described << "\n" << printed << " " << again.error().code;
        EXPECT_TRUE(rules::same_condition(*one.condition, **again)) << printed;
        EXPECT_EQ(rules::print_condition(**again), printed);
    }
}

TEST(ConditionVectors, LocalMeansTheRecordAlone) {
    for (const auto& one : answered()) {
        const bool in_a_country = !one.context.phone_region.empty();  // the house alone knows it
        EXPECT_EQ(rules::is_local(*one.condition) && !in_a_country, one.local) << one.described;
    }
}

}  // namespace
}  // namespace vigil::tests
