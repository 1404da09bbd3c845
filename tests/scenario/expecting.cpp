// What a scenario expects of records, exceptions and promises.
#include <algorithm>

#include "tests/scenario/player.h"
#include "usecases/conditions.h"

namespace vigil::tests {

namespace {

bool is_raised(const Record& exception) { return !is_empty(exception["raised_at"]); }

std::string plural(std::size_t n, const std::string& word) {
    return std::to_string(n) + " " + word + (n == 1 ? "" : "s");
}

}  // namespace

Status Player::expect(Cursor cursor) {
    if (cursor.take("promise")) return expect_promise(cursor.rest());
    if (cursor.take("each exception of"))
        return expect_each_in_one_mail(cursor.until("stands in one mail"));
    if (cursor.take("acts on")) return expect_acts(cursor.rest());
    if (cursor.take("metric")) return expect_metric(cursor.rest());
    if (cursor.take("forecast")) return expect_forecast(cursor.rest());
    if (cursor.take("movements")) return expect_movements(cursor.rest());
    if (cursor.take("count")) {  // count lead where … = 3
        const auto text = cursor.rest();
        const auto equals = text.rfind('=');
        if (equals == std::string::npos) return wrong("`count` needs `= NUMBER`");
        return expect_count(Cursor(text.substr(0, equals)), std::stoi(text.substr(equals + 1)));
    }
    Cursor ahead = cursor;
    const bool any = ahead.take("exception");
    const auto wanted = any ? std::optional(1) : number_of(cursor);
    if (any) return expect_exceptions(ahead.rest(), 1);
    for (const char* state : {"", "open ", "closed ", "warned "}) {
        if (!wanted || !(cursor.take(std::string(state) + "exception") ||
                         cursor.take(std::string(state) + "exceptions")))
            continue;
        const auto text = state + cursor.rest();
        return *wanted == 0 ? expect_no_exception(text) : expect_exceptions(text, *wanted);
    }
    if (wanted) return expect_count(cursor, *wanted);
    const auto text = cursor.rest();
    constexpr std::string_view would = " would have raised ";
    if (const auto at = text.find(would); at != std::string::npos) {
        Cursor number(text.substr(at + would.size()));
        return expect_would_have(text.substr(0, at), number_of(number).value_or(-1));
    }
    const auto [head, values] = at_colon(text);
    Cursor words(head);
    const auto name = words.word();
    bool known = true;
    if (!words.done()) {
        VIGIL_DO(expect_of_person(name, words, known));
        return known ? Status() : wrong("`expect " + head + "` is not understood");
    }
    return expect_record(name, values);
}

// --- records

Status Player::expect_values(const Record& record, const std::string& values) {
    for (const auto& part : parts_of(values, ",")) {
        Cursor cursor(part);
        auto key = cursor.word();
        if (!record.entity->field(key)) key += "_at";
        const FieldDef* field = record.entity->field(key);
        if (!field) return wrong("a " + record.entity->key + " has no field `" + part + "`");
        const auto text = cursor.rest();
        const Value& found = record[key];
        bool fits = text == "something" && !is_empty(found);
        if (!fits && text != "something") {
            VIGIL_TRY(const auto wanted, world_.value(*field, text));
            fits = wanted == found;
        }
        if (!fits)
            return wrong(key + " is expected to be " + text + " and is " +
                         world_.show(*field, found));
    }
    return {};
}

Status Player::expect_record(const std::string& name, const std::string& values) {
    VIGIL_TRY(const auto record, world_.record(name));
    if (values == "removed" || values == "not removed") {
        if (record.removed() == (values == "removed")) return {};
        return wrong(name + " is " + (record.removed() ? "removed" : "not removed"));
    }
    if (values.empty()) return wrong("nothing is said of " + name);
    return expect_values(record, values);
}

// 3 leads where status = new
Status Player::expect_count(Cursor cursor, int wanted) {
    VIGIL_TRY(const auto* entity, world_.entity(cursor.word()));
    cursor.take("where");
    VIGIL_TRY(const auto where, world_.condition(*entity, cursor.rest()));
    VIGIL_TRY(const auto found, world_.count(*entity, where, Permit::house()));
    return found == wanted ? Status() : wrong("there are " + std::to_string(found));
}

Status Player::expect_acts(const std::string& text) {
    const auto [name, acts] = at_colon(text);
    VIGIL_TRY(const auto target, world_.find(name));
    const EntityDef& journal = world_.need("journal");
    VIGIL_TRY(
        const auto rows,
        world_.rows(journal, field_equals(journal, "record", target.id.value), Permit::house()));
    std::string found;
    for (const auto& row : rows) {
        found += (found.empty() ? "" : ", ") + std::string(row.text("act"));
        if (row.text("channel") == "rule") found += " by rule";
    }
    return found == acts ? Status() : wrong("the journal says: " + found);
}

// promise GUIDELINE of NAME: state met, due …
Status Player::expect_promise(const std::string& text) {
    const auto [head, values] = at_colon(text);
    Cursor cursor(head);
    const auto key = cursor.until("of");
    VIGIL_TRY(const Id guideline, world_.id(key, "guideline"));
    VIGIL_TRY(const auto target, world_.find(cursor.rest()));
    const EntityDef& watch = world_.need("watch");
    VIGIL_TRY(const auto rows, world_.rows(watch,
                                           both(field_equals(watch, "record", target.id.value),
                                                field_equals(watch, "guideline", guideline.value)),
                                           Permit::house()));
    if (rows.empty()) return values == "none" ? Status() : wrong("it is not watched");
    if (values == "none") return wrong("it is watched");
    const auto live = std::ranges::find_if(
        rows.rbegin(), rows.rend(), [](const Record& row) { return !truth_of(row["over"]); });
    return expect_values(live == rows.rend() ? rows.back() : *live, values);
}

// --- exceptions

Result<Player::About> Player::exceptions(const std::string& text) {
    const auto parts = parts_of(text, ",");
    const EntityDef& entity = world_.need("exception");
    About about;
    ConditionPtr where;
    if (!parts.empty()) about.words = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i) about.values += (i > 1 ? ", " : "") + parts[i];
    Cursor cursor(about.words);
    for (const char* state : {"open", "warned", "closed"})
        if (cursor.take(state))
            where = both(where, field_equals(entity, "state", std::string(state)));
    if (!cursor.done() && !cursor.take("about")) {
        VIGIL_TRY(const Id guideline, world_.id(cursor.word(), "guideline"));
        where = both(where, field_equals(entity, "guideline", guideline));
        if (!cursor.done() && !cursor.take("about"))
            return wrong("`about` is expected, not `" + cursor.rest() + "`");
    }
    if (!cursor.done()) {
        VIGIL_TRY(const auto target, world_.find(cursor.rest()));
        where = both(where, field_equals(entity, "record", target.id.value));
    }
    VIGIL_TRY(about.found, world_.rows(entity, where, Permit::house()));
    return about;
}

