"""The company that is measured: invented people of three scripts as CSV files, and what is asked of them.

Of the leads 200 reps in 20 teams own equal parts; 7 of 10 are new (their clocks run), 1 of 10 has an opportunity.
Those of the burst came in earlier than all others, within one minute, so that their deadlines fall due together.
"""
import csv
import random
from datetime import datetime, timedelta, timezone
from pathlib import Path

REPS, TEAMS = 200, 20
BURST = 10_000
EARLIER = timedelta(hours=8)
PROMISE = timedelta(days=1)  # the shipped guideline lead_untouched; it warns after three quarters

LATIN = ("Anna Bert Carla David Elena Frank Greta Hugo Ines Jonas Klara Louis Marta Nils Olga Paul Rosa Simon Tilda "
         "Uwe Vera Walter Xenia Yves Zoe").split()
LATIN_PARTS = ("al ba ber cor dan del en fel gar hol in jan ker lan man mar mei ner or pet qui ras ren sch sen ski son "
               "stein tor ul van web win zim ött ür").split()
CHINESE_LAST = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗"
CHINESE = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉红北京海淀春秋夏冬梅竹松石山川云雨雪风"
CYRILLIC = "Анна Борис Вера Глеб Дарья Егор Зоя Иван Клара Лев Мария Нина Олег Павел Роман".split()
CYRILLIC_PARTS = "ал бор вол гор дан ер жук зай ков лес мор ник ор пет рас сер тар уш фед хар".split()
SOURCES, RATINGS = ("Web site", "Referral", "Trade fair", "Campaign"), ("hot", "warm", "cold", "")


class People:
    """The same ones in the same order each time."""

    def __init__(self) -> None:
        self.dice = random.Random(7)

    def digits(self, n: int) -> str:
        return f"{self.dice.randrange(10 ** n):0{n}}"

    def next(self, number: int) -> tuple[str, str, str, str]:
        """First and last name, e-mail, phone."""
        pick, kind = self.dice.choice, self.dice.randrange(10)
        if kind < 6:
            first, last = pick(LATIN), "".join(pick(LATIN_PARTS) for _ in range(3)).title()
            mail = f"{first}.{last}{number}@example.com".lower()
            return first, last, mail, f"+49 30 {self.digits(4)} {self.digits(4)}"
        mail = f"p{self.digits(8)}@example.com"
        if kind < 8:
            first = pick(CHINESE) + (pick(CHINESE) if self.dice.randrange(3) else "")
            return first, pick(CHINESE_LAST), mail, f"+86 13{self.digits(1)} {self.digits(4)} {self.digits(4)}"
        last = (pick(CYRILLIC_PARTS) + pick(CYRILLIC_PARTS) + "ов").title()
        return pick(CYRILLIC), last, mail, f"+7 912 {self.digits(3)}-{self.digits(2)}-{self.digits(2)}"


def rep(number: int) -> str:
    return f"rep{number}@example.com"


def manager(team: int) -> str:
    return f"manager{team}@example.com"


def write_users(file: Path) -> None:
    with file.open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["Email", "Name", "Role", "Team", "Manager"])
        for team in range(TEAMS):
            rows.writerow([manager(team), f"Manager {team}", "manager", f"Team {team}", manager(team)])
        for number in range(REPS):
            rows.writerow([rep(number), f"Rep {number}", "rep", f"Team {number % TEAMS}", ""])


USERS_MAP = {"columns": {"Team": {"field": "team", "missing": "create"}, "Manager": None}, "match": ["email"]}


def write_leads(file: Path, leads: int, entered: datetime) -> None:
    people, burst = People(), min(BURST, leads // 10)
    with file.open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["External id", "First name", "Last name", "Company", "Email", "Phone", "Source", "Rating",
                       "Owner", "Status", "Entered"])
        for number in range(leads):
            first, last, mail, phone = people.next(number)
            in_burst = number < burst
            at = entered - EARLIER + timedelta(milliseconds=60_000 * number // burst) if in_burst else entered
            rows.writerow([f"X{number}", first, last, f"Company {number % 20_011} Ltd", mail, phone,
                           SOURCES[number % 4], RATINGS[number % 4], rep(number % REPS),
                           "new" if in_burst or number * 7 % 10 < 7 else "working", at.strftime("%Y-%m-%dT%H:%M:%SZ")])


def write_opportunities(file: Path, leads: int) -> None:
    with file.open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["External id", "Name", "Lead", "Owner", "Stage", "Amount", "Close date"])
        close = (datetime.now(timezone.utc) + timedelta(days=90)).strftime("%Y-%m-%d")
        for number in range(0, leads, 10):
            rows.writerow([f"O{number}", f"Order {number}", f"X{number}", rep(number % REPS), "proposal",
                           1000 + number % 9000, close])


def words_to_find(count: int) -> list[str]:
    """What people type: a part of a name in any script, of a phone number or of an e-mail address."""
    people, words = People(), []
    for number in range(count):
        first, last, mail, phone = people.next(number)
        kinds = [last + first if last in CHINESE_LAST else last[1:4], last if len(last) > 1 else last + first,
                 f"{first} {last}", phone[-7:], mail[3:11]]
        words.append(kinds[number % len(kinds)])
    return words
