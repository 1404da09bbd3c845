"""Very many at once: bulk work in the background with one undo, and the folded group of the exceptions page."""
import unittest

from house import Client, HouseTest, later, on_every_store
from test_files_and_imports import finished, upload


@on_every_store
class Bulk(HouseTest):
    def many(self, mark: str, count: int) -> None:
        text = "External id,Company\n" + "\n".join(f"{mark}{i},{mark} {i}" for i in range(count))
        job = self.admin.post("/imports", {"file": upload(self.admin, text.encode()).json["id"], "entity": "lead"}).json
        self.assertEqual(finished(self.admin, job["id"])["result"]["created"], count)

    def count(self, text: str) -> int:
        return self.check(self.admin.get("/leads", filter=text, count="true", limit=1), 200).json["count"]

    def test_a_filter_of_many_is_a_job_with_one_undo(self):
        self.many("Fil", 900)
        ask = {"filter": 'company contains "Fil "', "change": {"rating": "hot"}}
        started = self.check(self.admin.post("/leads/bulk", ask), 202)
        self.assertEqual((started.json["kind"], started.json["total"]), ("bulk", 900))
        job = finished(self.admin, started.json["id"])
        self.assertEqual((job["state"], job["done"], job["result"]), ("done", 900, {"changed": 900, "refused": []}))
        self.assertEqual(self.count('rating = hot and company contains "Fil "'), 900)
        undone = finished(self.admin, self.check(self.admin.post(f"/jobs/{job['id']}/undo"), 202).json["id"])
        self.assertEqual(undone["result"]["undone"], 900)
        self.assertEqual(self.count('rating = hot and company contains "Fil "'), 0)

    def test_the_same_request_again_is_answered_not_done_again(self):
        lead = self.lead(company="Again")
        few = {"ids": [lead["id"]], "change": {"rating": "hot"}}
        first = self.check(self.admin.post("/leads/bulk", few, Idempotency_Key="few"), 200)
        self.check(self.admin.patch(f"/leads/{lead['id']}", {"rating": "cold"}), 200)
        again = self.check(self.admin.post("/leads/bulk", few, Idempotency_Key="few"), 200)
        self.assertEqual((again.json, again.journal), (first.json, first.journal))
        self.assertEqual(self.admin.get(f"/leads/{lead['id']}").json["rating"], "cold")
        self.check(self.admin.post("/leads/bulk", few | {"change": {"rating": "warm"}}, Idempotency_Key="few"), 409,
                   "idempotency_key_reused")
        none = {"filter": 'company = "Nobody has it"', "change": {"rating": "hot"}}
        for _ in range(2):
            self.assertEqual(self.admin.post("/leads/bulk", none, Idempotency_Key="none").json, {"changed": 0})
        self.many("Twice", 600)
        ask = {"filter": 'company contains "Twice "', "change": {"rating": "hot"}}
        jobs = [self.check(self.admin.post("/leads/bulk", ask, Idempotency_Key="many"), 202) for _ in range(2)]
        self.assertEqual(jobs[0].json["id"], jobs[1].json["id"])
        self.assertEqual(jobs[0].headers["location"], jobs[1].headers["location"])
        self.assertEqual(finished(self.admin, jobs[0].json["id"])["result"]["changed"], 600)

    def test_ids_acts_and_those_that_refuse(self):
        self.many("Ids", 600)
        rows = self.admin.all("/leads", filter='company contains "Ids "', limit=200, fields="company")
        ids = [row["id"] for row in rows]
        self.admin.delete(f"/leads/{ids[7]}")
        ask = {"ids": ids, "act": "assign", "input": {"to": self.ids["ann"]}}
        job = finished(self.admin, self.check(self.admin.post("/leads/bulk", ask), 202).json["id"])
        self.assertEqual((job["state"], job["done"], job["refused"]), ("done", 600, 1), job)
        self.assertEqual(job["result"]["changed"], 599)
        self.assertEqual([(one["record"], one["code"]) for one in job["result"]["refused"]], [(ids[7], "not_found")])
        self.assertEqual(self.count(f'owner = {self.ids["ann"]} and company contains "Ids "'), 599)
        # What is wrong with the request itself is told at once, whatever its size.
        self.check(self.admin.post("/leads/bulk", ask | {"act": "bogus"}), 404, "no_such_act")
        self.check(self.admin.post("/leads/bulk", {"ids": ids, "change": {"bogus": 1}}), 400, "unknown_field")
        too_many = {"ids": [str(i) for i in range(1, 100_002)], "change": {"rating": "hot"}}
        self.check(self.admin.post("/leads/bulk", too_many), 413, "too_many_records")
        # A rep's filter is of what he sees.
        zoe = self.as_("zoe").post("/leads/bulk", {"filter": 'company contains "Ids "', "change": {"rating": "hot"}})
        self.assertEqual(self.check(zoe, 200).json["changed"], 0)
        self.check(self.as_("zoe").get(f"/jobs/{job['id']}"), 404)


    def test_many_are_removed_and_restored_by_one_act_each(self):
        ids = [self.lead(company=f"Bin {i}")["id"] for i in range(3)]
        removed = self.check(self.admin.post("/leads/bulk", {"ids": ids + ids[:1], "act": "remove"}), 200)
        self.assertEqual(removed.json, {"changed": 3})
        here = 'company contains "Bin "'
        self.assertEqual(self.count(here), 0)
        restored = self.check(self.admin.post("/leads/bulk", {"filter": here, "act": "restore"}), 200)
        self.assertEqual((restored.json, self.count(here)), ({"changed": 3}, 3))
        self.check(self.admin.post(f"/journal/{restored.journal}/undo"), 200)
        self.assertEqual(self.count(here), 0)
        self.check(self.admin.post("/leads/bulk", {"ids": ids, "act": "restore"}), 200)
        again = self.check(self.admin.post("/leads/bulk", {"filter": here, "act": "remove"}), 200)
        self.check(self.admin.post(f"/journal/{again.journal}/undo"), 200)
        self.assertEqual(self.count(here), 3)
        self.check(self.as_("ann").post("/leads/bulk", {"ids": ids, "act": "remove"}), 404)
        mine = self.lead(self.as_("ann"), company="Bin of Ann")["id"]
        self.check(self.as_("ann").post("/leads/bulk", {"ids": [mine], "act": "remove"}), 403, "may_not_remove")
        # All or none.
        self.check(self.admin.post("/leads/bulk", {"ids": ids + ["1"], "act": "remove"}), 404, "not_found")
        self.assertEqual(self.count(here), 4)

    def test_very_many_are_removed_as_a_job_with_one_undo(self):
        self.many("Gone", 600)
        here = 'company contains "Gone "'
        job = finished(self.admin, self.check(
            self.admin.post("/leads/bulk", {"filter": here, "act": "remove"}), 202).json["id"])
        self.assertEqual((job["state"], job["result"]["changed"], self.count(here)), ("done", 600, 0))
        back = finished(self.admin, self.check(
            self.admin.post("/leads/bulk", {"filter": here, "act": "restore"}), 202).json["id"])
        self.assertEqual((back["result"]["changed"], self.count(here)), (600, 600))
        undone = finished(self.admin, self.check(self.admin.post(f"/jobs/{back['id']}/undo"), 202).json["id"])
        self.assertEqual((undone["result"]["undone"], self.count(here)), (600, 0))

    def test_one_thing_is_done_to_each_once(self):
        lead = self.lead(company="Once")
        twice = {"ids": [lead["id"]] * 2, "change": {"rating": "hot"}}
        self.assertEqual(self.check(self.admin.post("/leads/bulk", twice), 200).json, {"changed": 1})
        both = {"ids": [lead["id"]], "change": {"rating": "cold"}, "act": "qualify"}
        answer = self.check(self.admin.post("/leads/bulk", both), 422)
        self.assertEqual([(one["field"], one["code"]) for one in answer.json["errors"]], [("act", "change_or_act")])
        self.check(self.admin.post("/leads/bulk", {"ids": [lead["id"]], "act": "remove", "input": {"x": 1}}), 400)
        self.assertEqual(self.admin.get(f"/leads/{lead['id']}").json["rating"], "hot")

    def test_the_document_names_the_acts_there_are(self):
        paths = self.admin.get("/openapi.json").json["paths"]
        for path in [one for one in paths if one.endswith("/bulk") and one != "/exceptions/bulk"]:
            schema = paths[path]["post"]["requestBody"]["content"]["application/json"]["schema"]
            for act in schema["properties"].get("act", {"enum": []})["enum"]:
                answer = self.admin.post(path, {"ids": ["1"], "act": act})
                self.assertNotEqual(answer.code, "no_such_act", f"{path} {act}")
            self.assertIn("remove", schema["properties"]["act"]["enum"], path)


