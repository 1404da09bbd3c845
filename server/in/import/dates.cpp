#include "in/import/dates.h"

#include <array>
#include <charconv>
#include <vector>

#include "in/import/date_format.h"
#include "in/import/date_words.h"
#include "in/import/text.h"

namespace vigil::import {
namespace {

constexpr std::int64_t second_us = 1'000'000;
constexpr std::size_t longest_date = 64;

struct Token {
    enum class Kind { number, word, mark };
    Kind kind;
    std::string text;  // words in lower case
    int value = 0;
};

// Numbers, words of any script, single other characters; blanks part them and vanish. 年月日时分秒
// stand alone.
std::optional<std::vector<Token>> tokens_of(const std::string& text) {
    static constexpr std::string_view alone[] = {"年", "月", "日", "号",   "时",  "時",
                                                 "分", "秒", "点", "上午", "下午"};
    std::vector<Token> tokens;
    std::string_view rest = text;
    while (!rest.empty()) {
        std::size_t length = 1;
        if (rest[0] == ' ') {
            rest.remove_prefix(1);
            continue;
        }
        if (is_digit(rest[0])) {
            while (length < rest.size() && is_digit(rest[length])) ++length;
            if (length > 9) return {};
            int value = 0;
            std::from_chars(rest.data(), rest.data() + length, value);
            tokens.push_back({Token::Kind::number, std::string(rest.substr(0, length)), value});
            rest.remove_prefix(length);
            continue;
        }
        bool found = false;
        for (const std::string_view sign : alone) {
            if (!rest.starts_with(sign)) continue;
            tokens.push_back({Token::Kind::word, std::string(sign)});
            rest.remove_prefix(sign.size());
            found = true;
            break;
        }
        if (found) continue;
        const auto in_word = [](char c) { return (c >= 'a' && c <= 'z') || (c & 0x80) != 0; };
        if (in_word(rest[0])) {
            while (length < rest.size() && in_word(rest[length])) ++length;
            tokens.push_back({Token::Kind::word, std::string(rest.substr(0, length))});
        } else {
            tokens.push_back({Token::Kind::mark, std::string(1, rest[0])});
        }
        rest.remove_prefix(length);
    }
    return tokens;
}

class DateReader {
  public:
    DateReader(std::vector<Token> tokens, DateOrder order)
        : tokens_(std::move(tokens)), order_(order) {}

    Parsed<LocalTime> read() {
        skip_fillers();
        if (const auto code = read_day()) return std::unexpected(*code);
        skip_fillers();
        if (is_mark(0, 't') || is_word(0, "t") || is_mark(0, ',')) ++at_;
        skip_fillers();
        if (left() > 0) {
            if (const auto code = read_time()) return std::unexpected(*code);
        }
        if (left() > 0) return std::unexpected("date_malformed");
        return result_;
    }

    OrderEvidence evidence() {
        skip_fillers();
        if (!three_numbers() || tokens_[at_].text.size() > 2) return OrderEvidence::none;
        const int a = number(0);
        const int b = number(2);
        if (a < 1 || b < 1 || a > 31 || b > 31 || (a > 12 && b > 12)) return OrderEvidence::none;
        if (a > 12) return OrderEvidence::dmy;
        if (b > 12) return OrderEvidence::mdy;
        // The same either way says nothing.
        return a == b ? OrderEvidence::none : OrderEvidence::either;
    }

  private:
    using Code = std::optional<std::string_view>;

    std::size_t left() const { return tokens_.size() - at_; }
    const Token* token(std::size_t ahead) const {
        return ahead < left() ? &tokens_[at_ + ahead] : nullptr;
    }
    bool is_number(std::size_t ahead) const {
        return token(ahead) != nullptr && token(ahead)->kind == Token::Kind::number;
    }
    bool is_mark(std::size_t ahead, char c) const {
        const Token* t = token(ahead);
        return t != nullptr && t->kind == Token::Kind::mark && t->text[0] == c;
    }
    bool is_word(std::size_t ahead, std::string_view word) const {
        const Token* t = token(ahead);
        return t != nullptr && t->kind == Token::Kind::word && t->text == word;
    }
    int number(std::size_t ahead) const { return tokens_[at_ + ahead].value; }

    void skip_fillers() {
        while (left() > 0) {
            const Token& t = tokens_[at_];
            const bool filler = t.kind == Token::Kind::word && is_date_filler(t.text);
            if (!filler) return;
            ++at_;
            while (is_mark(0, ',') || is_mark(0, '.')) ++at_;
        }
    }

    bool is_date_mark(std::size_t ahead) const {
        return is_mark(ahead, '-') || is_mark(ahead, '/') || is_mark(ahead, '.');
    }

