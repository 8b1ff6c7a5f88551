"""What a site puts below an ad: boxes of other things, small print, what stands under the last rule.

It is known by where it stands. Where the ad says how to apply, it comes to its end: a box behind that, headed by words
that head no part of an ad and made like none of the boxes before, is the site's own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from crawler.extract import employer_card, vocabulary
from crawler.extract.elements import HEADINGS, Element, detach, has, opening_words, words
from crawler.extract.own_parts import HEADS, is_of_the_ad, states_own_facts
from crawler.extract.replies import drop_behind_letter, drop_replies
from pipelines.normalise.text import fold

_BOXES = frozenset(
    ("div", "section", "aside", "table", "article", "ul", "ol", "dl", "center", "form", "td", "blockquote")
)
_LINES = frozenset(("p", "li", "td", "th", "dd", "dt", "div", "section", "article", "font", "pre", "body", "main"))
_LONGEST_HEAD = 90
#: A line of an ad's text is longer than this.
_LINE = 40
#: So much of a line before an address says what it is for.
_BEFORE = 260
#: So many letters stand before the place where an ad says how to apply.
_FEWEST = 120
_SMALL_PRINT = 400
#: A page's head is shorter than such a part of it.
_HEAD_OF_PAGE = 3
#: So many links are asked where they lead to, and so much of a link's line is read: a page of many is no ad.
_MOST_ASKED, _LONGEST_LINE = 400, 20_000
_MAIL = re.compile(r"([\w.+-]{1,64})@[\w-]{1,63}\.[\w.-]{2,80}")


def drop_below(area: Element, keep: Collection[Element] = ()) -> None:
    """Take out what stands before the title or behind the ad and is the site's own."""
    guarded = {ancestor for node in keep for ancestor in (node, *node.iterancestors())}
    drop_behind_letter(area, guarded)
    order = {node: number for number, node in enumerate(area.iter()) if isinstance(node.tag, str)}
    half = len(words(area)) // 2
    boxes = [box for box in _foreign_boxes(area, guarded) if len(words(box)) <= half]
    title = min((order[node] for node in area.iter("h1") if node in order), default=0)
    end = _end_of_ad(area, order, boxes)
    end = _notices_below_rule(area, order) if end is None else end
    last = _last_own_line(area, order, boxes) if end is None else end
    for box in boxes:
        apart = box.tag == "aside" or vocabulary.has_class("aside", box.get("class") or "")
        if order[box] > last or order[box] < title or apart:
            detach(box)
    _drop_runs_of_links(area)
    _drop_above(area, order, title, guarded)
    _drop_liability(area, order, title, guarded)
    if end is not None:
        _drop_parts(area, order, end, guarded)
        _drop_below_rule(area, order, end, guarded)
        _drop_small_print(area, order, end, guarded)
        drop_replies(area, order, end, guarded)


def _drop_above(area: Element, order: dict[Element, int], title: int, guarded: Collection[Element]) -> None:
    """Drop the running text above the title, which no fact of the ad or of its employer stands in."""
    above = [node for node in area.iter("p", "div", "section", "td", "center") if order.get(node, title) < title]
    texts = [(node, len(words(node))) for node in above if node not in guarded and not has(node, "h1")]
    if 4 * sum(len(_own_text(node)) for node, _ in texts) > len(words(area)):
        return  # what stands below the heading is not the ad
    for node, size in texts:
        own = has(node, *HEADINGS) or states_own_facts(node) or employer_card.facts_in(node)
        if size > _RUNNING and node.getparent() is not None and not own:
            detach(node)


#: Running text is longer.
_RUNNING = 80


def _drop_runs_of_links(area: Element) -> None:
    """Drop three links or more in a row before the title, with no word between them: a menu without a box."""
    run: list[Element] = []
    for node in [*area.iter("a", "h1", "h2"), None]:
        follows = bool(run) and node is not None and run[-1].getnext() is node and not _WORD.search(run[-1].tail or "")
        if follows and node is not None and node.tag == "a":
            run.append(node)
            continue
        if len(run) > _FEW_LINKS:
            for link in run:
                link.tail = link.tail if link is run[-1] and _WORD.search(link.tail or "") else None
                detach(link)
        if node is None or node.tag != "a":
            return
        run = [node]


_WORD = re.compile(r"[^\W\d_]{2}")
_FEW_LINKS = 2


def _last_own_line(area: Element, order: dict[Element, int], boxes: list[Element]) -> int:
    """The number of the last line of text outside foreign boxes, where no line says how to apply."""
    foreign = {node for box in boxes for node in box.iter()}
    own = (node for node in area.iter("p", "li", "dd", "td", "div") if node not in foreign)
    return max((order[node] for node in own if len(_own_text(node)) > _LINE), default=len(order))


def _own_text(node: Element) -> str:
    """The text of an element outside the elements in it."""
    return " ".join([node.text or "", *(child.tail or "" for child in node)]).strip()


def _opening_words(box: Element) -> tuple[str, Element | None]:
    """The first words in a box, and the element that heads it, if they stand in one."""
    for node in box.iter():
        if not isinstance(node.tag, str):
            continue
        if node.tag in HEADS and (text := words(node)):
            return text, node
        if node.text and node.text.strip():
            return node.text, None
    return "", None


