"""All that a page states as structured data: its JobPostings in any syntax, each once, and which is the page's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from crawler.extract.elements import Element
from crawler.extract.jsonld import Job, identifier_of, similarity, statements_of, title_of
from crawler.extract.ld_scripts import read_scripts
from crawler.extract.links import absolute, canonical
from crawler.extract.microdata import read_microdata
from crawler.extract.nodes import distinct
from crawler.extract.page_title import meta
from crawler.extract.rdfa import read_rdfa
from pipelines.normalise.text import fold

_WORD = re.compile(r"\w+")
#: Titles at least this alike name one posting where each syntax holds one.
_ALIKE = 0.6


@dataclass(frozen=True)
class StructuredData:
    """The JobPostings of a page, those of its scripts first; ``summary`` is its Open Graph description.

    ``broken``: a script speaks of a JobPosting and cannot be made out.
    """

    postings: list[Job]
    scripted: int = 0
    broken: bool = False
    summary: str = ""

    def choose(self, *, url: str, title: str | None = None) -> Job | None:
        """The posting that is the page's own, a script's before others; ``None`` where none can be told."""
        own = choose(self.postings[: self.scripted], url=url, title=title, lone=not self.broken)
        return own if own is not None else choose(self.postings, url=url, title=title, lone=not self.broken)

    def likely(self, url: str) -> list[Job]:
        """The postings by which the page may be named: those that name it, else a script's, else a lone one."""
        ours = [job for job in self.postings if _names_page(job, url)]
        return ours or self.postings[: self.scripted] or (self.postings if len(self.postings) == 1 else [])

    def json_ld(self, job: Job | None) -> Literal["read", "broken", "absent"]:
        """How the page's JSON-LD fared, ``job`` being what was chosen."""
        if any(job is one for one in self.postings[: self.scripted]):
            return "read"
        return "broken" if self.broken else "absent"


def read_structured(root: Element, *, url: str = "") -> StructuredData:
    """Read a page's JSON-LD, microdata and RDFa; never raises. ``url`` completes relative addresses."""
    scripts = read_scripts(root)
    postings = once = _once(scripts.postings, url)
    for found in (read_microdata(root, url=url), read_rdfa(root, url=url)):
        postings = _joined(postings, _once(found, url), url) if found else postings
    return StructuredData(postings, len(once), scripts.broken, meta(root, "og:description"))


def job_postings_on(root: Element, *, url: str = "") -> list[Job]:
    """Every JobPosting a page holds, in page order, JSON-LD before microdata before RDFa, each once; never raises.

    What one syntax leaves out of a posting is filled from the next. ``address_of`` gives a posting's own address.
    """
    return read_structured(root, url=url).postings


def _addresses(job: Job, url: str = "") -> Iterator[str]:
    """The addresses a posting says are its own; a name inside a page is none."""
    for key in ("url", "mainEntityOfPage", "@id"):
        value = job.get(key)
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("@id", value.get("url")) if isinstance(value, dict) else value
        found = absolute(url, value) if isinstance(value, str) else None
        if found and not (key == "@id" and urlsplit(found).fragment):
            yield canonical(found)


def address_of(job: Job, *, url: str = "") -> str | None:
    """The posting's own address in canonical form, ``None`` where it states none; ``url`` completes a relative one.

    >>> address_of({"url": "/jobs/12?utm_source=x"}, url="https://a.example/jobs"), address_of({"title": "Nurse"})
    ('https://a.example/jobs/12', None)
    """
    return next(_addresses(job, url), None)


def _said(job: Job, field: str) -> str:
    return next((statement.text for statement in statements_of(job) if statement.field == field), "")


def _may_be_one(one: Job, other: Job, url: str) -> bool:
    """Whether nothing that two postings state of themselves parts them."""
    for first, second in (
        (address_of(one, url=url), address_of(other, url=url)),
        (identifier_of(one), identifier_of(other)),
    ):
        if first and second:
            return first == second
    for field in ("organisation", "place"):
        words, others = (set(_WORD.findall(fold(_said(job, field)))) for job in (one, other))
        if words and others and not words & others:
            return False
    return True


def _filled(job: Job, other: Job) -> Job:
    """A posting with what another statement of it adds."""
    return {**other, **{key: value for key, value in job.items() if value}}


def _once(jobs: list[Job], url: str) -> list[Job]:
    """The postings of one syntax, one that is stated twice at one address put together."""
    if len(jobs) < 2:
        return jobs
    found: dict[tuple[str, ...], Job] = {}
    for n, job in enumerate(jobs):
        name = address_of(job, url=url) or identifier_of(job) or str(n)
        key = (name, fold(title_of(job)), _said(job, "place"))
        found[key] = _filled(found[key], job) if key in found else job
    return list(found.values())


def _joined(known: list[Job], others: list[Job], url: str) -> list[Job]:
    """The postings of two syntaxes, those that stand in both put together."""
    joined = list(known)
    taken: set[int] = set()
    lone = len(known) == len(others) == 1
    by_title: dict[str, list[int]] = {}
    by_address: dict[str, int] = {}
    for n, job in enumerate(known):
        by_title.setdefault(fold(title_of(job)), []).append(n)
        by_address.setdefault(address_of(job, url=url) or "", n)
    for job in others:
        title, address = title_of(job), address_of(job, url=url)
        near = [by_address[address]] if address in by_address else by_title.get(fold(title), [])[:20]
        if lone and similarity(title, title_of(known[0])) >= _ALIKE:
            near = [0]
        at = next((n for n in near if n not in taken and _may_be_one(known[n], job, url)), None)
        if at is None:
            joined.append(job)
        else:
            taken.add(at)
            joined[at] = _filled(joined[at], job)
    return joined


def _stands_elsewhere(job: Job, url: str) -> bool:
    """Whether all of a posting's own URLs are other pages of the same site."""
    page = urlsplit(canonical(url))
    own = [urlsplit(address) for address in _addresses(job)]
    last = page.path.rstrip("/").rsplit("/", 1)[-1]
    return bool(own) and all(
        address.netloc == page.netloc and address.path.rstrip("/").rsplit("/", 1)[-1] != last for address in own
    )


def _names_page(job: Job, url: str) -> bool:
    """Whether the posting's own URL or identifier is that of the page."""
    if canonical(url) in _addresses(job, url):
        return True
    identifier = identifier_of(job)
    address = urlsplit(url)
    return len(identifier) >= 4 and bool(
        re.search(rf"(?<![A-Za-z0-9]){re.escape(identifier)}(?![A-Za-z0-9])", f"{address.path}?{address.query}")
    )


def choose(postings: list[Job], *, url: str, title: str | None = None, lone: bool = True) -> Job | None:
    """Return the one posting that is the page's own; ``None`` where several stand there and none can be told.

    Its URL or identifier decides, then its title. A lone posting is taken unless both its URL and its title are
    another page's; where ``lone`` is false another one may have been lost, and its title has to be the page's.
    """
    different = distinct(postings)
    ours = [job for job in different if _names_page(job, url)]
    if len(ours) == 1:
        return ours[0]
    if len(different) == 1 and lone:
        job = different[0]
        other = title is not None and similarity(title_of(job), title) < 0.3
        return None if other and _stands_elsewhere(job, url) else job
    return _by_title(ours or different, title)


def _by_title(postings: list[Job], title: str | None) -> Job | None:
    ranked = sorted(((similarity(title_of(job), title or ""), n) for n, job in enumerate(postings)), reverse=True)
    if not ranked or ranked[0][0] < 0.6 or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.05):
        return None
    return postings[ranked[0][1]]
