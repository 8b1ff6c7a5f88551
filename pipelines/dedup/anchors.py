"""What of a text stays when it is told anew or translated: its figures, its names, whom it writes to.

Two texts of one job that share no sentence still say "72 beds", "Rubkona", "coef. 376"; texts of two jobs that share
most sentences say other ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipelines.dedup.period import months_of_year
from pipelines.dedup.text import LONGEST, names_in
from pipelines.dedup.words import word_set

_FIGURE = re.compile(r"\d(?:\d{0,2}(?:[ .,'’\u00a0\u202f]\d{3}){1,3}(?!\d)|\d{0,8}(?:[.,]\d{1,2})?)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MARKS = re.compile(r"[^\d]")
#: Counts up to a dozen stand in every text.
_SMALL = 12
_MAILBOX = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@([\w-]{1,63}(?:\.[\w-]{1,63}){1,4})")
_SITE = re.compile(r"\bwww\.([\w-]{1,63}(?:\.[\w-]{1,63}){1,4})")


@dataclass(frozen=True, slots=True)
class Anchors:
    """``names`` folded, ``figures`` above a dozen and no years, ``small`` ones up to it."""

    names: frozenset[str]
    figures: frozenset[str]
    small: frozenset[str]


@lru_cache(maxsize=512)
def anchors_of(text: str) -> Anchors:
    """The anchors of a text; marks between thousands and noughts behind a point count for nothing.

    >>> found = anchors_of("In 2026 we run 72 beds for 3 towns, paid 24 812 €, with the UNHCR.")
    >>> sorted(found.names), sorted(found.figures), sorted(found.small)
    (['unhcr'], ['24812', '72'], ['3'])
    """
    figures = figures_in(text)
    small = {each for each in figures if len(each) <= 2 and int(each) <= _SMALL}
    return Anchors(frozenset(name for name in telling_names(text) if len(name) > 2), figures - small, frozenset(small))


def telling_names(text: str) -> frozenset[str]:
    """Names that tell teams and towns apart: no figures, which days and pay are made of, and no marks of contract.

    >>> sorted(telling_names("Since 2019 our CDD of Monday is with the Tilda team."))
    ['tilda']
    """
    return frozenset(name for name in names_in(text) - _common() if not name[0].isdigit())


@lru_cache(maxsize=512)
def figures_in(text: str) -> frozenset[str]:
    """The figures of a text but years, without marks.

    >>> sorted(figures_in("In 2026: 24 812 € for 12.50 hours or 3.00"))
    ['1250', '24812', '3']
    """
    found = _FIGURE.findall(text[:LONGEST])
    return frozenset([_plain(each) for each in found if not _YEAR.fullmatch(each)]) - {""}


def domains_in(text: str) -> frozenset[str]:
    """The owners' domains of the mailboxes and sites that a text names.

    >>> sorted(domains_in("Write to jobs@reed.example or see www.rush.example/jobs."))
    ['reed.example', 'rush.example']
    """
    cut = text[:LONGEST]
    mail = _MAILBOX.findall(cut) if "@" in cut else []
    sites = _SITE.findall(cut) if "www." in cut else []
    return frozenset(map(_domain, (*mail, *sites))) - {""}


def domains_of(*addresses: str) -> frozenset[str]:
    """The owners' domains of mailboxes and web addresses.

    >>> sorted(domains_of("jobs@reed.example", "https://www.rush.example/apply", ""))
    ['reed.example', 'rush.example']
    """
    hosts = (re.split(r"[/?#:]", each.rpartition("//")[2].rpartition("@")[2], maxsplit=1)[0] for each in addresses)
    return frozenset(_domain(host) for host in hosts if "." in host) - {""}


def _plain(figure: str) -> str:
    parts = re.split("[.,]", figure)
    whole = parts[0] if len(parts) == 2 and len(parts[1]) < 3 and not parts[1].strip("0") else figure
    return _MARKS.sub("", whole).lstrip("0")


def _domain(host: str) -> str:
    """The part of a host that one owner has, which its sections and portals share; empty for a public mail service.

    >>> _domain("jobs.reed.org.uk"), _domain("careers.reed.example"), _domain("gmail.com")
    ('reed.org.uk', 'reed.example', '')
    """
    steps = host.lower().rstrip(".").split(".")
    owned = steps[-3:] if len(steps) > 2 and steps[-2] in word_set("address", "shared_suffixes") else steps[-2:]
    return "" if owned[0] in word_set("address", "mail_services") else ".".join(owned)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return word_set("title", "dropped") | word_set("calendar", "names") | frozenset(months_of_year())
