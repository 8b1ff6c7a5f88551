"""Towns with their country and coordinates: what the gazetteer settles, and what stays open."""

import pytest

from pipelines.model import Evidence, Facts, RawPosting, Statement
from pipelines.normalise.place_structured import read_structured_place
from pipelines.normalise.places import read_places
from pipelines.normalise.posting import normalise

FRANCE = Facts(board="b", today="2026-03-01", country="FR", language="fr")
BRITAIN = Facts(board="b", today="2026-03-01", country="GB", language="en")
NOWHERE = Facts(board="b", today="2026-03-01")

#: Label on a French board: city, region, country, whether it has coordinates.
FRENCH_BOARD = [
    ("07 - GUILHERAND GRANGES", "Guilherand-Granges", "Ardèche", "FR", True),
    ("07 - ST CYR", "Saint-Cyr", "Ardèche", "FR", True),
    ("07 - LALEVADE D ARDECHE", "Lalevade-d'Ardèche", "Ardèche", "FR", True),
    ("07 - Teil", "Le Teil", "Ardèche", "FR", True),
    ("38 - VIENNE", "Vienne", "Isère", "FR", True),
    ("77 - AVON", "Avon", "Seine-et-Marne", "FR", True),
    ("33 - Macau", "Macau", "Gironde", "FR", True),
    ("63 - JOB", "Job", "Puy-de-Dôme", "FR", True),
    ("14 - THUE ET MUE", "Thue et Mue", "Calvados", "FR", False),
    ("91 - Évry-Courcouronnes", "Évry-Courcouronnes", "Essonne", "FR", True),
    ("69 - OULLINS PIERRE BENITE", "Oullins Pierre Benite", "Rhône", "FR", True),
    ("2A - AJACCIO", "Ajaccio", "Corse-du-Sud", "FR", True),
    ("974 - ST PIERRE", "Saint-Pierre", None, "RE", True),
    ("Montreuil 93100", "Montreuil", "Seine-Saint-Denis", "FR", True),
    ("Montreuil (62)", "Montreuil", "Pas-de-Calais", "FR", True),
    ("75011 Paris", "Paris", None, "FR", True),
    ("Paris 11e", "Paris", None, "FR", True),
    ("Lyon 3ème arrondissement", "Lyon", None, "FR", True),
    ("Saint-Denis", "Saint-Denis", None, "FR", True),
    ("Saint-Denis, La Réunion", "Saint-Denis", None, "RE", True),
    ("Saint-Denis, Île-de-France", "Saint-Denis", "Île-de-France", "FR", True),
    ("Marigny", "Marigny", None, "FR", False),
    ("Marigny (39)", "Marigny", "Jura", "FR", True),
    ("Valence", "Valence", None, "FR", True),
    ("Brest", "Brest", None, "FR", True),
    ("Kampala", "Kampala", None, "UG", True),
    ("Goma", "Goma", None, "CD", True),
    ("Londres", "Londres", None, "GB", True),
    ("Bruxelles", "Bruxelles", None, "BE", True),
    ("Genève", "Genève", None, "CH", True),
    ("Beyrouth", "Beyrouth", None, "LB", True),
    ("N'Djaména", "N'Djaména", None, "TD", True),
    ("Berlin", "Berlin", None, "DE", True),
    ("Nouméa", "Nouméa", None, "NC", True),
    ("Cologne", "Cologne", None, None, False),
    ("Le Caire", "Le Caire", None, None, False),
    ("Le Caire, Égypte", "Le Caire", None, "EG", True),
    ("Cologne, Allemagne", "Cologne", None, "DE", True),
    ("Cologne (32)", "Cologne", "Gers", "FR", True),
    ("Paris, Texas, USA", "Paris", "Texas", "US", True),
    ("Portland, Maine, USA", "Portland", "Maine", "US", True),
    ("Newport, Shropshire, UK", "Newport", "Shropshire", "GB", False),
    ("La Défense", "La Défense", None, "FR", False),
]
BRITISH_BOARD = [
    ("Barnsley, South Yorkshire", "Barnsley", "South Yorkshire", "GB"),
    ("Leeds West Yorkshire Yorkshire", "Leeds", "West Yorkshire", "GB"),
    ("Exeter Devon South West", "Exeter", "Devon", "GB"),
    ("Brixton, London", "Brixton", "London", "GB"),
    ("City Of London, London", "City Of London", "London", "GB"),
    ("Southend - On - Sea, Essex", "Southend - On - Sea", "Essex", "GB"),
    ("London NW1", "London", None, "GB"),
    ("Alder Street, Widnes, Cheshire", "Widnes", "Cheshire", "GB"),
    ("Tyne and Wear", None, "Tyne and Wear", "GB"),
    ("Perth, Perth & Kinross", "Perth", "Perth & Kinross", "GB"),
    ("Nairobi", "Nairobi", None, "KE"),
]


