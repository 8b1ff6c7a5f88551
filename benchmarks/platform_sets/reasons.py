"""Why readers differ, as a person found by looking at the answers.

What we lack is excused tenant by tenant and by how many postings, so that one more is ours to mend. What a package
lacks is told in words for people; nothing hangs on it.
"""

from __future__ import annotations

from collections.abc import Mapping

_ANY = "*"
_COUNTED = '"3 Locations" says how many places there are, and none of them'
#: (tenant, reader, field that we do not state or have otherwise) to of how many postings, and why that is right.
_OURS: Mapping[tuple[str, str, str], tuple[int, str]] = {
    ("ashby_blank_in_name", "ats-scrapers", "posting"): (1, "the employer does not list it (isListed is false)"),
    ("recruitee_salary", "ats-scrapers", "posting"): (1, "its status is closed"),
    ("recruitee_salary", "ats-scrapers", "posted"): (1, "it was made on the one day and published on the other"),
    ("pageup_two_pages", "ats-scrapers", "employer"): (3, 'it makes one of the number in the address: "PageUp 671"'),
    ("workday_real", "ats-scrapers", "places"): (2, _COUNTED),
    ("workday_real", "jobwatch", "places"): (2, _COUNTED),
    ("workday_real", "jobwatch", "posted"): (2, '"Posted 3 Days Ago" is counted from the day on which one asks'),
}
_ELSEWHERE = "the answer states it where the package does not look: another key, another label, or the text"
_SHORT = "the served pages hold fewer rows than it asks for at once, and it takes a short page for the last"
#: (archetype, reader, field that the package does not state) to why; ``*`` stands for all.
_THEIRS: Mapping[tuple[str, str, str], str] = {
    ("jazzhr", "ats-scrapers", "posting"): "its link has the other form, /apply/{code}/{slug}",
    ("teamtailor", "ats-scrapers", "posting"): "it reads one page of the feed",
    ("personio", "ats-scrapers", "posting"): "it reads another list (/search.json), which was not served",
    ("lever", "jobwatch", "posting"): "it reads one page of the list",
    ("workday", _ANY, "posting"): "a list longer than the platform's cap is whole only in slices by a facet",
    (_ANY, _ANY, "posting"): _SHORT,
    (_ANY, _ANY, "employer"): "the answer names the employer, and the package gives the tenant's name",
    (_ANY, _ANY, "remote"): "it only tells remote from the rest, or looks at another key",
    **{(_ANY, "jobwatch", name): "it has no such field" for name in ("contract", "deadline", "reference")},
}


def excuse(tenant: str, reader: str, field: str, postings: int) -> str:
    """Why it is right that we lack a field of so many postings, or have it otherwise; empty where nobody found that.

    >>> [excuse("recruitee_salary", "ats-scrapers", "posting", lacking) for lacking in (1, 2)]
    ['its status is closed', '']
    """
    most, words = _OURS.get((tenant, reader, field), (0, ""))
    return words if postings <= most else ""


def reason(archetype: str, reader: str, field: str) -> str:
    """Why a package lacks a field."""
    keys = ((archetype, reader, field), (archetype, _ANY, field), (_ANY, reader, field), (_ANY, _ANY, field))
    return next((_THEIRS[key] for key in keys if key in _THEIRS), _ELSEWHERE)
