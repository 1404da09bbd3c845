#include "out/mail/smtp_mailer.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "base/email.h"
#include "out/mail/mime.h"

namespace vigil::mail {

namespace {

constexpr std::size_t longest_answer = 500;  // bytes, as MailReceipt promises
constexpr std::size_t most_idle = 4;         // connections kept open
constexpr long longest_idle_s = 30;          // servers drop idle ones after a minute or more
constexpr long least_bytes_per_ms = 128;     // of a line that a large mail may go over

struct CurlFree {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    void operator()(char* text) const { curl_free(text); }
};
using Handle = std::unique_ptr<CURL, CurlFree>;

// The url taken apart; the one for curl has no password in it.
struct Server {
    std::string curl_url;
    std::string name;  // host:port
    std::string user, password;
    bool is_near = false;  // this machine
};

std::optional<std::string> part_of(CURLU* url, CURLUPart part, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return std::nullopt;
    return std::string(std::unique_ptr<char, CurlFree>(text).get());
}

bool is_host_name(std::string_view name) {
    return std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-';
    });
}

std::optional<Server> read_server(const SmtpSettings& settings) {
    const std::unique_ptr<CURLU, CurlFree> url(curl_url());
    if (curl_url_set(url.get(), CURLUPART_URL, settings.url.c_str(), 0) != CURLUE_OK)
        return std::nullopt;
    const auto scheme = part_of(url.get(), CURLUPART_SCHEME).value_or("");
    const auto host = part_of(url.get(), CURLUPART_HOST).value_or("");
    const auto path = part_of(url.get(), CURLUPART_PATH).value_or("/");
    const auto port = part_of(url.get(), CURLUPART_PORT).value_or(scheme == "smtps" ? "465" : "25");
    if ((scheme != "smtp" && scheme != "smtps") || host.empty() || path != "/") return std::nullopt;
    if (!is_host_name(settings.helo)) return std::nullopt;
    Server server;
    server.name = host + ":" + port;
    // curl takes the name for EHLO from the path.
    server.curl_url = scheme + "://" + server.name + "/" + settings.helo;
    server.user = part_of(url.get(), CURLUPART_USER, CURLU_URLDECODE).value_or("");
    server.password = part_of(url.get(), CURLUPART_PASSWORD, CURLU_URLDECODE).value_or("");
    server.is_near = host == "localhost" || host == "[::1]" || host.starts_with("127.");
    return server;
}

// What one transfer reads from us and hears from the server.
struct Talk {
    std::string_view rest;  // of the message, not yet sent
    bool message_begun = false;
    std::string last_line;
    // The last answer of 400 and more, unless a better one followed it. After trouble curl takes its leave, and
    // the friendly answer to that is not the one that matters.
    std::string trouble;
    char curl_says[CURL_ERROR_SIZE] = {};

    // The server has the whole message and did not say what becomes of it.
    bool is_unanswered() const { return message_begun && rest.empty() && code() < 400; }
    const std::string& verdict() const { return trouble.empty() ? last_line : trouble; }
    int code() const { return code_of(verdict()); }

    static int code_of(std::string_view line) {
        int code = 0;
        for (std::size_t at = 0; at < 3; ++at) {
            if (at >= line.size() || line[at] < '0' || line[at] > '9') return 0;
            code = code * 10 + (line[at] - '0');
        }
        return code;
    }

    void hear(std::string line) {
        constexpr int goodbye = 221;
        const int code = code_of(line);
        if (code >= 400)
            trouble = line;
        else if (code != goodbye)
            trouble.clear();
        last_line = std::move(line);
    }
};

std::size_t give_message(char* into, std::size_t size, std::size_t count, void* data) noexcept {
    auto& talk = *static_cast<Talk*>(data);
    talk.message_begun = true;
    const auto bytes = std::min(size * count, talk.rest.size());
    std::memcpy(into, talk.rest.data(), bytes);
    talk.rest.remove_prefix(bytes);
    return bytes;
}

// What a server says goes into evidence and logs: one line, printable, bounded.
std::size_t hear_line(char* from, std::size_t size, std::size_t count, void* data) noexcept try {
    auto line = std::string_view(from, std::min(size * count, longest_answer));
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    std::string clean(line);
    std::ranges::replace_if(
        clean, [](char c) { return c < ' ' || c > '~'; }, '?');
    static_cast<Talk*>(data)->hear(std::move(clean));
    return size * count;
} catch (...) {
    return 0;
}

