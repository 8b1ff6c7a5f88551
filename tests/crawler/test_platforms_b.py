"""Hosting platforms with quirks: lists that are cut, feeds a language, pages that hide their text, postings that go."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import TextResponse
from scrapy.spidermiddlewares.httperror import HttpError
from sqlite_utils import Database
from twisted.python.failure import Failure

from crawler.archetypes.platforms.tenants import TenantBoard
from crawler.archetypes.posting_reader import Step
from crawler.board import Declaration, validate
from crawler.catalog import archetypes
from crawler.extract.listed import ListingPage, UnreadableListingError
from crawler.extract.page import Extraction
from crawler.preset import with_preset
from pipelines.observations import Knowledge, KnownPosting, PostingGone, PostingRead, PostingSeen
from tests.conftest import Crawl
from tests.site import Answer, Post, Site

FIXTURES = Path(__file__).parents[1] / "fixtures" / "archetypes"
#: What a tenant needs beside its name.
NEEDS: Mapping[str, Mapping[str, Any]] = {
    "workday": {"site": "Field_Jobs"},
    "taleo": {"section": "2"},
    "taleo_business": {"instance": "hbr", "part": "hbr04", "cws": "37"},
}
#: The first list of each platform's fixture, and a key without which it is none.
JSON_LISTS = {
    "workday": ("all.json", "jobPostings"),
    "oracle_recruiting": ("first.json", "requisitionList"),
    "taleo": ("first.json", "requisitionList"),
    "taleez": ("careez.json", "jobs"),
    "welcome_kit": ("embed.json", "jobs"),
}
FEEDS = {
    "successfactors": "googlefeed.xml",
    "personio": "de.xml",
    "teamtailor": "1.rss",
    "talentsoft": "offers.rss",
    "wp_job_manager": "1.rss",
    "wpjobboard": "feed.rss",
}
#: The key that holds a posting's id.
IDS = {
    "workday": "externalPath",
    "oracle_recruiting": "Id",
    "taleo": "contestNo jobId",
    "taleez": "id slug",
    "welcome_kit": "reference slug",
}
#: An empty list of these says that there is none: an unknown tenant is told 404.
EMPTY = {
    "workday": ('{"total": 0, "jobPostings": [], "facets": []}', True),
    "oracle_recruiting": ('{"items": [{"TotalJobsCount": 0, "requisitionList": []}]}', False),
    "taleez": ('{"name": "Escale", "jobs": []}', True),
    "welcome_kit": ('{"jobs": []}', False),
    "personio": ("<workzag-jobs></workzag-jobs>", True),
    "successfactors": ("<rss><channel><title>Jobs</title></channel></rss>", True),
}


def spider(archetype: str, **declared: Any) -> Any:
    """A spider of a platform's board, as a boards file would make it."""
    base = archetypes()[archetype]
    table = {"archetype": archetype, "title": "Tried", "tenant": "harbour", **NEEDS.get(archetype, {}), **declared}
    board = validate(with_preset(Declaration("tried", table, "tried.toml"), base.preset), base.own_attributes)
    return type("Tried", (base,), {"name": "tried", "board": board})()


def saved(archetype: str, name: str) -> str:
    folder = next(path for path in (FIXTURES / archetype).iterdir() if path.is_dir())
    return (folder / "site" / name).read_text(encoding="utf-8")


def answer(made: Any, text: str, **meta: Any) -> TextResponse:
    """An answer to the first request for a list."""
    start = made.board.url(made.board.own["start"][0])
    response = TextResponse(start, body=text.encode(), encoding="utf-8")
    response.request = Request(start, meta={"start": start, "params": {}, **meta})
    return response


def listed(archetype: str, text: str, **declared: Any) -> ListingPage:
    made = spider(archetype, **declared)
    page = made.read_listing(answer(made, text))
    assert isinstance(page, ListingPage)
    return page


def stated(page: ListingPage, external_id: str) -> dict[str, list[str]]:
    """What a list states of a posting, by field."""
    (entry,) = (each for each in page.entries if each.external_id == external_id)
    assert isinstance(entry.stated, Extraction)
    found: dict[str, list[str]] = {}
    for each in entry.stated.statements:
        found.setdefault(each.field, []).append(each.text)
    return found


