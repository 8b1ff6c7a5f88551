"""A feed's bytes to records: what kind it is, where its items are, and what is no feed or not whole."""

from __future__ import annotations

import json

import pytest

from crawler.extract.feeds import NotAFeedError, read_feed

RSS = (
    '<rss version="2.0" xmlns:g="urn:g" xmlns:content="urn:c"><channel><title>Jobs</title>'
    "<item><title>A</title><g:employer>Tern</g:employer><content:encoded><![CDATA[<p>x</p>]]></content:encoded></item>"
    '<item><title>B</title><category>one</category><category domain="d">two</category></item></channel></rss>'
)
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
    "<channel rdf:about='u'><title>Jobs</title></channel>"
    "<item rdf:about='u/1'><title>A</title></item></rdf:RDF>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Jobs</title>'
    '<entry><title>A</title><link href="u"/></entry></feed>'
)


@pytest.mark.parametrize(
    ("text", "kind", "records"),
    [
        (
            RSS,
            "rss",
            [
                {"title": "A", "employer": "Tern", "encoded": "<p>x</p>"},
                {"title": "B", "category": ["one", {"@domain": "d", "text": "two"}]},
            ],
        ),
        (RDF, "rss", [{"@about": "u/1", "title": "A"}]),
        (ATOM, "atom", [{"title": "A", "link": {"@href": "u"}}]),
        (json.dumps({"version": "v", "items": [{"id": 1}, 3]}), "json", [{"id": 1}]),
        ('[{"id": 1}]', "json", [{"id": 1}]),
        ("<jobs><job><id>1</id><n>A</n></job></jobs>", "xml", [{"id": "1", "n": "A"}]),
        ("<root><jobs><job id='1' t='A'/><job id='2'/></jobs></root>", "xml", [{"@id": "1", "@t": "A"}, {"@id": "2"}]),
        ("\ufeff  <jobs>\n<job><id>1</id><n>A</n></job></jobs>", "xml", [{"id": "1", "n": "A"}]),
        ("id;name\n1;A\n2;B\n", "csv", [{"id": "1", "name": "A"}, {"id": "2", "name": "B"}]),
        ('"id","name"\n"1","A, or\nB"\n', "csv", [{"id": "1", "name": "A, or\nB"}]),
        ("<jobs/>", "xml", []),
        ("<rss version='2.0'><channel><title>Jobs</title></channel></rss>", "rss", []),
        ('{"items": []}', "json", []),
    ],
)  # fmt: skip
def test_the_records_of_every_kind_of_feed(text: str, kind: str, records: list[object]) -> None:
    feed = read_feed(text.encode())
    assert (feed.kind, list(feed.records)) == (kind, records)


def test_items_says_where_the_records_are() -> None:
    xml = b"<r><head><x>1</x><y>2</y></head><list><pos><id>1</id><n>A</n><pos><id>9</id></pos></pos></list></r>"
    assert read_feed(xml, items="pos").records == [{"id": "1", "n": "A", "pos": {"id": "9"}}]
    assert read_feed(b'{"data": {"rows": [{"id": 1}]}}', items="data.rows").records == [{"id": 1}]


def test_layout_that_is_not_escaped_stays_layout() -> None:
    feed = read_feed(b"<j><k><id>1</id><text>A &amp; B<br/>C <b>d</b></text></k></j>")
    assert feed.records[0]["text"] == "A &amp; B<br>C <b>d</b>"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<!DOCTYPE html><html><body>Log in</body></html>", "is a page, not a feed"),
        ("<!doctype html><HTML><p>Log in<br></HTML>", "is a page, not a feed"),
        (RSS[:300], "breaks off before its end"),
        (RSS[: RSS.index("</item>") + 7], "breaks off before its end"),
        ('{"items": [{"id": 1}, {"id"', "is not whole JSON"),
        ('{"error": "no"}', "is JSON without an array at 'items'"),
        ("Service unavailable", "is no feed (it begins 'Service unavailable')"),
        ("", "is no feed"),
        ("id;name;city\n1;A;Lyon\n2;B", "breaks off in its last row"),
        ("<jobs><job>one</job></jobs>", "in which nothing repeats"),
        ("<jobs><k><a>1 & 2</a><b>c</b></k></jobs><k><a>2</a><b>c</b></k></jobs>", "is broken XML: 1 of 2 <k>"),
    ],
)  # fmt: skip
def test_what_is_no_feed_or_not_whole_is_said(text: str, words: str) -> None:
    with pytest.raises(NotAFeedError) as caught:
        read_feed(text.encode())
    assert words in str(caught.value)


def test_a_stray_character_is_mended() -> None:
    body = b"<jobs><job><id>1</id><n>A & B \x03</n></job><job><id>2</id><n>C&nbsp;D</n></job></jobs>"
    assert [each["id"] for each in read_feed(body).records] == ["1", "2"]


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE j [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><j><k><i>1</i><t>&b;&b;</t></k></j>'
    assert "haha" not in str(read_feed(bomb.encode()).records)


def test_charsets_are_those_of_the_document_or_the_answer() -> None:
    assert read_feed(
        '<?xml version="1.0" encoding="ISO-8859-1"?><j><k a="é" b="1"/></j>'.encode("latin-1")
    ).records == [{"@a": "é", "@b": "1"}]
    assert read_feed("id;nom\n1;é\n".encode("cp1252"), charset="utf-8").records == [{"id": "1", "nom": "é"}]


@pytest.mark.parametrize(
    "bait", ["<!--" * 250_000, "<a>" * 300_000, "{" * 1_000_000, "a;" * 500_000, "<j>" + "&x;" * 300_000]
)
def test_bait_is_no_feed_and_no_traceback(bait: str) -> None:
    with pytest.raises(NotAFeedError):
        read_feed(bait.encode())
