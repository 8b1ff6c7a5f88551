"""A feed's bytes to records: RSS 0.9 to 2.0, RDF, Atom, JSON Feed, any other XML of repeated elements, and CSV.

Every record is nested tables and lists of texts, so that one kind of expression finds a value in all of them: an XML
element is named by its local name (namespaces of feeds differ from site to site), an attribute by ``@`` and its name,
the text of an element that has attributes too by ``text``. What repeats is a list.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from lxml import etree

from crawler.extract.charset import charset_of
from crawler.extract.queries import query
from pipelines.normalise.text import squash

Kind = Literal["rss", "atom", "json", "xml", "csv"]
Record = Mapping[str, Any]

_PARSER = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_FIRST_TAG = re.compile(rb"<([A-Za-z_][\w:.-]{0,100})")
_LAST_END = re.compile(rb"</([A-Za-z_][\w:.-]{0,100})\s{0,9}>\s*(?:<!--(?:[^-]|-(?!->)){0,500}-->\s*)?\Z")
_TAIL = 1000
#: Elements that are the layout of a text, in a feed that does not escape them.
_MARKUP = frozenset("p br ul ol li strong b em i u div span h1 h2 h3 h4 h5 h6 a table hr font blockquote".split())
_XHTML = "{http://www.w3.org/1999/xhtml}"
_SAMPLE = 4096
_DELIMITERS = (";", ",", "\t", "|")
_QUOTED = re.compile(r'"[^"]{0,300}"')
_DEEPEST = 40
_XML_DECLARATION = re.compile(r"\A\s{0,99}<\?xml[^>]{0,300}\?>")
#: What an RSS channel holds beside its items that has a title and a link, too.
_NO_ITEMS = frozenset(("rss", "RDF", "channel", "feed", "image", "textInput", "textinput"))
#: An element with as many different names in it is a record, not a list of them.
_SAYS_MUCH = 2


class NotAFeedError(ValueError):
    """Bytes that are no feed; the words fit after an address."""


@dataclass(frozen=True)
class Feed:
    """The records of a feed in its order; ``title`` is the feed's own, where it has one."""

    kind: Kind
    records: Sequence[Record]
    title: str = ""


def read_feed(body: bytes, *, items: str | None = None, charset: str | None = None) -> Feed:
    """The records of a feed, or :class:`NotAFeedError`.

    ``items`` says where they are: the local name of the elements, or for JSON a JMESPath; by default the items of a
    known kind of feed, else what repeats most at the shallowest level. ``charset`` is what the answer was declared in.

    >>> feed = read_feed(b"<jobs><job id='7'><name>Nurse</name></job><job id='8'><name>Cook</name></job></jobs>")
    >>> feed.kind, feed.records[0]
    ('xml', {'@id': '7', 'name': 'Nurse'})
    """
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start in (b"{", b"["):
        return _json_feed(_decoded(body, charset), items)
    if start == b"<":
        return _xml_feed(_XML_DECLARATION.sub("", _decoded(body, charset), count=1).encode(), items)
    return _csv_feed(body, charset)


def _json_feed(text: str, items: str | None) -> Feed:
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAFeedError(f"is not whole JSON ({str(error)[:80]})") from error
    found = query(items or "items", answer) if items or isinstance(answer, dict) else answer
    if not isinstance(found, list):
        raise NotAFeedError(f"is JSON without an array at {items or 'items'!r}")
    title = answer.get("title") if isinstance(answer, dict) else None
    records = [each for each in found if isinstance(each, dict)]
    if found and not records:
        raise NotAFeedError(f"is JSON with an array at {items or 'items'!r} that holds no record")
    return Feed("json", records, title if isinstance(title, str) else "")


def _xml_feed(body: bytes, items: str | None) -> Feed:
    if _PAGE.search(body[:_SAMPLE]):
        raise NotAFeedError("is a page, not a feed")
    root, mended = _parsed(body)
    name = _local(root)
    kind: Kind = "rss" if name in ("rss", "RDF", "rdf") else "atom" if name == "feed" else "xml"
    wanted = items or {"rss": "item", "atom": "entry"}.get(kind) or _most_repeated(root)
    elements = [each for each in root.iter() if wanted and _local(each) == wanted]
    told = len(re.findall(rf"<(?:\w{{1,60}}:)?{re.escape(wanted)}[\s>/]", mended)) if wanted else 0
    if len(elements) < told:
        raise NotAFeedError(f"is broken XML: {len(elements)} of {told} <{wanted}> can be read")
    if not elements and kind == "xml" and not items and len(root) and not _is_hollow(root):
        raise NotAFeedError(f"is XML <{name}> in which nothing repeats; say in 'items' which element is a posting")
    if not elements and kind != "xml" and (other := next(_others(root), None)):
        raise NotAFeedError(f"has no <{wanted}>, but <{other}> with a title and a link; say it in 'items'")
    elements = [each for each in elements if not any(_local(up) == wanted for up in each.iterancestors())]
    records = [record for each in elements if isinstance(record := _value(each, 0), dict)]
    title = next((squash(each.text or "") for each in root.iter() if _local(each) == "title"), "")
    return Feed(kind, records, "" if kind == "xml" else title)


