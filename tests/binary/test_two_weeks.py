"""Two weeks of a sales team, from the import to the managers' mails: what was broken is what plain SQL finds broken.

The leads are those of X Education where they are at hand, else as many of the same shape made here.
"""
import csv
import random
import re
import unittest
from datetime import datetime

from house import SHARED, House, HouseTest, Sink, later, on_every_store, run, sends_mail, ROOT

REPS = 6
REAL = SHARED / "leads_xeducation" / "lead_scoring.csv.gz"
MAP = ROOT / "tests/maps/xeducation_leads.json"
QUESTIONS = ("budget", "authority", "timeline", "need", "present_solution", "satisfaction_today", "users_count",
             "competition", "procedure", "next_step_wish")
MADE = 240
MAIL_BYTES_MAX = 10_000_000


def next_monday(moment: str) -> str:
    day = datetime.fromisoformat(moment[:10])
    return later(f"{day:%Y-%m-%d}T09:00:00.000000Z", days=7 - day.weekday())


def file_of_leads(folder) -> str:
    """Leads without names or dates: an id, a source, whether they were won over."""
    if REAL.exists():
        return str(REAL)
    path, dice = folder / "leads.csv", random.Random(7)
    with open(path, "w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(["Prospect ID", "Lead Number", "Lead Origin", "Lead Source", "Do Not Call", "Converted",
                       "Lead Quality", "Lead Profile"])
        for i in range(MADE):
            rows.writerow([f"prospect-{i:05}", 660000 + i, "API", dice.choice(["Web", "Fair", "Chat", ""]),
                           dice.choice(["No", "Yes"]), dice.choice("001"), dice.choice(["High", "Low", ""]), ""])
    return str(path)


