#include "usecases/mail_server.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/email.h"
#include "base/text.h"
#include "usecases/check_administers.h"
#include "usecases/settings.h"

namespace vigil {

namespace {

using Json = nlohmann::json;

constexpr std::string_view server_setting = "mail_server", password_setting = "mail_password";
constexpr std::size_t host_max = 253, secret_max = 500;

bool is_name(std::string_view host) {
    const bool plain = std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-';
    });
    return plain && !host.starts_with('.') && !host.starts_with('-');
}

// IPv6 without brackets; the mailer's own reading of the whole address judges what is left.
bool is_ipv6(std::string_view host) {
    return std::ranges::count(host, ':') >= 2 && std::ranges::all_of(host, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') ||
                      c == ':' || c == '.';
           });
}

bool is_number(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_ipv4(std::string_view host) {
    int parts = 1;
    for (auto dot = host.find('.'); dot != host.npos; dot = host.find('.'), ++parts) {
        if (!is_number(host.substr(0, dot))) return false;
        host.remove_prefix(dot + 1);
    }
    return parts == 4 && is_number(host);
}

// This machine, or one of the same house: nobody in between reads a password.
bool is_near(const std::string& host) {
    if (is_ipv6(host)) return host == "::1" || host.starts_with("fd") || host.starts_with("fe80:");
    if (!is_ipv4(host))
        return host.find('.') == host.npos || host.ends_with(".local") || host.ends_with(".lan") ||
               host.ends_with(".internal");
    const auto second = std::atoi(host.c_str() + host.find('.') + 1);
    return host.starts_with("127.") || host.starts_with("10.") || host.starts_with("192.168.") ||
           (host.starts_with("172.") && second >= 16 && second <= 31);
}

bool is_secret_text(std::string_view text) {
    return text.size() <= secret_max && valid_utf8(text) &&
           std::ranges::none_of(text, [](char c) { return (c >= 0 && c < ' ') || c == 127; });
}

// A password is for one server and one user, and opens for no other.
std::string about(const MailServer& server) {
    return "mail_password\n" + server.host + "\n" + std::to_string(server.port) + "\n" +
           std::string(to_string(server.security)) + "\n" + server.user;
}

Status check(const MailServer& server, bool lacks_password) {
    Fault fault{FaultKind::refused, "fields_refused"};
    const auto refuse = [&](const char* field, const char* code) {
        fault.fields.push_back({field, code});
    };
    const auto& host = server.host;
    if (host.empty())
        refuse("host", "required");
    else if (host.size() > host_max || !(is_name(host) || is_ipv6(host)))
        refuse("host", "bad_host");
    if (server.port < 1 || server.port > 65'535) refuse("port", "bad_port");
    if (!is_secret_text(server.user)) refuse("user", "bad_secret_text");
    if (!is_secret_text(server.password))
        refuse("password", "bad_secret_text");
    else if (lacks_password)
        refuse("password", "password_again");
    else if (!server.user.empty() && server.password.empty())
        refuse("password", "required");
    if (server.security == MailSecurity::none && !server.user.empty() && !is_near(host))
        refuse("security", "password_in_the_clear");
    if (server.from.empty())
        refuse("from", "required");
    else if (!valid_email(server.from))
        refuse("from", "bad_email");
    if (fault.fields.empty()) return {};
    return std::unexpected(std::move(fault));
}

std::string text_in(const Json& json, const char* key) {
    const auto it = json.find(key);
    return it != json.end() && it->is_string() ? it->get<std::string>() : std::string();
}

Result<Json> value_of(const Engine& engine, std::string_view key) {
    const auto company = engine.company.current();
    VIGIL_TRY(const auto row,
              find_setting(*engine.store.read(), company->catalogue->need("setting"), key));
    return row ? Json::parse(row->text("value"), nullptr, false) : Json();
}

}  // namespace

std::string_view to_string(MailSecurity security) {
    switch (security) {
        case MailSecurity::none:
            return "none";
        case MailSecurity::starttls:
            return "starttls";
        case MailSecurity::tls:
            return "tls";
    }
    return "starttls";
}

std::optional<MailSecurity> parse_mail_security(std::string_view text) {
    for (const auto one : {MailSecurity::none, MailSecurity::starttls, MailSecurity::tls})
        if (to_string(one) == text) return one;
    return std::nullopt;
}

Result<std::optional<KeptMailServer>> kept_mail_server(const Engine& engine, const SecretBox& box) {
    VIGIL_TRY(const auto json, value_of(engine, server_setting));
    if (!json.is_object() || text_in(json, "host").empty()) return std::optional<KeptMailServer>();
    KeptMailServer kept;
    kept.server.host = text_in(json, "host");
    kept.server.port = json.value("port", 0);
    kept.server.security =
        parse_mail_security(text_in(json, "security")).value_or(MailSecurity::starttls);
    kept.server.user = text_in(json, "user");
    kept.server.from = text_in(json, "from");
    kept.has_password = !text_in(json, "password_since").empty();
    if (!kept.has_password) return std::optional(kept);
    VIGIL_TRY(const auto sealed, value_of(engine, password_setting));
    const auto password = sealed.is_string()
                              ? box.open(sealed.get<std::string>(), about(kept.server))
                              : std::optional<std::string>();
    kept.is_locked = !password;
    kept.server.password = password.value_or("");
    return std::optional(kept);
}

Result<MailServer> checked_mail_server(const Engine& engine, const Actor& actor,
                                       const SecretBox& box, const MailServerChange& change) {
    VIGIL_DO(check_administers(engine, actor));
    MailServer server = change.server;
    if (server.user.empty()) server.password.clear();
    bool lacks_password = false;
    if (change.keeps_password && !server.user.empty()) {
        VIGIL_TRY(const auto kept, kept_mail_server(engine, box));
        const bool fits =
            kept && kept->has_password && !kept->is_locked && about(kept->server) == about(server);
        if (fits) server.password = kept->server.password;
        lacks_password = !fits && kept && kept->has_password;
    }
    VIGIL_DO(check(server, lacks_password));
    return server;
}

Result<Committed> keep_mail_server(Engine& engine, const Actor& actor, const SecretBox& box,
                                   const MailServerChange& change) {
    VIGIL_TRY(const auto server, checked_mail_server(engine, actor, box, change));
    std::string sealed;
    if (!server.password.empty()) {
        VIGIL_TRY(sealed, box.seal(server.password, about(server)));
    }
    return work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        Json json{{"host", server.host},
                  {"port", server.port},
                  {"security", to_string(server.security)},
                  {"user", server.user},
                  {"from", server.from}};
        const bool keeps = change.keeps_password && !sealed.empty();
        VIGIL_TRY(const auto before, value_of(engine, server_setting));
        if (keeps && before.is_object())
            json["password_since"] = text_in(before, "password_since");
        else if (!sealed.empty())
            json["password_since"] = to_string(unit.now());
        VIGIL_DO(stage_setting(unit, server_setting, json.dump()));
        if (keeps) return {};
        return stage_silent_setting(unit, password_setting,
                                    sealed.empty() ? "null" : Json(sealed).dump());
    });
}

Result<Committed> forget_mail_server(Engine& engine, const Actor& actor) {
    VIGIL_DO(check_administers(engine, actor));
    return work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        // Not null: undo takes that for no value at all.
        VIGIL_DO(stage_setting(unit, server_setting, "{}"));
        return stage_silent_setting(unit, password_setting, "null");
    });
}

}  // namespace vigil
