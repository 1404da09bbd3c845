#!/usr/bin/env python3
"""How fast the true server is, and how near to its ceiling: the table of bench/README.md.

    run.py [--leads 100000] [--stores sqlite,postgres] [--seconds 5] [--only WORD,…] [--readme]

For each store a company is made, filled by imports, served and put under load; beside it each time the ceiling: the
same server without anything in it (bench_bare) or a plain loop over the database (bench_inserts). Each cell is of one
run: figure, and its ratio to the ceiling. Results are kept in build/bench/results.json by store and number of leads,
so that 100,000 and 1,000,000 stand side by side; --readme puts them into bench/README.md.
"""
import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
from datetime import datetime, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "bench"
os.environ.setdefault("VIGIL_BINARY", str(BUILD / "vigil"))
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "tests/binary"), str(ROOT / "tests/support")]
import house as houses  # noqa: E402
import people  # noqa: E402
import postgres  # noqa: E402
import table  # noqa: E402

CONNECTIONS = 16


def say(text: str) -> None:
    print(f"[{datetime.now(timezone.utc):%H:%M:%S}] {text}", flush=True)


def program(name: str, *words: str) -> str:
    done = subprocess.run([str(BUILD / name), *words], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{name} failed: {done.stderr}")
    return done.stdout


class Bare:
    """The ceiling's server over the same database."""

    def __init__(self, where: list[str]) -> None:
        self.process = subprocess.Popen([str(BUILD / "bench_bare"), *where], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if "listening" not in line:
            sys.exit("bench_bare did not start")
        self.port = int(line.rsplit(":", 1)[1])

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(20)
        self.process.stdout.close()


class Run:
    def __init__(self, store: str, options: argparse.Namespace, house: houses.House | None = None) -> None:
        self.store, self.leads, self.options = store, options.leads, options
        self.house = house or houses.House(store=store, is_test=False, test_clock=False)
        self.folder = self.house.folder
        self.figures: dict[str, dict] = {}
        self.number = 0  # of the next created lead

    def wants(self, work: str) -> bool:
        return not self.options.only or any(word in work for word in self.options.only.split(","))

    def keep(self, work: str, **figures) -> None:
        self.figures[work] = figures
        say(f"  {work}: " + ", ".join(f"{name} {value}" for name, value in figures.items()))

    # --- filling

    def import_file(self, entity: str, file: Path, mapping: dict) -> float:
        """Rows a second, of a process of its own from its start to its end."""
        plan = file.with_suffix(".json")
        plan.write_text(json.dumps(mapping))
        begin = time.monotonic()
        done = subprocess.run([houses.BINARY, "import", *self.house.where(), entity, str(file), "--map", str(plan)],
                              capture_output=True, text=True)
        took = time.monotonic() - begin
        created = re.search(r"(\d+) created, .* (\d+) refused", done.stdout)
        if done.returncode != 0 or not created or created[2] != "0":
            sys.exit(f"import of {file.name}: {done.stdout[:2000]} {done.stderr}")
        return int(created[1]) / took

    def fill(self) -> None:
        self.house.start()
        self.settle_guidelines()
        self.house.stop()
        users, leads, sales = (self.folder / name for name in ("users.csv", "leads.csv", "opportunities.csv"))
        people.write_users(users)
        self.import_file("user", users, people.USERS_MAP)
        self.lead_teams()
        self.entered = datetime.now(timezone.utc)
        people.write_leads(leads, self.leads, self.entered)
        per_s = self.import_file("lead", leads, {"match": ["external_id"]})
        self.keep("import", per_s=round(per_s))
        people.write_opportunities(sales, self.leads)
        self.import_file("opportunity", sales, {"columns": {"Lead": {"field": "lead", "by": "external_id"}},
                                                "match": ["external_id"], "currency": "EUR"})
        if self.store == "postgres":
            self.house.sql("vacuum analyze")

    def settle_guidelines(self) -> None:
        """A new company's guidelines are switched on by the server's watch."""
        until = time.monotonic() + 60
        while self.house.sql("select count(*) from watch_tasks")[0][0] != "0" and time.monotonic() < until:
            time.sleep(0.2)

    def lead_teams(self) -> None:
        admin = self.start_server()
        by_mail = {row["email"]: row["id"] for row in admin.all("/users", limit=200)}
        for row in admin.all("/teams"):
            if row["name"].startswith("Team "):
                admin.patch(f"/teams/{row['id']}", {"manager": by_mail[people.manager(int(row["name"][5:]))]})
        self.users = by_mail
        self.house.stop()

    # --- serving

    def start_server(self) -> houses.Client:
        self.house.port = 0
        self.house.start()
        if not hasattr(self, "token"):
            self.token = self.house.token()
        return houses.Client(self.house.port, self.token)

    def wait_for_search(self, admin: houses.Client, last: str, title: str) -> float:
        """Until the record that came in last is found, by seconds."""
        begin = time.monotonic()
        while time.monotonic() - begin < 3600:
            answer = admin.get("/search", q=last)
            if any(row["title"].startswith(title) for row in answer.json.get("data", [])):
                break
            time.sleep(0.5)
        return time.monotonic() - begin

    def load(self, port: int, lines: list[str], connections: int = CONNECTIONS) -> dict:
        """Under load for some seconds: a second, p50, p99."""
        file = self.folder / "requests"
        file.write_text("\n".join(lines) + "\n")
        done = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{self.options.seconds}s", "--latency", "-s",
                               str(ROOT / "bench/load.lua"), f"http://127.0.0.1:{port}", "--", str(file),
                               str(self.number)], capture_output=True, text=True, check=True)
        figures = json.loads(done.stdout.splitlines()[-1])
        self.number += figures["requests"] + connections
        if figures["refused"] or figures["broken"]:
            say(f"  not answered well: {figures['refused']} refused, {figures['broken']} broken")
        return figures

    def beside(self, work: str, mine: list[str], bare: list[str] | None, connections: int = CONNECTIONS) -> None:
        """The server and its ceiling, one right after the other."""
        if not self.wants(work):
            return
        got = self.load(self.house.port, mine, connections)
        kept = {name: got[name] for name in ("per_s", "p50_ms", "p99_ms", "refused", "broken")}
        if bare:
            most = self.load(self.bare.port, bare, connections)
            kept |= {"ceiling_per_s": most["per_s"], "ceiling_p99_ms": most["p99_ms"],
                     "ratio": round(got["per_s"] / max(most["per_s"], 1), 3)}
        self.keep(work, **kept)

    # --- what is measured

    def measure(self) -> None:
        self.fill()
        admin = self.start_server()
        took = self.wait_for_search(admin, f"O{(self.leads - 1) // 10 * 10}", "Order")
        self.keep("search index filled", seconds=round(took, 1))
        self.house.stop()
        self.cold_start()
        admin = self.start_server()
        self.bare = Bare(self.house.where())
        self.reads()
        self.lists()
        self.search()
        self.memory()
        self.creates()
        self.managers_list()
        self.lists_by_promise()
        self.bare.close()
        self.house.stop()
        self.clock()
        self.ceiling_of_creates()

    def cold_start(self) -> None:
        path = f"/leads/{self.some_ids(1)[0]}"
        took = []
        for _ in range(3):
            begin = time.monotonic()
            admin = self.start_server()
            if admin.get(path).status != 200:
                sys.exit("cold start: the lead is not answered")
            took.append(time.monotonic() - begin)
            admin.close()
            self.house.stop()
        self.keep("cold start", seconds=round(sorted(took)[1], 3))

    def some_ids(self, count: int) -> list[str]:
        rows = self.house.sql("select id from leads where external_id is not null")
        return [row[0] for row in random.Random(3).sample(rows, min(count, len(rows)))]

    def reads(self) -> None:
        ids = self.some_ids(20_000)
        self.beside("read by id, admin", [self.get(f"/leads/{one}") for one in ids],
                    [f"GET\t\t/row/{one}\t" for one in ids])
        own = [row[0] for row in self.house.sql(f"select id from leads where owner = {self.users[people.rep(1)]}")]
        token = self.house.token(people.rep(1))
        self.beside("read by id, rep", [self.get(f"/leads/{one}", token) for one in own],
                    [f"GET\t\t/row/{one}\t" for one in own])
        if self.wants("nothing"):
            self.keep("nothing", **{name: value for name, value in self.load(
                self.bare.port, ["GET\t\t/nothing\t"]).items() if name in ("per_s", "p50_ms", "p99_ms")})

    def get(self, path: str, token: str | None = None, **query: str) -> str:
        asked = "?" + urllib.parse.urlencode(query, quote_via=urllib.parse.quote) if query else ""
        return f"GET\t{self.token if token is None else token}\t/api/v1{path}{asked}\t"

    def lists(self) -> None:
        owners = [self.users[people.rep(number)] for number in range(people.REPS)]
        bare = [f"GET\t\t/rows?owner={owner}\t" for owner in owners]
        newest = {"sort": "-created_at", "limit": "50"}
        self.beside("list of 50, admin", [
            self.get("/leads", filter=f"owner = {owner} and status = new", **newest) for owner in owners], bare)
        reps = range(0, people.REPS, 20)
        tokens = [self.house.token(people.rep(number)) for number in reps]
        own = [f"GET\t\t/rows?owner={self.users[people.rep(number)]}\t" for number in reps]
        self.beside("list of 50, rep", [
            self.get("/leads", token, filter="status = new", **newest) for token in tokens], own)

    def managers_list(self) -> None:
        """After all others: what a slow one leaves behind at the server would stand in their way."""
        newest = {"sort": "-created_at", "limit": "50"}
        managers = [self.house.token(people.manager(team)) for team in range(4)]
        self.beside("list of 50, manager of 10 reps", [
            self.get("/leads", token, filter="status = new", **newest) for token in managers], None)

    def lists_by_promise(self) -> None:
        """As the page of leads shows itself; last of the lists, as the slowest."""
        ask = {"sort": "promise", "limit": "50"}
        self.beside("list by promise, admin", [self.get("/leads", **ask)], None)
        reps = [self.house.token(people.rep(number)) for number in range(0, people.REPS, 20)]
        self.beside("list by promise, rep", [self.get("/leads", token, **ask) for token in reps], None)
        managers = [self.house.token(people.manager(team)) for team in range(4)]
        self.beside("list by promise, manager of 10 reps",
                    [self.get("/leads", token, **ask) for token in managers], None)

    def search(self) -> None:
        words = people.words_to_find(min(self.leads, 2_000))
        random.Random(5).shuffle(words)
        bare = [f"GET\t\t/find?q={urllib.parse.quote(word)}\t" for word in words]
        self.beside("search, admin", [self.get("/search", q=word) for word in words], bare)
        token = self.house.token(people.rep(1))
        self.beside("search, rep", [self.get("/search", token, q=word) for word in words], bare)

    def memory(self) -> None:
        """After all that reading."""
        kib = {}
        for line in Path(f"/proc/{self.house.process.pid}/smaps_rollup").read_text().splitlines()[1:]:
            name, value = line.split()[:2]
            kib[name.rstrip(":")] = int(value)
        self.keep("memory", mb=round(kib["Private_Dirty"] / 1024, 1), resident_mb=round(kib["Rss"] / 1024, 1))

    def creates(self) -> None:
        body = {"first_name": "Nora", "last_name": "Bench@N@", "company": "Company @N@ Ltd", "source": "web",
                "email": "nora@N@@example.com", "phone": "+49 40 9@N@", "owner": self.users[people.rep(0)]}
        self.number = max(self.number, 1_000_000)
        line = [f"POST\t{self.token}\t/api/v1/leads\t{json.dumps(body)}"]
        for connections in (1, 64):
            self.beside(f"create, {connections} connections", line, None, connections)

    def clock(self) -> None:
        if not self.wants("clock"):
            return
        due = self.entered - people.EARLIER + people.PROMISE
        seconds = int((due - datetime.now(timezone.utc)).total_seconds())
        told = json.loads(program("bench_watch", *self.house.where(), "--burst-at", str(seconds)))
        self.keep("idle tick", p50_ms=told["idle_p50_ms"], p99_ms=told["idle_p99_ms"])
        self.keep("burst of warnings", seconds=told["warn_s"], warned=told["warn_warned"])
        self.keep("burst of deadlines", seconds=told["burst_s"], raised=told["burst_raised"])

    def ceiling_of_creates(self) -> None:
        """Last, as it leaves rows behind that belong to nobody. It copies a lead that was created here."""
        if not any(work.startswith("create") for work in self.figures):
            return
        def loop(*words: str) -> float:
            return float(program("bench_inserts", *self.house.where(), *words))
        lite = self.store == "sqlite"
        one = ("--together", "1") if lite else ("--clients", "1")
        many = ("--together", "64") if lite else ("--clients", "16")
        bulk = ("--together", "1000") if lite else ("--clients", "1", "--at-once", "1000")
        for work, words, creates in (("create, 1 connections", one, 2_000), ("create, 64 connections", many, 20_000),
                                     ("import", bulk, 40_000)):
            if work in self.figures:
                most = loop(*words, "--creates", str(creates))
                mine = self.figures[work]
                self.keep(work, **mine, ceiling_per_s=round(most), ratio=round(mine["per_s"] / most, 3))

    def close(self) -> None:
        if getattr(self, "bare", None) and self.bare.process.poll() is None:
            self.bare.process.kill()
        self.house.close()


