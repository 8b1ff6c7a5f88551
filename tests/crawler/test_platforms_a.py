"""Hosting platforms by an interface: an answer that is none, a tenant that is not there, postings that come and go."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response, TextResponse
from scrapy.spidermiddlewares.httperror import HttpError
from sqlite_utils import Database
from twisted.python.failure import Failure

from crawler.archetypes.platforms.tenants import TenantApi, TenantBoard
from crawler.archetypes.records import RecordBoard
from crawler.board import Declaration, validate
from crawler.catalog import archetypes
from crawler.exceptions import BoardError
from crawler.extract.listed import ListingPage, UnreadableListingError
from crawler.preset import with_preset
from tests.conftest import Crawl
from tests.site import Answer, Site

FIXTURES = Path(__file__).parents[1] / "fixtures" / "archetypes"
#: The platforms of this module with the key under which their lists stand, none for an answer that is one itself.
LISTS = {
    "ashby": "jobs",
    "bamboohr": "result",
    "breezy": None,
    "digitalrecruiters": "items",
    "flatchr": "items",
    "greenhouse": "jobs",
    "lever": None,
    "pinpoint": "data",
    "recruitee": "offers",
    "smartrecruiters_api": "content",
    "workable": "jobs",
}
#: Platforms whose answer without postings proves that the tenant exists: to an unknown one they say 404.
HONEST = ("ashby", "bamboohr", "flatchr", "greenhouse", "lever", "workable")


def spider(archetype: str, **declared: Any) -> TenantBoard:
    """A spider of a platform's board, as a boards file would make it."""
    base = archetypes()[archetype]
    table = {"archetype": archetype, "title": "Tried", "tenant": "harbour", **declared}
    board = validate(with_preset(Declaration("tried", table, "tried.toml"), base.preset), base.own_attributes)
    made = type("Tried", (base,), {"name": "tried", "board": board})()
    assert isinstance(made, TenantBoard)
    return made


def saved(archetype: str) -> str:
    """The first answer of the platform's fixture."""
    folder = next((FIXTURES / archetype).iterdir())
    first = tomllib.loads((folder / "answers.toml").read_text(encoding="utf-8"))["answer"][0]
    path: Path = folder / "site" / first["file"]
    return path.read_text(encoding="utf-8")


def listed(archetype: str, text: str, *, asked: str | None = None, url: str | None = None) -> ListingPage:
    """What a platform's spider reads in an answer, which a redirect from ``asked`` may have led to."""
    made = spider(archetype)
    address = url or next(made.listing_requests()).url
    response = TextResponse(address, body=text.encode(), encoding="utf-8")
    response.request = Request(address, meta={"redirect_urls": [asked]} if asked else {})
    return made.read_listing(response)


