#include "main/import_command.h"

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "in/import/import_file.h"

namespace vigil {

namespace {

using import::ImportOrder;
using import::ImportResult;

struct Wish {
    std::string entity, file, map, refused;
    std::vector<std::string> match;
    bool historic = false, dry_run = false, json = false;
};

int say_usage(const std::string& what) {
    std::fprintf(stderr,
                 "vigil import: %s\nvigil import --data DIR ENTITY FILE.csv[.gz] [--map MAP.json] "
                 "[--match FIELD,…] "
                 "[--historic] [--dry-run] [--json] [--refused PATH]\n",
                 what.c_str());
    return 2;
}

std::vector<std::string> split(const std::string& list) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    while (from <= list.size()) {
        const auto comma = std::min(list.find(',', from), list.size());
        if (comma > from) parts.push_back(list.substr(from, comma - from));
        from = comma + 1;
    }
    return parts;
}

// "" or what is wrong.
std::string read_wish(const std::vector<std::string>& args, Wish& wish) {
    std::vector<std::string> plain;
    for (std::size_t i = 0; i < args.size(); ++i) {
        std::string name = args[i], value;
        const auto equals = name.starts_with("--") ? name.find('=') : std::string::npos;
        const bool joined = equals != std::string::npos;
        if (joined) value = name.substr(equals + 1), name.resize(equals);
        const bool takes_value = name == "--map" || name == "--match" || name == "--refused";
        if (takes_value && !joined) {
            if (++i == args.size()) return name + " needs a value";
            value = args[i];
        }
        if (name == "--map")
            wish.map = value;
        else if (name == "--match")
            wish.match = split(value);
        else if (name == "--refused")
            wish.refused = value;
        else if (name == "--historic")
            wish.historic = true;
        else if (name == "--dry-run")
            wish.dry_run = true;
        else if (name == "--json")
            wish.json = true;
        else if (name.starts_with("--"))
            return "unknown option " + name;
        else
            plain.push_back(args[i]);
    }
    if (plain.size() != 2) return "wants an entity and a file";
    wish.entity = plain[0], wish.file = plain[1];
    return {};
}

int failed(const Fault& fault, const Words& words) {
    std::string text = words.text("en", fault.code, fault.args);
    for (const auto& field : fault.fields) text += " " + words.text("en", field.code, field.args);
    std::fprintf(stderr, "vigil import: %s%s%s\n", text.c_str(), fault.log.empty() ? "" : " — ",
                 fault.log.c_str());
    return 1;
}

// "leads.csv.gz" → "leads" + ending, beside it.
std::string beside(const std::string& file, const std::string& ending) {
    std::string stem = file;
    for (const std::string_view known : {".gz", ".csv", ".tsv", ".txt"})
        if (stem.ends_with(known)) stem.resize(stem.size() - known.size());
    return stem + ending;
}

// Made with its first piece, so that there is none when there is nothing to say.
class LazyFile {
  public:
    explicit LazyFile(std::string path) : path_(std::move(path)) {}
    void write(std::string_view piece) {
        if (!out_.is_open()) out_.open(path_, std::ios::binary | std::ios::trunc);
        out_.write(piece.data(), std::streamsize(piece.size()));
    }
    bool used() const { return out_.is_open() || out_.fail(); }
    bool good() {
        if (out_.is_open()) out_.flush();
        return !out_.fail();
    }
    const std::string& path() const { return path_; }

