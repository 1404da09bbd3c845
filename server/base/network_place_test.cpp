#include "base/network_place.h"

#include <gtest/gtest.h>

namespace vigil {
namespace {

TEST(NetworkPlaces, AreSingleAddressesOfIpv4AndNetworksOfIpv6) {
    const std::pair<const char*, const char*> cases[] = {
        {"192.0.2.7", "192.0.2.7"},
        {"2001:db8:0:7:1:2:3:4", "2001:db8:0:7::/64"},
        {"2001:DB8:0:7::9", "2001:db8:0:7::/64"},
        {"2001:db8:0:8::9", "2001:db8:0:8::/64"},
        {"fe80::1%eth0", "fe80::/64"},
        {"::1", "::/64"},
        {"::ffff:192.0.2.7", "192.0.2.7"},
        {"", ""},
        {"nonsense", "nonsense"},
    };
    for (const auto& [address, place] : cases) EXPECT_EQ(network_place(address), place) << address;
    EXPECT_EQ(network_place(std::string(500, 'x')).size(), 60u);
}

}  // namespace
}  // namespace vigil
