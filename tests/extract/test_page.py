"""A posting's page, in the shapes boards serve it, to statements and the ad's own text."""

# ruff: noqa: E501 - markup and tables of strings read better on one line

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.page import read_page
from pipelines.normalise.html_lines import lines_of

URL = "https://jobs.goodworks.example/en/jobs/rivages-water-lead-aB3dE6gH9jK2mN5pQ8rS"
PROSE = (
    "<p>Rivages, association d'accès à l'eau créée en 1984, accompagne douze communes rurales dans la gestion de leurs "
    "points d'eau et forme les comités d'usagers.</p><p>Contexte</p><ul><li>Suivi des forages</li><li>Formation des "
    "équipes locales aux bonnes pratiques, avec les partenaires de la région et les services techniques.</li></ul>"
    "<p>Statut : CDD de 9 mois. Rémunération : 2 310,50 € brut mensuel, selon la grille de l'association en vigueur.</p>"
)
CHIPS = ["💡 SSE organization", "Short-term contract", "Localisation Lyon, France", "Environment", "No remote",
         "2310.5 - 2310.5€ gross (Monthly)", "From 1 to 3 yrs of exp.", "Posted on 03-24-2026", "Start: May 2026"]  # fmt: skip
CARD = (
    "<h2>Rivages</h2><p>Rivages agit pour l'eau.</p><p>💡 SSE organization</p><p>More information</p><ul><li>"
    '<a href="https://rivages.example/">Website</a></li><li>Foundation</li><li>Between 15 and 50 employees</li></ul>'
    "<p>Impact study<br>Rivages did not yet communicate its impact measurement.<br>Labels and certifications<br>B Corp</p>"
)
TITLE = "Water project lead (M/F) - Lyon"
LD = json.dumps({"@type": "JobPosting", "title": "Water project lead (M/F)", "hiringOrganization": {"name": "Rivages"},
                 "description": PROSE})  # fmt: skip
FIELDS = {
    "title": "h2.job__title",
    "organisation": "h2.project__name",
    "chip": "div.meta [role=button]",
    "description": "section.job__description",
    "organisation_about": "aside.project",
}


def chips_as(shape: str, chips: list[str]) -> str:
    chips = [chip.replace("Localisation", '<span class="sr-only">Localisation</span>') for chip in chips]
    if shape == "buttons":
        return "".join(f'<div class="meta"><div role="button">{chip}</div></div>' for chip in chips)
    if shape == "list":
        return f"<ul>{''.join(f'<li>{chip}</li>' for chip in chips)}</ul>"
    if shape == "table":
        return f"<table>{''.join(f'<tr><td>{chip}</td></tr>' for chip in chips)}</table>"
    if shape == "one row":
        return f"<table><tr>{''.join(f'<td>{chip}</td>' for chip in chips)}</tr></table>"
    if shape == "spans":
        return f"<div>{''.join(f'<span>{chip}</span>' for chip in chips)}</div>"
    return f"<p>{' · '.join(chips)}</p>"


def page(
    shape: str = "buttons", *, ld: str = LD, chips: list[str] = CHIPS, card: str = "aside", plain: bool = False
) -> str:
    html = (
        f'<html lang="en"><head><title>{TITLE} | Good works</title><link rel="alternate" hreflang="fr" href="/fr/jobs/x">'
        f'<script type="application/ld+json">{ld}</script></head><body><div><header><nav><a href="/">Jobs</a></nav></header>'
        f'<main><h2 class="job__title">{TITLE}</h2><h2 class="project__name"><a href="/en/projects/rivages">Rivages</a></h2>'
        f"<div>{chips_as(shape, chips)}</div>"
        f'<section class="job__description"><h3>➔ Description of the mission</h3>{PROSE}</section>'
        f'<{card} class="project">{CARD}</{card}></main><footer><a href="/x">See other offers</a></footer></div></body></html>'
    )
    return html.replace(' class="', ' data-x="') if plain else html


