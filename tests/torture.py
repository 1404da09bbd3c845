#!/usr/bin/python3
"""Kills the server (SIGKILL) at random moments under load and proves that nothing went wrong by it.

    torture.py --store sqlite|postgres [--kills N] [--seed N]

Leads come in whose first promise falls due within seconds (they say they were entered a day ago), some are called in
time, mails go to a sink. After the last kill and when everything due has been done:
  - every acknowledged write is there, no lead is doubled;
  - plain SQL over leads and calls names exactly the leads that have an exception, each one,
  in agreement with its watch;
  - owner and manager of each exception were told once;
  - no more mails were repeated than there were kills, each with its own Message-ID, each shown as possibly repeated.
Ends with "N passed, N failed". The clock is the system's: a kill must not find time standing still.
"""
import argparse
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from datetime import datetime, timedelta, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "binary"))
from house import ADMIN, Client, House, Sink  # noqa: E402

WRITERS, REPS = 4, 40


def moment(span: timedelta) -> str:
    return (datetime.now(timezone.utc) + span).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Load:
    """Writers that note what the server acknowledged, and never send the same twice."""

    def __init__(self, house: House, token: str, owners: list[str], seed: int) -> None:
        self.house, self.token, self.owners, self.seed = house, token, owners, seed
        self.leads: dict[str, str] = {}    # external_id -> id
        self.called: set[str] = set()      # ids of leads whose call was acknowledged
        self.refused = 0
        self.going = True
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.write, args=(n,), daemon=True) for n in range(WRITERS)]

    def start(self) -> None:
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        self.going = False
        for thread in self.threads:
            thread.join(30)

    def write(self, writer: int) -> None:
        dice, number = random.Random(f"{self.seed}-{writer}"), 0
        client = Client(self.house.port, self.token)
        while self.going:
            number += 1
            try:
                self.one(client, dice, f"T{writer}-{number}")
            except Exception:  # the server is being killed under our hands
                client.close()
                time.sleep(0.02)
            time.sleep(0.01)

    def one(self, client: Client, dice: random.Random, key: str) -> None:
        late_by = timedelta(seconds=dice.uniform(-3, 0.5))
        answer = client.post("/leads", {"external_id": key, "owner": dice.choice(self.owners),
                                        "entered_at": moment(-timedelta(days=1) - late_by)})
        if answer.status != 201:
            self.refused += 1
            return
        with self.lock:
            self.leads[key] = answer.json["id"]
        if dice.random() < 0.3:
            done = client.post(f"/leads/{answer.json['id']}/log_call", {"outcome": "reached"})
            if done.status == 200:
                with self.lock:
                    self.called.add(answer.json["id"])


def make_company(house: House) -> tuple[Client, list[str]]:
    admin = house.client(ADMIN)
    people = house.people(admin)
    owners = []
    for i in range(REPS):
        answer = admin.post("/users", {"email": f"rep{i}@example.com", "name": f"Rep {i}", "role": "rep",
                                       "team": people["sales"], "locale": "en"})
        assert answer.status == 201, answer
        owners.append(answer.json["id"])
    # A warning that comes an hour late goes into a digest; these leads are warned of minutes before the breach.
    rule = next(one for one in admin.all("/guidelines") if one["key"] == "lead_untouched")
    answer = admin.patch(f"/guidelines/{rule['id']}", {"warn": 0.99})
    assert answer.status == 200, answer
    return admin, owners


