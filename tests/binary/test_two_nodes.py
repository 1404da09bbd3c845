"""Two servers over one PostgreSQL database: what one has changed of the company holds on the other at once."""
import copy
import unittest

from house import ADMIN, House, POSTGRES, free_port, later


@unittest.skipUnless(POSTGRES, "SQLite's file is served by one process")
class TwoNodes(unittest.TestCase):
    def setUp(self) -> None:
        self.one = House("postgres")
        self.addCleanup(self.one.close)
        self.one.start()
        self.ids = self.one.people(self.one.client(ADMIN))
        self.two = copy.copy(self.one)
        self.two.port, self.two.log, self.two.process = free_port(), [], None
        self.two.start()
        self.addCleanup(lambda: self.two.process.kill() or self.two.process.wait())
        self.nodes = [(house, house.client(ADMIN)) for house in (self.one, self.two)]

    def made(self, answer) -> str:
        self.assertEqual(answer.status, 201, str(answer))
        return answer.json["id"]

    def rule(self, admin, key: str, **more) -> str:
        words = {"sentence": {"en": "Done."}, "goal": {"en": "Order"}, "tell": ["owner"], "state": "on"}
        return self.made(admin.post("/guidelines", words | {
            "key": f"own_{key}", "entity": "lead", "start": f'company = "{key}"', "from": "entered_at",
            "expect": "status != new", "within": {"n": 1, "unit": "hours"}} | more))

    def lead(self, admin, key: str) -> str:
        return self.made(admin.post("/leads", {"company": key, "owner": self.ids["ann"]}))

    def test_a_rule_holds_on_both_nodes_at_once(self):
        for i in range(4):
            (_, maker), (teller, other) = self.nodes[i % 2], self.nodes[1 - i % 2]
            key = f"r{i}"
            self.lead(maker, key)  # there before
            rule = self.rule(maker, key)
            self.lead(other, key)  # made by who has not heard of the rule
            self.lead(maker, key)
            now = max(house.clock() for house, _ in self.nodes)
            teller.put_clock(later(now, hours=2))
            for house, _ in self.nodes:
                house.put_clock(later(now, hours=2))
            states = sorted(row[0] for row in teller.sql(f"select state from watches where guideline = {rule}"))
            self.assertEqual(states, ["broken"] * 3, f"rule {i}")
            open_ones = teller.sql(f"select count(*) from exceptions where guideline = {rule} and state = 'open'")
            self.assertEqual(open_ones, [["3"]], f"rule {i}")

    def test_leave_moves_what_the_other_node_watches(self):
        (one, first), (two, second) = self.nodes
        rule = self.rule(first, "days", within={"n": 2, "unit": "business_days"})
        self.lead(first, "days")
        from_, to = (later(one.clock(), days=days)[:10] for days in (0, 20))
        away = first.patch(f"/users/{self.ids['ann']}", {"leave": [{"from": from_, "to": to}]})
        self.assertEqual(away.status, 200, str(away))
        self.lead(second, "days")  # by who has not heard that she is away
        two.put_clock(later(two.clock(), seconds=1))
        due = {row[0][:10] for row in two.sql(
            f"select to_timestamp(due_at / 1000000) at time zone 'UTC' from watches where guideline = {rule}")}
        self.assertEqual(len(due), 1, due)
        self.assertGreater(min(due), to)


if __name__ == "__main__":
    unittest.main()
