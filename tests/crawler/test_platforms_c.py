"""Hosting platforms by pages of HTML: pages that are cut, tenants that are not there, postings that come and go."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response, TextResponse
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.archetypes.platforms.counted_pages import last_number
from crawler.archetypes.platforms.softy import published
from crawler.archetypes.platforms.tenants import TenantBoard
from crawler.extract.listed import ListingPage, UnreadableListingError
from pipelines.observations import PostingGone, PostingRead
from tests.conftest import Crawl
from tests.crawler.test_platforms_a import after, failed, not_found, spider
from tests.site import Answer, Site

FIXTURES = Path(__file__).parents[1] / "fixtures" / "archetypes"
#: Of every platform its fixture and the addresses of its list with the file of each, in order.
LISTS: dict[str, tuple[str, dict[str, str]]] = {
    "pageup": (
        "two_pages",
        {
            "/671/cw/en-us/listing/?page=1&page-items=500": "listing-1.html",
            "/671/cw/en-us/listing/?page=2&page-items=500": "listing-2.html",
        },
    ),
    "avature": (
        "offset",
        {
            "/careersmarketplace/SearchJobs/": "search-0.html",
            "/careersmarketplace/SearchJobs/?jobOffset=2": "search-2.html",
        },
    ),
    "icims": (
        "frame",
        {
            "/jobs/search?ss=1&in_iframe=1&pr=0": "search-0.html",
            "/jobs/search?ss=1&in_iframe=1&pr=1": "search-1.html",
        },
    ),
    "jobvite": ("search", {"/meadowaid/search?p=0": "search-0.html", "/meadowaid/search?p=1": "search-1.html"}),
    "jazzhr": ("one_page", {"/apply/jobs": "apply/jobs.html"}),
    "softgarden": ("ids_in_page", {"/": "index.html"}),
    "softy": ("two_pages", {"/offers": "offers.html", "/offers?page=2": "offers-2.html"}),
    "beetween": ("inline_state", {"/WeaselWeb/p/passerelles": "WeaselWeb/p/passerelles.html"}),
}
PAGED = [name for name, (_, pages) in LISTS.items() if len(pages) > 1]
#: Platforms whose list says how long it is.
COUNTED = ["pageup", "avature", "icims", "jobvite"]
#: What every platform says where it has no posting.
EMPTY = {
    "pageup": '<p>Search Results: <span class="result-count">0</span></p>',
    "avature": '<article class="article--result"><h3>No jobs found - try another search.</h3></article>',
    "icims": "<p>Sorry, no jobs were found that match your search criteria.</p>",
    "jobvite": '<article class="jv-page-body"><p>No results found</p></article>',
    "jazzhr": '<div class="jobs-list">No jobs are currently available.</div>',
    "softgarden": "<script>var complete_job_id_list = jobs_selected = [];</script>",
    "softy": "<p>Aucune offre pour le moment.</p>",
    "beetween": "<p>Aucune offre n'est publiée actuellement.</p>",
}


def made_of(archetype: str) -> TenantBoard:
    """A spider of the fixture's board."""
    text = (FIXTURES / archetype / LISTS[archetype][0] / "board.toml").read_text(encoding="utf-8")
    declared: dict[str, Any] = tomllib.loads(text)["fixture"]
    return spider(**declared)


def pages_of(archetype: str) -> dict[str, str]:
    """The pages of the fixture's list by their addresses."""
    folder, pages = LISTS[archetype]
    return {path: (FIXTURES / archetype / folder / "site" / file).read_text("utf-8") for path, file in pages.items()}


def expected_ids(archetype: str) -> list[str]:
    """The ids of all postings of the fixture."""
    text = (FIXTURES / archetype / LISTS[archetype][0] / "expected.json").read_text(encoding="utf-8")
    return [row["external_id"] for row in json.loads(text)]


def answer(request: Request, text: str, *, asked: str | None = None) -> TextResponse:
    """An answer to a request, to which a redirect from ``asked`` may have led."""
    if asked:
        request = request.replace(meta={**request.meta, "redirect_urls": [asked]})
    return TextResponse(request.url, body=text.encode(), encoding="utf-8", request=request)


def read(archetype: str, text: str) -> ListingPage:
    """What a platform's spider reads on a first page."""
    made = made_of(archetype)
    return made.read_listing(answer(next(made.listing_requests()), text))


