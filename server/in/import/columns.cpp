#include "in/import/columns.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "in/import/header_words.h"

namespace vigil::import {
namespace {

// "leadSource" and "LEADSource" get a blank before "Source"; before folding, which loses the case.
icu::UnicodeString split_humps(const icu::UnicodeString& text) {
    icu::UnicodeString out;
    for (int32_t i = 0; i < text.length(); ++i) {
        const UChar c = text[i];
        const bool hump =
            i > 0 && u_isUUppercase(c) &&
            (u_isULowercase(text[i - 1]) ||
             (i + 1 < text.length() && u_isUUppercase(text[i - 1]) && u_isULowercase(text[i + 1])));
        if (hump) out.append(u' ');
        out.append(c);
    }
    return out;
}

// "Amount (EUR)" is "Amount"; a header that is nothing but brackets stays.
icu::UnicodeString without_brackets(const icu::UnicodeString& text) {
    for (const UChar bracket : {u'(', u'[', u'（'}) {
        const int32_t at = text.indexOf(bracket);
        if (at > 0) return {text, 0, at};
    }
    return text;
}

bool has_han(const icu::UnicodeString& text) {
    for (int32_t i = 0; i < text.length(); ++i) {
        if (text[i] >= 0x4E00 && text[i] <= 0x9FFF) return true;
    }
    return false;
}

void simplify_han(icu::UnicodeString& text) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> simplify(
        icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, error));
    if (U_SUCCESS(error) && simplify) simplify->transliterate(text);
}

icu::UnicodeString normalized(const icu::Normalizer2* (*kind)(UErrorCode&),
                              const icu::UnicodeString& text) {
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* const form = kind(error);
    if (U_FAILURE(error)) return text;
    icu::UnicodeString out = form->normalize(text, error);
    return U_SUCCESS(error) ? out : text;
}

// Letters and digits of all scripts, words apart by one blank, no accents.
std::string words_only(const icu::UnicodeString& text) {
    icu::UnicodeString out;
    bool gap = false;
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        if (u_charType(c) == U_NON_SPACING_MARK || c == '\'' || c == 0x2019) continue;
        if (!u_isalnum(c) && c != '%') {
            gap = true;
            continue;
        }
        if (gap && !out.isEmpty()) out.append(u' ');
        gap = false;
        out.append(c);
    }
    std::string utf8;
    out.toUTF8String(utf8);
    return utf8;
}

std::string compact(std::string_view normal) {
    std::string out;
    std::copy_if(normal.begin(), normal.end(), std::back_inserter(out),
                 [](char c) { return c != ' '; });
    return out;
}

template <class Visit>
void each_word(std::string_view list, Visit visit) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find('|'), list.size());
        visit(list.substr(0, end));
        list.remove_prefix(std::min(list.size(), end + 1));
    }
}

// The tables in folded form, made once.
struct Words {
    // (entity, field) -> word -> confidence
    std::map<std::pair<std::string, std::string>, std::map<std::string, int>> fields;
    std::map<std::string, std::vector<std::string>> prefixes;
    std::set<std::string> all;
};

const Words& known_words() {
    static const Words words = [] {
        Words made;
        for (const HeaderWords& row : header_words()) {
            auto& field = made.fields[{std::string(row.entity), std::string(row.field)}];
            const auto put = [&](std::string_view word, int confidence) {
                const std::string folded = compact(normal_header(word));
                field.emplace(folded, confidence);
                made.all.insert(folded);
            };
            each_word(row.strong, [&](std::string_view w) { put(w, 90); });
            each_word(row.weak, [&](std::string_view w) { put(w, 70); });
        }
        for (const EntityWords& row : entity_words()) {
            each_word(row.words, [&](std::string_view w) {
                made.prefixes[std::string(row.entity)].push_back(compact(normal_header(w)));
            });
        }
        return made;
    }();
    return words;
}

// At most one letter changed, put in, left out, or two neighbours exchanged.
bool nearly(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > 1 || a.size() < 6) return false;
    const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin());
    const std::string_view ra(a.substr(static_cast<std::size_t>(x - a.begin())));
    const std::string_view rb(b.substr(static_cast<std::size_t>(y - b.begin())));
    if (a.size() != b.size()) return ra == rb.substr(1);
    if (ra.size() < 2 || ra.substr(1) == rb.substr(1)) return true;
    return ra[0] == rb[1] && ra[1] == rb[0] && ra.substr(2) == rb.substr(2);
}

// Above all likeness: the header is the key letter by letter, or else a label. Told as 100.
constexpr int as_key = 102, as_label = 101, certain = 100;

class Matcher {
  public:
    Matcher(std::string_view entity, const FieldCandidate& candidate)
        : key_(candidate.key), labels_(candidate.labels.begin(), candidate.labels.end()) {
        own_.insert(compact(normal_header(candidate.key)));
        for (const std::string& label : candidate.labels) {
            own_.insert(compact(normal_header(label)));
        }
        const Words& words = known_words();
        for (const std::string& scope : {std::string(entity), std::string()}) {
            const auto found = words.fields.find({scope, candidate.key});
            if (found == words.fields.end()) continue;
            usual_ = &found->second;
            break;
        }
        const auto prefixes = words.prefixes.find(std::string(entity));
        if (prefixes != words.prefixes.end()) prefixes_ = &prefixes->second;
    }

