"""``greenhouse``: tenants of Greenhouse, by its public job board interface; one answer holds everything.

How to recognise it: the careers page is at ``job-boards.greenhouse.io/{tenant}``, or its links carry ``gh_jid=``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from crawler.archetypes.platforms.tenants import TenantApi
from crawler.archetypes.records import Record
from crawler.extract.page import Extraction
from crawler.extract.records import read_record
from pipelines.model import RawField
from pipelines.normalise.labels import field_of

#: What an employer's own fields are not taken for: they say what the posting's fields say, or name other things.
_NOT_OWN = frozenset(("title", "description", "ignored", "unknown", "chip", "apply", "documents", "place"))


class GreenhouseBoard(TenantApi):
    """Careers pages at ``job-boards.greenhouse.io/{tenant}``, or with ``gh_jid=`` in their links.

    An employer's own fields (``metadata``) are read where their name is a label we know.
    """

    archetype = "greenhouse"
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://boards-api.greenhouse.io",
        "variants": ["https://boards-api.eu.greenhouse.io"],
        "start": ["/v1/boards/{tenant}/jobs?content=true"],
        "single": "/v1/boards/{tenant}/jobs/{posting}",
        "items": "jobs",
        "total": "meta.total",
        "url": "absolute_url",
        "kind": "employer",
        "fields": {
            "title": "title",
            "organisation": "company_name",
            "place": "location.name",
            "posted": "first_published",
            "deadline": "application_deadline",
            "reference": "requisition_id",
            "apply_url": "absolute_url",
            "description": "content",
        },
    }

    def is_empty_honest(self, answer: Any) -> bool:
        """An unknown tenant is answered 404."""
        return isinstance(answer, Mapping) and answer.get("jobs") == []

    def read_card(self, record: Record) -> Extraction:
        """The posting's fields, the employer's own that have a known name, and the pay ranges."""
        own = {"own": list(_own_fields(record)), "pay": list(_pay(record))}
        fields: dict[RawField, str] = {name: f"own[?field == '{name}'].value" for name in _fields_of(own["own"])}
        stated = super().read_card(record)
        known = {each.field for each in stated.statements}
        more = read_record(own, {name: path for name, path in {**fields, "salary": _salary(own)}.items() if path})
        added = tuple(each for each in more.statements if each.field not in known)
        return Extraction(statements=(*stated.statements, *added), body=stated.body, title=stated.title)


def _fields_of(own: list[dict[str, Any]]) -> dict[RawField, None]:
    return {each["field"]: None for each in own}


def _salary(own: Mapping[str, list[Any]]) -> str:
    """Where pay stands: in the ranges the platform has for it, else in an employer's own field."""
    return "pay" if own["pay"] else "own[?field == 'salary'].value"


def _own_fields(record: Record) -> Iterator[dict[str, Any]]:
    """The employer's fields whose name is a label, each with the field it means; a range becomes parts of pay."""
    for each in record.get("metadata") or ():
        if not isinstance(each, Mapping) or each.get("value") in (None, "", [], {}):
            continue
        field, value = field_of(str(each.get("name") or "")), each["value"]
        if field is None or field in _NOT_OWN:
            continue
        if isinstance(value, Mapping):
            value = {"min": value.get("min_value"), "max": value.get("max_value"), "currency": value.get("unit")}
        yield {"field": field, "value": value}


def _pay(record: Record) -> Iterator[dict[str, Any]]:
    """The pay ranges, given in cents."""
    for each in record.get("pay_input_ranges") or ():
        if isinstance(each, Mapping):
            ends = {end: each.get(f"{end}_cents") for end in ("min", "max")}
            amounts = {end: cents / 100 for end, cents in ends.items() if isinstance(cents, int | float) and cents}
            if amounts:
                yield {**amounts, "currency": each.get("currency_type")}
