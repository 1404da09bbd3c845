#include "in/http/problem.h"

#include <gtest/gtest.h>

namespace vigil::http {
namespace {

std::string say(std::string_view language, std::string_view code, const FaultArgs& args) {
    std::string out = std::string(language) + ":" + std::string(code);
    for (const auto& [name, value] : args) out += "|" + name + "=" + value;
    return out;
}

TEST(Problem, TellsThePersonAndNotTheInternals) {
    Fault fault{FaultKind::refused, "fields_refused", "secret table name"};
    fault.fields.push_back({"email", "not_an_email", {{"value", "x\"y"}}});
    const auto response = problem(fault, "zh-CN", say);
    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(*response.find("content-type"), "application/problem+json");
    EXPECT_EQ(
        response.body,
        R"({"type":"urn:vigil:problem:fields_refused","title":"zh-CN:title_refused","status":422,)"
        R"("detail":"zh-CN:fields_refused","code":"fields_refused","errors":[{"field":"email",)"
        R"("code":"not_an_email","message":"zh-CN:not_an_email|value=x\"y"}]})");
}

TEST(Problem, SaysWhenToTryAgain) {
    Fault fault{FaultKind::throttled, "too_many_attempts"};
    fault.retry_after_s = 30;
    EXPECT_EQ(*problem(fault, "en", say).find("Retry-After"), "30");
    EXPECT_EQ(*problem({FaultKind::overloaded, "busy"}, "en", {}).find("Retry-After"), "1");
    EXPECT_EQ(problem({FaultKind::conflict, "changed"}, "en", {}).find("Retry-After"), nullptr);
    EXPECT_EQ(*problem({FaultKind::unauthenticated, "sign_in"}, "en", {}).find("WWW-Authenticate"),
              "Bearer");
}

TEST(Response, HeadersCannotBeInjected) {
    Response response;
    response.set("Location", "/a\r\nSet-Cookie: x=1");
    EXPECT_EQ(*response.find("location"), "/a");
    response.set("LOCATION", "/b");
    EXPECT_EQ(response.headers.size(), 1u);
}

}  // namespace
}  // namespace vigil::http
