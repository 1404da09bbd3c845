// Where somebody calls from, as far as it can be told from his address: for counting attempts.
#pragma once

#include <string>
#include <string_view>

namespace vigil {

// An IPv4 address as it is; of an IPv6 one the first 64 bits ("2001:db8:0:7::/64"), for a single visitor has
// all the addresses behind them; one that carries an IPv4 address is that address. What is no address stays
// as it is, clipped to 60 characters.
std::string network_place(std::string_view address);

}  // namespace vigil
