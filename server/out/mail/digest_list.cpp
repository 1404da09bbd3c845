#include <algorithm>

#include "base/csv_cell.h"
#include "base/text.h"
#include "out/mail/digest_mail.h"
#include "out/mail/speech.h"

namespace vigil::mail {

namespace {

constexpr std::size_t least_points = 8;  // of a text that is cut

std::string line_of(const std::vector<std::string>& cells) {
    std::string line;
    for (const auto& cell : cells) {
        if (!line.empty()) line += ',';
        line += csv_cell(cell, CellGuard::formulas);
    }
    return line + "\r\n";
}

// The longest text gives way first; what comes last is the link.
std::string fitting_line(std::vector<std::string> cells) {
    std::string line = line_of(cells);
    while (line.size() > longest_row) {
        auto& longest = *std::ranges::max_element(cells.begin(), cells.end() - 1, {},
                                                  [](const auto& cell) { return cell.size(); });
        const std::size_t points = code_points(longest);
        if (points <= least_points) break;
        longest = std::string(clip(longest, points * 3 / 4 - 1)) + "…";
        line = line_of(cells);
    }
    return line;
}

std::string header_of(const Speech& say, const Digest& digest) {
    return line_of({say("mail.list.rule"), say("mail.list.record"), say("mail.list.details"),
                    say("mail.owner"), say("mail.at_stake"), say("mail.list.state"),
                    say("mail.list.due", {{"zone", digest.zone}}), say("mail.list.late"),
                    say("mail.we_see"), say("mail.list.link")});
}

}  // namespace

MailAttachment digest_list(const Words& words, const Reader& reader, const Digest& digest) {
    const Speech say(words, reader);
    MailAttachment list{digest.file, "text/csv", "\xEF\xBB\xBF" + header_of(say, digest)};
    for (const auto& facts : digest.lines) {
        std::vector<std::string> cells = {
            facts.sentence, facts.title,
            facts.context,  facts.owner,
            facts.amount,   say(code_of(facts.rung)),
            facts.due,      facts.rung == Rung::warning ? std::string() : facts.span,
            facts.see,      std::string(safe_link(facts.link))};
        for (auto& cell : cells) cell = collapse_spaces(cell);  // one line each
        list.bytes += fitting_line(std::move(cells));
    }
    return list;
}

}  // namespace vigil::mail
