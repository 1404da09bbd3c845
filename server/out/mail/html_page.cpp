#include "out/mail/html_page.h"

#include <fmt/format.h>

#include "base/text.h"

namespace vigil::mail {

namespace {

constexpr std::string_view font =
    "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,"
    "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;";

// Programs that know dark mode take these; the others keep the colours on the elements.
constexpr std::string_view style = R"(
:root { color-scheme: light dark; supported-color-schemes: light dark; }
a { color: #1d4ed8; }
@media (prefers-color-scheme: dark) {
  .page { background: #111417 !important; }
  .card { background: #1b1f24 !important; border-color: #30363d !important; }
  .ink { color: #e8eaed !important; }
  .pale { color: #a3abb5 !important; }
  .line { border-color: #30363d !important; }
  .broken { background: #4a1a1a !important; color: #ffb4ab !important; }
  .warning { background: #42310a !important; color: #f7d488 !important; }
  .neutral { background: #2b3138 !important; color: #d5dae0 !important; }
  a.link { color: #8ab4f8 !important; }
}
@media (max-width: 620px) {
  .card { width: 100% !important; border-left: 0 !important; border-right: 0 !important; }
}
)";

struct Colours {
    std::string_view name, fill, ink;
};

Colours colours_of(Tone tone) {
    switch (tone) {
        case Tone::broken:
            return {"broken", "#fde8e6", "#a61b1b"};
        case Tone::warning:
            return {"warning", "#fdf1d4", "#7a4d00"};
        case Tone::neutral:
            break;
    }
    return {"neutral", "#eceef0", "#3d444d"};
}

std::string badge_html(Tone tone, std::string_view text) {
    const auto [name, fill, ink] = colours_of(tone);
    return fmt::format(
        R"(<span class="{}" style="display:inline-block;padding:2px 8px;border-radius:4px;background:{};)"
        R"(color:{};font-size:13px;line-height:18px;font-weight:600;white-space:nowrap">{}</span>)",
        name, fill, ink, escape_html(text));
}

}  // namespace

std::string_view safe_link(std::string_view link) {
    const bool is_web = link.starts_with("https://") || link.starts_with("http://");
    return is_web && link.find_first_of(" \t\r\n") == std::string_view::npos ? link : "";
}

HtmlPage::HtmlPage(std::string_view language, std::string_view title, std::string_view preview) {
    out_ = fmt::format(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<title>{}</title>\n<style>{}</style>\n</head>\n",
        escape_html(language), escape_html(title), style);
    out_ += fmt::format(
        R"(<body class="page" style="margin:0;padding:0;background:#f3f4f6">)"
        "\n"
        R"(<div style="display:none;max-height:0;overflow:hidden">{}</div>)"
        "\n"
        R"(<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" )"
        R"(style="background:#f3f4f6"><tr><td align="center" style="padding:24px 0">)"
        "\n"
        R"(<table role="presentation" class="card" width="600" cellpadding="0" cellspacing="0" )"
        R"(style="width:600px;max-width:100%;background:#ffffff;border:1px solid #e2e4e8;border-radius:8px">)"
        R"(<tr><td class="ink" style="padding:28px 32px 24px;{}font-size:15px;line-height:22px;color:#1b1f24">)"
        "\n",
        escape_html(preview), font);
}

void HtmlPage::badge(Tone tone, std::string_view text) {
    close_table();
    out_ += fmt::format("<div style=\"margin:0 0 10px\">{}</div>\n", badge_html(tone, text));
}

void HtmlPage::heading(std::string_view text) {
    close_table();
    out_ += fmt::format(R"(<h1 class="ink" style="margin:0 0 4px;font-size:21px;line-height:28px;)"
                        R"(font-weight:650;color:#1b1f24">{}</h1>)"
                        "\n",
                        escape_html(text));
}

void HtmlPage::paragraph(std::string_view text) {
    close_table();
    out_ += fmt::format("<p style=\"margin:0 0 14px\">{}</p>\n", escape_html(text));
}

void HtmlPage::quiet(std::string_view text) {
    if (text.empty()) return;
    close_table();
    out_ += fmt::format(
        R"(<p class="pale" style="margin:0 0 16px;font-size:14px;line-height:20px;color:#57606a">{}</p>)"
        "\n",
        escape_html(text));
}

void HtmlPage::notice(std::string_view text) {
    close_table();
    const auto [name, fill, ink] = colours_of(Tone::neutral);
    out_ += fmt::format(
        R"(<p class="{}" style="margin:0 0 16px;padding:8px 12px;border-radius:6px;background:{};color:{};)"
        R"(font-size:14px;line-height:20px">{}</p>)"
        "\n",
        name, fill, ink, escape_html(text));
}

void HtmlPage::fact(std::string_view label, std::string_view text) {
    if (text.empty()) return;
    open_table();
    out_ += fmt::format(
        R"(<tr><td class="pale line" valign="top" width="112" style="padding:9px 12px 9px 0;border-top:1px solid )"
        R"(#e2e4e8;font-size:14px;line-height:21px;color:#57606a">{}</td><td class="ink line" valign="top" )"
        R"(style="padding:9px 0;border-top:1px solid #e2e4e8;font-size:15px;line-height:21px;)"
        R"(color:#1b1f24">{}</td></tr>)"
        "\n",
        escape_html(label), escape_html(text));
}

