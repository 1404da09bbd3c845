"""The life of a record over HTTP: made, read, changed, removed, restored, undone; what is refused changes nothing."""
import unittest

from house import HouseTest, later, on_every_store


@on_every_store
class Records(HouseTest):
    def count(self, filter: str) -> int:
        return self.check(self.admin.get("/leads", filter=filter, count="true", limit=1), 200).json["count"]

    def test_made_and_read(self):
        made = self.check(self.admin.post("/leads", {"first_name": "Ada", "last_name": "Example", "company": "Acme",
                                                     "email": "ada@example.com", "phone": "+49 30 901820"}), 201)
        self.assertTrue(made.journal)
        self.assertEqual(made.headers["location"], f"/api/v1/leads/{made.json['id']}")
        read = self.check(self.admin.get(f"/leads/{made.json['id']}"), 200)
        self.assertEqual(read.headers["etag"], made.headers["etag"])
        self.assertEqual(read.json, made.json)
        self.assertEqual(read.json["display"], "Ada Example")
        self.assertEqual(read.json["phone"], "+49 30 901820")
        self.assertEqual((read.json["status"], read.json["channel"]), ("new", "api"))
        few = self.check(self.admin.get(f"/leads/{made.json['id']}", fields="company,owner"), 200).json
        self.assertEqual(set(few), {"id", "version", "company", "owner", "display"})

    def test_if_match(self):
        lead = self.lead(company="Before")
        path, etag = f"/leads/{lead['id']}", f'"{lead["version"]}"'
        first = self.check(self.admin.patch(path, {"company": "First"}, If_Match=etag), 200)
        late = self.check(self.admin.patch(path, {"company": "Second"}, If_Match=etag), 409)
        self.assertEqual(late.json["current"]["company"], "First")
        self.assertEqual(late.json["current"]["version"], first.json["version"])
        stale = {"If_Match": etag}
        for refused in (self.admin.delete(path, **stale), self.admin.post(f"{path}/qualify", **stale),
                        self.admin.post(f"{path}/restore", **stale),
                        self.admin.post(f"{path}/log_call", {"outcome": "reached"}, **stale)):
            self.check(refused, 409, "version_differs")
            self.assertEqual(refused.json["current"]["company"], "First")
        self.check(self.admin.post(f"{path}/qualify", If_Match="nonsense"), 400, "etag_malformed")
        self.check(self.admin.patch(path, {"company": "Second"}, If_Match="nonsense"), 400, "etag_malformed")
        self.assertEqual(self.admin.get(path).json["company"], "First")
        self.check(self.admin.patch(path, {"company": "Third"}, If_Match=first.headers["etag"]), 200)
        self.check(self.admin.patch(path, {"company": "Any"}, If_Match="*"), 200)
        self.check(self.admin.patch(path, {"company": "None"}), 200)

    def test_what_does_not_change_makes_no_version(self):
        lead = self.lead(company="Same")
        answer = self.check(self.admin.patch(f"/leads/{lead['id']}", {"company": "Same"}), 200)
        self.assertEqual(answer.json["version"], lead["version"])
        self.assertEqual(len(self.admin.get(f"/leads/{lead['id']}/timeline").json["data"]), 1)

    def test_numbers_and_addresses_are_the_same_however_typed(self):
        mark = f"Same {self.house.store}"
        typed = ["+49 30 12345678", "+49 (0)30 1234-5678", "+4930/12345678"]
        ids = {self.lead(company=mark, phone=phone, email=f"Ada{i}@Example.com")["id"]
               for i, phone in enumerate(typed)}
        self.lead(company=mark, phone="+49 30 12345679")
        for asked in typed + ["+493012345678"]:
            for condition in (f'phone = "{asked}"', f'phone in ("{asked}", "+49 30 99999999")'):
                found = self.admin.get("/leads", filter=f'company = "{mark}" and {condition}').json["data"]
                self.assertEqual({one["id"] for one in found}, ids, condition)
        self.assertEqual(len(self.admin.get("/leads", filter=f'company = "{mark}" and phone != "{typed[0]}"')
                             .json["data"]), 1)
        self.assertEqual(len(self.admin.get("/leads", filter=f'company = "{mark}" and email = "ADA1@example.COM"')
                             .json["data"]), 1)

    def test_a_number_has_a_digit(self):
        refused = self.check(self.admin.post("/leads", {"company": "Odd", "phone": "abc"}), 422, "fields_refused")
        self.assertEqual([(one["field"], one["code"]) for one in refused.json["errors"]], [("phone", "bad_phone")])
        odd = self.lead(company="Odd", phone="ext. 7, ask for Bo")
        self.assertEqual(odd["phone"], "ext. 7, ask for Bo")

    def test_idempotency_key(self):
        body = {"company": "Once only", "external_id": f"once-{self.house.store}"}
        first = self.check(self.admin.post("/leads", body, Idempotency_Key="k-1"), 201)
        again = self.check(self.admin.post("/leads", body, Idempotency_Key="k-1"), 201)
        self.assertEqual((again.json["id"], again.journal), (first.json["id"], first.journal))
        self.check(self.admin.post("/leads", body | {"company": "Other"}, Idempotency_Key="k-1"), 409,
                   "idempotency_key_reused")
        self.check(self.admin.post("/leads", body, Idempotency_Key="k" * 256), 400)
        self.assertEqual(self.count('company = "Once only"'), 1)
        # Another person's key is another key.
        other = self.check(self.as_("max").post("/leads", {"company": "Other"}, Idempotency_Key="k-1"), 201)
        self.assertNotEqual(other.json["id"], first.json["id"])

    def test_idempotency_key_of_two_at_once(self):
        import threading
        from house import Client
        answers = []

        def send():
            client = Client(self.house.port, self.admin.token)
            answers.append(client.post("/leads", {"company": "At once"}, Idempotency_Key="k-2"))
            client.close()
        threads = [threading.Thread(target=send) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual({answer.status for answer in answers}, {201}, [str(a) for a in answers])
        self.assertEqual(len({answer.json["id"] for answer in answers}), 1)
        self.assertEqual(self.count('company = "At once"'), 1)

    def test_idempotency_key_is_forgotten_after_a_day(self):
        first = self.check(self.admin.post("/leads", {"company": "Daily"}, Idempotency_Key="k-3"), 201)
        self.house.put_clock(later(self.house.clock(), hours=25))
        again = self.check(self.admin.post("/leads", {"company": "Daily"}, Idempotency_Key="k-3"), 201)
        self.assertNotEqual(again.json["id"], first.json["id"])

    def test_dry_run_shows_and_writes_nothing(self):
        kept = self.lead(first_name="Twin", email="twin@example.com")
        rows = self.count("company is not empty or company is empty")
        answer = self.check(self.admin.call("POST", "/leads", {"first_name": "Twin", "email": "twin@example.com"},
                                            query={"dry_run": "true"}), 200).json
        self.assertEqual(answer["record"]["status"], "new")
        self.assertEqual([row["id"] for row in answer["duplicates"]], [kept["id"]])
        self.assertIn("lead_untouched", [row["key"] for row in answer["guidelines"]])
        self.assertIn("1 day", next(r["sentence"] for r in answer["guidelines"] if r["key"] == "lead_untouched"))
        self.assertEqual(self.count("company is not empty or company is empty"), rows)
        refused = self.admin.call("POST", "/leads", {"status": "nonsense"}, query={"dry_run": "true"})
        self.check(refused, 422)

    def test_removed_and_restored(self):
        lead = self.lead(company="Bin")
        path = f"/leads/{lead['id']}"
        gone = self.check(self.admin.delete(path), 204)
        self.assertTrue(gone.journal)
        self.assertTrue(self.check(self.admin.get(path), 200).json["removed_at"])  # it lies in the bin
        self.assertIn(self.admin.patch(path, {"company": "Ghost"}).status, (404, 409))
        self.assertIn(self.admin.delete(path).status, (404, 409))
        self.assertIn(self.admin.post(f"{path}/qualify").status, (404, 409))
        self.assertNotIn(lead["id"], [row["id"] for row in self.admin.all("/leads", filter='company = "Bin"')])
        self.assertIn(lead["id"], [row["id"] for row in self.admin.all("/leads", removed="true")])
        self.check(self.admin.post(f"{path}/restore"), 200)
        self.assertEqual(self.check(self.admin.get(path), 200).json["company"], "Bin")
        gone = self.check(self.admin.delete(path), 204)
        self.check(self.admin.post(f"/journal/{gone.journal}/undo"), 200)
        self.check(self.admin.get(path), 200)

    def test_undo(self):
        lead = self.lead(company="One", title="Head")
        path = f"/leads/{lead['id']}"
        two = self.check(self.admin.patch(path, {"company": "Two"}), 200)
        title = self.check(self.admin.patch(path, {"title": "Chief"}), 200)
        undone = self.check(self.admin.post(f"/journal/{two.journal}/undo"), 200)  # another field changed since: fine
        self.assertEqual(self.admin.get(path).json["company"], "One")
        self.assertEqual(self.admin.get(path).json["title"], "Chief")
        self.check(self.admin.post(f"/journal/{two.journal}/undo"), 409)
        self.check(self.admin.patch(path, {"title": "President"}), 200)
        self.check(self.admin.post(f"/journal/{title.journal}/undo"), 409, "later_change")
        self.assertEqual(self.admin.get(path).json["title"], "President")
        self.check(self.admin.post(f"/journal/{undone.journal}/undo"), 200)  # and the undo itself
        self.assertEqual(self.admin.get(path).json["company"], "Two")
        self.check(self.admin.post("/journal/1/undo"), 404)

    def test_undo_of_making_removes(self):
        made = self.admin.post("/leads", {"company": "Never was"})
        self.check(self.admin.post(f"/journal/{made.journal}/undo"), 200)
        self.assertTrue(self.admin.get(f"/leads/{made.json['id']}").json["removed_at"])

    def test_bulk_change_and_one_undo(self):
        ids = [self.lead(company=f"Bulk {i}")["id"] for i in range(30)]
        done = self.check(self.admin.post("/leads/bulk", {"ids": ids, "change": {"rating": "hot"}}), 200)
        self.assertEqual(done.json["changed"], 30)
        self.assertEqual(self.count('rating = hot and company contains "Bulk "'), 30)
        self.check(self.admin.post(f"/journal/{done.journal}/undo"), 200)
        self.assertEqual(self.count('rating = hot and company contains "Bulk "'), 0)
        done = self.check(self.admin.post("/leads/bulk", {"filter": 'company contains "Bulk "', "act": "assign",
                                                          "input": {"to": self.ids["ann"]}}), 200)
        self.assertEqual(self.count(f'owner = {self.ids["ann"]} and company contains "Bulk "'), 30)
        self.check(self.admin.post(f"/journal/{done.journal}/undo"), 200)
        self.assertEqual(self.count('owner is empty and company contains "Bulk "'), 30)

    def test_bulk_is_all_or_nothing(self):
        ids = [self.lead(company=f"Atom {i}")["id"] for i in range(3)]
        for wrong in ({"ids": ids + ["1"], "change": {"rating": "cold"}},
                      {"ids": ids, "change": {"rating": "boiling"}},
                      {"ids": ids, "change": {"bogus": 1}},
                      {"ids": ids, "act": "bogus"},
                      {"ids": ids, "act": "assign", "input": {"to": "1"}},
                      {"ids": ids}, {"change": {"rating": "cold"}}, {"ids": "x", "change": {"rating": "cold"}},
                      {"ids": [1, 2], "change": {"rating": "cold"}}, {"filter": "((", "change": {"rating": "cold"}},
                      {"ids": ids, "change": {"rating": "cold"}, "bogus": True}):
            answer = self.admin.post("/leads/bulk", wrong)
            self.assertIn(answer.status, (400, 404, 422), f"{wrong}: {answer}")
            self.assertEqual(self.count('rating = cold and company contains "Atom "'), 0, wrong)

    def test_what_is_unknown_or_of_a_wrong_type_is_refused(self):
        lead = self.lead(company="Steady")
        path, rows = f"/leads/{lead['id']}", self.count("company is not empty or company is empty")
        bodies = [({"bogus": 1}, 400, "unknown_field"), ({"company": 1}, 422, "fields_refused"),
                  ({"company": ["x"]}, 422, "fields_refused"), ({"company": {"a": 1}}, 422, "fields_refused"),
                  ({"company": "x" * 10_000}, 422, "fields_refused"), ({"status": "bogus"}, 422, "fields_refused"),
                  ({"email": "no address"}, 422, "fields_refused"), ({"entered_at": "yesterday"}, 422,
                                                                     "fields_refused"),
                  ({"owner": "1", "company": "x"}, 422, ""), ({"owner": "x"}, 422, "fields_refused"), ({"owner": 7}, 422, "fields_refused"),
                  ({"company": "a\u0000b"}, 422, "fields_refused"), ({"id": "7", "company": "x"}, 422, ""),
                  ({"version": 7, "company": "x"}, 422, ""), ({"channel": "web", "company": "x"}, 422, ""),
                  ({"qualified_at": "2026-01-01T00:00:00Z", "company": "x"}, 422, "")]
        for body, status, code in bodies:
            for answer in (self.admin.post("/leads", body), self.admin.patch(path, body)):
                self.assertEqual(answer.status, status, f"{body}: {answer}")
                if code:
                    self.assertEqual(answer.code, code, f"{body}: {answer}")
                self.assertEqual(answer.headers["content-type"], "application/problem+json")
                self.assertEqual(answer.json["errors"][0]["field"], next(iter(body)), f"{body}: {answer}")
                self.assertTrue(answer.json["errors"][0]["message"])
        self.assertEqual(self.admin.get(path).json, lead)
        self.assertEqual(self.count("company is not empty or company is empty"), rows)

    def test_unknown_parameters_are_refused(self):
        lead = self.lead()
        path = f"/leads/{lead['id']}"
        calls = [("GET", "/leads", None), ("GET", path, None), ("GET", f"{path}/timeline", None),
                 ("GET", f"{path}/exceptions", None), ("GET", "/exceptions", None), ("GET", "/me", None),
                 ("GET", "/model", None), ("POST", "/leads", {"company": "Unwanted"}), ("PATCH", path,
                                                                                        {"company": "x"}),
                 ("DELETE", path, None), ("POST", f"{path}/restore", {}), ("POST", f"{path}/qualify", {}),
                 ("POST", f"{path}/assign", {"to": self.ids["ann"]}),
                 ("POST", "/leads/bulk", {"ids": [lead["id"]], "change": {"company": "x"}})]
        for method, where, body in calls:
            answer = self.admin.call(method, where, body, query={"bogus": "1"})
            self.assertEqual((answer.status, answer.code), (400, "unknown_parameter"), f"{method} {where}: {answer}")
        self.assertEqual(self.admin.get(path).json, lead)
        self.assertEqual(self.count('company = "Unwanted"'), 0)
        for wrong in ({"limit": 0}, {"limit": 201}, {"limit": "x"}, {"sort": "bogus"}, {"fields": "bogus"},
                      {"include": "company"}, {"include": "bogus"}, {"filter": "bogus = 1"}, {"after": "nonsense"},
                      {"count": "maybe"}, {"removed": "maybe"}):
            self.assertEqual(self.admin.get("/leads", **wrong).status, 400, wrong)

    def test_nothing_is_required_but_an_identity_or_a_source(self):
        self.check(self.admin.post("/leads", {"title": "Head"}), 422)
        self.check(self.admin.post("/leads", {}), 422)
        self.check(self.admin.post("/leads", {"source": "fair"}), 201)
        self.assertEqual(self.lead(company="Only company")["display"], "Only company")
        named = self.check(self.admin.post("/leads", {"external_id": "X-17"}), 201).json
        self.assertEqual(named["display"], "X-17")

    def test_what_is_blank_is_empty(self):
        for blank in (" ", "\t\r\n", "\u3000", "\u00a0\u2003 "):
            self.check(self.admin.post("/leads", {"first_name": blank}), 422, "fields_refused")
            for path, key, more in (("/accounts", "name", {}), ("/opportunities", "name", {}),
                                    ("/users", "name", {"email": "blank@example.com", "role": "rep"})):
                answer = self.check(self.admin.post(path, {key: blank} | more), 422)
                self.assertEqual([(one["field"], one["code"]) for one in answer.json["errors"]], [(key, "required")])
            self.check(self.admin.post("/contacts", {"last_name": blank}), 422)
            lead = self.lead(company="Blank", title=blank)
            self.assertIsNone(lead["title"])
            self.check(self.admin.patch(f"/leads/{lead['id']}", {"company": blank}), 422)
        kept = self.lead(company=" Blanks around stay ")
        self.assertEqual(kept["company"], " Blanks around stay ")

    def test_timeline(self):
        lead = self.lead(company="History")
        path = f"/leads/{lead['id']}"
        for i in range(60):
            self.check(self.admin.patch(path, {"title": f"T{i}"}), 200)
        self.check(self.admin.patch(path, {"owner": self.ids["ann"]}), 200)
        rows = self.admin.all(f"{path}/timeline")
        self.assertEqual(len(rows), 62)
        self.assertEqual([row["id"] for row in rows], sorted((row["id"] for row in rows), key=int, reverse=True))
        self.assertEqual(rows[-1]["act"], "create")
        self.assertEqual(rows[1]["changes"]["title"], ["T58", "T59"])
        self.assertEqual(rows[0]["actor"]["name"], "Administrator")
        page = self.check(self.admin.get(f"{path}/timeline", limit=5), 200).json
        self.assertEqual(len(page["data"]), 5)
        self.assertEqual(page["included"][self.ids["ann"]]["title"], "Ann Example")
        self.check(self.admin.get(f"{path}/timeline", limit=0), 400)

    def test_messages_are_in_the_callers_language(self):
        answer = self.admin.post("/leads", {"status": "bogus"}, Accept_Language="zh-CN")
        self.assertEqual(answer.headers["content-language"], "zh-CN")
        self.assertRegex(answer.json["errors"][0]["message"], r"[\u4e00-\u9fff]")

    def test_a_colleagues_customer_is_told_without_being_shown(self):
        own = self.lead(self.as_("ann"), company="Hers", email="hers@example.com")
        def preview(client, email: str) -> dict:
            return self.check(client.call("POST", "/leads", {"company": "New", "email": email},
                                          query={"dry_run": "true"}), 200).json
        told = preview(self.as_("zoe"), "Hers@example.com")
        known = [(one["owner"]["name"], one["by"], one["entity"], one["id"]) for one in told["known_to"]]
        self.assertEqual((told["duplicates"], known),
                         ([], [("Ann Example", "email", "lead", None)]))
        self.assertNotIn(own["id"], str(told))
        seen = preview(self.as_("ann"), "hers@example.com")
        self.assertEqual(([one["id"] for one in seen["duplicates"]], seen["known_to"]), ([own["id"]], []))
        self.assertEqual(preview(self.as_("zoe"), "nobody@example.com")["known_to"], [])
        account = self.check(self.as_("ann").post("/accounts", {"name": "New"}), 201).json
        by_company = preview(self.as_("zoe"), "nobody@example.com")["known_to"]
        self.assertEqual([(one["owner"]["name"], one["by"], one["entity"]) for one in by_company],
                         [("Ann Example", "company", "account")])
        sees_it = self.as_("zoe").get(f"/accounts/{account['id']}").status == 200
        self.assertEqual([one["id"] for one in by_company], [account["id"] if sees_it else None])
        self.assertEqual(preview(self.as_("ann"), "nobody@example.com")["known_to"], [])

    def test_a_number_is_known_with_and_without_its_country(self):
        self.check(self.admin.patch("/company", {"country": "DE"}), 200)
        home = self.lead(company="At Home", phone="030 90182055")
        abroad = self.lead(company="Abroad", phone="+49 30 90182066")
        def known(phone: str) -> list[str]:
            answer = self.check(self.admin.call("POST", "/leads", {"company": "New", "phone": phone},
                                                query={"dry_run": "true"}), 200)
            return [row["id"] for row in answer.json["duplicates"]]
        self.assertEqual(known("+49 (0)30 9018-2055"), [home["id"]])
        self.assertEqual(known("030/90182066"), [abroad["id"]])
        self.assertEqual(known("+33 30 90182066"), [])


if __name__ == "__main__":
    unittest.main()
