// What the search index is made of (architecture.md 4, "Search"); the same tokens in SQLite's FTS5 and in
// PostgreSQL. A text is folded (base/search_fold.h) and cut into words and into runs of scripts that put no blanks
// between words (Chinese, Japanese, Korean, Thai …).
//   word  "Weber"  → "w" "we" (its beginnings) "web" "ebe" "ber" (trigrams)
//   run   "北京市"  → "北" "京" "市" (unigrams) "北京" "京市" (bigrams)
// A token has ASCII letters and digits and non-ASCII characters only, never a blank or a sign, so that any
// plain tokenizer that parts by blanks keeps it whole. A word's beginning has one or two letters and a trigram
// three, so they cannot be mistaken for one another.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vigil {

// Each token once, in the order of its first place; linear in the text, which must be valid UTF-8. Equal texts
// give equal tokens, for ever: an index removes a text by its tokens.
std::vector<std::string> index_tokens(std::string_view text);

// What a text must have to contain every blank-separated part of the query; the caller ANDs the rarest few and
// checks the rows. One or two letters find beginnings of words only. Empty when the query has no letter and no
// digit: then nothing is known. Code that changes here asks for the index to be rebuilt.
std::vector<std::string> query_tokens(std::string_view query);

}  // namespace vigil
