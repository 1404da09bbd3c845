"""Exchange rates over HTTP: who is told what is missing, totals in the company's currency, a second node, CSV."""
import time
import unittest
from datetime import date, timedelta

from house import ADMIN, Client, HouseTest, on_every_store

TODAY = date.today().isoformat()


def soon(holds, seconds: float = 10):
    begin = time.monotonic()
    while not holds():
        if time.monotonic() - begin > seconds:
            raise AssertionError("it never came")
        time.sleep(0.05)


@on_every_store
class Rates(HouseTest):
    def rate(self, currency: str, rate: str, **values) -> dict:
        return self.check(self.admin.post("/exchange_rates", {
            "currency": currency, "rate": rate, "valid_from": TODAY, **values}), 201).json

    def opportunity(self, client, amount: str, currency: str) -> dict:
        return self.check(client.post("/opportunities", {
            "name": "Pumps", "amount": {"amount": amount, "currency": currency}, "close_date": TODAY}), 201).json

    def missing(self) -> list:
        face = self.check(self.admin.get("/company"), 200).json["without_rate"]
        self.assertEqual(self.check(self.admin.get("/health"), 200).json["money"]["without_rate"], face)
        return face

    def test_a_currency_without_a_rate_is_named_until_it_has_one(self):
        ann = self.as_("ann")
        self.assertNotIn("CHF", self.missing())
        self.opportunity(ann, "100", "CHF")
        self.assertIn("CHF", self.missing())
        number = self.check(ann.get("/metrics/open_pipeline"), 200).json["total"]
        self.assertIsNone(number["total"])
        self.assertIsNone(number["weighted_total"])
        self.assertIn("CHF", number["without_rate"])
        forecast = self.check(ann.get("/forecast"), 200).json["total"]
        self.assertIsNone(forecast["total"])
        self.assertIn("CHF", forecast["without_rate"])
        fifty = {"filter": "amount = 50", "count": "true"}
        listed = lambda: self.check(ann.get("/opportunities", **fifty), 200).json["count"]
        self.assertEqual(listed(), 0)
        made = self.rate("chf", "0.5")
        self.assertEqual((made["currency"], made["per"]), ("CHF", 1))
        self.assertNotIn("CHF", self.missing())
        self.assertEqual(listed(), 1)
        rates = self.check(ann.get("/me"), 200).json["company"]["rates"]
        self.assertIn({"currency": "CHF", "rate": "0.5", "per": 1}, rates)
        number = self.check(ann.get("/metrics/open_pipeline", filter="amount = 100 CHF"), 200).json["total"]
        self.assertEqual(number["sums"], [{"amount": "100.00", "currency": "CHF"}])
        self.assertEqual(number["total"], {"amount": "50.00", "currency": "EUR"})
        self.assertEqual(number["without_rate"], [])
        changed = self.check(ann.get("/forecast/movements"), 200).json["ends"]
        self.assertIn("total", changed)
        self.check(self.admin.patch("/company", {"currency": "USD"}), 422, "fields_refused")

    def test_a_neighbour_compares_by_the_new_rate(self):
        neighbour = self.neighbour()
        there = Client(neighbour.port, self.house.token(ADMIN))
        self.opportunity(self.as_("ann"), "77", "NOK")
        seven = {"filter": "amount = 7 and amount = 77 NOK", "count": "true"}
        listed = lambda: there.get("/opportunities", **seven).json["count"]
        self.assertEqual(listed(), 0)
        self.rate("NOK", "9.090909", per=100)
        self.assertEqual(listed(), 0)
        later = self.rate("SEK", "1", valid_from=(date.today() + timedelta(days=9)).isoformat())
        self.check(self.admin.patch(f"/exchange_rates/{later['id']}", {"currency": "NOK"}), 200)
        found = self.admin.get("/exchange_rates", filter=f'currency = "NOK" and valid_from = {TODAY}')
        rate = self.check(found, 200).json["data"][0]["id"]
        self.check(self.admin.patch(f"/exchange_rates/{rate}", {"rate": "1", "per": 11}), 200)
        soon(lambda: listed() == 1)

    def test_what_cannot_be_a_rate_is_refused(self):
        good = {"currency": "CAD", "rate": "0.6", "valid_from": TODAY}
        for wrong, fault in (({"currency": "XYZ"}, ("currency", "unknown_currency")),
                             ({"currency": "EUR"}, ("currency", "rate_of_own_currency")),
                             ({"rate": "0"}, ("rate", "not_positive")),
                             ({"rate": "1000000001"}, ("rate", "above_most"))):
            refused = self.check(self.admin.post("/exchange_rates", good | wrong), 422, "fields_refused").json
            self.assertEqual([(one["field"], one["code"]) for one in refused["errors"]], [fault])
        self.check(self.admin.post("/exchange_rates", good), 201)

    def test_only_once_for_a_day(self):
        self.rate("DKK", "0.13")
        twice = self.admin.post("/exchange_rates", {"currency": "DKK", "rate": "0.2", "valid_from": TODAY})
        again = self.check(twice, 422, "fields_refused").json
        named = [(one["field"], one["code"]) for one in again["errors"]]
        self.assertEqual(named, [("valid_from", "rate_given_twice")])
        zloty = {"currency": "PLN", "rate": "0.2", "valid_from": TODAY}
        self.check(self.as_("ann").post("/exchange_rates", zloty), 403)
        self.assertEqual(self.check(self.as_("ann").get("/exchange_rates", filter='currency = "DKK"'), 200)
                         .json["data"][0]["rate"], 0.13)


if __name__ == "__main__":
    unittest.main()