  private:
    std::string path_;
    std::ofstream out_;
};

void show_progress(bool json, bool terminal, std::int64_t done, std::int64_t total) {
    if (json)
        std::printf("{\"done\":%lld,\"total\":%lld}\n", (long long)done, (long long)total);
    else if (terminal && total == 0)
        std::fprintf(stderr, "\rreading: %lld rows", (long long)done);
    else if (terminal)
        std::fprintf(stderr, "\rwriting: %lld of %lld rows", (long long)done, (long long)total);
}

void tell(const ImportResult& result, bool dry_run) {
    const auto& totals = result.totals;
    std::printf("%s%lld created, %lld updated, %lld unchanged, %lld refused, %lld warnings\n",
                dry_run ? "dry run: " : "", (long long)totals.created, (long long)totals.updated,
                (long long)totals.unchanged, (long long)totals.refused, (long long)totals.warnings);
    for (const auto& column : result.columns)
        if (!column.field.empty())
            std::printf("  %s → %s (%s)\n", column.header.c_str(), column.field.c_str(),
                        column.how.c_str());
    for (const auto& header : result.unmatched) std::printf("  %s → nowhere\n", header.c_str());
    if (result.given_to)
        for (const auto& [name, n] : result.given_to->by_name())
            std::printf("  %lld go to %s\n", (long long)n, name.empty() ? "nobody" : name.c_str());
    for (const auto& one : result.assumptions) std::printf("  %s\n", one.text.c_str());
    constexpr std::size_t shown = 10;
    for (const auto* list : {&result.refused, &result.warnings})
        for (std::size_t i = 0; i < list->size() && i < shown; ++i)
            std::printf("  line %llu, %s: %s\n", (unsigned long long)(*list)[i].line,
                        (*list)[i].column.c_str(), (*list)[i].text.c_str());
    if (result.job) std::printf("job %s (can be undone)\n", to_string(result.job).c_str());
}

Result<std::string> read_map(const std::string& path) {
    if (path.empty()) return std::string();
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail(FaultKind::not_found, "import_file_unreadable", path);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

std::string input_json(const Wish& wish, const std::string& map) {
    nlohmann::json json{{"file", std::filesystem::path(wish.file).filename().string()},
                        {"entity", wish.entity},
                        {"match", wish.match},
                        {"historic", wish.historic}};
    if (!map.empty()) json["map"] = nlohmann::json::parse(map, nullptr, false, true);
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

int import_command(Engine& engine, Actor actor, const Words& words,
                   const std::vector<std::string>& args) {
    Wish wish;
    if (const auto wrong = read_wish(args, wish); !wrong.empty()) return say_usage(wrong);
    const auto map_text = read_map(wish.map);
    if (!map_text) return failed(map_text.error(), words);
    auto map = import::parse_import_map(*map_text);
    if (!map) return failed(map.error(), words);
    if (!wish.match.empty()) map->match = wish.match;

    // A dry run leaves nothing beside the source: what it would refuse stands in its answer.
    const bool keeps_refused = !wish.dry_run || !wish.refused.empty();
    LazyFile refused(wish.refused.empty() ? beside(wish.file, ".refused.csv") : wish.refused);
    LazyFile warned(beside(wish.file, ".warnings.csv"));
    ImportOrder order;
    order.entity = wish.entity;
    order.open = [&]() -> Result<std::unique_ptr<import::Source>> {
        VIGIL_TRY(auto bytes, import::file_source(wish.file));
        return import::unpacked(std::move(bytes));
    };
    order.map = *std::move(map);
    order.input = input_json(wish, *map_text);
    order.dry_run = wish.dry_run;
    order.words = &words;
    const bool terminal = isatty(STDERR_FILENO) != 0;
    order.progress = [&](std::int64_t done, std::int64_t total) {
        show_progress(wish.json, terminal, done, total);
    };
    if (keeps_refused) order.refused = [&](std::string_view piece) { refused.write(piece); };
    if (!wish.dry_run) order.warned = [&](std::string_view piece) { warned.write(piece); };
    actor.channel = "import";
    actor.historic = wish.historic;

    const auto result = import::import_file(engine, actor, order);
    if (!wish.json && terminal) std::fputc('\n', stderr);
    if (!result) return failed(result.error(), words);
    if (wish.json)
        std::printf("%s\n", import::to_json(*result).c_str());
    else
        tell(*result, wish.dry_run);
    for (LazyFile* file : {&refused, &warned}) {
        if (!file->used()) continue;
        if (!file->good())
            return failed({FaultKind::unavailable, "import_file_unwritable", file->path()}, words);
        std::fprintf(stderr, "%s\n", file->path().c_str());
    }
    return 0;
}

int undo_import_command(Engine& engine, const Actor& actor, const std::string& job) {
    const auto id = parse_id(job);
    if (!id) return say_usage("no job " + job);
    const auto undone = undo_job(engine, actor, *id);
    if (!undone) {
        std::fprintf(stderr, "vigil import: %s %s\n", undone.error().code.c_str(),
                     undone.error().log.c_str());
        return 1;
    }
    std::printf("%lld taken back, %lld left alone\n", (long long)undone->acts,
                (long long)undone->left_count);
    for (const auto& one : undone->left)
        std::printf("  %s %s: %s\n", one.entity.c_str(), one.title.c_str(), one.code.c_str());
    return 0;
}

}  // namespace vigil