def _signature(node: Element) -> tuple[str, str]:
    return str(node.tag), node.get("class") or ""


def _foreign_boxes(area: Element, guarded: Collection[Element]) -> Iterator[Element]:
    """The outermost boxes that an unknown heading opens and whose like did not stand before them."""
    seen: set[tuple[str, str]] = set()
    inside: set[Element] = set()
    for node in area.iter(*_BOXES):
        if node.getparent() in inside:
            inside.add(node)
            continue
        known = node is area or node in guarded or _signature(node) in seen or has(node, "h1")
        text, heading = ("", None) if known else _opening_words(node)
        if (
            heading is None
            or len(text) > _LONGEST_HEAD
            or text == words(node)
            or is_of_the_ad(text)
            or states_own_facts(node)
        ):
            seen.add(_signature(node))
        elif employer_card.facts_in(node) == 0:
            inside.update(node.iter())
            yield node


def _end_of_ad(area: Element, order: dict[Element, int], boxes: list[Element]) -> int | None:
    """The number of the last element outside foreign boxes that says where to apply, else of the first such box.

    None where most of the text stands behind it: a button in the head of a page.
    """
    foreign = {node for box in boxes for node in box.iter()}
    own: int | None = None
    lines: dict[Element, str] = {}
    before: int | None = None
    letters = asked = 0
    for node in area.iter():
        if not isinstance(node.tag, str):
            continue
        asked += node.tag == "a"
        enough = letters >= _FEWEST or letters + _address_at(node) >= _FEWEST
        if enough and asked < _MOST_ASKED and _leads_to_applying(node, lines):
            if node not in foreign:
                own, before = order[node], letters if _is_button(node) else None
            elif own is None:
                before = letters if _is_button(node) else None
                box = next(box for box in boxes if node in set(box.iter()))
                boxes.remove(box)
                foreign -= set(box.iter())
                own = max(order[inner] for inner in box.iter() if isinstance(inner.tag, str))
        letters += len(node.text or "") + sum(len(child.tail or "") for child in node)
    return None if before is not None and _HEAD_OF_PAGE * before <= letters else own


def _is_button(node: Element) -> bool:
    """Whether a link says that one applies there."""
    return node.tag == "a" and vocabulary.is_line(("page", "apply", "lines"), words(node))


def _address_at(node: Element) -> int:
    """How many letters of the own text of an element stand before the first mailbox in it; none without one."""
    found = _MAIL.search(text) if len(text := _own_text(node)) > _FEWEST and "@" in text else None
    return found.start() if found is not None else 0


def _leads_to_applying(node: Element, lines: dict[Element, str]) -> bool:
    """Whether the own text of an element, or the link it is, holds an address that one applies to.

    ``lines`` keeps the text of lines: many links may stand in one.
    """
    if _is_button(node):
        return True
    own = _own_text(node)
    href = node.get("href", "") if node.tag == "a" else ""
    found = _MAIL.search(own) or (_MAIL.search(href) if href.startswith("mailto:") else None)
    linked = node.tag == "a" and href.startswith("http") and not vocabulary.is_social(href)
    if found is None and not linked:
        return False
    if found is not None and vocabulary.pattern("page", "below", "other_desks").match(fold(found[1])):
        return False
    line = next((above for above in (node, *node.iterancestors()) if above.tag in _LINES), node)
    if line not in lines:
        lines[line] = fold(opening_words(line, _LONGEST_LINE)[:_LONGEST_LINE])
    text = lines[line]
    at = text.find(fold(found[0])) if found is not None else text.find(fold(words(node)))
    desk = re.findall(r"[a-z]{3,20}", text[max(0, at - 24) : at])[-1:] if found is not None and at > 0 else []
    if desk and vocabulary.pattern("page", "below", "other_desks").match(desk[0]):
        return False
    around = text[max(0, at - _BEFORE) : max(at, 0) + 120] if at >= 0 else text[: _BEFORE + 120]
    return vocabulary.pattern("page", "below", "applying").search(around) is not None


def _drop_parts(area: Element, order: dict[Element, int], end: int, guarded: Collection[Element]) -> None:
    """Drop what stands behind the ad's end under headings that head no part of an ad, each up to the next heading."""
    for heading in list(area.iter("h2", "h3", "h4", "h5")):
        if order.get(heading, 0) <= end or heading in guarded or is_of_the_ad(words(heading)):
            continue
        part = [heading]
        for node in heading.itersiblings():
            if node.tag in HEADINGS or has(node, *HEADINGS):
                break
            part.append(node)
        own = any(node in guarded or states_own_facts(node) or employer_card.facts_in(node) for node in part[1:])
        if not own and sum(len(words(node)) for node in part) <= _LONGEST_PART:
            for node in part:
                node.tail = None
                detach(node)


_LONGEST_PART = 1200


