"""``softgarden``: tenants of Softgarden, by the list of ids that their careers page carries for its own script.

How to recognise it: the careers page is at ``{tenant}.softgarden.io``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from scrapy.http import TextResponse

from crawler.archetypes.platforms.counted_pages import CountedPages
from crawler.archetypes.records import unreadable
from crawler.extract.elements import select, words
from crawler.extract.listed import Entry, ListingPage
from crawler.extract.state import state_of
from pipelines.noise import fingerprint
from pipelines.normalise.html_lines import parse_html

_IDS = "complete_job_id_list"
#: What the list may be assigned to as well, in the same line.
_ALSO = "jobs_selected"
_CARD = "job_id_"


class SoftgardenBoard(CountedPages):
    """Careers pages at ``{tenant}.softgarden.io``, postings at ``/job/{id}`` with JSON-LD.

    The page's script counts every posting; a card tells what its posting says. An unknown tenant is answered 404.
    """

    archetype = "softgarden"
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://{tenant}.softgarden.io",
        "start": ["/"],
        "detail_links": "a[href*='/job/']",
        "external_id": r"/job/(\d{1,12})",
        "kind": "employer",
    }

    def read_listing(self, response: TextResponse) -> ListingPage:
        """Every posting whose id the page's script names; an empty list of ids is an honest one."""
        ids = ids_in(response.text)
        if ids is None:
            super().read_listing(response)  # says so where the tenant has moved
            raise unreadable(response, f"has no state called {_IDS!r}")
        marks = _marks(response.text)
        language = f"?l={self.board.language}" if self.board.language else ""
        entries = tuple(
            Entry(self.board.url(f"/job/{number}{language}"), marks.get(number), str(number)) for number in ids
        )
        return ListingPage(entries, empty=not entries, total=len(entries), items=len(entries))


def ids_in(html: str) -> list[int] | None:
    """The ids of all postings, each once and in order; none where the page has no list of them.

    >>> ids_in("<script>var complete_job_id_list = jobs_selected = [48677018, 53688446];</script>")
    [48677018, 53688446]
    >>> ids_in("<script>var complete_job_id_list = [];</script>"), ids_in("<h1>Karriere</h1>")
    ([], None)
    """
    if _IDS not in html:
        return None
    found = state_of(html, _IDS)
    found = found if isinstance(found, list) else state_of(html, _ALSO)
    if not isinstance(found, list):
        return None
    return list(dict.fromkeys(each for each in found if isinstance(each, int) and not isinstance(each, bool)))


def _marks(html: str) -> dict[int, str]:
    """A mark of the words of every posting's card."""
    root = parse_html(html)
    cards = select(root, f"[id^='{_CARD}']") if root is not None else []
    numbered = ((card.get("id", "").removeprefix(_CARD), card) for card in cards)
    return {int(number): fingerprint(words(card)) for number, card in numbered if number.isdecimal()}
