// Plays scenario files: see tests/scenarios/README.md.
//
//     scenario [--store sqlite|postgres|both] [--only WORDS] [--jobs N] [--verbose] [FILE…]
//
// Without files: every *.scenario of crm/ and tests/scenarios/. PostgreSQL needs VIGIL_TEST_DATABASE, the URL of a
// maintenance database. Ends with "N passed, N failed", and with 1 when a scenario failed.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <thread>

#include "tests/scenario/player.h"

namespace vigil::tests {

namespace {

namespace fs = std::filesystem;

struct Options {
    std::string store = "both";
    std::string only;
    unsigned jobs = std::max(1u, std::thread::hardware_concurrency());
    bool verbose = false;
    std::vector<std::string> files;
};

struct Tally {
    std::atomic<int> passed = 0, failed = 0;
};

std::vector<std::string> all_files() {
    std::vector<std::string> files;
    for (const char* folder : {"crm", "tests/scenarios"}) {
        const fs::path root = fs::path(VIGIL_SOURCE_DIR) / folder;
        if (!fs::is_directory(root)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(root))
            if (entry.path().extension() == ".scenario") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

std::optional<Options> read_options(int count, char** words) {
    Options options;
    for (int i = 1; i < count; ++i) {
        const std::string word = words[i];
        const bool valued = word == "--store" || word == "--only" || word == "--jobs";
        if (valued && i + 1 == count) return std::nullopt;
        if (word == "--store")
            options.store = words[++i];
        else if (word == "--only")
            options.only = words[++i];
        else if (word == "--jobs")
            options.jobs = unsigned(std::max(1, std::atoi(words[++i])));
        else if (word == "--verbose")
            options.verbose = true;
        else if (word.starts_with("--"))
            return std::nullopt;
        else
            options.files.push_back(word);
    }
    if (options.store != "sqlite" && options.store != "postgres" && options.store != "both")
        return std::nullopt;
    if (options.files.empty()) options.files = all_files();
    return options;
}

Status play(const Scenario& scenario, Stock& stock) {
    VIGIL_TRY(auto world, World::open(stock));
    return Player(*world).play(scenario);
}

void tell(const Scenario& scenario, const char* store, const Status& done, double seconds,
          bool verbose) {
    static std::mutex one_at_a_time;
    std::lock_guard lock(one_at_a_time);
    if (!done)
        std::printf("FAILED %s: %s\n    %s\n", store, scenario.title.c_str(),
                    words_of(done.error()).c_str());
    if (done && verbose)
        std::printf("passed %s: %s, %.2f s\n", store, scenario.title.c_str(), seconds);
    std::fflush(stdout);
}

void play_all(const std::vector<Scenario>& scenarios, Stock& stock, const char* store,
              const Options& options, Tally& tally) {
    std::atomic<std::size_t> next = 0;
    const auto one_by_one = [&] {
        for (std::size_t i = next++; i < scenarios.size(); i = next++) {
            const auto began = std::chrono::steady_clock::now();
            const auto done = play(scenarios[i], stock);
            const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
            ++(done ? tally.passed : tally.failed);
            tell(scenarios[i], store, done, took.count(), options.verbose);
        }
    };
    std::vector<std::jthread> players;
    for (unsigned i = 0; i < options.jobs; ++i) players.emplace_back(one_by_one);
}

std::vector<Scenario> scenarios_of(const Options& options, Tally& tally) {
    std::vector<Scenario> scenarios;
    for (const auto& file : options.files) {
        auto read = read_scenarios(file);
        if (!read) {
            std::printf("FAILED %s: %s\n", file.c_str(), read.error().log.c_str());
            ++tally.failed;
            continue;
        }
        for (auto& one : *read)
            if (one.title.find(options.only) != std::string::npos)
                scenarios.push_back(std::move(one));
    }
    return scenarios;
}

int run(const Options& options) {
    Tally tally;
    const auto scenarios = scenarios_of(options, tally);
    const auto on = [&](const char* store, Result<std::unique_ptr<Stock>> stock) {
        if (stock) return play_all(scenarios, **stock, store, options, tally);
        std::printf("FAILED %s: %s\n", store, words_of(stock.error()).c_str());
        ++tally.failed;
    };
    if (options.store != "postgres") on("sqlite", stock_sqlite());
    if (options.store != "sqlite") {
        if (const char* url = std::getenv("VIGIL_TEST_DATABASE"))
            on("postgres", stock_postgres(url));
        else
            on("postgres", wrong("VIGIL_TEST_DATABASE is not set"));
    }
    std::printf("%d passed, %d failed\n", tally.passed.load(), tally.failed.load());
    return tally.failed > 0 || tally.passed == 0 ? 1 : 0;
}

}  // namespace

}  // namespace vigil::tests

int main(int count, char** words) {
    const auto options = vigil::tests::read_options(count, words);
    if (options) return vigil::tests::run(*options);
    std::fprintf(
        stderr,
        "scenario [--store sqlite|postgres|both] [--only WORDS] [--jobs N] [--verbose] [FILE…]\n");
    return 2;
}
