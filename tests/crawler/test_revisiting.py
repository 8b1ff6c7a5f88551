"""What a known page still needs, as a rule and over HTTP: as little as possible is asked for, and nothing is missed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from crawler.archetypes.sitemap import is_over
from crawler.catalog import load_catalog
from crawler.extract.listed import Entry, ListingPage, dump, load
from crawler.revisiting import is_recheck_due, is_unchanged, may_revalidate, reader_of
from pipelines.observations import KnownPage, KnownPosting
from tests.conftest import Crawl
from tests.site import Answer, Site, page, posting

Declare = Callable[..., Path]
File = Callable[[], Database]
WEEK = timedelta(days=7)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def day(number: float) -> str:
    return (NOON + timedelta(days=number)).strftime("%Y-%m-%dT%H:%M:%SZ")


@given(st.text(max_size=40))
def test_a_board_crawled_twice_a_day_reads_every_posting_in_full_within_seven_days(key: str) -> None:
    halves = [n / 2 for n in range(15)]
    due = [n for n in halves if is_recheck_due(key, day(0), WEEK, NOON + timedelta(days=n))]
    assert 3.5 <= due[0] <= 7
    assert due == halves[halves.index(due[0]) :]


def test_rechecks_of_a_thousand_postings_do_not_come_on_one_day() -> None:
    first = [
        next(n for n in range(15) if is_recheck_due(f"posting-{key}", day(0), WEEK, NOON + timedelta(days=n / 2)))
        for key in range(1000)
    ]
    assert max(first.count(n) for n in set(first)) < 250


def test_a_reading_of_the_future_counts_for_nothing() -> None:
    assert is_recheck_due("a", day(400), WEEK, NOON)
    assert is_recheck_due("a", None, WEEK, NOON)


KNOWN = KnownPosting("1", "https://b.example/1", "open", fingerprint="m", last_read_at=day(0))


@pytest.mark.parametrize(
    ("known", "mark", "unchanged"),
    [
        (KNOWN, "m", True),
        (KNOWN, "n", False),
        (KNOWN, None, False),
        (None, "m", False),
        (replace(KNOWN, fingerprint=None), None, False),
        (replace(KNOWN, last_read_at=None), "m", False),
        (replace(KNOWN, status="closed", closed_reason="page_gone"), "m", False),
        (replace(KNOWN, status="closed", closed_reason="gone_from_board"), "m", False),
        (replace(KNOWN, status="closed", closed_reason="deadline_passed"), "m", True),
        (replace(KNOWN, last_read_at=day(-7)), "m", False),
    ],
)
def test_a_posting_is_unchanged_where_the_listing_says_what_it_said_when_its_page_was_read(
    known: KnownPosting | None, mark: str | None, unchanged: bool
) -> None:
    assert is_unchanged(known, mark, WEEK, NOON + timedelta(hours=1)) is unchanged


PAGE = KnownPage("https://b.example/", etag='"e"', fetched_at=day(0), reader="r")


@pytest.mark.parametrize(
    ("known", "conditional"),
    [
        (PAGE, True),
        (replace(PAGE, etag=None, last_modified="Mon, 02 Mar 2026 06:00:00 GMT"), True),
        (replace(PAGE, etag=None), False),
        (replace(PAGE, reader="other"), False),
        (replace(PAGE, fetched_at=day(-8)), False),
        (replace(PAGE, fetched_at=""), False),
        (None, False),
    ],
)
def test_a_condition_is_set_only_where_who_reads_kept_what_it_would_miss(
    known: KnownPage | None, conditional: bool
) -> None:
    assert may_revalidate(known, "r", WEEK, NOON + timedelta(hours=1)) is conditional


def test_another_declaration_reads_everything_again_and_another_rhythm_does_not(declare: Declare) -> None:
    boards = declare()
    one = load_catalog([boards]).board("paper_boat")
    assert reader_of(one) == reader_of(replace(one, every="3d", title="Other", delay=5.0))
    assert reader_of(one) != reader_of(replace(one, fields={"title": "h2"}))
    assert reader_of(one) != reader_of(replace(one, own={**one.own, "detail_links": "a"}))


@given(
    st.lists(st.tuples(st.text(max_size=30), st.none() | st.text(max_size=9))),
    st.lists(st.text(max_size=30)),
    st.booleans(),
)
def test_a_kept_listing_comes_back_as_it_was(
    entries: list[tuple[str, str | None]], leads_to: list[str], empty: bool
) -> None:
    listing = ListingPage(tuple(Entry(*each) for each in entries), tuple(leads_to), empty)
    assert load(dump(listing)) == listing


@pytest.mark.parametrize("text", [None, "", "[]", "null", "{}", '{"entries": 3}', "{", '{"entries": [[1]]}'])
def test_what_is_no_kept_listing_is_none(text: str | None) -> None:
    assert load(text) is None


@pytest.mark.parametrize(
    ("lastmod", "over"),
    [
        ("2026-02-28", True),
        ("2026-03-01", False),
        ("2026-02-28T23:59:59", True),
        ("2026-03-02", False),
        ("2026-03-02T11:59:00Z", True),
        ("2026-03-02T12:30:00+01:00", True),
        ("2026-03-02T12:30:00-01:00", False),
        ("2026-03-02T11:00:00", False),
        ("2026-03-09", False),
        ("0000-00-00", False),
        ("", False),
    ],
)
def test_a_lastmod_proves_nothing_until_its_moment_is_over(lastmod: str, over: bool) -> None:
    assert is_over(lastmod, NOON) is over


# --- over HTTP -------------------------------------------------------------------------------------------------------


def card(name: str, words: str = "Lyon") -> str:
    return f'<li class="job"><a href="/jobs/{name}">Chargé de projet {name}</a><p>{words}</p></li>'


def serve(site: Site, pay: dict[str, int], more: str = "") -> None:
    site.routes["/jobs"] = page("Offres", f"<ul>{''.join(card(n, f'{p} €') for n, p in pay.items())}</ul>{more}")
    for name, amount in pay.items():
        site.routes[f"/jobs/{name}"] = posting(
            f"Chargé de projet {name}", f"<p>Salaire : {amount} € brut par mois</p>", f"Dossier {name}. " * 30
        )


def test_an_unchanged_board_costs_its_listing_and_no_posting(site: Site, declare: Declare, crawl: Crawl) -> None:
    site.etags = True
    serve(site, {"a": 2000, "b": 2100, "c": 2200})
    boards = declare()
    crawl(boards)
    site.forget()
    again = crawl(boards, day="2026-03-03")
    assert [each for each in site.answered if each[0] != "/robots.txt"] == [("/jobs", 304)]
    assert (again.outcome, again.totals.postings_seen, again.totals.changed, again.requested) == ("ok", 3, 0, 1)


def test_without_validators_the_listing_is_read_and_still_no_posting(
    site: Site, declare: Declare, crawl: Crawl
) -> None:
    serve(site, {"a": 2000, "b": 2100})
    boards = declare()
    crawl(boards)
    site.forget()
    assert crawl(boards, day="2026-03-03").totals.postings_seen == 2
    assert site.pages() == ["/jobs"]


def test_only_what_the_listing_shows_changed_new_or_missing_is_asked_for(
    site: Site, declare: Declare, crawl: Crawl, file: File
) -> None:
    serve(site, {"a": 2000, "b": 2100, "c": 2200, "d": 2300})
    boards = declare()
    crawl(boards)
    serve(site, {"a": 2000, "b": 2150, "d": 2300, "e": 2400})
    del site.routes["/jobs/c"]
    site.forget()
    totals = crawl(boards, day="2026-03-03").totals
    assert sorted(site.pages()) == ["/jobs", "/jobs/b", "/jobs/c", "/jobs/e"]
    assert (totals.new, totals.changed, totals.closed, totals.postings_seen) == (1, 1, 1, 4)
    pay = file().execute("SELECT before, after FROM changes WHERE field = 'salary_min'").fetchall()
    assert pay == [("2100", "2150")]


def test_noise_on_the_cards_asks_for_nothing(site: Site, declare: Declare, crawl: Crawl) -> None:
    serve(site, {"a": 2000})
    boards = declare()
    for number, words in enumerate(["publié il y a 3 jours · 12 vues", "publié il y a 4 jours  ·  19 vues"]):
        site.routes["/jobs"] = page("Offres", f"<ul>{card('a', words)}</ul>")
        site.forget()
        crawl(boards, day=f"2026-03-0{number + 2}")
    assert site.pages() == ["/jobs"]


def test_full_reads_every_posting_again_without_conditions(
    site: Site, declare: Declare, crawl: Crawl, db_path: Path
) -> None:
    site.etags = True
    serve(site, {"a": 2000, "b": 2100})
    boards = declare()
    crawl(boards)
    site.forget()
    crawl(boards, day="2026-03-03", full=True)
    assert sorted(site.answered) == [("/jobs", 200), ("/jobs/a", 200), ("/jobs/b", 200), ("/robots.txt", 200)]


def test_a_change_that_the_listing_hides_is_found_by_the_recheck(
    site: Site, declare: Declare, crawl: Crawl, file: File
) -> None:
    site.etags = True
    serve(site, {"a": 2000})
    boards = declare()
    crawl(boards)
    site.routes["/jobs/a"] = posting("Chargé de projet a", "<p>Salaire : 2 500 € brut par mois</p>", "Dossier a. " * 30)
    assert crawl(boards, day="2026-03-04").totals.changed == 0
    assert crawl(boards, day="2026-03-09").totals.changed == 1
    assert file().execute("SELECT salary_min FROM postings").fetchone() == (2500.0,)


def test_a_changed_card_asks_for_its_page_on_condition_and_304_is_no_change(
    site: Site, declare: Declare, crawl: Crawl
) -> None:
    site.etags = True
    serve(site, {"a": 2000})
    boards = declare()
    crawl(boards)
    site.routes["/jobs"] = page("Offres", f"<ul>{card('a', 'Lyon et alentours')}</ul>")
    site.forget()
    result = crawl(boards, day="2026-03-03")
    assert site.answered[1:] == [("/jobs", 200), ("/jobs/a", 304)]
    assert (result.outcome, result.totals.changed, result.totals.postings_seen) == ("ok", 0, 1)
    site.forget()
    crawl(boards, day="2026-03-04")
    assert site.answered[1:] == [("/jobs", 304)]


def test_a_listing_that_did_not_change_is_followed_to_pages_that_did(
    site: Site, declare: Declare, crawl: Crawl
) -> None:
    site.etags = True
    serve(site, {"a": 2000, "b": 2100}, more='<a rel="next" href="/jobs?p=2">Suite</a>')
    site.routes["/jobs?p=2"] = page("Offres", "<ul></ul>")
    boards = declare(extra='next_page = "a[rel=next]"\n')
    crawl(boards)
    site.routes["/jobs?p=2"] = page("Offres", f"<ul>{card('z')}</ul>")
    site.routes["/jobs/z"] = posting("Chargé de projet z", tasks="Dossier z. " * 30)
    site.forget()
    assert crawl(boards, day="2026-03-03").totals.new == 1
    assert site.answered[1:] == [("/jobs", 304), ("/jobs?p=2", 200), ("/jobs/z", 200)]


def test_a_posting_that_left_an_unchanged_looking_board_is_asked_once_more_on_condition(
    site: Site, declare: Declare, crawl: Crawl, file: File
) -> None:
    site.etags = True
    serve(site, {"a": 2000, "b": 2100})
    boards = declare()
    crawl(boards)
    site.routes["/jobs"] = page("Offres", f"<ul>{card('a', '2000 €')}</ul>")
    for number in (3, 4, 5):
        site.forget()
        crawl(boards, day=f"2026-03-0{number}")
        assert ("/jobs/b", 304) in site.answered
    assert file().execute("SELECT status FROM postings WHERE external_id = 'b'").fetchone() == ("open",)


def test_a_posting_that_could_not_be_read_is_asked_for_again(site: Site, declare: Declare, crawl: Crawl) -> None:
    site.etags = True
    serve(site, {"a": 2000, "b": 2100})
    good, site.routes["/jobs/b"] = site.routes["/jobs/b"], Answer("<html></html>")
    boards = declare()
    crawl(boards)
    site.routes["/jobs/b"] = good
    assert crawl(boards, day="2026-03-03").totals.new == 1


def test_what_a_doubtful_crawl_changed_is_read_again_by_the_next(
    site: Site, declare: Declare, crawl: Crawl, file: File
) -> None:
    site.etags = True
    serve(site, {"a": 2000, "b": 2100}, more='<a rel="next" href="/jobs?p=2">Suite</a>')
    site.routes["/jobs?p=2"] = page("Offres", f"<ul>{card('z')}</ul>")
    site.routes["/jobs/z"] = posting("Chargé de projet z", tasks="Dossier z. " * 30)
    boards = declare(extra='next_page = "a[rel=next]"\n')
    crawl(boards)
    good = dict(site.routes)
    site.routes["/jobs"] = page("Offres", f"<ul>{card('a', '9999 €')}</ul><a rel='next' href='/jobs?p=2'>Suite</a>")
    site.routes["/jobs/a"] = posting("Chargé de projet a", "<p>Salaire : 9 000 € brut par mois</p>", "Autre. " * 30)
    site.routes["/jobs?p=2"] = Answer("oops", 500)
    assert crawl(boards, day="2026-03-03").outcome == "suspect"
    site.routes = good
    assert crawl(boards, day="2026-03-04").outcome == "ok"
    row = file().execute("SELECT salary_min FROM postings WHERE external_id = 'a'").fetchone()
    assert row == (2000.0,)


def test_redirected_postings_are_revalidated_where_they_stand(site: Site, declare: Declare, crawl: Crawl) -> None:
    site.etags = True
    serve(site, {"a": 2000})
    site.routes["/new/a"] = site.routes["/jobs/a"]
    site.routes["/jobs/a"] = Answer(status=301, headers={"Location": "/new/a"})
    boards = declare()
    crawl(boards)
    site.routes["/jobs"] = page("Offres", f"<ul>{card('a', 'Lyon et alentours')}</ul>")
    site.forget()
    assert crawl(boards, day="2026-03-03").totals.postings_seen == 1
    assert site.answered[2:] == [("/jobs/a", 301), ("/new/a", 304)]


def sitemap(*entries: tuple[str, str]) -> Answer:
    urls = "".join(f"<url><loc>{loc}</loc><lastmod>{when}</lastmod></url>" for loc, when in entries)
    return Answer(
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>', type="application/xml"
    )


def test_an_honest_lastmod_saves_the_page_and_a_moved_one_asks_for_it(
    site: Site, declare: Declare, crawl: Crawl
) -> None:
    serve(site, {"a": 2000, "b": 2100, "c": 2200})
    boards = declare(archetype="sitemap", start="/sitemap.xml")
    old = [(f"{site.url}/jobs/{name}", "2026-02-20") for name in "abc"]
    site.routes["/sitemap.xml"] = sitemap(*old)
    crawl(boards)
    site.routes["/sitemap.xml"] = sitemap(*old[:2], (f"{site.url}/jobs/c", "2026-03-02T20:00:00Z"))
    site.forget()
    assert crawl(boards, day="2026-03-03").totals.postings_seen == 3
    assert site.pages() == ["/sitemap.xml", "/jobs/c"]


@pytest.mark.parametrize("lastmod", ["2026-03-02", "2031-01-01", "soon"])
def test_a_lastmod_of_today_of_the_future_or_of_nonsense_saves_nothing(
    site: Site, declare: Declare, crawl: Crawl, lastmod: str
) -> None:
    serve(site, {"a": 2000})
    boards = declare(archetype="sitemap", start="/sitemap.xml")
    site.routes["/sitemap.xml"] = sitemap((f"{site.url}/jobs/a", lastmod))
    crawl(boards)
    site.forget()
    crawl(boards, day="2026-03-02")
    assert site.pages() == ["/sitemap.xml", "/jobs/a"]


ERROR = page("Une erreur est survenue", "<h1>Une erreur est survenue</h1><p>Merci de réessayer plus tard.</p>")


def test_an_error_page_with_status_200_is_no_posting_and_no_listing(
    site: Site, declare: Declare, crawl: Crawl, file: File
) -> None:
    serve(site, {"a": 2000, "b": 2100})
    boards = declare()
    crawl(boards)
    good = dict(site.routes)
    site.routes |= dict.fromkeys(["/jobs/a", "/jobs/b"], ERROR)
    crawl(boards, day="2026-03-03", full=True)
    site.routes |= {"/jobs": ERROR}
    for day_ in ("2026-03-04", "2026-03-05", "2026-03-06"):
        result = crawl(boards, day=day_)
        assert (result.outcome, result.totals.closed) in (("suspect", 0), ("failed", 0))
    site.routes = good
    assert crawl(boards, day="2026-03-07").outcome == "ok"
    titles = file().execute("SELECT title, status, revision FROM postings ORDER BY external_id").fetchall()
    assert titles == [("Chargé de projet a", "open", 1), ("Chargé de projet b", "open", 1)]


def test_a_whole_site_that_leads_home_closes_nothing(site: Site, declare: Declare, crawl: Crawl) -> None:
    serve(site, {"a": 2000, "b": 2100})
    boards = declare()
    crawl(boards)
    site.routes["/"] = page("Accueil", "<p>Bienvenue</p>")
    home = Answer(status=302, headers={"Location": "/"})
    site.routes |= dict.fromkeys(["/jobs", "/jobs/a", "/jobs/b"], home)
    for day_ in ("2026-03-03", "2026-03-04", "2026-03-05"):
        result = crawl(boards, day=day_)
        assert (result.outcome, result.totals.closed) == ("failed", 0)
        assert "leads to /, which lists nothing" in result.reason


def test_a_listing_that_always_stood_elsewhere_may_be_empty_there(
    site: Site, declare: Declare, crawl: Crawl, file: File
) -> None:
    serve(site, {"a": 2000})
    site.routes["/fr/offres"] = site.routes["/jobs"]
    site.routes["/jobs"] = Answer(status=302, headers={"Location": "/fr/offres"})
    boards = declare()
    crawl(boards)
    site.routes["/fr/offres"] = page("Offres", "<p>Rien.</p>")
    del site.routes["/jobs/a"]
    assert crawl(boards, day="2026-03-03").totals.closed == 1


def test_a_posting_that_leads_to_a_page_that_did_not_change_has_left(
    site: Site, declare: Declare, crawl: Crawl, file: File
) -> None:
    site.etags = True
    serve(site, {"a": 2000, "b": 2100})
    boards = declare()
    crawl(boards)
    site.routes["/jobs"] = page("Offres", f"<ul>{card('a', '2000 €')}</ul>")
    site.routes["/jobs/b"] = Answer(status=302, headers={"Location": "/jobs/a"})
    crawl(boards, day="2026-03-03")
    crawl(boards, day="2026-03-04")
    status = file().execute("SELECT closed_reason FROM postings WHERE external_id = 'b'").fetchone()
    assert status == ("gone_from_board",)


def test_a_deadline_that_passed_is_read_again_before_it_is_believed(
    site: Site, declare: Declare, crawl: Crawl, file: File
) -> None:
    serve(site, {"a": 2000, "b": 2100})
    facts = "<p>Date limite de candidature : {} mars 2026</p>"
    for name in "ab":
        site.routes[f"/jobs/{name}"] = posting(f"Chargé de projet {name}", facts.format(4), f"Dossier {name}. " * 30)
    boards = declare()
    crawl(boards)
    site.routes["/jobs/a"] = posting("Chargé de projet a", facts.format(20), "Dossier a. " * 30)
    crawl(boards, day="2026-03-04")
    site.forget()
    crawl(boards, day="2026-03-06")
    assert sorted(site.pages()) == ["/jobs", "/jobs/a", "/jobs/b"]
    rows = file().execute("SELECT deadline_on, status, closed_reason FROM postings ORDER BY external_id").fetchall()
    assert rows == [("2026-03-20", "open", None), ("2026-03-04", "closed", "deadline_passed")]
    site.forget()
    crawl(boards, day="2026-03-07")
    assert site.pages() == ["/jobs"]


@pytest.mark.parametrize(
    "closed", [Answer("", 410), posting("Chargé de projet a", "<p>Cette offre n'est plus disponible</p>")]
)
def test_a_posting_that_comes_back_word_for_word_is_reopened(
    site: Site, declare: Declare, crawl: Crawl, file: File, closed: Answer | str
) -> None:
    site.etags = True
    serve(site, {"a": 2000, "b": 2100})
    boards = declare()
    crawl(boards)
    good = dict(site.routes)
    site.routes["/jobs/a"] = closed
    assert crawl(boards, day="2026-03-03", full=True).totals.closed == 1
    site.routes = good
    result = crawl(boards, day="2026-03-04")
    assert (result.totals.reopened, result.totals.new, result.totals.changed) == (1, 0, 0)
    assert file().execute("SELECT status, revision FROM postings WHERE external_id = 'a'").fetchone() == ("open", 1)