// Does the answer speak of this mail? A 5xx to our greeting, STARTTLS or sign-in speaks of us; so do the codes
// that ask for TLS or a sign-in first (RFC 4954 6).
bool refuses_this_mail(const Talk& talk, CURLcode result) {
    const int code = talk.code();
    const bool of_the_mail = talk.message_begun || result == CURLE_SEND_ERROR;
    return of_the_mail && code >= 500 && code <= 599 && code != 530 && code != 534 && code != 535 &&
           code != 538;
}

// What went wrong, for whoever sets the server up.
std::string_view reason_of(const Talk& talk, CURLcode result) {
    const std::string_view says = talk.curl_says;
    const int code = talk.code();
    switch (result) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return "no_such_host";
        case CURLE_COULDNT_CONNECT:
            return "no_connection";
        case CURLE_OPERATION_TIMEDOUT:
            // Lines without a number are not SMTP, and curl waits for one that is.
            return !talk.last_line.empty() && code == 0 ? "not_a_mail_server" : "no_answer";
        case CURLE_PEER_FAILED_VERIFICATION:
            return "certificate";
        case CURLE_USE_SSL_FAILED:
            return "no_encryption";
        case CURLE_SSL_CONNECT_ERROR:
            return "encryption_failed";
        case CURLE_LOGIN_DENIED:
            return "wrong_password";
        default:
            break;
    }
    if (code == 534 || code == 535) return "wrong_password";
    if (code == 530 || code == 538) return "sign_in_wanted";
    if (says.starts_with("MAIL failed")) return "sender_refused";
    if (says.starts_with("RCPT failed")) return "recipient_refused";
    if (code >= 400 && talk.message_begun) return "message_refused";
    if (result == CURLE_WEIRD_SERVER_REPLY) return "not_a_mail_server";
    if (result == CURLE_RECV_ERROR || result == CURLE_GOT_NOTHING) return "connection_lost";
    return "other";
}

std::optional<std::string> envelope_address(const std::string& email) {
    const auto at = email.rfind('@');
    if (!valid_email(email)) return std::nullopt;
    const auto domain = ascii_domain(std::string_view(email).substr(at + 1));
    if (!domain) return std::nullopt;
    return "<" + email.substr(0, at + 1) + *domain + ">";
}

class SmtpMailer final : public Mailer {
  public:
    SmtpMailer(SmtpSettings settings, Server server)
        : settings_(std::move(settings)), server_(std::move(server)) {}

    Result<MailReceipt> send(const MailMessage& message) override {
        VIGIL_TRY(const auto bytes, build_mime(message));
        const auto from = envelope_address(message.from.email);
        const auto to = envelope_address(message.to.email);
        if (!from || !to) return fail(FaultKind::refused, "mail_refused", "address");
        auto handle = take_handle();
        if (!handle) return deferred("no memory for a connection");
        Talk talk;
        auto result = transfer(handle.get(), *from, *to, bytes, talk);
        if (went_stale(handle.get(), talk, result)) {
            handle = prepared_handle();
            if (!handle) return deferred("no memory for a connection");
            result = transfer(handle.get(), *from, *to, bytes, talk);
        }
        if (result == CURLE_OK) {
            give_back(std::move(handle));
            return MailReceipt{server_.name, talk.last_line};
        }
        const auto log = trouble_of(talk, result);
        // The server's own line beside the reason; empty where it said nothing.
        FaultArgs args{{"reason", std::string(reason_of(talk, result))},
                       {"answer", talk.code() >= 400 ? talk.verdict() : std::string()}};
        if (refuses_this_mail(talk, result))
            return fail(FaultKind::refused, "mail_refused", log, std::move(args));
        if (talk.is_unanswered()) args.emplace_back("perhaps_taken", "yes");
        return deferred(log, std::move(args));
    }

  private:
    // The server's words, where it said something, and curl's.
    std::string trouble_of(const Talk& talk, CURLcode result) const {
        const auto& says = talk.verdict();
        return fmt::format("{}: {}{}(curl {}: {})", server_.name, says, says.empty() ? "" : " ",
                           int(result), talk.curl_says);
    }

    static std::unexpected<Fault> deferred(std::string log, FaultArgs args = {}) {
        return fail(FaultKind::unavailable, "mail_deferred", std::move(log), std::move(args));
    }

