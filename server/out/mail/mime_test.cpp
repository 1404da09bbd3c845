#include "out/mail/mime.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "out/mail/encode.h"

namespace vigil::mail {
namespace {

namespace fs = std::filesystem;

MailMessage plain_message() {
    return {.message_id = "42@vigil.example.com",
            .from = {"Vigil", "vigil@example.com"},
            .to = {"Grace Moreau", "grace@example.com"},
            .subject = "Hello",
            .text = "One line\n",
            .html = "",
            .language = "en",
            .headers = {},
            .date = mail_date({1'772'442'000'000'000})};
}

// What Python's email package, which shares no code with ours, makes of these bytes.
nlohmann::json read_by_python(const std::string& bytes) {
    const auto file = fs::temp_directory_path() / ("vigil_mime_" + std::to_string(::getpid()));
    std::ofstream(file, std::ios::binary) << bytes;
    const std::string script =
        "import email, email.header, email.policy, email.utils, json, sys\n"
        "m = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)\n"
        "p = {x.get_content_type(): x.get_content().replace('\\r\\n', '\\n') for x in m.walk()\n"
        "     if not x.is_multipart()}\n"
        // The modern parser of Python 3.11 keeps the blank between two encoded words of a name, against
        // RFC 2047 6.2; the older one does it right.
        "old = email.message_from_binary_file(open(sys.argv[1], 'rb'))\n"
        "name, address = email.utils.parseaddr(''.join(old['To'].splitlines()))\n"
        "name = str(email.header.make_header(email.header.decode_header(name)))\n"
        "print(json.dumps({'headers': [[k, str(v)] for k, v in m.items()], 'subject': "
        "m['Subject'],\n"
        "    'to_name': name, 'to': address, 'parts': p,\n"
        "    'files': [x.get_filename() for x in m.iter_attachments()],\n"
        "    'defects': [str(d) for x in m.walk() for d in x.defects]}))\n";
    const auto program = file.string() + ".py";
    std::ofstream(program) << script;
    const auto command = "/usr/bin/python3 '" + program + "' '" + file.string() + "'";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::string out;
    std::array<char, 4096> chunk;
    while (const auto n = fread(chunk.data(), 1, chunk.size(), pipe.get()))
        out.append(chunk.data(), n);
    fs::remove(file);
    fs::remove(program);
    return nlohmann::json::parse(out, nullptr, false);
}

void expect_well_formed(const std::string& bytes) {
    std::size_t start = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        ASSERT_LT(std::uint8_t(bytes[at]), 0x80) << "at " << at;
        if (bytes[at] == '\r') {
            ASSERT_EQ(bytes[at + 1], '\n');
        }
        if (bytes[at] != '\n') continue;
        ASSERT_TRUE(at > 0 && bytes[at - 1] == '\r');
        ASSERT_LE(at - 1 - start, 78u) << bytes.substr(start, at - start);
        ASSERT_NE(bytes[start], '.');
        start = at + 1;
    }
}

TEST(Mime, ComesBackAsItWasPutIn) {
    const std::string long_line(3'000, 'x');
    const std::string texts[] = {
        "Priya Haddad: not touched within 1 day (1 d 4 h late)",
        "线索未在一天内得到跟进：普里亚·哈达德（逾期 1 天 4 "
        "小时），请尽快处理，以免客户流失到竞争对手那里",
        "Новая заявка не обработана в течение одного дня — опоздание 1 д 4 ч, примите меры",
        "😀👩‍👩‍👧‍👦 mixed 中文 and é and "
        "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
        "=?UTF-8?B?AAAA?= looks encoded",
        "two  blanks and a \"quote\" \\ back",
        "a=b; <c@d.example>, (e)",
        std::string(200, 'w'),
        "short"};
    for (const auto& text : texts) {
        auto message = plain_message();
        message.subject = text;
        message.to.name = text.substr(0, text.size() < 190 ? text.size() : 0);
        if (message.to.name.find("  ") != std::string::npos) message.to.name = "Ada";
        message.text =
            text + "\n.\n..dot\nFrom me\ntrailing \ttab\t\n" + long_line + text + "\n\nend";
        message.html = "<p>" + text + "</p>\n." + long_line;
        const auto bytes = build_mime(message);
        ASSERT_TRUE(bytes) << bytes.error().log;
        expect_well_formed(*bytes);
        const auto read = read_by_python(*bytes);
        ASSERT_TRUE(read.is_object());
        EXPECT_EQ(read["subject"], message.subject);
        EXPECT_EQ(read["to_name"], message.to.name);
        EXPECT_EQ(read["to"], message.to.email);
        EXPECT_EQ(read["parts"]["text/plain"], message.text);
        EXPECT_EQ(read["parts"]["text/html"], message.html);
        EXPECT_EQ(read["defects"], nlohmann::json::array());
    }
}

TEST(Mime, AFileComesWithIt) {
    auto message = plain_message();
    message.html = "<p>Hello</p>";
    std::string bytes = "\xEF\xBB\xBFRecord,Link\r\n王芳,https://vigil.example.com/\r\n";
    for (int i = 0; i < 100; ++i) bytes += "Ada,https://vigil.example.com/\r\n";
    message.attachments = {{"promises-2026-03-02.csv", "text/csv", bytes}};
    const auto built = build_mime(message);
    ASSERT_TRUE(built) << built.error().log;
    expect_well_formed(*built);
    const auto read = read_by_python(*built);
    EXPECT_EQ(read["parts"]["text/plain"], message.text);
    EXPECT_EQ(read["parts"]["text/html"], message.html);
    std::string lines;
    for (const char c : bytes)
        if (c != '\r') lines += c;
    EXPECT_EQ(read["parts"]["text/csv"], lines);
    EXPECT_EQ(read["files"], nlohmann::json::array({"promises-2026-03-02.csv"}));
    EXPECT_EQ(read["defects"], nlohmann::json::array());
    for (const char* name : {"a\"b.csv", "a\r\nX: 1", "../a.csv", "", "列.csv"}) {
        message.attachments[0].name = name;
        EXPECT_FALSE(build_mime(message)) << name;
    }
}

TEST(Mime, EachHeaderOnce) {
    auto message = plain_message();
    message.headers = {{"X-Vigil-Exception", "77"}};
    const auto read = read_by_python(build_mime(message).value());
    std::map<std::string, std::vector<std::string>> headers;
    for (const auto& row : read["headers"]) headers[row[0]].push_back(row[1]);
    for (const auto& [name, values] : headers) EXPECT_EQ(values.size(), 1u) << name;
    EXPECT_EQ(headers["Message-ID"][0], "<42@vigil.example.com>");
    EXPECT_EQ(headers["Auto-Submitted"][0], "auto-generated");
    EXPECT_EQ(headers["Content-Language"][0], "en");
    EXPECT_EQ(headers["Date"][0], "Mon, 02 Mar 2026 09:00:00 +0000");
    EXPECT_EQ(headers["X-Vigil-Exception"][0], "77");
    message.headers = {{"auto-submitted", "auto-replied"}};
    EXPECT_EQ(build_mime(message)->find("auto-generated"), std::string::npos);
}

TEST(Mime, NoTextAddsAHeader) {
    auto message = plain_message();
    message.subject = "Hi\r\nBcc: eve@example.com\r\n\r\nbody";
    message.to.name = "Ada\r\nX-Evil: 1";
    const auto read = read_by_python(build_mime(message).value());
    EXPECT_EQ(read["subject"], "Hi  Bcc: eve@example.com    body");
    EXPECT_EQ(read["to_name"], "Ada X-Evil: 1");
    for (const auto& row : read["headers"]) {
        EXPECT_NE(row[0], "Bcc");
        EXPECT_NE(row[0], "X-Evil");
    }
    const auto refused = [](auto change) {
        auto bad = plain_message();
        change(bad);
        const auto bytes = build_mime(bad);
        return !bytes && bytes.error().code == "mail_refused";
    };
    EXPECT_TRUE(refused([](auto& m) { m.to.email = "a@b.example\r\nBcc: c@d.example"; }));
    EXPECT_TRUE(refused([](auto& m) { m.from.email = "a@b.example>, <c@d.example"; }));
    EXPECT_TRUE(refused([](auto& m) { m.message_id = "1@x>\r\nBcc: c@d.example"; }));
    EXPECT_TRUE(refused([](auto& m) { m.date += "\nBcc: c@d.example"; }));
    EXPECT_TRUE(refused([](auto& m) { m.headers = {{"X-A", "b\nBcc: c@d.example"}}; }));
    EXPECT_TRUE(refused([](auto& m) { m.headers = {{"X-A: b\r\nBcc", "c@d.example"}}; }));
    EXPECT_TRUE(refused([](auto& m) { m.headers = {{"Bcc", "c@d.example"}}; }));
    EXPECT_TRUE(refused([](auto& m) { m.text = "\xFF"; }));
}

TEST(Mime, InternationalDomainTravelsAsAscii) {
    auto message = plain_message();
    message.to.email = "ada@bücher.example";
    EXPECT_NE(build_mime(message)->find("<ada@xn--bcher-kva.example>"), std::string::npos);
}

TEST(Encode, Base64) {
    EXPECT_EQ(base64_lines(""), "");
    EXPECT_EQ(base64_lines("f"), "Zg==\r\n");
    EXPECT_EQ(base64_lines("fo"), "Zm8=\r\n");
    EXPECT_EQ(base64_lines("foobar"), "Zm9vYmFy\r\n");
}

TEST(Encode, QuotedPrintable) {
    EXPECT_EQ(quoted_printable("a=b é \n.x\nFrom y"), "a=3Db =C3=A9=20\r\n=2Ex\r\n=46rom y");
    const auto folded = quoted_printable(std::string(80, 'x'));
    EXPECT_EQ(folded, std::string(75, 'x') + "=\r\n" + std::string(5, 'x'));
    EXPECT_EQ(quoted_printable(std::string(76, 'x')), std::string(76, 'x'));
    EXPECT_EQ(quoted_printable(std::string(75, 'x') + ".y"), std::string(75, 'x') + "=\r\n=2Ey");
}

}  // namespace
}  // namespace vigil::mail
