"""The true server as a test sees it: a company of its own on SQLite or PostgreSQL, a client per person, a mail sink.

    class Records(HouseTest):           # each test method runs on every store there is
        def test_something(self):
            answer = self.admin.post("/leads", {"company": "Acme"})

Stores: SQLite always; PostgreSQL when VIGIL_TEST_DATABASE names a server (a database is made and dropped per house).
"""
import csv
import http.client
import json
import os
import random
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = os.environ.get("VIGIL_BINARY", str(ROOT / "build/dev/vigil"))
SHARED = Path(os.environ.get("VIGIL_SHARED_DATA", ROOT.parent / "shared" / "data"))
POSTGRES = os.environ.get("VIGIL_TEST_DATABASE", "")
STORES = ["sqlite"] + (["postgres"] if POSTGRES else [])
ADMIN, PASSWORD = "admin@example.com", "correct horse battery"


def run(*words: str, stdin: str = "", env: dict[str, str] | None = None) -> subprocess.CompletedProcess:
    """One command of the program, to its end."""
    return subprocess.run([BINARY, *words], input=stdin, capture_output=True, text=True, timeout=60,
                          env=os.environ | (env or {}))


def free_port() -> int:
    """One that stays free while nothing listens there for a while: the kernel gives none of these away by itself."""
    lowest_given = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    while True:
        port = random.randrange(lowest_given // 2, lowest_given)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                pass  # another's


# --- a client

@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self) -> str:
        return self.json.get("code", "")

    @property
    def journal(self) -> str:
        return self.headers.get("vigil-journal", "")

    def __str__(self) -> str:
        return f"{self.status} {self.body[:400].decode(errors='replace')}"


