"""Several posts in one ad."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model import Facts
from pipelines.normalise.document import read_document
from pipelines.normalise.place_prose import find_places
from pipelines.normalise.positions import find_count, find_positions, place_positions
from pipelines.normalise.post_counts import read_count

FACTS = Facts(board="b", today="2026-03-01", country="FR")
LINES = (
    "<p>si vous postulez pour CP Lyon : COORD PROJET_LYON_NOM_PRENOM s</p>",
    "<p>si vous postulez pour CP La Rochelle :</p><p><b>COORD.ICE\\_LA ROCHELLE\\_NOM</b></p>",
    "<p>si vous postulez pour le poste de Saint-Omer : CP-26/3</p>",
    "<p>si vous postulez aux trois postes : COORD_LYON et LA ROCHELLE_TOUT</p>",
)


@pytest.mark.parametrize("lines", list(itertools.permutations(LINES)))
def test_each_post_has_its_town_and_reference_in_any_order(lines: tuple[str, ...]) -> None:
    found = find_positions("Coordinateur", read_document(f"<h2>Pour postuler</h2>{''.join(lines)}"), FACTS)
    assert found is not None
    assert [position.ordinal for position in found.value] == [1, 2, 3]
    assert {(position.place, position.reference) for position in found.value} == {
        ("Lyon", "COORD PROJET_LYON_NOM_PRENOM"),
        ("La Rochelle", "COORD.ICE_LA ROCHELLE_NOM"),
        ("Saint-Omer", "CP-26/3"),
    }


def test_english_conditions_in_one_paragraph() -> None:
    html = (
        "<p>If you apply for the Goma post: CO_GOMA. If you apply for the Nairobi post: CO_NBO. "
        "For both posts: CO_2</p>"
    )
    found = find_positions("Officer", read_document(f"<h2>How to apply</h2>{html}"), FACTS)
    assert found is not None
    assert [(p.place, p.reference) for p in found.value] == [("Goma", "CO_GOMA"), ("Nairobi", "CO_NBO")]


@pytest.mark.parametrize(
    ("title", "html", "towns"),
    [
        ("Animateurs (2 postes : Metz et Nancy)", "", ["Metz", "Nancy"]),
        ("X", "<p>La mission recherche deux Coordinateur.ice.s projet pour Metz et Nancy</p>", ["Metz", "Nancy"]),
        ("X", "<p>L'association recherche trois animateurs pour Lyon, Metz et Nancy</p>", ["Lyon", "Metz", "Nancy"]),
        (
            "X",
            "<p>Poste basé à Lyon pour Coordinateur.ice Lyon et poste basé à Metz pour l'autre.</p>",
            ["Lyon", "Metz"],
        ),
    ],
)
def test_named_towns_make_one_post_each(title: str, html: str, towns: list[str]) -> None:
    found = find_positions(title, read_document(html), FACTS)
    assert found is not None
    assert [position.place for position in found.value] == towns


def test_numbered_posts_have_their_titles() -> None:
    found = find_positions("X", read_document("<h2>POSTE 1 : Animateur à Lyon</h2><h2>POSTE 2 : Juriste</h2>"), FACTS)
    assert found is not None
    assert [(p.title, p.place) for p in found.value] == [("Animateur", "Lyon"), ("Juriste", None)]


@pytest.mark.parametrize(
    ("title", "html", "count"),
    [
        ("Animateurs (03 postes)", "", 3),
        ("Internships (2)", "", 2),
        ("Officers (3 positions)", "", 3),
        ("X", "<p>L'association recrute trois animateurs et 1 coordinateur. 4 postes sont vacants.</p>", 4),
        ("X", "<p>L'association recrute trois animateurs et 1 coordinateur.</p>", 4),
        ("X", "<p>Positions: Three (3)</p>", 3),
        ("X", "<p>L'ONG recrute 01 chauffeur.</p>", 1),
        ("X", "<p>Elle recrute chaque année 30 volontaires.</p>", None),
        ("X", "<p>Nous recherchons 2 ans d'expérience.</p>", None),
        ("Belmont (67)", "", None),
    ],
)
def test_the_count_of_posts(title: str, html: str, count: int | None) -> None:
    found = find_count(title, read_document(html), FACTS)
    assert (found.value if found else None) == count


@pytest.mark.parametrize(
    ("text", "count"), [("Three (3)", 3), ("03", 3), ("2 postes", 2), ("12 mois", None), ("aucun", None)]
)
def test_a_label_states_a_count(text: str, count: int | None) -> None:
    found = read_count(text, FACTS)
    assert (found.value if found else None) == count


def test_one_post_makes_no_list() -> None:
    assert find_positions("Juriste", read_document("<p>Poste basé à Metz.</p>"), FACTS) is None


def test_places_take_the_ordinal_of_their_post() -> None:
    title = "Animateurs (2 postes : Metz et Nancy)"
    positions = find_positions(title, read_document(""), FACTS)
    assert positions is not None
    places = place_positions(find_places(read_document(""), FACTS, title=title), positions.value)
    assert [(reading.value.city, reading.value.position) for reading in places] == [("Metz", 1), ("Nancy", 2)]


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    document = read_document(f"<p>si vous postulez pour {text}</p><p>recrute deux {text}</p>")
    find_positions(text, document, FACTS)
    count = find_count(text, document, FACTS)
    assert count is None or 1 <= count.value <= 50