@unittest.skipUnless(sends_mail(), "this program sends no mail")
@on_every_store
class TwoWeeks(HouseTest):
    @classmethod
    def setUpClass(cls) -> None:
        """Each test sets up its own company: none is shared."""

    def use(self, store: str) -> None:
        self.house = House(store, options=["--public-url", "https://crm.example.com"])
        self.addCleanup(self.house.close)
        self.sink = Sink(self.house.folder / "mails")
        self.addCleanup(self.sink.close)
        self.house.smtp = self.sink.url
        self.restart()
        self.monday = next_monday(self.house.clock())
        self.house.put_clock(self.monday)

    def restart(self) -> None:
        self.house.stop()
        self.house.start()
        self.admin = self.house.client("admin@example.com")

    def import_leads(self) -> list[str]:
        self.house.stop()
        done = run("import", *self.house.where(), "lead", file_of_leads(self.house.folder), "--map", str(MAP))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.restart()
        return [row[0] for row in self.house.sql("select id from leads order by external_id")]

    def change(self, leads: list[str], **change) -> None:
        for at in range(0, len(leads), 500):
            self.check(self.admin.post("/leads/bulk", {"ids": leads[at:at + 500], "change": change}), 200)

    def spread(self, leads: list[str]) -> None:
        people = self.house.people(self.admin)
        self.manager = people["max"]
        reps = [people["ann"], people["bob"]]
        for i in range(REPS - len(reps)):
            answer = self.admin.post("/users", {"email": f"rep{i}@example.com", "name": f"Rep {i}", "role": "rep",
                                                "team": people["sales"], "locale": "en"})
            reps.append(self.check(answer, 201).json["id"])
        for i, rep in enumerate(reps):
            self.change(leads[i::REPS], owner=rep)

    def call(self, lead: str, outcome: str = "voicemail") -> None:
        self.check(self.admin.post(f"/leads/{lead}/log_call", {"outcome": outcome}), 200)

    def some_work(self) -> None:
        """Some new ones are called or put aside, some qualified ones asked everything or made an opportunity."""
        new = [row[0] for row in self.house.sql("select id from leads where status = 'new' order by external_id")]
        for i, lead in enumerate(new[:60]):
            for _ in range((1, 4, 5)[i % 3]):
                self.call(lead, "wrong_number" if i % 7 == 6 else "voicemail")
        self.change(new[60:90], status="unqualified")
        won = [row[0] for row in self.house.sql("select id from leads where status = 'qualified' order by external_id")]
        model = self.admin.get("/model").json
        fields = next(one for one in model["entities"] if one["key"] == "lead")["fields"]
        kinds = {field["key"]: field for field in fields}
        answers = {key: kinds[key]["choices"][0]["key"] if kinds[key].get("choices") else "3" for key in QUESTIONS}
        self.change(won[:20], **answers)
        self.change(won[20:30], **dict(list(answers.items())[:9]))
        for lead in won[10:25]:
            answer = self.admin.post(f"/leads/{lead}/open_opportunity",
                                     {"close_date": "2026-04-30", "amount": {"amount": "1000", "currency": "EUR"}})
            self.check(answer, 200)

    def test_bites_what_sql_names_and_tells_the_manager_once(self):
        leads = self.import_leads()
        self.spread(leads)
        self.some_work()
        self.house.put_clock(later(self.monday, days=1, hours=12))
        late = [row[0] for row in self.house.sql("select id from leads where status = 'new' order by external_id")]
        self.change(late[-20:], status="working")  # too late for the first day, in time for the two weeks
        self.house.put_clock(later(self.monday, days=14, hours=1))

        entered, first_day = "l.entered_at", 86_400_000_000
        stayed = """not exists (select 1 from journal j where j.entity = 'lead' and j.record = l.id
                                 and j.act = 'update' and j.changes like '%%"status":%%' and j.at <= %s)"""
        calls = """(select count(*) from activities a where a.lead = l.id and a.kind = 'call' and a.happened_at <= %s
                    and a.%s)"""
        wanted = {
            "lead_untouched": f"""l.qualified_at is null and {stayed % f'{entered} + {first_day}'}
                and {calls % (f'{entered} + {first_day}', "direction = 'outgoing'")} = 0""",
            "lead_unworked": f"""l.qualified_at is null and {stayed % f'{entered} + {14 * first_day}'}
                and {calls % (f'{entered} + {14 * first_day}', "outcome <> 'wrong_number'")} < 5""",
            "lead_unanswered_questions": "l.qualified_at is not null and ("
                + " or ".join(f"{key} is null" for key in QUESTIONS) + ")",
            "lead_without_opportunity": """l.qualified_at is not null and not exists (select 1 from opportunities o
                where o.lead = l.id and o.amount is not null and o.close_date is not null)""",
        }
        for key, where in wanted.items():
            expected = {row[0] for row in self.house.sql(f"select l.id from leads l where {where}")}
            raised = [row[0] for row in self.house.sql(
                f"""select e.record from exceptions e join guidelines g on g.id = e.guideline
                    where g.key = '{key}' and e.raised_at is not null""")]
            self.assertEqual(len(raised), len(set(raised)), key)
            self.assertEqual((len(set(raised) - expected), len(expected - set(raised))), (0, 0),
                             f"{key}: raised without cause, missing; {sorted(set(raised) ^ expected)[:5]}")
            self.assertTrue(expected, key)
            self.assertLess(len(expected), len(leads), key)
        self.each_stands_in_one_mail()

    def each_stands_in_one_mail(self) -> None:
        """Of the promises about leads, whose owners the manager is not: what he is told is what was broken. One that is
        worded in a mail and stands in its attached list as well stands in that one mail."""
        raised = [row[0] for row in self.house.sql(
            f"""select id from exceptions where entity = 'lead' and raised_at is not null
                and manager = {self.manager}""")]
        self.assertTrue(raised)
        known, told = set(raised), []
        mails = [row for row in self.sink.accepted() if row["to"] == ["max@example.com"]]
        for row in mails:
            links = self.sink.text_of(row) + " ".join(one["Link"] for one in self.sink.list_of(row))
            told += set(re.findall(r"[?]exception=(\d+)", links))
            size = (self.sink.folder / row["file"]).stat().st_size
            self.assertLess(size, MAIL_BYTES_MAX, "some servers refuse it")
        self.assertEqual([row["subject"] for row in mails if "(part" in row["subject"]], [], "more than one a round")
        about_leads = [one for one in told if one in known]
        self.assertEqual(len(about_leads), len(set(about_leads)), "told twice")
        self.assertEqual(known - set(about_leads), set(), "not told")


if __name__ == "__main__":
    unittest.main()
