"""The service as a whole: live events, many idle readers, a stop under load, a restart, people's rights."""
import subprocess
import threading
import time
import unittest

from house import ADMIN, Client, Events, House, HouseTest, later, on_every_store


@on_every_store
class LiveEvents(HouseTest):
    def test_an_event_arrives_and_resumes(self):
        events = Events(self.admin)
        self.addCleanup(events.close)
        one = self.lead(company="First")
        first = events.wait(lambda event: event["record"] == one["id"])
        self.assertEqual((first["entity"], first["act"], first["now"]), ("lead", "create", self.house.clock()))
        events.close()
        missed = [self.lead(company=f"Missed {i}")["id"] for i in range(40)]
        again = Events(self.admin, last_id=first["id"])
        self.addCleanup(again.close)
        again.wait(lambda event: event["record"] == missed[-1])
        seen = [event["record"] for event in again.seen if event["entity"] == "lead"]
        self.assertEqual([record for record in seen if record in missed], missed)
        self.assertNotIn(one["id"], seen)

    def test_all_who_listen_are_told_when_the_clock_moves(self):
        events = Events(self.as_("zoe"))
        self.addCleanup(events.close)
        to = later(self.house.clock(), minutes=1)
        self.house.put_clock(to)
        moved = events.wait(lambda event: event["entity"] == "clock")
        self.assertEqual((moved["act"], moved["now"]), ("move", to))

    def test_a_large_act_arrives_whole(self):
        ids = [self.lead(company=f"Many {i}")["id"] for i in range(10)]
        events = Events(self.admin)
        self.addCleanup(events.close)
        self.check(self.admin.post("/leads/bulk", {"ids": ids, "change": {"rating": "warm"}}), 200)
        for id in ids:
            events.wait(lambda event: event["record"] == id)

    def test_others_hear_nothing_of_what_they_may_not_see(self):
        bob = Events(self.as_("bob"))
        self.addCleanup(bob.close)
        hidden = self.lead(self.as_("ann"), company="Ann's own")
        shown = self.lead(self.as_("bob"), company="Bob's own")
        bob.wait(lambda event: event["record"] == shown["id"])
        self.assertNotIn(hidden["id"], [event["record"] for event in bob.seen])

    def test_everybody_hears_that_the_model_changed(self):
        bob = self.as_("bob")
        events = Events(bob)
        self.addCleanup(events.close)
        told = 0

        def heard():
            nonlocal told
            events.wait(lambda event: event["entity"] == "model" and int(event["id"]) > told)
            told = max(int(event["id"]) for event in events.seen)
            return {one["key"]: one for one in bob.get("/model").json["entities"]}

        field = {"key": "own_heard", "kind": "text", "label": {"en": "Heard"}}
        self.check(self.admin.post("/model/entities/lead/fields", field), 201)
        self.assertIn("own_heard", [one["key"] for one in heard()["lead"]["fields"]])
        self.check(self.admin.patch("/model/entities/lead/fields/own_heard", {"label": {"en": "Told"}}), 200)
        self.assertIn("Told", [one["label"] for one in heard()["lead"]["fields"]])
        own = {"key": "own_van", "plural": "own_vans", "label": {"en": "Van"}, "label_plural": {"en": "Vans"},
               "title": ["own_name"], "fields": {"own_name": {"kind": "text", "label": {"en": "Name"}}}}
        self.check(self.admin.post("/model/entities", own), 201)
        self.assertIn("own_van", heard())
        self.check(self.admin.patch("/rights/rep", {"product": {"see": "none", "change": "none"}}), 200)
        self.assertNotIn("product", heard())
        self.check(self.admin.patch("/rights/rep", {"product": None}), 200)
        self.assertIn("product", heard())

    def test_500_idle_readers_while_work_goes_on(self):
        import http.client
        readers, tokens = [], []
        for i in range(50):  # a person may have 16 pages open
            email = f"reader{i}@example.com"
            self.check(self.admin.post("/users", {"email": email, "name": f"Reader {i}", "role": "admin",
                                                  "team": self.ids["sales"]}), 201)
            tokens.append(self.house.token(email))
        try:
            for i in range(500):
                wire = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=30)
                wire.request("GET", "/api/v1/events", headers={"Authorization": f"Bearer {tokens[i % 50]}"})
                response = wire.getresponse()
                self.assertEqual(response.status, 200)
                readers.append((wire, response))
            began = time.monotonic()
            made = [self.lead(company=f"Beside {i}")["id"] for i in range(20)]
            for id in made:
                self.check(self.admin.get(f"/leads/{id}"), 200)
            self.assertLess(time.monotonic() - began, 15)
            for wire, response in readers[::50]:  # and the readers hear of it
                while True:
                    line = response.readline()
                    self.assertTrue(line)
                    if made[-1].encode() in line:
                        break
        finally:
            for wire, response in readers:
                response.close()
                wire.close()


