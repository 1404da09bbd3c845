#include "out/mail/smtp_mailer.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <set>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "out/mail/mime.h"
#include "out/mail/sink_fixture.h"

namespace vigil::mail {
namespace {

MailMessage message_number(int number) {
    return {.message_id = std::to_string(number) + "@vigil.example.com",
            .from = {"Vigil", "vigil@example.com"},
            .to = {"Grace Moreau", "grace@example.com"},
            .subject = "普里亚·哈达德：逾期",
            .text = "one\n.\n.two\n\n",
            .html = "<p>one</p>",
            .language = "en",
            .headers = {},
            .date = mail_date({1'772'442'000'000'000})};
}

// Answers each command that begins with a key of `says` as it is told, every other one as a friendly server.
// With `mails_per_connection` it hangs up after so many without a word.
class Scripted {
  public:
    explicit Scripted(std::map<std::string, std::string> says, int mails_per_connection = 1'000)
        : says_(std::move(says)), most_(mails_per_connection) {
        listener_ = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof at;
        bind(listener_, reinterpret_cast<sockaddr*>(&at), size);
        listen(listener_, 8);
        getsockname(listener_, reinterpret_cast<sockaddr*>(&at), &size);
        port_ = ntohs(at.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~Scripted() {
        shutdown(listener_, SHUT_RDWR);
        thread_.join();
        close(listener_);
    }
    Scripted(const Scripted&) = delete;
    Scripted& operator=(const Scripted&) = delete;
    int port() const { return port_; }
    std::atomic<int> connections = 0;
    std::atomic<int> hung_up = 0;

  private:
    void serve() {
        while (true) {
            const int peer = accept(listener_, nullptr, nullptr);
            if (peer < 0) return;
            ++connections;
            talk(peer);
            close(peer);
            ++hung_up;
        }
    }
    bool answer(int peer, const std::string& command, const std::string& usual) {
        std::string text = usual;
        for (const auto& [begin, other] : says_)
            if (command.starts_with(begin)) text = other;
        text += "\r\n";
        return ::send(peer, text.data(), text.size(), MSG_NOSIGNAL) > 0 && !text.starts_with("421");
    }
    void talk(int peer) {
        if (!answer(peer, "GREETING", "220 scripted.example.com ESMTP")) return;
        bool in_data = false, asked = false;
        int mails = 0;
        std::string line;
        for (char c; recv(peer, &c, 1, 0) == 1;) {
            line += c;
            if (!line.ends_with("\r\n")) continue;
            const auto command = std::exchange(line, "");
            if (in_data && command != ".\r\n") continue;
            const bool end = std::exchange(in_data, false);
            if (end) {
                if (!answer(peer, "END", "250 2.0.0 kept") || ++mails == most_) return;
            } else if (command.starts_with("DATA")) {
                in_data = says_.count("DATA") == 0;
                if (!answer(peer, "DATA", "354 go on")) return;
            } else if (command.starts_with("EHLO")) {
                if (!answer(peer, "EHLO", "250-scripted.example.com\r\n250 AUTH PLAIN")) return;
            } else if (command.starts_with("QUIT")) {
                answer(peer, "QUIT", "221 bye");
                return;
            } else if (command.starts_with("AUTH")) {
                if (!answer(peer, "AUTH", "334 ")) return;
                asked = true;
            } else if (!answer(peer, command, std::exchange(asked, false) ? "235 ok" : "250 ok")) {
                return;
            }
        }
    }

    std::map<std::string, std::string> says_;
    int most_;
    int listener_ = -1;
    int port_ = 0;
    std::thread thread_;
};

std::unique_ptr<Mailer> mailer_to(int port, int timeout_ms = 10'000, const std::string& user = "") {
    auto mailer = make_smtp_mailer({.url = "smtp://" + user + "127.0.0.1:" + std::to_string(port),
                                    .tls = Tls::automatic,
                                    .ca_file = {},
                                    .helo = "vigil.example.com",
                                    .timeout_ms = timeout_ms});
    return mailer ? *std::move(mailer) : nullptr;
}

std::string outcome(Mailer& mailer) {
    const auto receipt = mailer.send(message_number(1));
    if (receipt) return "accepted";
    EXPECT_EQ(receipt.error().kind,
              receipt.error().code == "mail_refused" ? FaultKind::refused : FaultKind::unavailable);
    return receipt.error().code;
}

TEST(SmtpMailer, AcceptedWithAReceipt) {
    const Sink sink;
    auto mailer = mailer_to(sink.port());
    const auto receipt = mailer->send(message_number(7));
    ASSERT_TRUE(receipt) << receipt.error().log;
    EXPECT_EQ(receipt->server, "127.0.0.1:" + std::to_string(sink.port()));
    EXPECT_EQ(receipt->answer, "250 2.0.0 kept as 0001");
    const auto rows = sink.accepted();
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].message_id, "<7@vigil.example.com>");
    EXPECT_EQ(rows[0].to, std::vector<std::string>{"grace@example.com"});
    EXPECT_EQ(rows[0].subject, "普里亚·哈达德：逾期");
    // What arrived is what was built, to the byte: no dot was lost or doubled.
    EXPECT_EQ(sink.mail(rows[0].file), build_mime(message_number(7)).value());
}

TEST(SmtpMailer, ManyThreadsEachMailOnce) {
    const Sink sink;
    auto mailer = mailer_to(sink.port());
    std::vector<std::thread> threads;
    std::atomic<int> accepted = 0;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 10; ++i)
                accepted += mailer->send(message_number(t * 10 + i)).has_value();
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(accepted, 40);
    std::set<std::string> ids;
    for (const auto& row : sink.accepted()) ids.insert(row.message_id);
    EXPECT_EQ(ids.size(), 40u);
    EXPECT_EQ(sink.accepted().size(), 40u);
}

TEST(SmtpMailer, RefusedForGoodOrForNow) {
    const Sink refusing({"--refuse-every", "1", "--refuse-code", "554"});
    const auto mailer = mailer_to(refusing.port());
    const auto receipt = mailer->send(message_number(1));
    ASSERT_FALSE(receipt);
    EXPECT_EQ(receipt.error().code, "mail_refused");
    EXPECT_NE(receipt.error().log.find("554 refused for a test"), std::string::npos)
        << receipt.error().log;
    const Sink busy({"--refuse-every", "1", "--refuse-code", "451"});
    EXPECT_EQ(outcome(*mailer_to(busy.port())), "mail_deferred");
}

TEST(SmtpMailer, OnlyA5xxToTheMailItselfIsForGood) {
    const std::pair<std::map<std::string, std::string>, const char*> cases[] = {
        {{}, "accepted"},
        {{{"RCPT", "550 5.1.1 nobody here"}}, "mail_refused"},
        {{{"RCPT", "450 later"}}, "mail_deferred"},
        {{{"MAIL", "552 too large"}}, "mail_refused"},
        {{{"MAIL", "530 sign in first"}}, "mail_deferred"},
        {{{"DATA", "554 no"}}, "mail_refused"},
        {{{"DATA", "421 going down"}}, "mail_deferred"},
        {{{"END", "554 spam"}}, "mail_refused"},
        {{{"END", "452 disk full"}}, "mail_deferred"},
        {{{"EHLO", "502 what?"}, {"DATA", "451 later"}}, "mail_deferred"},
        {{{"GREETING", "554 not you"}}, "mail_deferred"},
        {{{"AUTH", "535 wrong password"}}, "mail_deferred"},
        {{{"END", "no number at all"}}, "mail_deferred"},
    };
    for (const auto& [says, expected] : cases) {
        const Scripted server(says, 1);
        EXPECT_EQ(outcome(*mailer_to(server.port(), 2'000, "ada:s3cret@")), expected)
            << (says.empty() ? "" : says.begin()->first + " " + says.begin()->second);
    }
}

// "reason" and "answer" of a failed send.
std::pair<std::string, std::string> why(Mailer& mailer) {
    const auto receipt = mailer.send(message_number(1));
    std::pair<std::string, std::string> found;
    if (!receipt)
        for (const auto& [name, value] : receipt.error().args)
            if (name != "perhaps_taken") (name == "reason" ? found.first : found.second) = value;
    return found;
}

bool is_perhaps_taken(Mailer& mailer) {
    const auto receipt = mailer.send(message_number(1));
    return !receipt && std::ranges::any_of(receipt.error().args, [](const auto& arg) {
        return arg.first == "perhaps_taken";
    });
}

TEST(SmtpMailer, OnlyWhatWasHandedOverWholeMayHaveBeenTaken) {
    const Sink stalled({"--stall-every", "1", "--stall-s", "20"});
    EXPECT_TRUE(is_perhaps_taken(*mailer_to(stalled.port(), 200)));
    const std::map<std::string, std::string> cases[] = {
        {{"END", "452 disk full"}}, {{"RCPT", "450 later"}}, {{"DATA", "421 going down"}}};
    for (const auto& says : cases) {
        const Scripted server(says, 1);
        EXPECT_FALSE(is_perhaps_taken(*mailer_to(server.port(), 2'000, "ada:s3cret@")))
            << says.begin()->second;
    }
}

TEST(SmtpMailer, TheReasonIsTold) {
    const std::tuple<std::map<std::string, std::string>, const char*, const char*> cases[] = {
        {{{"AUTH", "535 5.7.8 wrong"}}, "wrong_password", "535 5.7.8 wrong"},
        {{{"RCPT", "550 5.1.1 nobody here"}}, "recipient_refused", "550 5.1.1 nobody here"},
        {{{"MAIL", "553 not your address"}}, "sender_refused", "553 not your address"},
        {{{"MAIL", "530 sign in first"}}, "sign_in_wanted", "530 sign in first"},
        {{{"END", "554 spam"}}, "message_refused", "554 spam"},
        {{{"GREETING", "HTTP/1.1 400 Bad Request"}}, "not_a_mail_server", ""},
    };
    for (const auto& [says, reason, answer] : cases) {
        const Scripted server(says, 1);
        EXPECT_EQ(why(*mailer_to(server.port(), 2'000, "ada:s3cret@")),
                  std::pair(std::string(reason), std::string(answer)))
            << says.begin()->second;
    }
}

TEST(SmtpMailer, TheReasonIsToldWhereNobodyAnswers) {
    const auto reason_at = [](const std::string& url, Tls tls) {
        const auto mailer = make_smtp_mailer(
            {.url = url, .tls = tls, .ca_file = {}, .helo = {}, .timeout_ms = 2'000});
        return why(**mailer).first;
    };
    EXPECT_EQ(reason_at("smtp://nobody.invalid:25", Tls::never), "no_such_host");
    const Scripted server({});
    const auto place = "127.0.0.1:" + std::to_string(server.port());
    EXPECT_EQ(reason_at("smtp://" + place, Tls::required), "no_encryption");
    EXPECT_EQ(reason_at("smtps://" + place, Tls::required), "encryption_failed");
    const Sink stalled({"--stall-every", "1", "--stall-s", "20"});
    EXPECT_EQ(why(*mailer_to(stalled.port(), 200)).first, "no_answer");
}

TEST(SmtpMailer, NobodyListens) {
    int port = 0;
    {
        const Scripted server({});
        port = server.port();
        mailer_to(port)->send(message_number(1));  // so that accept() has had its turn
    }
    EXPECT_EQ(outcome(*mailer_to(port)), "mail_deferred");
    EXPECT_EQ(why(*mailer_to(port)).first, "no_connection");
    const auto log = mailer_to(port)->send(message_number(1)).error().log;
    EXPECT_NE(log.find(std::to_string(port) + ": (curl 7: "), std::string::npos) << log;
}

TEST(SmtpMailer, AStallEndsAtTheTimeOut) {
    const Sink sink({"--stall-every", "1", "--stall-s", "20"});
    auto mailer = mailer_to(sink.port(), 200);
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(outcome(*mailer), "mail_deferred");
    mailer.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(3));
}

TEST(SmtpMailer, OneConnectionForManyMails) {
    const Scripted server({});
    {
        const auto mailer = mailer_to(server.port());
        for (int i = 0; i < 5; ++i) EXPECT_TRUE(mailer->send(message_number(i)));
    }
    EXPECT_EQ(server.connections, 1);
}

TEST(SmtpMailer, AConnectionThatWentAwayIsReplaced) {
    const Scripted server({}, 1);
    const auto mailer = mailer_to(server.port());
    for (int i = 0; i < 5; ++i) {
        const auto receipt = mailer->send(message_number(i));
        EXPECT_TRUE(receipt) << receipt.error().log;
        while (server.hung_up <= i) std::this_thread::yield();
    }
    EXPECT_EQ(server.connections, 5);
}

TEST(SmtpMailer, NothingCanBeSmuggledIn) {
    const Sink sink;
    const auto mailer = mailer_to(sink.port());
    for (const char* address :
         {"a@b.example\r\nRCPT TO:<eve@example.com>", "a@b.example> SIZE=1 <x@y.example",
          "a b@c.example", "", "a@b.example\n"}) {
        auto message = message_number(1);
        message.to.email = address;
        const auto receipt = mailer->send(message);
        ASSERT_FALSE(receipt) << address;
        EXPECT_EQ(receipt.error().code, "mail_refused");
    }
    auto message = message_number(2);
    message.subject = "x\r\n.\r\nMAIL FROM:<eve@example.com>\r\n";
    message.text = "\r\n.\r\nMAIL FROM:<eve@example.com>\r\nRCPT TO:<eve@example.com>\r\nDATA\r\n";
    ASSERT_TRUE(mailer->send(message));
    const auto rows = sink.accepted();
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].from, "vigil@example.com");
}

TEST(SmtpMailer, PasswordsStayOutOfFaults) {
    const Scripted server(std::map<std::string, std::string>{{"AUTH", "535 wrong"}});
    const auto receipt = mailer_to(server.port(), 2'000, "ada:s3cr%40t@")->send(message_number(1));
    ASSERT_FALSE(receipt);
    EXPECT_EQ(receipt.error().log.find("s3cr"), std::string::npos) << receipt.error().log;
    for (const char* url :
         {"http://u:s3cret@h", "smtp://", "smtp://u:s3cret@h/path", "", "smtp://u:s3cret@h:x"}) {
        const auto mailer = make_smtp_mailer(
            {.url = url, .tls = Tls::automatic, .ca_file = {}, .helo = {}, .timeout_ms = 100});
        ASSERT_FALSE(mailer) << url;
        EXPECT_EQ(mailer.error().code, "mail_settings_unusable");
        EXPECT_EQ(mailer.error().log.find("s3cret"), std::string::npos);
    }
}

TEST(SmtpMailer, NoTlsWhereItIsRequired) {
    const Scripted server({});
    const auto mailer =
        make_smtp_mailer({.url = "smtp://127.0.0.1:" + std::to_string(server.port()),
                          .tls = Tls::required,
                          .ca_file = {},
                          .helo = {},
                          .timeout_ms = 2'000});
    ASSERT_TRUE(mailer);
    EXPECT_EQ(outcome(**mailer), "mail_deferred");
}

}  // namespace
}  // namespace vigil::mail
