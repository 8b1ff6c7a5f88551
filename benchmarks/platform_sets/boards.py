"""The tenants whose served answers are read: those of the fixtures, and those of a folder of real answers."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from crawler.catalog import archetypes
from tests.site import Answer, Post, Site
from tests.test_fixtures import ARCHETYPES, serve

#: Parameters that say which part of a list is asked for, and those that say how much of it: whoever asks for more or
#: fewer rows at once is answered with the rows that the site has.
_PARTS = ("page", "pr", "p", "offset", "skip", "jobOffset", "startrow", "jobRecordsOffset")
_FIRST = {"page": "1"}


@dataclass(frozen=True)
class Tenant:
    """A tenant: the archetype that reads it, what its board declares, and its site, which is not started."""

    name: str
    archetype: str
    declared: Mapping[str, Any]
    site: PatientSite = field(compare=False)


class PatientSite(Site):
    """A site that answers whoever asks for the same part of a list, however many rows they want and in what words."""

    def answer(self, path: str) -> Answer:
        """The answer to an address, else that of one with its path and part; past a list's end, a list of nothing."""
        if path in self.routes:
            return super().answer(path)
        asked, known = urlsplit(path), [(urlsplit(each), each) for each in self.routes]
        here = [(parts, each) for parts, each in known if parts.path.rstrip("/") == asked.path.rstrip("/")]
        alike = next((each for parts, each in here if _part(parts.query) == _part(asked.query)), None)
        if alike is None and here and _part(asked.query) != _part(""):
            return _of_nothing(super().answer(here[-1][1]))
        return super().answer(alike or path)

    def answer_to_post(self, path: str, sent: bytes) -> Answer:
        """The answer to a body, however many rows it asks for."""
        exact = super().answer_to_post(path, sent)
        asked = json.loads(sent or b"null") if exact.status == _NOT_FOUND else None
        if not isinstance(asked, dict):
            return exact
        for post in self.posts:
            wanted = {**asked, **({"limit": post.body["limit"]} if "limit" in post.body else {})}
            if post.matches(path, wanted):
                return post.answer
        return exact


_NOT_FOUND = 404


def _of_nothing(page: Answer) -> Answer:
    """The answer with nothing in its lists."""
    if page.type != "application/json":
        return Answer("<html><head><title>Jobs</title></head><body></body></html>")
    value = json.loads(page.body)
    emptied = (
        {key: [] if isinstance(held, list) else held for key, held in value.items()}
        if value and isinstance(value, dict)
        else []
    )
    return Answer(json.dumps(emptied), type=page.type)


def _part(query: str) -> tuple[str, ...]:
    given = parse_qs(query)
    return tuple(given.get(name, [_FIRST.get(name, "0")])[0] for name in _PARTS)


def of_fixtures() -> Iterator[Tenant]:
    """The tenants of the fixtures, by platform."""
    for path in sorted(ARCHETYPES.glob("*/*/board.toml")):
        declared = tomllib.loads(path.read_text(encoding="utf-8"))["fixture"]
        if "tenant" in declared and "tenant" in archetypes()[declared["archetype"]].own_attributes:
            site = PatientSite()
            serve(path.parent, site)
            yield Tenant(f"{path.parent.parent.name}_{path.parent.name}", declared["archetype"], declared, site)


#: Of each real answer the archetype that reads it, what its board declares, and the address it is served at.
_ANSWERS = {
    "greenhouse.json": ("greenhouse", {"tenant": "real"}, "/v1/boards/real/jobs?content=true"),
    "lever.json": ("lever", {"tenant": "real"}, "/v0/postings/real?mode=json"),
    "workable.json": ("workable", {"tenant": "real"}, "/api/v1/widget/accounts/real?details=true"),
    "smartrecruiters.json": ("smartrecruiters_api", {"tenant": "real"}, "/v1/companies/real/postings"),
    "workday.json": (
        "workday",
        {"tenant": "real", "site": "Careers", "instance": "wd1"},
        "/wday/cxs/real/Careers/jobs",
    ),
    "personio.xml": ("personio", {"tenant": "real"}, "/xml?language=en"),
}


def of_corpora(folder: Path) -> Iterator[Tenant]:
    """The tenants whose real answers lie in ``folder``/ats; none that is not there."""
    for file, (archetype, declared, address) in _ANSWERS.items():
        path = folder / "ats" / file
        if not path.is_file() or archetype not in archetypes():
            continue
        site, body = PatientSite(), path.read_bytes()
        media = "application/xml" if path.suffix == ".xml" else "application/json"
        if archetype == "workday":
            site.posts.append(Post(address, Answer(body, type=media), {"offset": 0}))
        else:
            site.routes[address] = Answer(body, type=media)
        if archetype == "lever":
            rows = len(json.loads(body))
            site.routes[f"{address}&skip={rows}"] = Answer("[]", type=media)
        yield Tenant(f"{path.stem}_real", archetype, {"archetype": archetype, **declared}, site)
