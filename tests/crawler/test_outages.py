"""Boards in trouble, over HTTP: nothing closes, the numbers are said, and one clean crawl undoes it all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from tests.conftest import Crawl
from tests.site import Answer, Site, listing, page, posting

Declare = Callable[..., Path]
File = Callable[[], Database]

NEXT = '<a rel="next" href="/jobs?p=2">Suivant</a>'
NAMES = [f"poste{n}" for n in range(10)]
FIRST, SECOND = [f"/jobs/{name}" for name in NAMES[:6]], [f"/jobs/{name}" for name in NAMES[6:]]
WALL = '<h1>Connexion</h1><form><input type="password" name="p"></form>'
#: The listing's two pages on bad days: what either answers instead.
OUTAGES: dict[str, tuple[Any, Any]] = {
    "an error of the server": (Answer("down", 500), None),
    "nothing at all": ("", None),
    "no content": (Answer("", 204), None),
    "a listing without postings": (page("Offres", "<h1>Nos offres</h1>"), None),
    "three in ten": (listing(FIRST[:3]), None),
    "the first page alone": (None, Answer("", 404)),
    "half a listing that ends as if it were whole": (listing(FIRST[:4]), None),
    "a login": (page("Connexion", WALL), None),
    "the home page": (Answer("", 302, headers={"Location": "/"}), None),
    "a file": (Answer(b"%PDF-1.4\x00\x01", type="application/pdf"), None),
}


def serve(site: Site, **facts: str) -> None:
    site.routes["/"] = page("Accueil", "<h1>Bienvenue</h1><p>Une association.</p>")
    site.routes["/jobs"], site.routes["/jobs?p=2"] = listing(FIRST, NEXT), listing(SECOND)
    pay = facts.get("pay", "<p>Salaire : 2 300 € brut par mois</p>")
    for name in NAMES:
        site.routes[f"/jobs/{name}"] = posting(f"Chargé de projet {name}", pay, f"Mission {name}. " * 30)


def content(db: Database) -> dict[str, list[dict[str, Any]]]:
    """All that people read of a file, and its whole history."""
    tables = ("postings", "places", "evidence", "revisions", "changes", "offers")
    return {name: list(db.query(f"SELECT * FROM {name} ORDER BY 1, 2")) for name in tables}


def test_ten_outages_in_a_row_close_nothing_and_leave_no_trace(
    site: Site, declare: Declare, crawl: Crawl, file: File
) -> None:
    serve(site)
    boards = declare(extra='next_page = "a[rel=next]"\n')
    assert crawl(boards).outcome == "ok"
    before = content(file())
    for day, (what, answers) in enumerate(OUTAGES.items(), start=3):
        serve(site)
        site.routes |= {
            path: each for path, each in zip(("/jobs", "/jobs?p=2"), answers, strict=True) if each is not None
        }
        result = crawl(boards, day=f"2026-03-{day:02}")
        assert (result.outcome in ("suspect", "failed", "blocked"), result.exit_code) == (True, 1), what
        assert (result.totals.closed, result.totals.changed, result.totals.new) == (0, 0, 0), what
        assert result.reason, what
    serve(site)
    clean = crawl(boards, day="2026-03-20")
    assert (clean.outcome, clean.totals.new, clean.totals.changed, clean.totals.closed) == ("ok", 0, 0, 0)
    assert content(file()) == before
    outcomes = [row["outcome"] for row in file().query("SELECT outcome FROM crawls ORDER BY id")]
    assert outcomes.count("ok") == 2


def test_a_fall_is_said_with_its_numbers(site: Site, declare: Declare, crawl: Crawl, file: File) -> None:
    serve(site)
    boards = declare(extra='next_page = "a[rel=next]"\n')
    crawl(boards)
    site.routes["/jobs"] = listing(FIRST[:3])
    assert crawl(boards, day="2026-03-03").reason == "3 postings, 10 as a rule"
    row = next(file().query("SELECT complete, failure, accepted, proof FROM crawls ORDER BY id DESC LIMIT 1"))
    assert (row["complete"], row["failure"], row["accepted"]) == (0, None, 0)
    assert '{"name": "count", "holds": false, "words": "3 postings, 10 as a rule"}' in row["proof"]


def test_a_page_where_a_sitemap_was_and_an_empty_one_close_nothing(
    site: Site, declare: Declare, crawl: Crawl, file: File
) -> None:
    serve(site)
    whole = "<urlset>" + "".join(f"<url><loc>{site.url}{path}</loc></url>" for path in FIRST) + "</urlset>"
    site.routes["/jobs.xml"] = Answer(whole, type="application/xml")
    boards = declare(archetype="sitemap", start="/jobs.xml")
    assert crawl(boards).outcome == "ok"
    before = content(file())
    wrong = [Answer(page("Offres", "<h1>Nos offres</h1>")), Answer("<urlset></urlset>", type="application/xml")]
    for day, answer in enumerate(wrong, start=3):
        site.routes["/jobs.xml"] = answer
        result = crawl(boards, day=f"2026-03-{day:02}")
        assert (result.outcome in ("suspect", "failed"), result.totals.closed, result.exit_code) == (True, 0, 1)
    site.routes["/jobs.xml"] = Answer(whole, type="application/xml")
    assert crawl(boards, day="2026-03-20").outcome == "ok"
    assert content(file()) == before


def test_a_label_that_vanished_is_named_and_the_values_stay(
    site: Site, declare: Declare, crawl: Crawl, file: File
) -> None:
    serve(site)
    boards = declare(extra='next_page = "a[rel=next]"\n')
    crawl(boards)
    what = "SELECT external_id, salary_min, salary_as_posted, description FROM postings ORDER BY id"
    before = list(file().query(what))
    serve(site, pay="<p>Enveloppe : 2 300</p>")
    result = crawl(boards, day="2026-03-03", full=True)
    assert (result.outcome, result.exit_code) == ("suspect", 1)
    assert "salary_min: 0 of 10 postings have it, 100% as a rule" in result.reason
    assert {row["salary_min"] for row in file()["postings"].rows} == {2300.0}
    serve(site)
    assert crawl(boards, day="2026-03-04").outcome == "ok"
    assert list(file().query(what)) == before


def test_a_board_that_numbers_its_ads_anew_has_the_same_offers_open(
    site: Site, declare: Declare, crawl: Crawl, file: File
) -> None:
    boards = declare(extra='organisation = "Bateau de papier"\n')

    def publish(prefix: str) -> None:
        site.routes.clear()
        site.routes["/jobs"] = listing([f"/jobs/{prefix}{n}" for n in range(20)])
        for n in range(20):
            ad = posting(f"Chargé de projet {n}", "<p>CDI</p>", f"Mission {n} auprès des bénévoles. " * 12)
            site.routes[f"/jobs/{prefix}{n}"] = ad

    publish("a")
    crawl(boards)
    offers = "SELECT id, title, first_seen_at, status FROM offers ORDER BY id"
    before = list(file().query(offers))
    publish("b")
    result = crawl(boards, day="2026-03-03")
    assert (result.outcome, result.totals.closed) == ("ok", 20)
    assert list(file().query(offers)) == before
    assert len(list(file().query("SELECT * FROM open_offers"))) == 20
    assert {row["closed_reason"] for row in file().query("SELECT * FROM postings WHERE status = 'closed'")} == {
        "page_gone"
    }
