"""``taleez``: tenants of Taleez, by the list behind their careers page, and each posting's page with JSON-LD.

How to recognise it: the careers page stands on ``taleez.com``, or its postings lead to ``taleez.com/apply/``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from scrapy.http import TextResponse

from crawler.archetypes.platforms.listed_only import ListedOnly
from crawler.archetypes.platforms.tenants import TenantApi
from crawler.archetypes.records import Answered, json_of

#: What a property of the platform's own means; those that a tenant made up are not read.
_MEANT = {"XP": "experience", "REMOTE": "remote_kind", "APPRENTICESHIP": "contract_kind"}


class TaleezBoard(ListedOnly, TenantApi):
    """Careers pages at ``{tenant}.taleez.com``; postings at ``taleez.com/apply/{slug}``."""

    archetype = "taleez"
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://{tenant}.taleez.com",
        "start": ["/api/careez"],
        "items": "jobs",
        "id": "id || slug",
        "url": "https://taleez.com/apply/{slug}",
        "detail_page": True,
        "kind": "employer",
        "country": "FR",
        "language": "fr",
        "fields": {
            "title": "label",
            "organisation": "company",
            "place": (
                "location && (location.city || location.region || location.country) &&"
                " location.{city: city, region: region, country: country, postcode: postalCode}"
            ),
            "contract": "contract || contract_kind",
            "remote": "remote_kind || remote && 'remote'",
            "experience": "experience",
            "posted": "publishDate || creationDate",
            "apply_url": "join('', ['https://taleez.com/apply/', slug])",
        },
    }

    def answered(self, response: TextResponse) -> Answered:
        """The postings, with the employer's name and what the platform's own properties say of them."""
        found, answer = super().answered(response), json_of(response.text)
        company = answer.get("name") if isinstance(answer, Mapping) else None
        meanings = _meanings(answer) if isinstance(answer, Mapping) else {}
        records = [{**each, "company": company, **dict(_stated(each, meanings))} for each in found.records]
        return dataclasses.replace(found, records=records)

    def is_empty_honest(self, answer: Any) -> bool:
        """An unknown tenant is answered 404; an answer with the employer's name is a tenant's."""
        return isinstance(answer, Mapping) and bool(answer.get("name")) and answer.get("jobs") == []


def _meanings(answer: Mapping[str, Any]) -> dict[str, tuple[str, dict[str, Any]]]:
    """What the tenant's properties mean: by their id the key to read them under and the words of their choices."""
    return {
        str(each.get("id")): (
            _MEANT[kind],
            {str(word.get("id")): word.get("value") for word in _tables(each, "choices")},
        )
        for each in _tables(answer, "properties")
        if (kind := str(each.get("lockedType"))) in _MEANT
    }


def _stated(job: Mapping[str, Any], meanings: Mapping[str, tuple[str, dict[str, Any]]]) -> Iterator[tuple[str, Any]]:
    for each in _tables(job, "properties"):
        key, words = meanings.get(str(each.get("id")), ("", {}))
        chosen = each.get("choices")
        found = [words[str(one)] for one in chosen if words.get(str(one))] if isinstance(chosen, list) else []
        if found:
            yield key, found


def _tables(record: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """The tables of a list in a record; none where it holds none."""
    rows = record.get(key)
    return [each for each in rows if isinstance(each, Mapping)] if isinstance(rows, list) else []
