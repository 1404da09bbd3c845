"""The office: the journal of everything, the company's settings, holidays, handing over, merging choices, mail,
health and backups."""
import time
import unittest

from house import ADMIN, Client, House, HouseTest, Sink, later, on_every_store

ICAL = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
X-WR-CALNAME:Works holidays\r
BEGIN:VEVENT\r
UID:1@example.com\r
DTSTART;VALUE=DATE:20261224\r
SUMMARY:Christmas Eve\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:2@example.com\r
DTSTART:20261228T090000Z\r
DTEND:20261228T100000Z\r
SUMMARY:A meeting\r
END:VEVENT\r
END:VCALENDAR\r
"""


def job_done(client: Client, answer, seconds: float = 30) -> dict:
    """The job an answer speaks of, when it is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        job = client.get(f"/jobs/{answer.json['id']}").json
        if job["state"] not in ("queued", "running"):
            return job
        time.sleep(0.05)
    raise AssertionError(f"not over: {job}")


@on_every_store
class Journal(HouseTest):
    def test_who_did_what(self):
        lead = self.lead(self.as_("ann"), company="Chronicle", last_name="Haddad")
        self.check(self.as_("ann").patch(f"/leads/{lead['id']}", {"status": "working"}), 200)
        rows = self.check(self.admin.get("/journal", record=lead["id"]), 200).json["data"]
        self.assertEqual([row["act"] for row in rows], ["update", "create"])
        newest = rows[0]
        self.assertEqual(newest["actor"], {"id": self.ids["ann"], "name": "Ann Example"})
        self.assertEqual((newest["entity"], newest["title"]), ("lead", "Haddad"))
        self.assertEqual(newest["changes"]["status"], ["new", "working"])
        self.assertEqual([row["can_undo"] for row in rows], [True, False])  # the making has a later change
        self.assertNotIn("on_behalf_of", newest)

    def test_filters_and_pages(self):
        made = [self.lead(self.as_("bob"), company=f"Page {i}")["id"] for i in range(5)]
        page = self.check(self.admin.get("/journal", actor=self.ids["bob"], act="create", entity="lead", limit=2), 200)
        self.assertEqual([row["record"] for row in page.json["data"]], made[:-3:-1])
        rows = self.admin.all("/journal", actor=self.ids["bob"], act="create", entity="lead", limit=2)
        self.assertEqual([row["record"] for row in rows][:5], made[::-1])
        self.assertEqual(len({row["id"] for row in rows}), len(rows))
        now = self.house.clock()
        everything = self.admin.all("/journal", entity="lead")
        self.assertEqual(self.admin.all("/journal", entity="lead", to=now[:10]), everything)
        self.assertEqual(self.admin.all("/journal", **{"from": later(now, days=1)}), [])
        self.assertEqual(self.admin.all("/journal", to="2020-01-01"), [])
        for wrong in ({"entity": "bogus"}, {"record": "x"}, {"from": "noon"}, {"after": "7"}, {"limit": 0}, {"x": 1}):
            self.check(self.admin.get("/journal", **wrong), 400)

    def test_only_what_one_may_see(self):
        hidden = self.lead(self.as_("zoe"), company="Hers")["id"]
        own = self.lead(self.as_("ann"), company="His")["id"]
        seen = {row["record"] for row in self.as_("ann").all("/journal", entity="lead")}
        self.assertIn(own, seen)
        self.assertNotIn(hidden, seen)
        self.assertEqual(self.as_("ann").all("/journal", record=hidden), [])
        self.check(self.admin.post("/model/entities/lead/fields", {"key": "own_shade", "kind": "text"}), 201)
        self.assertEqual(self.as_("ann").all("/journal", entity="overlay"), [])
        changed = self.admin.all("/journal", entity="overlay")
        self.assertEqual((changed[0]["title"], changed[0]["can_undo"]), ("lead.own_shade", True))
        self.check(Client(self.house.port).get("/journal"), 401)

    def test_how_far_an_undo_goes_is_known_beforehand(self):
        many = [self.lead(self.as_("ann"), company=f"Together {i}")["id"] for i in range(5)]
        ask = {"ids": many, "change": {"rating": "hot"}}
        done = self.check(self.as_("ann").post("/leads/bulk", ask), 200).journal
        page = self.check(self.admin.get("/journal", limit=2), 200).json["data"]
        whole = {row["id"]: row for row in self.admin.all("/journal", entity="lead", act="update")}
        self.assertEqual({row["together"] for row in page}, {5}, "also of those on the next page")
        group = whole[done]["group"]
        self.assertEqual({row["record"] for row in whole.values() if row["group"] == group}, set(many))
        alone = self.admin.all("/journal", record=many[0])[-1]
        self.assertEqual((alone["act"], alone["group"] == group), ("create", False))

    def test_a_guideline_is_called_by_its_sentence(self):
        rule = next(one for one in self.admin.all("/guidelines") if one["key"] == "lead_untouched")
        done = self.check(self.admin.patch(f"/guidelines/{rule['id']}", {"state": "shadow"}), 200).journal
        for language, begin in (("en", "A new lead is touched within 1 day"), ("zh-CN", "新线索")):
            told = self.admin.call("GET", "/journal", None, {"Accept-Language": language}, {"entity": "guideline"})
            title = self.check(told, 200).json["data"][0]["title"]
            self.assertTrue(title.startswith(begin), title)
        self.check(self.admin.post(f"/journal/{done}/undo"), 200)

    def test_what_it_says_can_be_undone_can(self):
        lead = self.lead(company="Twice changed")["id"]
        first = self.check(self.admin.patch(f"/leads/{lead}", {"status": "working"}), 200).journal
        second = self.check(self.admin.patch(f"/leads/{lead}", {"status": "qualified"}), 200).journal
        def can() -> dict:
            return {row["id"]: row["can_undo"] for row in self.admin.all("/journal", record=lead)}
        self.assertEqual((can()[first], can()[second]), (False, True))
        self.check(self.admin.post(f"/journal/{second}/undo"), 200)
        self.assertEqual((can()[first], can()[second]), (True, False))
        self.check(self.admin.post(f"/journal/{first}/undo"), 200)


