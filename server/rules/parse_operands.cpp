#include <algorithm>
#include <charconv>
#include <utility>

#include "base/text.h"
#include "rules/condition_parser.h"
#include "rules/nearest.h"

namespace vigil::rules {

namespace {

using Kind = Term::Kind;

// What conditions may speak of.
bool open_field(const FieldDef& field) { return !field.secret && !field.hidden; }

// An example, the same in every language.
std::string_view expected_for(FieldKind kind) {
    switch (kind) {
        case FieldKind::integer:
            return "10";
        case FieldKind::decimal:
            return "2.5";
        case FieldKind::boolean:
            return "true, false";
        case FieldKind::money:
            return "1000, 1000 EUR";
        case FieldKind::day:
        case FieldKind::moment:
            return "2026-03-02, today, now";
        case FieldKind::choice:
            return "…";
        case FieldKind::link:
            return "101, me";
        default:
            return "\"…\"";
    }
}

bool comparable(FieldKind a, FieldKind b) { return a == b || (is_text_kind(a) && is_text_kind(b)); }

struct Unit {
    std::string_view one, many;
    Amount amount;
    int limit;  // a hundred years
};
constexpr Unit units[] = {{"minute", "minutes", Amount::minutes, 52'596'000},
                          {"hour", "hours", Amount::hours, 876'600},
                          {"day", "days", Amount::days, 36'525},
                          {"week", "weeks", Amount::weeks, 5'218},
                          {"month", "months", Amount::months, 1'200}};

}  // namespace

Result<ConditionParser::Left> ConditionParser::left_side() {
    if (now().kind != Token::Kind::word) return unexpected();
    if (now().says("count") && ahead().is("(")) return count();
    return path();
}

// A field of the record, or of a record it links to: owner.team
Result<ConditionParser::Left> ConditionParser::path() {
    const Token first = take();
    const int index = entity_->index_of(first.text);
    if (index < 0 || !open_field(entity_->fields[std::size_t(index)]))
        return unknown_field(*entity_, first);
    Left left;
    left.term.kind = Kind::field;
    left.name = first.text;
    left.position = first.position;
    const EntityDef* owner = entity_;
    left.term.field = index;
    if (now().is(".")) {
        owner = catalogue_.entity(condition_target(*entity_, index));
        if (index == field_id || !owner)
            return condition_fault("condition_not_a_link", first.position, {{"name", first.text}});
        take();
        if (in_count_)
            return condition_fault("condition_beyond_count", first.position,
                                   {{"name", first.text + "."}});
        if (now().kind != Token::Kind::word) return unexpected();
        const Token second = take();
        left.term.via = index;
        left.term.field = owner->index_of(second.text);
        if (left.term.field < 0 || !open_field(owner->fields[std::size_t(left.term.field)]))
            return unknown_field(*owner, second);
        left.name += "." + second.text;
        if (now().is("."))
            return condition_fault("condition_two_links", now().position, {{"name", left.name}});
    }
    left.term.of = owner;
    left.field = &owner->fields[std::size_t(left.term.field)];
    left.term.type = condition_kind(*owner, left.term.field);
    left.target = condition_target(*owner, left.term.field);
    return left;
}

// count(activities), count(opportunities via partner where stage != lost)
Result<ConditionParser::Left> ConditionParser::count() {
    const Token word = take();
    if (in_count_) return condition_fault("condition_count_in_count", word.position);
    VIGIL_DO(need("("));
    if (now().kind != Token::Kind::word) return unexpected();
    const Token plural = take();
    const EntityDef* child = nullptr;
    std::vector<std::string_view> known;
    for (const auto& link : catalogue_.children_of(entity_->key)) {
        if (link.child->system && !entity_->system) continue;
        known.push_back(link.child->plural);
        if (link.child->plural == plural.text) child = link.child;
    }
    if (!child)
        return condition_fault("condition_unknown_children", plural.position,
                               {{"name", plural.text},
                                {"entity", entity_->key},
                                {"suggestion", nearest(plural.text, known)}});
    Left left;
    left.term.kind = Kind::count;
    left.term.type = FieldKind::integer;
    left.term.child = child;
    left.name = "count(" + plural.text + ")";
    left.position = word.position;
    VIGIL_TRY(left.term.child_link, child_link(*child, plural.position));
    if (take_word("where")) {
        const EntityDef* outer = std::exchange(entity_, child);
        in_count_ = true;
        VIGIL_TRY(left.term.where, any_of());
        in_count_ = false;
        entity_ = outer;
    }
    VIGIL_DO(need(")"));
    return left;
}

// By which of its links the children hang on this entity: as `via` says, else the only one, else the
// one named like this entity.
Result<int> ConditionParser::child_link(const EntityDef& child, int position) {
    std::vector<int> links;
    std::vector<std::string_view> names;
    for (const auto& link : catalogue_.children_of(entity_->key)) {
        if (link.child != &child || !open_field(child.fields[std::size_t(link.field)])) continue;
        links.push_back(link.field);
        names.push_back(child.fields[std::size_t(link.field)].key);
    }
    const bool said = take_word("via");
    if (said && now().kind != Token::Kind::word) return unexpected();
    if (said) position = now().position;
    const std::string wanted = said ? take().text : entity_->key;
    if (!said && links.size() == 1) return links.front();
    const auto found = std::find(names.begin(), names.end(), wanted);
    if (found != names.end()) return links[std::size_t(found - names.begin())];
    return condition_fault("condition_which_link", position,
                           {{"name", child.plural}, {"suggestion", nearest(wanted, names)}});
}

Result<Term> ConditionParser::right_side(const Left& left) {
    switch (left.term.type) {
        case FieldKind::choice:
            return choice_right(left);
        case FieldKind::link:
            return link_right(left);
        case FieldKind::boolean:
            return truth_right(left);
        case FieldKind::integer:
        case FieldKind::decimal:
            return number_right(left);
        case FieldKind::money:
            return money_right(left);
        case FieldKind::day:
        case FieldKind::moment:
            return time_right(left);
        default:
            return text_right(left);
    }
}

// Another field of the same type, of this record or one link up.
Result<Term> ConditionParser::field_right(const Left& left) {
    if (now().kind == Token::Kind::end) return unexpected();
    if (now().kind != Token::Kind::word) return wrong_type(left);
    const std::size_t start = at_;
    VIGIL_TRY(auto other, path());
    if (comparable(left.term.type, other.term.type) && left.target == other.target)
        return std::move(other.term);
    at_ = start;
    return wrong_type(left);
}

Result<Term> ConditionParser::text_right(const Left& left) {
    if (now().kind == Token::Kind::word) {
        if (entity_->index_of(now().text) < 0)
            return condition_fault("condition_text_unquoted", now().position,
                                   {{"name", now().text}});
        return field_right(left);
    }
    if (now().kind == Token::Kind::end) return unexpected();
    if (now().kind != Token::Kind::text) return wrong_type(left);
    if (now().text.empty()) return condition_fault("condition_empty_text", now().position);
    Term term;
    term.type = FieldKind::text;
    term.value = take().text;
    term.folded = fold(text_of(term.value));
    return term;
}

// A key of the field's choices comes before any other meaning a word may have.
Result<Term> ConditionParser::choice_right(const Left& left) {
    const bool key = now().kind == Token::Kind::word || now().kind == Token::Kind::text ||
                     now().kind == Token::Kind::number;
    if (now().kind == Token::Kind::end) return unexpected();
    if (!key) return wrong_type(left);
    if (left.field->choice(now().text) && !ahead().is(".")) {
        Term term;
        term.type = FieldKind::choice;
        term.value = take().text;
        return term;
    }
    if (now().kind == Token::Kind::word && (entity_->index_of(now().text) >= 0 || ahead().is(".")))
        return field_right(left);
    std::vector<std::string_view> known;
    for (const auto& choice : left.field->choices)
        if (!choice.hidden) known.push_back(choice.key);
    return condition_fault(
        "condition_unknown_choice", now().position,
        {{"name", now().text}, {"field", left.name}, {"suggestion", nearest(now().text, known)}});
}

Result<Term> ConditionParser::link_right(const Left& left) {
    Term term;
    term.type = FieldKind::link;
    if (now().says("me") && entity_->index_of(now().text) < 0) {
        const bool team = ahead().is(".");
        if (left.target != (team ? "team" : "user")) return wrong_type(left);
        term.kind = team ? Kind::my_team : Kind::me;
        take();
        if (!team) return term;
        take();
        if (!take_word("team")) return unexpected();
        return term;
    }
    if (now().kind != Token::Kind::number) return field_right(left);
    const auto id = parse_id(now().text);
    if (!id) return wrong_type(left);
    take();
    term.value = *id;
    return term;
}

Result<Term> ConditionParser::truth_right(const Left& left) {
    if (!now().says("true") && !now().says("false")) return field_right(left);
    Term term;
    term.type = FieldKind::boolean;
    term.value = take().says("true");
    return term;
}

Result<Term> ConditionParser::number_right(const Left& left) {
    if (now().kind != Token::Kind::number && !now().is("-")) return field_right(left);
    Term term;
    term.type = left.term.type;
    VIGIL_TRY(term.value, scaled(left.term.type == FieldKind::decimal ? 6 : 0));
    return term;
}

// 10000, 10000.50, 10000 EUR
Result<Term> ConditionParser::money_right(const Left& left) {
    if (now().kind != Token::Kind::number && !now().is("-")) return field_right(left);
    Term term;
    term.type = FieldKind::money;
    Money money;
    const Token& after = ahead(now().is("-") ? 2 : 1);
    const bool joins = after.says("and") || after.says("or");
    if (after.kind == Token::Kind::word && !joins) {
        std::string code = after.text;
        for (char& c : code)
            if (c >= 'a' && c <= 'z') c = char(c - 'a' + 'A');
        const auto currency = parse_currency(code);
        if (!currency)
            return condition_fault("condition_unknown_currency", after.position,
                                   {{"name", after.text}});
        money.currency = *currency;
        VIGIL_TRY(money.minor, scaled(decimals_of(*currency)));
        take();
    } else {
        VIGIL_TRY(money.minor, scaled(open_money_digits));
    }
    term.value = money;
    return term;
}

Result<Term> ConditionParser::time_right(const Left& left) {
    const bool literal = now().kind == Token::Kind::day || now().kind == Token::Kind::moment;
    const bool relative = now().says("now") || now().says("today") || now().says("started");
    if (literal || (relative && entity_->index_of(now().text) < 0)) return time_term();
    return field_right(left);
}

// A day, a moment, now / today / started and what is added to it.
Result<Term> ConditionParser::time_term() {
    Term term;
    const Token token = now();
    if (token.kind == Token::Kind::day) {
        const auto day = parse_day(token.text);
        if (!day)
            return condition_fault("condition_bad_day", token.position, {{"name", token.text}});
        take();
        term.type = FieldKind::day;
        term.value = *day;
        return term;
    }
    if (token.kind == Token::Kind::moment) {
        const auto moment = parse_moment(token.text);
        if (!moment)
            return condition_fault("condition_bad_day", token.position, {{"name", token.text}});
        take();
        term.type = FieldKind::moment;
        term.value = *moment;
        return term;
    }
    term.type = FieldKind::moment;
    if (token.says("now")) {
        term.kind = Kind::now;
    } else if (token.says("started")) {
        term.kind = Kind::started;
    } else if (token.says("today")) {
        term.kind = Kind::today;
        term.type = FieldKind::day;
    } else {
        return unexpected();
    }
    take();
    VIGIL_DO(offset(term));
    return term;
}

// + 30 days
Status ConditionParser::offset(Term& term) {
    const bool back = now().is("-");
    if (!back && !now().is("+")) return {};
    take();
    const Token number = now();
    if (number.kind != Token::Kind::number) return unexpected();
    take();
    const Token word = now();
    if (word.kind != Token::Kind::word) return unexpected();
    const auto unit = std::find_if(std::begin(units), std::end(units), [&](const Unit& one) {
        return word.says(one.one) || word.says(one.many);
    });
    if (unit == std::end(units))
        return condition_fault("condition_unknown_unit", word.position, {{"name", word.text}});
    if (term.type == FieldKind::day &&
        (unit->amount == Amount::minutes || unit->amount == Amount::hours))
        return condition_fault("condition_unit_of_day", word.position, {{"name", word.text}});
    int n = 0;
    const char* end = number.text.data() + number.text.size();
    const auto [stopped, error] = std::from_chars(number.text.data(), end, n);
    if (error == std::errc{} && stopped != end)
        return condition_fault("condition_unexpected", number.position, {{"found", number.text}});
    if (error != std::errc{} || n > unit->limit)
        return condition_fault("condition_offset_too_large", number.position,
                               {{"limit", std::to_string(unit->limit)}, {"name", word.text}});
    take();
    term.offset = back ? -n : n;
    term.unit = n == 0 ? Amount::days : unit->amount;
    return {};
}

// A number with at most `digits` digits behind the point, as a whole number of 10^-digits.
Result<std::int64_t> ConditionParser::scaled(int digits) {
    const int position = now().position;
    const bool negative = take_symbol("-");
    if (now().kind != Token::Kind::number) return unexpected();
    const std::string text = take().text;
    const auto point = std::min(text.find('.'), text.size());
    std::string fraction = point < text.size() ? text.substr(point + 1) : "";
    while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
    if (fraction.size() > std::size_t(digits))
        return condition_fault("condition_too_precise", position,
                               {{"name", text}, {"limit", std::to_string(digits)}});
    fraction.resize(std::size_t(digits), '0');
    const std::string all = (negative ? "-" : "") + text.substr(0, point) + fraction;
    std::int64_t value = 0;
    const auto [stopped, error] = std::from_chars(all.data(), all.data() + all.size(), value);
    if (error != std::errc{})
        return condition_fault("condition_number_out_of_range", position, {{"name", text}});
    return value;
}

std::unexpected<Fault> ConditionParser::unknown_field(const EntityDef& entity,
                                                      const Token& token) const {
    std::vector<std::string_view> known;
    for (const auto& field : entity.fields)
        if (open_field(field)) known.push_back(field.key);
    return condition_fault(
        "condition_unknown_field", token.position,
        {{"name", token.text}, {"entity", entity.key}, {"suggestion", nearest(token.text, known)}});
}

std::unexpected<Fault> ConditionParser::wrong_type(const Left& left) const {
    // A name for a record: "owner = "Eva"" means its name, one link up.
    const EntityDef* linked = left.target.empty() ? nullptr : catalogue_.entity(left.target);
    const bool is_own = left.name.find('.') == std::string::npos;
    if (now().kind == Token::Kind::text && linked && is_own && linked->field("name"))
        return condition_fault(
            "condition_link_not_text", now().position,
            {{"name", left.name}, {"found", now().text}, {"way", left.name + ".name"}});
    return condition_fault("condition_wrong_type", now().position,
                           {{"name", left.name},
                            {"found", now().text},
                            {"expected", std::string(expected_for(left.term.type))}});
}

}  // namespace vigil::rules
