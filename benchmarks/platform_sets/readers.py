"""The readers: ours, and public packages that read hosting platforms, all pointed at a site on this machine.

A reader gives a posting as a table of field to value, under names common to all; what it does not state is left out.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import tempfile
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

import tomli_w
from sqlite_utils import Database

from benchmarks.platform_sets.boards import Tenant
from crawler.catalog import archetypes
from crawler.child import CrawlTask
from crawler.clock import parse_instant
from crawler.rounds import crawl_boards
from pipelines.normalise.text import fold
from tests.expectations import read_postings

Posting = Mapping[str, Any]
#: The fields that are compared.
FIELDS = (
    "title", "employer", "places", "remote", "contract", "pay", "experience", "posted", "deadline", "reference", "text",
)  # fmt: skip


#: What a package that meets an answer it does not expect may end with.
_ITS_OWN = (ValueError, LookupError, RuntimeError, AttributeError, TypeError, OSError, HTTPException)


class UnreadError(Exception):
    """A reader could not read a tenant; the words say why."""


def _stated(values: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {name: value for name, value in values if value not in (None, "", [], ())}


# --- ours -----------------------------------------------------------------------------------------------------------


def ours(tenants: Iterable[Tenant]) -> dict[str, dict[str, Posting]]:
    """What a crawl of each tenant's site stores: tenant to posting's id to its fields."""
    with tempfile.TemporaryDirectory() as home:
        boards, now = Path(home) / "boards.toml", parse_instant("2026-03-02T06:00:00Z")
        tables = {tenant.name: _table(tenant) for tenant in tenants}
        boards.write_text(tomli_w.dumps(tables), encoding="utf-8")
        paths = {name: Path(home) / f"{name}.db" for name in tables}
        crawl_boards([CrawlTask(name, path, (boards,), now=now) for name, path in paths.items()])
        return {name: _of_path(path) for name, path in paths.items()}


def _of_path(path: Path) -> dict[str, Posting]:
    db = Database(path)
    found = {key: _of_file(row) for key, row in read_postings(db).items()} if "postings" in db.table_names() else {}
    db.close()
    return found


def _table(tenant: Tenant) -> dict[str, Any]:
    """The tenant's board, without the employer that it may declare: only what answers state is compared."""
    local = {"base_url": tenant.site.url, "allow_private": [tenant.site.host], "delay": 0, "enabled": True}
    declared = {name: value for name, value in tenant.declared.items() if name != "organisation"}
    return {"title": "A board", **declared, **local}


def _of_file(row: Mapping[str, Any]) -> Posting:
    columns = row["posting"]
    places = [place["city"] or place["region"] or place["country"] or place["as_posted"] for place in row["places"]]
    return _stated(
        (
            ("title", row["title"]),
            ("employer", columns["organisation"]),
            ("places", places),
            ("remote", columns["remote"]),
            ("contract", columns["contract"] or columns["working_time"]),
            ("pay", columns["salary_min"] or columns["salary_max"] or columns["salary_as_posted"]),
            ("experience", columns["experience_years_min"]),
            ("posted", columns["posted_on"]),
            ("deadline", columns["deadline_on"]),
            ("reference", columns["apply_reference"]),
            ("text", columns["description"]),
        )
    )


# --- public packages ------------------------------------------------------------------------------------------------


def _ats_slug(tenant: Tenant) -> str:
    own = {**archetypes()[tenant.archetype].preset, **tenant.declared}
    forms = {
        "oracle_recruiting": "https://{tenant}.oraclecloud.com/hcmUI/CandidateExperience/en/sites/{site}",
        "avature": "https://{tenant}.avature.net/{portal}",
        "icims": "https://{tenant}.icims.com",
        "pageup": "{tenant}/{site}/{locale}",
        "workday": "https://{tenant}.{instance}.myworkdayjobs.com/{site}",
    }
    return forms.get(tenant.archetype, "{tenant}").format(**own)


@contextmanager
def _pointed(tenant: Tenant) -> Iterator[None]:
    """All that httpx asks for is asked of the tenant's site, whatever the host."""
    httpx = importlib.import_module("httpx")
    sent = httpx.AsyncHTTPTransport.handle_async_request
    host, _, port = tenant.site.host.partition(":")

    async def to_site(self: Any, request: Any) -> Any:
        request.url = request.url.copy_with(scheme="http", host=host, port=int(port))
        request.headers["Host"] = tenant.site.host
        return await sent(self, request)

    with mock.patch.object(httpx.AsyncHTTPTransport, "handle_async_request", to_site):
        yield