@pytest.mark.parametrize(("label", "city", "region", "country", "located"), FRENCH_BOARD)
def test_a_town_has_its_country_and_its_coordinates_or_stays_open(
    label: str, city: str, region: str | None, country: str | None, located: bool
) -> None:
    (found,) = read_places(label, FRANCE, labelled=True)
    place = found.value
    assert (place.city, place.region, place.country) == (city, region, country)
    assert (place.latitude is not None, place.longitude is not None) == (located, located)


@pytest.mark.parametrize(("label", "city", "region", "country"), BRITISH_BOARD)
def test_a_british_label_is_one_place(label: str, city: str | None, region: str | None, country: str) -> None:
    (found,) = read_places(label, BRITAIN, labelled=True)
    assert (found.value.city, found.value.region, found.value.country) == (city, region, country)


@pytest.mark.parametrize(
    ("label", "countries"),
    [
        ("Uganda | Haiti | Malawi", ["UG", "HT", "MW"]),
        ("Paris ou Bruxelles", ["FR", "BE"]),
        ("Rabat, Alger ou Tunis", ["MA", "DZ", "TN"]),
        ("Dunkerque et Calais", ["FR", "FR"]),
        ("38 - Grenoble et Vienne", ["FR", "FR"]),
        ("Paris – Bagnolet", ["FR", "FR"]),
        ("Dakar, Saint-Louis", ["SN", "SN"]),
        ("Bamako et Kayes", ["ML", "ML"]),
        ("Goma / Bukavu", ["CD", "CD"]),
        ("Lille, Bruxelles", ["FR", "BE"]),
        ("Herat, Nangarhar, Kandahar, Afghanistan", ["AF", "AF", "AF"]),
    ],
)
def test_each_place_of_a_list_is_located_by_itself(label: str, countries: list[str]) -> None:
    assert [reading.value.country for reading in read_places(label, FRANCE, labelled=True)] == countries


def test_a_state_tells_homonyms_apart() -> None:
    (portland,) = read_places("Portland, Maine, USA", FRANCE, labelled=True)
    assert portland.value.latitude == pytest.approx(43.66, abs=0.1)


def test_without_a_boards_country_only_a_town_beyond_doubt_has_one() -> None:
    assert read_places("Metz", NOWHERE, labelled=True)[0].value.country == "FR"
    assert read_places("Paris", NOWHERE, labelled=True)[0].value.country == "FR"
    (open_one,) = read_places("Saint-Denis", NOWHERE, labelled=True)
    assert (open_one.value.country, open_one.value.latitude) == (None, None)