std::string Player::list(const std::vector<Record>& exceptions) {
    std::string text;
    for (const auto& one : exceptions)
        text += "\n      " + world_.name_of(one.link("guideline")) + " about " +
                world_.name_of(Id{integer_of(one["record"])}) + ", " +
                std::string(one.text("state")) + " since " +
                world_.show(moment_of(one[is_raised(one) ? "raised_at" : "warned_at"])) + ", due " +
                world_.show(moment_of(one["due_at"]));
    return text;
}

// Warnings are none: they become exceptions when the time is up.
Status Player::expect_no_exception(const std::string& text) {
    VIGIL_TRY(auto about, exceptions(text));
    if (!text.starts_with("warned"))
        std::erase_if(about.found, [](const Record& one) { return !is_raised(one); });
    if (about.found.empty()) return {};
    return wrong("there is" + list(about.found));
}

Status Player::expect_exceptions(const std::string& text, int wanted) {
    VIGIL_TRY(auto about, exceptions(text));
    if (!about.words.starts_with("warned"))
        std::erase_if(about.found, [](const Record& one) { return !is_raised(one); });
    if (about.found.size() != std::size_t(wanted)) {
        VIGIL_TRY(const auto all, world_.rows(world_.need("exception"), nullptr, Permit::house()));
        return wrong(plural(about.found.size(), "such exception") + "; in all:" + list(all));
    }
    for (const auto& one : about.found) VIGIL_DO(expect_values(one, about.values));
    return {};
}

}  // namespace vigil::tests
