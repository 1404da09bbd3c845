#include "rules/lex_condition.h"

#include "rules/ascii.h"

namespace vigil::rules {

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Length of the UTF-8 character at the start of `text`; 0 when there is none (overlong forms,
// surrogates and NUL count as none).
std::size_t character_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(0);
    if (first < 0x80) return first == 0 ? 0 : 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xC0) != 0x80) return 0;
    const unsigned second = byte(1);
    const bool bad = (first == 0xE0 && second < 0xA0) || (first == 0xED && second >= 0xA0) ||
                     (first == 0xF0 && second < 0x90) || (first == 0xF4 && second >= 0x90);
    return bad ? 0 : length;
}

class Lexer {
  public:
    explicit Lexer(std::string_view text) : text_(text) {}

    Result<std::vector<Token>> run() {
        VIGIL_DO(check_characters());
        while (true) {
            while (at_ < text_.size() && is_space(text_[at_])) step(1);
            if (at_ == text_.size()) break;
            VIGIL_DO(token());
        }
        tokens_.push_back({Token::Kind::end, "", position_});
        return std::move(tokens_);
    }

  private:
    Status check_characters() const {
        int position = 1;
        for (std::size_t i = 0; i < text_.size(); ++position) {
            const std::size_t length = character_length(text_.substr(i));
            if (length == 0) return condition_fault("condition_not_text", position);
            i += length;
        }
        return {};
    }

    Status token() {
        const char c = text_[at_];
        if (is_digit(c)) return digits();
        if (is_letter(c)) {
            std::size_t length = 0;
            while (is_letter(peek(length)) || is_digit(peek(length))) ++length;
            put(Token::Kind::word, length);
            return {};
        }
        if (c == '"' || c == '\'') return quoted(c);
        return symbol();
    }

    // A day or moment, a number, or a word that begins with digits ("30_days" as a choice).
    Status digits() {
        if (looks_like_day()) {
            std::size_t length = 10;
            const bool time = peek(length) == 'T' || peek(length) == 't';
            while (time &&
                   (is_digit(peek(length)) || is_letter(peek(length)) || peek(length) == ':' ||
                    peek(length) == '.' || peek(length) == '+' || peek(length) == '-'))
                ++length;
            put(time ? Token::Kind::moment : Token::Kind::day, length);
            return {};
        }
        std::size_t length = 0;
        while (is_digit(peek(length))) ++length;
        if (is_letter(peek(length))) {
            while (is_letter(peek(length)) || is_digit(peek(length))) ++length;
            put(Token::Kind::word, length);
            return {};
        }
        if (peek(length) == '.' && is_digit(peek(length + 1))) {
            ++length;
            while (is_digit(peek(length))) ++length;
        }
        put(Token::Kind::number, length);
        return {};
    }

    bool looks_like_day() const {
        constexpr std::string_view shape = "dddd-dd-dd";
        for (std::size_t i = 0; i < shape.size(); ++i)
            if (shape[i] == 'd' ? !is_digit(peek(i)) : peek(i) != '-') return false;
        return !is_digit(peek(shape.size()));
    }

    Status quoted(char quote) {
        const int start = position_;
        std::string out;
        step(1);
        while (at_ < text_.size() && text_[at_] != quote) {
            if (text_[at_] != '\\') {
                out += text_[at_];
                step(1);
                continue;
            }
            const char escaped = peek(1);
            constexpr std::string_view from = "\"'\\nrt", to = "\"'\\\n\r\t";
            const auto which = escaped ? from.find(escaped) : from.npos;
            if (which == from.npos) return condition_fault("condition_bad_escape", position_);
            out += to[which];
            step(2);
        }
        if (at_ == text_.size()) return condition_fault("condition_unclosed_text", start);
        step(1);
        tokens_.push_back({Token::Kind::text, std::move(out), start});
        return {};
    }

    Status symbol() {
        for (const std::string_view two : {"!=", "<=", ">=", "<>", "=="}) {
            if (!text_.substr(at_).starts_with(two)) continue;
            put(Token::Kind::symbol, 2);
            if (two == "<>") tokens_.back().text = "!=";
            if (two == "==") tokens_.back().text = "=";
            return {};
        }
        const std::size_t length = character_length(text_.substr(at_));
        const auto found = text_.substr(at_, length);
        if (std::string_view("(),.+-=<>").find(found) == std::string_view::npos)
            return condition_fault("condition_unexpected", position_,
                                   {{"found", std::string(found)}});
        put(Token::Kind::symbol, 1);
        return {};
    }

    char peek(std::size_t ahead) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }
    void put(Token::Kind kind, std::size_t length) {
        tokens_.push_back({kind, std::string(text_.substr(at_, length)), position_});
        step(length);
    }
    // Bytes that continue a character are no position of their own.
    void step(std::size_t bytes) {
        for (std::size_t i = 0; i < bytes; ++i, ++at_)
            if ((static_cast<unsigned char>(text_[at_]) & 0xC0) != 0x80) ++position_;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int position_ = 1;
    std::vector<Token> tokens_;
};

}  // namespace

bool Token::says(std::string_view keyword) const {
    if (kind != Kind::word || text.size() != keyword.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (small(c) != keyword[i]) return false;
    }
    return true;
}

Result<std::vector<Token>> lex_condition(std::string_view text) { return Lexer(text).run(); }

std::unexpected<Fault> condition_fault(std::string_view code, int position, FaultArgs args) {
    args.emplace_back("position", std::to_string(position));
    return fail(FaultKind::malformed, code, {}, std::move(args));
}

}  // namespace vigil::rules