@on_every_store
class ExceptionsAtOnce(HouseTest):
    def broken(self, count: int, mark: str) -> list[str]:
        for i in range(count):
            self.lead(company=f"{mark} {i}", owner=self.ids["ann"], source="referral")
        self.house.put_clock(later(self.house.clock(), days=8))
        rows = self.as_("max").all("/exceptions", limit=100)
        mine = [row["id"] for row in rows if row["title"].startswith(mark)]
        self.assertGreaterEqual(len(mine), count)
        return mine

    def open(self, mark: str, who: Client | None = None) -> int:
        return sum(row["title"].startswith(mark) for row in (who or self.as_("max")).all("/exceptions", limit=100))

    def test_accept_all_and_one_undo(self):
        ids, boss = self.broken(4, "Fold"), self.as_("max")
        ask = {"ids": ids, "act": "accept", "reason": "justified", "note": "Trade fair week"}
        done = self.check(boss.post("/exceptions/bulk", ask), 200)
        self.assertEqual(done.json, {"changed": len(ids)})
        self.assertEqual(self.open("Fold"), 0)
        self.assertEqual(boss.get(f"/exceptions/{ids[0]}").json["note"], "Trade fair week")
        self.check(boss.post(f"/journal/{done.journal}/undo"), 200)
        self.assertEqual(self.open("Fold"), len(ids))
        until = later(self.house.clock(), days=1)
        snoozed = self.check(boss.post("/exceptions/bulk", {"ids": ids, "act": "snooze", "until": until}), 200)
        self.assertEqual(self.open("Fold"), 0)
        self.check(boss.post(f"/journal/{snoozed.journal}/undo"), 200)
        self.assertEqual(self.open("Fold"), len(ids))
        reminded = self.check(boss.post("/exceptions/bulk", {"ids": ids, "act": "remind"}), 200)
        self.check(boss.post(f"/journal/{reminded.journal}/undo"), 200)
        given = self.check(boss.post("/exceptions/bulk", {"ids": ids, "act": "reassign", "to": self.ids["bob"]}), 200)
        owners = {row["owner"] for row in self.admin.all("/leads", filter='company contains "Fold"')}
        self.assertEqual(owners, {self.ids["bob"]})
        self.check(boss.post(f"/journal/{given.journal}/undo"), 200)
        owners = {row["owner"] for row in self.admin.all("/leads", filter='company contains "Fold"')}
        self.assertEqual(owners, {self.ids["ann"]})

    def test_all_or_none_and_bad_requests(self):
        ids, boss = self.broken(3, "Atom"), self.as_("max")
        good = {"ids": ids, "act": "accept", "reason": "justified"}
        for ask, status in ((good | {"ids": ids + ["1"]}, 404), (good | {"ids": []}, 422), (good | {"ids": "x"}, 422),
                            (good | {"ids": [1]}, 422), (good | {"act": "bogus"}, 404), (good | {"act": 5}, 422),
                            (good | {"reason": "no such reason"}, 422), (good | {"until": "2030-01-01T00:00:00Z"}, 400),
                            ({"ids": ids, "act": "snooze", "until": "2020-01-01T00:00:00Z"}, 422),
                            ({"ids": ids, "act": "reassign", "to": "1"}, 422), ({"ids": ids}, 422),
                            (good | {"ids": [str(i) for i in range(1, 502)]}, 413)):
            answer = boss.post("/exceptions/bulk", ask)
            self.assertEqual(answer.status, status, f"{ask}: {answer}")
            self.assertEqual(self.open("Atom"), len(ids), ask)
        self.check(self.as_("zoe").post("/exceptions/bulk", good), 404)
        self.check(Client(self.house.port).post("/exceptions/bulk", good), 401)

    def test_one_act_asked_for_twice_is_done_once(self):
        ids = self.broken(2, f"Key {self.house.store}")
        body = {"ids": ids, "act": "accept", "reason": "justified"}
        first = self.check(self.as_("max").post("/exceptions/bulk", body, Idempotency_Key="accept"), 200)
        again = self.check(self.as_("max").post("/exceptions/bulk", body, Idempotency_Key="accept"), 200)
        self.assertEqual((again.json, again.journal), (first.json, first.journal))
        self.assertEqual(first.json, {"changed": len(ids)})
        self.check(self.as_("max").post("/exceptions/bulk", body), 409, "exception_closed")


if __name__ == "__main__":
    unittest.main()
