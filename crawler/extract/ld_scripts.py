"""JSON-LD: the JobPostings of a page's ld+json scripts, under the names of schema.org."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from crawler.extract.elements import Element
from crawler.extract.jsonld import Job
from crawler.extract.loose_json import property_name, read_script
from crawler.extract.nodes import is_posting, postings_among, walk

_TYPE = re.compile(r"ld.?json|json.?ld", re.IGNORECASE)
_SCHEMA = re.compile(r"(?:https?:)?//(?:www\.)?schema\.org/?#?", re.IGNORECASE)
_DEEPEST = 40


@dataclass(frozen=True)
class Scripts:
    """The JobPostings of a page's scripts in page order, and whether one that speaks of such cannot be made out."""

    postings: list[Job] = field(default_factory=list)
    broken: bool = False


def read_scripts(root: Element) -> Scripts:
    """Read all ld+json scripts of a page, objects that refer to each other across them included; never raises."""
    nodes: list[Job] = []
    broken = False
    for text in _texts(root):
        values, whole = read_script(text)
        own = [node for value in values for node in walk([_under_schema_names(value)])]
        nodes.extend(own)
        broken |= not whole and "jobposting" in text.casefold() and not any(map(is_posting, own))
    return Scripts(postings_among(nodes), broken)


def nodes_with(root: Element, name: str) -> Iterator[Job]:
    """Every object of the ld+json scripts that speak of a property and have it; never raises."""
    for text in _texts(root):
        if name in text:
            yield from (node for node in walk(read_script(text)[0]) if node.get(name))


def _texts(root: Element) -> Iterator[str]:
    for node in root.iter("script"):
        if _TYPE.search(node.get("type") or ""):
            yield "".join(node.itertext())


def _under_schema_names(value: Any) -> Any:
    """A value whose own ``@context`` renames the terms of schema.org, under their usual names."""
    terms = _terms(value)
    return _renamed(value, terms, _DEEPEST) if terms else value


def _terms(value: Any) -> dict[str, str]:
    """The terms and prefixes that the contexts at the top of a script define, and what they stand for."""
    tops = value if isinstance(value, list) else [value]
    found: dict[str, str] = {}
    for top in tops:
        contexts = top.get("@context") if isinstance(top, dict) else None
        for context in contexts if isinstance(contexts, list) else [contexts]:
            for term, meant in context.items() if isinstance(context, dict) else ():
                target = meant.get("@id") if isinstance(meant, dict) else meant
                if isinstance(target, str) and term != "@vocab":
                    found[term] = target
    return {term: _in_full(target, found) for term, target in found.items()}


def _in_full(name: str, terms: dict[str, str]) -> str:
    """A name whose prefix is one of the terms, with what that stands for."""
    prefix, colon, rest = name.partition(":")
    return f"{terms[prefix]}{rest}" if colon and prefix in terms else name


def _renamed(value: Any, terms: dict[str, str], depth: int) -> Any:
    if depth == 0:
        return None
    if isinstance(value, list):
        return [_renamed(item, terms, depth - 1) for item in value]
    if not isinstance(value, dict):
        return value
    made: dict[str, Any] = {}
    for key, held in value.items():
        name = _meant(key, terms)
        made.setdefault(name, _kinds(held, terms) if name == "@type" else _renamed(held, terms, depth - 1))
    return made


def _kinds(value: Any, terms: dict[str, str]) -> list[str]:
    """Types in full, so that a prefix of the page's own is known."""
    kinds = (kind for kind in (value if isinstance(value, list) else [value]) if isinstance(kind, str))
    return [_in_full(terms.get(kind, kind), terms) for kind in kinds]


def _meant(key: str, terms: dict[str, str]) -> str:
    """A term by its usual name; a prefix counts where it stands for schema.org."""
    prefix, colon, name = key.partition(":")
    if colon and _SCHEMA.fullmatch(terms.get(prefix, "")):
        return property_name(name)
    meant = terms.get(key, "")
    address = _SCHEMA.match(meant)
    if address or meant.startswith(("@", "schema:")):
        return property_name(meant[address.end() :] if address else meant)
    return key
