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

std::vector<std::string> TokenSample::worth_asking(const SearchWay& way) const {
    struct Known {
        int texts;
        const std::string* token;
    };
    std::vector<Known> known;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& token : way.inner) {
            const auto found = texts_with_.find(token);
            known.push_back({found == texts_with_.end() ? 0 : found->second, &token});
        }
    }
    std::ranges::stable_sort(known, {}, &Known::texts);
    std::vector<std::string> asked = way.beginnings;
    std::size_t taken = 0;
    for (const auto& one : known) {
        // What stands in every third text narrows nothing, it only has to be read.
        if (taken == most_asked || (!asked.empty() && one.texts * 3 > texts_)) break;
        asked.push_back(*one.token);
        ++taken;
    }
    return asked;
}

void HitList::offer(Id id, std::string_view text, const SearchWay* way) {
    const auto rank = way ? query_.rank_asked(*way, text) : query_.rank(text);
    if (rank == SearchRank::none || !seen_.emplace(id, true).second) return;
    hits_.push_back({rank, id});
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