def listed(made: TenantBoard, pages: dict[str, str]) -> list[str]:
    """The addresses of the list that are asked for until it ends, where each answers as ``pages`` say, else 404."""
    asked: list[str] = []
    waiting = list(made.listing_requests())
    while waiting and len(asked) < 20:
        request = waiting.pop(0)
        path = request.url.removeprefix(made.board.base_url)
        asked.append(path)
        if path in pages:
            steps = list(made._listing_answered(answer(request, pages[path])))
        else:
            steps = list(made._listing_failed(not_found(request)))
        waiting += [step for step in steps if isinstance(step, Request) and "address" not in step.meta]
    return asked


@pytest.mark.parametrize("archetype", LISTS)
def test_a_list_is_read_past_its_first_page_to_its_proven_end(archetype: str) -> None:
    made = made_of(archetype)
    assert listed(made, pages_of(archetype)) == list(LISTS[archetype][1])
    assert list(made.tally.listed) == expected_ids(archetype)
    assert made.tally.listing_complete, made.tally.gaps


@pytest.mark.parametrize("archetype", COUNTED)
def test_a_list_that_gives_less_than_it_counts_is_cut(archetype: str) -> None:
    pages = pages_of(archetype)
    first, second = pages
    for cut in ({first: pages[first]}, {**pages, second: pages[first]}):
        made = made_of(archetype)
        listed(made, cut)
        assert not made.tally.listing_complete
        assert made.tally.gaps


@pytest.mark.parametrize("archetype", COUNTED)
def test_half_a_page_of_a_counted_list_closes_nothing(archetype: str) -> None:
    pages = pages_of(archetype)
    last = list(pages)[-1]
    pages[last] = pages[last][: pages[last].index("</header>") if "</header>" in pages[last] else 150]
    made = made_of(archetype)
    listed(made, pages)
    assert not made.tally.listing_complete


@pytest.mark.parametrize("archetype", ["softgarden", "beetween"])
def test_half_a_page_of_a_list_in_a_script_is_an_error(archetype: str) -> None:
    (text,) = pages_of(archetype).values()
    with pytest.raises(UnreadableListingError):
        read(archetype, text[: len(text) - 60])


@pytest.mark.parametrize("archetype", PAGED)
def test_a_list_that_repeats_a_page_comes_to_an_end(archetype: str) -> None:
    pages = pages_of(archetype)
    first, second = pages
    made = made_of(archetype)
    assert listed(made, {**pages, second: pages[first]}) in ([first, second], [first])


@pytest.mark.parametrize("archetype", LISTS)
def test_an_empty_list_is_honest_only_where_it_says_so(archetype: str) -> None:
    page = read(archetype, f"<html><body><h1>Jobs</h1>{EMPTY[archetype]}</body></html>")
    assert (page.entries, page.empty) == ((), True)
    made = made_of(archetype)
    request = next(made.listing_requests())
    list(made._listing_answered(answer(request, "<html><body><h1>Welcome</h1><p>Work with us.</p></body></html>")))
    assert not made.tally.listing_complete
    assert not made.tally.empty_stated


@pytest.mark.parametrize("archetype", LISTS)
def test_a_tenant_nobody_has_is_named_in_one_line(archetype: str) -> None:
    made = made_of(archetype)
    assert after(made, not_found(next(made.listing_requests()))) == []
    (gap,) = made.tally.gaps
    assert gap.startswith(f"{archetype} has no tenant {made.board.own['tenant']!r}: ")
    assert gap.endswith("its name is misspelt, or it has moved")
    assert made.tally.failure == "gone"


@pytest.mark.parametrize("archetype", LISTS)
def test_a_redirect_to_what_is_no_list_says_that_the_tenant_has_moved(archetype: str) -> None:
    made = made_of(archetype)
    asked = next(made.listing_requests())
    elsewhere = asked.replace(url="https://www.platform.example/?invalid=1")
    list(made._listing_answered(answer(elsewhere, "<html><body><h1>Welcome</h1></body></html>", asked=asked.url)))
    (gap,) = made.tally.gaps
    assert f"is where {asked.url} leads now" in gap
    assert "has moved or its board is switched off" in gap


