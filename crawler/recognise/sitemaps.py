"""Sitemaps: where a site's may be, and which of its addresses are postings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from urllib.parse import urlsplit

from lxml import etree
from scrapy.utils.gz import gunzip

from crawler.recognise.words import leads_elsewhere, speaks_of_jobs

_NAMED = re.compile(r"(?im)^\s{0,20}sitemap\s{0,5}:\s{0,20}(\S{1,500})")
USUAL = ("/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml")
_LONGEST = 52_428_800


def named_in(robots: str) -> list[str]:
    """The sitemaps that a robots.txt names.

    >>> named_in("User-agent: *\\nSitemap: https://a.example/map.xml")
    ['https://a.example/map.xml']
    """
    return _NAMED.findall(robots)


def read_sitemap(body: bytes) -> tuple[str, list[str]] | None:
    """The kind (``urlset``, ``sitemapindex``) and the addresses of a sitemap, gzipped or not; else none."""
    try:
        plain = gunzip(body, max_size=_LONGEST) if body[:2] == b"\x1f\x8b" and len(body) > 18 else body
        root = etree.fromstring(plain.lstrip(), etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError, OSError, EOFError):
        return None
    kind = etree.QName(root).localname
    if kind not in ("urlset", "sitemapindex"):
        return None
    found = [(each.findtext("{*}loc") or "").strip() for each in root.iterchildren(tag=etree.Element)]
    return kind, [each for each in found if each]


def likeliest(sitemaps: Sequence[str]) -> list[str]:
    """The sitemaps of an index in the order in which they are worth a request: those named for postings first."""

    def rank(address: str) -> int:
        name = urlsplit(address).path.rpartition("/")[2].lower()
        stem = re.sub(r"sitemap|\.xml|\.gz|wp|posts|\d+", "-", name)
        if any(speaks_of_jobs(part) for part in [stem.strip("-_"), *re.split(r"[-_.]", stem)] if part):
            return 0
        return 2 if re.search(r"categor|tag|author|image|video|product|news|taxonom|users", name) else 1

    return sorted(sitemaps, key=rank)


def postings_among(addresses: Sequence[str], known: str | None = None) -> tuple[str, list[str]] | None:
    """A regular expression for the addresses that are postings, with what it finds; none where nothing says so.

    ``known`` is the address of one posting: then its directory counts, whatever it is called.

    >>> postings_among(["https://a.example/", "https://a.example/jobs/", "https://a.example/jobs/nurse"])
    ('/jobs/[^/?#]+', ['https://a.example/jobs/nurse'])
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        directory = _directory(address)
        if directory and (known is not None or (speaks_of_jobs_in(directory) and not leads_elsewhere(address))):
            groups[directory].append(address)
    if known is not None:
        directory = _directory(known)
        groups = {directory: groups[directory]} if directory in groups else {}
    if not groups:
        return None
    best = max(groups, key=lambda each: (speaks_of_jobs_in(each), len(groups[each]), -len(each)))
    expression = f"{_escaped(best)}[^/?#]+"
    pattern = re.compile(expression)
    return expression, [address for address in addresses if pattern.search(address)]


def speaks_of_jobs_in(directory: str) -> bool:
    """Whether a directory names postings."""
    return any(speaks_of_jobs(step) for step in directory.split("/") if step)


def _directory(address: str) -> str:
    """The directory of an address, numbers in it left open; empty for one at the root without a telling beginning."""
    path = urlsplit(address).path.rstrip("/")
    before, _, last = path.rpartition("/")
    if before:
        return re.sub(r"/\d+(?=/|$)", "/#", before) + "/" if last else ""
    stem = re.match(r"[a-z_-]{3,30}(?=\d)|[a-z]{3,20}(?=-)", last)
    return f"/{stem[0]}" if stem and speaks_of_jobs(stem[0].strip("-_")) else ""


def _escaped(directory: str) -> str:
    """The directory as a regular expression that reads well.

    >>> _escaped("/fr/offres-emploi/#/")
    '/fr/offres-emploi/\\\\d+/'
    """
    return re.escape(directory).replace(r"\-", "-").replace(r"\#", r"\d+")
