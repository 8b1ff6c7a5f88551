"""Where one applies: addresses and references as they identify a posting, whatever portal they are read on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

from pipelines.dedup.words import word_set
from pipelines.normalise.text import fold

_LONGEST = 500
_LONGEST_TEXT = 40_000
_TRACKING = re.compile(
    r"^(?:utm_.*|gclid|fbclid|mc_[ce]id|src|source|ref|referer|referrer|origin|campaign|medium|s?id_source|trk|via|gh_src|lever-source.*|iis|iisn|jobboard)$"
)
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_NUMBER = re.compile(r"(?<![0-9a-z])(?:[a-z]{1,4}[-_]?)?\d{5,14}(?![0-9a-z])")
_ALNUM = re.compile(r"[^\W_]+")
_RUNS = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Address:
    """``key`` is the address without protocol, tracking and form step; empty where it leads to no one posting.

    ``twin`` is the key without its language, empty where it names none; ``ids`` are identifiers in it. ``folder`` and
    ``page`` are the whole in two parts, where the last step looks like one of many.
    """

    key: str
    twin: str
    ids: frozenset[str]
    folder: str
    page: str


_NOWHERE = Address("", "", frozenset(), "", "")


def address_of(url: str) -> Address:
    """An address as it identifies a posting; nothing for a text that is none.

    >>> a, b = "https://www.org.example/jobs/nurse-12345/apply?utm_source=x", "http://org.example/jobs/nurse-12345/"
    >>> address_of(a).key == address_of(b).key, sorted(address_of(a).ids), address_of("https://org.example/jobs").key
    (True, ['12345'], '')
    >>> address_of("https://o.example/fr/jobs/a-123").twin == address_of("https://o.example/en/jobs/b-123").twin
    False
    >>> address_of("https://o.example/fr/jobs/a-123").twin == address_of("https://o.example/en/jobs/a-123").twin
    True
    """
    host, path, asks = _split(url.strip()[:_LONGEST])
    if not host:
        return _NOWHERE
    steps = [fold(step) for step in path.split("/") if step]
    while steps and steps[-1] in word_set("address", "forms"):
        steps.pop()
    asked = [
        (fold(name), fold(value))
        for name, value in (parse_qsl(asks) if asks else ())
        if not _TRACKING.match(name.lower())
    ]
    query = sorted(pair for pair in asked if pair[0] not in word_set("address", "parameters"))
    key = "/".join([host, *steps]) + "".join(f"&{name}={value}" for name, value in query)
    words = " ".join([*steps, *(value for _, value in query)])
    folder, page = _parts(key)
    if not _identifies(steps, words):
        return Address("", "", frozenset(), folder, page)
    ids = frozenset(_UUID.findall(words) or _NUMBER.findall(words))
    return Address(key, _twin(host, steps, query, asked), ids, folder, page)


#: Nearly all addresses are so plain that it takes no parser to take them apart.
_PLAIN = re.compile(r"https?://([a-z0-9.-]+)((?:/[\w.~%+-]*)*)", re.ASCII)


def _split(url: str) -> tuple[str, str, str]:
    """Host without "www.", path and query of a web address; three times nothing for what is none."""
    plain = _PLAIN.fullmatch(url)
    if plain is not None:
        return plain[1].removeprefix("www."), plain[2], ""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "", "", ""
    return (host, parts.path, parts.query) if parts.scheme in ("http", "https") else ("", "", "")


def _parts(key: str) -> tuple[str, str]:
    cut = max(key.rfind("/"), key.rfind("="))
    page = key[cut + 1 :]
    if cut < 0 or not ("-" in page or any(map(str.isdigit, page))):
        return "", ""
    return key[:cut], page


def _identifies(steps: list[str], words: str) -> bool:
    """A number, or a slug of four words: what a page of its own has and a page for all applications has not."""
    return any(map(str.isdigit, words)) or any(step.count("-") >= 3 for step in steps)


def _twin(host: str, steps: list[str], query: list[tuple[str, str]], asked: list[tuple[str, str]]) -> str:
    languages = word_set("address", "languages")
    kept = [step for step in steps if step not in languages]
    first, _, rest = host.partition(".")
    spoken = len(kept) < len(steps) or len(query) < len(asked) or first in languages
    if not spoken:
        return ""
    return "/".join([rest if first in languages else host, *kept]) + "".join(f"&{n}={v}" for n, v in query)


@lru_cache(maxsize=8192)
def reference_key(reference: str) -> str:
    """A reference however it is written; empty where it is too short to identify anything.

    >>> reference_key("MF-2026-14"), reference_key("Réf. mf 2026/14"), reference_key("12"), reference_key("jobs")
    ('mf.2026.14', 'mf.2026.14', '', '')
    """
    runs = [run for word in _ALNUM.findall(fold(reference[:_LONGEST])) for run in _RUNS.findall(word)]
    if runs and runs[0] in ("ref", "reference", "referenz", "referencia"):
        runs = runs[1:]
    joined = ".".join(run.lstrip("0") or "0" if run.isdigit() else run for run in runs)
    told = any(char.isdigit() for char in joined) or (len(runs) >= 3 and len(joined) <= 30)
    return joined if told and len(joined) >= 3 else ""


def same_scheme(a: str, b: str) -> bool:
    """Whether two reference keys look given by one hand, so that different ones are two requisitions.

    >>> same_scheme("mf.2026.14", "mf.2026.15"), same_scheme("mf.2026.14", "4471203"), same_scheme("118", "4471203")
    (True, False, False)
    """
    one, other = a.split("."), b.split(".")
    if len(one) == len(other) == 1:
        return len(a) == len(b)
    alike = all(x.isdigit() == y.isdigit() for x, y in zip(one, other, strict=False))
    return alike and (one[0] == other[0] or (len(one) == len(other) and (one[0].isdigit() or bool({*one} & {*other}))))


_LABELLED = re.compile(r"([A-Z]{2,6}[-_/]?)(\d{4,10})")


def same_label(a: str, b: str) -> bool:
    """Whether two references as posted are numbers of one row behind one label.

    >>> same_label("REF-212835", "REF-19456"), same_label("REF-212835", "Ref. 19456")
    (True, False)
    """
    one, other = _LABELLED.fullmatch(a.strip()), _LABELLED.fullmatch(b.strip())
    return one is not None and other is not None and one[1] == other[1] and abs(len(one[2]) - len(other[2])) <= 1


#: The first character comes first, before what must not stand before it: so the search runs from one to the next.
_CODE = re.compile(
    r"[A-Z0-9](?<![\w@./-].)"
    r"(?:[A-Z0-9]{1,11}(?:[-/_.][A-Z0-9]{1,10}){1,4}(?![\w@/-]|\.\w)|(?<=[A-Z])[A-Z]{0,3}\d{5,10}(?![\w@/]))"
)
_NUMBER_OF_CALL = re.compile(r"([^\W\d_]+)\.? (?:n[o\u00ba\u00b0]?\.? ?)?(\d{1,6}(?:[/-]\d{1,6})?)(?![\w%])")
_YEARS_ONLY = re.compile(r"[\d./-]+$")


@lru_cache(maxsize=2048)
def codes_in(text: str) -> frozenset[str]:
    """The keys of what a text writes like references: capitals and figures in groups.

    >>> sorted(codes_in("Quote MBE-2026 or MEI/DO/AS by 2026-03-01, F/H, 24/7, AC/DC."))
    ['mbe.2026', 'mei.do.as']
    """
    found = (match for match in _CODE.findall(text[:_LONGEST_TEXT]) if not _YEARS_ONLY.match(match) and len(match) >= 6)
    return frozenset(reference_key(code) for code in found) - {""}


@lru_cache(maxsize=2048)
def calls_in(title: str) -> frozenset[str]:
    """The numbers of the calls that a title names.

    >>> sorted(calls_in("Edital nº 03/2026 – Mobilizador")), sorted(calls_in("Nurse, 2 posts"))
    (['3.2026'], [])
    """
    words = word_set("calls", "words")
    found = (number for word, number in _NUMBER_OF_CALL.findall(fold(title[:_LONGEST])) if word in words)
    return frozenset(".".join(part.lstrip("0") or "0" for part in re.split("[/-]", number)) for number in found)