def load_average() -> float:
    return float(Path("/proc/loadavg").read_text().split()[0])


def measure(store: str, options: argparse.Namespace) -> dict:
    say(f"{options.leads:,} leads on {store}, load {load_average()}")
    load = load_average()
    run = Run(store, options)
    try:
        run.measure()
    finally:
        run.close()
    return {"at": f"{datetime.now(timezone.utc):%Y-%m-%d %H:%M}", "load_before": load, "load_after": load_average(),
            "seconds": options.seconds, "figures": run.figures}


def make_durable(url: str) -> None:
    """The tests' cluster forgets what it has not written when power fails; here it must not."""
    for text in ("alter system set fsync = on", "alter system set full_page_writes = on", "select pg_reload_conf()"):
        subprocess.run(["psql", "-X", "-q", "-c", text, url], check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--leads", type=int, default=100_000)
    parser.add_argument("--stores", default="sqlite,postgres")
    parser.add_argument("--seconds", type=int, default=5, help="under load, per line of the table")
    parser.add_argument("--only", default="", help="parts of names of lines, with commas")
    parser.add_argument("--readme", action="store_true")
    options = parser.parse_args()
    work = BUILD / "work"
    work.mkdir(parents=True, exist_ok=True)
    tempfile.tempdir = str(work)  # on the disk, not in memory
    kept = BUILD / "results.json"
    results = json.loads(kept.read_text()) if kept.exists() else {}
    for store in options.stores.split(","):
        if store == "postgres":
            with postgres.Cluster() as houses.POSTGRES:
                make_durable(houses.POSTGRES)
                done = measure(store, options)
        else:
            done = measure(store, options)
        if options.only:
            done["figures"] = results.get(f"{store} {options.leads}", done)["figures"] | done["figures"]
        results[f"{store} {options.leads}"] = done
        kept.write_text(json.dumps(results, indent=1))
    text = table.markdown(results)
    (BUILD / "table.md").write_text(text)
    if options.readme:
        table.put_into(ROOT / "bench/README.md", text)
    print(text)


if __name__ == "__main__":
    main()
