"""What a page states as schema.org JobPosting in its ld+json scripts, in the page's own words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from crawler.extract import vocabulary
from crawler.extract.elements import Element
from crawler.extract.links import canonical
from crawler.extract.loose_json import loads
from pipelines.model import RawField, Statement
from pipelines.normalise.html_lines import lines_of
from pipelines.normalise.text import fold, squash

Job = dict[str, Any]

_WORD = re.compile(r"[a-z0-9]{2,}")
_TAG = re.compile(r"<(?:/?[a-z][a-z0-9]*\b[^<>]*|br\s*/?)>", re.IGNORECASE)
_ENCODED_TAG = re.compile(r"&(?:amp;)?lt;/?[a-z]", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{24,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_LONGEST_VALUE = 4000


def ld_scripts(root: Element) -> list[str]:
    """The texts of all ld+json scripts of a page."""
    return [
        "".join(node.itertext()) for node in root.iter("script") if "ld+json" in (node.get("type") or "").casefold()
    ]


def _is_posting(node: Job) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and re.split(r"[/:#]", name.strip())[-1].lower() == "jobposting" for name in names)


def _walk(values: list[Any]) -> Iterator[Job]:
    """Every object below ``values`` in page order, those inside a JobPosting left out."""
    stack = list(reversed(values))
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            yield value
            if not _is_posting(value):
                stack.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            stack.extend(reversed(value))


def job_postings(root: Element) -> list[Job]:
    """Return every JobPosting of a page in page order, whatever its wrapping; never raises.

    An employer that stands elsewhere in the same graph is put in the place of its reference.
    """
    nodes = list(_walk([value for text in ld_scripts(root) for value in loads(text)]))
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    postings = []
    for node in nodes:
        if _is_posting(node):
            employer = node.get("hiringOrganization")
            if isinstance(employer, dict) and set(employer) <= {"@id", "@type"}:
                employer = named.get(str(employer.get("@id")), employer)
            postings.append({**node, "hiringOrganization": employer} if employer else node)
    return postings


def _tokens(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text)))


def similarity(one: str, other: str) -> float:
    """The share of words two titles have in common, 0 to 1.

    >>> similarity("Chargé·e de projet (H/F)", "Chargé.e de projet"), similarity("Chef", "Cheffe")
    (1.0, 0.0)
    """
    first, second = _tokens(one), _tokens(other)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _addresses(job: Job) -> set[str]:
    """The URLs a posting says are its own."""
    found = (_first(job.get(key)) for key in ("url", "@id", "mainEntityOfPage"))
    return {canonical(url) for url in found if url.startswith(("http://", "https://"))}


def _stands_elsewhere(job: Job, url: str) -> bool:
    """Whether all of a posting's own URLs are other pages of the same site."""
    page = urlsplit(canonical(url))
    own = [urlsplit(address) for address in _addresses(job)]
    last = page.path.rstrip("/").rsplit("/", 1)[-1]
    return bool(own) and all(
        address.netloc == page.netloc and address.path.rstrip("/").rsplit("/", 1)[-1] != last for address in own
    )


def _names_page(job: Job, url: str) -> bool:
    """Whether the posting's own URL or identifier is that of the page."""
    if canonical(url) in _addresses(job):
        return True
    identifier = _identifier(job)
    address = urlsplit(url)
    return len(identifier) >= 4 and bool(
        re.search(rf"(?<![A-Za-z0-9]){re.escape(identifier)}(?![A-Za-z0-9])", f"{address.path}?{address.query}")
    )


def choose(postings: list[Job], *, url: str, title: str | None = None) -> Job | None:
    """Return the one posting that is the page's own; ``None`` where several stand there and none can be told.

    Its URL or identifier decides, then its title. A lone posting is taken unless both its URL and its title are
    another page's.
    """
    different: list[Job] = []
    for job in postings:
        if job not in different:
            different.append(job)
    ours = [job for job in different if _names_page(job, url)]
    if len(ours) == 1:
        return ours[0]
    if len(different) == 1:
        job = different[0]
        other = title is not None and similarity(_text(job.get("title")), title) < 0.3
        return None if other and _stands_elsewhere(job, url) else job
    return _by_title(ours or different, title)


