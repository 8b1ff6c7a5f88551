"""The names of places in a label, a chip or a phrase: cut into tokens, each a town, a region, a country or a code.

A town is known by its shape and by what stands beside it, and in text that is about a place by the gazetteer too.
Regions, départements and countries are known by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from pipelines.normalise import gazetteer, vocabulary
from pipelines.normalise.countries import WORDS, country_of, is_ambiguous_code, last_words
from pipelines.normalise.place_regions import is_australian, may_end_in_region, region_by_code, region_of
from pipelines.normalise.place_shape import is_town, town_name, words_of
from pipelines.normalise.text import fold

Kind = Literal["town", "region", "country", "code", "beside", "other"]

_DIGIT = re.compile(r"\d")
_POSTCODE_FIRST = re.compile(r"(?:[A-Z]{1,2}[- ])?(\d{4}-\d{3}|\d{4} ?[A-Z]{2}(?= )|\d{4,5})\s+(?=\D)")
_POSTCODE_LAST = re.compile(r"\s+(?:[A-Z]{1,2}-)?(\d{5}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)\Z")
#: "VALLON PONT D ARC": capitals often lose the apostrophe.
_ELIDED = re.compile(r"\b([DL]) (?=[AEIOUYHÉÈÂÎ])")
#: The first half of a British postcode ("London NW1").
_OUTWARD = re.compile(r"\s+([A-Z]{1,2}\d[A-Z\d]?)\Z")
_DEPARTEMENT_FIRST = re.compile(r"(\d{2}|2[AB]|97[1-8])\s+(?=\D)")
_DEPARTEMENT_LAST = re.compile(r"\s+(\d{2}|2[AB]|97[1-8])\Z")
_DISTRICT = re.compile(
    r"\s+(?:\d{1,2}\s?(?:er|eme|e|nd)(?:\s+arr(?:ondissement|\.)?)?|\d{1,2}\s+arr\w{0,12}\.?|[1-9][a-z]?"
    r"|d\. ?c\.?|dc)\Z"
)
#: The figures of a district in capitals ("Paris XIX").
_ROMAN = re.compile(r"\s+[IVX]{1,5}(?:e|ème)?\Z")
#: "Ballarat VIC", "Melbourne VIC 3000".
_STATE_LAST = re.compile(r"\s+(NSW|VIC|QLD|TAS|ACT|NT|SA|WA)(?:\s+\d{4})?\Z")
#: The letters and figures that it ends with, and what else than figures tells of a district.
_LAST_OF_STATE = tuple("ACDSTW0123456789")
_DISTRICT_LAST = ("cedex", " dc", "d.c.", "d.c", "d. c")
#: "Congo, Democratic Republic of the": the rest of a country's name behind its comma.
_TURNED = re.compile(
    r"(?:the )?(?:democratic|people's|islamic|united|federated|plurinational|bolivarian|republic|state|occupied)\b"
)
#: So large a town has districts that are written behind it ("Berlin-Neukölln").
_HAS_DISTRICTS = 100_000
#: What joins a country's name to the words before it ("Ciudad de México").
_LINKS = ("de ", "del ", "di ", "du ", "do ", "da ", "of ", "von ", "van ", "d'")
_WITH_DISTRICT = re.compile(r"([^\W\d_]{3,30})-([^\W\d_a-z][^\W\d_]{2,30})\Z")
_CEDEX = re.compile(r"\s+cedex(?:\s+\d{1,2})?\Z")
_CODE = re.compile(r"(?:\d{5}|\d{4}|\d{2}|2[AB]|97[1-8])\Z")
_REGION_CODE = re.compile(r"\s+([A-Z]{2})\Z")
_EDGES = ' \t\u00a0\u202f:.-–—*"«»'


@dataclass(unsafe_hash=True)
class Token:
    """One name or code: what it is, what it says, where it stands, and what parts it from the one before.

    Nobody changes one that is built.
    """

    kind: Kind
    start: int
    end: int
    separator: str = ""
    town: str | None = None
    region: str | None = None
    country: str | None = None
    code: str | None = None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = vocabulary.load("places")["words"]
    rivers = "|".join(words["slash_names"])
    separator = re.compile(
        rf"\s*[;|\n•]\s*|\s+/\s+|/(?!(?:{rivers})\b)|\s*,\s*|\s+-\s+|\s*[(\[]\s*|\s*[)\]]\s*"
        r"|(?:(?<=[\s)\]])|\s+)(?:ou|or|oder|et|and|und|&|o|y|e)\s+|&"
    )
    leading = re.compile(rf"(?:{'|'.join(words['leading'])})\s+|d'(?=\w)")
    return separator, leading


def is_never_place(word: str) -> bool:
    """Whether a folded word stands in no town's name."""
    return word in words_of("never")