@on_every_store
class Office(HouseTest):
    def test_the_company(self):
        before = self.check(self.as_("ann").get("/company"), 200).json
        self.assertFalse(before["is_demo"])
        self.check(self.as_("max").patch("/company", {"name": "Mine"}), 403, "office_not_yours")
        done = self.check(self.admin.patch("/company", {"name": "Blue Oak Ltd", "country": "DE", "currency": "CHF",
                                                        "time_zone": "Europe/Zurich"}), 200)
        self.assertEqual(done.json, {"name": "Blue Oak Ltd", "country": "DE", "currency": "CHF",
                                     "time_zone": "Europe/Zurich", "mails_a_day": 5, "digest_every_minutes": 60,
                                     "is_demo": False, "without_rate": []})
        self.assertEqual(self.admin.get("/me").json["company"]["name"], "Blue Oak Ltd")
        told = self.admin.all("/journal", entity="setting")
        self.assertEqual({row["title"] for row in told[:4]}, {"company", "phone_region", "currency", "time_zone"})
        self.assertTrue(all(row["can_undo"] for row in told[:4]))
        self.check(self.admin.post(f"/journal/{done.journal}/undo"), 200)
        self.assertEqual(self.admin.get("/company").json, before)
        for wrong, status in (({"name": " "}, 422), ({"time_zone": "Mars"}, 422), ({"currency": "XXQ"}, 422),
                              ({"country": "Germany"}, 422), ({"country": "ZZ"}, 422), ({"name": 7}, 422),
                              ({"is_demo": True}, 400), ({"mails_a_day": -1}, 422), ({"mails_a_day": 51}, 422),
                              ({"mails_a_day": "5"}, 422), ({"digest_every_minutes": 14}, 422),
                              ({"digest_every_minutes": 1441}, 422), ({"digest_every_minutes": None}, 422)):
            self.check(self.admin.patch("/company", wrong), status)
        self.check(self.admin.post("/company/clear_demo"), 409, "no_demo")

    def test_its_clock_and_its_name_go_on_in_what_was_made_with_it(self):
        home = self.admin.get("/me").json["team"]
        hours = {"mon": [["09:00", "17:00"]]}
        office = self.admin.all("/calendars", sort="created_at")[0]["id"]
        abroad = self.check(self.admin.post("/calendars", {"name": "Abroad", "time_zone": "America/New_York",
                                                           "hours": hours}), 201).json["id"]
        zones = lambda: [self.admin.get(f"/calendars/{one}").json["time_zone"] for one in (office, abroad)]
        self.assertEqual(zones(), ["UTC", "America/New_York"])
        done = self.check(self.admin.patch("/company", {"name": "Lotus Ltd", "time_zone": "Asia/Shanghai"}), 200)
        self.assertEqual(zones(), ["Asia/Shanghai", "America/New_York"])
        self.assertEqual(self.admin.get("/me").json["team"], home | {"name": "Lotus Ltd"})
        self.check(self.admin.post(f"/journal/{done.journal}/undo"), 200)
        self.assertEqual(zones(), ["UTC", "America/New_York"])
        self.assertEqual(self.admin.get("/me").json["team"], home)
        own = self.check(self.admin.patch(f"/teams/{home['id']}", {"name": "Everybody"}), 200)
        renamed = self.check(self.admin.patch("/company", {"name": "Lotus Ltd"}), 200)
        self.assertEqual(self.admin.get("/me").json["team"]["name"], "Everybody")
        for one in (renamed, own):
            self.check(self.admin.post(f"/journal/{one.journal}/undo"), 200)

    def test_how_many_mails_a_day(self):
        done = self.check(self.admin.patch("/company", {"mails_a_day": 0, "digest_every_minutes": 1440}), 200)
        self.assertEqual((done.json["mails_a_day"], done.json["digest_every_minutes"]), (0, 1440))
        self.check(self.as_("ann").post("/leads", {"company": "Blue Oak"}), 201)
        self.house.put_clock(later(self.house.clock(), days=5))
        kinds = [one[0] for one in self.house.sql("select distinct kind from outbox")]
        self.assertIn("digest", kinds)
        self.assertNotIn("alert", kinds)
        self.check(self.admin.post(f"/journal/{done.journal}/undo"), 200)
        self.assertEqual(self.admin.get("/company").json["mails_a_day"], 5)

    def test_holidays(self):
        countries = {one["code"]: one["name"] for one in self.admin.get("/holidays/countries").json["data"]}
        self.assertEqual(countries["DE"], "Germany")
        days = self.check(self.admin.get("/holidays", country="DE", year=2026), 200).json["data"]
        self.assertIn("2026-10-03", [one["day"] for one in days])
        self.assertTrue(all(one["day"].startswith("2026-") for one in days))
        for wrong in ({}, {"country": "QQ"}, {"country": "DE", "year": "soon"}):
            self.check(self.admin.get("/holidays", **wrong), 400)

    def test_holidays_out_of_a_file(self):
        calendar = self.check(self.admin.post("/calendars", {
            "name": "Works", "time_zone": "UTC", "hours": {"mon": [["09:00", "17:00"]]},
            "holidays": {"2026-12-31": "New Year's Eve"}}), 201).json["id"]
        path = f"/calendars/{calendar}/holidays"
        def send(client: Client, query: dict | None = None):
            return client.call("POST", path, ICAL, {"Content-Type": "text/calendar"}, query)
        dry = self.check(send(self.admin, {"dry_run": "true"}), 200).json
        self.assertEqual(dry["data"], [{"day": "2026-12-24", "name": "Christmas Eve", "is_new": True}])
        self.assertEqual([one["code"] for one in dry["skipped"]], ["ical_part_of_a_day"])
        self.assertEqual(self.admin.get(f"/calendars/{calendar}").json["holidays"], {"2026-12-31": "New Year's Eve"})
        self.check(send(self.as_("ann")), 403)
        self.check(send(self.as_("ann"), {"dry_run": "true"}), 403)
        done = self.check(send(self.admin), 200)
        self.assertEqual(self.admin.get(f"/calendars/{calendar}").json["holidays"],
                         {"2026-12-24": "Christmas Eve", "2026-12-31": "New Year's Eve"})
        self.assertFalse(self.check(send(self.admin), 200).json["data"][0]["is_new"])
        self.check(self.admin.post(f"/journal/{done.journal}/undo"), 200)
        self.assertEqual(self.admin.get(f"/calendars/{calendar}").json["holidays"], {"2026-12-31": "New Year's Eve"})
        self.check(self.admin.post(path, {}), 415, "calendar_wanted")
        self.check(self.admin.call("POST", path, b"hello", {"Content-Type": "text/calendar"}), 422)

    def test_choices_become_one(self):
        path = "/model/entities/lead/fields/source/choices/merge"
        before = [self.lead(company=f"Fair {i}", source="fair")["id"] for i in range(3)]
        self.check(self.as_("max").post(path, {"from": "fair", "to": "campaign"}), 403, "model_not_yours")
        for wrong in ({"from": "fair"}, {"from": "fair", "to": "fair"}, {"from": "bogus", "to": "fair"}):
            self.check(self.admin.post(path, wrong), 422)
        job = job_done(self.admin, self.check(self.admin.post(path, {"from": "fair", "to": "campaign"}), 202))
        self.assertEqual((job["kind"], job["state"], job["result"]), ("merge_choice", "done", {"changed": 3}))
        self.assertEqual([self.admin.get(f"/leads/{id}").json["source"] for id in before], ["campaign"] * 3)
        self.check(self.admin.post("/leads", {"company": "Late", "source": "fair"}), 422)
        undone = job_done(self.admin, self.check(self.admin.post(f"/jobs/{job['id']}/undo"), 202))
        self.assertEqual((undone["state"], undone["result"]["left_count"]), ("done", 0))
        self.assertEqual([self.admin.get(f"/leads/{id}").json["source"] for id in before], ["fair"] * 3)
        self.lead(company="Again", source="fair")

    def test_what_brought_the_one_brings_the_other(self):
        path = "/model/entities/opportunity/fields/forecast_category/choices/merge"
        def entered() -> str:
            return self.check(self.admin.post("/opportunities", {"name": "Late", "stage": "negotiation"}),
                              201).json["forecast_category"]
        self.assertEqual(entered(), "commit")
        job = job_done(self.admin, self.check(self.admin.post(path, {"from": "commit", "to": "best"}), 202))
        self.assertEqual((job["state"], entered()), ("done", "best"), job)
        job_done(self.admin, self.check(self.admin.post(f"/jobs/{job['id']}/undo"), 202))
        self.assertEqual(entered(), "commit")


