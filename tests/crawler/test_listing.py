"""The listing archetype over HTTP: paging to a proven end, postings read, and every way a listing can fail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Database

from tests.conftest import Crawl
from tests.site import Answer, Site, listing, page, posting

Declare = Callable[..., Path]
File = Callable[[], Database]


def serve(site: Site, names: str, start: str = "/jobs", more: str = "") -> None:
    paths = [f"/jobs/{name}" for name in names.split()]
    site.routes[start] = listing(paths, more)
    for path in paths:
        name = path.rpartition("/")[2]
        site.routes[path] = posting(
            f"Chargé de projet {name}", f"<p>Salaire : 2 {len(name)}00 € brut par mois</p>", f"Mission {name}. " * 30
        )


def test_every_posting_of_a_one_page_listing_is_read_once(
    site: Site, declare: Declare, crawl: Crawl, file: File
) -> None:
    serve(site, "a bb ccc")
    result = crawl(declare())
    assert (result.outcome, result.totals.new, result.requested) == ("ok", 3, 4)
    assert sorted(site.pages()) == ["/jobs", "/jobs/a", "/jobs/bb", "/jobs/ccc"]
    rows = file().query("SELECT external_id, salary_min, status FROM postings ORDER BY external_id")
    assert [tuple(row.values()) for row in rows] == [
        ("a", 2100.0, "open"),
        ("bb", 2200.0, "open"),
        ("ccc", 2300.0, "open"),
    ]


def test_the_same_site_twice_is_no_news(site: Site, declare: Declare, crawl: Crawl) -> None:
    serve(site, "a b c")
    boards = declare()
    crawl(boards)
    again = crawl(boards, day="2026-03-03").totals
    assert (again.new, again.changed, again.closed, again.reopened) == (0, 0, 0, 0)


def test_next_links_are_followed_to_the_last_page(site: Site, declare: Declare, crawl: Crawl) -> None:
    serve(site, "a b", more='<a rel="next" href="/jobs?p=2">Suivant</a>')
    serve(site, "c d", start="/jobs?p=2", more='<a rel="next" href="/jobs/page/3/">Suivant</a>')
    serve(site, "e", start="/jobs/page/3/")
    result = crawl(declare(extra='next_page = "a[rel=next]"\n'))
    assert (result.outcome, result.totals.new) == ("ok", 5)


def test_a_page_number_is_counted_up_until_nothing_new_comes(site: Site, declare: Declare, crawl: Crawl) -> None:
    serve(site, "a b")
    serve(site, "c", start="/jobs?page=2")
    site.routes["/jobs?page=3"] = page("Offres", "<h1>Nos offres</h1>")
    result = crawl(declare(extra='page_param = "page"\n'))
    assert (result.outcome, result.totals.new, result.reason) == ("ok", 3, "page 3 shows nothing new")


def test_a_page_number_past_the_end_may_be_missing(site: Site, declare: Declare, crawl: Crawl) -> None:
    serve(site, "a b")
    result = crawl(declare(extra='page_param = "page"\n'))
    assert (result.outcome, result.reason) == ("ok", "page 2 does not exist")


def test_a_site_that_repeats_its_last_page_ends(site: Site, declare: Declare, crawl: Crawl) -> None:
    serve(site, "a b")
    site.routes["/jobs?page=2"] = site.routes["/jobs"]
    result = crawl(declare(extra='page_param = "page"\n'))
    assert (result.outcome, result.totals.new) == ("ok", 2)


def test_a_listing_that_goes_round_ends_and_proves_nothing(site: Site, declare: Declare, crawl: Crawl) -> None:
    serve(site, "a", more='<a rel="next" href="/jobs?p=2">Suivant</a>')
    serve(site, "b", start="/jobs?p=2", more='<a rel="next" href="/jobs">Suivant</a>')
    result = crawl(declare(extra='next_page = "a[rel=next]"\n'))
    assert (result.outcome, result.totals.new) == ("suspect", 2)
    assert "goes round" in result.reason


def test_a_listing_without_postings_is_suspect_and_says_what_it_looked_for(
    site: Site, declare: Declare, crawl: Crawl
) -> None:
    site.routes["/jobs"] = page("Offres", "<h1>Nos offres</h1><p>Aucune offre pour le moment.</p>")
    result = crawl(declare())
    assert (result.outcome, result.exit_code) == ("suspect", 1)
    assert "li.job a" in result.reason
    assert "empty_text" in result.reason


def test_an_empty_listing_that_says_so_is_well(site: Site, declare: Declare, crawl: Crawl) -> None:
    site.routes["/jobs"] = page("Offres", "<h1>Nos offres</h1><p>Aucune offre pour le moment.</p>")
    result = crawl(declare(extra='empty_text = "Aucune offre pour le moment"\n'))
    assert (result.outcome, result.totals.postings_seen) == ("ok", 0)


def test_a_host_that_does_not_answer_is_one_clear_line(site: Site, declare: Declare, crawl: Crawl) -> None:
    boards = declare()
    text = boards.read_text().replace(site.host, "127.0.0.1:9")
    boards.write_text(text)
    result = crawl(boards)
    assert (result.outcome, result.exit_code) == ("failed", 1)
    assert "robots" in result.reason
    assert "127.0.0.1:9" in result.reason


def test_a_page_without_a_title_is_said_and_the_others_are_stored(
    site: Site, declare: Declare, crawl: Crawl, file: File
) -> None:
    serve(site, "a b c")
    site.routes["/jobs/b"] = "<html><body><main><p>Bonjour</p></main></body></html>"
    result = crawl(declare())
    assert (result.outcome, result.exit_code, result.totals.new) == ("suspect", 1, 2)
    assert "1 of 3 postings have no title" in result.reason
    assert any("/jobs/b has no title" in finding.message for finding in result.findings)
    assert file()["postings"].count == 2


def test_a_posting_whose_page_fails_costs_only_itself(site: Site, declare: Declare, crawl: Crawl) -> None:
    serve(site, "a b c d")
    site.routes["/jobs/b"] = Answer("oops", 403)
    result = crawl(declare())
    assert (result.outcome, result.totals.new, result.totals.rejected) == ("ok", 3, 1)
    assert any("/jobs/b refuses us (403)" in finding.message for finding in result.findings)


def test_a_listing_cut_after_page_one_closes_nothing(site: Site, declare: Declare, crawl: Crawl, file: File) -> None:
    serve(site, "a b", more='<a rel="next" href="/jobs?p=2">Suivant</a>')
    serve(site, "c d", start="/jobs?p=2")
    boards = declare(extra='next_page = "a[rel=next]"\n')
    crawl(boards)
    site.routes["/jobs?p=2"] = Answer("down", 500)
    for day in range(3, 8):
        result = crawl(boards, day=f"2026-03-{day:02}")
        assert (result.outcome, result.totals.closed) == ("suspect", 0)
    assert {row["status"] for row in file().query("SELECT status FROM postings")} == {"open"}


def test_a_posting_whose_page_is_gone_closes_at_the_first_complete_crawl(
    site: Site, declare: Declare, crawl: Crawl, file: File
) -> None:
    serve(site, "a b c")
    boards = declare()
    crawl(boards)
    serve(site, "a c")
    del site.routes["/jobs/b"]
    result = crawl(boards, day="2026-03-03")
    assert (result.outcome, result.totals.closed) == ("ok", 1)
    row = next(iter(file().query("SELECT status, closed_reason FROM postings WHERE external_id = 'b'")))
    assert tuple(row.values()) == ("closed", "page_gone")


def test_a_posting_that_only_left_the_listing_stays_while_its_page_shows_it(
    site: Site, declare: Declare, crawl: Crawl, file: File
) -> None:
    serve(site, "a b c")
    boards = declare()
    crawl(boards)
    serve(site, "a c")
    for day in range(3, 7):
        assert crawl(boards, day=f"2026-03-{day:02}").totals.closed == 0
    site.routes["/jobs/b"] = posting("Chargé de projet b", "<p><strong>Cette offre n'est plus disponible.</strong></p>")
    assert crawl(boards, day="2026-03-08").totals.closed == 1


def test_a_page_that_leads_back_to_the_listing_closes_after_two_misses_and_may_come_back(
    site: Site, declare: Declare, crawl: Crawl, file: File
) -> None:
    serve(site, "a b c")
    boards = declare()
    crawl(boards)
    before = site.routes["/jobs/b"]
    serve(site, "a c")
    site.routes["/jobs/b"] = Answer(status=302, headers={"Location": "/jobs"})
    assert crawl(boards, day="2026-03-03").totals.closed == 0
    assert crawl(boards, day="2026-03-04").totals.closed == 1
    serve(site, "a b c")
    site.routes["/jobs/b"] = before
    assert crawl(boards, day="2026-03-05").totals.reopened == 1
    kinds = [
        row["kind"]
        for row in file().query(
            "SELECT kind FROM changes JOIN postings p ON p.id = posting_id WHERE external_id = 'b' ORDER BY changes.id"
        )
    ]
    assert kinds == ["opened", "closed", "reopened"]


def test_a_change_is_one_revision_with_old_and_new_value(
    site: Site, declare: Declare, crawl: Crawl, file: File
) -> None:
    serve(site, "a b")
    boards = declare()
    crawl(boards)
    site.routes["/jobs/a"] = str(site.routes["/jobs/a"]).replace("2 100", "2 250")
    site.routes["/jobs"] = str(site.routes["/jobs"]).replace("Offre /jobs/a", "Offre /jobs/a (salaire revu)")
    result = crawl(boards, day="2026-03-03")
    assert (result.totals.changed, result.totals.new) == (1, 0)
    rows = list(
        file().query("SELECT field, before, after FROM changes WHERE kind = 'changed' AND field = 'salary_min'")
    )
    assert [(float(r["before"]), float(r["after"])) for r in rows] == [(2100.0, 2250.0)]


def test_private_addresses_are_not_asked_even_after_a_redirect(site: Site, declare: Declare, crawl: Crawl) -> None:
    serve(site, "a b")
    site.routes["/jobs/b"] = Answer(status=302, headers={"Location": "http://127.0.0.1:1/secret"})
    result = crawl(declare())
    assert any("private address" in finding.message for finding in result.findings)


def test_robots_rules_are_obeyed(site: Site, declare: Declare, crawl: Crawl) -> None:
    serve(site, "a b")
    site.routes["/robots.txt"] = Answer("User-agent: veille\nDisallow: /jobs/b\n", type="text/plain")
    result = crawl(declare())
    assert "/jobs/b" not in site.pages()
    assert any("disallowed" in finding.message for finding in result.findings)


def test_a_robots_file_that_fails_disallows_everything(site: Site, declare: Declare, crawl: Crawl) -> None:
    serve(site, "a b")
    site.routes["/robots.txt"] = Answer("down", 503)
    result = crawl(declare())
    assert (result.outcome, site.pages()) == ("failed", [])
    assert "robots unreachable" in result.reason


def test_the_user_agent_says_who_asks(site: Site, declare: Declare, crawl: Crawl) -> None:
    serve(site, "a")
    crawl(declare())
    assert all(headers["User-Agent"].startswith("veille/") for headers in site.headers)


def test_a_new_board_costs_ten_lines_and_no_code(site: Site, tmp_path: Path, crawl: Crawl, file: File) -> None:
    serve(site, "a b c")
    boards = tmp_path / "mine.toml"
    boards.write_text(
        "[my_board]\n"
        'archetype = "listing"\n'
        'title = "My board"\n'
        f'base_url = "{site.url}"\n'
        f'allow_private = ["{site.host}"]\n'
        'start = ["/jobs"]\n'
        'detail_links = "li.job a"\n'
    )
    assert crawl(boards, "my_board").totals.new == 3
    assert file()["postings"].count == 3