def _drop_below_rule(area: Element, order: dict[Element, int], end: int, guarded: Collection[Element]) -> None:
    """Drop all behind the first rule that follows the ad's end, unless a part of the ad stands there."""
    for rule in area.iter("hr"):
        if order.get(rule, 0) <= end:
            continue
        below = [node for node in rule.itersiblings() if isinstance(node.tag, str)]
        if any(node in guarded or has(node, "h1") or states_own_facts(node) for node in below):
            return
        rule.tail = None
        for node in below:
            node.tail = None
            detach(node)
        return


def _notices_below_rule(area: Element, order: dict[Element, int]) -> int | None:
    """The number before the rule below which the site's own notices stand, where no line says how to apply.

    They are the smaller part of the page, and an unknown heading opens them.
    """
    rules = [rule for rule in area.iter("hr") if rule in order]
    below = [node for node in rules[-1].itersiblings() if isinstance(node.tag, str) and words(node)] if rules else []
    above = rules[-1].getparent() if rules else None
    if not below and above is not None and 3 * len(words(above)) > 2 * len(words(area)):
        return order[rules[-1]] - 1
    if not below or 3 * sum(len(words(node)) for node in below) > len(words(area)):
        return None
    text, heading = _opening_words(below[0])
    foreign = heading is not None and len(text) <= _LONGEST_HEAD and not is_of_the_ad(text)
    return (
        order[rules[-1]] - 1
        if foreign and not any(states_own_facts(node) or has(node, "h1") for node in below)
        else None
    )


def _drop_small_print(area: Element, order: dict[Element, int], end: int, guarded: Collection[Element]) -> None:
    """Drop the lines behind the ad's end that stand in small letters, and those that are links to other pages."""
    for node in list(area.iter("small", "font", "address", "p", "div", "td")):
        if order.get(node, 0) <= end or node in guarded or node.getparent() is None:
            continue
        small = node.tag in ("small", "address") or (node.tag == "font" and node.get("size") in ("1", "-1", "-2"))
        if (small and not has(node, "h1")) or _is_links(node) or _speaks_of_the_site(node):
            detach(node)


def _drop_liability(area: Element, order: dict[Element, int], title: int, guarded: Collection[Element]) -> None:
    """Drop the lines below the title by which a site answers for none of its ads."""
    liability = vocabulary.pattern("page", "below", "liability")
    for node in list(area.iter("small", "font", "p", "div", "em", "i", "li", "td", "span")):
        if order.get(node, 0) <= title or node in guarded or node.getparent() is None:
            continue
        text = opening_words(node, _SMALL_PRINT)
        if (
            0 < len(text) <= _SMALL_PRINT
            and liability.search(fold(text))
            and not (has(node, "h1") or states_own_facts(node))
        ):
            detach(node)


def _speaks_of_the_site(node: Element) -> bool:
    """Whether a line or a box without a heading says what only a site says of itself, and no fact of an ad."""
    text = words(node)
    if len(text) > _SMALL_PRINT or has(node, *HEADINGS) or states_own_facts(node):
        return False
    if _heads_other_offers(text):
        return True
    named = vocabulary.has_class("below", node.get("class") or node.get("id") or "")
    desk = _MAIL.search(text)
    if desk is not None and not vocabulary.pattern("page", "below", "other_desks").match(fold(desk[1])):
        return named and not _leads_to_applying(node, {})
    return named or desk is not None or vocabulary.pattern("page", "below", "site").search(fold(text)) is not None


def _heads_other_offers(text: str) -> bool:
    """Whether a line opens with what heads a box of other offers and tells them behind a colon."""
    head, colon, behind = text.partition(":")
    return bool(colon and behind.strip()) and vocabulary.is_line(("page", "furniture", "headings"), head)


def _is_links(node: Element) -> bool:
    """Whether a line is hardly more than links to other pages of the site, none of them to where one applies."""
    links = list(node.iter("a"))
    text = words(node)
    if len(text) > _LONGEST_PART:
        return False
    linked = sum(len(words(link)) for link in links)
    if len(links) < 2 or 2 * linked < len(text):
        return False
    lines: dict[Element, str] = {}
    return not any("@" in (link.get("href") or "") or _leads_to_applying(link, lines) for link in links)


def unfold_layout_tables(root: Element) -> None:
    """Turn the tables that lay out a whole page into plain boxes, so that their cells' lines stay lines."""
    heading = next(root.iter("h1"), None)
    tables = list(heading.iterancestors("table")) if heading is not None else []
    framed = [table for table in root.iter("table") if table not in tables and _is_frame(table)]
    for table in (*tables, *framed):
        for node in [
            table,
            *(node for node in table.iter("tbody", "thead", "tr", "td", "th") if _table_of(node) is table),
        ]:
            node.tag = "div"


def _is_frame(table: Element) -> bool:
    """Whether a table is a frame around running text: one cell a row, with lines in it."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    single = bool(rows) and all(len(cells) < 2 for cells in rows)
    return single and has(table, "br", "p", "li", *HEADINGS) and len(words(table)) > _FRAMED


#: A frame holds more text than a cell of facts.
_FRAMED = 300


def _table_of(node: Element) -> Element | None:
    return next(node.iterancestors("table"), None)
