"""``listing``: pages of links to postings, and one page a posting.

How to recognise it: the careers page shows titles that lead to one page each, complete in its HTML; more pages come
by a "next" link (``next_page``) or by a number in the address (``page_param``). Most association sites are of this
make.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response, TextResponse
from w3lib.url import add_or_replace_parameter

from crawler import attributes
from crawler.archetypes.base import BoardSpider
from crawler.archetypes.posting_reader import Step
from crawler.attributes import Attribute
from crawler.extract.elements import Element
from crawler.extract.links import detail_links, next_link
from crawler.extract.listed import Entry, ListingPage
from crawler.failures import classify
from pipelines.noise import fingerprint
from pipelines.normalise.html_lines import element_lines, parse_html
from pipelines.normalise.text import fold

#: A listing longer than this is a trap, or needs an archetype of its own.
MAX_PAGES = 1000
_NOTHING = re.compile(
    r"\b(?:aucune? (?:offre|annonce|poste|resultat)|pas d'offre"
    r"|no (?:current |open )?(?:vacanc|jobs|openings|positions|results)"
    r"|keine (?:offenen )?stellen|no hay (?:ofertas|vacantes))"
)


class ListingBoard(BoardSpider):
    """HTML listing and HTML postings.

    Declares ``start`` (paths), ``detail_links`` (CSS of the links to postings), and ``next_page`` (CSS of the link to
    the next page) or ``page_param`` (name of the page number in the query; ``first_page`` is its first value).
    """

    archetype = "listing"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        "start": Attribute(attributes.paths, required=True),
        "detail_links": Attribute(attributes.css, required=True),
        "next_page": Attribute(attributes.css),
        "page_param": Attribute(attributes.text),
        "first_page": Attribute(attributes.page_number, default=1),
    }

    def read_listing(self, response: TextResponse) -> ListingPage:
        """The cards of the page, each with a mark of all its words, and the link to the next page."""
        root = parse_html(self.html_of(response))
        if root is None:
            return ListingPage()
        cards = detail_links(root, response.url, self.board.own["detail_links"])
        entries = tuple(
            Entry(card.url, fingerprint(card.card_text), text=card.text if is_pdf(card.url) else "") for card in cards
        )
        next_page = self.board.own["next_page"]
        link = next_link(root, response.url, next_page) if next_page is not None else None
        empty = not entries and self._says_empty(root)
        return ListingPage(entries, (self.board.rebase(link),) if link else (), empty=empty, hint=_hint(root, entries))

    def html_of(self, response: TextResponse) -> str:
        """The HTML that holds the cards: the page itself."""
        return response.text

    def numbered_request(self, start: str, number: int) -> Request:
        """A request for a page of the listing by its number, counted from 1."""
        own = self.board.own
        url = add_or_replace_parameter(start, own["page_param"], str(own["first_page"] + number - 1))
        return self.listing_request(url, page=number, start=start)

    def follow_listing(self, page: ListingPage, response: Response) -> Iterator[Step]:
        """Settle every posting the page shows for the first time, then ask for the next page."""
        number = response.meta.get("page", 1)
        fresh = []
        for entry in page.entries:
            known = len(self.tally.listed)
            external_id = self.found(entry, response.url)
            if external_id and len(self.tally.listed) > known:
                fresh.append(external_id)
        for external_id in fresh:
            yield from self.settle(external_id)
        if not page.entries and number == 1:
            self._empty(page, response)
            return
        yield from self.follow_page(page, response, number, shows_new=bool(fresh))

    def is_listing_end(self, request: Request, error: BaseException) -> bool:
        """A numbered page that is not there (404) comes after the last one."""
        page = request.meta.get("page", 1)
        ended = page > 1 and self.board.own["page_param"] is not None and classify(error)[0] == "gone"
        if ended:
            self.tally.end(f"page {page} does not exist")
        return ended

    def follow_page(self, page: ListingPage, response: Response, number: int, *, shows_new: bool) -> Iterator[Step]:
        """Ask for the page after this one, or say how the listing ended."""
        own = self.board.own
        if number >= MAX_PAGES:
            self.tally.gap(f"the listing has more than {MAX_PAGES} pages", "markup")
        elif own["page_param"] is not None:
            if not shows_new:
                self.tally.end(f"page {number} shows nothing new")
                return
            yield self.numbered_request(response.meta.get("start", response.url), number + 1)
        elif own["next_page"] is not None:
            yield from self._follow(page, response, number)
        else:
            self.tally.end("the listing is one page")

    def _follow(self, page: ListingPage, response: Response, number: int) -> Iterator[Step]:
        visited: tuple[str, ...] = (*response.meta.get("visited", ()), response.url)
        target = next((link for link in page.leads_to if link != response.url), None)
        if target is None:
            self.tally.end(f"page {number} has no next page")
        elif target in visited:
            self.tally.gap(f"page {number} leads back to {urlsplit(target).path}: the listing goes round", "markup")
        else:
            yield self.listing_request(target, page=number + 1, visited=visited)

    def _says_empty(self, root: Element) -> bool:
        folded = _folded(root)
        return any(fold(words) in folded for words in self.board.empty_text)

    def _empty(self, page: ListingPage, response: Response) -> None:
        """A first page without postings: honest only where the page says so in the declared words."""
        if page.empty:
            self.tally.empty_stated = True
            self.tally.end("the listing says that it is empty")
            return
        where = urlsplit(response.url).path or "/"
        self.tally.empty_listing(
            f"{where} shows no link that detail_links '{self.board.own['detail_links']}' finds{page.hint}"
        )


def is_pdf(url: str) -> bool:
    """Whether an address ends as a PDF's does."""
    return urlsplit(url).path.lower().endswith(".pdf")


def _folded(root: Element) -> str:
    return fold(" ".join(line.text for line in element_lines(root)))


def _hint(root: Element, entries: tuple[Entry, ...]) -> str:
    """What to declare where a page without postings seems to say that there are none."""
    says_so = not entries and _NOTHING.search(_folded(root))
    return ' (it seems to say so: declare its words as "empty_text")' if says_so else ""
