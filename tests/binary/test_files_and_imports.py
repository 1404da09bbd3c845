"""Files in: uploads and who may read them; imports as jobs: a look beforehand, refused rows, undo, a killed server."""
import gzip
import signal
import socket
import subprocess
import time
import unittest

from house import ADMIN, BINARY, STORES, Answer, Client, House, HouseTest, later, on_every_store

BINARY_TYPE = {"Content-Type": "application/octet-stream"}


def upload(client: Client, content: bytes, name: str = "leads.csv") -> Answer:
    return client.call("POST", "/files", content, BINARY_TYPE, {"name": name})


def finished(client: Client, job: str, seconds: float = 60) -> dict:
    """The job when it is over; its numbers never fall on the way."""
    until, done = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        seen = client.get(f"/jobs/{job}").json
        assert seen["done"] >= done, seen
        done = seen["done"]
        if seen["state"] not in ("queued", "running"):
            return seen
        time.sleep(0.02)
    raise AssertionError(f"job {job} does not end: {seen}")


def rows(count: int, mark: str) -> bytes:
    lines = ["External id,First name,Last name,Email,Source"]
    lines += [f"{mark}{i},First{i},{mark},{mark.lower()}{i}@example.com,Referral" for i in range(count)]
    return "\r\n".join(lines).encode()


@on_every_store
class Files(HouseTest):
    def test_comes_back_as_it_was_and_as_an_attachment(self):
        content = bytes(range(256)) * 3000  # several pieces, every byte
        made = self.check(upload(self.admin, content, "线索 \"a\".csv"), 201)
        self.assertEqual((made.json["name"], made.json["size"]), ("线索 \"a\".csv", len(content)))
        answer = self.check(self.admin.get(made.headers["location"]), 200)
        self.assertEqual(answer.body, content)
        self.assertEqual(answer.headers["content-type"], "application/octet-stream")
        self.assertTrue(answer.headers["content-disposition"].startswith("attachment; "))
        self.assertIn("filename*=UTF-8''%E7%BA%BF", answer.headers["content-disposition"])
        self.assertEqual(answer.headers["x-content-type-options"], "nosniff")
        self.assertIn("sandbox", answer.headers["content-security-policy"])

    def test_names_lose_their_folders(self):
        for given, kept in (("../../etc/passwd", "passwd"), ("C:\\temp\\a.csv", "a.csv"), ("..", "file"),
                            ("a\r\nb", "ab")):
            self.assertEqual(upload(self.admin, b"x", given).json["name"], kept)

    def test_only_its_bringer_and_administrators_read_it(self):
        path = "/files/" + self.check(upload(self.as_("ann"), b"secret"), 201).json["id"]
        self.check(self.as_("ann").get(path), 200)
        self.check(self.admin.get(path), 200)
        for other in ("bob", "max", "zoe"):
            self.check(self.as_(other).get(path), 404)
        self.check(Client(self.house.port).get(path), 401)
        self.check(upload(Client(self.house.port), b"x"), 401)

    def test_strangers_are_refused_before_their_body_and_block_nobody(self):
        wires = []
        for _ in range(20):
            wire = socket.create_connection(("127.0.0.1", self.house.port), 10)
            self.addCleanup(wire.close)
            wire.sendall(b"POST /api/v1/files HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\nslow")
            wires.append(wire)
        self.check(upload(self.admin, b"mine"), 201)
        for wire in wires:
            self.assertIn(b" 401 ", wire.recv(100))

    def test_bad_uploads(self):
        self.check(upload(self.admin, b""), 422, "file_empty")
        self.check(upload(self.admin, b"x", "n" * 201), 400, "file_name_malformed")
        self.check(upload(self.admin, b"x" * (25 * 1024 * 1024 + 1)), 413)
        named = {"Content-Disposition": "attachment; filename=\"C:\\\\lists\\\\leads.csv\""}
        told = self.check(self.admin.call("POST", "/files", b"x", BINARY_TYPE | named), 201).json
        self.assertEqual(told["name"], "leads.csv")
        form = self.admin.call("POST", "/files", b"--b\r\n", {"Content-Type": "multipart/form-data; boundary=b"})
        self.check(form, 415, "file_wanted_bare")
        self.check(self.admin.call("POST", "/files", b"x", BINARY_TYPE, {"bogus": "1"}), 400, "unknown_parameter")
        for wrong in ("1", "x", "99999999999999999999"):
            self.check(self.admin.get(f"/files/{wrong}"), 404)


