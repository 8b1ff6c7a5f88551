"""Employers: one identity over all spellings of a name, and what a page says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, cast

from pipelines.model import Facts, LegalForm, Organisation, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.acronyms import known_core, known_section
from pipelines.normalise.countries import country_of
from pipelines.normalise.labels import field_of, split_label
from pipelines.normalise.organisation_prose import introduced_in, word_set
from pipelines.normalise.patterns import Openings, one_of
from pipelines.normalise.sectors import read_sector
from pipelines.normalise.text import fold, squash

#: A column of ``organisations`` (a field of :class:`Organisation`) and what was read for it.
About = tuple[str, Reading[Any]]

_NO_DIGIT = re.compile(r"\D")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]{1,40}[)\]]")
_TOKEN = re.compile(r"[^\W_]+")
_TRIM = re.compile(r"^[^\w<>+]+|[^\w)]+$")


@cache
def _about() -> re.Pattern[str]:
    # "about 120", "ca. 120".
    return re.compile(rf"^(?:{vocabulary.either('organisations', 'size', 'about')})\s+", re.IGNORECASE)


_LONGEST_SECTION = 4
_LONGEST_NAME = 400


@cache
def _phrases(key: str) -> tuple[tuple[str, ...], ...]:
    words = (tuple(_TOKEN.findall(fold(phrase))) for phrase in vocabulary.load("organisations")["names"][key])
    return tuple(sorted(words, key=len, reverse=True))


@lru_cache(maxsize=1024)
def identity_key(name: str, country: str | None) -> str:
    """Return one key for one organisation, however a board spells it: its core name, ``|``, its country.

    A country that ends the name is its national section and goes before ``country``, unless a preposition ties it
    to the name. Empty for an empty name.

    >>> identity_key("Médecins sans Frontières France", "BE") == identity_key("MEDECINS SANS FRONTIERES (MSF)", "FR")
    True
    >>> identity_key("Fondation de France", "FR"), identity_key("MSF Belgique", "FR")
    ('fondation de france|FR', 'medecins sans frontieres|BE')
    """
    name = name[:_LONGEST_NAME]
    name = name.replace("œ", "oe").replace("Œ", "OE")
    bare = _BRACKETS.sub(" ", squash(name)).replace("&", " et ")
    tokens = _TOKEN.findall(fold(bare)) or _TOKEN.findall(fold(name))
    if not tokens:
        return ""
    tokens = _without_suffix(_without_prefix(tokens))
    core = known_core(tokens)
    if core is not None:
        return f"{core}|{country or ''}"
    part = known_section(tokens)
    if part is not None:
        return f"{part[0]}|{part[1]}"
    tokens, section = _section(tokens)
    tokens = _without_suffix(tokens)
    return f"{known_core(tokens) or ' '.join(tokens)}|{section or country or ''}"


def organisation_key(organisation: Organisation) -> str:
    """The :func:`identity_key` of an employer as a posting names it."""
    return identity_key(organisation.name, organisation.country)


def _without_prefix(tokens: list[str]) -> list[str]:
    """The name without a legal form or article before it, where what is left still is a name."""
    for _ in range(3):
        for phrase in _phrases("prefixes"):
            rest = tokens[len(phrase) :]
            if rest and tuple(tokens[: len(phrase)]) == phrase and rest[0] not in word_set("names", "prepositions"):
                tokens = rest
                break
        else:
            break
    return tokens


def _without_suffix(tokens: list[str]) -> list[str]:
    for phrase in _phrases("suffixes"):
        if len(tokens) > len(phrase) and tuple(tokens[-len(phrase) :]) == phrase:
            return tokens[: -len(phrase)]
    return tokens


def _section(tokens: list[str]) -> tuple[list[str], str | None]:
    """Part the country that ends a name from the name."""
    for length in range(min(_LONGEST_SECTION, len(tokens) - 1), 0, -1):
        if {tokens[-length - 1], tokens[-length]} & word_set("names", "prepositions"):
            continue
        country = country_of(" ".join(tokens[-length:])) or country_of("-".join(tokens[-length:]))
        if country is not None:
            return tokens[:-length], country
    return tokens, None


@cache
def _forms() -> Openings:
    return Openings(vocabulary.load("organisations")["legal_form"])


@cache
def _pattern(section: str, key: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in vocabulary.load("organisations")[section][key]))


def read_legal_form(text: str) -> Reading[LegalForm] | None:
    """Return the legal form that the whole of ``text`` names.

    >>> read_legal_form("Nonprofit organization").value, read_legal_form("Association") is None
    ('association', False)
    """
    words, folded = _trimmed(text)
    held = _HELD.fullmatch(words) if folded else None
    pieces = [words, *(held.groups() if held is not None else ())]
    read = (_legal_form(piece, " ".join(fold(piece).split())) for piece in pieces)
    return next((form for form in read if form is not None), None)


#: "Associação (IPSS)": the form, and another word for it.
_HELD = re.compile(r"([^()]{3,60}?) ?\(([^()]{2,60})\)")


def _trimmed(text: str) -> tuple[str, str]:
    """A text without the signs around it, and the same folded with single spaces."""
    words = _TRIM.sub("", text)
    return words, " ".join(fold(words).split())


def _legal_form(words: str, folded: str) -> Reading[LegalForm] | None:
    for name, pattern in _forms().of(folded) if folded else ():
        if pattern.fullmatch(folded) is not None:
            return Reading(cast("LegalForm", name), words, "legal_form_line")
    return None


@cache
def _name_forms(where: str) -> tuple[re.Pattern[str], tuple[tuple[LegalForm, re.Pattern[str]], ...]]:
    """Any form at all, which most names have not, and each with its own words."""
    table: dict[LegalForm, list[str]] = vocabulary.load("organisations")["name_forms"][where]
    before, after = (
        (r"", r"(?![a-z]) ?\S|(?<= d)(?:[euoai] |es |[oa]s |el(?:la)? |')")
        if where == "before"
        else (r"(?<=[ ,(])", r"\)?$")
    )
    every = one_of(word for words in table.values() for word in words)
    each = tuple((form, re.compile(rf"{before}(?:{'|'.join(words)})(?:{after})")) for form, words in table.items())
    return re.compile(rf"{before}{every}(?:{after})"), each


@lru_cache(maxsize=1024)
def form_of_name(name: str) -> Reading[LegalForm] | None:
    """Return the legal form that an organisation's name states.

    >>> [form_of_name(n).value for n in ("Fondation Rivages", "Grüner Hafen e.V.", "Rivages ASBL")]
    ['foundation', 'association', 'association']
    >>> form_of_name("Rivages") is None
    True
    """
    words = name.strip()
    parts = (words, _BRACKETS.sub("", words))
    form = next((form for part in dict.fromkeys(parts) if (form := _form_in(fold(part))) is not None), None)
    if form is None and (cut := _APPOSITION.search(words)) is not None:
        stated = read_legal_form(words[cut.end() :])
        form = stated.value if stated is not None else None
    return None if form is None else Reading(form, words, "form_in_name")


#: "Rivages, association loi 1901"
_APPOSITION = re.compile(r",\s+|\s+[-–—]\s+")


def _form_in(folded: str) -> LegalForm | None:
    """The form at the end of a folded name, or at its beginning where that says more."""
    told, forms = _name_forms("after")
    after = next((form for form, pattern in forms if pattern.search(folded)), None) if told.search(folded) else None
    if after not in (None, "association"):
        return after
    told, forms = _name_forms("before")
    before = next((form for form, pattern in forms if pattern.match(folded)), None) if told.match(folded) else None
    return before or after


@cache
def _sizes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = vocabulary.load("organisations")["size"]
    number, people = r"(\d{1,3}(?:[ .,]\d{3}){1,2}|\d{1,7})", table["people"]
    below, above = "|".join(table["below"]), "|".join(table["above"])
    return (
        ("between", re.compile(rf"(?:{table['between']} )?{number} ?{table['until']} ?{number} {people}")),
        ("below", re.compile(rf"(?:{below}) ?{number} {people}")),
        ("above", re.compile(rf"(?:{above}) ?{number} {people}|{number} ?\+ {people}|{number} {people} et plus")),
        ("exactly", re.compile(rf"{number} {people}")),
    )


#: The least and the most of a head count, and what says so.
Size = tuple[int | None, int | None, Reading[str]]


def read_stated_size(text: str) -> Size | None:
    """Return the bounds of a head count under a label for it, where the people need not be said.

    >>> read_stated_size("11 bis 50")[:2], read_stated_size("ca. 120")[:2]
    ((11, 50), (120, 120))
    """
    bare = _about().sub("", text.strip())
    return read_size(bare) or read_size(f"{bare.strip(' .')} people")


def read_size(text: str) -> Size | None:
    """Return the bounds of a head count as stated, least and most, and what says so.

    >>> [read_size(t)[:2] for t in ("Entre 250 et 2000 salariés", "< 15 persons", "+ de 2 000 salariés")]
    [(250, 2000), (None, 15), (2000, None)]
    """
    words, folded = _trimmed(text)
    return _size(words, folded)


def _size(words: str, folded: str) -> Size | None:
    if not any(map(str.isdigit, folded[:60])):
        return None
    for rule, pattern in _sizes():
        found = pattern.fullmatch(folded)
        if found is None:
            continue
        bounds = [int(_NO_DIGIT.sub("", group)) for group in found.groups() if group]
        low = None if rule == "below" else bounds[0]
        high = None if rule == "above" else bounds[-1]
        if low is not None and high is not None and low > high:
            return None
        return low, high, Reading(words, words, f"size_{rule}")
    return None


def read_organisation_about(lines: Sequence[str], name: str | None, facts: Facts) -> list[About]:
    """Return what the lines of an employer's card state, as (field of Organisation, reading), each field once.

    Fields are ``legal_form``, ``social_economy``, ``size_min``, ``size_max``, ``sector``, ``labels``,
    ``labels_state`` and ``impact_state``; bounds of a size are the figures the line names.

    >>> facts = Facts(board="b", today="2026-01-01")
    >>> [(f, r.value) for f, r in read_organisation_about(["Association", "Moins de 15 salariés"], "Rivages", facts)]
    [('legal_form', 'association'), ('size_max', 15)]
    """
    found: dict[str, Reading[Any]] = {}
    for line in lines:
        if name is not None and fold(line.strip()) == fold(name.strip()):
            continue
        for key, reading in _line_facts(line, facts):
            found.setdefault(key, reading)
    for key, reading in _communicated(lines):
        found.setdefault(key, reading)
    if "legal_form" not in found:
        found |= dict(_stated_form(lines))
    return list(found.items())


#: A line that states something of an employer is no longer.
_LONGEST_LINE = 120


def says_what_it_is(line: str) -> bool:
    """Whether a line says what an employer is instead of its name.

    >>> says_what_it_is("Structure de l'ESS"), says_what_it_is("Association"), says_what_it_is("Rivages")
    (True, True, False)
    >>> says_what_it_is("Cooperativa sociale di tipo B"), says_what_it_is("Cooperativa sociale Porta Blu")
    (True, False)
    """
    text = line.strip()
    if len(text) > _LONGEST_LINE:
        return False
    pair = split_label(text)
    words, folded = _trimmed(text if pair is None else pair[1])
    return _is_social(folded) or (_legal_form(words, folded) is not None and not names_one(words))


def names_one(words: str) -> bool:
    """Whether a word behind the first begins with a capital and is none that legal forms are described with."""
    known = _form_words()
    return any(
        word[0].isupper() and not word.isupper() and fold(word) not in known for word in _WORDS.findall(words)[1:]
    )


_WORDS = re.compile(r"[^\W\d_]{2,}")


@cache
def _form_words() -> frozenset[str]:
    table = vocabulary.load("organisations")
    told = (word for words in table["legal_form"].values() for each in words for word in re.findall("[a-z]{2,}", each))
    return frozenset((*told, *table["described"]["words"]))


def _is_social(folded: str) -> bool:
    return _pattern("social_economy", "stated").fullmatch(folded) is not None


def _line_facts(line: str, facts: Facts) -> Iterator[About]:
    text = line.strip()
    if len(text) > _LONGEST_LINE:
        return
    pair = split_label(text)
    value = pair[1] if pair is not None else text
    words, folded = _trimmed(value)
    form = _legal_form(words, folded)
    if form is not None:
        yield "legal_form", form
    if _is_social(folded):
        yield "social_economy", Reading(True, words, "social_economy_line")
    labelled = pair is not None and field_of(pair[0]) == "organisation_size"
    size = read_stated_size(value) if labelled else _size(words, folded)
    if size is not None:
        low, high, reading = size
        if low is not None:
            yield "size_min", Reading(low, reading.excerpt, reading.rule)
        if high is not None:
            yield "size_max", Reading(high, reading.excerpt, reading.rule)
    sector = read_sector(value, facts)
    if sector is not None and form is None:
        yield "sector", sector


def _heading(folded: str) -> str | None:
    """Which of the two sections a line opens, ``""`` for a line that ends one, ``None`` for content."""
    bare = folded.strip(" :.•")
    for key in ("impact", "labels"):
        if _pattern("communication", f"{key}_headings").fullmatch(bare):
            return key
    return "" if _pattern("communication", "ends").fullmatch(bare) else None


def _communicated(lines: Sequence[str]) -> Iterator[About]:
    """What stands under the headings for impact and labels, and the sentences that say nothing was communicated."""
    content: dict[str, list[str]] = {"impact": [], "labels": []}
    section = ""
    for line in _split_headings(lines):
        folded = fold(line)
        opened = _heading(folded)
        absent = next((key for key in content if _pattern("communication", f"{key}_absent").search(folded)), None)
        if opened is not None:
            section = opened
        elif absent is not None:
            yield f"{absent}_state", Reading("not_communicated", line.strip()[:300], f"{absent}_not_communicated")
        elif section and line.strip():
            content[section].append(line.strip())
    for key, texts in content.items():
        if texts:
            excerpt = " ; ".join(texts) if len(texts) > 1 else texts[0]
            yield f"{key}_state", Reading("communicated", texts[0][:160], f"{key}_communicated")
            if key == "labels":
                yield "labels", Reading(excerpt, texts[0][:160], "labels_listed")


def _split_headings(lines: Sequence[str]) -> Iterator[str]:
    """The lines, with "Labels : B Corp" as the heading and what stands under it."""
    for line in lines:
        pair = split_label(line)
        if pair is not None and _heading(fold(pair[0])):
            yield from pair
        else:
            yield line


def _stated_form(lines: Sequence[str]) -> Iterator[About]:
    for line in lines:
        read = introduced_in(line)
        if read is not None and read.value.legal_form is not None:
            yield "legal_form", Reading(read.value.legal_form, read.excerpt, read.rule)
            return
