"""The company as each node knows it: what another program changes is seen at once; who has left owns nothing new."""
import time
import unittest

from house import ADMIN, Client, HouseTest, on_every_store, run

PASSWORD = "another horse battery"


def soon(holds, seconds: float = 10) -> float:
    """How long it took until it held."""
    begin = time.monotonic()
    while time.monotonic() - begin < seconds:
        if holds():
            return time.monotonic() - begin
        time.sleep(0.05)
    raise AssertionError("it never came")


@on_every_store
class Company(HouseTest):
    def test_a_person_added_beside_the_server_signs_in(self):
        done = run("user", "add", *self.house.where(), "--email", "pat@example.com", "--name", "Pat Example",
                   "--password-stdin", stdin=PASSWORD + "\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        took = soon(lambda: "pat@example.com" in [one["email"] for one in self.admin.all("/users")]
                    and Client(self.house.port).sign_in("pat@example.com", PASSWORD).status == 201)
        self.assertLess(took, 5)

    def test_a_neighbour_sees_a_new_field_and_who_has_left(self):
        neighbour = self.neighbour()
        token = self.house.token(ADMIN)
        there = Client(neighbour.port, token)
        self.check(there.post("/leads", {"company": "Acme", "own_colour": "red"}), 400)
        self.check(self.admin.post("/model/entities/lead/fields", {"key": "own_colour", "kind": "text"}), 201)
        soon(lambda: there.post("/leads", {"company": "Acme", "own_colour": "red"}).status == 201)
        leaver = self.check(self.admin.post("/users", {"email": "quinn@example.com", "name": "Quinn Example",
                                                       "role": "rep", "team": self.ids["sales"]}), 201).json["id"]
        his = Client(neighbour.port, self.house.token("quinn@example.com"))
        soon(lambda: his.get("/me").status == 200)
        self.check(self.admin.patch(f"/users/{leaver}", {"active": False}), 200)
        soon(lambda: his.get("/me").status == 401)

    def test_administrators_see_who_was_here_last(self):
        made = self.check(self.admin.post("/users", {"email": "eve@example.com", "name": "Eve", "role": "rep",
                                                     "team": self.ids["sales"]}), 201).json
        seen = lambda: self.check(self.admin.get(f"/users/{made['id']}"), 200).json["last_seen"]
        self.assertIsNone(seen())
        eve = Client(self.house.port, self.house.token("eve@example.com"))
        self.assertIsNone(seen(), "a key alone is no visit")
        today = self.house.clock()[:10]
        self.check(eve.get("/me"), 200)
        self.assertEqual(seen(), today)
        now = self.check(self.admin.get(f"/users/{made['id']}"), 200).json
        self.assertEqual((now["version"], now["updated_at"]), (made["version"], made["updated_at"]),
                         "being here is no change")
        for other in ("max", "ann"):
            self.assertNotIn("last_seen", self.check(self.as_(other).get(f"/users/{made['id']}"), 200).json)
            self.assertNotEqual(self.as_(other).get("/users", filter="last_seen is not empty").status, 200)
        journal = self.check(self.admin.get("/journal", entity="user", record=made["id"]), 200).json["data"]
        self.assertEqual([row["act"] for row in journal], ["create"], "nobody's day is in the journal")

    def test_teams_stand_in_no_ring(self):
        make = lambda name, **more: self.check(self.admin.post("/teams", {"name": name, **more}), 201).json["id"]
        top = make("Top")
        middle = make("Middle", parent=top)
        low = make("Low", parent=middle)
        for above in (middle, low):
            answer = self.check(self.admin.patch(f"/teams/{top}", {"parent": above}), 422)
            self.assertEqual([(one["field"], one["code"]) for one in answer.json["errors"]], [("parent", "team_ring")])
        answer = self.check(self.admin.patch(f"/teams/{top}", {"parent": top}), 422)
        self.assertIn("links_itself", [one["code"] for one in answer.json["errors"]])
        self.check(self.admin.patch(f"/teams/{low}", {"parent": top}), 200)

    def test_accounts_stand_in_no_ring(self):
        make = lambda name, **more: self.check(self.admin.post("/accounts", {"name": name, **more}), 201).json["id"]
        top = make("Group")
        low = make("Site", parent=make("Company", parent=top))
        answer = self.check(self.admin.patch(f"/accounts/{top}", {"parent": low}), 422)
        self.assertEqual([(one["field"], one["code"]) for one in answer.json["errors"]], [("parent", "account_ring")])
        # Who may not see the account between is refused all the same.
        mine = make("Mine", owner=self.ids["ann"])
        under = make("Hers", owner=self.ids["ann"], parent=make("Between", parent=mine, owner=self.ids["zoe"]))
        answer = self.check(self.as_("ann").patch(f"/accounts/{mine}", {"parent": under}), 422)
        self.assertIn("account_ring", [one["code"] for one in answer.json["errors"]])

    def test_calendars_are_what_they_say(self):
        def refused(field: str, code: str, **values):
            answer = self.check(self.admin.post("/calendars", {"name": "Odd", "time_zone": "Europe/Berlin",
                                                               "hours": {"mon": [["09:00", "17:00"]]}, **values}), 422)
            self.assertEqual([(one["field"], one["code"]) for one in answer.json["errors"]], [(field, code)])
        refused("hours", "hours_overlap", hours={"mon": [["09:00", "13:00"], ["12:30", "18:00"]]})
        refused("hours", "hours_overlap", hours={"tue": [["13:00", "18:00"], ["09:00", "13:01"]]})
        refused("country", "country_without_holidays", country="XX")
        refused("country", "country_without_holidays", country="Germany")
        self.check(self.admin.post("/calendars", {"name": "Even", "time_zone": "Europe/Berlin", "country": "DE",
                                                  "hours": {"mon": [["09:00", "13:00"], ["13:00", "18:00"]]}}), 201)

    def test_who_has_left_becomes_no_owner(self):
        leaver = self.check(self.admin.post("/users", {"email": "rory@example.com", "name": "Rory Example",
                                                       "role": "rep", "team": self.ids["sales"]}), 201).json["id"]
        his = self.lead(owner=leaver)
        self.check(self.admin.patch(f"/users/{leaver}", {"active": False}), 200)
        for answer in (self.admin.post("/leads", {"company": "Acme", "owner": leaver}),
                       self.admin.patch(f"/leads/{self.lead()['id']}", {"owner": leaver}),
                       self.admin.post("/leads/bulk", {"ids": [self.lead()["id"]], "change": {"owner": leaver}})):
            self.check(answer, 422)
            self.assertIn("Rory Example", answer.body.decode())
        self.check(self.admin.patch(f"/leads/{his['id']}", {"company": "Still his"}), 200)


if __name__ == "__main__":
    unittest.main()
