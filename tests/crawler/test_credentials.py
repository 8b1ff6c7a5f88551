"""Keys come from the environment, go only where they belong, and stand nowhere else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from scrapy import Request

from crawler.credentials import names_in, sent
from tests.conftest import KEYS_OF_TESTS, Crawl
from tests.site import Answer, Site

KEYS = {"VEILLE_TEST_KEY": "s3cr3t/ä", "VEILLE_TEST_APP": "app one"}


@pytest.mark.parametrize(
    ("request_", "url", "header", "body"),
    [
        (
            Request("https://a.example/v2?appname=${VEILLE_TEST_APP}"),
            "https://a.example/v2?appname=app%20one",
            None,
            "",
        ),
        (
            Request("https://a.example/", headers={"apikey": "${VEILLE_TEST_KEY}"}),
            "https://a.example/",
            "s3cr3t/ä",
            "",
        ),
        (
            Request(
                "https://a.example/t",
                method="POST",
                body="id=%24%7BVEILLE_TEST_APP%7D",
                headers={"Content-Type": "application/x-www-form-urlencoded"},
            ),
            "https://a.example/t",
            None,
            "id=app%20one",
        ),
        (
            Request(
                "https://a.example/q",
                method="POST",
                body=json.dumps({"key": "${VEILLE_TEST_KEY}"}),
                headers={"Content-Type": "application/json"},
            ),
            "https://a.example/q",
            None,
            '{"key": "s3cr3t/\\u00e4"}',
        ),
        (Request("https://a.example/plain"), "https://a.example/plain", None, ""),
    ],
)
def test_a_value_is_filled_in_when_it_is_sent(request_: Request, url: str, header: str | None, body: str) -> None:
    before = (request_.url, request_.body)
    wire = sent(request_, KEYS)
    assert (wire.url, wire.body.decode()) == (url, body)
    held = wire.headers.get("apikey")
    assert (held.decode() if held else None) == header
    assert (request_.url, request_.body) == before


@pytest.mark.parametrize(
    ("redirected_from", "goes_along"),
    [("https://a.example/old", True), ("https://b.example/old", False), ("http://a.example/old", False)],
)
def test_no_key_and_no_header_of_a_board_follows_a_redirect_to_another_origin(
    redirected_from: str, goes_along: bool
) -> None:
    meta = {"redirect_urls": [redirected_from], "own_headers": ("Apikey", "X-Partner")}
    headers = {"apikey": "${VEILLE_TEST_KEY}", "x-partner": "us", "Accept": "application/json"}
    wire = sent(Request("https://a.example/new?k=${VEILLE_TEST_APP}", headers=headers, meta=meta), KEYS)
    assert ("apikey" in wire.headers, "x-partner" in wire.headers) == (goes_along, goes_along)
    assert ("app%20one" in wire.url) == goes_along
    assert "Accept" in wire.headers


def test_the_names_a_board_needs_are_those_its_declaration_holds() -> None:
    assert list(names_in({"a": ["${ONE_KEY}"], "b": {"c": "x${TWO_KEY}y"}, "d": 3})) == ["ONE_KEY", "TWO_KEY"]


API = """start = ["/api?appname=${VEILLE_TEST_APP}"]
items = "rows"
url = "/jobs/{id}"
off = "its interface wants an approved name; ask for one, then set VEILLE_TEST_APP and enabled = true"
enabled = true
[paper_boat.headers]
apikey = "${VEILLE_TEST_KEY}"
[paper_boat.fields]
title = "title"
"""


def test_a_key_stands_in_no_byte_of_the_file(
    site: Site, declare: Callable[..., Path], crawl: Crawl, db_path: Path
) -> None:
    rows = {"rows": [{"id": 1, "title": "Night nurse"}, {"id": 2, "title": "Cook"}]}
    path = f"/api?appname={KEYS_OF_TESTS['VEILLE_TEST_APP']}"
    site.routes[path] = Answer(json.dumps(rows), type="application/json", headers={"ETag": '"a"'})
    site.needs[path] = {"apikey": KEYS_OF_TESTS["VEILLE_TEST_KEY"]}
    boards = declare(archetype="json_api", extra=API)
    boards.write_text(boards.read_text().replace('start = ["/jobs"]\n', ""))
    assert (crawl(boards).outcome, crawl(boards, day="2026-03-03").outcome) == ("ok", "ok")
    held = b"".join(path.read_bytes() for path in db_path.parent.glob("jobs.db*"))
    assert b"Night nurse" in held
    assert all(value.encode() not in held for value in KEYS_OF_TESTS.values())


def test_a_board_without_its_key_is_blocked_with_the_name_of_what_it_needs(
    site: Site, declare: Callable[..., Path], crawl: Crawl
) -> None:
    boards = declare(archetype="json_api", extra=API.replace("VEILLE_TEST", "VEILLE_UNSET"))
    boards.write_text(boards.read_text().replace('start = ["/jobs"]\n', ""))
    result = crawl(boards)
    assert result.outcome == "blocked"
    assert "VEILLE_UNSET_APP" in result.reason
    assert "VEILLE_UNSET_KEY" in result.reason
    assert site.pages() == []
