#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <fstream>

#include "base/text.h"
#include "in/export/export_file.h"
#include "in/http/api/api.h"
#include "in/http/api/attachment.h"
#include "in/http/api/caller.h"

namespace vigil::http {

namespace {

constexpr int at_once_max = 2;  // an export keeps a worker while it reads
std::atomic<int> at_once = 0;

// A place among those that may export at the same time.
class Place {
  public:
    Place() : taken_(++at_once <= at_once_max) {}
    ~Place() { --at_once; }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    bool taken() const { return taken_; }

  private:
    bool taken_;
};

// A query parameter that is one of two words.
Result<bool> is_second(const Request& request, std::string_view name, std::string_view first,
                       std::string_view second) {
    const auto value = request.query_value(name).value_or(first);
    if (value != first && value != second)
        return fail(FaultKind::malformed, "parameter_malformed", {},
                    {{"name", std::string(name)},
                     {"choices", std::string(first) + ", " + std::string(second)}});
    return value == second;
}

std::vector<std::string> list_of(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto comma = text.find(',');
        words.emplace_back(text.substr(0, comma));
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    }
    return words;
}

Result<exporting::ExportOrder> order_of(const Request& request, const EntityDef& entity) {
    VIGIL_DO(check_query(request, {"filter", "sort", "fields", "format", "header", "links"}));
    const auto value = [&](std::string_view name) {
        return std::string(request.query_value(name).value_or(""));
    };
    exporting::ExportOrder order;
    order.request = {entity.key, value("filter"), value("sort"), list_of(value("fields"))};
    VIGIL_TRY(const bool workbook, is_second(request, "format", "csv", "xlsx"));
    if (workbook) order.format = exporting::Format::xlsx;
    VIGIL_TRY(order.by_key, is_second(request, "header", "labels", "keys"));
    VIGIL_TRY(order.link_ids, is_second(request, "links", "names", "ids"));
    return order;
}

Result<TempFile> temporary_file() {
    std::string path = "/tmp/vigil-export-XXXXXX";
    const int file = ::mkstemp(path.data());  // mode 0600
    if (file < 0) return fail(FaultKind::unavailable, "export_failed", "no temporary file");
    ::close(file);
    return TempFile(path);
}

// The file in pieces; it vanishes with the answer.
struct Spool {
    explicit Spool(TempFile made) : file(std::move(made)), in(file.path(), std::ios::binary) {}
    TempFile file;
    std::ifstream in;
};

Pull pull_of(TempFile file) {
    return [spool = std::make_shared<Spool>(std::move(file))](std::string& out) {
        std::array<char, 64 * 1024> buffer;
        spool->in.read(buffer.data(), buffer.size());
        out.append(buffer.data(), std::size_t(spool->in.gcount()));
        if (spool->in.bad()) throw std::runtime_error("the export cannot be read");
        return !spool->in.eof();
    };
}

// The whole list is written to a file first, in one reading of the store; so a slow client holds neither
// the reading nor a worker, and what fails is told as a problem.
Result<Response> exported(Api& api, Request& request, const Actor& actor) {
    const auto company = api.engine.company.current();
    VIGIL_TRY(const EntityDef* entity, entity_of(api, *company, actor, request));
    VIGIL_TRY(const auto order, order_of(request, *entity));
    const Place place;
    if (!place.taken()) {
        Fault busy{FaultKind::overloaded, "export_busy"};
        busy.retry_after_s = 5;
        return std::unexpected(std::move(busy));
    }
    VIGIL_TRY(auto file, temporary_file());
    VIGIL_DO(exporting::export_file(api.engine, actor, order, file.path().string()));
    const bool workbook = order.format == exporting::Format::xlsx;
    auto response = Response::chunks(
        pull_of(std::move(file)),
        workbook ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                 : "text/csv; charset=utf-8");
    const Day today = company->local_day(api.engine.clock.now());
    make_attachment(response,
                    entity->plural + "-" + to_string(today) + (workbook ? ".xlsx" : ".csv"));
    return response;
}

}  // namespace

void add_export_routes(Router& router, Api& api) {
    router.add(Method::get, "/api/v1/{entity}/export",
               signed_in(api, [&api](Request& q, const Actor& a) { return exported(api, q, a); }));
}

}  // namespace vigil::http
