"""?dry_run=true of everything that writes: what it would be, refused as the deed would be, and nothing written."""
import unittest

from house import HouseTest, later, on_every_store
from test_files_and_imports import finished, upload

# Who was there today is noted by any request; the search follows the writes before, in its own time.
NOT_COMPARED = {"sessions", "leases", "users", "search_made", "search_text"}


@on_every_store
class DryRun(HouseTest):
    tables: list[str] | None = None  # a dry run makes none

    def everything(self) -> dict[str, list]:
        """Every row of every table, past the server."""
        names = {"sqlite": "select name from sqlite_master where type = 'table' and name not like 'sqlite%'",
                 "postgres": "select tablename from pg_tables where schemaname = 'public'"}[self.house.store]
        self.tables = self.tables or [row[0] for row in self.house.sql(names) if row[0] not in NOT_COMPARED]
        self.assertLessEqual({"journal", "outbox"}, set(self.tables))
        if self.house.store == "sqlite":
            return {table: sorted(self.house.sql(f'select * from "{table}"')) for table in self.tables}
        found: dict[str, list] = {table: [] for table in self.tables}
        # One question for all: psql starts anew for each.
        for table, row in self.house.sql(" union all ".join(
                f"select '{table}', to_json(\"{table}\")::text from \"{table}\"" for table in self.tables)):
            found[table].append(row)
        return {table: sorted(rows) for table, rows in found.items()}

    def tried(self, client, method: str, path: str, body=None, status: int = 200, **headers: str):
        """The answer of a dry run, which has written nothing."""
        before = self.everything()
        answer = client.call(method, path, body, {k.replace("_", "-"): v for k, v in headers.items()},
                             {"dry_run": "true"})
        self.check(answer, status)
        after = self.everything()
        for table, rows in before.items():
            self.assertEqual(after[table], rows, f"{method} {path} has written {table}")
        self.assertEqual(answer.journal, "")
        return answer.json

    def test_a_lead_that_would_be_qualified(self):
        ann = self.as_("ann")
        lead = self.lead(ann, company="Dry Qualified", last_name="Bryne")
        path = f"/leads/{lead['id']}/qualify"
        asked = self.check(self.admin.patch("/model/entities/lead/fields/email",
                                            {"required_when": "status = qualified"}), 200)
        refused = self.tried(ann, "POST", path, {}, 422)
        real = self.check(ann.post(path, {}), 422).json
        self.check(self.admin.post(f"/journal/{asked.journal}/undo"), 200)
        self.assertEqual(refused, real, "refused with the same problem")
        self.assertEqual([one["field"] for one in refused["errors"]], ["email"])
        told = self.tried(ann, "POST", path, {})
        self.assertEqual((told["record"]["id"], told["record"]["status"]), (lead["id"], "qualified"))
        self.assertIn("lead_without_opportunity", [one["key"] for one in told["guidelines"]])
        self.assertEqual({one["record"] for one in told["guidelines"]}, {lead["id"]})
        self.check(ann.post(path, {}), 200)
        self.assertEqual(self.tried(ann, "POST", path, {}, 422)["code"], "already_qualified")

    def answer_all(self, client, lead: dict) -> None:
        """Fills what qualifying asks for."""
        model = self.check(client.get("/model"), 200).json
        entity = next(one for one in model["entities"] if one["key"] == "lead")
        answers = {field["key"]: field["choices"][0]["key"] if field.get("choices") else
                   {"text": "So it is", "long_text": "So it is", "boolean": True, "integer": 3, "day": "2030-01-02",
                    "money": {"amount": "10.00", "currency": "EUR"}}[field["kind"]]
                   for field in entity["fields"] if field.get("question")}
        self.check(client.patch(f"/leads/{lead['id']}", answers), 200)

    def test_an_opportunity_that_would_be_opened(self):
        ann = self.as_("ann")
        lead = self.lead(ann, company="Dry Works", last_name="Stone", email="stone@example.com")
        path = f"/leads/{lead['id']}/open_opportunity"
        self.assertEqual(self.tried(ann, "POST", path, {}, 422), self.check(ann.post(path, {}), 422).json)
        self.answer_all(ann, lead)
        self.check(ann.post(f"/leads/{lead['id']}/qualify", {}), 200)
        ask = {"close_date": "2031-05-06", "amount": {"amount": "900.00", "currency": "EUR"}}
        told = self.tried(ann, "POST", path, ask)
        real = self.check(ann.post(path, ask), 200)
        made = {one["entity"]: one["record"] for one in told["created"]}
        self.assertLessEqual({"opportunity", "contact", "account"}, set(made))
        self.assertEqual(made["account"]["name"], "Dry Works")
        done = self.check(ann.get("/opportunities", filter=f"lead = {lead['id']}"), 200).json["data"][0]
        for key in ("stage", "probability", "amount", "close_date", "owner"):
            self.assertEqual(made["opportunity"][key], done[key], key)
        steps = self.check(ann.get("/opportunity_steps", filter=f"opportunity = {done['id']}", count="true"), 200).json
        would = [one for one in told["created"] if one["entity"] == "opportunity_step"]
        self.assertEqual(len(would), steps["count"])
        self.assertEqual(told["record"]["status"], real.json["status"])
        self.assertIn("lead_without_opportunity", [one["key"] for one in told["met"]])

    def test_a_contact_that_is_there_already_is_told(self):
        ann = self.as_("ann")
        self.check(self.admin.post("/contacts", {"last_name": "Twin", "email": "twin@example.com",
                                                 "owner": self.ids["ann"]}), 201)
        told = self.tried(ann, "POST", "/contacts", {"last_name": "Twin", "email": "TWIN@example.com"})
        self.assertEqual([one["last_name"] for one in told["duplicates"]], ["Twin"])

    def test_what_would_leave_his_sight(self):
        ann = self.as_("ann")
        lead = self.lead(ann, company="Dry Given")
        told = self.tried(ann, "POST", f"/leads/{lead['id']}/assign", {"to": self.ids["bob"]})
        self.assertIsNone(told["record"])
        self.assertEqual((told["created"], told["changed"]), ([], []))
        self.assertEqual(self.check(ann.get(f"/leads/{lead['id']}"), 200).json["owner"], self.ids["ann"])
        of_max = self.tried(self.as_("max"), "POST", f"/leads/{lead['id']}/assign", {"to": self.ids["bob"]})
        self.assertEqual(of_max["record"]["owner"], self.ids["bob"])
        self.assertEqual(self.tried(self.as_("zoe"), "POST", f"/leads/{lead['id']}/assign",
                                    {"to": self.ids["zoe"]}, 404)["code"], "not_found")

    def test_to_the_bin_and_back(self):
        lead = self.lead(company="Dry Bin", owner=self.ids["ann"])
        path = f"/leads/{lead['id']}"
        told = self.tried(self.admin, "DELETE", path)
        self.assertIsNotNone(told["record"]["removed_at"])
        self.assertIn("lead_untouched", [one["key"] for one in told["ended"]])
        self.assertEqual(self.tried(self.as_("ann"), "DELETE", path, None, 403)["code"], "may_not_remove")
        conflict = self.tried(self.admin, "DELETE", path, None, 409, If_Match='"7"')
        self.assertEqual((conflict["code"], conflict["current"]["id"]), ("version_differs", lead["id"]))
        removal = self.check(self.admin.delete(path), 204).journal
        back = self.tried(self.admin, "POST", path + "/restore")
        self.assertIsNone(back["record"]["removed_at"])
        self.assertIn("lead_untouched", [one["key"] for one in back["guidelines"]])
        undone = self.tried(self.admin, "POST", f"/journal/{removal}/undo")
        self.assertEqual([one["record"]["id"] for one in undone["changed"]], [lead["id"]])

    def test_a_call_tells_what_would_follow(self):
        ann = self.as_("ann")
        lead = self.lead(ann, company="Dry Call")
        told = self.tried(ann, "POST", f"/leads/{lead['id']}/log_call", {"outcome": "no_answer"})
        self.assertIn("activity", {one["entity"] for one in told["created"]})
        self.assertIn("lead_untouched", [one["key"] for one in told["met"]])
        self.assertEqual(told["answer"]["next_step"]["subject"], "Call again")

    def test_a_key_is_not_used_up(self):
        lead = self.lead(company="Dry Key", owner=self.ids["ann"])
        path, ask = f"/leads/{lead['id']}/assign", {"to": self.ids["bob"]}
        self.tried(self.admin, "POST", path, ask, Idempotency_Key="dry-key")
        done = self.check(self.admin.post(path, ask, Idempotency_Key="dry-key"), 200)
        self.assertEqual(done.json["owner"], self.ids["bob"])
        # As a second time of what is done it would be tried anew, not answered from memory.
        again = self.tried(self.admin, "POST", path, {"to": self.ids["ann"]}, Idempotency_Key="dry-key")
        self.assertEqual(again["record"]["owner"], self.ids["ann"])

    def test_many(self):
        mine = [self.lead(company=f"Dry Many {i}", owner=self.ids["ann"])["id"] for i in range(3)]
        gone = self.lead(company="Dry Many Gone")["id"]
        self.check(self.admin.delete(f"/leads/{gone}"), 204)
        ask = {"ids": [*mine, gone], "act": "assign", "input": {"to": self.ids["bob"]}}
        told = self.tried(self.admin, "POST", "/leads/bulk", ask)
        self.assertEqual((told["changed"], told["refused_count"]), (3, 1))
        self.assertEqual([(one["record"], one["code"]) for one in told["refused"]], [(gone, "not_found")])
        self.assertTrue(told["refused"][0]["message"])
        wrong = {"ids": mine, "act": "assign", "input": {"to": gone}}
        none = self.tried(self.admin, "POST", "/leads/bulk", wrong)
        self.assertEqual((none["changed"], none["refused_count"]), (0, 3))
        self.assertEqual(none["refused"][0]["errors"][0]["field"], "to")
        self.assertTrue(none["refused"][0]["errors"][0]["message"])
        by_filter = {"filter": 'company starts with "Dry Many"', "change": {"rating": "hot"}}
        self.assertEqual(self.tried(self.admin, "POST", "/leads/bulk", by_filter)["changed"], 3)
        self.assertEqual(self.tried(self.as_("zoe"), "POST", "/leads/bulk", by_filter)["changed"], 0)

    def test_what_would_become_of_an_exception(self):
        lead = self.lead(company="Dry Broken", owner=self.ids["ann"])
        self.house.put_clock(later(self.house.clock(), days=1, minutes=1))
        manager = self.as_("max")
        row, = [one for one in manager.all("/exceptions") if one["record"]["id"] == lead["id"]]
        path, bob = f"/exceptions/{row['id']}", self.ids["bob"]
        in_it = lambda told: {one["entity"]: one["record"] for one in told["changed"]}
        accepted = in_it(self.tried(manager, "POST", path + "/accept", {"reason": "justified"}))["exception"]
        self.assertEqual((accepted["id"], accepted["state"], accepted["reason"]), (row["id"], "closed", "justified"))
        given = in_it(self.tried(manager, "POST", path + "/reassign", {"to": bob}))
        self.assertEqual((given["lead"]["owner"], given["exception"]["owner"]), (bob, bob))
        self.assertEqual(set(in_it(self.tried(manager, "POST", path + "/remind", {}))), {"exception"})
        self.tried(manager, "POST", path + "/snooze", {"until": later(self.house.clock(), days=1)})
        many = self.tried(manager, "POST", "/exceptions/bulk",
                          {"ids": [row["id"]], "act": "accept", "reason": "justified"})
        self.assertEqual((in_it(many)["exception"]["state"], many["answer"]), ("closed", {"changed": 1}))
        self.tried(self.as_("bob"), "POST", path + "/accept", {"reason": "justified"}, 404)
        self.assertEqual(accepted["title"], "Dry Broken")
        taken = self.check(self.admin.patch("/rights/manager", {"lead": {"fields": {"company": "none"}}}), 200)
        hidden = in_it(self.tried(manager, "POST", path + "/accept", {"reason": "justified"}))["exception"]
        self.assertEqual(hidden["title"], "•••", "what he may not read of the record, he reads of no exception")
        self.check(self.admin.post(f"/journal/{taken.journal}/undo"), 200)
        wrong = self.tried(manager, "POST", path + "/accept", {"reason": "whatever"}, 422)
        self.assertEqual(wrong, self.check(manager.post(path + "/accept", {"reason": "whatever"}), 422).json)
        self.check(manager.post(path + "/accept", {"reason": "justified"}), 200)
        self.assertEqual(self.tried(manager, "POST", path + "/remind", {}, 409)["code"], "exception_closed")

    def test_more_than_are_done_at_once(self):
        text = "Company\n" + "\n".join(f"Crowd {i}" for i in range(700))
        job = self.admin.post("/imports", {"file": upload(self.admin, text.encode()).json["id"], "entity": "lead"}).json
        finished(self.admin, job["id"])
        told = self.tried(self.admin, "POST", "/leads/bulk",
                          {"filter": 'company starts with "Crowd"', "change": {"rating": "hot"}})
        self.assertEqual((told["changed"], told["refused"]), (700, []))

    def test_nothing_else_takes_it(self):
        self.check(self.admin.post("/leads?dry_run=perhaps", {"company": "Dry Odd"}), 400)


if __name__ == "__main__":
    unittest.main()
