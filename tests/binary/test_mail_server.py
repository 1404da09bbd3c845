"""Without a mail server nobody is told that a mail is on its way; an administrator sets one up in the browser."""
import stat
import time
import unittest

from house import ADMIN, PASSWORD, STORES, Client, House, HouseTest, Sink, later, on_every_store

SECRET = "a secret of the mail server"
KEY = "VIGIL_STORE_SECRET_KEY"


def with_key(house: House) -> None:
    """Beside PostgreSQL the key comes from the configuration."""
    if house.store == "postgres":
        house.options = ["--config", str(house.folder / "vigil.toml")]
        (house.folder / "vigil.toml").write_text('[store]\nsecret_key = "a passphrase of thirty-two characters"\n')


@on_every_store
class WithoutMail(HouseTest):
    def test_an_invitation_says_that_no_mail_goes(self):
        grace = {"email": "grace@example.com", "name": "Grace", "role": "rep"}
        sent = self.check(self.admin.post("/invitations", grace), 201).json
        self.assertEqual(sent["mail"], "not_configured")
        again = self.check(self.admin.post(f"/invitations/{sent['id']}/resend"), 200).json
        self.assertEqual(again["mail"], "not_configured")
        link = self.check(self.admin.post(f"/users/{sent['id']}/password_link"), 201).json["link"]
        token = link.split("/reset?token=")[1]
        self.check(Client(self.house.port).post("/passwords/reset", {"token": token, "password": PASSWORD}), 204)
        self.check(Client(self.house.port).sign_in("grace@example.com", PASSWORD), 201)

    def test_nobody_is_promised_a_link_and_nobody_is_given_away(self):
        asked = [Client(self.house.port).post("/passwords/reset", {"email": email})
                 for email in (ADMIN, "nobody@example.com", "not an address")]
        for answer in asked:
            self.check(answer, 422, "reset_needs_mail")
            self.assertEqual(answer.json["detail"], asked[0].json["detail"])

    def test_a_reminder_says_that_no_mail_goes(self):
        self.lead(company="Broken", owner=self.ids["ann"])
        self.house.put_clock(later(self.house.clock(), days=20))
        rows = self.as_("max").get("/exceptions").json["data"]
        one = self.check(self.as_("max").post(f"/exceptions/{rows[0]['id']}/remind"), 200)
        self.assertEqual(one.json["mail"], "not_configured")
        self.check(self.as_("max").post(f"/journal/{one.journal}/undo"), 200)
        many = self.check(self.as_("max").post("/exceptions/bulk", {"act": "remind", "ids": [rows[0]["id"]]}), 200)
        self.assertEqual(many.json["mail"], "not_configured")
        self.assertNotIn("mail", self.check(self.as_("max").post(
            f"/exceptions/{rows[0]['id']}/snooze", {"until": later(self.house.clock(), days=1)}), 200).json)


