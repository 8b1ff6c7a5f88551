"""What a schema.org JobPosting states, in the page's own words; the syntaxes that carry one all give the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from crawler.extract import vocabulary
from crawler.extract.markup import as_html, as_line
from pipelines.model import RawField, Statement
from pipelines.normalise.html_lines import lines_of
from pipelines.normalise.text import fold, squash

#: A JobPosting: properties under the names of schema.org, values texts, lists and objects of the same kind.
Job = dict[str, Any]

_WORD = re.compile(r"[a-z0-9]{2,}")
_UUID = re.compile(r"[0-9a-f]{24,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_LONGEST_VALUE = 4000


def _tokens(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text)))


def similarity(one: str, other: str) -> float:
    """The share of words two titles have in common, 0 to 1.

    >>> similarity("Chargé·e de projet (H/F)", "Chargé.e de projet"), similarity("Chef", "Cheffe")
    (1.0, 0.0)
    """
    first, second = _tokens(one), _tokens(other)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _first(value: Any) -> str:
    """The first text in a value that may be a text, an object with a name or value, or a list of such."""
    for _ in range(6):
        if isinstance(value, list):
            value = next((item for item in value if item), None)
        elif isinstance(value, dict):
            value = next(
                (value[key] for key in ("name", "value", "@value", "url", "@id", "text") if value.get(key)), None
            )
        else:
            break
    return squash(value) if isinstance(value, str) else ""


def _text(value: Any) -> str:
    """The words of a value without markup, on one line."""
    items = value if isinstance(value, list) else [value]
    words = [_first(item) for item in items]
    return squash(" ; ".join(as_line(word) for word in dict.fromkeys(words) if word))[:_LONGEST_VALUE]


def title_of(job: Job) -> str:
    """The posting's title in words, empty where it has none."""
    return as_line(_first(job.get("title") or job.get("name")))


def identifier_of(job: Job) -> str:
    """The value of the posting's identifier, not the name of whoever gave it; empty where it has none.

    >>> identifier_of({"identifier": {"name": "Rivages", "value": "R-12"}})
    'R-12'
    """
    value = job.get("identifier")
    value = value[0] if isinstance(value, list) and value else value
    return as_line(_first(value.get("value") or value) if isinstance(value, dict) else _first(value))


def _organisation(job: Job) -> Iterator[Statement]:
    employer = job.get("hiringOrganization") or job.get("hiringorganization")
    employer = employer[0] if isinstance(employer, list) and employer else employer
    name = as_line(
        _first(employer.get("name") or employer.get("legalName")) if isinstance(employer, dict) else _first(employer)
    )
    if name and not name.startswith(("http://", "https://")):
        yield Statement("organisation", name, "structured", "hiringOrganization.name")
    if not isinstance(employer, dict):
        return
    for key in ("sameAs", "url"):
        urls = employer.get(key)
        for url in urls if isinstance(urls, list) else [urls]:
            if isinstance(url, str) and url.startswith(("http://", "https://")) and not vocabulary.is_social(url):
                yield Statement("organisation_website", url.strip(), "structured", f"hiringOrganization.{key}")
                return


_ADDRESS = {
    "addressLocality": "city",
    "addressRegion": "region",
    "addressCountry": "country",
    "postalCode": "postcode",
    "streetAddress": "street",
}


_AREA = {"Country": "country", "State": "region", "AdministrativeArea": "region", "City": "city"}


def _place_parts(place: Any) -> dict[str, str]:
    if not isinstance(place, dict):
        return {"name": _first(place)} if _first(place) else {}
    address = place.get("address", place)
    address = address[0] if isinstance(address, list) and address else address
    parts = {"name": as_line(_first(address))} if isinstance(address, str) else {}
    if isinstance(address, dict):
        parts = {part: as_line(_first(address.get(key))) for key, part in _ADDRESS.items()}
    geo = place.get("geo")
    if isinstance(geo, dict):
        parts |= {key: _first(geo.get(key)) for key in ("latitude", "longitude")}
    parts = {key: text for key, text in parts.items() if text}
    if not parts.keys() & {"city", "region", "country", "name"} and _first(place.get("name")):
        parts["name"] = as_line(_first(place.get("name")))
    return parts