@pytest.mark.parametrize(
    ("home", "label", "city", "region", "country"),
    [
        ("BR", "Recife, PE", "Recife", "PE", "BR"),
        (None, "Los Angeles, CA", "Los Angeles", "CA", "US"),
        ("US", "Chicago, IL", "Chicago", "IL", "US"),
        ("CA", "Montréal (Québec)", "Montréal", "Québec", "CA"),
        ("ES", "Granada", "Granada", None, "ES"),
        ("FR", "Mali", None, None, "ML"),
        (None, "Haifa, IL", "Haifa", None, "IL"),
        (None, "Bologna (BO)", "Bologna", "BO", "IT"),
        (None, "Bern (BE)", "Bern", "BE", "CH"),
        (None, "Catania (CT)", "Catania", "CT", "IT"),
        (None, "Leuven (BE)", "Leuven", None, "BE"),
        (None, "Podgorica, ME", "Podgorica", None, "ME"),
    ],
)
def test_a_name_that_is_a_region_or_a_town_too_is_told_by_what_stands_beside_it(home, label, city, region, country):
    (found,) = read_places(label, Facts(board="b", today="2026-03-01", country=home), labelled=True)
    assert (found.value.city, found.value.region, found.value.country) == (city, region, country)


def test_the_language_of_a_page_tells_whose_codes_stand_behind_towns_that_nobody_knows() -> None:
    (italian,) = read_places("Fossaltina (VE)", Facts("b", "2026-03-01", language="it"), labelled=True)
    assert (italian.value.city, italian.value.region, italian.value.country) == ("Fossaltina", "VE", "IT")
    (spanish,) = read_places("Fossaltina (VE)", Facts("b", "2026-03-01", language="es"), labelled=True)
    assert spanish.value.country == "VE"


def test_a_name_of_two_countries_is_no_place():
    assert read_places("Congo", FRANCE, labelled=True) == []


@pytest.mark.parametrize(
    ("parts", "city", "country", "latitude"),
    [
        ({"city": "LILLE", "postcode": "59160", "region": "Nord", "country": "FR"}, "Lille", "FR", 50.6),
        ({"city": "VILLEFORT NEUF", "postcode": "07500", "country": "FR"}, "Villefort Neuf", "FR", 44.9),
        ({"city": "Bridgwater", "region": "South West", "country": "Royaume-Uni"}, "Bridgwater", "GB", 51.1),
        ({"city": "Kampala"}, "Kampala", "UG", 0.3),
        ({"city": "Saint Denis", "postcode": "97400", "country": "FR"}, "Saint-Denis", "RE", -20.9),
    ],
)
def test_an_address_in_parts_has_coordinates(parts: dict[str, str], city: str, country: str, latitude: float) -> None:
    found = read_structured_place(parts, "", FRANCE)
    assert found is not None
    assert (found.value.city, found.value.country) == (city, country)
    assert found.value.latitude == pytest.approx(latitude, abs=0.15)


def posting_of(*statements: Statement, body: str = "<p>Une offre.</p>") -> tuple[object, tuple[Evidence, ...]]:
    raw = RawPosting("b", "1", "https://jobs.example/1", "2026-03-01T06:00:00Z", statements, body, "fr")
    posting, _ = normalise(raw, FRANCE)
    assert posting is not None
    return posting.places, posting.evidence


def test_a_country_that_another_label_states_moves_the_town() -> None:
    title = Statement("title", "Chargé de projet", label="title")
    places, _ = posting_of(
        title, Statement("place", "Cologne", label="Ville"), Statement("place", "Allemagne", label="Pays")
    )
    (place,) = places  # type: ignore[misc]
    assert (place.city, place.country) == ("Cologne", "DE")
    assert place.latitude == pytest.approx(50.9, abs=0.1)


def test_the_evidence_says_that_the_country_is_the_towns() -> None:
    title = Statement("title", "Chargé de projet", label="title")
    places, evidence = posting_of(title, Statement("place", "Kampala", label="Lieu"))
    (place,) = places  # type: ignore[misc]
    assert (place.country, round(place.latitude)) == ("UG", 0)
    (why,) = [e for e in evidence if e.field == "places"]
    assert why.rule == "town_country_of_town"
    assert why.excerpt == "Kampala"
