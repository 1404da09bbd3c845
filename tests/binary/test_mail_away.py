"""The mail server is away for six days: no alert is lost, none comes twice, no storm follows, administrators hear."""
import re
import time
import unittest

from house import ADMIN, STORES, House, Sink, later

MONDAY = "2027-03-01T09:00:00.000000Z"


def soon(holds, what: str, seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            raise AssertionError(what)
        time.sleep(0.05)


class MailAway(unittest.TestCase):
    def live(self, store: str) -> None:
        house = House(store)
        self.addCleanup(house.close)
        sink = Sink(house.folder / "before")
        house.smtp = sink.url
        sink.close()
        house.start()
        admin = house.client(ADMIN)
        house.people(admin)
        house.put_clock(MONDAY)
        ann = house.client("ann@example.com")
        leads = [ann.post("/leads", {"last_name": f"Out{i}"}).json["id"] for i in range(9)]
        tries = lambda: int(house.sql("select coalesce(sum(attempts), 0) from outbox")[0][0])
        for hours in range(20, 6 * 24, 6):
            before = tries()
            house.put_clock(later(MONDAY, hours=hours))
            soon(lambda: tries() > before, f"nothing was tried after {hours} hours")
            if hours == 50:
                house.process.kill()
                house.stop()
                house.start()
                admin, ann = house.client(ADMIN), house.client("ann@example.com")
        self.assertEqual(house.sql("select count(*) from outbox where state = 'failed'"), [["0"]])
        state = admin.get("/mail").json
        self.assertGreaterEqual(state["oldest_s"], 4 * 86_400, "who looks at the page sees it")
        called = ann.post(f"/leads/{leads[0]}/log_call", {"outcome": "reached", "direction": "outgoing"})
        self.assertEqual(called.status, 200, str(called))
        self.return_of(house, sink)

    def return_of(self, house: House, gone: Sink) -> None:
        sink = Sink(house.folder / "after", "--port", gone.address.rsplit(":", 1)[1])
        self.addCleanup(sink.close)
        left = lambda: house.sql("select count(*) from outbox where state in ('queued', 'sending')")
        for minute in range(0, 181, 30):
            house.put_clock(later(MONDAY, days=6, minutes=minute))
            time.sleep(0.3)
        soon(lambda: left() == [["0"]], "something still waits")
        self.assertEqual(house.sql("select count(*) from notices where state not in ('accepted', 'cancelled', 'seen')"),
                         [["0"]])
        mails = {name: [row for row in sink.accepted() if row["to"] == [f"{name}@example.com"]]
                 for name in ("max", "ann", "admin")}
        told = [text for row in mails["max"] for text in re.findall(r"[?]exception=(\d+)", sink.text_of(row))]
        self.assertEqual(len(told), len(set(told)), "nothing is told twice")
        still = {row[0] for row in house.sql("select id from exceptions where state = 'open'")}
        self.assertLessEqual(still, set(told), "what is open is told")
        self.assertLessEqual(len(mails["max"]), 6, "five and one digest")
        self.assertLessEqual(len(mails["ann"]), 6)
        # One waited all the time and spoke of the leaps of the clock; the other speaks of the mail.
        self.assertLessEqual(len(mails["admin"]), 2, mails["admin"])
        self.assertTrue(any("the mail server took none" in sink.text_of(row) for row in mails["admin"]))
        self.assertEqual(len({row["message_id"] for row in sink.accepted()}), len(sink.accepted()))


for each in STORES:
    setattr(MailAway, f"test_six_days_{each}", lambda self, store=each: self.live(store))


if __name__ == "__main__":
    unittest.main()
