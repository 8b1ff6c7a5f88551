"""``beetween``: tenants of Beetween, by the postings that their careers page holds as state or links to.

How to recognise it: the careers page is at ``emploi.beetween.com/WeaselWeb/p/{tenant}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from scrapy.http import TextResponse

from crawler import attributes
from crawler.archetypes.embedded import EmbeddedBoard
from crawler.archetypes.platforms.tenants import TENANT, TenantBoard
from crawler.archetypes.records import Answered, Record, unreadable
from crawler.attributes import Attribute
from crawler.extract.links import detail_links
from crawler.extract.queries import query
from crawler.extract.state import state_of
from pipelines.normalise.html_lines import parse_html
from pipelines.normalise.text import fold, squash

#: Where a careers page keeps its state, and under which key its postings; which one is the tenant's make.
_STATES = ("__INITIAL_STATE__", "__NUXT__", "__NEXT_DATA__", "__PRELOADED_STATE__", "offers", "jobs")
_HOLDERS = ("offers", "jobs", "positions", "results", "items")
_ID = "publicId || public_id || id || reference"


class BeetweenBoard(TenantBoard, EmbeddedBoard):
    """Careers pages at ``emploi.beetween.com/WeaselWeb/p/{tenant}``, postings at ``/poste/{publicId}-{slug}/``.

    On a domain of the employer declare ``base_url`` and ``start``. Each posting's page is read too. Of the state the
    name and the keys are guessed; links are what was seen.
    """

    archetype = "beetween"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        **EmbeddedBoard.own_attributes,
        **TENANT,
        "detail_links": Attribute(attributes.css, default="a[href*='/poste/']"),
    }
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://emploi.beetween.com",
        "start": ["/WeaselWeb/p/{tenant}"],
        "id": _ID,
        "url": "url || link || href",
        "external_id": r"/poste/([a-z0-9]{6,24})(?![a-z0-9])",
        "detail_page": True,
        "language": "fr",
        "country": "FR",
        "kind": "employer",
        "empty_text": ["aucune offre", "aucun poste"],
        "fields": {
            "title": "title || name || label",
            "organisation": "company.name || companyName || type(company) == 'string' && company",
            "place": (
                "(city || region) && {city: city, region: region, country: country, postcode: zipCode} || location"
            ),
            "contract": "contractType || contract_type || employmentType || contract",
            "remote": "remote || telework",
            "salary": "salary",
            "posted": "publishedAt || published_at || datePosted",
            "reference": "reference",
            "description": "[descriptionHtml || description_html || description || content]",
        },
    }

    def answered(self, response: TextResponse) -> Answered:
        """The postings of the page's state; where it has none, those that the page links to."""
        records = _of_state(response.text)
        if records is None:
            records = list(self._linked(response))
        empty = not records and self._says_empty(response.text)
        if not records and not empty:
            raise unreadable(response, "holds no posting, neither as state nor as a link")
        return Answered(records, empty=empty)

    def url_of(self, record: Record, base: str) -> str | None:
        """The posting's page: as stated, else made of its id and its title's short form."""
        stated = super().url_of(record, base)
        slug = query("slug", record)
        return stated or self.board.url(f"/poste/{self.id_of(record)}-{slug if isinstance(slug, str) else 'offre'}/")

    def _linked(self, response: TextResponse) -> Iterator[Record]:
        root = parse_html(response.text)
        cards = detail_links(root, response.url, self.board.own["detail_links"]) if root is not None else []
        for card in cards:
            if (identity := self.external_id_of(card.url)) is not None:
                yield {"publicId": identity, "title": squash(card.text), "url": card.url}

    def _says_empty(self, html: str) -> bool:
        folded = fold(html)
        return any(fold(words) in folded for words in self.board.empty_text)


def _of_state(html: str) -> list[Record] | None:
    """The records of the first state that holds postings; none where no state does."""
    for name in _STATES:
        state = state_of(html, name)
        found = state if isinstance(state, list) else _held(state)
        if found:
            company = state.get("company") if isinstance(state, Mapping) else None
            return [{"company": company, **each} for each in found if isinstance(each, Mapping)]
    return None


def _held(state: Any) -> list[Any] | None:
    if not isinstance(state, Mapping):
        return None
    return next((state[key] for key in _HOLDERS if isinstance(state.get(key), list) and state[key]), None)