def stated(extraction, *fields: str) -> list[tuple[str, str]]:
    return [
        (s.field, s.text) for s in extraction.statements if s.source == "label" and (not fields or s.field in fields)
    ]


def assert_read_in_full(got) -> None:
    assert got.title == TITLE
    assert stated(got, "title", "organisation") == [("title", TITLE), ("organisation", "Rivages")]
    assert stated(got, "place", "posted", "start") == [
        ("place", "Lyon, France"), ("posted", "03-24-2026"), ("start", "May 2026")]  # fmt: skip
    assert sorted(text for _, text in stated(got, "chip")) == sorted(
        chip for chip in CHIPS if not chip.startswith(("Localisation", "Posted", "Start")))  # fmt: skip
    about = [text for _, text in stated(got, "organisation_about")]
    assert "Foundation" in about
    assert "B Corp" in about
    assert ("organisation_website", "https://rivages.example/") in stated(got)
    body = [line.text for line in lines_of(got.body)]
    assert "Suivi des forages" in body
    assert any(line.startswith("Statut : CDD de 9 mois") for line in body)
    assert "Short-term contract" not in body
    assert "Foundation" not in body


def test_declared_selectors_give_every_chip_in_order_and_labelled_ones_under_their_fields():
    got = read_page(page(), URL, fields=FIELDS)
    assert_read_in_full(got)
    assert [text for _, text in stated(got, "chip")] == [CHIPS[n] for n in (0, 1, 3, 4, 5, 6)]
    assert got.page_language == "en"
    assert got.alternates == {"fr": "https://jobs.goodworks.example/fr/jobs/x"}
    assert got.json_ld == "read"


@pytest.mark.parametrize("plain", [False, True], ids=["classes", "no classes"])
@pytest.mark.parametrize("ld", [LD, '{"@type": "JobPosting", "title": ', "{}"], ids=["json-ld", "broken", "absent"])
@pytest.mark.parametrize("shape", ["buttons", "list", "table", "one row", "spans", "one line"])
def test_the_page_is_read_without_any_declaration(shape, ld, plain):
    assert_read_in_full(read_page(page(shape, ld=ld, plain=plain), URL))


def test_chips_in_another_order_say_the_same():
    first, turned = read_page(page(ld="{}"), URL), read_page(page(ld="{}", chips=CHIPS[::-1]), URL)
    assert sorted(stated(first)) == sorted(stated(turned))


@pytest.mark.parametrize("card", ["aside", "div", "section"])
def test_the_card_of_the_employer_is_found_whatever_its_element(card):
    assert_read_in_full(read_page(page(card=card, ld="{}", plain=True), URL))


def test_a_selector_that_finds_nothing_or_is_no_css_is_as_if_undeclared():
    gone = {name: f".gone-{name}" for name in FIELDS} | {"place": "][", "posted": "li::before"}
    assert_read_in_full(read_page(page(), URL, fields=gone))


def test_broken_and_absent_structured_data_are_told_apart():
    assert read_page(page(ld='{"@type": "JobPosting", "title": '), URL).json_ld == "broken"
    assert read_page(page(ld='{"@type": "WebSite"}'), URL).json_ld == "absent"


def test_an_empty_shell_takes_its_text_from_the_structured_data():
    got = read_page(
        f'<html><head><script type="application/ld+json">{LD}</script></head><body><div id="app"></div>', URL
    )
    assert "Suivi des forages" in got.body
    assert got.title == "Water project lead (M/F)"


def test_the_text_of_the_page_is_preferred_unless_it_is_half_as_long():
    short = page(plain=True).replace(
        PROSE, "<p>Description en cours de rédaction, revenez bientôt pour la lire ici.</p>"
    )
    assert "Suivi des forages" in read_page(short, URL).body
    assert "Description of the mission" in read_page(page(), URL).body