def tokens_of(text: str, *, labelled: bool) -> list[Token]:
    """Cut ``text`` at what parts names and say what each piece is; ``labelled`` text is known to be about a place.

    Of other text that holds a piece which no place has beside it, that piece alone is returned.
    """
    separator, leading = _patterns()
    folded = fold(text)
    pieces = list(_pieces(folded, separator))
    found: list[Token] = []
    index = 0
    while index < len(pieces):
        mark, start, end = pieces[index]
        joined = _joined(text, pieces, index, labelled)
        if joined is not None:
            found.append(replace(joined, start=start, separator=mark))
            index += sum(1 for _, begin, _ in pieces[index:] if begin < joined.end)
            continue
        start = _after_lead(text, folded, leading, start, end, labelled)
        if start < end:
            token = _at(_classify(text[start:end], labelled, 0), start, end, mark)
            if token.kind == "other" and not labelled and (not found or found[-1].kind not in _LEADING):
                return [token]
            found.append(token)
        index += 1
    return found


#: What a name that nobody knows may stand behind as its region.
_LEADING = ("town", "country")


def _at(token: Token, start: int, end: int, separator: str) -> Token:
    """The token where it stands: ``dataclasses.replace`` takes several times as long."""
    return Token(token.kind, start, end, separator, token.town, token.region, token.country, token.code)


def _after_lead(text: str, folded: str, leading: re.Pattern[str], start: int, end: int, labelled: bool) -> int:
    """Where the name begins, past "based in" or "ville de", unless these words are part of it ("City of London")."""
    while (lead := leading.match(folded, start, end)) and lead.end() < end:
        if labelled and _is_known_town(text[start:end]):
            break
        start = lead.end()
    return start


def _joined(text: str, pieces: list[tuple[str, int, int]], index: int, labelled: bool) -> Token | None:
    """A name that holds a separator: "Congo (RDC)", "Tyne and Wear", "Southend - On - Sea"."""
    _, start, end = pieces[index]
    for count, (_, _, joined) in enumerate(pieces[index + 1 : index + 4], 1):
        if joined - start > 60:
            return None
        name = text[start:joined]
        if count == 1 and (country := _joined_country(text, start, end, joined)):
            return Token("country", start, joined, country=country)
        if labelled and text[joined : joined + 1] == ")" and _is_known_town(f"{name})"):
            return Token("town", start, joined + 1, town=f"{name})")  # "Halle (Saale)"
        if any(mark in name for mark in ",/;|()"):
            return None
        if labelled and (region := region_of(name)):
            return Token("region", start, joined, region=region[0], country=region[1])
        if labelled and _is_known_town(name):
            return Token("town", start, joined, town=town_name(name))
    return None


@lru_cache(maxsize=8192)
def _is_known_town(text: str) -> bool:
    """Whether the gazetteer has several words as a town's own name; one word alone says too little."""
    return " " in gazetteer.key_of(text) and any(town.own_name for town in gazetteer.find(text))


def _joined_country(text: str, start: int, end: int, joined: int) -> str | None:
    """A country whose name holds a separator ("Congo (RDC)", "Trinidad and Tobago")."""
    if joined - start > 60:
        return None
    if "," in text[end:joined]:
        return _turned_country(text[start:end], text[end:joined].lstrip(" ,"))
    return country_of(text[start:joined]) or (
        country_of(text[start : joined + 1]) if text[joined : joined + 1] else None
    )


