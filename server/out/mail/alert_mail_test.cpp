#include "out/mail/alert_mail.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "out/mail/digest_mail.h"
#include "out/mail/html_page.h"
#include "out/mail/mime.h"

namespace vigil::mail {
namespace {

const Words& words() {
    static const Words loaded = Words::from_embedded().value();
    return loaded;
}

const Reader grace = {"Grace Moreau", "en", "Northwind Example"};
const Reader li = {"李文静", "zh-CN", "北辰示例公司"};

AlertFacts untouched() {
    return {.rung = Rung::broken,
            .sentence =
                "A new lead is touched within 1 day of its entry: a call is placed or its status "
                "is updated.",
            .broken = "not touched within 1 day",
            .goal = "Whoever answers first usually gets the customer.",
            .title = "Priya Haddad",
            .context = "Castor Energy · Web form",
            .see = "Entered Thu 09:14 from the web form; no call, no status change.",
            .owner = "Ben Okafor",
            .amount = "€38k",
            .span = "1 d 4 h",
            .consequence = "Goes back to the team queue on Mon 09:14.",
            .clock = "Thu 19 Nov 09:14 + 1 day = Fri 20 Nov 09:14 (Europe/Berlin)",
            .link = "https://vigil.example.com/exceptions/4711",
            .possibly_repeated = false};
}

AlertFacts untouched_chinese() {
    auto facts = untouched();
    facts.sentence = "新线索在进入后1天内得到跟进：拨出电话或更新状态。";
    facts.broken = "1天内未跟进";
    facts.goal = "谁先回应，谁往往赢得客户。";
    facts.title = "普里亚·哈达德";
    facts.context = "卡斯托能源 · 网页表单";
    facts.see = "周四 09:14 由网页表单进入；没有电话，状态未变。";
    facts.owner = "欧本";
    facts.amount = "€3.8万";
    facts.span = "1天4小时";
    facts.consequence = "周一 09:14 退回团队队列。";
    facts.clock = "11月19日 周四 09:14 + 1天 = 11月20日 周五 09:14（柏林）";
    return facts;
}

Digest seven() {
    Digest digest;
    digest.link = "https://vigil.example.com/exceptions";
    const std::pair<const char*, const char*> people[] = {{"Priya Haddad", "1 d 4 h"},
                                                          {"Karl Lindgren", "1 d 1 h"},
                                                          {"Nora Keller", "2 d"},
                                                          {"王芳", "3 h"}};
    for (const auto& [name, span] : people) {
        auto facts = untouched();
        facts.title = name;
        facts.span = span;
        facts.link += std::to_string(digest.lines.size());
        digest.lines.push_back(facts);
    }
    auto idle = untouched();
    idle.sentence = "An open opportunity moves";
    idle.title = "Warehouse rollout";
    idle.context = "Meridian Medical · Proposal";
    idle.broken = "no movement for 60 days";
    idle.see = "Nothing logged for 63 days.";
    idle.rung = Rung::escalated;
    auto soon = idle;
    soon.title = "Line 4 retrofit";
    soon.rung = Rung::warning;
    soon.span = "3 h";
    auto last = idle;
    last.title = "Line 5 retrofit";
    for (const auto& one : {idle, soon, last}) digest.lines.push_back(one);
    return digest;
}

// `count` by three owners under two rules, the most important first.
Digest many(std::size_t count, AlertFacts facts) {
    Digest digest;
    digest.link = "https://vigil.example.com/";
    digest.file = "promises-2026-03-02.csv";
    digest.zone = "Europe/Berlin";
    const auto title = facts.title;
    for (std::size_t i = 0; i < count; ++i) {
        facts.title = title + " " + std::to_string(i);
        facts.owner = i % 3 == 0 ? "Ben Okafor" : i % 3 == 1 ? "Ann Alder" : "";
        facts.sentence =
            i % 7 == 6 ? "An open opportunity moves within 60 days." : untouched().sentence;
        facts.due = i == 40 ? "2026-02-27 09:14" : "2026-03-01 09:14";
        facts.span = i == 40 ? "3 d" : "1 d";
        facts.link = "https://vigil.example.com/?exception=" + std::to_string(1000 + i);
        digest.lines.push_back(facts);
    }
    return digest;
}

std::size_t count_of(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

// To look at: VIGIL_MAIL_LOOK=folder writes the pages there.
void show(const std::string& name, const MailMessage& message) {
    if (const char* folder = std::getenv("VIGIL_MAIL_LOOK")) {
        std::ofstream(std::string(folder) + "/" + name + ".html") << message.html;
        std::ofstream(std::string(folder) + "/" + name + ".txt") << message.subject << "\n\n"
                                                                 << message.text;
    }
}

TEST(AlertMail, LeadsToTheRecordAndToTheException) {
    auto facts = untouched();
    facts.record_link = "https://vigil.example.com/e/leads/7";
    const auto message = alert_mail(words(), grace, facts);
    show("alert-links-en", message);
    EXPECT_NE(message.text.find("Open the record: " + facts.record_link + "\n"), std::string::npos);
    EXPECT_NE(message.text.find("Open the exception: " + facts.link + "\n"), std::string::npos);
    EXPECT_EQ(count_of(message.html, "href=\"" + facts.record_link + "\""), 1u);
    EXPECT_EQ(count_of(message.html, "href=\"" + facts.link + "\""), 1u);
}

TEST(AlertMail, WithoutWordsForTheFaultTheSubjectSaysTheRule) {
    auto facts = untouched();
    facts.broken = "";
    facts.sentence = "A lead is answered within 1 day.";
    EXPECT_EQ(alert_mail(words(), grace, facts).subject,
              "Priya Haddad: A lead is answered within 1 day (1 d 4 h late)");
    facts.rung = Rung::warning;
    EXPECT_EQ(alert_mail(words(), grace, facts).subject, "Priya Haddad: due in 1 d 4 h");
    auto chinese = untouched_chinese();
    chinese.broken = "";
    chinese.sentence = "线索在一天内得到答复。";
    const auto subject = alert_mail(words(), li, chinese).subject;
    EXPECT_NE(subject.find("线索在一天内得到答复"), std::string::npos) << subject;
    EXPECT_EQ(subject.find("。"), std::string::npos) << subject;
}

TEST(DigestMail, AChineseLineHasChineseStops) {
    Digest digest;
    digest.lines.push_back(untouched_chinese());
    digest.lines.back().sentence = "";
    const auto text = digest_mail(words(), li, digest).text;
    EXPECT_NE(text.find("欧本：已逾期1天4小时。1天内未跟进"), std::string::npos) << text;
}

TEST(AlertMail, SaysAllThatIsNeededToAct) {
    const auto message = alert_mail(words(), grace, untouched());
    show("alert-en", message);
    EXPECT_EQ(message.subject, "Priya Haddad: not touched within 1 day (1 d 4 h late)");
    EXPECT_EQ(message.language, "en");
    const auto facts = untouched();
    for (const auto& part :
         {facts.sentence, facts.see, facts.owner, facts.amount, facts.consequence, facts.clock,
          facts.goal, facts.link, facts.title, facts.context, std::string("1 d 4 h late"),
          std::string("Promise broken")}) {
        EXPECT_NE(message.text.find(part), std::string::npos) << part;
        EXPECT_NE(message.html.find(part), std::string::npos) << part;
    }
    EXPECT_EQ(message.html.find("had this mail before"), std::string::npos);
}

TEST(AlertMail, InChinese) {
    const auto message = alert_mail(words(), li, untouched_chinese());
    show("alert-zh", message);
    EXPECT_EQ(message.subject, "普里亚·哈达德：1天内未跟进（已逾期1天4小时）");
    EXPECT_EQ(message.language, "zh-CN");
    EXPECT_NE(message.html.find("lang=\"zh-CN\""), std::string::npos);
    EXPECT_NE(message.text.find("我们期望"), std::string::npos);
    EXPECT_EQ(message.text.find("We expect"), std::string::npos);
}

TEST(AlertMail, WarningAndRepetition) {
    auto facts = untouched();
    facts.rung = Rung::warning;
    facts.span = "3 h";
    facts.broken = "";
    facts.owner = "";
    facts.amount = "";
    facts.possibly_repeated = true;
    const auto message = alert_mail(words(), grace, facts);
    show("warning-en", message);
    EXPECT_EQ(message.subject, "Priya Haddad: due in 3 h");
    EXPECT_NE(message.text.find("Owner: Nobody yet"), std::string::npos);
    EXPECT_NE(message.text.find("had this mail before"), std::string::npos);
    EXPECT_NE(message.html.find("had this mail before"), std::string::npos);
    EXPECT_EQ(message.text.find("At stake"), std::string::npos);
    EXPECT_EQ(message.html.find("At stake"), std::string::npos);
}

TEST(AlertMail, NothingInARecordBecomesMarkup) {
    auto facts = untouched();
    const std::string evil = "<script>alert(1)</script>\" onmouseover='x' &amp; {company}";
    for (auto* text :
         {&facts.sentence, &facts.broken, &facts.goal, &facts.title, &facts.context, &facts.see,
          &facts.owner, &facts.amount, &facts.span, &facts.consequence, &facts.clock})
        *text = evil;
    facts.link = "javascript:alert(1)";
    for (const auto& message :
         {alert_mail(words(), grace, facts),
          digest_mail(words(), {evil, "en", evil}, {.lines = {facts}, .link = evil}),
          invitation_mail(words(), {evil, "en", evil}, evil, evil, facts.link, evil)}) {
        EXPECT_EQ(message.html.find("<script"), std::string::npos);
        EXPECT_EQ(message.html.find("\" onmouseover"), std::string::npos);
        EXPECT_EQ(message.html.find("' onmouseover"), std::string::npos);
        EXPECT_EQ(message.html.find("javascript:"), std::string::npos);
        EXPECT_NE(message.html.find("&lt;script&gt;alert(1)"), std::string::npos);
    }
}

TEST(AlertMail, SubjectIsOneBoundedLineThatStillSaysHowLate) {
    auto facts = untouched();
    facts.title = "Ada\r\nBcc: eve@example.com" + std::string(500, 'x');
    facts.broken = std::string(500, 'y');
    const auto message = alert_mail(words(), grace, facts);
    EXPECT_EQ(message.subject.find('\n'), std::string::npos);
    EXPECT_LE(message.subject.size(), 150u);
    EXPECT_TRUE(message.subject.ends_with("(1 d 4 h late)")) << message.subject;
    // A title cannot forge a line of the text either.
    EXPECT_EQ(message.text.find("\nBcc:"), std::string::npos);
}

TEST(DigestMail, OneLineAndOneLinkForEach) {
    const auto message = digest_mail(words(), grace, seven());
    show("digest-en", message);
    EXPECT_EQ(message.subject, "7 promises broken in your team");
    EXPECT_TRUE(message.attachments.empty());
    for (const auto& line : seven().lines) {
        EXPECT_EQ(count_of(message.text, line.title), 1u);
        EXPECT_GE(count_of(message.text, line.link), 1u);
        EXPECT_GE(count_of(message.html, "href=\"" + line.link + "\""), 1u);
    }
    auto one = seven();
    one.lines.resize(1);
    EXPECT_EQ(digest_mail(words(), grace, one).subject, "1 promise broken in your team");
    EXPECT_EQ(digest_mail(words(), li, seven()).subject, "您的团队有7项承诺被违背");
    show("digest-zh", digest_mail(words(), li, seven()));
}

TEST(DigestMail, HistoricOnesAreMarked) {
    auto digest = seven();
    EXPECT_EQ(digest_mail(words(), grace, digest).text.find("older records"), std::string::npos);
    digest.historic = true;
    EXPECT_NE(digest_mail(words(), grace, digest).text.find("older records"), std::string::npos);
    EXPECT_NE(digest_mail(words(), grace, digest).html.find("older records"), std::string::npos);
}

TEST(DigestMail, OfManyTheMostImportantAreWordedTheRestIsCountedAndAllAreListed) {
    const auto digest = many(1532, untouched());
    const auto message = digest_mail(words(), grace, digest);
    show("digest-many-en", message);
    EXPECT_EQ(message.subject, "1,532 promises broken in your team");
    EXPECT_EQ(count_of(message.text, "?exception="), 10u);
    EXPECT_EQ(count_of(message.html, "?exception="), 10u);
    EXPECT_NE(message.text.find("- Priya Haddad 0 · Castor Energy"), std::string::npos);
    EXPECT_NE(message.text.find("- Ann Alder · 438 promises: up to 3 d late.\n"), std::string::npos)
        << message.text;
    EXPECT_NE(message.text.find("- Nobody yet · 438 promises: up to 1 d late.\n"),
              std::string::npos);
    EXPECT_NE(message.text.find("All 1,532 stand in the attached list, each with its link: "
                                "promises-2026-03-02.csv\n"),
              std::string::npos);
    ASSERT_EQ(message.attachments.size(), 1u);
    const auto& list = message.attachments[0];
    EXPECT_EQ(list.name, digest.file);
    EXPECT_EQ(list.type, "text/csv");
    EXPECT_TRUE(
        list.bytes.starts_with("\xEF\xBB\xBFGuideline,Record,Details,Owner,At stake,State,"
                               "Due (Europe/Berlin),Late by,We see,Link\r\n"));
    EXPECT_EQ(count_of(list.bytes, "\r\n"), 1533u);
    for (const auto& line : digest.lines)
        EXPECT_EQ(count_of(list.bytes, "," + line.link + "\r\n"), 1u) << line.link;
    show("digest-many-zh", digest_mail(words(), li, many(9191, untouched_chinese())));
}

TEST(DigestMail, ThirtyAreWordedEach) {
    EXPECT_TRUE(digest_mail(words(), grace, many(worded_singly, untouched())).attachments.empty());
    const auto more = digest_mail(words(), grace, many(worded_singly + 1, untouched()));
    EXPECT_EQ(more.attachments.size(), 1u);
}

TEST(DigestMail, RulesAndOwnersBeyondTheBoundAreCounted) {
    auto digest = many(100, untouched());
    for (std::size_t i = 0; i < digest.lines.size(); ++i)
        digest.lines[i].owner = "Owner " + std::to_string(i), digest.lines[i].span = "1 d";
    const auto text = digest_mail(words(), grace, digest).text;
    EXPECT_EQ(count_of(text, " · 1 promise: 1 d late."), 40u) << text;
    EXPECT_NE(text.find("\n60 more, of other guidelines and owners: see the list\n"),
              std::string::npos);
}

TEST(DigestList, RunsNothingAndStaysWithinItsSize) {
    auto evil = untouched();
    evil.title = "=HYPERLINK(\"http://evil.example\")";
    evil.context = "a\nb,c";
    evil.see = std::string(20'000, 'x');
    std::string chinese;
    for (int i = 0; i < 400; ++i) chinese += "线";
    evil.goal = evil.amount = chinese;
    const auto digest = many(100, evil);
    const auto list = digest_list(words(), grace, digest);
    EXPECT_EQ(count_of(list.bytes, "\"'=HYPERLINK(\"\"http://evil.example\"\") "), 100u);
    EXPECT_NE(list.bytes.find(",\"a b,c\","), std::string::npos);
    EXPECT_NE(list.bytes.find("xxx…,"), std::string::npos);
    std::size_t start = 0;
    for (auto end = list.bytes.find("\r\n"); end != std::string::npos;
         start = end + 2, end = list.bytes.find("\r\n", start))
        EXPECT_LE(end + 2 - start, longest_row);
    for (const auto& line : digest.lines)
        EXPECT_EQ(count_of(list.bytes, "," + line.link + "\r\n"), 1u) << line.link;
    auto message = digest_mail(words(), grace, digest);
    message.message_id = "1@vigil.example.com";
    message.from = {"Vigil", "vigil@example.com"};
    message.to = {grace.name, "grace@example.com"};
    message.date = mail_date({0});
    EXPECT_TRUE(build_mime(message));
}

TEST(HealthMail, SaysWhatIsWrongAndNoMore) {
    const std::string link = "https://vigil.example.com/admin/mail";
    HealthFacts late;
    late.lag_minutes = "90";
    late.failed_mails = late.stuck_mails = "0";
    EXPECT_FALSE(late.is_of_mail());
    const auto lag = health_mail(words(), grace, late, link);
    show("health-en", lag);
    EXPECT_NE(lag.text.find("90 minutes behind"), std::string::npos);
    EXPECT_EQ(lag.text.find("refused"), std::string::npos);
    EXPECT_NE(lag.text.find("Open Admin, Health: https"), std::string::npos);
    EXPECT_NE(lag.html.find(link), std::string::npos);
    HealthFacts lost;
    lost.failed_mails = "3";
    lost.failed_lines = {"Max Example (max@example.com): Ada <Lead>"};
    EXPECT_TRUE(lost.is_of_mail());
    const auto failed = health_mail(words(), li, lost, link);
    EXPECT_NE(failed.text.find("3封邮件"), std::string::npos);
    EXPECT_NE(failed.text.find("- Max Example (max@example.com): Ada <Lead>\n"), std::string::npos);
    EXPECT_NE(failed.html.find("Ada &lt;Lead&gt;"), std::string::npos);
    EXPECT_EQ(failed.text.find("落后"), std::string::npos);
    lost.failed_mails = "1";
    const auto one = health_mail(words(), grace, lost, link);
    EXPECT_NE(one.text.find("1 mail was refused"), std::string::npos);
    EXPECT_NE(one.text.find("Open Admin, Mail: " + link), std::string::npos);
}

TEST(HealthMail, SaysSinceWhenMailWaits) {
    HealthFacts stuck;
    stuck.stuck_mails = "7";
    stuck.stuck_since = "2026-03-02 10:00 (Europe/Berlin)";
    EXPECT_TRUE(stuck.is_of_mail());
    const auto mail = health_mail(words(), grace, stuck, "https://vigil.example.com/admin/mail");
    show("health-stuck-en", mail);
    EXPECT_NE(mail.text.find("7 mails wait, the oldest since 2026-03-02 10:00 (Europe/Berlin)"),
              std::string::npos)
        << mail.text;
}

TEST(AccountMail, ResetAndInvitation) {
    const std::string link = "https://vigil.example.com/reset?token=abc&x=1";
    const auto reset = password_reset_mail(words(), grace, "grace@example.com", link, "Mon 16:00");
    show("reset-en", reset);
    EXPECT_EQ(reset.subject, "Choose a new password");
    EXPECT_NE(reset.text.find(link), std::string::npos);
    EXPECT_NE(reset.html.find("token=abc&amp;x=1"), std::string::npos);
    EXPECT_NE(reset.text.find("Mon 16:00"), std::string::npos);
    const auto invite =
        invitation_mail(words(), li, "Grace Moreau", "li@example.com", link, "周一 16:00");
    show("invite-zh", invite);
    EXPECT_EQ(invite.subject, "Grace Moreau 邀请您加入 北辰示例公司 的 Vigil");
    EXPECT_NE(invite.text.find("li@example.com"), std::string::npos);
}

TEST(AlertMail, CanBeSent) {
    auto message = alert_mail(words(), li, untouched_chinese());
    message.message_id = "1@vigil.example.com";
    message.from = {"Vigil", "vigil@example.com"};
    message.to = {li.name, "li@example.com"};
    message.date = mail_date({0});
    EXPECT_TRUE(build_mime(message));
}

}  // namespace
}  // namespace vigil::mail
