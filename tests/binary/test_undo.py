"""Taking back: what stands on an act holds it, what has left one's sight stays as it is, and the quick slip goes."""
import unittest

from house import HouseTest, later, on_every_store


@on_every_store
class Undo(HouseTest):
    def undo(self, client, answer, status: int = 200, code: str = ""):
        shown = {row["id"]: row["can_undo"] for row in client.get("/journal", limit="200").json["data"]}
        if answer.journal in shown:
            self.assertEqual(shown[answer.journal], status == 200, "the journal says the same")
        return self.check(client.post(f"/journal/{answer.journal}/undo"), status, code)

    def make(self, client, path: str, **values):
        answer = self.check(client.post(path, values), 201)
        return answer, answer.json["id"]

    def monday(self) -> str:
        self.house.put_clock("2026-11-30T09:00:00Z" if self.house.clock() < "2026-11-30" else
                             later(self.house.clock(), days=7))
        return self.house.clock()

    def test_a_making_is_held_by_what_was_linked_to_it(self):
        ann, bob = self.as_("ann"), self.as_("bob")
        made, account = self.make(ann, "/accounts", name="Base")
        deal, _ = self.make(bob, "/opportunities", name="On it", account=account)
        self.undo(ann, made, 409, "has_children")  # whose it is, is not hers to know
        self.undo(bob, deal)
        self.undo(ann, made)

        made, lead = self.make(ann, "/leads", company="Called")
        call = self.check(ann.post(f"/leads/{lead}/log_call", {"outcome": "voicemail"}), 200)
        refused = self.check(ann.post(f"/journal/{made.journal}/undo"), 409)
        self.assertIn(refused.code, ("built_upon", "later_change"))
        self.undo(ann, call)
        self.undo(ann, made)

        made, account = self.make(ann, "/accounts", name="Named")
        self.make(ann, "/contacts", last_name="Somebody", account=account)
        refused = self.undo(ann, made, 409, "built_upon")
        self.assertIn("Somebody", refused.json["detail"])

    def test_what_was_filled_later_stands_on_a_making(self):
        ann, max_ = self.as_("ann"), self.as_("max")
        made, lead = self.make(ann, "/leads", company="Filled")
        filled = self.check(max_.patch(f"/leads/{lead}", {"phone": "030 123456"}), 200)
        self.undo(ann, made, 409, "later_change")
        self.undo(max_, filled)
        self.undo(ann, made)

    def test_a_broken_promise_holds_what_is_not_his_to_remove(self):
        ann, max_ = self.as_("ann"), self.as_("max")
        self.monday()
        made, lead = self.make(ann, "/leads", company="Untouched")
        self.house.put_clock(later(self.house.clock(), days=3))
        about = lambda: [one["state"] for one in max_.get(f"/leads/{lead}/exceptions").json["data"]]
        self.assertIn("open", about())
        self.undo(ann, made, 409, "promise_broken")
        self.assertIn("open", about())
        self.undo(self.admin, made)  # may remove it as well
        self.assertNotIn("open", about())

    def test_a_lead_stays_qualified_under_its_opportunity(self):
        ann = self.as_("ann")
        _, lead = self.make(ann, "/leads", company="Blue Oak", email="q@example.com")
        qualified = self.check(ann.post(f"/leads/{lead}/qualify"), 200)
        opened = self.check(ann.post(f"/leads/{lead}/open_opportunity", {
            "close_date": later(self.house.clock(), days=30)[:10], "amount": {"amount": "1", "currency": "EUR"}}), 200)
        refused = self.undo(ann, qualified, 409, "built_upon")
        self.assertIn("Blue Oak", refused.json["detail"])
        self.assertEqual(ann.get(f"/leads/{lead}").json["status"], "qualified")
        self.undo(ann, opened)
        self.undo(ann, qualified)
        self.assertEqual(ann.get(f"/leads/{lead}").json["status"], "new")

    def test_one_that_opening_qualified_goes_back_with_it(self):
        ann = self.as_("ann")
        _, lead = self.make(ann, "/leads", company="At once", email="o@example.com")
        opened = self.check(ann.post(f"/leads/{lead}/open_opportunity", {
            "close_date": later(self.house.clock(), days=30)[:10], "amount": {"amount": "1", "currency": "EUR"}}), 200)
        self.undo(ann, opened)
        self.assertEqual(ann.get(f"/leads/{lead}").json["status"], "new")

    def test_out_of_sight_only_what_moved_it_away_is_taken_back(self):
        ann, max_ = self.as_("ann"), self.as_("max")
        _, lead = self.make(ann, "/leads", company="Moved")
        titled = self.check(ann.patch(f"/leads/{lead}", {"title": "Dr."}), 200)
        self.check(max_.post(f"/leads/{lead}/assign", {"to": self.ids["bob"]}), 200)
        self.check(ann.get(f"/leads/{lead}"), 404)
        self.undo(ann, titled, 404, "not_found")
        self.assertEqual(self.admin.get(f"/leads/{lead}").json["title"], "Dr.")

        _, lead = self.make(ann, "/leads", company="Given away")
        titled = self.check(ann.patch(f"/leads/{lead}", {"title": "Dr."}), 200)
        given = self.check(ann.post(f"/leads/{lead}/assign", {"to": self.ids["bob"]}), 200)
        self.undo(ann, titled, 404, "not_found")
        self.undo(ann, given)
        self.undo(ann, titled)

    def test_a_choice_taken_back_stays_with_the_records_that_have_it(self):
        fields = "/model/entities/lead/fields"
        x, y = ({"key": key, "label": {"en": key.upper(), "zh-CN": key.upper()}} for key in "xy")
        label = {"en": "Undo choice", "zh-CN": "撤销选项"}
        declared = {"key": "own_undo_c", "kind": "choice", "label": label, "choices": [x]}
        self.check(self.admin.post(fields, declared), 201)
        added = self.check(self.admin.patch(f"{fields}/own_undo_c", {"choices": [x, y]}), 200)
        _, lead = self.make(self.admin, "/leads", company="Holds it", own_undo_c="y")
        self.undo(self.admin, added)
        found = self.check(self.admin.get("/leads", filter="own_undo_c = y", count="true"), 200)
        self.assertEqual(found.json["count"], 1)
        self.assertEqual(self.admin.get(f"/leads/{lead}").json["own_undo_c"], "y")
        offered = self.admin.get("/model").json["entities"]
        field = next(f for e in offered if e["key"] == "lead" for f in e["fields"] if f["key"] == "own_undo_c")
        keys = [[one["key"] for one in field[kind]] for kind in ("choices", "former_choices")]
        self.assertEqual(keys, [["x"], ["y"]])

        # Saved again with what it has, whole or in part, it stays; nobody else gets it.
        for body in ({"own_undo_c": "y"}, {"own_undo_c": "y", "company": "Holds it still"}):
            self.check(self.admin.patch(f"/leads/{lead}", body), 200)
        self.assertEqual(self.admin.get(f"/leads/{lead}").json["own_undo_c"], "y")
        _, other = self.make(self.admin, "/leads", company="Holds another", own_undo_c="x")
        for refused in (self.admin.patch(f"/leads/{other}", {"own_undo_c": "y"}),
                        self.admin.post("/leads", {"company": "New", "own_undo_c": "y"}),
                        self.admin.post("/leads/bulk", {"ids": [lead, other], "change": {"own_undo_c": "y"}})):
            self.check(refused, 422, "fields_refused")
            self.assertEqual([(one["field"], one["code"]) for one in refused.json["errors"]],
                             [("own_undo_c", "not_a_choice")])
        self.check(self.admin.patch(f"/leads/{lead}", {"own_undo_c": "x"}), 200)
        self.check(self.admin.patch(f"/leads/{lead}", {"own_undo_c": "y"}), 422, "fields_refused")

        shipped = self.check(self.admin.patch(f"{fields}/rating", {"choices": [
            *[{"key": c["key"]} for e in offered if e["key"] == "lead" for f in e["fields"] if f["key"] == "rating"
              for c in f["choices"]], {"key": "own_tepid", "label": {"en": "Tepid", "zh-CN": "微温"}}]}), 200)
        self.make(self.admin, "/leads", company="Tepid", rating="own_tepid")
        self.undo(self.admin, shipped)
        self.check(self.admin.get("/leads", filter="rating = own_tepid"), 200)

    def test_an_own_entity_keeps_the_order_it_was_declared_in(self):
        names = ["zname", "alpha", "serial"]
        made = self.check(self.admin.post("/model/entities", {
            "key": "own_thing", "plural": "own_things", "label": {"en": "Thing", "zh-CN": "物"},
            "label_plural": {"en": "Things", "zh-CN": "物"}, "title": ["zname"],
            "fields": {name: {"kind": "text", "label": {"en": name, "zh-CN": name}} for name in names}}), 201)
        self.assertEqual([one["key"] for one in made.json["fields"] if one["key"] in names], names)
        told = self.admin.get("/model").json["entities"]
        kept = next(one for one in told if one["key"] == "own_thing")
        self.assertEqual([one["key"] for one in kept["fields"] if one["key"] in names], names)


if __name__ == "__main__":
    unittest.main()
