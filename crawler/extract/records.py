"""A record of an interface or a feed to statements: the words under the field that its declaration names for them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from crawler.extract.markup import as_html, as_line
from crawler.extract.page import Extraction
from crawler.extract.queries import query
from pipelines.model import RawField, Source, Statement

_DATES = frozenset(("posted", "deadline", "start", "end"))
_LINKS = frozenset(("apply_url", "organisation_website"))
#: Seconds since 1970 from 2001 on, and the same in milliseconds.
_EPOCH = re.compile(r"\d{10}(?:\.\d+)?|\d{13}")
_SECONDS_DIGITS = 10
_LONGEST = 2000
#: Parts of a place that nobody writes out.
_NOT_WORDS = frozenset(("latitude", "longitude", "postcode"))


def read_record(record: Mapping[str, Any], fields: Mapping[RawField, str], source: Source = "api") -> Extraction:
    """What a record states, each value under its field with the expression that found it as label; never raises.

    An expression may find a text, a number, a list of such (one statement each), or a table: the parts of a place
    (``city``, ``region``, ``country``, ``name``, ``postcode``, ``latitude``, ``longitude``) or of pay (``min``,
    ``max``, ``value``, ``currency``, ``unit``). True and false state nothing. A description may be a list of texts and
    of tables with ``heading`` and ``text``; it is the ad's body.
    """
    statements: list[Statement] = []
    for name, expression in fields.items():
        if name != "description":
            found = query(expression, record)
            statements += [_stated(name, text, parts, source, expression) for text, parts in _values(name, found)]
    body = "\n".join(_pieces(query(fields["description"], record))) if "description" in fields else ""
    title = next((each.text for each in statements if each.field == "title"), None)
    return Extraction(statements=_distinct(statements), body=body, title=title)


def _distinct(statements: list[Statement]) -> tuple[Statement, ...]:
    seen: dict[tuple[Any, ...], Statement] = {}
    for each in statements:
        seen.setdefault((each.field, each.text, *sorted(each.parts.items())), each)
    return tuple(seen.values())


def merge(whole: Extraction, card: Extraction) -> Extraction:
    """What a posting's own answer states, and of its place on the listing only the fields that the answer lacks."""
    stated = {each.field for each in whole.statements}
    more = tuple(each for each in card.statements if each.field not in stated)
    return Extraction(
        statements=(*whole.statements, *more),
        body=whole.body or card.body,
        page_language=whole.page_language or card.page_language,
        alternates=whole.alternates,
        title=whole.title or card.title,
        json_ld=whole.json_ld,
    )


def words_of(stated: Extraction) -> str:
    """All that was stated, as one text: another one as soon as the record says another thing of the posting."""
    lines = [f"{s.field}: {s.text} {sorted(s.parts.items())}" for s in stated.statements]
    return "\n".join((*lines, stated.body))


def _stated(name: RawField, text: str, parts: Mapping[str, str], source: Source, label: str) -> Statement:
    return Statement(name, text[:_LONGEST], source, label, parts)


def _values(name: RawField, found: Any) -> Iterator[tuple[str, Mapping[str, str]]]:
    if isinstance(found, list):
        for each in found[:100]:
            yield from _values(name, each)
    elif isinstance(found, dict):
        parts = {key: text for key, value in found.items() if (text := _plain(name, value))}
        shown = [value for key, value in parts.items() if key not in _NOT_WORDS]
        text = _pay_words(parts) if name == "salary" else ", ".join(dict.fromkeys(shown or parts.values()))
        if text:
            yield text, parts
    elif text := _plain(name, found):
        yield text, {}


def _plain(name: RawField, value: Any) -> str:
    """One value as a line; nothing for what is no text or number, nor for pay of 0, which is nobody's."""
    if value is None or isinstance(value, bool | dict | list):
        return ""
    text = as_line(value)
    if name in _DATES:
        return _date_words(text)
    if name in _LINKS:
        return text if text.startswith(("http://", "https://", "mailto:")) else ""
    if name == "salary" and re.fullmatch(r"0+(?:\.0+)?", text):
        return ""
    return text


def _date_words(text: str) -> str:
    """An instant in seconds or milliseconds since 1970 as ISO 8601; anything else as it is.

    >>> _date_words("1772400000000"), _date_words("1772400000"), _date_words("soon")
    ('2026-03-01T21:20:00Z', '2026-03-01T21:20:00Z', 'soon')
    """
    if not _EPOCH.fullmatch(text):
        return text
    seconds = float(text) if len(text.partition(".")[0]) == _SECONDS_DIGITS else float(text) / 1000
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _pay_words(parts: Mapping[str, str]) -> str:
    """The parts of pay as people would write them, nothing where no amount is among them."""
    ends = [parts[key] for key in ("min", "max") if key in parts]
    amount = " - ".join(dict.fromkeys(ends)) or parts.get("value", "")
    unit = f"/ {parts['unit']}" if "unit" in parts else ""
    return " ".join(f"{amount} {parts.get('currency', '')} {unit}".split()) if amount else ""


def _pieces(found: Any) -> Iterator[str]:
    """A description's texts as HTML, each under its heading where it has one."""
    if isinstance(found, list):
        for each in found[:200]:
            yield from _pieces(each)
    elif isinstance(found, dict):
        text = "\n".join(_pieces(found.get("text")))
        heading = as_line(found.get("heading"))
        if text:
            yield f"<h3>{html.escape(heading, quote=False)}</h3>\n{text}" if heading else text
    elif isinstance(found, str) and found.strip():
        yield as_html(found)
