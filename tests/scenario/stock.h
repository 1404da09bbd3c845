// Where scenarios live: each on a copy of a company that was initialised once, in a database of its own.
#pragma once

#include <memory>
#include <string>

#include "main/house.h"

namespace vigil::tests {

// The moment the initialised company was made; no scenario begins earlier.
Moment beginning();

// A fresh company; removed with all that is in it.
class Place {
  public:
    virtual ~Place() = default;
    virtual HouseOptions options() const = 0;
};

class Stock {
  public:
    virtual ~Stock() = default;
    virtual Result<std::unique_ptr<Place>> take() = 0;
};

Result<std::unique_ptr<Stock>> stock_sqlite();
// `url`: of a maintenance database, in which others may be made.
Result<std::unique_ptr<Stock>> stock_postgres(const std::string& url);

}  // namespace vigil::tests
