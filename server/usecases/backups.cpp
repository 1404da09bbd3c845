#include "usecases/backups.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "usecases/check_administers.h"
#include "usecases/conditions.h"
#include "usecases/settings.h"

namespace vigil {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view making = ".making", beginning = "vigil-";

// "vigil-2026-03-02T090000Z.db"; a second one of the same moment has a number.
std::string name_at(Moment at, const BackupPlace& place) {
    std::string moment = to_string(at).substr(0, 19);
    std::erase(moment, ':');
    const std::string stem = std::string(beginning) + moment + "Z";
    std::error_code error;
    for (int i = 1;; ++i) {
        const std::string name = stem + (i > 1 ? "-" + std::to_string(i) : "") + place.ending;
        if (!fs::exists(fs::path(place.folder) / name, error)) return name;
    }
}

Moment written_at(const fs::path& path) {
    std::error_code error;
    const auto time = fs::last_write_time(path, error);
    if (error) return {};
    const auto system = std::chrono::file_clock::to_sys(time);
    return Moment{
        std::chrono::duration_cast<std::chrono::microseconds>(system.time_since_epoch()).count()};
}

// "vigil-2026-03-02T090000Z…" back into its moment; when it was written for any other name.
Moment moment_of_name(const std::string& name, const fs::path& path) {
    if (name.size() < 24) return written_at(path);
    std::string text = name.substr(beginning.size(), 17);
    text.insert(15, ":");
    text.insert(13, ":");
    return parse_moment(text + "Z").value_or(written_at(path));
}

Result<bool> is_running(Engine& engine) {
    const auto company = engine.company.current();
    const EntityDef& jobs = company->catalogue->need("job");
    Query query;
    query.entity = &jobs;
    query.where = both(field_equals(jobs, "kind", std::string("backup")),
                       any_of({field_equals(jobs, "state", std::string("queued")),
                               field_equals(jobs, "state", std::string("running"))}));
    query.limit = 1;
    VIGIL_TRY(const auto rows, engine.store.read()->find(query, Permit::house()));
    return !rows.empty();
}

Status make(JobTask& task, const BackupPlace& place, const fs::path& path) {
    const std::string partial = path.string() + std::string(making);
    std::error_code error;
    fs::create_directories(place.folder, error);
    if (error) return fail(FaultKind::unavailable, "backup_failed", error.message());
    fs::permissions(place.folder, fs::perms::owner_all, error);  // all of the company lies in it
    auto done = task.engine.store.backup(partial);
    if (done) done = place.check(partial);
    if (done) {
        fs::rename(partial, path, error);
        if (!error) return {};
        done = fail(FaultKind::unavailable, "backup_failed", error.message());
    }
    for (const char* rest : {"", ".partial"}) fs::remove(partial + rest, error);
    return fail(FaultKind::unavailable, "backup_failed",
                done.error().code + " " + done.error().log);
}

}  // namespace

Result<std::vector<BackupFile>> list_backups(const Engine& engine, const Actor& actor,
                                             const BackupPlace& place) {
    VIGIL_DO(check_administers(engine, actor));
    std::vector<BackupFile> files;
    std::error_code error;
    for (fs::directory_iterator it(place.folder, error), end; !error && it != end;
         it.increment(error)) {
        const std::string name = it->path().filename().string();
        if (!name.starts_with(beginning) || !it->is_regular_file(error)) continue;
        const auto bytes = std::int64_t(it->file_size(error));
        files.push_back(
            {name, moment_of_name(name, it->path()), bytes, name.ends_with(place.ending)});
    }
    std::ranges::sort(files, std::greater(), &BackupFile::name);
    return files;
}

Result<Id> enqueue_backup(Engine& engine, const Actor& actor, const BackupPlace& place) {
    VIGIL_DO(check_administers(engine, actor));
    if (place.folder.empty()) return fail(FaultKind::refused, "no_backup_place");
    VIGIL_TRY(const bool running, is_running(engine));
    if (running) return fail(FaultKind::conflict, "backup_running");
    return enqueue_job(engine, actor, {"backup", "{}", 0, {}});
}

Result<std::string> run_backup_job(JobTask& task, const BackupPlace& place) {
    VIGIL_DO(check_administers(task.engine, task.actor));
    if (place.folder.empty()) return fail(FaultKind::refused, "no_backup_place");
    const std::string name = name_at(task.engine.clock.now(), place);
    const fs::path path = fs::path(place.folder) / name;
    VIGIL_DO(make(task, place, path));
    std::error_code error;
    const auto bytes = std::int64_t(fs::file_size(path, error));
    return nlohmann::json{{"name", name}, {"bytes", bytes}}.dump();
}

Result<std::string> take_backup_out(Engine& engine, const Actor& actor, const BackupPlace& place,
                                    std::string_view name) {
    VIGIL_TRY(const auto files, list_backups(engine, actor, place));
    // Only what the list has: no name leads anywhere else.
    const auto file = std::ranges::find(files, name, &BackupFile::name);
    if (file == files.end() || !file->is_whole) return fail(FaultKind::not_found, "not_found");
    VIGIL_DO(work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        const nlohmann::json told{{"name", file->name}, {"at", to_string(unit.now())}};
        return stage_setting(unit, "backup_taken_out", told.dump(), backup_download_act);
    }));
    return (fs::path(place.folder) / file->name).string();
}

}  // namespace vigil
