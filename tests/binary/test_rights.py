"""Roles and rights an administrator changes while the company works: at once, everywhere, for good, and back again."""
import unittest

from house import ADMIN, Client, HouseTest, later, on_every_store
from test_company import soon

ROLES = ["admin", "manager", "rep", "assistant", "operator", "marketing"]


@on_every_store
class Rights(HouseTest):
    def setUp(self):
        super().setUp()
        self.made = []

    def tearDown(self):
        for journal in reversed(self.made):
            self.check(self.admin.post(f"/journal/{journal}/undo"), 200)
        super().tearDown()

    def give(self, role: str, patch: dict) -> dict:
        answer = self.check(self.admin.patch(f"/rights/{role}", patch), 200)
        self.made.append(answer.journal)
        return answer.json["rights"]

    def role(self, name: str, like: str) -> dict:
        answer = self.check(self.admin.post("/roles", {"name": name, "like": like}), 201)
        self.made.append(answer.journal)
        return answer.json

    def person(self, name: str, role: str) -> Client:
        email = f"{name}@example.com"
        answer = self.check(self.admin.post("/users", {"email": email, "name": name.title(), "role": role,
                                                       "team": self.ids["sales"]}), 201)
        self.made.append(answer.journal)
        return Client(self.house.port, self.house.token(email))

    def refused(self, answer, code: str, field: str = "", status: int = 422):
        self.check(answer, status)
        faults = answer.json.get("errors") or []
        self.assertTrue(answer.code == code or any(one["code"] == code and field in ("", one["field"])
                                                   for one in faults), answer)
        for one in faults:
            self.assertNotEqual(one.get("message", ""), one["code"], "a message in words")

    def rights(self) -> dict:
        return self.check(self.admin.get("/rights"), 200).json

    def test_what_an_exception_tells_of_a_record_is_kept_as_there(self):
        """Its journal and its timeline as well as the exception itself."""
        bob, amount = self.as_("bob"), {"amount": "4711.00", "currency": "EUR"}
        deal = self.check(self.admin.post("/opportunities", {
            "name": "zqopp", "stage": "demo", "amount": amount, "owner": self.ids["bob"],
            "close_date": later(self.house.clock(), days=60)[:10]}), 201).json
        self.check(bob.post(f"/opportunities/{deal['id']}/accept"), 200)  # else it goes to the next in the team
        for days in (1, 3, 7, 14):
            self.house.put_clock(later(self.house.clock(), days=days))
        about = self.check(bob.get(f"/opportunities/{deal['id']}/exceptions"), 200).json["data"]
        self.assertTrue(about)
        paths = ["/exceptions", "/journal?entity=exception&limit=200"]
        for one in about:
            paths += [f"/exceptions/{one['id']}", f"/exceptions/{one['id']}/timeline"]
        told = lambda: [path for path in paths
                        if any(word in self.check(bob.get(path), 200).body for word in (b"zqopp", b"4711"))]
        self.assertIn(paths[1], told())
        self.assertIn(paths[3], told())
        self.give("rep", {"opportunity": {"fields": {"amount": "none", "name": "none"}}})
        self.assertEqual(told(), [])
        lines = bob.get("/journal", entity="exception", record=about[0]["id"]).json["data"]
        self.assertEqual({line["title"] for line in lines}, {"•••"})
        self.assertNotIn("title", lines[-1]["changes"])
        self.assertIn("due_at", lines[-1]["changes"], "the rest is told")

    def test_what_ships_is_told(self):
        told = self.rights()
        self.assertEqual([one["key"] for one in told["roles"] if not one["is_own"]], ROLES)
        rep, manager = told["rights"]["rep"], told["rights"]["manager"]
        self.assertEqual((rep["lead"]["see"], rep["lead"]["create"], rep["lead"]["remove"]), ("own", True, False))
        self.assertEqual((manager["lead"]["see"], manager["activity"]["change"]), ("team", "team"))
        self.assertEqual(rep["activity"]["see"], "own")
        self.assertEqual(told["rights"]["assistant"]["lead"]["see"], "custom")
        self.assertEqual(told["rights"]["assistant"]["lead"]["see_condition"], "owner.team = me.team")
        self.assertEqual(told["rights"]["marketing"]["contact"]["fields"]["email"], "masked")
        self.assertEqual(told["rights"]["operator"]["lead"]["fields"]["owner"], "see")
        self.assertEqual(rep["form"]["see"], "none")
        lead = next(one for one in told["entities"] if one["key"] == "lead")
        self.assertEqual(lead["scopes"], ["all", "team", "own", "pool", "none"])
        self.assertTrue(next(one for one in lead["fields"] if one["key"] == "email")["personal"])
        self.assertNotIn("password_hash", rep["user"]["fields"])

    def test_a_right_holds_at_once_and_undo_takes_it_back(self):
        rita = self.person("rita", "rep")
        lead = self.lead(company="Blue Oak", email="ada@example.com")  # nobody's
        self.check(rita.get(f"/leads/{lead['id']}"), 404)
        self.give("rep", {"lead": {"see": "all", "fields": {"email": "masked", "phone": "none"}}})
        seen = self.check(rita.get(f"/leads/{lead['id']}"), 200).json
        self.assertEqual(seen["email"], "•••")
        self.assertNotIn("phone", seen)
        self.check(rita.get("/leads", filter='email contains "ada"'), 403)
        self.check(rita.patch(f"/leads/{lead['id']}", {"company": "Red Oak"}), 403)
        self.check(self.admin.post(f"/journal/{self.made.pop()}/undo"), 200)
        self.check(rita.get(f"/leads/{lead['id']}"), 404)

    def test_the_pool_is_seen_and_taken_from(self):
        rita, rob = self.person("rita.pool", "rep"), self.person("rob.pool", "rep")
        lead = self.lead(company="Pooled")  # nobody's
        path = f"/leads/{lead['id']}"
        acts = lambda who: [act["key"] for one in who.get("/model").json["entities"] if one["key"] == "lead"
                            for act in one["acts"]]
        self.assertNotIn("take", acts(rita), "as it ships")
        now = self.give("rep", {"lead": {"see": "pool", "change": "pool"}})
        self.assertEqual((now["lead"]["see"], now["lead"]["change"]), ("pool", "pool"))
        self.assertEqual(now["lead"]["see_condition"], "owner = me or owner is empty")
        self.assertIn("take", acts(rita))
        self.assertIn("take", self.check(rita.get(path), 200).json["may"]["acts"])
        version = self.check(rob.get(path), 200).json["version"]
        self.assertIn(lead["id"], [one["id"] for one in rob.all("/leads", filter="owner is empty")])
        taken = self.check(rita.post(f"{path}/take"), 200).json
        self.assertEqual(taken["owner"], rita.get("/me").json["id"])
        for answer in (rob.post(f"{path}/take"), rob.post(f"{path}/take", None, If_Match=f'"{version}"'),
                       self.admin.post(f"{path}/take")):
            self.refused(answer, "taken_by", status=409)
            self.assertIn(rita.get("/me").json["name"], answer.json["detail"])
        self.check(rob.get(path), 404)
        self.check(rita.post(f"{path}/take"), 200)
        self.give("rep", {"lead": {"see": "pool", "change": "own"}})
        self.assertNotIn("take", acts(rob), "he sees what lies there")
        self.check(self.admin.delete(path), 204)  # who owns something cannot be taken back

    def test_a_condition_of_ones_own(self):
        rita = self.person("rosa", "rep")
        hot, cold = self.lead(company="Hot", rating="hot"), self.lead(company="Cold", rating="cold")
        now = self.give("rep", {"lead": {"see_condition": "owner=me or rating = hot", "change": "none"}})
        self.assertEqual((now["lead"]["see"], now["lead"]["see_condition"]), ("custom", "owner = me or rating = hot"))
        self.check(rita.get(f"/leads/{hot['id']}"), 200)
        self.check(rita.get(f"/leads/{cold['id']}"), 404)
        self.check(rita.patch(f"/leads/{hot['id']}", {"company": "Mine"}), 403)
        now = self.give("rep", {"lead": {"see_condition": "owner = me"}})
        self.assertEqual((now["lead"]["see"], now["lead"]["change"]), ("own", "none"), "what is not named stays")
        self.assertEqual(self.give("rep", {"lead": None})["lead"]["change"], "own", "what ships is back")

    def test_an_own_role(self):
        self.give("rep", {"product": {"change": "all", "create": True}})
        made = self.role("Key accounts", "rep")
        self.assertEqual((made["key"], made["like"]), ("own_key_accounts", "rep"))
        kim = self.person("kim", "own_key_accounts")
        self.assertEqual(kim.get("/me").json["role"], {"key": "own_key_accounts", "label": "Key accounts"})
        product = self.check(kim.post("/products", {"name": "Anvil"}), 201).json
        self.check(self.admin.delete(f"/products/{product['id']}"), 204)
        lead = self.check(kim.post("/leads", {"company": "Acme"}), 201).json
        self.assertEqual(lead["owner"], kim.get("/me").json["id"], "it works as a rep does")
        self.check(self.admin.delete(f"/leads/{lead['id']}"), 204)  # who owns something cannot be taken back
        # Each goes its own way from then on.
        self.give("own_key_accounts", {"lead": {"see": "all"}})
        self.assertEqual(self.rights()["rights"]["rep"]["lead"]["see"], "own")
        self.check(self.admin.patch(f"/roles/{made['id']}", {"name": "Large accounts"}), 200)
        self.assertEqual(kim.get("/me").json["role"]["label"], "Large accounts")
        told = next(one for one in self.rights()["roles"] if one["key"] == "own_key_accounts")
        self.assertEqual((told["name"], told["is_own"], told["people"], told["works_as"]),
                         ("Large accounts", True, 1, "rep"))
        choices = next(field for entity in self.admin.get("/model").json["entities"] if entity["key"] == "user"
                       for field in entity["fields"] if field["key"] == "role")["choices"]
        self.assertIn({"key": "own_key_accounts", "label": "Large accounts"}, choices)
        self.check(self.admin.patch(f"/roles/{made['id']}", {"name": "Key accounts"}), 200)

    def test_a_role_goes_when_nobody_has_it(self):
        made = self.check(self.admin.post("/roles", {"name": "Trainee", "like": "assistant"}), 201).json
        tom = {"email": "tom@example.com", "name": "Tom", "team": self.ids["sales"], "role": "own_trainee"}
        user = self.check(self.admin.post("/users", tom), 201).json
        self.refused(self.admin.delete(f"/roles/{made['id']}"), "role_in_use")
        self.check(self.admin.patch(f"/users/{user['id']}", {"role": "rep"}), 200)
        self.check(self.admin.delete(f"/roles/{made['id']}"), 204)
        self.assertNotIn("own_trainee", self.rights()["rights"])
        self.refused(self.admin.patch(f"/users/{user['id']}", {"role": "own_trainee"}), "not_a_choice", "role")
        self.refused(self.admin.patch("/rights/own_trainee", {"lead": {"see": "all"}}), "unknown_role", status=404)
        again = self.check(self.admin.post("/roles", {"name": "Trainee", "like": "rep"}), 201).json
        self.assertEqual(self.rights()["rights"]["own_trainee"]["lead"]["see"], "own", "it begins anew")
        self.check(self.admin.delete(f"/roles/{again['id']}"), 204)
        shipped = next(one["id"] for one in self.rights()["roles"] if one["key"] == "operator")
        self.refused(self.admin.delete(f"/roles/{shipped}"), "role_shipped")
        self.check(self.admin.delete(f"/users/{user['id']}"), 204)

    def test_the_last_administrator_stays_one(self):
        me = self.admin.get("/me").json["id"]
        for answer in (self.admin.patch(f"/users/{me}", {"role": "rep"}),
                       self.admin.patch(f"/users/{me}", {"active": False}),
                       self.admin.delete(f"/users/{me}"),
                       self.admin.post("/users/bulk", {"ids": [me], "change": {"active": False}}),
                       self.admin.patch("/rights/admin", {"role": {"change": "none"}}),
                       self.admin.patch("/rights/admin", {"user": {"fields": {"role": "see"}}}),
                       self.admin.patch("/rights/admin", {"user": {"see_condition": "active = true"}}),
                       self.admin.patch("/rights/admin", {"overlay": {"change": "none"}})):
            self.refused(answer, "last_administrator")
        self.assertTrue(self.admin.get("/me").json["may"]["administer"])
        self.role("Owner", "admin")
        olga = self.person("olga", "own_owner")
        changed = self.check(olga.patch("/rights/admin", {"overlay": {"change": "none"}}), 200)
        self.refused(self.admin.patch("/rights/rep", {"lead": {"see": "all"}}), "rights_not_yours", status=403)
        self.refused(self.admin.post("/model/entities/lead/fields", {"key": "own_x"}), "model_not_yours", status=403)
        self.check(olga.post(f"/journal/{changed.journal}/undo"), 200)
        self.check(self.admin.patch("/rights/rep", {}), 200)

    def test_a_dry_run_tells_what_would_hold_and_writes_nothing(self):
        before = self.rights()
        patch = {"lead": {"see": "all", "fields": {"phone": "masked"}}}
        tried = self.check(self.admin.patch("/rights/rep?dry_run=true", patch), 200)
        self.assertEqual((tried.json["role"], tried.json["rights"]["lead"]["see"]), ("rep", "all"))
        self.assertEqual(tried.json["rights"]["lead"]["fields"]["phone"], "masked")
        self.assertFalse(tried.journal)
        self.assertEqual(self.rights(), before)
        self.refused(self.admin.patch("/rights/rep?dry_run=true", {"lead": {"see": "everything"}}),
                     "unknown_scope", "lead.see")
        self.refused(self.admin.patch("/rights/admin?dry_run=true", {"user": {"see": "none"}}), "last_administrator")
        self.refused(self.as_("max").patch("/rights/rep?dry_run=true", patch), "rights_not_yours", status=403)
        self.check(self.admin.patch("/rights/rep?dry_run=perhaps", patch), 400)

    def test_bad_input_changes_nothing(self):
        before = self.rights()
        for patch, code, field in (
                ({"lead": {"see": "mine"}}, "unknown_scope", "lead.see"),
                ({"product": {"see": "team"}}, "unknown_scope", "product.see"),
                ({"lead": {"see": "custom"}}, "required", "lead.see_condition"),
                ({"lead": {"see": 7}}, "wrong_type", "lead.see"),
                ({"lead": {"see_condition": "colour = red"}}, "condition_unknown_field", "lead.see_condition"),
                ({"lead": {"see_condition": "owner = "}}, "condition_incomplete", "lead.see_condition"),
                ({"lead": {"see_condition": "count(activities) > 1"}}, "scope_too_deep", "lead.see_condition"),
                ({"lead": {"change_condition": "changed(status) since today"}}, "scope_too_deep",
                 "lead.change_condition"),
                ({"lead": {"create": "yes"}}, "wrong_type", "lead.create"),
                ({"lead": {"fields": {"colour": "see"}}}, "unknown_field", "lead.colour"),
                ({"lead": {"fields": {"email": "hide"}}}, "unknown_right", "lead.email"),
                ({"lead": {"fields": {"qualified_at": "edit"}}}, "read_only", "lead.qualified_at"),
                ({"user": {"fields": {"password_hash": "see"}}}, "unknown_field", "user.password_hash"),
                ({"lead": {"fields": []}}, "wrong_type", "lead.fields"),
                ({"lead": {"colour": 1}}, "unknown_field", "lead.colour"),
                ({"lead": "all"}, "wrong_type", "lead"),
                ({"journal": {"see": "all"}}, "unknown_entity", "journal"),
                ({"exception": {"create": True}}, "right_fixed", "exception.create"),
                ({"account": {"see": "none"}, "lead": {"see": "mine"}}, "unknown_scope", "lead.see")):
            self.refused(self.admin.patch("/rights/rep", patch), code, field)
        self.refused(self.admin.patch("/rights/nobody", {}), "unknown_role", status=404)
        self.check(self.admin.patch("/rights/rep", []), 400)
        self.refused(self.admin.post("/roles", {"name": "Lonely"}), "required", "like")
        self.refused(self.admin.post("/roles", {"name": "Lonely", "like": "nobody"}), "not_a_choice", "like")
        self.refused(self.admin.post("/roles", {"like": "rep"}), "required", "name")
        self.refused(self.admin.patch("/model/entities/user/fields/role", {"choices": [{"key": "rep", "label": "R"}]}),
                     "choices_follow_roles", "role")
        made = self.role("Once", "rep")
        self.refused(self.admin.post("/roles", {"name": "Once", "like": "rep"}), "not_unique")
        self.refused(self.admin.patch(f"/roles/{made['id']}", {"like": "admin"}), "read_only", "like")
        self.check(self.admin.post(f"/journal/{self.made.pop()}/undo"), 200)
        self.assertEqual(self.rights(), before)

    def test_who_does_not_administer_neither_reads_nor_changes(self):
        for role in ROLES[1:]:
            other = self.person("some" + role, role)
            self.refused(other.get("/rights"), "rights_not_yours", status=403)
            self.refused(other.patch("/rights/rep", {"lead": {"see": "all"}}), "rights_not_yours", status=403)
            self.check(other.post("/roles", {"name": "Mine", "like": "admin"}), 403)
            self.assertEqual(other.get("/me").json["may"]["administer"], False)

    def test_importing_is_a_right(self):
        rita = self.person("ruth", "rep")
        self.assertFalse(rita.get("/me").json["may"]["import"])
        ask = {"file": "1", "entity": "lead"}
        self.refused(rita.post("/imports", ask), "may_not_import", status=403)
        self.give("rep", {"job": {"create": True}})
        self.assertTrue(rita.get("/me").json["may"]["import"])
        self.assertNotEqual(rita.post("/imports", ask).code, "may_not_import")

    def test_an_own_field_that_a_scope_speaks_of(self):
        self.check(self.admin.post("/model/entities/lead/fields", {"key": "own_open", "kind": "boolean"}), 201)
        self.give("rep", {"lead": {"see_condition": "owner = me or own_open = true"}})
        self.refused(self.admin.delete("/model/entities/lead/fields/own_open"), "used_by_rights")
        rita = self.person("rina", "rep")
        lead = self.lead(own_open=True)
        self.check(rita.get(f"/leads/{lead['id']}"), 200)

    def test_a_neighbour_and_a_restart_know_it(self):
        neighbour = self.neighbour()
        self.role("Auditor", "marketing")
        self.give("own_auditor", {"lead": {"see": "none"}, "account": {"fields": {"name": "masked"}}})
        self.person("uma", "own_auditor")
        there = Client(neighbour.port, self.house.token("uma@example.com"))
        soon(lambda: there.get("/me").status == 200 and there.get("/leads").status == 404)
        self.assertEqual(there.get("/contacts").status, 200)
        self.house.stop()
        self.house.start()
        self.admin.close()
        self.admin.port = self.house.port
        again = Client(self.house.port, self.house.token("uma@example.com"))
        self.assertEqual((again.get("/leads").status, again.get("/contacts").status), (404, 200))
        self.assertEqual(self.rights()["rights"]["own_auditor"]["account"]["fields"]["name"], "masked")


if __name__ == "__main__":
    unittest.main()
