"""The table of towns: what is found under which name, and quickly enough to ask it of every ad."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise import gazetteer
from pipelines.normalise.gazetteer import find, key_of, of_postcode

COMMUNES = [
    ("GUILHERAND GRANGES", "07", "Guilherand-Granges", (44.93, 4.87)),
    ("BOURG ST ANDEOL", "07", "Bourg-Saint-Andéol", (44.37, 4.64)),
    ("VALLON PONT D ARC", "07", "Vallon-Pont-d'Arc", (44.41, 4.39)),
    ("ST ETIENNE DE FONTBELLON", "07", "Saint-Étienne-de-Fontbellon", (44.60, 4.39)),
    ("Teil", "07", "Le Teil", (44.55, 4.68)),
    ("Voulte-sur-Rhône", "07", "La Voulte-sur-Rhône", (44.80, 4.78)),
    ("L HAY LES ROSES", "94", "L'Haÿ-les-Roses", (48.78, 2.34)),
    ("Montreuil", "93", "Montreuil", (48.86, 2.44)),
    ("Montreuil", "62", "Montreuil", (50.46, 1.76)),
    ("Bastia", "2B", "Bastia", (42.70, 9.45)),
    ("Ajaccio", "20", "Ajaccio", (41.92, 8.74)),
    ("Job", "63", "Job", (45.62, 3.75)),
    ("Œuilly", "51", "Œuilly", (49.07, 3.80)),
    ("PARIS", "75", "Paris", (48.85, 2.35)),
]
ABROAD = [
    ("Kampala", "UG"),
    ("Londres", "GB"),
    ("London", "GB"),
    ("Genève", "CH"),
    ("Ginebra", "CH"),
    ("Genf", "CH"),
    ("Bruxelles", "BE"),
    ("Brüssel", "BE"),
    ("Le Caire", "EG"),
    ("Kairo", "EG"),
    ("N’Djaména", "TD"),
    ("Ouagadougou", "BF"),
    ("Alger", "DZ"),
    ("Wien", "AT"),
    ("Köln", "DE"),
    ("Antananarivo", "MG"),
    ("Bangui", "CF"),
    ("Bukavu", "CD"),
    ("Port-au-Prince", "HT"),
    ("Kabul", "AF"),
    ("Kaboul", "AF"),
    ("Beyrouth", "LB"),
    ("Amán", "JO"),
    ("Lisboa", "PT"),
    ("Milano", "IT"),
    ("Den Haag", "NL"),
    ("Varsovie", "PL"),
]
OVERSEAS = [
    ("Saint-Denis", "RE"),
    ("Pointe-à-Pitre", "GP"),
    ("Fort-de-France", "MQ"),
    ("Cayenne", "GF"),
    ("Mamoudzou", "YT"),
    ("Nouméa", "NC"),
    ("Papeete", "PF"),
    ("Saint-Pierre", "PM"),
    ("Gustavia", "BL"),
    ("Marigot", "MF"),
    ("Mata-Utu", "WF"),
]


@pytest.mark.parametrize(("name", "departement", "spelt", "point"), COMMUNES)
def test_a_commune_is_found_by_name_and_departement(
    name: str, departement: str, spelt: str, point: tuple[float, float]
) -> None:
    first = find(name, departement=departement)[0]
    assert key_of(first.name) == key_of(spelt)
    assert (first.latitude, first.longitude) == pytest.approx(point, abs=0.06)


@pytest.mark.parametrize(("name", "country"), ABROAD)
def test_a_town_abroad_is_found_in_the_readers_languages(name: str, country: str) -> None:
    assert find(name)[0].country == country


@pytest.mark.parametrize(("name", "country"), OVERSEAS)
def test_a_town_overseas_has_its_territorys_code(name: str, country: str) -> None:
    assert find(name, country=country)[0].country == country


def test_a_postcode_tells_homonyms_apart() -> None:
    assert [town.code for town in find("Saint-Denis", postcode="93200")] == ["93"]
    assert [town.code for town in find("Saint-Denis", postcode="97400")] == ["974"]
    assert [town.code for town in find("Paris", postcode="75011")] == ["75"]


def test_a_country_without_the_town_finds_nothing() -> None:
    assert find("Guilherand-Granges", country="CH") == []
    assert find("Qzwxv") == []
    assert find("") == []


def test_a_postcode_alone_has_a_middle() -> None:
    middle = of_postcode("07500")
    assert middle is not None
    assert (middle.code, middle.latitude, middle.longitude) == (
        "07",
        pytest.approx(44.93, abs=0.1),
        pytest.approx(4.87, abs=0.1),
    )
    assert of_postcode("00001") is None
    assert of_postcode("07500x") is None


def test_every_key_of_the_table_is_found() -> None:
    table = gazetteer._table().decode().split("\n")[1:-1]
    assert table == sorted(table, key=str.encode)
    for line in table[::997]:
        key = line.split("\t", maxsplit=1)[0]
        assert line in gazetteer._lines(key)


@given(st.text(max_size=100), st.one_of(st.none(), st.text(max_size=6)))
def test_no_text_raises(name: str, code: str | None) -> None:
    assert all(town.name is not None for town in find(name, departement=code))
    assert all(town.name is not None for town in find(name, postcode=code or None))
    assert of_postcode(name) is None or name.isdigit()
