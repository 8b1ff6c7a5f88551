"""The pieces of a title that are no part of the job's name: marks, contracts, counts, references, towns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipelines.normalise import vocabulary
from pipelines.normalise.countries import country_of
from pipelines.normalise.text import fold

EDGES = " \t-–—:|,;/•*·_~"
_MARK_LETTER = "[hfmwdxvnkgi]"
_LETTERS = re.compile(rf"{_MARK_LETTER}(?:\s?[/|.,·*+&:-]\s?(?:{_MARK_LETTER}|nb|gn|div(?:ers)?)){{1,4}}\.?")
_BARE_LETTERS = re.compile(rf"{_MARK_LETTER}{{2,4}}")
_AMOUNT = r"[£$€]?\s?\d[\d.,]{0,12}(?: \d{3})?\s?k?"
_MONEY = re.compile(
    rf"(?:(?:up to|from|jusqu'a|de|a partir de|salaire|salary|bis zu|hasta|ate|fino a)\s)?"
    rf"{_AMOUNT}\s?(?:€|£|\$|euros?|eur|gbp)?"
    rf"(?:\s?(?:-|to|a|bis)\s?{_AMOUNT}\s?(?:€|£|\$|euros?|eur|gbp)?)?"
    r"(?:\s?(?:/|par|per|p/|p\.)\s?(?:h|an|mois|jour|j|hour|day|year|annum|month|week))?"
    r"(?:\s?(?:brut|net|max|min|bruts|ph|pa)){0,2}"
)
_CURRENCY = re.compile(r"[€£$]|\d\s?k\b|\beur|\bgbp")
_CODE = re.compile(r"(?:\d{2}|2[ab]|97\d|\d{5})")
_REFERENCE_CODE = re.compile(r"#?([a-z]{0,8})[-_/.]?(?=[\w/.-]{0,30}\d)[\w]{1,12}(?:[-_/.][\w]{1,12}){0,5}")
_YEARS = re.compile(r"20\d\d(?: ?[-/] ?(?:20)?\d\d)?")
_LIST = re.compile(
    r"\s*(?:[,/&+;:|]|(?<=\s)(?:et|and|ou|or|und|oder|y|e|o|of|en|bzw\.|and/or|et/ou|und/oder|en/of|y/o|e/o|e/ou)(?=\s)|\s[-–]\s)\s*",
    re.IGNORECASE,
)
_COARSE = re.compile(r"\s*[,;|]\s*|\s[-–/]\s")
_DISTRICTS = re.compile(
    r"[(\[]?\b(?:\d{5}|\d{2}|2[AB]|97\d|\d{1,2}(?:e|er|ème|eme|è|°)(?: arr(?:ondissement|\.)?)?"
    r"|cedex(?: \d{1,2})?)(?![\w])[)\]]?",
    re.IGNORECASE,
)
_NO_WORD, _WORDS = re.compile(r"[^\w]+"), re.compile(r"[^\W_]+")
_NO_LETTER = re.compile(r"nb|gn|div(?:ers)?|[^a-z]")
_BEGINS = re.compile(r"(?<=[\s,;/(–-])(?=[^\W_])")
_SAINT = re.compile(r"\b(st|ste)\b")


def _any(table: str, name: str) -> str:
    """The words of a table as one alternation, long ones first: "stage" must not hide "stage de fin d'études"."""
    return "|".join(sorted(vocabulary.load("titles")[table][name], key=len, reverse=True))


@cache
def bracketed_mark() -> re.Pattern[str]:
    """Marks in words, or letters without anything between."""
    return re.compile(rf"(?:{_any('marks', 'bracketed')})")


@cache
def _pieces() -> re.Pattern[str]:
    named = "|".join(_any("contract", name) for name in ("quantities", "years", "dates", "words"))
    return re.compile(rf"(?:(?:{named})(?!\w)|(?P<glue>(?:{_any('contract', 'glue')})(?!\w)|[-/+,;:&|.]))\s*")


@cache
def _ending_pieces() -> re.Pattern[str]:
    led = rf"(?:en|in|im|als|a|de|d'|contrat|en contrat)\s?(?:{_any('contract', 'led')}|{_any('contract', 'ending')})"
    named = "|".join((led, _any("contract", "quantities"), _any("contract", "ending")))
    glue = r"(?:en|in|im|de|a|pour|for|ou|und|et|\(|\)|[-/+,;&|.])(?!\w)"
    return re.compile(rf"(?:(?:{named})(?!\w)|(?P<glue>{glue}|[-/+,;&|.()]))\s*")


@cache
def _years_behind() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any('contract', 'years')})(?!\w)\s*")


@cache
def _count() -> re.Pattern[str]:
    numbers, nouns, opened = (_any("counts", name) for name in ("numbers", "nouns", "open"))
    return re.compile(
        rf"(?:(?:{numbers})(?: ?\(\d{{1,2}}\))? (?:{nouns})(?: (?:{opened}))?"
        rf"(?: ?[:,a-] ?.{{0,80}}| (?:a|in|for|pour|en) .{{0,80}})?|{_any('counts', 'alone')})"
    )


@cache
def _count_behind() -> re.Pattern[str]:
    numbers, nouns, opened = (_any("counts", name) for name in ("numbers", "nouns", "open"))
    return re.compile(rf"\s[-–(]?\s?(?:(?:{numbers}) (?:{nouns})(?: (?:{opened}))?|x ?\d{{1,2}}|\d{{1,2}} ?x)$")


@cache
def reference_phrase() -> re.Pattern[str]:
    """A word for a reference with the reference behind it."""
    return re.compile(
        rf"(?:^|(?<=[\s(\[,–-]))(?:{_any('reference', 'words')})\s?[:#]?\s?(?:n°\s?)?[\w./-]{{0,40}}\d[\w./-]{{0,40}}"
    )


@cache
def _place_words() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    lead = re.compile(rf"(?:{_any('places', 'leads')})(?![\w])\s*")
    trail = re.compile(rf"\s(?:{_any('places', 'trails')})$")
    return lead, trail, frozenset(vocabulary.load("titles")["places"]["binding"])


@cache
def _bracketed_notes() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any('contract', 'bracketed')})")


@cache
def _wide() -> re.Pattern[str]:
    return re.compile(_any("places", "wide"))


def flat(text: str) -> str:
    """Folded words with single spaces, "St" written out, to compare names.

    >>> flat("St-Péray") == flat("SAINT PERAY")
    True
    """
    words = " ".join(_NO_WORD.sub(" ", fold(text)).split())
    return _SAINT.sub(lambda match: "saint" if match[1] == "st" else "sainte", words)


def is_mark(folded: str) -> bool:
    """Whether folded text is a gender mark and nothing else.

    >>> is_mark("h/f"), is_mark("m, w, d"), is_mark("all genders"), is_mark("d/i"), is_mark("hommes/femmes")
    (True, True, True, False, True)
    """
    if _LETTERS.fullmatch(folded) or _BARE_LETTERS.fullmatch(folded):
        letters = set(_NO_LETTER.sub("", folded))
        if any(letters.issuperset(pair) for pair in vocabulary.load("titles")["marks"]["pairs"]):
            return True
    return bracketed_mark().fullmatch(folded) is not None


def is_contract(folded: str) -> bool:
    """Whether folded text is made of contract words, lengths and dates and nothing else.

    >>> is_contract("cdd 6 mois, temps plein"), is_contract("3-6 ans"), is_contract("cdd de 2 ans")
    (True, False, True)
    """
    return _made_of(folded, _pieces())


def ends_in_contract(folded: str) -> bool:
    """The same for the end of a title without a dash: only words that are never part of a job's name."""
    return _made_of(folded, _ending_pieces())


