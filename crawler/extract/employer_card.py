"""The card about the employer beside an ad: which element it is, and what its lines state."""

from __future__ import annotations

from lxml import etree

from crawler.extract import vocabulary
from crawler.extract.elements import HEADINGS, Element, detach, has, words
from crawler.extract.layout import is_content_heading
from crawler.extract.links import absolute
from pipelines.model import Statement
from pipelines.normalise.html_lines import Line, element_lines
from pipelines.normalise.text import fold

_CARD_WORDS = ("page", "organisation", "card")


def _is_card_line(text: str) -> bool:
    return len(text) <= 420 and vocabulary.is_line(_CARD_WORDS, text)


def find_card(area: Element, title: Element | None, organisation: str = "") -> Element | None:
    """The element that tells of the employer: an aside named after it, or a headed box with a fact about it."""
    holding_title = {title, *title.iterancestors()} if title is not None else set()
    for node in area.iter("aside", "section", "div"):
        if node in holding_title or node.get("class") == "" or node is area:
            continue
        heading = next(node.iter(*HEADINGS), None)
        if heading is None or not _opens(node, heading):
            continue
        named = organisation and fold(words(heading)) == fold(organisation)
        about = vocabulary.is_line(("page", "organisation", "headings"), words(heading))
        if (node.tag == "aside" and (named or about)) or (
            (named or about) and facts_in(node) and 2 * len(words(node)) < len(words(area))
        ):
            return node
    return None


def _opens(node: Element, heading: Element) -> bool:
    """Whether a heading stands at the top of an element."""
    return words(node)[: len(words(heading))] == words(heading)


def facts_in(node: Element) -> int:
    """How many lines below an element tell a fact that is told of employers."""
    return sum(_is_card_line(line.text) or _is_site(line) for line in element_lines(node))


def _is_site(line: Line) -> bool:
    return len(line.links) == 1 and vocabulary.is_line(("page", "organisation", "website"), line.text)


def box_of_facts(area: Element, title: Element | None) -> Element | None:
    """The smallest box with two of an employer's facts, widened to the heading above them."""
    holding_title = {title, *title.iterancestors()} if title is not None else set()
    for node in reversed(list(area.iter("aside", "section", "div", "ul", "dl", "table"))):
        if node in holding_title or node is area or len(words(node)) > 6000 or facts_in(node) < 2:
            continue
        card, above = node, node.getparent()
        while (
            above is not None
            and above is not area
            and above not in holding_title
            and not has(card, *HEADINGS)
            and 2 * len(words(above)) < len(words(area))
        ):
            card, above = above, above.getparent()
        return card
    return None


def gather_loose_card(area: Element, title: Element | None) -> Element | None:
    """An element made of the lines about the employer where they stand loose at the end of the page.

    They begin at the last heading above the first of them that opens no part of the ad.
    """
    children = list(area)
    facts = [n for n, child in enumerate(children) if child is not title and facts_in(child)]
    if sum(facts_in(children[n]) for n in facts) < 2:
        return None
    start = next((n for n in range(facts[0], -1, -1) if children[n].tag in HEADINGS and children[n] is not title), None)
    if not start or is_content_heading(words(children[start])):
        return None
    card = etree.SubElement(area, "aside")
    for child in children[start : facts[-1] + 1]:
        card.append(child)
    return card


def card_statements(card: Element, base_url: str) -> list[Statement]:
    """Every line of the card, and the employer's own site where the card links to it."""
    lines = element_lines(card)
    found = [Statement("organisation_about", line.text) for line in lines]
    site = next((url for line in lines for url in _sites(line, base_url)), None)
    return [*found, Statement("organisation_website", site)] if site else found


def _sites(line: Line, base_url: str) -> list[str]:
    """The links of a line that say they are a site, or whose words are their own address."""
    urls = []
    for text, href in line.links:
        url = absolute(base_url, href)
        if url is None or vocabulary.is_social(url):
            continue
        bare = url.split("://", 1)[1].rstrip("/").removeprefix("www.")
        says = vocabulary.is_line(("page", "organisation", "website"), text)
        if says or fold(text).strip("/ ").endswith(fold(bare)):
            urls.append(url)
    return urls


def card_name(card: Element) -> str:
    """The heading of the card where it is a name and no phrase such as "About the organisation"."""
    heading = next(card.iter(*HEADINGS), None)
    text = words(heading) if heading is not None else ""
    return "" if vocabulary.is_line(("page", "organisation", "headings"), text) or _is_card_line(text) else text


def take_out(card: Element) -> None:
    """Take the card out of the page, so that its lines are read once."""
    detach(card)


def named_line(card: Element) -> Element | None:
    """The line of an employer's small card whose class says that it is the name: "company" over "name"."""
    if len(words(card)) > _LONGEST_CARD:
        return None
    named = [node for node in card.iterdescendants() if (node.get("class") or "") in _NAME_CLASSES and words(node)]
    return named[0] if len(named) == 1 else None


_NAME_CLASSES = frozenset(("name", "nom", "nombre", "nome", "naam", "title"))
_LONGEST_CARD = 400
