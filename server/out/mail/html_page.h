// The look of our mails, in HTML that mail programs of all ages show: tables, styles on the elements, 600 px, no
// images, readable when a program turns colours round. Every text handed in is escaped here and nowhere else.
#pragma once

#include <string>
#include <string_view>

namespace vigil::mail {

enum class Tone { neutral, warning, broken };

class HtmlPage {
  public:
    // `preview` is the line that lists of mails show beside the subject.
    HtmlPage(std::string_view language, std::string_view title, std::string_view preview);

    void badge(Tone tone, std::string_view text);
    void heading(std::string_view text);
    void paragraph(std::string_view text);
    void quiet(std::string_view text);
    void notice(std::string_view text);
    // A row "We expect | A new lead …"; rows in a row make one table. Nothing when `text` is empty.
    void fact(std::string_view label, std::string_view text);
    void group(std::string_view title);
    // A line of a list: title (a link, unless that is empty), words beside it, a badge at the right, a second line.
    void item(std::string_view link, std::string_view title, std::string_view context,
              std::string_view second_line, Tone tone, std::string_view badge);
    void button(std::string_view link, std::string_view text);
    void plain_link(std::string_view lead_in, std::string_view link);
    // The whole document; the page is used up.
    std::string finish(std::string_view footer) &&;

  private:
    void close_table();
    void open_table();
    std::string out_;
    bool in_table_ = false;
};

// Only http and https links are put into a mail; any other is "".
std::string_view safe_link(std::string_view link);

}  // namespace vigil::mail