def _by_title(postings: list[Job], title: str | None) -> Job | None:
    ranked = sorted(
        ((similarity(_text(job.get("title")), title or ""), n) for n, job in enumerate(postings)), reverse=True
    )
    if not ranked or ranked[0][0] < 0.6 or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.05):
        return None
    return postings[ranked[0][1]]


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
    return squash(" ; ".join(_plain(word) for word in dict.fromkeys(words) if word))[:_LONGEST_VALUE]


def _plain(text: str) -> str:
    text = html.unescape(text) if "&" in text else text
    return " ".join(line.text for line in lines_of(text)) if _TAG.search(text) else text


def _identifier(job: Job) -> str:
    return _first(job.get("identifier"))


def _organisation(job: Job) -> Iterator[Statement]:
    employer = job.get("hiringOrganization") or job.get("hiringorganization")
    employer = employer[0] if isinstance(employer, list) and employer else employer
    name = _plain(
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


def _place_parts(place: Any) -> dict[str, str]:
    if not isinstance(place, dict):
        return {"name": _first(place)} if _first(place) else {}
    address = place.get("address", place)
    address = address[0] if isinstance(address, list) and address else address
    parts = {"name": _plain(_first(address))} if isinstance(address, str) else {}
    if isinstance(address, dict):
        parts = {part: _plain(_first(address.get(key))) for key, part in _ADDRESS.items()}
    geo = place.get("geo")
    if isinstance(geo, dict):
        parts |= {key: _first(geo.get(key)) for key in ("latitude", "longitude")}
    parts = {key: text for key, text in parts.items() if text}
    if not parts.keys() & {"city", "region", "country", "name"} and _first(place.get("name")):
        parts["name"] = _plain(_first(place.get("name")))
    return parts


def _places(job: Job) -> Iterator[Statement]:
    places = job.get("jobLocation")
    for place in places if isinstance(places, list) else [places]:
        parts = _place_parts(place)
        words = dict.fromkeys(parts[key] for key in ("name", "city", "region", "country") if key in parts)
        if words:
            yield Statement("place", ", ".join(words), "structured", "jobLocation", parts)


def _values(value: Any) -> list[str]:
    """A value's texts: items of a list, or parts of one text between commas."""
    items = value if isinstance(value, list) else [value]
    return [part for item in items for part in re.split(r"\s*[,;|]\s*", _plain(_first(item))) if part]


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
        "value": _plain(_first(amount)),
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
    asked = job.get("educationRequirements")
    for item in asked if isinstance(asked, list) else [asked]:
        held = item.get("credentialCategory") if isinstance(item, dict) else None
        text = _text(held or item)
        if text:
            path = "educationRequirements.credentialCategory" if held else "educationRequirements"
            yield Statement("education", text, "structured", path)


def _reference(job: Job, url: str) -> Iterator[Statement]:
    text = _plain(_identifier(job))
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
    title = _plain(_first(job.get("title") or job.get("name")))
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
    """A text as HTML: unescaped as often as it was escaped; plain text keeps its line breaks."""
    text = "\n".join(item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str))
    for _ in range(3):
        if _TAG.search(text) or not _ENCODED_TAG.search(text):
            break
        text = html.unescape(text)
    text = text.replace("\\r", "").replace("\\n", "\n")
    if _TAG.search(text):
        return text.strip()
    escaped = html.escape(html.unescape(text).strip(), quote=False)
    paragraphs = [part.strip().replace("\n", "<br>\n") for part in re.split(r"\n\s*\n", escaped)]
    return "\n".join(f"<p>{part}</p>" for part in paragraphs if part)


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
