// Invents customers: persons and firms, each e-mail and telephone number once.
#pragma once

#include <string>

#include "main/demo/dice.h"
#include "main/demo/names.h"

namespace vigil::demo {

struct Customer {
    std::string first_name, last_name, title, company, email, phone;
};

class Customers {
  public:
    Customer invent(const NameBook& book, Dice& dice);

  private:
    int number_ = 0;
};

}  // namespace vigil::demo
