// Throws conditions at the parser: made of the language's own words, of the vectors bent a little, and of
// plain bytes. What is accepted must print and read again as the same tree, give the same answer in memory
// and on SQLite for every record, and make SQL that a database takes.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <random>

#include "rules/parse_condition.h"
#include "rules/print_condition.h"
#include "storage/condition_world_fixture.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace vigil::tests {
namespace {

struct Bench {
    ConditionWorld world;
    std::unique_ptr<WorldTables> tables;
    ConditionContext context;
    std::vector<std::string> seeds;

    explicit Bench(const std::string& path)
        : world(ConditionWorld::load(path)), tables(sqlite_tables(world)), context(world.context) {
        for (const auto& one : world.cases) seeds.push_back(one.text);
    }
};

[[noreturn]] void die(const std::string& why, const std::string& text) {
    std::fprintf(stderr, "%s\n%s\n", why.c_str(), text.c_str());
    std::abort();
}

void check_answers(const Bench& bench, const Condition& condition, const std::string& text) {
    const EntityDef& lead = bench.world.catalogue->need("lead");
    const auto sql = storage::condition_sql(&condition, lead, "t", bench.context,
                                            storage::Dialect::sqlite, *bench.world.catalogue);
    std::vector<Id> in_memory;
    for (const auto& record : bench.world.records.at("lead")) {
        WorldFacts facts(bench.world, record);
        const auto answer = rules::evaluate(condition, facts, bench.context);
        if (!answer) die("no answer: " + answer.error().code, text);
        if (*answer) in_memory.push_back(record.id());
    }
    try {
        bench.tables->prepare(lead, sql);
        if (bench.tables->matching(lead, sql) != in_memory)
            die("answers differ: " + sql.text, text);
    } catch (const std::exception& trouble) {
        die(std::string(trouble.what()) + ": " + sql.text, text);
    }
}

void check(const Bench& bench, const std::string& text) {
    const EntityDef& lead = bench.world.catalogue->need("lead");
    const auto condition = rules::parse_condition(text, lead, *bench.world.catalogue);
    if (!condition) {
        if (condition.error().kind != FaultKind::malformed) die("not malformed", text);
        return;
    }
    const std::string printed = rules::print_condition(**condition);
    if (printed.size() <= rules::max_condition_bytes) {
        const auto again = rules::parse_condition(printed, lead, *bench.world.catalogue);
        if (!again) die("printed text refused: " + printed + " " + again.error().code, text);
        if (!rules::same_condition(**condition, **again)) die("another tree: " + printed, text);
    }
    check_answers(bench, **condition, text);
}

const char* const words[] = {
    // clang-format off
    "status", "rating", "owner", "account", "score", "amount", "company", "first_name", "email",
    "entered_at", "close_date", "newsletter", "discount", "budget", "extra", "source", "called_at",
    "owner.team", "account.name", "account.owner", "reviewed_by", "id", "and", "and", "or", "or",
    "not", "(", ")", "=", "!=", "<", "<=", ">", ">=", "in", "in (", ",", "is empty",
    "is not empty", "contains", "starts with", "changed(", "since", "count(activities)",
    "count(activities where", "count(opportunities", "kind = call", "me", "me.team", "in my_teams",
    "now", "today", "started", "+ 3 days", "- 2 months", "+ 90 minutes", "+ 1 week", "new", "hot",
    "10", "0", "-3", "2.5", "1000 EUR", "1.5 KWD", "10000.5", "\"a\"", "\"%\"", "\"\\\\\"", "'É'",
    "2026-03-02", "2026-03-02T08:00:00Z", "true", "false", "22", "13", "not in (", "last_name"
    // clang-format on
};

std::size_t pick(std::mt19937_64& dice, std::size_t below) { return std::size_t(dice() % below); }

std::string some_words(std::mt19937_64& dice) {
    std::string text;
    for (std::size_t n = 1 + pick(dice, 14); n > 0; --n)
        text += std::string(words[pick(dice, std::size(words))]) + ' ';
    return text;
}

std::string some_seed(const Bench& bench, std::mt19937_64& dice) {
    return bench.seeds[pick(dice, bench.seeds.size())].substr(0, 400);
}

std::string bent_seed(const Bench& bench, std::mt19937_64& dice) {
    std::string text = some_seed(bench, dice);
    if (dice() % 2)
        text = "(" + text + (dice() % 2 ? ") and not (" : ") or (") + some_seed(bench, dice) + ")";
    for (std::size_t n = pick(dice, 4); n > 0; --n) {
        const std::size_t at = pick(dice, text.size() + 1);
        if (dice() % 3 == 0 && at < text.size())
            text[at] = char(dice());
        else if (dice() % 2)
            text.insert(at, ' ' + std::string(words[pick(dice, std::size(words))]) + ' ');
        else
            text.erase(at, pick(dice, 6));
    }
    return text;
}

const Bench& bench() {
    static const Bench one(VIGIL_SOURCE_DIR "/tests/vectors/conditions.json");
    return one;
}

}  // namespace
}  // namespace vigil::tests

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    vigil::tests::check(vigil::tests::bench(),
                        std::string(reinterpret_cast<const char*>(data), size));
    return 0;
}

// Bytes bent at random are seldom a condition: three times in four the words of the language are used.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned int seed) {
    std::mt19937_64 dice(seed);
    if (dice() % 4 == 0) return LLVMFuzzerMutate(data, size, max_size);
    std::string text = dice() % 3 == 0 ? vigil::tests::some_words(dice)
                                       : vigil::tests::bent_seed(vigil::tests::bench(), dice);
    text.resize(std::min(text.size(), max_size));
    std::memcpy(data, text.data(), text.size());
    return text.size();
}
