#include "out/mail/mime.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>

#include "base/email.h"
#include "base/text.h"
#include "out/mail/encode.h"

namespace vigil::mail {

namespace {

std::unexpected<Fault> unwritable(std::string_view what) {
    return fail(FaultKind::refused, "mail_refused",
                "the message cannot be written: " + std::string(what));
}

bool has_line_break_or_control(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return std::uint8_t(c) < 0x20 || c == 0x7F; });
}

// Printable ASCII without blanks and angle brackets.
bool is_bare(std::string_view text) {
    return !text.empty() && text.size() < 900 && std::ranges::all_of(text, [](char c) {
        return c > ' ' && c < 0x7F && c != '<' && c != '>';
    });
}

bool is_header_name(std::string_view name) {
    return !name.empty() && name.size() < 60 && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-';
    });
}

bool is_file(const MailAttachment& file) {
    return file.name.size() < 60 && is_bare(file.type) && is_bare(file.name) &&
           file.name.find_first_of("\"\\/:") == file.name.npos;
}

std::optional<std::string> mailbox(const MailAddress& address) {
    if (!valid_email(address.email)) return std::nullopt;
    const auto at = address.email.rfind('@');
    const auto domain = ascii_domain(std::string_view(address.email).substr(at + 1));
    if (!domain) return std::nullopt;
    auto bare = address.email.substr(0, at + 1) + *domain;
    const auto name = collapse_spaces(address.name);
    if (name.empty()) return bare;
    return phrase(clip(name, 200)) + "\r\n <" + bare + ">";
}

std::string without_carriage_returns(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\r')
            out += text[at];
        else if (at + 1 == text.size() || text[at + 1] != '\n')
            out += '\n';
    }
    return out;
}

std::string with_crlf(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (c == '\n') out += '\r';
        out += c;
    }
    return out;
}

std::string body_part(std::string_view type, std::string_view body) {
    const auto text = without_carriage_returns(body);
    const auto other = std::ranges::count_if(text, [](char c) { return std::uint8_t(c) >= 0x80; });
    const bool mostly_other = std::size_t(other) * 4 > text.size();
    std::string out = fmt::format("Content-Type: {}; charset=utf-8\r\n", type);
    out += fmt::format("Content-Transfer-Encoding: {}\r\n\r\n",
                       mostly_other ? "base64" : "quoted-printable");
    return out + (mostly_other ? base64_lines(with_crlf(text)) : quoted_printable(text));
}

std::string file_part(const MailAttachment& file) {
    const bool is_text = file.type.starts_with("text/");
    return fmt::format(
               "Content-Type: {}{};\r\n name=\"{}\"\r\nContent-Disposition: attachment;\r\n"
               " filename=\"{}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n",
               file.type, is_text ? "; charset=utf-8" : "", file.name, file.name) +
           base64_lines(file.bytes);
}

// Neither encoding of a part can write "=_", so the boundary cannot stand in one.
std::string multipart(std::string_view kind, const MailMessage& message,
                      const std::vector<std::string>& parts) {
    const auto boundary = fmt::format("=_{}_{:016x}", kind, key_hash(message.message_id));
    std::string out =
        fmt::format("Content-Type: multipart/{};\r\n boundary=\"{}\"\r\n\r\n", kind, boundary);
    for (const auto& part : parts) out.append("--" + boundary + "\r\n").append(part).append("\r\n");
    return out + fmt::format("--{}--\r\n", boundary);
}

std::string words_of(const MailMessage& message) {
    auto plain = body_part("text/plain", message.text);
    if (message.html.empty()) return plain;
    return multipart("alternative", message,
                     {std::move(plain), body_part("text/html", message.html)});
}

std::string body_of(const MailMessage& message) {
    if (message.attachments.empty()) return words_of(message);
    std::vector<std::string> parts{words_of(message)};
    for (const auto& file : message.attachments) parts.push_back(file_part(file));
    return multipart("mixed", message, parts);
}

bool says(const MailMessage& message, std::string_view name) {
    return std::ranges::any_of(
        message.headers, [&](const auto& header) { return fold(header.first) == fold(name); });
}

// Those we write ourselves; a second one would make two readers see two mails.
bool is_ours(std::string_view name) {
    constexpr std::string_view ours[] = {
        "from",    "to",   "cc",         "bcc",          "sender",
        "subject", "date", "message-id", "mime-version", "content-language"};
    const auto folded = fold(name);
    return folded.starts_with("content-") || std::ranges::find(ours, folded) != std::end(ours);
}

}  // namespace

Result<std::string> build_mime(const MailMessage& message) {
    const auto from = mailbox(message.from), to = mailbox(message.to);
    if (!from || !to) return unwritable(from ? "address of the receiver" : "address of the sender");
    if (!is_bare(message.message_id)) return unwritable("Message-ID");
    if (message.date.empty() || message.date.size() > 100 ||
        has_line_break_or_control(message.date))
        return unwritable("Date");
    for (const auto* text :
         {&message.subject, &message.text, &message.html, &message.from.name, &message.to.name})
        if (!storable(*text)) return unwritable("text that is no UTF-8");
    for (const auto& file : message.attachments)
        if (!is_file(file)) return unwritable("name of an attached file");
    std::string out = fmt::format("Date: {}\r\nFrom: {}\r\nTo: {}\r\nMessage-ID: <{}>\r\n",
                                  message.date, *from, *to, message.message_id);
    out += text_header("Subject", message.subject);
    if (!says(message, "Auto-Submitted")) out += "Auto-Submitted: auto-generated\r\n";
    if (is_bare(message.language)) out += "Content-Language: " + message.language + "\r\n";
    for (const auto& [name, value] : message.headers) {
        if (!is_header_name(name) || is_ours(name) || !storable(value) ||
            has_line_break_or_control(value))
            return unwritable("header " + fold(clip(name, 60)));
        out += text_header(name, value);
    }
    return out + "MIME-Version: 1.0\r\n" + body_of(message);
}

std::string mail_date(Moment moment) {
    using namespace std::chrono;
    constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const sys_seconds at =
        floor<std::chrono::seconds>(sys_time<microseconds>(microseconds(moment.us)));
    const auto midnight = floor<std::chrono::days>(at);
    const year_month_day date(midnight);
    const hh_mm_ss time(at - midnight);
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000",
                       days[std::chrono::weekday(midnight).c_encoding()], unsigned(date.day()),
                       months[unsigned(date.month()) - 1], int(date.year()), time.hours().count(),
                       time.minutes().count(), time.seconds().count());
}

}  // namespace vigil::mail
