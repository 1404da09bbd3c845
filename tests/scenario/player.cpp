#include "tests/scenario/player.h"

#include "watch/tick.h"

namespace vigil::tests {

Status Player::play(const Scenario& scenario) {
    const auto placed = [&](int number, const Fault& fault) {
        return wrong(scenario.file + ":" + std::to_string(number) + ": " + words_of(fault));
    };
    for (const auto& one : scenario.lines) {
        line_ = one.number;
        if (!one.text.starts_with("fault"))
            if (const auto settled = settle_fault(); !settled)
                return placed(fault_line_, settled.error());
        if (const auto done = line(one); !done) return placed(one.number, done.error());
    }
    if (const auto settled = settle_fault(); !settled) return placed(fault_line_, settled.error());
    if (const auto same = same_pasts(); !same) return placed(line_, same.error());
    return {};
}

Status Player::settle_fault() {
    if (!fault_) return {};
    return wrong("refused: " + words_of(*fault_));
}

Status Player::line(const Line& line) {
    Cursor cursor(line.text);
    if (cursor.take("company")) return company(cursor.rest());
    if (cursor.take("holiday")) return holiday(cursor);
    if (cursor.take("team")) return team(cursor.rest());
    if (cursor.take("as")) return as(cursor.rest());
    if (cursor.take("fault")) return fault(cursor);
    if (cursor.take("let")) return let(cursor.rest());
    if (cursor.take("expect")) return expect(cursor);
    if (cursor.take("the mail server is down")) return world_.mailbox().set_down(true), Status();
    if (cursor.take("the mail server is up")) return world_.mailbox().set_down(false), Status();
    if (cursor.take("restart")) return world_.restart(std::nullopt);
    if (cursor.take("at")) {
        VIGIL_TRY(const Moment to, world_.moment(cursor.rest()));
        return world_.pass(to);
    }
    if (cursor.take("nothing runs until")) {
        VIGIL_TRY(const Moment to, world_.moment(cursor.rest()));
        stopped_ = true;
        return world_.restart(to);
    }
    if (cursor.take("wait")) {
        VIGIL_TRY(const Moment to, world_.after(world_.now(), cursor.rest()));
        return world_.pass(to);
    }
    return person(cursor);
}

std::optional<int> number_of(Cursor& cursor) {
    if (cursor.take("no")) return 0;
    if (cursor.take("a") || cursor.take("one")) return 1;
    Cursor ahead = cursor;
    const auto word = ahead.word();
    if (word.empty() || word.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    cursor = ahead;
    return std::stoi(word);
}

std::string words_of(const Fault& fault) {
    std::string text = fault.code == "scenario" ? fault.log : fault.code;
    if (fault.code != "scenario" && !fault.log.empty()) text += " (" + fault.log + ")";
    for (const auto& [key, value] : fault.args) text += " " + key + "=" + value;
    for (const auto& field : fault.fields) {
        text += "; " + field.field + ": " + field.code;
        for (const auto& [key, value] : field.args) text += " " + key + "=" + value;
    }
    return text;
}

}  // namespace vigil::tests
