"""A server over an empty place: whoever has the link it printed sets the company up, once."""
import re
import tempfile
import threading
import time
import unittest
from pathlib import Path
from signal import SIGKILL

from house import ADMIN, PASSWORD, STORES, Answer, CheckedTest, Client, House, run

GOOD = {"company": "Brightwater", "name": "Grace Moreau", "email": "grace@example.com", "password": PASSWORD,
        "language": "en", "time_zone": "Europe/Berlin", "currency": "EUR", "country": "DE"}


class Waiting(House):
    """Nothing has been made there; the server waits for whoever has its link."""

    def __init__(self, store: str) -> None:
        super().__init__(store, test_clock=False, is_bare=True)
        self.key = ""

    def start(self) -> "Waiting":
        with tempfile.TemporaryFile("w+") as self.stdout:
            super().start()
            self.key = self.key_printed()
        return self

    def key_printed(self) -> str:
        """Behind the # of the one link; none where there is a company."""
        while not self.has_company():
            self.stdout.seek(0)
            links = re.findall(r"http://127\.0\.0\.1:(\d+)/setup#(\S+)\s", self.stdout.read())
            if links:
                (port, key), = links
                assert int(port) == self.port
                return key
        return ""

    def has_company(self) -> bool:
        return Client(self.port).get("/setup").status == 409

    def beside(self) -> "Waiting":
        """Another node over the same database."""
        other = Waiting.__new__(Waiting)
        other.__dict__.update(self.__dict__, process=None, port=0, log=[], key="")
        return other.start()

    def ask(self, key: str | None = None, **said) -> Answer:
        return Client(self.port).post("/setup", GOOD | {"key": self.key if key is None else key} | said)

    def count(self, table: str) -> int:
        return int(self.sql(f"select count(*) from {table}")[0][0])

    def made(self) -> dict[str, int]:
        return {table: self.count(table) for table in ("users", "teams", "calendars", "settings", "guidelines",
                                                       "guideline_versions", "playbooks", "call_rules", "roles")}