@on_every_store
class StopAndStart(HouseTest):
    def own_house(self) -> House:
        house = House(self.house.store)
        self.addCleanup(house.close)
        return house.start()

    def test_a_stop_under_load_loses_nothing_acknowledged(self):
        house = self.own_house()
        token, kept, refused = house.token(), [], []
        go_on = threading.Event()
        go_on.set()

        def write(number: int) -> None:
            client, i = Client(house.port, token), 0
            while go_on.is_set():
                i += 1
                try:
                    answer = client.post("/leads", {"external_id": f"W{number}-{i}"})
                except OSError:
                    return
                except Exception:
                    return
                (kept if answer.status == 201 else refused).append(answer)
        threads = [threading.Thread(target=write, args=(n,)) for n in range(6)]
        for thread in threads:
            thread.start()
        while len(kept) < 60:
            time.sleep(0.01)
        self.assertEqual(house.stop(), 0)
        go_on.clear()
        for thread in threads:
            thread.join()
        self.assertTrue(all(answer.status == 503 for answer in refused), [str(a) for a in refused[:3]])
        house.start()
        stored = {row["external_id"] for row in house.client(ADMIN).all("/leads", limit=200)}
        missing = [a.json["external_id"] for a in kept if a.json["external_id"] not in stored]
        self.assertEqual(missing, [])

    def test_a_restart_keeps_everything(self):
        house = self.own_house()
        admin = house.client(ADMIN)
        ids = house.people(admin)
        lead = admin.post("/leads", {"company": "Kept", "owner": ids["ann"]})
        house.put_clock(later(house.clock(), days=1, minutes=1))
        max_ = house.client("max@example.com")
        before = max_.get("/exceptions").json["data"]
        self.assertEqual(len(before), 1)
        now, cookie = house.clock(), Client(house.port)
        from house import PASSWORD
        cookie.sign_in(ADMIN, PASSWORD)
        house.stop()
        house.start()
        self.assertGreaterEqual(house.clock(), now)  # the test clock does not fall back
        self.assertEqual(admin.get(f"/leads/{lead.json['id']}").headers["etag"], lead.headers["etag"])
        self.assertEqual(max_.get("/exceptions").json["data"], before)
        self.assertEqual(cookie.get("/me").status, 200)
        house.put_clock(later(house.clock(), days=1))
        self.assertEqual(len(max_.get("/exceptions").json["data"]), 1)

    def test_a_node_number_that_another_has_taken_ends_the_server(self):
        if self.house.store != "postgres":
            self.skipTest("SQLite's number is the kernel's")
        house = self.own_house()
        held = ("from pg_locks where locktype = 'advisory' and granted = {} and "
                "database = (select oid from pg_database where datname = current_database())").format

        def wait_for(granted: str) -> None:
            until = time.monotonic() + 20
            while time.monotonic() < until and not house.sql(f"select 1 {held(granted)}"):
                time.sleep(0.05)
        cut = f"select pg_terminate_backend(pid, 5000) {held('true')}"
        house.sql(cut)
        wait_for("true")  # it takes its number again
        self.assertEqual(house.client(ADMIN).get("/me").status, 200)
        # One who waits for the number has it before the server looks.
        other = subprocess.Popen(["psql", "-X", "-q", "-c", "select pg_advisory_lock(5654350, 0)", "-c",
                                  "select pg_sleep(60)", house.where()[1]], stdout=subprocess.DEVNULL)
        self.addCleanup(other.wait)
        self.addCleanup(other.terminate)
        wait_for("false")
        house.sql(cut)
        self.assertEqual(house.process.wait(30), 1)
        house.process = None
        self.assertIn("another process has taken our node number 0", "\n".join(house.log))

    def test_health(self):
        house = self.own_house()
        anyone = Client(house.port)
        self.assertEqual(anyone.get("/healthz").body, b"ok\n")
        self.assertTrue(anyone.get("/readyz").json["ready"])
        metrics = anyone.exchange("GET", "/metrics", None, {})
        self.assertEqual(metrics.status, 200)
        self.assertIn(b"vigil_watch_lag_seconds 0", metrics.body)


