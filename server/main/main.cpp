#include <iostream>

#include "base/text.h"
#include "base/words.h"
#include "in/http/api/model_json.h"
#include "in/http/api/openapi.h"
#include "main/backtest_command.h"
#include "main/check_company.h"
#include "main/export_command.h"
#include "main/import_command.h"
#include "main/serve.h"
#include "storage/open.h"
#include "usecases/init_company.h"
#include "usecases/jobs.h"
#include "usecases/running_versions.h"
#include "usecases/sign_in.h"

namespace vigil {

namespace {

constexpr const char* usage_text =
    R"(vigil serve     [--data DIR | --database postgres://…] [--listen 127.0.0.1:8080] [--config vigil.toml] [--demo] [--test-clock]
                [--public-url URL] [--smtp smtp://USER:PASSWORD@HOST:PORT] [--mail-from ADDRESS]
vigil init      --data DIR --admin EMAIL --password-stdin [--company NAME --time-zone ZONE --currency EUR --region DE] [--test]
vigil token     --data DIR --user EMAIL [--name N] [--expires 90d]
vigil check     --data DIR
vigil backup    --data DIR FILE
vigil restore   --data DIR FILE
vigil user add  --data DIR --email EMAIL --name NAME [--role rep] [--team NAME] [--password-stdin]
vigil import    --data DIR ENTITY FILE.csv[.gz] [--map MAP.json] [--match FIELD,…] [--historic]
                [--dry-run] [--json] [--refused FILE]
vigil export    --data DIR ENTITY [FILE] [--filter CONDITION] [--fields FIELD,…] [--sort FIELD] [--format csv|xlsx]
                [--header labels|keys] [--links names|ids] [--user EMAIL]
vigil backtest  GUIDELINE|FILE.json --data DIR [--from 2026-01-01] [--to 2026-03-31] [--json]
vigil model print --data DIR
vigil openapi   --data DIR
vigil version
)";

// What went wrong, in words a person can use; exit status 1, or 2 for wrong usage.
int tell(const Words& words, const Fault& fault) {
    std::cerr << "vigil: " << words.text("en", fault.code, fault.args);
    if (!fault.log.empty()) std::cerr << " (" << fault.log << ")";
    std::cerr << "\n";
    for (const auto& field : fault.fields)
        std::cerr << "  " << field.field << ": " << words.text("en", field.code, field.args)
                  << "\n";
    if (fault.code != "usage") return 1;
    std::cerr << usage_text;
    return 2;
}

Result<HouseOptions> house_named(const Options& options) {
    HouseOptions house;
    house.makes_folder = false;
    house.at_kept_clock = true;
    house.data = options.get("data", "store.data");
    house.database = options.get("database", "store.database");
    if (house.data.empty() && house.database.empty())
        return fail(FaultKind::malformed, "usage", "--data or --database is missing",
                    {{"what", "--data"}});
    return house;
}

Result<std::unique_ptr<House>> open_house(const Options& options, bool makes_folder = false) {
    VIGIL_TRY(auto house, house_named(options));
    house.makes_folder = makes_folder;
    VIGIL_TRY(auto opened, House::open(house));
    if (!makes_folder && opened->company()->people.empty())
        return fail(FaultKind::refused, "no_company", house.data);
    return opened;
}

Result<std::string> password_from_stdin(const Options& options) {
    if (!options.has("password-stdin"))
        return fail(FaultKind::malformed, "usage", "--password-stdin is missing",
                    {{"what", "--password-stdin"}});
    std::string line;
    std::getline(std::cin, line);
    return std::string(trim(line));
}

// As it was asked for, but a password in an address stays off the screen.
std::string serve_line(const Options& options) {
    if (!options.get("config").empty()) return "vigil serve --config " + options.get("config");
    std::string database = options.get("database", "store.database");
    if (database.empty()) return "vigil serve --data " + options.get("data", "store.data");
    const auto user = database.find("://"), at = database.find('@');
    const auto colon = user == database.npos ? user : database.find(':', user + 3);
    if (at != database.npos && colon < at) database.replace(colon + 1, at - colon - 1, "PASSWORD");
    return "vigil serve --database '" + database + "'";
}

// Its faults name the options of the command line.
Status check_asked(const NewCompany& company) {
    auto fine = check_new_company(company);
    if (fine) return fine;
    for (auto& [field, code, args] : fine.error().fields) {
        if (field == "email") field = "admin";
        if (field == "country") field = "region";
    }
    return fine;
}

Result<int> init(const Options& options) {
    if (options.get("admin").empty())
        return fail(FaultKind::malformed, "usage", "--admin is missing", {{"what", "--admin"}});
    if (!options.has("password-stdin"))
        return fail(FaultKind::malformed, "usage", "--password-stdin is missing",
                    {{"what", "--password-stdin"}});
    NewCompany company;
    company.admin_email = options.get("admin");
    VIGIL_TRY(company.admin_password, password_from_stdin(options));
    company.company = options.get("company", {}, company.company);
    company.time_zone = options.get("time-zone", {}, company.time_zone);
    company.currency = options.get("currency", {}, company.currency);
    company.phone_region = options.get("region");
    company.test = options.has("test");
    VIGIL_DO(check_asked(company));  // before there is anything that would be left behind
    VIGIL_TRY(const auto house, open_house(options, true));
    VIGIL_DO(init_company(house->engine(), company));
    std::cout << "The company is ready. Serve it with: " << serve_line(options) << "\n";
    return 0;
}

Result<int> token(const Options& options) {
    if (options.get("user").empty())
        return fail(FaultKind::malformed, "usage", "--user is missing", {{"what", "--user"}});
    int days = 0;
    if (const auto text = options.get("expires"); !text.empty()) {
        if (!text.ends_with("d") || (days = std::atoi(text.c_str())) < 1)
            return fail(FaultKind::malformed, "usage", "--expires wants a number of days like 90d",
                        {{"what", "--expires"}});
    }
    VIGIL_TRY(const auto house, open_house(options));
    VIGIL_TRY(const auto made,
              create_token(house->engine(), options.get("user"), options.get("name"), days));
    std::cout << made << "\n";
    return 0;
}

Result<int> check(const Options& options) {
    VIGIL_TRY(const auto house, house_named(options));
    VIGIL_TRY(const auto found, check_company(house));
    for (const auto& line : found.to_come) std::cout << line << "\n";
    for (const auto& line : found.wrong) std::cout << line << "\n";
    std::cout << (found.wrong.empty() ? "sound\n" : "");
    return found.wrong.empty() ? 0 : 1;
}

Result<int> backup(const Options& options) {
    if (options.words().size() != 2)
        return fail(FaultKind::malformed, "usage", "backup wants a file", {{"what", "FILE"}});
    VIGIL_TRY(const auto house, open_house(options));
    VIGIL_DO(house->store().backup(options.words()[1]));
    return 0;
}

// What `backup` made, to where there is nothing yet.
Result<int> restore(const Options& options) {
    const auto data = options.get("data", "store.data"),
               database = options.get("database", "store.database");
    if (options.words().size() != 2 || data.empty() == database.empty())
        return fail(FaultKind::malformed, "usage", {},
                    {{"what", "restore wants a file, and --data or --database"}});
    const std::string& file = options.words()[1];
    if (database.empty())
        VIGIL_DO(storage::restore_sqlite(file, data + "/vigil.db"));
    else
        VIGIL_DO(storage::restore_postgres(file, database));
    VIGIL_TRY(const auto house, open_house(options));
    std::cout << "restored: " << house->company()->settings.company << "\n";
    return 0;
}

Result<int> exported(const Options& options) {
    VIGIL_TRY(const auto house, open_house(options));
    return export_command(house->engine(), options);
}

// Everything behind `import` but where the company lies.
std::vector<std::string> import_arguments(const std::vector<std::string>& arguments) {
    std::vector<std::string> rest;
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        const auto& word = arguments[i];
        const bool place = word == "--data" || word == "--database" || word == "--config";
        if (place) ++i;
        if (!place && !word.starts_with("--data=") && !word.starts_with("--database=") &&
            !word.starts_with("--config="))
            rest.push_back(word);
    }
    return rest;
}

Result<int> import(const Options& options, const Words& words,
                   const std::vector<std::string>& arguments) {
    VIGIL_TRY(const auto house, open_house(options));
    VIGIL_DO(fail_interrupted_jobs(house->engine()));  // one killed before us, with our number
    return import_command(house->engine(), Actor::house("import"), words,
                          import_arguments(arguments));
}

Result<int> openapi(const Options& options) {
    VIGIL_TRY(const auto house, open_house(options));
    std::cout << http::openapi_json(
                     *house->company(),
                     options.get("public-url", "server.public_url", "http://127.0.0.1:8080"))
              << "\n";
    return 0;
}

// The whole model, own fields and objects included, as the house sees it.
Result<int> model_print(const Options& options) {
    VIGIL_TRY(const auto house, open_house(options));
    std::cout << http::model_json(*house->company(), Permit::house(), "en") << "\n";
    return 0;
}

Result<int> user_add(const Options& options) {
    VIGIL_TRY(const auto house, open_house(options));
    NewPerson person;
    person.email = options.get("email");
    person.name = options.get("name");
    person.role = options.get("role", {}, "rep");
    person.team = options.get("team");
    if (options.has("password-stdin")) {
        VIGIL_TRY(person.password, password_from_stdin(options));
    }
    VIGIL_DO(add_person(house->engine(), person));
    std::cout << "added " << person.email << "\n";
    return 0;
}

Result<int> backtest(const Options& options, const Words& words) {
    VIGIL_TRY(const auto house, open_house(options));
    return backtest_command(house->engine(), options, words);
}

Result<int> run(const Options& options, const std::string& command) {
    const bool adds_user =
        command == "user" && options.words().size() > 1 && options.words()[1] == "add";
    if (adds_user) return user_add(options);
    const bool prints_model =
        command == "model" && options.words().size() == 2 && options.words()[1] == "print";
    if (prints_model) return model_print(options);
    if (command == "openapi") return openapi(options);
    if (command == "init") return init(options);
    if (command == "token") return token(options);
    if (command == "check") return check(options);
    if (command == "backup") return backup(options);
    if (command == "restore") return restore(options);
    if (command == "export") return exported(options);
    return fail(FaultKind::malformed, "usage",
                command.empty() ? "a command is missing" : "unknown command " + command,
                {{"what", command}});
}

}  // namespace

