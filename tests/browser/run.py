#!/usr/bin/python3
"""The page in a real browser over the true server: a fresh company with broken promises, then the journeys of web/e2e.

    run.py [NAME…]         every journey, or these; ends with "N passed, N failed"
    run.py --pictures DIR  only takes pictures of the demo company's pages into DIR; README and docs/pictures show them

The company is made once for a program and copied for each journey (build/browser_company). VIGIL_SLOW=1 makes the
line slow, 4 the page as well, VIGIL_JITTER=SEED makes each answer late by chance, VIGIL_SHOTS=DIR keeps pictures of
failures.
"""
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "binary"))
from house import ADMIN, BINARY, Client, House, Sink, later, run  # noqa: E402

PASSWORD = "correct horse battery"
NAMES = [("Maria", "Keller", "Brightwater"), ("Jonas", "Brandt", "Northfield Tools"), ("王", "小明", "示例科技"),
         ("Ольга", "Иванова", "Пример"), ("Lea", "Fontaine", "Atelier Exemple"), ("Sam", "Okoro", "Riverside"),
         ("Nina", "Holm", "Fjord Example"), ("Pablo", "Ruiz", "Casa Ejemplo"), ("Ada", "Lind", "Kiosk Nord"),
         ("Tom", "Baker", "Millstone"), ("Eva", "Novak", "Priklad"), ("Ken", "Sato", "Example Works"),
         ("Iris", "Bloom", "Green Lane"), ("Otto", "Frank", "Muster Bau"), ("Zoe", "Hart", "Harbour Shop"),
         ("Ravi", "Nair", "Sample Spices"), ("Amy", "Stone", "Quarry Six"), ("Luca", "Berti", "Esempio"),
         ("Kim", "Park", "Seoul Sample"), ("Ute", "Wolf", "Beispiel")]


def needed(answer):
    if answer.status >= 300:
        raise SystemExit(f"run.py: {answer}")
    return answer.json


def make_company(house: House) -> None:
    """Grace manages three reps, Ana assists them; two days later leads are untouched, some have no steps in use."""
    admin = house.client(ADMIN)
    home = needed(admin.get("/me"))["team"]["id"]
    calendar = needed(admin.get("/calendars"))["data"][0]["id"]
    team = needed(admin.post("/teams", {"name": "Sales", "parent": home, "calendar": calendar}))["id"]
    for name, role in (("Grace", "manager"), ("Ana", "assistant")):
        done = run("user", "add", *house.where(), "--email", f"{name.lower()}@example.com",
                   "--name", f"{name} Example", "--role", role, "--team", "Sales", "--password-stdin",
                   stdin=PASSWORD + "\n")
        if done.returncode != 0:
            raise SystemExit(f"run.py: user add: {done.stderr}")
    house.stop()
    house.start()
    admin.port = house.port
    grace = next(one for one in admin.all("/users") if one["email"] == "grace@example.com")["id"]
    needed(admin.patch(f"/teams/{team}", {"manager": grace}))
    below = needed(admin.post("/teams", {"name": "Inside sales", "parent": team}))["id"]
    reps = [needed(admin.post("/users", {"email": f"{name.lower()}@example.com", "name": f"{name} Example",
                                         "role": "rep", "team": where}))["id"]
            for name, where in (("Ben", team), ("Chiara", team), ("Dmitri", below))]
    own = []
    for i, (first, last, company) in enumerate(NAMES):
        lead = needed(admin.post("/leads", {"first_name": first, "last_name": last, "company": company, "source": "web",
                                            "owner": reps[i % 3], "email": f"lead{i}@example.com"}))["id"]
        if i % 4 == 0:
            needed(admin.post(f"/leads/{lead}/qualify"))
            needed(admin.post(f"/leads/{lead}/open_opportunity", {
                "close_date": "2099-06-30", "amount": {"amount": f"{12000 + 3700 * i}.00", "currency": "EUR"}}))
    house.put_clock(later(house.clock(), days=9))
    for i in range(8):  # untouched since yesterday: a manager's bundle
        needed(admin.post("/leads", {"company": f"Fresh {i + 1}", "source": "fair", "owner": reps[0]}))
    for i in range(3):  # and one's own
        own.append(needed(admin.post("/leads", {"company": f"Own {i + 1}", "source": "fair", "owner": grace}))["id"])
    house.put_clock(later(house.clock(), days=1, hours=1))
    needed(admin.post("/leads", {"company": "Tomorrow", "source": "fair", "owner": grace}))
    house.put_clock(later(house.clock(), hours=19))


