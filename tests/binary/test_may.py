"""What a record tells of what may be done with it, and what it is called where it has no name of its own."""
import unittest

from house import HouseTest, on_every_store


@on_every_store
class May(HouseTest):
    def account(self, name: str, owner: str | None) -> str:
        values = {"name": name, "owner": self.ids[owner] if owner else None}
        return "/accounts/" + self.check(self.admin.post("/accounts", values), 201).json["id"]

    def may(self, who: str, path: str) -> dict:
        return self.check(self.as_(who).get(path), 200).json["may"]

    def test_one_record_tells_by_the_scope(self):
        his, nobodys = self.account("Bob's", "bob"), self.account("Nobody's", None)
        none = {"change": False, "remove": False, "acts": []}
        self.assertEqual(self.may("ann", his), none)
        self.check(self.as_("ann").patch(his, {"name": "Mine"}), 403, "not_yours_to_change")
        self.assertEqual(self.may("bob", his)["change"], True)
        self.assertEqual(self.may("bob", his)["remove"], False, "a rep takes back, he does not remove")
        self.assertEqual(self.may("ann", nobodys)["change"], True)
        self.assertEqual((self.may("max", his)["change"], self.may("max", his)["remove"]), (True, True),
                         "one of his team")
        others = self.account("Zoe's", "zoe")
        self.assertEqual(self.may("max", others), none, "he sees it, it is another team's")
        changed = self.check(self.as_("bob").patch(his, {"owner": self.ids["ann"]}), 200).json
        self.assertEqual(changed["may"], none, "he has given it away")

    def test_acts_and_the_recycle_bin(self):
        lead = self.lead(owner=self.ids["ann"])
        path = f"/leads/{lead['id']}"
        acts = self.may("ann", path)["acts"]
        self.assertIn("log_call", acts)
        declared = next(one for one in self.as_("ann").get("/model").json["entities"] if one["key"] == "lead")
        self.assertEqual(acts, [act["key"] for act in declared["acts"]])
        self.check(self.admin.delete(path), 204)
        self.assertEqual(self.may("admin_", path), {"change": False, "remove": False, "acts": ["restore"]})
        self.assertEqual(self.may("ann", path), {"change": False, "remove": False, "acts": []})
        self.check(self.as_("ann").post(path + "/restore", {}), 403, "may_not_remove")
        self.check(self.admin.post(path + "/restore", {}), 200)

    def as_(self, name: str):
        return self.admin if name == "admin_" else super().as_(name)

    def test_a_list_tells_when_it_is_asked(self):
        his, hers = self.account("Listed 1", "bob"), self.account("Listed 2", "ann")
        ann = self.as_("ann")
        page = self.check(ann.get("/accounts", filter='name starts with "Listed"', may="true"), 200).json
        told = {f"/accounts/{key}": may["change"] for key, may in page["may"].items()}
        self.assertEqual(told, {his: False, hers: True})
        self.assertNotIn("may", ann.get("/accounts").json)
        self.assertNotIn("may", ann.get(his, fields="name").json)
        self.check(ann.get("/accounts", may="perhaps"), 400)


@on_every_store
class Titles(HouseTest):
    def activity(self, **values) -> dict:
        values = {"kind": "call", "state": "held", "happened_at": self.house.clock(), **values}
        return self.check(self.admin.post("/activities", values), 201).json

    def display(self, one: dict, language: str = "en") -> str:
        answer = self.admin.call("GET", f"/activities/{one['id']}", headers={"Accept-Language": language})
        return self.check(answer, 200).json["display"]

    def test_a_person_is_answered_in_his_own_language_unless_the_request_asks_for_another(self):
        call = self.activity(kind="call")
        self.check(self.admin.patch(f"/users/{self.ids['ann']}", {"locale": "zh-CN"}), 200)
        ann, path = self.as_("ann"), f"/activities/{call['id']}"
        self.check(self.admin.patch(path, {"owner": self.ids["ann"]}), 200)
        self.assertEqual(ann.get(path).json["display"], "电话")
        self.assertEqual(ann.call("GET", path, headers={"Accept-Language": "en-GB,en;q=0.9"}).json["display"], "Call")
        own, english = (ann.call("GET", "/leads", query={"filter": "nonsense ="}, headers=headers).json["detail"]
                        for headers in ({}, {"Accept-Language": "en"}))
        self.assertRegex(own, "[一-龥]")
        self.assertNotRegex(english, "[一-龥]")

    def test_an_activity_is_called_by_its_kind_and_whom_it_is_about(self):
        lead = self.lead(first_name="Ada", last_name="Haddad", owner=self.ids["ann"])
        call = self.activity(lead=lead["id"], owner=self.ids["zoe"])
        self.assertEqual(call["display"], "Call · Ada Haddad")
        self.assertEqual(self.display(call, "zh-CN"), "电话 · Ada Haddad")
        self.assertEqual(self.display(self.activity(kind="meeting")), "Meeting")
        self.assertEqual(self.display(self.activity(subject="Hello", lead=lead["id"])), "Hello")
        zoe = self.as_("zoe").get(f"/activities/{call['id']}")
        self.assertEqual(self.check(zoe, 200).json["display"], "Call", "the lead is out of her sight")

    def test_wherever_it_is_named(self):
        lead = self.lead(company="Nordwind")
        call = self.activity(lead=lead["id"])
        listed = self.admin.get("/activities", filter=f"id = {call['id']}").json["data"][0]
        self.assertEqual(listed["display"], "Call · Nordwind")
        told = self.check(self.admin.get("/journal", entity="activity", limit=1), 200).json["data"][0]
        self.assertEqual(told["title"], "Call · Nordwind")
        self.check(self.admin.delete(f"/activities/{call['id']}"), 204)
        binned = self.admin.get("/activities", removed="true").json["data"][0]
        self.assertEqual(binned["display"], "Call · Nordwind")


if __name__ == "__main__":
    unittest.main()
