// Copies of the whole database into a folder of the house, made while it serves and checked before they count.
#pragma once

#include <functional>

#include "usecases/jobs.h"

namespace vigil {

// Where they lie and how one is checked; main says.
struct BackupPlace {
    std::string folder;                               // empty = there is none
    std::string ending;                               // ".db", ".dump"
    std::function<Status(const std::string&)> check;  // of a file just written
};

struct BackupFile {
    std::string name;
    Moment at;
    std::int64_t bytes = 0;
    bool is_whole =
        false;  // written to its end and checked; else it is being made, or was broken off
};

// For administrators; newest first. None where there is no place. Fault forbidden office_not_yours.
Result<std::vector<BackupFile>> list_backups(const Engine& engine, const Actor& actor,
                                             const BackupPlace& place);

// A job of kind backup, which makes a file named by the time. Faults: forbidden office_not_yours; refused
// no_backup_place; conflict backup_running.
Result<Id> enqueue_backup(Engine& engine, const Actor& actor, const BackupPlace& place);
// {"name", "bytes"}. Fault unavailable backup_failed; nothing is left behind then.
Result<std::string> run_backup_job(JobTask& task, const BackupPlace& place);

inline constexpr std::string_view backup_download_act = "download_backup";
// The path of a whole one, for taking it out of the house; the journal says who did. Faults: forbidden
// office_not_yours; not_found.
Result<std::string> take_backup_out(Engine& engine, const Actor& actor, const BackupPlace& place,
                                    std::string_view name);

}  // namespace vigil