KEPT = ROOT / "build/browser_company"


def kept_name(has_mail: bool) -> str:
    """Of the company this program and this day make: its clock begins with the true one."""
    made_by = [Path(BINARY), Path(__file__), ROOT / "tests/binary/house.py"]
    marks = [f"{one.resolve()} {one.stat().st_mtime_ns} {one.stat().st_size}" for one in made_by]
    mark = hashlib.sha256("\n".join(marks).encode()).hexdigest()[:16]
    return f"{'with' if has_mail else 'without'}-mail-{time.strftime('%Y-%m-%d')}-{mark}"


def keep_company(folder: Path, has_mail: bool) -> None:
    house = House("sqlite")
    sink = Sink(house.folder / "mails") if has_mail else None
    try:
        house.smtp = sink.url if sink else ""
        house.start()
        make_company(house)
        house.stop()
        shutil.copytree(house.folder, folder)
    finally:
        if sink:
            sink.close()
        house.close()


def copy_company(has_mail: bool) -> House:
    """A house of its own with the company in it, and the mails that have left it; not served yet."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with open(KEPT / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # other journeys run beside this one
        kept = KEPT / kept_name(has_mail)
        if not kept.exists():
            for old in KEPT.glob(kept.name.split("-")[0] + "-*"):
                shutil.rmtree(old)
            half = kept.with_suffix(".half")
            keep_company(half, has_mail)
            half.rename(kept)
        house = House("sqlite", is_bare=True)
        shutil.copytree(kept, house.folder, dirs_exist_ok=True)
    return house


def journeys(names: list[str]) -> list[Path]:
    """What is named, else all; browser.mjs is what they share."""
    every = sorted(path.stem for path in (ROOT / "web/e2e").glob("*.mjs") if path.stem != "browser")
    return [ROOT / "web/e2e" / f"{name}.mjs" for name in names or every]


def journey(script: Path, house: House, sink: Sink) -> tuple[int, int]:
    env = os.environ | {"VIGIL_URL": f"http://127.0.0.1:{house.port}", "VIGIL_EMAIL": "grace@example.com",
                        "VIGIL_PASSWORD": PASSWORD, "VIGIL_MAILS": str(sink.folder), "VIGIL_SMTP": sink.url}
    try:
        done = subprocess.run(["node", str(script)], cwd=ROOT / "web", env=env, text=True, timeout=900,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except subprocess.TimeoutExpired as late:
        print(f"--- {script.name}, not over after {late.timeout:.0f} s\n{(late.stdout or b'').decode()}", flush=True)
        return 0, 1
    print(f"--- {script.name}\n{done.stdout}", flush=True)
    found = re.findall(r"^(\d+) passed, (\d+) failed$", done.stdout, re.M)
    passed, failed = map(int, found[-1]) if found else (0, 1)
    return passed, failed or int(done.returncode != 0)


class DemoHouse(House):
    """What `make run` shows."""

    def __post_init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="vigil-demo-"))
        self.process, self.port, self.log, self.database = None, 0, [], ""
        self.stdout = subprocess.DEVNULL
        self.options = ["--demo"]


def take_pictures(folder: Path) -> int:
    house = DemoHouse()
    try:
        house.start()
        env = os.environ | {"VIGIL_URL": f"http://127.0.0.1:{house.port}", "VIGIL_PASSWORD": "vigil-demo",
                            "VIGIL_EMAIL": "ingrid.sommerfeld@example.com"}
        script = ROOT / "tests/browser/pictures.mjs"
        return subprocess.run(["node", str(script), str(folder)], cwd=ROOT / "web", env=env, timeout=900).returncode
    finally:
        house.close()


def main() -> int:
    if sys.argv[1:2] == ["--pictures"]:
        return take_pictures(Path(sys.argv[2]).resolve())
    passed = failed = 0
    for script in journeys(sys.argv[1:]):
        began = time.monotonic()
        has_mail = script.stem != "admin_mail"  # that one sets the mail server up itself
        house = copy_company(has_mail)
        sink = Sink(house.folder / "mails")
        house.smtp = sink.url if has_mail else ""
        try:
            house.start()
            open_ = Client(house.port, house.token("grace@example.com")).get("/exceptions", count="true").json
            print(f"{open_['count']} exceptions for the manager", flush=True)
            stood = time.monotonic()
            ok, bad = journey(script, house, sink)
            passed, failed = passed + ok, failed + bad
            print(f"{script.stem}: the company {stood - began:.1f} s, the journey {time.monotonic() - stood:.1f} s")
        finally:
            sink.close()
            house.close()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
