// What came of an import, counted over all its rows: what to mend, each once, and who has got the records.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "usecases/company.h"

namespace vigil::import {

// What became of one cell or row.
struct Remark {
    std::uint64_t line = 0;
    std::string column{};
    std::string code{};
    std::string text{};
};

class WrongValues {
  public:
    static constexpr std::size_t max = 1'000;  // so many different ones are kept apart

    void add(const std::vector<std::string>& header, const std::vector<std::string_view>& cells,
             const Remark& remark);
    // {"complete", "values": [{column, value, code, reason, line, rows, beside}]}, the most frequent first. `line` is
    // of the first such row, `beside` what else stands in it. A row that is wrong as a whole has no column.
    std::string json() const;

  private:
    struct Wrong {
        Remark first;
        std::string value{};
        std::vector<std::string> beside{};
        std::int64_t rows = 0;
    };

    std::map<std::string, std::size_t> places_;  // by column, value and reason
    std::vector<Wrong> all_;
    bool complete_ = true;
};

// New records by their owner.
class GivenTo {
  public:
    explicit GivenTo(CompanyPtr company) : company_(std::move(company)) {}
    void add(Id owner) { ++n_[owner]; }
    // "" is nobody; most first.
    std::vector<std::pair<std::string, std::int64_t>> by_name() const;
    // [{"owner": {"id", "name"} | null, "n"}], most first.
    std::string json() const;

  private:
    std::vector<std::pair<Id, std::int64_t>> in_order() const;
    std::string name_of(Id owner) const;

    CompanyPtr company_;
    std::map<Id, std::int64_t> n_;
};

}  // namespace vigil::import
