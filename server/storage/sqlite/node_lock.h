// The number of this process at an SQLite database: the lowest byte of `<database>.nodes` that nobody else
// has locked. The kernel frees it when the process ends, however it ends.
#pragma once

#include <string>

#include "base/result.h"

namespace vigil::storage {

class SqliteNodeLock {
  public:
    // Fault `store_failed` when the file cannot be made or all numbers are taken.
    static Result<SqliteNodeLock> take(const std::string& database);
    SqliteNodeLock(SqliteNodeLock&& other) noexcept;
    SqliteNodeLock& operator=(SqliteNodeLock&&) = delete;
    ~SqliteNodeLock();

    int number() const { return number_; }
    // By this process or another. Fault `store_failed`.
    Result<bool> is_held(int number) const;
    // The byte behind the numbers: who serves has it. Fault refused `served_already`.
    Status serve();

  private:
    SqliteNodeLock(int file, int number) : file_(file), number_(number) {}
    int file_;
    int number_;
};

}  // namespace vigil::storage
