// Whose writing a text is, by the characters that lists of customers are full of.
#pragma once

#include <string_view>

#include "in/import/encoding.h"

namespace vigil::import {

// Which part of the text's East Asian characters, read in this encoding, are among the hundred or so that names,
// companies and addresses of its language are made of; 0 for an encoding of no such language.
double familiar_share(std::string_view text, Encoding encoding);

}  // namespace vigil::import
