"""Colleagues come by invitation: one mail, one link, one account."""
import re
import threading
import unittest

from house import ADMIN, Client, HouseTest, Sink, later, on_every_store

BEN = {"email": "ben@example.com", "name": "Ben Example", "role": "rep", "locale": "zh-CN"}


@on_every_store
class Invitations(HouseTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for house in cls.houses.values():  # a sink each, before the house is known to the tests
            house.stop()
            house.sink = Sink(house.folder / "mails")
            cls.addClassCleanup(house.sink.close)
            house.smtp = house.sink.url
            house.start()
            house.admin.close()

    def invite(self, email: str, **values):
        return self.admin.post("/invitations", BEN | {"email": email, "team": self.ids["sales"]} | values)

    def tokens(self, email: str) -> list[str]:
        """Those of all mails to the address, the newest last."""
        self.house.put_clock(later(self.house.clock(), minutes=1))
        return [re.search(r"/reset\?token=([\w-]+)", self.house.sink.text_of(row))[1]
                for row in self.house.sink.accepted() if email in [to.lower() for to in row["to"]]]

    def set_password(self, token: str, password: str = "another horse battery"):
        return Client(self.house.port).post("/passwords/reset", {"token": token, "password": password})

    def test_the_link_makes_the_account_usable(self):
        answer = self.check(self.invite("grace@example.com"), 201)
        person = self.check(self.admin.get(f"/users/{answer.json['id']}"), 200).json
        self.assertEqual((person["role"], person["team"], person["active"]), ("rep", self.ids["sales"], True))
        self.assertIn("grace@example.com", [one["email"] for one in self.admin.get("/invitations").json["data"]])
        token, = self.tokens("grace@example.com")
        mail, = [row for row in self.house.sink.accepted() if "grace@example.com" in row["to"]]
        self.assertIn("Example Ltd", mail["subject"])
        self.assertRegex(mail["subject"], "[\u4e00-\u9fff]")  # in his language
        nobody = Client(self.house.port, token)
        self.check(nobody.get("/me"), 401)  # the key of a mail is no sign-in
        read = lambda key: Client(self.house.port).post("/passwords/link", {"token": key})
        self.assertEqual(self.check(read(token), 200).json, {"email": "grace@example.com", "name": "Ben Example",
                                                             "company": "Example Ltd", "is_invitation": True})
        self.check(read("x" * 43), 422, "reset_link_over")
        self.check(read(self.house.token(ADMIN)), 422, "reset_link_over")  # that of a program is no such link
        self.check(self.set_password(token, "short"), 422)
        self.check(self.set_password(token), 204)
        self.check(self.set_password(token), 422, "reset_link_over")
        self.check(read(token), 422, "reset_link_over")
        self.check(Client(self.house.port).sign_in("grace@example.com", "another horse battery"), 201)
        self.assertNotIn("grace@example.com", [one["email"] for one in self.admin.get("/invitations").json["data"]])
        self.assertNotIn(token, "\n".join(self.house.log))

    def test_asked_again_only_the_newest_link_works(self):
        first = self.check(self.invite("henry@example.com"), 201).json
        self.assertEqual(len(self.tokens("henry@example.com")), 1)
        self.assertEqual(first["mail"], "queued")
        again = self.check(self.admin.post(f"/invitations/{first['id']}/resend"), 200).json
        self.assertEqual((again["id"], again["mail"]), (first["id"], "queued"))
        old, new = self.tokens("henry@example.com")
        self.check(self.set_password(old), 422, "reset_link_over")
        self.check(self.set_password(new), 204)
        self.check(self.invite("henry@example.com"), 409, "has_account")
        self.check(self.admin.post(f"/invitations/{first['id']}/resend"), 409, "has_account")
        self.assertEqual(len(self.tokens("henry@example.com")), 2)

    def test_who_is_invited_already_is_told_and_not_renamed(self):
        person = self.check(self.invite("hugo@example.com", name="Hugo First"), 201).json["id"]
        told = self.check(self.invite("Hugo@example.com", name="Somebody Else", role="manager"), 409, "already_invited")
        self.assertIn("Hugo First", told.json["detail"])
        found = self.admin.get(f"/users/{person}").json
        self.assertEqual((found["name"], found["role"]), ("Hugo First", "rep"))
        token, = self.tokens("hugo@example.com")  # no second mail, and the first link still works
        self.check(self.set_password(token), 204)

    def test_one_who_never_had_an_invitation_gets_one_as_he_is(self):
        person = self.check(self.admin.post("/users", {"email": "ivo@example.com", "name": "Ivo First", "role": "rep"}),
                            201).json["id"]
        sent = self.check(self.invite("ivo@example.com", name="Somebody Else"), 200).json
        self.assertEqual((sent["id"], sent["name"]), (person, "Ivo First"))
        self.check(self.set_password(self.tokens("ivo@example.com")[-1]), 204)

    def test_a_link_is_handed_over(self):
        person = self.check(self.invite("lena@example.com"), 201).json["id"]
        mailed, = self.tokens("lena@example.com")
        path = f"/users/{person}/password_link"
        for client in (self.as_("max"), self.as_("ann")):
            self.check(client.post(path), 403, "office_not_yours")
        self.check(Client(self.house.port).post(path), 401)
        self.check(self.admin.post("/users/7/password_link"), 404)
        first, second = (self.check(self.admin.post(path), 201) for _ in range(2))
        self.assertEqual(first.json["kind"], "invitation")
        self.assertEqual(first.json["expires_at"], later(self.house.clock(), days=7))
        old, new = (answer.json["link"].split("/reset?token=")[1] for answer in (first, second))
        for void in (mailed, old):
            self.check(self.set_password(void), 422, "reset_link_over")
        line = self.admin.get("/journal", record=person, limit=1).json["data"][0]
        self.assertEqual((line["id"], line["act"], line["can_undo"]), (second.journal, "password_link", False))
        self.assertEqual(line["actor"]["id"], self.admin.get("/me").json["id"])
        self.check(self.admin.post(f"/journal/{second.journal}/undo"), 409, "cannot_be_undone")
        self.check(self.set_password(new), 204)
        third = self.check(self.admin.post(path), 201).json  # and for who has forgotten it
        self.assertEqual((third["kind"], third["expires_at"]), ("password_reset", later(self.house.clock(), days=1)))
        token = third["link"].split("/reset?token=")[1]
        self.check(self.set_password(token, "yet another battery"), 204)
        self.check(Client(self.house.port).sign_in("lena@example.com", "yet another battery"), 201)
        self.check(self.admin.patch(f"/users/{person}", {"active": False}), 200)
        self.check(self.admin.post(path), 409, "owner_inactive")
        spoken = "\n".join(self.house.log) + str(self.admin.all("/journal", record=person))
        for secret in (old, new, token):
            self.assertNotIn(secret, spoken)

    def test_a_mail_that_waits_does_not_follow_a_handed_link(self):
        person = self.check(self.invite("marc@example.com"), 201).json["id"]
        self.check(self.admin.post(f"/users/{person}/password_link"), 201)
        self.assertEqual(self.tokens("marc@example.com"), [])

    def test_withdrawn_it_is_over(self):
        person = self.check(self.invite("iris@example.com"), 201).json["id"]
        token, = self.tokens("iris@example.com")
        self.check(self.admin.delete(f"/invitations/{person}"), 204)
        self.check(self.admin.delete(f"/invitations/{person}"), 404)
        self.check(self.set_password(token), 422, "reset_link_over")
        self.assertFalse(self.admin.get(f"/users/{person}").json["active"])
        again = self.check(self.invite("iris@example.com"), 200).json
        self.assertEqual(again["id"], person)
        self.check(self.set_password(self.tokens("iris@example.com")[-1]), 204)

    def test_undone_nobody_waits_for_it(self):
        invited = self.check(self.invite("undone@example.com"), 201)
        token, = self.tokens("undone@example.com")
        listed = lambda: [one["id"] for one in self.admin.get("/invitations").json["data"]]
        self.assertIn(invited.json["id"], listed())
        self.check(self.admin.post(f"/journal/{invited.journal}/undo"), 200)
        self.assertNotIn(invited.json["id"], listed())
        self.assertEqual([one for one in self.admin.get("/invitations").json["data"] if not one["email"]], [])
        self.check(self.set_password(token), 422, "reset_link_over")

    def test_a_mail_not_sent_yet_stays_here_when_withdrawn(self):
        person = self.check(self.invite("jack@example.com"), 201).json["id"]
        self.check(self.admin.delete(f"/invitations/{person}"), 204)
        self.assertEqual(self.tokens("jack@example.com"), [])

    def test_the_link_ends_after_seven_days(self):
        self.check(self.invite("kate@example.com"), 201)
        token, = self.tokens("kate@example.com")
        self.house.put_clock(later(self.house.clock(), days=7))
        self.check(self.set_password(token), 422, "reset_link_over")

    def test_never_two_accounts_on_one_address(self):
        self.check(self.invite(ADMIN), 409, "has_account")
        answers = []
        clients = [self.house.client(ADMIN) for _ in range(3)]
        threads = [threading.Thread(target=lambda c=client: answers.append(c.post(
            "/invitations", BEN | {"email": "lucy@example.com"}).status)) for client in clients]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertTrue(set(answers) <= {200, 201, 409}, answers)
        rows = self.admin.get("/users", filter='email = "lucy@example.com"').json["data"]
        self.assertEqual(len(rows), 1)

    def test_who_may_not_make_people_may_not_invite(self):
        for name in ("max", "ann"):
            self.check(self.as_(name).post("/invitations", BEN | {"email": "mia@example.com"}), 403)
            self.check(self.as_(name).get("/invitations"), 403)
            self.check(self.as_(name).post(f"/invitations/{self.ids['ann']}/resend"), 403)
        self.check(Client(self.house.port).post("/invitations", BEN), 401)
        self.assertEqual(self.admin.get("/users", filter='email = "mia@example.com"').json["data"], [])

    def test_what_is_wrong_is_said_and_nothing_is_made(self):
        for body, status in (({"name": "X", "role": "rep"}, 422), (BEN | {"email": "not an address"}, 422),
                             (BEN | {"role": "king"}, 422), (BEN | {"password": "x"}, 400),
                             (BEN | {"team": "12345"}, 422), ({"email": "nora@example.com", "role": "rep"}, 422)):
            self.check(self.admin.post("/invitations", body), status)
        self.check(self.invite("nora@example.com"), 201)  # the refused ones did not count

    def test_asking_is_throttled(self):
        person = self.check(self.invite("olga@example.com"), 201).json["id"]
        again = f"/invitations/{person}/resend"
        self.assertEqual([self.admin.post(again).status for _ in range(4)], [200, 200, 429, 429])
        self.house.put_clock(later(self.house.clock(), minutes=61))
        self.check(self.admin.post(again), 200)


if __name__ == "__main__":
    unittest.main()
