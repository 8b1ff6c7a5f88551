"""``sitemap``: the postings stand in an XML sitemap, one page each.

How to recognise it: robots.txt names a ``Sitemap:``, or ``/sitemap.xml`` answers, and its addresses lead to postings
(``detail_urls`` picks them). Indexes of sitemaps and gzipped files are followed. Postings that stand there once a
language are read once, in the board's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import ClassVar
from urllib.parse import urlsplit

from lxml import etree
from scrapy.http import Response, TextResponse
from scrapy.utils.gz import gunzip, gzip_magic_number

from crawler import attributes
from crawler.archetypes.base import BoardSpider
from crawler.archetypes.posting_reader import Step
from crawler.attributes import Attribute
from crawler.extract.links import absolute
from crawler.extract.listed import Entry, ListingPage, UnreadableListingError

#: 50 MB uncompressed is the most a sitemap may hold (sitemaps.org protocol).
MAX_SIZE = 52_428_800
#: More sitemaps than this in one board's indexes is a mistake or a trap.
MAX_SITEMAPS = 500
#: The last place on earth where a day ends, and by how much a time without a zone may be off.
_LAST_ZONE = timedelta(hours=12)
_IS_SITEMAP = re.compile(r"(?i)sitemap[^/]*\.(?:xml|txt)(?:\.gz)?$|\.xml\.gz$")


class SitemapBoard(BoardSpider):
    """XML sitemap and HTML postings.

    Declares ``start`` (paths of sitemaps or of indexes) and ``detail_urls`` (regular expression that a posting's URL
    contains; default: every URL that is no sitemap).
    """

    archetype = "sitemap"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        "start": Attribute(attributes.paths, required=True),
        "detail_urls": Attribute(attributes.regex),
    }

    def accepts_binary(self, response: Response) -> bool:
        """A gzipped sitemap comes as bytes."""
        return gzip_magic_number(response)

    def read_listing(self, response: TextResponse) -> ListingPage:
        """The postings of a sitemap, each with its ``lastmod`` as mark, or the sitemaps of an index."""
        try:
            body = gunzip(response.body, max_size=MAX_SIZE) if gzip_magic_number(response) else response.body
            root = etree.fromstring(
                body.lstrip(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            )
        except (etree.XMLSyntaxError, ValueError, OSError, EOFError) as error:
            raise UnreadableListingError(f"is not a whole sitemap ({str(error)[:80]})") from error
        kind = etree.QName(root).localname
        if kind not in ("urlset", "sitemapindex"):
            raise UnreadableListingError(f"is not a sitemap but <{kind}>")
        found = [(_text(each, "loc"), _text(each, "lastmod")) for each in root.iterchildren(tag=etree.Element)]
        if kind == "sitemapindex":
            return ListingPage(leads_to=tuple(loc for loc, _ in found if loc))
        return ListingPage(
            tuple(Entry(loc, lastmod or None) for loc, lastmod in found if loc and self._is_posting(loc))
        )

    def follow_listing(self, page: ListingPage, response: Response) -> Iterator[Step]:
        """Follow an index to its sitemaps; note the postings of a sitemap."""
        where = urlsplit(response.url).path
        if page.leads_to:
            yield from self._follow(page.leads_to, where, response.meta.get("depth_of_index", 0))
            return
        for entry in page.entries:
            self.found(entry, response.url)
        self.tally.end(f"{where} was read whole")

    def mark_of_reading(self, mark: str | None) -> str | None:
        """A ``lastmod`` proves a page unchanged only if it was over when the page was read."""
        return mark if mark is not None and is_over(mark, self.clock()) else None

    def listing_done(self) -> Iterator[Step]:
        """Read each posting once, now that all addresses it stands at are known."""
        if not self.tally.listed and not self.tally.gaps:
            self.tally.empty_listing("the sitemap holds no posting that detail_urls finds")
        for external_id in self.tally.listed:
            self.tally.listed[external_id] = self.posting_url(self.shown.addresses[external_id])
            yield from self.settle(external_id)

    def _follow(self, links: Sequence[str], where: str, depth: int) -> Iterator[Step]:
        if depth > 2 or self.tally.requested + len(links) > MAX_SITEMAPS:
            self.tally.gap(f"{where} leads to too many sitemaps", "markup")
            return
        for link in links:
            address = absolute(self.board.base_url, link)
            if address is None:
                self.tally.gap(f"{where} names {link[:80]!r}, which is no address", "markup")
                continue
            yield self.listing_request(address, depth_of_index=depth + 1)
        self.tally.end(f"{where} lists {len(links)} sitemaps")

    def _is_posting(self, url: str) -> bool:
        wanted: re.Pattern[str] | None = self.board.own["detail_urls"]
        return bool(wanted.search(url)) if wanted else not _IS_SITEMAP.search(url.partition("?")[0])


def is_over(lastmod: str, now: datetime) -> bool:
    """Whether the moment or the day that a ``lastmod`` (W3C date and time) names is past at ``now`` (UTC).

    >>> from datetime import UTC
    >>> now = datetime(2026, 3, 2, 18, tzinfo=UTC)
    >>> is_over("2026-02-27", now), is_over("2026-03-02", now), is_over("2026-03-02T10:00:00+01:00", now)
    (True, False, True)
    >>> is_over("2027-01-01", now), is_over("yesterday", now)
    (False, False)
    """
    try:
        moment = datetime.fromisoformat(lastmod)
    except ValueError:
        return False
    if len(lastmod) <= len("2026-03-02"):
        moment += timedelta(days=1)
    if moment.tzinfo is None:
        moment = (moment + _LAST_ZONE).replace(tzinfo=now.tzinfo)
    return moment < now


def _text(element: etree._Element, name: str) -> str:
    found = element.find(f"{{*}}{name}")
    return (found.text or "").strip() if found is not None else ""