OLD = """<html lang="fr"><head><title>Animateur eau - Annonces solidaires</title></head><body>
<div id="header"><a href="/">Accueil</a></div><div id="content"><article class="p_annonces" id="post-4711">
<h1 class="entry-title">Animateur eau</h1><p class="author">Rivages</p><div><table>
<tr><th>Pays</th><td>Tchad</td></tr><tr><th>Ville</th><td>Abéché</td></tr>
<tr><th>Fonctions</th><td>Animation</td></tr><tr><th>Secteurs d'activité</th><td>Environnement</td></tr>
<tr><th>Description</th><td><p>Vous animez les comités de gestion de l'eau.</p><ul><li>Suivi du budget</li></ul></td></tr>
<tr><th>Formation du candidat</th><td>Bac+3</td></tr><tr><th>Salaire / Indemnité</th><td>1 900 € brut mensuel</td></tr>
<tr><th>Comment postuler</th><td>Envoyez un CV et une lettre à rh@rivages.example en rappelant la référence TCH-12 dans
l'objet du message, avec les noms de deux personnes que nous pourrons joindre avant l'entretien.</td></tr>
<tr><th>Postuler en ligne</th><td><a href="https://rivages.example/postuler">cliquez ici</a></td></tr>
<tr><th>Date de fin de validité</th><td>31/10/2025</td></tr></table></div></article></div></body></html>"""

NEW = """<html lang="fr"><head><title>Responsable collecte – Annonces solidaires</title></head><body class="postid-99">
<header id="header"><nav><a href="/">Accueil</a></nav></header><main><a href="/emplois/">Retour aux résultats de
recherche</a><article class="post-entry"><header class="entry-content-header"><h3><a href="#">Responsable collecte</a></h3>
</header><div class="entry-content"><p><strong>Lieu</strong> : Montreuil</p><p><strong>Fonctions</strong> : Collecte</p>
<p><strong>Secteurs d’activité</strong> : Éducation, Enfance</p><p><strong>Date de validité</strong> 31/10/2025</p>
<p>Rivages accompagne chaque année plus de deux mille enfants dans leur scolarité, dans douze villes de France.</p>
<h4>Missions</h4><ul><li>Élaborer la stratégie</li></ul><p>Candidature : CV + LM à rh@rivages.example</p></div>
</article></main></body></html>"""


def test_a_table_of_labels_becomes_statements_and_its_long_values_the_text():
    got = read_page(OLD, "https://annonces.example/offre/animateur-eau/")
    assert stated(got) == [
        ("title", "Animateur eau"), ("organisation", "Rivages"), ("place", "Tchad"), ("place", "Abéché"),
        ("ignored", "Animation"), ("sector", "Environnement"), ("education", "Bac+3"), ("salary", "1 900 € brut mensuel"),
        ("apply_url", "https://rivages.example/postuler"), ("deadline", "31/10/2025")]  # fmt: skip
    lines = [(line.level, line.text[:30]) for line in lines_of(got.body)]
    assert lines == [
        (3, "Description"), (0, "Vous animez les comités de ges"), (0, "Suivi du budget"),
        (3, "Comment postuler"), (0, "Envoyez un CV et une lettre à ")]  # fmt: skip


def test_labelled_lines_above_the_text_are_statements_and_those_within_it_stay():
    got = read_page(NEW, "https://annonces.example/offre/responsable-collecte/")
    assert got.title == "Responsable collecte"
    assert stated(got)[1:] == [
        ("place", "Montreuil"), ("ignored", "Collecte"), ("sector", "Éducation, Enfance"), ("deadline", "31/10/2025")]  # fmt: skip
    assert lines_of(got.body)[0].text.startswith("Rivages accompagne")
    assert lines_of(got.body)[-1].text == "Candidature : CV + LM à rh@rivages.example"