@on_every_store
class OutOfSight(HouseTest):
    def test_other_peoples_records_are_not_there_in_any_call(self):
        ann, zoe = self.as_("ann"), self.as_("zoe")
        lead = self.lead(ann, company="Ann's secret", email="secret@example.com", external_id="S-1")
        done = self.check(ann.patch(f"/leads/{lead['id']}", {"title": "Head"}), 200)
        self.house.put_clock(later(self.house.clock(), days=1, minutes=1))
        exception = next(row for row in ann.all("/exceptions") if row["record"]["id"] == lead["id"])
        path, own = f"/leads/{lead['id']}", self.lead(zoe, company="Zoe's own")
        calls = [("GET", path, None), ("PATCH", path, {"company": "x"}), ("DELETE", path, None),
                 ("POST", f"{path}/restore", {}), ("POST", f"{path}/qualify", {}), ("GET", f"{path}/timeline", None),
                 ("POST", f"{path}/assign", {"to": self.ids["zoe"]}), ("POST", f"{path}/log_call",
                                                                       {"outcome": "reached"}),
                 ("POST", f"{path}/open_opportunity", {"close_date": "2099-01-01", "amount": {"amount": "1.00",
                                                                                              "currency": "EUR"}}),
                 ("POST", f"{path}/return_to_marketing", {}), ("GET", f"{path}/exceptions", None),
                 ("POST", f"/journal/{done.journal}/undo", {}), ("GET", f"/exceptions/{exception['id']}", None)]
        calls += [("POST", f"/exceptions/{exception['id']}/{act}", body) for act, body in (
            ("remind", {}), ("reassign", {"to": self.ids["zoe"]}), ("snooze", {"until": later(self.house.clock(),
                                                                                              days=1)}),
            ("accept", {"reason": "justified"}))]
        calls.append(("POST", "/leads/bulk", {"ids": [own["id"], lead["id"]], "change": {"company": "x"}}))
        for method, where, body in calls:
            answer = zoe.call(method, where, body)
            self.assertEqual(answer.status, 404, f"{method} {where}: {answer}")
            self.assertNotIn(b"secret", answer.body)
        for query in ({"filter": 'company contains "secret"'}, {"filter": f'id = {lead["id"]}'}, {"sort": "company"}):
            answer = self.check(zoe.get("/leads", count="true", **query), 200).json
            self.assertNotIn(lead["id"], [row["id"] for row in answer["data"]], query)
            self.assertEqual(answer["count"], len(answer["data"]), query)
        self.assertEqual(zoe.get(path).json, {**zoe.get("/leads/1").json})  # as if it had never been
        self.assertEqual(zoe.get(f"/leads/{own['id']}").json["company"], "Zoe's own")
        # A link to it tells nothing, and a duplicate check does not either.
        self.assertNotEqual(zoe.post("/activities", {"kind": "note", "lead": lead["id"]}).status, 201)
        preview = zoe.call("POST", "/leads", {"email": "secret@example.com"}, query={"dry_run": "true"})
        self.assertEqual(self.check(preview, 200).json["duplicates"], [])
        self.assertEqual(ann.get(path).json["company"], "Ann's secret")

    def test_a_manager_sees_his_team_and_no_other(self):
        anns, zoes = self.lead(self.as_("ann"), company="In"), self.lead(self.as_("zoe"), company="Out")
        self.check(self.as_("max").get(f"/leads/{anns['id']}"), 200)
        self.check(self.as_("max").get(f"/leads/{zoes['id']}"), 404)

    def test_the_test_clock_is_an_administrators(self):
        now = {"now": self.house.clock()}
        self.check(Client(self.house.port).put("/test/clock", now), 401)
        for name in ("ann", "max"):
            self.check(self.as_(name).put("/test/clock", now), 403, "office_not_yours")
        self.check(self.admin.put("/test/clock", now), 200)

    def test_who_may_see_but_not_do(self):
        for path, body in (("/users", {"email": "n@example.com", "name": "N"}), ("/teams", {"name": "N"})):
            self.check(self.as_("ann").post(path, body), 403)
        self.check(self.as_("ann").patch(f"/users/{self.ids['bob']}", {"name": "x"}), 403)
        self.check(self.as_("ann").patch(f"/users/{self.ids['ann']}", {"role": "admin"}), 403)
        self.check(self.as_("ann").patch(f"/users/{self.ids['ann']}", {"time_zone": "Europe/Berlin"}), 200)
        self.check(self.as_("ann").post("/leads", {"company": "x"}, Vigil_On_Behalf_Of=self.ids["bob"]), 403)


if __name__ == "__main__":
    unittest.main()
