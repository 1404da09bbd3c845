"""Lists with ?pulse=true: the last touch of each record, what comes next, and the promise that runs."""
import unittest
from datetime import datetime

from house import HouseTest, later, on_every_store


@on_every_store
class Pulse(HouseTest):
    def monday(self) -> str:
        """The next Monday, nine o'clock: the clock stands there now."""
        now = later(self.house.clock(), days=1)
        while datetime.fromisoformat(now[:10]).weekday() != 0:
            now = later(now, days=1)
        self.house.put_clock(now[:10] + "T09:00:00Z")
        return self.house.clock()

    def pulse(self, client, plural: str, record: dict, headers: dict | None = None) -> dict:
        query = {"filter": f'id = {record["id"]}', "pulse": "true"}
        answer = self.check(client.call("GET", f"/{plural}", headers=headers, query=query), 200).json
        return answer["pulse"][record["id"]]

    def test_a_lead_from_entry_to_a_planned_call(self):
        ann = self.as_("ann")
        now = self.monday()
        lead = self.lead(ann, company="Touched")
        fresh = self.pulse(ann, "leads", lead)
        self.assertEqual((fresh["last_touch"], fresh["next_step"]), (None, None))
        self.assertEqual((fresh["promise"]["state"], fresh["promise"]["due_at"]),
                         ("running", later(now, days=1)))
        self.assertIn("lead", fresh["promise"]["sentence"].lower())

        self.check(ann.post(f"/leads/{lead['id']}/log_call", {"outcome": "no_answer"}), 200)
        called = self.pulse(ann, "leads", lead)
        touch, step = called["last_touch"], called["next_step"]
        self.assertEqual((touch["kind"], touch["outcome"], touch["at"]), ("call", "no_answer", now))
        self.assertEqual((step["entity"], step["title"], step["due_at"]),
                         ("activity", "Call again", later(now, days=1)))
        self.assertNotEqual((called["promise"] or {}).get("guideline"), fresh["promise"]["guideline"], "it is kept")

    def test_a_broken_promise_stays_until_it_is_over(self):
        ann = self.as_("ann")
        self.monday()
        lead = self.lead(ann, company="Forgotten")
        due = self.pulse(ann, "leads", lead)["promise"]["due_at"]
        self.house.put_clock(later(due, hours=1))
        promise = self.pulse(ann, "leads", lead)["promise"]
        self.assertEqual((promise["state"], promise["due_at"]), ("broken", due))

    def test_a_warning_is_for_the_owner_alone(self):
        ann = self.as_("ann")
        self.monday()
        lead = self.lead(ann, company="Warned")
        due = self.pulse(ann, "leads", lead)["promise"]["due_at"]
        self.house.put_clock(later(due, hours=-4))
        warned = ann.get(f"/leads/{lead['id']}/exceptions").json["data"]
        self.assertEqual([one["state"] for one in warned], ["warned"])
        for client, state in ((ann, "warned"), (self.as_("max"), "running"), (self.admin, "running")):
            promise = self.pulse(client, "leads", lead)["promise"]
            self.assertEqual((promise["state"], promise["due_at"]), (state, due))
        for whom, state in (("ann", "warned"), ("bob", "running")):
            promise = self.pulse(self.admin, "leads", lead, {"Vigil-On-Behalf-Of": self.ids[whom]})["promise"]
            self.assertEqual(promise["state"], state, f"as who enters for {whom} sees it")

    def test_an_opportunity_has_its_playbook_step_next(self):
        now = self.monday()
        meeting_at = later(now, days=2)
        money = {"amount": "10.00", "currency": "EUR"}
        values = {"name": "Next", "close_date": later(now, days=60)[:10], "amount": money}
        deal = self.check(self.admin.post("/opportunities", values), 201).json
        steps = self.admin.all("/opportunity_steps", filter=f'opportunity = {deal["id"]} and state = open',
                               sort="position")
        shown = self.pulse(self.admin, "opportunities", deal)["next_step"]
        self.assertEqual((shown["entity"], shown["id"], shown["title"], shown["due_on"]),
                         ("opportunity_step", steps[0]["id"], steps[0]["name"], steps[0]["due"]))
        self.check(self.admin.post("/activities", {
            "kind": "meeting", "subject": "Show it", "state": "planned", "happened_at": meeting_at,
            "opportunity": deal["id"]}), 201)
        shown = self.pulse(self.admin, "opportunities", deal)["next_step"]
        self.assertEqual((shown["title"], shown["due_at"]), ("Show it", meeting_at))

    def test_it_rests_since_it_moved_and_what_is_taken_back_was_no_movement(self):
        now = self.monday()
        money = {"amount": "10.00", "currency": "EUR"}
        values = {"name": "Resting", "close_date": later(now, days=60)[:10], "amount": money}
        deal = self.check(self.admin.post("/opportunities", values), 201).json
        fresh = self.pulse(self.admin, "opportunities", deal)
        self.assertEqual(fresh["rests_since"], now)
        self.assertIn("broken", fresh["promise"])
        self.house.put_clock(later(now, days=3))
        self.check(self.admin.patch(f"/opportunities/{deal['id']}", {"name": "Named"}), 200)
        self.assertEqual(self.pulse(self.admin, "opportunities", deal)["rests_since"], now, "a name is no movement")
        moved = self.check(self.admin.patch(f"/opportunities/{deal['id']}", {"stage": "proposal"}), 200)
        self.assertEqual(self.pulse(self.admin, "opportunities", deal)["rests_since"], self.house.clock())
        self.check(self.admin.post(f"/journal/{moved.journal}/undo"), 200)
        self.assertEqual(self.pulse(self.admin, "opportunities", deal)["rests_since"], now, "it was taken back")

    def test_nobody_learns_of_activities_he_may_not_see(self):
        now = self.monday()
        lead = self.lead(company="Shared")
        note = {"kind": "note", "note": "secret", "lead": lead["id"], "owner": self.ids["zoe"],
                "happened_at": later(now, hours=-1)}
        self.check(self.admin.post("/activities", note), 201)
        self.assertEqual(self.pulse(self.admin, "leads", lead)["last_touch"]["kind"], "note")
        max_ = self.as_("max")
        if max_.get(f"/leads/{lead['id']}").status == 200:
            seen = max_.all("/activities", filter=f'lead = {lead["id"]}')
            self.assertEqual(self.pulse(max_, "leads", lead)["last_touch"] is not None, bool(seen))

    def test_other_lists_have_it_too_and_nothing_is_told_unasked(self):
        account = self.check(self.admin.post("/accounts", {"name": "Quiet"}), 201).json
        self.assertEqual(self.pulse(self.admin, "accounts", account)["next_step"], None)
        self.assertNotIn("pulse", self.admin.get("/accounts").json)
        self.check(self.admin.get("/accounts", pulse="maybe"), 400)


    # --- lists by promise

    def by_promise(self, client, **query) -> list[str]:
        return [row["company"] for row in client.all("/leads", sort="promise", fields="company", **query)]

    def ordered(self, client, mark: str) -> list[str]:
        """What ?pulse=true says of each: by when the promise is due, then by id; then the newest without one."""
        rows = client.all("/leads", filter=f'company starts with "{mark}"', limit=200)
        pulses = {row["id"]: self.pulse(client, "leads", row)["promise"] for row in rows}
        some = sorted((row for row in rows if pulses[row["id"]]),
                      key=lambda row: (pulses[row["id"]]["due_at"], int(row["id"])))
        none = sorted((row for row in rows if not pulses[row["id"]]),
                      key=lambda row: (row["created_at"], int(row["id"])), reverse=True)
        return [row["company"] for row in some + none]

    def test_a_list_by_promise_has_the_latest_first(self):
        ann = self.as_("ann")
        now = self.monday()
        for i, owner in enumerate(("ann", "bob", "ann", "bob", "ann")):
            self.lead(company=f"Sorted late {i}", owner=self.ids[owner])
        self.house.put_clock(later(now, days=3))
        for i, owner in enumerate(("ann", "bob", "ann")):
            self.lead(company=f"Sorted new {i}", owner=self.ids[owner])
        done = self.lead(company="Sorted done", owner=self.ids["ann"])
        self.check(ann.patch(f"/leads/{done['id']}", {"status": "unqualified"}), 200)
        called = self.lead(company="Sorted called", owner=self.ids["ann"])
        self.check(ann.post(f"/leads/{called['id']}/log_call", {"outcome": "no_answer"}), 200)
        for client in (self.admin, self.as_("max"), ann, self.as_("zoe")):
            want = self.ordered(client, "Sorted")
            for limit in (1, 3, 200):
                self.assertEqual(self.by_promise(client, filter='company starts with "Sorted"', limit=limit), want)
        of_all, of_ann = self.ordered(self.admin, "Sorted"), self.ordered(ann, "Sorted")
        self.assertEqual(len(of_all), 10)
        self.assertEqual([one for one in of_all if one.startswith("Sorted late")], of_all[:5], "what is late leads")
        self.assertEqual(of_all[-1], "Sorted done", "what has no promise comes last")
        self.assertEqual(len(of_ann), 7, "and nothing out of his sight")
        self.assertEqual(self.by_promise(ann, filter='owner = me and company starts with "Sorted"', limit=2), of_ann)

    def test_a_warning_moves_no_row(self):
        ann = self.as_("ann")
        now = self.monday()
        first = self.lead(ann, company="Unmoved A")
        self.house.put_clock(later(now, minutes=30))
        self.lead(ann, company="Unmoved B")
        due = self.pulse(ann, "leads", first)["promise"]["due_at"]
        before = {name: self.by_promise(self.as_(name), filter='company starts with "Unmoved"')
                  for name in ("ann", "max")}
        self.assertEqual(before["ann"], ["Unmoved A", "Unmoved B"])
        self.house.put_clock(later(due, hours=-4))
        self.assertEqual(self.pulse(ann, "leads", first)["promise"]["state"], "warned")
        for name, rows in before.items():
            self.assertEqual(self.by_promise(self.as_(name), filter='company starts with "Unmoved"'), rows)

    def test_of_guidelines_that_are_on_alone(self):
        self.monday()
        self.lead(company="Silent", owner=self.ids["ann"])
        self.house.put_clock(later(self.house.clock(), minutes=10))
        self.lead(company="Silent too", owner=self.ids["ann"])
        rules = [one for one in self.admin.all("/guidelines") if one["entity"] == "lead" and one["state"] == "on"]
        for rule in rules:
            self.check(self.admin.patch(f"/guidelines/{rule['id']}", {"state": "shadow"}), 200)
        try:
            self.assertEqual(self.by_promise(self.admin, filter='company starts with "Silent"'),
                             ["Silent too", "Silent"], "the newest first")
        finally:
            for rule in rules:
                self.check(self.admin.patch(f"/guidelines/{rule['id']}", {"state": "on"}), 200)

    def test_an_export_keeps_the_order(self):
        now = self.monday()
        for i in range(3):
            self.house.put_clock(later(now, minutes=10 * i))
            self.lead(company=f"Exported {i}", owner=self.ids["ann"])
        table = self.check(self.admin.get("/leads/export", filter='company starts with "Exported"', sort="promise",
                                          fields="company", format="csv"), 200).body.decode("utf-8-sig")
        self.assertEqual(table.split()[1:], ["Exported", "0", "Exported", "1", "Exported", "2"])

    def test_it_stands_alone(self):
        for sort in ("promise,company", "-promise", "company,promise"):
            self.check(self.admin.get("/leads", sort=sort), 400, "sort_unknown")
        self.check(self.admin.get("/leads", sort="promise", after="abcd"), 400, "cursor_malformed")


if __name__ == "__main__":
    unittest.main()
