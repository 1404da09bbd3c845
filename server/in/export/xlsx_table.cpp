#include <xlsxwriter.h>

#include <cmath>
#include <map>

#include "base/text.h"
#include "in/export/table.h"

namespace vigil::exporting {

namespace {

constexpr lxw_row_t rows_max = LXW_ROW_MAX;
constexpr std::size_t text_max = 32'767;                             // characters of a cell
constexpr std::int64_t exact_max = std::int64_t{1} << 53;            // beyond it a double rounds
constexpr int days_before_1970 = 25'569, first_certain_serial = 61;  // 1900 was no leap year

// Control characters have no place in XML, and long texts none in a cell.
std::string storable(std::string_view text) {
    std::string kept;
    for (const char c : clip(text, text_max)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 || c == '\t' || c == '\n') kept.push_back(c);
    }
    return kept;
}

class XlsxTable final : public Table {
  public:
    XlsxTable(const std::string& path, const Zone& zone) : zone_(zone) {
        // One row in memory at a time.
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        book_ = workbook_new_opt(path.c_str(), &options);
        if (!book_) return;
        sheet_ = workbook_add_worksheet(book_, nullptr);
        bold_ = workbook_add_format(book_);
        format_set_bold(bold_);
        day_ = numbers("yyyy-mm-dd");
        moment_ = numbers("yyyy-mm-dd hh:mm:ss");
    }
    XlsxTable(const XlsxTable&) = delete;
    XlsxTable& operator=(const XlsxTable&) = delete;
    ~XlsxTable() override {
        if (book_) workbook_close(book_);  // frees it
    }

    bool good() const { return book_ && sheet_; }

    Status header(const std::vector<std::string>& names) override {
        lxw_col_t column = 0;
        for (const auto& name : names)
            worksheet_write_string(sheet_, 0, column++, storable(name).c_str(), bold_);
        worksheet_freeze_panes(sheet_, 1, 0);
        next_ = 1;
        return {};
    }

    Status row(const std::vector<Cell>& cells) override {
        if (next_ >= rows_max)
            return fail(FaultKind::refused, "export_too_many_rows", {},
                        {{"limit", std::to_string(rows_max - 1)}});
        lxw_col_t column = 0;
        for (const auto& cell : cells) {
            const lxw_error wrong = put(column++, cell);
            if (wrong != LXW_NO_ERROR)
                return fail(FaultKind::unavailable, "export_failed", lxw_strerror(wrong));
        }
        ++next_;
        return {};
    }

    Status finish() override {
        const lxw_error wrong = workbook_close(book_);
        book_ = nullptr;
        if (wrong == LXW_NO_ERROR) return {};
        return fail(FaultKind::unavailable, "export_failed", lxw_strerror(wrong));
    }

  private:
    lxw_format* numbers(const std::string& pattern) {
        lxw_format* format = workbook_add_format(book_);
        format_set_num_format(format, pattern.c_str());
        return format;
    }

    lxw_format* of_currency(Currency currency) {
        auto& format = amounts_[std::string(currency.view())];
        if (format) return format;
        std::string pattern = "#,##0";
        if (const int decimals = decimals_of(currency))
            pattern += "." + std::string(std::size_t(decimals), '0');
        return format = numbers(pattern + " \"" + std::string(currency.view()) + "\"");
    }

    lxw_error text(lxw_col_t column, const std::string& value) {
        return worksheet_write_string(sheet_, next_, column, storable(value).c_str(), nullptr);
    }
    lxw_error number(lxw_col_t column, double value, lxw_format* format) {
        return worksheet_write_number(sheet_, next_, column, value, format);
    }
    // `us`: of the day.
    lxw_error time(lxw_col_t column, const Cell& cell, Day day, std::int64_t us,
                   lxw_format* format) {
        const double serial =
            double(day.number + days_before_1970) + double(us) / double(us_per_day);
        return serial < first_certain_serial ? text(column, cell.text)
                                             : number(column, serial, format);
    }

    // Beyond what a double holds exactly a number stays a text, so that no digit is lost.
    lxw_error scaled(lxw_col_t column, const Cell& cell, std::int64_t value, int decimals,
                     lxw_format* format) {
        if (value > exact_max || value < -exact_max) return text(column, cell.text);
        return number(column, double(value) / std::pow(10.0, decimals), format);
    }

    lxw_error put(lxw_col_t column, const Cell& cell) {
        if (cell.text.empty()) return LXW_NO_ERROR;
        if (cell.is_text || !cell.value) return text(column, cell.text);
        const Value& value = *cell.value;
        if (const auto* truth = std::get_if<bool>(&value))
            return worksheet_write_boolean(sheet_, next_, column, *truth, nullptr);
        if (const auto* money = std::get_if<Money>(&value))
            return scaled(column, cell, money->minor, decimals_of(money->currency),
                          of_currency(money->currency));
        if (const auto* day = std::get_if<Day>(&value)) return time(column, cell, *day, 0, day_);
        if (const auto* moment = std::get_if<Moment>(&value)) {
            const LocalTime local = zone_.to_local(*moment);
            return time(column, cell, local.day, local.us_of_day, moment_);
        }
        if (const auto* whole = std::get_if<std::int64_t>(&value))
            return scaled(column, cell, *whole, cell.kind == FieldKind::decimal ? 6 : 0, nullptr);
        return text(column, cell.text);
    }

    Zone zone_;
    lxw_workbook* book_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;
    lxw_format *bold_ = nullptr, *day_ = nullptr, *moment_ = nullptr;
    std::map<std::string, lxw_format*> amounts_;
    lxw_row_t next_ = 0;
};

}  // namespace

Result<std::unique_ptr<Table>> xlsx_table(const std::string& path, const Zone& zone) {
    auto table = std::make_unique<XlsxTable>(path, zone);
    if (!table->good())
        return fail(FaultKind::unavailable, "export_failed", path + " cannot be written");
    return table;
}

}  // namespace vigil::exporting