@on_every_store
class HandingOver(HouseTest):
    def leaver(self, name: str) -> str:
        return self.check(self.admin.post("/users", {"email": f"{name}@example.com", "name": name.title(),
                                                     "role": "rep", "team": self.ids["sales"]}), 201).json["id"]

    def owner_of(self, path: str) -> str | None:
        return self.admin.get(path).json["owner"]

    def test_to_one_person(self):
        leaver, ann = self.leaver("lea"), self.ids["ann"]
        account = self.check(self.admin.post("/accounts", {"name": "Oak", "owner": leaver}), 201).json["id"]
        contact = self.check(self.admin.post("/contacts", {"last_name": "Kim", "account": account, "owner": leaver}),
                             201).json["id"]
        lead = self.lead(company="Alive", owner=leaver)["id"]
        over = self.lead(company="Over", owner=leaver, status="unqualified")["id"]
        task = self.check(self.admin.post("/activities", {"kind": "task", "state": "planned", "owner": leaver,
                                                          "subject": "Ring", "lead": lead}), 201).json["id"]
        team = self.check(self.admin.post("/teams", {"name": "Small", "manager": leaver}), 201).json["id"]
        path, ask = f"/users/{leaver}/hand_over", {"to": ann, "deactivate": True}
        moves = self.check(self.admin.post(path + "?dry_run=true", ask), 200).json["moves"]
        self.assertEqual({one["entity"]: one["count"] for one in moves},
                         {"account": 1, "contact": 1, "lead": 1, "activity": 1, "team": 1})
        by_filter = next(one["filter"] for one in moves if one["entity"] == "lead")
        self.assertEqual([row["id"] for row in self.admin.all("/leads", filter=by_filter)], [lead])
        self.assertEqual(self.owner_of(f"/leads/{lead}"), leaver)  # a dry run moves nothing
        self.check(self.as_("bob").post(path, ask), 403)
        self.check(self.as_("max").post(path, ask), 403)  # a manager hands over, but deactivates nobody
        job = job_done(self.admin, self.check(self.admin.post(path, ask), 202))
        self.assertEqual((job["kind"], job["state"], job["result"]["refused"]), ("hand_over", "done", []))
        for what in (f"/accounts/{account}", f"/contacts/{contact}", f"/leads/{lead}", f"/activities/{task}"):
            self.assertEqual(self.owner_of(what), ann, what)
        self.assertEqual(self.owner_of(f"/leads/{over}"), leaver)
        self.assertEqual(self.admin.get(f"/teams/{team}").json["manager"], ann)
        self.assertFalse(self.admin.get(f"/users/{leaver}").json["active"])
        undone = job_done(self.admin, self.check(self.admin.post(f"/jobs/{job['id']}/undo"), 202))
        self.assertEqual(undone["result"]["left_count"], 0, undone)
        self.assertEqual((self.owner_of(f"/leads/{lead}"), self.owner_of(f"/accounts/{account}")), (leaver, leaver))
        self.assertTrue(self.admin.get(f"/users/{leaver}").json["active"])
        for wrong in ({"to": leaver}, {"to": "7"}, {"to": 7}, {"deactivate": "yes"}):
            self.check(self.admin.post(path, wrong), 422)
        self.check(self.admin.post(path, {"bogus": 1}), 400)
        self.check(self.admin.post("/users/7/hand_over", {}), 404)

    def test_round_the_team(self):
        leaver = self.leaver("lou")
        leads = [self.lead(company=f"Round {i}", owner=leaver)["id"] for i in range(6)]
        account = self.check(self.admin.post("/accounts", {"name": "Together", "owner": leaver}), 201).json["id"]
        contacts = [self.check(self.admin.post("/contacts", {"last_name": f"C{i}", "account": account,
                                                             "owner": leaver}), 201).json["id"] for i in range(3)]
        job = job_done(self.as_("max"), self.check(self.as_("max").post(f"/users/{leaver}/hand_over", {}), 202))
        self.assertEqual((job["state"], job["result"]["refused"]), ("done", []))
        owners = [self.owner_of(f"/leads/{id}") for id in leads]
        self.assertNotIn(leaver, owners)
        self.assertGreater(len(set(owners)), 1)
        whose = self.owner_of(f"/accounts/{account}")
        self.assertEqual([self.owner_of(f"/contacts/{id}") for id in contacts], [whose] * 3)

    def test_open_exceptions_go_along(self):
        leaver = self.leaver("liv")
        lead = self.lead(company="Broken promise", owner=leaver)["id"]
        self.house.put_clock(later(self.house.clock(), days=2))
        open_now = self.admin.get(f"/leads/{lead}/exceptions").json["data"]
        self.assertEqual([one["owner"]["id"] for one in open_now], [leaver])
        job_done(self.admin, self.check(self.admin.post(f"/users/{leaver}/hand_over", {"to": self.ids["bob"]}), 202))
        moved = self.admin.get(f"/leads/{lead}/exceptions").json["data"]
        self.assertEqual([one["owner"]["id"] for one in moved], [self.ids["bob"]])

    def test_nobody_is_there_to_take_it(self):
        alone = self.check(self.admin.post("/teams", {"name": "Alone"}), 201).json["id"]
        self.check(self.admin.patch(f"/users/{self.leaver('lars')}", {"team": alone}), 200)
        last = self.admin.all("/users", filter='name = "Lars"')[0]["id"]
        self.check(self.admin.post(f"/users/{last}/hand_over", {}), 422, "nobody_in_rotation")


