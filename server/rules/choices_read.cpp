#include "rules/choices_read.h"

#include <algorithm>

namespace vigil::rules {

namespace {

using Kind = Term::Kind;

void add(const Term& field, const Term& literal, std::vector<ChoiceRead>& out) {
    if (field.kind != Kind::field || literal.kind != Kind::literal || !field.of) return;
    if (field.of->fields[std::size_t(field.field)].kind != FieldKind::choice) return;
    if (const auto* text = std::get_if<std::string>(&literal.value))
        out.push_back({field.of, field.field, *text});
}

void collect(const Condition& condition, std::vector<ChoiceRead>& out) {
    add(condition.left, condition.right, out);
    add(condition.right, condition.left, out);
    for (const auto& term : condition.list) add(condition.left, term, out);
    for (const Term* term : {&condition.left, &condition.right})
        if (term->where) collect(*term->where, out);
    for (const auto& part : condition.parts) collect(*part, out);
}

}  // namespace

std::vector<ChoiceRead> choices_read(const Condition& condition) {
    std::vector<ChoiceRead> all;
    collect(condition, all);
    std::ranges::sort(all);
    const auto twins = std::ranges::unique(all);
    all.erase(twins.begin(), twins.end());
    return all;
}

}  // namespace vigil::rules