def settle(admin: Client, house: House) -> None:
    """Until everything due is done and no mail is on its way."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        due = house.sql("select count(*) from watches where next_at is not null and next_at < "
                        + ("(extract(epoch from now()) * 1000000)::bigint" if house.store == "postgres"
                           else "cast(unixepoch('subsec') * 1000000 as integer)"))
        mails = house.sql("select count(*) from outbox where kind = 'alert' and state in ('queued', 'sending')")
        if due == [["0"]] and mails == [["0"]]:
            return
        time.sleep(0.2)
    print(f"not settled: {due[0][0]} watches due, {mails[0][0]} alerts unsent")


class Checks:
    def __init__(self) -> None:
        self.passed = self.failed = 0

    def __call__(self, name: str, trouble) -> None:
        """`trouble` is what is wrong; empty when all is well."""
        if trouble:
            self.failed += 1
            print(f"FAIL  {name}: {str(trouble)[:1500]}")
        else:
            self.passed += 1
            print(f"ok    {name}")


UNTOUCHED = "(select id from guidelines where key = 'lead_untouched')"
CALLED = "select 1 from activities a where a.lead = l.id and a.kind = 'call' and a.removed_at is null"


def check_writes(check: Checks, house: House, load: Load) -> None:
    stored = Counter(row[0] for row in house.sql("select external_id from leads"))
    check("no acknowledged lead is gone", sorted(set(load.leads) - set(stored)))
    check("no lead is doubled", [key for key, count in stored.items() if count > 1])
    calls = {row[0] for row in house.sql("select lead from activities where kind = 'call'")}
    check("no acknowledged call is gone", sorted(load.called - calls))
    journal = house.sql("select count(*) from leads l where not exists (select 1 from journal j where j.record = l.id"
                        " and j.act = 'create')")
    check("each lead has its journal row", journal != [["0"]] and journal)


def check_exceptions(check: Checks, house: House) -> None:
    wanted = {row[0] for row in house.sql(f"select l.id from leads l where l.status = 'new' and not exists ({CALLED})")}
    rows = house.sql(f"select record, state from exceptions where guideline = {UNTOUCHED}")
    found = Counter(row[0] for row in rows)
    opened = {record for record, state in rows if state == "open"}
    check("no exception is missing", sorted(wanted - opened)[:20])
    check("no exception is too many", sorted(opened - wanted)[:20])
    check("no exception is doubled", [record for record, count in found.items() if count > 1])
    check("there were exceptions at all", "" if len(opened) > 10 else f"only {len(opened)}")
    odd = house.sql(f"select w.id, w.state, e.state from watches w left join exceptions e on e.id = w.exception"
                    f" where w.guideline = {UNTOUCHED} and ((w.state = 'broken' and (e.state is null or e.state <> 'open'))"
                    f" or (w.state <> 'broken' and e.state = 'open'))")
    check("watches and exceptions agree", odd)
    doubled = house.sql("select exception, rung, count(*) from notices where rung in ('warned', 'broken')"
                        " group by exception, rung having count(*) > 1")
    check("nobody was told twice", doubled)
    untold = house.sql(f"select e.id from exceptions e where e.guideline = {UNTOUCHED} and e.state = 'open' and not exists"
                       " (select 1 from notices n where n.exception = e.id and n.rung = 'broken')")
    check("each manager was told", untold)


def check_mails(check: Checks, house: House, sink: Sink, kills: int) -> None:
    times = Counter(row["message_id"].strip("<>") for row in sink.accepted())
    repeated = {message for message, count in times.items() if count > 1}
    check("mails went out", "" if len(times) > 10 else f"only {len(times)}")
    check("a kill repeats at most one mail", "" if sum(times.values()) - len(times) <= kills else times.most_common(5))
    shown = {row[0].strip("<>") for row in house.sql("select message_id from outbox where possibly_repeated is not null"
                                                     " and cast(possibly_repeated as integer) <> 0")}
    check("what was repeated is shown so", sorted(repeated - shown))
    unsent = house.sql("select id, state, attempts from outbox where kind = 'alert' and state not in ('accepted', 'cancelled')")
    check("each alert was accepted", unsent)
    accepted = {row[0].strip("<>") for row in house.sql("select message_id from outbox where state = 'accepted'")}
    check("what counts as accepted was", sorted(accepted - set(times)))
    print(f"      {len(times)} mails, {len(repeated)} repeated")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", choices=["sqlite", "postgres"], required=True)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    args = parser.parse_args()
    print(f"seed {args.seed}", flush=True)
    dice, check = random.Random(args.seed), Checks()
    house = House(args.store, test_clock=False, is_test=False)
    sink = Sink(house.folder / "mails")
    try:
        house.smtp = sink.url
        house.start()
        admin, owners = make_company(house)
        load = Load(house, admin.token, owners, args.seed)
        load.start()
        slow = []
        for kill in range(args.kills):
            time.sleep(dice.uniform(0.3, 2.5))
            os.kill(house.process.pid, signal.SIGKILL)
            house.process.wait()
            began = time.monotonic()
            house.start()
            if time.monotonic() - began > 20:
                slow.append(kill)
        check(f"the server came back after each of {args.kills} kills", slow)
        time.sleep(1)
        load.stop()
        time.sleep(4)  # the last deadlines
        settle(admin, house)
        check("the load was served", "" if load.refused <= len(load.leads) // 10 else f"{load.refused} refused")
        check_writes(check, house, load)
        check_exceptions(check, house)
        check_mails(check, house, sink, args.kills)
        print(f"      {len(load.leads)} leads, {len(load.called)} called")
        house.stop()
    finally:
        sink.close()
        house.close()
    print(f"{check.passed} passed, {check.failed} failed")
    return 1 if check.failed else 0


if __name__ == "__main__":
    sys.exit(main())
