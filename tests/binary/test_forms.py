"""Public web forms: what a stranger sees and sends, what bots get, and what becomes of it."""
import html
import re
import threading
import unittest
import urllib.parse

from house import ADMIN, Client, House, HouseTest, later, named, on_every_store

SITE = "https://www.example.com"
TYPED = {"last_name": "Haddad", "email": "priya@example.com", "budget": "planned"}
XSS = "\"><script>alert('x')</script>"


class Visitor:
    """A browser without JavaScript."""

    def __init__(self, test: HouseTest, key: str, remote: str = "") -> None:
        self.test, self.client, self.path = test, Client(test.house.port), "/f/" + key

    def show(self, language: str = "en", **headers: str):
        return self.client.exchange("GET", self.path, None, {"Accept-Language": language} | headers)

    def ticket(self) -> str:
        return re.search(r'name="_ticket" value="([^"]+)"', self.show().body.decode())[1]

    def send(self, typed: dict, wait_s: float = 5, ticket: str | None = None, **headers: str):
        if ticket is None:
            ticket = self.ticket()
        if wait_s:
            house = self.test.house
            house.put_clock(later(house.clock(), seconds=wait_s))
        body = urllib.parse.urlencode({"_ticket": ticket, "fax_extension": ""} | typed).encode()
        return self.client.exchange("POST", self.path, body, {
            "Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "en"} | named(headers))


@on_every_store
class Forms(HouseTest):
    count = 0

    def use(self, store: str) -> None:
        super().use(store)
        # Each test has its ten minutes.
        self.house.put_clock(later(self.house.clock(), minutes=11))

    def form(self, **values) -> dict:
        values = {"name": "Ask us", "fields": ["first_name", {"field": "last_name", "required": True}, "email", "phone",
                                               "budget", "timeline"]} | values
        return self.check(self.admin.post("/forms", values), 201).json

    def visitor(self, **values) -> Visitor:
        return Visitor(self, self.form(**values)["key"])

    def leads(self, email: str) -> list[dict]:
        return self.admin.get("/leads", filter=f'email = "{email}"').json["data"]

    def test_the_page_speaks_the_visitors_language_without_scripts(self):
        visitor = self.visitor(title="Talk to us", intro="We answer <soon>.")
        page = visitor.show()
        text = page.body.decode()
        self.assertEqual((page.status, page.headers["content-type"]), (200, "text/html; charset=utf-8"))
        for part in ('<html lang="en"', "Example Ltd", "Talk to us", "We answer &lt;soon&gt;.", "Decision timeline",
                     "30 days", 'type="email"', 'autocomplete="family-name"', 'method="post"', "viewport"):
            self.assertIn(part, text)
        self.assertNotIn("<script", text)
        for name in re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', text):
            self.assertIn(f'<label for="{name}"', text)  # each has its label
        chinese = visitor.show("zh-CN,zh;q=0.9,en;q=0.1")
        self.assertIn('<html lang="zh-CN"', chinese.body.decode())
        self.assertIn("决策时间", chinese.body.decode())
        fixed = self.visitor(language="zh-CN").show("en")
        self.assertIn("预算", fixed.body.decode())

    def test_an_entry_becomes_a_lead_of_channel_web(self):
        visitor = self.visitor(source="web", owner=self.ids["ann"])
        answer = visitor.send(TYPED | {"email": "one@example.com"})
        self.assertEqual((answer.status, answer.headers["location"]), (303, visitor.path + "?sent=1"), str(answer))
        thanks = visitor.client.exchange("GET", answer.headers["location"], None, {})
        self.assertIn("Thank you", thanks.body.decode())
        lead, = self.leads("one@example.com")
        self.assertEqual((lead["channel"], lead["source"], lead["owner"], lead["budget"], lead["status"]),
                         ("web", "web", self.ids["ann"], "planned", "new"))
        self.assertIsNone(lead["created_by"])
        made = self.admin.get(f"/leads/{lead['id']}/timeline").json["data"][-1]
        self.assertEqual((made["channel"], made["act"]), ("web", "create"))

    def test_an_untouched_entry_is_broken_after_a_day(self):
        visitor = self.visitor(owner=self.ids["ann"])
        visitor.send(TYPED | {"email": "late@example.com"})
        lead, = self.leads("late@example.com")
        self.house.put_clock(later(self.house.clock(), days=1, minutes=1))
        raised = self.as_("max").get("/exceptions", state="open", limit=200).json["data"]
        self.assertIn(lead["id"], [one["record"]["id"] for one in raised])

    def test_what_is_wrong_stands_beside_the_field_and_what_was_typed_is_kept(self):
        visitor = self.visitor()
        answer = visitor.send({"last_name": "", "email": "no address" + XSS, "first_name": XSS, "budget": "planned"})
        text = answer.body.decode()
        self.assertEqual(answer.status, 422)
        self.assertNotIn("<script", text)
        self.assertIn(html.escape(XSS, quote=False).replace('"', "&quot;")[:12], text)
        self.assertRegex(text, r'aria-describedby="e-last_name"')
        self.assertRegex(text, r'id="e-email"')
        self.assertRegex(text, r'value="planned" selected')
        self.assertEqual(self.admin.get("/leads", filter='last_name is empty and channel = web').json["data"], [])
        again = re.search(r'name="_ticket" value="([^"]+)"', text)[1]
        good = visitor.send(TYPED | {"email": "mended@example.com"}, ticket=again)
        self.assertEqual(good.status, 303, str(good))

    def test_own_fields_stand_in_it_too(self):
        self.check(self.admin.post("/model/entities/lead/fields", {
            "key": "own_machines", "kind": "integer", "question": 20,
            "label": {"en": "Machines", "zh-CN": "机器"}}), 201)
        visitor = self.visitor(fields=["last_name", "email", "own_machines"])
        self.assertIn("Machines", visitor.show().body.decode())
        self.assertEqual(visitor.send({"last_name": "A", "email": "own@example.com", "own_machines": "7"}).status, 303)
        self.assertEqual(self.leads("own@example.com")[0]["own_machines"], 7)
        self.assertEqual(visitor.send({"last_name": "A", "own_machines": "seven"}).status, 422)

    def test_who_is_known_gets_a_note_and_no_twin(self):
        known = self.lead(email="known@example.com", last_name="Known", phone="+49 30 1234567", owner=self.ids["bob"],
                          timeline="d30")
        visitor = self.visitor()
        answer = visitor.send({"last_name": "Other", "email": "KNOWN@example.com", "phone": "+49 30 7654321",
                               "budget": "approved", "timeline": "d360"})
        self.assertEqual(answer.status, 303)
        lead, = self.leads("known@example.com")
        self.assertEqual((lead["last_name"], lead["phone"], lead["timeline"], lead["budget"]),
                         ("Known", "+49 30 1234567", "d30", "approved"))
        note, = self.admin.get("/activities", filter=f'lead = {known["id"]}').json["data"]
        self.assertEqual((note["kind"], note["owner"], note["subject"]), ("note", self.ids["bob"], "Ask us"))
        self.assertIn("+49 30 7654321", note["note"])
        self.assertIn("360 days", note["note"])
        # By phone where there is no address; an unqualified one is no longer open.
        self.check(self.admin.patch(f"/leads/{known['id']}", {"status": "unqualified"}), 200)
        self.assertEqual(visitor.send({"last_name": "Again", "email": "known@example.com"}).status, 303)
        self.assertEqual(len(self.leads("known@example.com")), 2)

    def test_one_back_with_marketing_is_new_again(self):
        known = self.lead(email="back@example.com", last_name="Back", owner=self.ids["bob"])
        self.check(self.admin.patch(f"/leads/{known['id']}", {"status": "recycled"}), 200)
        self.assertEqual(self.visitor().send({"last_name": "Back", "email": "back@example.com"}).status, 303)
        lead, = self.leads("back@example.com")
        self.assertEqual(lead["status"], "new")
        self.assertGreater(lead["entered_at"], known["entered_at"])

    def test_programs_get_no_hint_and_nothing_done(self):
        visitor = self.visitor()
        trapped = visitor.send(TYPED | {"email": "bot@example.com", "fax_extension": "1"})
        self.assertEqual(trapped.status, 303)  # as if it had been taken
        pages = [visitor.send(TYPED | {"email": "bot@example.com"}, wait_s=0),            # too fast
                 visitor.send(TYPED | {"email": "bot@example.com"}, ticket=""),
                 visitor.send(TYPED | {"email": "bot@example.com"}, ticket="1.x.y"),
                 visitor.send(TYPED | {"email": "bot@example.com"}, ticket=self.visitor().ticket()),  # another form's
                 visitor.send(TYPED | {"email": "bot@example.com"}, wait_s=24 * 3600 + 5)]  # too old
        for page in pages:
            self.assertEqual(page.status, 422, str(page))
            self.assertIn("once more", page.body.decode())
            self.assertIn('value="bot@example.com"', page.body.decode())
        self.assertEqual(self.leads("bot@example.com"), [])
        forged = visitor.ticket()
        number, nonce, mark = forged.split(".")
        self.assertEqual(visitor.send(TYPED, ticket=f"{int(number) - 1}.{nonce}.{mark}").status, 422)

    def test_a_page_sent_twice_is_taken_once(self):
        visitor = self.visitor()
        ticket = visitor.ticket()
        self.house.put_clock(later(self.house.clock(), seconds=5))
        answers = []
        visitors = [Visitor(self, visitor.path[3:]) for _ in range(4)]
        threads = [threading.Thread(target=lambda v=v: answers.append(v.send(
            {"last_name": "Twice", "email": "twice@example.com"}, wait_s=0, ticket=ticket).status)) for v in visitors]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(answers, [303] * 4)
        lead, = self.leads("twice@example.com")
        self.assertEqual(self.admin.get("/activities", filter=f'lead = {lead["id"]}').json["data"], [])

    def test_one_address_sends_so_many_and_no_more(self):
        visitor = self.visitor()
        answers = [visitor.send({"last_name": f"Many {i}"}, wait_s=2) for i in range(21)]
        self.assertEqual([one.status for one in answers], [303] * 20 + [429])
        self.assertGreater(int(answers[-1].headers["retry-after"]), 0)
        self.house.put_clock(later(self.house.clock(), minutes=11))
        self.assertEqual(visitor.send({"last_name": "Later"}).status, 303)

    def test_behind_a_front_server_each_visitor_counts_alone(self):
        house = House(self.house.store, options=["--public-url", "https://crm.example.com"])
        self.addCleanup(house.close)
        house.start()
        self.house, self.admin = house, house.client(ADMIN)
        visitor = self.visitor()
        for remote, status in (("192.0.2.1", 429), ("192.0.2.2", 303)):
            answers = [visitor.send({"last_name": "Many"}, wait_s=2, X_Forwarded_For=remote).status
                       for _ in range(21 if status == 429 else 1)]
            self.assertEqual(answers[-1], status)

    def test_nothing_but_its_fields_can_be_set(self):
        visitor = self.visitor()
        for name in ("status", "owner", "title", "id", "channel"):
            self.assertEqual(visitor.send(TYPED | {"email": "set@example.com", name: "x"}).status, 400, name)
        self.assertEqual(self.leads("set@example.com"), [])
        large = visitor.send(TYPED | {"first_name": "x" * 70_000})
        self.assertEqual(large.status, 413)

    def test_switched_off_it_is_gone(self):
        form = self.form()
        visitor = Visitor(self, form["key"])
        ticket = visitor.ticket()
        self.check(self.admin.patch(f"/forms/{form['id']}", {"active": False}), 200)
        self.assertEqual(visitor.show().status, 404)
        self.assertEqual(visitor.send(TYPED, ticket=ticket).status, 404)
        self.assertEqual(Visitor(self, "nobody").show().status, 404)

    def test_own_sites_may_frame_it_and_send_to_it(self):
        alone = self.visitor().show().headers["content-security-policy"]
        self.assertIn("frame-ancestors 'none'", alone)
        visitor = self.visitor(origins=[SITE], redirect=SITE + "/thanks")
        policy = visitor.show().headers["content-security-policy"]
        self.assertIn(f"frame-ancestors 'self' {SITE}", policy)
        self.assertIn(f"form-action 'self' {SITE}", policy)
        asked = visitor.client.exchange("OPTIONS", visitor.path, None, {
            "Origin": SITE, "Access-Control-Request-Method": "POST"})
        self.assertEqual(asked.headers["access-control-allow-origin"], SITE)
        read = visitor.show(Accept="application/json", Origin=SITE)
        self.assertEqual(read.headers["access-control-allow-origin"], SITE)
        self.assertNotIn("access-control-allow-origin", visitor.show(Origin="https://evil.example").headers)
        self.house.put_clock(later(self.house.clock(), seconds=5))
        client = Client(self.house.port)
        sent = client.exchange(
            "POST", visitor.path, ('{"_ticket": "%s", "last_name": "Json", "email": "json@example.com"}'
                                   % read.json["ticket"]).encode(),
            {"Content-Type": "application/json", "Origin": SITE})
        self.assertEqual((sent.status, sent.json["redirect"]), (201, SITE + "/thanks"), str(sent))
        self.assertNotIn("id", sent.json)
        self.assertEqual(len(self.leads("json@example.com")), 1)
        self.assertEqual(visitor.send({"last_name": "Gone"}).headers["location"], SITE + "/thanks")

    def test_the_team_rule_gives_to_those_at_work_in_turn(self):
        visitor, other = self.visitor(team=self.ids["sales"]), self.visitor(team=self.ids["sales"])
        for i in range(6):  # however many forms a team has
            (visitor if i % 3 else other).send({"last_name": "Team", "email": f"team{i}@example.com"}, wait_s=2)
        owners = [self.leads(f"team{i}@example.com")[0]["owner"] for i in range(6)]
        self.assertEqual(set(owners), {self.ids["ann"], self.ids["bob"]})
        self.assertEqual(owners, owners[:2] * 3)

    def test_a_form_that_cannot_work_is_refused(self):
        for wrong, field in (({"fields": []}, "fields"), ({"fields": ["nonsense"]}, "fields"),
                             ({"fields": ["last_name", "owner"]}, "fields"),
                             ({"fields": ["last_name", "last_name"]}, "fields"),
                             ({"fields": ["budget"]}, "fields"), ({"entity": "user"}, "entity"),
                             ({"entity": "form"}, "entity"),
                             ({"source": "nonsense"}, "source"), ({"origins": ["http://www.example.com"]}, "origins"),
                             ({"origins": [SITE + "/x"]}, "origins"), ({"redirect": SITE + "/x"}, "redirect"),
                             ({"redirect": "javascript:alert(1)", "origins": [SITE]}, "redirect"),
                             ({"redirect": "https://www.example.com.evil.example/", "origins": [SITE]}, "redirect"),
                             ({"redirect": "https://www.example.com@evil.example/", "origins": [SITE]}, "redirect")):
            answer = self.admin.post("/forms", {"name": "Wrong", "fields": ["last_name"]} | wrong)
            self.check(answer, 422)
            self.assertEqual(answer.json["errors"][0]["field"], field, str(answer))

    def test_who_may_declare_forms(self):
        self.check(self.as_("ann").get("/forms"), 404)
        self.check(self.as_("max").post("/forms", {"name": "X", "fields": ["last_name"]}), 403)


if __name__ == "__main__":
    unittest.main()
