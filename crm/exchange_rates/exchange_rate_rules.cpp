#include "crm/exchange_rates/exchange_rate_rules.h"

#include <string>

namespace vigil {

void derive_exchange_rate(const Record*, Record& after, Moment) {
    std::string code(after.text("currency"));
    for (char& c : code)
        if (c >= 'a' && c <= 'z') c = char(c - 'a' + 'A');
    if (!code.empty()) after.set("currency", std::move(code));
}

}  // namespace vigil
