// What a scenario expects of one person: what he sees, what he has been told, which mails he has.

#include <algorithm>

#include "tests/scenario/player.h"
#include "usecases/conditions.h"
#include "usecases/find_records.h"

namespace vigil::tests {

namespace {

bool says(const MailMessage& message, const std::string& text) {
    for (const auto* part : {&message.subject, &message.text, &message.html})
        if (part->find(text) != std::string::npos) return true;
    return std::ranges::any_of(message.attachments, [&](const MailAttachment& file) {
        return file.bytes.find(text) != std::string::npos;
    });
}

// A digest has a line for it in its text, and one in its HTML part; where they are many, one in the attached list.
bool leads_to(const MailMessage& message, Id exception) {
    const auto link = "/?exception=" + to_string(exception);
    for (const auto& list : message.attachments)
        if (list.bytes.find(link + "\r\n") != std::string::npos) return true;
    return message.text.find(link + '\n') != std::string::npos &&
           message.html.find(link + '"') != std::string::npos;
}

}  // namespace

Status Player::expect_of_person(const std::string& name, Cursor cursor, bool& known) {
    const auto person = world_.id(name, "user");
    if (!person) return pass_on(person.error());
    if (cursor.take("sees")) return expect_sees(name, cursor, true);
    if (cursor.take("does not see")) return expect_sees(name, cursor, false);
    if (cursor.take("has")) return expect_mails(*person, cursor);
    if (cursor.take("is warned of")) return expect_told(*person, true, true, cursor);
    if (cursor.take("is not warned")) return expect_told(*person, true, false, cursor);
    if (cursor.take("is told of")) return expect_told(*person, false, true, cursor);
    if (cursor.take("is not told")) return expect_told(*person, false, false, cursor);
    if (cursor.take("may undo")) return expect_may_undo(name, true, cursor);
    if (cursor.take("may not undo")) return expect_may_undo(name, false, cursor);
    known = false;
    return {};
}

// sees Ada        by id, in the list and in the count alike
// sees 3 leads [where …]
Status Player::expect_sees(const std::string& name, Cursor cursor, bool wanted) {
    VIGIL_TRY(const auto actor, world_.actor(name));
    if (const auto number = number_of(cursor)) {
        VIGIL_TRY(const auto* entity, world_.entity(cursor.word()));
        cursor.take("where");
        ListRequest request;
        VIGIL_TRY(request.filter, world_.with_ids(cursor.rest()));
        request.limit = 200;
        request.count = true;
        VIGIL_TRY(const auto answer, find_records(world_.engine(), actor, *entity, request));
        if (*answer.count != std::int64_t(answer.rows.size()))
            return wrong("counted " + std::to_string(*answer.count) + ", listed " +
                         std::to_string(answer.rows.size()));
        return *answer.count == *number ? Status()
                                        : wrong("he sees " + std::to_string(*answer.count));
    }
    const auto target_name = cursor.rest();
    VIGIL_TRY(const auto target, world_.find(target_name));
    const EntityDef& entity = world_.need(target.entity);
    VIGIL_TRY(const auto by_id, world_.engine().store.read()->get(entity, target.id, actor.permit));
    const auto where = field_equals(entity, field_id, target.id);
    VIGIL_TRY(const auto listed, world_.rows(entity, where, actor.permit));
    VIGIL_TRY(const auto counted, world_.count(entity, where, actor.permit));
    if (bool(by_id) != !listed.empty() || bool(by_id) != (counted == 1))
        return wrong("by id, in the list and in the count " + name + " does not see the same");
    if (bool(by_id) == wanted) return {};
    return wrong(name + (wanted ? " does not see " : " sees ") + target_name);
}

// has 2 mails "Ada"     has no digest     has 1 digest of 7
Status Player::expect_mails(Id reader, Cursor cursor) {
    const int wanted = number_of(cursor).value_or(1);
    auto kind = cursor.word();
    if (kind.ends_with('s')) kind.pop_back();
    std::optional<int> lines;
    if (cursor.take("of")) lines = number_of(cursor);
    const auto text = unquoted(cursor.rest());
    const EntityDef& outbox = world_.need("outbox");
    const EntityDef& notice = world_.need("notice");
    VIGIL_TRY(const auto mails,
              world_.rows(outbox, field_equals(outbox, "user", reader.value), Permit::house()));
    int found = 0;
    std::string all;
    for (const auto& mail : mails) {
        if (mail.text("state") == "cancelled") continue;
        if (kind != "mail" && mail.text("kind") != kind) continue;
        VIGIL_TRY(
            const auto notices,
            world_.rows(notice, field_equals(notice, "outbox", mail.id().value), Permit::house()));
        const auto messages = world_.mailbox().with_id(mail.text("message_id"));
        if (messages.size() > 1) return wrong("a mail came twice");
        if (!text.empty() && (messages.empty() || !says(messages.front(), text))) continue;
        ++found;
        all += "\n      " + std::string(mail.text("kind")) + " of " +
               std::to_string(notices.size()) + ", " + std::string(mail.text("state")) +
               ", queued " + world_.show(moment_of(mail["queued_at"]));
        if (lines && int(notices.size()) != *lines)
            return wrong("a " + kind + " holds " + std::to_string(notices.size()));
    }
    return found == wanted ? Status() : wrong("there are " + std::to_string(found) + all);
}

// Whatever is broken and concerns this manager stands in one mail that was delivered, in both its parts, and in no
// second.
Status Player::expect_each_in_one_mail(const std::string& name) {
    VIGIL_TRY(const Id reader, world_.id(name, "user"));
    const EntityDef& entity = world_.need("exception");
    const EntityDef& notice = world_.need("notice");
    const EntityDef& outbox = world_.need("outbox");
    VIGIL_TRY(const auto all,
              world_.rows(entity, field_equals(entity, "manager", reader), Permit::house()));
    int broken = 0;
    for (const auto& one : all) {
        if (is_empty(one["raised_at"])) continue;
        ++broken;
        VIGIL_TRY(const auto notices,
                  world_.rows(notice,
                              both(field_equals(notice, "exception", one.id().value),
                                   field_equals(notice, "rung", std::string("broken"))),
                              Permit::house()));
        const bool once = notices.size() == 1 && notices.front().text("state") == "accepted" &&
                          integer_of(notices.front()["user"]) == reader.value;
        if (!once)
            return wrong("one stands in " + std::to_string(notices.size()) +
                         " mails:" + list({one}));
        const Id mail{integer_of(notices.front()["outbox"])};
        VIGIL_TRY(const auto sent,
                  world_.rows(outbox, field_equals(outbox, field_id, mail), Permit::house()));
        const auto messages = world_.mailbox().with_id(sent.at(0).text("message_id"));
        if (messages.empty() || !leads_to(messages.front(), one.id()))
            return wrong("a part of its mail lacks one:" + list({one}));
    }
    return broken > 0 ? Status() : wrong("nothing is broken");
}

// of GUIDELINE about NAME: exactly one mail says so. Not: none does.
Status Player::expect_told(Id reader, bool warned, bool wanted, Cursor cursor) {
    cursor.take("of");
    VIGIL_TRY(const auto about, exceptions(cursor.rest()));
    const EntityDef& notice = world_.need("notice");
    int told = 0;
    for (const auto& one : about.found) {
        VIGIL_TRY(const auto rows,
                  world_.rows(notice,
                              both(field_equals(notice, "exception", one.id().value),
                                   field_equals(notice, "user", reader.value)),
                              Permit::house()));
        for (const auto& row : rows)
            told += row.text("state") != "cancelled" && (row.text("rung") == "warned") == warned;
    }
    if (told == (wanted ? 1 : 0)) return {};
    return wrong("he has been " + std::string(warned ? "warned " : "told ") + std::to_string(told) +
                 " times");
}

}  // namespace vigil::tests
