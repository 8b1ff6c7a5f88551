"""Hosting platforms by their marks: in an address, in what a page links or frames, in a page's own make."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote, urlsplit

from crawler.board import COMMON
from crawler.catalog import archetypes
from crawler.extract.elements import Element
from crawler.extract.links import absolute

#: Addresses of one tenant that a page names; one that appears once in a long list of links is no careers page's.
_MOST_LINKS = 3000


@dataclass(frozen=True)
class Mark:
    """A platform that was recognised: its name, the attributes its marks tell, and where they stood."""

    name: str
    title: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    where: str = ""

    @property
    def archetype(self) -> str | None:
        """The archetype that reads it; none where this version has none."""
        plain = {re.sub(r"[^a-z]", "", name): name for name in archetypes()}
        return plain.get(re.sub(r"[^a-z]", "", self.name))

    @property
    def is_hosted(self) -> bool:
        """Whether its pages stand on hosts of its own; a plugin's never do."""
        return "at" in _table()[self.name]

    def declared(self) -> dict[str, Any]:
        """What a board of it declares; of the attributes those that its archetype knows."""
        name = self.archetype or self.name
        known = {**COMMON, **(archetypes()[name].own_attributes if name in archetypes() else {})}
        return {"archetype": name, **{key: value for key, value in self.attributes.items() if key in known}}


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(files("crawler.recognise").joinpath("marks.toml").read_text(encoding="utf-8"))


@cache
def _patterns(name: str, key: str) -> tuple[re.Pattern[str], ...]:
    flags = re.IGNORECASE if key == "html" else re.NOFLAG
    return tuple(re.compile(each, flags) for each in _table()[name].get(key, ()))


def by_address(url: str) -> Mark | None:
    """The platform whose tenant an address names.

    >>> found = by_address("https://job-boards.greenhouse.io/greenharbour/jobs/7001")
    >>> found.name, dict(found.attributes)
    ('greenhouse', {'tenant': 'greenharbour'})
    """
    parts = urlsplit(url)
    plain = parts._replace(scheme="", fragment="", netloc=parts.netloc.lower()).geturl().removeprefix("//")
    for name, entry in _table().items():
        for known in _patterns(name, "at"):
            match = known.search(plain)
            if match:
                told = {key: unquote(value) for key, value in match.groupdict().items() if value}
                if "host" in told:
                    told["base_url"] = f"https://{told['host']}"
                return Mark(name, entry["title"], told, plain[:100])
    return None


def on_page(root: Element, url: str) -> list[Mark]:
    """The platforms that a page frames, loads or links to, those framed or loaded first; one tenant once."""
    found: dict[tuple[str, str], Mark] = {}
    for address in _named(root, url):
        mark = by_address(address)
        if mark is not None and mark.attributes.get("tenant"):
            found.setdefault((mark.name, mark.attributes["tenant"].lower()), mark)
    return list(found.values())[:3]


def _named(root: Element, url: str) -> Iterator[str]:
    for tag, key in (("iframe", "src"), ("iframe", "data-src"), ("script", "src"), ("a", "href"), ("form", "action")):
        for number, node in enumerate(root.iter(tag)):
            address = absolute(url, node.get(key))
            if address is not None and number < _MOST_LINKS:
                yield address


def by_make(html: str, url: str) -> list[Mark]:
    """The platforms whose make a page shows on a domain of the employer's own, which is its ``base_url``."""
    parts = urlsplit(url)
    base = f"{parts.scheme}://{parts.netloc}"
    labels = [each for each in (parts.hostname or "").split(".") if each not in ("www", "jobs", "careers", "job")]
    found = []
    for name, entry in _table().items():
        if any(known.search(html[:400_000]) for known in _patterns(name, "html")):
            told = {"base_url": base, "tenant": labels[0] if labels else parts.netloc}
            if entry.get("host_is_tenant"):
                told = {"tenant": parts.netloc}
            found.append(Mark(name, entry["title"], told, "the page's make"))
    return found