@pytest.mark.parametrize("archetype", LISTS)
@pytest.mark.parametrize("status", [403, 429])
def test_a_refusal_is_no_empty_board_and_no_unknown_tenant(archetype: str, status: int) -> None:
    made = made_of(archetype)
    first = next(made.listing_requests())
    assert after(made, failed(first, HttpError(Response(first.url, status=status, request=first)))) == []
    assert made.tally.failure == "blocked"
    assert "has no tenant" not in made.tally.gaps[0]


def test_a_wall_before_a_list_is_told_from_the_list() -> None:
    made = made_of("icims")
    wall = (
        '<html><head><script src="https://abc.token.awswaf.com/abc/challenge.js"></script></head><body></body></html>'
    )
    list(made._listing_answered(answer(next(made.listing_requests()), wall)))
    assert made.tally.failure == "challenge"


@pytest.mark.parametrize(
    ("archetype", "old", "new", "changed"),
    [
        ("pageup", ">Uganda<", ">Rwanda<", "560567"),
        ("avature", ">Bamako<", ">Kayes<", "4102"),
        ("icims", "US-ME-Portland", "US-ME-Bangor", "2102"),
        ("jobvite", "2 Locations", "3 Locations", "oAb2cfwB"),
        ("jazzhr", "Boulder, CO", "Golden, CO", "QwE987rtY6"),
        ("softgarden", "Halle", "Merseburg", "53688446"),
        ("softy", "09/02/2026", "27/02/2026", "3102"),
        ("beetween", "Savoie", "Haute-Savoie", "koau35qzz6"),
    ],
)
def test_a_card_that_changes_has_another_mark_and_the_others_keep_theirs(
    archetype: str, old: str, new: str, changed: str
) -> None:
    made, text = made_of(archetype), next(iter(pages_of(archetype).values()))
    assert old in text
    before, now = (
        {entry.external_id or made.external_id_of(entry.url): entry.mark for entry in read(archetype, each).entries}
        for each in (text, text.replace(old, new))
    )
    assert {key for key in before if before[key] != now[key]} == {changed}


@pytest.mark.parametrize("archetype", LISTS)
def test_a_posting_whose_page_is_not_there_any_more_is_gone(archetype: str) -> None:
    made = made_of(archetype)
    request = made.posting_request("7", made.board.url("/job/7"), listed=False)
    assert list(made._posting_failed(not_found(request))) == [PostingGone("7", "page_gone")]


def test_a_posting_that_jobvite_sends_on_to_the_list_is_off_the_list() -> None:
    made = made_of("jobvite")
    asked = made.posting_request("oAb1cfwA", made.board.url("/meadowaid/job/oAb1cfwA"), listed=False)
    elsewhere = asked.replace(url=made.board.url("/careers/meadowaid/jobs?error=404"))
    steps = list(made._posting_answered(answer(elsewhere, "<h1>Jobs</h1>", asked=asked.url), "oAb1cfwA", listed=False))
    assert steps == [PostingGone("oAb1cfwA", "off_listing")]


def test_a_posting_that_icims_cannot_find_is_closed() -> None:
    made = made_of("icims")
    request = made.posting_request("2101", made.board.url("/jobs/2101/clinic-nurse/job"), listed=False)
    page = "<html><body><h1>Careers</h1><p>Sorry, the requested job could not be found.</p></body></html>"
    assert list(made._posting_answered(answer(request, page), "2101", listed=False)) == [
        PostingGone("2101", "marked_closed")
    ]


def test_icims_is_asked_for_what_its_frame_shows_and_shown_at_the_address_people_see() -> None:
    made = made_of("icims")
    (first, _) = read("icims", next(iter(pages_of("icims").values()))).entries
    assert first.url.endswith("/jobs/2101/clinic-nurse/job")
    request = made.posting_request("2101", first.url)
    assert request.url.endswith("/jobs/2101/clinic-nurse/job?in_iframe=1")
    assert made.public_url(answer(request, "")) == first.url


def test_jobvite_names_all_places_of_a_page_without_structured_data() -> None:
    made = made_of("jobvite")
    line = 'Programmes<span class="jv-inline-separator"></span>Lima, Peru<span class="jv-inline-separator"></span>Quito'
    page = (
        f'<h2 class="jv-header">Adviser</h2><p class="jv-job-detail-meta">{line}</p>'
        '<div class="jv-job-detail-description"><p>You help growers to sell together, all the year round.</p></div>'
    )
    stated = made.extract(answer(made.posting_request("a", made.board.url("/meadowaid/job/abcd")), page))
    assert [each.text for each in stated.statements if each.field == "place"] == ["Lima, Peru", "Quito"]


