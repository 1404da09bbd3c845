// What somebody types into the search box, read once: the ways in which a text can answer it. An
// index asks by the tokens and looks at the texts; a use case looks again at the fields the caller
// may read. Both decide by the functions here, so that they cannot differ.
//
// A searchable text has one line per field, folded (base/search_fold.h); a line with a telephone number's
// digits begins with '+'. The first line is what the record is called, empty where that is not
// searched. The query's parts (between blanks) must each stand inside a line, not all in one. A part
// of one or two letters counts only at the beginning of a word (base/search_tokens.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vigil {

// How well a text answers, worst first: inside words, at their beginnings, at those of words of its
// name, as a whole line.
enum class SearchRank { none, inside, word, name, exact };

// One way to read the query; any of them suffices.
struct SearchWay {
    std::vector<std::string> parts;  // folded, without blanks; at least one
    std::vector<std::string>
        beginnings;                  // tokens that are beginnings of words, of one or two letters
    std::vector<std::string> inner;  // the other tokens: parts that hold them need no further look
    // Those that a text has in which each part begins a word, though the query may stand inside words too.
    std::vector<std::string> word_beginnings;
    bool digits = false;  // of a telephone number: stands in lines that begin with '+'
};

class SearchQuery {
  public:
    // Of valid UTF-8; only the first 100 code points and 8 parts count.
    explicit SearchQuery(std::string_view typed);

    // No letter and no digit in it: nothing can be looked for.
    bool empty() const { return ways_.empty(); }
    const std::vector<SearchWay>& ways() const { return ways_; }
    // Folded, blanks collapsed: what an exact line is.
    const std::string& whole() const { return whole_; }

    // Of a text of folded lines.
    SearchRank rank(std::string_view text) const;
    // By one of the ways alone. `begun`: the text is known to have all its beginnings, for an index
    // has asked for them; else that is looked at, which takes ten times as long.
    SearchRank rank_by(const SearchWay& way, std::string_view text, bool begun) const;

  private:
    std::string whole_;
    std::vector<SearchWay> ways_;
};

// Does this folded line hold one of the way's parts?
bool line_holds(const SearchWay& way, std::string_view line);

}  // namespace vigil
