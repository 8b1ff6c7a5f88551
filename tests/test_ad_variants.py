"""Ads in the sentences of real ones, with other facts and in other shapes of page, are read as they state."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlite_utils import Database

from crawler.catalog import Catalog, load_catalog
from crawler.extract.page import read_page
from pipelines.model import Posting, RawPosting
from pipelines.normalise.posting import normalise
from tests.ad_facts import NOTATIONS, TODAY, amount
from tests.ad_variants import article, header_page
from tests.ad_writing import Variant, document
from tests.conftest import Crawl
from tests.expectations import differences, found_in, read_postings
from tests.page_rewrites import REWRITES
from tests.site import Answer, Site

ARTICLES = [article(seed) for seed in range(80)]
HEADER_PAGES = [header_page(seed) for seed in range(100)]
#: What a posting is and what it came from; everything else was read and says from where.
NO_EVIDENCE = {"board", "external_id", "url", "position_list", "evidence", "employer", "statements"}


@cache
def catalogue() -> Catalog:
    return load_catalog()


def read(variant: Variant, today: str = TODAY) -> Posting:
    """Read a variant's page as its board is declared, without a network."""
    board = catalogue().board(variant.board)
    board = dataclasses.replace(board, organisation=variant.organisation or board.organisation)
    page = read_page(variant.html, variant.url, fields=board.fields, labels=board.labels)
    external_id = variant.url.rpartition("/")[2]
    raw = RawPosting(
        board.name, external_id, variant.url, f"{today}T06:00:00Z", page.statements, page.body, page.page_language
    )
    return normalise(raw, board.facts(today, page.page_language))[0]


def failures(variant: Variant) -> list[str]:
    return differences(variant.expected, found_in(read(variant)))


@pytest.mark.parametrize("variant", ARTICLES, ids=lambda v: v.name)
def test_an_article_is_read_as_it_states(variant: Variant) -> None:
    wrong = failures(variant)
    if wrong:
        pytest.fail("\n".join([variant.name, *wrong]), pytrace=False)


@pytest.mark.parametrize("variant", HEADER_PAGES, ids=lambda v: v.name)
def test_a_page_with_a_header_is_read_as_it_states(variant: Variant) -> None:
    wrong = failures(variant)
    if wrong:
        pytest.fail("\n".join([variant.name, *wrong]), pytrace=False)


@pytest.mark.parametrize("variant", [*ARTICLES[3::10], *HEADER_PAGES[::10]], ids=lambda v: v.name)
@pytest.mark.parametrize("rewrite", REWRITES)
def test_the_same_page_in_other_html_is_read_the_same(rewrite: str, variant: Variant) -> None:
    rewritten = dataclasses.replace(variant, html=REWRITES[rewrite](variant.html))
    expected = dict(variant.expected)
    if rewrite == "unclassed":
        expected.pop("organisation")  # nothing says that the second heading is the employer
    wrong = differences(expected, found_in(read(rewritten)))
    if wrong:
        pytest.fail("\n".join([f"{rewrite}: {variant.name}", *wrong]), pytrace=False)


@pytest.mark.parametrize("variant", [*ARTICLES[:12], *HEADER_PAGES[:12]], ids=lambda v: v.name)
def test_every_value_of_a_variant_says_where_it_comes_from(variant: Variant) -> None:
    posting = read(variant)
    evident = {e.field for e in posting.evidence if e.chosen}
    stated = {name for name in posting.__dataclass_fields__ if getattr(posting, name) is not None}
    assert (stated - NO_EVIDENCE) - evident == set()


@pytest.mark.parametrize("name", ["salary_min", "starts_on", "remote", "contract_months_min", "posted_on"])
def test_a_value_read_otherwise_is_told(name: str) -> None:
    variant = article(3)
    changed = {**variant.expected, "posting": {**variant.expected["posting"], name: "elsewhere"}}
    assert [line.partition(":")[0] for line in differences(changed, found_in(read(variant)))] == [name]


# --- crawled for real -----------------------------------------------------------------------------------------------


def serve(site: Site, variants: Sequence[Variant], boards: Path) -> Path:
    """Serve variants at their own paths, with a listing for each board, and write the boards file."""
    site.routes.update({urlsplit(v.url).path: v.html for v in variants})
    of = {name: [v for v in variants if v.board == name] for name in ("msf_france", "makesense", "coordination_sud")}
    cards = {name: "".join(f'<h3><a href="{v.url}">Offre</a></h3>' for v in found) for name, found in of.items()}
    site.routes["/agir/rejoindre-nos-equipes/toutes-nos-offres-emploi"] = document("Offres", cards["msf_france"])
    site.routes["/espace-emploi/"] = document("Offres", cards["coordination_sud"])
    urls = "".join(f"<url><loc>{v.url}</loc></url>" for v in of["makesense"])
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    site.routes["/sitemap-jobs.xml"] = Answer(sitemap, type="application/xml")
    table = '[{}]\nbase_url = "{}"\nallow_private = ["{}"]\ndelay = 0\nexpect = [1, 1000]\n'
    boards.write_text("".join(table.format(name, site.url, site.host) for name in of), encoding="utf-8")
    return boards


