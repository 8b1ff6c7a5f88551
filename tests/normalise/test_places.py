"""Places of work in labels, chips, structured addresses and sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model import Facts
from pipelines.normalise.document import read_document
from pipelines.normalise.place_prose import find_places
from pipelines.normalise.place_structured import read_structured_place
from pipelines.normalise.places import read_places

FRANCE = Facts(board="b", today="2026-03-01", country="FR")
NOWHERE = Facts(board="b", today="2026-03-01")

LABELS = [
    ("Paris, France", [("Paris", None, "FR")]),
    ("Localisation Paris, France", [("Paris", None, "FR")]),
    ("34 Hérault", [(None, "Hérault", "FR")]),
    ("Belmont (67)", [("Belmont", "Bas-Rhin", "FR")]),
    ("Lalbenque, 46", [("Lalbenque", "Lot", "FR")]),
    ("Montreuil 93100", [("Montreuil", "Seine-Saint-Denis", "FR")]),
    ("10 - Troyes", [("Troyes", "Aube", "FR")]),
    ("Nigéria / RDC / Tchad", [(None, None, "NG"), (None, None, "CD"), (None, None, "TD")]),
    ("Uganda | Haiti | Malawi", [(None, None, "UG"), (None, None, "HT"), (None, None, "MW")]),
    ("Kabul, Afghanistan", [("Kabul", None, "AF")]),
    ("Lieu : France Grand Est", [(None, "Grand Est", "FR")]),
    ("Mecklenburg Vorpommern", [(None, "Mecklenburg-Vorpommern", "DE")]),
    ("2300 La Chaux-de-Fonds NE Suisse", [("La Chaux-de-Fonds", "NE", "CH")]),
    ("12 rue de la Paix, 75002 Paris", [("Paris", None, "FR")]),
    ("Paris, Île-de-France, FR", [("Paris", "Île-de-France", "FR")]),
    ("Paris, , FR", [("Paris", None, "FR")]),
    ("tours", [("Tours", None, "FR")]),
    ("Marigot, Saint-Martin", [("Marigot", None, "MF")]),
    ("Mamoudzou, Mayotte, France", [("Mamoudzou", None, "YT")]),
    ("Saint-Denis (974)", [("Saint-Denis", None, "RE")]),
    ("Saint-Denis", [("Saint-Denis", None, "FR")]),
    ("Frankfurt/Main & Wetzlar", [("Frankfurt/Main", None, "DE"), ("Wetzlar", None, "DE")]),
    ("Remote (France)", [(None, None, "FR")]),
    ("Remote/Berlin", [("Berlin", None, "DE")]),
    ("Anywhere in Canada", [(None, None, "CA")]),
    ("Bukavu, Sud-Kivu, RDC", [("Bukavu", "Sud-Kivu", "CD")]),
    ("Poste basé à Calais", [("Calais", None, "FR")]),
    ("Kabul, Afghanistan with frequent travels to field locations", [("Kabul", None, "AF")]),
    ("À définir", []),
    ("Télétravail", []),
]
NO_PLACES = [
    "Santé",
    "Association",
    "CDD",
    "SSE organization",
    "Job",
    "Between 250 and 2000 employees",
    "Médecins sans Frontières France",
    "Finance, HR",
    "Marketing, IT",
    "Oxfam - France",
    "Français, Anglais",
    "No remote",
    "From 3 to 5 yrs of exp.",
    "Publiée le 16/02/2026",
    "3.50328 - 3.50328€ brut (Mensuel)",
    "35 heures",
    "12 mois",
    "Human Rights",
]
SENTENCES = [
    ("Les Aubiers recrute pour son internat de Vierzon un éducateur en CDI.", ["Vierzon"]),
    ("Nous recherchons une animatrice à Toulouse pour la rentrée.", ["Toulouse"]),
    ("Notre siège est à Paris et nous recherchons une animatrice à Toulouse.", ["Toulouse"]),
    ("Nous recherchons un coordinateur entre Metz et Nancy, à Metz et à Nancy.", []),
    ("L'association recrute un chargé de mission à Paul.", []),
    ("Vous travaillerez dans nos locaux de Montreuil (93).", ["Montreuil"]),
    ("Stage de 4 mois à partir du 4 mai 2026, à Béziers.", ["Béziers"]),
    ("The post holder will work from our Nairobi office.", ["Nairobi"]),
    ("Poste basé à Calais", ["Calais"]),
    ("CDD de 12 mois. Poste basé au siège, à Paris.", ["Paris"]),
    ("Vous serez basé·e à Saint-Omer.", ["Saint-Omer"]),
    ("Poste basé au Mans", ["Le Mans"]),
    ("This position is based in Nairobi, Kenya.", ["Nairobi"]),
    ("The role is based at our headquarters in Nairobi, Kenya", ["Nairobi"]),
    ("Duty station: Bangui, Central African Republic", ["Bangui"]),
    ("Lieu de travail : 12 rue des Lilas, 75011 Paris", ["Paris"]),
    ("Poste basé à Calais pour l'une et poste basé à Dunkerque pour l'autre.", ["Calais", "Dunkerque"]),
    ("L'association recherche trois animateurs pour Lyon, Metz et Nancy", ["Lyon", "Metz", "Nancy"]),
    ("Notre association, basée à Marseille, recrute", []),
    ("You will work with partners based in Goma", []),
    ("an NGO based in Geneva", []),
]


@pytest.mark.parametrize(("text", "expected"), LABELS)
def test_a_label_names_its_places(text: str, expected: list[tuple[str | None, str | None, str | None]]) -> None:
    found = read_places(text, FRANCE, labelled=True)
    assert [(r.value.city, r.value.region, r.value.country) for r in found] == expected


@pytest.mark.parametrize(("text", "town"), [("Lyon", "Lyon"), ("Clermont-Ferrand", "Clermont-Ferrand")])
def test_a_chip_that_is_the_name_of_a_large_town_of_the_boards_country_is_a_place(text: str, town: str) -> None:
    assert [(r.value.city, r.value.country) for r in read_places(text, FRANCE)] == [(town, "FR")]
    assert read_places(text, NOWHERE) == []


@pytest.mark.parametrize("text", NO_PLACES)
def test_a_chip_on_another_topic_is_no_place(text: str) -> None:
    assert read_places(text, FRANCE) == []


@pytest.mark.parametrize(
    "text", ["Paris, France", "Belmont (67)", "10 - Troyes", "34 Hérault", "Remote (France)", "Uganda | Haiti"]
)
def test_a_chip_that_can_be_nothing_else_is_a_place(text: str) -> None:
    found = read_places(text, FRANCE)
    assert found
    assert all(reading.excerpt == text for reading in found)


@pytest.mark.parametrize(
    "text", ["Rabat, Alger ou Tunis selon les profils", "Montreuil (Siège Grdr) ou Lille", "Lyon or Metz"]
)
def test_a_choice_between_places_is_marked(text: str) -> None:
    found = read_places(text, NOWHERE, labelled=True)
    assert len(found) > 1
    assert all(reading.value.alternative for reading in found)


def test_only_a_place_without_a_country_takes_the_boards_and_says_so() -> None:
    (town,) = read_places("Metz", FRANCE, labelled=True)
    assert town.value.country == "FR"
    assert town.rule.endswith("_country_of_board")
    assert read_places("Gourzay", NOWHERE, labelled=True)[0].value.country is None
    assert not read_places("Metz, France", FRANCE)[0].rule.endswith("_country_of_board")


@pytest.mark.parametrize(
    ("parts", "city", "region", "country"),
    [
        ({"city": "Lyon", "country": "fr"}, "Lyon", None, "FR"),
        ({"city": "Montreuil", "postcode": "93100", "country": "France"}, "Montreuil", "Seine-Saint-Denis", "FR"),
        ({"city": "Mamoudzou", "region": "Mayotte", "country": "FR"}, "Mamoudzou", None, "YT"),
        ({"country": "Kenya"}, None, None, "KE"),
        ({"city": "Remote", "country": "DE"}, None, None, "DE"),
    ],
)
def test_an_address_in_parts_is_read(parts: dict[str, str], city: str | None, region: str | None, country: str) -> None:
    found = read_structured_place(parts, "", NOWHERE)
    assert found is not None
    assert (found.value.city, found.value.region, found.value.country) == (city, region, country)


def test_an_empty_address_is_no_place() -> None:
    assert read_structured_place({"city": " "}, "", FRANCE) is None


@pytest.mark.parametrize(("sentence", "towns"), SENTENCES)
def test_a_sentence_says_where_the_job_is(sentence: str, towns: list[str]) -> None:
    document = read_document(f"<h2>Conditions</h2><p>{sentence}</p>")
    assert [reading.value.city for reading in find_places(document, FRANCE)] == towns


def test_towns_of_other_projects_are_no_places_of_work() -> None:
    html = "<h2>Contexte</h2><p>Un projet basé à Marseille.</p><ul><li>A Calais. Accueil de jour.</li></ul>"
    assert (
        find_places(read_document(html + "<h2>Conditions</h2><p>Poste basé à Metz.</p>"), FRANCE)[0].value.city
        == "Metz"
    )
    assert find_places(read_document(html), FRANCE) == []


def test_the_title_names_the_town_of_each_post() -> None:
    found = find_places(read_document(""), FRANCE, title="Animateurs (2 postes : Metz et Nancy) F/H")
    assert [reading.value.city for reading in found] == ["Metz", "Nancy"]


@given(st.text(max_size=300))
def test_no_text_raises_and_the_excerpt_is_in_it(text: str) -> None:
    for labelled in (True, False):
        assert all(reading.excerpt in text for reading in read_places(text, FRANCE, labelled=labelled))
    find_places(read_document(f"<p>Poste basé à {text}</p>"), FRANCE, title=text)
