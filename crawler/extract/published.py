"""The day a page was published, where no line of the ad states it: in its metadata, and in the data of ``time``.

Metadata speak of the page, not of the post, so they come after all else; a page that was changed long after it was
published is one that stands for good, whose day says nothing of the post on it today.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from crawler.extract import vocabulary
from crawler.extract.chips import statement
from crawler.extract.elements import Element, opening_words, within, words
from crawler.extract.ld_scripts import nodes_with
from pipelines.model import Statement
from pipelines.normalise.html_lines import element_lines
from pipelines.normalise.labels import field_of, split_prefix
from pipelines.normalise.text import fold

#: Types of schema.org that are a page or an article; a site or an organisation is as old as it is.
_PAGES = frozenset(("Article", "NewsArticle", "BlogPosting", "SocialMediaPosting", "WebPage", "ItemPage", "AdvertiserContentArticle"))  # fmt: skip # noqa: E501
_DAY = re.compile(r"\s*((?:19|20)\d\d-\d\d-\d\d)(?![0-9])")
#: A page that was changed so many days after its publication stands for good.
_STANDING = 300
_SEPARATOR = re.compile(r"[·•|▪●‣\n]| [–—/-] |,\s")
#: The same, and the end of a sentence, which parts the small print of a foot.
_PARTED = re.compile(rf"{_SEPARATOR.pattern}|(?<=[^\W_])\. (?=[^\W\d_a-z])")
#: An ad has a handful; more is a list of something else.
_MOST = 12
#: A line beside the title that holds nothing but who posts and when.
_BYLINE = 90
_INLINE = ("time", "span", "a", "em", "i", "b", "strong", "small", "abbr")


def page_statements(root: Element) -> list[Statement]:
    """The day of publication that a page's metadata state, its scripts' articles after its meta elements."""
    stated = _of_meta(root) or _of_articles(root) or _of_items(root)
    if stated is None:
        return []
    label, first, changed = stated
    if changed is not None and (changed - first).days > _STANDING:
        return []
    return [Statement("posted", first.isoformat(), "structured", label)]


def _day(text: Any) -> date | None:
    found = _DAY.match(text) if isinstance(text, str) else None
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


_Stated = tuple[str, date, date | None]


def _of_meta(root: Element) -> _Stated | None:
    published, changed = None, None
    table = vocabulary.load("page")["published"]
    for node in root.iter("meta"):
        name = (node.get("property") or node.get("name") or "").strip().casefold()
        day = _day(node.get("content")) if name in table["meta"] or name in table["meta_changed"] else None
        if day is not None and name in table["meta_changed"]:
            changed = max(changed, day) if changed else day
        elif day is not None and published is None:
            published = name, day
    return (*published, changed) if published else None


def _of_articles(root: Element) -> _Stated | None:
    """The one day on which all articles of a page were published; of several days none can be told."""
    found: dict[date, _Stated] = {}
    for node in nodes_with(root, "datePublished"):
        kinds = node.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        named = next((str(kind).rsplit("/", 1)[-1] for kind in kinds if str(kind).rsplit("/", 1)[-1] in _PAGES), None)
        day = _day(node.get("datePublished")) if named else None
        if named and day is not None:
            found[day] = f"{named}.datePublished", day, _day(node.get("dateModified"))
    return next(iter(found.values())) if len(found) == 1 else None


def _of_items(root: Element) -> _Stated | None:
    """The one day that elements marked as the publication of an article hold, wherever in it they stand."""
    days: set[date] = set()
    for node in root.iter("time", "meta", "span"):
        if node.get("itemprop") != "datePublished" or within(node, "aside", "li", "nav"):
            continue
        day = _day(node.get("datetime") or node.get("content") or words(node))
        if day is not None:
            days.add(day)
    return ("datePublished", next(iter(days)), None) if len(days) == 1 else None


def classed_statements(area: Element) -> list[Statement]:
    """The day in a short line whose class says that it is one of publication."""
    for node in area.iter("span", "p", "div", "small", "dd", "td", "em"):
        names = (node.get("class") or "").casefold()
        if not names or not _tells("dated", names) or _tells("change", names) or _tells("limit", names):
            continue
        text = opening_words(node, _FOOT)
        if _tells("classed", names) and _WHOLE_DAY.fullmatch(fold(text)) is not None:
            return [Statement("posted", text, label="date")]
    return []


#: A day with its year and nothing else but the day of the week and the hour.
_WHOLE_DAY = re.compile(
    r"(?:[a-z-]{2,13}[.,]? )?"
    r"(?:\d{1,2}(?:er|st|nd|rd|th|º|°)?[. /-]{1,2}(?:de |di )?(?:\d{1,2}|[a-z]{3,10})[. /-]{1,2}(?:de )?(?:20)?\d\d"
    r"|[a-z]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?, 20\d\d|20\d\d-\d\d-\d\d)"
    r"(?:,? (?:[a-z]{1,3} )?\d{1,2}[:h.]\d\d(?::\d\d)?(?: uhr)?)?"
)


def stated_day(area: Element, title: Element | None) -> list[Statement]:
    """The day of publication that an ad's own elements state: a ``time``, a class, a line beside its author."""
    return time_statements(area, title) or classed_statements(area) or byline_statements(area, title)