def _places(job: Job) -> Iterator[Statement]:
    """Where the work is done; for work from home alone, where whoever does it may live."""
    stated = False
    for place in _each(job.get("jobLocation")):
        for parts in _by_country(_place_parts(place)):
            words = dict.fromkeys(parts[key] for key in ("name", "city", "region", "country") if key in parts)
            if words:
                stated = True
                yield Statement("place", ", ".join(words), "structured", "jobLocation", parts)
    for area in _each(job.get("applicantLocationRequirements")) if not stated else ():
        name = as_line(_first(area))
        if name:
            kind = _first(area.get("@type")).rsplit("/", 1)[-1] if isinstance(area, dict) else ""
            parts = {_AREA.get(kind, "name"): name}
            yield Statement("place", name, "structured", "applicantLocationRequirements", parts)


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _by_country(parts: dict[str, str]) -> list[dict[str, str]]:
    """One address a country where several codes and no town share one."""
    codes = re.split(r"\s*[,;/|]\s*", parts.get("country", ""))
    if len(codes) < 2 or parts.keys() - {"country"} or not all(re.fullmatch("[A-Z]{2,3}", code) for code in codes):
        return [parts]
    return [{"country": code} for code in codes]


def _values(value: Any) -> list[str]:
    """A value's texts: items of a list, or parts of one text between commas."""
    items = value if isinstance(value, list) else [value]
    return [part for item in items for part in re.split(r"\s*[,;|]\s*", as_line(_first(item))) if part]


def _employment(job: Job) -> Iterator[Statement]:
    for value in dict.fromkeys(_values(job.get("employmentType"))):
        yield Statement("contract", value, "structured", "employmentType")
        yield Statement("working_time", value, "structured", "employmentType")


def _pay_parts(pay: Any, job: Job) -> dict[str, str]:
    outer = pay if isinstance(pay, dict) else {}
    inner = outer.get("value", outer.get("price")) if outer else pay
    if isinstance(inner, list):
        inner = inner[0] if inner else None
    holder = inner if isinstance(inner, dict) else {}
    amount = holder.get("value", holder.get("price")) if holder else inner

    def stated(*keys: str) -> str:
        return next((_first(level[key]) for key in keys for level in (holder, outer, job) if level.get(key)), "")

    parts = {
        "min": stated("minValue", "minPrice"),
        "max": stated("maxValue", "maxPrice"),
        "value": as_line(_first(amount)),
        "currency": stated("currency", "priceCurrency", "salaryCurrency"),
        "unit": stated("unitText", "unitCode", "duration"),
    }
    return {key: text for key, text in parts.items() if text}


def _salary(job: Job) -> Iterator[Statement]:
    pays = job.get("baseSalary")
    for pay in pays if isinstance(pays, list) else [pays]:
        parts = _pay_parts(pay, job)
        ends = [parts[key] for key in ("min", "max") if key in parts]
        amount = " - ".join(ends) or parts.get("value", "")
        if amount:
            unit = f"/ {parts['unit']}" if "unit" in parts else ""
            text = squash(f"{amount} {parts.get('currency', '')} {unit}")
            yield Statement("salary", text, "structured", "baseSalary", parts)
            return


def _experience(job: Job) -> Iterator[Statement]:
    asked = job.get("experienceRequirements")
    months = _first(asked.get("monthsOfExperience")) if isinstance(asked, dict) else ""
    if months:
        path = "experienceRequirements.monthsOfExperience"
        yield Statement("experience", f"{months} months", "structured", path, {"months": months})
    else:
        text = _text(asked.get("description") or asked.get("name") if isinstance(asked, dict) else asked)
        if text:
            yield Statement("experience", text, "structured", "experienceRequirements")