    bool three_numbers() const {
        return is_number(0) && is_date_mark(1) && is_number(2) && is_date_mark(3) && is_number(4) &&
               token(1)->text == token(3)->text;
    }

    Code read_day() {
        if (three_numbers()) return numeric_day();
        if (is_number(0) && is_word(1, "年")) return chinese_day();
        if (is_number(0) && token(0)->text.size() == 8) {
            const int n = number(0);
            ++at_;
            return set_day(n / 10000, n / 100 % 100, n % 100);
        }
        return named_day();
    }

    Code numeric_day() {
        const Token first = tokens_[at_];
        const int a = number(0);
        const int b = number(2);
        const Token third = tokens_[at_ + 4];
        at_ += 5;
        if (first.text.size() == 4) return set_day(a, b, third.value);
        if (first.text.size() > 2 || (third.text.size() != 4 && third.text.size() != 2)) {
            return "date_malformed";
        }
        if (order_ == DateOrder::ymd && third.text.size() == 2) {
            return set_day(full_year(first), b, third.value);
        }
        const bool month_first = order_ == DateOrder::mdy;
        const int month = month_first ? a : b;
        const int day = month_first ? b : a;
        if (month > 12 && day <= 12) return "date_order";
        return set_day(full_year(third), month, day);
    }

    Code chinese_day() {
        if (!is_number(2) || !is_word(3, "月") || !is_number(4)) return "date_malformed";
        const int year = full_year(tokens_[at_]);
        const int month = number(2);
        const int day = number(4);
        at_ += 5;
        if (is_word(0, "日") || is_word(0, "号")) ++at_;
        return set_day(year, month, day);
    }

    // A month by name, a day and a year around it in any order.
    Code named_day() {
        std::optional<unsigned> month;
        std::vector<Token> numbers;
        while (left() > 0 && (numbers.size() < 2 || !month)) {
            const Token& t = tokens_[at_];
            if (t.kind == Token::Kind::number) {
                if (numbers.size() == 2) return "date_malformed";
                numbers.push_back(t);
            } else if (t.kind == Token::Kind::word && !month && month_named(t.text)) {
                month = month_named(t.text);
            } else if (t.kind == Token::Kind::word
                           ? !is_date_filler(t.text)
                           : t.kind == Token::Kind::mark && !is_date_mark(0) && !is_mark(0, ',')) {
                return "date_malformed";
            }
            ++at_;
        }
        if (!month || numbers.size() != 2) return "date_malformed";
        const bool year_first = numbers[0].text.size() == 4;
        const Token& year = year_first ? numbers[0] : numbers[1];
        const Token& day = year_first ? numbers[1] : numbers[0];
        if ((year.text.size() != 4 && year.text.size() != 2) || day.text.size() > 2) {
            return "date_malformed";
        }
        return set_day(full_year(year), static_cast<int>(*month), day.value);
    }

    static int full_year(const Token& year) {
        if (year.text.size() != 2) return year.value;
        return year.value + (year.value < 70 ? 2000 : 1900);
    }

