"""Tables out: what a list shows, formulas made harmless, workbooks with typed cells, and back in again."""
import csv
import io
import re
import unittest
import zipfile
from concurrent.futures import ThreadPoolExecutor

from house import ADMIN, STORES, Client, House, HouseTest, on_every_store, run
from test_files_and_imports import finished, upload

NASTY = ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "=HYPERLINK(\"http://example.com\";\"x\")", "'=x", "\u00e9t\u00e9, \"q\"",
         "two\nlines", "#hash", "'quoted'", "线索", "+49 30 1234567", "-12", "=cmd|' /C calc'!A0", "; semicolon"]


def table(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")))


@on_every_store
class Exports(HouseTest):
    def test_header_by_label_or_key_and_values(self):
        account = self.check(self.admin.post("/accounts", {"name": "Brightwater"}), 201).json["id"]
        made = self.check(self.admin.post("/opportunities", {
            "name": "Pumps", "account": account, "owner": self.ids["ann"], "close_date": "2026-05-01",
            "amount": {"amount": "1234.50", "currency": "EUR"}, "probability": 40}), 201).json
        fields = "id,name,account,owner,amount,close_date,stage,probability"
        query = {"filter": 'name = "Pumps"', "fields": fields}
        answer = self.check(self.admin.get("/opportunities/export", **query), 200)
        self.assertEqual(answer.headers["content-type"], "text/csv; charset=utf-8")
        self.assertRegex(answer.headers["content-disposition"],
                         r'^attachment; filename="opportunities-\d{4}-\d\d-\d\d\.csv"$')
        header, row = table(answer)
        self.assertEqual(header[1:4], ["Name", "Account", "Owner"])
        self.assertEqual(row[:6], [made["id"], "Pumps", "Brightwater", "Ann Example", "1234.50 EUR", "2026-05-01"])
        self.assertEqual(row[6], "Qualified")
        header, row = table(self.admin.get("/opportunities/export", header="keys", links="ids", **query))
        self.assertEqual(header, fields.split(","))
        self.assertEqual((row[2], row[6]), (account, "qualified"))
        chinese = self.admin.call("GET", "/opportunities/export", headers={"Accept-Language": "zh-CN"}, query=query)
        self.assertNotEqual(table(chinese)[0][1], "Name")

    def test_formulas_are_harmless_and_come_back(self):
        """Export, then import elsewhere: the same records."""
        for i, text in enumerate(NASTY):
            self.check(self.admin.post("/leads", {
                "external_id": f"N{i}", "company": text, "source": "referral", "owner": self.ids["ann"],
                "phone": "+49 30 123456" if i % 2 else None, "rating": ("hot", None)[i % 2],
                "email": f"n{i}@example.com",
                "entered_at": "2026-01-02T03:04:05.000000Z"}), 201)
        answer = self.check(self.admin.get("/leads/export", filter='external_id contains "N"', sort="external_id"), 200)
        for cell in (cell for row in table(answer) for cell in row):
            number = re.fullmatch(r"[+-][0-9 ().,/-]+", cell)
            self.assertTrue(number or cell[:1] not in tuple("=+-@\t\r"), cell)
        fields = "external_id,company,phone,rating,email,entered_at,source,status"
        before = self.admin.all("/leads", filter='external_id contains "N"', sort="external_id", fields=fields)
        emptied = {"filter": 'external_id contains "N"', "change": {"external_id": None}}
        self.check(self.admin.post("/leads/bulk", emptied), 200)
        file = upload(self.admin, answer.body).json["id"]
        ask = {"file": file, "entity": "lead", "historic": True, "map": {"empty": ["\u0001"], "language": "en"}}
        job = finished(self.admin, self.check(self.admin.post("/imports", ask), 202).json["id"])
        self.assertEqual((job["result"]["created"], job["refused"]), (len(NASTY), 0), job)
        after = self.admin.all("/leads", filter='external_id contains "N"', sort="external_id", fields=fields)
        strip = [[{k: v for k, v in row.items() if k in fields.split(",")} for row in rows] for rows in (before, after)]
        self.assertEqual(*strip)
        found = self.admin.get("/leads", filter='external_id = "N0"').json["data"]
        self.assertEqual(found[0]["owner"], self.ids["ann"])

    def test_moments_are_those_of_the_readers_clock_and_come_back_exactly(self):
        entered = {"O1": "2026-11-12T23:00:00.000000Z", "O2": "2026-07-01T22:30:15.000000Z",
                   "O3": "2026-01-02T03:04:05.678901Z"}
        for key, at in entered.items():
            self.check(self.admin.post("/leads", {"external_id": key, "company": "Offset", "entered_at": at}), 201)
        own = self.check(self.admin.patch("/me", {"time_zone": "Europe/Berlin"}), 200)
        self.addCleanup(lambda: self.admin.post(f"/journal/{own.journal}/undo"))
        ask = {"filter": 'company = "Offset"', "sort": "external_id", "fields": "external_id,entered_at"}
        answer = self.check(self.admin.get("/leads/export", header="keys", **ask), 200)
        self.assertEqual(dict(table(answer)[1:]), {"O1": "2026-11-13T00:00:00+01:00", "O2": "2026-07-02T00:30:15+02:00",
                                                   "O3": "2026-01-02T04:04:05.678901+01:00"})
        west = self.check(self.admin.patch("/me", {"time_zone": "America/St_Johns"}), 200)
        self.assertEqual(table(self.admin.get("/leads/export", **ask))[1][1], "2026-11-12T19:30:00-03:30")
        for journal in (west.journal, own.journal):
            self.check(self.admin.post(f"/journal/{journal}/undo"), 200)
        for row in self.admin.all("/leads", filter='company = "Offset"'):
            self.check(self.admin.delete(f"/leads/{row['id']}"), 204)
        file = upload(self.admin, answer.body).json["id"]
        job = finished(self.admin, self.check(self.admin.post("/imports", {
            "file": file, "entity": "lead", "historic": True}), 202).json["id"])
        self.assertEqual((job["result"]["created"], job["refused"]), (len(entered), 0), job)
        rows = self.admin.all("/leads", filter='external_id contains "O" and entered_at is not empty',
                              fields="external_id,entered_at")
        self.assertEqual({row["external_id"]: row["entered_at"] for row in rows if row["external_id"] in entered},
                         entered)

    def test_a_workbook_has_typed_cells(self):
        self.check(self.admin.post("/opportunities", {
            "name": "=1+1 sheet", "close_date": "2026-05-01", "amount": {"amount": "1234.50", "currency": "USD"},
            "probability": 40}), 201)
        answer = self.check(self.admin.get("/opportunities/export", format="xlsx", filter='name = "=1+1 sheet"',
                                           fields="name,amount,close_date,probability"), 200)
        self.assertIn("spreadsheetml", answer.headers["content-type"])
        with zipfile.ZipFile(io.BytesIO(answer.body)) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
            styles = book.read("xl/styles.xml").decode()
        self.assertNotIn("<f>", sheet)
        self.assertRegex(sheet, r'<c r="A2" t="inlineStr"><is><t>=1\+1 sheet</t>')
        self.assertRegex(sheet, r'<c r="B2" s="\d+"><v>1234\.5</v>')
        self.assertRegex(sheet, r'<c r="C2" s="\d+"><v>46143</v>')  # days since 1899-12-30
        self.assertRegex(sheet, r'<c r="D2"[^>]*><v>40</v>')
        self.assertIn("USD", styles)

    def test_a_workbook_goes_by_the_readers_clock_too(self):
        self.check(self.admin.post("/leads", {"external_id": "W1", "company": "Clocks",
                                              "entered_at": "2026-07-01T22:30:00.000000Z"}), 201)
        for zone, serial in (("UTC", 46204.9375), ("Europe/Berlin", 46205 + 0.5 / 24)):
            own = self.check(self.admin.patch("/me", {"time_zone": zone}), 200)
            answer = self.check(self.admin.get("/leads/export", format="xlsx", filter='company = "Clocks"',
                                               fields="entered_at"), 200)
            if own.journal:
                self.check(self.admin.post(f"/journal/{own.journal}/undo"), 200)
            with zipfile.ZipFile(io.BytesIO(answer.body)) as book:
                sheet = book.read("xl/worksheets/sheet1.xml").decode()
            cell = re.search(r'<c r="A2" s="\d+"><v>([\d.]+)</v>', sheet)
            self.assertAlmostEqual(float(cell[1]), serial, places=5, msg=zone)
        # And what comes in without a zone is read by the same clock.
        own = self.check(self.admin.patch("/me", {"time_zone": "Europe/Berlin"}), 200)
        file = upload(self.admin, b"external_id,company,entered_at\nW2,Clocks,2026-07-02T00:30:00\n").json["id"]
        job = finished(self.admin, self.check(self.admin.post("/imports", {"file": file, "entity": "lead"}),
                                              202).json["id"])
        self.check(self.admin.post(f"/journal/{own.journal}/undo"), 200)
        self.assertEqual(job["result"]["created"], 1, job)
        row = self.admin.all("/leads", filter='external_id = "W2"')[0]
        self.assertEqual(row["entered_at"], "2026-07-01T22:30:00.000000Z")

    def test_shows_what_the_list_shows(self):
        for name in ("ann", "zoe"):
            self.lead(company=f"Seen by {name}", owner=self.ids[name])
        for who in (self.admin, self.as_("ann"), self.as_("max"), self.as_("zoe")):
            listed = {row["company"] for row in who.all("/leads", filter='company contains "Seen by"', limit=200)}
            exported = {row[0] for row in table(who.get("/leads/export", filter='company contains "Seen by"',
                                                        fields="company"))[1:]}
            self.assertEqual(exported, listed)
        self.check(Client(self.house.port).get("/leads/export"), 401)
        for query, status in (({"filter": "(("}, 400), ({"fields": "nonsense"}, 400), ({"format": "pdf"}, 400),
                              ({"header": "x"}, 400), ({"links": "x"}, 400), ({"bogus": "1"}, 400),
                              ({"sort": "x"}, 400)):
            answer = self.admin.get("/leads/export", **query)
            self.assertIn(answer.status, (status, 422), f"{query}: {answer}")
        self.check(self.admin.get("/jobs/export"), 404)

    def test_masked_fields_stay_masked(self):
        model = self.as_("ann").get("/model").json["entities"]
        lead = self.lead(company="Masked", email="masked@example.com", phone="+49 30 7654321", owner=self.ids["ann"])
        self.assertTrue(model)
        calendar = self.admin.get("/calendars").json["data"][0]["id"]
        if not self.house.clients.get("olga"):
            self.check(self.admin.post("/users", {"email": "olga@example.com", "name": "Olga Example",
                                                  "role": "marketing", "team": self.ids["sales"], "locale": "en"}), 201)
            self.assertTrue(calendar)
        for name in ("olga", "max"):
            who = self.as_(name)
            shown = who.get(f"/leads/{lead['id']}").json
            rows = table(who.get("/leads/export", filter='company = "Masked"', fields="email,phone,company"))
            if shown.get("company") == "Masked":
                self.assertEqual(rows[1:], [[shown["email"], shown["phone"], "Masked"]])

    def test_a_long_list_is_one_instant(self):
        """Records that come and go meanwhile make no gap and no double."""
        file = upload(self.admin, ("External id,Company\n" + "\n".join(f"Z{i},Long {i}" for i in range(3000))).encode())
        started = self.admin.post("/imports", {"file": file.json["id"], "entity": "lead"}).json["id"]
        self.assertEqual(finished(self.admin, started)["result"]["created"], 3000)
        writer = self.house.client(ADMIN)

        def write() -> None:
            for i in range(60):
                made = writer.post("/leads", {"company": f"Long late {i}"}).json
                writer.delete(f"/leads/{made['id']}")
        with ThreadPoolExecutor(1) as pool:
            writing = pool.submit(write)
            while not writing.done():
                rows = table(self.admin.get("/leads/export", filter='company contains "Long"',
                                            fields="external_id,company"))
                ids = [row[0] for row in rows[1:] if row[0]]
                self.assertEqual((len(ids), len(set(ids))), (3000, 3000))
            writing.result()


class Commands(unittest.TestCase):
    def house(self, store: str) -> House:
        house = House(store)
        self.addCleanup(house.close)
        return house.start()

    def test_export(self):
        for store in STORES:
            with self.subTest(store):
                house = self.house(store)
                admin = house.client(ADMIN)
                ids = house.people(admin)
                admin.post("/leads", {"company": "Hot one", "rating": "hot", "owner": ids["ann"]})
                admin.post("/leads", {"company": "Cold one", "rating": "cold", "owner": ids["zoe"]})
                done = run("export", *house.where(), "lead", "--fields", "company,rating", "--sort", "company")
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(done.stdout.lstrip("\ufeff").split(),
                                 "Company,Rating Cold one,Cold Hot one,Hot".split())
                file = house.folder / "leads.csv"
                done = run("export", *house.where(), "leads", str(file), "--filter", "rating = hot", "--header", "keys",
                           "--fields", "company")
                self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
                self.assertEqual(file.read_text("utf-8-sig").split("\n"), ["company", "Hot one", ""])
                self.assertEqual(run("export", *house.where(), "leads", str(file)).returncode, 1)  # it is there already
                book = house.folder / "leads.xlsx"
                self.assertEqual(run("export", *house.where(), "leads", str(book)).returncode, 0)
                self.assertTrue(zipfile.is_zipfile(book))
                done = run("export", *house.where(), "lead", "--fields", "company", "--user", "zoe@example.com")
                self.assertEqual(done.stdout.lstrip("\ufeff").split("\n"), ["Company", "Cold one", ""])
                for wrong, status in ((["nonsense"], 1), (["lead", "--filter", "(("], 1),
                                      (["lead", "--format", "pdf"], 2),
                                      ([], 2), (["lead", "--user", "nobody@example.com"], 1), (["lead", "--bogus"], 2),
                                      (["lead", "--fields", "nonsense"], 1),
                                      (["lead", str(house.folder / "no/dir.csv")], 1)):
                    done = run("export", *house.where(), *wrong)
                    self.assertEqual((done.returncode, bool(done.stderr)), (status, True), f"{wrong}: {done}")
                self.assertEqual([one.name for one in house.folder.glob("*.partial*")], [])

    def test_restore_brings_all_back_to_an_empty_place(self):
        for store in STORES:
            with self.subTest(store):
                house = self.house(store)
                admin = house.client(ADMIN)
                lead = admin.post("/leads", {"company": "Brought back"}).json["id"]
                content = bytes(range(256)) * 1000
                file = upload(admin, content).json["id"]
                copy = house.folder / "copy"
                self.assertEqual(run("backup", *house.where(), str(copy)).returncode, 0)
                again = run("restore", *house.where(), str(copy))
                self.assertEqual(again.returncode, 1)  # something is there
                self.assertIn("already", again.stderr)
                self.assertEqual(admin.get(f"/leads/{lead}").status, 200)
                place = self.empty_place(store, house)
                if store == "sqlite":
                    broken = house.folder / "broken"
                    broken.write_bytes(copy.read_bytes()[:40_000])
                else:
                    broken = house.folder / "broken"
                    broken.write_bytes(copy.read_bytes()[:-4000])
                for wrong in (broken, house.folder / "missing", __file__):
                    done = run("restore", *place, str(wrong))
                    self.assertEqual(done.returncode, 1, f"{wrong}: {done}")
                done = run("restore", *place, str(copy))
                self.assertEqual((done.returncode, done.stdout), (0, "restored: Example Ltd\n"), done.stderr)
                self.assertEqual(run("check", *place).stdout, "sound\n")
                house.stop()
                house.where = lambda: place
                client = house.start().client(ADMIN)
                self.assertEqual(client.get(f"/leads/{lead}").json["company"], "Brought back")
                self.assertEqual(client.get(f"/files/{file}").body, content)
                self.assertEqual(run("restore", str(copy)).returncode, 2)

    def empty_place(self, store: str, house: House) -> list[str]:
        if store == "sqlite":
            return ["--data", str(house.folder / "anew")]
        import os
        url, name = os.environ["VIGIL_TEST_DATABASE"], house.database + "_anew"
        house.sql(f'create database "{name}"', url)
        self.addCleanup(lambda: House.sql(house, f'drop database if exists "{name}" with (force)', url))
        return ["--database", url.rsplit("/", 1)[0] + "/" + name]


if __name__ == "__main__":
    unittest.main()