def _turned_country(head: str, rest: str) -> str | None:
    """The country of a name whose common part goes first.

    >>> _turned_country("Congo", "Democratic Republic of the"), _turned_country("Tanzania", "United Republic of")
    ('CD', 'TZ')
    """
    if _TURNED.match(fold(rest)) is None:
        return None
    rest = rest.strip().removeprefix("The ")
    return country_of(f"{rest} {head}") or country_of(head)


def _pieces(folded: str, separator: re.Pattern[str]) -> Iterator[tuple[str, int, int]]:
    mark, start = "", 0
    for match in [*separator.finditer(folded), None]:
        end = match.start() if match else len(folded)
        bare = folded[start:end].lstrip(_EDGES)
        if named := bare.rstrip(_EDGES):
            left = end - len(bare)
            yield mark, left, left + len(named)
            mark = ""
        if match:
            mark = _stronger(mark, match.group().strip())
            start = match.end()


def _stronger(first: str, second: str) -> str:
    """Of two separators in a row ("), " and "ou") the one that says more."""
    return second if first in ("", ",", ")", "(") or second in ("ou", "or", "oder", "o") else first


@lru_cache(maxsize=8192)
def _classify(text: str, labelled: bool, depth: int) -> Token:
    text = text.strip(_EDGES)
    if text.isupper():
        text = _ELIDED.sub(r"\1'", text)
    folded = fold(text)
    if not text or folded in words_of("beside"):
        return Token("beside", 0, 0)
    if folded in vocabulary.load("countries")["ambiguous"]["names"]:
        return Token("other", 0, 0)
    known = _known(text, labelled)
    if known is not None:
        return known
    if labelled and _is_known_town(text):
        return Token("town", 0, 0, town=town_name(text))
    if labelled and (part := _wider_part(text, folded)) is not None:
        return part
    if depth < 4:
        peeled = _peel_code(text, folded, labelled, depth) or (_peel_wider(text, depth) if labelled else None)
        if peeled is not None:
            return peeled
    if is_town(text, labelled=labelled):
        return Token("town", 0, 0, town=town_name(text))
    return Token("other", 0, 0)


def _known(text: str, labelled: bool) -> Token | None:
    country = country_of(text)
    if country and (labelled or not is_ambiguous_code(text)):
        return Token("country", 0, 0, country=country)
    region = region_of(text) or region_by_code(text)
    if region is not None:
        return Token("region", 0, 0, region=region[0], country=region[1])
    if _CODE.match(text):
        return Token("code", 0, 0, code=text)
    return None


#: "Ituri Province".
_PROVINCE = re.compile(r"[^\W\d_]{3} (?:province|state|county|governorate|region|oblast|prefecture|voivodeship)\Z")


@cache
def _wider() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = vocabulary.load("places")["words"]
    return re.compile(rf"(?:{'|'.join(words['wider'])}) "), re.compile(rf" (?:{'|'.join(words['of_town'])})\Z")


def _wider_part(text: str, folded: str) -> Token | None:
    """A county or district named as one ("Landkreis Leer", "Co. Mayo"), or a town and what part of it is meant."""
    wider, part = _wider()
    if (head := wider.match(folded)) is not None and text[head.end() :][:1].isupper():
        known = region_of(text[head.end() :]) or (text, None)
        return Token("region", 0, 0, region=known[0], country=known[1])
    if _PROVINCE.search(folded) is not None and " " in folded and not _is_known_town(text):
        known = region_of(text) or (text, None)
        return Token("region", 0, 0, region=known[0], country=known[1])
    cut = part.search(folded) or (_ROMAN.search(text) if not text.isupper() else None)
    if cut is not None and gazetteer.find(text[: cut.start()]):
        return Token("town", 0, 0, town=town_name(text[: cut.start()]), code="district")
    named = _WITH_DISTRICT.match(text)
    if named is None or any(town.own_name for town in gazetteer.find(text)):
        return None
    large = any(town.population >= _HAS_DISTRICTS for town in gazetteer.find(named.group(1)))
    return Token("town", 0, 0, town=named.group(1), code="district") if large else None