def byline_statements(area: Element, title: Element | None) -> list[Statement]:
    """The day beside who wrote the page, on a short line right before or behind the title: "2 May 2026 by Marlow"."""
    for node in area.iter("p", "div", "span", "small", "em") if title is not None else ():
        text = opening_words(node, _BYLINE)
        found = _BY.fullmatch(fold(text)) if len(text) <= _BYLINE and _FIGURE.search(text) else None
        if found is None or title is None or within(node, "aside", "li", "nav") or not _beside(node, title):
            continue
        start, end = found.span("first") if found["first"] else found.span("last")
        return [Statement("posted", text[start:end].strip(), label="byline")]
    return []


_AUTHOR = r"(?:por|by|par|von|di|da|door) [^,.:;|\d]{2,50}?"
_BY = re.compile(
    rf"(?P<first>{_WHOLE_DAY.pattern})(?: ?[,|·–-])? {_AUTHOR}"
    rf"|{_AUTHOR}(?: ?[,|·–-])? (?:(?:em|on|le|am|el|il|op) )?(?P<last>{_WHOLE_DAY.pattern})"
)


def time_statements(area: Element, title: Element | None) -> list[Statement]:
    """The day of the first ``time`` of an ad that is the one of its publication, by its words, class or place."""
    for node in islice(area.iter("time"), _MOST):
        day = _day(node.get("datetime"))
        if day is None or node.get("hidden") is not None or within(node, "aside", "li", "nav"):
            continue
        told = _tells_publication(node, title)
        if told is not None:
            return [Statement("posted", day.isoformat(), label=told)]
    return []


def _tells_publication(node: Element, title: Element | None) -> str | None:
    """What says that a ``time`` is the day of publication; ``None`` where nothing does."""
    line = next((above for above in node.iterancestors() if above.tag not in _INLINE), node)
    before = _SEPARATOR.split(_before(line, node))[-1].strip()
    folded = fold(before)
    names = f"{node.get('class') or ''} {node.get('itemprop') or ''}".casefold()
    around = f"{names} {line.get('class') or ''} {' '.join(each.get('class') or '' for each in line)}".casefold()
    if _tells("change", folded) or _tells("change", names) or _tells("limit", around):
        return None
    if before and (field_of(before) == "posted" or _labels(before)):
        return before
    if _tells("classed", names) or node.get("pubdate") is not None:
        return "time"
    return "time" if not before and title is not None and _beside(line, title) else None


def _tells(key: str, folded: str) -> bool:
    return vocabulary.pattern("page", "published", key).search(folded) is not None


def _labels(before: str) -> bool:
    prefix = split_prefix(f"{before} 2020-01-01")
    return prefix is not None and prefix[0] == "posted"


def _before(line: Element, node: Element) -> str:
    """The text of a line before an element in it; that of an earlier ``time`` ends a part."""
    pieces = [line.text or ""]
    for each in line.iterdescendants():
        if each is node:
            break
        if isinstance(each.tag, str):
            pieces += [(each.text or "") + ("\n" if each.tag == "time" else ""), each.tail or ""]
    return " ".join(pieces)


def _beside(line: Element, title: Element) -> bool:
    """Whether a short line with one day stands right before or behind the title."""
    if len(words(line)) > _BYLINE or len(list(line.iter("time"))) > 1:
        return False
    held = title
    while held.getparent() is not None and len(words(held.getparent())) <= len(words(held)) + _BYLINE:
        if line in set(held.iterdescendants()):
            return True
        held = held.getparent()
    return line in (held.getnext(), held.getprevious()) or line in set(held.iterdescendants())


