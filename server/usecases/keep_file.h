// Files people bring and files made for them, kept in the company's own database: every node reads them, a
// backup holds them. They stand in pieces, so that none is ever in memory whole, and are thrown away when
// nobody has used them for some days.
#pragma once

#include <string>
#include <string_view>

#include "usecases/engine.h"

namespace vigil {

inline constexpr std::int64_t file_bytes_max = std::int64_t{25} << 20;
inline constexpr std::int64_t person_bytes_max = std::int64_t{250} << 20;  // of all a person keeps
inline constexpr Span file_kept = days(3);  // from its coming, or its last use

struct KeptFile {
    Id id;
    Id user;  // whose it is; none = the house's
    std::string name;
    std::int64_t size = 0;
    Moment at, keep_until;
};

// Writes one file piece by piece; nobody sees it before finish(). For one thread. What is not finished is
// thrown away with the rest.
class FileWriter {
  public:
    // `name`: as typed; folders and control characters are taken off it.
    static Result<FileWriter> begin(Engine& engine, const Actor& actor, std::string_view name,
                                    Span kept = file_kept);

    // Fault too_large file_too_large.
    Status write(std::string_view bytes);
    // Makes sure that what was written so far outlives a crash.
    Status flush();
    Result<KeptFile> finish();
    Id id() const { return file_.id; }

  private:
    FileWriter(Engine& engine, KeptFile file) : engine_(&engine), file_(std::move(file)) {}
    Status write_piece(std::string_view bytes);

    Engine* engine_;
    KeptFile file_;
    std::string waiting_;
    std::int64_t pieces_ = 0;
};

// Has he room for another? Fault refused file_quota.
Status check_file_quota(Engine& engine, const Actor& actor);

// Fault not_found: absent, or neither his own nor he an administrator.
Result<KeptFile> find_file(Engine& engine, const Actor& actor, Id file);

// Reads one of which find_file() was asked. For one thread at a time.
class FileReader {
  public:
    FileReader(Engine& engine, Id file) : engine_(&engine), file_(file) {}
    // The next piece; "" at the end.
    Result<std::string> next();

  private:
    Engine* engine_;
    Id file_;
    std::int64_t next_ = 0;
};

// Keeps it for `kept` from now on, if that is longer than it would have been.
Status keep_file(Engine& engine, Id file, Span kept = file_kept);

// Throws away what is past its time; answers how many files.
Result<int> purge_files(Engine& engine);

}  // namespace vigil
