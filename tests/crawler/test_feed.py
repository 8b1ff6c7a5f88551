"""The feed archetype: a window closes nothing, a broken or empty feed is no silent zero, and ids hold."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response, TextResponse
from sqlite_utils import Database

from crawler.archetypes.base import BoardSpider
from crawler.archetypes.feed import FeedBoard
from crawler.archetypes.json_api import JsonApiBoard
from crawler.board import Declaration, validate
from crawler.extract.listed import ListingPage, UnreadableListingError
from pipelines.observations import Knowledge, KnownPosting
from tests.conftest import Crawl
from tests.site import Answer, Site, posting

Declare = Callable[..., Path]
File = Callable[[], Database]
URL = "https://jobs.example/feed"


def item(number: int, more: str = "", title: str = "Carer") -> str:
    link = f"https://jobs.example/jobs/{number}"
    return f"<item><title>{title} {number}</title><link>{link}</link><guid>g-{number}</guid>{more}</item>"


def rss(items: Iterable[str]) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>J</title>{"".join(items)}</channel></rss>'


def spider(kind: type[BoardSpider] = FeedBoard, **declared: Any) -> Any:
    table = {"archetype": kind.archetype, "title": "A", "base_url": "https://jobs.example", "start": ["/feed"]}
    board = validate(Declaration("a", {**table, **declared}, "boards.toml"), kind.own_attributes)
    return type("Spider", (kind,), {"name": "a", "board": board})()


def read(reader: Any, text: str) -> ListingPage:
    page: ListingPage = reader.read_listing(TextResponse(URL, body=text.encode(), request=Request(URL)))
    return page


def ids(page: ListingPage) -> list[str | None]:
    return [entry.external_id for entry in page.entries]


# --- what a feed says -------------------------------------------------------------------------------------------------


def test_an_item_is_known_by_its_guid_and_shown_at_its_link() -> None:
    page = read(spider(), rss([item(1), item(2)]))
    assert ids(page) == ["g-1", "g-2"]
    assert page.entries[0].url == "https://jobs.example/jobs/1"


def test_a_declared_id_field_or_address_goes_before_what_the_names_tell() -> None:
    text = rss([item(1, "<ref>A</ref><company>Tern</company><boss>Reef</boss>"), item(2, "<ref>B</ref>")])
    reader = spider(id="ref", url="/vacancies/{guid}", fields={"organisation": "boss"})
    entry = read(reader, text).entries[0]
    assert (entry.external_id, entry.url) == ("A", "https://jobs.example/vacancies/g-1")
    assert [s.text for s in entry.stated.statements if s.field == "organisation"] == ["Reef"]  # type: ignore[union-attr]
    assert ids(read(spider(external_id=r"/jobs/(\d+)"), text)) == ["1", "2"]


def test_the_id_is_the_one_by_which_the_file_knows_the_postings() -> None:
    reader = spider()
    text = "<jobs>" + "".join(f"<job><id>{n}</id><reference>R{n}</reference><title>T</title></job>" for n in (1, 2, 3))
    known = KnownPosting("R2", "https://jobs.example/2", "open")
    reader.knowledge = Knowledge(postings={"R2": known})
    assert ids(read(reader, text + "</jobs>")) == ["R1", "R2", "R3"]
    assert ids(read(spider(), text + "</jobs>")) == ["1", "2", "3"]


def test_a_mark_stays_the_same_whatever_else_stands_in_the_feed() -> None:
    one = item(1, "<category>CDI</category>")
    rich = item(2, "<category domain='d'>x</category><category>y</category><company>Tern</company><city>Lyon</city>")
    alone, among = read(spider(), rss([one])), read(spider(), rss([rich, one]))
    assert alone.entries[0].mark == among.entries[1].mark
    assert read(spider(), rss([item(1, "<category>CDD</category>")])).entries[0].mark != alone.entries[0].mark


def test_an_item_repeated_is_one_and_two_items_of_one_id_are_said() -> None:
    reader = spider()
    assert ids(read(reader, rss([item(1), item(1), item(2)]))) == ["g-1", "g-1", "g-2"]
    assert reader.tally.findings == []
    read(reader, rss([*map(item, range(1, 30)), item(1, title="Cook")]))
    assert [(f.rule, "g-1" in f.message) for f in reader.tally.findings] == [("repeated_id", True)]


def test_ten_thousand_items_are_read() -> None:
    reader, text = spider(), rss(item(number) for number in range(10_000))
    records = reader.answered(TextResponse(URL, body=text.encode())).records
    assert len({reader.id_of(record) for record in records}) == 10_000


def test_a_feed_may_be_a_gzip_file() -> None:
    packed = gzip.compress(rss([item(1), item(2)]).encode())
    whole = Response(URL, body=packed, request=Request(URL))
    assert ids(spider().read_listing(whole)) == ["g-1", "g-2"]
    with pytest.raises(UnreadableListingError):
        spider().read_listing(whole.replace(body=packed[:20]))


def test_a_title_that_was_renamed_is_said_with_the_keys_there_are() -> None:
    reader = spider()
    read(reader, rss(["<item><link>https://jobs.example/1</link><xyz>A</xyz></item>"]))
    assert [(f.rule, "xyz" in f.message) for f in reader.tally.findings] == [("no_title_key", True)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<!DOCTYPE html><html><body>Moved</body></html>", "is a page, not a feed"),
        (rss([item(1), item(2)])[:-60], "breaks off before its end"),
        (rss(["<item><xyz>A</xyz><abc>B</abc></item>"]), "holds 1 records, and none has an id"),
        ("Too many requests", "is no feed"),
    ],
)
def test_what_is_no_whole_feed_is_no_listing(text: str, words: str) -> None:
    with pytest.raises(UnreadableListingError, match=words):
        read(spider(), text)


# --- interfaces whose fields nobody declared --------------------------------------------------------------------------


def test_keys_of_an_interface_are_understood_by_their_names_only_where_no_fields_are_declared() -> None:
    text = '{"jobs": [{"id": 1, "name": "Carer", "city": "Lyon", "url": "/jobs/1"}]}'
    (entry,) = read(spider(JsonApiBoard, items="jobs"), text).entries
    assert {s.field for s in entry.stated.statements} == {"title", "place"}  # type: ignore[union-attr]
    assert (entry.external_id, entry.url) == ("1", "https://jobs.example/jobs/1")
    (entry,) = read(spider(JsonApiBoard, items="jobs", fields={"title": "name"}), text).entries
    assert {s.field for s in entry.stated.statements} == {"title"}  # type: ignore[union-attr]
    with pytest.raises(UnreadableListingError, match="none has an id"):
        read(spider(JsonApiBoard, items="jobs", id="nr", fields={"title": "name"}), text)


# --- crawls -----------------------------------------------------------------------------------------------------------


def serve(site: Site, numbers: Iterable[int]) -> None:
    items = [item(n).replace("https://jobs.example", site.url) for n in numbers]
    site.routes["/feed"] = Answer(rss(items), type="application/rss+xml")


def test_what_leaves_a_window_stays_open_and_is_not_asked_for(
    site: Site, declare: Declare, crawl: Crawl, file: File
) -> None:
    boards = declare(archetype="feed", start="/feed")
    serve(site, range(1, 5))
    assert (first := crawl(boards)).outcome == "ok", first.reason
    serve(site, range(3, 8))
    second = crawl(boards, day="2026-03-03")
    assert (second.outcome, second.totals.new, second.totals.closed) == ("ok", 3, 0), second.reason
    assert site.pages() == ["/feed", "/feed"]
    assert file().execute("select count(*) from postings where status = 'open'").fetchone() == (7,)


def test_a_complete_feed_that_breaks_falls_or_becomes_a_page_closes_nothing(
    site: Site, declare: Declare, crawl: Crawl
) -> None:
    boards = declare(archetype="feed", start="/feed", extra="complete = true\n")
    serve(site, range(1, 21))
    assert (first := crawl(boards)).outcome == "ok", first.reason
    whole = rss(item(n) for n in range(1, 21))
    page = posting("Maintenance", "", "We are back soon. ")
    for day, text in enumerate((page, whole[:900], rss([])), start=3):
        site.routes["/feed"] = Answer(text, type="application/rss+xml")
        result = crawl(boards, day=f"2026-03-{day:02}")
        assert result.outcome in ("failed", "suspect"), (text[:60], result.reason)
        assert (result.exit_code, result.totals.closed) == (1, 0), result.reason