void HtmlPage::group(std::string_view title) {
    close_table();
    out_ +=
        fmt::format(R"(<h2 class="pale" style="margin:22px 0 6px;font-size:14px;line-height:20px;)"
                    R"(font-weight:600;color:#57606a">{}</h2>)"
                    "\n",
                    escape_html(title));
}

void HtmlPage::item(std::string_view link, std::string_view title, std::string_view context,
                    std::string_view second_line, Tone tone, std::string_view badge) {
    open_table();
    const auto href = safe_link(link);
    std::string name = fmt::format("<strong>{}</strong>", escape_html(title));
    if (!href.empty())
        name = fmt::format(
            R"(<a class="link" href="{}" style="color:#1d4ed8;text-decoration:none;font-weight:600">{}</a>)",
            escape_html(href), escape_html(title));
    std::string second;
    if (!second_line.empty())
        second = fmt::format(
            R"(<br><span class="ink" style="font-size:14px;line-height:20px;color:#3d444d">{}</span>)",
            escape_html(second_line));
    out_ += fmt::format(
        R"(<tr><td class="line" valign="top" style="padding:10px 8px 10px 0;border-top:1px solid #e2e4e8">{} )"
        R"(<span class="pale" style="font-size:14px;color:#57606a">{}</span>{}</td><td class="line" valign="top" )"
        R"(align="right" style="padding:10px 0;border-top:1px solid #e2e4e8;white-space:nowrap">{}</td></tr>)"
        "\n",
        name, escape_html(context), second, badge_html(tone, badge));
}

void HtmlPage::button(std::string_view link, std::string_view text) {
    const auto href = safe_link(link);
    if (href.empty()) return;
    close_table();
    out_ += fmt::format(
        R"(<table role="presentation" cellpadding="0" cellspacing="0" style="margin:22px 0 16px"><tr>)"
        R"(<td bgcolor="#1d4ed8" style="border-radius:6px;background:#1d4ed8"><a href="{}" )"
        R"(style="display:inline-block;padding:11px 20px;font-size:15px;line-height:20px;font-weight:600;)"
        R"(color:#ffffff;text-decoration:none">{}</a></td></tr></table>)"
        "\n",
        escape_html(href), escape_html(text));
}

void HtmlPage::plain_link(std::string_view lead_in, std::string_view link) {
    const auto href = safe_link(link);
    if (href.empty()) return;
    close_table();
    out_ += fmt::format(
        R"(<p class="pale" style="margin:0 0 16px;font-size:13px;line-height:19px;color:#57606a">{}<br>)"
        R"(<a class="link" href="{}" style="color:#1d4ed8;word-break:break-all">{}</a></p>)"
        "\n",
        escape_html(lead_in), escape_html(href), escape_html(href));
}

std::string HtmlPage::finish(std::string_view footer) && {
    close_table();
    out_ += fmt::format(
        R"(<p class="pale line" style="margin:24px 0 0;padding:14px 0 0;border-top:1px solid #e2e4e8;)"
        R"(font-size:13px;line-height:19px;color:#57606a">{}</p>)"
        "\n</td></tr></table>\n</td></tr></table>\n</body>\n</html>\n",
        escape_html(footer));
    return std::move(out_);
}

void HtmlPage::open_table() {
    if (in_table_) return;
    out_ +=
        "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" "
        "style=\"margin:14px 0 0\">\n";
    in_table_ = true;
}

void HtmlPage::close_table() {
    if (in_table_) out_ += "</table>\n";
    in_table_ = false;
}

}  // namespace vigil::mail