def of_different_employers(variants: Sequence[Variant], many: int) -> list[Variant]:
    """Some variants, each of an employer of its own: a file holds an employer once."""
    by_name = {v.expected["organisation"]["name"]: v for v in variants}
    return list(by_name.values())[:many]


@pytest.mark.parametrize(
    "variants", [of_different_employers(HEADER_PAGES, 3), ARTICLES[:3]], ids=["makesense", "msf_france"]
)
def test_crawled_variants_are_read_as_they_state(
    variants: list[Variant], site: Site, crawl: Crawl, file: Callable[[], Database], tmp_path: Path
) -> None:
    boards = serve(site, variants, tmp_path / "boards.toml")
    assert crawl(boards, variants[0].board, TODAY).outcome == "ok"
    found = {row["posting"]["url"].rpartition("/")[2]: row for row in read_postings(file()).values()}
    wrong = []
    for variant in variants:
        expected = dict(variant.expected)
        if variant.organisation is not None:
            expected.pop("organisation")  # the board's own employer, as declared
        wrong += [f"{variant.name} {line}" for line in differences(expected, found[variant.url.rpartition("/")[2]])]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


EMPLOYER = "Médecins Sans Frontières"


def offers(db: Database) -> list[int]:
    return [row["copies"] for row in db.query("select copies from offers order by id")]


def test_two_ads_with_equal_openings_are_two_offers(
    site: Site, crawl: Crawl, file: Callable[[], Database], tmp_path: Path
) -> None:
    first = article(3)
    second = dataclasses.replace(article(6), html=article(6).html)
    opening = first.html[first.html.index('<p class="date">') : first.html.index("MISSION :")]
    start, end = second.html.index('<p class="date">'), second.html.index("MISSION :")
    second = dataclasses.replace(second, html=second.html[:start] + opening + second.html[end:])
    boards = serve(site, [first, second], tmp_path / "boards.toml")
    assert crawl(boards, "msf_france", TODAY).outcome == "ok"
    assert offers(file()) == [1, 1]


def copies() -> tuple[Variant, Variant, Variant]:
    """One ad of one employer as three boards show it: the employer's own, a plain copy, a copy under a header."""
    ad = article(3)
    html = ad.html.replace(str(ad.organisation), EMPLOYER)
    title = html.partition("<h1>")[2].partition("</h1>")[0]
    text = html[html.index("</h1>") + 5 : html.index("</article>")].partition("</p>")[2]
    named = f"<p><strong>Organisation :</strong> {EMPLOYER}</p>"
    plain = document(
        title, f'<article class="post-entry"><h1>{title}</h1>{named}<div class="entry-content">{text}</div></article>'
    )
    header = f'<h2 class="job__title">{title}</h2><h2 class="project__name">{EMPLOYER}</h2>'
    under = document(title, f'{header}<section class="job__description">{text}</section>')
    return (
        dataclasses.replace(ad, html=html),
        Variant(
            "plain", "coordination_sud", "https://www.coordinationsud.org/offre-emploi/mission-littoral/", plain, {}
        ),
        Variant(
            "under", "makesense", "https://jobs.makesense.org/fr/jobs/mission-littoral-Kd8Lp2Xw5Rt9Vb3Nc6Hj", under, {}
        ),
    )


@pytest.mark.parametrize("board", ["coordination_sud", "makesense"])
def test_the_same_ad_on_two_boards_is_one_offer(
    board: str, site: Site, crawl: Crawl, file: Callable[[], Database], tmp_path: Path
) -> None:
    boards = serve(site, copies(), tmp_path / "boards.toml")
    assert crawl(boards, "msf_france", TODAY).outcome == "ok"
    assert crawl(boards, board, TODAY).outcome == "ok"
    assert offers(file()) == [2]


# --- traps ----------------------------------------------------------------------------------------------------------


def ad(*paragraphs: str, title: str = "Chargé.e d'accueil F/H", board: str = "msf_france") -> Posting:
    """An ad of these paragraphs, read."""
    text = "".join(p if p.startswith("<") else f"<p>{p}</p>" for p in (NOISE, *paragraphs))
    page = document(title, f"<article><h1>{title}</h1>{text}</article>")
    return read(Variant("trap", board, "https://www.msf.fr/offre", page, {}))


NOISE = (
    "Rives Solidaires, association créée en 1978, accueille les personnes exilées depuis mars 2019 à Marseille, à "
    "Toulouse et à Perpignan. Le projet de trois ans, d'un budget de 1,6 million d'euros, finira en 2031."
)


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize(("label", "text"), [("3.50328", "3503.28"), ("2.8475", "2847.50"), ("1.9", "1900.00")])
def test_a_salary_label_without_its_thousands_gives_way_to_the_text(label: str, text: str, notation: str) -> None:
    chip = f'<div class="meta"><div role="button">{label} - {label}€ brut (Mensuel)</div></div>'
    posting = ad(chip, f"Conditions : Salaire brut mensuel : {amount(Decimal(text), notation)}.", board="makesense")
    assert (posting.salary_min, posting.salary_max, posting.salary_period) == (float(text), float(text), "month")
    assert {"salary_min", "salary_max"} <= {e.field for e in posting.evidence if not e.agrees}


