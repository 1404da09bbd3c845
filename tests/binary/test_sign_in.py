"""Sign-in, sign-out, the CSRF token, throttling, a forgotten password."""
import re
import unittest

from house import ADMIN, PASSWORD, Client, House, HouseTest, Sink, later, on_every_store, sends_mail


@on_every_store
class SignIn(HouseTest):
    def stranger(self) -> Client:
        return Client(self.house.port)

    def test_a_session_opens_and_closes(self):
        person = self.stranger()
        self.check(person.get("/me"), 401, "not_signed_in")
        answer = self.check(person.sign_in(ADMIN, PASSWORD), 201)
        cookie = answer.headers["set-cookie"]
        self.assertIn("HttpOnly", cookie)
        self.assertIn("SameSite=Lax", cookie)
        me = self.check(person.get("/me"), 200).json
        self.assertEqual(me["email"], ADMIN)
        self.assertEqual(me["csrf_token"], person.csrf)
        self.check(person.delete("/sessions/current"), 204)
        self.check(person.get("/me"), 401, "not_signed_in")

    def test_behind_tls_the_cookie_is_secure(self):
        house = House("sqlite", options=["--public-url", "https://crm.example.com"])
        self.addCleanup(house.close)
        house.start()
        answer = Client(house.port).sign_in(ADMIN, PASSWORD)
        self.assertIn("Secure", answer.headers["set-cookie"])

    def test_the_address_may_be_typed_in_any_case(self):
        self.check(self.stranger().sign_in(ADMIN.upper(), PASSWORD), 201)

    def test_unsafe_calls_of_a_browser_want_the_csrf_token(self):
        person = self.stranger()
        person.sign_in(ADMIN, PASSWORD)
        before = self.admin.get("/leads", count="true").json["count"]
        for wrong in ("", "x", person.csrf[:-1], person.csrf + "x"):
            self.check(person.post("/leads", {"company": "Forged"}, X_CSRF_Token=wrong), 403, "csrf_missing")
            self.check(person.delete("/sessions/current", X_CSRF_Token=wrong), 403, "csrf_missing")
        self.assertEqual(self.admin.get("/leads", count="true").json["count"], before)
        self.check(person.post("/leads", {"company": "Mine"}), 201)

    def test_a_csrf_token_of_another_session_does_not_fit(self):
        one, two = self.stranger(), self.stranger()
        one.sign_in(ADMIN, PASSWORD)
        two.sign_in(ADMIN, PASSWORD)
        self.check(one.post("/leads", {"company": "Forged"}, X_CSRF_Token=two.csrf), 403, "csrf_missing")

    def test_wrong_passwords_and_strangers_are_told_the_same(self):
        wrong = self.check(self.stranger().sign_in(ADMIN, "not the password"), 401, "wrong_password")
        unknown = self.check(self.stranger().sign_in("nobody@example.com", PASSWORD), 401, "wrong_password")
        self.assertEqual(wrong.json["detail"], unknown.json["detail"])
        self.check(self.stranger().sign_in(ADMIN, ""), 401, "wrong_password")
        # A person who has no password yet cannot sign in with an empty one.
        self.check(self.stranger().sign_in("max@example.com", ""), 401, "wrong_password")
        self.check(self.stranger().sign_in(ADMIN, PASSWORD), 201)

    def test_trying_is_throttled_and_forgotten_after_a_while(self):
        house = House(self.house.store)
        self.addCleanup(house.close)
        house.start()
        answers = [Client(house.port).sign_in(ADMIN, f"wrong {i}").status for i in range(12)]
        self.assertEqual(answers, [401] * 10 + [429] * 2)
        told = self.check(Client(house.port).sign_in(ADMIN, PASSWORD), 429, "too_many_attempts")
        self.assertGreater(int(told.headers["retry-after"]), 0)
        self.assertEqual(told.json["detail"], "Too many attempts. Please try again in 10 minutes.")
        house.put_clock(later(house.clock(), minutes=11))
        self.check(Client(house.port).sign_in(ADMIN, PASSWORD), 201)

    def test_a_place_that_tries_many_addresses_is_throttled(self):
        house = House(self.house.store)
        self.addCleanup(house.close)
        house.start()
        answers = [Client(house.port).sign_in(f"p{i}@example.com", "wrong password").status for i in range(31)]
        self.assertEqual(answers.count(429), 1)

    def test_one_changes_ones_own_password(self):
        house = House(self.house.store)
        self.addCleanup(house.close)
        house.start()
        here, there, script = Client(house.port), Client(house.port), house.client(ADMIN)
        self.check(here.sign_in(ADMIN, PASSWORD), 201)
        self.check(there.sign_in(ADMIN, PASSWORD), 201)
        new = "another horse battery"
        wrong = self.check(here.post("/passwords/change", {"current": "not it", "new": new}), 422)
        self.assertEqual([(one["field"], one["code"]) for one in wrong.json["errors"]],
                         [("current", "current_password_wrong")])
        short = self.check(here.post("/passwords/change", {"current": PASSWORD, "new": "short"}), 422)
        self.assertEqual(short.json["errors"][0]["field"], "new")
        self.check(here.post("/passwords/change", {"current": PASSWORD, "new": new, "id": "1"}), 400, "unknown_field")
        self.check(here.post("/passwords/change", {"current": PASSWORD, "new": new}, X_CSRF_Token="x"), 403)
        self.check(Client(house.port).post("/passwords/change", {"current": PASSWORD, "new": new}), 401)
        self.check(here.post("/passwords/change", {"current": PASSWORD, "new": new}), 204)
        self.check(here.get("/me"), 200)
        self.check(there.get("/me"), 401)
        self.check(script.get("/me"), 200)
        self.check(Client(house.port).sign_in(ADMIN, PASSWORD), 401)
        self.check(Client(house.port).sign_in(ADMIN, new), 201)
        row = self.check(script.get("/journal", act="change_password"), 200).json["data"][0]
        self.assertEqual((row["entity"], row["changes"]), ("user", {}))

    def test_language_and_time_zone_are_ones_own(self):
        ann = self.as_("ann")
        changed = self.check(ann.patch("/me", {"locale": "zh-CN", "time_zone": "Asia/Shanghai"}), 200)
        self.assertEqual((changed.json["locale"], changed.json["time_zone"]), ("zh-CN", "Asia/Shanghai"))
        self.assertTrue(changed.headers["vigil-journal"])
        self.assertEqual(ann.get("/me").json["time_zone"], "Asia/Shanghai")
        self.check(ann.patch("/me", {"role": "admin"}), 400, "unknown_field")
        self.check(ann.patch("/me", {"locale": "xx"}), 422)
        self.check(ann.patch("/me", {"time_zone": "Mars/Olympus"}), 422)
        back = self.check(ann.patch("/me", {"locale": "en", "time_zone": None}), 200).json
        self.assertEqual(back["time_zone"], "UTC")

    def test_who_has_never_chosen_a_language_is_said_to_have_none(self):
        self.assertIsNone(self.admin.get("/me").json["locale"])
        chosen = self.check(self.admin.patch("/me", {"locale": "zh-CN"}), 200)
        self.assertEqual(self.admin.get("/me").json["locale"], "zh-CN")
        self.check(self.admin.post(f"/journal/{chosen.journal}/undo"), 200)

    def test_who_is_no_longer_active_is_out_at_once(self):
        answer = self.admin.post("/users", {"email": "leaver@example.com", "name": "Lea Example", "role": "rep",
                                            "team": self.ids["sales"]})
        self.check(answer, 201)
        leaver = self.house.client("leaver@example.com")
        self.check(leaver.get("/me"), 200)
        self.check(self.admin.patch(f"/users/{answer.json['id']}", {"active": False}), 200)
        self.check(leaver.get("/me"), 401)

    def test_no_secret_is_readable(self):
        for path in ("/users", "/sessions", "/attempts", "/outbox", "/settings", "/idempotencies"):
            answer = self.admin.get(path)
            self.assertNotIn(b"argon2", answer.body)
            if path != "/users":
                self.assertEqual(answer.status, 404, path)
        for query in ({"fields": "password_hash"}, {"filter": "password_hash is not empty"}, {"sort": "password_hash"}):
            answer = self.admin.get("/users", **query)
            self.assertIn(answer.status, (400, 403), f"{query}: {answer}")
        forged = self.admin.post("/users", {"email": "x@example.com", "name": "X", "password_hash": "x"})
        self.assertIn(forged.status, (400, 403))
        log = "\n".join(self.house.log)
        self.assertNotIn(PASSWORD, log)
        self.assertNotIn(self.admin.token, log)