def failure(request: Request, status: int, body: str = "") -> Failure:
    """What a spider is handed for a request that was answered so."""
    response = TextResponse(request.url, status=status, body=body.encode(), encoding="utf-8", request=request)
    made = Failure(HttpError(response))  # type: ignore[no-untyped-call]
    made.request = request  # type: ignore[attr-defined]
    return made


# --- what is no list ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("archetype", JSON_LISTS)
def test_half_an_answer_a_page_and_a_renamed_key_are_no_list(archetype: str) -> None:
    name, key = JSON_LISTS[archetype]
    text = saved(archetype, name)
    for broken in (text[: len(text) // 2], "<html><body>Careers</body></html>", text.replace(f'"{key}"', '"rows"')):
        with pytest.raises(UnreadableListingError):
            listed(archetype, broken)


@pytest.mark.parametrize("archetype", FEEDS)
def test_half_a_feed_and_a_page_are_no_list(archetype: str) -> None:
    text = saved(archetype, FEEDS[archetype])
    for broken in (text[: len(text) // 2], "<html><body>Careers</body></html>"):
        with pytest.raises(UnreadableListingError):
            listed(archetype, broken)


@pytest.mark.parametrize("archetype", IDS)
def test_ids_under_another_key_are_an_error_and_no_empty_board(archetype: str) -> None:
    text = saved(archetype, JSON_LISTS[archetype][0])
    for key in IDS[archetype].split():
        text = text.replace(f'"{key}"', '"renamed"')
    with pytest.raises(UnreadableListingError, match=r"none has an id|no id or address"):
        listed(archetype, text)


@pytest.mark.parametrize("archetype", EMPTY)
def test_an_empty_list_proves_something_only_where_unknown_tenants_are_told_otherwise(archetype: str) -> None:
    text, is_honest = EMPTY[archetype]
    page = listed(archetype, text)
    assert (page.entries, page.empty) == ((), is_honest)


@pytest.mark.parametrize("archetype", [*JSON_LISTS, *FEEDS, "gestmax", "taleo_business", "successfactors_pages"])
def test_unknown_and_refused_tenants_are_told_apart(archetype: str) -> None:
    for status, kind, words in ((404, "gone", "has no tenant 'harbour'"), (403, "blocked", "refuses us (403)")):
        made = spider(archetype, variants=[])
        request = next(made.listing_requests())
        rest = [step for step in made._listing_failed(failure(request, status)) if isinstance(step, Request)]
        for again in rest:  # a platform with two feeds asks for the other
            made.tally.pending_listings = 1
            list(made._listing_failed(failure(again, status)))
        assert made.tally.failure == kind
        assert words in made.tally.gaps[0]


# --- Workday --------------------------------------------------------------------------------------------------------

WORKDAY = "/wday/cxs/harbour/Field_Jobs/jobs"


def rows(*numbers: int, total: int = 0, facets: Any = ()) -> str:
    postings = [
        {"title": f"Nurse {n}", "externalPath": f"/job/Bangui/Nurse_JR{n}", "locationsText": "Bangui"} for n in numbers
    ]
    return json.dumps({"total": total, "jobPostings": postings, "facets": facets})


def followed(made: Any, text: str, **meta: Any) -> list[Step]:
    response = answer(made, text, **meta)
    return list(made.follow_listing(made.read_listing(response), response))


def bodies(steps: list[Step]) -> list[dict[str, Any]]:
    return [json.loads(step.body) for step in steps if isinstance(step, Request) and step.method == "POST"]


def test_only_the_first_page_tells_the_total_and_a_list_that_starts_again_is_cut() -> None:
    made = spider("workday", limit=2)
    (second,) = bodies(followed(made, rows(1, 2, total=5)))
    assert second == {"appliedFacets": {}, "limit": 2, "offset": 2, "searchText": ""}
    later = {"number": 2, "before": 2, "total": 5, "params": second}
    assert bodies(followed(made, rows(3, 4, total=0), **later))[0]["offset"] == 4
    assert not made.tally.ends
    again = {"number": 3, "before": 4, "total": 5, "params": {"offset": 4}}
    assert bodies(followed(made, rows(1, 2, total=0), **again)) == []
    assert "shows nothing new after 4 of 5 rows" in made.tally.gaps[0]


def test_a_list_at_the_cap_is_read_in_slices_that_may_overlap() -> None:
    made = spider("workday", limit=2, cap=4)
    countries = [{"id": "td", "count": 3}, {"id": "fr", "count": 2}]
    facets = [{"facetParameter": "locationMainGroup", "values": [{"facetParameter": "country", "values": countries}]}]
    slices = followed(made, rows(1, 2, total=4, facets=facets))
    assert [each["appliedFacets"] for each in bodies(slices)] == [{"country": ["fr"]}, {"country": ["td"]}]
    asked = [step for step in slices if isinstance(step, Request) and step.method == "POST"]
    assert bodies(followed(made, rows(1, 3, total=2), **asked[0].meta)) == []
    (rest,) = bodies(followed(made, rows(1, 2, total=3), **asked[1].meta))
    assert (rest["offset"], rest["appliedFacets"]) == (2, {"country": ["td"]})
    followed(made, rows(4), number=3, before=2, total=3, params=rest, applied=rest["appliedFacets"])
    assert (len(made.tally.listed), made.tally.gaps) == (4, [])
    assert list(made.listing_done()) == []
    assert not made.tally.gaps


@pytest.mark.parametrize(
    ("facets", "words"),
    [
        ([], "no facet divides them"),
        (
            [
                {"facetParameter": "kind", "values": [{"id": "a", "count": 2}, {"id": "b", "count": 1}]},
                {"facetParameter": "time", "values": [{"id": "full", "count": 9}]},
            ],
            "6 postings have no kind",
        ),
    ],
)
def test_what_no_slice_holds_is_said(facets: Any, words: str) -> None:
    made = spider("workday", limit=2, cap=4)
    followed(made, rows(1, 2, total=4, facets=facets))
    assert words in made.tally.gaps[0]


def test_slices_with_fewer_postings_than_the_whole_are_cut() -> None:
    made = spider("workday", limit=2, cap=4)
    facets = [{"facetParameter": "kind", "values": [{"id": "a", "count": 2}, {"id": "b", "count": 2}]}]
    followed(made, rows(1, 2, total=4, facets=facets))
    list(made.listing_done())
    assert "hold 2 postings, fewer than the 4 of the whole" in made.tally.gaps[0]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"externalPath": "/job/X/Nurse_JR7", "bulletFields": ["JR7"]}, ("JR7", ["JR7"], None)),
        ({"externalPath": "/job/X/Nurse_R-71-2", "bulletFields": ["Geneva", "R-71"]}, ("R-71-2", ["R-71"], None)),
        ({"externalPath": "/job/X/Nurse", "locationsText": "3 Standorte"}, ("Nurse", None, None)),
        ({"externalPath": "/job/X/Nurse_9", "locationsText": "US-NY-New York"}, ("9", ["9"], ["New York, NY, US"])),
    ],
)
def test_a_row_is_known_by_the_end_of_its_path(row: dict[str, Any], expected: tuple[Any, ...]) -> None:
    page = listed("workday", json.dumps({"total": 1, "jobPostings": [{"title": "Nurse", **row}]}))
    (entry,) = page.entries
    said = stated(page, str(entry.external_id))
    assert (entry.external_id, said.get("reference"), said.get("place")) == expected


