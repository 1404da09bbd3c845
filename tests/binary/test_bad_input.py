"""Bad and hostile input: JSON that is none is refused, and any text comes back as it was."""
import json
import re
import unittest

from house import SHARED, HouseTest, later, on_every_store

SUITE = SHARED / "json_testsuite"


def naughty() -> list[str]:
    """Every string of the two collections, each once."""
    found = dict.fromkeys(json.loads((SHARED / "attack_blns/blns.json").read_text()))
    for file in sorted((SHARED / "attack_payloads").rglob("*")):
        if file.is_file():
            text = file.read_bytes().decode("utf-8", errors="replace")
            found.update(dict.fromkeys(line for line in text.splitlines() if line.strip()))
    return [text for text in found if text.strip()]


def may_be_refused(field: dict, text: str) -> bool:
    """NUL and lengths beyond the field's are refused; everything else is kept."""
    return "\0" in text or len(text) > field["max_length"]


@unittest.skipUnless(SUITE.is_dir(), "no shared data")
@on_every_store
class BadJson(HouseTest):
    def test_every_file_of_the_suite(self):
        wrong = []
        for file in sorted(SUITE.glob("*.json")):
            body = file.read_bytes()
            answer = self.admin.call("POST", "/leads", body if body else b" ")
            malformed = answer.status == 400 and answer.code == "malformed_json"
            if file.name.startswith("y_") and malformed:
                wrong.append(f"{file.name}: refused")
            if file.name.startswith("n_") and answer.status != 400:
                wrong.append(f"{file.name}: {answer.status}")
            if answer.status >= 500:
                wrong.append(f"{file.name}: {answer}")
        self.assertEqual(wrong, [])

    def test_bodies_that_are_none(self):
        self.check(self.admin.call("POST", "/leads", b"[]"), 400, "object_wanted")
        self.check(self.admin.call("POST", "/leads", b"company=x", {"Content-Type": "text/plain"}), 415, "json_wanted")
        self.check(self.admin.call("POST", "/leads", b'{"company": "' + b"x" * (1 << 20) + b'"}'), 413)
        self.check(self.admin.get("/leads/1"), 404)  # and the next call is answered

    def test_an_address_that_is_none_is_told_in_words(self):
        answer = self.check(self.admin.get("/search?q=%"), 400, "url_malformed")
        self.assertNotIn("{", answer.json["detail"])


@unittest.skipUnless((SHARED / "attack_blns").is_dir(), "no shared data")
@on_every_store
class NaughtyText(HouseTest):
    def text_fields(self) -> list[dict]:
        lead = next(one for one in self.admin.get("/model").json["entities"] if one["key"] == "lead")
        fields = [one for one in lead["fields"] if one["kind"] in ("text", "long_text") and not one.get("read_only")]
        self.assertGreaterEqual(len(fields), 5)
        return [{"key": one["key"], "max_length": one.get("max_length") or 255} for one in fields]

    def test_every_string_in_every_text_field_comes_back(self):
        """A lead per string with that string in all its text fields; what one field refuses is left out of it."""
        fields, kept, refused = self.text_fields(), {}, 0
        strings = naughty()
        self.assertGreater(len(strings), 1000)
        for number, text in enumerate(strings):
            body = {field["key"]: text for field in fields}
            answer = self.admin.post("/leads", body)
            if answer.status == 422:  # say which fields, and keep the others
                for fault in answer.json["errors"]:
                    field = next(one for one in fields if one["key"] == fault["field"])
                    self.assertTrue(may_be_refused(field, text), f"{field['key']} refused {text!r}: {answer}")
                    body.pop(field["key"])
                refused += 1
                if not body:
                    continue
                answer = self.admin.post("/leads", body | {"source": "other"})
            self.assertEqual(answer.status, 201, f"{text!r}: {answer}")
            kept[answer.json["id"]] = {key: answer.json[key] for key in body} == body or text
        self.assertEqual([text for text in kept.values() if text is not True], [])
        self.assertLess(refused, len(strings) // 10)
        rows = {row["id"]: row for row in self.admin.all("/leads", limit=200)}
        self.assertEqual(set(rows), set(kept))
        stored = {tuple(row[field["key"]] for field in fields) for row in rows.values()}
        self.assertGreater(len(stored), len(kept) * 0.99)

    def test_found_by_equality_and_in_the_timeline_and_exceptions(self):
        owner = self.ids["ann"]
        for text in naughty()[::40]:
            if "\0" in text or len(text) > 200:
                continue
            lead = self.check(self.admin.post("/leads", {"first_name": text, "company": text, "owner": owner}),
                              201).json
            rows = self.check(self.admin.get(f"/leads/{lead['id']}/timeline"), 200)
            self.assertEqual(rows.json["data"][0]["changes"]["company"], [None, text])
            quoted = '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'
            found = self.admin.get("/leads", filter=f"company = {quoted}", limit=200)
            if found.status == 200:
                self.assertIn(lead["id"], [row["id"] for row in found.json["data"]], repr(text))
            else:
                self.assertEqual(found.status, 400, repr(text))
        self.house.put_clock(later(self.house.clock(), days=1, minutes=1))
        answer = self.check(self.as_("max").get("/exceptions", limit=200), 200)
        self.assertEqual(answer.headers["content-type"], "application/json")
        self.assertEqual(answer.headers["x-content-type-options"], "nosniff")
        self.assertTrue(answer.json["data"])
        full = self.as_("max").get(f"/exceptions/{answer.json['data'][0]['id']}")
        self.check(full, 200)

    def test_hostile_parameters(self):
        for text in naughty()[::25]:
            for query in ({"filter": text}, {"sort": text}, {"after": text}, {"fields": text}, {"include": text}):
                answer = self.admin.get("/leads", **query)
                self.assertIn(answer.status, (200, 400), f"{query}: {answer}")


if __name__ == "__main__":
    unittest.main()
