"""Lists: a cursor walks over all records, without a gap and without a double, whatever the order."""
import unittest

from house import HouseTest, on_every_store

COUNT = 320


@on_every_store
class Lists(HouseTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for house in cls.houses.values():
            house.made = []
            for i in range(COUNT):
                # Few distinct companies, some without one: the cursor must tell equal keys apart.
                values = {"external_id": f"L{i:03}", "rating": ("hot", "warm", "cold")[i % 3]}
                if i % 7:
                    values["company"] = f"Company {i % 5}"
                answer = house.admin.post("/leads", values)
                if answer.status != 201:
                    raise AssertionError(str(answer))
                house.made.append(answer.json)

    def test_every_order_walks_over_everything_once(self):
        ids = sorted(row["id"] for row in self.house.made)
        for sort in ("", "-created_at", "created_at", "company", "-company", "external_id", "-external_id", "rating",
                     "-status", "company,-external_id", "-rating,company"):
            for limit in (7, 100):
                seen = [row["id"] for row in self.admin.all("/leads", sort=sort, limit=limit)]
                self.assertEqual(sorted(seen), ids, f"sort={sort} limit={limit}: {len(seen)} rows")
        for sort in ("external_id", "-external_id"):
            seen = [row["external_id"] for row in self.admin.all("/leads", sort=sort, limit=50)]
            self.assertEqual(seen, sorted(seen, reverse=sort.startswith("-")))

    def test_what_comes_while_walking_makes_no_double(self):
        first = self.admin.get("/leads", sort="-created_at", limit=100).json
        extra = self.lead(company="Late")
        try:
            rest = self.admin.all("/leads", sort="-created_at", limit=100, after=first["next"])
        except AssertionError:
            raise
        seen = [row["id"] for row in first["data"] + rest]
        self.assertEqual(len(seen), len(set(seen)))
        self.assertEqual(set(seen), {row["id"] for row in self.house.made})
        self.admin.delete(f"/leads/{extra['id']}")

    def test_filter_count_fields_and_include(self):
        answer = self.check(self.admin.get("/leads", filter='rating = hot and company = "Company 1"', count="true",
                                           fields="company,rating", limit=200), 200).json
        wanted = [i for i in range(COUNT) if i % 3 == 0 and i % 5 == 1 and i % 7]
        self.assertEqual((answer["count"], len(answer["data"])), (len(wanted), len(wanted)))
        self.assertEqual(set(answer["data"][0]), {"id", "version", "company", "rating", "display"})
        lead = self.house.made[0]
        self.check(self.admin.patch(f"/leads/{lead['id']}", {"owner": self.ids["ann"]}), 200)
        found = self.admin.get("/leads", filter=f'owner = {self.ids["ann"]}', include="owner").json
        self.assertEqual(found["included"][self.ids["ann"]]["title"], "Ann Example")

    def test_a_cursor_belongs_to_its_order(self):
        cursor = self.admin.get("/leads", sort="company", limit=10).json["next"]
        answer = self.admin.get("/leads", sort="-rating", limit=10, after=cursor)
        self.assertIn(answer.status, (200, 400))  # never a failure of the server
        for broken in (cursor[:-3], cursor + "AAAA", "AAAA", "%00", "-1", "🙂"):
            self.assertIn(self.admin.get("/leads", sort="company", after=broken).status, (200, 400), broken)

    def test_what_was_undone_has_not_changed(self):
        lead = self.lead()
        def changed() -> bool:
            found = self.check(self.admin.get("/leads", filter="changed(rating) since today", limit=200), 200).json
            return lead["id"] in [one["id"] for one in found["data"]]
        self.assertFalse(changed())
        done = self.check(self.admin.patch(f"/leads/{lead['id']}", {"rating": "hot"}), 200)
        self.assertTrue(changed())
        undone = self.check(self.admin.post(f"/journal/{done.journal}/undo"), 200)
        self.assertFalse(changed())
        again = self.check(self.admin.post(f"/journal/{undone.journal}/undo"), 200)
        self.assertTrue(changed(), "what was brought again stands")
        self.check(self.admin.post(f"/journal/{again.journal}/undo"), 200)
        self.assertFalse(changed())


if __name__ == "__main__":
    unittest.main()
