"""Employers are filled in, never emptied."""

from pipelines.model import Organisation
from pipelines.store.organisations import resolve


def test_the_same_key_is_the_same_employer_and_fills_what_was_unknown(store):
    with store.write() as db:
        first = resolve(db, Organisation("Blue Lantern", labels_state="not_communicated"), "blue lantern")
        more = Organisation("BLUE LANTERN", legal_form="association", social_economy=True, labels_state="communicated")
        assert resolve(db, more, "blue lantern") == first
        assert resolve(db, Organisation("Blue Lantern", legal_form="company"), "blue lantern") == first
        assert resolve(db, Organisation("Red Lantern"), "red lantern") != first
        row = db["organisations"].get(first)
        assert (row["name"], row["legal_form"], row["social_economy"]) == ("Blue Lantern", "association", 1)
        assert row["labels_state"] == "communicated"
        names = db.query("SELECT name FROM organisation_names WHERE organisation_id = ? ORDER BY name", [first])
        assert [each["name"] for each in names] == ["BLUE LANTERN", "Blue Lantern"]
