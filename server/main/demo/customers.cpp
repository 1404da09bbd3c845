#include "main/demo/customers.h"

#include <fmt/format.h>

namespace vigil::demo {

namespace {

// Numbers that ring nowhere: a range kept for films, and exchanges that do not exist.
std::string phone_of(const NameBook& book, int number) {
    if (&book == &chinese_names()) return fmt::format("+86 21 0555 {:04}", number);
    if (&book == &cyrillic_names())
        return fmt::format("+7 495 000-{:02}-{:02}", number / 100 % 100, number % 100);
    return fmt::format("+49 30 23125 {:04}", number);
}

std::string firm_of(const NameBook& book, Dice& dice) {
    const auto stem = dice.pick(book.firm_stems), kind = dice.pick(book.firm_kinds);
    if (&book == &chinese_names()) return std::string(stem) + std::string(kind);
    if (&book == &cyrillic_names()) return fmt::format("«{}» {}", stem, kind);
    return fmt::format("{} {}", stem, kind);
}

}  // namespace

Customer Customers::invent(const NameBook& book, Dice& dice) {
    const Word first = dice.pick(book.first), last = dice.pick(book.last);
    const int number = ++number_;
    Customer customer;
    customer.first_name = first.text;
    customer.last_name = last.text;
    customer.title = dice.pick(&book == &chinese_names() ? chinese_job_titles() : job_titles());
    customer.company = firm_of(book, dice);
    customer.email = fmt::format("{}.{}.{}@example.com", first.plain, last.plain, number);
    customer.phone = phone_of(book, number);
    return customer;
}

}  // namespace vigil::demo
