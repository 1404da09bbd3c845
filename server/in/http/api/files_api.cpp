#include <array>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "in/http/api/api.h"
#include "in/http/api/attachment.h"
#include "in/http/api/caller.h"
#include "usecases/keep_file.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;

Result<std::string> name_of(const Request& request) {
    const auto attached = [&] {
        auto found = name_attached(request.header("Content-Disposition").value_or(""));
        return found.empty() ? std::string("file") : found;
    };
    const auto asked = request.query_value("name");
    std::string name = asked ? std::string(*asked) : attached();
    if (name.empty() || !valid_utf8(name) || code_points(name) > 200)
        return fail(FaultKind::malformed, "file_name_malformed");
    return name;
}

Result<KeptFile> take(Engine& engine, const Actor& actor, const Request& request,
                      const std::string& name) {
    VIGIL_TRY(auto writer, FileWriter::begin(engine, actor, name));
    std::ifstream in(request.upload->path(), std::ios::binary);
    std::array<char, 64 * 1024> buffer;
    while (in) {
        in.read(buffer.data(), buffer.size());
        VIGIL_DO(writer.write({buffer.data(), std::size_t(in.gcount())}));
    }
    if (in.bad()) return fail(FaultKind::unavailable, "store_failed", "the upload cannot be read");
    return writer.finish();
}

Result<Response> upload(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {"name"}));
    VIGIL_TRY(const auto name, name_of(request));
    const auto type = request.header("Content-Type").value_or("");
    // A form's envelope would be kept as if it were the file.
    if (type.starts_with("multipart/")) return fail(FaultKind::unsupported, "file_wanted_bare");
    if (!request.upload || request.upload_size == 0) return fail(FaultKind::refused, "file_empty");
    VIGIL_DO(check_file_quota(api.engine, actor));
    VIGIL_TRY(const auto file, take(api.engine, actor, request, name));
    auto response = Response::json(Json{{"id", to_string(file.id)},
                                        {"name", file.name},
                                        {"size", file.size},
                                        {"keep_until", to_string(file.keep_until)}}
                                       .dump(),
                                   201);
    response.set("Location", "/api/v1/files/" + to_string(file.id));
    return response;
}

Result<Response> download(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const Id id, id_of(request));
    VIGIL_TRY(const auto file, find_file(api.engine, actor, id));
    return answer_file(api.engine, file, "application/octet-stream");
}

}  // namespace

Response answer_file(Engine& engine, const KeptFile& file, std::string_view type) {
    auto pull = [reader = std::make_shared<FileReader>(engine, file.id)](std::string& out) {
        auto piece = reader->next();
        if (!piece) throw std::runtime_error(piece.error().log);  // cuts the answer off
        out += *piece;
        return !piece->empty();
    };
    auto response = Response::chunks(std::move(pull), type);
    make_attachment(response, file.name);
    return response;
}

void add_file_routes(Router& router, Api& api) {
    router.add(Method::post, "/api/v1/files",
               signed_in(api, [&api](Request& q, const Actor& a) { return upload(api, q, a); }),
               upload_route(signed_in_only(api)));
    router.add(Method::get, "/api/v1/files/{id}",
               signed_in(api, [&api](Request& q, const Actor& a) { return download(api, q, a); }));
}

}  // namespace vigil::http