def _education(job: Job) -> Iterator[Statement]:
    for path in ("educationRequirements", "qualifications"):
        for item in _each(job.get(path)):
            held = item.get("credentialCategory") if isinstance(item, dict) else None
            text = _text(held or (item if path == "educationRequirements" else None))
            if text:
                yield Statement("education", text, "structured", f"{path}.credentialCategory" if held else path)


def _reference(job: Job, url: str) -> Iterator[Statement]:
    text = identifier_of(job)
    own = {url, *(_first(job.get(key)) for key in ("url", "@id"))}
    if text and "://" not in text and not _UUID.fullmatch(text) and not any(text in address for address in own):
        yield Statement("reference", text, "structured", "identifier.value")


def _applying(job: Job) -> Iterator[Statement]:
    contact = job.get("applicationContact")
    contact = contact[0] if isinstance(contact, list) and contact else contact
    if isinstance(contact, dict):
        if _first(contact.get("email")):
            yield Statement("apply_email", _first(contact["email"]), "structured", "applicationContact.email")
        if _first(contact.get("url")):
            yield Statement("apply_url", _first(contact["url"]), "structured", "applicationContact.url")
    action = job.get("potentialAction")
    target = action.get("target") if isinstance(action, dict) else None
    link = _first(target.get("urlTemplate") if isinstance(target, dict) else target)
    if link.startswith(("http://", "https://")) and "{" not in link:
        yield Statement("apply_url", link, "structured", "potentialAction.target")


#: Properties whose words are taken as they stand, in the order in which they are stated.
_PLAIN: tuple[tuple[str, RawField], ...] = (
    ("jobLocationType", "remote"),
    ("workHours", "working_time"),
    ("datePosted", "posted"),
    ("validThrough", "deadline"),
    ("jobStartDate", "start"),
    ("jobBenefits", "benefits"),
    ("industry", "sector"),
    ("totalJobOpenings", "positions"),
)


def statements_of(job: Job, *, url: str = "") -> tuple[Statement, ...]:
    """Return what a JobPosting states, each under the field it means with its schema.org path as label.

    >>> [(s.field, s.text) for s in statements_of({"title": "Nurse &amp; midwife", "datePosted": "2026-02-16"})]
    [('title', 'Nurse & midwife'), ('posted', '2026-02-16')]
    """
    found: list[Statement] = []
    title = title_of(job)
    if title:
        found.append(Statement("title", title, "structured", "title"))
    found.extend(_organisation(job))
    found.extend(_places(job))
    found.extend(_employment(job))
    found.extend(_salary(job))
    for path, name in _PLAIN:
        text = _text(job.get(path))
        if text:
            found.append(Statement(name, text, "structured", path))
    for read in (_experience, _education, _applying):
        found.extend(read(job))
    found.extend(_reference(job, url))
    return tuple({(one.field, one.text, one.label, *one.parts.items()): one for one in found}.values())


def _markup(value: Any) -> str:
    """A text as HTML: unescaped as often as it was escaped; plain text keeps its line breaks; a term by its words."""
    items = value if isinstance(value, list) else [value]
    texts = [_first(item.get("description") or item) if isinstance(item, dict) else item for item in items]
    text = "\n".join(text for text in texts if isinstance(text, str))
    return as_html(text.replace("\\r", "").replace("\\n", "\n"))


def description_of(job: Job) -> str:
    """Return the posting's description as HTML, followed by what stands beside it under a heading of its own.

    >>> description_of({"description": "&amp;lt;p&amp;gt;A &amp;amp;amp; B&amp;lt;/p&amp;gt;"})
    '<p>A &amp; B</p>'
    """
    description = _markup(job.get("description"))
    whole = fold(" ".join(line.text for line in lines_of(description)))
    pieces = [description] if description else []
    for key, heading in (
        ("responsibilities", "Responsibilities"),
        ("qualifications", "Qualifications"),
        ("skills", "Skills"),
    ):
        extra = _markup(job.get(key))
        words = fold(" ".join(line.text for line in lines_of(extra)))
        if words and words[:80] not in whole:
            pieces.append(f"<h3>{heading}</h3>\n{extra}")
    return "\n".join(pieces)
