"""Very many exceptions of one kind: one line, one act, one undo; the list of others stays in sight."""
import unittest

from house import HouseTest, later, on_every_store
from test_files_and_imports import finished, rows, upload


@on_every_store
class ManyExceptions(HouseTest):
    def imported(self, count: int, owner: str = "") -> None:
        """Leads that nobody touches, all of one owner or of nobody."""
        header, *lines = rows(count, f"Of{owner}").decode().splitlines()
        if owner:
            header, lines = header + ",Owner", [f"{line},{owner}@example.com" for line in lines]
        file = self.check(upload(self.admin, "\n".join([header, *lines]).encode()), 201).json["id"]
        job = self.check(self.admin.post("/imports", {"file": file, "entity": "lead"}), 202).json
        self.assertEqual(finished(self.admin, job["id"])["refused"], 0)

    def broken(self, client, **query) -> dict:
        return self.check(client.get("/exceptions", fold="true", count="true", **query), 200).json

    def bundle(self, answer: dict, owner: str | None) -> dict:
        found = [one for one in answer["bundles"] if (one["first"]["owner"] or {}).get("id") == owner]
        self.assertEqual(len(found), 1, answer["bundles"])
        return found[0]

    def test_a_list_folds_them_and_one_act_concerns_all(self):
        self.imported(620)
        self.imported(40, "ann")
        self.lead(owner=self.ids["bob"], company="Alone")
        self.house.put_clock(later(self.house.clock(), days=2))
        told = self.broken(self.admin)
        self.assertEqual(told["count"], 661)
        self.assertEqual([one["record"]["title"] for one in told["data"]], ["Alone"])
        self.assertEqual(self.bundle(told, None)["count"], 620)
        self.assertEqual(self.bundle(told, self.ids["ann"])["count"], 40)
        # A manager sees his team's alone.
        seen = self.broken(self.as_("max"))
        self.assertEqual((seen["count"], [one["count"] for one in seen["bundles"]]), (41, [40]))

        first = self.bundle(told, None)["first"]
        chosen = {"filter": f"guideline = {first['guideline']['id']} and owner is empty", "act": "reassign",
                  "to": self.ids["bob"]}
        job = self.check(self.admin.post("/exceptions/bulk", chosen), 202).json
        ended = finished(self.admin, job["id"])
        self.assertEqual((ended["state"], ended["result"]["changed"]), ("done", 620))
        after = self.broken(self.as_("max"))
        self.assertEqual(after["count"], 661)
        self.assertEqual(self.bundle(after, self.ids["bob"])["count"], 621)
        # Whoever has acted need not look at them again before the others had their time.
        self.assertEqual(self.broken(self.admin)["count"], 41)

        undone = finished(self.admin, self.check(self.admin.post(f"/jobs/{job['id']}/undo"), 202).json["id"])
        self.assertEqual(undone["state"], "done", undone)
        back = self.broken(self.admin)
        self.assertEqual((back["count"], self.bundle(back, None)["count"]), (661, 620))

    def test_few_are_done_at_once_and_all_or_none(self):
        self.imported(40, "zoe")
        self.house.put_clock(later(self.house.clock(), days=2))
        of_zoe = f"owner = {self.ids['zoe']}"
        first = self.bundle(self.broken(self.admin), self.ids["zoe"])["first"]
        chosen = {"filter": f"guideline = {first['guideline']['id']} and {of_zoe}", "act": "accept",
                  "reason": "justified"}
        done = self.check(self.admin.post("/exceptions/bulk", chosen), 200)
        self.assertEqual(done.json["changed"], 40)
        self.assertEqual(self.broken(self.admin, filter=of_zoe)["count"], 0)
        self.check(self.admin.post(f"/journal/{done.journal}/undo"), 200)
        self.assertEqual(self.broken(self.admin, filter=of_zoe)["bundles"][0]["count"], 40)
        self.check(self.admin.post("/exceptions/bulk", chosen | {"ids": ["1"]}), 422)
        self.check(self.admin.post("/exceptions/bulk", chosen | {"state": "shut"}), 400)
        self.check(self.admin.post("/exceptions/bulk", chosen | {"filter": "nonsense = 1"}), 400)

    def test_a_list_stands_however_many_were_put_aside(self):
        self.imported(340, "bob")
        self.house.put_clock(later(self.house.clock(), days=2))
        of_bob = {"filter": f"owner = {self.ids['bob']}"}
        max_ = self.as_("max")
        every = [one["id"] for one in max_.all("/exceptions", **of_bob)]
        self.assertGreaterEqual(len(every), 340)
        until = later(self.house.clock(), days=3)
        self.check(max_.post("/exceptions/bulk", {"ids": every[:300], "act": "snooze", "until": until}), 200)
        self.assertEqual({one["id"] for one in max_.all("/exceptions", **of_bob)}, set(every[300:]))
        self.assertEqual(len(self.as_("bob").all("/exceptions", **of_bob)), len(every), "of nobody else's")
        self.house.put_clock(later(until, minutes=1))
        self.assertEqual(len(max_.all("/exceptions", **of_bob)), len(every))


if __name__ == "__main__":
    unittest.main()
