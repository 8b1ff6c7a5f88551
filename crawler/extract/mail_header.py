"""The header of a mail in the archive of a list: the day it was sent; its addresses and links are no part of the ad."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime

from crawler.extract import vocabulary
from crawler.extract.elements import HEADINGS, Element, detach, has, opening_words, words
from pipelines.model import Statement
from pipelines.normalise.text import fold

#: The label of a title that is a mail's subject.
SUBJECT = "Subject"
_BOXES = ("ul", "ol", "dl", "table", "pre", "p", "div", "blockquote")
_LINES = ("li", "dt", "tr", "p", "div", "b", "strong", "th", "span")
_LONGEST = 900
#: So many of the lines of a mail's header make one.
_FEWEST = 3
#: The day of a mail as its own header or an archive writes it: "Mon Nov  9 10:21:33 GMT 2026".
_SENT = re.compile(
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? (?P<month>[a-z]{3}) {1,2}(?P<day>\d{1,2}) \d\d:\d\d:\d\d "
    r"(?:[a-z]{2,5} )?(?P<year>20\d\d)"
)
_HEADED = re.compile(
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}, {1,2}(?P<day>\d{1,2}) (?P<month>[a-z]{3}) (?P<year>20\d\d) \d\d:\d\d"
)


def mail_statements(area: Element) -> list[Statement]:
    """The day a mail was sent, taken out with the rest of its header; nothing where the page is no mail."""
    for box in list(area.iter(*_BOXES)):
        text = opening_words(box, _LONGEST)
        if len(text) > _LONGEST or _headers(text) < _FEWEST:
            continue
        day = _sent(text)
        inner = any(_headers(words(child)) >= _FEWEST for child in box.iter(*_BOXES) if child is not box)
        if day is None or inner:
            continue
        subject = _subject(box)
        _leave_mail_alone(box, subject)
        named = [Statement("title", subject, label=SUBJECT)] if subject else []
        return [Statement("posted", day, label="Date"), *named]
    return _of_archive(area)


def _subject(box: Element) -> str:
    """What the header gives as the mail's subject; empty where it has no line of its own."""
    for node in box.iter(*_LINES):
        text = words(node)
        found = vocabulary.pattern("page", "mail", "subject").match(fold(text))
        if found is not None and len(text) > found.end() and len(text) <= _LONGEST_SUBJECT:
            return text[found.end() :].strip()
    return ""


_LONGEST_SUBJECT = 200


def _leave_mail_alone(box: Element, subject: str) -> None:
    """Take out the header, what stands beside it before it but the subject, and what follows the mail's own text."""
    text = next((node for node in box.itersiblings() if node.tag == "pre"), None)
    before = (node for node in box.itersiblings(preceding=True) if not has(node, "h1"))
    around = [node for node in before if not subject or node.tag not in HEADINGS or subject not in words(node)]
    around += list(text.itersiblings()) if text is not None else []
    for node in (box, *around):
        detach(node)


def _headers(text: str) -> int:
    """How many different fields of a mail's header a text labels."""
    found = vocabulary.pattern("page", "mail", "headers").findall(fold(text))
    return len(set(found))


def _sent(text: str) -> str | None:
    """The day in a mail's header, as ISO 8601; as written in any other form it is left to who reads dates."""
    folded = fold(text)
    sent = _SENT.search(folded) or _HEADED.search(folded)
    if sent is not None:
        try:
            return parsedate_to_datetime(f"{sent['day']} {sent['month']} {sent['year']} 00:00:00").date().isoformat()
        except ValueError:
            return None
    dated = vocabulary.pattern("page", "mail", "date").search(folded)
    return text[dated.end() : dated.end() + _DAY].strip() if dated is not None else None


#: A day with its hour is no longer.
_DAY = 32
#: What of a day an archive writes behind it: "lunes 9 de marzo de 2026, 08:41:17 -04".
_TIMED = re.compile(r"(?<=20\d\d)[,.]? \d\d?[:.]\d\d[:.]\d\d\b")
_LONGEST_SENT = 60


def _of_archive(area: Element) -> list[Statement]:
    """The day that stands in italics right below the heading of an archived mail, whose links are taken out."""
    for node in area.iter("i", "em"):
        text = words(node)
        timed = _TIMED.search(text) if len(text) <= _LONGEST_SENT else None
        day = _sent(text) if _SENT.fullmatch(fold(text)) else text[: timed.start()].strip(" ,") if timed else None
        if not day:
            continue
        detach(node)
        for link in [link for link in area.iter("li", "b", "a") if _is_of_thread(link)]:
            detach(link)
        return [Statement("posted", day, label="Date")]
    return []


def _is_of_thread(node: Element) -> bool:
    return vocabulary.pattern("page", "mail", "thread").match(fold(words(node))) is not None