@pytest.mark.parametrize(
    ("host", "url"),
    [
        (
            "harbour.wd3.myworkdayjobs.com",
            "https://harbour.wd3.myworkdayjobs.com/en-US/Field_Jobs/job/Bangui/Nurse_JR1",
        ),
        (
            "wd3.myworkdaysite.com",
            "https://wd3.myworkdaysite.com/en-US/recruiting/harbour/Field_Jobs/job/Bangui/Nurse_JR1",
        ),
    ],
)
def test_a_site_on_either_kind_of_host_has_its_own_addresses(host: str, url: str) -> None:
    made = spider("workday", base_url=f"https://{host}")
    assert made.read_listing(answer(made, rows(1, total=1))).entries[0].url == url
    known = KnownPosting("JR1", url, "open", title="Nurse 1")
    (request,) = made.vanished(known)
    assert request.url == f"https://{host}{WORKDAY.removesuffix('/jobs')}/job/Bangui/Nurse_JR1"


def test_a_tenant_that_is_not_on_its_own_host_is_looked_for_on_the_shared_one() -> None:
    made = spider("workday")
    steps = made._listing_failed(failure(next(made.listing_requests()), 404))
    (again,) = [step for step in steps if isinstance(step, Request)]
    assert (again.url, again.method) == (f"https://wd3.myworkdaysite.com{WORKDAY}", "POST")


