#include "tests/scenario/stock.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>

#include "storage/postgres/connection.h"
#include "tests/scenario/text.h"
#include "usecases/init_company.h"

namespace vigil::tests {

namespace {

namespace fs = std::filesystem;

std::string fresh_name() {
    static std::atomic<int> number = 0;
    return "vigil_scenario_" + std::to_string(getpid()) + "_" + std::to_string(++number);
}

// Closed again when it answers, so that it can be copied.
Status make_company(const HouseOptions& options) {
    VIGIL_TRY(auto house, House::open(options));
    NewCompany company;
    company.admin_email = "admin@example.com";
    company.admin_password = "correct horse battery";
    company.admin_name = "Admin";
    company.company = "The company";
    company.test = true;
    return init_company(house->engine(), company);
}

// --- SQLite: a file that is copied

class SqlitePlace final : public Place {
  public:
    explicit SqlitePlace(fs::path folder) : folder_(std::move(folder)) {}
    ~SqlitePlace() override {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    HouseOptions options() const override {
        HouseOptions options;
        options.data = folder_;
        options.test_now = beginning();
        return options;
    }

  private:
    fs::path folder_;
};

// Memory where there is one to hand: a scenario is about what happens, not about a power cut.
fs::path temporary_folder() {
    const fs::path memory = "/dev/shm";
    std::error_code ignored;
    const bool there = fs::is_directory(memory, ignored) && access(memory.c_str(), W_OK) == 0;
    return (there ? memory : fs::temp_directory_path()) / fresh_name();
}

class SqliteStock final : public Stock {
  public:
    Status make() { return make_company(first_.options()); }
    Result<std::unique_ptr<Place>> take() override {
        const auto folder = temporary_folder();
        auto place = std::make_unique<SqlitePlace>(folder);
        std::error_code error;
        fs::copy(first_.options().data, folder, fs::copy_options::recursive, error);
        if (error) return wrong("copying the company: " + error.message());
        return place;
    }

  private:
    SqlitePlace first_{temporary_folder()};
};

// --- PostgreSQL: a template database

class Server {
  public:
    explicit Server(std::string url) : url_(std::move(url)) {}
    Status run(const std::string& sql) const {
        VIGIL_TRY(auto connection, storage::PgConnection::open({.url = url_}));
        if (auto failure = connection->run_plain(sql)) return wrong(sql + ": " + failure->message);
        return {};
    }
    std::string url_of(const std::string& database) const {
        const auto query = std::min(url_.find('?'), url_.size());
        const auto path = url_.find('/', url_.find("://") + 3);
        return url_.substr(0, std::min(path, query)) + "/" + database + url_.substr(query);
    }

  private:
    std::string url_;
};

class PostgresPlace final : public Place {
  public:
    PostgresPlace(const Server& server, std::string name)
        : server_(server), name_(std::move(name)) {}
    ~PostgresPlace() override {
        if (const auto dropped = server_.run("drop database if exists " + name_ + " with (force)");
            !dropped)
            std::fprintf(stderr, "%s\n", dropped.error().log.c_str());
    }
    const std::string& name() const { return name_; }
    HouseOptions options() const override {
        HouseOptions options;
        options.database = server_.url_of(name_);
        options.test_now = beginning();
        options.pool_size = 2;
        return options;
    }

  private:
    const Server& server_;
    std::string name_;
};

class PostgresStock final : public Stock {
  public:
    explicit PostgresStock(const std::string& url) : server_(url) {}
    Status make() {
        VIGIL_DO(server_.run("create database " + first_.name()));
        return make_company(first_.options());
    }
    Result<std::unique_ptr<Place>> take() override {
        auto place = std::make_unique<PostgresPlace>(server_, fresh_name());
        VIGIL_DO(server_.run("create database " + place->name() + " template " + first_.name()));
        return place;
    }

  private:
    Server server_;
    PostgresPlace first_{server_, fresh_name()};
};

}  // namespace

Moment beginning() { return *parse_moment("2026-01-01T00:00:00Z"); }

Result<std::unique_ptr<Stock>> stock_sqlite() {
    auto stock = std::make_unique<SqliteStock>();
    VIGIL_DO(stock->make());
    return stock;
}

Result<std::unique_ptr<Stock>> stock_postgres(const std::string& url) {
    auto stock = std::make_unique<PostgresStock>(url);
    VIGIL_DO(stock->make());
    return stock;
}

}  // namespace vigil::tests
