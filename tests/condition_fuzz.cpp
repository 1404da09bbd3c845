// Throws conditions at the parser: made of the language's own words, of the vectors bent a little, and of
// plain bytes. What is accepted must print and read again as the same tree, give the same answer in memory
// and on SQLite for every record, and make SQL that a database takes.
//   condition_fuzz VECTORS.json SECONDS [SEED]     exit 1 with the offending text
// Built with VIGIL_LIBFUZZER it is a libFuzzer target instead (VIGIL_VECTORS names the file).
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <random>

#include "rules/parse_condition.h"
#include "rules/print_condition.h"
#include "storage/condition_world_fixture.h"

namespace vigil::tests {
namespace {

struct Bench {
    ConditionWorld world;
    std::unique_ptr<WorldTables> tables;
    ConditionContext context;
    std::vector<std::string> seeds;
    long accepted = 0;

    explicit Bench(const std::string& path)
        : world(ConditionWorld::load(path)), tables(sqlite_tables(world)), context(world.context) {
        for (const auto& one : world.cases) seeds.push_back(one.text);
    }
};

[[noreturn]] void die(const std::string& why, const std::string& text) {
    std::fprintf(stderr, "%s\n%s\n", why.c_str(), text.c_str());
    std::exit(1);
}

void check_answers(Bench& bench, const Condition& condition, const std::string& text) {
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

void check(Bench& bench, const std::string& text) {
    const EntityDef& lead = bench.world.catalogue->need("lead");
    const auto condition = rules::parse_condition(text, lead, *bench.world.catalogue);
    if (!condition) {
        if (condition.error().kind != FaultKind::malformed) die("not malformed", text);
        return;
    }
    ++bench.accepted;
    const std::string printed = rules::print_condition(**condition);
    if (printed.size() <= rules::max_condition_bytes) {
        const auto again = rules::parse_condition(printed, lead, *bench.world.catalogue);
        if (!again) die("printed text refused: " + printed + " " + again.error().code, text);
        if (!rules::same_condition(**condition, **again)) die("another tree: " + printed, text);
    }
    check_answers(bench, **condition, text);
}

[[maybe_unused]] std::string some_text(const Bench& bench, std::mt19937_64& dice) {
    static const char* const words[] = {"status",
                                        "rating",
                                        "owner",
                                        "account",
                                        "score",
                                        "amount",
                                        "company",
                                        "first_name",
                                        "email",
                                        "entered_at",
                                        "close_date",
                                        "newsletter",
                                        "discount",
                                        "budget",
                                        "extra",
                                        "source",
                                        "called_at",
                                        "owner.team",
                                        "account.name",
                                        "account.owner",
                                        "reviewed_by",
                                        "id",
                                        "and",
                                        "and",
                                        "or",
                                        "or",
                                        "not",
                                        "(",
                                        ")",
                                        "=",
                                        "!=",
                                        "<",
                                        "<=",
                                        ">",
                                        ">=",
                                        "in",
                                        "in (",
                                        ",",
                                        "is empty",
                                        "is not empty",
                                        "contains",
                                        "starts with",
                                        "changed(",
                                        "since",
                                        "count(activities)",
                                        "count(activities where",
                                        "count(opportunities",
                                        "kind = call",
                                        "me",
                                        "me.team",
                                        "in my_teams",
                                        "now",
                                        "today",
                                        "started",
                                        "+ 3 days",
                                        "- 2 months",
                                        "+ 90 minutes",
                                        "+ 1 week",
                                        "new",
                                        "hot",
                                        "10",
                                        "0",
                                        "-3",
                                        "2.5",
                                        "1000 EUR",
                                        "1.5 KWD",
                                        "10000.5",
                                        "\"a\"",
                                        "\"%\"",
                                        "\"\\\\\"",
                                        "'É'",
                                        "2026-03-02",
                                        "2026-03-02T08:00:00Z",
                                        "true",
                                        "false",
                                        "22",
                                        "13",
                                        "not in (",
                                        "last_name"};
    const auto pick = [&](std::size_t n) { return std::size_t(dice() % n); };
    std::string text;
    if (dice() % 3 == 0) {
        for (std::size_t n = 1 + pick(14); n > 0; --n)
            text += std::string(words[pick(std::size(words))]) + ' ';
        return text;
    }
    text = bench.seeds[pick(bench.seeds.size())].substr(0, 400);
    if (dice() % 2)
        text = "(" + text + (dice() % 2 ? ") and not (" : ") or (") +
               bench.seeds[pick(bench.seeds.size())].substr(0, 400) + ")";
    for (std::size_t n = pick(4); n > 0; --n) {
        const std::size_t at = pick(text.size() + 1);
        if (dice() % 3 == 0 && at < text.size())
            text[at] = char(dice());
        else if (dice() % 2)
            text.insert(at, ' ' + std::string(words[pick(std::size(words))]) + ' ');
        else
            text.erase(at, pick(6));
    }
    return text;
}

}  // namespace
}  // namespace vigil::tests

#ifdef VIGIL_LIBFUZZER
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    static vigil::tests::Bench bench(std::getenv("VIGIL_VECTORS"));
    vigil::tests::check(bench, std::string(reinterpret_cast<const char*>(data), size));
    return 0;
}
#else
int main(int count, char** arguments) {
    if (count < 3) {
        std::fprintf(stderr, "condition_fuzz VECTORS.json SECONDS [SEED]\n");
        return 2;
    }
    vigil::tests::Bench bench(arguments[1]);
    const auto seed = count > 3 ? std::strtoull(arguments[3], nullptr, 10) : std::random_device{}();
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    std::mt19937_64 dice(seed);
    const auto end =
        std::chrono::steady_clock::now() + std::chrono::seconds(std::atoi(arguments[2]));
    long tried = 0;
    for (; std::chrono::steady_clock::now() < end; ++tried)
        vigil::tests::check(bench, vigil::tests::some_text(bench, dice));
    std::printf("%ld conditions, %ld accepted\n", tried, bench.accepted);
    return 0;
}
#endif