@on_every_store
class Small(HouseTest):
    def test_a_change_can_be_tried(self):
        lead = self.lead(company="Tried", status="unqualified")
        path = f"/leads/{lead['id']}"
        dry = self.check(self.admin.patch(path + "?dry_run=true", {"status": "new"}), 200).json
        self.assertEqual(dry["record"]["status"], "new")
        self.assertIn("lead_untouched", [one["key"] for one in dry["guidelines"]])
        self.assertEqual(self.admin.get(path).json["status"], "unqualified")
        self.check(self.admin.patch(path + "?dry_run=true", {"status": "bogus"}), 422)
        self.check(self.admin.patch(path + "?dry_run=true", {"status": "new"}, If_Match='"99"'), 409)
        self.check(self.admin.patch(path + "?dry_run=perhaps", {"status": "new"}), 400)
        twin = self.lead(company="Twin", email="twin@example.com")
        dry = self.check(self.admin.patch(path + "?dry_run=true", {"email": "twin@example.com"}), 200).json
        self.assertEqual([one["id"] for one in dry["duplicates"]], [twin["id"]])

    def test_exceptions_of_a_record_come_in_pages(self):
        lead = self.lead(company="Broken", owner=self.ids["ann"])["id"]
        self.house.put_clock(later(self.house.clock(), days=20))
        path = f"/leads/{lead}/exceptions"
        everything = self.check(self.admin.get(path), 200).json["data"]
        self.assertGreater(len(everything), 1)
        first = self.check(self.admin.get(path, limit=1), 200).json
        self.assertEqual([one["id"] for one in first["data"]], [everything[0]["id"]])
        self.assertEqual([one["id"] for one in self.admin.all(path, limit=1)], [one["id"] for one in everything])
        self.check(self.admin.get(path, limit=0), 400)

    def test_the_recycle_bin_says_who_put_it_there(self):
        lead = self.lead(company="Thrown away")["id"]
        self.check(self.admin.delete(f"/leads/{lead}"), 204)
        made = self.check(self.as_("ann").post("/leads", {"company": "A slip"}), 201)
        self.check(self.as_("ann").post(f"/journal/{made.journal}/undo"), 200)
        bin = {row["id"]: row for row in self.admin.all("/leads", removed="true")}
        self.assertTrue(bin[lead]["removed_at"])
        self.assertEqual(bin[lead]["removed_by"]["id"], self.admin.get("/me").json["id"])
        self.assertEqual(bin[made.json["id"]]["removed_by"], {"id": self.ids["ann"], "name": "Ann Example"})
        self.assertNotIn("removed_by", self.admin.get("/leads").json["data"][0])


