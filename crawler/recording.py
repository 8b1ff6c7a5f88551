"""Pages of a board as a fixture: what was answered, in the layout of the tests' saved pages, without personal data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}(@|%40|&#64;|&commat;)([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4})")
_ROLE = re.compile(
    r"(?i)(?:recru|candidat|emploi|job|career|karriere|bewerb|rh\b|hr\b|drh|personal|vacan|apply|contact|info|office|admin)"
)
_PHONE = re.compile(
    r"(?<![\w/.#=-])(?!\d{1,2}[./-]\d{1,2}[./-]\d{4})"
    r"(?:\+\d{1,3}[ .()/-]{0,3}|\(?0)\d{1,4}\)?(?:[ ./-]{1,2}\d{2,4}){2,5}(?![\w-])"
    r"|(?<=tel:)[+\d .()-]{6,20}"
)
_NAMED = re.compile(
    r"\b(M\.|Mme|Mlle|Monsieur|Madame|Mr\.?|Mrs\.?|Ms\.?|Herr|Frau|Sr\.|Sra\.|Dott\.|Dhr\.|Mevr\.)"
    r"(\s{1,3})[A-ZÀ-Þ][\w'-]{1,30}(?:\s{1,3}[A-ZÀ-Þ][\w'-]{1,30}){0,3}"
)
_JSON_NAME = re.compile(
    r'("(?:contact(?:Name|_name)?|recruiter(?:Name|_name)?|author|firstName|lastName|first_name|last_name|fullName'
    r'|full_name|hiringManager|nom_contact|responsable)"\s{0,3}:\s{0,3}")([^"\\]{1,80})"'
)
_NOT_NAME = re.compile(r"[^\w.=&,+~-]")


def scrubbed(text: str) -> str:
    """A page's text without the personal data that an ad may hold: addresses of persons, telephones, names.

    Addresses that name a role stay as they are; what replaces the others still looks like what it was, so that a
    reader meets the same page.

    >>> scrubbed("Contact : Mme Ada Example, ada.example@port.example, 01 23 45 67 89, jobs@port.example")
    'Contact : Mme N. N., person@port.example, 00 00 00 00 00, jobs@port.example'
    """
    text = _EMAIL.sub(lambda m: m[0] if _ROLE.match(m[0]) else f"person{m[1]}{m[2]}", text)
    text = _PHONE.sub(lambda m: re.sub(r"\d", "0", m[0]), text)
    text = _NAMED.sub(r"\1\2N. N.", text)
    return _JSON_NAME.sub(r'\1N. N."', text)


@dataclass(frozen=True)
class Saved:
    """One answer: how it was asked for, its status, media type and bytes."""

    method: str
    url: str
    status: int
    media: str
    body: bytes
    sent: bytes = b""


_ENDINGS = {
    "text/html": ".html",
    "application/json": ".json",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/rss+xml": ".rss",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "application/pdf": ".pdf",
    "text/javascript": ".js",
    "application/gzip": ".gz",
}


def laid_out(answers: Iterable[Saved]) -> Iterator[tuple[PurePosixPath, bytes, Mapping[str, Any] | None]]:
    """Each answer's place under ``site``, its scrubbed bytes, and its entry in ``answers.toml`` where it needs one.

    A page whose path and ending say all is served by its place alone. No name leaves the folder, whatever the address.
    """
    taken: set[PurePosixPath] = set()
    for each in answers:
        parts = urlsplit(each.url)
        media = each.media.partition(";")[0].strip().lower()
        ending = _ENDINGS.get(media, ".html" if media.startswith("text/") else ".json" if "json" in media else ".xml")
        place = _place(unquote(parts.path), ending)
        plain = (
            not parts.query and each.method == "GET" and each.status == 200 and _served_at(place) == unquote(parts.path)
        )
        number, free = 1, place
        while free in taken:
            number += 1
            free = place.with_name(f"{place.stem}-{number}{place.suffix}")
        taken.add(free)
        entry: dict[str, Any] | None = None
        if not plain or free != place:
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            entry = {"path": path, "file": free.as_posix(), "type": each.media}
            entry |= {"method": each.method, "body": dict(_sent(each))} if each.method != "GET" else {}
            entry |= {"status": each.status} if each.status != 200 else {}
        yield free, _clean(each), entry


def _sent(saved: Saved) -> Iterator[tuple[str, Any]]:
    """What a body said, by names with dots between: what tells one page of a listing from another."""
    try:
        yield from _leaves(json.loads(saved.sent or b"{}"), "")
    except ValueError:
        form = parse_qs(saved.sent.decode("utf-8", "replace"))
        yield from ((name, values[-1]) for name, values in form.items())


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _leaves(each, f"{path}.{name}" if path else name)
    elif path and isinstance(value, str | int | float):
        yield path, value


def _place(path: str, ending: str) -> PurePosixPath:
    names = [_NOT_NAME.sub("_", name)[:100] for name in path.split("/") if name not in ("", ".", "..")]
    if path.endswith("/") or not names:
        names.append("index.html" if ending == ".html" else f"index{ending}")
    elif not names[-1].endswith(ending):
        names[-1] += ending
    return PurePosixPath(*names)


def _served_at(place: PurePosixPath) -> str:
    """The path under which the tests' site serves a file."""
    name = f"/{place.as_posix()}"
    if place.suffix != ".html":
        return name
    stem = name.removesuffix(".html")
    return stem.removesuffix("index") if stem.endswith("/index") else stem


def _clean(saved: Saved) -> bytes:
    try:
        return scrubbed(saved.body.decode("utf-8")).encode()
    except UnicodeDecodeError:
        return (
            scrubbed(saved.body.decode("latin-1")).encode("latin-1") if saved.media.startswith("text/") else saved.body
        )


def write_fixture(folder: Path, answers: Iterable[Saved]) -> list[dict[str, Any]]:
    """Write the answers under ``folder/site``; the entries that ``answers.toml`` must have are returned."""
    entries = []
    for place, body, entry in laid_out(answers):
        target = folder / "site" / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
        if entry is not None:
            entries.append(dict(entry))
    return entries