    long timeout_ms() const { return std::max(1, settings_.timeout_ms); }

    CURLcode transfer(CURL* handle, const std::string& from, const std::string& to,
                      std::string_view bytes, Talk& talk) const {
        talk = Talk{.rest = bytes, .message_begun = false, .last_line = {}, .trouble = {}};
        const std::unique_ptr<curl_slist, CurlFree> receivers(
            curl_slist_append(nullptr, to.c_str()));
        if (!receivers) return CURLE_OUT_OF_MEMORY;
        curl_easy_setopt(handle, CURLOPT_MAIL_FROM, from.c_str());
        curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, receivers.get());
        curl_easy_setopt(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(bytes.size()));
        curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS,
                         timeout_ms() + long(bytes.size()) / least_bytes_per_ms);
        curl_easy_setopt(handle, CURLOPT_READDATA, &talk);
        curl_easy_setopt(handle, CURLOPT_HEADERDATA, &talk);
        curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, talk.curl_says);
        const auto result = curl_easy_perform(handle);
        curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, nullptr);
        curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, nullptr);
        return result;
    }

    // A kept connection that the server had closed in the meantime; the mail itself was not begun.
    static bool went_stale(CURL* handle, const Talk& talk, CURLcode result) {
        long connections = 1;
        curl_easy_getinfo(handle, CURLINFO_NUM_CONNECTS, &connections);
        const bool hung_up = talk.code() == 421 || talk.code() < 400;
        return result != CURLE_OK && result != CURLE_OPERATION_TIMEDOUT && connections == 0 &&
               !talk.message_begun && hung_up;
    }

    Handle take_handle() {
        const std::lock_guard lock(mutex_);
        if (idle_.empty()) return prepared_handle();
        auto handle = std::move(idle_.back());
        idle_.pop_back();
        return handle;
    }

    void give_back(Handle handle) {
        const std::lock_guard lock(mutex_);
        if (idle_.size() < most_idle) idle_.push_back(std::move(handle));
    }

    Handle prepared_handle() const {
        Handle made(curl_easy_init());
        CURL* handle = made.get();
        if (!handle) return made;
        curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        curl_easy_setopt(handle, CURLOPT_URL, server_.curl_url.c_str());
        if (!server_.user.empty()) {
            curl_easy_setopt(handle, CURLOPT_USERNAME, server_.user.c_str());
            curl_easy_setopt(handle, CURLOPT_PASSWORD, server_.password.c_str());
        }
        curl_easy_setopt(handle, CURLOPT_PROXY, "");  // never the one of the environment
        curl_easy_setopt(handle, CURLOPT_USE_SSL,
                         long(settings_.tls == Tls::never ? CURLUSESSL_NONE
                              : must_have_tls()           ? CURLUSESSL_ALL
                                                          : CURLUSESSL_TRY));
        if (!settings_.ca_file.empty())
            curl_easy_setopt(handle, CURLOPT_CAINFO, settings_.ca_file.c_str());
        curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, std::min(timeout_ms(), 10'000L));
        curl_easy_setopt(handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, 1 + timeout_ms() / 1000);
        curl_easy_setopt(handle, CURLOPT_MAXAGE_CONN, longest_idle_s);
        curl_easy_setopt(handle, CURLOPT_MAXCONNECTS, 1L);
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(handle, CURLOPT_READFUNCTION, give_message);
        curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, hear_line);
        return made;
    }

    bool must_have_tls() const {
        if (settings_.tls == Tls::automatic) return !server_.user.empty() && !server_.is_near;
        return settings_.tls == Tls::required;
    }

    const SmtpSettings settings_;
    const Server server_;
    std::mutex mutex_;  // guards idle_
    std::vector<Handle> idle_;
};

}  // namespace

Result<std::unique_ptr<Mailer>> make_smtp_mailer(SmtpSettings settings) {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (ready != CURLE_OK) return fail(FaultKind::internal, "internal", "curl does not start");
    auto server = read_server(settings);
    // The url is not quoted: a password may stand in it.
    if (!server)
        return fail(FaultKind::malformed, "mail_settings_unusable", "the url of the mail server");
    return std::make_unique<SmtpMailer>(std::move(settings), *std::move(server));
}

}  // namespace vigil::mail