@on_every_store
class Upkeep(HouseTest):
    def test_health_is_for_administrators(self):
        health = self.check(self.admin.get("/health"), 200).json
        self.assertEqual(health["store"], self.house.store)
        self.assertFalse(health["mail"]["configured"])
        self.assertEqual(health["watch"]["lag_s"], 0)
        self.assertTrue(health["version"])
        self.assertEqual(set(health["jobs"]), {"waiting", "running", "failed"})
        self.assertEqual(health["backups"]["possible"], self.house.store == "sqlite")
        for path in ("/health", "/mail", "/mail/server", "/backups"):
            self.check(self.as_("max").get(path), 403, "office_not_yours")
        self.check(self.admin.post("/mail/test"), 422, "mail_not_configured")

    def test_backups(self):
        self.check(self.as_("max").post("/backups"), 403, "office_not_yours")
        if self.house.store == "postgres":
            self.check(self.admin.post("/backups"), 422, "no_backup_place")
            self.assertEqual(self.admin.get("/backups").json, {"data": []})
            return
        self.assertIsNone(self.admin.get("/health").json["backups"]["last_at"])
        job = job_done(self.admin, self.check(self.admin.post("/backups"), 202))
        self.assertEqual((job["kind"], job["state"], job["undo_until"]), ("backup", "done", None), job)
        file, = self.check(self.admin.get("/backups"), 200).json["data"]
        self.assertEqual((file["name"], file["bytes"], file["state"]),
                         (job["result"]["name"], job["result"]["bytes"], "checked"))
        self.assertEqual(file["at"][:19], self.house.clock()[:19])
        path = self.house.folder / "data" / "backups" / file["name"]
        self.assertEqual(path.stat().st_size, file["bytes"])
        import sqlite3
        with sqlite3.connect(f"file:{path}?immutable=1", uri=True) as base:
            self.assertGreater(base.execute("select count(*) from journal").fetchone()[0], 0)
        base.close()
        self.assertEqual([p.name for p in path.parent.iterdir()], [file["name"]])
        self.check(self.admin.post(f"/jobs/{job['id']}/undo"), 422)
        self.assertEqual(self.admin.get("/health").json["backups"]["last_at"], file["at"])
        self.downloads(file["name"], path.read_bytes())

    def downloads(self, name: str, bytes_there: bytes) -> None:
        """For administrators alone, told by the journal, and nothing else of the disk."""
        self.check(self.as_("max").get(f"/backups/{name}"), 403, "office_not_yours")
        self.check(Client(self.house.port).get(f"/backups/{name}"), 401)
        taken = self.check(self.admin.get(f"/backups/{name}"), 200)
        self.assertEqual(taken.body, bytes_there)
        line = self.admin.get("/journal", act="download_backup").json["data"][0]
        self.assertEqual((line["actor"]["id"], line["can_undo"]), (self.admin.get("/me").json["id"], False))
        self.assertIn(name, str(line["changes"]))
        half = self.house.folder / "data" / "backups" / "vigil-2020-01-01T000000Z.db.making"
        half.write_bytes(b"half")
        for other in (half.name, "vigil-none.db", "..%2Fvigil.db", "%2e%2e%2fvigil.db", "..%2fsecret.key"):
            self.assertIn(self.admin.get(f"/backups/{other}").status, (400, 404))
        half.unlink()


