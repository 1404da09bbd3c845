#include "in/import/background.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <nlohmann/json.hpp>

#include "in/import/import_file.h"
#include "usecases/keep_file.h"

namespace vigil::import {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t preview_rows = 20'000;
constexpr std::uint64_t unpacked_max = 1ull << 30;  // of an upload that came packed
constexpr std::chrono::milliseconds between_tellings{500};

// A kept file, piece by piece.
class KeptSource final : public Source {
  public:
    KeptSource(Engine& engine, Id file) : reader_(engine, file) {}

    Result<std::size_t> read(char* to, std::size_t room) override {
        if (at_ == piece_.size()) {
            VIGIL_TRY(piece_, reader_.next());
            at_ = 0;
        }
        const std::size_t count = std::min(room, piece_.size() - at_);
        std::memcpy(to, piece_.data() + at_, count);
        at_ += count;
        return count;
    }

  private:
    FileReader reader_;
    std::string piece_;
    std::size_t at_ = 0;
};

struct Wish {
    KeptFile file;
    bool historic = false;
    ImportOrder order;
};

std::unexpected<Fault> wrong_type(const char* field, const char* expected) {
    return fail_field(field, "wrong_type", {{"expected", expected}});
}

Status check_types(const Json& ask) {
    for (const auto& [key, value] : ask.items()) {
        const bool text = key == "file" || key == "entity",
                   flag = key == "historic" || key == "dry_run";
        if (text && !value.is_string()) return wrong_type(key.c_str(), "text");
        if (flag && !value.is_boolean()) return wrong_type(key.c_str(), "boolean");
        if (key == "map" && !value.is_object()) return wrong_type("map", "object");
        if (key == "match" && !value.is_array()) return wrong_type("match", "list");
        if (!text && !flag && key != "map" && key != "match")
            return fail(FaultKind::malformed, "unknown_field", {}, {{"field", key.substr(0, 60)}});
    }
    for (const char* key : {"file", "entity"})
        if (!ask.contains(key)) return fail_field(key, "required");
    return {};
}

Result<ImportMap> map_of(const Json& ask) {
    VIGIL_TRY(auto map, parse_import_map(ask.contains("map") ? ask["map"].dump() : ""));
    if (!ask.contains("match")) return map;
    map.match.clear();
    for (const auto& field : ask["match"]) {
        if (!field.is_string()) return wrong_type("match", "text");
        map.match.push_back(field.get<std::string>());
    }
    return map;
}

Result<Wish> read_wish(Engine& engine, const Actor& actor, const std::string& text) {
    const Json ask = Json::parse(text, nullptr, false);
    if (!ask.is_object()) return fail(FaultKind::malformed, "object_wanted");
    VIGIL_DO(check_types(ask));
    const auto entity = ask["entity"].get<std::string>();
    VIGIL_DO(check_may_import(engine, actor, entity));
    const auto id = parse_id(ask["file"].get<std::string>());
    if (!id) return wrong_type("file", "id");
    Wish wish;
    VIGIL_TRY(wish.file, find_file(engine, actor, *id));
    VIGIL_TRY(wish.order.map, map_of(ask));
    // A moment without a zone is read by his clock, as an export writes it by his.
    if (wish.order.map.zone.empty()) wish.order.map.zone = actor.permit.who().time_zone;
    wish.order.entity = entity;
    wish.order.dry_run = ask.value("dry_run", false);
    wish.order.language = actor.language;
    wish.historic = ask.value("historic", false);
    wish.order.open = [&engine, file = wish.file.id]() -> Result<std::unique_ptr<Source>> {
        UnpackLimits limits;
        limits.bytes_max = unpacked_max;
        return unpacked(std::make_unique<KeptSource>(engine, file), limits);
    };
    return wish;
}

// The refused rows, into a file of the asker's that is made with the first of them.
class RefusedFile {
  public:
    RefusedFile(JobTask& task, std::string name) : task_(task), name_(std::move(name)) {}

    // The import goes on when the file has become as large as files may be: what no longer fits is left out.
    void add(std::string_view piece) {
        if (is_cut_ || !done_) return;
        done_ = write(piece);
        is_cut_ = !done_ && done_.error().code == "file_too_large";
        if (is_cut_) done_ = {};
    }
    Status finish() {
        VIGIL_DO(done_);
        if (writer_) VIGIL_DO(writer_->finish());
        return {};
    }
    bool is_cut() const { return is_cut_; }

  private:
    Status write(std::string_view piece) {
        if (!writer_) {
            VIGIL_TRY(auto made, FileWriter::begin(task_.engine, task_.actor, name_, undo_time));
            writer_ = std::move(made);
            VIGIL_DO(set_job_number(task_.engine, task_.id, "refused_file", writer_->id().value));
        }
        return writer_->write(piece);
    }

    JobTask& task_;
    std::string name_;
    std::optional<FileWriter> writer_;
    Status done_;
    bool is_cut_ = false;
};

std::string refused_name(std::string name) {
    for (const std::string_view known : {".gz", ".csv", ".tsv", ".txt"})
        if (name.ends_with(known)) name.resize(name.size() - known.size());
    return name + ".refused.csv";
}

// A dry run commits no chunk that could say how far it is.
std::function<void(std::int64_t, std::int64_t)> teller(JobTask& task) {
    return [&task, told = std::chrono::steady_clock::now()](std::int64_t done,
                                                            std::int64_t total) mutable {
        const auto now = std::chrono::steady_clock::now();
        if (total == 0 || now - told < between_tellings) return;
        told = now;
        (void)tell_job_progress(task.engine, task.id, done, 0);  // the next telling is as good
    };
}

Status tell_dry_totals(JobTask& task, const ImportTotals& totals) {
    return tell_job_progress(task.engine, task.id, totals.rows(), totals.refused);
}

}  // namespace

Result<std::string> preview_upload(Engine& engine, const Actor& actor, const Words& words,
                                   const std::string& ask) {
    VIGIL_TRY(Wish wish, read_wish(engine, actor, ask));
    wish.order.words = &words;
    wish.order.plan_rows_max = preview_rows;
    VIGIL_TRY(const auto plan, plan_import(engine, wish.order));
    return preview_json(plan);
}

Result<Id> enqueue_import(Engine& engine, const Actor& actor, const std::string& ask) {
    VIGIL_TRY(const Wish wish, read_wish(engine, actor, ask));
    VIGIL_DO(check_import(engine, wish.order));
    VIGIL_DO(keep_file(engine, wish.file.id, undo_time));
    return enqueue_job(engine, actor, {"import", ask, 0, {}});
}

Result<std::string> run_import_job(JobTask& task, const Words& words) {
    VIGIL_TRY(Wish wish, read_wish(task.engine, task.actor, task.input));
    RefusedFile refused(task, refused_name(wish.file.name));
    wish.order.job = task.id;
    wish.order.words = &words;
    wish.order.stopped = task.stopped;
    wish.order.refused = [&](std::string_view piece) { refused.add(piece); };
    if (wish.order.dry_run) wish.order.progress = teller(task);
    Actor actor = task.actor;
    actor.channel = "import";
    actor.historic = wish.historic;
    const auto done = import_file(task.engine, actor, wish.order);
    // What was refused so far can be read even when the rest failed.
    VIGIL_DO(refused.finish());
    if (!done) return pass_on(done.error());
    if (wish.order.dry_run) VIGIL_DO(tell_dry_totals(task, done->totals));
    auto json = Json::parse(to_json(*done));
    if (wish.order.dry_run) json["dry_run"] = true;
    if (refused.is_cut()) json["refused_cut"] = true;
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace vigil::import
