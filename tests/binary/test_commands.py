"""The command line: what each command does, and what a wrong one answers."""
import json
import re
import signal
import tempfile
import unittest
from pathlib import Path

from house import ADMIN, PASSWORD, STORES, Client, House, later, run


class Usage(unittest.TestCase):
    def test_version(self):
        done = run("version")
        self.assertEqual(done.returncode, 0)
        self.assertRegex(done.stdout, r"^vigil \d+\.\d+\.\d+\S*\n$")

    def test_help_names_every_command(self):
        done = run("--help")
        self.assertEqual(done.returncode, 0)
        for command in ("serve", "init", "token", "check", "backup", "backtest", "model print", "version"):
            self.assertRegex(done.stdout, rf"(?m)^vigil {command}\b")

    def test_wrong_usage_answers_2_and_the_usage(self):
        with tempfile.TemporaryDirectory() as folder:
            for words in ([], ["bogus"], ["serve", "--listen"], ["serve", "--listen", "nonsense", "--data", folder],
                          ["serve", "--bogus", "1", "--data", folder], ["init"], ["init", "--data", folder],
                          ["token", "--data", folder], ["token", "--user", ADMIN], ["check"], ["backup", "--data",
                                                                                               folder],
                          ["token", "--data", folder, "--user", ADMIN, "--expires", "soon"]):
                done = run(*words)
                self.assertEqual(done.returncode, 2, f"{words}: {done.stderr}")
                self.assertIn("vigil serve", done.stderr, words)
                self.assertEqual(done.stdout, "", words)

    def test_work_that_fails_answers_1_and_says_why(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(run("init", "--data", folder, "--admin", "no address", "--password-stdin",
                                 stdin=PASSWORD).returncode, 1)
            short = run("init", "--data", folder, "--admin", ADMIN, "--password-stdin", stdin="short\n")
            self.assertEqual(short.returncode, 1)
            self.assertIn("password", short.stderr)
            nowhere = run("init", "--data", folder, "--admin", ADMIN, "--password-stdin", "--region", "ZZ",
                          stdin=PASSWORD)
            self.assertEqual(nowhere.returncode, 1)
            self.assertIn("region", nowhere.stderr)
            self.assertEqual(list(Path(folder).iterdir()), [], "a refused init leaves nothing behind")
            self.assertEqual(run("check", "--database", "postgres://127.0.0.1:1/none").returncode, 1)

    def test_serving_what_is_not_there_makes_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            missing = Path(folder) / "not" / "there"
            self.assertEqual(run("serve", "--data", str(missing), "--listen", "127.0.0.1:0").returncode, 1)
            self.assertFalse(missing.exists())


class Companies(unittest.TestCase):
    def house(self, store: str, **settings) -> House:
        house = House(store, **settings)
        self.addCleanup(house.close)
        return house

    def test_check_of_nothing_says_so_and_makes_nothing(self):
        for store in STORES:
            with self.subTest(store):
                house = self.house(store, is_bare=True)
                for command in ("check", "token"):
                    done = run(command, *house.where(), *(["--user", ADMIN] if command == "token" else []))
                    self.assertEqual((done.returncode, done.stdout), (1, ""), done.stderr)
                    self.assertIn("There is no company here yet", done.stderr)
                if store == "postgres":
                    self.assertEqual(house.sql("select count(*) from pg_tables where schemaname = 'public'"), [["0"]])
                else:
                    self.assertFalse((house.folder / "data").exists())

    def test_init_says_how_to_serve_it(self):
        for store in STORES:
            with self.subTest(store):
                house = self.house(store, is_bare=True)
                done = run("init", *house.where(), "--admin", ADMIN, "--password-stdin", stdin=PASSWORD)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertRegex(done.stdout, rf"vigil serve {house.where()[0]} '?\S+'?\n$")

    def test_init_makes_a_company_once(self):
        for store in STORES:
            with self.subTest(store):
                house = self.house(store)
                again = run("init", *house.where(), "--admin", ADMIN, "--password-stdin", stdin=PASSWORD)
                self.assertEqual(again.returncode, 1)
                self.assertIn("already", again.stderr)

    def test_test_clock_is_refused_for_a_real_company(self):
        house = self.house("sqlite", is_test=False)
        done = run("serve", *house.where(), "--listen", "127.0.0.1:0", "--test-clock")
        self.assertEqual(done.returncode, 1)
        self.assertIn("test", done.stderr)

    def test_a_real_company_has_no_test_clock(self):
        house = self.house("sqlite", is_test=False, test_clock=False).start()
        admin = house.client(ADMIN)
        self.assertEqual(admin.get("/test/clock").status, 404)
        self.assertIn(admin.call("PUT", "/test/clock", {"now": "2030-01-01T00:00:00Z"}).status, (404, 405))

    def test_token_opens_the_api_and_wants_a_person(self):
        for store in STORES:
            with self.subTest(store):
                house = self.house(store).start()
                self.assertEqual(house.client(ADMIN).get("/me").json["email"], ADMIN)
                self.assertEqual(run("token", *house.where(), "--user", "nobody@example.com").returncode, 1)
                token = run("token", *house.where(), "--user", ADMIN, "--expires", "1d").stdout.strip()
                self.assertEqual(Client(house.port, token).get("/me").status, 200)
                house.put_clock("2099-01-01T00:00:00Z")
                self.assertEqual(Client(house.port, token).get("/me").status, 401)
                self.assertEqual(Client(house.port, token[:-1] + "x").get("/me").status, 401)

    def test_serve_says_where_and_ends_with_0_on_either_signal(self):
        house = self.house("sqlite").start()
        self.assertRegex(house.log[-1], r"listening on http://127\.0\.0\.1:\d+")
        self.assertEqual(house.stop(signal.SIGTERM), 0)
        self.assertEqual(house.start().stop(signal.SIGINT), 0)

    def test_a_taken_port_is_told(self):
        house = self.house("sqlite").start()
        done = run("serve", *self.house("sqlite").where(), "--listen", f"127.0.0.1:{house.port}")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, re.compile("use|port|listen", re.I))

    def test_a_folder_is_served_by_one(self):
        house = self.house("sqlite").start()
        done = run("serve", *house.where(), "--listen", "127.0.0.1:0")
        self.assertEqual(done.returncode, 1)
        self.assertIn("being served by another vigil", done.stderr)
        self.assertEqual(run("token", *house.where(), "--user", ADMIN).returncode, 0)  # commands beside it work
        house.stop(signal.SIGKILL)
        self.assertEqual(house.start().stop(), 0)

    def test_check_and_backup(self):
        house = self.house("sqlite").start()
        lead = house.client(ADMIN).post("/leads", {"company": "Kept"}).json
        done = run("check", *house.where())
        self.assertEqual((done.returncode, done.stdout), (0, "sound\n"))
        copy = house.folder / "copy"
        copy.mkdir()
        self.assertEqual(run("backup", *house.where(), str(copy / "vigil.db")).returncode, 0)
        other = self.house("sqlite")
        (other.folder / "data" / "vigil.db").write_bytes((copy / "vigil.db").read_bytes())
        for rest in ("vigil.db-wal", "vigil.db-shm"):
            (other.folder / "data" / rest).unlink(missing_ok=True)
        other.start()
        self.assertEqual(other.client(ADMIN).get(f"/leads/{lead['id']}").json["company"], "Kept")

    def test_model_print_holds_what_ships_and_what_is_one_s_own(self):
        for store in STORES:
            with self.subTest(store):
                house = self.house(store).start()
                admin = house.client(ADMIN)
                made = admin.post("/model/entities/lead/fields",
                                  {"key": "own_shoe_size", "kind": "integer", "label": {"en": "Shoe size"}})
                self.assertLess(made.status, 300, made)
                house.stop()
                done = run("model", "print", *house.where())
                self.assertEqual(done.returncode, 0, done.stderr)
                entities = {one["key"]: one for one in json.loads(done.stdout)["entities"]}
                self.assertLessEqual({"lead", "opportunity", "activity", "guideline"}, set(entities))
                fields = {one["key"]: one for one in entities["lead"]["fields"]}
                self.assertEqual(fields["own_shoe_size"]["kind"], "integer")
                self.assertIn("status", fields)

    def test_what_switching_a_rule_on_raises_at_once_is_told_before(self):
        for store in STORES:
            with self.subTest(store):
                house = self.house(store).start()
                admin = house.client(ADMIN)
                ids = house.people(admin)
                old = [admin.post("/leads", {"company": "Ann's", "owner": ids["ann"]}).json["id"],
                       admin.post("/leads", {"company": "Given up", "owner": ids["bob"]}).json["id"]]
                done = admin.post("/leads", {"company": "Qualified", "owner": ids["ann"]}).json["id"]
                gone = admin.post("/leads", {"company": "Removed", "owner": ids["ann"]}).json["id"]
                house.put_clock(later(house.clock(), days=40))
                self.assertLess(admin.patch(f"/leads/{old[1]}", {"status": "unqualified"}).status, 300)
                self.assertLess(admin.post(f"/leads/{done}/qualify").status, 300)
                self.assertLess(admin.delete(f"/leads/{gone}").status, 300)
                admin.post("/leads", {"company": "Fresh", "owner": ids["ann"]})
                rule = {"key": "all_qualified", "entity": "lead", "goal": {"en": "Speed"},
                        "sentence": {"en": "A lead is qualified within {within}."},
                        "start": "company is not empty", "expect": "status = qualified",
                        "within": {"n": 2, "unit": "days"}}
                today = {"from": house.clock()[:10], "to": house.clock()[:10]}
                told = admin.post("/guidelines/backtest", {"guideline": rule, **today, "at_once": True}).json
                self.assertEqual(sorted(one["record"]["id"] for one in told["exceptions"]), sorted(old))
                self.assertEqual(told["raised"], 2)
                self.assertEqual({one["owner"]["id"]: one["raised"] for one in told["by_owner"]},
                                 {ids["ann"]: 1, ids["bob"]: 1})
                days = {"from": later(house.clock(), days=-41)[:10], "to": today["to"]}
                month = admin.post("/guidelines/backtest", {"guideline": rule, **days}).json
                self.assertEqual({key: month[key] for key in ("started", "met", "broken", "running", "dropped")},
                                 {"started": 5, "met": 0, "broken": 4, "running": 1, "dropped": 0})
                made = admin.post("/guidelines", {**rule, "state": "on"})
                self.assertEqual(made.status, 201, made)
                house.put_clock(later(house.clock(), minutes=1))
                raised = admin.get("/exceptions", filter=f"guideline = {made.json['id']}").json["data"]
                self.assertEqual(sorted(one["record"]["id"] for one in raised), sorted(old), "as it was told")

    def test_backtest_says_what_a_guideline_would_have_raised(self):
        for store in STORES:
            with self.subTest(store):
                house = self.house(store).start()
                admin = house.client(ADMIN)
                ids = house.people(admin)
                start = house.clock()
                lead = admin.post("/leads", {"company": "Waits", "owner": ids["ann"]}).json
                touched = admin.post("/leads", {"company": "Called", "owner": ids["ann"]}).json
                self.assertLess(admin.post(f"/leads/{touched['id']}/log_call", {"outcome": "reached"}).status, 300)
                house.put_clock(later(start, days=3))
                days = {"from": start[:10], "to": later(start, days=3)[:10]}
                rule = next(one for one in admin.get("/guidelines", limit="50").json["data"]
                            if one["key"] == "lead_untouched")
                found = admin.post("/guidelines/backtest", {"guideline": rule["id"], **days})
                self.assertEqual(found.status, 200, found)
                real = admin.get("/exceptions", filter=f"guideline = {rule['id']}").json["data"]
                would = found.json["exceptions"]
                self.assertEqual([(one["record"]["id"], one["due_at"]) for one in real],
                                 [(one["record"]["id"], one["due_at"]) for one in would])
                for was, one in zip(real, would):  # the test clock steps by whole seconds
                    self.assertEqual(one["raised_at"], one["due_at"])
                    self.assertTrue(one["raised_at"] <= was["raised_at"] <= later(one["raised_at"], seconds=1))
                self.assertEqual((found.json["raised"], found.json["started"], found.json["met"]), (1, 2, 1))
                self.assertTrue(found.json["complete"])
                self.assertEqual(found.json["exceptions"][0]["record"]["id"], lead["id"])
                self.assertEqual(found.json["by_owner"][0]["owner"]["id"], ids["ann"])
                self.assertEqual(found.json["by_manager"][0]["manager"]["id"], ids["max"])
                draft = {"key": "thought_of", "entity": "lead",
                         "sentence": {"en": "A lead is qualified within {within}."}, "goal": {"en": "Speed"},
                         "start": "status = new", "expect": "status = qualified",
                         "within": {"n": 2, "unit": "days"}}
                thought = admin.post("/guidelines/backtest", {"guideline": draft, **days})
                self.assertEqual((thought.status, thought.json["raised"]), (200, 2), thought)
                self.assertEqual(len(admin.get("/exceptions").json["data"]), len(real))
                wrong = admin.post("/guidelines/backtest", {"guideline": {**draft, "expect": "colour = blue"}, **days})
                self.assertEqual(wrong.status, 422, wrong)
                self.assertEqual(admin.post("/guidelines/backtest", {"guideline": "1", **days}).status, 404)
                backwards = {"guideline": rule["id"], "from": days["to"], "to": days["from"]}
                self.assertEqual(admin.post("/guidelines/backtest", backwards).status, 422)
                self.assertEqual(house.client("ann@example.com").post(
                    "/guidelines/backtest", {"guideline": rule["id"], **days}).status, 403)
                house.stop()
                done = run("backtest", "lead_untouched", *house.where(), "--from", days["from"], "--to", days["to"],
                           "--json")
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(json.loads(done.stdout)["raised"], 1)
                file = house.folder / "thought_of.json"
                file.write_text(json.dumps(draft))
                told = run("backtest", str(file), *house.where(), "--from", days["from"], "--to", days["to"])
                self.assertEqual(told.returncode, 0, told.stderr)
                self.assertIn("would have raised 2 ", told.stdout)
                self.assertEqual(run("backtest", "no_such_rule", *house.where()).returncode, 1)

    def test_configuration_by_file_and_environment(self):
        house = self.house("sqlite")
        file = house.folder / "vigil.toml"
        file.write_text(f'# where\n[store]\ndata = "{house.folder}/data"\n')
        self.assertEqual(run("check", "--config", str(file)).stdout, "sound\n")
        self.assertEqual(run("check", env={"VIGIL_STORE_DATA": f"{house.folder}/data"}).stdout, "sound\n")
        file.write_text("[store\ndata\n")
        self.assertEqual(run("check", "--config", str(file)).returncode, 1)
        self.assertEqual(run("check", "--config", str(house.folder / "none.toml")).returncode, 1)
        file.write_text('[store]\ndatta = "slip of the pen"\n')
        refused = run("check", "--config", str(file))
        self.assertEqual(refused.returncode, 1)
        self.assertIn("store.datta", refused.stderr)

    def test_configuration_refuses_what_it_cannot_do(self):
        house = self.house("sqlite")
        for key, value in (("LOG_LEVEL", "loud"), ("LOG_FORMAT", "xml"), ("LIMITS_WORKERS", "0"),
                           ("LIMITS_WORKERS", "many"), ("LIMITS_UPLOADS", "-1")):
            refused = run("serve", *house.where(), env={f"VIGIL_{key}": value})
            self.assertEqual(refused.returncode, 1, key)
            self.assertIn(f"{key.lower().replace('_', '.', 1)} = {value}", refused.stderr)

    def test_log_as_json_tells_requests_without_what_they_ask(self):
        house = self.house("sqlite")
        file = house.folder / "vigil.toml"
        file.write_text('[log]\nlevel = "debug"\nformat = "json"\n')
        house.options += ["--config", str(file)]
        house.start()
        admin = house.client(ADMIN)
        self.assertEqual(admin.get("/search?q=somebody").status, 200)
        house.stop()
        rows = [json.loads(line) for line in house.log]
        self.assertEqual({tuple(row) for row in rows}, {("at", "level", "text")})
        texts = [row["text"] for row in rows if row["level"] == "debug"]
        self.assertTrue(any(text.startswith("http: GET /api/v1/search 200 ") for text in texts), texts)
        self.assertFalse(any("somebody" in text for text in texts), texts)

    def test_the_page_is_in_the_program(self):
        house = self.house("sqlite").start()
        page = Client(house.port).call("GET", "/")
        self.assertEqual(page.status, 200, page)
        self.assertIn("text/html", page.headers["content-type"])
        for name in re.findall(r'(?:src|href)="(/assets/[^"]+)"', page.body.decode()):
            file = Client(house.port)
            answer = file.exchange("GET", name, None, {"Accept-Encoding": "gzip"})
            self.assertEqual(answer.status, 200, name)
            self.assertIn("immutable", answer.headers["cache-control"])
        self.assertEqual(Client(house.port).exchange("GET", "/e/leads", None, {}).status, 200)
        missing = Client(house.port).get("/api/v1/nothing/here/at/all")
        self.assertEqual((missing.status, json.loads(missing.body)["code"]), (404, "path_unknown"))


if __name__ == "__main__":
    unittest.main()