def ats_scrapers(tenant: Tenant) -> dict[str, Posting]:
    """What the package ats-scrapers reads; :class:`UnreadError` where it reads no such platform, or fails."""
    registry = importlib.import_module("ats_scrapers.scrapers").ScraperRegistry
    fetch = importlib.import_module("ats_scrapers.fetch")
    types = importlib.import_module("ats_scrapers.models").ATSType
    errors = importlib.import_module("ats_scrapers.exceptions").ATSScrapersError
    platform = tenant.archetype.removesuffix("_api").removesuffix("_recruiting")
    known = {str(each) for each in types}
    if platform not in known or not registry.has_scraper(types(platform)):
        raise UnreadError("does not read this platform")
    with mock.patch.object(fetch, "DEFAULT_RETRY_BASE_DELAY", 0), _pointed(tenant):
        try:
            reader = registry.get(types(platform))(_ats_slug(tenant))
            jobs = asyncio.run(reader.afetch())
            for job in jobs:
                job.description = job.description or reader.get_description(job)
        except (errors, *_ITS_OWN) as error:
            raise UnreadError(f"fails: {str(error)[:90]}") from error
    return {str(job.ats_id): _of_ats(job, tenant) for job in jobs}


def _of_ats(job: Any, tenant: Tenant) -> Posting:
    name = None if fold(job.company) in fold(_ats_slug(tenant)) else job.company  # made of the address
    return _stated(
        (
            ("title", job.title),
            ("employer", name),
            ("places", job.location),
            ("remote", job.is_remote or None),
            ("contract", job.employment_type or job.commitment),
            ("pay", job.salary_min or job.salary_max or job.salary_summary),
            ("experience", job.experience),
            ("posted", job.posted_at and f"{job.posted_at:%Y-%m-%d}"),
            ("deadline", job.application_deadline and f"{job.application_deadline:%Y-%m-%d}"),
            ("reference", job.requisition_id),
            ("text", job.description),
        )
    )


_JOBWATCH_PAGES = ("avature", "icims", "jobvite", "smartrecruiters")


def _jobwatch_board(tenant: Tenant) -> str:
    forms = {"workday": "{tenant}.{instance}/{site}", "avature": "{tenant}.avature.net/{portal}"}
    own = {**archetypes()[tenant.archetype].preset, **tenant.declared}
    return forms.get(tenant.archetype, "{tenant}").format(**own).removeprefix("careers-")


def jobwatch(tenant: Tenant) -> dict[str, Posting]:
    """What the package jobwatch reads; :class:`UnreadError` where it reads no such platform, or fails."""
    sources = importlib.import_module("jobwatch.sources")
    platform = tenant.archetype
    if platform not in sources.SOURCES:
        raise UnreadError("does not read this platform")
    with mock.patch.object(sources, "RETRIES", 0):
        get = _getting(tenant, sources.get_text if platform in _JOBWATCH_PAGES else sources.get_json)
        try:
            jobs = sources.fetch(platform, _jobwatch_board(tenant), get=get)
        except (sources.SourceError, *_ITS_OWN) as error:
            raise UnreadError(f"fails: {str(error)[:90]}") from error
    return {str(job.id): _of_jobwatch(job, tenant) for job in jobs}


def _getting(tenant: Tenant, get: Callable[..., Any]) -> Callable[..., Any]:
    def ask(url: str, body: Mapping[str, Any] | None = None) -> Any:
        parts = urlsplit(url)
        local = tenant.site.url + parts.path + (f"?{parts.query}" if parts.query else "")
        if body is None:
            return get(local)
        sent = urllib.request.Request(local, json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(sent, timeout=10) as answer:
            return json.load(answer)

    return ask


def _of_jobwatch(job: Any, tenant: Tenant) -> Posting:
    name = None if fold(job.company_name) in fold(_jobwatch_board(tenant)) else job.company_name
    return _stated(
        (
            ("title", job.title),
            ("employer", name),
            ("places", job.locations),
            ("remote", job.remote or None),
            ("pay", job.salary_min),
            ("posted", job.posted and f"{job.posted:%Y-%m-%d}"),
            ("text", job.description),
        )
    )


READERS: Mapping[str, Callable[[Tenant], dict[str, Posting]]] = {"ats-scrapers": ats_scrapers, "jobwatch": jobwatch}