class Client:
    """One kept-alive connection; not for several threads at once."""

    def __init__(self, port: int, token: str = "") -> None:
        self.port, self.token, self.cookie, self.csrf = port, token, "", ""
        self.wire: http.client.HTTPConnection | None = None

    def call(self, method: str, path: str, body=None, headers: dict[str, str] | None = None,
             query: dict | None = None) -> Answer:
        sent = dict(headers or {})
        if self.token:
            sent.setdefault("Authorization", f"Bearer {self.token}")
        if self.cookie:
            sent.setdefault("Cookie", f"vigil_session={self.cookie}")
        if self.csrf:
            sent.setdefault("X-CSRF-Token", self.csrf)
        if body is not None:
            sent.setdefault("Content-Type", "application/json")
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
        target = path if path.startswith(("/api/", "/healthz", "/readyz")) or path == "/" else "/api/v1" + path
        if query:
            target += "?" + urllib.parse.urlencode(query)
        return self.exchange(method, target, body, sent)

    def exchange(self, method: str, target: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        if self.wire and self.is_ended():
            self.close()
        for attempt in (1, 2):
            fresh = self.wire is None
            if fresh:
                self.wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
                self.wire.connect()
                self.wire.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                self.wire.request(method, target, body, headers)
                response = self.wire.getresponse()
                answer = Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
                if response.will_close:
                    self.close()
                return answer
            except (http.client.HTTPException, OSError):
                self.close()
                # A kept connection may have been closed while idle; only what changes nothing is sent again.
                if fresh or attempt == 2 or method != "GET":
                    raise
        raise AssertionError

    def is_ended(self) -> bool:
        """The server ends a connection that nobody has used for a minute."""
        return bool(select.select([self.wire.sock], [], [], 0)[0])

    def close(self) -> None:
        if self.wire:
            self.wire.close()
        self.wire = None

    __del__ = close

    def get(self, path: str, **query) -> Answer:
        return self.call("GET", path, query=query)

    def post(self, path: str, body=None, **headers: str) -> Answer:
        return self.call("POST", path, {} if body is None else body, named(headers))

    def patch(self, path: str, body, **headers: str) -> Answer:
        return self.call("PATCH", path, body, named(headers))

    def put(self, path: str, body, **headers: str) -> Answer:
        return self.call("PUT", path, body, named(headers))

    def delete(self, path: str, **headers: str) -> Answer:
        return self.call("DELETE", path, headers=named(headers))

    def all(self, path: str, **query) -> list[dict]:
        """Every row of a list, page by page."""
        rows, after = [], None
        while True:
            answer = self.get(path, **(query | ({"after": after} if after else {})))
            if answer.status != 200:
                raise AssertionError(f"GET {path}: {answer}")
            rows += answer.json["data"]
            after = answer.json["next"]
            if not after:
                return rows

    def sign_in(self, email: str, password: str) -> Answer:
        answer = self.call("POST", "/sessions", {"email": email, "password": password})
        if answer.status == 201:
            self.csrf = answer.json["csrf_token"]
            self.cookie = re.search(r"vigil_session=([^;]+)", answer.headers["set-cookie"])[1]
        return answer


def named(headers: dict[str, str]) -> dict[str, str]:
    """If_Match -> If-Match."""
    return {name.replace("_", "-"): value for name, value in headers.items()}


class Events:
    """GET /events, read by a thread of its own."""

    def __init__(self, client: Client, last_id: str = "") -> None:
        headers = {"Authorization": f"Bearer {client.token}", "Accept": "text/event-stream"}
        if last_id:
            headers["Last-Event-ID"] = last_id
        self.wire = http.client.HTTPConnection("127.0.0.1", client.port, timeout=60)
        self.wire.request("GET", "/api/v1/events", headers=headers)
        self.socket = self.wire.sock
        self.response = self.wire.getresponse()
        if self.response.status != 200:
            raise AssertionError(f"events: {self.response.status}")
        self.seen: list[dict] = []
        self.arrived = threading.Condition()
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def read(self) -> None:
        try:
            while line := self.response.readline():
                if line.startswith(b"data:"):
                    with self.arrived:
                        self.seen.append(json.loads(line[5:]))
                        self.arrived.notify_all()
        except (OSError, http.client.HTTPException, ValueError):
            pass

    def wait(self, wanted, seconds: float = 10) -> dict:
        """The first event for which wanted(event) holds."""
        def found():
            return next((event for event in self.seen if wanted(event)), None)
        with self.arrived:
            self.arrived.wait_for(lambda: found() is not None, seconds)
            if (event := found()) is None:
                raise AssertionError(f"no such event among {len(self.seen)}: {self.seen[-5:]}")
            return event

    def close(self) -> None:
        try:
            self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.thread.join(5)
        self.wire.close()


# --- a mail sink

class Sink:
    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        port = [] if "--port" in options else ["--port", str(free_port())]
        self.process = subprocess.Popen(
            ["/usr/bin/python3", str(ROOT / "tests/support/smtp_sink.py"), "--dir", str(folder), *port, *options],
            stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().split()[-1]
        self.url = f"smtp://{self.address}"

    def accepted(self) -> list[dict]:
        file = self.folder / "accepted.jsonl"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    def wait(self, wanted, seconds: float = 15) -> dict:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for row in self.accepted():
                if wanted(row):
                    return row
            time.sleep(0.05)
        raise AssertionError(f"no such mail among {self.accepted()}")

    def message(self, row: dict):
        import email
        import email.policy
        return email.message_from_bytes((self.folder / row["file"]).read_bytes(), policy=email.policy.default)

    def text_of(self, row: dict) -> str:
        return self.message(row).get_body(("plain",)).get_content()

    def list_of(self, row: dict) -> list[dict]:
        """The rows of the attached list, by their headers; none where none is attached."""
        files = [part.get_content() for part in self.message(row).iter_attachments()]
        return [one for text in files for one in csv.DictReader(text.lstrip("\ufeff").splitlines())]

    def close(self) -> None:
        self.process.kill()  # it holds nothing back; on a busy machine a farewell takes long
        self.process.wait()
        self.process.stdout.close()


# --- the server

def sends_mail() -> bool:
    """Whether this program has its courier: `serve` names the option."""
    return "--smtp" in run("--help").stdout


@dataclass
class House:
    """A company in a folder (and a database) of its own, and the server over it."""
    store: str = "sqlite"
    test_clock: bool = True
    is_test: bool = True
    is_bare: bool = False  # a place for a company, without one
    smtp: str = ""
    options: list[str] = field(default_factory=list)
    company: list[str] = field(default_factory=lambda: ["--company", "Example Ltd", "--time-zone", "UTC"])

    def __post_init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="vigil-house-"))
        self.process: subprocess.Popen | None = None
        self.port, self.log, self.database = 0, [], ""
        self.stdout = subprocess.DEVNULL  # or a file
        self.clock_token = ""
        if self.store == "postgres":
            self.database = f"vigil_{os.getpid()}_{self.folder.name.rsplit('-')[-1]}".lower()
            self.sql(f'create database "{self.database}"', POSTGRES)
        if self.is_bare:
            return
        done = run("init", *self.where(), "--admin", ADMIN, "--password-stdin", *self.company,
                   *(["--test"] if self.is_test else []), stdin=PASSWORD + "\n")
        if done.returncode != 0:
            raise AssertionError(f"init: {done.stderr}")

    def where(self) -> list[str]:
        if self.store == "postgres":
            return ["--database", POSTGRES.rsplit("/", 1)[0] + "/" + self.database]
        return ["--data", str(self.folder / "data")]

    def sql(self, text: str, url: str = "") -> list[list[str]]:
        """Asks the store itself, past the server: rows of texts."""
        if self.store == "sqlite":
            import sqlite3
            with sqlite3.connect(f"file:{self.folder}/data/vigil.db?mode=ro", uri=True) as base:
                rows = base.execute(text).fetchall()
            base.close()
            return [[str(value) if value is not None else "" for value in row] for row in rows]
        done = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-F", "\x1f", "-c", text, url or self.where()[1]],
                              capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            raise AssertionError(done.stderr)
        return [line.split("\x1f") for line in done.stdout.split("\n") if line]

    def start(self) -> "House":
        self.port = self.port or free_port()
        words = [BINARY, "serve", *self.where(), "--listen", f"127.0.0.1:{self.port}", *self.options]
        if self.test_clock:
            words.append("--test-clock")
        if self.smtp:
            words += ["--smtp", self.smtp]
        self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=self.stdout,
                                        stderr=subprocess.PIPE, text=True, errors="replace")
        for line in self.process.stderr:
            self.log.append(line.rstrip())
            if "listening on" in line:
                break
        else:
            raise AssertionError(f"the server did not start: {self.log[-5:]}")
        self.reader = threading.Thread(target=self.drain, args=(self.process,), daemon=True)
        self.reader.start()
        return self

    def drain(self, process: subprocess.Popen) -> None:
        for line in process.stderr:
            self.log.append(line.rstrip())
        process.stderr.close()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        if not self.process:
            return 0
        self.process.send_signal(how)
        status = self.process.wait(30)
        self.reader.join()  # what it said last stands in the log
        self.process = None
        return status

    def close(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
        if self.database:
            self.sql(f'drop database if exists "{self.database}" with (force)', POSTGRES)
        shutil.rmtree(self.folder, ignore_errors=True)

    def token(self, email: str = ADMIN) -> str:
        done = run("token", *self.where(), "--user", email)
        if done.returncode != 0:
            raise AssertionError(f"token: {done.stderr}")
        return done.stdout.strip()

    def client(self, email: str = "") -> Client:
        return Client(self.port, self.token(email) if email else "")

    # --- what tests need again and again

    def people(self, admin: Client) -> dict[str, str]:
        """A sales team: max manages, ann and bob sell, zoe sells in another team. Answers their ids."""
        def make(path: str, **values) -> str:
            answer = admin.post(path, values)
            if answer.status != 201:
                raise AssertionError(f"POST {path}: {answer}")
            return answer.json["id"]
        home = admin.get("/me").json["team"]["id"]
        calendar = admin.get("/calendars").json["data"][0]["id"]
        ids = {"sales": make("/teams", name="Sales", parent=home, calendar=calendar),
               "other": make("/teams", name="Other", parent=home, calendar=calendar)}
        for name, role, team in (("max", "manager", "sales"), ("ann", "rep", "sales"), ("bob", "rep", "sales"),
                                 ("zoe", "rep", "other")):
            ids[name] = make("/users", email=f"{name}@example.com", name=f"{name.title()} Example", role=role,
                             team=ids[team], locale="en")
        answer = admin.patch(f"/teams/{ids['sales']}", {"manager": ids["max"]})
        if answer.status != 200:
            raise AssertionError(f"manager: {answer}")
        return ids

    def put_clock(self, now: str) -> None:
        def put() -> Answer:
            return Client(self.port, self.clock_token).call("PUT", "/test/clock", {"now": now})
        answer = put() if self.clock_token else None
        if not answer or answer.status == 401:  # a new password ends tokens
            self.clock_token = self.token()
            answer = put()
        if answer.status != 200:
            raise AssertionError(f"clock: {answer}")

    def clock(self) -> str:
        return Client(self.port).get("/test/clock").json["now"]


def later(moment: str, **span: float) -> str:
    """later("2026-03-02T09:00:00.000000Z", hours=18)"""
    from datetime import datetime, timedelta
    at = datetime.fromisoformat(moment.replace("Z", "+00:00")) + timedelta(**span)
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class CheckedTest(unittest.TestCase):
    def check(self, answer: Answer, status: int, code: str = "") -> Answer:
        self.assertEqual(answer.status, status, str(answer))
        if code:
            self.assertEqual(answer.code, code, str(answer))
        return answer


class HouseTest(CheckedTest):
    """A class of tests over one house per store: each test method runs once per store."""
    settings: dict = {}
    houses: dict[str, House] = {}

    @classmethod
    def setUpClass(cls) -> None:
        cls.houses = {}
        for store in STORES:
            house = House(store, **cls.settings)
            cls.houses[store] = house
            cls.addClassCleanup(house.close)
            house.start()
            house.admin = house.client(ADMIN)
            house.ids = house.people(house.admin)
            house.clients = {}

    def use(self, store: str) -> None:
        self.house = self.houses[store]
        self.admin, self.ids = self.house.admin, self.house.ids

    def as_(self, name: str) -> Client:
        clients = self.house.clients
        if name not in clients:
            clients[name] = self.house.client(f"{name}@example.com")
        return clients[name]

    def neighbour(self) -> House:
        """Another node of the house; an SQLite folder is served by one, which is then its own neighbour."""
        if self.house.store == "sqlite":
            return self.house
        other = House.__new__(House)
        other.__dict__.update(self.house.__dict__, process=None, port=0, log=[])
        self.addCleanup(other.stop)
        return other.start()

    def lead(self, client: Client | None = None, **values) -> dict:
        values.setdefault("company", "Acme")
        return self.check((client or self.admin).post("/leads", values), 201).json


def on_every_store(cls):
    """Doubles each test method: test_x_sqlite and test_x_postgres."""
    for name in [name for name in dir(cls) if name.startswith("test_")]:
        body = getattr(cls, name)
        delattr(cls, name)
        for store in STORES:
            def method(self, body=body, store=store):
                self.use(store)
                body(self)
            method.__doc__ = body.__doc__
            setattr(cls, f"{name}_{store}", method)
    return cls


__all__ = ["ADMIN", "Answer", "BINARY", "Client", "Events", "House", "HouseTest", "PASSWORD", "ROOT", "SHARED",
           "STORES", "Sink", "later", "named", "on_every_store", "run", "sends_mail", "sys"]