@pytest.mark.parametrize(
    ("status", "body", "gone"),
    [
        (404, "", True),
        (403, '{"errorCode": "S22", "httpStatus": 403}', True),
        (403, '{"errorCode": "S21"}', False),
        (403, "<html>Denied</html>", False),
        (500, "", False),
    ],
)
def test_a_posting_is_over_where_its_record_is_not_there_or_says_so(status: int, body: str, gone: bool) -> None:
    made = spider("workday")
    made.tally.listed["JR1"] = "https://harbour.example/job/JR1"
    request = made.posting_request("JR1", "https://harbour.example/wday/JR1", listed=False)
    steps = list(made._posting_failed(failure(request, status, body)))
    assert [type(step) for step in steps] == ([PostingGone] if gone else [])


def test_a_record_that_takes_no_applications_is_no_open_posting() -> None:
    made = spider("workday")
    known = KnownPosting("JR1", "https://harbour.example/x", "open", title="Nurse")
    for can, shown in ((True, True), (False, False)):
        text = json.dumps({"jobPostingInfo": {"title": "Nurse", "canApply": can}})
        assert made.is_still_shown(answer(made, text), known) is shown


def test_a_tenant_of_workday_is_read_changes_and_loses_a_posting(
    site: Site, tmp_path: Path, crawl: Crawl, file: Callable[[], Database]
) -> None:
    boards = tmp_path / "boards.toml"
    boards.write_text(
        f'[harbour]\narchetype = "workday"\ntitle = "Harbour"\ntenant = "harbour"\nsite = "Field_Jobs"\ndelay = 0\n'
        f'base_url = "{site.url}"\nallow_private = ["{site.host}"]\nlimit = 2\n',
        encoding="utf-8",
    )

    def serve(first: str, second: str | None, **records: dict[str, Any] | None) -> None:
        site.posts[:] = [Post(WORKDAY, Answer(first, type="application/json"), {"offset": 0})]
        if second is not None:
            site.posts.append(Post(WORKDAY, Answer(second, type="application/json"), {"offset": 2}))
        for name, info in records.items():
            path = f"/wday/cxs/harbour/Field_Jobs/job/Bangui/Nurse_{name}"
            text = json.dumps({"jobPostingInfo": info} if info else {"error": "half"})
            site.routes[path] = Answer(text, type="application/json")

    def info(number: int, **more: Any) -> dict[str, Any]:
        text = "<p>You care for the children of the ward and for their mothers, day and night.</p>"
        return {"title": f"Nurse {number}", "location": "Bangui", "jobDescription": text, **more}

    serve(rows(1, 2, total=3), rows(3), JR1=info(1, endDate="2026-04-01"), JR2=info(2))
    first = crawl(boards, "harbour")
    assert (first.outcome, first.totals.new) == ("ok", 3), first.reason  # JR3 has no record: the list is read
    assert [row["rule"] for row in file().query("select rule from findings")] == ["listed_only"]
    again = crawl(boards, "harbour", "2026-03-03")
    assert (again.outcome, again.totals.changed, again.totals.closed) == ("ok", 0, 0)
    serve(rows(1, 3, total=2), None, JR1=info(1, endDate="2026-04-15"), JR2=None, JR3=info(3))
    del site.routes["/wday/cxs/harbour/Field_Jobs/job/Bangui/Nurse_JR2"]
    third = crawl(boards, "harbour", "2026-03-04", full=True)
    assert (third.outcome, third.totals.changed, third.totals.closed) == ("ok", 2, 1)
    ends = {row["external_id"]: row["deadline_on"] for row in file().query("select * from postings")}
    assert ends == {"JR1": "2026-04-15", "JR2": None, "JR3": None}


def test_half_a_record_is_not_read() -> None:
    made = spider("workday")
    followed(made, rows(1, total=1))
    for text in ('{"error": "half"}', '{"jobPostingInfo": {"titel": "Nurse"}}', '{"jobPosting', "<html></html>"):
        response = answer(made, text)
        response.request = made.posting_request("JR1", response.url)
        steps = [step for step in made.shows(response, "JR1", listed=True) if not isinstance(step, PostingRead)]
        assert steps == []
    assert {finding.rule for finding in made.tally.findings} == {"posting_unread"}


