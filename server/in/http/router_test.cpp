#include "in/http/router.h"

#include <gtest/gtest.h>

namespace vigil::http {
namespace {

Handler named(std::string name) {
    return [name](Request&) { return Response::text(name); };
}

std::string found(const Router& router, Method method, std::string_view path) {
    const auto match = router.find(method, path);
    return match.route ? match.route->pattern : "";
}

Router sample() {
    Router router;
    router.add(Method::get, "/api/{entity}", named("list"));
    router.add(Method::post, "/api/{entity}", named("create"));
    router.add(Method::get, "/api/{entity}/{id}", named("read"));
    router.add(Method::post, "/api/{entity}/{id}/{act}", named("act"));
    router.add(Method::get, "/api/search", named("search"));
    router.add(Method::get, "/api/leads/{id}/timeline", named("timeline"));
    router.add(Method::get, "/", named("root"));
    return router;
}

TEST(Router, LiteralSegmentsWin) {
    const auto router = sample();
    EXPECT_EQ(found(router, Method::get, "/api/search"), "/api/search");
    EXPECT_EQ(found(router, Method::get, "/api/leads"), "/api/{entity}");
    EXPECT_EQ(found(router, Method::get, "/"), "/");
}

TEST(Router, BacksOutOfALiteralThatLeadsNowhere) {
    const auto router = sample();
    EXPECT_EQ(found(router, Method::get, "/api/leads/7"), "/api/{entity}/{id}");
    EXPECT_EQ(found(router, Method::post, "/api/leads/7/qualify"), "/api/{entity}/{id}/{act}");
    EXPECT_EQ(found(router, Method::post, "/api/search"), "/api/{entity}");
}

TEST(Router, NamesTheSegments) {
    const auto match = sample().find(Method::post, "/api/leads/7/qualify");
    EXPECT_EQ(match.params, (PathParams{{"entity", "leads"}, {"id", "7"}, {"act", "qualify"}}));
}

TEST(Router, KnowsWhatIsAllowed) {
    const auto router = sample();
    EXPECT_EQ(router.find(Method::delete_, "/api/leads").allow, "GET, HEAD, POST, OPTIONS");
    EXPECT_EQ(router.find(Method::get, "/nothing/here").allow, "");
    EXPECT_EQ(router.find(Method::get, "*").allow, "");
    EXPECT_EQ(found(router, Method::head, "/api/search"), "/api/search");
}

}  // namespace
}  // namespace vigil::http
