#include "out/mail/digest_mail.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"
#include "out/mail/speech.h"

namespace vigil::mail {

namespace {

constexpr std::size_t most_named = 10;    // one by one, where not all are
constexpr std::size_t most_tallies = 40;  // of rules and owners

// What stands under one title, as the text and the page of a mail say it.
struct Row {
    std::string link, title, beside, second;
    Tone tone;
    std::string badge;
};
struct Section {
    std::string title;
    std::vector<Row> rows;
};

bool words_all(const Digest& digest) { return digest.lines.size() <= worded_singly; }

std::string count_line(const Speech& say, const Digest& digest) {
    const FaultArgs args = {{"n", grouped(std::to_string(digest.lines.size()))}};
    switch (digest.kind) {
        case DigestKind::broken_in_team:
            return say("mail.digest.broken_team", args);
        case DigestKind::own_warnings:
            return say("mail.digest.warning_own", args);
        case DigestKind::mixed:
            break;
    }
    return say("mail.digest.mixed", args);
}

std::string headline_of(const Speech& say, const Digest& digest) {
    auto line = count_line(say, digest);
    if (digest.parts <= 1) return line;
    return say("mail.digest.part", {{"headline", std::move(line)},
                                    {"part", std::to_string(digest.part)},
                                    {"parts", std::to_string(digest.parts)}});
}

std::string beside_title(const AlertFacts& facts) {
    std::string text = facts.context;
    for (const auto* part : {&facts.amount, &facts.owner})
        if (!part->empty()) text.append(text.empty() ? "" : " · ").append(*part);
    return text;
}

// Under a title that names the rule only what we see is said.
std::string second_line(bool under_rule, const AlertFacts& facts) {
    if (under_rule && !facts.see.empty()) return facts.see;
    std::string text = facts.broken.empty() ? facts.sentence : facts.broken;
    if (!facts.see.empty()) text.append(text.empty() ? "" : " — ").append(facts.see);
    return text;
}

Row row_of(const Speech& say, const AlertFacts& facts, bool under_rule) {
    return {facts.link,          facts.title,
            beside_title(facts), second_line(under_rule, facts),
            tone_of(facts.rung), when(say, facts)};
}

// Each in words, under its rule.
std::vector<Section> all_of(const Speech& say, const Digest& digest) {
    std::vector<Section> sections;
    std::map<std::string_view, std::size_t> section_of;
    for (const auto& line : digest.lines) {
        const auto [at, is_new] = section_of.try_emplace(line.sentence, sections.size());
        if (is_new) sections.push_back({line.sentence, {}});
        sections[at->second].rows.push_back(row_of(say, line, !line.sentence.empty()));
    }
    return sections;
}

// Those of one rule and owner of which the same is to be said.
struct Tally {
    std::size_t count = 0;
    const AlertFacts* earliest = nullptr;  // of which the time was over first
};

std::vector<Tally> tallies_of(const Digest& digest) {
    std::map<std::tuple<std::string_view, std::string_view, Rung>, Tally> by_kind;
    for (const auto& line : digest.lines) {
        Tally& tally = by_kind[{line.sentence, line.owner, line.rung}];
        ++tally.count;
        if (!tally.earliest || line.due < tally.earliest->due) tally.earliest = &line;
    }
    std::vector<Tally> tallies;
    for (const auto& [kind, tally] : by_kind) tallies.push_back(tally);
    std::ranges::stable_sort(tallies, std::ranges::greater{}, &Tally::count);
    return tallies;
}

// "Ann Alder · 1,532 promises", beside it "up to 13 d 4 h late".
Row row_of(const Speech& say, const Tally& tally) {
    const AlertFacts& facts = *tally.earliest;
    auto badge = when(say, facts);
    if (!facts.span.empty() && tally.count > 1)
        badge = say(facts.rung == Rung::warning ? "mail.digest.soonest" : "mail.digest.longest",
                    {{"when", badge}});
    auto beside = say("mail.digest.count", {{"n", grouped(std::to_string(tally.count))}});
    if (!facts.span.empty() && facts.rung == Rung::escalated)
        beside += " · " + say(code_of(facts.rung));
    return {"",
            facts.owner.empty() ? say("mail.no_owner") : facts.owner,
            std::move(beside),
            "",
            tone_of(facts.rung),
            std::move(badge)};
}

// The most important one by one, then how many there are of each kind.
std::vector<Section> sum_of(const Speech& say, const Digest& digest) {
    std::vector<Section> sections = {{say("mail.digest.first"), {}}};
    for (std::size_t i = 0; i < std::min(most_named, digest.lines.size()); ++i)
        sections.front().rows.push_back(row_of(say, digest.lines[i], false));
    const auto tallies = tallies_of(digest);
    std::map<std::string_view, std::size_t> section_of;
    std::size_t left = 0;
    for (std::size_t i = 0; i < tallies.size(); ++i) {
        if (i >= most_tallies) {
            left += tallies[i].count;
            continue;
        }
        const auto& rule = tallies[i].earliest->sentence;
        const auto [at, is_new] = section_of.try_emplace(rule, sections.size());
        if (is_new) sections.push_back({rule, {}});
        sections[at->second].rows.push_back(row_of(say, tallies[i]));
    }
    if (left > 0)
        sections.push_back({say("mail.digest.others", {{"n", grouped(std::to_string(left))}}), {}});
    return sections;
}

// What is said above the list, a line each.
std::vector<std::string> notes_of(const Speech& say, const Digest& digest) {
    std::vector<std::string> notes;
    if (digest.historic) notes.push_back(say("mail.digest.historic"));
    if (!words_all(digest))
        notes.push_back(
            say("mail.digest.attached",
                {{"n", grouped(std::to_string(digest.lines.size()))}, {"file", digest.file}}));
    return notes;
}

std::string digest_text(const Speech& say, const Reader& reader, const Digest& digest,
                        const std::vector<Section>& sections) {
    std::string text;
    add_line(text, headline_of(say, digest));
    for (const auto& note : notes_of(say, digest)) add_line(text, note);
    if (digest.possibly_repeated) add_line(text, say("mail.possibly_repeated"));
    for (const auto& section : sections) {
        text += "\n";
        if (!section.title.empty()) add_line(text, section.title);
        for (const auto& row : section.rows) {
            const auto title = row.title + (row.beside.empty() ? "" : " · " + row.beside);
            add_line(text,
                     "- " + say("mail.digest.line",
                                {{"title", title}, {"when", row.badge}, {"rest", row.second}}));
            if (row.link.empty()) continue;
            text += "  ";
            add_line(text, safe_link(row.link));
        }
    }
    text += "\n";
    add_line(text, say("mail.open_list") + ": " + std::string(safe_link(digest.link)));
    text += "\n-- \n";
    add_line(text, say("mail.footer_alert", {{"company", reader.company}}));
    return text;
}

std::string preview_of(const std::vector<Section>& sections) {
    std::string preview;
    for (const auto& section : sections)
        for (const auto& row : section.rows)
            if (preview.size() < 200) preview.append(preview.empty() ? "" : ", ").append(row.title);
    return preview;
}

std::string digest_html(const Speech& say, const Reader& reader, const Digest& digest,
                        std::string_view language, const std::vector<Section>& sections) {
    const auto headline = headline_of(say, digest);
    HtmlPage page(language, headline, preview_of(sections));
    page.heading(headline);
    for (const auto& note : notes_of(say, digest)) page.quiet(note);
    if (digest.possibly_repeated) page.notice(say("mail.possibly_repeated"));
    for (const auto& section : sections) {
        page.group(section.title);
        for (const auto& row : section.rows)
            page.item(row.link, row.title, row.beside, row.second, row.tone, row.badge);
    }
    page.button(digest.link, say("mail.open_list"));
    return std::move(page).finish(say("mail.footer_alert", {{"company", reader.company}}));
}

}  // namespace

MailMessage digest_mail(const Words& words, const Reader& reader, const Digest& digest) {
    const Speech say(words, reader);
    const auto sections = words_all(digest) ? all_of(say, digest) : sum_of(say, digest);
    auto message = message_of(words, reader, headline_of(say, digest));
    message.text = digest_text(say, reader, digest, sections);
    message.html = digest_html(say, reader, digest, message.language, sections);
    if (!words_all(digest)) message.attachments.push_back(digest_list(words, reader, digest));
    return message;
}

}  // namespace vigil::mail
