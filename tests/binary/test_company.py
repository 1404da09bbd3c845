"""The company as each node knows it: what another program changes is seen at once; who has left owns nothing new."""
import time
import unittest

from house import ADMIN, Client, House, HouseTest, on_every_store, run

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
        neighbour = House.__new__(House)
        neighbour.__dict__.update(self.house.__dict__, process=None, port=0, log=[])
        self.addCleanup(neighbour.stop)
        neighbour.start()
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
