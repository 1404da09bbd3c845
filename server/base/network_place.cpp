#include "base/network_place.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace vigil {

namespace {

constexpr std::size_t network_bytes = 8;

std::string text_of(int family, const void* address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    ::inet_ntop(family, address, text.data(), text.size());
    return text.data();
}

}  // namespace

std::string network_place(std::string_view address) {
    const std::string plain(address.substr(0, address.find('%')));  // without the interface
    in6_addr six{};
    if (::inet_pton(AF_INET6, plain.c_str(), &six) != 1) return std::string(clip(address, 60));
    if (IN6_IS_ADDR_V4MAPPED(&six)) return text_of(AF_INET, six.s6_addr + 12);
    std::fill(std::begin(six.s6_addr) + network_bytes, std::end(six.s6_addr), std::uint8_t{0});
    return text_of(AF_INET6, &six) + "/64";
}

}  // namespace vigil