# --- the others -----------------------------------------------------------------------------------------------------


def test_a_posting_without_details_is_read_from_the_list_once() -> None:
    made = spider("talentsoft")
    response = answer(made, saved("talentsoft", "offers.rss"))
    requests = [
        step for step in made.follow_listing(made.read_listing(response), response) if isinstance(step, Request)
    ]
    (read,) = made._posting_failed(failure(requests[0], 404))
    assert isinstance(read, PostingRead)
    known = KnownPosting(
        read.raw.external_id, read.raw.url, "open", read.fingerprint, last_read_at="2026-03-01T00:00:00Z"
    )
    later = spider("talentsoft")
    later.knowledge = Knowledge({known.external_id: known})
    requests = [
        step for step in later.follow_listing(made.read_listing(response), response) if isinstance(step, Request)
    ]
    (seen,) = later._posting_failed(failure(requests[0], 404))
    assert isinstance(seen, PostingSeen)


def test_paging_of_oracle_stands_within_the_finder_unescaped() -> None:
    made = spider("oracle_recruiting", tenant="harbour.fa.em2")
    (first,) = made.listing_requests()
    assert first.url.startswith("https://harbour.fa.em2.oraclecloud.com/hcmRestApi/resources/latest/")
    assert first.url.endswith("&finder=findReqs;siteNumber=CX_1,limit=25,offset=0,sortBy=POSTING_DATES_DESC")
    half = {"items": [{"TotalCount": 30, "requisitionList": [{"Id": str(n), "Title": "Nurse"} for n in range(25)]}]}
    asked = [step.url for step in followed(made, json.dumps(half)) if isinstance(step, Request)]
    assert "offset=25" in asked[-1]


def test_a_requisition_that_left_oracle_answers_without_items() -> None:
    made = spider("oracle_recruiting")
    known = KnownPosting("21", "https://harbour.example/job/21", "open", title="Nurse")
    (request,) = made.vanished(known)
    assert "finder=ById;Id=%2221%22,siteNumber=CX_1" in request.url
    assert not made.is_still_shown(answer(made, '{"items": [], "count": 0}'), known)
    assert made.is_still_shown(answer(made, '{"items": [{"Id": "21", "Title": "Nurse"}]}'), known)


def test_one_date_for_all_of_a_feed_is_no_deadline() -> None:
    text = saved("successfactors", "googlefeed.xml")
    assert stated(listed("successfactors", text), "900102")["deadline"] == ["2026-04-15"]
    alike = text.replace("2026-03-31", "2026-04-15").replace("2026-04-20", "2026-04-15")
    assert "deadline" not in stated(listed("successfactors", alike), "900102")


@pytest.mark.parametrize(
    ("said", "years"),
    [("1-2", "1-2 years"), ("lt-1", "less than 1 year"), ("gt-15", "more than 15 years")],
)
def test_personio_says_experience_in_codes(said: str, years: str) -> None:
    text = saved("personio", "de.xml").replace(">1-2<", f">{said}<")
    assert stated(listed("personio", text), "501")["experience"] == [years]


def test_personio_is_asked_in_each_language_in_one_order() -> None:
    made = spider("personio", languages=["de", "en"])
    (first,) = made.listing_requests()
    assert first.url == "https://harbour.jobs.personio.de/xml?language=de"
    response = answer(made, saved("personio", "de.xml"), start=first.url)
    steps = list(made.follow_listing(made.read_listing(response), response))
    assert [step.url for step in steps if isinstance(step, Request)] == [first.url.replace("=de", "=en")]
    empty = answer(made, "<workzag-jobs></workzag-jobs>", start=first.url.replace("=de", "=en"))
    assert list(made.follow_listing(made.read_listing(empty), empty)) == []
    assert (made.tally.ends[-1], made.tally.empty_stated, made.tally.gaps) == ("no position in en", False, [])


