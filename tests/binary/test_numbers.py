"""Metrics, plans, the forecast and what has changed in it, over HTTP: shapes, rights, refusals."""
import unittest
from datetime import date, timedelta

from house import HouseTest, on_every_store

MONTH = date.today().replace(day=1).isoformat()


@on_every_store
class Numbers(HouseTest):
    def won(self, client, amount: str, **values) -> dict:
        made = self.check(client.post("/opportunities", {
            "name": "Pumps", "amount": {"amount": amount, "currency": "EUR"}, **values}), 201).json
        return self.check(client.patch(f"/opportunities/{made['id']}", {"stage": "won"}), 200).json

    def number(self, client, key: str, **query) -> dict:
        return self.check(client.get(f"/metrics/{key}", **query), 200).json

    def test_a_number_its_parts_and_the_lists_behind(self):
        ann, bob, max_ = self.as_("ann"), self.as_("bob"), self.as_("max")
        before = self.number(max_, "opportunities_won")["total"]["count"]
        self.won(ann, "100.50")
        self.won(ann, "0.50")
        made = self.won(bob, "7")
        self.assertTrue(made["closed_at"])
        answer = self.number(max_, "opportunities_won", by="owner", over="month")
        self.assertEqual(answer["total"]["count"], before + 3)
        self.assertEqual((answer["metric"], answer["entity"], answer["by"], answer["over"]),
                         ("opportunities_won", "opportunity", ["owner"], "month"))
        parts = {part["owner"]: part for part in answer["parts"]}
        self.assertEqual(answer["included"][self.ids["ann"]],
                         {"id": self.ids["ann"], "entity": "user", "title": "Ann Example"})
        self.assertEqual(parts[self.ids["ann"]]["period"][8:], "01")
        self.assertIsNone(parts[self.ids["ann"]]["plan"])
        for part in [*answer["parts"], answer["total"]]:
            listed = self.check(max_.get("/opportunities", filter=part["filter"], count="true"), 200).json
            self.assertEqual(listed["count"], part["count"], part["filter"])
        # A rep counts his own and nobody else's, whatever he asks.
        for query in ({}, {"whose": self.ids["ann"]}, {"filter": f"owner = {self.ids['ann']}"}):
            seen = self.number(self.as_("zoe"), "opportunities_won", **query)
            self.assertEqual(seen["total"]["count"], 0)
            self.assertEqual(seen["parts"], [])

    def test_of_ten_one_done(self):
        max_, ann = self.as_("max"), self.as_("ann")
        plan = self.check(max_.post("/plans", {
            "metric": "meetings_held", "user": self.ids["ann"], "period": "month", "target": 10,
            "first_day": date.today().isoformat()}), 201).json
        self.assertEqual(plan["first_day"], MONTH)
        self.check(ann.post("/activities", {"kind": "meeting", "subject": "Visit"}), 201)
        # It counts when it happened.
        self.check(ann.post("/activities", {
            "kind": "meeting", "subject": "Long ago",
            "happened_at": (date.today() - timedelta(days=70)).isoformat() + "T12:00:00Z"}), 201)
        made = self.check(ann.get("/activities", filter='subject = "Visit"'), 200).json["data"][0]
        self.check(ann.patch(f"/activities/{made['id']}", {"happened_at": MONTH + "T00:00:00Z"}), 200)
        answer = self.number(ann, "meetings_held", over="month", whose="me", plan="true")
        plan = answer["total"]["plan"]["count"]
        self.assertEqual((plan["target"], plan["done"], plan["left"]), (10, 1, 9))
        self.assertIn(plan["pace"], ("ahead", "on_pace", "behind"))
        self.assertEqual(answer["total"]["plan"]["sums"], [])
        by_owner = self.number(max_, "meetings_held", by="owner", over="month", plan="true")
        self.assertEqual([part["plan"]["count"]["target"] for part in by_owner["parts"]
                          if part["owner"] == self.ids["ann"]], [10])
        self.assertEqual(self.check(self.as_("bob").get("/plans"), 200).json["data"], [])
        self.check(self.as_("bob").post("/plans", {"metric": "meetings_held", "target": 1, "period": "year",
                                                   "user": self.ids["bob"], "first_day": MONTH}), 403)
        refused = self.check(max_.post("/plans", {"metric": "meetings_held", "target": 1, "period": "year",
                                                  "user": self.ids["zoe"], "first_day": MONTH}), 422).json
        self.assertEqual(refused["errors"][0]["code"], "not_your_team")
        self.assertEqual(refused["errors"][0]["message"], "You can plan for your own people only.")

    def spread(self, client, **values):
        return client.post("/plans/spread", {"metric": "contacts_taken", "year": 2031, **values})

    def plans(self, year: int = 2031, **values) -> dict[str, dict]:
        where = " and ".join([f"first_day >= {year}-01-01 and first_day <= {year}-12-31",
                              *(f"{key} = {value}" for key, value in values.items())])
        listed = self.check(self.admin.get("/plans", filter=where, limit="50"), 200).json["data"]
        return {one["first_day"]: one for one in listed}

    def test_a_year_is_spread_by_one_act(self):
        ann, max_ = self.ids["ann"], self.as_("max")
        march = self.check(max_.post("/plans", {"user": ann, "metric": "contacts_taken", "period": "month",
                                                "first_day": "2031-03-01", "target": 4,
                                                "amount": None, "note": "March"}), 201).json
        done = self.check(self.spread(max_, user=ann, target=126), 200)
        self.assertEqual([one["target"] for one in done.json["data"]], [11, 10] * 6)
        kept = self.plans(user=ann)
        self.assertEqual((len(kept), kept["2031-03-01"]["id"], kept["2031-03-01"]["target"]), (12, march["id"], 11))
        again = self.check(self.spread(max_, user=ann, target=252), 200)
        self.assertEqual([one["target"] for one in again.json["data"]], [22, 20] * 6, "in the shape that stands")
        self.check(max_.post(f"/journal/{again.journal}/undo"), 200)
        self.check(max_.post(f"/journal/{done.journal}/undo"), 200)
        kept = self.plans(user=ann)
        self.assertEqual({day: one["target"] for day, one in kept.items()}, {"2031-03-01": 4})
        self.check(max_.delete(f"/plans/{march['id']}"), 204)

    def test_amounts_are_spread_in_whole_units_and_taken_away(self):
        team, max_ = self.ids["sales"], self.as_("max")
        money = {"amount": "1000.00", "currency": "EUR"}
        done = self.check(self.spread(max_, team=team, metric="opportunities_won", amount=money), 200)
        self.assertEqual([one["amount"]["amount"] for one in done.json["data"]],
                         ["83.00", "84.00", "83.00"] * 4)
        self.check(self.spread(max_, team=team, metric="opportunities_won", amount=None), 200)
        self.assertEqual(self.plans(team=team), {})

    def test_a_spread_that_is_refused_has_written_nothing(self):
        ann, max_ = self.ids["ann"], self.as_("max")
        self.check(self.spread(self.as_("ann"), user=ann, target=12), 403)
        zoe = self.ids["zoe"]
        self.check(self.spread(max_, user=zoe, target=12), 422)
        for bad in ({"target": 12}, {"user": ann}, {"user": ann, "team": self.ids["sales"], "target": 1},
                    {"user": ann, "target": 1, "amount": None}, {"user": ann, "target": 0},
                    {"user": ann, "target": -5}, {"user": ann, "target": 12, "metric": "nothing"},
                    {"user": ann, "target": 12, "year": "soon"}, {"user": ann, "target": 12, "year": 0}):
            answer = self.spread(max_, **bad)
            self.assertEqual(answer.status, 422, f"{bad}: {answer}")
        self.check(self.spread(max_, user=ann, target=12, colour="red"), 400)
        self.assertEqual((self.plans(user=ann), self.plans(user=zoe)), ({}, {}))
        key = {"Idempotency_Key": "a-year-once"}
        first = self.check(max_.post("/plans/spread", {"user": ann, "metric": "contacts_taken", "year": 2032,
                                                       "target": 12}, **key), 200)
        second = self.check(max_.post("/plans/spread", {"user": ann, "metric": "contacts_taken", "year": 2032,
                                                        "target": 12}, **key), 200)
        self.assertEqual((first.journal, first.json), (second.journal, second.json))
        self.check(max_.post(f"/journal/{first.journal}/undo"), 200)

    def test_the_forecast_and_what_has_changed(self):
        max_, ann = self.as_("max"), self.as_("ann")
        self.check(ann.post("/opportunities", {
            "name": "Hope", "close_date": MONTH, "stage": "proposal",
            "amount": {"amount": "31", "currency": "CHF"}}), 201)
        answer = self.check(max_.get("/forecast", by="owner"), 200).json
        [part] = [part for part in answer["parts"] if part["who"] == self.ids["ann"]]
        [line] = [line for line in part["lines"] if line["currency"] == "CHF"]
        self.assertEqual(line, {"currency": "CHF", "plan": None, "won": "0.00", "commit": "0.00", "best": "31.00",
                                "pipeline": "0.00", "gap": None})
        listed = self.check(max_.get("/opportunities", filter=part["best"]["filter"], count="true"), 200).json
        self.assertEqual(listed["count"], part["best"]["count"])
        changed = self.check(max_.get("/forecast/movements"), 200).json
        self.assertTrue(changed["complete"])
        moves = {move["move"]: move for move in changed["moves"]}
        self.assertIn({"amount": "31.00", "currency": "CHF"}, moves["opened"]["total"]["sums"])
        self.assertEqual(moves["won"]["sign"], -1)
        record = next(one for one in changed["records"] if one["title"] == "Hope")
        self.assertEqual((record["move"], record["amount_before"], record["close_date_now"]), ("opened", None, MONTH))
        later = self.check(max_.get("/forecast/movements", since="2100-01-01T00:00:00Z"), 200).json
        self.assertEqual(later["records"], [])
        self.assertEqual(later["begins"], later["ends"])

    def test_what_cannot_be_asked_is_refused_in_words(self):
        ann = self.as_("ann")
        for query, status, code in (
                ({"by": "nothing"}, 400, "by_unknown"), ({"by": "owner,team,stage"}, 400, "by_unknown"),
                ({"by": "name"}, 400, "by_unknown"), ({"over": "decade"}, 400, "unknown_parameter"),
                ({"from": "yesterday"}, 400, "unknown_parameter"), ({"plan": "yes"}, 400, "unknown_parameter"),
                ({"from": "2026-02-01", "to": "2026-01-01"}, 400, "ends_before_it_begins"),
                ({"over": "day", "from": "1999-01-01"}, 400, "too_many_periods"),
                ({"plan": "true"}, 400, "plan_needs_period"), ({"whose": "7"}, 404, "not_found"),
                ({"filter": "nothing = 1"}, 400, "condition_unknown_field"), ({"colour": "red"}, 400, "")):
            with self.subTest(query=query):
                self.check(ann.get("/metrics/opportunities_won", **query), status, code)
        self.check(ann.get("/metrics/nothing"), 404)
        self.check(self.house.client().get("/metrics/opportunities_won"), 401)
        self.check(ann.get("/forecast", by="stage"), 400, "by_unknown")
        self.check(ann.get("/forecast", over="week"), 400, "plan_needs_period")

    def test_several_numbers_in_one_answer_are_each_as_alone(self):
        ann, max_ = self.as_("ann"), self.as_("max")
        self.won(ann, "12")
        keys = ["opportunities_won", "open_pipeline", "leads_entered"]
        for client, query in ((ann, {"over": "month"}), (max_, {"over": "month", "by": "owner", "whose": "me"})):
            together = self.check(client.get("/metrics", keys=",".join(keys), **query), 200).json["data"]
            self.assertEqual(together, [self.number(client, key, **query) for key in keys])
        self.check(ann.get("/metrics", keys="opportunities_won,nothing"), 404)
        self.check(ann.get("/metrics", keys=",".join(["opportunities_won"] * 21)), 400, "too_many_keys")
        self.check(ann.get("/metrics", keys=",".join(["opportunities_won"] * 20)), 200)
        for query in ({}, {"keys": ""}):
            self.check(ann.get("/metrics", **query), 400, "parameter_unreadable")
        self.check(ann.get("/metrics", keys="opportunities_won", by="name"), 400, "by_unknown")
        self.check(self.house.client().get("/metrics", keys="opportunities_won"), 401)

    def test_the_register_stands_in_the_model(self):
        metrics = {metric["key"]: metric for metric in self.check(self.admin.get("/model"), 200).json["metrics"]}
        pipeline = metrics["open_pipeline"]
        self.assertEqual((pipeline["at"], pipeline["whose"], pipeline["sum"], pipeline["weigh"]),
                         ("close_date", "owner", "amount", "probability"))
        self.assertEqual(pipeline["where"], "closed_at is empty and stage not in (won, lost)")
        for key in metrics:
            self.number(self.admin, key, over="quarter")


if __name__ == "__main__":
    unittest.main()