def test_an_article_gives_its_title_its_date_line_and_all_of_its_text():
    html = (
        "<html lang='fr'><body><header><a href='/'>Rivages</a></header><main><article><h1>Coordinateur.ice.s (2 postes)</h1>"
        f"<p class='date'>21 avril 2026</p>{PROSE}<h2>PROFIL :</h2><ul><li>Permis B</li></ul>"
        "<h2>Date limite</h2><p>10 mai 2026</p></article></main><footer>Mentions</footer></body></html>"
    )
    got = read_page(html, "https://rivages.example/offres/x")
    assert stated(got) == [("title", "Coordinateur.ice.s (2 postes)"), ("chip", "21 avril 2026")]
    lines = [line.text for line in lines_of(got.body)]
    assert lines[0].startswith("Rivages, association")
    assert lines[-2:] == ["Date limite", "10 mai 2026"]
    assert "21 avril 2026" not in lines


PAIRS = [
    ("<p><b>Lieu :</b> Metz</p>", ("place", "Lieu", "Metz")),
    ("<p>Lieu : Metz</p>", ("place", "Lieu", "Metz")),
    ("<dl><dt>Lieu</dt><dd>Metz</dd></dl>", ("place", "Lieu", "Metz")),
    ("<dl><div><dt>Lieu :</dt><dd>Metz</dd></div></dl>", ("place", "Lieu", "Metz")),
    ("<table><tr><th>Lieu</th><td>Metz</td></tr></table>", ("place", "Lieu", "Metz")),
    ("<table><tr><td>Lieu</td><td>Metz</td></tr></table>", ("place", "Lieu", "Metz")),
    (
        "<table><tr><th>Lieu</th><th>Durée</th></tr><tr><td>Metz</td><td>3 mois</td></tr></table>",
        ("place", "Lieu", "Metz"),
    ),
    ('<div><span class="label">Lieu</span><span>Metz</span></div>', ("place", "Lieu", "Metz")),
    ('<div><div class="k">Lieu</div><div class="v">Metz</div></div>', ("place", "Lieu", "Metz")),
    ('<div><span class="sr-only">Localisation</span> Metz</div>', ("place", "Localisation", "Metz")),
    ("<div><h4>Lieu</h4><p>Metz</p></div>", ("place", "Lieu", "Metz")),
    ("<p><strong>Contrat :</strong> CDD<br><strong>Lieu :</strong> Metz</p>", ("place", "Lieu", "Metz")),
    ("<p><strong>Contrat :</strong> CDD <strong>Lieu :</strong> Metz</p>", ("place", "Lieu", "Metz")),
    ("<p>Localisation Metz</p>", ("place", "Localisation", "Metz")),
    ("<p>Posted on 02-16-2026</p>", ("posted", "Posted on", "02-16-2026")),
    ("<p><span>Contract (9 months)</span><span>Closes soon</span></p>", ("contract", "Contract", "9 months")),
    (
        "<p><span>Presencial y remoto (híbrido)</span><span>Jornada</span></p>",
        ("remote", "Presencial y remoto", "híbrido"),
    ),
    ("<p><span>Salaire (brut)</span><span>2 100 €</span></p>", ("salary", "Salaire (brut)", "2 100 €")),
    ("<p>Babyfoot : oui</p>", ("unknown", "Babyfoot", "oui")),
    ("<p>Dienstsitz: Trier</p>", ("place", "Dienstsitz", "Trier")),
    ('<p>E-mail : <a href="mailto:rh@r.example?subject=x">écrire</a></p>', ("apply_email", "E-mail", "rh@r.example")),
]


@pytest.mark.parametrize(("markup", "expected"), PAIRS)
def test_a_label_and_its_value_are_one_statement(markup, expected):
    html = f"<body><h1>Nurse</h1>{markup}<h2>Missions</h2>{PROSE}</body>"
    got = read_page(html, "https://a.example/1", labels={"Dienstsitz": "place"})
    assert expected in [(s.field, s.label, s.text) for s in got.statements]
    assert not [s for s in got.statements if s.field == "chip" and "Metz" in s.text]