@on_every_store
class SetUpInTheBrowser(HouseTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for house in cls.houses.values():
            house.stop()
            with_key(house)
            house.sink = Sink(house.folder / "mails", "--auth", f"vigil:{SECRET}", "--refuse-to", "lost@example.com")
            cls.addClassCleanup(house.sink.close)
            house.start()
            house.admin.close()

    def setUp(self):
        self.addCleanup(lambda: self.admin.delete("/mail/server"))

    def server(self, **values) -> dict:
        host, port = self.house.sink.address.split(":")
        return {"host": host, "port": int(port), "security": "none", "user": "vigil", "password": SECRET,
                "from": "crm@example.com"} | values

    def without_password(self, **values) -> dict:
        return {key: value for key, value in self.server(**values).items() if key != "password"}

    def mails_to(self, email: str) -> list[dict]:
        self.house.put_clock(later(self.house.clock(), minutes=2))
        return [row for row in self.house.sink.accepted() if email in row["to"]]

    def refused(self, answer) -> dict:
        self.check(answer, 422)
        return {one["field"]: one["code"] for one in answer.json["errors"]}

    def test_it_works_at_once_and_what_waited_goes_out(self):
        waiting = self.check(self.admin.post("/invitations", {"email": "early@example.com", "name": "Early",
                                                              "role": "rep"}), 201).json
        self.assertEqual(waiting["mail"], "not_configured")
        self.assertEqual(self.admin.get("/mail/server").json["source"], "none")
        kept = self.check(self.admin.put("/mail/server", self.server()), 200)
        self.assertEqual(kept.json, {"source": "company", "host": "127.0.0.1", "port": self.server()["port"],
                                     "security": "none", "user": "vigil", "from": "crm@example.com",
                                     "from_is_fixed": False, "has_password": True, "is_locked": False,
                                     "can_keep_password": True})
        self.assertEqual(self.check(self.admin.get("/mail/server"), 200).json, kept.json)
        face = self.admin.get("/mail").json
        self.assertEqual((face["configured"], face["server"], face["from"]),
                         (True, self.house.sink.address, "crm@example.com"))
        mail, = self.mails_to("early@example.com")
        self.assertEqual(mail["from"], "crm@example.com")
        sent = self.admin.post("/invitations", {"email": "late@example.com", "name": "Late", "role": "rep"}).json
        self.assertEqual(sent["mail"], "queued")
        self.check(Client(self.house.port).post("/passwords/reset", {"email": "nobody@example.com"}), 204)
        self.check(self.admin.delete("/mail/server"), 200)
        self.assertEqual(self.mails_to("late@example.com"), [])
        self.assertFalse(self.admin.get("/mail").json["configured"])

    def test_the_password_is_nowhere(self):
        done = self.check(self.admin.put("/mail/server", self.server()), 200)
        self.check(self.admin.post("/mail/test", {"server": self.server(password="wrong")}), 200)
        seen = [self.admin.get("/mail/server"), self.admin.get("/mail"), self.admin.get("/health"),
                self.admin.get("/journal", entity="setting"), self.admin.get("/settings"), done]
        rows = self.house.sql("select key, value from settings") + self.house.sql("select changes from journal")
        for text in [str(answer) + str(answer.json) for answer in seen] + [str(rows), "\n".join(self.house.log)]:
            self.assertNotIn(SECRET, text)
        sealed, = [value for key, *value in rows if key == "mail_password"]
        self.assertNotIn(sealed[0].strip('"'), str(self.admin.get("/journal", entity="setting").json))
        key = self.house.folder / "data" / "secret.key"
        self.assertEqual(key.exists(), self.house.store == "sqlite")
        if key.exists():
            self.assertEqual(stat.S_IMODE(key.stat().st_mode), 0o600)

    def test_what_keeps_a_mail_is_told_at_once(self):
        self.check(self.admin.put("/mail/server", self.server(port=1)), 200)
        self.assertIsNone(self.admin.get("/mail").json["trouble"])
        self.check(self.admin.post("/mail/test", {"to": "kept@example.com"}), 202)
        self.assertEqual(self.mails_to("kept@example.com"), [])
        until = time.monotonic() + 15
        while not self.admin.get("/mail").json["trouble"] and time.monotonic() < until:
            time.sleep(0.05)
        self.assertIn("127.0.0.1:1", self.admin.get("/mail").json["trouble"])
        self.assertIn("127.0.0.1:1", self.admin.get("/health").json["mail"]["trouble"])
        self.check(self.admin.put("/mail/server", self.server()), 200)
        self.house.put_clock(later(self.house.clock(), minutes=10))
        self.house.sink.wait(lambda row: "kept@example.com" in row["to"])
        self.house.put_clock(later(self.house.clock(), minutes=1))
        self.assertIsNone(self.admin.get("/mail").json["trouble"])

    def test_it_lasts_over_a_restart(self):
        self.check(self.admin.put("/mail/server", self.server()), 200)
        self.house.stop()
        self.house.start()
        self.house.clients.clear()
        self.admin.close()
        self.check(self.admin.post("/mail/test", {"to": "again@example.com"}), 202)
        self.assertEqual(len(self.mails_to("again@example.com")), 1)

    def test_tried_before_it_is_kept(self):
        def tried(**values) -> tuple:
            ask = {"server": self.server(**values), "to": "tried@example.com"}
            answer = self.check(self.admin.post("/mail/test", ask), 200).json
            self.assertTrue(answer["message"])
            return answer["accepted"], answer["reason"]
        self.assertEqual(tried(), (True, None))
        self.assertEqual(self.mails_to("tried@example.com")[0]["from"], "crm@example.com")
        self.assertEqual(self.admin.get("/mail/server").json["source"], "none")
        self.assertEqual(tried(password="wrong"), (False, "wrong_password"))
        self.assertEqual(tried(user="", password=""), (False, "sign_in_wanted"))
        self.assertEqual(tried(security="starttls"), (False, "no_encryption"))
        self.assertEqual(tried(host="nobody.invalid", security="tls"), (False, "no_such_host"))
        lost = self.check(self.admin.post("/mail/test", {"server": self.server(), "to": "lost@example.com"}), 200).json
        self.assertEqual((lost["reason"], lost["answer"]), ("recipient_refused", "550 5.1.1 nobody of that name"))
        self.assertEqual(self.refused(self.admin.post("/mail/test", {"server": self.server(port=0)})),
                         {"port": "bad_port"})
        self.assertEqual(self.refused(self.admin.post("/mail/test", {"server": self.server(), "to": "x"})),
                         {"to": "bad_email"})
        self.check(self.admin.put("/mail/server", self.server()), 200)
        again = self.admin.post("/mail/test", {"server": self.without_password(**{"from": "new@example.com"})})
        self.assertTrue(self.check(again, 200).json["accepted"])

    def test_the_kept_password_goes_to_no_other_server(self):
        self.check(self.admin.put("/mail/server", self.server()), 200)
        self.assertTrue(self.check(self.admin.put("/mail/server", self.without_password(**{"from": "b@example.com"})),
                                   200).json["has_password"])
        for other in ({"host": "localhost"}, {"port": 25}, {"user": "eve"}, {"security": "tls"}):
            for answer in (self.admin.put("/mail/server", self.without_password(**other)),
                           self.admin.post("/mail/test", {"server": self.without_password(**other)})):
                self.assertEqual(self.refused(answer), {"password": "password_again"}, other)
        second = self.check(self.admin.put("/mail/server", self.server(host="localhost", password="another one")), 200)
        self.check(self.admin.post(f"/journal/{second.journal}/undo"), 200)
        back = self.admin.get("/mail/server").json
        self.assertEqual((back["host"], back["is_locked"]), ("127.0.0.1", True))
        self.assertFalse(self.admin.get("/mail").json["configured"])

    def test_for_administrators(self):
        for name in ("max", "ann"):
            client = self.as_(name)
            for answer in (client.get("/mail/server"), client.put("/mail/server", self.server()),
                           client.delete("/mail/server"), client.post("/mail/test", {"server": self.server()})):
                self.check(answer, 403, "office_not_yours")
        self.check(Client(self.house.port).put("/mail/server", self.server()), 401)

    def test_what_is_wrong_stands_at_its_field(self):
        self.assertEqual(self.refused(self.admin.put("/mail/server", {})),
                         {"host": "required", "port": "bad_port", "from": "required"})
        self.assertEqual(self.refused(self.admin.put("/mail/server", self.server(host="mail.example.com"))),
                         {"security": "password_in_the_clear"})
        self.check(self.admin.put("/mail/server", self.server(smtp="x")), 400, "unknown_field")
        self.check(self.admin.put("/mail/server", self.server(security="ssl")), 422)
        self.assertEqual(self.admin.get("/mail/server").json["source"], "none")


class Configured(unittest.TestCase):
    def house(self, store: str = "sqlite", **values) -> House:
        house = House(store, **values)
        self.addCleanup(house.close)
        return house.start()

    def test_what_the_configuration_says_wins(self):
        house = self.house(smtp="smtp://vigil:hush@127.0.0.1:2525", options=["--mail-from", "a@example.com"])
        admin = house.client(ADMIN)
        face = admin.get("/mail/server").json
        self.assertEqual((face["source"], face["host"], face["port"], face["from"], face["user"]),
                         ("configuration", "127.0.0.1", 2525, "a@example.com", None))
        self.assertNotIn("hush", str(face))
        wish = {"host": "127.0.0.1", "port": 25, "security": "none", "from": "b@example.com"}
        for answer in (admin.put("/mail/server", wish), admin.delete("/mail/server")):
            self.assertEqual((answer.status, answer.code), (409, "mail_server_fixed"))

    @unittest.skipUnless("postgres" in STORES, "wants PostgreSQL")
    def test_other_nodes_follow_at_once(self):
        house = self.house("postgres", test_clock=False)
        house.stop()
        with_key(house)
        house.start()
        sink = Sink(house.folder / "mails", "--auth", f"vigil:{SECRET}")
        self.addCleanup(sink.close)
        other = House.__new__(House)
        other.__dict__.update(house.__dict__, process=None, port=0, log=[])
        other.start()
        self.addCleanup(other.stop)
        host, port = sink.address.split(":")
        admin, there = house.client(ADMIN), Client(other.port, house.token())
        done = admin.put("/mail/server", {"host": host, "port": int(port), "security": "none", "user": "vigil",
                                          "password": SECRET, "from": "crm@example.com"})
        self.assertEqual(done.status, 200, str(done))
        until = time.monotonic() + 20
        while not there.get("/mail").json["configured"] and time.monotonic() < until:
            time.sleep(0.1)
        self.assertTrue(there.get("/mail/server").json["has_password"])
        house.stop()
        self.assertEqual(there.post("/mail/test", {"to": "grace@example.com"}).status, 202)
        sink.wait(lambda row: "grace@example.com" in row["to"])

    @unittest.skipUnless("postgres" in STORES, "wants PostgreSQL")
    def test_beside_postgres_a_key_has_to_be_said(self):
        admin = self.house("postgres").client(ADMIN)
        wish = {"host": "127.0.0.1", "port": 25, "security": "none", "from": "b@example.com"}
        self.assertFalse(admin.get("/mail/server").json["can_keep_password"])
        answer = admin.put("/mail/server", wish | {"user": "vigil", "password": SECRET})
        self.assertEqual((answer.status, answer.code), (422, "secret_key_missing"))
        self.assertIn(KEY, answer.json["detail"])
        self.assertEqual(admin.put("/mail/server", wish).status, 200)  # one that wants no password


if __name__ == "__main__":
    unittest.main()