def at_once(asks) -> list[Answer]:
    """All of them, begun in the same moment."""
    gate, answers = threading.Barrier(len(asks)), []

    def one(ask):
        gate.wait()
        answers.append(ask())
    threads = [threading.Thread(target=one, args=(ask,)) for ask in asks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


class SetUp(CheckedTest):
    def each(self):
        for store in STORES:
            with self.subTest(store):
                house = Waiting(store)
                self.addCleanup(house.close)
                yield house.start()

    def nothing_made(self, house: Waiting) -> None:
        self.assertEqual(set(house.made().values()), {0}, house.made())

    def test_it_waits_and_says_so(self):
        for house in self.each():
            someone = Client(house.port)
            ready = self.check(someone.get("/readyz"), 503)
            self.assertEqual(ready.json, {"ready": False, "setup": "waiting"})
            self.check(someone.get("/healthz"), 200)
            self.check(someone.get("/"), 200)
            self.check(someone.get("/me"), 401, "not_set_up")
            self.check(someone.sign_in(ADMIN, PASSWORD), 401, "not_set_up")
            self.check(someone.get("/leads"), 401, "not_set_up")
            self.assertIn({"code": "DE", "name": "Germany"}, self.check(someone.get("/setup"), 200).json["countries"])
            self.assertGreaterEqual(len(house.key) * 6, 128, "bits of the key")
            self.assertNotIn(house.key, "\n".join(house.log), "who reads the log later must not learn it")
            self.nothing_made(house)

    def test_whoever_has_the_link_sets_it_up_and_is_in(self):
        for house in self.each():
            done = self.check(house.ask(company=" 晨光 ", language="zh-CN", time_zone="Asia/Shanghai", currency="CNY",
                                        country="CN"), 201)
            grace = Client(house.port)
            grace.cookie = re.search(r"vigil_session=([^;]+)", done.headers["set-cookie"])[1]
            grace.csrf = done.json["csrf_token"]
            me = self.check(grace.get("/me"), 200).json
            self.assertEqual((me["name"], me["locale"], me["company"]["name"], me["may"]["administer"]),
                             ("Grace Moreau", "zh-CN", "晨光", True))
            company = self.check(grace.get("/company"), 200).json
            self.assertEqual((company["time_zone"], company["currency"], company["country"]),
                             ("Asia/Shanghai", "CNY", "CN"))
            calendar, = grace.all("/calendars")
            self.assertEqual((calendar["name"], calendar["country"]), ("办公时间", "CN"))
            self.assertEqual({rule["state"] for rule in grace.all("/guidelines")}, {"on"})
            self.check(grace.post("/leads", {"company": "Acme"}), 201)
            self.check(grace.get("/readyz"), 200)
            key = house.key
            for start in (lambda: None, lambda: (house.stop(), house.start())):
                start()
                self.check(Client(house.port).get("/setup"), 409, "company_exists")
                self.check(house.ask(key, email="other@example.com"), 409, "company_exists")
                self.check(Client(house.port).sign_in("grace@example.com", PASSWORD), 201)
            self.assertEqual(house.key, "", "there is nothing to set up any more")
            self.assertEqual(house.count("users"), 1)
            house.stop()
            self.assertEqual(run("check", *house.where()).stdout, "sound\n")

    def test_without_the_key_nobody_does(self):
        for house in self.each():
            for key in ("", "x", house.key[:-1], house.key + "x", house.key.swapcase(), "\u0000", "k" * 5000):
                self.check(house.ask(key), 403, "setup_key_wrong")
            for body in ({}, {"key": None}, {"key": [house.key]}, {"key": 7}):
                self.check(Client(house.port).post("/setup", body), 403, "setup_key_wrong")
            self.nothing_made(house)
            self.check(house.ask(), 201)

    def test_wrong_keys_are_counted(self):
        for house in self.each():
            for _ in range(5):  # a right one that has to be mended does not count
                self.check(house.ask(email="nobody"), 422)
            codes = [house.ask("wrong").code for _ in range(31)]
            self.assertEqual(codes, ["setup_key_wrong"] * 30 + ["too_many_attempts"])
            self.check(house.ask(), 429, "too_many_attempts")
            self.nothing_made(house)

    def test_a_restart_makes_a_new_key(self):
        for house in self.each():
            old = house.key
            self.assertEqual(house.stop(), 0)
            house.start()
            self.assertNotEqual(house.key, old)
            self.check(house.ask(old), 403, "setup_key_wrong")
            self.check(house.ask(), 201)

    def test_what_is_wrong_is_named_and_nothing_made(self):
        bad = {"company": ("", " \u3000", "x" * 201, "a\u0000b"), "name": ("", "x" * 201), "email": ("", "nobody", 7),
               "password": ("", "short", None), "language": ("fr",), "time_zone": ("", "Mars/Olympus"),
               "currency": ("", "XXXX"), "country": ("ZZ", "Germany")}
        for house in self.each():
            for field, values in bad.items():
                for value in values:
                    answer = self.check(house.ask(**{field: value}), 422, "fields_refused")
                    self.assertEqual([one["field"] for one in answer.json["errors"]], [field], str(answer))
            missing = self.check(Client(house.port).post("/setup", {"key": house.key}), 422).json["errors"]
            self.assertEqual({one["field"] for one in missing},
                             {"company", "name", "email", "password", "time_zone", "currency"})
            self.check(house.ask(admin="yes"), 400, "unknown_field")
            self.check(Client(house.port).call("POST", "/setup", b"{"), 400)
            self.nothing_made(house)
            self.check(house.ask(country=""), 201)

    def test_of_several_at_once_one_does_it(self):
        for house in self.each():
            nodes = [house]
            if house.store == "postgres":
                nodes.append(house.beside())
                self.addCleanup(nodes[1].stop)
                self.assertNotEqual(nodes[0].key, nodes[1].key)
            answers = at_once([lambda n=n: nodes[n % len(nodes)].ask(email=f"one{n}@example.com") for n in range(6)])
            self.assertEqual(sorted(answer.status for answer in answers), [201] + [409] * 5, list(map(str, answers)))
            self.assertEqual({answer.code for answer in answers if answer.status == 409}, {"company_exists"})
            winner = next(answer.json["user"]["email"] for answer in answers if answer.status == 201)
            self.assertEqual(house.sql("select email from users"), [[winner]])
            for node in nodes:
                self.check(Client(node.port).sign_in(winner, PASSWORD), 201)
                self.check(node.ask(), 409, "company_exists")

    def test_killed_in_the_middle_it_is_whole_or_not_there(self):
        for store in STORES:
            seen = set()
            for n in range(8):
                house = Waiting(store)
                self.addCleanup(house.close)
                house.start()
                asking = threading.Thread(target=self.asked_in_vain, args=(house,))
                asking.start()
                time.sleep(0.02 * n)  # the hashing of the password, the transaction, the answer
                house.stop(SIGKILL)
                asking.join()
                house.start()
                made = house.made()
                is_there = house.has_company()
                seen.add(is_there)
                if is_there:
                    self.assertEqual(house.key, "")
                    self.assertNotIn(0, made.values(), made)
                    self.assertEqual(made["guidelines"], made["guideline_versions"])
                    self.check(Client(house.port).sign_in(GOOD["email"], PASSWORD), 201)
                else:
                    self.nothing_made(house)
                    self.check(house.ask(), 201)
                house.close()
            self.assertIn(False, seen, "no kill came before the company was made")

    def asked_in_vain(self, house: Waiting) -> None:
        try:
            house.ask()
        except OSError:
            pass  # killed before it answered
        except Exception as error:  # http.client's own: an answer cut off
            if "http" not in type(error).__module__:
                raise

    def test_a_company_made_beside_it_ends_the_waiting(self):
        for house in self.each():
            done = run("init", *house.where(), "--admin", ADMIN, "--password-stdin", stdin=PASSWORD)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.check(house.ask(), 409, "company_exists")
            self.check(Client(house.port).sign_in(ADMIN, PASSWORD), 201)

    def test_where_something_else_is_it_does_not_begin(self):
        with tempfile.TemporaryDirectory() as folder:
            note = Path(folder) / "note.txt"
            note.write_text("mine")
            self.refused("--data", folder)
            self.assertEqual([one.name for one in Path(folder).iterdir()], ["note.txt"])
            note.unlink()
            import sqlite3
            with sqlite3.connect(Path(folder) / "vigil.db") as base:
                base.execute("create table songs (title text)")
            base.close()
            self.refused("--data", folder)
            with sqlite3.connect(Path(folder) / "vigil.db") as base:
                self.assertEqual(base.execute("select name from sqlite_master").fetchall(), [("songs",)])
            base.close()
        if "postgres" in STORES:
            house = House("postgres", is_bare=True)
            self.addCleanup(house.close)
            house.sql("create table songs (title text)")
            self.refused(*house.where())
            self.assertEqual(house.sql("select tablename from pg_tables where schemaname = 'public'"), [["songs"]])

    def test_a_demo_or_a_test_clock_is_for_what_is_there(self):
        for store in STORES:
            house = House(store, is_bare=True)
            self.addCleanup(house.close)
            self.refused(*house.where(), "--test-clock")
            if store == "postgres":
                self.refused(*house.where(), "--demo")

    def refused(self, *words: str) -> None:
        done = run("serve", *words, "--listen", "127.0.0.1:0")
        self.assertEqual((done.returncode, done.stdout), (1, ""), done.stderr)
        self.assertIn("There is no company here yet", done.stderr)


if __name__ == "__main__":
    unittest.main()
