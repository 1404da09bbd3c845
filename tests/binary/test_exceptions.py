"""How a promise breaks, who sees it when, and what people do about it."""
import unittest
from datetime import date, timedelta

from house import ADMIN, Client, Events, House, HouseTest, Sink, later, on_every_store, sends_mail

STAYS_OPEN = "It stays open and counts until it is done or accepted."


@on_every_store
class Exceptions(HouseTest):
    def listed(self, name: str, state: str, lead: dict) -> list[dict]:
        rows = self.as_(name).all("/exceptions", state=state)
        return [row for row in rows if row["record"]["id"] == lead["id"] and row["guideline"]["key"] == "lead_untouched"]

    def broken(self, owner: str = "ann", **values) -> tuple[dict, dict]:
        lead = self.lead(owner=self.ids[owner], **({"company": "Untouched"} | values))
        self.house.put_clock(later(self.house.clock(), days=1, minutes=1))
        row, = self.listed("max", "open", lead)
        return lead, row

    def test_owner_first_then_the_manager(self):
        start = self.house.clock()
        lead = self.lead(owner=self.ids["ann"], company="Untouched")
        self.house.put_clock(later(start, hours=17, minutes=59))
        self.assertEqual(self.listed("ann", "warned", lead), [])
        self.house.put_clock(later(start, hours=18, minutes=1))
        row, = self.listed("ann", "warned", lead)
        for name in ("max", "bob"):  # before it breaks it is the owner's own affair
            self.assertEqual(self.listed(name, "warned", lead), [])
            self.assertEqual(self.listed(name, "open", lead), [])
            self.check(self.as_(name).get(f"/exceptions/{row['id']}"), 404)
        self.check(self.admin.get(f"/exceptions/{row['id']}"), 404)
        self.house.put_clock(later(start, hours=24, minutes=1))
        self.assertEqual(self.listed("ann", "warned", lead), [])
        row, = self.listed("max", "open", lead)
        self.assertEqual(row["owner"]["name"], "Ann Example")
        self.assertEqual(row["manager"]["name"], "Max Example")
        self.assertEqual(len(self.listed("ann", "open", lead)), 1)
        self.assertEqual(self.listed("bob", "open", lead), [])
        self.check(self.as_("bob").get(f"/exceptions/{row['id']}"), 404)
        self.house.put_clock(later(start, days=5))
        self.assertEqual(len(self.listed("max", "open", lead)), 1)  # one promise, one exception

    def test_about_to_break_is_live_for_the_owner_alone_on_every_node(self):
        nodes = {house.port: house for house in (self.house, self.neighbour())}.values()  # hears it through the journal
        follow = lambda house, email: Events(Client(house.port, self.house.token(email)))
        owners = [follow(house, "ann@example.com") for house in nodes]
        others = [follow(house, email) for house in nodes for email in ("max@example.com", "bob@example.com", ADMIN)]
        for events in owners + others:
            self.addCleanup(events.close)
        start = self.house.clock()
        lead = self.lead(owner=self.ids["ann"], company="Untouched")
        self.house.put_clock(later(start, hours=18, minutes=1))
        row, = self.listed("ann", "warned", lead)
        is_it = lambda event: (event["entity"], event["record"]) == ("exception", row["id"])
        for events in owners:
            self.assertEqual(events.wait(is_it)["act"], "warn")
        marks = {name: self.lead(owner=self.ids[name], company="A mark")["id"] for name in ("ann", "bob")}
        for events in others:  # what comes later has come, and the warning has not
            events.wait(lambda event: event["record"] in marks.values())
            self.assertEqual([event for event in events.seen if is_it(event)], [])
        timeline = self.check(self.as_("ann").get(f"/leads/{lead['id']}/timeline"), 200).json["data"]
        self.assertEqual([one["act"] for one in timeline], ["create"], "it is nothing that happened to the lead")

    def test_evidence(self):
        lead, row = self.broken()
        full = self.check(self.as_("max").get(f"/exceptions/{row['id']}"), 200).json
        self.assertIn("1 day", full["sentence"])
        self.assertTrue(full["goal"])
        self.assertTrue(full["evidence"]["facts"])
        self.assertTrue(full["evidence"]["clock"])
        self.assertEqual(full["evidence"]["time_zone"], "UTC")
        self.assertEqual(full["evidence"]["version"], 1)
        self.assertIn("create", [one["act"] for one in full["evidence"]["since"]])
        self.assertEqual({one["user"]["name"] for one in full["evidence"]["told"]}, {"Ann Example", "Max Example"})
        again = self.as_("max").get(f"/exceptions/{row['id']}").json
        mine = [one for one in again["evidence"]["told"] if one["user"]["name"] == "Max Example"]
        self.assertEqual({one["state"] for one in mine}, {"seen"})
        chinese = self.as_("max").call("GET", f"/exceptions/{row['id']}", headers={"Accept-Language": "zh-CN"}).json
        self.assertRegex(chinese["sentence"], r"[\u4e00-\u9fff]")

    def test_evidence_names_what_was_changed(self):
        lead, row = self.broken()
        evidence = self.as_("max").get(f"/exceptions/{row['id']}").json["evidence"]
        made, = [one for one in evidence["since"] if one["act"] == "create"]
        owner = made["changes"]["owner"][1]
        self.assertEqual(evidence["included"][owner],
                         {"id": owner, "entity": "user", "title": "Ann Example"})

    def test_questions_are_counted_not_listed(self):
        lead = self.lead(owner=self.ids["ann"], company="Qualified")
        self.check(self.as_("ann").patch(f"/leads/{lead['id']}", {"budget": "planned"}), 200)
        self.check(self.as_("ann").post(f"/leads/{lead['id']}/qualify"), 200)
        self.house.put_clock(later(self.house.clock(), days=5))
        row, = [one for one in self.as_("max").all("/exceptions")
                if one["record"]["id"] == lead["id"] and one["guideline"]["key"] == "lead_unanswered_questions"]
        self.assertEqual(row["see"], "1 of 10 questions answered")
        facts = self.as_("max").get(f"/exceptions/{row['id']}").json["evidence"]["facts"]
        self.assertEqual(facts[0], {"name": "Budget", "value": "Planned", "question": True})
        self.assertEqual([one.get("missing", False) for one in facts], [False] + [True] * 9)

    def test_what_has_happened_is_no_longer_announced(self):
        made = self.check(self.admin.post("/opportunities", {"name": "Idle", "owner": self.ids["ann"]}), 201).json
        self.check(self.as_("ann").post(f"/opportunities/{made['id']}/accept"), 200)
        self.house.put_clock(later(self.house.clock(), days=62))
        self.assertTrue(self.admin.get(f"/opportunities/{made['id']}").json["eligible_to_close"])
        row, = [one for one in self.as_("max").all("/exceptions")
                if one["record"]["id"] == made["id"] and one["guideline"]["key"] == "opportunity_no_movement"]
        self.assertEqual((row["consequence"], row["next"]), (STAYS_OPEN, None))
        since = self.admin.get(f"/exceptions/{row['id']}").json["evidence"]["since"]
        self.assertEqual([one["act"] for one in since if one["at"] < row["started_at"]], [])
        self.assertIn("rule", [one["act"] for one in since])

    def test_silence_is_good(self):
        lead = self.lead(owner=self.ids["ann"], company="Called in time")
        self.check(self.as_("ann").post(f"/leads/{lead['id']}/log_call", {"outcome": "voicemail"}), 200)
        self.house.put_clock(later(self.house.clock(), days=2))
        for name in ("ann", "max"):
            for state in ("warned", "open", "closed"):
                self.assertEqual(self.listed(name, state, lead), [])

    def test_it_closes_itself_when_met_late(self):
        lead, row = self.broken()
        done = self.check(self.as_("ann").post(f"/leads/{lead['id']}/log_call", {"outcome": "reached"}), 200)
        closed, = self.listed("max", "closed", lead)
        self.assertEqual((closed["id"], closed["closed_by"]), (row["id"], "met_late"))
        self.check(self.as_("ann").post(f"/journal/{done.journal}/undo"), 200)
        self.house.put_clock(later(self.house.clock(), minutes=1))
        again, = self.listed("max", "open", lead)  # as the same exception
        self.assertEqual(again["id"], row["id"])

    def test_removing_the_record_voids_and_restoring_revives(self):
        lead, row = self.broken()
        self.check(self.admin.delete(f"/leads/{lead['id']}"), 204)
        self.assertEqual(self.listed("max", "open", lead), [])
        self.check(self.admin.post(f"/leads/{lead['id']}/restore"), 200)
        self.house.put_clock(later(self.house.clock(), minutes=1))
        again, = self.listed("max", "open", lead)
        self.assertEqual(again["id"], row["id"])

    def act(self, act: str, body: dict, stays_for: str = "ann") -> tuple[dict, dict]:
        """Does it as the manager: the row leaves his list, and comes back by undo."""
        lead, row = self.broken()
        done = self.check(self.as_("max").post(f"/exceptions/{row['id']}/{act}", body), 200)
        self.assertTrue(done.journal)
        self.assertEqual(self.listed("max", "open", lead), [])
        self.check(self.as_("max").post(f"/journal/{done.journal}/undo"), 200)
        again, = self.listed("max", "open", lead)
        self.assertEqual((again["id"], again["owner"]), (row["id"], row["owner"]))
        done = self.check(self.as_("max").post(f"/exceptions/{row['id']}/{act}", body), 200)
        return lead, row

    def test_remind_puts_aside_for_a_business_day(self):
        lead, row = self.act("remind", {})
        self.assertEqual(len(self.listed("ann", "open", lead)), 1)
        told = self.admin.get(f"/exceptions/{row['id']}").json["evidence"]["told"]
        states = [one["state"] for one in told if one["rung"] == "reminded"]
        self.assertEqual(sorted(states)[0], "cancelled")  # the first reminder was taken back in time
        self.assertEqual(len(states), 2)
        self.house.put_clock(later(self.house.clock(), days=4))  # whatever weekend lies between
        self.assertEqual(len(self.listed("max", "open", lead)), 1)

    def test_one_reminder_in_a_quarter_of_an_hour(self):
        lead, row = self.broken()
        path = f"/exceptions/{row['id']}/remind"
        self.check(self.as_("ann").post(path), 422, "reminds_himself")
        self.check(self.as_("max").post(path), 200)
        for name in ("max", "admin"):
            self.check((self.admin if name == "admin" else self.as_(name)).post(path), 409, "reminded_already")
        self.house.put_clock(later(self.house.clock(), minutes=16))
        self.check(self.admin.post(path), 200)

    def test_what_follows_is_said_where_no_rule_follows(self):
        lead = self.lead(owner=self.ids["ann"], company="Untouched")
        self.house.put_clock(later(self.house.clock(), hours=19))
        row, = self.listed("ann", "warned", lead)
        self.assertEqual(row["consequence"], "The manager is told when it falls due.")
        self.assertEqual(row["next"], {"at": row["due_at"], "what": row["consequence"]})
        self.house.put_clock(later(self.house.clock(), hours=6))
        row, = self.listed("max", "open", lead)
        self.assertEqual((row["consequence"], row["next"]), (STAYS_OPEN, None))

    def test_reassign(self):
        lead, row = self.act("reassign", {"to": self.ids["bob"]})
        self.assertEqual(self.admin.get(f"/leads/{lead['id']}").json["owner"], self.ids["bob"])
        self.assertEqual(self.listed("ann", "open", lead), [])
        self.assertEqual(len(self.listed("bob", "open", lead)), 1)

    def test_snooze_is_personal(self):
        until = later(self.house.clock(), days=4)
        lead, row = self.act("snooze", {"until": until})
        self.assertEqual(len(self.listed("ann", "open", lead)), 1)
        rows = [one for one in self.admin.all("/exceptions", state="open") if one["id"] == row["id"]]
        self.assertEqual(len(rows), 1)
        self.house.put_clock(later(until, minutes=1))
        self.assertEqual(len(self.listed("max", "open", lead)), 1)

    def test_accept_with_a_reason(self):
        lead, row = self.act("accept", {"reason": "customer_asked", "note": "In June"})
        closed, = self.listed("max", "closed", lead)
        self.assertEqual((closed["closed_by"], closed["reason"], closed["note"]), ("accepted", "customer_asked",
                                                                                   "In June"))
        self.house.put_clock(later(self.house.clock(), days=3))
        self.assertEqual(self.listed("max", "open", lead), [])

    def test_acts_that_are_refused(self):
        lead, row = self.broken()
        path = f"/exceptions/{row['id']}"
        before = self.as_("max").get(path).json["version"]
        for act, body, status in (("accept", {}, 422), ("accept", {"reason": "bogus"}, 422), ("snooze", {}, 422),
                                  ("snooze", {"until": "2020-01-01T00:00:00Z"}, 422), ("snooze", {"until": "soon"},
                                                                                       422),
                                  ("snooze", {"until": "2999-01-01T00:00:00Z"}, 422), ("reassign", {}, 422),
                                  ("reassign", {"to": "1"}, 422), ("fly", {}, 404), ("remind", {"bogus": 1}, 400)):
            self.check(self.as_("max").post(f"{path}/{act}", body), status)
        self.check(self.as_("bob").post(f"{path}/accept", {"reason": "justified"}), 404)
        self.assertEqual(self.as_("max").get(path).json["version"], before)
        self.check(self.as_("max").post(f"{path}/accept", {"reason": "justified"}), 200)
        self.check(self.as_("max").post(f"{path}/accept", {"reason": "justified"}), 409, "exception_closed")
        self.check(self.as_("max").post(f"{path}/remind"), 409, "exception_closed")

    def test_a_record_shows_its_own(self):
        lead, row = self.broken()
        rows = self.check(self.as_("max").get(f"/leads/{lead['id']}/exceptions"), 200).json["data"]
        self.assertIn(row["id"], [one["id"] for one in rows])
        self.check(self.as_("bob").get(f"/leads/{lead['id']}/exceptions"), 404)

    def test_facts_keep_the_rights_of_their_fields(self):
        person = {"email": f"mia.{self.house.store}@example.com", "name": "Mia Example", "role": "marketing",
                  "team": self.ids["sales"], "locale": "en"}
        mia = self.check(self.admin.post("/users", person), 201).json["id"]
        made = self.admin.post("/guidelines", {
            "key": f"own_reached_{self.house.store}", "entity": "contact",
            "sentence": {"en": "We ask within {within}."},
            "goal": {"en": "Nobody waits."}, "start": 'title = "Sees less"',
            "expect": 'email = "other@example.com" and account.name = "Other" and count(activities) > 3 and age > 99',
            "within": {"n": 2, "unit": "hours"}, "state": "on"})
        self.check(made, 201)
        contact = self.check(self.admin.post("/contacts", {
            "last_name": "Hidden", "email": "hidden@example.com", "title": "Sees less", "owner": mia}), 201).json
        self.house.put_clock(later(self.house.clock(), hours=3))
        client = self.house.client(person["email"])
        self.assertEqual(client.get(f"/contacts/{contact['id']}").json["email"], "•••")
        row, = [one for one in client.all("/exceptions") if one["record"]["id"] == contact["id"]]
        shown = client.get(f"/exceptions/{row['id']}")
        for text in (str(row), shown.body.decode()):
            self.assertNotIn("hidden@example.com", text)
            self.assertNotIn("Hidden", text)
        facts = {one["name"]: one["value"] for one in shown.json["evidence"]["facts"]}
        self.assertEqual((facts["E-mail"], facts["Activities"]), ("•••", "0"))
        self.assertIn("E-mail: •••", row["see"])
        full = self.admin.get(f"/exceptions/{row['id']}").json
        self.assertIn({"name": "E-mail", "value": "hidden@example.com"}, full["evidence"]["facts"])
        self.assertEqual(full["title"], "Hidden")
        self.assertNotIn(b"hidden@example.com", client.get("/exceptions/export", fields="title,facts").body)

    def test_an_act_is_done_to_the_version_that_was_read(self):
        lead = self.lead(owner=self.ids["ann"], company="Versions")
        self.house.put_clock(later(self.house.clock(), days=1, minutes=1))
        row, = [one for one in self.as_("max").all("/exceptions") if one["record"]["id"] == lead["id"]]
        path, version = f"/exceptions/{row['id']}", row["version"]
        asked = {"reason": "justified"}
        late = self.as_("max").post(f"{path}/accept", asked, If_Match=f'"{version + 7}"')
        self.assertEqual((late.status, late.json["code"]), (409, "version_differs"))
        self.assertEqual(self.as_("max").get(path).json["state"], "open")
        many = self.as_("max").post("/exceptions/bulk", {"ids": [row["id"]], "act": "accept", **asked},
                                    If_Match=f'"{version}"')
        self.assertEqual((many.status, many.json["code"]), (400, "if_match_of_many"))
        self.check(self.as_("max").post(f"{path}/accept", asked, If_Match=f'"{version}"'), 200)

    def test_a_promise_is_counted_by_the_clock_the_company_has_now(self):
        day = date.fromisoformat(self.house.clock()[:10])
        monday = day + timedelta(days=7 - day.weekday())
        self.house.put_clock(f"{monday}T08:00:00.000000Z")
        office = self.admin.all("/calendars", sort="created_at")[0]
        before = {"hours": office["hours"], "country": office["country"]}
        self.addCleanup(lambda: self.admin.patch(f"/calendars/{office['id']}", before))
        week = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
        self.check(self.admin.patch(f"/calendars/{office['id']}", {"hours": week, "country": None}), 200)
        rule = self.check(self.admin.post("/guidelines", {
            "key": f"own_clock_{self.house.store}", "entity": "lead", "sentence": {"en": "Rated within {within}."},
            "goal": {"en": "We know."}, "start": 'company = "Clock"', "expect": "rating is not empty",
            "within": {"n": 2, "unit": "working_hours"}, "state": "on"}), 201).json["id"]
        self.addCleanup(lambda: self.admin.patch(f"/guidelines/{rule}", {"state": "off"}))
        lead = self.lead(owner=self.ids["ann"], company="Clock")
        moved = self.check(self.admin.patch("/company", {"time_zone": "Asia/Shanghai"}), 200).journal
        self.addCleanup(lambda: self.admin.post(f"/journal/{moved}/undo"))
        self.house.put_clock(later(self.house.clock(), days=2))
        row, = [one for one in self.admin.all("/exceptions")
                if one["record"]["id"] == lead["id"] and one["guideline"]["id"] == rule]
        evidence = self.check(self.admin.get(f"/exceptions/{row['id']}"), 200).json["evidence"]
        self.assertEqual((evidence["time_zone"], row["due_at"][11:16]), ("Asia/Shanghai", "02:00"))
        self.assertEqual(evidence["clock"], "Mon 16:00 + 2 working hours = Tue 10:00")

    def test_a_guideline_of_ones_own(self):
        rule = {"key": f"own_hot_{self.house.store}", "entity": "lead",
                "sentence": {"en": "A hot lead has a phone within {within}."},
                "goal": {"en": "We can call."}, "start": "rating = hot", "expect": "phone is not empty",
                "within": {"n": 2, "unit": "hours"}, "warn": 0.5, "tell": ["owner", "manager"], "state": "on"}
        for key in ("a b", "Hot", "hot-lead", "热"):
            refused = self.check(self.admin.post("/guidelines", rule | {"key": key}), 422).json["errors"]
            self.assertEqual([one["field"] for one in refused], ["key"], key)
        made = self.admin.post("/guidelines", rule)
        self.check(made, 201)
        lead = self.lead(owner=self.ids["ann"], company="Hot", rating="hot")
        self.house.put_clock(later(self.house.clock(), hours=3))
        found = [one for one in self.as_("max").all("/exceptions") if one["record"]["id"] == lead["id"]]
        self.assertEqual([one["sentence"] for one in found], ["A hot lead has a phone within 2 hours."])
        self.check(self.admin.patch(f"/guidelines/{made.json['id']}", {"state": "off"}), 200)
        for wrong in ({"start": "bogus = 1"}, {"within": {"n": 0, "unit": "hours"}}, {"expect": "(("}, {"warn": 7}):
            self.check(self.admin.patch(f"/guidelines/{made.json['id']}", wrong), 422)
        self.check(self.as_("max").patch(f"/guidelines/{made.json['id']}", {"state": "on"}), 403)


