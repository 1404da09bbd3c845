#!/usr/bin/env python3
"""How fast the page is for a person at work in a company of 100,000 leads: the second table of bench/README.md.

    page.py [--leads 100000] [--rounds 7] [--who rep,manager,admin] [--only WORD,…] [--keep] [--readme]

Makes the company, serves it by the true program and measures in Chromium with tests/browser/speed.mjs as a rep, as the
manager of his team and as the administrator. --keep leaves the company in build/bench/work/page for the next run (what
is due today is then that day's). All figures, and every request that was slow, go to build/bench/page.json.
VIGIL_BINARY is the program, VIGIL_PAGE the address of another server of the page that sends /api to this port:
--port says which.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timezone
from pathlib import Path

import run
from run import BUILD, ROOT, houses, people, say, table

import office

PASSWORD = "a desk by the window"
LEAST = 20_000
PEOPLE = {"rep": people.rep(0), "manager": people.manager(0), "admin": houses.ADMIN}
TITLES = {"rep": "a rep, 500 leads", "manager": "the manager of ten", "admin": "the administrator, all"}


class PageHouse(houses.House):
    """A company in a folder that may be kept."""

    def __init__(self, folder: Path) -> None:
        self.kept, self.store, self.test_clock, self.is_test = folder, "sqlite", False, False
        self.smtp, self.options, self.company = "", [], ["--company", "Example Ltd", "--time-zone", "UTC"]
        self.is_made = (folder / "made").exists()
        self.process, self.port, self.log, self.database = None, 0, [], ""
        self.folder = folder
        if self.is_made:
            return
        if folder.exists():
            subprocess.run(["rm", "-r", str(folder)], check=True)
        folder.mkdir(parents=True)
        done = houses.run("init", *self.where(), "--admin", houses.ADMIN, "--password-stdin", *self.company,
                          stdin=PASSWORD + "\n")
        if done.returncode != 0:
            raise SystemExit(f"init: {done.stderr}")


class Office(run.Run):
    """The company with full pages."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        super().__init__("sqlite", options, PageHouse(folder))

    def fill(self) -> None:
        began, now = time.monotonic(), office.utc_now()
        self.house.start()
        self.settle_guidelines()
        self.house.stop()
        files = {name: self.folder / f"{name}.csv" for name in ("users", "leads", "accounts", "sales", "activities")}
        people.write_users(files["users"])
        self.import_file("user", files["users"], people.USERS_MAP)
        self.lead_teams()
        office.write_leads(files["leads"], self.leads, now)
        self.import_file("lead", files["leads"], {"match": ["external_id"]})
        office.write_accounts(files["accounts"])
        self.import_file("account", files["accounts"], {"match": ["name"]})
        office.write_opportunities(files["sales"], self.leads, now)
        lead = {"field": "lead", "by": "external_id"}
        self.import_file("opportunity", files["sales"], {
            "columns": {"Lead": lead, "Account": {"field": "account", "by": "name"}}, "match": ["external_id"],
            "currency": "EUR"})
        office.write_activities(files["activities"], self.leads, now)
        self.import_file("activity", files["activities"], {"columns": {"Lead": lead}})
        self.finish(now)
        for file in files.values():
            file.unlink()
        (self.folder / "made").write_text(office.text(now))
        say(f"  the company is made: {time.monotonic() - began:.0f} s")

    def finish(self, now: datetime) -> None:
        """Plans, steps due today, passwords; then everything that follows from it is done: search, exceptions."""
        admin = self.start_server()
        for plan in office.plans_of(self.users, now):
            self.needs(admin.post("/plans", plan), 201)
        owner = self.users[PEOPLE["rep"]]
        steps = admin.get("/opportunity_steps", limit=10, filter=f"opportunity.owner = {owner} and state = open and "
                          "position = 1").json["data"]
        self.needs(admin.post("/opportunity_steps/bulk", {"ids": [step["id"] for step in steps],
                                                          "change": {"due": now.strftime("%Y-%m-%d")}}), 200)
        for email in (PEOPLE["rep"], PEOPLE["manager"]):
            link = self.needs(admin.post(f"/users/{self.users[email]}/password_link"), 201)["link"]
            token = link.rsplit("token=", 1)[1]
            done = houses.Client(self.house.port).post("/passwords/reset", {"token": token, "password": PASSWORD})
            self.needs(done, done.status if done.status < 300 else 200)
        took = self.wait_for_search(admin, f"O{self.last_opportunity()}", "Order")
        say(f"  search index filled after {took:.0f} s, {self.settle(admin):,} exceptions")
        admin.close()
        self.house.stop()

    def last_opportunity(self) -> int:
        return next(number for number in range(self.leads - 1, 0, -1) if office.has_opportunity(number))

    def needs(self, answer: houses.Answer, status: int) -> dict:
        if answer.status != status:
            sys.exit(f"the company: {answer}")
        return answer.json if answer.body else {}

    def settle(self, admin: houses.Client) -> int:
        """Until all that is overdue has been raised."""
        expected = sum(office.place(number) < office.BROKEN for number in range(self.leads))
        until, count = time.monotonic() + 600, 0
        while count < expected and time.monotonic() < until:
            time.sleep(0.5)
            count = admin.get("/exceptions", count="true", state="open", limit=1).json["count"]
        return count

    def look(self, who: str) -> dict:
        """The page as one person has it."""
        load, file = run.load_average(), self.folder / f"{who}.json"
        env = os.environ | {"VIGIL_URL": os.environ.get("VIGIL_PAGE", f"http://127.0.0.1:{self.house.port}"),
                            "VIGIL_EMAIL": PEOPLE[who], "VIGIL_PASSWORD": PASSWORD,
                            "PATH": f"{ROOT}/build/node/bin:{os.environ['PATH']}"}
        words = ["--rounds", str(self.options.rounds), "--json", str(file), "--only", self.options.only]
        say(f"as {TITLES[who]}, load {load}")
        subprocess.run(["node", str(ROOT / "tests/browser/speed.mjs"), *words], cwd=ROOT / "web", env=env, timeout=3600)
        if not file.exists():
            sys.exit("speed.mjs measured nothing")
        return json.loads(file.read_text()) | {
            "at": f"{datetime.now(timezone.utc):%Y-%m-%d %H:%M}", "load_before": load,
            "load_after": run.load_average(), "rounds": self.options.rounds, "leads": self.leads}


