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


def test_an_acronym_that_a_name_states_is_the_same_employer_in_the_same_country(store):
    with store.write() as db:
        full = resolve(db, Organisation("Rivages Verts Nantais (RVN)"), "rivages verts nantais|FR")
        assert resolve(db, Organisation("RVN"), "rvn|FR") == full
        assert resolve(db, Organisation("RVN"), "rvn|BE") != full
        short = resolve(db, Organisation("PBL"), "pbl|FR")
        assert resolve(db, Organisation("Port Bleu Libre (PBL)"), "port bleu libre|FR") == short
        assert resolve(db, Organisation("Port Bleu Libre"), "port bleu libre|FR") == short


def test_an_acronym_that_two_employers_state_is_neither(store):
    with store.write() as db:
        first = resolve(db, Organisation("Ateliers Solidaires Lillois (ASL)"), "ateliers solidaires lillois|FR")
        second = resolve(db, Organisation("Accueil Sans Limites (ASL)"), "accueil sans limites|FR")
        assert resolve(db, Organisation("ASL"), "asl|FR") not in (first, second)
        town = resolve(db, Organisation("Rivages (PARIS)"), "rivages|FR")
        assert resolve(db, Organisation("PARIS"), "paris|FR") != town