def renamed(value: Any, old: str, new: str) -> Any:
    """A JSON value with one key renamed wherever it stands."""
    if isinstance(value, dict):
        return {new if key == old else key: renamed(each, old, new) for key, each in value.items()}
    return [renamed(each, old, new) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("archetype", LISTS)
def test_a_saved_answer_is_read_whole(archetype: str) -> None:
    page = listed(archetype, saved(archetype))
    assert page.entries
    assert all(entry.external_id and entry.stated and entry.stated.title for entry in page.entries)


@pytest.mark.parametrize("archetype", LISTS)
def test_half_an_answer_and_a_page_of_html_are_no_listing(archetype: str) -> None:
    text = saved(archetype)
    for answer in (text[: len(text) // 2], "<html><body><h1>Careers</h1></body></html>", ""):
        with pytest.raises(UnreadableListingError, match="is not JSON"):
            listed(archetype, answer)


@pytest.mark.parametrize("archetype", LISTS)
def test_a_list_under_another_key_is_an_error_and_no_empty_board(archetype: str) -> None:
    key = LISTS[archetype]
    answer = json.loads(saved(archetype))
    changed = {"rows": answer} if key is None else renamed(answer, key, "rows")
    with pytest.raises(UnreadableListingError, match="without the array"):
        listed(archetype, json.dumps(changed))


@pytest.mark.parametrize(("archetype", "key"), [(name, "shortcode" if name == "workable" else "id") for name in LISTS])
def test_ids_under_another_key_are_an_error_and_no_empty_board(archetype: str, key: str) -> None:
    changed = renamed(renamed(json.loads(saved(archetype)), key, "identity"), "vacancy_id", "identity2")
    with pytest.raises(UnreadableListingError, match="none has an id"):
        listed(archetype, json.dumps(changed))


@pytest.mark.parametrize("archetype", LISTS)
def test_an_empty_list_proves_something_only_where_unknown_tenants_are_told_otherwise(archetype: str) -> None:
    key = LISTS[archetype]
    beside = {"name": "Harbour", "totalFound": 0, "count": 0, "meta": {"totalCount": 0, "total": 0}}
    page = listed(archetype, json.dumps([] if key is None else {**beside, key: []}))
    assert not page.entries
    assert page.empty == (archetype in HONEST)


@pytest.mark.parametrize("archetype", LISTS)
def test_a_tenant_that_moved_is_told_from_an_answer_that_is_broken(archetype: str) -> None:
    asked = next(spider(archetype).listing_requests()).url
    with pytest.raises(UnreadableListingError) as error:
        listed(archetype, "<html><body>Welcome</body></html>", asked=asked, url="https://www.platform.example/")
    assert f"is where {asked} leads now" in str(error.value)
    assert "tenant 'harbour' has moved or its board is switched off" in str(error.value)


def test_a_list_read_at_another_host_is_read_and_said() -> None:
    made = spider("recruitee")
    asked = next(made.listing_requests()).url
    response = TextResponse("https://jobs.harbour.example/api/offers/", body=saved("recruitee").encode())
    response.request = Request(response.url, meta={"redirect_urls": [asked]})
    assert made.read_listing(response).entries
    assert [finding.rule for finding in made.tally.findings] == ["tenant_moved"]


def test_a_list_as_long_as_the_platform_ever_gives_may_be_cut() -> None:
    made = spider("pinpoint")
    assert isinstance(made, TenantApi)
    response = TextResponse("https://harbour.pinpointhq.com/postings.json")
    response.request = Request(response.url, meta={"start": response.url})
    for items, cut in ((999, False), (1000, True)):
        made.tally.gaps.clear()
        assert list(made.follow_page(ListingPage(items=items), response, items)) == []
        assert bool(made.tally.gaps) == cut


@pytest.mark.parametrize("archetype", ["greenhouse", "bamboohr"])
def test_a_list_shorter_than_its_total_is_cut(archetype: str) -> None:
    answer = json.loads(saved(archetype))
    answer["meta"] = {"total": 90, "totalCount": 90}
    page = listed(archetype, json.dumps(answer))
    made = spider(archetype)
    assert isinstance(made, RecordBoard)
    response = TextResponse("https://harbour.example/list")
    response.request = Request(response.url, meta={"start": response.url})
    assert list(made.follow_page(page, response, len(page.entries))) == []
    assert "of 90 rows" in made.tally.gaps[0]


def failed(request: Request, error: BaseException) -> Failure:
    """What a spider is handed for a request that failed."""
    failure = Failure(error)  # type: ignore[no-untyped-call]
    failure.request = request  # type: ignore[attr-defined]
    return failure


def not_found(request: Request) -> Failure:
    """A request that was answered 404."""
    return failed(request, HttpError(Response(request.url, status=404, request=request)))


def after(made: TenantBoard, failure: Failure) -> list[Request]:
    """What a spider asks for when the first page of its listing failed."""
    return [step for step in made._listing_failed(failure) if isinstance(step, Request)]


@pytest.mark.parametrize("archetype", ["greenhouse", "lever"])
def test_a_tenant_that_is_not_on_one_host_is_looked_for_on_the_next(archetype: str) -> None:
    made = spider(archetype)
    first = next(made.listing_requests())
    for failure in (not_found(first), failed(first, CannotResolveHostError())):
        made.tally.pending_listings = 1
        (again,) = after(made, failure)
        assert again.url == first.url.replace("api.", "api.eu.")
    assert not made.tally.gaps
    assert after(made, not_found(again)) == []
    (gap,) = made.tally.gaps
    assert f"{archetype} has no tenant 'harbour': {again.url} is not there (404), nor is it on " in gap
    assert made.tally.failure == "gone"


def test_what_is_asked_for_next_follows_the_host_that_answered() -> None:
    made = spider("greenhouse")
    (again,) = after(made, not_found(next(made.listing_requests())))
    assert again.url.startswith("https://boards-api.eu.greenhouse.io/v1/boards/harbour/jobs")
    asked = made.posting_request("7", made.board.url("/v1/boards/harbour/jobs/7"), listed=False)
    assert asked.url == "https://boards-api.eu.greenhouse.io/v1/boards/harbour/jobs/7"


def test_a_refusal_on_the_first_host_is_no_reason_to_try_the_next() -> None:
    for status, kind in ((403, "blocked"), (429, "blocked"), (500, "http")):
        made = spider("greenhouse")
        first = next(made.listing_requests())
        assert after(made, failed(first, HttpError(Response(first.url, status=status, request=first)))) == []
        assert made.tally.failure == kind


def test_a_later_page_that_is_not_there_says_nothing_of_the_tenant() -> None:
    made = spider("lever")
    assert isinstance(made, RecordBoard)
    second = made.page_request(made.board.url("/v0/postings/harbour"), {"skip": 100}, number=2)
    assert after(made, not_found(second)) == []
    assert "has no tenant" not in made.tally.gaps[0]


def test_a_mirror_has_no_other_hosts() -> None:
    mirror = {"base_url": "http://127.0.0.1:8000", "allow_private": ["127.0.0.1:8000"], "delay": 0}
    assert spider("lever", **mirror).bases == ("http://127.0.0.1:8000",)


def test_pages_of_html_are_looked_for_on_other_hosts_too() -> None:
    made = spider("smartrecruiters", variants=["https://careers.harbour.example"])
    (again,) = after(made, not_found(next(made.listing_requests())))
    assert again.url == "https://careers.harbour.example/harbour"


@pytest.mark.parametrize("tenant", ["https://jobs.lever.co/harbour", "harbour/jobs", "a?b", "", "  ", 7])
def test_an_address_is_no_tenant(tenant: Any) -> None:
    with pytest.raises(BoardError, match="tenant"):
        spider("lever", tenant=tenant)


def test_a_tenant_costs_five_lines() -> None:
    for archetype in (*LISTS, "smartrecruiters"):
        assert spider(archetype, country="GB").board.own["start"]


LISTING = "/v0/postings/harbour?mode=json&limit=100&skip=0"


def lever(*ids: str, **more: Any) -> Answer:
    """An answer of Lever with postings of these ids."""
    text = "<p>You keep the harbour clean, with four colleagues and a small boat, all the year round.</p>"
    rows = [
        {"id": each, "text": f"Warden {each}", "hostedUrl": f"https://jobs.example/harbour/{each}", "description": text}
        for each in ids
    ]
    return Answer(json.dumps([{**row, **more} for row in rows]), type="application/json")


@pytest.fixture
def harbour(tmp_path: Path, site: Site) -> Callable[..., Path]:
    """A boards file with a Lever tenant that is read from the site; what is not listed there answers 404."""

    def write(**declared: Any) -> Path:
        more = "".join(f"{key} = {json.dumps(value)}\n" for key, value in declared.items())
        path = tmp_path / "boards.toml"
        path.write_text(
            f'[harbour]\narchetype = "lever"\ntitle = "Harbour"\ntenant = "harbour"\nbase_url = "{site.url}"\n'
            f'delay = 0\ncountry = "GB"\norganisation = "Harbour"\n{more}',
            encoding="utf-8",
        )
        return path

    return write


def served(site: Site, answer: Answer, end: int) -> None:
    """Serve a list of ``end`` postings in one page, with an empty one behind it."""
    site.routes[LISTING] = answer
    site.routes[LISTING.replace("skip=0", f"skip={end}")] = Answer("[]", type="application/json")


def test_postings_of_a_tenant_change_and_close_by_their_own_record(
    site: Site, harbour: Callable[..., Path], crawl: Crawl, file: Callable[[], Database]
) -> None:
    boards = harbour(allow_private=[site.host])
    served(site, lever("a", "b", "c"), 3)
    assert crawl(boards, "harbour").outcome == "ok"
    served(site, lever("a", "b", workplaceType="remote"), 2)
    second = crawl(boards, "harbour", "2026-03-03")
    assert (second.outcome, second.totals.changed, second.totals.closed) == ("ok", 2, 1)
    assert "/v0/postings/harbour/c?mode=json" in site.asked
    row = next(file().query("select status, closed_reason from postings where external_id = 'c'"))
    assert row == {"status": "closed", "closed_reason": "page_gone"}


def test_a_posting_that_left_the_list_stays_open_while_its_record_is_there(
    site: Site, harbour: Callable[..., Path], crawl: Crawl
) -> None:
    boards = harbour(allow_private=[site.host])
    served(site, lever("a", "b"), 2)
    crawl(boards, "harbour")
    served(site, lever("a"), 1)
    site.routes["/v0/postings/harbour/b?mode=json"] = Answer(
        json.dumps({"id": "b", "text": "Warden b"}), type="application/json"
    )
    for day in ("2026-03-03", "2026-03-04"):
        assert crawl(boards, "harbour", day).totals.closed == 0


def test_a_tenant_on_another_host_is_found_and_asked_there_first_the_next_time(
    site: Site, harbour: Callable[..., Path], crawl: Crawl
) -> None:
    with Site() as other:
        served(other, lever("a"), 1)
        boards = harbour(variants=[other.url], allow_private=[site.host, other.host])
        first = crawl(boards, "harbour")
        assert (first.outcome, first.totals.new) == ("ok", 1), first.reason
        assert site.pages() == [LISTING]
        site.forget()
        second = crawl(boards, "harbour", "2026-03-03")
        assert (second.outcome, second.totals.new, second.totals.changed) == ("ok", 0, 0)
        assert site.pages() == []


def test_details_that_cannot_be_had_close_nothing_and_lose_nothing(
    site: Site, tmp_path: Path, crawl: Crawl, file: Callable[[], Database]
) -> None:
    def details(answer: Answer) -> None:
        for each in ("31", "32"):
            site.routes[f"/careers/{each}/detail"] = answer

    folder = FIXTURES / "bamboohr" / "details" / "site"
    site.routes["/careers/list"] = Answer((folder / "list.json").read_bytes(), type="application/json")
    boards = tmp_path / "boards.toml"
    boards.write_text(
        f'[pines]\narchetype = "bamboohr"\ntitle = "Pines"\ntenant = "pines"\nbase_url = "{site.url}"\n'
        f'allow_private = ["{site.host}"]\ndelay = 0\n',
        encoding="utf-8",
    )
    details(Answer("gone", 404))
    first = crawl(boards, "pines")
    assert (first.outcome, first.totals.new) == ("suspect", 2)
    for each in ("31", "32"):
        record = (folder / f"{each}.json").read_bytes()
        site.routes[f"/careers/{each}/detail"] = Answer(record, type="application/json")
    assert crawl(boards, "pines", "2026-03-03").totals.changed == 2
    details(Answer("<html><body>Something else</body></html>"))
    third = crawl(boards, "pines", "2026-03-04", full=True)
    assert (third.outcome, third.totals.changed, third.totals.closed) == ("suspect", 0, 0)
    assert all(row["description"] for row in file().query("select description from postings"))


@pytest.mark.parametrize(
    ("answer", "outcome", "words"),
    [
        (Answer('{"ok": false}', 404, "application/json"), "failed", "lever has no tenant 'harbour'"),
        (Answer("no", 403), "blocked", "refuses us (403)"),
        (Answer("later", 429, headers={"Retry-After": "90000"}), "blocked", "asked us to come back at"),
        (Answer("[]", type="application/json"), "ok", "the listing says that it is empty"),
    ],
    ids=["unknown", "refused", "too often", "empty"],
)
def test_unknown_refused_and_empty_tenants_are_told_apart(
    site: Site, harbour: Callable[..., Path], crawl: Crawl, answer: Answer, outcome: str, words: str
) -> None:
    site.routes[LISTING] = answer
    result = crawl(harbour(allow_private=[site.host]), "harbour")
    assert result.outcome == outcome
    assert words in result.reason
    assert "\n" not in result.reason


def test_every_platform_of_an_interface_is_tried_here() -> None:
    made = {name for name, each in archetypes().items() if issubclass(each, TenantApi)}
    assert set(LISTS) <= made