# --- the table

def time_cell(found: dict) -> str:
    mark = " ✗" if found.get("missed") else ""
    worst = f" / {found['worst']:,}" if found["worst"] != found["median"] else ""
    return f"**{found['median']:,}**{worst} ms{mark}"


def cost_cell(cost: dict | None) -> str:
    if not cost:
        return "–"
    return "{requests} requests, {answer_kb:,} kB, {nodes:,} nodes; slowest {slowest_ms:,} ms".format(**cost)


def markdown(results: dict) -> str:
    columns = [who for who in PEOPLE if who in results]
    times = {(line["what"], who): line for who in columns for line in results[who]["times"]}
    order = list(dict.fromkeys(line["what"] for who in columns for line in results[who]["times"]))
    heads = " | ".join(TITLES[who] for who in columns)
    lines = [f"| what | budget | {heads} |", "|---|---|" + "---|" * len(columns)]
    for what in order:
        cells = [time_cell(times[what, who]) if (what, who) in times else "–" for who in columns]
        budget = next(times[what, who].get("budget") for who in columns if (what, who) in times)
        lines.append(f"| {what} | {f'{budget:,} ms' if budget else '–'} | " + " | ".join(cells) + " |")
    lines += ["", f"| page, opened cold | {heads} |", "|---|" + "---|" * len(columns)]
    costs = {(line["page"], who): line for who in columns for line in results[who]["pages"]}
    for page in dict.fromkeys(line["page"] for who in columns for line in results[who]["pages"]):
        cells = [cost_cell(costs.get((page, who))) for who in columns]
        lines.append(f"| {page} | " + " | ".join(cells) + " |")
    runs = "; ".join(f"{TITLES[who]}: {results[who]['at']} UTC, load {results[who]['load_before']} before, "
                     f"{results[who]['load_after']} after, {results[who]['rounds']} rounds" for who in columns)
    return "\n".join(lines) + f"\n\n{results[columns[0]]['leads']:,} leads. Runs: {runs}.\n"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--leads", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--who", default=",".join(PEOPLE))
    parser.add_argument("--only", default="", help="parts of names of lines, with commas")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--readme", action="store_true")
    options = parser.parse_args()
    if options.leads < LEAST:
        parser.error(f"fewer than {LEAST:,} leads leave pages empty")
    work = BUILD / "work"
    work.mkdir(parents=True, exist_ok=True)
    tempfile.tempdir = str(work)  # on the disk, not in memory
    folder = work / "page" if options.keep else Path(tempfile.mkdtemp(prefix="page-"))
    kept = BUILD / "page.json"
    results = json.loads(kept.read_text()) if kept.exists() else {}
    desk = Office(options, folder)
    try:
        if not desk.house.is_made:
            desk.fill()
        desk.house.port = options.port
        desk.house.start()
        for who in options.who.split(","):
            found = desk.look(who)
            results[who] = merged(results.get(who), found) if options.only else found
            kept.write_text(json.dumps(results, indent=1))
    finally:
        if desk.house.process:
            desk.house.stop()
        if not options.keep:
            desk.house.close()
    words = markdown(results)
    (BUILD / "page.md").write_text(words)
    if options.readme:
        table.put_into(ROOT / "bench/README.md", words, "page table")
    print(words)


def merged(before: dict | None, found: dict) -> dict:
    """Only some lines were measured: the others stay."""
    if not before:
        return found
    for key, name in (("times", "what"), ("pages", "page")):
        fresh = {line[name]: line for line in found[key]}
        found[key] = [fresh.pop(line[name], line) for line in before[key]] + list(fresh.values())
    return found


if __name__ == "__main__":
    main()