    // `written`: the header as it stands there.
    int confidence(const std::string& header, std::string_view written) const {
        if (header.empty()) return 0;
        if (written == key_) return as_key;
        if (labels_.contains(written)) return as_label;
        if (own_.contains(header)) return 100;
        int best = usual(header);
        if (best >= 90 || prefixes_ == nullptr) return best;
        for (const std::string& prefix : *prefixes_) {
            if (!header.starts_with(prefix) || header.size() == prefix.size()) continue;
            const std::string rest = header.substr(prefix.size());
            if (own_.contains(rest) || usual(rest) == 90) best = std::max(best, 80);
        }
        return best > 0 ? best : misspelt(header);
    }

  private:
    int usual(const std::string& header) const {
        if (usual_ == nullptr) return 0;
        const auto found = usual_->find(header);
        return found == usual_->end() ? 0 : found->second;
    }

    int misspelt(const std::string& header) const {
        const bool near_own = std::any_of(own_.begin(), own_.end(),
                                          [&](const auto& word) { return nearly(word, header); });
        if (near_own) return 60;
        if (usual_ == nullptr) return 0;
        return std::any_of(usual_->begin(), usual_->end(),
                           [&](const auto& word) { return nearly(word.first, header); })
                   ? 60
                   : 0;
    }

    std::string key_;
    std::set<std::string, std::less<>> labels_;
    std::set<std::string> own_;
    const std::map<std::string, int>* usual_ = nullptr;
    const std::vector<std::string>* prefixes_ = nullptr;
};

std::string_view header_text(std::string_view header) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = header.find_first_not_of(blanks);
    if (first == header.npos) return {};
    return header.substr(first, header.find_last_not_of(blanks) + 1 - first);
}

using Table = std::vector<std::vector<int>>;  // [header][candidate]

Table confidences(std::string_view entity, const std::vector<std::string>& headers,
                  const std::vector<FieldCandidate>& candidates) {
    std::vector<Matcher> matchers;
    for (const FieldCandidate& candidate : candidates) matchers.emplace_back(entity, candidate);
    Table table;
    for (const std::string& header : headers) {
        const std::string folded = compact(normal_header(header));
        auto& row = table.emplace_back();
        for (const Matcher& matcher : matchers)
            row.push_back(matcher.confidence(folded, header_text(header)));
    }
    return table;
}

// Gives out fields from the surest pair down. A pair stands when, among what is still free, neither
// its column nor its field has another partner of the same confidence.
class Assignment {
  public:
    Assignment(Table table, const std::vector<FieldCandidate>& candidates)
        : table_(std::move(table)),
          candidates_(candidates),
          taken_(candidates.size()),
          matches_(table_.size()) {}

    std::vector<ColumnMatch> run() {
        for (const int level : {as_key, as_label, certain, 90, 80, 70, 60}) settle(level);
        return std::move(matches_);
    }

  private:
    bool open(std::size_t h, std::size_t c, int level) const {
        return !taken_[c] && !matches_[h].field && matches_[h].rivals.empty() &&
               table_[h][c] == level;
    }

    void settle(int level) {
        std::vector<std::pair<std::size_t, std::size_t>> sure;
        std::vector<std::pair<std::size_t, std::size_t>> unsure;
        for (std::size_t h = 0; h < table_.size(); ++h) {
            for (std::size_t c = 0; c < candidates_.size(); ++c) {
                if (!open(h, c, level)) continue;
                (partners(h, c, level) == 1 ? sure : unsure).emplace_back(h, c);
            }
        }
        for (const auto& [h, c] : unsure) {
            matches_[h].rivals.push_back(candidates_[c].key);
            taken_[c] = true;
        }
        for (const auto& [h, c] : sure) {
            matches_[h].field = c;
            matches_[h].confidence = std::min(level, certain);
            taken_[c] = true;
        }
    }

    std::size_t partners(std::size_t h, std::size_t c, int level) const {
        std::size_t count = 1;
        for (std::size_t other = 0; other < candidates_.size(); ++other) {
            if (other != c && open(h, other, level)) ++count;
        }
        for (std::size_t other = 0; other < table_.size(); ++other) {
            if (other != h && open(other, c, level)) ++count;
        }
        return count;
    }

    Table table_;
    const std::vector<FieldCandidate>& candidates_;
    std::vector<bool> taken_;
    std::vector<ColumnMatch> matches_;
};

}  // namespace

std::string normal_header(std::string_view header) {
    auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(
        header.data(), static_cast<int32_t>(std::min<std::size_t>(header.size(), 1000))));
    text = without_brackets(split_humps(text));
    if (has_han(text)) simplify_han(text);
    text = normalized(icu::Normalizer2::getNFKCCasefoldInstance, text);
    return words_only(normalized(icu::Normalizer2::getNFDInstance, text));
}

std::vector<ColumnMatch> match_columns(std::string_view entity,
                                       const std::vector<std::string>& headers,
                                       const std::vector<FieldCandidate>& candidates) {
    return Assignment(confidences(entity, headers, candidates), candidates).run();
}

bool is_header_word(std::string_view header) {
    if (header.size() > 60) return false;
    return known_words().all.contains(compact(normal_header(header)));
}

}  // namespace vigil::import