def _parsed(body: bytes) -> tuple[etree._Element, str]:
    """The root; a feed with a stray character or an undeclared entity is mended, and its text given with it."""
    body = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    try:
        return etree.fromstring(body, etree.XMLParser(**_PARSER)), ""
    except (etree.XMLSyntaxError, ValueError) as error:
        if _is_cut(body):
            raise NotAFeedError(f"breaks off before its end ({str(error)[:80]})") from error
        root = etree.fromstring(body, etree.XMLParser(recover=True, **_PARSER))
        if root is None:
            raise NotAFeedError(f"is not XML ({str(error)[:80]})") from error
        bare = _without(body.decode("utf-8", "replace"), "<![CDATA[", "]]>")
        return root, _without(bare, "<!--", "-->") or " "


def _without(text: str, opening: str, closing: str) -> str:
    """A text without what stands between two marks."""
    kept, at = [], 0
    while (start := text.find(opening, at)) >= 0 and (end := text.find(closing, start)) >= 0:
        kept.append(text[at:start])
        at = end + len(closing)
    return "".join((*kept, text[at:]))


def _is_cut(body: bytes) -> bool:
    """Whether a document that is no whole XML does not end with its root's end: what is cut is not mended."""
    first = _FIRST_TAG.search(body)
    ends = _LAST_END.search(body[-_TAIL:])
    return first is None or ends is None or ends[1] != first[1]


def _most_repeated(root: etree._Element) -> str | None:
    """The name of the elements at the shallowest level that say several things: the most frequent, then the fullest."""
    level: list[etree._Element] = [root]
    for _ in range(6):
        level = [child for node in level for child in node if isinstance(child.tag, str)]
        telling = [node for node in level if len({_local(child) for child in node} | set(node.attrib)) >= _SAYS_MUCH]
        if telling:
            counts = Counter(_local(node) for node in telling)
            return _local(max(telling, key=lambda node: (counts[_local(node)], sum(1 for _ in node.iter()))))
    return None


def _others(root: etree._Element) -> Iterator[str]:
    """The names of elements that are made like an item of a feed."""
    for each in root.iter(etree.Element):
        if _local(each) not in _NO_ITEMS and {"title", "link"} <= {_local(child) for child in each}:
            yield _local(each)


def _is_hollow(root: etree._Element) -> bool:
    """Whether a feed has nothing but an empty list in it."""
    return all(not len(child) and not (child.text or "").strip() for child in root.iter() if child is not root)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _value(element: etree._Element, depth: int) -> Any:
    """An element as text, or as a table of its attributes and children."""
    if depth > _DEEPEST:
        return ""
    inner = [child for child in element if isinstance(child.tag, str)]
    if (
        inner
        and depth
        and all(str(child.tag).startswith(_XHTML) or _local(child).lower() in _MARKUP for child in inner)
    ):
        said = [html.escape(element.text or "", quote=False)]
        return "".join((*said, *(etree.tostring(child, encoding="unicode", method="html") for child in inner))).strip()
    table: dict[str, Any] = {f"@{etree.QName(name).localname}": text for name, text in element.attrib.items()}
    for child in inner:
        _add(table, _local(child), _value(child, depth + 1))
    text = (element.text or "").strip()
    if not table:
        return text
    if text and not inner:
        table["text"] = text
    return table


def _add(table: dict[str, Any], name: str, value: Any) -> None:
    if name not in table:
        table[name] = value
    elif isinstance(table[name], list):
        table[name].append(value)
    else:
        table[name] = [table[name], value]


def _csv_feed(body: bytes, charset: str | None) -> Feed:
    text = _decoded(body, charset).lstrip()
    header = _QUOTED.sub("", text.partition("\n")[0])
    delimiter = max(_DELIMITERS, key=header.count)
    if delimiter not in header:
        raise NotAFeedError(f"is no feed (it begins {squash(text[:60])!r})")
    records = list(_rows(text, delimiter))
    if not records and "\n" not in text.strip():
        raise NotAFeedError(f"is no feed (it begins {squash(text[:60])!r})")
    return Feed("csv", records)


def _rows(text: str, delimiter: str) -> Iterator[Record]:
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    try:
        for row in rows:
            if None in row.values() and rows.line_num >= text.count("\n") + 1:
                raise NotAFeedError("breaks off in its last row")
            yield {squash(name): value for name, value in row.items() if name and isinstance(value, str)}
    except csv.Error as error:
        raise NotAFeedError(f"is not whole CSV ({error})") from error


def _decoded(body: bytes, charset: str | None) -> str:
    """The text in the charset it is really in, whatever is declared."""
    found = charset_of(body, charset and f"text/plain; charset={charset}")
    return body.decode(found, "replace").removeprefix("\ufeff")