@on_every_store
class Imports(HouseTest):
    def file(self, content: bytes, client: Client | None = None, name: str = "leads.csv") -> str:
        return self.check(upload(client or self.admin, content, name), 201).json["id"]

    def import_(self, content: bytes, client: Client | None = None, **ask) -> dict:
        client = client or self.admin
        started = self.check(client.post("/imports", {"file": self.file(content, client), "entity": "lead"} | ask), 202)
        self.assertEqual(started.headers["location"], f"/api/v1/jobs/{started.json['id']}")
        return finished(client, started.json["id"])

    def count(self, text: str) -> int:
        return self.check(self.admin.get("/leads", filter=text, count="true", limit=1), 200).json["count"]

    def test_preview_tells_what_would_be_read(self):
        content = "Vorname;Nachname;E-Mail;Lieblingsfarbe\n" \
                  "Jürgen;Groß;jg@example.com;blau\nAda;King;ada@example.com;rot\n"
        file = self.file(content.encode("latin-1"))
        seen = self.check(self.admin.post("/imports/preview", {"file": file, "entity": "lead"}), 200).json
        self.assertEqual((seen["delimiter"], seen["rows"], seen["rows_complete"]), (";", 2, True))
        self.assertRegex(seen["encoding"], "latin|8859|1252")
        self.assertEqual(seen["header"], ["Vorname", "Nachname", "E-Mail", "Lieblingsfarbe"])
        self.assertEqual(seen["sample"][0], ["Jürgen", "Groß", "jg@example.com", "blau"])
        self.assertEqual(seen["unmatched"], ["Lieblingsfarbe"])
        self.assertEqual(seen["map"]["columns"], {"Vorname": "first_name", "Nachname": "last_name", "E-Mail": "email",
                                                  "Lieblingsfarbe": None})
        self.assertEqual(seen["columns"][0]["examples"], ["Jürgen", "Ada"])
        self.assertEqual(self.count('email = "jg@example.com"'), 0)

    def test_a_column_kept_as_a_new_field_keeps_its_values(self):
        job = self.import_("Nachname,Region\r\nKept,North\r\nKept,South\r\nKept,\r\n".encode(), map={"columns": {
            "Nachname": "last_name", "Region": {"field": "own_region", "create": {"kind": "text", "label": "Region"}}}})
        self.assertEqual((job["state"], job["refused"]), ("done", 0), job)
        self.assertEqual(self.count('last_name = "Kept" and own_region = "North"'), 1)
        self.assertEqual(self.count('last_name = "Kept"'), 3)

    def test_rows_refused_rows_and_undo(self):
        content = rows(700, "U") + b"\r\nU700,Bad,Mail,not an address,Referral\r\nU701,X,Y,,No such source"
        job = self.import_(content)
        self.assertEqual((job["state"], job["done"], job["total"], job["refused"]), ("done", 702, 702, 2), job)
        self.assertEqual((job["result"]["created"], job["result"]["refused"]), (700, 2))
        self.assertEqual(self.count('last_name = "U"'), 700)
        refused = self.check(self.admin.get(f"/imports/{job['id']}/refused.csv"), 200)
        self.assertTrue(refused.headers["content-type"].startswith("text/csv"))
        self.assertIn("leads.refused.csv", refused.headers["content-disposition"])
        text = refused.body.decode("utf-8-sig")
        self.assertEqual(len(text.splitlines()), 3, text)
        self.assertIn("not an address", text)
        mended = text.replace("not an address", "mended@example.com").replace("No such source", "Referral")
        again = self.import_(mended.encode())
        self.assertEqual((again["state"], again["result"]["created"], again["refused"]), ("done", 2, 0), again)
        none = self.check(self.admin.get(f"/imports/{again['id']}/refused.csv"), 404, "nothing_refused")
        self.assertIn("No row was refused", str(none))

        undoing = self.check(self.admin.post(f"/jobs/{job['id']}/undo"), 202).json
        undone = finished(self.admin, undoing["id"])
        self.assertEqual((undone["state"], undone["kind"], undone["undoes"]), ("done", "undo", job["id"]), undone)
        self.assertEqual((undone["result"]["undone"], undone["result"]["left_count"]), (700, 0))
        self.assertEqual(self.count('last_name = "U"'), 0)
        self.assertEqual(self.count('email = "mended@example.com"'), 1)  # another import's
        self.assertEqual(self.admin.get(f"/jobs/{job['id']}").json["state"], "undone")
        self.check(self.admin.post(f"/jobs/{job['id']}/undo"), 409, "undone_already")
        self.check(self.admin.post(f"/jobs/{undoing['id']}/undo"), 422, "cannot_undo")

    def test_what_an_undo_has_left_is_offered_again_as_long_as_there_is_any(self):
        job = self.import_(rows(2, "Rest"))
        lead = self.admin.get("/leads", filter='last_name = "Rest"').json["data"][0]["id"]
        changed = self.check(self.admin.patch(f"/leads/{lead}", {"title": "Buyer"}), 200)

        def undo():
            return finished(self.admin, self.check(self.admin.post(f"/jobs/{job['id']}/undo"), 202).json["id"])

        def offered():
            listed = next(one for one in self.admin.get("/imports").json["data"] if one["id"] == job["id"])
            read = self.admin.get(f"/jobs/{job['id']}").json
            self.assertEqual((listed["state"], listed["undo_until"]), (read["state"], read["undo_until"]))
            return read["state"], read["undo_until"] is not None

        self.assertEqual(offered(), ("done", True))
        self.assertEqual(undo()["result"]["left_count"], 1)
        self.assertEqual(offered(), ("undone", True))
        self.check(self.admin.post(f"/journal/{changed.journal}/undo"), 200)
        self.assertEqual(undo()["result"]["left_count"], 0)
        self.assertEqual(offered(), ("undone", False))
        self.assertEqual(self.count('last_name = "Rest"'), 0)

    def test_a_dry_run_writes_nothing_and_counts_all(self):
        job = self.import_(rows(30, "Dry"), dry_run=True)
        self.assertEqual((job["state"], job["done"], job["total"]), ("done", 30, 30), job)
        self.assertEqual((job["result"]["dry_run"], job["result"]["created"]), (True, 30))
        self.assertEqual(self.count('last_name = "Dry"'), 0)

    def test_what_the_store_refuses_names_its_column_too(self):
        text = "Person,What,Day,Number\n" + "max@example.com,contacts_taken,2033-01-01,5\n" * 2
        columns = {"Person": {"field": "user", "by": "email"}, "What": "metric", "Day": "first_day", "Number": "target"}
        job = self.import_(text.encode(), entity="plan", map={"columns": columns})
        self.assertEqual((job["result"]["created"], job["result"]["refused"]), (1, 1), job)
        row, = job["result"]["refused_rows"]
        self.assertEqual((row["column"], row["code"]), ("Person", "not_unique"), job)

    def test_a_choice_brings_its_values_in_an_import_too(self):
        text = "Name,Stage,Chance\nPlain,demo,\nTold,demo,40\n"
        job = self.import_(text.encode(), entity="opportunity",
                           map={"columns": {"Name": "name", "Stage": "stage", "Chance": "probability"}})
        self.assertEqual(job["result"]["created"], 2, job)
        for name, chance in (("Plain", 25), ("Told", 40)):
            seen, = self.check(self.admin.get("/opportunities", filter=f'name = "{name}"'), 200).json["data"]
            self.assertEqual((seen["probability"], seen["forecast_category"]), (chance, "pipeline"))

    def test_matching_changes_and_packed_files(self):
        first = self.import_(gzip.compress(rows(20, "Twice")), match=["external_id"])
        self.assertEqual(first["result"]["created"], 20, first)
        again = self.import_(rows(25, "Twice").replace(b"First3,", b"Changed,"), map={"match": ["external_id"]})
        self.assertEqual([again["result"][key] for key in ("created", "updated", "unchanged")], [5, 1, 19])
        self.assertEqual(self.count('last_name = "Twice"'), 25)

    def test_matching_knows_numbers_and_addresses_however_typed(self):
        mark = f"Known {self.house.store}"
        lead = self.lead(company=mark, phone="+49 30 12341234", email=f"Ada.{self.house.store}@Example.com")
        for match, cell in (("phone", "+49 (0)30/1234-1234"), ("email", f"ADA.{self.house.store}@example.com")):
            text = f"Company,{match},Title\n{mark},{cell},By {match}\n"
            job = self.import_(text.encode(), match=[match])
            self.assertEqual((job["result"]["updated"], job["result"]["created"]), (1, 0), job)
            self.assertEqual(self.admin.get(f"/leads/{lead['id']}").json["title"], f"By {match}")

    def test_who_may_import(self):
        for name, status in (("max", 202), ("ann", 403)):
            client = self.as_(name)
            answer = client.post("/imports", {"file": self.file(rows(2, "By" + name), client), "entity": "lead"})
            self.check(answer, status)
            if status == 202:
                job = finished(client, answer.json["id"])
                self.assertEqual(job["result"]["created"], 2, job)
                self.check(self.as_("bob").get(f"/jobs/{job['id']}"), 404)
                self.check(self.as_("bob").post(f"/jobs/{job['id']}/undo"), 404)
                self.check(self.as_("bob").get(f"/imports/{job['id']}/refused.csv"), 404)
                self.check(self.admin.get(f"/jobs/{job['id']}"), 200)
                listed = [one["id"] for one in self.check(client.get("/imports"), 200).json["data"]]
                self.assertEqual(listed, [job["id"]])
                self.assertIn(job["id"], [one["id"] for one in self.admin.get("/imports").json["data"]])
        foreign = self.file(rows(2, "Foreign"))
        self.check(self.as_("max").post("/imports", {"file": foreign, "entity": "lead"}), 404)
        self.check(self.as_("max").post("/imports/preview", {"file": foreign, "entity": "lead"}), 404)
        self.assertEqual(self.count('last_name = "Foreign"'), 0)

    def test_what_cannot_be_imported_is_told_at_once(self):
        file = self.file(rows(2, "Never"))
        workbook = self.file(b"PK\x03\x04" + b"\0" * 100, name="leads.xlsx")
        good = {"file": file, "entity": "lead"}
        for ask, status, code in (
                ({"entity": "lead"}, 422, "fields_refused"),
                ({"file": file}, 422, "fields_refused"),
                (good | {"file": "1"}, 404, "not_found"),
                (good | {"file": 5}, 422, "fields_refused"),
                (good | {"file": "abc"}, 422, "fields_refused"),
                (good | {"entity": "nonsense"}, 400, "unknown_entity"),
                (good | {"entity": "job"}, 400, "unknown_entity"),
                (good | {"bogus": 1}, 400, "unknown_field"),
                (good | {"dry_run": "yes"}, 422, "fields_refused"),
                (good | {"map": []}, 422, "fields_refused"),
                (good | {"match": ["nonsense"]}, 400, ""),
                (good | {"match": "email"}, 422, "fields_refused"),
                (good | {"map": {"columns": {"Email": "nonsense"}}}, 400, "import_unknown_field"),
                (good | {"map": {"columns": {"No such header": "email"}}}, 400, "import_no_such_column"),
                (good | {"map": {"bogus": 1}}, 400, "import_map_malformed"),
                (good | {"file": workbook}, 415, "import_is_workbook"),
                (good | {"file": self.file(gzip.compress(b"a,b\n1,2\n" * 500)[:-20])}, 400, "")):
            for path in ("/imports", "/imports/preview"):
                answer = self.admin.post(path, ask)
                self.assertLess(answer.status, 500, f"{ask}: {answer}")
                if "gz" not in str(ask) and code:
                    self.check(answer, status, code)
        for path in ("/jobs/1", "/jobs/x", "/imports/1/refused.csv"):
            self.check(self.admin.get(path), 404)
        self.check(self.admin.post("/jobs/1/undo"), 404)
        self.assertEqual(self.count('last_name = "Never"'), 0)

    def test_a_file_that_breaks_off_fails_the_job_and_says_why(self):
        whole = gzip.compress(rows(3000, "Broken"), mtime=0)
        started = self.admin.post("/imports", {"file": self.file(whole[:-30]), "entity": "lead"})
        if started.status == 202:  # its header could be read
            job = finished(self.admin, started.json["id"])
            self.assertEqual((job["state"], job["result"]["code"]), ("failed", "import_gzip_broken"), job)
            self.assertGreater(len(job["result"]["message"]), 10)
        self.assertEqual(self.count('last_name = "Broken"'), 0)