@unittest.skipUnless(sends_mail(), "this program sends no mail")
class Mails(unittest.TestCase):
    def test_one_mail_each_and_a_digest_beyond_the_budget(self):
        house = House("sqlite")
        self.addCleanup(house.close)
        sink = Sink(house.folder / "mails")
        self.addCleanup(sink.close)
        house.smtp = sink.url
        house.start()
        admin = house.client("admin@example.com")
        ids = house.people(admin)
        leads = [admin.post("/leads", {"company": f"Lead {i:02}", "owner": ids["ann"]}).json for i in range(30)]
        house.put_clock(later(house.clock(), days=2))
        rows = house.client("max@example.com").all("/exceptions", state="open")
        self.assertEqual({row["record"]["id"] for row in rows}, {lead["id"] for lead in leads})
        mails = [row for row in sink.accepted() if "max@example.com" in row["to"]]
        texts = [sink.text_of(row) for row in mails]
        for row in rows:  # each exception in exactly one mail to the manager, single or digest
            self.assertEqual(sum(f"?exception={row['id']}" in text for text in texts), 1, row["title"])
        self.assertLess(len(mails), 30)
        self.assertEqual(len({row["message_id"] for row in sink.accepted()}), len(sink.accepted()))
        told = admin.get(f"/exceptions/{rows[0]['id']}").json["evidence"]["told"]
        mine = next(one for one in told if one["user"]["name"] == "Max Example")
        self.assertEqual(mine["state"], "accepted")
        self.assertIn("250", mine["detail"])

    def test_a_mail_server_set_up_late_tells_no_old_news(self):
        house = House("sqlite")
        self.addCleanup(house.close)
        house.start()
        admin = house.client(ADMIN)
        ids = house.people(admin)
        leads = [admin.post("/leads", {"company": f"Lead {i:02}", "owner": ids["ann"]}).json for i in range(4)]
        house.put_clock(later(house.clock(), days=1, minutes=1))
        max_ = house.client("max@example.com")
        rows = {row["record"]["id"]: row["id"] for row in max_.all("/exceptions", state="open")}
        for lead in leads[:2]:
            answer = max_.post(f"/exceptions/{rows[lead['id']]}/accept", {"reason": "justified"})
            self.assertEqual(answer.status, 200, str(answer))
        house.put_clock(later(house.clock(), hours=3))
        sink = Sink(house.folder / "mails")
        self.addCleanup(sink.close)
        house.stop()
        house.smtp = sink.url
        house.start()
        house.put_clock(later(house.clock(), minutes=1))
        texts = [sink.text_of(row) for row in sink.accepted()]
        for lead in leads:
            sent = any(f"?exception={rows[lead['id']]}" in text for text in texts)
            self.assertEqual(sent, lead not in leads[:2], lead["company"])
        told = admin.get(f"/exceptions/{rows[leads[0]['id']]}").json["evidence"]["told"]
        self.assertEqual({(one["state"], one["detail"]) for one in told},
                         {("cancelled", "Closed before the mail could be sent.")})


if __name__ == "__main__":
    unittest.main()
