// The parser behind parse_condition: a descent over the tokens. parse_condition.cpp has the sentence
// (and, or, not, comparisons), parse_operands.cpp what stands left and right of an operator.
#pragma once

#include "model/condition_value.h"
#include "rules/lex_condition.h"

namespace vigil::rules {

class ConditionParser {
  public:
    ConditionParser(std::vector<Token> tokens, const EntityDef& entity, const Catalogue& catalogue)
        : tokens_(std::move(tokens)), entity_(&entity), catalogue_(catalogue) {}

    Result<ConditionPtr> run();

  private:
    // What stands left of an operator: the term, and what can be said to a person about it.
    struct Left {
        Term term;
        const FieldDef* field = nullptr;  // null for a count
        std::string_view target;          // entity a link leads to
        std::string name;                 // as written
        int position = 1;
    };

    Result<ConditionPtr> any_of();
    Result<ConditionPtr> all_of();
    Result<ConditionPtr> joined(Condition::Op op, std::string_view word,
                                Result<ConditionPtr> (ConditionParser::*part)());
    Result<ConditionPtr> negation();
    Result<ConditionPtr> primary();
    Result<ConditionPtr> comparison();
    Result<ConditionPtr> change();
    Result<ConditionPtr> emptiness(Left left);
    Result<ConditionPtr> membership(Left left);
    Result<ConditionPtr> text_search(Left left, Condition::Op op, std::string_view word);
    Result<ConditionPtr> ordering(Left left, Condition::Op op);
    ConditionPtr finish(Condition condition) const;

    Result<Left> left_side();
    Result<Left> path();
    Result<Left> count();
    Result<int> child_link(const EntityDef& child, int position);
    Result<Term> right_side(const Left& left);
    Result<Term> field_right(const Left& left);
    Result<Term> text_right(const Left& left);
    Result<Term> choice_right(const Left& left);
    Result<Term> link_right(const Left& left);
    Result<Term> truth_right(const Left& left);
    Result<Term> number_right(const Left& left);
    Result<Term> money_right(const Left& left);
    Result<Term> time_right(const Left& left);
    Result<Term> time_term();
    Status offset(Term& term);
    Result<std::int64_t> scaled(int digits);

    std::unexpected<Fault> unknown_field(const EntityDef& entity, const Token& token) const;
    std::unexpected<Fault> wrong_type(const Left& left) const;
    // About the token that stands now: unexpected, or incomplete at the end.
    std::unexpected<Fault> unexpected() const;
    Status node();
    Status need(std::string_view symbol);

    const Token& now() const { return tokens_[at_]; }
    const Token& ahead(std::size_t n = 1) const {
        return tokens_[std::min(at_ + n, tokens_.size() - 1)];
    }
    Token take() { return at_ + 1 < tokens_.size() ? tokens_[at_++] : tokens_[at_]; }
    bool take_symbol(std::string_view symbol);
    bool take_word(std::string_view word);

    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    const EntityDef* entity_;  // whose fields are spoken of; the child's inside a count
    const Catalogue& catalogue_;
    bool in_count_ = false;
    int depth_ = 0;
    int nodes_ = 0;
};

}  // namespace vigil::rules