@pytest.mark.parametrize(
    "given",
    [
        "Titres restaurants d'une valeur faciale de 12.00€ (prise en charge à 60% par l'association).",
        "Prise en charge à 50 % du titre de transports en commun. Complémentaire santé prise en charge à 100%.",
        "Indemnité kilométrique vélo de 0,25 € par kilomètre et chèques cadeaux de 150 € par an.",
        "Rémunération selon la grille en vigueur. Tickets restaurant de 9,50 €.",
    ],
)
def test_what_is_given_beside_pay_is_no_pay(given: str) -> None:
    posting = ad("Statut : CDD de 6 mois. Poste basé à Metz.", given)
    assert (posting.salary_min, posting.salary_max, posting.annual_min) == (None, None, None)


@pytest.mark.parametrize(
    ("status", "months"),
    [
        ("Statut : CDI à temps plein. Poste basé à Metz.", None),
        ("Statut : CDI avec période d'essai de 4 mois. Poste basé à Metz.", None),
        ("Statut : CDD de remplacement. Poste basé à Metz.", None),
        ("Statut : CDD de 7 mois. Poste basé à Metz.", 7),
    ],
)
def test_thirteen_months_of_pay_are_no_length_of_a_contract(status: str, months: int | None) -> None:
    posting = ad(status, "3 678.19 € mensuels brut sur 13 mois.")
    assert (posting.contract_months_min, posting.contract_months_max, posting.salary_months) == (months, months, 13)


def test_towns_and_years_of_the_story_are_neither_places_nor_dates() -> None:
    posting = ad("Statut : CDD de 6 mois. Poste basé à Metz.")
    assert [place.city for place in posting.places] == ["Metz"]
    dates = (posting.posted_on, posting.deadline_on, posting.starts_on, posting.starts_before, posting.ends_on)
    assert dates == (None,) * 5


@pytest.mark.parametrize(("lang", "written", "day"), [
    ("en", "Posted on 02-03-2026", "2026-02-03"), ("en", "Posted on 03-12-2026", "2026-03-12"),
    ("en", "Posted on 02-16-2026", "2026-02-16"), ("fr", "Publiée le 02/03/2026", "2026-03-02"),
    ("fr", "Publiée le 03/02/2026", "2026-02-03"),
])  # fmt: skip
def test_the_language_of_the_page_says_which_number_is_the_month(lang: str, written: str, day: str) -> None:
    text = f'<section class="job__description"><p>{NOISE}</p></section>'
    body = f'<h2 class="job__title">Juriste</h2><div class="spacer__item">{written}</div>{text}'
    posting = read(Variant("dates", "makesense", "https://jobs.makesense.org/x", document("Juriste", body, lang), {}))
    assert posting.posted_on == day


REFERENCES = (
    "<p>Merci d'envoyer votre candidature avec la référence suivante en objet :</p>"
    "<p>si vous postulez aux deux postes : ACCUEIL_METZ et BREST_NOM_PRENOM</p>"
    "<p>si vous postulez pour CA Metz : ACCUEIL_METZ_NOM_PRENOM</p>"
    "<p>si vous postulez pour CA Brest :</p><p>ACCUEIL BREST_NOM_PRENOM</p>"
)
TWO = (
    "Statut : CDD de 6 mois. Poste basé à Metz pour Chargé.e d'accueil Metz "
    "et poste basé à Brest pour Chargé.e d'accueil Brest."
)


@pytest.mark.parametrize("references", [REFERENCES, REFERENCES.replace("_", r"\_")], ids=["plain", "escaped"])
def test_the_reference_for_both_posts_is_no_third_post(references: str) -> None:
    posting = ad(TWO, references, title="Chargé.e.s d'accueil (2 postes : Metz et Brest) F/H")
    own = {p.place: p.reference for p in posting.position_list}
    assert own == {"Metz": "ACCUEIL_METZ_NOM_PRENOM", "Brest": "ACCUEIL BREST_NOM_PRENOM"}
    assert posting.apply_reference == "ACCUEIL_METZ et BREST_NOM_PRENOM"
    assert posting.positions == 2


@pytest.mark.parametrize(("posted", "title"), [
    ("Coordinateur.ice.s projet (2 postes : Metz et Brest) F/H", "Coordinateur.ice.s projet"),
    ("Chargé·e de plaidoyer (H/F) - Metz", "Chargé·e de plaidoyer"),
    ("Éducateur(trice) spécialisé(e) (F/H/X)", "Éducateur(trice) spécialisé(e)"),
    ("Animateur/rice de réseau H/F - CDD 6 mois", "Animateur/rice de réseau"),
    ("Infirmier.ère.s de rue - F/H", "Infirmier.ère.s de rue"),
    ("Référent·e médical·e [F/H]", "Référent·e médical·e"),
])  # fmt: skip
def test_inclusive_writing_stays_in_a_title(posted: str, title: str) -> None:
    assert ad(TWO, title=posted).title == title
