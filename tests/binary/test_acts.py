"""Acts by name: what each does, and that its undo takes back all of it."""
import unittest
from datetime import date

from house import HouseTest, later, on_every_store

QUESTIONS = {"budget": "approved", "authority": "decides", "timeline": "d30", "need": "clear",
             "present_solution": "own",
             "satisfaction_today": "mixed", "users_count": "to_10", "competition": "one", "procedure": "quotes",
             "next_step_wish": "demo"}


@on_every_store
class Acts(HouseTest):
    def activities(self, lead: dict) -> list[dict]:
        return self.admin.all("/activities", filter=f'lead = {lead["id"]}')

    def test_log_call(self):
        ann = self.as_("ann")
        lead = self.lead(ann, company="Called")
        done = self.check(ann.post(f"/leads/{lead['id']}/log_call", {"outcome": "no_answer"}), 200)
        call, task = sorted(self.activities(lead), key=lambda one: one["kind"])
        self.assertEqual((task["kind"], task["state"], task["owner"]), ("task", "planned", self.ids["ann"]))
        self.assertEqual((call["kind"], call["outcome"], call["direction"], call["owner"]),
                         ("call", "no_answer", "outgoing", self.ids["ann"]))
        self.assertTrue(call["happened_at"])
        self.check(ann.post(f"/journal/{done.journal}/undo"), 200)
        self.assertEqual(self.activities(lead), [])
        for wrong, status in (({}, 422), ({"outcome": "bogus"}, 422), ({"outcome": "reached", "bogus": 1}, 400),
                              ({"outcome": "reached", "happened_at": "noon"}, 422)):
            self.check(ann.post(f"/leads/{lead['id']}/log_call", wrong), status)
        self.assertEqual(self.activities(lead), [])

    def test_a_call_is_logged_once_per_idempotency_key(self):
        lead = self.lead(company="Twice")
        for _ in range(2):
            self.check(self.admin.post(f"/leads/{lead['id']}/log_call", {"outcome": "reached"},
                                       Idempotency_Key=f"call-{lead['id']}"), 200)
        self.assertEqual(len(self.activities(lead)), 1)

    def test_what_a_qualified_lead_must_have_is_asked_for_by_every_way_there(self):
        self.check(self.admin.post("/model/entities/lead/fields", {
            "key": "own_region", "kind": "text", "label": {"en": "Region"},
            "required_when": "status = qualified"}), 201)
        ann = self.as_("ann")
        path = f"/leads/{self.lead(ann, company='Bare Ltd')['id']}"
        for way in (ann.post(f"{path}/qualify"), ann.patch(path, {"status": "qualified"}),
                    ann.post(f"{path}/open_opportunity", {
                        "close_date": "2099-12-31", "amount": {"amount": "9.00", "currency": "EUR"}})):
            self.assertEqual([(one["field"], one["code"]) for one in self.check(way, 422).json["errors"]],
                             [("own_region", "required_when")])
        self.assertEqual(ann.get(path).json["status"], "new")
        self.check(self.admin.delete("/model/entities/lead/fields/own_region"), 204)
        self.check(ann.post(f"{path}/qualify"), 200)

    def test_a_step_is_done_the_same_by_whatever_way(self):
        def steps() -> list[dict]:
            made = self.check(self.admin.post("/opportunities", {"name": "Steps", "owner": self.ids["ann"]}), 201).json
            return self.admin.all("/opportunity_steps", filter=f"opportunity = {made['id']}", sort="position")
        boss, days = self.admin, {}
        for way in ("act", "change", "bulk"):
            first, second = steps()[:2]
            self.house.put_clock(later(self.house.clock(), days=2))
            path, many = f"/opportunity_steps/{first['id']}", {"ids": [first["id"]], "change": {"state": "done"}}
            done = {"act": lambda: boss.post(f"{path}/complete_step"),
                    "change": lambda: boss.patch(path, {"state": "done"}),
                    "bulk": lambda: boss.post("/opportunity_steps/bulk", many)
                    }[way]()
            self.check(done, 200)
            after, following = boss.get(path).json, boss.get(f"/opportunity_steps/{second['id']}").json
            self.assertEqual((after["state"], after["done_at"][:10]), ("done", self.house.clock()[:10]), way)
            days[way] = (date.fromisoformat(following["due"]) - date.fromisoformat(after["done_at"][:10])).days
            self.assertNotEqual(following["due"], second["due"], way)
            self.check(boss.patch(path, {"state": "open"}), 200)
            self.assertIsNone(boss.get(path).json["done_at"])
            self.check(boss.post(f"/journal/{done.journal}/undo"), 409)
        self.assertEqual(len(set(days.values())), 1, days)
        first, second = steps()[:2]
        done = self.check(boss.patch(f"/opportunity_steps/{first['id']}", {"state": "done"}), 200)
        self.check(boss.post(f"/journal/{done.journal}/undo"), 200)
        self.assertEqual(boss.get(f"/opportunity_steps/{second['id']}").json["due"], second["due"])

    def test_two_steps_at_once_leave_the_first_open_one_to_begin(self):
        made = self.check(self.admin.post("/opportunities", {"name": "Both", "owner": self.ids["ann"]}), 201).json
        rows = self.admin.all("/opportunity_steps", filter=f"opportunity = {made['id']}", sort="position")
        self.check(self.as_("ann").post("/opportunity_steps/bulk", {
            "ids": [one["id"] for one in rows[:2]], "change": {"state": "skipped"}}), 200)
        after = self.admin.all("/opportunity_steps", filter=f"opportunity = {made['id']}", sort="position")
        self.assertEqual([one["state"] for one in after[:3]], ["skipped", "skipped", "open"])
        self.assertTrue(all(one["done_at"] for one in after[:2]))

    def test_from_qualified_to_an_opportunity(self):
        ann = self.as_("ann")
        lead = self.lead(ann, first_name="Eva", last_name="Example", company="Way Ltd", email="eva@example.com",
                         **QUESTIONS)
        path = f"/leads/{lead['id']}"
        qualified = self.check(ann.post(f"{path}/qualify"), 200).json
        self.assertEqual(qualified["status"], "qualified")
        self.assertTrue(qualified["qualified_at"])
        money = {"amount": "12500.00", "currency": "EUR"}
        self.check(ann.post(f"{path}/open_opportunity", {"amount": money}), 422)
        below = ann.post(f"{path}/open_opportunity", {"close_date": "2099-12-31", "amount": {**money, "amount": "-5"}})
        self.assertEqual([(one["field"], one["code"]) for one in self.check(below, 422).json["errors"]],
                         [("amount", "below_least")])
        done = self.check(ann.post(f"{path}/open_opportunity", {"close_date": "2099-12-31", "amount": money}), 200)
        opportunity, = ann.all("/opportunities", filter=f'lead = {lead["id"]}')
        self.assertEqual((opportunity["amount"], opportunity["close_date"], opportunity["stage"]),
                         (money, "2099-12-31", "qualified"))
        self.assertEqual(opportunity["owner"], self.ids["ann"])
        after = ann.get(path).json
        self.assertTrue(after["contact"] and after["account"])  # the lead stays, beside its contact
        self.assertEqual(ann.get(f"/accounts/{after['account']}").json["name"], "Way Ltd")
        steps = ann.all("/opportunity_steps", filter=f'opportunity = {opportunity["id"]}', sort="position")
        self.assertGreater(len(steps), 0)
        first = next(step for step in steps if step["state"] == "open")
        self.check(ann.post(f"/opportunity_steps/{first['id']}/complete_step"), 200)
        self.check(ann.post(f"{path}/log_call", {"outcome": "reached"}), 200)
        story = ann.all(f"/opportunities/{opportunity['id']}/timeline")
        told = [(row["entity"], row["act"]) for row in story]
        self.assertIn(("opportunity_step", "complete_step"), told)
        self.assertNotIn(("opportunity_step", "create"), told)
        self.assertIn(("activity", "create"), told)  # the call on its lead
        self.assertEqual(len({row["id"] for row in story}), len(story))
        self.assertEqual(ann.get(f"/opportunity_steps/{first['id']}").json["state"], "done")
        # The opening cannot be taken back any more piecemeal behind a later change of the same fields, but the lead's
        # own history is whole.
        acts = [row["act"] for row in ann.all(f"{path}/timeline")]
        self.assertIn("qualify", acts)
        self.assertIn("open_opportunity", acts)
        self.assertTrue(done.journal)

    def test_timeline_tells_a_record_and_its_activities(self):
        lead = self.lead(self.as_("ann"), last_name="Told")
        path = f"/leads/{lead['id']}"
        call = self.check(self.as_("ann").post(f"{path}/log_call", {"outcome": "reached", "note": "Likes it"}), 200)
        note = self.check(self.as_("ann").post("/activities", {"kind": "note", "note": "Rings on Monday",
                                                               "lead": lead["id"]}), 201)
        self.check(self.as_("ann").patch(f"/activities/{note.json['id']}", {"note": "Rings on Tuesday"}), 200)
        rows = self.as_("ann").all(f"{path}/timeline", limit=2)  # by pages: none twice, none left out
        told = [(row["entity"], row["act"]) for row in rows]
        self.assertEqual(told[:2], [("activity", "update"), ("activity", "create")])
        self.assertEqual(told[-1], ("lead", "create"))
        self.assertEqual(len({row["id"] for row in rows}), len(rows))
        made = next(row for row in rows if row["changes"].get("outcome") == [None, "reached"])
        self.assertEqual(made["changes"]["note"], [None, "Likes it"])
        self.check(self.as_("ann").post(f"/journal/{call.journal}/undo"), 200)
        self.assertTrue(any(row.get("undone_by") for row in self.as_("ann").all(f"{path}/timeline")))

    def test_undo_of_opening_takes_contact_and_account_back(self):
        lead = self.lead(first_name="Uma", last_name="Undone", company="Undone Ltd")
        path = f"/leads/{lead['id']}"
        self.check(self.admin.post(f"{path}/qualify"), 200)
        done = self.check(self.admin.post(f"{path}/open_opportunity", {
            "close_date": "2099-12-31", "amount": {"amount": "1.00", "currency": "EUR"}}), 200)
        self.check(self.admin.post(f"/journal/{done.journal}/undo"), 200)
        self.assertEqual(self.admin.all("/opportunities", filter=f'lead = {lead["id"]}'), [])
        self.assertEqual(self.admin.all("/accounts", filter='name = "Undone Ltd"'), [])
        after = self.admin.get(path).json
        self.assertEqual((after["contact"], after["account"], after["status"]), (None, None, "qualified"))

    def test_assign_moves_it_out_of_sight(self):
        ann, bob = self.as_("ann"), self.as_("bob")
        lead = self.lead(ann, company="Moved")
        done = self.check(ann.post(f"/leads/{lead['id']}/assign", {"to": self.ids["bob"]}), 200)
        self.assertEqual(done.json["id"], lead["id"])
        self.assertNotIn("company", done.json)
        self.check(ann.get(f"/leads/{lead['id']}"), 404)
        self.check(bob.get(f"/leads/{lead['id']}"), 200)
        self.check(bob.post(f"/journal/{done.journal}/undo"), 200)
        self.check(ann.get(f"/leads/{lead['id']}"), 200)

    def test_back_to_marketing(self):
        lead = self.lead(self.as_("ann"), company="Recycled")
        done = self.check(self.admin.post(f"/leads/{lead['id']}/return_to_marketing", {"reason": "No budget"}), 200)
        self.assertEqual((done.json["status"], done.json["owner"]), ("recycled", None))

    def test_unknown_acts(self):
        lead = self.lead()
        self.check(self.admin.post(f"/leads/{lead['id']}/fly"), 404, "no_such_act")
        self.check(self.admin.post("/leads/1/qualify"), 404)
        self.check(self.admin.post("/leads/x/qualify"), 404)

    def test_a_status_goes_there_and_back(self):
        """The promise of a lead's entry is one promise, however often the status turns."""
        lead = self.lead(company="To and fro", owner=self.ids["ann"])
        path = f"/leads/{lead['id']}"
        for status in ("working", "new", "working", "new", "unqualified", "new"):
            self.check(self.admin.patch(path, {"status": status}), 200)
            self.check(self.admin.patch(path, {"title": f"was {status}"}), 200)
        watches = self.house.sql(f"select count(*) from watches where record = {lead['id']}")
        promised = self.house.sql(f"select count(distinct guideline) from watches where record = {lead['id']}")
        self.assertEqual(watches, promised)


if __name__ == "__main__":
    unittest.main()