class Time(unittest.TestCase):
    """What the clock does to files and jobs, and what a killed server leaves behind."""

    def house(self, store: str) -> House:
        house = House(store)
        self.addCleanup(house.close)
        return house.start()

    def test_unused_files_go_and_undo_ends_after_seven_days(self):
        for store in STORES:
            with self.subTest(store):
                house = self.house(store)
                admin = house.client(ADMIN)
                kept = upload(admin, b"unused").json["id"]
                used = upload(admin, rows(3, "Old")).json["id"]
                job = finished(admin, admin.post("/imports", {"file": used, "entity": "lead"}).json["id"])
                now = house.clock()
                house.put_clock(later(now, days=4))
                self.assertEqual(admin.get(f"/files/{kept}").status, 404)
                self.assertEqual(admin.get(f"/files/{used}").status, 200)
                house.put_clock(later(now, days=7, hours=1))
                answer = admin.post(f"/jobs/{job['id']}/undo")
                self.assertEqual((answer.status, answer.code), (409, "undo_expired"))
                house.stop()
                house.start()  # its first round clears away
                admin = house.client(ADMIN)
                until = time.monotonic() + 20
                while time.monotonic() < until and house.sql("select count(*) from files") != [["0"]]:
                    time.sleep(0.05)
                self.assertEqual(house.sql("select count(*) from files"), [["0"]])
                self.assertEqual(house.sql("select count(*) from file_pieces"), [["0"]])

    def test_a_killed_import_is_failed_and_can_be_undone(self):
        for store in STORES:
            with self.subTest(store):
                house = self.house(store)
                admin = house.client(ADMIN)
                file = upload(admin, rows(30_000, "Cut")).json["id"]
                first = admin.post("/imports", {"file": file, "entity": "lead"}).json["id"]
                waiting = admin.post("/imports", {"file": upload(admin, rows(5, "Next")).json["id"], "entity": "lead"})
                until = time.monotonic() + 60
                while time.monotonic() < until and not admin.get(f"/jobs/{first}").json["done"]:
                    time.sleep(0.005)
                house.stop(signal.SIGKILL)
                house.start()
                admin = house.client(ADMIN)
                job = finished(admin, first)
                self.assertEqual((job["state"], job["result"]["code"]), ("failed", "import_interrupted"), job)
                self.assertLess(0, job["done"])
                self.assertLess(job["done"], 30_000)
                written = admin.get("/leads", filter='last_name = "Cut"', count="true", limit=1).json["count"]
                self.assertEqual(written, job["done"])  # it says exactly what it did
                # What was queued goes on.
                self.assertEqual(finished(admin, waiting.json["id"])["result"]["created"], 5)
                undone = finished(admin, admin.post(f"/jobs/{first}/undo").json["id"])
                self.assertEqual((undone["state"], undone["result"]["undone"]), ("done", written), undone)
                self.assertEqual(admin.get("/leads", filter='last_name = "Cut"', count="true").json["count"], 0)

    def test_an_import_killed_beside_a_server_is_failed_by_it(self):
        for store in STORES:
            with self.subTest(store):
                house = self.house(store)
                admin = house.client(ADMIN)
                file = house.folder / "many.csv"
                file.write_bytes(rows(60_000, "Beside"))
                command = subprocess.Popen([BINARY, "import", *house.where(), "lead", str(file), "--json"],
                                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                job = []
                until = time.monotonic() + 60
                while time.monotonic() < until and not job:
                    job = house.sql("select id from jobs where state = 'running' and done > 0")
                    time.sleep(0.02)
                command.kill()
                command.wait()
                seen = finished(admin, job[0][0])
                self.assertEqual((seen["state"], seen["result"]["code"]), ("failed", "import_interrupted"), seen)
                undone = finished(admin, admin.post(f"/jobs/{job[0][0]}/undo").json["id"])
                self.assertEqual(undone["result"]["undone"], seen["done"])

    def test_an_import_asked_for_twice_is_done_once(self):
        for store in STORES:
            with self.subTest(store):
                house = self.house(store)
                admin = house.client(ADMIN)
                ask = {"file": upload(admin, rows(4, "Once")).json["id"], "entity": "lead"}
                first, again = (admin.post("/imports", ask, Idempotency_Key="import-1") for _ in range(2))
                self.assertEqual((first.status, again.status), (202, 202))
                self.assertEqual(first.json["id"], again.json["id"])
                other = admin.post("/imports", ask | {"dry_run": True}, Idempotency_Key="import-1")
                self.assertEqual((other.status, other.code), (409, "idempotency_key_reused"))
                finished(admin, first.json["id"])
                self.assertEqual(admin.get("/leads", filter='last_name = "Once"', count="true").json["count"], 4)


if __name__ == "__main__":
    unittest.main()
