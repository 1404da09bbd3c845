#include "storage/search_plan.h"

#include <algorithm>

#include "base/search_tokens.h"
#include "base/text.h"

namespace vigil::storage {

namespace {

// A sign that no token of a text has (base/search_tokens.h), though a plain tokenizer keeps it.
constexpr std::string_view mark = "·";
constexpr std::size_t most_asked = 4;
constexpr int largest_sample = 8'000;

}  // namespace

std::string line_token(std::string_view line) {
    return std::string(mark) + "l" + std::to_string(key_hash(line));
}

std::string owner_token(Id owner) { return std::string(mark) + "o" + std::to_string(owner.value); }

std::string tokens_text(const SearchText& text) {
    std::string joined = owner_token(text.owner);
    for (const auto& token : index_tokens(text.text)) joined.append(" ").append(token);
    for (std::string_view rest = text.text; !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size());
        joined.append(" ").append(line_token(rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return joined;
}

void TokenSample::add(std::string_view text) {
    const std::lock_guard lock(mutex_);
    if (texts_ >= largest_sample) return;
    ++texts_;
    for (const auto& token : index_tokens(text)) ++texts_with_[token];
}

Asked TokenSample::worth_asking(const SearchWay& way) const {
    struct Known {
        int texts;
        const std::string* token;
        bool beginning;
    };
    std::vector<Known> known;
    int few = 0;
    {
        const std::lock_guard lock(mutex_);
        const auto add = [&](const std::string& token, bool beginning) {
            const auto found = texts_with_.find(token);
            known.push_back({found == texts_with_.end() ? 0 : found->second, &token, beginning});
        };
        for (const auto& token : way.beginnings) add(token, true);
        for (const auto& token : way.inner) add(token, false);
        few = texts_ / 500;
    }
    std::ranges::stable_sort(known, {}, &Known::texts);
    Asked asked;
    // What is much more frequent than the rarest narrows nothing, it only has to be read.
    const int most = std::max(known.front().texts, few) * 20;
    for (const auto& one : known) {
        if (asked.tokens.empty() || (asked.tokens.size() < most_asked && one.texts <= most))
            asked.tokens.push_back(*one.token);
        else if (one.beginning)
            asked.begun = false;
    }
    return asked;
}

std::vector<std::string> TokenSample::asking_for_beginnings(const SearchWay& way) const {
    auto tokens = worth_asking(way).tokens;
    const auto known = tokens.size();
    for (const auto& token : way.word_beginnings)
        if (std::ranges::find(way.beginnings, token) == way.beginnings.end())
            tokens.push_back(token);
    if (tokens.size() == known) tokens.clear();
    return tokens;
}

void HitList::offer(Id id, std::string_view text, const SearchWay* way, bool begun) {
    const auto rank = way ? query_.rank_by(*way, text, begun) : query_.rank(text);
    if (rank == SearchRank::none || !seen_.emplace(id, true).second) return;
    hits_.push_back({rank, id});
    if (rank > SearchRank::inside) ++begun_;
}

SearchHits HitList::take(bool complete) && {
    std::ranges::sort(hits_, [](const Hit& a, const Hit& b) {  // ids grow with time
        return a.rank != b.rank ? a.rank > b.rank : b.id < a.id;
    });
    SearchHits answer{{}, complete && int(hits_.size()) <= limit_};
    for (const auto& hit : hits_)
        if (int(answer.ids.size()) < limit_) answer.ids.push_back(hit.id);
    return answer;
}

}  // namespace vigil::storage