def _made_of(folded: str, pieces: re.Pattern[str]) -> bool:
    position, said = 0, False
    while position < len(folded):
        match = pieces.match(folded, position)
        if match is None or match.end() == position:
            match = _years_behind().match(folded, position) if said else None
            if match is None:
                return False
            said, position = True, match.end()
            continue
        said = said or match.group("glue") is None
        position = match.end()
    return said


def is_code(piece: str) -> bool:
    """Whether a piece is the ad's reference by its looks: one word of at least four digits, no year and no norm.

    >>> [is_code(text) for text in ("POT8784", "69/15-16", "2025-2028", "ISO9001", "2026-034", "Bac+5")]
    [True, True, False, False, True, False]
    """
    folded = fold(piece)
    match = _REFERENCE_CODE.fullmatch(folded)
    if match is None or _YEARS.fullmatch(folded) or sum(map(str.isdigit, folded)) < 4:
        return False
    return match.group(1) not in vocabulary.load("titles")["reference"]["not_codes"]


def is_money(folded: str) -> bool:
    """Whether folded text is an amount of money and nothing else.

    >>> is_money("80-130k eur"), is_money("420€ max"), is_money("24")
    (True, True, False)
    """
    return _CURRENCY.search(folded) is not None and _MONEY.fullmatch(folded) is not None


