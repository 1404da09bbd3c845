"""A company made by an older program opens with this one, loses nothing and goes on."""
import subprocess
import unittest
from pathlib import Path

from house import ADMIN, PASSWORD, Client, House, later, on_every_store

OLD = Path(__file__).resolve().parents[1] / "upgrade"
NAMES = sorted({file.name.split(".")[0] for file in OLD.glob("*.sql")})


def put_in_place(house: House, name: str) -> None:
    """The new company of that house gives way to the old one."""
    file = OLD / f"{name}.{house.store}.sql"
    if house.store == "sqlite":
        data = house.folder / "data"
        for old in data.glob("*"):
            old.unlink()
        done = subprocess.run(["sqlite3", "-bail", str(data / "vigil.db")], input=file.read_text(), text=True,
                              capture_output=True)
    else:
        house.sql("drop schema public cascade")
        done = subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", "create schema public",
                               "-f", str(file), house.where()[1]], text=True, capture_output=True)
    if done.returncode != 0:
        raise AssertionError(done.stderr)


@on_every_store
class Upgrade(unittest.TestCase):
    def open(self, store: str, name: str) -> House:
        house = House(store)
        self.addCleanup(house.close)
        put_in_place(house, name)
        return house.start()

    def use(self, store: str) -> None:
        self.store = store

    def test_an_older_company_opens(self):
        self.assertTrue(NAMES)
        for name in NAMES:
            with self.subTest(name):
                house = self.open(self.store, name)
                self.everything_is_there(house)
                self.work_goes_on(house)
                self.the_pool_opens(house)
                house.stop()
                self.assertEqual(house.start().client(ADMIN).get("/own_sites", count="true").json["count"], 2)

    def everything_is_there(self, house: House) -> None:
        stranger = Client(house.port)
        self.assertEqual(stranger.sign_in(ADMIN, PASSWORD).status, 201)
        admin = house.client(ADMIN)
        leads = {row["company"]: row for row in admin.all("/leads")}
        self.assertEqual(set(leads), {"示例科技", "Brightwater", "Fresh Ltd"})
        self.assertEqual(leads["示例科技"]["own_colour"], "red")
        self.assertEqual(leads["Brightwater"]["status"], "qualified")
        self.assertEqual([row["name"] for row in admin.all("/own_sites")], ["北京 North Gate"])
        deals = admin.all("/opportunities")
        self.assertEqual([row["amount"] for row in deals], [{"amount": "12000.00", "currency": "EUR"}])
        raised = admin.all("/exceptions", state="open")
        self.assertEqual({row["title"] for row in raised}, {"王小明", "Brightwater"})
        evidence = admin.get(f"/exceptions/{raised[0]['id']}").json["evidence"]
        self.assertTrue(evidence["clock"] and evidence["told"])  # facts were kept without the rights to them
        timeline = admin.all(f"/leads/{leads['Brightwater']['id']}/timeline")
        self.assertTrue(any("reached" in str(row) for row in timeline), timeline)

    def work_goes_on(self, house: House) -> None:
        admin = house.client(ADMIN)
        lead = {row["company"]: row["id"] for row in admin.all("/leads")}
        done = admin.post(f"/leads/{lead['示例科技']}/log_call", {"outcome": "reached"})
        self.assertEqual(done.status, 200, done)
        self.assertEqual([row["title"] for row in admin.all("/exceptions", state="open")], ["Brightwater"])
        self.assertEqual(admin.post(f"/journal/{done.journal}/undo").status, 200)
        self.assertEqual(admin.post("/own_sites", {"name": "South Gate"}).status, 201)
        house.put_clock(later(house.clock(), days=4))
        broken = {row["title"] for row in admin.all("/exceptions", state="open")}
        self.assertLessEqual({"王小明", "Fresh Ltd"}, broken)

    def the_pool_opens(self, house: House) -> None:
        """Nobody took from it before; an administrator lets reps do so, and a rule puts back what they leave."""
        admin = house.client(ADMIN)
        rep = house.client(next(row["email"] for row in admin.all("/users") if row["role"] == "rep"))
        lead = {row["company"]: row["id"] for row in admin.all("/leads")}["Fresh Ltd"]
        self.assertEqual(admin.patch(f"/leads/{lead}", {"owner": None}).status, 200)
        self.assertEqual(rep.post(f"/leads/{lead}/take").status, 404)
        self.assertEqual(admin.patch("/rights/rep", {"lead": {"see": "pool", "change": "pool"}}).status, 200)
        self.assertEqual(rep.post(f"/leads/{lead}/take").json["owner"], rep.get("/me").json["id"])
        rules = {row["key"]: row["id"] for row in admin.all("/guidelines")}
        then = [{"do": "reassign", "to": "pool"}]
        self.assertEqual(admin.patch(f"/guidelines/{rules['lead_untouched']}", {"then": then}).status, 200)


if __name__ == "__main__":
    unittest.main()