@pytest.mark.parametrize("separator", [" · ", " | ", " • ", "|"])
def test_values_on_one_line_are_chips_of_their_own(separator):
    html = f"<body><h1>Nurse</h1><p>{separator.join(['CDI', 'Metz', 'Santé'])}</p>{PROSE}</body>"
    assert [text for _, text in stated(read_page(html, "https://a.example/1"), "chip")] == ["CDI", "Metz", "Santé"]


def test_navigation_forms_sharing_and_other_offers_state_nothing():
    html = (
        "<body><nav>Menu</nav><h1>Nurse</h1><div class='share-buttons'>Partager ceci</div><p>CDI</p><a href='/j'>Retour</a>"
        f"<h2>Missions</h2>{PROSE}<form><input name='q'><p>Votre e-mail : moi@b.example</p></form>"
        "<section><h2>Offres similaires</h2><ul><li><a href='/2'>Chef de projet</a> : Lille</li></ul></section>"
        "<div class='cookie-banner'>Cookies</div></body>"
    )
    got = read_page(html, "https://a.example/1")
    assert stated(got) == [("title", "Nurse"), ("chip", "CDI")]
    for word in ("Chef de projet", "moi@b.example", "Cookies", "Partager"):
        assert word not in got.body


def test_a_page_that_is_one_large_form_is_still_read():
    html = f"<body><form action='x.aspx'><input type='hidden'><h1>Nurse</h1><p>CDI</p><h2>Missions</h2>{PROSE}</form></body>"
    got = read_page(html, "https://a.example/1")
    assert stated(got) == [("title", "Nurse"), ("chip", "CDI")]
    assert "Suivi des forages" in got.body


def test_sections_side_by_side_are_all_part_of_the_text():
    html = (
        f"<body><main><h1>Nurse</h1><ul><li>CDI</li></ul><section><h2>Missions</h2>{PROSE}</section>"
        "<section><h2>Profil</h2><ul><li>Permis B</li><li>Anglais courant</li></ul></section>"
        "<section><h2>Comment postuler</h2><p>CV à rh@r.example avant le 3 mai</p></section></main></body>"
    )
    got = read_page(html, "https://a.example/1")
    assert [text for _, text in stated(got, "chip")] == ["CDI"]
    for words in ("Suivi des forages", "Anglais courant", "avant le 3 mai"):
        assert words in got.body


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<title>Nurse - Lille | Good Jobs</title>", "Nurse - Lille"),
        ("<meta property='og:title' content='Nurse'><title>x</title>", "Nurse"),
        ("<title>Good Jobs - Nurse</title><meta property='og:site_name' content='Good Jobs'>", "Nurse"),
        ("<title>Mission France - Nurse</title>", "Mission France - Nurse"),
    ],
)
def test_without_a_heading_the_metadata_names_the_ad(head, expected):
    assert read_page(f"<html><head>{head}</head><body>{PROSE}</body></html>", "https://a.example/1").title == expected


def test_a_page_nested_thousands_deep_loses_nothing():
    html = f"<body>{'<div>' * 5000}<h1>Nurse</h1><p>Lieu : Metz</p><h2>Missions</h2>{PROSE}{'</div>' * 5000}</body>"
    got = read_page(html, "https://a.example/1")
    assert got.title == "Nurse"
    assert "Suivi des forages" in got.body
    assert ("place", "Metz") in stated(got)


@pytest.mark.parametrize("bait", ["<div>a", "<span>a</span>", "<a href=x>b</a>", "<td>a", "| ", "a : ", "<dt>x<dd>y"])
def test_bait_comes_to_an_end(bait):
    assert (
        read_page(f"<body><h1>Nurse</h1>{bait * (30_000 // len(bait))}</body>", "https://a.example/1").title == "Nurse"
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(
    ["<div>", "</div>", "<table>", "<tr>", "<td>", "<dl><dt>", "<dd>", "<h1>", "</h1>", "<h2>", "<aside>", "</aside>",
     "<p>Lieu : Metz", "CDI", "<form>", "<script type='application/ld+json'>{", "</script>", "\0", "\ud800", "<br>",
     "<section>", "Plus d'informations", "<li>Entre 5 et 9 salariés", "x" * 90, "<a href='//['>y</a>", "<main>"]),
    max_size=30))  # fmt: skip