def head_statements(area: Element) -> list[Statement]:
    """The day of publication that a line above the title states ("Offre parue le 14/09/26"), whatever else is there."""
    title = next(area.iter("h1"), None)
    for node in area.iter("h1", "p", "div", "td", "span", "font", "small") if title is not None else ():
        if node is title:
            break
        short = _is_line(node) and 0 < len(words(node)) <= _FOOT
        lines = [line.text for line in element_lines(node)] if short else []
        for piece in (piece for line in lines for piece in _SEPARATOR.split(line)):
            told = split_prefix(piece.strip())
            if told is not None and told[0] == "posted" and _FIGURE.search(told[2][:_NEAR]) is not None:
                return [Statement("posted", told[2], label=told[1])]
    return []


_FIGURE = re.compile(r"[0-9]")
#: So far from its label a day begins.
_NEAR = 20


def _is_line(node: Element) -> bool:
    return all(child.tag in (*_INLINE, "br", "font") for child in node if isinstance(child.tag, str))


def foot_statements(area: Element) -> list[Statement]:
    """The day of publication and the reference that the small print at the foot of the ad's own box states."""
    title = next(area.iter("h1"), None)
    box = _box_of(title, area) if title is not None else None
    if title is None or box is None:
        return []
    for node in box.iter("div", "p", "footer", "ul", "section"):
        if vocabulary.has_class("below", node.get("class") or "") and len(words(node)) <= _FOOT:
            lines = (line for line in (words(leaf) for leaf in _leaves(node)) if line)
            pieces = [piece.strip() for line in lines for piece in _PARTED.split(line)]
            told = [one for piece in pieces if (one := _stated(piece)) is not None]
            days = [one for one in told if one.field == "posted"]
            if told and len(days) < 2:  # two days are of two ads
                return told
    return []


_FOOT = 300


def page_foot_statements(root: Element) -> list[Statement]:
    """The one day of publication and the reference in the small print at the foot of the page itself.

    They are the ad's where a label says so; the foot of a page of several ads, or with several days, tells nothing.
    """
    feet = (node for node in root.iter("footer", "div", "p", "small", "td", "section", "center") if _is_foot(node))
    lines = [line.text for node in _outermost(islice(feet, _MOST)) for line in element_lines(node)]
    pieces = dict.fromkeys(piece.strip(" .") for line in lines for piece in _PARTED.split(line))
    told = [one for piece in pieces if (one := _stated(piece)) is not None]
    days = [one for one in told if one.field == "posted" and _FIGURE.search(one.text[:_NEAR]) is not None]
    marks = [one for one in told if one.field == "reference" and _FIGURE.search(one.text) is not None]
    return [*days, *marks] if len(days) == 1 and len(marks) < 2 else marks if len(marks) == 1 and not days else []


def _outermost(nodes: Iterable[Element]) -> Iterator[Element]:
    """Elements in page order without those that stand in one of them."""
    held: set[Element] = set()
    for node in nodes:
        if node not in held:
            held.update(node.iter())
            yield node


def _is_foot(node: Element) -> bool:
    named = node.tag in ("footer", "small") or vocabulary.has_class("below", node.get("class") or node.get("id") or "")
    return named and 0 < len(opening_words(node, _LONGEST_FOOT)) <= _LONGEST_FOOT


_LONGEST_FOOT = 500


def _stated(piece: str) -> Statement | None:
    """The day or reference that a piece of small print states: "Req R-3381", "Added 5 days ago", "gestern online"."""
    found = statement(piece)
    if found is not None and found.field in ("posted", "reference"):
        return found
    parts = piece.split()
    for size in range(1, min(len(parts), _WORDS)):
        if field_of(" ".join(parts[:size])) == "posted":
            return Statement("posted", " ".join(parts[size:]), label=" ".join(parts[:size]))
    dated = 1 < len(parts) <= _WORDS and field_of(parts[-1]) == "posted"
    return Statement("posted", " ".join(parts[:-1]), label=parts[-1]) if dated else None


#: A label of a day, or a day before its label, has no more words.
_WORDS = 5


def _leaves(node: Element) -> Iterator[Element]:
    children = [child for child in node if isinstance(child.tag, str)]
    if not children or (node.text or "").strip():
        yield node
        return
    yield from children


def _box_of(title: Element, area: Element) -> Element | None:
    """The smallest box around a title that holds most of the page; none where only the page itself does."""
    least = len(words(area))
    for above in title.iterancestors():
        if above.tag == "body":
            return None
        if 2 * len(words(above)) >= least:
            return above
    return None
