#include "watch/evidence.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/explain.h"
#include "base/shipped_words.h"
#include "base/zone.h"
#include "model/write_json.h"
#include "rules/evaluate.h"
#include "rules/own_facts.h"
#include "rules/print_condition.h"

namespace vigil::watch {

namespace {

class Collector {
  public:
    Collector(rules::Facts& facts, const ConditionContext& context, std::string_view language)
        : facts_(facts), context_(context), language_(language) {}

    Status walk(const Condition& condition) {
        for (const auto& part : condition.parts) VIGIL_DO(walk(*part));
        if (condition.op == Condition::Op::constant) return {};
        if (condition.op == Condition::Op::changed) {
            for (const int field : condition.fields) VIGIL_DO(changed(field));
            return {};
        }
        if (condition.parts.empty()) VIGIL_DO(term(condition.left));
        return {};
    }
    std::vector<Fact> found;

  private:
    Status term(const Term& term) {
        if (term.kind == Term::Kind::field && term.via < 0) {
            const FieldDef& field = facts_.record().entity->fields[std::size_t(term.field)];
            const Value& value = facts_.record().values[std::size_t(term.field)];
            Fact fact{std::string(field.label.in(language_)), value_text(field, value),
                      field.question > 0, is_empty(value)};
            fact.reads = {name_of(*facts_.record().entity, term.field)};
            if (field.kind == FieldKind::link && !is_empty(value)) {
                VIGIL_TRY(const auto* linked, facts_.linked(term.field));
                if (linked) {
                    fact.value = title_of(*linked, language_);
                    fact.linked = linked->id();
                    fact.linked_entity = linked->entity->key;
                }
            }
            add(std::move(fact));
        } else if (term.kind == Term::Kind::count) {
            VIGIL_TRY(const auto counted, count(term));
            Fact fact = fact_of(counted, std::string(term.child->label_plural.in(language_)));
            fact.reads = {term.child->key, name_of(*term.child, term.child_link)};
            if (term.where)
                for (const auto& read : rules::fields_of_all(*term.where))
                    fact.reads.push_back(name_of(*read.entity, read.field));
            add(std::move(fact));
        }
        return {};
    }
    struct Counted {
        std::int64_t number = 0, all = 0;
    };
    Result<Counted> count(const Term& term) {
        VIGIL_TRY(const auto* rows, facts_.children(*term.child, term.child_link));
        Counted counted;
        for (const auto& row : *rows) {
            if (row.removed()) continue;
            ++counted.all;
            rules::OwnFacts child(row);
            VIGIL_TRY(const bool holds,
                      term.where ? rules::evaluate(*term.where, child, context_) : true);
            counted.number += holds;
        }
        return counted;
    }
    // Where some are there that do not count, a bare number would say of the record what is not so.
    Fact fact_of(const Counted& counted, const std::string& things) const {
        const std::string number = std::to_string(counted.number);
        if (counted.number == counted.all) return {things, number};
        return {say("evidence_that_count", {{"things", things}}),
                say("evidence_of_all", {{"n", number}, {"all", std::to_string(counted.all)}})};
    }
    Status changed(int index) {
        const FieldDef& field = facts_.record().entity->fields[std::size_t(index)];
        VIGIL_TRY(const auto at, facts_.changed_at(index));
        Fact fact{say("evidence_last_changed", {{"field", std::string(field.label.in(language_))}}),
                  at ? local(*at) : say("evidence_never")};
        fact.reads = {name_of(*facts_.record().entity, index)};
        add(std::move(fact));
        return {};
    }
    static std::string name_of(const EntityDef& entity, int field) {
        return entity.key + "." + entity.fields[std::size_t(field)].key;
    }
    void add(Fact fact) {
        for (const auto& one : found)
            if (one.name == fact.name && one.value == fact.value) return;
        found.push_back(std::move(fact));
    }
    std::string value_text(const FieldDef& field, const Value& value) const {
        if (is_empty(value)) return "—";
        if (const Choice* choice = field.choice(text_of(value)))
            return std::string(choice->label.in(language_));
        if (const auto* money = std::get_if<Money>(&value)) return format_money(*money, language_);
        if (const auto* moment = std::get_if<Moment>(&value)) return local(*moment);
        if (const auto* day = std::get_if<Day>(&value)) return day_in_words(*day, language_);
        if (const auto* truth = std::get_if<bool>(&value))
            return say(*truth ? "evidence_yes" : "evidence_no");
        std::string text;
        write_json(text, field, value);
        if (text.size() >= 2 && text.front() == '"') text = text.substr(1, text.size() - 2);
        return text;
    }
    // "Mon 2 Mar 2026 09:05" in the company's zone.
    std::string local(Moment moment) const {
        const auto zone = Zone::find(context_.time_zone).value_or(Zone());
        const auto time = zone.to_local(moment);
        const auto minute = time.us_of_day / us_per_minute;
        return say("evidence_moment",
                   {{"day", day_in_words(time.day, language_)},
                    {"time", fmt::format("{:02}:{:02}", minute / 60, minute % 60)}});
    }
    std::string say(std::string_view code, const FaultArgs& args = {}) const {
        return shipped_words().text(language_, code, args);
    }

    rules::Facts& facts_;
    const ConditionContext& context_;
    std::string_view language_;
};

}  // namespace

Result<std::vector<Fact>> facts_of(const rules::Guideline& guideline, rules::Facts& facts,
                                   const ConditionContext& context, std::string_view language) {
    Collector collector(facts, context, language);
    VIGIL_DO(collector.walk(*guideline.expect));
    return std::move(collector.found);
}

std::string joined(const std::vector<Fact>& facts, std::string_view language) {
    std::string text;
    const auto add = [&](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
    const auto asked = std::ranges::count_if(facts, &Fact::question);
    if (asked > 0) {
        const std::string all = std::to_string(asked);
        const std::string answered = std::to_string(std::ranges::count_if(
            facts, [](const Fact& one) { return one.question && !one.missing; }));
        add(shipped_words().text(language, "evidence_answered",
                                 {{"answered", answered}, {"asked", all}}));
    }
    for (const auto& fact : facts)
        if (!fact.question) add(fact.name + ": " + fact.value);
    return text;
}

std::string clock_line(const rules::Guideline& guideline, Moment started, Moment due,
                       const Calendar& calendar, std::string_view language) {
    const auto derivation = explain(started, guideline.within, calendar);
    return derivation ? in_words(*derivation, due, language) : std::string();
}

std::string consequence_line(const rules::Guideline& guideline, std::size_t rung,
                             std::string_view language) {
    if (rung >= guideline.then.size()) return {};
    const auto say = [&](std::string_view code, const FaultArgs& args = {}) {
        return shipped_words().text(language, code, args);
    };
    using Do = rules::Consequence::Do;
    switch (guideline.then[rung].what) {
        case Do::reassign: {
            const auto& to = guideline.then[rung].to;
            return say(to == "manager" ? "then_manager" : to == "pool" ? "then_pool" : "then_next");
        }
        case Do::return_to_marketing:
            return say("then_marketing");
        case Do::set: {
            const auto& field = guideline.entity->fields[std::size_t(guideline.then[rung].field)];
            return say("then_set", {{"field", std::string(field.label.in(language))}});
        }
        case Do::escalate:
            return say("then_escalate");
    }
    return {};
}

}  // namespace vigil::watch