def test_any_markup_is_survived(pieces):
    got = read_page("".join(pieces), "https://a.example/1", fields={"chip": "li", "description": "section"})
    assert all(s.text for s in got.statements)


def test_a_button_that_leads_to_where_one_applies_is_the_address_to_apply_at():
    html = f"<main><h1>Water lead</h1>{PROSE}<a class=btn href='/jobs/7/apply?x=1'>Apply for this job</a></main>"
    found = [s.text for s in read_page(html, URL).statements if s.field == "apply_url"]
    assert found == ["https://jobs.goodworks.example/jobs/7/apply?x=1"]


@pytest.mark.parametrize(
    "link",
    [
        "<a href='#form'>Apply</a>",
        "<a href='/blog'>How we applied water science</a>",
        "<a href='javascript:go()'>Apply now</a>",
    ],
)
def test_other_links_are_no_address_to_apply_at(link):
    statements = read_page(f"<main><h1>Water lead</h1>{PROSE}{link}</main>", URL).statements
    assert [s for s in statements if s.field == "apply_url"] == []


@pytest.mark.parametrize(
    "below",
    [
        "<div class='site-footer'><p>Rivages, since 1962. office@rivages.example</p></div>",
        "<div class='pie'>Aviso de la bolsa</div>",
        "<section class='x'><h2>Missions proches de chez toi</h2><ul><li>Autre mission</li></ul></section>",
        "<section class='x'><h3>Últimas ofertas</h3><p>Otra oferta</p></section>",
        "<div class='x'><b>Altri documenti in questa cartella</b><ul><li><a href='/b'>Autista, part-time</a></li></ul></div>",
        "<div class='x'><b>Also in this month</b><ul><li><a href='/b'>Driver wanted, 10 hours</a></li></ul></div>",
        "<div class='x'><h3>Meldungen derselben Woche</h3><p>Zuschüsse: bis 30. Juni</p></div>",
        "<div id='onetrust-consent-sdk'><h2>Cookie List</h2><p>Consent</p></div>",
        "<hr><p><small>Run by volunteers. Report a problem: admin@board.example</small></p>",
    ],
)
def test_what_a_site_puts_below_an_ad_is_no_part_of_it(below):
    html = f"<body><div class='ad'><h1>Water lead</h1>{PROSE}</div>{below}</body>"
    read = read_page(html, URL)
    assert [line.text for line in lines_of(read.body)] == [line.text for line in lines_of(PROSE)]
    assert [s.text for s in read.statements if s.field != "title"] == []


@pytest.mark.parametrize("name", ["margin-bottom-20", "elementor-widget", "border-bottom"])
def test_a_class_that_only_lays_out_takes_nothing_away(name):
    html = f"<body><h1>Water lead</h1><div class='{name}'>{PROSE}</div><p>{'Other words of the site. ' * 30}</p></body>"
    assert "comités d'usagers" in read_page(html, URL).body


def test_a_menu_above_the_title_is_no_list_of_chips():
    menu = "<div class='x1'><a href='/a'>Particuliers</a><a href='/b'>Entreprises</a><a href='/c'>Carrières</a></div>"
    read = read_page(f"<body>{menu}<h1>Water lead</h1><p>CDD</p>{PROSE}</body>", URL)
    assert [s.text for s in read.statements if s.field == "chip"] == ["CDD"]


