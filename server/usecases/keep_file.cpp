#include "usecases/keep_file.h"

#include <algorithm>

#include "base/base64.h"
#include "base/text.h"
#include "usecases/conditions.h"
#include "usecases/unit_of_work.h"

namespace vigil {

namespace {

constexpr std::size_t piece_bytes = 192 * 1024, name_max = 200;
constexpr int purged_at_once = 100;

// The last part of a path, without what might break a header or a terminal.
std::string plain_name(std::string_view name) {
    if (const auto slash = name.find_last_of("/\\"); slash != std::string_view::npos)
        name.remove_prefix(slash + 1);
    std::string plain;
    for (const char c : name)
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) plain.push_back(c);
    plain = std::string(clip(trim(plain), name_max));
    const bool only_dots = plain.find_first_not_of('.') == std::string::npos;
    return only_dots || !valid_utf8(plain) ? "file" : plain;
}

KeptFile file_of(const Record& row) {
    return {row.id(),
            Id{integer_of(row["user"])},
            std::string(row.text("name")),
            integer_of(row["size"]),
            moment_of(row["at"]),
            moment_of(row["keep_until"])};
}

Result<Record> need_file(UnitOfWork& work, Id id) {
    VIGIL_TRY(auto row, work.view().get(work.entity("file"), id, Permit::house()));
    if (!row) return fail(FaultKind::not_found, "not_found");
    return *std::move(row);
}

}  // namespace

Result<FileWriter> FileWriter::begin(Engine& engine, const Actor& actor, std::string_view name,
                                     Span kept) {
    KeptFile file;
    VIGIL_DO(work_in_house(engine, "file", [&](UnitOfWork& unit) -> Status {
        Record row = unit.blank(unit.entity("file"));
        if (actor.user) row.set("user", actor.user.value);
        row.set("name", plain_name(name));
        row.set("state", std::string("arriving"));
        row.set("at", unit.now());
        row.set("keep_until", unit.now() + kept);
        unit.insert(row);
        file = file_of(row);
        return {};
    }));
    return FileWriter(engine, std::move(file));
}

Status FileWriter::write(std::string_view bytes) {
    file_.size += std::int64_t(bytes.size());
    if (file_.size > file_bytes_max)
        return fail(FaultKind::too_large, "file_too_large", {},
                    {{"limit", std::to_string(file_bytes_max >> 20)}});
    waiting_ += bytes;
    while (waiting_.size() >= piece_bytes) {
        VIGIL_DO(write_piece(std::string_view(waiting_).substr(0, piece_bytes)));
        waiting_.erase(0, piece_bytes);
    }
    return {};
}

Status FileWriter::flush() {
    if (waiting_.empty()) return {};
    VIGIL_DO(write_piece(waiting_));
    waiting_.clear();
    return {};
}

Status FileWriter::write_piece(std::string_view bytes) {
    VIGIL_DO(work_in_house(*engine_, "file", [&](UnitOfWork& unit) -> Status {
        Record row = unit.blank(unit.entity("file_piece"));
        row.set("file", file_.id.value);
        row.set("number", pieces_);
        row.set("bytes", to_base64(bytes));
        unit.insert(row);
        return {};
    }));
    ++pieces_;
    return {};
}

Result<KeptFile> FileWriter::finish() {
    VIGIL_DO(flush());
    VIGIL_DO(work_in_house(*engine_, "file", [&](UnitOfWork& unit) -> Status {
        VIGIL_TRY(const Record row, need_file(unit, file_.id));
        Record after = row;
        after.set("size", file_.size);
        after.set("state", std::string("ready"));
        unit.update(row, after);
        return {};
    }));
    return file_;
}

Status check_file_quota(Engine& engine, const Actor& actor) {
    const auto company = engine.company.current();
    const EntityDef& entity = company->catalogue->need("file");
    Query query;
    query.entity = &entity;
    query.where = field_equals(entity, "user", actor.user.value);
    query.limit = 10'000;
    VIGIL_TRY(const auto rows, engine.store.read()->find(query, Permit::house()));
    std::int64_t bytes = 0;
    for (const auto& row : rows)
        // One that is arriving may still become as large as any.
        bytes += row.text("state") == "ready" ? integer_of(row["size"]) : file_bytes_max;
    if (bytes < person_bytes_max && int(rows.size()) < query.limit) return {};
    return fail(FaultKind::refused, "file_quota", {},
                {{"limit", std::to_string(person_bytes_max >> 20)}});
}

Result<KeptFile> find_file(Engine& engine, const Actor& actor, Id id) {
    const auto company = engine.company.current();
    VIGIL_TRY(const auto row,
              engine.store.read()->get(company->catalogue->need("file"), id, Permit::house()));
    const auto missing = [] { return fail(FaultKind::not_found, "not_found"); };
    if (!row || row->text("state") != "ready") return missing();
    KeptFile file = file_of(*row);
    if (file.keep_until <= engine.clock.now()) return missing();
    const bool own = actor.user && actor.user == file.user;
    if (!own && !actor.permit.sees_all(*row->entity)) return missing();
    return file;
}

Result<std::string> FileReader::next() {
    const auto company = engine_->company.current();
    const EntityDef& entity = company->catalogue->need("file_piece");
    Query query;
    query.entity = &entity;
    query.where =
        both(field_equals(entity, "file", file_.value), field_equals(entity, "number", next_));
    query.limit = 1;
    VIGIL_TRY(const auto rows, engine_->store.read()->find(query, Permit::house()));
    if (rows.empty()) return std::string();
    auto bytes = from_base64(rows.front().text("bytes"));
    if (!bytes) return fail(FaultKind::internal, "store_failed", "a piece of a file is broken");
    ++next_;
    return *std::move(bytes);
}

Status keep_file(Engine& engine, Id id, Span kept) {
    return work_in_house(engine, "file", [&](UnitOfWork& unit) -> Status {
        VIGIL_TRY(const Record row, need_file(unit, id));
        if (moment_of(row["keep_until"]) >= unit.now() + kept) return {};
        Record after = row;
        after.set("keep_until", unit.now() + kept);
        unit.update(row, after);
        return {};
    });
}

namespace {

// Some pieces of it, or at last itself.
Result<bool> purge_some(Engine& engine, const Record& file) {
    bool gone = false;
    VIGIL_DO(work_in_house(engine, "file", [&](UnitOfWork& unit) -> Status {
        const EntityDef& pieces = unit.entity("file_piece");
        Query query;
        query.entity = &pieces;
        query.where = field_equals(pieces, "file", file.id().value);
        query.limit = purged_at_once;
        VIGIL_TRY(const auto rows, unit.view().find(query, Permit::house()));
        for (const auto& row : rows) unit.erase(row);
        gone = int(rows.size()) < purged_at_once;
        if (gone) unit.erase(file);
        return {};
    }));
    return gone;
}

}  // namespace

Result<int> purge_files(Engine& engine) {
    const auto company = engine.company.current();
    const EntityDef& entity = company->catalogue->need("file");
    Query query;
    query.entity = &entity;
    query.where = compare(entity, "keep_until", Condition::Op::le, engine.clock.now());
    query.limit = purged_at_once;
    VIGIL_TRY(const auto files, engine.store.read()->find(query, Permit::house()));
    for (const auto& file : files)
        for (bool gone = false; !gone;) {
            VIGIL_TRY(gone, purge_some(engine, file));
        }
    return int(files.size());
}

}  // namespace vigil
