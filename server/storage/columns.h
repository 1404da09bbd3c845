// How fields lie in a table, the same in both stores. Table = the entity's plural; column = the field's
// key, both always quoted with double quotes.
//   text kinds, choice, email, phone, url, json   TEXT          link, integer, decimal (x 10^6)  BIGINT
//   moment  BIGINT (UTC microseconds)             day  BIGINT (days since 1970)      boolean  BIGINT 0 / 1
//   money   two columns: "<key>" BIGINT minor units, "<key>_currency" TEXT
//   key_column fields add "<key>_key" BIGINT (the comparing key's hash, NULL when empty)
// BIGINT is INTEGER in SQLite (STRICT tables). Everything is nullable but id and version.
#pragma once

#include <string>
#include <vector>

#include "model/entity.h"

namespace vigil::storage {

// "\"name\""; a quote inside is doubled.
std::string quoted_name(std::string_view name);

}  // namespace vigil::storage
