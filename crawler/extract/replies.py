"""What others say behind an ad: replies in a forum, the other mails of a list, words of the staff, tables of a site."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from crawler.extract import vocabulary
from crawler.extract.around import states_facts
from crawler.extract.elements import Element, detach, has, words
from crawler.extract.own_parts import is_of_the_ad, states_own_facts

_MOST_ROWS = 200


def drop_behind_letter(area: Element, guarded: Collection[Element]) -> None:
    """Drop all behind the typed text that is most of a page: a mail in an archive, a post in a forum."""
    whole = len(words(area))
    letter = next((node for node in area.iter("pre") if 2 * len(words(node)) >= whole), None)
    if letter is None or letter is area:
        return
    for node in [letter, *letter.iterancestors()]:
        if node is area:
            return
        for other in list(node.itersiblings()):
            if not (other in guarded or has(other, "h1") or _goes_on(other) or states_facts(other)):
                other.tail = None
                detach(other)


def _goes_on(node: Element) -> bool:
    """Whether typed text or a heading goes on with the ad."""
    typed = (words(each) for each in node.iter("pre", "h2", "h3"))
    return any(is_of_the_ad(" ".join(text.split()[:5]).partition(":")[0]) or is_of_the_ad(text) for text in typed)


def drop_replies(area: Element, order: dict[Element, int], end: int, guarded: Collection[Element]) -> None:
    """Drop what is said of an ad behind its end: boxes like the one that holds it, quotations, tables of the site."""
    last = next((node for node, number in order.items() if number == end), area)
    _drop_like_boxes(last, area, guarded)
    for node in list(area.iter("blockquote", "figure")):
        if order.get(node, 0) > end and not _is_kept(node, guarded):
            detach(node)
    foreign = False
    for table in list(area.iter("table")):
        if order.get(table, 0) > end and not _is_kept(table, guarded) and (foreign or _lists_others(table)):
            foreign = foreign or not any(map(is_of_the_ad, _labels(table)))
            if foreign:
                detach(table)


def _drop_like_boxes(last: Element, area: Element, guarded: Collection[Element]) -> None:
    """Drop the posts behind the one that holds most of a page and the ad's end, by their class."""
    whole = len(words(area))
    for box in [last, *last.iterancestors()]:
        if box is area:
            return
        names = box.get("class") or ""
        if not vocabulary.has_class("replies", names) or 2 * len(words(box)) < whole:
            continue
        for other in list(box.itersiblings(str(box.tag))):
            if vocabulary.has_class("replies", other.get("class") or "") and not _is_kept(other, guarded):
                detach(other)


def _is_kept(node: Element, guarded: Collection[Element]) -> bool:
    return node in guarded or has(node, "h1") or "@" in words(node) or states_own_facts(node)


def _labels(table: Element) -> Iterator[str]:
    """The first words of each row of a table."""
    for _, row in zip(range(_MOST_ROWS), table.iter("tr"), strict=False):
        cell = next((cell for cell in row if cell.tag in ("td", "th")), None)
        yield words(cell).rstrip(" :") if cell is not None else ""


def _lists_others(table: Element) -> bool:
    """Whether a table leads elsewhere in half of its rows, or one heading spans it that heads no part of an ad."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")][:_MOST_ROWS]
    heads = next((row for row in rows if row), [])
    spanning = len(heads) == 1 and heads[0].tag == "th" and len(rows) > 1 and not is_of_the_ad(words(heads[0]))
    linked = sum(any(has(cell, "a") for cell in row) for row in rows)
    return spanning or (len(rows) > 1 and 2 * linked >= len(rows))
