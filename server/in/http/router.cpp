#include "in/http/router.h"

#include <array>
#include <optional>

#include "base/check.h"
#include "in/http/ascii.h"

namespace vigil::http {

namespace {
constexpr std::size_t method_count = static_cast<std::size_t>(Method::other) + 1;
constexpr std::size_t index(Method method) { return static_cast<std::size_t>(method); }
}  // namespace

struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> any;  // a {name}
    std::array<std::optional<Route>, method_count> routes;

    const Route* by(Method method) const {
        const auto& route = routes[index(method)];
        if (!route && method == Method::head) return by(Method::get);
        return route ? &*route : nullptr;
    }
};

namespace {

using Values = std::vector<std::string_view>;

// Visits the nodes the path fits, literal segments first, until `visit` answers true. Depth is
// bounded by the patterns.
template <class Node, class Visit>
bool descend(const Node& node, std::string_view rest, Values& values, const Visit& visit) {
    if (rest.empty()) return visit(node);
    const auto segment = take_part(rest, '/');
    if (auto it = node.literals.find(segment); it != node.literals.end()) {
        if (descend(*it->second, rest, values, visit)) return true;
    }
    if (!node.any) return false;
    values.push_back(segment);
    if (descend(*node.any, rest, values, visit)) return true;
    values.pop_back();
    return false;
}

std::string allow_of(bool (&known)[method_count]) {
    std::string allow;
    for (std::size_t i = 0; i < method_count; ++i) {
        if (!known[i]) continue;
        const auto method = static_cast<Method>(i);
        allow.append(to_string(method)).append(", ");
        if (method == Method::get) allow.append("HEAD, ");
    }
    return allow.empty() ? allow : allow.append("OPTIONS");
}

}  // namespace

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(Method method, std::string_view pattern, Handler handler, RouteOptions options) {
    VIGIL_CHECK(pattern.starts_with('/'));
    Route route{method, std::string(pattern), {}, std::move(handler), std::move(options)};
    Node* node = root_.get();
    for (auto rest = pattern.substr(1); !rest.empty();) {
        const auto segment = take_part(rest, '/');
        const bool is_name = segment.starts_with('{') && segment.ends_with('}');
        if (is_name) route.names.emplace_back(segment.substr(1, segment.size() - 2));
        auto& next = is_name ? node->any : node->literals[std::string(segment)];
        if (!next) next = std::make_unique<Node>();
        node = next.get();
    }
    auto& slot = node->routes[index(method)];
    VIGIL_CHECK(!slot);
    slot = std::move(route);
}

RouteMatch Router::find(Method method, std::string_view path) const {
    RouteMatch match;
    if (!path.starts_with('/')) return match;
    Values values;
    bool known[method_count] = {};
    descend(*root_, path.substr(1), values, [&](const Node& node) {
        match.route = node.by(method);
        for (std::size_t i = 0; i < method_count; ++i) known[i] = known[i] || node.routes[i];
        return match.route != nullptr;
    });
    if (!match.route) {
        match.allow = allow_of(known);
        return match;
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        match.params.emplace(match.route->names[i], values[i]);
    }
    return match;
}

}  // namespace vigil::http