def test_a_heading_that_holds_the_whole_header_gives_the_title_alone():
    header = "<h1><span>Rivages</span><span>Water project lead</span><span>Lyon</span><a href='https://rivages.example/'>Website</a></h1>"
    html = f"<head><title>Water project lead at Rivages</title></head><body>{header}{PROSE}</body>"
    assert read_page(html, URL).title == "Water project lead"


def test_what_leads_to_an_employers_name_is_no_part_of_it():
    html = f"<body><h1>Water lead</h1><span class='company-name'>at Green Harbour</span>{PROSE}</body>"
    assert [s.text for s in read_page(html, URL).statements if s.field == "organisation"] == ["Green Harbour"]


def test_a_link_to_the_employers_site_is_no_part_of_its_name() -> None:
    box = '<div class="company"><a href="https://r.example">Visite o site</a> <strong>Rivages</strong></div>'
    page = read_page(f"<h1>Educador</h1>{box}<p>{'Um texto. ' * 40}</p>", "https://vagas.example/1")
    assert [one.text for one in page.statements if one.field == "organisation"] == ["Rivages"]


@pytest.mark.parametrize(
    "name",
    [
        '<a class="website" href="https://r.example">Website</a> <strong>Rivages</strong>',
        '<strong>Rivages</strong> <a class="website" href="https://r.example">Site internet</a>',
    ],
)
def test_the_line_called_name_of_the_employers_small_card_names_it(name) -> None:
    box = f'<div class="company"><img alt=""><p class="name">{name}</p><p class="tagline">Depuis 1990</p></div>'
    page = read_page(f"<h1>Juriste</h1>{box}<p>{'Un texte. ' * 40}</p>", "https://vagas.example/1")
    assert [one.text for one in page.statements if one.field == "organisation"] == ["Rivages"]


def test_two_pairs_one_under_the_other_are_no_label_with_its_value() -> None:
    pair = '<div class="field field--label-inline"><div class="field--label">{}</div><div>{}</div></div>'
    box = f"<div>{pair.format('Organisation', 'Rivages')}{pair.format('Location', 'Birr, Co. Offaly')}</div>"
    page = read_page(f"<h1>Lawyer</h1>{box}<p>{'A text. ' * 40}</p>", "https://jobs.example/1")
    stated = [(one.field, one.text) for one in page.statements]
    assert ("organisation", "Rivages") in stated
    assert ("place", "Birr, Co. Offaly") in stated


@pytest.mark.parametrize(
    "heading",
    ["Nos autres opportunités", "Our other roles", "Unsere weiteren Stellen", "Nuestras otras ofertas", "As nossas outras vagas", "Le nostre altre posizioni", "Onze andere vacatures"],
)  # fmt: skip
def test_the_employers_other_offers_are_none_of_the_ads_facts(heading) -> None:
    other = '<a href="/2"><strong>Cook</strong><span>La Rochelle · 12 mois</span></a>'
    html = f"<main><h1>Juriste</h1><div><p>{'Un texte. ' * 40}</p></div><section><h2>{heading}</h2>{other}</section></main>"
    assert not [one.text for one in read_page(html, "https://jobs.example/1").statements if "Rochelle" in one.text]


def test_a_team_that_wrote_the_page_is_no_employer() -> None:
    box = '<div class="wp-block-post-author-name">por Equipo de comunicación</div>'
    page = read_page(f"<h1>Educadora</h1>{box}<p>{'Un texto. ' * 40}</p>", "https://rivages.example/1")
    assert not [one.text for one in page.statements if one.field == "organisation"]


def test_lines_around_the_heading_stay_apart() -> None:
    lines = "<font>Annonce 12</font><h1>Juriste</h1><font><b>Employeur :</b> Rivages<br><b>Lieu :</b> Metz</font>"
    page = read_page(f"<table><tr><td>{lines}<p>{'Un texte. ' * 40}</p></td></tr></table>", "https://a.example/1")
    assert "Annonce 12 Employeur" not in " ".join(line.text for line in lines_of(page.body))
