"""What a logged call plans by rule, and what finishes it."""
import unittest

from house import Client, HouseTest, later, on_every_store


@on_every_store
class NextSteps(HouseTest):
    def log(self, path: str, client: Client | None = None, **values):
        return self.check((client or self.as_("ann")).post(f"{path}/log_call", values), 200)

    def planned(self, lead: str) -> list[dict]:
        return self.admin.all("/activities", filter=f"lead = {lead} and state = planned")

    def test_a_call_plans_the_next(self):
        self.house.put_clock("2030-03-04T10:00:00.000000Z")  # a Monday
        lead = self.lead(self.as_("ann"), company="Nobody answers")["id"]
        done = self.log(f"/leads/{lead}", outcome="no_answer")
        step = done.json["next_step"]
        self.assertEqual((step["entity"], step["subject"], step["due_at"]),
                         ("activity", "Call again", "2030-03-05T10:00:00.000000Z"))
        self.assertEqual(step["owner"]["id"], self.ids["ann"])
        row, = self.planned(lead)
        self.assertEqual((row["id"], row["kind"], row["happened_at"], row["by_rule"]),
                         (step["id"], "task", step["due_at"], True))
        self.check(self.as_("ann").post(f"/journal/{done.journal}/undo"), 200)  # takes both back
        self.assertEqual(self.admin.all("/activities", filter=f"lead = {lead}"), [])

    def test_the_next_call_finishes_it(self):
        lead = self.lead(self.as_("ann"), company="At last")["id"]
        first = self.log(f"/leads/{lead}", outcome="voicemail").json["next_step"]["id"]
        done = self.log(f"/leads/{lead}", outcome="reached")
        self.assertIsNone(done.json["next_step"])
        self.assertEqual(self.planned(lead), [])
        self.assertEqual(self.admin.get(f"/activities/{first}").json["state"], "held")
        self.check(self.as_("ann").post(f"/journal/{done.journal}/undo"), 200)
        self.assertEqual([row["id"] for row in self.planned(lead)], [first])

    def test_what_somebody_planned_himself_stays(self):
        lead = self.lead(self.as_("ann"), company="By hand")["id"]
        self.check(self.as_("ann").post("/activities", {"kind": "task", "state": "planned", "lead": lead,
                                                        "subject": "Send material"}), 201)
        self.log(f"/leads/{lead}", outcome="wrong_number")
        self.assertEqual([row["subject"] for row in self.planned(lead)], ["Send material"])

    def test_a_planned_call_is_the_one_that_was_made(self):
        lead = self.lead(self.as_("ann"), company="As planned")["id"]
        planned = self.check(self.as_("ann").post("/activities", {
            "kind": "call", "state": "planned", "lead": lead, "subject": "Ask about the offer",
            "happened_at": later(self.house.clock(), days=1)}), 201).json["id"]
        done = self.log(f"/leads/{lead}", outcome="reached", note="They like it")
        call, = self.admin.all("/activities", filter=f"lead = {lead} and kind = call")
        self.assertEqual((call["id"], call["state"], call["outcome"], call["subject"], call["note"]),
                         (planned, "held", "reached", "Ask about the offer", "They like it"))
        self.assertEqual(call["happened_at"], self.house.clock())
        self.check(self.as_("ann").post(f"/journal/{done.journal}/undo"), 200)
        self.assertEqual(self.planned(lead)[0]["id"], planned)

    def test_a_call_back_has_its_time(self):
        lead = self.lead(self.as_("ann"), company="Later")["id"]
        at = later(self.house.clock(), days=3)
        step = self.log(f"/leads/{lead}", outcome="callback", callback_at=at).json["next_step"]
        self.assertEqual((step["subject"], step["due_at"]), ("Call back", at))
        self.check(self.as_("ann").post(f"/leads/{lead}/log_call", {
            "outcome": "callback", "callback_at": later(self.house.clock(), days=-1)}), 422)

    def test_accounts_and_contacts_are_called_too(self):
        ann = self.as_("ann")
        account = self.check(ann.post("/accounts", {"name": "Called"}), 201).json["id"]
        contact = self.check(ann.post("/contacts", {"last_name": "Called", "account": account}), 201).json["id"]
        for path in (f"/accounts/{account}", f"/contacts/{contact}"):
            self.assertEqual(self.log(path, outcome="no_answer").json["next_step"]["entity"], "activity")

    def test_rules_are_the_companys(self):
        rule = self.admin.all("/call_rules", filter='outcome = "not_interested"')[0]["id"]
        self.check(self.as_("ann").patch(f"/call_rules/{rule}", {"plan": "call"}), 403)
        done = self.check(self.admin.patch(f"/call_rules/{rule}", {"plan": "call", "n": 4, "unit": "weeks",
                                                                   "subject": {"en": "Ask once more"}}), 200)
        lead = self.lead(self.as_("ann"), company="Perhaps later")["id"]
        step = self.log(f"/leads/{lead}", outcome="not_interested").json["next_step"]
        self.assertEqual((step["subject"], step["due_at"]), ("Ask once more", later(self.house.clock(), weeks=4)))
        self.check(self.admin.post(f"/journal/{done.journal}/undo"), 200)

    def test_once_per_key(self):
        lead = self.lead(self.as_("ann"), company="Sent twice")["id"]
        first, second = (self.check(self.as_("ann").post(f"/leads/{lead}/log_call", {"outcome": "no_answer"},
                                                         Idempotency_Key=f"step-{lead}"), 200) for _ in range(2))
        self.assertEqual(first.json["next_step"], second.json["next_step"])
        self.assertEqual(len(self.planned(lead)), 1)


if __name__ == "__main__":
    unittest.main()