def behind(folded: str) -> int | None:
    """Where a count stands at the end of a title ("… 2 postes", "… x3")."""
    match = _count_behind().search(folded)
    return match.start() if match else None


@dataclass(frozen=True)
class Ours:
    """What the ad itself is known to be: its towns, its employer and its reference, flattened."""

    towns: frozenset[str]
    employer: str
    reference: str

    @classmethod
    def of(cls, places: Iterable[str], organisation: str | None, reference: str | None) -> Ours:
        """From the names as they are written."""
        towns = frozenset(flat(place) for place in places if place.strip())
        return cls(towns, flat(organisation or ""), flat(reference or ""))

    def is_noise(self, piece: str, *, bracketed: bool = False) -> bool:
        """Whether a piece between dashes or brackets is no part of the job's name."""
        folded = fold(piece).strip(EDGES + ".!")
        if not folded:
            return True
        if is_mark(folded) or _count().fullmatch(folded) or is_money(folded):
            return True
        if _CODE.fullmatch(folded) or reference_phrase().fullmatch(folded) or is_code(piece.strip(EDGES + ".!#")):
            return True
        plain = flat(piece)
        if plain and plain in (self.employer, self.reference):
            return True
        if bracketed and (_bracketed_notes().fullmatch(folded) or country_of(piece.strip()) is not None):
            return True
        if _wide().fullmatch(folded) or is_contract(folded) or self.is_place(piece) or self._is_mixed(piece):
            return True
        parts = [part for part in _COARSE.split(piece) if part.strip(EDGES)]
        return len(parts) > 1 and all(self.is_noise(part, bracketed=bracketed) for part in parts)

    def without_noise(self, group: str) -> str:
        """What stands in brackets, without the parts between commas that are no part of the job's name."""
        parts = _COARSE.split(group)
        kept = [part for part in parts if part.strip(EDGES) and not self.is_noise(part, bracketed=True)]
        return ", ".join(kept) if 0 < len(kept) < len(parts) else group

    def _is_mixed(self, piece: str) -> bool:
        """ "Paris / Télétravail", "CDI, Metz": each part is noise of one kind."""
        parts = [part for part in _LIST.split(piece) if part.strip(EDGES)]
        return len(parts) > 1 and all(
            self.is_place(part) or is_contract(f) or _CODE.fullmatch(f) or is_mark(f)
            for part in parts
            if (f := fold(part).strip(EDGES + "()."))
        )

    def is_place(self, piece: str) -> bool:
        """Whether a piece names towns of the ad, with codes or their country, and nothing else."""
        if not self.towns:
            return False
        bare = self.without_lead(piece)
        if flat(bare) in self.towns:
            return True
        names = [flat(self.without_lead(name)) for name in _LIST.split(_DISTRICTS.sub(" ", bare)) if name]
        names = [name for name in names if name]
        return any(name in self.towns for name in names) and all(
            name in self.towns or country_of(name) is not None for name in names
        )

    def without_lead(self, piece: str) -> str:
        """A place without what leads to it ("basé à") and what trails ("et ses alentours")."""
        lead, trail, _ = _place_words()
        piece = piece.strip(EDGES + "().")
        folded = fold(piece)
        end = match.start() if (match := trail.search(folded)) else len(piece)
        start = match.end() if (match := lead.match(folded, 0, end)) else 0
        return piece[start:end]

    def place_behind(self, title: str) -> int | None:
        """Where the towns at the end of a title begin, with what leads to them; the job's own words stay.

        >>> Ours.of(["Metz"], None, None).place_behind("Juriste à Metz (57)")
        8
        >>> Ours.of(["Metz"], None, None).place_behind("Hôpital de Metz") is None
        True
        """
        plain = flat(title)
        if not any(town in plain for town in self.towns):
            return None
        for match in list(_BEGINS.finditer(title))[-12:]:
            start = match.start()
            if self.is_place(title[start:]) and self._is_free(title, start):
                return start
        return None

    def _is_free(self, title: str, start: int) -> bool:
        """Whether the names from ``start`` on are no part of what stands before them."""
        lead, _, binding = _place_words()
        folded = fold(title)
        before = folded[:start].rstrip()
        words = _WORDS.findall(before)
        led = lead.match(folded, start)
        if led is not None and led.group().strip().startswith("secteur"):
            return not words or words[-1] not in vocabulary.load("titles")["places"]["sector_heads"]
        if led is not None or before.endswith((",", ";", "/", "-", "(", "|")):
            return True
        return title[start].isupper() and bool(words) and words[-1] not in binding
