"""A company whose pages are full: leads in every state, opportunities on every stage, a day's work, plans.

Of 200 reps in 20 teams each has 500 of 100,000 leads: some untouched too long, some about to be, the others worked on;
a tenth have an opportunity, most have calls. All of it belongs to the moment at which it is made.
"""
import csv
from datetime import datetime, timedelta, timezone
from pathlib import Path

from people import RATINGS, REPS, SOURCES, People, rep

# Of each rep's leads, by their place among his own.
BROKEN, WARNED, NEW = 8, 12, 40  # untouched for days; for 20 hours; entered today
TODAY, EARLIER, COMING = 8, 5, 10  # planned activities of each rep
CALLS = 300  # logged by each rep within the last 90 days
STAGES = (["Qualified"] * 14 + ["Demonstration"] * 9 + ["Proposal"] * 7 + ["Negotiation"] * 5 + ["Won"] * 9
          + ["Lost"] * 6)
OUTCOMES = ("Reached", "Reached", "No answer", "Voicemail", "Call back", "Not interested")
ACCOUNTS = 2_000
PLANS = {"contacts_taken": {"target": 60}, "meetings_held": {"target": 8},
         "opportunities_won": {"target": 3, "amount": {"amount": "120000.00", "currency": "EUR"}}}


def text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


class Sheet:
    """A CSV file with a heading."""

    def __init__(self, file: Path, *heading: str) -> None:
        self.out = file.open("w", newline="")
        self.rows = csv.writer(self.out)
        self.rows.writerow(heading)

    def __enter__(self) -> "Sheet":
        return self

    def __exit__(self, *_) -> None:
        self.out.close()

    def add(self, *cells) -> None:
        self.rows.writerow(cells)


def place(number: int) -> int:
    """Of a lead among those of its rep."""
    return number // REPS


def has_opportunity(number: int) -> bool:
    return place(number) % 10 == 3 and place(number) >= NEW


def status_of(number: int, now: datetime) -> tuple[str, datetime]:
    at = place(number)
    if at < BROKEN:
        return "new", now - timedelta(days=2 + at % 7, hours=at)
    if at < WARNED:
        return "new", now - timedelta(hours=20, minutes=at)
    if at < NEW:
        return "new", now - timedelta(minutes=20 * (at - WARNED))
    entered = now - timedelta(days=15 + number % 380)
    if has_opportunity(number):
        return "qualified", entered
    return ("unqualified" if at % 7 == 0 else "recycled" if at % 9 == 0 else "working"), entered


def write_leads(file: Path, leads: int, now: datetime) -> None:
    people = People()
    with Sheet(file, "External id", "First name", "Last name", "Company", "Email", "Phone", "Source", "Rating", "Owner",
               "Status", "Entered") as sheet:
        for number in range(leads):
            first, last, mail, phone = people.next(number)
            status, entered = status_of(number, now)
            turn = place(number)
            sheet.add(f"X{number}", first, last, f"Company {number % 20_011} Ltd", mail, phone, SOURCES[turn % 4],
                      RATINGS[turn // 4 % 4], rep(number % REPS), status, text(entered))


def write_accounts(file: Path) -> None:
    with Sheet(file, "Name", "Industry", "Owner") as sheet:
        for number in range(ACCOUNTS):
            industry = ("Retail", "Software", "Health", "Services")[number % 4]
            sheet.add(f"House {number} Ltd", industry, rep(number % REPS))


def write_opportunities(file: Path, leads: int, now: datetime) -> None:
    with Sheet(file, "External id", "Name", "Lead", "Account", "Owner", "Stage", "Amount", "Close date",
               "Why lost") as sheet:
        for number in filter(has_opportunity, range(leads)):
            turn = place(number) // 10
            stage = STAGES[(turn * 7 + number % REPS) % len(STAGES)]
            is_closed = stage in ("Won", "Lost")
            days = (turn * 7 + number) % 120 * (-1 if is_closed else 1)
            sheet.add(f"O{number}", f"Order {number}", f"X{number}", f"House {number % ACCOUNTS} Ltd",
                      rep(number % REPS), stage, 1_000 + number * 37 % 90_000,
                      (now + timedelta(days=days)).strftime("%Y-%m-%d"),
                      "Price" if stage == "Lost" else "")


def write_activities(file: Path, leads: int, now: datetime) -> None:
    """Calls and meetings that were, and what is planned: today, left over, coming."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    with Sheet(file, "Kind", "Subject", "When", "Direction", "Outcome", "Result", "State", "Owner", "Lead") as sheet:
        for number in range(leads):
            at, of = place(number) - NEW, number % REPS
            if at < 0:
                continue
            if at < CALLS:
                happened = now - timedelta(minutes=(at * 7919 + of * 613) % (90 * 24 * 60))
                sheet.add("Call", f"Call {number}", text(happened), "Outgoing", OUTCOMES[(at + of) % 6], "", "Held",
                          rep(of), f"X{number}")
            elif at < CALLS + 20:
                happened = now - timedelta(days=(at - CALLS) * 4, hours=1)
                sheet.add("Meeting", f"Visit {number}", text(happened), "", "", "They want a proposal", "Held", rep(of),
                          f"X{number}")
            planned = None
            if at < TODAY:
                planned = midnight + timedelta(hours=8 + at)
            elif at < TODAY + EARLIER:
                planned = midnight - timedelta(days=at - TODAY + 1, hours=-10)
            elif at < TODAY + EARLIER + COMING:
                planned = midnight + timedelta(days=at - TODAY - EARLIER + 1, hours=10)
            if planned:
                sheet.add("Task" if at % 3 else "Call", f"Follow up {number}", text(planned), "", "", "", "Planned",
                          rep(of), f"X{number}")


def plans_of(users: dict[str, str], now: datetime) -> list[dict]:
    first = now.strftime("%Y-%m-01")
    return [{"metric": metric, "user": users[rep(number)], "period": "month", "first_day": first, **aim}
            for number in range(REPS) for metric, aim in PLANS.items()]


def utc_now() -> datetime:
    return datetime.now(timezone.utc)
