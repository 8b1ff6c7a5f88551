"""Every way a page cannot be had has a class and words for people; and the books count each page once."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.error import ConnectionLost, DNSLookupError
from twisted.internet.error import ConnectionRefusedError as TwistedRefused
from twisted.internet.error import TimeoutError as TwistedTimeout
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

from crawler.failures import (
    BannedError,
    DeferredError,
    FailureClass,
    RefusedAddressError,
    ReservedError,
    RobotsDisallowedError,
    RobotsUnreachableError,
    StoppedError,
    classify,
    classify_status,
    response_of,
)
from crawler.tally import Tally
from pipelines.health import judge
from tests.conftest import Crawl
from tests.crawler.polite import Neighbourhood
from tests.site import Answer, Site, listing, posting

Declare = Callable[..., Path]


def http_error(status: int) -> HttpError:
    return HttpError(Response("https://jobs.example/a", status=status))


def tls_cause() -> DownloadFailedError:
    error = DownloadFailedError("handshake")
    error.__cause__ = ssl.SSLCertVerificationError("self-signed certificate")
    return error


CASES: list[tuple[BaseException, FailureClass, str]] = [
    (http_error(401), "login", "login"),
    (http_error(403), "blocked", "403"),
    (http_error(404), "gone", "404"),
    (http_error(407), "blocked", "407"),
    (http_error(410), "gone", "410"),
    (http_error(429), "blocked", "429"),
    (http_error(451), "blocked", "451"),
    (http_error(400), "http", "400"),
    (http_error(500), "http", "500"),
    (http_error(503), "http", "503"),
    (http_error(999), "http", "999"),
    (CannotResolveHostError("jobs.example"), "dns", "DNS"),
    (DNSLookupError("jobs.example"), "dns", "DNS"),
    (DownloadConnectionRefusedError(), "refused", "refuses the connection"),
    (TwistedRefused(), "refused", "refuses the connection"),
    (DownloadTimeoutError(), "timeout", "in time"),
    (TwistedTimeout(), "timeout", "in time"),
    (ssl.SSLCertVerificationError("expired"), "tls", "certificate"),
    (tls_cause(), "tls", "certificate"),
    (ResponseFailed([Failure(ssl.SSLError("bad record"))]), "tls", "certificate"),
    (RobotsDisallowedError("/a is disallowed"), "robots", "/a is disallowed"),
    (RobotsUnreachableError("robots unreachable"), "robots", "robots unreachable"),
    (DeferredError("jobs.example:443", "2026-03-02T09:00:00Z", "blocked"), "blocked", "back at 2026-03-02T09:00:00Z"),
    (BannedError("is not asked for: it refused us", "blocked"), "blocked", "refused us"),
    (ReservedError("reserves text and data mining"), "blocked", "reserves"),
    (StoppedError("the crawl was told to stop"), "network", "told to stop"),
    (RefusedAddressError("10.0.0.1 is a private address"), "network", "private address"),
    (ResponseDataLossError(), "network", "breaks off"),
    (DownloadCancelledError(), "network", "more than a page"),
    (ConnectionLost(), "network", "fails"),
    (ResponseFailed([Failure(ConnectionLost())]), "network", "fails"),
    (DownloadFailedError("odd"), "network", "odd"),
    (RuntimeError(""), "network", "RuntimeError"),
    (RuntimeError("two\nlines\tof   words " + "x" * 900), "network", "two lines of words"),
]


@pytest.mark.parametrize(("error", "kind", "words"), CASES, ids=lambda value: str(value)[:30])
def test_a_failure_has_a_class_and_words(error: BaseException, kind: FailureClass, words: str) -> None:
    found, said = classify(error)
    assert (found, found in get_args(FailureClass)) == (kind, True)
    assert words in said
    assert "\n" not in said
    assert len(said) < 200


@pytest.mark.parametrize("status", range(300, 600))
def test_no_status_is_without_words(status: int) -> None:
    kind, words = classify_status(status)
    assert kind in get_args(FailureClass)
    assert str(status) in words or kind == "login"


def test_only_an_http_error_carries_a_response() -> None:
    error = http_error(404)
    assert response_of(error) is error.response
    assert response_of(DownloadTimeoutError()) is None


# --- over HTTP ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "outcome", "words"),
    [
        (401, "blocked", "asks for a login"),
        (403, "blocked", "refuses us (403)"),
        (404, "failed", "is not there (404)"),
        (410, "failed", "is gone for good (410)"),
        (429, "blocked", "refused us 3 times in a row (429)"),
        (500, "failed", "answers 500"),
        (503, "failed", "does not come back (503)"),
    ],
)
def test_a_listing_that_fails_is_one_line_and_closes_nothing(
    site: Site, tmp_path: Path, status: int, outcome: str, words: str
) -> None:
    near = Neighbourhood(tmp_path)
    near.declare("kite", site)
    site.routes["/jobs"] = Answer("no", status)
    (result,) = near.crawl("kite")
    assert (result.outcome, result.exit_code, result.totals.closed) == (outcome, 1, 0)
    assert words in result.reason
    assert "\n" not in result.reason


def test_a_refusal_is_not_asked_again(site: Site, declare: Declare, crawl: Crawl) -> None:
    site.routes["/jobs"] = Answer("no", 403)
    crawl(declare())
    assert site.pages() == ["/jobs"]


def broken(name: str) -> Answer:
    whole = posting("Chargé de projet")
    return {
        "cut in the middle": Answer(whole, headers={"Content-Length": "99999", "Connection": "close"}),
        "larger than a page may be": Answer(whole, headers={"Content-Length": "999999999", "Connection": "close"}),
        "a file": Answer(b"%PDF-1.4 \x00\x01", type="application/pdf"),
        "an image": Answer(b"\x89PNG\r\n\x1a\n\x00", type="image/png"),
        "empty": Answer(""),
        "compressed in name only": Answer(whole, headers={"Content-Encoding": "gzip"}),
        "leading round in a circle": Answer(status=302, headers={"Location": "/jobs/b"}),
        "leading to a file": Answer(status=302, headers={"Location": "file:///etc/hostname"}),
        "leading nowhere": Answer(status=302, headers={"Location": "http://"}),
        "leading to no port": Answer(status=302, headers={"Location": "http://127.0.0.1:99999/"}),
        "not modified, though nobody asked": Answer(status=304),
        "no content": Answer(status=204),
    }[name]


BROKEN = [
    "cut in the middle", "larger than a page may be", "a file", "an image", "empty", "compressed in name only",
    "leading round in a circle", "leading to a file", "leading nowhere", "leading to no port",
    "not modified, though nobody asked", "no content",
]  # fmt: skip


@pytest.mark.parametrize("how", BROKEN)
def test_a_posting_that_breaks_costs_only_itself(site: Site, declare: Declare, crawl: Crawl, how: str) -> None:
    site.routes["/jobs"] = listing(["/jobs/a", "/jobs/b", "/jobs/c"])
    site.routes |= {"/jobs/a": posting("Chargé de projet"), "/jobs/c": posting("Chargé d'accueil")}
    site.routes["/jobs/b"] = broken(how)
    result = crawl(declare())
    assert (result.outcome, result.error) == ("ok", "")
    assert (result.totals.new, result.totals.rejected, result.requested) == (2, 1, 4)
    assert any("/jobs/b" in finding.message for finding in result.findings)


@pytest.mark.parametrize("how", BROKEN)
def test_a_listing_that_breaks_proves_nothing(site: Site, declare: Declare, crawl: Crawl, how: str) -> None:
    site.routes["/jobs"] = listing(["/jobs/a", "/jobs/b"])
    site.routes |= {"/jobs/a": posting("Chargé de projet"), "/jobs/b": posting("Chargé d'accueil")}
    boards = declare()
    crawl(boards)
    answer = broken(how)
    target = {"Location": "/jobs"} if answer.headers.get("Location") == "/jobs/b" else {}
    site.routes["/jobs"] = Answer(answer.body, answer.status, answer.type, {**answer.headers, **target})
    del site.routes["/jobs/b"]
    result = crawl(boards, day="2026-03-03")
    assert (result.outcome, result.error, result.totals.closed) == (result.outcome, "", 0)
    assert result.outcome in ("suspect", "failed")
    assert result.reason


# --- the books ---------------------------------------------------------------------------------------------------


def test_the_books_of_a_whole_crawl_balance() -> None:
    tally = Tally("paper_boat")
    tally.ask(listing=True)
    tally.answered, tally.pending_listings = 1, 0
    tally.end("the listing is one page")
    tally.listed["a"] = "https://jobs.example/a"
    tally.ask()
    tally.failed += 1
    report = tally.report(received=12)
    assert (report.requested, report.answered, report.failed, report.filtered) == (2, 1, 1, 0)
    assert judge(report, []).outcome == "ok"


def test_a_page_that_was_lost_without_a_trace_makes_a_crawl_suspect() -> None:
    tally = Tally("paper_boat")
    tally.ask(listing=True)
    tally.answered, tally.pending_listings = 1, 0
    tally.end("the listing is one page")
    tally.listed["a"] = "https://jobs.example/a"
    tally.ask()
    verdict = judge(tally.report(), [])
    assert (verdict.outcome, verdict.complete) == ("suspect", False)
    assert verdict.findings[0].rule == "books_do_not_balance"


def test_pages_that_an_interrupted_crawl_never_saw_count_as_failed() -> None:
    tally = Tally("paper_boat")
    for _ in range(5):
        tally.ask()
    tally.answered, tally.filtered = 2, 1
    report = tally.report(interrupted=True)
    assert (report.requested, report.answered, report.failed, report.filtered) == (5, 2, 2, 1)
    assert judge(report, []).outcome == "interrupted"


def test_a_listing_is_complete_only_without_gaps_and_with_an_end() -> None:
    tally = Tally("paper_boat")
    assert not tally.listing_complete
    tally.ask(listing=True)
    tally.end("page 1 has no next page")
    assert not tally.listing_complete
    tally.pending_listings -= 1
    assert tally.listing_complete
    tally.gap("page 2 answers 500", "http")
    tally.gap("page 3 refuses us (403)", "blocked")
    assert not tally.listing_complete
    assert (tally.failure, tally.failure_message) == ("http", "page 2 answers 500")
    assert tally.report().listing_reason == "page 2 answers 500; page 3 refuses us (403)"