@on_every_store
class Demo(HouseTest):
    """A company becomes a demo by the setting that is written when the demo is whole."""

    def mark_as_demo(self) -> None:
        id = int((time.time() - 1_577_836_800) * 1e6) << 12
        insert = f"insert into settings (id, version, key, value) values ({id}, 1, 'demo', 'true')"
        self.house.stop()
        if self.house.store == "sqlite":
            import sqlite3
            with sqlite3.connect(self.house.folder / "data" / "vigil.db") as base:
                base.execute(insert)
            base.close()
        else:
            self.house.sql(insert)
        self.house.start()
        self.house.clients.clear()
        self.house.admin = self.admin = self.house.client(ADMIN)

    def test_a_demo_is_cleared(self):
        lead = self.lead(company="Invented", owner=self.ids["ann"])["id"]
        self.check(self.as_("ann").post(f"/leads/{lead}/log_call", {"outcome": "no_answer"}), 200)
        self.mark_as_demo()
        self.assertTrue(self.admin.get("/company").json["is_demo"])
        asked = self.check(self.admin.post("/users", {"email": "pia@example.com", "name": "Pia", "role": "rep",
                                                      "team": self.ids["sales"]}), 201).json["id"]
        own = self.lead(company="Real")["id"]
        self.check(self.as_("max").post("/company/clear_demo"), 403, "office_not_yours")
        job = job_done(self.admin, self.check(self.admin.post("/company/clear_demo"), 202))
        self.assertEqual((job["kind"], job["state"]), ("clear_demo", "done"), job)
        self.assertEqual((job["result"]["removed"]["lead"], job["result"]["removed"]["activity"]), (1, 2))
        self.assertEqual([row["id"] for row in self.admin.all("/leads")], [own])
        self.assertEqual(self.admin.all("/activities"), [])
        self.assertEqual({row["email"] for row in self.admin.all("/users")}, {ADMIN, "pia@example.com"})
        teams = {row["name"]: row["manager"] for row in self.admin.all("/teams")}
        self.assertEqual(set(teams), {"Example Ltd", "Sales"})  # where somebody stays, and what is above it
        self.assertEqual(teams["Sales"], self.admin.get("/me").json["id"])
        self.assertFalse(self.admin.get("/company").json["is_demo"])
        self.check(self.admin.post("/company/clear_demo"), 409, "no_demo")
        self.assertGreater(len(self.admin.all("/guidelines")), 0)
        undone = job_done(self.admin, self.check(self.admin.post(f"/jobs/{job['id']}/undo"), 202))
        self.assertEqual(undone["result"]["left_count"], 0, undone)
        self.assertIn(lead, [row["id"] for row in self.admin.all("/leads")])
        self.assertTrue(self.admin.get("/company").json["is_demo"])
        self.assertTrue(self.admin.get(f"/users/{self.ids['ann']}").json["active"])
        self.assertTrue(self.admin.get(f"/users/{asked}").json["active"])


class MailTest(unittest.TestCase):
    def test_a_test_mail_arrives(self):
        import tempfile
        from pathlib import Path
        with tempfile.TemporaryDirectory() as folder:
            sink = Sink(Path(folder))
            self.addCleanup(sink.close)
            house = House("sqlite", test_clock=False, smtp=sink.url)
            self.addCleanup(house.close)
            house.start()
            admin = house.client("admin@example.com")
            face = admin.get("/mail").json
            self.assertEqual((face["configured"], face["server"]), (True, sink.address))
            sent = admin.post("/mail/test", {"to": "grace@example.com"})
            self.assertEqual(sent.status, 202, str(sent))
            row = sink.wait(lambda row: "grace@example.com" in str(row))
            self.assertIn("arrives here", sink.text_of(row))
            until = time.monotonic() + 10
            while time.monotonic() < until:
                told = admin.get(f"/mail/messages/{sent.json['id']}").json
                if told["state"] != "queued":
                    break
                time.sleep(0.05)
            self.assertEqual(told["state"], "accepted", told)
            self.assertEqual(admin.post("/mail/test", {"to": "nobody"}).status, 422)
            self.assertEqual(admin.get("/mail/messages/7").status, 404)


if __name__ == "__main__":
    unittest.main()
