#include <iostream>

#include "base/text.h"
#include "base/words.h"
#include "main/serve.h"
#include "usecases/sign_in.h"

namespace vigil {

namespace {

constexpr const char* usage_text =
    R"(vigil serve     [--data DIR | --database postgres://…] [--listen 127.0.0.1:8080] [--config vigil.toml] [--demo] [--test-clock]
vigil init      --data DIR --admin EMAIL --password-stdin [--company NAME --time-zone ZONE --currency EUR --region DE] [--test]
vigil token     --data DIR --user EMAIL [--name N] [--expires 90d]
vigil check     --data DIR
vigil backup    --data DIR FILE
vigil user add  --data DIR --email EMAIL --name NAME [--role rep] [--password-stdin]
vigil version
)";

// What went wrong, in words a person can use; exit status 1, or 2 for wrong usage.
int tell(const Words& words, const Fault& fault) {
    std::cerr << "vigil: " << words.text("en", fault.code, fault.args);
    if (!fault.log.empty()) std::cerr << " (" << fault.log << ")";
    std::cerr << "\n";
    for (const auto& field : fault.fields)
        std::cerr << "  " << field.field << ": " << words.text("en", field.code, field.args) << "\n";
    if (fault.code != "usage") return 1;
    std::cerr << usage_text;
    return 2;
}

Result<std::unique_ptr<House>> open_house(const Options& options) {
    HouseOptions house;
    house.data = options.get("data", "store.data");
    house.database = options.get("database", "store.database");
    if (house.data.empty() && house.database.empty())
        return fail(FaultKind::malformed, "usage", "--data or --database is missing", {{"what", "--data"}});
    return House::open(house);
}

Result<std::string> password_from_stdin(const Options& options) {
    if (!options.has("password-stdin")) return fail(FaultKind::malformed, "usage", "--password-stdin is missing", {{"what", "--password-stdin"}});
    std::string line;
    std::getline(std::cin, line);
    return std::string(trim(line));
}

Result<int> init(const Options& options) {
    VIGIL_TRY(const auto house, open_house(options));
    NewCompany company;
    company.admin_email = options.get("admin");
    VIGIL_TRY(company.admin_password, password_from_stdin(options));
    company.company = options.get("company", {}, company.company);
    company.time_zone = options.get("time-zone", {}, company.time_zone);
    company.currency = options.get("currency", {}, company.currency);
    company.phone_region = options.get("region");
    company.test = options.has("test");
    VIGIL_DO(init_company(house->engine(), company));
    std::cout << "The company is ready. Serve it with: vigil serve --data " << options.get("data") << "\n";
    return 0;
}

Result<int> token(const Options& options) {
    VIGIL_TRY(const auto house, open_house(options));
    int days = 0;
    if (const auto text = options.get("expires"); !text.empty()) {
        if (!text.ends_with("d") || (days = std::atoi(text.c_str())) < 1)
            return fail(FaultKind::malformed, "usage", "--expires wants a number of days like 90d", {{"what", "--expires"}});
    }
    VIGIL_TRY(const auto made, create_token(house->engine(), options.get("user"), options.get("name"), days));
    std::cout << made << "\n";
    return 0;
}

Result<int> check(const Options& options) {
    VIGIL_TRY(const auto house, open_house(options));
    VIGIL_TRY(const auto troubles, house->store().check(*house->company()->catalogue));
    for (const auto& trouble : troubles) std::cout << trouble << "\n";
    std::cout << (troubles.empty() ? "sound\n" : "");
    return troubles.empty() ? 0 : 1;
}

Result<int> backup(const Options& options) {
    if (options.words().size() != 2) return fail(FaultKind::malformed, "usage", "backup wants a file", {{"what", "FILE"}});
    VIGIL_TRY(const auto house, open_house(options));
    VIGIL_DO(house->store().backup(options.words()[1]));
    return 0;
}

Result<int> run(const Options& options, const std::string& command) {
    if (command == "init") return init(options);
    if (command == "token") return token(options);
    if (command == "check") return check(options);
    if (command == "backup") return backup(options);
    return fail(FaultKind::malformed, "usage", command.empty() ? "a command is missing" : "unknown command " + command, {{"what", command}});
}

}  // namespace

int main_of(const std::vector<std::string>& arguments) {
    const auto words = Words::from_embedded();
    if (!words) return 1;
    auto options = Options::parse(arguments, {"demo", "test-clock", "test", "password-stdin", "dry-run", "json", "historic", "help"});
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
    if (auto read = options->add_configuration(options->get("config")); !read) return tell(*words, read.error());
    if (command == "serve") return serve(*options);
    const auto done = run(*options, command);
    return done ? *done : tell(*words, done.error());
}

}  // namespace vigil

int main(int argc, char** argv) { return vigil::main_of({argv + 1, argv + argc}); }
