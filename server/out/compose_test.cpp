#include "out/compose.h"

#include <gtest/gtest.h>

namespace vigil::out {
namespace {

TEST(MessageIds, DeriveFromTheRowAndTheHost) {
    const std::pair<const char*, const char*> cases[] = {
        {"https://vigil.example.com", "5.outbox@vigil.example.com"},
        {"http://127.0.0.1:8080/", "5.outbox@127.0.0.1"},
        {"https://bücher.example:443/x?y", "5.outbox@xn--bcher-kva.example"},
        {"http://user@h.example/", "5.outbox@h.example"},
        {"http://[::1]:80/", "5.outbox@localhost"},
        {"http://a b>\r\n/", "5.outbox@localhost"},
        {"", "5.outbox@localhost"},
    };
    for (const auto& [url, expected] : cases) EXPECT_EQ(message_id_of(Id{5}, url), expected) << url;
}

}  // namespace
}  // namespace vigil::out
