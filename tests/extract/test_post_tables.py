"""A table of an ad's posts is a part of its text, wherever it stands; a list of facts is none."""

import pytest

from crawler.extract.page import read_page

TEXT = (
    "<h2>Missions</h2><p>Vous accueillez les habitants et les aidez dans leurs démarches, deux jours par semaine.</p>"
)
POSTS = (
    "<table><tr><th>Réf.</th><th>Ville</th><th>Prise de poste</th></tr>"
    "<tr><td>OP-1</td><td>Albi</td><td>4 mai</td></tr><tr><td>OP-2</td><td>Auch</td><td>8 juin</td></tr></table>"
)
FACTS = (
    "<table><tr><th>Ville</th><td>Albi</td></tr><tr><th>Réf.</th><td>OP-1</td></tr>"
    "<tr><th>Contrat</th><td>CDI</td></tr></table>"
)


@pytest.mark.parametrize("page", [f"{POSTS}{TEXT}", f"<div>{POSTS}</div><div class='text'>{TEXT}{TEXT}</div>"])
def test_a_table_of_posts_belongs_to_the_text(page):
    read = read_page(f"<body><h1>Conseiller (2 postes)</h1>{page}</body>", "https://o.example/1")
    assert "OP-2" in read.body
    assert not [s for s in read.statements if s.field in ("start", "reference", "place")]


def test_the_facts_of_one_ad_are_statements():
    read = read_page(f"<body><h1>Conseiller</h1>{FACTS}{TEXT}</body>", "https://o.example/1")
    assert "OP-1" not in read.body
    assert {"place": "Albi", "reference": "OP-1", "contract": "CDI"}.items() <= {
        s.field: s.text for s in read.statements
    }.items()


def test_a_button_in_the_head_is_not_the_end_of_the_ad():
    head = "<h1>Comptable</h1><ul><li>Strasbourg, France, à deux pas de la gare et du tram</li><li>CDI, 28 h</li></ul>"
    parts = "".join(f"<h3>{name}</h3><p>{TEXT}</p>" for name in ("Le Fonds", "La fonction", "Le bagage", "Et aussi"))
    page = f"<body>{head}<a href='/apply'>Apply now</a><div>{parts}</div></body>"
    assert all(name in read_page(page, "https://o.example/1").body for name in ("Le bagage", "Et aussi"))


def test_the_page_is_called_by_its_post_and_its_employer():
    text = "<p>For forty years Three Bridges Land Trust has kept homes within reach of those who work here.</p>" * 4
    page = (
        "<html><head><title>Stewardship Director at Three Bridges Land Trust</title></head><body>"
        f"<h1>Stewardship Director</h1><h3>Three Bridges Land Trust</h3>{text}</body></html>"
    )
    assert read_page(page, "https://board.example/1").title == "Stewardship Director"
