#include "base/seal.h"

#include <gtest/gtest.h>

namespace vigil {
namespace {

TEST(Seal, OpensWithItsKeyAndForItsPlaceAlone) {
    const auto key = new_seal_key();
    const auto sealed = seal(key, "hunter two", "mail.example.com");
    EXPECT_EQ(unseal(key, sealed, "mail.example.com"), "hunter two");
    EXPECT_EQ(unseal(key, sealed, "mail.example.org"), std::nullopt);
    EXPECT_EQ(unseal(new_seal_key(), sealed, "mail.example.com"), std::nullopt);
    EXPECT_EQ(sealed.find("hunter"), std::string::npos);
}

TEST(Seal, IsNeverTheSameTwice) {
    const auto key = new_seal_key();
    EXPECT_NE(seal(key, "same", ""), seal(key, "same", ""));
}

TEST(Seal, WhatWasTouchedOpensNoMore) {
    const auto key = new_seal_key();
    const auto sealed = seal(key, "secret", "");
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        auto other = sealed;
        other[at] = other[at] == 'A' ? 'B' : 'A';
        EXPECT_NE(unseal(key, other, ""), "secret") << at;
    }
    for (const char* text : {"", "v1:", "v1:AAAA", "v1:!", "plain"})
        EXPECT_EQ(unseal(key, text, ""), std::nullopt) << text;
}

TEST(Seal, AKeyOfAnyTextHasItsLength) {
    EXPECT_EQ(seal_key_of("a passphrase").size(), 32U);
    EXPECT_EQ(seal_key_of("a passphrase"), seal_key_of("a passphrase"));
    EXPECT_NE(seal_key_of("a passphrase"), seal_key_of("another"));
}

}  // namespace
}  // namespace vigil
