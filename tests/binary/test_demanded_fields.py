"""What the company itself demands of a record: who acts is asked for it; what cannot ask is not stopped by it."""
import unittest

from house import Answer, HouseTest, on_every_store

OPENED = {"close_date": "2099-12-31", "amount": {"amount": "9.00", "currency": "EUR"}}


@on_every_store
class DemandedFields(HouseTest):
    def demand(self, entity: str, key: str, **more) -> None:
        field = {"key": key, "kind": "text", "label": {"en": key, "zh-CN": key}, **(more or {"required": True})}
        self.check(self.admin.post(f"/model/entities/{entity}/fields", field), 201)
        self.addCleanup(lambda: self.check(self.admin.delete(f"/model/entities/{entity}/fields/{key}"), 204))

    def asked(self, entity: str, act: str) -> dict:
        model = self.as_("ann").get("/model").json["entities"]
        acts = next(one for one in model if one["key"] == entity)["acts"]
        return {one["key"]: one for one in next(one for one in acts if one["key"] == act)["fields"]}

    def told(self, path: str, act: str) -> dict:
        call = self.admin.get("/openapi.json").json["paths"][f"{path}/{{id}}/{act}"]["post"]
        return call["requestBody"]["content"]["application/json"]["schema"]

    def refused(self, answer: Answer) -> list[tuple[str, str]]:
        return [(one["field"], one["code"]) for one in self.check(answer, 422).json["errors"]]

    def test_an_opportunity_is_opened_with_what_is_demanded_of_one(self):
        self.assertEqual(set(self.asked("lead", "open_opportunity")), {"close_date", "amount"})
        self.demand("opportunity", "own_region")
        self.demand("opportunity", "own_large", required_when="amount > 100")
        self.demand("account", "own_code")
        self.demand("contact", "own_letter")
        fields = self.asked("lead", "open_opportunity")
        self.assertEqual(set(fields), {"close_date", "amount", "own_region", "own_large"})
        self.assertTrue(fields["own_region"]["required"])
        large = fields["own_large"]
        self.assertEqual((large["required"], large["required_when"]), (False, "amount > 100"))
        schema = self.told("/leads", "open_opportunity")
        self.assertEqual(set(schema["required"]), {"close_date", "amount", "own_region"})
        self.assertIn("own_large", schema["properties"])
        ann = self.as_("ann")
        path = f"/leads/{self.lead(ann, company='Asked Ltd', last_name='Ask')['id']}"
        self.assertEqual(self.refused(ann.post(f"{path}/open_opportunity", OPENED)), [("own_region", "required")])
        large = OPENED | {"amount": {"amount": "900.00", "currency": "EUR"}, "own_region": "North"}
        self.assertEqual(self.refused(ann.post(f"{path}/open_opportunity", large)), [("own_large", "required_when")])
        opened = self.check(ann.post(f"{path}/open_opportunity", large | {"own_large": "yes"}), 200)
        made, = self.admin.all("/opportunities", filter=f"lead = {opened.json['id']}")
        self.assertEqual((made["own_region"], made["own_large"]), ("North", "yes"))
        # Nobody could be asked for the account and the contact: their next change owes it.
        account = f"/accounts/{made['account']}"
        self.assertIsNone(self.admin.get(account).json["own_code"])
        self.assertIsNone(self.admin.get(f"/contacts/{made['contact']}").json["own_letter"])
        self.assertEqual(self.refused(self.admin.patch(account, {"industry": "retail"})), [("own_code", "required")])
        self.check(self.admin.patch(account, {"industry": "retail", "own_code": "A"}), 200)
        self.assertEqual(self.refused(self.admin.post("/accounts", {"name": "Asked too"})), [("own_code", "required")])

    def test_a_field_of_the_program_that_the_company_demands_is_asked_too(self):
        shipped = next(one for one in self.admin.get("/model").json["entities"] if one["key"] == "opportunity")
        product = next(one for one in shipped["fields"] if one["key"] == "product")
        self.check(self.admin.patch("/model/entities/opportunity/fields/product", {"required": True}), 200)
        self.addCleanup(lambda: self.check(
            self.admin.patch("/model/entities/opportunity/fields/product", {"required": product["required"]}), 200))
        self.assertEqual(self.asked("lead", "open_opportunity")["product"]["link"], "product")
        self.assertNotIn("lost_reason", self.asked("lead", "open_opportunity"))

    def test_a_call_is_logged_with_what_is_demanded_of_an_activity(self):
        self.demand("activity", "own_mood")
        ann = self.as_("ann")
        path = f"/leads/{self.lead(ann, company='Mood Ltd')['id']}"
        self.assertTrue(self.asked("lead", "log_call")["own_mood"]["required"])
        self.assertEqual(self.refused(ann.post(f"{path}/log_call", {"outcome": "reached"})), [("own_mood", "required")])
        self.check(ann.post(f"{path}/log_call", {"outcome": "reached", "own_mood": "good"}), 200)
        calls = self.admin.all("/activities", filter=f"lead = {path.rsplit('/')[-1]} and kind = call")
        self.assertEqual([one["own_mood"] for one in calls], ["good"])


if __name__ == "__main__":
    unittest.main()
