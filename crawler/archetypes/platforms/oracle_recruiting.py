"""``oracle_recruiting``: tenants of Oracle Recruiting Cloud, by the interface of its candidate sites.

How to recognise it: postings stand under ``/hcmUI/CandidateExperience/`` on ``oraclecloud.com``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import TextResponse

from crawler import attributes
from crawler.archetypes.platforms.listed_only import ListedOnly
from crawler.archetypes.platforms.tenants import TenantApi, choice
from crawler.archetypes.records import Answered, json_of
from crawler.attributes import Attribute
from crawler.extract.page import Extraction
from crawler.extract.queries import query
from crawler.extract.records import read_record
from pipelines.normalise.labels import field_of

_RESOURCES = "/hcmRestApi/resources/latest"
_EXPAND = "requisitionList.workLocation,requisitionList.secondaryLocations"
_REMOTE = choice("WorkplaceTypeCode", {"ORA_REMOTE": "remote", "ORA_HYBRID": "hybrid", "ORA_ON_SITE": "on-site"})
_OTHERS = "secondaryLocations[].{name: Name, city: Name, country: CountryCode}"
_WORK = (
    "workLocation[?TownOrCity].{city: TownOrCity, region: Region2 || Region1, country: Country, postcode: PostalCode}"
)


def _day(key: str) -> str:
    """A date, unless it is the one that the platform has for none."""
    return f"{key} && !starts_with({key}, '4712') && {key} || `null`"


#: What an employer's own fields are not taken for: they say what the posting's own say, or name other things.
_NOT_OWN = frozenset(("title", "description", "ignored", "unknown", "chip", "apply", "documents", "place"))


class OracleRecruitingBoard(ListedOnly, TenantApi):
    """Sites at ``{tenant}.oraclecloud.com/hcmUI/CandidateExperience/en/sites/{site}``.

    ``tenant`` is the host before ``.oraclecloud.com``, ``site`` the site's number (default ``CX_1``). What a site that
    does not exist is told is not known, so that an empty list proves nothing. An employer's own fields are read where
    their name is a label we know.
    """

    archetype = "oracle_recruiting"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        **TenantApi.own_attributes,
        "site": Attribute(attributes.text),
        "locale": Attribute(attributes.text),
    }
    preset: ClassVar[Mapping[str, Any]] = {
        "site": "CX_1",
        "locale": "en",
        "base_url": "https://{tenant}.oraclecloud.com",
        "start": [
            f"{_RESOURCES}/recruitingCEJobRequisitions?onlyData=true&expand={_EXPAND}&finder=findReqs;siteNumber={{site}}"
        ],
        "offset_param": "offset",
        "limit_param": "limit",
        "limit": 25,
        "items": "items[0].requisitionList",
        "total": "items[0].[TotalJobsCount, TotalCount][] | [0]",
        "id": "Id",
        "url": "/hcmUI/CandidateExperience/{locale}/sites/{site}/job/{Id}",
        "detail": (
            f"{_RESOURCES}/recruitingCEJobRequisitionDetails?onlyData=true&expand=all"
            '&finder=ById;Id="{Id}",siteNumber={site}'
        ),
        "detail_item": "items[0]",
        "kind": "employer",
        "fields": {
            "title": "Title",
            "place": f"{_WORK} || [[{{city: PrimaryLocation, country: PrimaryLocationCountry}}], {_OTHERS}][]",
            "working_time": "JobSchedule",
            "contract": "ContractType",
            "remote": f"{_REMOTE} || WorkplaceType",
            "posted": "PostedDate",
            "deadline": _day("PostingEndDate"),
            "reference": "Id",
            "description": "ShortDescriptionStr",
        },
        "detail_fields": {
            "title": "Title",
            "organisation": "LegalEmployer",
            "organisation_about": "OrganizationDescriptionStr || CorporateDescriptionStr",
            "place": f"{_WORK} || [[{{city: PrimaryLocation, country: PrimaryLocationCountry}}], {_OTHERS}][]",
            "working_time": "JobSchedule",
            "contract": "ContractType || JobType || WorkerType",
            "remote": f"{_REMOTE} || WorkplaceType",
            "education": "StudyLevel",
            "posted": "ExternalPostedStartDate",
            "deadline": _day("ExternalPostedEndDate"),
            "reference": "RequisitionNumber || Id",
            "description": (
                "[ExternalDescriptionStr, {heading: 'Responsibilities', text: ExternalResponsibilitiesStr},"
                " {heading: 'Qualifications', text: ExternalQualificationsStr}]"
            ),
        },
    }

    def page_request(self, start: str, params: Mapping[str, Any], **meta: Any) -> Request:
        """A request whose paging stands within the finder, between commas that are not to be escaped."""
        finder = ",".join(f"{name}={value}" for name, value in params.items())
        url = f"{start},{finder},sortBy=POSTING_DATES_DESC"
        return self.listing_request(url, asked=self.asked(params), start=start, params=dict(params), **meta)

    def answered(self, response: TextResponse) -> Answered:
        """The postings; none prove nothing."""
        return dataclasses.replace(super().answered(response), empty=False)

    def read_detail(self, response: TextResponse) -> Extraction:
        """What the record of a posting states, and the employer's own fields that have a known name."""
        stated = super().read_detail(response)
        record = query(self.board.own["detail_item"], json_of(response.text))
        own = list(_own_fields(record)) if isinstance(record, Mapping) else []
        known = {each.field for each in stated.statements}
        fields = {each["field"]: f"own[?field == '{each['field']}'].value" for each in own}
        more = read_record({"own": own}, {name: path for name, path in fields.items() if name not in known})
        return dataclasses.replace(stated, statements=(*stated.statements, *more.statements))


def _own_fields(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The employer's fields whose name is a label, each with the field it means."""
    rows = record.get("requisitionFlexFields")
    for each in rows if isinstance(rows, list) else ():
        if isinstance(each, Mapping) and (field := field_of(str(each.get("Prompt") or ""))) and field not in _NOT_OWN:
            yield {"field": field, "value": each.get("Value")}
