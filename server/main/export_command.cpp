#include "main/export_command.h"

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "in/export/export_file.h"

namespace vigil {

namespace {

namespace fs = std::filesystem;

std::unexpected<Fault> wrong_usage(const std::string& what) {
    return fail(FaultKind::malformed, "usage", {}, {{"what", what}});
}

// Whether an option is the second of its two words.
Result<bool> is_second(const Options& options, const std::string& name, const std::string& first,
                       const std::string& second) {
    const auto value = options.get(name, {}, first);
    if (value != first && value != second)
        return wrong_usage("--" + name + " is " + first + " or " + second);
    return value == second;
}

std::vector<std::string> list_of(const std::string& text) {
    std::vector<std::string> words;
    for (std::size_t from = 0; from < text.size();) {
        const auto comma = std::min(text.find(',', from), text.size());
        words.push_back(text.substr(from, comma - from));
        from = comma + 1;
    }
    return words;
}

Result<exporting::ExportOrder> order_of(const Options& options, const std::string& file) {
    exporting::ExportOrder order;
    order.request = {options.words()[1], options.get("filter"), options.get("sort"),
                     list_of(options.get("fields"))};
    const std::string usual = file.ends_with(".xlsx") ? "xlsx" : "csv";
    const auto format = options.get("format", {}, usual);
    if (format != "csv" && format != "xlsx") return wrong_usage("--format is csv or xlsx");
    if (format == "xlsx") order.format = exporting::Format::xlsx;
    VIGIL_TRY(order.by_key, is_second(options, "header", "labels", "keys"));
    VIGIL_TRY(order.link_ids, is_second(options, "links", "names", "ids"));
    return order;
}

Result<Actor> actor_of(Engine& engine, const Options& options) {
    const auto email = options.get("user");
    if (email.empty()) return Actor::house("export");
    const auto company = engine.company.current();
    const Person* person = company->person_by_email(email);
    if (!person) return fail(FaultKind::not_found, "no_such_person");
    Actor actor;
    actor.user = person->id;
    actor.permit = company->permit_for(*person, engine.clock.now());
    actor.language = person->locale.empty() ? "en" : person->locale;
    return actor;
}

// The file while it is being written; what is not kept vanishes.
class Partial {
  public:
    explicit Partial(std::string path) : path_(std::move(path)) {}
    ~Partial() {
        std::error_code error;
        if (!path_.empty()) fs::remove(path_, error);
    }
    Partial(const Partial&) = delete;
    Partial& operator=(const Partial&) = delete;
    const std::string& path() const { return path_; }
    Status keep_as(const std::string& name) {
        std::error_code error;
        fs::rename(path_, name, error);
        if (error) return fail(FaultKind::unavailable, "export_failed", error.message());
        path_.clear();
        return {};
    }

  private:
    std::string path_;
};

// A new file that nobody else may read.
Result<std::string> partial_name(const std::string& file) {
    std::string name = file.empty() ? (fs::temp_directory_path() / "vigil-export").string() : file;
    name += ".partial-XXXXXX";
    const int made = ::mkstemp(name.data());
    if (made < 0) return fail(FaultKind::unavailable, "export_failed", "cannot make " + name);
    ::close(made);
    return name;
}

}  // namespace

Result<int> export_command(Engine& engine, const Options& options) {
    if (options.words().size() < 2 || options.words().size() > 3)
        return wrong_usage("export wants an entity and at most a file");
    const std::string file = options.words().size() == 3 ? options.words()[2] : "";
    std::error_code error;
    if (!file.empty() && fs::exists(file, error))
        return fail(FaultKind::refused, "export_exists", {}, {{"path", file}});
    VIGIL_TRY(const auto order, order_of(options, file));
    VIGIL_TRY(const Actor actor, actor_of(engine, options));
    VIGIL_TRY(auto name, partial_name(file));
    Partial partial(std::move(name));
    VIGIL_TRY(const auto count, exporting::export_file(engine, actor, order, partial.path()));
    if (file.empty()) {
        std::ifstream in(partial.path(), std::ios::binary);
        std::cout << in.rdbuf() << std::flush;
    } else {
        VIGIL_DO(partial.keep_as(file));
    }
    std::fprintf(stderr, "%lld records\n", (long long)count);
    return std::cout ? 0 : 1;
}

}  // namespace vigil
