#include "storage/postgres/backup.h"

#include <libpq-fe.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <vector>

#include "storage/steps.h"

namespace vigil::storage {

namespace {

// The environment with PGHOST, PGPASSWORD … from the connection string.
Result<std::vector<std::string>> environment_for(const std::string& url) {
    char* words = nullptr;
    PQconninfoOption* options = PQconninfoParse(url.c_str(), &words);
    if (!options) {
        PQfreemem(words);
        return std::unexpected(store_failed("the database's URL cannot be read"));
    }
    std::vector<std::string> variables;
    for (const PQconninfoOption* option = options; option->keyword; ++option)
        if (option->val && option->envvar)
            variables.push_back(std::string(option->envvar) + "=" + option->val);
    PQconninfoFree(options);
    for (char** variable = environ; *variable; ++variable)
        if (!std::string_view(*variable).starts_with("PG")) variables.emplace_back(*variable);
    return variables;
}

Status run_program(std::vector<std::string> words, std::vector<std::string> variables) {
    std::vector<char*> arguments, environment;
    for (std::string& word : words) arguments.push_back(word.data());
    for (std::string& variable : variables) environment.push_back(variable.data());
    arguments.push_back(nullptr);
    environment.push_back(nullptr);
    pid_t child = 0;
    if (posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(),
                     environment.data()) != 0)
        return std::unexpected(store_failed("cannot start " + words[0]));
    int state = 0;
    while (waitpid(child, &state, 0) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(state) || WEXITSTATUS(state) != 0)
        return std::unexpected(store_failed(words[0] + " failed"));
    return {};
}

}  // namespace

Status dump_database(const std::string& url, const std::string& path) {
    namespace fs = std::filesystem;
    std::error_code error;
    if (fs::exists(path, error))
        return fail(FaultKind::refused, "backup_exists", path + " is there already");
    VIGIL_TRY(auto variables, environment_for(url));
    const std::string partial = path + ".partial";
    VIGIL_DO(run_program(
        {"pg_dump", "--format=custom", "--no-owner", "--no-password", "--file=" + partial},
        std::move(variables)));
    fs::rename(partial, path, error);
    if (error) return std::unexpected(store_failed("cannot rename " + partial));
    return {};
}

// Without a database it writes the SQL, here to nowhere.
Status read_dump(const std::string& path) {
    std::vector<std::string> variables;
    for (char** variable = environ; *variable; ++variable)
        if (!std::string_view(*variable).starts_with("PG")) variables.emplace_back(*variable);
    return run_program({"pg_restore", "--exit-on-error", "--file=/dev/null", path},
                       std::move(variables));
}

// `--dbname=` alone makes it connect at all, by what the environment says.
Status load_dump(const std::string& url, const std::string& path) {
    VIGIL_TRY(auto variables, environment_for(url));
    std::string name;
    for (const auto& variable : variables)
        if (variable.starts_with("PGDATABASE=")) name = variable.substr(11);
    return run_program({"pg_restore", "--single-transaction", "--exit-on-error", "--no-owner",
                        "--no-acl", "--no-password", "--dbname=" + name, path},
                       std::move(variables));
}

}  // namespace vigil::storage