def _peel_code(text: str, folded: str, labelled: bool, depth: int) -> Token | None:
    """Take a postcode, département or district off a name: ``75011 Paris``, ``Montreuil 93100``, ``Paris 11e``."""
    state = _STATE_LAST.search(text) if text[-1:] in _LAST_OF_STATE else None
    if state is not None and is_australian(text[: state.start()], state.group(1)):
        inner = _classify(text[: state.start()], labelled, depth + 1)
        return replace(inner, region=state.group(1), country="AU") if inner.kind == "town" else None
    if not folded.endswith(_DISTRICT_LAST) and not _DIGIT.search(text):
        return None
    if labelled and (outward := _OUTWARD.search(text)):
        inner = _classify(text[: outward.start()], labelled, depth + 1)
        return replace(inner, code=outward.group(1)) if inner.kind == "town" else None
    if district := _DISTRICT.search(folded) or _CEDEX.search(folded):
        inner = _classify(text[: district.start()], labelled, depth + 1)
        return replace(inner, code=inner.code or "district") if inner.kind == "town" else inner
    first = _POSTCODE_FIRST.match(text) or _DEPARTEMENT_FIRST.match(text)
    last = _POSTCODE_LAST.search(text) or _DEPARTEMENT_LAST.search(text)
    if first is None and last is None:
        return None
    match = first or last
    assert match is not None
    rest = text[match.end() :] if first else text[: match.start()]
    inner = _classify(rest, labelled, depth + 1)
    if inner.kind not in ("town", "region") or (inner.code and first is None):
        return None
    code = match.group(1)
    if len(code) <= 3 and not labelled and inner.kind == "town":
        return None
    if first is None and code.isdigit() and int(code) <= 20:
        code = "district"
    return replace(inner, code=code)


def _peel_wider(text: str, depth: int) -> Token | None:
    return _peel_country(text, depth) or _peel_region(text, depth)


def _peel_region(text: str, depth: int) -> Token | None:
    """Take a region off a known town without a comma: ``Leeds West Yorkshire``, ``Exeter Devon South West``."""
    words = text.split(" ") if may_end_in_region(text) else []
    for cut in range(min(len(words) - 1, 4), 0, -1):
        region = region_of(" ".join(words[-cut:]))
        if region is None:
            continue
        inner = _classify(" ".join(words[:-cut]), True, depth + 1)
        if inner.kind == "town" and gazetteer.find(inner.town or "", country=region[1]):
            return replace(inner, region=inner.region or region[0], country=region[1])
    return None


def _peel_country(text: str, depth: int) -> Token | None:
    """Take a country off a name without a comma: ``France Grand Est``, ``La Chaux-de-Fonds NE Suisse``."""
    words = text.split(" ")
    if last_words().isdisjoint(WORDS.findall(fold(text))):
        return None  # whatever is cut off ends with one of the words
    for cut in range(1, min(len(words), 6)):
        for country, rest in (
            (" ".join(words[:cut]), " ".join(words[cut:])),
            (" ".join(words[-cut:]), " ".join(words[:-cut])),
        ):
            short = len(country) <= 3
            if short and (not country.isupper() or text.isupper() or is_ambiguous_code(country)):
                continue  # of a name all in capitals a short word is a part ("ST CYR", "LA ROCHE")
            code = country_of(country)
            if code is None:
                continue
            if fold(rest).split(" ")[-1] in words_of("particles") or fold(country).startswith(_LINKS):
                continue
            bare, region = _peel_region_code(rest, code)
            inner = _classify(bare, True, depth + 1)
            if inner.kind in ("town", "region"):
                return replace(inner, country=code, region=inner.region or region)
    return None


def _peel_region_code(text: str, country: str) -> tuple[str, str | None]:
    codes = vocabulary.load("places")["region_codes"].get(country, ())
    match = _REGION_CODE.search(text)
    return (text[: match.start()], match.group(1)) if match and match.group(1) in codes else (text, None)
