"""What an element that carries a property of an item says: its attribute meant for machines, its address or words."""

from __future__ import annotations

import copy
import html
import re
from typing import Any

from lxml import etree

from crawler.extract.elements import Element, detach, words
from crawler.extract.jsonld import Job
from crawler.extract.links import absolute
from crawler.extract.loose_json import property_name
from pipelines.normalise.html_lines import element_lines
from pipelines.normalise.text import squash

#: Properties whose value is an address even where words stand in the link.
_ADDRESSES = frozenset("url sameAs image logo mainEntityOfPage target urlTemplate".split())
#: Properties whose lines and lists matter: their value is HTML, as it is in JSON-LD.
_PROSE = frozenset(
    "description responsibilities qualifications skills jobBenefits benefits incentiveCompensation incentives "
    "educationRequirements experienceRequirements employerOverview".split()
)
_NO_TEXT = ("script", "style", "template", "noscript", "meta", "link", etree.Comment, etree.ProcessingInstruction)
_SCHEMA = re.compile(r"(?:(?:https?:)?//(?:www\.)?schema\.org/#?|schema:)([A-Za-z]\w{0,80})/?", re.IGNORECASE)
_BARE = re.compile(r"[A-Za-z]\w{0,80}")
#: How much of one page is looked at, in elements and scores of characters.
_MOST = 400_000
_CHARACTERS = 20


def schema_name(token: str) -> str | None:
    """A property or type by its schema.org name; ``None`` for one of another vocabulary.

    >>> [schema_name(token) for token in ("jobTitle", "http://schema.org/title", "schema:Place", "og:title")]
    ['jobTitle', 'title', 'Place', None]
    """
    found = _SCHEMA.fullmatch(token)
    return found[1] if found else token if _BARE.fullmatch(token) else None


def base_of(root: Element, url: str) -> str:
    """The address that relative links of a page start from."""
    declared = next((node.get("href") for node in root.iter("base") if node.get("href")), None)
    return absolute(url, declared) or url


def add(item: Job, name: str, value: Any) -> None:
    """Add a value of a property; several of one make a list, what says nothing is left out."""
    key = property_name(name)
    if value in ("", None):
        return
    if key not in item:
        item[key] = value
    elif isinstance(item[key], list):
        item[key].append(value)
    else:
        item[key] = [item[key], value]


class Values:
    """Reads the values of one page's elements, and stops where a page is made to cost more than any page does."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._left = _MOST
        self._read: dict[tuple[Element, bool], str] = {}

    def spend(self, cost: int = 1) -> bool:
        """Whether there is still enough left for ``cost`` more."""
        self._left -= cost
        return self._left > 0

    def of(self, node: Element, name: str) -> str:
        """The value of ``name`` that ``node`` states: a text, HTML where lines matter, an address in full."""
        for attribute in ("content", "datetime", *(("value",) if node.tag in ("data", "meter", "input") else ())):
            stated = (node.get(attribute) or "").strip()
            if stated:
                return stated if name in _PROSE else squash(stated)
        target = (node.get("href") or node.get("src") or node.get("data") or "").strip()
        if target.lower().startswith("mailto:") and name == "email":
            return target[len("mailto:") :].partition("?")[0]
        if target and name in _ADDRESSES:
            return absolute(self._base, target) or target
        text = self._words(node, name) or squash(node.get("alt") or "")
        return text or (absolute(self._base, target) or target if target else "")

    def _words(self, node: Element, name: str) -> str:
        as_prose = name in _PROSE and len(node) > 0
        if (node, as_prose) not in self._read:
            text = (prose(node) if as_prose else _line(node)) if self.spend() else ""
            self.spend(len(text) // _CHARACTERS)
            self._read[node, as_prose] = text
        return self._read[node, as_prose]


def _line(node: Element) -> str:
    if not len(node):
        return squash(node.text or "")
    return squash(" ".join(line.text for line in element_lines(node))) or words(node)


def prose(node: Element) -> str:
    """The HTML inside an element, bare of scripts and of all attributes but a link's address."""
    held = copy.deepcopy(node)
    held.tail = None
    for silent in list(held.iter(*_NO_TEXT)):
        if silent is not held:
            detach(silent)
    for inner in held.iter():
        for attribute in set(inner.attrib) - {"href"}:
            del inner.attrib[attribute]
    if not len(held):
        return squash(held.text or "")
    pieces = [html.escape(held.text or "", quote=False)]
    pieces.extend(etree.tostring(child, encoding="unicode", method="html") for child in held)
    return "".join(pieces).strip()