int main_of(const std::vector<std::string>& arguments) {
    const auto words = Words::from_embedded();
    if (!words) return 1;
    auto options = Options::parse(
        arguments,
        {"demo", "test-clock", "test", "password-stdin", "dry-run", "json", "historic", "help"},
        {"data",      "database", "config",  "listen",    "public-url", "smtp",
         "mail-from", "admin",    "company", "time-zone", "currency",   "region",
         "user",      "name",     "expires", "email",     "role",       "team",
         "map",       "match",    "filter",  "fields",    "sort",       "format",
         "header",    "links",    "from",    "to",        "refused"});
    if (!options) return tell(*words, options.error());
    const std::string command = options->words().empty() ? "" : options->words().front();
    if (command == "version") {
        std::cout << "vigil " VIGIL_VERSION "\n";
        return 0;
    }
    if (options->has("help")) {
        std::cout << usage_text;
        return 0;
    }
    if (auto read = options->add_configuration(options->get("config")); !read)
        return tell(*words, read.error());
    const auto done = command == "serve"      ? serve(*options)
                      : command == "import"   ? import(*options, *words, arguments)
                      : command == "backtest" ? backtest(*options, *words)
                                              : run(*options, command);
    return done ? *done : tell(*words, done.error());
}

}  // namespace vigil

int main(int argc, char** argv) { return vigil::main_of({argv + 1, argv + argc}); }
