"""``sitemap``: the postings stand in an XML sitemap, one page each.

How to recognise it: robots.txt names a ``Sitemap:``, or ``/sitemap.xml`` answers, and its addresses lead to postings
(``detail_urls`` picks them). Indexes of sitemaps and gzipped files are followed. Postings that stand there once a
language are read once, in the board's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar
from urllib.parse import urlsplit

from lxml import etree
from scrapy.http import Response, TextResponse
from scrapy.utils.gz import gunzip, gzip_magic_number

from crawler import attributes
from crawler.archetypes.base import BoardSpider, Step
from crawler.attributes import Attribute
from crawler.extract.links import absolute

#: 50 MB uncompressed is the most a sitemap may hold (sitemaps.org protocol).
MAX_SIZE = 52_428_800
#: More sitemaps than this in one board's indexes is a mistake or a trap.
MAX_SITEMAPS = 500
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

    def parse_listing(self, response: TextResponse) -> Iterator[Step]:
        """Follow an index to its sitemaps; note the postings of a sitemap."""
        where = urlsplit(response.url).path
        try:
            body = gunzip(response.body, max_size=MAX_SIZE) if gzip_magic_number(response) else response.body
            root = etree.fromstring(
                body.lstrip(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            )
        except (etree.XMLSyntaxError, ValueError, OSError, EOFError) as error:
            self.tally.gap(f"{where} is not a whole sitemap ({str(error)[:80]})", "markup")
            return
        kind = etree.QName(root).localname
        if kind not in ("urlset", "sitemapindex"):
            self.tally.gap(f"{where} is not a sitemap but <{kind}>", "markup")
            return
        links = [loc.strip() for loc in root.xpath("/*/*/*[local-name()='loc']/text()") if loc.strip()]
        if kind == "sitemapindex":
            yield from self._follow(links, where, response.meta.get("depth_of_index", 0))
            return
        for link in links:
            if self._is_posting(link):
                self.found(link, response.url)
        self.tally.end(f"{where} was read whole")

    def listing_done(self) -> Iterator[Step]:
        """Read each posting once, now that all addresses it stands at are known."""
        if not self.tally.listed and not self.tally.gaps:
            self.tally.empty_listing("the sitemap holds no posting that detail_urls finds")
        for external_id in self.tally.listed:
            self.tally.listed[external_id] = url = self.posting_url(self._addresses[external_id])
            yield self.posting_request(external_id, url)

    def _follow(self, links: list[str], where: str, depth: int) -> Iterator[Step]:
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
