#!/usr/bin/python3
"""Makes the company that tests/binary/test_upgrade.py opens with the program of today.

Run it with the program that is about to become an old one, before something newer lands:

    VIGIL_BINARY=…/vigil VIGIL_TEST_DATABASE=$(tests/support/postgres.py start) tests/upgrade/make_old_company.py NAME

It writes tests/upgrade/NAME.sqlite.sql and NAME.postgres.sql: what stood in each store, as SQL.
"""
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "binary"))
from house import ADMIN, POSTGRES, Answer, House, later  # noqa: E402


def needed(answer: Answer) -> dict:
    if answer.status >= 300:
        raise SystemExit(f"make_old_company: {answer}")
    return answer.json


def live(house: House) -> None:
    """A little of everything that must outlive a new version; tests/binary/test_upgrade.py knows these names."""
    admin = house.client(ADMIN)
    rep = house.people(admin)["ann"]
    needed(admin.post("/model/entities/lead/fields", {
        "key": "own_colour", "kind": "choice", "label": {"en": "Colour", "zh-CN": "颜色"},
        "choices": [{"key": "red", "label": {"en": "Red", "zh-CN": "红"}}, {"key": "green", "label": {"en": "Green"}}]}))
    needed(admin.post("/model/entities", {
        "key": "own_site", "plural": "own_sites", "label": {"en": "Site", "zh-CN": "地点"},
        "label_plural": {"en": "Sites", "zh-CN": "地点"},
        "fields": {"name": {"kind": "text", "label": {"en": "Name", "zh-CN": "名称"}}}}))
    needed(admin.post("/own_sites", {"name": "北京 North Gate"}))
    needed(admin.post("/leads", {"first_name": "小明", "last_name": "王", "company": "示例科技", "source": "web",
                                 "owner": rep, "own_colour": "red"}))
    worked = needed(admin.post("/leads", {"company": "Brightwater", "source": "fair", "owner": rep,
                                          "email": "maria@example.com", "phone": "+49 30 901820"}))
    needed(admin.post(f"/leads/{worked['id']}/log_call", {"outcome": "reached"}))
    needed(admin.post(f"/leads/{worked['id']}/qualify"))
    needed(admin.post(f"/leads/{worked['id']}/open_opportunity", {
        "close_date": "2030-06-30", "amount": {"amount": "12000.00", "currency": "EUR"}}))
    removed = needed(admin.post("/leads", {"company": "Gone Ltd", "source": "web", "owner": rep}))
    admin.delete(f"/leads/{removed['id']}")
    house.put_clock(later(house.clock(), days=4))
    needed(admin.post("/leads", {"company": "Fresh Ltd", "source": "web", "owner": rep}))
    if not admin.all("/exceptions", state="open"):
        raise SystemExit("make_old_company: nothing was raised")


def dump(house: House) -> str:
    if house.store == "sqlite":
        command = ["sqlite3", str(house.folder / "data" / "vigil.db"), ".dump"]
    else:
        command = ["pg_dump", "--no-owner", "--no-privileges", "--inserts", house.where()[1]]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> None:
    name = sys.argv[1]
    for store in ("sqlite", "postgres") if POSTGRES else ("sqlite",):
        house = House(store)
        try:
            live(house.start())
            house.stop()
            (HERE / f"{name}.{store}.sql").write_text(dump(house))
        finally:
            house.close()


if __name__ == "__main__":
    main()