def test_teamtailor_without_its_json_feed_has_its_rss() -> None:
    made = spider("teamtailor")
    (first,) = made.listing_requests()
    (second,) = [step for step in made._listing_failed(failure(first, 404)) if isinstance(step, Request)]
    assert (first.url, second.url) == (
        "https://harbour.teamtailor.com/jobs.json",
        "https://harbour.teamtailor.com/jobs.rss?per_page=100&offset=0",
    )


def test_the_json_feed_of_teamtailor_holds_a_job_posting() -> None:
    job = {
        "@type": "JobPosting",
        "title": "Nurse",
        "validThrough": "2026-04-01",
        "baseSalary": {"currency": "SEK", "value": {"minValue": 30000, "unitText": "MONTH"}},
        "jobLocation": [{"address": {"addressLocality": "Uppsala", "addressCountry": "SE"}}],
    }
    item = {"id": "u-1", "title": "Nurse", "url": "https://h.example/jobs/51-nurse", "_jobposting": job}
    said = stated(listed("teamtailor", json.dumps({"version": "1.1", "items": [item]})), "51")
    assert said["deadline"] == ["2026-04-01"]
    assert said["place"] == ["Uppsala, SE"]
    assert said["salary"]


def test_a_feed_as_full_as_it_gets_closes_nothing() -> None:
    items = "".join(
        f"<item><title>2026-{n} - Nurse</title><link>https://h.example/r/{n}</link></item>" for n in range(20)
    )
    for text, window in ((items, True), (items.partition("</item>")[2], False)):
        made = spider("talentsoft")
        made.read_listing(answer(made, f"<rss><channel><title>Jobs</title>{text}</channel></rss>"))
        assert made.tally.window is window


def test_a_feed_that_repeats_its_first_page_closes_nothing() -> None:
    made = spider("wp_job_manager", limit=2)
    text = saved("wp_job_manager", "1.rss")
    followed(made, text)
    assert not made.tally.window
    followed(made, text, number=2, before=2)
    assert made.tally.window


def test_the_text_that_a_page_of_taleo_hides_in_a_script_is_read() -> None:
    made = spider("taleo")
    request = made.posting_request
    made.tally.listed["26007-TA"] = "https://harbour.taleo.net/x"
    response = TextResponse(
        "https://harbour.taleo.net/x", body=saved("taleo", "26007-TA.html").encode(), encoding="utf-8"
    )
    response.request = request("26007-TA", response.url)
    assert made.extract(response).body.startswith("<h2>Duties</h2><p>You translate")


def test_a_section_of_taleo_gives_the_portal_and_the_cookie() -> None:
    made = spider("taleo")
    with pytest.raises(UnreadableListingError, match="names no portal"):
        made.read_listing(answer(made, "<html><body>Sign in</body></html>", section=True))
    response = answer(made, saved("taleo", "section.html"), section=True)
    response.headers["Set-Cookie"] = "JSESSIONID=abc; Path=/; HttpOnly"
    (request,) = made.follow_listing(made.read_listing(response), response)
    assert request.url.endswith("/searchjobs?lang=en&portal=8100120144")
    assert (request.headers["Cookie"], request.headers["Tz"]) == (b"JSESSIONID=abc", b"GMT+00:00")


def test_pages_of_gestmax_are_numbered_in_their_path_and_only_postings_are_listed() -> None:
    made = spider("gestmax")
    (first,) = made.listing_requests()
    assert first.url == "https://harbour.gestmax.fr/search/index/page/1"
    response = TextResponse(first.url, body=saved("gestmax", "search/index/page/1.html").encode(), encoding="utf-8")
    response.request = first
    page = made.read_listing(response)
    assert [made.external_id_of(entry.url) for entry in page.entries] == ["1801", "1802"]
    *_, second = made.follow_listing(page, response)
    assert second.url.endswith("/search/index/page/2")


def test_every_platform_of_this_kind_is_a_tenants() -> None:
    for archetype in (*JSON_LISTS, *FEEDS, "gestmax", "wp_job_manager_rest", "wp_job_manager_ajax"):
        assert issubclass(archetypes()[archetype], TenantBoard)


def test_the_fixtures_are_declared_in_few_lines() -> None:
    for archetype in (*JSON_LISTS, *FEEDS):
        for path in (FIXTURES / archetype).glob("*/board.toml"):
            assert "start" not in tomllib.loads(path.read_text(encoding="utf-8"))["fixture"]
