#include "rules/parse_condition.h"

#include <algorithm>

#include "rules/condition_parser.h"

namespace vigil::rules {

namespace {

using Op = Condition::Op;

struct Symbol {
    std::string_view text;
    Op op;
};
constexpr Symbol symbols[] = {{"=", Op::eq},  {"!=", Op::ne}, {"<", Op::lt},
                              {"<=", Op::le}, {">", Op::gt},  {">=", Op::ge}};

bool has_order(FieldKind kind) {
    return kind == FieldKind::integer || kind == FieldKind::decimal || kind == FieldKind::money ||
           kind == FieldKind::day || kind == FieldKind::moment;
}

int cost_of(const Term& term) {
    return term.kind == Term::Kind::count ? 3 : term.kind == Term::Kind::field && term.via >= 0;
}

}  // namespace

Result<ConditionPtr> parse_condition(std::string_view text, const EntityDef& entity,
                                     const Catalogue& catalogue) {
    if (text.size() > max_condition_bytes)
        return condition_fault("condition_too_long", 1,
                               {{"limit", std::to_string(max_condition_bytes)}});
    VIGIL_TRY(auto tokens, lex_condition(text));
    if (tokens.size() == 1) return condition_fault("condition_empty", 1);
    return ConditionParser(std::move(tokens), entity, catalogue).run();
}

Result<ConditionPtr> ConditionParser::run() {
    VIGIL_TRY(auto condition, any_of());
    if (now().kind != Token::Kind::end) return unexpected();
    return condition;
}

Result<ConditionPtr> ConditionParser::any_of() {
    return joined(Op::any, "or", &ConditionParser::all_of);
}

Result<ConditionPtr> ConditionParser::all_of() {
    return joined(Op::all, "and", &ConditionParser::negation);
}

// a and (b and c) is a and b and c: one list, whatever the brackets.
Result<ConditionPtr> ConditionParser::joined(Op op, std::string_view word,
                                             Result<ConditionPtr> (ConditionParser::*part)()) {
    Condition whole;
    whole.op = op;
    do {
        VIGIL_TRY(auto one, (this->*part)());
        if (one->op == op)
            whole.parts.insert(whole.parts.end(), one->parts.begin(), one->parts.end());
        else
            whole.parts.push_back(std::move(one));
    } while (take_word(word));
    if (whole.parts.size() == 1) return whole.parts.front();
    VIGIL_DO(node());
    return finish(std::move(whole));
}

Result<ConditionPtr> ConditionParser::negation() {
    if (!now().says("not")) return primary();
    if (++depth_ > max_condition_depth)
        return condition_fault("condition_too_deep", now().position,
                               {{"limit", std::to_string(max_condition_depth)}});
    take();
    VIGIL_DO(node());
    VIGIL_TRY(auto part, negation());
    --depth_;
    Condition whole;
    whole.op = Op::negate;
    whole.parts.push_back(std::move(part));
    return finish(std::move(whole));
}

Result<ConditionPtr> ConditionParser::primary() {
    if (!now().is("(")) return comparison();
    if (++depth_ > max_condition_depth)
        return condition_fault("condition_too_deep", now().position,
                               {{"limit", std::to_string(max_condition_depth)}});
    take();
    VIGIL_TRY(auto inner, any_of());
    VIGIL_DO(need(")"));
    --depth_;
    return inner;
}

Result<ConditionPtr> ConditionParser::comparison() {
    VIGIL_DO(node());
    if (now().says("true") || now().says("false")) {
        Condition constant;
        constant.truth = take().says("true");
        return finish(std::move(constant));
    }
    if (now().says("changed") && ahead().is("(")) return change();
    VIGIL_TRY(auto left, left_side());
    if (take_word("is")) return emptiness(std::move(left));
    if (now().says("not") && ahead().says("in")) {
        take();
        VIGIL_TRY(auto inside, membership(std::move(left)));
        Condition outside;
        outside.op = Op::negate;
        outside.parts.push_back(std::move(inside));
        return finish(std::move(outside));
    }
    if (now().says("in")) return membership(std::move(left));
    if (now().says("contains")) return text_search(std::move(left), Op::contains, "contains");
    if (now().says("starts")) return text_search(std::move(left), Op::starts_with, "starts with");
    for (const auto& symbol : symbols)
        if (take_symbol(symbol.text)) return ordering(std::move(left), symbol.op);
    if (left.term.type != FieldKind::boolean) return unexpected();
    Condition is_true;  // "active" alone is "active = true"
    is_true.op = Op::eq;
    is_true.left = std::move(left.term);
    is_true.right.type = FieldKind::boolean;
    is_true.right.value = true;
    return finish(std::move(is_true));
}

// changed(stage, amount) since MOMENT
Result<ConditionPtr> ConditionParser::change() {
    const Token word = take();
    if (in_count_)
        return condition_fault("condition_beyond_count", word.position, {{"name", "changed"}});
    Condition condition;
    condition.op = Op::changed;
    VIGIL_DO(need("("));
    do {
        if (now().kind != Token::Kind::word) return unexpected();
        const Token name = take();
        const int field = entity_->index_of(name.text);
        if (field < 0 || entity_->fields[std::size_t(field)].secret ||
            entity_->fields[std::size_t(field)].hidden)
            return unknown_field(*entity_, name);
        if (entity_->plain || !entity_->fields[std::size_t(field)].audited)
            return condition_fault("condition_not_journaled", name.position, {{"name", name.text}});
        VIGIL_DO(node());
        if (std::find(condition.fields.begin(), condition.fields.end(), field) ==
            condition.fields.end())
            condition.fields.push_back(field);
    } while (take_symbol(","));
    VIGIL_DO(need(")"));
    if (!take_word("since")) return unexpected();
    VIGIL_TRY(condition.right, time_term());
    return finish(std::move(condition));
}

// is empty, is not empty
Result<ConditionPtr> ConditionParser::emptiness(Left left) {
    const bool negated = take_word("not");
    if (!now().says("empty")) return unexpected();
    if (!left.field)
        return condition_fault("condition_wrong_operator", now().position,
                               {{"operator", "is empty"}, {"name", left.name}});
    take();
    Condition condition;
    condition.op = Op::empty;
    condition.left = std::move(left.term);
    auto done = finish(std::move(condition));
    if (!negated) return done;
    Condition filled;
    filled.op = Op::negate;
    filled.parts.push_back(std::move(done));
    return finish(std::move(filled));
}

Result<ConditionPtr> ConditionParser::membership(Left left) {
    if (left.term.type == FieldKind::json)
        return condition_fault("condition_wrong_operator", now().position,
                               {{"operator", "in"}, {"name", left.name}});
    take();
    Condition condition;
    condition.op = Op::in;
    if (now().says("my_teams")) {
        if (left.target != "team") return wrong_type(left);
        take();
        Term teams;
        teams.kind = Term::Kind::my_teams;
        teams.type = FieldKind::link;
        condition.list.push_back(std::move(teams));
    } else {
        VIGIL_DO(need("("));
        if (now().is(")")) return condition_fault("condition_empty_list", now().position);
        do {
            VIGIL_DO(node());
            VIGIL_TRY(auto member, right_side(left));
            condition.list.push_back(std::move(member));
        } while (take_symbol(","));
        VIGIL_DO(need(")"));
    }
    condition.left = std::move(left.term);
    return finish(std::move(condition));
}

Result<ConditionPtr> ConditionParser::text_search(Left left, Op op, std::string_view word) {
    const int position = now().position;
    take();
    if (op == Op::starts_with && !take_word("with")) return unexpected();
    if (!is_text_kind(left.term.type))
        return condition_fault("condition_wrong_operator", position,
                               {{"operator", std::string(word)}, {"name", left.name}});
    if (now().kind != Token::Kind::text) {
        if (now().kind == Token::Kind::word)
            return condition_fault("condition_text_unquoted", now().position,
                                   {{"name", now().text}});
        return unexpected();
    }
    Condition condition;
    condition.op = op;
    VIGIL_TRY(condition.right, text_right(left));
    condition.left = std::move(left.term);
    return finish(std::move(condition));
}

Result<ConditionPtr> ConditionParser::ordering(Left left, Op op) {
    const bool equality = op == Op::eq || op == Op::ne;
    if (left.term.type == FieldKind::json || (!equality && !has_order(left.term.type)))
        return condition_fault("condition_wrong_operator", tokens_[at_ - 1].position,
                               {{"operator", tokens_[at_ - 1].text}, {"name", left.name}});
    Condition condition;
    condition.op = op;
    VIGIL_TRY(condition.right, right_side(left));
    condition.left = std::move(left.term);
    return finish(std::move(condition));
}

ConditionPtr ConditionParser::finish(Condition condition) const {
    condition.entity = entity_;
    if (condition.op == Op::changed) condition.cost = 2;
    condition.cost = std::max({condition.cost, cost_of(condition.left), cost_of(condition.right)});
    for (const auto& term : condition.list)
        condition.cost = std::max(condition.cost, cost_of(term));
    for (const auto& part : condition.parts) condition.cost = std::max(condition.cost, part->cost);
    return std::make_shared<const Condition>(std::move(condition));
}

Status ConditionParser::node() {
    if (++nodes_ <= max_condition_nodes) return {};
    return condition_fault("condition_too_large", now().position,
                           {{"limit", std::to_string(max_condition_nodes)}});
}

Status ConditionParser::need(std::string_view symbol) {
    if (take_symbol(symbol)) return {};
    return unexpected();
}

bool ConditionParser::take_symbol(std::string_view symbol) {
    if (!now().is(symbol)) return false;
    take();
    return true;
}

bool ConditionParser::take_word(std::string_view word) {
    if (!now().says(word)) return false;
    take();
    return true;
}

std::unexpected<Fault> ConditionParser::unexpected() const {
    if (now().kind == Token::Kind::end)
        return condition_fault("condition_incomplete", now().position);
    return condition_fault("condition_unexpected", now().position, {{"found", now().text}});
}

}  // namespace vigil::rules
