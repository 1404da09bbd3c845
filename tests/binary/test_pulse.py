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

    def pulse(self, client, plural: str, record: dict) -> dict:
        answer = self.check(client.get(f"/{plural}", filter=f'id = {record["id"]}', pulse="true"), 200).json
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


if __name__ == "__main__":
    unittest.main()