@unittest.skipUnless(sends_mail(), "this program sends no mail yet")
class ForgottenPassword(unittest.TestCase):
    def setUp(self):
        self.house = House("sqlite")
        self.addCleanup(self.house.close)
        self.sink = Sink(self.house.folder / "mails")
        self.addCleanup(self.sink.close)
        self.house.smtp = self.sink.url
        self.house.start()

    def test_the_link_of_the_mail_opens_once(self):
        person = Client(self.house.port)
        for email in (ADMIN, "nobody@example.com"):  # who asks does not learn who exists
            self.assertEqual(person.post("/passwords/reset", {"email": email}).status, 204)
        self.house.put_clock(later(self.house.clock(), minutes=1))
        mail = self.sink.wait(lambda row: ADMIN in row["to"])
        self.assertEqual(len(self.sink.accepted()), 1)
        token = re.search(r"/reset\?token=([\w-]+)", self.sink.text_of(mail))[1]
        old = Client(self.house.port)
        self.assertEqual(old.sign_in(ADMIN, PASSWORD).status, 201)
        short = person.post("/passwords/reset", {"token": token, "password": "short"})
        self.assertEqual((short.status, short.json["errors"][0]["code"]), (422, "password_too_short"))
        new = "another horse battery"
        self.assertEqual(person.post("/passwords/reset", {"token": token, "password": new}).status, 204)
        self.assertEqual(old.get("/me").status, 401)  # who was signed in is out
        self.assertEqual(person.sign_in(ADMIN, PASSWORD).status, 401)
        self.assertEqual(person.sign_in(ADMIN, new).status, 201)
        again = person.post("/passwords/reset", {"token": token, "password": "a third horse battery"})
        self.assertEqual(again.status, 422)
        self.assertNotIn(token, "\n".join(self.house.log))

    def test_the_link_ends_after_an_hour(self):
        person = Client(self.house.port)
        person.post("/passwords/reset", {"email": ADMIN})
        self.house.put_clock(later(self.house.clock(), minutes=1))
        token = re.search(r"/reset\?token=([\w-]+)", self.sink.text_of(self.sink.wait(lambda row: True)))[1]
        self.house.put_clock(later(self.house.clock(), minutes=61))
        answer = person.post("/passwords/reset", {"token": token, "password": "another horse battery"})
        self.assertEqual((answer.status, answer.code), (422, "reset_link_over"))


if __name__ == "__main__":
    unittest.main()
