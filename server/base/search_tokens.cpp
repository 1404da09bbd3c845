#include "base/search_tokens.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <array>
#include <unordered_set>

#include "base/search_fold.h"
#include "base/text.h"

namespace vigil {

namespace {

enum class Kind { sign, blank, mark, word, unspaced };

Kind kind_of_wide(UChar32 c) {
    if (u_isUWhiteSpace(c)) return Kind::blank;
    const auto category = u_charType(c);
    if (category == U_OTHER_SYMBOL) return Kind::unspaced;  // an emoji can be looked for too
    const auto mask = U_GET_GC_MASK(c);
    if ((mask & U_GC_M_MASK) != 0) return Kind::mark;
    if ((mask & (U_GC_L_MASK | U_GC_N_MASK)) == 0) return Kind::sign;
    if (u_isdigit(c)) return Kind::word;
    constexpr std::array scripts = {
        USCRIPT_HAN, USCRIPT_HIRAGANA, USCRIPT_KATAKANA, USCRIPT_HANGUL, USCRIPT_BOPOMOFO,
        USCRIPT_YI,  USCRIPT_THAI,     USCRIPT_LAO,      USCRIPT_KHMER,  USCRIPT_MYANMAR};
    for (const auto script : scripts)
        if (uscript_hasScript(c, script)) return Kind::unspaced;
    return Kind::word;
}

Kind kind_of(UChar32 c) {
    if (c >= 0x80) return kind_of_wide(c);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return Kind::word;
    return c == ' ' || (c >= '\t' && c <= '\r') ? Kind::blank : Kind::sign;
}

// A maximal stretch of one kind, and where its characters begin and end.
struct Piece {
    Kind kind = Kind::sign;
    std::vector<std::size_t> edges;  // of n characters: n + 1 offsets into the folded text
    bool first_of_part = false;      // nothing but signs before it since the last blank
    bool sign_before = false;
    bool last_of_part = true;

    std::size_t size() const { return edges.size() - 1; }
    std::string cut(const std::string& text, std::size_t at, std::size_t n) const {
        return text.substr(edges[at], edges[at + n] - edges[at]);
    }
};

std::vector<Piece> pieces_of(const std::string& folded) {
    std::vector<Piece> pieces;
    bool part_has_piece = false;
    Kind before = Kind::blank;
    for (std::int32_t at = 0, length = std::int32_t(folded.size()); at < length;) {
        const auto start = std::size_t(at);
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(folded.data()), at, length, c);
        auto kind = kind_of(c);
        if (kind == Kind::mark)  // belongs to what it stands on
            kind = before == Kind::blank ? Kind::sign : before;
        if (kind == Kind::blank) part_has_piece = false;
        if (kind == Kind::word || kind == Kind::unspaced) {
            if (kind != before) {
                if (part_has_piece) pieces.back().last_of_part = false;
                pieces.push_back({kind, {start}, !part_has_piece, before == Kind::sign});
                part_has_piece = true;
            }
            pieces.back().edges.push_back(std::size_t(at));
        }
        before = kind;
    }
    return pieces;
}

class Tokens {
  public:
    void add(std::string token) {
        if (seen_.insert(token).second) list_.push_back(std::move(token));
    }
    void add_each(const Piece& piece, const std::string& text, std::size_t n) {
        for (std::size_t at = 0; at + n <= piece.size(); ++at) add(piece.cut(text, at, n));
    }
    std::vector<std::string> take() && { return std::move(list_); }

  private:
    std::unordered_set<std::string> seen_;
    std::vector<std::string> list_;
};

}  // namespace

std::vector<std::string> index_tokens(std::string_view text) {
    const auto folded = search_fold(text);
    Tokens tokens;
    for (const auto& piece : pieces_of(folded)) {
        if (piece.kind == Kind::unspaced) {
            tokens.add_each(piece, folded, 1);
            tokens.add_each(piece, folded, 2);
        } else {
            tokens.add(piece.cut(folded, 0, 1));
            if (piece.size() >= 2) tokens.add(piece.cut(folded, 0, 2));
            tokens.add_each(piece, folded, 3);
        }
    }
    return std::move(tokens).take();
}

std::vector<std::string> query_tokens(std::string_view query) {
    const auto folded = search_fold(query);
    Tokens tokens;
    for (const auto& piece : pieces_of(folded)) {
        if (piece.kind == Kind::unspaced) {
            tokens.add_each(piece, folded, piece.size() == 1 ? 1 : 2);
        } else if (piece.size() >= 3) {
            tokens.add_each(piece, folded, 3);
        } else if (!piece.first_of_part || piece.sign_before || piece.last_of_part) {
            // In "le.co" the "le" may be the end of a longer word and asks for nothing; the "co" begins one.
            tokens.add(piece.cut(folded, 0, piece.size()));
        }
    }
    return std::move(tokens).take();
}

}  // namespace vigil