def test_softy_keeps_the_day_of_publication_that_only_its_list_states() -> None:
    made = made_of("softy")
    pages = pages_of("softy")
    listed(made, pages)
    site = FIXTURES / "softy" / "two_pages" / "site"
    request = made.posting_request("3101", made.tally.listed["3101"])
    steps = list(
        made._posting_answered(answer(request, (site / "offers/3101.html").read_text("utf-8")), "3101", listed=True)
    )
    (posting,) = [step for step in steps if isinstance(step, PostingRead)]
    assert [each.text for each in posting.raw.statements if each.field == "posted"] == ["12/02/2026"]


def test_softy_as_it_was_is_read_where_its_list_is_declared() -> None:
    made = spider("softy", tenant="roseraie", start=["/offres"])
    text = '<ul><li><a href="/offre/17-comptable">Comptable</a> Mise en ligne le 03/02/2026</li></ul>'
    assert listed(made, {"/offres": text}) == ["/offres"]
    assert list(made.tally.listed) == ["17"]
    assert made.tally.listing_complete


def test_beetween_is_read_by_its_links_where_the_page_holds_no_state() -> None:
    text = (
        '<a href="/poste/ulx92rl1lu-conseillere/">Conseillère</a> <a href="/poste/koau35qzz6-encadrant/">Encadrant</a>'
    )
    page = read("beetween", f"<html><body>{text}</body></html>")
    assert [entry.external_id for entry in page.entries] == ["ulx92rl1lu", "koau35qzz6"]
    assert page.entries[0].url.endswith("/poste/ulx92rl1lu-conseillere/")


def test_beetween_names_the_employer_as_its_state_does() -> None:
    (text,) = pages_of("beetween").values()
    for state in (text, text.replace('{"name": "Les Passerelles"}', '"Les Passerelles"')):
        (first, _) = read("beetween", state).entries
        assert first.stated is not None
        assert [each.text for each in first.stated.statements if each.field == "organisation"] == ["Les Passerelles"]


def test_pageup_counts_what_its_link_to_the_next_page_promises() -> None:
    first, _ = pages_of("pageup").values()
    page = read("pageup", first.replace('<span class="result-count">3</span>', ""))
    assert (len(page.entries), page.total) == (2, 3)


def test_what_may_not_be_read_by_robots_is_no_posting() -> None:
    urls = [entry.url for entry in read("avature", next(iter(pages_of("avature").values()))).entries]
    assert not any("qtvc" in url for url in urls)


@pytest.mark.parametrize("archetype", LISTS)
def test_a_tenant_needs_nothing_but_its_name(archetype: str) -> None:
    assert spider(archetype, country="GB").board.own["start"]


def test_long_pages_of_bait_are_read_to_their_end() -> None:
    assert last_number("1 234 " * 200_000) is None
    assert published("Mise en ligne le " * 60_000).statements == ()
    assert read("softgarden", "<script>complete_job_id_list = [];</script>" + "<a href='/job/'>" * 20_000).empty


def test_an_unknown_tenant_that_is_told_by_a_redirect_fails_the_crawl_in_one_line(
    site: Site, crawl: Crawl, tmp_path: Path
) -> None:
    with Site({"/?invalid=1": "<html><body><h1>Find jobs</h1><p>Search all employers.</p></body></html>"}) as elsewhere:
        site.routes["/nobody/search?p=0"] = Answer(status=302, headers={"Location": f"{elsewhere.url}/?invalid=1"})
        path = tmp_path / "boards.toml"
        path.write_text(
            f'[nobody]\narchetype = "jobvite"\ntitle = "Nobody"\ntenant = "nobody"\nbase_url = "{site.url}"\n'
            f'delay = 0\nallow_private = ["{site.host}", "{elsewhere.host}"]\n',
            encoding="utf-8",
        )
        result = crawl(path, "nobody")
    assert result.outcome == "failed"
    assert "tenant 'nobody' has moved" in result.reason
    assert "\n" not in result.reason