    Code set_day(int year, int month, int day) {
        if (!is_real_day(year, month, day)) return "date_impossible";
        result_.day = make_day(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
        return {};
    }

    Code read_time() {
        std::optional<bool> afternoon;
        if (is_word(0, "上午") || is_word(0, "下午")) afternoon = tokens_[at_++].text == "下午";
        if (!is_number(0)) return read_zone_alone();
        const int hour_read = tokens_[at_++].value;
        std::array<int, 2> rest{0, 0};
        bool any = false;
        for (int& part : rest) {
            const bool colon = is_mark(0, ':');
            const bool sign =
                is_word(0, "时") || is_word(0, "時") || is_word(0, "点") || is_word(0, "分");
            if (!colon && !sign) break;
            any = true;
            ++at_;
            if (!is_number(0)) {
                if (colon) return "date_malformed";
                break;
            }
            part = tokens_[at_++].value;
        }
        if (is_word(0, "分") || is_word(0, "秒")) ++at_;
        std::int64_t fraction = 0;
        if ((is_mark(0, '.') || is_mark(0, ',')) && is_number(1)) {
            fraction = fraction_us(tokens_[at_ + 1].text);
            at_ += 2;
        }
        if (const Code code = read_half(afternoon)) return code;
        if (!any && !afternoon) return "date_malformed";
        const int hour = hour_of(hour_read, afternoon);
        if (hour < 0 || hour > 23 || rest[0] > 59 || rest[1] > 60) return "date_impossible";
        const std::int64_t seconds = hour * 3600 + rest[0] * 60 + std::min(rest[1], 59);
        result_.time_us = seconds * second_us + fraction;
        return read_zone();
    }

    // "am", "p.m.".
    Code read_half(std::optional<bool>& afternoon) {
        const bool short_form =
            (is_word(0, "a") || is_word(0, "p")) && is_mark(1, '.') && is_word(2, "m");
        if (!is_word(0, "am") && !is_word(0, "pm") && !short_form) return {};
        afternoon = tokens_[at_].text[0] == 'p';
        at_ += short_form ? 3 : 1;
        if (is_mark(0, '.')) ++at_;
        return {};
    }

    static int hour_of(int hour, std::optional<bool> afternoon) {
        if (!afternoon) return hour;
        if (hour > 12 || hour == 0) return *afternoon && hour > 12 ? hour : hour == 0 ? 0 : -1;
        return hour % 12 + (*afternoon ? 12 : 0);
    }

    static std::int64_t fraction_us(std::string text) {
        text.resize(6, '0');
        std::int64_t us = 0;
        std::from_chars(text.data(), text.data() + 6, us);
        return us;
    }

    Code read_zone_alone() { return "date_malformed"; }

    Code read_zone() {
        if (left() == 0) return {};
        const bool named = is_word(0, "z") || is_word(0, "utc") || is_word(0, "gmt");
        if (named) {
            ++at_;
            result_.offset_min = 0;
        }
        if ((is_mark(0, '+') || is_mark(0, '-')) && is_number(1)) return read_offset();
        if (named) return {};
        const Token& t = tokens_[at_];
        return t.kind == Token::Kind::word ? "date_zone_unknown" : "date_malformed";
    }

    Code read_offset() {
        const int sign = is_mark(0, '-') ? -1 : 1;
        const Token first = tokens_[at_ + 1];
        at_ += 2;
        int hours = first.value;
        int mins = 0;
        if (first.text.size() == 4) {
            hours = first.value / 100;
            mins = first.value % 100;
        } else if (first.text.size() > 2) {
            return "date_malformed";
        } else if (is_mark(0, ':') && is_number(1)) {
            mins = number(1);
            at_ += 2;
        }
        if (hours > 15 || mins > 59) return "date_impossible";
        result_.offset_min = sign * (hours * 60 + mins);
        return {};
    }

    std::vector<Token> tokens_;
    DateOrder order_;
    std::size_t at_ = 0;
    LocalTime result_{};
};

// Day 60 of the 1900 system is a 29 February that never was.
Parsed<LocalTime> from_serial(std::string_view cell) {
    const std::size_t point = std::min(cell.find_first_of(".,"), cell.size());
    int days = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + point, days);
    if (error != std::errc() || end != cell.data() + point)
        return std::unexpected("date_malformed");
    if (days < 1 || days > 2'958'465 || days == 60) return std::unexpected("date_impossible");
    const Day epoch = make_day(1899, 12, 30);
    LocalTime result{epoch + (days < 60 ? days + 1 : days), {}, {}};
    if (point == cell.size()) return result;
    std::string digits(cell.substr(point + 1));
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos) {
        return std::unexpected("date_malformed");
    }
    digits.resize(9, '0');
    std::int64_t billionths = 0;
    std::from_chars(digits.data(), digits.data() + 9, billionths);
    // Excel keeps about a millisecond; whole seconds are what was typed.
    const std::int64_t seconds = (billionths * 86'400 + 500'000'000) / 1'000'000'000;
    result.time_us = std::min<std::int64_t>(seconds, 86'399) * second_us;
    return result;
}

}  // namespace

Parsed<LocalTime> parse_date(std::string_view cell, const DatePlan& plan) {
    const std::string text = plain_text(cell);
    if (text.empty() || text.size() > longest_date) return std::unexpected("date_malformed");
    if (!plan.format.empty()) return read_by_format(text, plan.format);
    if (plan.excel_serial && text.find_first_not_of("0123456789.,") == std::string::npos &&
        text.find_first_of(".,") == text.find_last_of(".,")) {
        if (const auto serial = from_serial(text)) return serial;
    }
    auto tokens = tokens_of(text);
    if (!tokens || tokens->empty()) return std::unexpected("date_malformed");
    return DateReader(*std::move(tokens), plan.order).read();
}

OrderEvidence order_evidence(std::string_view cell) {
    if (cell.size() > longest_date) return OrderEvidence::none;
    auto tokens = tokens_of(plain_text(cell));
    if (!tokens || tokens->empty()) return OrderEvidence::none;
    return DateReader(*std::move(tokens), DateOrder::dmy).evidence();
}

std::optional<DatePlan> date_plan_of(std::string_view format) {
    const std::string plain = plain_text(format);
    if (plain == "excel")
        return DatePlan{.order = DateOrder::dmy, .excel_serial = true, .format = {}};
    if (!names_full_date(format)) return {};
    return DatePlan{.order = DateOrder::dmy, .excel_serial = false, .format = std::string(format)};
}

}  // namespace vigil::import
